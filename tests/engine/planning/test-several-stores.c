/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several stores behind one meter against GLPK and the independent checker. */
#include "planning/several-stores.h"

#include <math.h>
#include <string.h>

#include "planning/plan-checker.h"
#include "planning/site-program.h"
#include "random-site.h"

#define SEEDS 100
/* Of sites that are not convex, of which some take GLPK long. */
#define HARD_SEEDS 16
#define RESERVE_SEEDS 60
#define RESERVE_FAMILIES \
  (GH_RANDOM_SOLAR | GH_RANDOM_TRIPS | GH_RANDOM_V2H | GH_RANDOM_RESERVE | GH_RANDOM_WEAR)
#define TOLERANCE 1e-5
#define ORACLE_SECONDS 2.0

static GhSite *
new_site (guint seed, guint families)
{
  GhSite *site = gh_random_site_new (seed, families);

  for (guint k = 0; k < 1 + seed % 2; k++)
    gh_random_site_add_store (site, 1000 * (k + 1) + seed, families);
  return site;
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

static double
scale_of (const GhPlan *plan)
{
  return MAX (1.0, fabs (plan->objective));
}

/* The search alone, without GLPK to close what it leaves: where everything is convex it is at the
 * optimum, and its bound is one. */
static void
test_search_equals_glpk (void)
{
  guint feasible = 0;

  for (guint seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (GhSite) site = new_site (seed, GH_RANDOM_CONVEX & ~GH_RANDOM_BATTERY);
      GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GhPlan) plan = gh_several_stores_plan (site, &options, 1e-9, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GhPlan) oracle = gh_site_program_solve (site, ORACLE_SECONDS, NULL, &error);
      g_assert_no_error (error);
      if (oracle->status == GH_PLAN_TIME_LIMIT)
        continue;
      if ((plan->status == GH_PLAN_INFEASIBLE) != (oracle->status == GH_PLAN_INFEASIBLE))
        g_error ("seed %u: %s, glpk %s", seed, gh_plan_status_name (plan->status),
                 gh_plan_status_name (oracle->status));
      if (plan->status == GH_PLAN_INFEASIBLE)
        continue;
      feasible++;
      assert_clean (site, plan, seed);
      assert_clean (site, oracle, seed);
      if (fabs (plan->objective - oracle->objective) > TOLERANCE * scale_of (plan)
          || plan->lower_bound < oracle->objective - TOLERANCE * scale_of (plan))
        g_error ("seed %u: %.9f at least %.9f, %s %.9f", seed, plan->objective, plan->lower_bound,
                 oracle->solver, oracle->objective);
    }
  g_assert_cmpuint (feasible, >, SEEDS / 2);
}

/* Demand charges: one for all of the time and one for half of it, with a floor. */
static void
test_demand_charges (void)
{
  guint feasible = 0;

  for (guint seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (GhSite) site = new_site (seed, GH_RANDOM_CONVEX & ~GH_RANDOM_BATTERY);
      gsize count = gh_time_axis_get_count (site->axis);
      g_autofree guint8 *applies = g_new (guint8, count);
      for (gsize t = 0; t < count; t++)
        applies[t] = 1;
      gh_site_add_demand_charge (site, 0.4 + 0.01 * seed, 0.0, applies);
      memset (applies, 0, count / 2);
      gh_site_add_demand_charge (site, 1.5, 1.0 + 0.02 * seed, applies);
      GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GhPlan) plan = gh_several_stores_plan (site, &options, 1e-9, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GhPlan) oracle = gh_site_program_solve (site, ORACLE_SECONDS, NULL, &error);
      g_assert_no_error (error);
      if (oracle->status != GH_PLAN_OPTIMAL || plan->status == GH_PLAN_INFEASIBLE)
        continue;
      feasible++;
      assert_clean (site, plan, seed);
      double tolerance = TOLERANCE * scale_of (oracle);
      /* The plan keeps to peaks of which the last digits are those of an interior point. */
      if (plan->objective > oracle->objective + 10.0 * tolerance
          || plan->lower_bound > oracle->objective + tolerance
          || plan->lower_bound < oracle->objective - 10.0 * tolerance)
        g_error ("seed %u: %.9f at least %.9f, %s %.9f", seed, plan->objective, plan->lower_bound,
                 oracle->solver, oracle->objective);
    }
  g_assert_cmpuint (feasible, >, SEEDS / 2);
}

/* A reserve that driving may go below is not convex, so that plan and bound can be apart: the best
 * plan of GLPK lies between them. */
static void
test_bound_with_reserve (void)
{
  guint feasible = 0;

  for (guint seed = 1; seed <= RESERVE_SEEDS; seed++)
    {
      g_autoptr (GhSite) site = new_site (seed, RESERVE_FAMILIES);
      GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GhPlan) plan = gh_several_stores_plan (site, &options, 1e-9, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GhPlan) oracle = gh_site_program_solve (site, ORACLE_SECONDS, NULL, &error);
      g_assert_no_error (error);
      if (oracle->status != GH_PLAN_OPTIMAL || plan->status == GH_PLAN_INFEASIBLE)
        continue;
      feasible++;
      assert_clean (site, plan, seed);
      double tolerance = TOLERANCE * scale_of (oracle);
      if (plan->objective < oracle->objective - tolerance
          || plan->lower_bound > oracle->objective + tolerance)
        g_error ("seed %u: %.9f at least %.9f, %s %.9f", seed, plan->objective, plan->lower_bound,
                 oracle->solver, oracle->objective);
    }
  g_assert_cmpuint (feasible, >, RESERVE_SEEDS / 4);
}

