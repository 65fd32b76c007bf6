/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of a study laid on its time axis. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "series-file.h"
#include "study-json.h"

typedef struct
{
  char *folder;
  GhFindings *findings;
  GhStudy *study;
} Fixture;

static void
open_study (Fixture *fixture, const char *csv, const char *start, int minutes, int steps,
            const char *load)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
      "\"location\": {\"latitude\": 48, \"longitude\": 11, \"time_zone\": \"Europe/Berlin\"}, "
      "\"period\": {\"start\": \"%s\", \"step_minutes\": %d, \"steps\": %d}, "
      "\"load\": {\"file\": \"x.csv\", %s}, \"tariff\": {\"import_price\": 0.3}}",
      start, minutes, steps, load);

  fixture->folder = g_dir_make_tmp ("gh-series-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "x.csv", NULL);
  if (csv != NULL)
    g_assert_true (g_file_set_contents (path, csv, -1, NULL));
  fixture->findings = gh_findings_new ();
  fixture->study = gh_study_from_json (json, -1, fixture->findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_findings_get_count (fixture->findings), ==, 0);
  g_assert_true (
      gh_study_resolve_series (fixture->study, fixture->folder, fixture->findings, NULL, &error));
  g_assert_no_error (error);
}

static void
close_study (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "x.csv", NULL);

  g_unlink (path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  gh_findings_free (fixture->findings);
  gh_study_free (fixture->study);
}

static char *
join (const GhSeries *series)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; series != NULL && i < gh_series_get_count (series); i++)
    g_string_append_printf (text, "%s%g", i > 0 ? " " : "", gh_series_get_values (series)[i]);
  return g_string_free (text, FALSE);
}

#define HOURS                                                                            \
  "t,P (kW),Q kWh,R (EUR/MWh),S\n2023-01-01T00:00Z,1,1,1,1\n2023-01-01T01:00Z,2,2,2,2\n" \
  "2023-01-01T02:00Z,3,3,3,3\n2023-01-01T03:00Z,4,4,4,4\n"
#define QUARTERS \
  "t,Q (kWh)\n2023-01-01 00:00,1\n2023-01-01 00:15,2\n2023-01-01 00:30,3\n2023-01-01 00:45,4\n"

static const struct
{
  const char *name;
  const char *csv;
  const char *start;
  int minutes;
  int steps;
  const char *load;
  const char *values; /* "" when there must be an error */
  const char *said;
} cases[] = {
  { "exact", HOURS, "2023-01-01T01:00:00Z", 60, 2, "\"column\": \"P (kW)\"", "2 3", NULL },
  { "first-column", HOURS, "2023-01-01T00:00:00Z", 60, 1, "\"scale\": 1", "1", NULL },
  { "hold", HOURS, "2023-01-01T00:30:00Z", 30, 4, "\"column\": \"p (KW) \"", "1 2 2 3", NULL },
  { "coarser", QUARTERS, "2023-01-01T00:00:00Z", 60, 1, "\"unit\": \"kW\"", "2.5", NULL },
  { "beside", HOURS, "2023-01-01T00:15:00Z", 60, 1, "\"column\": \"P (kW)\"", "1.25", NULL },
  { "energy", QUARTERS, "2023-01-01T00:00:00Z", 15, 4, "\"scale\": 1", "4 8 12 16", NULL },
  { "energy-coarser", QUARTERS, "2023-01-01T00:00:00Z", 30, 2, "\"scale\": 1", "6 14", NULL },
  { "scale", HOURS, "2023-01-01T00:00:00Z", 60, 1, "\"column\": \"P (kW)\", \"scale\": 2.5", "2.5",
    NULL },
  { "unit-named", HOURS, "2023-01-01T00:00:00Z", 60, 1, "\"column\": \"S\", \"unit\": \"W\"",
    "0.001", NULL },
  { "unit-assumed", HOURS, "2023-01-01T00:00:00Z", 60, 1, "\"column\": \"S\"", "1",
    "“S” names no unit" },
  { "stamps-end", HOURS, "2022-12-31T23:00:00Z", 60, 2,
    "\"column\": \"P (kW)\", \"stamps\": \"end\"", "1 2", NULL },
  { "local-times", QUARTERS, "2023-01-01T00:00:00+01:00", 15, 1, "\"time_zone\": \"Europe/Berlin\"",
    "4", NULL },
  { "calendar", HOURS, "2024-01-01T01:00:00Z", 60, 2,
    "\"column\": \"P (kW)\", \"year\": \"calendar\"", "2 3", NULL },
  { "weekday", HOURS, "2028-01-02T01:00:00Z", 60, 2,
    "\"column\": \"P (kW)\", \"year\": \"weekday\"", "2 3", NULL },
  { "annual", HOURS, "2023-01-01T00:00:00Z", 60, 1,
    "\"column\": \"P (kW)\", \"annual_total_kwh\": 8766", "0.4", "0.2 days" },
  { "not-covered", HOURS, "2023-01-01T03:00:00Z", 60, 3, "\"column\": \"P (kW)\"", "",
    "nothing for 2023-01-01T05:00:00+01:00" },
  { "no-column", HOURS, "2023-01-01T00:00:00Z", 60, 1, "\"column\": \"X\"", "",
    "there are “P (kW)”, “Q kWh”, “R (EUR/MWh)”, “S”" },
  { "wrong-unit", HOURS, "2023-01-01T00:00:00Z", 60, 1, "\"column\": \"R (EUR/MWh)\"", "",
    "cannot be turned into kW" },
  { "unknown-unit", HOURS, "2023-01-01T00:00:00Z", 60, 1, "\"unit\": \"furlong\"", "",
    "“furlong” is not known" },
  { "no-file", NULL, "2023-01-01T00:00:00Z", 60, 1, "\"column\": \"X\"", "", "x.csv" },
  { "bad-file", "t,P\n", "2023-01-01T00:00:00Z", 60, 1, "\"column\": \"X\"", "", "x.csv: line 1" },
  { "hole",
    "t,P (kW)\n2023-01-01 00:00,1\n2023-01-01 01:00,1\n2023-01-01 02:00,1\n"
    "2023-01-01 03:00,1\n2023-01-01 09:00,2\n2023-01-01 10:00,2\n",
    "2023-01-01T00:00:00Z", 60, 8, "\"scale\": 1", "", "no number for 2023-01-01T05:00:00+01:00" },
};

