/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs varied behind the plan of a document, and which those are. */
#include "exploration.h"

#include <math.h>

#include "document.h"
#include "edit-study.h"
#include "errors.h"
#include "library.h"
#include "what-if-edit.h"

#define WAIT_SECONDS 60

typedef struct
{
  GhLibrary *library;
  GhDocument *document;
  guint planned, explored;
} Fixture;

static void
planned_cb (GhDocument *document G_GNUC_UNUSED, gpointer data)
{
  ((Fixture *) data)->planned++;
}

static void
explored_cb (GhDocument *document G_GNUC_UNUSED, gpointer data)
{
  ((Fixture *) data)->explored++;
}

static void
set_up (Fixture *fixture, gconstpointer edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  edit_study (study, "name House; location.latitude 48; location.longitude 11; "
                     "location.time_zone Europe/Berlin; period.start 2024-01-08T00:00:00+01:00; "
                     "period.step_minutes 60; period.steps 24; load 1; tariff.import_price "
                     "[.1,.1,.1,.1,.1,.2,.2,.2,.2,.2,.2,.2,.2,.2,.2,.2,.2,.5,.5,.5,.5,.2,.2,.2]; "
                     "tariff.export_price 0.05; vehicles.0.name Car; vehicles.0.battery_kwh 60; "
                     "finance.capex.v2h 1000; finance.capex.v2g 1500");
  if (edits != NULL)
    edit_study (study, edits);
  fixture->library = gh_library_open (NULL, NULL);
  gint64 id = gh_library_add (fixture->library, study, NULL);
  fixture->document = gh_document_new (fixture->library, id, study);
  g_signal_connect (fixture->document, "planned", G_CALLBACK (planned_cb), fixture);
  g_signal_connect (fixture->document, "explored", G_CALLBACK (explored_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer edits G_GNUC_UNUSED)
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
iterate (gint64 end)
{
  g_assert_cmpint (g_get_monotonic_time (), <, end);
  g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_plan (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  gh_document_plan (fixture->document);
  while (!gh_document_is_current (fixture->document)
         || gh_document_get_job (fixture->document) != NULL)
    iterate (end);
}

/* One more thing is found out. */
static GhExploration *
explore (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  guint explored = fixture->explored;

  gh_document_explore (fixture->document);
  while (fixture->explored == explored)
    iterate (end);
  return gh_document_get_exploration (fixture->document);
}

static GhExploration *
explore_all (Fixture *fixture)
{
  do
    explore (fixture);
  while (!gh_exploration_is_complete (gh_document_get_exploration (fixture->document)));
  return gh_document_get_exploration (fixture->document);
}

/* First the bars, then the table, then the break-evens; each is there as soon as it is known. */
static void
test_stages (Fixture *fixture, gconstpointer data)
{
  gh_document_explore (fixture->document);
  g_assert_null (gh_document_get_job (fixture->document));
  wait_for_plan (fixture);
  GhExploration *exploration = explore (fixture);
  GhTornado *tornado = gh_exploration_get_tornado (exploration);
  g_assert_nonnull (tornado);
  g_assert_null (gh_exploration_get_table (exploration));
  g_assert_null (gh_exploration_get_break_evens (exploration));
  g_assert_false (gh_exploration_is_complete (exploration));
  exploration = explore (fixture);
  GhSweep *table = gh_exploration_get_table (exploration);
  g_assert_nonnull (table);
  g_assert_null (gh_exploration_get_break_evens (exploration));
  exploration = explore (fixture);
  g_assert_true (gh_exploration_is_complete (exploration));
  g_assert_true (gh_exploration_get_tornado (exploration) == tornado);
  g_assert_true (gh_exploration_get_table (exploration) == table);
  g_assert_cmpuint (gh_exploration_get_break_evens (exploration)->len, ==, tornado->swings->len);
  g_assert_true (gh_document_is_exploration_current (fixture->document));
  gh_document_explore (fixture->document);
  g_assert_null (gh_document_get_job (fixture->document));
}

/* The base is what the comparison of the document says. */
static void
test_base (Fixture *fixture, gconstpointer data)
{
  wait_for_plan (fixture);
  const GhSensitivityBase *base = gh_exploration_get_base (explore (fixture));
  const GhStrategyResult *v2h
      = gh_results_get_strategy (gh_document_get_results (fixture->document), GH_STRATEGY_V2H);

  g_assert_cmpfloat (base->point.values[GH_MEASURE_NPV], ==, v2h->against_smart->npv);
  g_assert_cmpfloat (base->point.values[GH_MEASURE_SAVING], ==, v2h->saving_per_year);
}

/* Once the year has been run only what comes true counts, in everything that is found out anew. */
static void
test_share (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  wait_for_plan (fixture);
  const GhSensitivityBase *base = gh_exploration_get_base (explore_all (fixture));
  double saving = base->point.values[GH_MEASURE_SAVING];
  g_assert_cmpfloat (base->question.capture_ratio, ==, 1.0);
  gh_document_operate (document);
  while (gh_document_get_operation_job (document) != NULL)
    iterate (end);
  GhResults *results = gh_document_get_results (document);
  g_assert_nonnull (gh_results_get_bracket (results));
  double share = gh_bracket_get_capture_ratio (gh_results_get_comparison (results),
                                               gh_results_get_bracket (results),
                                               GH_OPERATION_ROLLING, GH_STRATEGY_V2H);
  g_assert_cmpfloat (share, !=, 1.0);
  g_assert_false (gh_document_is_exploration_current (document));
  GhExploration *exploration = explore (fixture);
  base = gh_exploration_get_base (exploration);
  g_assert_cmpfloat (base->question.capture_ratio, ==, share);
  g_assert_cmpfloat_with_epsilon (base->point.values[GH_MEASURE_SAVING], share * saving, 1e-9);
  g_assert_true (gh_document_is_exploration_current (document));
  g_assert_false (gh_exploration_is_complete (exploration));
  g_assert_true (gh_exploration_is_complete (explore_all (fixture)));
}

/* Asking something else plans nothing: the plan, and what still holds, stay. */
static void
test_asking_keeps_plan (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  wait_for_plan (fixture);
  GhExploration *exploration = explore_all (fixture);
  GhResults *results = gh_document_get_results (document);
  GhSweep *table = gh_exploration_get_table (exploration);
  const GPtrArray *evens = gh_exploration_get_break_evens (exploration);
  guint planned = fixture->planned;

  gh_document_set_number (document, "$.what_if.measure", GH_MEASURE_SAVING);
  g_assert_true (gh_document_is_current (document));
  g_assert_false (gh_document_is_exploration_current (document));
  exploration = explore (fixture);
  g_assert_true (gh_exploration_is_complete (exploration));
  g_assert_true (gh_exploration_get_table (exploration) == table);
  g_assert_true (gh_exploration_get_break_evens (exploration) == evens);
  g_assert_cmpint (gh_exploration_get_tornado (exploration)->measure, ==, GH_MEASURE_SAVING);

  gh_document_set_text (document, "$.what_if.across", "load");
  exploration = explore (fixture);
  g_assert_true (gh_exploration_is_complete (exploration));
  g_assert_cmpstr (gh_exploration_get_table (exploration)->across->key, ==, "load");
  g_assert_true (gh_exploration_get_break_evens (exploration) == evens);

  gh_document_set_number (document, "$.what_if.strategy", GH_STRATEGY_V2G);
  exploration = explore (fixture);
  g_assert_false (gh_exploration_is_complete (exploration));
  g_assert_cmpint (gh_exploration_get_base (exploration)->question.strategy, ==, GH_STRATEGY_V2G);
  g_assert_true (gh_document_get_results (document) == results);
  g_assert_cmpuint (fixture->planned, ==, planned);

  gh_document_set_number (document, "$.finance.capex.v2g", 100.0);
  g_assert_false (gh_document_is_current (document));
  wait_for_plan (fixture);
  g_assert_cmpuint (fixture->planned, >, planned);
}

/* What an older state of the study came to never takes the place of a newer one's. */
static void
test_edit_drops (Fixture *fixture, gconstpointer data)
{
  wait_for_plan (fixture);
  gh_document_explore (fixture->document);
  g_assert_nonnull (gh_document_get_job (fixture->document));
  gh_document_set_number (fixture->document, "$.finance.capex.v2h", 400.0);
  g_assert_null (gh_document_get_job (fixture->document));
  wait_for_plan (fixture);
  g_assert_cmpuint (fixture->explored, ==, 0);
  const GhSensitivityBase *base = gh_exploration_get_base (explore (fixture));
  g_assert_cmpfloat (base->study->finance->capex->v2h, ==, 400.0);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  wait_for_plan (fixture);
  gh_document_explore (fixture->document);
  gh_document_stop (fixture->document);
  while (fixture->explored == 0)
    iterate (end);
  g_assert_nonnull (gh_document_get_exploration_failure (fixture->document));
  g_assert_null (gh_document_get_exploration (fixture->document));
  gh_document_explore (fixture->document);
  g_assert_null (gh_document_get_job (fixture->document));
  gh_document_retry_exploration (fixture->document);
  while (fixture->explored == 1)
    iterate (end);
  g_assert_null (gh_document_get_exploration_failure (fixture->document));
  g_assert_nonnull (gh_document_get_exploration (fixture->document));
}

static const GhWhatIfRange *
get_range (Fixture *fixture, guint index)
{
  return g_ptr_array_index (gh_document_get_study (fixture->document)->what_if->inputs, index);
}

/* The usual inputs are varied until one is edited; then all of them stand in the study. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;
  guint usual = gh_what_if_count (gh_document_get_study (document));
  g_autoptr (GError) error = NULL;
  double low, high;

  g_assert_null (gh_document_get_study (document)->what_if);
  gh_what_if_set_end (document, 0, TRUE, 5000.0);
  g_assert_cmpuint (gh_document_get_study (document)->what_if->inputs->len, ==, usual);
  g_assert_cmpstr (get_range (fixture, 0)->input, ==, "charger-price");
  g_assert_cmpfloat (get_range (fixture, 0)->high, ==, 5000.0);
  g_assert_true (isnan (get_range (fixture, 0)->low));
  gh_what_if_set_end (document, 0, FALSE, 300.0);
  g_autoptr (GhSensitivityInput) input
      = gh_what_if_find_input (gh_document_get_study (document), 0, &low, &high, NULL);
  g_assert_cmpfloat (low, ==, 300.0);
  g_assert_cmpfloat (high, ==, 5000.0);

  g_assert_true (gh_what_if_try_add (document, "$.vehicles[0].soc_max", &error));
  g_assert_cmpuint (gh_what_if_count (gh_document_get_study (document)), ==, usual + 1);
  g_assert_cmpstr (get_range (fixture, usual)->input, ==, "$.vehicles[0].soc_max");
  g_assert_false (gh_what_if_try_add (document, "$.vehicles[0].soc_max", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (gh_what_if_try_add (document, "$.finance.capex.v2h", &error));
  g_clear_error (&error);
  g_assert_false (gh_what_if_try_add (document, "luck", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);

  gh_what_if_set_input (document, 0, "lifetime");
  g_assert_cmpstr (get_range (fixture, 0)->input, ==, "lifetime");
  g_assert_true (isnan (get_range (fixture, 0)->high));
  while (gh_document_can_undo (document))
    gh_document_undo (document);
  g_assert_null (gh_document_get_study (document)->what_if);
  gh_document_redo (document);
  g_assert_cmpfloat (get_range (fixture, 0)->high, ==, 5000.0);
}

static void
test_list (void)
{
  g_autoptr (GhStudy) study = new_good_study ();
  guint usual = gh_what_if_count (study);
  g_autoptr (GError) error = NULL;
  double low, high;

  gh_what_if_add_next (study);
  g_assert_cmpuint (gh_what_if_count (study), ==, usual + 1);
  for (guint i = usual + 1; i-- > 0;)
    gh_what_if_remove (study, i);
  g_assert_cmpuint (gh_what_if_count (study), ==, usual);
  gh_what_if_add (study, "nothing");
  g_assert_null (gh_what_if_find_input (study, usual, &low, &high, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
}

/* What cannot be planned is told, and nothing is left to be found out. */
static void
test_infeasible (Fixture *fixture, gconstpointer data)
{
  wait_for_plan (fixture);
  if (!gh_results_is_complete (gh_document_get_results (fixture->document)))
    {
      gh_document_explore (fixture->document);
      g_assert_null (gh_document_get_job (fixture->document));
      return;
    }
  GhExploration *exploration = explore (fixture);
  g_assert_nonnull (gh_exploration_get_base (exploration)->point.problem);
  g_assert_true (gh_exploration_is_complete (exploration));
  g_assert_null (gh_exploration_get_tornado (exploration));
}

#define ADD(path, edits, test) g_test_add (path, Fixture, edits, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/exploration/stages", NULL, test_stages);
  ADD ("/exploration/base", NULL, test_base);
  ADD ("/exploration/share",
       "vehicles.0.trips.0.days mon-sun; vehicles.0.trips.0.leave 08:00; "
       "vehicles.0.trips.0.return 16:00; vehicles.0.trips.0.distance_km 60; "
       "operation.plug_in_probability 0.01",
       test_share);
  ADD ("/exploration/asking-keeps-plan", NULL, test_asking_keeps_plan);
  ADD ("/exploration/edit-drops", NULL, test_edit_drops);
  ADD ("/exploration/stop", NULL, test_stop);
  ADD ("/exploration/edits", NULL, test_edits);
  g_test_add_func ("/exploration/list", test_list);
  ADD ("/exploration/infeasible",
       "vehicles.0.battery_kwh 5; vehicles.0.trips.0.days mon-sun; vehicles.0.trips.0.leave 08:00; "
       "vehicles.0.trips.0.return 16:00; vehicles.0.trips.0.distance_km 100",
       test_infeasible);
  return g_test_run ();
}
