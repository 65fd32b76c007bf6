/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours of weather on quarter hours: held against what PVWatts made of the same hours for a rack of
 * 4 kW in Denver, from the file to the meter. */
#include <math.h>
#include <string.h>

#include "physics/photovoltaic.h"
#include "physics/sun-spread.h"
#include "physics/sun.h"
#include "series-file.h"
#include "study-json.h"
#include "study/site-builder.h"

#define HOURS 8760
#define QUARTERS (4 * HOURS)
#define LATITUDE 39.73
#define LONGITUDE -105.18
#define NAME "pvwatts_8760_rackmount.csv"

/* @first, @last: columns of the file by their number, for the whole year */
static double *
read_column (const char *path, int column)
{
  g_autofree char *text = NULL;
  double *values = g_new (double, HOURS);
  gsize hour = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      if (g_strv_length (cells) == 11 && g_ascii_isdigit (cells[0][0]) && hour < HOURS)
        values[hour++] = g_ascii_strtod (cells[column], NULL);
    }
  g_assert_cmpuint (hour, ==, HOURS);
  return values;
}

static GhStudy *
read_study (const char *folder)
{
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
      "\"location\": {\"latitude\": %g, \"longitude\": %g, \"elevation_m\": 1819.6, "
      "\"time_zone\": \"-07:00\"}, "
      "\"period\": {\"start\": \"2023-01-01T00:00:00-07:00\", \"step_minutes\": 15, "
      "\"steps\": %d}, \"load\": 0, \"weather\": {\"file\": \"" NAME "\"}, "
      "\"solar\": [{\"peak_kw\": 4, \"tilt_deg\": 20, \"azimuth_deg\": 180, "
      "\"inverter_kw\": 3.3333333333, \"inverter_efficiency\": 0.96, \"losses\": 0.1408, "
      "\"temperature_coefficient_per_k\": -0.0047}], \"tariff\": {\"import_price\": 0.3}}",
      LATITUDE, LONGITUDE, QUARTERS);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  GhStudy *study = gh_study_from_json (json, -1, findings, &error);

  g_assert_no_error (error);
  g_assert_true (gh_study_resolve_series (study, folder, findings, NULL, &error));
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    g_test_message ("%s", gh_findings_get (findings, i)->message);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  return study;
}

/* Four quarter hours make an hour. */
static double *
make_hours (const double *quarters)
{
  double *hours = g_new (double, HOURS);

  for (gsize t = 0; t < HOURS; t++)
    hours[t]
        = 0.25
          * (quarters[4 * t] + quarters[4 * t + 1] + quarters[4 * t + 2] + quarters[4 * t + 3]);
  return hours;
}

static double
sum_of (const double *values)
{
  double sum = 0.0;

  for (gsize t = 0; t < HOURS; t++)
    sum += values[t];
  return sum;
}

static double
correlate (const double *one, const double *other)
{
  double mean = sum_of (one) / HOURS, other_mean = sum_of (other) / HOURS;
  double product = 0.0, square = 0.0, other_square = 0.0;

  for (gsize t = 0; t < HOURS; t++)
    {
      product += (one[t] - mean) * (other[t] - other_mean);
      square += (one[t] - mean) * (one[t] - mean);
      other_square += (other[t] - other_mean) * (other[t] - other_mean);
    }
  return product / sqrt (square * other_square);
}

static void
assert_agrees (const char *what, const double *own, const double *reference, double most)
{
  double miss = sum_of (own) / sum_of (reference) - 1.0, correlation = correlate (own, reference);

  g_test_message ("%s: %.1f, %+.3f %%, correlation %.6f", what, sum_of (reference), 100.0 * miss,
                  correlation);
  g_assert_cmpfloat (fabs (miss), <=, most);
  g_assert_cmpfloat (correlation, >=, 0.998);
}

