/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan.h"

#include <math.h>

#include "errors.h"
#include "fleet/fleet-plan-search.h"
#include "fleet/fleet-plan-served.h"
#include "fleet/fleet-plan-turns.h"
#include "planning/planner.h"
#include "planning/unmanaged.h"

/* Blocks of vehicles: more make fewer rounds, but a program that takes longer, which pays only
 * where a round plans many vehicles. */
#define LEAST_BLOCKS 32
#define MOST_BLOCKS 64
#define VEHICLES_PER_BLOCK 32
/* Share of the progress that the search for prices takes. */
#define SEARCH_SHARE 0.9
/* And what of it is left for a plan that only charges. */
#define PLAN_SHARE 0.8
/* How often demands are lowered until what remains can be served. */
#define MOST_CUTS 3
/* How much less than a connection's limit vehicles may leave for it to have a price, kW. */
#define AT_LIMIT_KW 1e-6
/* Share of the squares of a load that is rounding. */
#define LEVEL_ROUNDING 1e-7

typedef struct
{
  const GhFleetPlanOptions *options;
  GhFleetPlan *result;
  GhSite *site; /* of the result */
  GhFleetSearch search;
  GhFleetMeter *meter;
  GhFleetBlocks *blocks;
  gboolean is_stopped;
} Planning;

/* What the site costs without vehicles. */
static double
get_load_cost (const GhSite *site)
{
  double sum = 0.0;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    sum += gh_time_axis_get_step_hours (site->axis) * gh_site_import_cost (site, t)
           * MAX (0.0, site->load_kw[t] - site->solar_kw[t]);
  return sum;
}

/* What the plan to begin from costs, if it is one of this site as it is to be planned. */
static double
get_known_cost (const Planning *planning)
{
  const GhFleetPlan *from = planning->options->from;
  gboolean serves = from != NULL && from->plan->grid_kw != NULL && from->short_stores->len == 0
                    && planning->result->short_stores->len == 0;

  return serves && !planning->options->fill_valleys ? from->plan->objective : INFINITY;
}

/* The site as the strategy uses it. */
static GhSite *
prepare_site (const GhSite *site, const GhFleetPlanOptions *options)
{
  GhSite *used = gh_planner_apply_strategy (site, options->fill_valleys ? GH_STRATEGY_SMART
                                                                        : options->strategy);

  for (guint s = 0; options->fill_valleys && s < used->store_count; s++)
    {
      used->stores[s].dwell.count = 0;
      used->stores[s].end_value.count = 0;
    }
  return used;
}

static void
clear_search (Planning *planning)
{
  gh_fleet_search_clear (&planning->search);
  g_clear_pointer (&planning->meter, gh_fleet_meter_free);
  g_clear_pointer (&planning->blocks, gh_fleet_blocks_free);
}

/* Searches for prices. Where the caller stops, that is the end of the search and no error. */
static gboolean
search_once (Planning *planning, const GhProgress *progress, GError **error)
{
  const GhFleetPlanOptions *options = planning->options;
  GhFleetGoal goal = { .good_gap = options->good_gap,
                       .least_scale = MAX (1.0, get_load_cost (planning->site)),
                       .known_cost = get_known_cost (planning),
                       .begin = options->from != NULL ? options->from->duals : NULL };
  GError *own = NULL;

  guint blocks
      = CLAMP (planning->site->store_count / VEHICLES_PER_BLOCK, LEAST_BLOCKS, MOST_BLOCKS);

  clear_search (planning);
  planning->meter = gh_fleet_meter_new (planning->site, options->fill_valleys);
  planning->blocks = gh_fleet_blocks_new (planning->site, options->equal_end, blocks);
  if (gh_fleet_search_run (&planning->search, planning->site, planning->meter, planning->blocks,
                           &goal, progress, &own))
    return TRUE;
  planning->is_stopped = g_error_matches (own, GH_ERROR, GH_ERROR_STOPPED);
  if (planning->is_stopped)
    g_clear_error (&own);
  else
    g_propagate_error (error, own);
  return planning->is_stopped;
}

