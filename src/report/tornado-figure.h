/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/sensitivity.h"
#include "tornado.h"

G_BEGIN_DECLS

void gh_tornado_figure_draw (const GhTornado *tornado, cairo_t *cr, double width, double height,
                             const GhFigureStyle *style);

G_END_DECLS
