/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/mean-year.h"

/* Replaces the steps of one month by the means of their time and kind of day. */
static void
smooth_month (const GhMonth *month, const GhDaySlots *slots, gboolean tells_kinds, double *sums,
              guint *counts, double *values)
{
  for (guint i = 0; i < 2 * slots->count; i++)
    {
      sums[i] = 0.0;
      counts[i] = 0;
    }
  for (gsize t = month->first; t < month->last; t++)
    {
      guint i = (tells_kinds && slots->is_free[t] ? slots->count : 0) + slots->slot[t];
      sums[i] += values[t];
      counts[i]++;
    }
  for (gsize t = month->first; t < month->last; t++)
    {
      guint i = (tells_kinds && slots->is_free[t] ? slots->count : 0) + slots->slot[t];
      values[t] = sums[i] / counts[i];
    }
}

/**
 * gh_mean_year_smooth:
 * @axis: a time axis
 * @slots: its steps by the wall clock
 * @tells_kinds: whether working and free days are told apart
 * @values: (inout) (array): one number a step
 *
 * Makes every day the mean day of its month. What a month comes to stays. O(steps).
 */
void
gh_mean_year_smooth (const GhTimeAxis *axis, const GhDaySlots *slots, gboolean tells_kinds,
                     double *values)
{
  g_autoptr (GArray) months = gh_time_axis_find_months (axis);
  g_autofree double *sums = g_new (double, 2 * slots->count);
  g_autofree guint *counts = g_new (guint, 2 * slots->count);

  for (guint m = 0; m < months->len; m++)
    smooth_month (&g_array_index (months, GhMonth, m), slots, tells_kinds, sums, counts, values);
}
