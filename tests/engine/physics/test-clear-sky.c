/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/clear-sky.h"
#include "physics/sky.h"

#include <glib.h>
#include <math.h>

#define JANUARY_2023 1672531200 /* 2023-01-01T00:00:00Z */
#define YEAR_SECONDS (365 * 86400)

static const GhLocation munich = { .latitude = 48.14, .longitude = 11.58, .elevation_m = 520 };

/* pvlib's tests/test_clearsky.py, test_ineichen_series: turbidity 3, no elevation, 1364 W/m2. */
static void
test_published (void)
{
  static const struct
  {
    double zenith_deg, air_mass;
    GhIrradiance expected;
  } cases[] = {
    { 124.0390863, 40, { 0, 0, 0 } },
    { 82.85457044, 6.97935524, { 65.49426624, 321.16092181, 25.54562017 } },
    { 46.0467599, 1.32355476, { 704.6968125, 888.90147035, 87.73601277 } },
    { 10.56413562, 0.93527685, { 1044.1230677, 953.24925854, 107.03109696 } },
    { 34.86074109, 1.12008114, { 853.02065704, 922.06124712, 96.42909484 } },
    { 72.41687122, 3.01614096, { 251.99427693, 655.44925241, 53.9901349 } },
  };
  GhClearSky sky = gh_clear_sky_make (0.0, 3.0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhIrradiance light = gh_clear_sky_through (&sky, cos (cases[i].zenith_deg * G_PI / 180.0),
                                                 cases[i].air_mass, 1364.0);
      g_assert_cmpfloat_with_epsilon (light.ghi_w_m2, cases[i].expected.ghi_w_m2, 1e-5);
      g_assert_cmpfloat_with_epsilon (light.dni_w_m2, cases[i].expected.dni_w_m2, 1e-5);
      g_assert_cmpfloat_with_epsilon (light.dhi_w_m2, cases[i].expected.dhi_w_m2, 1e-5);
    }
}

