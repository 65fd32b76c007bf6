/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/photovoltaic.h"

#include <glib.h>
#include <math.h>

#define RADIANS (G_PI / 180.0)

static GhPhotovoltaic
panels_of (double tilt_deg, double azimuth_deg, double inverter_kw)
{
  GhSolarArray array = { .peak_kw = 1.0,
                         .tilt_deg = tilt_deg,
                         .azimuth_deg = azimuth_deg,
                         .inverter_kw = inverter_kw,
                         .inverter_efficiency = 0.96,
                         .temperature_coefficient_per_k = -0.0037,
                         .losses = 0.0 };
  return gh_photovoltaic_make (&array, GH_TRANSPOSITION_HAY_DAVIES);
}

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

/* pvlib's tests/test_irradiance.py, test_haydavies: tilt 40 to the south, from MATLAB; ground light
 * is theirs at albedo 0.2. */
static void
test_hay_davies (void)
{
  static const struct
  {
    double zenith_deg, azimuth_deg;
    GhIrradiance light;
    double sky_w_m2;
  } cases[] = {
    { 124.0390863, 352.69550699, { 0, 0, 0 }, 0 },
    { 82.85457044, 66.71410338, { 79.73860422, 316.1949056, 40.46149818 }, 27.1775 },
    { 10.56413562, 144.76567754, { 1042.48031487, 939.95469881, 118.45831879 }, 102.9949 },
    { 72.41687122, 287.04104128, { 257.20751138, 646.22886049, 62.03376265 }, 33.1909 },
  };
  GhPhotovoltaic panels = panels_of (40, 180, NAN);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhSun sun = sun_of (cases[i].zenith_deg, cases[i].azimuth_deg, 1321.1655834833093);
      double incidence = sun.north * panels.north + sun.up * panels.up;
      double rest = MAX (incidence, 0.0) * cases[i].light.dni_w_m2
                    + cases[i].light.ghi_w_m2 * 0.1 * (1.0 - cos (40 * RADIANS));
      GhPlaneIrradiance plane = gh_photovoltaic_get_plane (&panels, &sun, &cases[i].light, 0.2);
      g_assert_cmpfloat_with_epsilon (plane.total_w_m2 - rest, cases[i].sky_w_m2, 1e-4);
      g_assert_true (plane.effective_w_m2 <= plane.total_w_m2);
    }
}

/* Flat panels see what the horizontal does, down to the horizon. */
static void
test_flat (void)
{
  GhPhotovoltaic panels = panels_of (0, 123, NAN);

  for (double zenith_deg = 0.0; zenith_deg < 95.0; zenith_deg += 0.5)
    {
      GhSun sun = sun_of (zenith_deg, 200, 1366);
      GhIrradiance light = { 0.0, sun.up > 0.0 ? 600.0 : 0.0, 90.0 };
      light.ghi_w_m2 = light.dni_w_m2 * MAX (sun.up, 0.0) + light.dhi_w_m2;
      GhPlaneIrradiance plane = gh_photovoltaic_get_plane (&panels, &sun, &light, 0.2);
      g_assert_cmpfloat_with_epsilon (plane.total_w_m2, light.ghi_w_m2, 1e-9);
    }
}

static void
test_mirrored (void)
{
  GhPhotovoltaic east = panels_of (30, 90, NAN), west = panels_of (30, 270, NAN);
  GhConditions conditions = { { 500, 600, 100 }, 0.2, 20, 1 };

  for (double azimuth_deg = 0.0; azimuth_deg <= 180.0; azimuth_deg += 7.5)
    {
      GhSun morning = sun_of (60, azimuth_deg, 1366),
            evening = sun_of (60, 360 - azimuth_deg, 1366);
      g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_power_kw (&east, &morning, &conditions),
                                      gh_photovoltaic_get_power_kw (&west, &evening, &conditions),
                                      1e-12);
    }
}

