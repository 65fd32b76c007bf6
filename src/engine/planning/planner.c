/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/planner.h"

#include <math.h>
#include <string.h>

#include "planning/feasibility.h"
#include "planning/peak-search.h"
#include "planning/site-program.h"
#include "planning/stage-cost.h"
#include "planning/storage-search.h"
#include "planning/storage-step.h"
#include "planning/unmanaged.h"

/* What a kWh costs in the unit in which the kernel counts. */
#define USUAL_PRICE 0.25

/* Steps up to which GLPK may close a gap that a search over peaks leaves, which gap, as a share of
 * the bill, and how long it may take. */
#define SHORT_STEPS 300
#define SHORT_GAP 1e-5
#define SHORT_SECONDS 10.0
/* How often values of energy ask whether to stop, and which bumps they may lose, as a share of a
 * full battery's worth. */
#define VALUES_POLL_STEPS 64
#define VALUES_TOLERANCE 1e-6
/* Share of the progress that the search over peaks takes. */
#define PEAKS_SHARE 0.8

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
 * may not export stays so.
 *
 * Returns: (transfer full): a copy of @site with the chargers as the strategy uses them
 */
GhSite *
gh_planner_apply_strategy (const GhSite *site, GhStrategy strategy)
{
  GhSite *copy = gh_site_copy (site);

  for (guint s = 0; s < copy->store_count; s++)
    {
      if (strategy == GH_STRATEGY_SMART || strategy == GH_STRATEGY_UNMANAGED)
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
 * @site: a site with at most one store
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

/* Stage costs of all steps, one after the other. */
static guint *
build_stages (const GhSite *site, const GhStore *store, GhPiecewise *stages)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  guint *first = g_new (guint, steps + 1);
  GhPiecewise scratch = { 0 };

  first[0] = 0;
  for (gsize t = 0; t < steps; t++)
    {
      gh_stage_cost_append (site, store, t, stages, &scratch);
      first[t + 1] = stages->count;
    }
  gh_piecewise_clear (&scratch);
  return first;
}

static GhStorageProblem
describe_problem (const GhSite *site, const GhStore *store, const guint *first,
                  const GhPiecewise *stages, gboolean equal_end)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  double upper = store->upper_kwh[steps - 1];

  return (GhStorageProblem){ .holding_count = store->dwell.count,
                             .holding_kwh = store->dwell.from_kwh,
                             .charge_limit_count = store->charge_limit_count,
                             .discharge_limit_count = store->discharge_limit_count,
                             .end_count = store->end_value.count,
                             .end_kwh = store->end_value.from_kwh,
                             .steps = steps,
                             .stage_first = first,
                             .stages = stages->pieces,
                             .lower_kwh = store->lower_kwh,
                             .upper_kwh = store->upper_kwh,
                             .drive_kwh = store->drive_kwh,
                             .start_kwh = store->start_kwh,
                             .end_lower_kwh = store->end_kwh,
                             .end_upper_kwh = equal_end ? MIN (store->end_kwh, upper) : upper,
                             .reserve_kwh = store->reserve_kwh };
}

/* AC power of a step in which the stored energy stays: the charger is idle, unless negative prices
 * make it pay to let it run on its fixed loss alone. */
static double
still_power (const GhSite *site, const GhStore *store, gsize step)
{
  const GhChargerCurve *charge = &store->charge;
  double idle = store->plugged[step] ? store->standby_kw : 0.0;

  if (!store->plugged[step] || charge->count == 0 || charge->battery_kw[0] > 0.0)
    return idle;
  GhDispatch resting = gh_stage_dispatch (site, step, idle);
  GhDispatch running = gh_stage_dispatch (site, step, charge->ac_kw[0]);
  return running.feasible && running.cost < resting.cost ? charge->ac_kw[0] : idle;
}

/**
 * gh_planner_get_ac_kw:
 * @site: a site
 * @store: a store of it
 * @step: a step
 * @stored_kwh: energy that the charger adds in it, below 0 discharging
 *
 * Returns: AC power at which that is done, the curve read the other way round; without a flow that
 *   of standby, or of a charger that runs on its fixed loss alone where that pays
 */
double
gh_planner_get_ac_kw (const GhSite *site, const GhStore *store, gsize step, double stored_kwh)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  if (stored_kwh > 1e-12)
    return gh_charger_curve_ac_at (&store->charge, stored_kwh / hours);
  if (stored_kwh < -1e-12)
    return -gh_charger_curve_ac_at (&store->discharge, -stored_kwh / hours);
  return still_power (site, store, step);
}

