/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact planner against GLPK and the independent checker on random small sites. */
#include "planning/planner.h"

#include <math.h>

#include "planning/end-values.h"
#include "planning/plan-checker.h"
#include "planning/site-program.h"
#include "random-site.h"

static void
assert_clean (const GhSite *site, const GhPlan *plan, guint seed)
{
  g_autoptr (GArray) violations = NULL;

  if (gh_plan_check (site, plan, &violations))
    return;
  g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, 0));
  g_error ("seed %u: %s (%s)", seed, text, plan->solver);
}

/* Costs cross zero, so differences are taken against what the site could cost at all. */
static double
scale_of (const GhPlan *plan)
{
  return MAX (1.0, fabs (plan->objective));
}

static void
compare_seed (guint seed, guint families, guint *feasible)
{
  g_autoptr (GhSite) site = gh_random_site_new (seed, families);
  GhPlanOptions exact = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
  g_autoptr (GError) error = NULL;

  g_autoptr (GhPlan) plan = gh_planner_solve (site, &exact, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GhPlan) oracle = gh_site_program_solve (site, 20.0, NULL, &error);
  g_assert_no_error (error);
  gboolean solved = plan->status == GH_PLAN_OPTIMAL || plan->status == GH_PLAN_WITHIN_GAP;
  if (oracle->status == GH_PLAN_TIME_LIMIT)
    return;
  if (solved != (oracle->status != GH_PLAN_INFEASIBLE))
    g_error ("seed %u: exact %s, glpk %s", seed, gh_plan_status_name (plan->status),
             gh_plan_status_name (oracle->status));
  if (!solved)
    return;
  (*feasible)++;
  assert_clean (site, plan, seed);
  assert_clean (site, oracle, seed);
  if (fabs (plan->objective - oracle->objective) > 1e-6 * scale_of (plan))
    g_error ("seed %u: exact %.9f, %s %.9f", seed, plan->objective, oracle->solver,
             oracle->objective);
}

/* A store that cannot discharge, as smart charging has it, with all that makes a step not convex.
 */
static void
test_charging_only (void)
{
  for (guint seed = 3000; seed < 3150; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_new (seed, GH_RANDOM_ALL);
      GhPlanOptions options = { GH_STRATEGY_SMART, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, &error);
      g_assert_no_error (error);
      options.solver = GH_SOLVER_GLPK;
      options.time_limit_seconds = 20.0;
      g_autoptr (GhPlan) oracle = gh_planner_solve (site, &options, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GhSite) used = gh_planner_site_of_plan (site, options.strategy, oracle);
      assert_clean (used, plan, seed);
      assert_clean (used, oracle, seed);
      if (plan->grid_kw != NULL && oracle->status != GH_PLAN_TIME_LIMIT)
        g_assert_cmpfloat_with_epsilon (plan->objective, oracle->objective, 1e-6 * scale_of (plan));
    }
}

/* In a currency of which a unit is worth a thousandth the same is done. */
static void
test_currency (void)
{
  const double factor = 1024.0;

  for (guint seed = 0; seed < 60; seed++)
    {
      GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GhSite) site = gh_random_site_new (seed, GH_RANDOM_ALL);
      g_autoptr (GhSite) dear = gh_site_copy (site);
      GhStore *store = &dear->stores[0];
      for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
        {
          dear->import_price[t] *= factor;
          dear->export_price[t] *= factor;
          dear->store_export_price[t] *= factor;
        }
      dear->carbon_price_per_tonne *= factor;
      store->wear_per_kwh *= factor;
      for (guint k = 0; k < store->dwell.count; k++)
        store->dwell.per_kwh_hour[k] *= factor;
      store->away_price_per_kwh *= factor;
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
      g_autoptr (GhPlan) other = gh_planner_solve (dear, &options, NULL, NULL);
      g_assert_cmpint (plan->status == GH_PLAN_INFEASIBLE, ==, other->status == GH_PLAN_INFEASIBLE);
      for (gsize t = 0; plan->grid_kw != NULL && t < plan->count; t++)
        {
          g_assert_cmpfloat_with_epsilon (plan->stores[0].power_kw[t], other->stores[0].power_kw[t],
                                          1e-9);
          g_assert_cmpfloat_with_epsilon (plan->stores[0].value_per_kwh[t] * factor,
                                          other->stores[0].value_per_kwh[t], 1e-6);
        }
    }
}

static void
test_equals_glpk (gconstpointer data)
{
  guint families = GPOINTER_TO_UINT (data);
  guint feasible = 0;

  for (guint seed = 1; seed <= 250; seed++)
    compare_seed (seed, families, &feasible);
  g_assert_cmpuint (feasible, >, 125);
}

