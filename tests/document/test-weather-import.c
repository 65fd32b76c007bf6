/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole weather file: what is told of it, one edit that takes it, and what a library keeps. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "edit-study.h"
#include "job.h"
#include "missing-files.h"
#include "series-provenance.h"
#include "study-list.h"
#include "two-price-study.h"
#include "weather-import.h"
#include "weather-year.h"

typedef struct
{
  char *folder;
  char *library;
  GhStudyList *list;
  GhDocument *document;
} Fixture;

static void
open_study (Fixture *fixture, const char *edits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = new_two_price_study (
      "period.steps 8760; period.start 2023-01-01T00:00:00+01:00; tariff.import_price 0.3; "
      "location.latitude 48.1; location.longitude 11.6; solar.0.name Roof; solar.0.peak_kw 5; "
      "solar.0.tilt_deg 0; weather.clear_sky 1");

  edit_study (study, edits);
  fixture->list = gh_study_list_new (fixture->library, &error);
  g_assert_no_error (error);
  gint64 id = gh_study_list_add (fixture->list, study, &error);
  g_assert_no_error (error);
  fixture->document = gh_study_list_open (fixture->list, id, &error);
  g_assert_no_error (error);
}

static void
close_study (Fixture *fixture)
{
  gh_document_close (fixture->document);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->list);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = new_weather_year ();

  fixture->folder = g_dir_make_tmp ("gh-weather-import-XXXXXX", NULL);
  fixture->library = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "munich.epw", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_study (fixture);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->library);
}

typedef struct
{
  GhWeatherImport *import;
  GError *error;
  gboolean done;
} Answer;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->import = gh_weather_import_finish (GH_DOCUMENT (source), result, &answer->error);
  answer->done = TRUE;
}

static void
missing_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  gh_missing_files_read_finish (GH_DOCUMENT (source), result, &answer->error);
  answer->done = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static GhWeatherImport *
read_weather (Fixture *fixture, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  Answer answer = { NULL };

  gh_weather_import_async (fixture->document, path, read_cb, &answer);
  wait_for (&answer);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.import;
}

static const GhStudy *
get_study (Fixture *fixture)
{
  return gh_document_get_study (fixture->document);
}

/* What is told before anything is stored; level panels get what level ground gets. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_study (fixture, "");
  g_autoptr (GhWeatherImport) import = read_weather (fixture, "munich.epw", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (import->name, ==, "munich.epw");
  g_assert_cmpstr (import->format, ==, "EnergyPlus weather (EPW)");
  g_assert_cmpstr (import->place, ==, "48.10° north, 11.60° east");
  g_assert_cmpstr (import->time, ==, "A typical year, every 60 minutes, UTC+1");
  g_assert_cmpstr (import->columns, ==,
                   "Global irradiance, Direct irradiance, Diffuse irradiance, Air temperature, "
                   "Wind");
  g_assert_cmpstr (import->gaps, ==, "1 gap, filled with a straight line between its neighbours");
  /* A year of 365.25 days. */
  double expected = WEATHER_YEAR_KWH_M2 * 365.25 / 365.0;
  g_assert_cmpfloat_with_epsilon (import->global_kwh_m2, expected, 1e-6 * expected);
  g_assert_cmpuint (import->yields->len, ==, 1);
  const GhWeatherYield *yield = g_ptr_array_index (import->yields, 0);
  g_assert_cmpstr (yield->name, ==, "Roof");
  g_test_message ("%.1f kWh/m2 on level ground, %.1f on the panels, %.1f kWh", expected,
                  yield->plane_kwh_m2, yield->ac_kwh);
  /* Diffuse light is half of the global and counts in full, the beam by the height of the sun. */
  g_assert_cmpfloat (yield->plane_kwh_m2, >, 0.5 * expected + 200.0);
  g_assert_cmpfloat (yield->plane_kwh_m2, <, expected);
  g_assert_cmpfloat (yield->ac_kwh / 5.0, >, 0.6 * yield->plane_kwh_m2);
  g_assert_cmpfloat (yield->ac_kwh / 5.0, <, yield->plane_kwh_m2);
  g_assert_false (gh_document_can_undo (fixture->document));
}