static void
set_infeasible (Planning *planning, const GhReason *reason)
{
  gh_plan_free (planning->result->plan);
  planning->result->plan = gh_plan_new_infeasible (reason);
}

/* Vehicles that cannot be planned even alone: what a charger's least power does not let in is not
 * asked for. */
static gboolean
lower_blocked (Planning *planning)
{
  const GArray *blocked = planning->search.blocked;

  for (guint i = 0; i < blocked->len; i++)
    {
      const GhFleetBlocked *one = &g_array_index (blocked, GhFleetBlocked, i);
      const char *name = planning->site->stores[one->store].name;
      GhReason reason
          = { GH_REASON_NO_CHOICE, gh_time_axis_get_time (planning->site->axis, one->step), 0.0,
              0.0, g_intern_string (name) };
      if (gh_fleet_served_lower_tops (planning->site, one->store, planning->result->short_stores))
        continue;
      set_infeasible (planning, &reason);
      return FALSE;
    }
  return TRUE;
}

/* Where not even cutting all vehicles helps. */
static gboolean
is_within_limits (Planning *planning, const GhPlan *plan)
{
  const GhSite *site = planning->site;

  for (gsize t = 0; t < plan->count; t++)
    {
      double power = 0.0;
      for (guint s = 0; s < plan->store_count; s++)
        power += plan->stores[s].power_kw[t];
      double least = site->load_kw[t] - site->solar_kw[t] + power;
      GhReason reason = { GH_REASON_IMPORT_LIMIT, gh_time_axis_get_time (site->axis, t), least,
                          site->import_limit_kw };
      if (least <= site->import_limit_kw + AT_LIMIT_KW)
        continue;
      set_infeasible (planning, &reason);
      return FALSE;
    }
  return TRUE;
}

/* Gives each vehicle its schedule. */
static gboolean
recover (Planning *planning, GhPlan *plan, const GhProgress *progress, GError **error)
{
  GhProgress mixing = gh_progress_part (progress, SEARCH_SHARE, 0.5 * (1.0 + SEARCH_SHARE));
  GhProgress turning = gh_progress_part (progress, 0.5 * (1.0 + SEARCH_SHARE), 1.0);
  gboolean asks = !planning->is_stopped;

  return gh_fleet_search_mix (&planning->search, planning->blocks, plan, asks ? &mixing : NULL,
                              error)
         && (gh_fleet_blocks_are_convex (planning->blocks) || planning->options->fill_valleys
             || gh_fleet_turns_take (planning->site, plan, planning->search.mixture.peaks_kw,
                                     planning->options->equal_end, asks ? &turning : NULL, error));
}

/* Each vehicle charges by the rule, with what the ones before it leave of the connection. */
static void
take_rule (Planning *planning)
{
  GhFleetPlan *result = planning->result;

  result->plan = gh_unmanaged_plan (planning->site);
  gh_fleet_served_cut (planning->site, result->plan, result->short_stores);
}

/* Searches until all that is asked for can be served, lowering what cannot. FALSE on error; without
 * a plan, or with one that says why there is none, where it found none. */
static gboolean
search_plan (Planning *planning, const GhProgress *progress, GError **error)
{
  GhFleetPlan *result = planning->result;
  GhProgress searching = gh_progress_part (progress, 0.0, SEARCH_SHARE);

  for (guint cuts = 0; cuts <= MOST_CUTS;)
    {
      if (!search_once (planning, &searching, error))
        return FALSE;
      if (planning->is_stopped && !gh_fleet_search_keeps_limits (&planning->search))
        {
          take_rule (planning);
          return TRUE;
        }
      if (planning->search.blocked->len > 0)
        {
          if (!lower_blocked (planning))
            return TRUE;
          continue;
        }
      if (isfinite (get_known_cost (planning)) && !gh_fleet_search_keeps_limits (&planning->search))
        {
          result->plan = gh_plan_copy (planning->options->from->plan);
          return TRUE;
        }
      g_autoptr (GhPlan) plan = gh_plan_new (planning->site);
      if (!recover (planning, plan, progress, error))
        return FALSE;
      gboolean keeps = gh_fleet_search_keeps_limits (&planning->search);
      gboolean convex = gh_fleet_blocks_are_convex (planning->blocks);
      if (!keeps || !convex)
        gh_fleet_served_cut (planning->site, plan, result->short_stores);
      if (!keeps && !is_within_limits (planning, plan))
        return TRUE;
      if (keeps || cuts++ == MOST_CUTS)
        {
          result->plan = g_steal_pointer (&plan);
          return TRUE;
        }
    }
  return TRUE;
}

