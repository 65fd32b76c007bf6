/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of files on their way into a study: what is proposed, what is shown, what is stored. */
#include "series-import.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "edit-study.h"
#include "library.h"
#include "series-slots.h"

#define WAIT_SECONDS 60
#define DAYS 7
#define HOURS (24 * DAYS)

typedef struct
{
  char *folder;
  char *file;
  GhLibrary *library;
  GhDocument *document;
  gint64 id;
  guint changes;
} Fixture;

/* A week of hours in January 2024, a Monday first. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStudy) study = new_good_study ();

  edit_study (study, "period.start 2024-01-08T00:00:00+01:00; period.step_minutes 60; "
                     "period.steps 168; currency EUR");
  fixture->folder = g_dir_make_tmp ("gh-import-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "meter.csv", NULL);
  fixture->library = gh_library_open (NULL, NULL);
  fixture->id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, fixture->id, g_steal_pointer (&study));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
  gh_library_close (fixture->library);
  g_remove (fixture->file);
  g_rmdir (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->folder);
}

/* Hours from local midnight of a day on, a column of ones and one that counts hours; a hole of two
 * hours where asked for. */
static void
write_file (Fixture *fixture, const char *heading, int year, int day, int hours, gboolean hole)
{
  g_autoptr (GString) text = g_string_new (heading);
  g_autoptr (GDateTime) first = g_date_time_new_utc (year, 1, day, 0, 0, 0.0);

  for (int i = 0; i < hours; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_hours (first, i);
      g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%d %H:%M");
      if (!hole || i < 30 || i > 31)
        g_string_append_printf (text, "\n%s,1,%d", stamp, i);
    }
  g_string_append_c (text, '\n');
  g_assert_true (g_file_set_contents (fixture->file, text->str, -1, NULL));
}

static void
wait (GhSeriesImport *import)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (gh_file_import_is_busy (GH_FILE_IMPORT (import)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static const double *
get_values (GhSeriesImport *import)
{
  g_assert_nonnull (gh_series_import_get_series (import));
  g_assert_cmpuint (gh_series_get_count (gh_series_import_get_series (import)), ==, HOURS);
  return gh_series_get_values (gh_series_import_get_series (import));
}

static gboolean
says (GhSeriesImport *import, const char *words)
{
  const GhFindings *findings = gh_series_import_get_findings (import);

  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    if (strstr (gh_findings_get (findings, i)->message, words) != NULL)
      return TRUE;
  return FALSE;
}

/* The file tells what it holds, and what is proposed is what a person would choose. */
static void
test_proposal (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "Time,Consumption (W),Price (EUR/MWh)", 2024, 8, HOURS, TRUE);
  g_autoptr (GhSeriesImport) import = gh_series_import_new (fixture->document, NULL, fixture->file);

  g_assert_true (gh_file_import_is_busy (GH_FILE_IMPORT (import)));
  g_assert_null (gh_series_import_get_path (import));
  wait (import);
  g_assert_null (gh_file_import_get_error (GH_FILE_IMPORT (import)));
  g_assert_cmpstr (gh_series_import_get_path (import), ==, "$.load");
  g_assert_cmpuint (gh_series_import_get_column (import), ==, 0);
  g_assert_cmpstr (gh_series_import_get_column_unit (import), ==, "W");
  g_assert_false (gh_series_import_names_offsets (import));
  g_assert_cmpstr (gh_series_import_get_options (import)->time_zone, ==, "Europe/Berlin");
  g_assert_cmpint (gh_series_import_get_options (import)->year, ==, GH_YEAR_EXACT);
  g_assert_cmpfloat (get_values (import)[5], ==, 0.001);
  g_assert_true (says (import, "filled"));
  g_autofree char *table = gh_series_import_format_table (import);
  g_assert_cmpstr (table, ==, "166 rows, 8 Jan 2024 00:00 to 15 Jan 2024 00:00, every 60 minutes");

  gh_series_import_set_path (import, "$.tariff.import_price");
  wait (import);
  g_assert_cmpuint (gh_series_import_get_column (import), ==, 1);
  g_assert_cmpfloat_with_epsilon (get_values (import)[5], 0.005, 1e-12);
}

/* Options change what becomes of the file, however quickly they follow each other. */
static void
test_options (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "Time,Power,Count", 2023, 1, 24 * 365, FALSE);
  g_autoptr (GhSeriesImport) import
      = gh_series_import_new (fixture->document, "$.load", fixture->file);

  wait (import);
  g_assert_cmpint (gh_series_import_get_options (import)->year, ==, GH_YEAR_WEEKDAY);
  g_assert_true (says (import, "names no unit"));
  gh_series_import_set_column (import, 1);
  for (int i = 0; i < 5; i++)
    gh_series_import_set_number (import, "year", i % 2 == 0 ? GH_YEAR_CALENDAR : GH_YEAR_EXACT);
  wait (import);
  g_assert_cmpfloat (get_values (import)[0], ==, 7.0 * 24.0);
  gh_series_import_set_number (import, "year", GH_YEAR_WEEKDAY);
  gh_series_import_set_text (import, "unit", "Wh");
  wait (import);
  /* 8 January 2024 is a Monday; the nearest one of 2023 is the 9th. */
  g_assert_cmpfloat_with_epsilon (get_values (import)[0], 8.0 * 24.0 / 1000.0, 1e-12);
  gh_series_import_set_number (import, "stamps", GH_STAMPS_END);
  wait (import);
  g_assert_cmpfloat_with_epsilon (get_values (import)[0], (8.0 * 24.0 + 1.0) / 1000.0, 1e-12);
  gh_series_import_set_column (import, 0);
  gh_series_import_set_number (import, "annual_total_kwh", 8760.0);
  wait (import);
  g_assert_cmpfloat_with_epsilon (get_values (import)[9], 1.0, 1e-3);
  gh_series_import_set_text (import, "unit", "EUR/MWh");
  wait (import);
  g_assert_null (gh_series_import_get_series (import));
  g_assert_cmpuint (gh_findings_count_errors (gh_series_import_get_findings (import)), ==, 1);
  g_assert_false (gh_series_import_apply (import));
  g_assert_false (gh_document_can_undo (fixture->document));
}

