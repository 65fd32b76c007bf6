/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the diffuse light of the sky comes from. */
#include "physics/transposition.h"

#include <math.h>

#define RADIANS_PER_DEGREE (G_PI / 180.0)
/* Below 5 degrees the sun's halo is no longer taken to be as narrow as the sun. */
#define LEAST_COS_ZENITH 0.0872
#define CLEARNESS_BINS 8
/* By which the zenith angle is taken out of the clearness, per cubic radian. */
#define CLEARNESS_KAPPA 1.041

/* Perez et al. 1990, table 1: where a bin of clearness ends, and table 6, the coefficients of all
 * sites: brightness around the sun and at the horizon, each a constant, one on the brightness of
 * the sky and one on the zenith angle. */
static const struct
{
  double clearness_end;
  double around_sun[3];
  double band[3];
} perez[CLEARNESS_BINS] = {
  { 1.065, { -0.008, 0.588, -0.062 }, { -0.060, 0.072, -0.022 } },
  { 1.230, { 0.130, 0.683, -0.151 }, { -0.019, 0.066, -0.029 } },
  { 1.500, { 0.330, 0.487, -0.221 }, { 0.055, -0.064, -0.026 } },
  { 1.950, { 0.568, 0.187, -0.295 }, { 0.109, -0.152, -0.014 } },
  { 2.800, { 0.873, -0.392, -0.362 }, { 0.226, -0.462, 0.001 } },
  { 4.500, { 1.132, -1.237, -0.412 }, { 0.288, -0.823, 0.056 } },
  { 6.200, { 1.060, -1.600, -0.359 }, { 0.264, -1.127, 0.131 } },
  { INFINITY, { 0.678, -0.327, -0.250 }, { 0.156, -1.377, 0.251 } },
};

static double
brightness (const double coefficients[3], double sky, double zenith)
{
  return coefficients[0] + coefficients[1] * sky + coefficients[2] * zenith;
}

/* Shares of the diffuse light around the sun and in the band. */
static void
find_perez_shares (const GhSun *sun, const GhIrradiance *irradiance, double *around_sun,
                   double *band)
{
  double zenith = sun->apparent_zenith_deg * RADIANS_PER_DEGREE;
  double bend = CLEARNESS_KAPPA * zenith * zenith * zenith;
  double diffuse = irradiance->dhi_w_m2;
  double clearness = ((diffuse + irradiance->dni_w_m2) / diffuse + bend) / (1.0 + bend);
  double sky
      = diffuse * gh_air_mass_at_sea_level (sun->apparent_zenith_deg) / sun->extraterrestrial_w_m2;
  guint bin = 0;

  while (clearness >= perez[bin].clearness_end)
    bin++;
  *around_sun = CLAMP (brightness (perez[bin].around_sun, sky, zenith), 0.0, 1.0);
  *band = brightness (perez[bin].band, sky, zenith);
}

/**
 * gh_sky_light:
 * @model: one that is chosen, not %GH_TRANSPOSITION_AUTO
 * @sun: where the sun stands
 * @irradiance: at the ground
 *
 * Tells where diffuse light comes from. Isotropic: all of it from the whole sky. Hay and Davies
 * 1980, "Calculation of the solar radiation incident on an inclined surface" (Proc. First Canadian
 * Solar Radiation Data Workshop, 59-72): a part dni / extraterrestrial from around the sun. Perez,
 * Ineichen, Seals, Michalsky and Stewart 1990, "Modeling daylight availability and irradiance
 * components from direct and global irradiance", Solar Energy 44, 271-289: around the sun, sky and
 * horizon by eight bins of clearness, with the coefficients of all sites. Below 5 degrees of
 * elevation the part around the sun fades with the sun's height, so that a horizontal plane gets
 * dhi in every model. While the sun is down all comes from the whole sky.
 *
 * Returns: the parts
 */
GhSkyLight
gh_sky_light (GhTransposition model, const GhSun *sun, const GhIrradiance *irradiance)
{
  double diffuse = irradiance->dhi_w_m2, around_sun = 0.0, band = 0.0;

  if (!(sun->up > 0.0) || !(diffuse > 0.0))
    return (GhSkyLight){ 0.0, diffuse, 0.0 };
  if (model == GH_TRANSPOSITION_PEREZ)
    find_perez_shares (sun, irradiance, &around_sun, &band);
  else if (model == GH_TRANSPOSITION_HAY_DAVIES)
    around_sun = MIN (irradiance->dni_w_m2 / sun->extraterrestrial_w_m2, 1.0);
  around_sun *= MIN (sun->up / LEAST_COS_ZENITH, 1.0);
  return (GhSkyLight){ diffuse * around_sun, diffuse * (1.0 - around_sun), diffuse * band };
}
