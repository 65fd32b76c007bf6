/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value-axis.h"

#include <math.h>

/* Beyond these, doubles have no round neighbours left. */
#define LARGEST 1e15
#define SMALLEST 1e-9
#define DIGITS_MAX 9
/* Ends lie on so many places a step. */
#define ENDS_PER_STEP 5.0

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
 * @most_ticks: at most so many ticks; 3 where it is less
 *
 * Finds a round step with at most so many ticks, and ends near the data. Values that are equal, in
 * the wrong order, NAN or infinite give an axis as well: there is always something to draw on.
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
  axis->step = round_up ((high - low) / (MAX (most_ticks, 3) + 1));
  for (;;)
    {
      double fine = axis->step / ENDS_PER_STEP;
      axis->minimum = floor (low / fine + 1e-9) * fine;
      axis->maximum = ceil (high / fine - 1e-9) * fine;
      axis->first = ceil (axis->minimum / axis->step - 1e-9) * axis->step;
      if (gh_value_axis_count_ticks (axis) <= MAX (most_ticks, 3))
        break;
      axis->step = round_up (1.5 * axis->step);
    }
  axis->digits = (int) CLAMP (-floor (log10 (axis->step) + 1e-9), 0, DIGITS_MAX);
}

/**
 * gh_value_axis_count_ticks:
 * @axis: an axis
 *
 * Returns: how many ticks it has
 */
guint
gh_value_axis_count_ticks (const GhValueAxis *axis)
{
  return (guint) floor ((axis->maximum - axis->first) / axis->step + 1e-6) + 1;
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
  double value = axis->first + index * axis->step;

  return fabs (value) < 1e-6 * axis->step ? 0.0 : value;
}