/* What was mended in the file is told whichever column is taken, and however often. */
static void
test_repairs (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "Time,Power (kW),Count (kW)", 2024, 8, HOURS, TRUE);
  g_autoptr (GhSeriesImport) import
      = gh_series_import_new (fixture->document, "$.load", fixture->file);

  wait (import);
  g_assert_true (says (import, "Gaps filled"));
  gh_series_import_set_column (import, 1);
  wait (import);
  g_assert_true (says (import, "Gaps filled"));
  gh_series_import_set_text (import, "unit", "W");
  wait (import);
  g_assert_true (says (import, "Gaps filled"));
}

/* Given up, it stops: the thread is wanted for other work. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "Time,Power (kW)", 2023, 1, 24 * 365, FALSE);
  g_autoptr (GhSeriesImport) import
      = gh_series_import_new (fixture->document, "$.load", fixture->file);

  gh_file_import_stop (GH_FILE_IMPORT (import));
  wait (import);
  g_assert_null (gh_series_import_get_series (import));
  gh_file_import_stop (GH_FILE_IMPORT (import));

  g_autoptr (GhSeriesImport) second
      = gh_series_import_new (fixture->document, "$.load", fixture->file);
  wait (second);
  gh_series_import_set_number (second, "year", GH_YEAR_CALENDAR);
  gh_series_import_set_number (second, "year", GH_YEAR_WEEKDAY);
  gh_file_import_stop (GH_FILE_IMPORT (second));
  wait (second);
  g_assert_null (gh_series_import_get_series (second));
}

/* Nothing is stored before it is applied; then it is one edit, with where it came from. */
static void
test_apply (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  write_file (fixture, "Time,Price (EUR/MWh),Count", 2024, 8, HOURS, TRUE);
  g_autoptr (GhSeriesImport) import
      = gh_series_import_new (fixture->document, "$.tariff.import_price", fixture->file);
  wait (import);
  gh_series_import_set_market (import, 1.19, 0.2);
  g_assert_false (gh_document_can_undo (fixture->document));
  g_assert_true (gh_series_import_apply (import));
  g_assert_cmpstr (gh_document_get_undo_label (fixture->document), ==, "Import price");

  g_autoptr (GhStudy) kept = gh_library_load (fixture->library, fixture->id, findings, NULL);
  const GhMarketPrice *market = kept->tariff->import_price->market;
  g_assert_nonnull (market);
  g_assert_cmpfloat (market->add, ==, 0.2);
  g_assert_cmpstr (market->series->file->file, ==, "meter.csv");
  g_assert_cmpstr (market->series->file->column, ==, "Price (EUR/MWh)");
  g_assert_cmpint (market->series->data_filled, ==, 2);
  g_assert_cmpint (market->series->data_year, ==, 2024);
  g_assert_cmpfloat (gh_series_get_values (market->series->resolved)[0], ==, 0.001);

  /* Newer prices cost what was added to the older ones; another price does not. */
  g_autoptr (GhSeriesImport) newer
      = gh_series_import_new (fixture->document, "$.tariff.import_price", fixture->file);
  wait (newer);
  g_assert_cmpfloat (gh_series_import_get_multiply (newer), ==, 1.19);
  g_assert_cmpfloat (gh_series_import_get_add (newer), ==, 0.2);
  gh_series_import_set_path (newer, "$.tariff.export_price");
  g_assert_cmpfloat (gh_series_import_get_multiply (newer), ==, 1.0);
  g_assert_cmpfloat (gh_series_import_get_add (newer), ==, 0.0);
  wait (newer);

  gh_document_undo (fixture->document);
  g_assert_nonnull (gh_document_get_study (fixture->document)->tariff->import_price->series);
}

