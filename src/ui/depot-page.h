/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_DEPOT_PAGE (gh_depot_page_get_type ())
G_DECLARE_FINAL_TYPE (GhDepotPage, gh_depot_page, GH, DEPOT_PAGE, GtkWidget)

void gh_depot_page_set_document (GhDepotPage *page, GhDocument *document);
void gh_depot_page_show_path (GhDepotPage *page, const char *path);

G_END_DECLS