/* Light on the panels in each quarter of an hour. */
static double *
make_plane (const GhStudy *study, const GhTimeAxis *axis)
{
  const double *direct = gh_series_get_values (study->weather->dni_w_m2->resolved);
  const double *diffuse = gh_series_get_values (study->weather->dhi_w_m2->resolved);
  GhPhotovoltaic panels
      = gh_photovoltaic_make (g_ptr_array_index (study->solar, 0), GH_TRANSPOSITION_PEREZ);
  double *plane = g_new (double, QUARTERS);

  for (gsize t = 0; t < QUARTERS; t++)
    {
      double begin = (double) gh_time_axis_get_time (axis, t), lit_share;
      GhSun sun = gh_sun_within (begin, begin + 900.0, LATITUDE, LONGITUDE, &lit_share);
      double beam = lit_share > 0.0 ? direct[t] : 0.0;
      GhIrradiance light = { beam * MAX (sun.up, 0.0) + diffuse[t], beam, diffuse[t] };
      plane[t] = gh_photovoltaic_get_plane (&panels, &sun, &light, 0.2).total_w_m2;
    }
  return plane;
}

/* Diffuse light keeps the energy of every hour, and does not come before the sun. */
static void
check_diffuse (const double *quarters, const double *hours)
{
  gsize edges = 0;

  for (gsize t = 0; t < HOURS; t++)
    {
      double sum = 0.0, least = INFINITY, most = 0.0;
      for (gsize q = 4 * t; q < 4 * t + 4; q++)
        {
          sum += 0.25 * quarters[q];
          least = MIN (least, quarters[q]);
          most = MAX (most, quarters[q]);
        }
      g_assert_cmpfloat_with_epsilon (sum, hours[t], 1e-6 * MAX (hours[t], 1.0));
      edges += most > 0.0 && !(least > 0.0);
    }
  g_test_message ("%zu hours have a part without sun", edges);
  g_assert_cmpuint (edges, >, 50);
}

static void
test_pvwatts (void)
{
  const char *fixtures = g_getenv ("GRIDHEARTH_FIXTURES");
  g_autofree char *folder = g_build_filename (fixtures != NULL ? fixtures : "", "weather", NULL);
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autoptr (GError) error = NULL;

  if (fixtures == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
      return;
    }
  g_autoptr (GhStudy) study = read_study (folder);
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  g_assert_no_error (error);
  g_autofree double *diffuse = read_column (path, 4);
  g_autofree double *plane = read_column (path, 7);
  g_autofree double *ac_w = read_column (path, 10);
  g_autofree double *own_plane = make_plane (study, site->axis);
  g_autofree double *plane_hours = make_hours (own_plane);
  g_autofree double *ac_hours = make_hours (site->solar_kw);
  for (gsize t = 0; t < HOURS; t++)
    ac_w[t] /= 1000.0;

  check_diffuse (gh_series_get_values (study->weather->dhi_w_m2->resolved), diffuse);
  assert_agrees ("plane, Wh/m2", plane_hours, plane, 0.005);
  assert_agrees ("AC, kWh", ac_hours, ac_w, 0.01);
}

/* By hand, on the equator at an equinox: the sun rises at about 6 and stands 15 degrees high an
 * hour later, so that the second half of that hour has about three quarters of its light. */
static void
test_first_hour (void)
{
  const gint64 six = 1710914400 + 7 * 60; /* 20 March 2024, the equation of time is -7 min */
  double half = gh_sun_spread_sum (GH_SPREAD_HORIZONTAL, six + 1800, six + 3600, 0.0, 0.0);
  double whole = gh_sun_spread_whole (GH_SPREAD_HORIZONTAL, six, six + 3600, 0.0, 0.0);
  double before = gh_sun_spread_sum (GH_SPREAD_BEAM, six - 1800, six - 600, 0.0, 0.0);
  double lit = gh_sun_spread_sum (GH_SPREAD_BEAM, six, six + 1800, 0.0, 0.0);

  g_assert_cmpfloat_with_epsilon (half / whole, 0.74, 0.02);
  g_assert_cmpfloat (before, ==, 0.0);
  g_assert_cmpfloat (lit, ==, 1800.0);
  g_assert_cmpfloat (gh_sun_spread_whole (GH_SPREAD_BEAM, six + 50400, six + 54000, 0.0, 0.0), ==,
                     0.0);
  g_assert_cmpfloat (gh_sun_spread_sum (GH_SPREAD_EVEN, six, six + 900, 0.0, 0.0), ==, 900.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weather-spread/pvwatts", test_pvwatts);
  g_test_add_func ("/weather-spread/first-hour", test_first_hour);
  return g_test_run ();
}
