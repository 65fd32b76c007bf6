/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a document lets the grid fail: when it is asked, behind the plan, stopped, or given up by an
 * edit; and what the rows of the comparison make of it. */
#include <math.h>

#include "comparison-rows.h"
#include "document.h"
#include "edit-study.h"
#include "library.h"
#include "two-price-study.h"

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  guint told; /* how often ::outages was emitted */
} Fixture;

static void
outages_cb (Fixture *fixture)
{
  fixture->told++;
}

static void
set_up (Fixture *fixture, const char *edits)
{
  g_autoptr (GError) error = NULL;
  GhStudy *study = new_two_price_study ("period.steps 168; tariff.import_price 0.3");

  edit_study (study, edits);
  *fixture = (Fixture){ .library = gh_library_open (NULL, &error) };
  g_assert_no_error (error);
  fixture->document
      = gh_document_new (fixture->library, gh_library_add (fixture->library, study, NULL), study);
  g_signal_connect_swapped (fixture->document, "outages", G_CALLBACK (outages_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  gh_document_close (fixture->document);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (fixture->document);
  gh_library_close (fixture->library);
}

static void
plan (Fixture *fixture)
{
  gh_document_plan (fixture->document);
  while (!gh_document_is_current (fixture->document)
         || gh_document_get_job (fixture->document) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_end (Fixture *fixture)
{
  while (gh_document_get_resilience_job (fixture->document) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Not before there is a plan, and not twice. */
static void
test_asked (void)
{
  Fixture fixture;

  set_up (&fixture, "");
  gh_document_find_resilience (fixture.document);
  g_assert_null (gh_document_get_resilience_job (fixture.document));
  plan (&fixture);
  g_assert_false (gh_document_is_resilience_current (fixture.document));
  g_assert_null (gh_document_get_resilience_job (fixture.document));
  gh_document_find_resilience (fixture.document);
  GhJob *job = gh_document_get_resilience_job (fixture.document);
  g_assert_nonnull (job);
  gh_document_find_resilience (fixture.document);
  g_assert_true (gh_document_get_resilience_job (fixture.document) == job);
  wait_for_end (&fixture);
  g_assert_cmpuint (fixture.told, ==, 1);
  g_assert_true (gh_document_is_resilience_current (fixture.document));
  gh_document_find_resilience (fixture.document);
  g_assert_null (gh_document_get_resilience_job (fixture.document));
  tear_down (&fixture);
}

/* What an older study comes to never takes the place of what a newer one does. */
static void
test_edited (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.outage_hours 720");
  plan (&fixture);
  gh_document_find_resilience (fixture.document);
  gh_document_set_number (fixture.document, "$.resilience.essential_share", 0.2);
  g_assert_null (gh_document_get_resilience_job (fixture.document));
  plan (&fixture);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture.told, ==, 0);
  g_assert_false (gh_document_is_resilience_current (fixture.document));
  gh_document_find_resilience (fixture.document);
  wait_for_end (&fixture);
  const GhResilience *found
      = gh_results_get_resilience (gh_document_get_results (fixture.document));
  g_assert_cmpfloat_with_epsilon (found->essential_kwh_per_day, 24.0 * 0.2, 1e-9);
  tear_down (&fixture);
}

/* What is asked of inputs that are varied changes no plan: outages go on and stay. */
static void
test_asked_otherwise (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.outage_hours 720");
  plan (&fixture);
  gh_document_find_resilience (fixture.document);
  GhJob *job = gh_document_get_resilience_job (fixture.document);
  gh_document_set_number (fixture.document, "$.what_if.measure", GH_MEASURE_SAVING);
  g_assert_true (gh_document_get_resilience_job (fixture.document) == job);
  wait_for_end (&fixture);
  g_assert_cmpuint (fixture.told, ==, 1);
  g_assert_null (gh_document_get_resilience_failure (fixture.document));
  g_assert_true (gh_document_is_resilience_current (fixture.document));
  gh_document_set_number (fixture.document, "$.what_if.measure", GH_MEASURE_PAYBACK);
  g_assert_true (gh_document_is_resilience_current (fixture.document));
  tear_down (&fixture);
}

/* Stopping is a failure that stays until it is asked for again. */
static void
test_stopped (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.outage_hours 720");
  plan (&fixture);
  gh_document_find_resilience (fixture.document);
  gh_document_stop_resilience (fixture.document);
  wait_for_end (&fixture);
  g_assert_cmpuint (fixture.told, ==, 1);
  g_assert_nonnull (gh_document_get_resilience_failure (fixture.document));
  gh_document_find_resilience (fixture.document);
  g_assert_null (gh_document_get_resilience_job (fixture.document));
  gh_document_retry_resilience (fixture.document);
  g_assert_null (gh_document_get_resilience_failure (fixture.document));
  wait_for_end (&fixture);
  g_assert_true (gh_document_is_resilience_current (fixture.document));
  tear_down (&fixture);
}

/* A dash until it is there; then what half of all outages are survived, also of each month. */
static void
test_row (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.essential_share 0.9; resilience.longest_hours 48");
  plan (&fixture);
  GhResults *results = gh_document_get_results (fixture.document);
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    g_assert_true (gh_comparison_row_is_word (GH_ROW_OUTAGE, results, s));
  gh_document_find_resilience (fixture.document);
  wait_for_end (&fixture);
  const GhResilience *found = gh_results_get_resilience (results);
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      double half = found->strategies[s].median_hours;
      g_assert_cmpfloat_with_epsilon (gh_comparison_row_get_value (GH_ROW_OUTAGE, results, s), half,
                                      1e-12);
      /* The period lies in one month. */
      g_assert_cmpfloat_with_epsilon (gh_comparison_row_get_month (GH_ROW_OUTAGE, results, s, 0),
                                      half, 1e-12);
      g_assert_cmpint (gh_comparison_row_is_best (GH_ROW_OUTAGE, results, s), ==, half > 0.0);
    }
  g_assert_cmpfloat (found->strategies[GH_STRATEGY_V2H].median_hours, >, 0.0);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/asked", test_asked);
  g_test_add_func ("/resilience/edited", test_edited);
  g_test_add_func ("/resilience/asked-otherwise", test_asked_otherwise);
  g_test_add_func ("/resilience/stopped", test_stopped);
  g_test_add_func ("/resilience/row", test_row);
  return g_test_run ();
}