/* Prices of the best bound, and which part of them is whose. */
static void
read_prices (Planning *planning)
{
  GhFleetPlan *result = planning->result;
  const GhFleetSearch *search = &planning->search;
  const GhSite *site = planning->site;
  gsize steps = gh_time_axis_get_count (site->axis);
  double hours = gh_time_axis_get_step_hours (site->axis);
  const GhPowerPrice *prices = g_array_index (search->duals, GhFleetDuals, search->best).prices;

  result->price_per_kwh = g_new (double, steps);
  result->limit_per_kwh = g_new0 (double, steps);
  result->demand_per_kwh = g_new (double, steps);
  for (gsize t = 0; t < steps; t++)
    {
      double from, to, net = gh_fleet_meter_get_net_kwh (planning->meter, t);
      gh_fleet_meter_get_range (planning->meter, t, &from, &to);
      result->price_per_kwh[t] = prices[t].per_kwh;
      result->demand_per_kwh[t] = prices[t].import_per_kwh;
      if (net + to >= (site->import_limit_kw - AT_LIMIT_KW) * hours)
        result->limit_per_kwh[t]
            = MAX (0.0, prices[t].per_kwh - prices[t].import_per_kwh
                            - gh_fleet_meter_get_slope (planning->meter, t, to));
    }
}

static double
sum_squares (const Planning *planning, const GhPlan *plan)
{
  double sum = 0.0;

  for (gsize t = 0; t < plan->count; t++)
    {
      double taken = 0.0;
      for (guint s = 0; s < plan->store_count; s++)
        taken += plan->stores[s].power_kw[t] * gh_time_axis_get_step_hours (planning->site->axis);
      sum += gh_fleet_meter_get_cost (planning->meter, t, taken);
    }
  return sum;
}

/* How level the load is, and how level it can be at most. */
static void
conclude_level (Planning *planning)
{
  GhFleetPlan *result = planning->result;

  result->squares = sum_squares (planning, result->plan);
  result->squares_bound = MIN (planning->search.bound, result->squares);
  if (result->plan->status == GH_PLAN_OPTIMAL
      && result->squares - result->squares_bound > LEVEL_ROUNDING * result->squares)
    result->plan->status = GH_PLAN_WITHIN_GAP;
}

/* What a plan that is short costs beside its schedules, and its status. */
static void
count_shortage (const GhSite *site, GhFleetPlan *result)
{
  GhPlan *plan = result->plan;

  if (result->short_stores->len == 0)
    return;
  plan->unserved_kwh = gh_fleet_served_sum (result->short_stores);
  plan->reason = g_array_index (result->short_stores, GhFleetShort, 0).reason;
  for (guint s = 0; s < site->store_count; s++)
    for (gsize t = 0; t < plan->count; t++)
      plan->undriven_kwh += site->stores[s].drive_kwh[t] - result->site->stores[s].drive_kwh[t];
  plan->objective += GH_UNSERVED_PENALTY_PER_KWH * plan->unserved_kwh;
  plan->lower_bound += GH_UNSERVED_PENALTY_PER_KWH * plan->unserved_kwh;
  if (plan->status != GH_PLAN_TIME_LIMIT)
    plan->status = GH_PLAN_RELAXED;
}

static void
conclude (Planning *planning, const GhSite *site)
{
  GhFleetPlan *result = planning->result;
  GhPlan *plan = result->plan;

  result->kinds = gh_fleet_blocks_get_kinds (planning->blocks);
  result->rounds = g_array_ref (planning->search.rounds);
  result->duals = gh_fleet_search_take_duals (&planning->search);
  if (plan == NULL || plan->grid_kw == NULL)
    return;
  if (isfinite (planning->search.bound))
    read_prices (planning);
  gh_planner_dispatch (planning->site, plan);
  plan->solver = planning->options->fill_valleys ? "rule" : "exact";
  plan->lower_bound = planning->options->fill_valleys
                          ? plan->objective
                          : MIN (planning->search.bound, plan->objective);
  plan->status = planning->is_stopped ? GH_PLAN_TIME_LIMIT : gh_plan_status_of_gap (plan);
  if (planning->options->fill_valleys)
    conclude_level (planning);
  count_shortage (site, result);
}

