/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"

G_BEGIN_DECLS

/**
 * GhWeekSpan:
 * @weekday: 0 Monday to 6 Sunday
 * @from: minutes since midnight
 * @to: minutes since midnight, above @from, at most 1440
 * @level: 0 the cheapest price to 1 the dearest; not used for trips
 */
typedef struct
{
  guint weekday;
  int from;
  int to;
  double level;
} GhWeekSpan;

/**
 * GhWeekStrip:
 * @trips: (element-type GhWeekSpan): when the car is away
 * @prices: (element-type GhWeekSpan): what a kWh costs, as a share of the range
 *
 * A week as seven bars of a day.
 */
typedef struct
{
  GArray *trips;
  GArray *prices;
} GhWeekStrip;

void gh_week_strip_init (GhWeekStrip *strip);
void gh_week_strip_clear (GhWeekStrip *strip);
void gh_week_strip_add_trip (GhWeekStrip *strip, guint days, int leave, int back);
void gh_week_strip_add_price (GhWeekStrip *strip, guint weekday, int from, int to, double level);
void gh_week_strip_draw (const GhWeekStrip *strip, cairo_t *cr, double width, double height,
                         const GhFigureStyle *style);

G_END_DECLS