/* Table of Kasten and Young 1989 by elevation; pvlib's Tucson values. */
static void
test_air_mass (void)
{
  static const struct
  {
    double zenith_deg, air_mass, tolerance;
  } cases[] = { { 0, 1.0, 0.001 },
                { 60, 1.9943, 0.001 },
                { 90, 38.0, 0.15 },
                { 120, 38.0, 0.15 },
                { 82.85457044, 7.588, 0.01 },
                { 10.56413562, 1.01688, 1e-4 },
                { 72.41687122, 3.2793, 1e-3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (gh_air_mass_at_sea_level (cases[i].zenith_deg),
                                    cases[i].air_mass, cases[i].tolerance);
  g_assert_cmpfloat_with_epsilon (gh_air_pressure_ratio (0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_air_pressure_ratio (700), 93194.0 / 101325.0, 2e-3);
  g_assert_cmpfloat_with_epsilon (gh_air_pressure_ratio (5000), 0.5334, 1e-3);
}

/* Nowhere negative, nowhere above what arrives from outside, and closed; brighter on mountains. */
static void
test_limits (void)
{
  for (double elevation_m = -500.0; elevation_m <= 9000.0; elevation_m += 500.0)
    for (double turbidity = 1.0; turbidity <= 7.0; turbidity += 0.5)
      {
        GhClearSky sky = gh_clear_sky_make (elevation_m, turbidity);
        for (int i = 0; i < 60; i++)
          {
            GhSun sun = gh_sun_at (1.7e9 + i * 86400.0 * 6 + i * 1237.0, 35.0, 0.0);
            GhIrradiance light = gh_clear_sky_at (&sky, &sun);
            double up = MAX (sun.up, 0.0);
            g_assert_true (light.dni_w_m2 >= 0.0 && light.dhi_w_m2 >= -1e-9);
            g_assert_true (light.dni_w_m2 <= sun.extraterrestrial_w_m2);
            g_assert_cmpfloat_with_epsilon (light.ghi_w_m2, light.dni_w_m2 * up + light.dhi_w_m2,
                                            1e-9);
            g_assert_true (sun.up > 0.0 || light.ghi_w_m2 <= 0.0);
          }
      }
}

/* Erbs, Klein and Duffie's pieces meet, and pvlib's erbs at 1000 W/m2. */
static void
test_erbs (void)
{
  g_assert_cmpfloat_with_epsilon (gh_sky_get_diffuse_share (0.22 - 1e-9),
                                  gh_sky_get_diffuse_share (0.22 + 1e-9), 2e-3);
  g_assert_cmpfloat_with_epsilon (gh_sky_get_diffuse_share (0.8 - 1e-9), 0.165, 2e-3);
  g_assert_cmpfloat_with_epsilon (gh_sky_get_diffuse_share (0.0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_sky_get_diffuse_share (0.5), 0.6592, 1e-3);
  for (double index = 0.0; index < 2.0; index += 0.01)
    for (double up = -0.1; up <= 1.0; up += 0.05)
      {
        GhIrradiance light = gh_sky_split (index * 1366.0 * MAX (up, 0.01), index, up, 1366.0);
        g_assert_true (light.dni_w_m2 >= 0.0 && light.dni_w_m2 <= 1366.0 && light.dhi_w_m2 >= 0.0);
        g_assert_cmpfloat_with_epsilon (light.ghi_w_m2,
                                        light.dni_w_m2 * MAX (up, 0.0) + light.dhi_w_m2, 1e-9);
      }
}

static double
year_energy (const GhSky *sky, const GhLocation *location)
{
  double sum = 0.0;

  for (int i = 0; i < YEAR_SECONDS / 900; i++)
    {
      double time = JANUARY_2023 + (i + 0.5) * 900.0;
      GhSun sun = gh_sun_at (time, location->latitude, location->longitude);
      GhIrradiance light = gh_sky_at (sky, time, &sun);
      double part = gh_sky_get_clearness (sky, time);
      g_assert_true (part >= 0.1 && part <= 1.0);
      g_assert_true (light.dni_w_m2 >= 0.0 && light.dhi_w_m2 >= -1e-9);
      g_assert_cmpfloat_with_epsilon (light.ghi_w_m2,
                                      light.dni_w_m2 * MAX (sun.up, 0.0) + light.dhi_w_m2, 1e-9);
      sum += light.ghi_w_m2 / 4000.0;
    }
  return sum;
}

/* The energy of a year is the wanted part of the cloudless year's. */
static void
test_clearness (void)
{
  static const double wanted[] = { 0.1, 0.101, 0.15, 0.3, 0.6, 0.8, 0.95, 0.999 };
  static const double latitudes_deg[] = { -75, -33.9, 0, 48.14, 69, 90 };

  for (guint i = 0; i < G_N_ELEMENTS (latitudes_deg); i++)
    {
      GhLocation location = { .latitude = latitudes_deg[i], .longitude = 11.58 };
      g_autoptr (GhSky) clear
          = gh_sky_new (&location, 1.0, 1, JANUARY_2023, JANUARY_2023 + YEAR_SECONDS, NULL, NULL);
      double whole = year_energy (clear, &location);
      for (guint j = i % 2; j < G_N_ELEMENTS (wanted); j += 2)
        {
          g_autoptr (GhSky) sky = gh_sky_new (&location, wanted[j], 100 + j, JANUARY_2023,
                                              JANUARY_2023 + YEAR_SECONDS, NULL, NULL);
          g_assert_cmpfloat_with_epsilon (year_energy (sky, &location) / whole, wanted[j], 5e-4);
        }
    }
}

/* A moment has the same weather in any period that holds it; other seeds have another. */
static void
test_weather_is_kept (void)
{
  gint64 moment = JANUARY_2023 + 200 * 86400 + 43200;
  g_autoptr (GhSky) year
      = gh_sky_new (&munich, 0.6, 5, JANUARY_2023, JANUARY_2023 + 3 * YEAR_SECONDS, NULL, NULL);
  g_autoptr (GhSky) week = gh_sky_new (&munich, 0.6, 5, moment, moment + 604800, NULL, NULL);
  g_autoptr (GhSky) other = gh_sky_new (&munich, 0.6, 6, moment, moment + 604800, NULL, NULL);
  guint differing = 0;

  for (int hour = 0; hour < 168; hour++)
    {
      double time = (double) moment + hour * 3600.0;
      g_assert_cmpfloat_with_epsilon (gh_sky_get_clearness (year, time),
                                      gh_sky_get_clearness (week, time), 1e-12);
      differing
          += fabs (gh_sky_get_clearness (week, time) - gh_sky_get_clearness (other, time)) > 1e-3;
    }
  g_assert_cmpuint (differing, >, 150);
}

/* A cloudless sky is the limit of ever fewer clouds. */
static void
test_towards_cloudless (void)
{
  g_autoptr (GhSky) clear = gh_sky_new (&munich, 1.0, 1, JANUARY_2023, JANUARY_2023, NULL, NULL);
  g_autoptr (GhSky) nearly
      = gh_sky_new (&munich, 1.0 - 1e-6, 1, JANUARY_2023, JANUARY_2023, NULL, NULL);

  for (int hour = 0; hour < 8760; hour++)
    {
      double time = JANUARY_2023 + hour * 3600.0;
      GhSun sun = gh_sun_at (time, munich.latitude, munich.longitude);
      GhIrradiance a = gh_sky_at (clear, time, &sun), b = gh_sky_at (nearly, time, &sun);
      g_assert_cmpfloat_with_epsilon (a.ghi_w_m2, b.ghi_w_m2, 0.1);
      g_assert_cmpfloat_with_epsilon (a.dni_w_m2, b.dni_w_m2, 1.0);
    }
}

static void
test_temperature (void)
{
  static const struct
  {
    double latitude_deg, elevation_m, least_c, most_c;
  } years[] = {
    { 48.14, 520, 8, 11 }, { 51.5, 10, 10, 12.5 }, { -33.9, 20, 17, 20 }, { 1.3, 10, 26, 28 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      GhLocation location
          = { .latitude = years[i].latitude_deg, .elevation_m = years[i].elevation_m };
      double mean = 0.0;
      for (int hour = 0; hour < 8766; hour++)
        mean += gh_sky_get_temperature_c (&location, JANUARY_2023 + hour * 3600.0) / 8766.0;
      g_assert_cmpfloat (mean, >, years[i].least_c);
      g_assert_cmpfloat (mean, <, years[i].most_c);
      double january = gh_sky_get_temperature_c (&location, JANUARY_2023 + 20 * 86400.0);
      double july = gh_sky_get_temperature_c (&location, JANUARY_2023 + 202 * 86400.0);
      g_assert_true ((january < july) == (years[i].latitude_deg > 0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clear-sky/published", test_published);
  g_test_add_func ("/clear-sky/air-mass", test_air_mass);
  g_test_add_func ("/clear-sky/limits", test_limits);
  g_test_add_func ("/sky/erbs", test_erbs);
  g_test_add_func ("/sky/clearness", test_clearness);
  g_test_add_func ("/sky/weather-is-kept", test_weather_is_kept);
  g_test_add_func ("/sky/towards-cloudless", test_towards_cloudless);
  g_test_add_func ("/sky/temperature", test_temperature);
  return g_test_run ();
}
