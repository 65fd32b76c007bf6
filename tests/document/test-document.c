/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents over a library in memory: edits, undo, plans that follow, in a main loop without a
 * window. */
#include "document.h"

#include <math.h>
#include <string.h>

#include "edit-study.h"
#include "errors.h"
#include "library.h"
#include "study-list.h"

#define WAIT_SECONDS 60

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  guint edited, planned, provisional;
} Fixture;

static void
edited_cb (GhDocument *document, gpointer data)
{
  ((Fixture *) data)->edited++;
}

static void
planned_cb (GhDocument *document, gpointer data)
{
  Fixture *fixture = data;
  GhResults *results = gh_document_get_results (document);

  fixture->planned++;
  fixture->provisional += results != NULL && gh_results_is_provisional (results);
}

/* Two weeks of hours; the solar, trips and tariff of a house. */
static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  edit_study (study, "name House; location.latitude 48; location.longitude 11; "
                     "location.time_zone Europe/Berlin; period.start 2024-01-08T00:00:00+01:00; "
                     "period.step_minutes 60; period.steps 336; load 1; tariff.import_price 0.3; "
                     "tariff.export_price 0.05; vehicles.0.name Car; vehicles.0.battery_kwh 60");
  edit_study (study, edits);
  return study;
}

static void
set_up (Fixture *fixture, gconstpointer edits)
{
  g_autoptr (GhStudy) study = new_study (edits != NULL ? edits : "");
  gint64 id;

  fixture->library = gh_library_open (NULL, NULL);
  id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&study));
  g_signal_connect (fixture->document, "edited", G_CALLBACK (edited_cb), fixture);
  g_signal_connect (fixture->document, "planned", G_CALLBACK (planned_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer edits)
{
  /* Jobs that were dropped still hold the document. */
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
  gh_library_close (fixture->library);
}

static void
wait_for_plan (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!(gh_document_is_current (fixture->document)
           && !gh_results_is_provisional (gh_document_get_results (fixture->document)))
         && gh_document_get_failure (fixture->document) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static double
get_price (Fixture *fixture)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) kept
      = gh_library_load (fixture->library, gh_document_get_id (fixture->document), findings, NULL);

  return kept->tariff->fixed_per_day;
}

/* Every edit is in the library when the call returns, and so is every undo. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  gh_document_set_number (fixture->document, "$.tariff.fixed_per_day", 0.5);
  g_assert_cmpfloat (get_price (fixture), ==, 0.5);
  gh_document_set_number (fixture->document, "$.tariff.fixed_per_day", 0.5);
  g_assert_cmpuint (fixture->edited, ==, 1);
  gh_document_close_step (fixture->document);
  gh_document_set_number (fixture->document, "$.tariff.fixed_per_day", 0.7);
  g_assert_cmpstr (gh_document_get_undo_label (fixture->document), ==, "Fixed charge a day");
  gh_document_undo (fixture->document);
  g_assert_cmpfloat (get_price (fixture), ==, 0.5);
  gh_document_undo (fixture->document);
  g_assert_cmpfloat (get_price (fixture), ==, 0.0);
  g_assert_false (gh_document_can_undo (fixture->document));
  gh_document_redo (fixture->document);
  gh_document_redo (fixture->document);
  g_assert_cmpfloat (get_price (fixture), ==, 0.7);
  gh_document_set_text (fixture->document, "$.name", "Other");
  g_assert_cmpstr (gh_document_get_name (fixture->document), ==, "Other");
  gh_document_set_number (fixture->document, "$.vehicles[0].charger.minimum_kw", 1.4);
  gh_document_clear (fixture->document, "$.vehicles[0].charger.minimum_kw");
  g_assert_null (gh_document_get_save_error (fixture->document));
}

/* A plan follows every edit; the one of an older edit never shows. */
static void
test_plans (Fixture *fixture, gconstpointer data)
{
  gh_document_plan (fixture->document);
  wait_for_plan (fixture);
  g_assert_true (gh_results_is_complete (gh_document_get_results (fixture->document)));
  g_assert_null (gh_document_get_job (fixture->document));
  for (int i = 1; i <= 12; i++)
    {
      gh_document_set_number (fixture->document, "$.tariff.fixed_per_day", i);
      g_assert_false (gh_document_is_current (fixture->document));
      for (int k = 0; k < i * 3; k++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (2000);
        }
    }
  wait_for_plan (fixture);
  g_assert_cmpfloat (
      gh_results_get_site (gh_document_get_results (fixture->document))->fixed_per_day, ==, 12.0);
  g_autofree char *figure = gh_document_get_figure (fixture->document);
  g_assert_true (g_str_has_suffix (figure, " EUR"));
}

/* What is not convex has a first picture, marked as such, and then the exact one. */
static void
test_first_picture (Fixture *fixture, gconstpointer data)
{
  gh_document_plan (fixture->document);
  wait_for_plan (fixture);
  g_assert_cmpuint (fixture->provisional, ==, 1);
  g_assert_cmpuint (fixture->planned, ==, 2);
}

/* An edit that does not go together with the others is kept and told of, not planned. */
static void
test_findings (Fixture *fixture, gconstpointer data)
{
  GhSeverity severity;

  gh_document_set_number (fixture->document, "$.vehicles[0].soc_min", 0.9);
  gh_document_set_number (fixture->document, "$.vehicles[0].soc_max", 0.2);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (fixture->document)), >, 0);
  g_autofree char *message
      = gh_document_find_message (fixture->document, "$.vehicles[0].soc_min", &severity);
  g_autofree char *none = gh_document_find_message (fixture->document, "$.tariff", &severity);
  g_assert_nonnull (message);
  g_assert_null (none);
  while (fixture->planned == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gh_document_get_results (fixture->document));
  gh_document_set_number (fixture->document, "$.vehicles[0].soc_max", 1.0);
  gh_document_set_number (fixture->document, "$.vehicles[0].soc_min", 0.1);
  wait_for_plan (fixture);
  g_assert_nonnull (gh_document_get_results (fixture->document));
}

/* A long plan that is stopped leaves a word, and planning can go on with something else. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  gh_document_plan (fixture->document);
  gh_document_stop (fixture->document);
  wait_for_plan (fixture);
  g_assert_nonnull (gh_document_get_failure (fixture->document));
  gh_document_set_number (fixture->document, "$.period.steps", 336);
  g_assert_null (gh_document_get_failure (fixture->document));
  wait_for_plan (fixture);
  g_assert_null (gh_document_get_failure (fixture->document));
}

#define ADD(name, edits, func) \
  g_test_add ("/document/" name, Fixture, edits, set_up, func, tear_down)

static void
make_heavier (GhStudy *study, gpointer data)
{
  edit_study (study, "vehicles.0.battery_kwh 70");
}

/* Whoever holds on to a study that is gone may finish what was begun: nothing comes of it. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 5;

  gh_document_close (fixture->document);
  gh_document_edit (fixture->document, "Battery", NULL, make_heavier, NULL);
  gh_document_plan (fixture->document);
  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fixture->edited, ==, 1);
  g_assert_cmpuint (fixture->planned, ==, 0);
  g_assert_null (gh_document_get_job (fixture->document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("edits", NULL, test_edits);
  ADD ("plans", NULL, test_plans);
  ADD ("first-picture", "vehicles.0.charger.minimum_kw 1.4; vehicles.0.charger.standby_w 10",
       test_first_picture);
  ADD ("findings", NULL, test_findings);
  ADD ("stop", "period.steps 87600; vehicles.0.charger.minimum_kw 1.4", test_stop);
  ADD ("closed", NULL, test_closed);
  return g_test_run ();
}
