/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "document.h"

G_BEGIN_DECLS

#define GH_TYPE_PLAN_PAGE (gh_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (GhPlanPage, gh_plan_page, GH, PLAN_PAGE, GtkWidget)

char *gh_plan_page_make_title (GhPlanPage *page);
gboolean gh_plan_page_export (GhPlanPage *page, const char *path, GError **error);
void gh_plan_page_show_range (GhPlanPage *page, double from, double to);
void gh_plan_page_set_document (GhPlanPage *page, GhDocument *document);

G_END_DECLS
