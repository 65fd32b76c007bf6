/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hour-map.h"

G_BEGIN_DECLS

#define GH_TYPE_HOUR_MAP_VIEW (gh_hour_map_view_get_type ())
G_DECLARE_FINAL_TYPE (GhHourMapView, gh_hour_map_view, GH, HOUR_MAP_VIEW, GtkWidget)

void gh_hour_map_view_set_name (GhHourMapView *view, const char *name);
void gh_hour_map_view_take_map (GhHourMapView *view, GhHourMap *map);
void gh_hour_map_view_set_dimmed (GhHourMapView *view, gboolean dimmed);
char *gh_hour_map_view_format_cursor (GhHourMapView *view);

G_END_DECLS
