/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_FLEXIBILITY_PAGE (gh_flexibility_page_get_type ())
G_DECLARE_FINAL_TYPE (GhFlexibilityPage, gh_flexibility_page, GH, FLEXIBILITY_PAGE, GtkWidget)

void gh_flexibility_page_set_document (GhFlexibilityPage *page, GhDocument *document);
char *gh_flexibility_page_make_title (GhFlexibilityPage *page);
gboolean gh_flexibility_page_export (GhFlexibilityPage *page, const char *path, GError **error);

G_END_DECLS
