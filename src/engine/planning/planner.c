/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/planner.h"

#include <math.h>

#include "planning/feasibility.h"
#include "planning/peak-search.h"
#include "planning/several-stores.h"
#include "planning/site-program.h"
#include "planning/storage-search.h"
#include "planning/store-problem.h"
#include "planning/unmanaged.h"

/* Steps up to which GLPK may close a gap that a search over peaks leaves, which gap, as a share of
 * the bill, and how long it may take. */
#define SHORT_STEPS 300
#define SHORT_GAP 1e-5
#define SHORT_SECONDS 10.0
/* Share of the progress that the search before takes. */
#define SEARCH_SHARE 0.8
/* Gaps, as a share of the cost, with which several stores are content. */
#define SEVERAL_GAP 1e-6
#define QUICK_GAP 1e-2

/* A site without stores is planned as one with a store that can do nothing. */
static GhStore
no_store (gsize steps)
{
  return (GhStore){ .lower_kwh = g_new0 (double, steps),
                    .upper_kwh = g_new0 (double, steps),
                    .drive_kwh = g_new0 (double, steps),
                    .plugged = g_new0 (guint8, steps) };
}

static void
no_store_clear (GhStore *store)
{
  g_free (store->lower_kwh);
  g_free (store->upper_kwh);
  g_free (store->drive_kwh);
  g_free (store->plugged);
}

/**
 * gh_planner_apply_strategy:
 * @site: a site
 * @strategy: a strategy
 *
 * Smart charging cannot discharge, V2H at most the net load, V2G may export; a connection that
 * may not export stays so. Strategies are about cars: wall batteries are used as they are.
 *
 * Returns: (transfer full): a copy of @site with the chargers as the strategy uses them
 */
GhSite *
gh_planner_apply_strategy (const GhSite *site, GhStrategy strategy)
{
  GhSite *copy = gh_site_copy (site);

  for (guint s = 0; s < copy->store_count; s++)
    {
      if (copy->stores[s].is_battery)
        continue;
      if (strategy == GH_STRATEGY_SMART || strategy == GH_STRATEGY_UNMANAGED
          || strategy == GH_STRATEGY_BATTERY)
        copy->stores[s].discharge.count = 0;
      else if (strategy == GH_STRATEGY_V2H || strategy == GH_STRATEGY_V2G)
        copy->stores[s].may_export = strategy == GH_STRATEGY_V2G;
    }
  return copy;
}

/* The site as a strategy uses it, with demands lowered that cannot be met. */
static GhSite *
prepare_site (const GhSite *site, GhStrategy strategy, GhReason *reason, double *unserved_kwh)
{
  GhSite *used = gh_planner_apply_strategy (site, strategy);

  *reason = (GhReason){ 0 };
  *unserved_kwh = 0.0;
  gh_feasibility_relax (used, strategy == GH_STRATEGY_UNMANAGED, reason, unserved_kwh);
  return used;
}

/**
 * gh_planner_site_of_plan:
 * @site: a site
 * @strategy: a strategy
 * @plan: its plan for @site
 *
 * The site that the plan was made for: as gh_planner_apply_strategy() says, with the demands
 * lowered that could not be met. For gh_plan_check().
 *
 * Returns: (transfer full): a copy of @site
 */
GhSite *
gh_planner_site_of_plan (const GhSite *site, GhStrategy strategy, const GhPlan *plan)
{
  GhReason reason;
  double unserved_kwh;
  GhSite *used = prepare_site (site, strategy, &reason, &unserved_kwh);

  if (plan->has_lowered_tops)
    gh_feasibility_lower_tops (used, &reason, &unserved_kwh);
  return used;
}

/**
 * gh_planner_get_step_cost:
 * @site: the site
 * @plan: a plan whose stores' powers and energies are set
 * @step: a step
 * @dispatch: (out): grid, curtailment and store export at the least cost
 *
 * Returns: what the step costs, with wear and what holding energy costs in it; currency
 */
double
gh_planner_get_step_cost (const GhSite *site, const GhPlan *plan, gsize step, GhDispatch *dispatch)
{
  double hours = gh_time_axis_get_step_hours (site->axis), power = 0.0, cost = 0.0;

  for (guint s = 0; s < plan->store_count; s++)
    {
      const GhStorePlan *used = &plan->stores[s];
      power += used->power_kw[step];
      cost += site->stores[s].wear_per_kwh * MAX (0.0, -used->power_kw[step]) * hours
              + gh_store_get_dwell_cost (&site->stores[s], used->energy_kwh[step], hours);
    }
  *dispatch = gh_stage_dispatch (site, step, power);
  return cost + dispatch->cost;
}