/* Each strategy may do what the one before it may, so it never costs more. */
static void
test_strategies_are_nested (void)
{
  for (guint seed = 1; seed <= 60; seed++)
    {
      g_autoptr (GhSite) site
          = gh_random_site_new (seed, GH_RANDOM_SOLAR | GH_RANDOM_TRIPS | GH_RANDOM_MINIMUM);
      double before = INFINITY;
      for (int s = GH_STRATEGY_UNMANAGED; s <= GH_STRATEGY_V2G; s++)
        {
          GhPlanOptions options = { (GhStrategy) s, GH_SOLVER_EXACT, INFINITY, FALSE };
          g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
          if (plan->status > GH_PLAN_WITHIN_GAP)
            break;
          if (s != GH_STRATEGY_SMART
              || plan->stores[0].energy_kwh[plan->count - 1] >= site->stores[0].end_kwh)
            g_assert_cmpfloat (plan->objective, <=, before + 1e-7 * scale_of (plan));
          before = plan->objective;
        }
    }
}

/* A price of holding gives every step slopes of its own, and pieces are left out: what is called
 * the bound stays below what GLPK finds, and the plan above it by no more than its gap. */
static void
test_bound_with_dwell (void)
{
  static const double from[] = { 0.0, 2.5, 5.0, 7.5 };

  for (guint32 seed = 1; seed <= 6; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_plain (400, 900);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
      GhStore *store = &site->stores[0];
      for (gsize t = 0; t < 400; t++)
        {
          site->load_kw[t] = g_rand_double_range (rand, 0.2, 4.0);
          site->import_price[t] = g_rand_double_range (rand, 0.1, 0.5);
          site->export_price[t] = site->store_export_price[t] = 0.08;
        }
      store->dwell.count = 4;
      for (guint k = 0; k < 4; k++)
        {
          store->dwell.from_kwh[k] = from[k];
          store->dwell.per_kwh_hour[k] = 1e-3 * (k + 1) + g_rand_double_range (rand, 0.0, 5e-4);
        }
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
      options.solver = GH_SOLVER_GLPK;
      options.time_limit_seconds = 60.0;
      g_autoptr (GhPlan) oracle = gh_planner_solve (site, &options, NULL, NULL);
      g_assert_cmpint (oracle->status, ==, GH_PLAN_OPTIMAL);
      assert_clean (site, plan, seed);
      double rounding = 1e-9 * scale_of (plan);
      g_assert_cmpfloat (plan->lower_bound, <=, oracle->objective + rounding);
      g_assert_cmpfloat (plan->objective, >=, oracle->objective - rounding);
      g_assert_cmpfloat (plan->objective - plan->lower_bound, <=, 1e-5 * scale_of (plan));
    }
}

static GhSite *
trip_site (void)
{
  GhSite *site = gh_random_site_plain (8, 3600);
  GhStore *store = &site->stores[0];

  store->capacity_kwh = 40;
  store->start_kwh = 10;
  store->end_kwh = 0;
  gh_random_site_set_efficiency (store, 3.0, 1.0, 1.0);
  for (guint t = 0; t < 8; t++)
    {
      site->import_price[t] = 0.3;
      store->lower_kwh[t] = 0;
      store->upper_kwh[t] = 40;
    }
  for (guint t = 4; t < 6; t++)
    {
      store->plugged[t] = 0;
      store->drive_kwh[t] = 15;
    }
  GhStoreTrip trip = { 4, 6, gh_time_axis_get_time (site->axis, 4), 30, 0, 0 };
  g_array_append_val (store->trips, trip);
  return site;
}

/* 10 kWh and four hours at 3 kW are 22 of the 30 kWh that the trip needs. */
static void
test_missing_energy_is_named (void)
{
  g_autoptr (GhSite) site = trip_site ();
  GhPlanOptions options = { GH_STRATEGY_SMART, GH_SOLVER_EXACT, INFINITY, FALSE };
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);

  g_assert_cmpint (plan->status, ==, GH_PLAN_RELAXED);
  g_assert_cmpint (plan->reason.code, ==, GH_REASON_TRIP_ENERGY);
  g_assert_cmpint (plan->reason.time, ==, gh_time_axis_get_time (site->axis, 4));
  g_assert_cmpfloat_with_epsilon (plan->reason.needed, 30.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plan->reason.available, 22.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plan->unserved_kwh, 8.0, 1e-9);
}

static void
test_connection_limit_is_named (void)
{
  g_autoptr (GhSite) site = trip_site ();
  GhPlanOptions options = { GH_STRATEGY_SMART, GH_SOLVER_EXACT, INFINITY, FALSE };

  site->import_limit_kw = 5;
  site->load_kw[2] = 7;
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
  g_assert_cmpint (plan->status, ==, GH_PLAN_INFEASIBLE);
  g_assert_cmpint (plan->reason.code, ==, GH_REASON_IMPORT_LIMIT);
  g_assert_cmpfloat_with_epsilon (plan->reason.needed - plan->reason.available, 2.0, 1e-9);
}

