/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/sun.h"

#include <glib.h>
#include <math.h>

#include "time-axis.h"

typedef struct
{
  const char *name;
  const char *time;
  double latitude_deg;
  double longitude_deg;
  double zenith_deg; /* NAN: not compared */
  double apparent_zenith_deg;
  double azimuth_deg;
  double tolerance_deg;
} PositionCase;

/* Reda and Andreas 2004 (NREL/TP-560-34302), table A5.1; pvlib's hard-coded SPA positions of
 * Tucson (tests/test_irradiance.py). */
static const PositionCase position_cases[] = {
  { "nrel-spa", "2003-10-17T12:30:30-07:00", 39.742476, -105.1786, 90 - 39.872046, 50.11162,
    194.34024, 0.02 },
  { "tucson-night", "2014-06-24T00:00:00-07:00", 32.2, -111, 124.0390863, 124.0390863, 352.69550699,
    0.02 },
  { "tucson-sunrise", "2014-06-24T06:00:00-07:00", 32.2, -111, 82.97705621, 82.85457044,
    66.71410338, 0.02 },
  { "tucson-noon", "2014-06-24T12:00:00-07:00", 32.2, -111, 10.56725766, 10.56413562, 144.76567754,
    0.02 },
  { "tucson-evening", "2014-06-24T18:00:00-07:00", 32.2, -111, 72.46903556, 72.41687122,
    287.04104128, 0.02 },
};

static gint64
unix_of (const char *text)
{
  gint64 time;

  g_assert_true (gh_time_parse_iso (text, &time));
  return time;
}

static void
assert_position (const PositionCase *at)
{
  GhSun sun = gh_sun_at ((double) unix_of (at->time), at->latitude_deg, at->longitude_deg);

  g_test_message ("%s: zenith %+.4f, apparent %+.4f, azimuth %+.4f degrees off", at->name,
                  sun.zenith_deg - at->zenith_deg,
                  sun.apparent_zenith_deg - at->apparent_zenith_deg,
                  sun.azimuth_deg - at->azimuth_deg);
  g_assert_cmpfloat_with_epsilon (sun.zenith_deg, at->zenith_deg, at->tolerance_deg);
  g_assert_cmpfloat_with_epsilon (sun.apparent_zenith_deg, at->apparent_zenith_deg,
                                  at->tolerance_deg);
  g_assert_cmpfloat_with_epsilon (sun.azimuth_deg, at->azimuth_deg, at->tolerance_deg);
}

static void
test_published (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (position_cases); i++)
    assert_position (&position_cases[i]);
}

/* The least and greatest zenith angle of a day. */
static void
find_extremes (gint64 start, double latitude_deg, double longitude_deg, double *least, double *most)
{
  *least = 180.0;
  *most = 0.0;
  for (int second = 0; second < 86400; second += 60)
    {
      GhSun sun = gh_sun_at ((double) start + second, latitude_deg, longitude_deg);
      *least = MIN (*least, sun.zenith_deg);
      *most = MAX (*most, sun.zenith_deg);
    }
}

/* Equinoxes and solstices as the almanac times them; at noon zenith = |latitude - declination|,
 * at midnight 180 - |latitude + declination|. */
static void
test_seasons (void)
{
  static const struct
  {
    const char *time;
    double declination_deg;
  } seasons[] = { { "2024-03-20T03:06:00Z", 0.0 },
                  { "2024-06-20T20:51:00Z", 23.4365 },
                  { "2024-09-22T12:44:00Z", 0.0 },
                  { "2024-12-21T09:20:00Z", -23.4365 } };
  static const double latitudes_deg[] = { -90, -66, -23.4, 0, 30, 48.14, 70, 90 };

  for (guint i = 0; i < G_N_ELEMENTS (seasons); i++)
    {
      double declination = seasons[i].declination_deg;
      for (guint j = 0; j < G_N_ELEMENTS (latitudes_deg); j++)
        {
          double least, most, latitude = latitudes_deg[j];
          find_extremes (unix_of (seasons[i].time) - 43200, latitude, 12.0, &least, &most);
          g_assert_cmpfloat_with_epsilon (least, fabs (latitude - declination), 0.25);
          g_assert_cmpfloat_with_epsilon (most, 180.0 - fabs (latitude + declination), 0.25);
        }
    }
}

/* On the equator at an equinox the sun rises in the east and sets in the west, and the day is half
 * of it. At the same local mean time the sun stands alike at all longitudes. */
static void
test_equator (void)
{
  gint64 noon = unix_of ("2024-03-20T12:07:20Z"); /* the equation of time is -7.3 minutes */
  GhSun rising = gh_sun_at ((double) noon - 20400, 0, 0);
  GhSun setting = gh_sun_at ((double) noon + 20400, 0, 0);
  GhSun top = gh_sun_at ((double) noon, 0, 0);

  g_assert_cmpfloat_with_epsilon (rising.azimuth_deg, 90.0, 0.3);
  g_assert_cmpfloat_with_epsilon (setting.azimuth_deg, 270.0, 0.3);
  g_assert_cmpfloat_with_epsilon (rising.zenith_deg, 85.0, 0.1);
  g_assert_cmpfloat_with_epsilon (setting.zenith_deg, 85.0, 0.1);
  g_assert_cmpfloat (top.zenith_deg, <, 0.3);
  g_assert_cmpfloat_with_epsilon (gh_sun_at ((double) noon + 43200, 10, 180).zenith_deg,
                                  gh_sun_at ((double) noon + 43200, 10, -180).zenith_deg, 1e-9);
}

