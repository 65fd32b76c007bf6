/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_COMPARE_PAGE (gh_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (GhComparePage, gh_compare_page, GH, COMPARE_PAGE, GtkWidget)

void gh_compare_page_set_document (GhComparePage *page, GhDocument *document);

G_END_DECLS
