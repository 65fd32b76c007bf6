/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "random.h"
#include "site/fleet-profile.h"

G_BEGIN_DECLS

/**
 * GhSpreadDraw:
 * @mean: NAN: one of the values
 * @deviation: standard deviation before cutting off
 * @least: no draw is below
 * @most: no draw is above
 * @count: number of values
 * @values: (owned) (nullable) (array length=count)
 * @shares: (owned) (nullable) (array length=count): how often one of the values so far is drawn, up
 *   to 1
 *
 * A spread ready to be drawn from.
 */
typedef struct
{
  double mean;
  double deviation;
  double least;
  double most;
  guint count;
  double *values;
  double *shares;
} GhSpreadDraw;

void gh_spread_draw_init (GhSpreadDraw *self, const GhSpread *spread, double least, double most);
void gh_spread_draw_init_clock (GhSpreadDraw *self, const GhClockSpread *spread);
void gh_spread_draw_clear (GhSpreadDraw *self);
double gh_spread_draw_next (const GhSpreadDraw *self, GhRandom *random);

G_END_DECLS