static void
test_direction (void)
{
  for (int i = 0; i < 3000; i++)
    {
      GhSun sun = gh_sun_at (1.7e9 + i * 10007.0, -89.0 + i % 179, -180.0 + i % 361);
      double length = sun.east * sun.east + sun.north * sun.north + sun.up * sun.up;
      g_assert_cmpfloat_with_epsilon (length, 1.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (acos (CLAMP (sun.up, -1.0, 1.0)) * 180.0 / G_PI,
                                      sun.apparent_zenith_deg, 1e-5);
      g_assert_true (sun.azimuth_deg >= 0.0 && sun.azimuth_deg < 360.0);
      g_assert_true (sun.apparent_zenith_deg <= sun.zenith_deg && sun.apparent_zenith_deg >= 0.0);
    }
}

/* 29 minutes of arc at the true horizon, 34 where the sun is seen there, 1 at 45 degrees (the
 * Astronomical Almanac), and none far below. */
static void
test_refraction (void)
{
  static const struct
  {
    double elevation_deg;
    double lift_deg;
    double tolerance_deg;
  } cases[] = { { 0, 0.483, 0.003 },    { -0.5667, 0.5667, 0.01 }, { 10, 0.089, 0.003 },
                { 45, 0.0169, 0.0005 }, { 90, 0, 1e-9 },           { -2, 0, 0 },
                { -50, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (gh_sun_get_refraction_deg (cases[i].elevation_deg),
                                    cases[i].lift_deg, cases[i].tolerance_deg + 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_sun_get_refraction_deg (-0.57 - 1e-9),
                                  gh_sun_get_refraction_deg (-0.57), 1e-6);
}

/* Distances of perihelion and aphelion 2024: 0.983307 and 1.016725 astronomical units. */
static void
test_extraterrestrial (void)
{
  double most = gh_sun_get_extraterrestrial_w_m2 ((double) unix_of ("2024-01-03T00:38:00Z"));
  double least = gh_sun_get_extraterrestrial_w_m2 ((double) unix_of ("2024-07-05T05:06:00Z"));
  double sum = 0.0;

  g_assert_cmpfloat_with_epsilon (most, 1366.1 / (0.983307 * 0.983307), 1.5);
  g_assert_cmpfloat_with_epsilon (least, 1366.1 / (1.016725 * 1.016725), 1.5);
  g_assert_cmpfloat_with_epsilon (
      gh_sun_get_extraterrestrial_w_m2 ((double) unix_of ("2016-10-26T00:00:00Z")), 1382.49, 1.5);
  for (int day = 0; day < 365; day++)
    sum += gh_sun_get_extraterrestrial_w_m2 (1672531200.0 + day * 86400.0) / 365.0;
  g_assert_cmpfloat_with_epsilon (sum, 1366.1 * 1.00011, 0.05);
}

/* A whole step has the sun of its middle; where the sun rises or sets, the middle of what is lit,
 * as counted by seconds. */
static void
test_within (void)
{
  static const double latitude_deg = 39.73, longitude_deg = -105.18;
  double begin = (double) unix_of ("2023-03-01T00:00:00-07:00");
  guint edges = 0;

  for (guint hour = 0; hour < 24; hour++, begin += 3600.0)
    {
      double first = NAN, last = NAN, share;
      for (double time = begin + 0.5; time < begin + 3600.0; time += 1.0)
        if (gh_sun_at (time, latitude_deg, longitude_deg).up > 0.0)
          {
            first = isnan (first) ? time : first;
            last = time;
          }
      double lit = isnan (first) ? 0.0 : (last - first + 1.0) / 3600.0;
      double middle = isnan (first) ? begin + 1800.0 : 0.5 * (first + last);
      GhSun expected = gh_sun_at (middle, latitude_deg, longitude_deg);
      GhSun sun = gh_sun_within (begin, begin + 3600.0, latitude_deg, longitude_deg, &share);
      edges += lit > 0.0 && lit < 1.0;
      g_assert_cmpfloat_with_epsilon (share, lit, 2.0 / 3600.0);
      g_assert_cmpfloat_with_epsilon (sun.zenith_deg, expected.zenith_deg, 0.01);
      g_assert_cmpfloat_with_epsilon (sun.azimuth_deg, expected.azimuth_deg, 0.01);
    }
  g_assert_cmpuint (edges, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sun/published", test_published);
  g_test_add_func ("/sun/seasons", test_seasons);
  g_test_add_func ("/sun/equator", test_equator);
  g_test_add_func ("/sun/direction", test_direction);
  g_test_add_func ("/sun/refraction", test_refraction);
  g_test_add_func ("/sun/extraterrestrial", test_extraterrestrial);
  g_test_add_func ("/sun/within", test_within);
  return g_test_run ();
}
