/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "figure.h"

G_BEGIN_DECLS

#define GH_TYPE_CHART_VIEW (gh_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (GhChartView, gh_chart_view, GH, CHART_VIEW, GtkWidget)

void gh_chart_view_take_figure (GhChartView *view, GhFigure *figure);
GhFigure *gh_chart_view_get_figure (GhChartView *view);
void gh_chart_view_set_dimmed (GhChartView *view, gboolean dimmed);
void gh_chart_view_set_name (GhChartView *view, const char *name);
void gh_chart_view_set_range (GhChartView *view, double from, double to);
void gh_chart_view_set_layer_visible (GhChartView *view, guint layer, gboolean visible);
char *gh_chart_view_format_readings (GhChartView *view);
char *gh_chart_view_format_cursor (GhChartView *view);
gboolean gh_chart_view_export (GhChartView *view, const char *title, const char *path,
                               GError **error);

G_END_DECLS