/**
 * gh_planner_dispatch:
 * @site: the site
 * @plan: a plan whose stores' powers are set
 *
 * Fills in grid, curtailment and store export of each step at the least cost and sums up the
 * objective with wear and away charging.
 */
void
gh_planner_dispatch (const GhSite *site, GhPlan *plan)
{
  GhDispatch dispatch;

  plan->objective = 0.0;
  for (gsize t = 0; t < plan->count; t++)
    {
      plan->objective += gh_planner_get_step_cost (site, plan, t, &dispatch);
      plan->grid_kw[t] = dispatch.grid_kw;
      plan->curtailed_kw[t] = dispatch.curtailed_kw;
      plan->store_export_kw[t] = dispatch.store_export_kw;
    }
  for (guint s = 0; s < site->store_count; s++)
    plan->objective
        += site->stores[s].away_kwh * site->stores[s].away_price_per_kwh
           - gh_store_get_end_value (&site->stores[s], plan->stores[s].energy_kwh[plan->count - 1]);
  plan->objective += gh_site_get_demand_cost (site, plan->grid_kw);
}

/* Turns the kernel's answer into a plan. */
static GhPlan *
read_solution (const GhSite *site, const GhStore *store, GhStorageSolution *solution)
{
  GhPlan *plan = gh_plan_new (site);
  double constant = site->store_count > 0 ? store->away_kwh * store->away_price_per_kwh : 0.0;

  for (guint s = 0; s < site->store_count; s++)
    {
      for (gsize t = 0; t < solution->read_steps; t++)
        {
          plan->stores[s].power_kw[t]
              = gh_store_problem_get_power_kw (site, store, TRUE, t, solution->stored_kwh[t]);
          plan->stores[s].energy_kwh[t] = solution->energy_kwh[t];
        }
      plan->stores[s].value_per_kwh = g_steal_pointer (&solution->value_per_kwh);
      plan->stores[s].dual_per_kwh = g_steal_pointer (&solution->dual_per_kwh);
    }
  if (solution->read_steps == plan->count)
    gh_planner_dispatch (site, plan);
  else
    plan->objective = solution->objective + constant;
  plan->lower_bound = MIN (solution->lower_bound + constant, plan->objective);
  plan->status = gh_plan_status_of_gap (plan);
  plan->solver = "exact";
  return plan;
}

static GhPlan *
solve_exactly (const GhSite *site, const GhPlanOptions *options, gboolean quick,
               const GhProgress *progress, GError **error)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  GhStore none = no_store (steps);
  const GhStore *store = site->store_count > 0 ? &site->stores[0] : &none;
  GhStoreProblem stated;
  GhStorageSolution solution;
  GhPlan *plan = NULL;

  if (options->memory != NULL)
    gh_store_problem_init_again (&stated, site, store, options->memory, options->equal_end);
  else
    gh_store_problem_init (&stated, site, store, NULL, options->equal_end);
  stated.problem.relaxed_only = quick;
  stated.problem.read_steps = options->read_steps;
  double fixed_cost = gh_site_get_fixed_cost (site, 0, steps) / stated.unit;
  if (gh_storage_search (&stated.problem, fixed_cost, &solution, progress, error))
    {
      gh_store_problem_restore (&stated, &solution);
      if (solution.feasible)
        plan = read_solution (site, store, &solution);
      else
        {
          GhReason reason = { GH_REASON_NO_CHOICE,
                              gh_time_axis_get_time (site->axis, solution.blocked_step), 0.0, 0.0 };
          plan = gh_plan_new_infeasible (&reason);
        }
    }
  gh_storage_solution_clear (&solution);
  gh_store_problem_clear (&stated);
  no_store_clear (&none);
  return plan;
}

/* One pass of a search over peaks. */
static GhPlan *
solve_pass (const GhSite *site, gpointer data, gboolean quick, const GhProgress *progress,
            GError **error)
{
  return solve_exactly (site, data, quick, progress, error);
}

/* Lets GLPK close the gap of a plan over a short horizon. */
static GhPlan *
close_gap (const GhSite *site, const GhPlanOptions *options, GhPlan *plan,
           const GhProgress *progress, GError **error)
{
  g_autoptr (GhPlan) owned = plan;

  if (plan->status == GH_PLAN_INFEASIBLE || options->equal_end || options->quick
      || plan->count > SHORT_STEPS
      || plan->objective - plan->lower_bound <= SHORT_GAP * MAX (1.0, fabs (plan->objective)))
    return g_steal_pointer (&owned);
  g_autoptr (GhPlan) other = gh_site_program_solve (site, SHORT_SECONDS, progress, error);
  if (other == NULL)
    return NULL;
  double bound = MAX (owned->lower_bound, other->lower_bound);
  GhPlan *best = other->grid_kw != NULL && other->objective < owned->objective
                     ? g_steal_pointer (&other)
                     : g_steal_pointer (&owned);
  best->lower_bound = MIN (bound, best->objective);
  best->status = gh_plan_status_of_gap (best);
  return best;
}

