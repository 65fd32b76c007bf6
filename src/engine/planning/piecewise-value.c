/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a piecewise function is at a place, and where it is below a value. */
#include "planning/piecewise.h"

#include <math.h>

/**
 * gh_piecewise_find:
 * @function: a function
 * @at: an argument
 *
 * Searches by halving.
 *
 * Returns: index of the first piece that ends at @at or right of it; the count if there is none
 */
guint
gh_piecewise_find (const GhPiecewise *function, double at)
{
  guint low = 0, high = function->count;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (function->pieces[middle].to < at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * gh_piecewise_value:
 * @function: a function
 * @at: an argument; one that misses a piece by less than 1e-9 is taken as its end
 *
 * Returns: the value, INFINITY outside
 */
double
gh_piecewise_value (const GhPiecewise *function, double at)
{
  double value = INFINITY;

  for (guint i = gh_piecewise_find (function, at - 1e-9); i < function->count; i++)
    {
      const GhPiece *piece = &function->pieces[i];
      if (piece->from > at + 1e-9)
        break;
      value = MIN (value, piece->value
                              + piece->slope * (CLAMP (at, piece->from, piece->to) - piece->from));
    }
  return value;
}

/* Widens a range by where two pieces, as far as they overlap, are not above a limit together. */
static void
widen_below (const GhPiece *p, const GhPiece *q, double most, double *from, double *to)
{
  double left = MAX (p->from, q->from), right = MIN (p->to, q->to);
  double at_left = gh_piece_value_at (p, left) + gh_piece_value_at (q, left);
  double at_right = gh_piece_value_at (p, right) + gh_piece_value_at (q, right);

  if (left > right || (at_left > most && at_right > most))
    return;
  if (at_left > most)
    left += (right - left) * (at_left - most) / (at_left - at_right);
  else if (at_right > most)
    right -= (right - left) * (at_right - most) / (at_right - at_left);
  *from = MIN (*from, left);
  *to = MAX (*to, right);
}

/**
 * gh_piecewise_find_sum_below:
 * @a: a function
 * @b: a function
 * @most: a value
 * @from: (out): least argument at which the sum of the two is at most @most
 * @to: (out): greatest argument at which it is
 *
 * Finds where a sum is low without computing it. O(pieces of both).
 *
 * Returns: %FALSE if there is no such argument
 */
gboolean
gh_piecewise_find_sum_below (const GhPiecewise *a, const GhPiecewise *b, double most, double *from,
                             double *to)
{
  guint i = 0, j = 0;

  *from = INFINITY;
  *to = -INFINITY;
  while (i < a->count && j < b->count)
    {
      const GhPiece *p = &a->pieces[i], *q = &b->pieces[j];
      widen_below (p, q, most, from, to);
      /* Where both jump the lower sides may be one of each. */
      if (p->to == q->to && j + 1 < b->count)
        widen_below (p, q + 1, most, from, to);
      if (p->to <= q->to)
        i++;
      else
        j++;
    }
  return *from <= *to;
}

/**
 * gh_piecewise_slope_after:
 * @function: a function
 * @at: an argument
 *
 * Returns: the slope to the right of @at; at the right end of the function the slope to the left;
 *   0 where there is neither
 */
double
gh_piecewise_slope_after (const GhPiecewise *function, double at)
{
  double slope = 0.0;

  for (guint i = gh_piecewise_find (function, at - 1e-9); i < function->count; i++)
    {
      const GhPiece *piece = &function->pieces[i];
      if (piece->from > at + 1e-9)
        break;
      if (piece->to - piece->from <= GH_SAME_PLACE)
        continue;
      slope = piece->slope;
      if (piece->to > at + 1e-9)
        break;
    }
  return slope;
}

/**
 * gh_piecewise_get_slopes:
 * @function: a function
 * @at: an argument
 * @before: (out): slope to the left of it, -INFINITY where there is nothing
 * @after: (out): slope to the right of it, INFINITY where there is nothing
 *
 * The ends of the subdifferential where the function is convex.
 */
void
gh_piecewise_get_slopes (const GhPiecewise *function, double at, double *before, double *after)
{
  *before = -INFINITY;
  *after = INFINITY;
  for (guint i = gh_piecewise_find (function, at - 1e-9); i < function->count; i++)
    {
      const GhPiece *piece = &function->pieces[i];
      if (piece->from > at + 1e-9)
        break;
      if (piece->from < at - 1e-9)
        *before = piece->slope;
      if (piece->to > at + 1e-9)
        {
          *after = piece->slope;
          break;
        }
    }
}
