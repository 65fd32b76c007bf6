/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A weather file in a study: a typical year of hours whose temperature tells which they are is laid
 * on quarter hours of another year. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "series-file.h"
#include "study-json.h"

#define QUARTERS (366 * 96)

typedef struct
{
  char *folder;
  GhFindings *findings;
  GhStudy *study;
} Fixture;

/* Hour @hour of standard time (UTC+1) of the day @day of a common year. */
static double
code (int day, int hour)
{
  return day / 10.0 + hour / 1000.0;
}

static char *
write_epw (void)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  GString *text = g_string_new ("LOCATION,X,-,DEU,Y,1,48.0,11.5,1.0,500\nDESIGN CONDITIONS,0\n"
                                "TYPICAL/EXTREME PERIODS,0\nGROUND TEMPERATURES,0\n"
                                "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0\nCOMMENTS 1\nCOMMENTS 2\n"
                                "DATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31\n");
  int day = 0;

  for (int month = 1; month <= 12; month++)
    for (int of_month = 1; of_month <= days[month - 1]; of_month++, day++)
      for (int hour = 1; hour <= 24; hour++)
        g_string_append_printf (
            text, "%d,%d,%d,%d,60,?9,%.3f,1,80,100000,0,0,300,%d,8,5,0,0,0,0,90,2.5\n",
            1980 + month, month, of_month, hour, code (day, hour - 1), hour * 10);
  return g_string_free (text, FALSE);
}

static void
open_study (Fixture *fixture, const char *weather, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
      "\"location\": {\"latitude\": 48, \"longitude\": 11, \"time_zone\": \"Europe/Berlin\"}, "
      "\"period\": {\"start\": \"2024-01-01T00:00:00+01:00\", \"step_minutes\": 15, "
      "\"steps\": %d}, \"load\": 1, \"weather\": %s, \"tariff\": {\"import_price\": 0.3}}",
      QUARTERS, weather);

  fixture->folder = g_dir_make_tmp ("gh-weather-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "x.epw", NULL);
  if (text != NULL)
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fixture->findings = gh_findings_new ();
  fixture->study = gh_study_from_json (json, -1, fixture->findings, &error);
  g_assert_no_error (error);
  gh_study_validate (fixture->study, fixture->findings);
  g_assert_cmpuint (gh_findings_count_errors (fixture->findings), ==, 0);
  g_assert_true (
      gh_study_resolve_series (fixture->study, fixture->folder, fixture->findings, NULL, &error));
  g_assert_no_error (error);
}

static void
close_study (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "x.epw", NULL);

  g_unlink (path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  gh_findings_free (fixture->findings);
  gh_study_free (fixture->study);
}

static double
get (const GhSeriesSpec *spec, int day, int quarter)
{
  g_assert_nonnull (spec);
  g_assert_cmpuint (gh_series_get_count (spec->resolved), ==, QUARTERS);
  return gh_series_get_values (spec->resolved)[day * 96 + quarter];
}

static void
test_laid (void)
{
  g_autofree char *text = write_epw ();
  Fixture fixture;
  double sum = 0.0;

  open_study (&fixture, "{\"file\": \"x.epw\"}", text);
  g_assert_cmpuint (gh_findings_count_errors (fixture.findings), ==, 0);
  const GhWeather *weather = fixture.study->weather;
  g_assert_null (weather->file);
  /* Every quarter of an hour has its hour's number, in winter on the wall clock. */
  for (int quarter = 0; quarter < 96; quarter++)
    g_assert_cmpfloat_with_epsilon (get (weather->temperature_c, 10, quarter),
                                    code (10, quarter / 4), 1e-9);
  /* 29 February has the weather of the 28th, and the days after it keep their dates. */
  g_assert_cmpfloat_with_epsilon (get (weather->temperature_c, 59, 48), code (58, 12), 1e-9);
  g_assert_cmpfloat_with_epsilon (get (weather->temperature_c, 60, 48), code (59, 12), 1e-9);
  /* On 1 July (day 182 of a leap year) the axis is an hour shorter than 182 days of 24: quarter 48
   * is 13 o'clock in summer, 12 in standard time, whatever clocks do in the year of the file. */
  g_assert_cmpfloat_with_epsilon (get (weather->temperature_c, 182, 48), code (181, 12), 1e-9);
  g_assert_cmpfloat_with_epsilon (get (weather->temperature_c, 365, 95), code (364, 23), 1e-9);
  /* Energy is kept: the mean of a day of 10, 20 ... 240 W/m2. */
  for (int quarter = 0; quarter < 96; quarter++)
    sum += get (weather->ghi_w_m2, 200, quarter);
  g_assert_cmpfloat_with_epsilon (sum / 96.0, 125.0, 1e-9);
  g_assert_cmpfloat (get (weather->dni_w_m2, 5, 5), ==, 8.0);
  g_assert_cmpfloat (get (weather->dhi_w_m2, 5, 5), ==, 5.0);
  /* What is exported is the numbers, so that the file is the whole study. */
  g_autoptr (GError) error = NULL;
  g_autofree char *json = gh_study_to_json (fixture.study, &error);
  g_assert_nonnull (json);
  g_assert_null (strstr (json, "x.epw"));
  close_study (&fixture);
}

