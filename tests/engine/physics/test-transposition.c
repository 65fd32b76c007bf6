/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/transposition.h"

#include <math.h>

#define RADIANS (G_PI / 180.0)

static GhSun
sun_of (double zenith_deg, double azimuth_deg, double extraterrestrial_w_m2)
{
  return (GhSun){ .zenith_deg = zenith_deg,
                  .apparent_zenith_deg = zenith_deg,
                  .azimuth_deg = azimuth_deg,
                  .east = sin (zenith_deg * RADIANS) * sin (azimuth_deg * RADIANS),
                  .north = sin (zenith_deg * RADIANS) * cos (azimuth_deg * RADIANS),
                  .up = cos (zenith_deg * RADIANS),
                  .extraterrestrial_w_m2 = extraterrestrial_w_m2 };
}

/* The parts on panels that face south. */
static void
lay_on_panels (const GhSkyLight *light, const GhSun *sun, double tilt_deg, double parts_w_m2[3])
{
  double tilt = tilt_deg * RADIANS;
  double incidence = sun->up * cos (tilt) - sun->north * sin (tilt);

  parts_w_m2[0] = light->even_w_m2 * 0.5 * (1.0 + cos (tilt));
  parts_w_m2[1] = sun->up > 0.0 ? light->around_sun_w_m2 / sun->up * MAX (incidence, 0.0) : 0.0;
  parts_w_m2[2] = light->band_w_m2 * sin (tilt);
}

/* pvlib's tests/test_irradiance.py: test_perez_components, its air masses within 0.5 % of ours, and
 * test_perez_negative_horizon; test_haydavies_components and test_isotropic_series. */
static void
test_published (void)
{
  static const double tucson = 1321.1655834833093;
  static const struct
  {
    GhTransposition model;
    double tilt_deg, zenith_deg, azimuth_deg, outside_w_m2, dni_w_m2, dhi_w_m2;
    double parts_w_m2[3], tolerance;
  } cases[] = {
    { GH_TRANSPOSITION_PEREZ,
      40,
      82.85457044,
      66.71410338,
      tucson,
      316.1949056,
      40.46149818,
      { 26.84138589, 0, 4.62212181 },
      0.02 },
    { GH_TRANSPOSITION_PEREZ,
      40,
      72.41687122,
      287.04104128,
      tucson,
      646.22886049,
      62.03376265,
      { 31.72696071, 4.47966439, 9.25316454 },
      0.02 },
    { GH_TRANSPOSITION_PEREZ,
      34,
      57.746951,
      171.003315,
      1414,
      158,
      249,
      { 166.785419, 113.548755, 1.076010 },
      0.02 },
    { GH_TRANSPOSITION_PEREZ,
      34,
      57.564205,
      187.346924,
      1414,
      19,
      165,
      { 142.24475, 16.09757, -6.13353 },
      0.02 },
    { GH_TRANSPOSITION_PEREZ,
      34,
      60.813841,
      202.974357,
      1414,
      1,
      136,
      { 119.173875, 9.956174, -5.262151 },
      0.02 },
    { GH_TRANSPOSITION_PEREZ,
      34,
      66.989435,
      216.725599,
      1414,
      0,
      93,
      { 83.525150, 3.142467, -3.831230 },
      0.02 },
    { GH_TRANSPOSITION_PEREZ,
      34,
      75.353368,
      228.317233,
      1414,
      0,
      50,
      { 45.725931, 0, -2.208923 },
      0.02 },
    { GH_TRANSPOSITION_HAY_DAVIES,
      40,
      82.85457044,
      66.71410338,
      tucson,
      316.1949056,
      40.46149818,
      { 27.1775, 0, 0 },
      1e-4 },
    { GH_TRANSPOSITION_HAY_DAVIES,
      40,
      10.56413562,
      144.76567754,
      tucson,
      939.95469881,
      118.45831879,
      { 30.1818, 72.8130, 0 },
      1e-4 },
    { GH_TRANSPOSITION_HAY_DAVIES,
      40,
      72.41687122,
      287.04104128,
      tucson,
      646.22886049,
      62.03376265,
      { 27.9837, 5.2071, 0 },
      1e-4 },
    { GH_TRANSPOSITION_ISOTROPIC,
      40,
      82.85457044,
      66.71410338,
      tucson,
      316.1949056,
      40.46149818,
      { 35.728402, 0, 0 },
      1e-4 },
    { GH_TRANSPOSITION_ISOTROPIC,
      40,
      10.56413562,
      144.76567754,
      tucson,
      939.95469881,
      118.45831879,
      { 104.601328, 0, 0 },
      1e-4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhSun sun = sun_of (cases[i].zenith_deg, cases[i].azimuth_deg, cases[i].outside_w_m2);
      GhIrradiance irradiance = { cases[i].dni_w_m2 * sun.up + cases[i].dhi_w_m2, cases[i].dni_w_m2,
                                  cases[i].dhi_w_m2 };
      GhSkyLight light = gh_sky_light (cases[i].model, &sun, &irradiance);
      double parts_w_m2[3];
      lay_on_panels (&light, &sun, cases[i].tilt_deg, parts_w_m2);
      g_test_message ("case %u: %.4f %.4f %.4f", i, parts_w_m2[0], parts_w_m2[1], parts_w_m2[2]);
      for (guint part = 0; part < 3; part++)
        g_assert_cmpfloat_with_epsilon (parts_w_m2[part], cases[i].parts_w_m2[part],
                                        cases[i].tolerance);
    }
}

/* On the horizontal every model has the diffuse irradiance, whatever the sky, down to the horizon
 * and below it. */
static void
test_conserved (void)
{
  for (int model = GH_TRANSPOSITION_ISOTROPIC; model <= GH_TRANSPOSITION_PEREZ; model++)
    for (double zenith_deg = 0.0; zenith_deg < 95.0; zenith_deg += 0.5)
      for (double diffuse_w_m2 = 0.0; diffuse_w_m2 <= 500.0; diffuse_w_m2 += 50.0)
        for (double direct_w_m2 = 0.0; direct_w_m2 <= 1400.0; direct_w_m2 += 100.0)
          {
            GhSun sun = sun_of (zenith_deg, 200, 1366);
            GhIrradiance irradiance = { diffuse_w_m2, direct_w_m2, diffuse_w_m2 };
            GhSkyLight light = gh_sky_light ((GhTransposition) model, &sun, &irradiance);
            g_assert_cmpfloat_with_epsilon (light.around_sun_w_m2 + light.even_w_m2, diffuse_w_m2,
                                            1e-9);
            g_assert_true (light.around_sun_w_m2 >= 0.0 && light.even_w_m2 >= 0.0);
            g_assert_true (isfinite (light.band_w_m2));
            if (!(sun.up > 0.0))
              g_assert_true (!(light.around_sun_w_m2 > 0.0) && !(fabs (light.band_w_m2) > 0.0));
          }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transposition/published", test_published);
  g_test_add_func ("/transposition/conserved", test_conserved);
  return g_test_run ();
}