static void
test_case (gconstpointer data)
{
  guint at = GPOINTER_TO_UINT (data);
  Fixture fixture;
  gboolean said = FALSE;

  open_study (&fixture, cases[at].csv, cases[at].start, cases[at].minutes, cases[at].steps,
              cases[at].load);
  g_autofree char *values = join (fixture.study->load->resolved);
  for (guint i = 0; i < gh_findings_get_count (fixture.findings); i++)
    {
      const GhFinding *finding = gh_findings_get (fixture.findings, i);
      g_test_message ("%s: %s", finding->path, finding->message);
      g_assert_cmpstr (finding->path, ==, "$.load");
      said = said || (cases[at].said != NULL && strstr (finding->message, cases[at].said) != NULL);
    }
  g_assert_cmpstr (values, ==, cases[at].values);
  g_assert_cmpint (said, ==, cases[at].said != NULL);
  g_assert_cmpint (gh_findings_count_errors (fixture.findings) > 0, ==, *cases[at].values == '\0');
  if (cases[at].said == NULL)
    g_assert_cmpuint (gh_findings_get_count (fixture.findings), ==, 0);
  close_study (&fixture);
}

/* A year of hours whose number tells month, day and hour of Berlin's wall clock. */
static char *
make_year (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 start = gh_civil_time_to_unix (zone, gh_date_from_civil (2023, 1, 1), 0);
  GString *text = g_string_new ("t,P (kW)\n");

  for (int i = 0; i < 8760; i++)
    {
      GhCivilTime civil;
      g_autofree char *time = gh_time_format_iso (start + i * 3600, zone);
      gh_civil_time_at (zone, start + i * 3600, &civil);
      g_string_append_printf (text, "%s,%d\n", time,
                              civil.month * 10000 + civil.day * 100 + civil.minute / 60);
    }
  return g_string_free (text, FALSE);
}

static void
test_leap_year (gconstpointer rule)
{
  g_autofree char *csv = make_year ();
  g_autofree char *load = g_strdup_printf ("\"scale\": 0.0001, \"year\": \"%s\"", (char *) rule);
  g_autoptr (GhTimeAxis) axis = NULL;
  gboolean calendar = strcmp (rule, "calendar") == 0;
  Fixture fixture;

  open_study (&fixture, csv, "2024-01-01T00:00:00+01:00", 60, 8784, load);
  g_assert_cmpuint (gh_findings_count_errors (fixture.findings), ==, 0);
  g_assert_nonnull (fixture.study->load->resolved);
  g_assert_cmpint (fixture.study->load->data_year, ==, 2023);
  axis = gh_study_new_axis (fixture.study);
  const double *values = gh_series_get_values (fixture.study->load->resolved);
  for (gsize i = 0; i < 8784; i++)
    {
      const GhCivilTime *civil = &gh_time_axis_get_civil (axis)[i];
      int value = (int) lround (values[i] * 10000.0);
      int month = value / 10000, day = value / 100 % 100, hour = value % 100;
      if (hour != 3 && !(hour == 2 && civil->minute == 180))
        g_assert_cmpint (hour, ==, civil->minute / 60);
      if (calendar)
        {
          g_assert_cmpint (month, ==, civil->month);
          g_assert_cmpint (day, ==, civil->month == 2 && civil->day == 29 ? 28 : civil->day);
        }
      else
        g_assert_cmpuint (gh_date_get_weekday (gh_date_from_civil (2023, month, day)), ==,
                          civil->weekday);
    }
  close_study (&fixture);
}