/* Faiman's formula by hand; pvlib's pvwatts_dc and its inverter at 0.95. */
static void
test_electric (void)
{
  GhPhotovoltaic panels = panels_of (0, 180, 1.0);

  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_cell_c (&panels, 900, 20, 5), 35.203, 1e-3);
  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_dc_kw (&panels, 1000, 25), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_dc_kw (&panels, 900, 35), 0.9 * 0.963, 1e-12);
  g_assert_cmpfloat (gh_photovoltaic_get_dc_kw (&panels, 900, 400), <=, 0.0);
  /* Dobos 2014: 96 % nominal; at the reference efficiency of 96.37 % the sum 0.9637 at full load.
   */
  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_ac_kw (&panels, 0.5 / 0.96),
                                  0.5 / 0.96 * 0.96 / 0.9637 * (0.9858 - 0.0081 - 0.0118), 1e-12);
}

static void
test_inverter_curve (void)
{
  GhPhotovoltaic panels = panels_of (0, 180, 0.8);
  double last = 0.0;

  for (double dc_kw = 0.0; dc_kw < 1.3; dc_kw += 0.001)
    {
      double ac_kw = gh_photovoltaic_get_ac_kw (&panels, dc_kw);
      g_assert_true (ac_kw >= last && ac_kw <= dc_kw && ac_kw <= 0.8);
      g_assert_cmpfloat (ac_kw - last, <, 0.0011); /* no jump where clipping begins */
      last = ac_kw;
    }
  g_assert_cmpfloat_with_epsilon (last, 0.8, 1e-12);
  panels = panels_of (0, 180, 0.0);
  g_assert_cmpfloat (gh_photovoltaic_get_ac_kw (&panels, 1.0), <=, 0.0);
}

static void
test_inverter_as_large_as_panels (void)
{
  GhSolarArray array = { .peak_kw = 7.5, .inverter_kw = NAN, .inverter_efficiency = 0.96 };
  GhPhotovoltaic panels = gh_photovoltaic_make (&array, GH_TRANSPOSITION_PEREZ);

  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_ac_kw (&panels, 20.0), 7.5, 1e-12);
}

/* An inverter never gives more than it takes, at any efficiency that is allowed. */
static void
test_inverter_efficiencies (void)
{
  for (double nominal = 0.5; nominal < 0.995; nominal += 0.07)
    {
      GhSolarArray array = { .peak_kw = 1, .inverter_kw = 1, .inverter_efficiency = nominal };
      GhPhotovoltaic panels = gh_photovoltaic_make (&array, GH_TRANSPOSITION_PEREZ);
      for (double dc_kw = 0.01; dc_kw < 2.5; dc_kw += 0.01)
        g_assert_cmpfloat (gh_photovoltaic_get_ac_kw (&panels, dc_kw), <, dc_kw);
      g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_ac_kw (&panels, 1.0 / nominal), 1.0,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_ac_kw (&panels, 0.999 / nominal), 0.999,
                                      1e-3);
    }
}

/* The nominal temperatures of PVWatts: 800 W/m2, 20 degrees, 1 m/s. */
static void
test_mounting (void)
{
  GhSolarArray array = { .peak_kw = 1, .inverter_kw = 1, .inverter_efficiency = 0.96 };
  GhPhotovoltaic rack = gh_photovoltaic_make (&array, GH_TRANSPOSITION_PEREZ);

  array.mounting = GH_MOUNTING_ROOF;
  GhPhotovoltaic roof = gh_photovoltaic_make (&array, GH_TRANSPOSITION_PEREZ);
  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_cell_c (&rack, 800, 20, 1), 45, 0.2);
  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_cell_c (&roof, 800, 20, 1), 49, 0.2);
  g_assert_cmpfloat (gh_photovoltaic_get_cell_c (&roof, 800, 20, 5), <,
                     gh_photovoltaic_get_cell_c (&roof, 800, 20, 1));
  g_assert_cmpfloat_with_epsilon (gh_photovoltaic_get_cell_c (&roof, 0, 20, 1), 20, 1e-12);
}