/* Vehicles that charge by the rule, each with what the ones before it leave. */
static void
plan_unmanaged (Planning *planning, const GhSite *site)
{
  GhFleetPlan *result = planning->result;

  take_rule (planning);
  gh_planner_dispatch (planning->site, result->plan);
  result->plan->lower_bound = result->plan->objective;
  result->kinds = site->store_count;
  count_shortage (site, result);
}

static gboolean
can_discharge (const GhSite *site)
{
  for (guint s = 0; s < site->store_count; s++)
    if (site->stores[s].discharge.count > 0)
      return TRUE;
  return FALSE;
}

/* Another plan of the site is the better one where it serves all and costs less. */
static void
consider (Planning *planning, const GhFleetPlan *other)
{
  GhFleetPlan *result = planning->result;
  GhPlan *plan = result->plan;

  if (other->short_stores->len > 0 || other->plan->grid_kw == NULL || result->short_stores->len > 0
      || other->plan->objective >= plan->objective)
    return;
  result->plan = gh_plan_copy (other->plan);
  result->plan->lower_bound = MIN (plan->lower_bound, other->plan->objective);
  result->plan->status
      = planning->is_stopped ? GH_PLAN_TIME_LIMIT : gh_plan_status_of_gap (result->plan);
  gh_plan_free (plan);
}

/* Vehicles that may discharge may as well not: where schedules that cannot be mixed make the plan
 * dearer than one that only charges, that is the better one. What stops the search for it leaves
 * the plan there is. */
static gboolean
consider_charging_only (Planning *planning, const GhSite *site, const GhProgress *progress,
                        GError **error)
{
  GhPlan *plan = planning->result->plan;
  GhFleetPlanOptions options = *planning->options;
  GError *own = NULL;

  if (planning->is_stopped || options.fill_valleys || gh_fleet_blocks_are_convex (planning->blocks)
      || !can_discharge (planning->site)
      || plan->objective - plan->lower_bound <= options.good_gap * fabs (plan->objective))
    return TRUE;
  options.strategy = GH_STRATEGY_SMART;
  g_autoptr (GhFleetPlan) other = gh_fleet_plan_new (site, &options, progress, &own);
  if (other != NULL)
    consider (planning, other);
  else if (!g_error_matches (own, GH_ERROR, GH_ERROR_STOPPED))
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  g_clear_error (&own);
  return TRUE;
}

/* Plans that are not the result of the search. */
static gboolean
consider_others (Planning *planning, const GhSite *site, const GhProgress *progress, GError **error)
{
  const GhPlan *plan = planning->result->plan;

  if (plan == NULL || plan->grid_kw == NULL)
    return TRUE;
  if (planning->options->from == NULL)
    return consider_charging_only (planning, site, progress, error);
  if (!planning->options->fill_valleys)
    consider (planning, planning->options->from);
  return TRUE;
}

static gboolean
run (Planning *planning, const GhSite *site, const GhProgress *progress, GError **error)
{
  const GhFleetPlanOptions *options = planning->options;
  gboolean is_unmanaged = options->strategy == GH_STRATEGY_UNMANAGED && !options->fill_valleys;
  GhReason reason;

  if (gh_fleet_served_explain_limit (planning->site, &reason))
    {
      set_infeasible (planning, &reason);
      return TRUE;
    }
  gh_fleet_served_relax (planning->site, is_unmanaged, planning->result->short_stores);
  if (is_unmanaged)
    {
      plan_unmanaged (planning, site);
      return TRUE;
    }
  GhProgress first = gh_progress_part (progress, 0.0, PLAN_SHARE);
  GhProgress second = gh_progress_part (progress, PLAN_SHARE, 1.0);
  if (!search_plan (planning, &first, error))
    return FALSE;
  conclude (planning, site);
  return consider_others (planning, site, &second, error);
}

