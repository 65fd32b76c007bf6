/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "tabular.h"

G_BEGIN_DECLS

#define GH_TYPE_CHART_MENU (gh_chart_menu_get_type ())
G_DECLARE_FINAL_TYPE (GhChartMenu, gh_chart_menu, GH, CHART_MENU, GtkWidget)

void gh_chart_menu_set_target (GhChartMenu *menu, GhTabular *target);

G_END_DECLS
