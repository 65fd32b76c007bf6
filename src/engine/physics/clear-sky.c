/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/clear-sky.h"

#include <math.h>

/* Where the model still gives less light than arrives from outside. */
#define HIGHEST_M 3500.0

/**
 * gh_air_mass_at_sea_level:
 * @apparent_zenith_deg: zenith angle with refraction, 0 to 90; above 90 the air mass at 90 is given
 *
 * How much longer the way through the air is than from the zenith (Kasten and Young 1989, "Revised
 * optical air mass tables and approximation formula", Applied Optics 28, 4735-4738).
 *
 * Returns: relative air mass, 1 to 38
 */
double
gh_air_mass_at_sea_level (double apparent_zenith_deg)
{
  double zenith_deg = CLAMP (apparent_zenith_deg, 0.0, 90.0);

  return 1.0
         / (cos (zenith_deg * G_PI / 180.0) + 0.50572 * pow (6.07995 + 90.0 - zenith_deg, -1.6364));
}

/**
 * gh_air_pressure_ratio:
 * @elevation_m: height above the sea, -500 to 9000; values beyond are taken as these
 *
 * Of the US Standard Atmosphere 1976 (lapse 6.5 K/km from 288.15 K and 1013.25 hPa).
 *
 * Returns: air pressure there, divided by that at the sea
 */
double
gh_air_pressure_ratio (double elevation_m)
{
  return pow (1.0 - 0.0065 * CLAMP (elevation_m, -500.0, 9000.0) / 288.15, 5.25588);
}

/**
 * gh_clear_sky_make:
 * @elevation_m: height above the sea, -500 to 3500; values beyond are taken as these, since from
 *   4.3 km on the model gives more light than arrives from outside
 * @linke_turbidity: Linke turbidity at air mass 2: 2 clean and cold, 3 clean and warm, 4 to 6 hazy;
 *   %GH_LINKE_TURBIDITY_DEFAULT where it is not known
 *
 * Prepares the clear sky model of Ineichen and Perez 2002, "A new airmass independent formulation
 * for the Linke turbidity coefficient", Solar Energy 73, 151-157, with the correction of the beam
 * on p. 156 (as corrected in Perez et al. 2002, Solar Energy 73, 307-317) and without the
 * enhancement for large air masses that later programs added. Fitted to stations up to 1.6 km
 * high; a constant turbidity costs some per cent of the energy, most of it in the beam.
 *
 * Returns: the coefficients of the place
 */
GhClearSky
gh_clear_sky_make (double elevation_m, double linke_turbidity)
{
  double height_m = CLAMP (elevation_m, -500.0, HIGHEST_M);
  double thinning = exp (-height_m / 8000.0), haze_thinning = exp (-height_m / 1250.0);
  double turbidity = MAX (linke_turbidity, 1.0);
  double diffuse_share = (0.1 - 0.2 * exp (-turbidity)) / (0.1 + 0.882 / thinning);

  return (GhClearSky){
    .pressure_ratio = gh_air_pressure_ratio (height_m),
    .global_factor = 5.09e-5 * height_m + 0.868,
    .global_rate = (3.92e-5 * height_m + 0.0387) * (thinning + haze_thinning * (turbidity - 1.0)),
    .beam_factor = 0.664 + 0.163 / thinning,
    .beam_rate = 0.09 * (turbidity - 1.0),
    .most_beam_share = CLAMP (1.0 - diffuse_share, 0.0, 1.0),
  };
}

/**
 * gh_clear_sky_through:
 * @sky: of the place
 * @cos_zenith: cosine of the apparent zenith angle; no light where 0 or less
 * @air_mass: absolute air mass, that is with the pressure of the place
 * @extraterrestrial_w_m2: of a plane facing the sun outside the atmosphere
 *
 * The model itself; gh_clear_sky_at() is what is wanted mostly.
 *
 * Returns: irradiance of a cloudless sky, ghi = dni cos z + dhi
 */
GhIrradiance
gh_clear_sky_through (const GhClearSky *sky, double cos_zenith, double air_mass,
                      double extraterrestrial_w_m2)
{
  if (!(cos_zenith > 0.0))
    return (GhIrradiance){ 0.0, 0.0, 0.0 };

  double horizontal = extraterrestrial_w_m2 * cos_zenith;
  double global = sky->global_factor * horizontal * exp (-sky->global_rate * air_mass);
  double beam = sky->beam_factor * extraterrestrial_w_m2 * exp (-sky->beam_rate * air_mass);
  double direct = MIN (beam, global * sky->most_beam_share / cos_zenith);
  return (GhIrradiance){ global, direct, global - direct * cos_zenith };
}

/**
 * gh_clear_sky_at:
 * @sky: of the place
 * @sun: where the sun stands there
 *
 * Source and validity as gh_clear_sky_make().
 *
 * Returns: irradiance of a cloudless sky; all 0 while the sun is down
 */
GhIrradiance
gh_clear_sky_at (const GhClearSky *sky, const GhSun *sun)
{
  if (!(sun->up > 0.0))
    return (GhIrradiance){ 0.0, 0.0, 0.0 };

  double air_mass = gh_air_mass_at_sea_level (sun->apparent_zenith_deg) * sky->pressure_ratio;
  return gh_clear_sky_through (sky, sun->up, air_mass, sun->extraterrestrial_w_m2);
}
