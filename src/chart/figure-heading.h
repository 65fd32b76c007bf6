/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw-text.h"
#include "figure-private.h"

G_BEGIN_DECLS

/* Between the edge of a picture and what is drawn. */
#define GH_FIGURE_MARGIN 8.0

double gh_figure_get_legend_height (double line);
double gh_figure_find_right (double width);
guint gh_figure_count_legend_lines (const GhFigure *figure, guint panel, GhPen *pen, double width);
void gh_figure_draw_heading (GhFigure *figure, guint panel, GhPen *pen, double width);

G_END_DECLS
