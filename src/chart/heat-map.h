/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

G_BEGIN_DECLS

/**
 * GhHeatMap:
 *
 * A series as a map: days from left to right, the hours of the day from top to bottom, its colour
 * the value. A frame marks a part of the time. To be used in one thread.
 */
typedef struct _GhHeatMap GhHeatMap;

GhHeatMap *gh_heat_map_new (GhTimeAxis *axis, GhSeries *series, const GhPanelOptions *options);
void gh_heat_map_free (GhHeatMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhHeatMap, gh_heat_map_free)

void gh_heat_map_set_frame (GhHeatMap *map, double from, double to);
void gh_heat_map_draw (GhHeatMap *map, cairo_t *cr, double width, double height,
                       const GhFigureStyle *style);
double gh_heat_map_hit (const GhHeatMap *map, double x, double y);
char *gh_heat_map_describe (const GhHeatMap *map);

G_END_DECLS
