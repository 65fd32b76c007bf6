/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

G_BEGIN_DECLS

void gh_sparkline_draw (const GhSeries *series, cairo_t *cr, double width, double height,
                        GhColourRole role, const GhFigureStyle *style);

G_END_DECLS
