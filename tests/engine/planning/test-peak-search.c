/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans with demand charges against GLPK on random small sites, and by hand. Where steps are not
 * convex GLPK itself closes the gap that stays, so that there the bound and the whole way are tried
 * and not the search alone. */
#include "planning/planner.h"

#include "errors.h"

#include <math.h>

#include "planning/plan-checker.h"
#include "planning/site-program.h"
#include "random-site.h"

/* Two billing periods, each with a flat charge and one for some of its hours, and a floor. */
static void
add_charges (GhSite *site, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 1000);
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree guint8 *applies = g_new (guint8, count);

  for (int half = 0; half < 2; half++)
    for (int some = 0; some < 2; some++)
      {
        if (some && g_rand_boolean (rand))
          continue;
        for (gsize t = 0; t < count; t++)
          applies[t] = (t < count / 2) == (half == 0) && (!some || t % 8 >= 4);
        gh_site_add_demand_charge (
            site, g_rand_double_range (rand, 0.05, 2.0),
            g_rand_boolean (rand) ? g_rand_double_range (rand, 0.0, 3.0) : 0.0, applies);
      }
}

static void
assert_clean (const GhSite *site, const GhPlan *plan, guint seed)
{
  g_autoptr (GArray) violations = NULL;

  if (gh_plan_check (site, plan, &violations))
    return;
  g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, 0));
  g_error ("seed %u: %s (%s)", seed, text, plan->solver);
}

/* From peaks that are far from the best ones the same plan is found, but for the gap, and its peaks
 * are told. */
static void
assert_hinted (const GhSite *site, const GhPlan *plan, guint seed)
{
  g_autoptr (GArray) peaks_kw = g_array_new (FALSE, FALSE, sizeof (double));
  const GhPlanOptions hinted = { .strategy = GH_STRATEGY_AS_GIVEN,
                                 .solver = GH_SOLVER_EXACT,
                                 .time_limit_seconds = INFINITY,
                                 .peaks_kw = peaks_kw };
  double scale = MAX (1.0, fabs (plan->objective));

  for (guint i = 0; i < site->demand_charge_count; i++)
    {
      double guess = (double) ((seed + i) % 5) * 1.5;
      g_array_append_val (peaks_kw, guess);
    }
  g_autoptr (GhPlan) again = gh_planner_solve (site, &hinted, NULL, NULL);
  assert_clean (site, again, seed);
  if (fabs (again->objective - plan->objective) > 1e-5 * scale
      || again->objective - again->lower_bound > 2e-5 * scale)
    g_error ("seed %u: %.9f (bound %.9f) after a hint, %.9f without", seed, again->objective,
             again->lower_bound, plan->objective);
  /* A plan of GLPK has others. */
  for (guint i = 0; g_str_equal (again->solver, "exact") && i < peaks_kw->len; i++)
    g_assert_cmpfloat_with_epsilon (
        g_array_index (peaks_kw, double, i),
        gh_demand_charge_get_peak_kw (&site->demand_charges[i], again->grid_kw, again->count),
        1e-9);
}

typedef struct
{
  guint families;
  guint sites;
} Case;

static void
test_equals_glpk (gconstpointer data)
{
  const Case *row = data;
  GhPlanOptions exact = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
  guint compared = 0;

  for (guint seed = 1; compared < row->sites; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_new (seed, row->families);
      g_autoptr (GError) error = NULL;
      add_charges (site, seed);
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &exact, NULL, &error);
      g_assert_no_error (error);
      if (plan->status > GH_PLAN_WITHIN_GAP)
        continue;
      g_autoptr (GhPlan) oracle = gh_site_program_solve (site, 20.0, NULL, &error);
      g_assert_no_error (error);
      if (oracle->status != GH_PLAN_OPTIMAL)
        continue;
      compared++;
      assert_hinted (site, plan, seed);
      assert_clean (site, plan, seed);
      assert_clean (site, oracle, seed);
      double scale = MAX (1.0, fabs (oracle->objective));
      if (fabs (plan->objective - oracle->objective) > 1e-5 * scale
          || plan->lower_bound > oracle->objective + 1e-6 * scale
          || plan->objective - plan->lower_bound > 2e-5 * scale)
        g_error ("seed %u: %.9f (bound %.9f), %s %.9f", seed, plan->objective, plan->lower_bound,
                 oracle->solver, oracle->objective);
    }
}

/* Four hours with a load of 1, 1, 5 and 1 kW and 4 kWh to charge, at one price: the charger
 * fills the valley around the load. No plan can keep the peak below the 5 kW of the load, and 3 kW
 * of charging fit in each other hour. */
static void
test_fills_the_valley (void)
{
  const double loads[] = { 1.0, 1.0, 5.0, 1.0 };
  g_autoptr (GhSite) site = gh_random_site_plain (4, 3600);
  GhStore *store = &site->stores[0];
  GhPlanOptions options = { GH_STRATEGY_SMART, GH_SOLVER_EXACT, INFINITY, FALSE };
  g_autofree guint8 *applies = g_new (guint8, 4);

  for (int t = 0; t < 4; t++)
    {
      site->load_kw[t] = loads[t];
      site->import_price[t] = 0.3;
      applies[t] = 1;
    }
  store->end_kwh = store->start_kwh + 4.0;
  for (guint i = 0; i < store->charge.count; i++)
    store->charge.battery_kw[i] = store->charge.ac_kw[i];
  gh_site_add_demand_charge (site, 10.0, 0.0, applies);
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (plan->objective, 0.3 * 12.0 + 10.0 * 5.0, 1e-4);
  /* With a floor above all imports nothing is left to save. */
  site->demand_charges[0].floor_kw = 8.0;
  g_autoptr (GhPlan) floored = gh_planner_solve (site, &options, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (floored->objective, 0.3 * 12.0 + 10.0 * 8.0, 1e-4);
}

/* More charges at once than a step can have surcharges are refused with a sentence. */
static void
test_too_many (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (4, 3600);
  GhPlanOptions options = { GH_STRATEGY_SMART, GH_SOLVER_EXACT, INFINITY, FALSE };
  const guint8 applies[] = { 1, 1, 1, 1 };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i <= GH_SITE_SURCHARGES; i++)
    gh_site_add_demand_charge (site, 1.0, 0.0, applies);
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, &error);
  g_assert_null (plan);
  g_assert_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  static const Case convex = { GH_RANDOM_CONVEX, 100 }, any = { GH_RANDOM_ALL, 30 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/peak-search/convex-equals-glpk", &convex, test_equals_glpk);
  g_test_add_data_func ("/peak-search/not-convex-equals-glpk", &any, test_equals_glpk);
  g_test_add_func ("/peak-search/fills-the-valley", test_fills_the_valley);
  g_test_add_func ("/peak-search/too-many", test_too_many);
  return g_test_run ();
}
