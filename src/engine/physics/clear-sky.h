/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/sun.h"

G_BEGIN_DECLS

/* What the turbidity is taken to be where nobody measured it: a clean sky of middle latitudes. */
#define GH_LINKE_TURBIDITY_DEFAULT 3.0

/**
 * GhIrradiance:
 * @ghi_w_m2: global on the horizontal, dni times the cosine of the zenith angle plus dhi
 * @dni_w_m2: direct, of a plane facing the sun
 * @dhi_w_m2: diffuse on the horizontal
 *
 * Sunshine at the ground.
 */
typedef struct
{
  double ghi_w_m2;
  double dni_w_m2;
  double dhi_w_m2;
} GhIrradiance;

/**
 * GhClearSky:
 *
 * The coefficients of a place; see gh_clear_sky_make(). A plain value.
 */
typedef struct
{
  double pressure_ratio;
  double global_factor;
  double global_rate;
  double beam_factor;
  double beam_rate;
  double most_beam_share;
} GhClearSky;

GhClearSky gh_clear_sky_make (double elevation_m, double linke_turbidity);
GhIrradiance gh_clear_sky_at (const GhClearSky *sky, const GhSun *sun);
GhIrradiance gh_clear_sky_through (const GhClearSky *sky, double cos_zenith, double air_mass,
                                   double extraterrestrial_w_m2);
double gh_air_mass_at_sea_level (double apparent_zenith_deg);
double gh_air_pressure_ratio (double elevation_m);

G_END_DECLS