/* Weather of another place is told; the distance was reckoned by another program. */
static void
test_far (void)
{
  g_autofree char *near = write_epw ();
  g_autofree char *far = g_strdup (near);
  char *place = strstr (far, ",48.0,11.5,");
  guint told[2];

  memcpy (place, ",52.5,13.4,", 11);
  for (guint i = 0; i < 2; i++)
    {
      Fixture fixture;
      open_study (&fixture, "{\"file\": \"x.epw\"}", i == 0 ? near : far);
      told[i] = 0;
      for (guint k = 0; k < gh_findings_get_count (fixture.findings); k++)
        told[i] += strstr (gh_findings_get (fixture.findings, k)->message,
                           "52.50, 13.40, which is 529 km")
                   != NULL;
      g_assert_cmpuint (gh_findings_count_errors (fixture.findings), ==, 0);
      close_study (&fixture);
    }
  g_assert_cmpuint (told[0], ==, 0);
  g_assert_cmpuint (told[1], ==, 1);
}

/* A column can be read by its heading or by what it is. */
static void
test_named (void)
{
  static const char *const columns[] = { "Global Horizontal Radiation", "ghi" };
  g_autofree char *text = write_epw ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *weather = g_strdup_printf (
          "{\"ghi_w_m2\": {\"file\": \"x.epw\", \"column\": \"%s\"}}", columns[i]);
      Fixture fixture;
      open_study (&fixture, weather, text);
      g_assert_cmpuint (gh_findings_count_errors (fixture.findings), ==, 0);
      const GhSeriesSpec *ghi = fixture.study->weather->ghi_w_m2;
      double sum = get (ghi, 3, 40) + get (ghi, 3, 41) + get (ghi, 3, 42) + get (ghi, 3, 43);
      g_assert_cmpfloat_with_epsilon (0.25 * sum, 110.0, 1e-9);
      /* The sun rises higher until noon. */
      g_assert_cmpfloat (get (ghi, 3, 40), <, get (ghi, 3, 43));
      close_study (&fixture);
    }
}

/* A file that cannot be used is told once and the study keeps its name. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *told;
  } cases[] = { { NULL, "x.epw" },
                { "t,P (kW)\n2023-01-01T00:00Z,1\n2023-01-01T01:00Z,1\n", "no irradiance" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      open_study (&fixture, "{\"file\": \"x.epw\"}", cases[i].text);
      g_assert_cmpuint (gh_findings_count_errors (fixture.findings), ==, 1);
      const GhFinding *finding = gh_findings_get (fixture.findings, 0);
      g_assert_cmpstr (finding->path, ==, "$.weather.file");
      g_assert_nonnull (strstr (finding->message, cases[i].told));
      g_assert_cmpstr (fixture.study->weather->file, ==, "x.epw");
      close_study (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weather-file/laid", test_laid);
  g_test_add_func ("/weather-file/far", test_far);
  g_test_add_func ("/weather-file/named", test_named);
  g_test_add_func ("/weather-file/refused", test_refused);
  return g_test_run ();
}
