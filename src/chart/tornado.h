/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

G_BEGIN_DECLS

/**
 * GhTornadoRow:
 * @name: of the input, in the user's language
 * @low: lower end of its range, for people
 * @high: upper end
 * @at_low: the measure there; NAN where it cannot be told
 * @at_high: and there
 */
typedef struct
{
  const char *name;
  const char *low;
  const char *high;
  double at_low;
  double at_high;
} GhTornadoRow;

/**
 * GhTornadoChart:
 * @rows: (array length=count): from top to bottom
 * @count: how many
 * @base: the measure of the study as it is
 * @base_text: the same for people
 * @title: of the measure, with its unit
 * @less_is_better: whether what lies below the base is a gain
 *
 * How far each of several inputs moves a measure.
 */
typedef struct
{
  const GhTornadoRow *rows;
  guint count;
  double base;
  const char *base_text;
  const char *title;
  gboolean less_is_better;
} GhTornadoChart;

double gh_tornado_get_height (guint count);
int gh_tornado_find_row (const GhTornadoChart *chart, double y, double height);
void gh_tornado_draw (const GhTornadoChart *chart, cairo_t *cr, double width, double height,
                      const GhFigureStyle *style);

G_END_DECLS
