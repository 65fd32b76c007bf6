/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "time-axis.h"

G_BEGIN_DECLS

/**
 * GhAmbient:
 * @mean_k: mean of the year, in kelvin
 * @swing_k: by how much the warmest day lies above the mean; 0 for the same all year
 * @warmest_day: day of the year, 1 for the first of January
 * @series_k: (nullable): one temperature a step instead of the three, not owned
 *
 * The air around a parked car.
 */
typedef struct
{
  double mean_k;
  double swing_k;
  double warmest_day;
  const double *series_k;
} GhAmbient;

void gh_ambient_fill (const GhAmbient *ambient, const GhTimeAxis *axis, double *temperature_k);

G_END_DECLS
