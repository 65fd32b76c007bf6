/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/ambient.h"

#include <math.h>
#include <string.h>

/**
 * gh_ambient_fill:
 * @ambient: the air around the car
 * @axis: when
 * @temperature_k: (out caller-allocates): one number a step, in kelvin
 *
 * The yearly wave is a cosine over 365.25 days; days are those of UTC.
 */
void
gh_ambient_fill (const GhAmbient *ambient, const GhTimeAxis *axis, double *temperature_k)
{
  gsize count = gh_time_axis_get_count (axis);
  int year, month, day;

  if (ambient->series_k != NULL)
    {
      memcpy (temperature_k, ambient->series_k, count * sizeof (double));
      return;
    }
  double first = (double) gh_time_axis_get_start (axis) / 86400.0;
  gh_date_to_civil ((gint32) floor (first), &year, &month, &day);
  double warmest = gh_date_from_civil (year, 1, 1) + ambient->warmest_day - 1.0;
  double days_per_step = gh_time_axis_get_step_hours (axis) / 24.0;
  for (gsize i = 0; i < count; i++)
    {
      double days = first + (double) i * days_per_step - warmest;
      temperature_k[i]
          = ambient->mean_k + ambient->swing_k * cos (2.0 * G_PI * days / GH_DAYS_PER_YEAR);
    }
}