/* An even sky on panels of any tilt, with the ground as bright as the sky, is the sky itself. */
static void
test_ground (void)
{
  GhSun night = sun_of (100, 0, 1366);
  GhIrradiance light = { 100, 0, 100 };

  for (double tilt_deg = 0.0; tilt_deg <= 90.0; tilt_deg += 15.0)
    {
      GhPhotovoltaic panels = panels_of (tilt_deg, 77, NAN);
      double view = 0.5 * (1.0 - cos (tilt_deg * RADIANS));
      g_assert_cmpfloat_with_epsilon (
          gh_photovoltaic_get_plane (&panels, &night, &light, 1.0).total_w_m2, 100, 1e-9);
      g_assert_cmpfloat_with_epsilon (
          gh_photovoltaic_get_plane (&panels, &night, &light, 0.35).total_w_m2,
          100 * (1.0 - view) + 35 * view, 1e-9);
    }
}

static GhPlaneIrradiance
plane_behind (double height_deg, double tilt_deg, GhTransposition model, const GhSun *sun,
              const GhIrradiance *light)
{
  GhHorizonPoint point = { .azimuth_deg = 0, .elevation_deg = height_deg };
  g_autoptr (GPtrArray) horizon = g_ptr_array_new ();
  GhSolarArray array = { .peak_kw = 1, .tilt_deg = tilt_deg, .azimuth_deg = 180 };

  g_ptr_array_add (horizon, &point);
  if (height_deg >= 0.0)
    array.horizon = horizon;
  GhPhotovoltaic panels = gh_photovoltaic_make (&array, model);
  return gh_photovoltaic_get_plane (&panels, sun, light, 0.2);
}

/* A level horizon changes nothing, one up to the zenith leaves what the ground reflects, and one
 * just above the sun takes the beam and what is around it. */
static void
test_horizon (void)
{
  GhSun sun = sun_of (60, 170, 1366);
  GhIrradiance light = { 0.5 * 700 + 120, 700, 120 };

  for (int model = GH_TRANSPOSITION_ISOTROPIC; model <= GH_TRANSPOSITION_PEREZ; model++)
    for (double tilt_deg = 0.0; tilt_deg <= 90.0; tilt_deg += 30.0)
      {
        GhTransposition chosen = (GhTransposition) model;
        double ground = light.ghi_w_m2 * 0.2 * 0.5 * (1.0 - cos (tilt_deg * RADIANS));
        GhPlaneIrradiance open = plane_behind (-1, tilt_deg, chosen, &sun, &light);
        GhPlaneIrradiance level = plane_behind (0, tilt_deg, chosen, &sun, &light);
        GhPlaneIrradiance below = plane_behind (29.9, tilt_deg, chosen, &sun, &light);
        GhPlaneIrradiance above = plane_behind (30.1, tilt_deg, chosen, &sun, &light);
        GhPlaneIrradiance zenith = plane_behind (90, tilt_deg, chosen, &sun, &light);
        double incidence = sun.up * cos (tilt_deg * RADIANS) - sun.north * sin (tilt_deg * RADIANS);
        g_assert_cmpfloat (level.total_w_m2, ==, open.total_w_m2);
        g_assert_cmpfloat (level.effective_w_m2, ==, open.effective_w_m2);
        g_assert_cmpfloat_with_epsilon (zenith.total_w_m2, ground, 1e-9);
        g_assert_cmpfloat (below.total_w_m2 - above.total_w_m2, >=, 700 * incidence - 1e-9);
        g_assert_cmpfloat (above.total_w_m2, <, ground + 120);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photovoltaic/hay-davies", test_hay_davies);
  g_test_add_func ("/photovoltaic/flat", test_flat);
  g_test_add_func ("/photovoltaic/mirrored", test_mirrored);
  g_test_add_func ("/photovoltaic/electric", test_electric);
  g_test_add_func ("/photovoltaic/inverter-curve", test_inverter_curve);
  g_test_add_func ("/photovoltaic/inverter-as-large-as-panels", test_inverter_as_large_as_panels);
  g_test_add_func ("/photovoltaic/inverter-efficiencies", test_inverter_efficiencies);
  g_test_add_func ("/photovoltaic/mounting", test_mounting);
  g_test_add_func ("/photovoltaic/ground", test_ground);
  g_test_add_func ("/photovoltaic/horizon", test_horizon);
  return g_test_run ();
}