static void
test_vdew (void)
{
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");
  g_autofree char *path
      = folder != NULL
            ? g_build_filename (folder, "load/vdew_h0_15min_semicolon_decimalcomma.csv", NULL)
            : NULL;
  g_autofree char *csv = NULL;
  double sum = 0.0;
  Fixture fixture;

  if (path == NULL || !g_file_get_contents (path, &csv, NULL, NULL))
    {
      g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
      return;
    }
  open_study (&fixture, csv, "2011-01-01T00:00:00+01:00", 15, 35040,
              "\"time_zone\": \"Europe/Berlin\", \"stamps\": \"end\", \"annual_total_kwh\": 4200");
  g_assert_cmpuint (gh_findings_get_count (fixture.findings), ==, 0);
  g_assert_nonnull (fixture.study->load->resolved);
  for (gsize i = 0; i < 35040; i++)
    sum += gh_series_get_values (fixture.study->load->resolved)[i] / 4.0;
  g_assert_cmpfloat_with_epsilon (sum, 4200.0, 1e-6);
  close_study (&fixture);
}

/* What is kept of a file that was read: its hash, reckoned by sha256sum, and what was assumed. */
static void
test_origin (void)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  Fixture fixture;

  open_study (&fixture, "t,P\n2023-01-01T00:00Z,1\n2023-01-01T01:00Z,\n2023-01-01T02:00Z,3\n",
              "2023-01-01T00:00:00Z", 60, 3, "\"column\": \"P\"");
  const GhSeriesOrigin *origin = fixture.study->load->origin;
  g_assert_nonnull (origin);
  g_assert_cmpstr (origin->sha256, ==,
                   "ad38cfecbc9eda41e9e5a5dfa1b0ae412b2cae98f31298ab44a44ac19ace21f0");
  g_assert_null (origin->format);
  g_assert_cmpstr (origin->unit, ==, "kW");
  g_assert_true (origin->unit_assumed);
  g_assert_cmpint (origin->rows, ==, 3);
  g_assert_cmpint (origin->imported, >=, before);
  g_assert_cmpuint (g_strv_length (origin->repairs), ==, 1);
  g_assert_nonnull (strstr (origin->repairs[0], "1 empty cell"));
  g_assert_cmpint (fixture.study->load->data_filled, ==, 1);
  /* A copy shares it, and a study file does not tell it. */
  g_autoptr (GhStudy) copy = gh_study_copy (fixture.study);
  g_assert_true (copy->load->origin == origin);
  g_autofree char *json = gh_study_to_json (copy, NULL);
  g_assert_null (strstr (json, "sha256"));
  close_study (&fixture);
}

/* Average emissions that are taken for marginal ones, and the other way round, are told. */
static void
test_rates (void)
{
  static const struct
  {
    const char *name;
    const char *column;
    const char *told; /* NULL: nothing is wrong */
  } rates[] = { { "marginal_g_per_kwh", "aer_load_co2e", "average emissions, but" },
                { "marginal_g_per_kwh", "lrmer_co2e",
                  "long-run marginal emissions, but was taken for short-run" },
                { "long_run_marginal_g_per_kwh", "lrmer_co2e", NULL },
                { "average_g_per_kwh", "lrmer_co2e", "marginal emissions, but" },
                { "average_g_per_kwh", "aer_load_co2e", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (GError) error = NULL;
      guint told = 0;
      Fixture fixture;
      open_study (&fixture,
                  "timestamp,aer_load_co2e,lrmer_co2e\n2023-01-01 00:00,300,400\n"
                  "2023-01-01 01:00,310,410\n",
                  "2023-01-01T05:00:00Z", 60, 2, "\"column\": \"aer_load_co2e\"");
      g_autofree char *json = g_strdup_printf (
          "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
          "\"period\": {\"start\": \"2023-01-01T05:00:00Z\", \"step_minutes\": 60, \"steps\": 2}, "
          "\"load\": 1, \"tariff\": {\"import_price\": 0.3}, \"emissions\": {\"%s\": "
          "{\"file\": \"x.csv\", \"column\": \"%s\"}}}",
          rates[i].name, rates[i].column);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GhStudy) study = gh_study_from_json (json, -1, findings, &error);
      g_assert_no_error (error);
      g_assert_true (gh_study_resolve_series (study, fixture.folder, findings, NULL, &error));
      g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
      for (guint k = 0; k < gh_findings_get_count (findings); k++)
        told += strstr (gh_findings_get (findings, k)->message, "emissions, but") != NULL
                && (rates[i].told == NULL
                    || strstr (gh_findings_get (findings, k)->message, rates[i].told) != NULL);
      g_assert_cmpuint (told, ==, rates[i].told != NULL);
      close_study (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/series-file/%s", cases[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/series-file/origin", test_origin);
  g_test_add_func ("/series-file/rates", test_rates);
  g_test_add_data_func ("/series-file/leap-year-calendar", "calendar", test_leap_year);
  g_test_add_data_func ("/series-file/leap-year-weekday", "weekday", test_leap_year);
  g_test_add_func ("/series-file/vdew", test_vdew);
  return g_test_run ();
}
