/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sparkline.h"

#include <math.h>

#define MARGIN 1.0

/* The least and the greatest number of a part; FALSE where it has none. */
static gboolean
find_range (const GhSeries *series, gsize from, gsize to, double *least, double *greatest)
{
  const double *values = gh_series_get_values (series);

  *least = INFINITY;
  *greatest = -INFINITY;
  for (gsize i = from; i < to; i++)
    if (isfinite (values[i]))
      {
        *least = MIN (*least, values[i]);
        *greatest = MAX (*greatest, values[i]);
      }
  return *least <= *greatest;
}

/**
 * gh_sparkline_draw:
 * @series: numbers, NAN for gaps
 * @cr: to draw with, from 0, 0
 * @width: pixels
 * @height: pixels
 * @role: colour
 * @style: palette; text is not drawn
 *
 * Draws the course of a series without axes, a sign of what it is like beside words that say it.
 * Each column of pixels reaches from the least to the greatest number in it, so that nothing
 * disappears. Zero is always in the picture. Takes time in proportion to the numbers.
 */
void
gh_sparkline_draw (const GhSeries *series, cairo_t *cr, double width, double height,
                   GhColourRole role, const GhFigureStyle *style)
{
  gsize count = gh_series_get_count (series);
  guint columns = (guint) MAX (1.0, floor (width));
  double least, greatest;

  if (!find_range (series, 0, count, &least, &greatest))
    return;
  least = MIN (least, 0.0);
  greatest = MAX (greatest, 0.0);
  double scale = greatest > least ? (height - 2.0 * MARGIN) / (greatest - least) : 0.0;
  gh_palette_set_source (style->palette, cr, role, style->dimmed ? 0.5 : 1.0);
  for (guint x = 0; x < columns; x++)
    {
      gsize from = count * x / columns;
      gsize to = MAX (count * (x + 1) / columns, from + 1);
      double low, high;
      if (!find_range (series, from, MIN (to, count), &low, &high))
        continue;
      double top = MARGIN + (greatest - high) * scale;
      double bottom = MARGIN + (greatest - low) * scale;
      cairo_rectangle (cr, x, top, 1.0, MAX (bottom - top, 1.0));
    }
  cairo_fill (cr);
}
