/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhWeatherValues:
 * @ghi_w_m2: (nullable): global irradiance on the horizontal
 * @dni_w_m2: (nullable): direct irradiance of a plane facing the sun
 * @dhi_w_m2: (nullable): diffuse irradiance on the horizontal
 * @temperature_c: (nullable): air temperature
 * @wind_m_s: (nullable): wind
 * @albedo: (nullable): share of the light that the ground reflects
 *
 * Measured weather as arrays, not owned: one number a step, the mean over it.
 */
typedef struct
{
  const double *ghi_w_m2;
  const double *dni_w_m2;
  const double *dhi_w_m2;
  const double *temperature_c;
  const double *wind_m_s;
  const double *albedo;
} GhWeatherValues;

double gh_solar_plane_kwh_m2 (const GhTimeAxis *axis, const GhLocation *location,
                              const GhWeather *weather, const GhSolarArray *array,
                              const GhWeatherValues *values);
double *gh_solar_output_kw (const GhTimeAxis *axis, const GhLocation *location,
                            const GhWeather *weather, const GhSolarArray *array, guint64 seed,
                            const GhWeatherValues *values, const GhProgress *progress,
                            GError **error);

G_END_DECLS