static void
check_kept (Fixture *fixture)
{
  const GhWeather *weather = get_study (fixture)->weather;

  g_assert_null (weather->file);
  g_assert_false (weather->clear_sky);
  g_assert_cmpint (weather->dni_w_m2->form, ==, GH_SERIES_FILE);
  g_assert_nonnull (weather->wind_m_s->resolved);
  g_autoptr (GPtrArray) lines
      = gh_series_list_provenance (get_study (fixture), "$.weather.temperature_c");
  g_autofree char *text = gh_provenance_to_text (lines);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "File: munich.epw\n"));
  g_assert_nonnull (strstr (text, "Rows: 8760\n"));
  g_assert_nonnull (strstr (text, "Unit: °C\n"));
  g_assert_nonnull (strstr (text, "Gaps: 1 gap, filled with a straight line"));
  g_assert_nonnull (strstr (text, "Imported: "));
  /* The hash as another program makes it. */
  g_autofree char *file = new_weather_year ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file, -1);
  g_assert_nonnull (strstr (text, hash));
}

/* One edit takes all, undo takes all back, and a library keeps it with where it came from. */
static void
test_apply (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_study (fixture, "");
  g_autoptr (GhWeatherImport) import = read_weather (fixture, "munich.epw", &error);
  g_assert_no_error (error);
  gh_weather_import_apply (import, fixture->document);
  check_kept (fixture);
  g_autofree char *source = gh_weather_describe_source (get_study (fixture));
  g_assert_cmpstr (source, ==, "Sun and air from munich.epw");
  gh_document_undo (fixture->document);
  g_assert_true (get_study (fixture)->weather->clear_sky);
  g_assert_null (get_study (fixture)->weather->ghi_w_m2);
  g_assert_false (gh_document_can_undo (fixture->document));
  gh_document_redo (fixture->document);
  check_kept (fixture);

  gint64 id = gh_document_get_id (fixture->document);
  close_study (fixture);
  fixture->list = gh_study_list_new (fixture->library, &error);
  g_assert_no_error (error);
  fixture->document = gh_study_list_open (fixture->list, id, &error);
  g_assert_no_error (error);
  check_kept (fixture);
}

/* A study that names a weather file that is not there asks for it, under whatever name it comes. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "munich.epw", NULL);
  Answer answer = { NULL };

  open_study (fixture, "weather.clear_sky 0; weather.file elsewhere/city.epw");
  g_auto (GStrv) names = gh_missing_files_list (get_study (fixture));
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "elsewhere/city.epw");
  g_autofree char *use = gh_missing_files_describe (get_study (fixture), names[0]);
  g_assert_cmpstr (use, ==, "Sun and air");
  g_autofree char *message
      = gh_document_find_message (fixture->document, "$.weather.file", &(GhSeverity){ 0 });
  g_assert_nonnull (strstr (message, "elsewhere/city.epw has not been read"));
  gh_missing_files_read_async (fixture->document, names[0], path, missing_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_auto (GStrv) left = gh_missing_files_list (get_study (fixture));
  g_assert_null (left[0]);
  check_kept (fixture);
}

/* Files without sun, and no files at all, change nothing. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "meter.csv", NULL);
  static const char *const names[] = { "meter.csv", "nowhere.epw" };

  g_assert_true (g_file_set_contents (
      path, "t,P (kW)\n2023-01-01T00:00Z,1\n2023-01-01T01:00Z,1\n2023-01-01T02:00Z,1\n", -1, NULL));
  open_study (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (read_weather (fixture, names[i], &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, names[i]));
    }
  g_assert_false (gh_document_can_undo (fixture->document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/weather-import/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/weather-import/apply", Fixture, NULL, set_up, test_apply, tear_down);
  g_test_add ("/weather-import/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/weather-import/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