/* Steps are told in minutes, or in seconds where these are not whole. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *stamps[3];
    const char *words;
  } cases[] = {
    { { "00:00:00", "00:01:00", "00:02:00" }, "every 1 minute" },
    { { "00:00:00", "00:00:10", "00:00:20" }, "every 10 seconds" },
    { { "00:00:00", "00:01:30", "00:03:00" }, "every 90 seconds" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new ("Time,kW\n");
      for (int k = 0; k < 3; k++)
        g_string_append_printf (text, "2024-01-08 %s,1\n", cases[i].stamps[k]);
      g_assert_true (g_file_set_contents (fixture->file, text->str, -1, NULL));
      g_autoptr (GhSeriesImport) import
          = gh_series_import_new (fixture->document, "$.load", fixture->file);
      wait (import);
      g_autofree char *table = gh_series_import_format_table (import);
      g_assert_true (g_str_has_suffix (table, cases[i].words));
    }
}

/* What cannot be read is one sentence with the line, and an import that is given up leaves nothing
 * behind. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "the file is empty" },
    { "{\"a\": 1}", "JSON" },
    { "Time,kW\n2024-01-08 00:00,1\n2024-01-08 01:00,many\n2024-01-08 02:00,2\n", "line 3" },
    { NULL, "No such file" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_remove (fixture->file);
      if (cases[i].text != NULL)
        g_assert_true (g_file_set_contents (fixture->file, cases[i].text, -1, NULL));
      g_autoptr (GhSeriesImport) import
          = gh_series_import_new (fixture->document, "$.load", fixture->file);
      wait (import);
      g_assert_nonnull (gh_file_import_get_error (GH_FILE_IMPORT (import)));
      g_test_message ("%s", gh_file_import_get_error (GH_FILE_IMPORT (import)));
      g_assert_nonnull (
          strstr (gh_file_import_get_error (GH_FILE_IMPORT (import)), cases[i].words));
      g_assert_null (gh_series_import_get_series (import));
    }
  GhSeriesImport *given_up = gh_series_import_new (fixture->document, "$.load", fixture->file);
  g_object_unref (given_up);
}

static void
note_fraction (GhSeriesImport *import, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (gh_file_import_get_fraction (GH_FILE_IMPORT (import)), >=, *last);
  *last = gh_file_import_get_fraction (GH_FILE_IMPORT (import));
}

/* One bar from the file to its numbers; the file is read for it and not again for what its times or
 * another column are taken for. */
static void
test_read_once (Fixture *fixture, gconstpointer data)
{
  double last = 0.0;

  write_file (fixture, "Time,Power (kW),Count (kW)", 2024, 8, HOURS + 24, FALSE);
  g_autoptr (GhSeriesImport) import
      = gh_series_import_new (fixture->document, "$.load", fixture->file);
  gulong handler = g_signal_connect (import, "changed", G_CALLBACK (note_fraction), &last);
  wait (import);
  g_assert_cmpfloat (last, ==, 1.0);
  g_signal_handler_disconnect (import, handler);
  g_assert_cmpint (g_remove (fixture->file), ==, 0);
  gh_series_import_set_column (import, 1);
  wait (import);
  g_assert_cmpfloat (get_values (import)[5], ==, 5.0);
  gh_series_import_set_number (import, "year", GH_YEAR_CALENDAR);
  gh_series_import_set_number (import, "stamps", GH_STAMPS_END);
  wait (import);
  g_assert_cmpfloat (get_values (import)[5], ==, 6.0);
  gh_series_import_set_number (import, "stamps", GH_STAMPS_START);
  wait (import);
  g_assert_cmpfloat (get_values (import)[5], ==, 5.0);
}

/* Studies are written in UTF-8: a name that is not would make one that cannot be read again. */
static void
test_foreign_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *foreign = g_build_filename (fixture->folder, "z\xe4hler.csv", NULL);

  write_file (fixture, "Time,Power (kW)", 2024, 8, HOURS, FALSE);
  g_assert_cmpint (g_rename (fixture->file, foreign), ==, 0);
  g_autoptr (GhSeriesImport) import = gh_series_import_new (fixture->document, "$.load", foreign);
  wait (import);
  g_remove (foreign);
  g_assert_false (gh_series_import_apply (import));
  g_assert_nonnull (gh_file_import_get_error (GH_FILE_IMPORT (import)));
  g_assert_true (g_utf8_validate (gh_file_import_get_error (GH_FILE_IMPORT (import)), -1, NULL));
  g_assert_nonnull (strstr (gh_file_import_get_error (GH_FILE_IMPORT (import)), "hler.csv"));
}

#define ADD(name, func) g_test_add ("/series-import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("proposal", test_proposal);
  ADD ("options", test_options);
  ADD ("repairs", test_repairs);
  ADD ("stop", test_stop);
  ADD ("apply", test_apply);
  ADD ("steps", test_steps);
  ADD ("read-once", test_read_once);
  ADD ("foreign-name", test_foreign_name);
  ADD ("refusals", test_refusals);
  return g_test_run ();
}
