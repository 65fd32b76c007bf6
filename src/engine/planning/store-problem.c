/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/store-problem.h"

#include <math.h>

/* What a kWh costs in the unit in which the kernel counts. */
#define USUAL_PRICE 0.25

/* Stage costs of all steps, one after the other. */
static void
build_stages (GhStoreProblem *self, const GhSite *site, const GhStore *store,
              const GhPowerPrice *prices)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  GhPiecewise scratch = { 0 };

  self->first[0] = 0;
  for (gsize t = 0; t < steps; t++)
    {
      if (prices != NULL)
        gh_stage_cost_append_priced (site, store, t, &prices[t], &self->stages, &scratch);
      else
        gh_stage_cost_append (site, store, t, &self->stages, &scratch);
      self->first[t + 1] = self->stages.count;
    }
  gh_piecewise_clear (&scratch);
}

static void
describe_problem (GhStoreProblem *self, const GhSite *site, const GhStore *store,
                  gboolean equal_end)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  double upper = store->upper_kwh[steps - 1];

  self->problem
      = (GhStorageProblem){ .holding_count = store->dwell.count,
                            .holding_kwh = store->dwell.from_kwh,
                            .holding_slope = self->holding_slope,
                            .end_count = store->end_value.count,
                            .end_kwh = store->end_value.from_kwh,
                            .end_slope = self->end_slope,
                            .charge_limit_count = store->charge_limit_count,
                            .charge_limits = self->charge_limits,
                            .discharge_limit_count = store->discharge_limit_count,
                            .discharge_limits = self->discharge_limits,
                            .steps = steps,
                            .stage_first = self->first,
                            .stages = self->stages.pieces,
                            .lower_kwh = store->lower_kwh,
                            .upper_kwh = store->upper_kwh,
                            .drive_kwh = store->drive_kwh,
                            .start_kwh = store->start_kwh,
                            .end_lower_kwh = store->end_kwh,
                            .end_upper_kwh = equal_end ? MIN (store->end_kwh, upper) : upper,
                            .reserve_kwh = store->reserve_kwh };
}

/* The kernel takes values that differ by less than rounding as the same, which has to mean the same
 * in yen as in euros: costs are counted in a unit of which a kWh costs about a quarter. A power of
 * two, so that nothing is rounded. */
static void
choose_unit (GhStoreProblem *self)
{
  double mean = gh_storage_problem_get_mean_price (&self->problem);

  self->unit = mean > 0.0 ? exp2 (round (log2 (mean / USUAL_PRICE))) : 1.0;
  for (guint i = 0; i < self->stages.count; i++)
    {
      self->stages.pieces[i].value *= 1.0 / self->unit;
      self->stages.pieces[i].slope *= 1.0 / self->unit;
    }
}

/* What depends on stored energy, for one step and in the kernel's unit of money. */
static void
fill_limits (GhStoreProblem *self, const GhSite *site, const GhStore *store)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  G_STATIC_ASSERT (GH_STORE_LIMITS <= GH_MOST_LIMITS);
  for (guint i = 0; i < store->charge_limit_count; i++)
    self->charge_limits[i] = (GhEnergyLimit){ store->charge_limits[i].kw * hours,
                                              store->charge_limits[i].kw_per_kwh * hours };
  for (guint i = 0; i < store->discharge_limit_count; i++)
    self->discharge_limits[i] = (GhEnergyLimit){ store->discharge_limits[i].kw * hours,
                                                 store->discharge_limits[i].kw_per_kwh * hours };
  for (guint k = 0; k < store->dwell.count; k++)
    self->holding_slope[k] = store->dwell.per_kwh_hour[k] * hours / self->unit;
  for (guint k = 0; k < store->end_value.count; k++)
    self->end_slope[k] = -store->end_value.per_kwh[k] / self->unit;
}

/* All but the stages. */
static void
describe (GhStoreProblem *self, const GhSite *site, const GhStore *store, gboolean equal_end)
{
  describe_problem (self, site, store, equal_end);
  choose_unit (self);
  fill_limits (self, site, store);
}