/* On a flat tariff every hour costs the same: no discharging, charging as late as possible. */
static void
test_ties (void)
{
  g_autoptr (GhSite) site = trip_site ();
  GhPlanOptions options = { GH_STRATEGY_V2G, GH_SOLVER_EXACT, INFINITY, FALSE };

  site->stores[0].drive_kwh[4] = 8;
  site->stores[0].drive_kwh[5] = 8;
  for (guint t = 0; t < 8; t++)
    site->export_price[t] = site->store_export_price[t] = 0.3;
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
  static const double expected[8] = { 0, 0, 3, 3, 0, 0, 0, 0 };
  for (guint t = 0; t < 8; t++)
    g_assert_cmpfloat_with_epsilon (plan->stores[0].power_kw[t], expected[t], 1e-9);
}

static GhPlan *
solve_part (const GhSite *part)
{
  const GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
  GhPlan *plan = gh_planner_solve (part, &options, NULL, NULL);

  g_assert_nonnull (plan->grid_kw);
  return plan;
}

static GhSite *
cut_site (const GhSite *site, gsize from, gsize to)
{
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (gh_time_axis_get_time (site->axis, from),
                                                  gh_time_axis_get_step_seconds (site->axis),
                                                  to - from, gh_time_axis_get_zone (site->axis));

  return gh_site_new_part (site, axis, from);
}

/* What a plan costs that is made in two parts, the first of which knows of the second only what
 * energy is worth there. */
static double
solve_in_two (const GhSite *site, gsize middle, const GhEndValue *value)
{
  gsize count = gh_time_axis_get_count (site->axis);
  g_autoptr (GhSite) first = cut_site (site, 0, middle);
  g_autoptr (GhSite) second = cut_site (site, middle, count);

  first->stores[0].end_kwh = 0.0;
  first->stores[0].end_value = *value;
  g_autoptr (GhPlan) begin = solve_part (first);
  assert_clean (first, begin, 0);
  second->stores[0].start_kwh = begin->stores[0].energy_kwh[middle - 1];
  g_autoptr (GhPlan) rest = solve_part (second);
  return begin->objective + gh_store_get_end_value (&first->stores[0], second->stores[0].start_kwh)
         + rest->objective;
}

/* With what energy is worth later, a plan made in two parts costs no more than one made at once: to
 * a thousandth, since the worth has no more than sixteen slopes. Without, most cost more. */
static void
test_end_values (void)
{
  const guint families = GH_RANDOM_SOLAR | GH_RANDOM_V2H | GH_RANDOM_WEAR | GH_RANDOM_DWELL
                         | GH_RANDOM_NO_EXPORT | GH_RANDOM_CARBON;
  guint worse = 0;

  for (guint seed = 1; seed <= 40; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_new (seed, families);
      gsize count = gh_time_axis_get_count (site->axis), middle = count / 2;
      g_autofree GhEndValue *values = g_new (GhEndValue, count);
      GhEndValue nothing = { 0 };
      site->stores[0].end_kwh = 0.0;
      g_autoptr (GhPlan) whole = solve_part (site);
      g_assert_true (gh_end_values_find (site, 0, 1, values, NULL, NULL));
      double tolerance = 1e-3 * scale_of (whole);
      double parts = solve_in_two (site, middle, &values[middle]);
      if (fabs (parts - whole->objective) > tolerance)
        g_error ("seed %u: %.9f in two parts, %.9f at once", seed, parts, whole->objective);
      worse += solve_in_two (site, middle, &nothing) > whole->objective + tolerance;
    }
  g_assert_cmpuint (worse, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/planner/convex-equals-glpk", GUINT_TO_POINTER (GH_RANDOM_CONVEX),
                        test_equals_glpk);
  g_test_add_data_func ("/planner/not-convex-equals-glpk", GUINT_TO_POINTER (GH_RANDOM_ALL),
                        test_equals_glpk);
  g_test_add_func ("/planner/bound-with-dwell", test_bound_with_dwell);
  g_test_add_func ("/planner/currency", test_currency);
  g_test_add_func ("/planner/charging-only", test_charging_only);
  g_test_add_func ("/planner/strategies-are-nested", test_strategies_are_nested);
  g_test_add_func ("/planner/missing-energy-is-named", test_missing_energy_is_named);
  g_test_add_func ("/planner/connection-limit-is-named", test_connection_limit_is_named);
  g_test_add_func ("/planner/ties", test_ties);
  g_test_add_func ("/planner/end-values", test_end_values);
  return g_test_run ();
}
