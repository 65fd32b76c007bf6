/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

G_BEGIN_DECLS

/**
 * GhWaterfallTerm:
 * @name: what it is, in the user's language
 * @value: what it adds
 * @text: the value for people
 * @is_sum: whether the bar begins at zero: the sum of all before
 */
typedef struct
{
  const char *name;
  double value;
  const char *text;
  gboolean is_sum;
} GhWaterfallTerm;

void gh_waterfall_draw (const GhWaterfallTerm *terms, guint count, cairo_t *cr, double width,
                        double height, const GhFigureStyle *style);

G_END_DECLS
