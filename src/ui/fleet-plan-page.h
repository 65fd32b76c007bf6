/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_FLEET_PLAN_PAGE (gh_fleet_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (GhFleetPlanPage, gh_fleet_plan_page, GH, FLEET_PLAN_PAGE, GtkWidget)

void gh_fleet_plan_page_set_document (GhFleetPlanPage *page, GhDocument *document);
char *gh_fleet_plan_page_make_title (GhFleetPlanPage *page);
gboolean gh_fleet_plan_page_export (GhFleetPlanPage *page, const char *path, GError **error);

G_END_DECLS
