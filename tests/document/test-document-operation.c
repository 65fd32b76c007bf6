/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes true of a plan, as a document runs it behind the plan and puts it into words. */
#include <math.h>
#include <string.h>

#include "comparison-rows.h"
#include "document.h"
#include "library.h"
#include "market-study.h"
#include "operation-words.h"

#define WAIT_SECONDS 60

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  guint operated;
} Fixture;

static void
operated_cb (GhDocument *document G_GNUC_UNUSED, guint *count)
{
  ++*count;
}

static void
set_up (Fixture *fixture, gconstpointer edits)
{
  g_autoptr (GhStudy) study = new_market_study (3, edits != NULL ? edits : "finance.capex.v2h 100");

  fixture->library = gh_library_open (NULL, NULL);
  gint64 id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, g_steal_pointer (&study));
  g_signal_connect (fixture->document, "operated", G_CALLBACK (operated_cb), &fixture->operated);
}

static void
wait_for_jobs (void)
{
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *fixture, gconstpointer edits)
{
  wait_for_jobs ();
  g_assert_finalize_object (fixture->document);
  gh_library_close (fixture->library);
}

static GhResults *
wait_for_plan (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  gh_document_plan (fixture->document);
  while (gh_document_get_job (fixture->document) != NULL
         || !gh_document_is_current (fixture->document))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  return gh_document_get_results (fixture->document);
}

/* Before the year has been run the numbers are those of perfect foresight, and said to be. */
static void
test_before (Fixture *fixture, gconstpointer edits)
{
  gh_document_operate (fixture->document);
  g_assert_null (gh_document_get_operation_job (fixture->document));
  GhResults *results = wait_for_plan (fixture);
  g_assert_null (gh_results_get_bracket (results));
  g_assert_cmpint (gh_results_get_money_mode (results), ==, GH_OPERATION_PERFECT);
  g_assert_true (gh_results_get_cash_flow (results, GH_STRATEGY_V2H)
                 == gh_results_get_strategy (results, GH_STRATEGY_V2H)->against_smart);
  g_autofree char *text = gh_operation_format_basis (results, FALSE, NULL);
  g_assert_nonnull (strstr (text, "know the whole year in advance"));
  g_autofree char *cell = gh_comparison_row_format (GH_ROW_FORECASTS, results, GH_STRATEGY_V2H);
  g_assert_cmpstr (cell, ==, "–");
}

/* Then the money rests on what the study asks for. */
static void
test_after (Fixture *fixture, gconstpointer edits)
{
  GhResults *results = wait_for_plan (fixture);

  gh_document_operate (fixture->document);
  g_assert_nonnull (gh_document_get_operation_job (fixture->document));
  g_assert_cmpuint (fixture->operated, ==, 1);
  wait_for_jobs ();
  g_assert_cmpuint (fixture->operated, ==, 2);
  g_assert_null (gh_document_get_operation_job (fixture->document));
  const GhBracket *bracket = gh_results_get_bracket (results);
  g_assert_nonnull (bracket);
  const GhOperationResult *v2h = &bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_V2H];
  g_assert_true (gh_results_get_cash_flow (results, GH_STRATEGY_V2H) == v2h->against_smart);
  g_assert_cmpfloat (gh_comparison_row_get_value (GH_ROW_FORECASTS, results, GH_STRATEGY_V2H), ==,
                     v2h->saving_per_year);
  g_assert_cmpfloat (gh_comparison_row_get_value (GH_ROW_NPV, results, GH_STRATEGY_V2H), ==,
                     v2h->against_smart->npv);
  g_assert_cmpstr (gh_results_get_answer (results), ==, bracket->answer);
  /* The living figure is what comes true of the best. */
  GhStrategy best = gh_results_find_best (results);
  g_autofree char *figure = gh_document_get_figure (fixture->document);
  g_autofree char *saving
      = g_strdup_printf (" %.2f ", bracket->results[GH_OPERATION_ROLLING][best].saving_per_year);
  g_assert_nonnull (strstr (figure, saving));
  g_autofree char *text = gh_operation_format_basis (results, FALSE, NULL);
  g_assert_nonnull (strstr (text, "comes true"));
  /* What is no share is not told as one. */
  GhBracket *changed = (GhBracket *) bracket;
  changed->results[GH_OPERATION_ROLLING][GH_STRATEGY_SMART].summary.cost_import += 1e4;
  g_autofree char *above = gh_operation_format_basis (results, FALSE, NULL);
  changed->results[GH_OPERATION_ROLLING][GH_STRATEGY_SMART].summary.cost_import -= 1e4;
  g_assert_null (strstr (above, "comes true"));
  g_assert_nonnull (strstr (above, "Forecasts cost “Smart” more than “V2H (house)”"));
  /* Asked once more there is nothing to do. */
  gh_document_operate (fixture->document);
  g_assert_null (gh_document_get_operation_job (fixture->document));
}

static void
test_other_basis (Fixture *fixture, gconstpointer edits)
{
  GhResults *results = wait_for_plan (fixture);

  gh_document_operate (fixture->document);
  wait_for_jobs ();
  g_assert_cmpint (gh_results_get_money_mode (results), ==, GH_OPERATION_RULE);
  g_assert_true (gh_results_get_cash_flow (results, GH_STRATEGY_V2H)
                 == gh_results_get_bracket (results)
                        ->results[GH_OPERATION_RULE][GH_STRATEGY_V2H]
                        .against_smart);
}

/* An edit ends it, and what it was run for is seen no more. */
static void
test_edit (Fixture *fixture, gconstpointer edits)
{
  wait_for_plan (fixture);
  gh_document_operate (fixture->document);
  g_autoptr (GhJob) job = g_object_ref (gh_document_get_operation_job (fixture->document));
  gh_document_set_number (fixture->document, "$.vehicles[0].battery_kwh", 50.0);
  g_assert_true (gh_job_is_stopped (job));
  g_assert_null (gh_document_get_operation_job (fixture->document));
  GhResults *results = wait_for_plan (fixture);
  wait_for_jobs ();
  g_assert_null (gh_results_get_bracket (results));
  g_assert_null (gh_document_get_operation_failure (fixture->document));
}

/* What was stopped stays so until it is asked for anew. */
static void
test_stopped (Fixture *fixture, gconstpointer edits)
{
  GhResults *results = wait_for_plan (fixture);

  gh_document_operate (fixture->document);
  gh_job_stop (gh_document_get_operation_job (fixture->document));
  wait_for_jobs ();
  g_assert_nonnull (gh_document_get_operation_failure (fixture->document));
  gh_document_operate (fixture->document);
  g_assert_null (gh_document_get_operation_job (fixture->document));
  gh_document_retry_operation (fixture->document);
  wait_for_jobs ();
  g_assert_nonnull (gh_results_get_bracket (results));
  g_assert_null (gh_document_get_operation_failure (fixture->document));
}

#define ADD(path, edits, func) g_test_add (path, Fixture, edits, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document-operation/before", NULL, test_before);
  ADD ("/document-operation/after", NULL, test_after);
  ADD ("/document-operation/other-basis", "operation.npv_from 2", test_other_basis);
  ADD ("/document-operation/edit", NULL, test_edit);
  ADD ("/document-operation/stopped", NULL, test_stopped);
  return g_test_run ();
}
