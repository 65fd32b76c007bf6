/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/paying-range.h"

#include <math.h>

/* Energies up to which a step counts as doing nothing, kWh. */
#define NOTHING_KWH 1e-12
/* Averages over less energy than this would be rounding. */
#define LITTLE_KWH 1e-9

/* What doing nothing costs; %INFINITY where that is impossible. */
static double
find_idle_cost (const GhPiecewise *stage)
{
  double cost = INFINITY;

  for (guint i = 0; i < stage->count; i++)
    {
      const GhPiece *piece = &stage->pieces[i];
      if (piece->from <= NOTHING_KWH && piece->to >= -NOTHING_KWH)
        cost = MIN (cost, piece->value - piece->slope * piece->from);
    }
  return cost;
}

/* Price of a kWh beside doing nothing, on average up to one end of a piece: what it costs to
 * charge, or earns to discharge. A vanishing flow may be cheaper than none, where that is standby.
 */
static double
average_price (const GhPiece *piece, gboolean at_end, double idle_cost, gboolean charging)
{
  double out = at_end ? piece->to : piece->from;
  double more = (at_end ? gh_piece_end_value (piece) : piece->value) - idle_cost;

  if (fabs (out) > LITTLE_KWH)
    return -more / out;
  if (more < -GH_SAME_VALUE)
    return charging ? -INFINITY : INFINITY;
  return -piece->slope;
}

/* The right end of the last stretch on which the value falls by more than a price per kWh, jumps
 * down or has a gap. */
static double
last_steep (const GhPiecewise *value, double price)
{
  const GhPiece *pieces = value->pieces;

  for (guint i = value->count; i-- > 0;)
    {
      if (pieces[i].slope < -price && pieces[i].to > pieces[i].from)
        return pieces[i].to;
      if (i > 0
          && (pieces[i].from - pieces[i - 1].to > GH_SAME_PLACE
              || pieces[i].value < gh_piece_end_value (&pieces[i - 1]) - GH_SAME_VALUE))
        return pieces[i].from;
    }
  return pieces[0].from;
}

/* The left end of the first stretch on which the value falls by less than a price per kWh, jumps up
 * or has a gap. */
static double
first_flat (const GhPiecewise *value, double price)
{
  const GhPiece *pieces = value->pieces;

  for (guint i = 0; i < value->count; i++)
    {
      if (i > 0
          && (pieces[i].from - pieces[i - 1].to > GH_SAME_PLACE
              || pieces[i].value > gh_piece_end_value (&pieces[i - 1]) + GH_SAME_VALUE))
        return pieces[i - 1].to;
      if (pieces[i].slope > -price && pieces[i].to > pieces[i].from)
        return pieces[i].from;
    }
  return pieces[value->count - 1].to;
}

/**
 * gh_paying_range_find:
 * @value: value at the end of a step, with at least one piece
 * @stage: what the step costs over the energy taken out of the store
 *
 * Charging can only be better than doing nothing where the value, somewhere to the right, falls by
 * more for each kWh than the cheapest kWh costs on average; discharging where it falls, somewhere
 * to the left, by less than the dearest kWh earns. Most hours are good for one of the two at most,
 * and the other need not be looked at. Left of the value's domain charging is the only way in, and
 * right of it discharging. O(pieces).
 *
 * Returns: where each has to be looked at; everywhere where doing nothing is impossible
 */
GhPayingRange
gh_paying_range_find (const GhPiecewise *value, const GhPiecewise *stage)
{
  GhPayingRange range = { INFINITY, -INFINITY, find_idle_cost (stage) };
  double idle = range.idle_cost, cheapest = INFINITY, dearest = -INFINITY;

  if (!isfinite (idle))
    return range;
  for (guint i = 0; i < stage->count; i++)
    for (int at_end = 0; at_end < 2; at_end++)
      {
        const GhPiece *piece = &stage->pieces[i];
        if (piece->from < -NOTHING_KWH)
          cheapest = MIN (cheapest, average_price (piece, at_end, idle, TRUE));
        else if (piece->to > NOTHING_KWH)
          dearest = MAX (dearest, average_price (piece, at_end, idle, FALSE));
      }
  range.charge_below = last_steep (value, cheapest);
  range.discharge_above = first_flat (value, dearest);
  return range;
}
