/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tables are taken for, and how they are read unless somebody knows better. */
#include "series-proposal.h"

#include <glib/gstdio.h>

#include "edit-study.h"

#define HOURS 48

/* Two days of hours from a date of January on. */
static GhImport *
new_table (const char *heading, int year, int day, const char *offset)
{
  g_autofree char *folder = g_dir_make_tmp ("gh-proposal-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autoptr (GString) text = g_string_new (heading);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < HOURS; i++)
    g_string_append_printf (text, "\n%04d-01-%02dT%02d:00%s,1,2", year, day + i / 24, i % 24,
                            offset);
  g_string_append_c (text, '\n');
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  GhImport *table = gh_import_file (path, NULL, "Europe/Berlin", NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);
  return table;
}

static const struct
{
  const char *heading;
  int year, day;
  const char *offset;
  const char *path;
  guint column;
  GhYearRule rule;
  const char *zone;
} cases[] = {
  { "t,Consumption (kWh),Price (EUR/MWh)", 2024, 8, "", "$.load", 0, GH_YEAR_EXACT,
    "Europe/Berlin" },
  { "t,Consumption (kWh),x", 2023, 8, "", "$.load", 0, GH_YEAR_WEEKDAY, "Europe/Berlin" },
  { "t,x,PV (kW)", 2023, 8, "", "$.solar[0].output_kw", 1, GH_YEAR_CALENDAR, "Europe/Berlin" },
  { "t,Price (EUR/MWh),x", 2024, 7, "+01:00", "$.tariff.import_price", 0, GH_YEAR_WEEKDAY, "UTC" },
  { "t,x,CO2 (g/kWh)", 2024, 8, "+01:00", "$.emissions.marginal_g_per_kwh", 1, GH_YEAR_EXACT,
    "UTC" },
  { "t,GHI (W/m2),x", 2020, 8, "", "$.weather.ghi_w_m2", 0, GH_YEAR_CALENDAR, "Europe/Berlin" },
  { "t,a,b", 2024, 8, "", "$.load", 0, GH_YEAR_EXACT, "Europe/Berlin" },
};

static void
test_cases (void)
{
  g_autoptr (GhStudy) study = new_good_study ();

  edit_study (study, "period.start 2024-01-08T00:00:00+01:00; period.step_minutes 60; "
                     "period.steps 48");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhImport) table
          = new_table (cases[i].heading, cases[i].year, cases[i].day, cases[i].offset);
      g_autofree char *path = gh_series_propose_path (table, study);
      guint column = 99;
      GhSeriesFile *options = gh_series_propose (table, study, path, "table.csv", &column);
      g_test_message ("%s", cases[i].heading);
      g_assert_cmpstr (path, ==, cases[i].path);
      g_assert_cmpuint (column, ==, cases[i].column);
      g_assert_cmpint (options->year, ==, cases[i].rule);
      g_assert_cmpstr (options->time_zone, ==, cases[i].zone);
      g_assert_cmpstr (options->file, ==, "table.csv");
      g_assert_cmpint (options->stamps, ==, GH_STAMPS_START);
      gh_record_free (&gh_series_file_table, options);
    }
}

/* Files of known formats: sessions may be the load's, a typical year has no year of its own, and of
 * emissions the column that is theirs is taken. */
static void
test_formats (void)
{
  GString *hours = g_string_new (",generation,lrmer_co2_c,lrmer_co2e\n");
  g_autoptr (GhStudy) study = new_good_study ();
  g_autofree char *folder = g_dir_make_tmp ("gh-proposal-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);

  for (int i = 0; i < 8760; i++)
    g_string_append_printf (hours, "%d,5,6,7\n", i);
  const struct
  {
    const char *text;
    const char *path;
    guint column;
    GhYearRule rule;
  } files[] = { { hours->str, "$.emissions.long_run_marginal_g_per_kwh", 2, GH_YEAR_CALENDAR },
                { "start,end,kWh\n2023-01-01 10:00,2023-01-01 12:00,1\n"
                  "2023-01-02 10:00,2023-01-02 11:00,2\n",
                  "$.load", 0, GH_YEAR_WEEKDAY } };
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      guint column = 99;
      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      g_autoptr (GhImport) table = gh_import_file (path, NULL, "Europe/Berlin", NULL, &error);
      g_assert_no_error (error);
      g_autofree char *proposed = gh_series_propose_path (table, study);
      GhSeriesFile *options = gh_series_propose (table, study, proposed, "table.csv", &column);
      g_assert_cmpstr (proposed, ==, files[i].path);
      g_assert_cmpuint (column, ==, files[i].column);
      g_assert_cmpint (options->year, ==, files[i].rule);
      gh_record_free (&gh_series_file_table, options);
    }
  g_string_free (hours, TRUE);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_words (void)
{
  g_autoptr (GhImport) table = new_table ("t,kW,x", 2024, 8, "");
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");
  g_autofree char *text = gh_series_format_table (table, zone);

  g_assert_cmpstr (text, ==, "48 rows, 8 Jan 2024 00:00 to 10 Jan 2024 00:00, every 60 minutes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series-proposal/cases", test_cases);
  g_test_add_func ("/series-proposal/formats", test_formats);
  g_test_add_func ("/series-proposal/words", test_words);
  return g_test_run ();
}
