/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of a fleet: planned in one way of using it at a time. */
#include "document-fleet.h"
#include "fleet-fixture.h"

static double
get_fixed (GhDocument *document)
{
  return gh_fleet_results_get_year (gh_document_get_fleet (document))->whole.summary.cost_fixed;
}

/* Smart charging at first; each edit is planned, and the last picture stays until then. */
static void
test_plans (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  GhFleetResults *first = gh_fleet_results_ref (gh_document_get_fleet (document));
  g_assert_cmpuint (gh_fleet_results_get_use (first), ==, GH_STRATEGY_SMART);
  double before = get_fixed (document);
  g_assert_null (gh_document_get_results (document));
  gh_document_set_number (document, "$.sites[0].tariff.fixed_per_day", 4.0);
  g_assert_false (gh_document_is_current (document));
  g_assert_true (gh_document_get_fleet (document) == first);
  wait_until (fixture, gh_document_is_current);
  g_assert_cmpfloat_with_epsilon (get_fixed (document), before + 4.0 * 365.25, 1e-6);
  gh_fleet_results_unref (first);
}

/* Another use is another plan: the one that was asked for last. */
static void
test_uses (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  wait_until (fixture, gh_document_is_current);
  gh_document_choose_use (document, GH_STRATEGY_V2G);
  g_assert_false (gh_document_is_current (document));
  gh_document_choose_use (document, GH_FLEET_VALLEYS);
  wait_until (fixture, gh_document_is_current);
  g_assert_cmpuint (gh_fleet_results_get_use (gh_document_get_fleet (document)), ==,
                    GH_FLEET_VALLEYS);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (gh_fleet_results_get_use (gh_document_get_fleet (document)), ==,
                    GH_FLEET_VALLEYS);
}

/* Stopping at once leaves either the best plan so far, marked as such, or a failure that can be
 * taken back. */
static void
test_stop (FleetFixture *fixture, gconstpointer data)
{
  GhDocument *document = fixture->document;

  gh_document_plan (document);
  gh_document_stop (document);
  wait_until (fixture, is_idle);
  if (gh_document_get_fleet (document) != NULL)
    g_assert_true (gh_fleet_results_get_year (gh_document_get_fleet (document))->is_stopped);
  else
    g_assert_nonnull (gh_document_get_failure (document));
  gh_document_plan_again (document);
  wait_until (fixture, is_idle);
  g_assert_false (gh_fleet_results_get_year (gh_document_get_fleet (document))->is_stopped);
  g_assert_null (gh_document_get_failure (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document-fleet/plans", FleetFixture, NULL, fleet_set_up, test_plans,
              fleet_tear_down);
  g_test_add ("/document-fleet/uses", FleetFixture, NULL, fleet_set_up, test_uses, fleet_tear_down);
  g_test_add ("/document-fleet/stop", FleetFixture, NULL, fleet_set_up, test_stop, fleet_tear_down);
  return g_test_run ();
}
