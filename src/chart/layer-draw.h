/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw-text.h"
#include "figure-private.h"

G_BEGIN_DECLS

/* Of a point of GH_LAYER_POINTS, pixels. */
#define GH_POINT_RADIUS 4.0

double gh_figure_x_to_pixels (const GhFigure *figure, double x);
double gh_panel_y_to_pixels (const GhPanel *panel, double shown);
void gh_layer_draw (const GhFigure *figure, const GhLayer *layer, GhPen *pen);

void gh_hatch_trace (cairo_t *cr, double left, double top, double right, double bottom);

G_END_DECLS