/**
 * gh_store_problem_init:
 * @self: (out caller-allocates): the problem; clear with gh_store_problem_clear()
 * @site: the site
 * @store: the store; must outlive the problem
 * @prices: (nullable) (array length=steps): what the store's power costs in each step; %NULL: what
 *   it costs at the site's meter
 * @equal_end: whether the end energy is to be met exactly rather than at least
 *
 * Describes one store for the kernel. O(steps).
 */
void
gh_store_problem_init (GhStoreProblem *self, const GhSite *site, const GhStore *store,
                       const GhPowerPrice *prices, gboolean equal_end)
{
  *self = (GhStoreProblem){ .unit = 1.0,
                            .first = g_new (guint, gh_time_axis_get_count (site->axis) + 1) };
  build_stages (self, site, store, prices);
  describe (self, site, store, equal_end);
}

/**
 * gh_store_problem_init_again:
 * @self: (out caller-allocates): the problem; clear with gh_store_problem_clear()
 * @site: a window of a site
 * @store: the store; must outlive the problem
 * @memory: (inout): the store in the window before
 * @equal_end: whether the end energy is to be met exactly rather than at least
 *
 * Does the same at the site's meter, for a window that moves on: only steps that look different
 * are written anew.
 */
void
gh_store_problem_init_again (GhStoreProblem *self, const GhSite *site, const GhStore *store,
                             GhStageMemory *memory, gboolean equal_end)
{
  *self = (GhStoreProblem){ .unit = 1.0,
                            .first = g_new (guint, gh_time_axis_get_count (site->axis) + 1) };
  gh_stage_memory_write (memory, site, store, &self->stages, self->first);
  describe (self, site, store, equal_end);
}

/**
 * gh_store_problem_clear:
 * @self: a problem
 *
 * Frees its memory.
 */
void
gh_store_problem_clear (GhStoreProblem *self)
{
  gh_piecewise_clear (&self->stages);
  g_clear_pointer (&self->first, g_free);
}

/**
 * gh_store_problem_restore:
 * @self: a problem
 * @solution: (inout): its solution
 *
 * Turns a solution back into the study's currency.
 */
void
gh_store_problem_restore (const GhStoreProblem *self, GhStorageSolution *solution)
{
  solution->objective *= self->unit;
  solution->lower_bound *= self->unit;
  for (gsize t = 0; t < self->problem.steps; t++)
    {
      solution->value_per_kwh[t] *= self->unit;
      solution->dual_per_kwh[t] *= self->unit;
    }
}

/* AC power of a step in which the stored energy stays: the charger is idle, unless negative prices
 * make it pay to let it run on its fixed loss alone. */
static double
still_power (const GhSite *site, const GhStore *store, gboolean at_meter, gsize step)
{
  const GhChargerCurve *charge = &store->charge;
  double idle = store->plugged[step] ? store->standby_kw : 0.0;

  if (!at_meter || !store->plugged[step] || charge->count == 0 || charge->battery_kw[0] > 0.0)
    return idle;
  GhDispatch resting = gh_stage_dispatch (site, step, idle);
  GhDispatch running = gh_stage_dispatch (site, step, charge->ac_kw[0]);
  return running.feasible && running.cost < resting.cost ? charge->ac_kw[0] : idle;
}

/**
 * gh_store_problem_get_power_kw:
 * @site: the site
 * @store: the store
 * @at_meter: whether it was planned at the site's meter
 * @step: a step
 * @stored_kwh: energy that the charger adds to the store in it
 *
 * Returns: AC power of that: the charger's curve read the other way round, standby included
 */
double
gh_store_problem_get_power_kw (const GhSite *site, const GhStore *store, gboolean at_meter,
                               gsize step, double stored_kwh)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  if (stored_kwh > 1e-12)
    return gh_charger_curve_ac_at (&store->charge, stored_kwh / hours);
  if (stored_kwh < -1e-12)
    return -gh_charger_curve_ac_at (&store->discharge, -stored_kwh / hours);
  return still_power (site, store, at_meter, step);
}