/* A quick plan that goes on from @begin, which need not fit: feasible and clean as the one that
 * begins with nothing. Returns its cost. */
static double
plan_from (const GhSite *site, const GhPlan *begin, gsize begin_step, guint seed)
{
  GhPlanOptions options = { .strategy = GH_STRATEGY_AS_GIVEN,
                            .solver = GH_SOLVER_EXACT,
                            .time_limit_seconds = INFINITY,
                            .quick = TRUE,
                            .begin = begin,
                            .begin_step = begin_step };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPlan) plan = gh_several_stores_plan (site, &options, 1e-9, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->status, !=, GH_PLAN_INFEASIBLE);
  assert_clean (site, plan, seed);
  return plan->objective;
}

/* Where an earlier plan goes below a reserve, a quick one may: from itself it comes to much the
 * same, and what cannot be kept to is begun anew. */
static void
test_begins_from_plan (void)
{
  GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
  double anew = 0.0, from_itself = 0.0, from_best = 0.0;
  guint unkept = 0;

  for (guint seed = 1; seed <= RESERVE_SEEDS; seed++)
    {
      g_autoptr (GhSite) site = new_site (seed, RESERVE_FAMILIES);
      g_autoptr (GhPlan) best = gh_several_stores_plan (site, &options, 1e-9, NULL, NULL);
      if (best->status == GH_PLAN_INFEASIBLE)
        continue;
      double without = plan_from (site, NULL, 0, seed);
      anew += without;
      from_best += best->objective;
      from_itself += plan_from (site, best, 0, seed);
      plan_from (site, best, best->count / 2, seed);
      plan_from (site, best, best->count + 1, seed);
      for (guint s = 0; s < site->store_count; s++)
        for (gsize t = 0; t < best->count; t++)
          best->stores[s].energy_kwh[t] = site->stores[s].upper_kwh[t];
      unkept += plan_from (site, best, 0, seed) == without;
    }
  g_test_message ("anew %.4f, from the best %.4f, the best %.4f", anew, from_itself, from_best);
  g_assert_cmpfloat (from_itself - from_best, <, 0.01 * fabs (from_best));
  g_assert_cmpuint (unkept, >, 0);
}

/* As they are planned, with all that makes a site not convex: GLPK closes what it can in the time
 * that it has, and the rest is told. */
static void
check_seed (guint seed, guint families, guint *feasible)
{
  g_autoptr (GhSite) site = new_site (seed, families);
  GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
  g_autoptr (GError) error = NULL;

  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, &error);
  g_assert_no_error (error);
  options.solver = GH_SOLVER_GLPK;
  options.time_limit_seconds = ORACLE_SECONDS;
  g_autoptr (GhPlan) oracle = gh_planner_solve (site, &options, NULL, &error);
  g_assert_no_error (error);
  /* What the clock has stopped proves nothing. */
  if (oracle->status == GH_PLAN_TIME_LIMIT
      || (oracle->grid_kw != NULL
          && oracle->objective - oracle->lower_bound > TOLERANCE * scale_of (oracle)))
    return;
  if ((plan->grid_kw == NULL) != (oracle->grid_kw == NULL))
    g_error ("seed %u: %s, glpk %s", seed, gh_plan_status_name (plan->status),
             gh_plan_status_name (oracle->status));
  if (plan->grid_kw == NULL)
    return;
  (*feasible)++;
  g_autoptr (GhSite) used = gh_planner_site_of_plan (site, options.strategy, plan);
  assert_clean (used, plan, seed);
  double tolerance = TOLERANCE * scale_of (plan);
  gboolean closed = plan->status == GH_PLAN_OPTIMAL || plan->status == GH_PLAN_RELAXED;
  if (plan->objective < oracle->objective - tolerance
      || plan->lower_bound > oracle->objective + tolerance
      || (closed && plan->objective > oracle->objective + tolerance))
    g_error ("seed %u: %s, %.9f at least %.9f, %s %.9f", seed, gh_plan_status_name (plan->status),
             plan->objective, plan->lower_bound, oracle->solver, oracle->objective);
}

static void
test_planner_equals_glpk (gconstpointer data)
{
  guint families = GPOINTER_TO_UINT (data);
  guint seeds = families == GH_RANDOM_CONVEX ? SEEDS : HARD_SEEDS, feasible = 0;

  for (guint seed = 1; seed <= seeds; seed++)
    check_seed (seed, families, &feasible);
  g_assert_cmpuint (feasible, >, seeds / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/several-stores/search-equals-glpk", test_search_equals_glpk);
  g_test_add_func ("/several-stores/demand-charges", test_demand_charges);
  g_test_add_func ("/several-stores/bound-with-reserve", test_bound_with_reserve);
  g_test_add_func ("/several-stores/begins-from-plan", test_begins_from_plan);
  g_test_add_data_func ("/several-stores/convex", GUINT_TO_POINTER (GH_RANDOM_CONVEX),
                        test_planner_equals_glpk);
  g_test_add_data_func ("/several-stores/all", GUINT_TO_POINTER (GH_RANDOM_ALL),
                        test_planner_equals_glpk);
  return g_test_run ();
}