/**
 * gh_planner_dispatch:
 * @site: the site
 * @plan: a plan whose stores' powers are set
 *
 * Fills in grid, curtailment and store export of each step at the least cost and sums up the
 * objective with wear and away charging, less what is left at the end is worth.
 */
void
gh_planner_dispatch (const GhSite *site, GhPlan *plan)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  plan->objective = 0.0;
  for (gsize t = 0; t < plan->count; t++)
    {
      double power = plan->store_count > 0 ? plan->stores[0].power_kw[t] : 0.0;
      GhDispatch dispatch = gh_stage_dispatch (site, t, power);
      plan->grid_kw[t] = dispatch.grid_kw;
      plan->curtailed_kw[t] = dispatch.curtailed_kw;
      plan->store_export_kw[t] = dispatch.store_export_kw;
      plan->objective += dispatch.cost;
      if (power < 0.0)
        plan->objective -= site->stores[0].wear_per_kwh * power * hours;
      if (plan->store_count > 0)
        plan->objective
            += gh_store_get_dwell_cost (&site->stores[0], plan->stores[0].energy_kwh[t], hours);
    }
  if (site->store_count > 0)
    plan->objective
        += site->stores[0].away_kwh * site->stores[0].away_price_per_kwh
           - gh_store_get_end_value (&site->stores[0], plan->stores[0].energy_kwh[plan->count - 1]);
  plan->objective += gh_site_get_demand_cost (site, plan->grid_kw);
}

static GhPlanStatus
gap_status (const GhPlan *plan)
{
  double gap = plan->objective - plan->lower_bound;

  return gap <= 1e-7 * MAX (1.0, fabs (plan->objective)) ? GH_PLAN_OPTIMAL : GH_PLAN_WITHIN_GAP;
}

/* Turns the kernel's answer into a plan. */
static GhPlan *
read_solution (const GhSite *site, const GhStore *store, GhStorageSolution *solution)
{
  GhPlan *plan = gh_plan_new (site);

  for (guint s = 0; s < site->store_count; s++)
    {
      for (gsize t = 0; t < plan->count; t++)
        {
          plan->stores[s].power_kw[t]
              = gh_planner_get_ac_kw (site, store, t, solution->stored_kwh[t]);
          plan->stores[s].energy_kwh[t] = solution->energy_kwh[t];
        }
      plan->stores[s].value_per_kwh = g_steal_pointer (&solution->value_per_kwh);
      plan->stores[s].dual_per_kwh = g_steal_pointer (&solution->dual_per_kwh);
    }
  gh_planner_dispatch (site, plan);
  double constant = site->store_count > 0 ? store->away_kwh * store->away_price_per_kwh : 0.0;
  plan->lower_bound = MIN (solution->lower_bound + constant, plan->objective);
  plan->status = gap_status (plan);
  plan->solver = "exact";
  return plan;
}

static GhPlan *
infeasible_plan (const GhReason *reason)
{
  GhPlan *plan = g_new0 (GhPlan, 1);

  plan->status = GH_PLAN_INFEASIBLE;
  plan->solver = "exact";
  plan->reason = *reason;
  return plan;
}

/* The kernel takes values that differ by less than rounding as the same, which has to mean the same
 * in yen as in euros: costs are counted in a unit of which a kWh costs about a quarter. A power of
 * two, so that nothing is rounded. Returns the unit. */
static double
choose_unit (const GhStorageProblem *problem, GhPiecewise *stages)
{
  double mean = gh_storage_problem_get_mean_price (problem);
  double unit = mean > 0.0 ? exp2 (round (log2 (mean / USUAL_PRICE))) : 1.0;

  for (guint i = 0; i < stages->count; i++)
    {
      stages->pieces[i].value *= 1.0 / unit;
      stages->pieces[i].slope *= 1.0 / unit;
    }
  return unit;
}

/* Turns a solution back into the study's currency. */
static void
restore_unit (GhStorageSolution *solution, gsize steps, double unit)
{
  solution->objective *= unit;
  solution->lower_bound *= unit;
  for (gsize t = 0; t < steps; t++)
    {
      solution->value_per_kwh[t] *= unit;
      solution->dual_per_kwh[t] *= unit;
    }
}

/* What depends on stored energy, for one step and in the kernel's unit of money. */
typedef struct
{
  GhEnergyLimit charge[GH_STORE_LIMITS];
  GhEnergyLimit discharge[GH_STORE_LIMITS];
  double holding_slope[GH_STORE_DWELL_KINKS];
  double end_slope[GH_STORE_END_KINKS];
} StoreLimits;

