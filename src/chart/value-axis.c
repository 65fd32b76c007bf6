/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value-axis.h"

#include <math.h>

/* Beyond these, doubles have no round neighbours left. */
#define LARGEST 1e15
#define SMALLEST 1e-9
#define DIGITS_MAX 9

/* The least of 1, 2, 5, 10, ... that is not below @span. */
static double
round_up (double span)
{
  static const double steps[] = { 1.0, 2.0, 5.0, 10.0 };
  double power = pow (10.0, floor (log10 (span)));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= span * (1.0 - 1e-9))
      return steps[i] * power;
  return 10.0 * power;
}

static double
tame (double value)
{
  return isnan (value) ? 0.0 : CLAMP (value, -LARGEST, LARGEST);
}

/**
 * gh_value_axis_init:
 * @axis: (out): the axis
 * @least: least value to show
 * @greatest: greatest value to show
 * @most_ticks: at most so many ticks, 2 or more
 *
 * Finds round ends and a round step. Values that are equal, in the wrong order, NAN or infinite
 * give an axis as well: there is always something to draw on.
 */
void
gh_value_axis_init (GhValueAxis *axis, double least, double greatest, guint most_ticks)
{
  double low = MIN (tame (least), tame (greatest)), high = MAX (tame (least), tame (greatest));
  double smallest = MAX (SMALLEST, 1e-9 * MAX (fabs (low), fabs (high)));

  if (high - low < smallest)
    {
      double margin = MAX (0.5 * fabs (low), 0.5);
      high += low >= 0.0 ? margin : 0.0;
      low -= low < 0.0 ? margin : 0.0;
    }
  most_ticks = MAX (most_ticks, 2);
  axis->step = round_up ((high - low) / (most_ticks - 1));
  for (guint tries = 0; tries < 3; tries++)
    {
      axis->minimum = floor (low / axis->step + 1e-9) * axis->step;
      axis->maximum = ceil (high / axis->step - 1e-9) * axis->step;
      if (gh_value_axis_count_ticks (axis) <= most_ticks)
        break;
      axis->step = round_up (1.5 * axis->step);
    }
  axis->digits = (int) CLAMP (-floor (log10 (axis->step) + 1e-9), 0, DIGITS_MAX);
}

/**
 * gh_value_axis_count_ticks:
 * @axis: an axis
 *
 * Returns: how many ticks it has, both ends included
 */
guint
gh_value_axis_count_ticks (const GhValueAxis *axis)
{
  return (guint) lround ((axis->maximum - axis->minimum) / axis->step) + 1;
}

/**
 * gh_value_axis_get_tick:
 * @axis: an axis
 * @index: below gh_value_axis_count_ticks()
 *
 * Returns: the value there, exactly 0 at zero
 */
double
gh_value_axis_get_tick (const GhValueAxis *axis, guint index)
{
  double value = axis->minimum + index * axis->step;

  return fabs (value) < 1e-6 * axis->step ? 0.0 : value;
}