/**
 * gh_fleet_plan_new:
 * @site: a site with one to many thousand stores
 * @options: how to plan
 * @progress: (nullable): polled; told the gap while it closes
 * @error: set where the solver fails
 *
 * Plans many vehicles behind one meter. Each round of prices plans every vehicle by itself with the
 * storage kernel, in parallel, which bounds the cost of any plan from below; a linear program of a
 * few hundred rows mixes what blocks of vehicles did at the prices so far and says the next ones.
 * Vehicles whose schedules can be mixed get the mean of theirs, which keeps all limits; others - a
 * least current, standby, prices below zero - one of theirs each, and are then planned in turn at
 * the meter until they keep the limits together: what that costs is in the gap. A plan of the site
 * that is known already begins it, and is taken where nothing cheaper is found; without one, a plan
 * that only charges is tried where vehicles may discharge and the gap stays.
 *
 * A load that the connection cannot carry without vehicles is an infeasible plan with the step and
 * the power. Vehicles that cannot be served alone, or together, are named, and the rest is planned.
 *
 * Stopped, it returns the best plan so far with its bound, %GH_PLAN_TIME_LIMIT: that takes about as
 * long as a few rounds. Before there is a mixture that keeps the limits that is charging on
 * arrival, and before the first bound there are no prices and the bound is -%INFINITY.
 *
 * The numbers do not depend on how many threads there are. O(steps stores) for each round.
 *
 * Returns: (transfer full) (nullable): a plan, which may be infeasible; %NULL on error
 */
GhFleetPlan *
gh_fleet_plan_new (const GhSite *site, const GhFleetPlanOptions *options,
                   const GhProgress *progress, GError **error)
{
  g_autoptr (GhFleetPlan) result = g_new0 (GhFleetPlan, 1);
  Planning planning = { .options = options, .result = result };

  result->short_stores = g_array_new (FALSE, FALSE, sizeof (GhFleetShort));
  result->site = planning.site = prepare_site (site, options);
  gboolean done = run (&planning, site, progress, error);
  clear_search (&planning);
  return done ? g_steal_pointer (&result) : NULL;
}

/* One number for each of @count, or nothing where there are none. */
static double *
copy_numbers (const double *numbers, gsize count)
{
  return numbers != NULL ? g_memdup2 (numbers, count * sizeof (double)) : NULL;
}

static GArray *
ref_array (GArray *array)
{
  return array != NULL ? g_array_ref (array) : NULL;
}

/**
 * gh_fleet_plan_copy:
 * @self: a plan
 *
 * Copies a plan; how it came about is shared.
 *
 * Returns: (transfer full): the copy
 */
GhFleetPlan *
gh_fleet_plan_copy (const GhFleetPlan *self)
{
  GhFleetPlan *copy = g_memdup2 (self, sizeof *self);
  gsize steps = self->plan->count;

  copy->plan = gh_plan_copy (self->plan);
  copy->site = self->site != NULL ? gh_site_copy (self->site) : NULL;
  copy->price_per_kwh = copy_numbers (self->price_per_kwh, steps);
  copy->limit_per_kwh = copy_numbers (self->limit_per_kwh, steps);
  copy->demand_per_kwh = copy_numbers (self->demand_per_kwh, steps);
  copy->rounds = ref_array (self->rounds);
  copy->short_stores = ref_array (self->short_stores);
  copy->duals = ref_array (self->duals);
  return copy;
}

/**
 * gh_fleet_plan_free:
 * @self: (transfer full) (nullable): a plan
 *
 * Frees it.
 */
void
gh_fleet_plan_free (GhFleetPlan *self)
{
  if (self == NULL)
    return;
  gh_plan_free (self->plan);
  gh_site_free (self->site);
  g_free (self->price_per_kwh);
  g_free (self->limit_per_kwh);
  g_free (self->demand_per_kwh);
  g_clear_pointer (&self->rounds, g_array_unref);
  g_clear_pointer (&self->short_stores, g_array_unref);
  g_clear_pointer (&self->duals, g_array_unref);
  g_free (self);
}