static StoreLimits
limits_of_step (const GhSite *site, const GhStore *store, double unit)
{
  double hours = gh_time_axis_get_step_hours (site->axis);
  StoreLimits limits = { 0 };

  G_STATIC_ASSERT (GH_STORE_LIMITS <= GH_MOST_LIMITS);
  for (guint i = 0; i < store->charge_limit_count; i++)
    limits.charge[i] = (GhEnergyLimit){ store->charge_limits[i].kw * hours,
                                        store->charge_limits[i].kw_per_kwh * hours };
  for (guint i = 0; i < store->discharge_limit_count; i++)
    limits.discharge[i] = (GhEnergyLimit){ store->discharge_limits[i].kw * hours,
                                           store->discharge_limits[i].kw_per_kwh * hours };
  for (guint k = 0; k < store->dwell.count; k++)
    limits.holding_slope[k] = store->dwell.per_kwh_hour[k] * hours / unit;
  for (guint k = 0; k < store->end_value.count; k++)
    limits.end_slope[k] = -store->end_value.per_kwh[k] / unit;
  return limits;
}

/* Lets a problem have limits that outlive it. */
static void
take_limits (GhStorageProblem *problem, const StoreLimits *limits)
{
  problem->charge_limits = limits->charge;
  problem->discharge_limits = limits->discharge;
  problem->holding_slope = limits->holding_slope;
  problem->end_slope = limits->end_slope;
}

static GhPlan *
solve_exactly (const GhSite *site, const GhPlanOptions *options, gboolean quick,
               const GhProgress *progress, GError **error)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  GhStore none = no_store (steps);
  const GhStore *store = site->store_count > 0 ? &site->stores[0] : &none;
  GhPiecewise stages = { 0 };
  g_autofree guint *first = build_stages (site, store, &stages);
  GhStorageProblem problem = describe_problem (site, store, first, &stages, options->equal_end);
  problem.relaxed_only = quick;
  double unit = choose_unit (&problem, &stages);
  StoreLimits limits = limits_of_step (site, store, unit);
  take_limits (&problem, &limits);
  double fixed_cost = gh_site_get_fixed_cost (site, 0, steps) / unit;
  GhStorageSolution solution;
  GhPlan *plan = NULL;

  if (gh_storage_search (&problem, fixed_cost, &solution, progress, error))
    {
      restore_unit (&solution, steps, unit);
      if (solution.feasible)
        plan = read_solution (site, store, &solution);
      else
        {
          GhReason reason = { GH_REASON_NO_CHOICE,
                              gh_time_axis_get_time (site->axis, solution.blocked_step), 0.0, 0.0 };
          plan = infeasible_plan (&reason);
        }
    }
  gh_storage_solution_clear (&solution);
  gh_piecewise_clear (&stages);
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

/* Plans with demand charges. Where steps are not convex a gap may stay, which a short horizon lets
 * GLPK close. */
static GhPlan *
solve_with_peaks (const GhSite *site, const GhPlanOptions *options, const GhProgress *progress,
                  GError **error)
{
  GhProgress search = gh_progress_part (progress, 0.0, PEAKS_SHARE);
  GhProgress closing = gh_progress_part (progress, PEAKS_SHARE, 1.0);
  g_autoptr (GhPlan) plan = gh_peak_search (site, solve_pass, (gpointer) options, &search, error);

  if (plan == NULL || plan->status == GH_PLAN_INFEASIBLE || options->equal_end
      || plan->count > SHORT_STEPS
      || plan->objective - plan->lower_bound <= SHORT_GAP * MAX (1.0, fabs (plan->objective)))
    return g_steal_pointer (&plan);
  g_autoptr (GhPlan) other = gh_site_program_solve (site, SHORT_SECONDS, &closing, error);
  if (other == NULL)
    return NULL;
  double bound = MAX (plan->lower_bound, other->lower_bound);
  GhPlan *best = other->grid_kw != NULL && other->objective < plan->objective
                     ? g_steal_pointer (&other)
                     : g_steal_pointer (&plan);
  best->lower_bound = MIN (bound, best->objective);
  best->status = gap_status (best);
  return best;
}

static GhPlan *
solve_with (const GhSite *site, const GhPlanOptions *options, const GhProgress *progress,
            GError **error)
{
  if (options->strategy == GH_STRATEGY_UNMANAGED)
    return gh_unmanaged_plan (site);
  if (options->solver == GH_SOLVER_GLPK)
    return gh_site_program_solve (site, options->time_limit_seconds, progress, error);
  if (site->demand_charge_count > 0)
    return solve_with_peaks (site, options, progress, error);
  return solve_exactly (site, options, options->quick, progress, error);
}

