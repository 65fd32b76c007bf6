/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_VEHICLES_PAGE (gh_vehicles_page_get_type ())
G_DECLARE_FINAL_TYPE (GhVehiclesPage, gh_vehicles_page, GH, VEHICLES_PAGE, GtkWidget)

void gh_vehicles_page_set_document (GhVehiclesPage *page, GhDocument *document);
void gh_vehicles_page_show_path (GhVehiclesPage *page, const char *path);

G_END_DECLS