/* Plans with demand charges. Where steps are not convex a gap may stay. */
static GhPlan *
solve_with_peaks (const GhSite *site, const GhPlanOptions *options, const GhProgress *progress,
                  GError **error)
{
  GhProgress search = gh_progress_part (progress, 0.0, SEARCH_SHARE);
  GhProgress closing = gh_progress_part (progress, SEARCH_SHARE, 1.0);
  GhPlan *plan
      = gh_peak_search (site, solve_pass, (gpointer) options, options->peaks_kw, &search, error);

  return plan != NULL ? close_gap (site, options, plan, &closing, error) : NULL;
}

/* Several stores, together. A short horizon lets GLPK close the gap that may stay. */
static GhPlan *
solve_several (const GhSite *site, const GhPlanOptions *options, const GhProgress *progress,
               GError **error)
{
  GhProgress search = gh_progress_part (progress, 0.0, SEARCH_SHARE);
  GhProgress closing = gh_progress_part (progress, SEARCH_SHARE, 1.0);
  double good_gap = options->quick ? QUICK_GAP : SEVERAL_GAP;
  GhPlan *plan = gh_several_stores_plan (site, options, good_gap, &search, error);

  return plan != NULL ? close_gap (site, options, plan, &closing, error) : NULL;
}

static GhPlan *
solve_with (const GhSite *site, const GhPlanOptions *options, const GhProgress *progress,
            GError **error)
{
  if (options->strategy == GH_STRATEGY_UNMANAGED)
    return gh_unmanaged_plan (site);
  if (options->solver == GH_SOLVER_GLPK)
    return gh_site_program_solve (site, options->time_limit_seconds, progress, error);
  if (site->store_count > 1)
    return solve_several (site, options, progress, error);
  if (site->demand_charge_count > 0)
    return solve_with_peaks (site, options, progress, error);
  return solve_exactly (site, options, options->quick, progress, error);
}

static double
driving_kwh (const GhSite *site)
{
  double sum = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
      sum += site->stores[s].drive_kwh[t];
  return sum;
}

/**
 * gh_planner_solve:
 * @site: a site
 * @options: how to plan
 * @progress: (nullable): polled while planning
 * @error: set when stopped or when the solver fails
 *
 * Plans the site. Where trips cannot be served the nearest plan is returned: as much of each trip
 * as can be in the battery by then, the missing energy at #GH_UNSERVED_PENALTY_PER_KWH, marked
 * %GH_PLAN_RELAXED with the first reason.
 *
 * Returns: (transfer full) (nullable): a plan, which may be infeasible; %NULL on error
 */
GhPlan *
gh_planner_solve (const GhSite *site, const GhPlanOptions *options, const GhProgress *progress,
                  GError **error)
{
  GhReason reason;
  double unserved;
  g_autoptr (GhSite) used = prepare_site (site, options->strategy, &reason, &unserved);

  if (reason.code == GH_REASON_IMPORT_LIMIT)
    return gh_plan_new_infeasible (&reason);
  g_autoptr (GhPlan) plan = solve_with (used, options, progress, error);
  if (plan != NULL && plan->status == GH_PLAN_INFEASIBLE
      && gh_feasibility_lower_tops (used, &reason, &unserved))
    {
      GhPlanOptions at_least = *options;
      at_least.equal_end = FALSE;
      gh_plan_free (plan);
      plan = solve_with (used, &at_least, progress, error);
      if (plan != NULL)
        plan->has_lowered_tops = TRUE;
    }
  if (plan == NULL || plan->status == GH_PLAN_INFEASIBLE || reason.code == GH_REASON_NONE)
    return g_steal_pointer (&plan);
  plan->reason = reason;
  plan->status = GH_PLAN_RELAXED;
  plan->unserved_kwh = unserved;
  plan->undriven_kwh = driving_kwh (site) - driving_kwh (used);
  plan->objective += unserved * GH_UNSERVED_PENALTY_PER_KWH;
  plan->lower_bound += unserved * GH_UNSERVED_PENALTY_PER_KWH;
  return g_steal_pointer (&plan);
}