/* Makes two neighbouring pieces one, those that differ least from it. */
static void
merge_least (GhPiece *pieces, guint *count)
{
  guint least = 0;
  double least_area = INFINITY;

  for (guint i = 0; i + 1 < *count; i++)
    {
      double left = pieces[i].to - pieces[i].from, right = pieces[i + 1].to - pieces[i + 1].from;
      double area = left * right * (pieces[i + 1].slope - pieces[i].slope);
      if (area < least_area)
        {
          least = i;
          least_area = area;
        }
    }
  double end = gh_piece_end_value (&pieces[least + 1]);
  pieces[least].to = pieces[least + 1].to;
  double width = pieces[least].to - pieces[least].from;
  pieces[least].slope = width > 0.0 ? (end - pieces[least].value) / width : 0.0;
  memmove (&pieces[least + 1], &pieces[least + 2], (*count - least - 2) * sizeof (GhPiece));
  (*count)--;
}

/* Costs to go, turned into what energy is worth: the hull of the former, with as many kinks as fit.
 */
static void
read_end_value (const GhPiecewise *cost, GhPiecewise *hull, double unit, GhEndValue *value)
{
  gh_piecewise_convex_hull (hull, cost);
  guint count = hull->count;

  while (count > GH_STORE_END_KINKS)
    merge_least (hull->pieces, &count);
  value->count = count;
  for (guint i = 0; i < count; i++)
    {
      value->from_kwh[i] = i > 0 ? hull->pieces[i].from : 0.0;
      value->per_kwh[i] = -hull->pieces[i].slope * unit;
    }
}

/* Goes back through the steps and keeps every so many of the values. */
static gboolean
run_back_for_values (const GhStorageProblem *problem, gsize every, double unit, GhEndValue *values,
                     const GhProgress *progress, GError **error)
{
  GhStorageStep pass = { .problem = problem, .convex = TRUE, .dual = NAN };
  GhPiecewise value = { 0 }, before = { 0 }, hull = { 0 };
  gboolean going = TRUE;

  gh_piecewise_append (&value, &(GhPiece){ problem->end_lower_kwh, problem->end_upper_kwh, 0, 0 });
  for (gsize step = problem->steps; step-- > 0 && going && value.count > 0;)
    {
      gh_storage_step_back (&pass, step, gh_energy_range_at (problem, step), &value, &before);
      gh_piecewise_exchange (&value, &before);
      if (step % every == 0 && value.count > 0)
        read_end_value (&value, &hull, unit, &values[step / every]);
      if (step % VALUES_POLL_STEPS == 0)
        going = gh_progress_step (progress, 1.0 - (double) step / (double) problem->steps, NULL,
                                  error);
    }
  gh_storage_step_clear (&pass);
  gh_piecewise_clear (&value);
  gh_piecewise_clear (&before);
  gh_piecewise_clear (&hull);
  return going;
}

/**
 * gh_planner_find_end_values:
 * @site: a site, its stores as a strategy uses them
 * @store: one of its stores; the others are thought to do nothing
 * @every: a number of steps
 * @values: (out) (array): what the energy of the store is worth before every step that is a
 *   multiple of @every; without kinks where no plan goes on from there
 * @progress: (nullable): polled every 64 steps
 * @error: set when stopped
 *
 * Runs the kernel back once and keeps what stored energy is worth for the rest of the time, as a
 * concave function of few pieces: for short plans, which cannot see what follows. Demand charges do
 * not count. O(steps * pieces).
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_planner_find_end_values (const GhSite *site, guint store, gsize every, GhEndValue *values,
                            const GhProgress *progress, GError **error)
{
  const GhStore *used = &site->stores[store];
  GhPiecewise stages = { 0 };
  g_autofree guint *first = build_stages (site, used, &stages);
  GhStorageProblem problem = describe_problem (site, used, first, &stages, FALSE);
  double unit = choose_unit (&problem, &stages);
  StoreLimits limits = limits_of_step (site, used, unit);

  take_limits (&problem, &limits);
  problem.end_count = 0;
  problem.tolerance
      = VALUES_TOLERANCE * used->capacity_kwh * gh_storage_problem_get_mean_price (&problem);
  memset (values, 0, (problem.steps + every - 1) / every * sizeof *values);
  gboolean done = run_back_for_values (&problem, every, unit, values, progress, error);
  gh_piecewise_clear (&stages);
  return done;
}

static double
driving_kwh (const GhSite *site)
{
  double sum = 0.0;

  for (gsize t = 0; site->store_count > 0 && t < gh_time_axis_get_count (site->axis); t++)
    sum += site->stores[0].drive_kwh[t];
  return sum;
}

/**
 * gh_planner_solve:
 * @site: a site with at most one store
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
    return infeasible_plan (&reason);
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
