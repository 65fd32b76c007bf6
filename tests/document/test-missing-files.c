/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that name files which are not there: they are asked for one by one. */
#include "missing-files.h"

#include <glib/gstdio.h>

#include "study-exchange.h"

#define WAIT_SECONDS 60

static const char study_text[]
    = "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
      "\"name\": \"Measured\", \"location\": {\"latitude\": 48, \"longitude\": 11, "
      "\"time_zone\": \"UTC\"}, \"period\": {\"start\": \"2024-01-08T00:00:00Z\", "
      "\"step_minutes\": 60, \"steps\": 3}, "
      "\"load\": {\"file\": \"data/load.csv\", \"column\": \"kW\"}, "
      "\"tariff\": {\"import_price\": {\"series\": {\"file\": \"prices.csv\", "
      "\"column\": \"EUR/kWh\"}, \"add\": 0.1}, "
      "\"export_price\": {\"file\": \"prices.csv\", \"column\": \"Sold (EUR/kWh)\"}}}";

static const char load_text[] = "t,kW\n2024-01-08T00:00Z,1\n2024-01-08T01:00Z,2\n"
                                "2024-01-08T02:00Z,3\n";
static const char price_text[] = "t,EUR/kWh,Sold (EUR/kWh)\n2024-01-08T00:00Z,0.3,0.1\n"
                                 "2024-01-08T01:00Z,0.4,0.1\n2024-01-08T02:00Z,0.5,0.1\n";

typedef struct
{
  char *folder;
  GhStudyList *list;
  GhDocument *document;
  GError *error;
  gboolean done;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A study that comes alone, as a sandbox shows it. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autofree char *path = NULL;
  gint64 id;

  fixture->folder = g_dir_make_tmp ("gh-missing-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "study.json", NULL);
  write_file (fixture, "study.json", study_text);
  fixture->list = gh_study_list_new (NULL, NULL);
  id = gh_study_list_import (fixture->list, path, findings, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->document = gh_study_list_open (fixture->list, id, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "study.json", "mine.csv", "prices.csv", "load.csv" };

  gh_document_close (fixture->document);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->list);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_clear_error (&fixture->error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->done = TRUE;
  gh_missing_files_read_finish (GH_DOCUMENT (source), result, &fixture->error);
}

static void
choose (Fixture *fixture, const char *name, const char *file)
{
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  g_clear_error (&fixture->error);
  fixture->done = FALSE;
  gh_missing_files_read_async (fixture->document, name, path, read_cb, fixture);
  while (!fixture->done)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
assert_missing (Fixture *fixture, const char *expected)
{
  g_auto (GStrv) names = gh_missing_files_list (gh_document_get_study (fixture->document));
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)) > 0, ==,
                    *expected != '\0');
}

static void
test_one_by_one (Fixture *fixture, gconstpointer data)
{
  const GhStudy *study = gh_document_get_study (fixture->document);
  g_autofree char *load = gh_missing_files_describe (study, "data/load.csv");
  g_autofree char *prices = gh_missing_files_describe (study, "prices.csv");

  assert_missing (fixture, "data/load.csv prices.csv");
  g_assert_cmpstr (load, ==, "Electricity use (kW)");
  g_assert_cmpstr (prices, ==, "Import price (EUR/kWh), Export price (Sold (EUR/kWh))");

  write_file (fixture, "mine.csv", load_text);
  choose (fixture, "data/load.csv", "mine.csv");
  g_assert_no_error (fixture->error);
  assert_missing (fixture, "prices.csv");
  g_assert_cmpstr (gh_document_get_undo_label (fixture->document), ==, "load.csv");
  study = gh_document_get_study (fixture->document);
  g_assert_cmpstr (study->load->file->file, ==, "mine.csv");
  g_assert_cmpfloat (gh_series_get_values (study->load->resolved)[2], ==, 3.0);

  write_file (fixture, "prices.csv", price_text);
  choose (fixture, "prices.csv", "prices.csv");
  g_assert_no_error (fixture->error);
  assert_missing (fixture, "");
  study = gh_document_get_study (fixture->document);
  g_assert_cmpfloat (
      gh_series_get_values (study->tariff->import_price->market->series->resolved)[1], ==, 0.4);
  gh_document_undo (fixture->document);
  assert_missing (fixture, "prices.csv");
}

/* A folder that is shown helps with the other files in it. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "load.csv", load_text);
  write_file (fixture, "prices.csv", price_text);
  choose (fixture, "prices.csv", "prices.csv");
  g_assert_no_error (fixture->error);
  assert_missing (fixture, "");
}

static void
test_wrong_file (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "mine.csv", price_text);
  choose (fixture, "data/load.csv", "mine.csv");
  g_assert_nonnull (fixture->error);
  g_test_message ("%s", fixture->error->message);
  assert_missing (fixture, "data/load.csv prices.csv");
  g_assert_false (gh_document_can_undo (fixture->document));
  choose (fixture, "data/load.csv", "nowhere.csv");
  g_assert_nonnull (fixture->error);
}

#define ADD(name, func) g_test_add ("/missing-files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-by-one", test_one_by_one);
  ADD ("together", test_together);
  ADD ("wrong-file", test_wrong_file);
  return g_test_run ();
}
