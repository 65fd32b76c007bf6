/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/local-control.h"

#include <math.h>

#include "planning/stage-cost.h"

/* Costs that differ by less are the same, currency; energies, kWh. */
#define SAME_COST 1e-9
#define SAME_ENERGY 1e-9

/* Energies that the charger may add in a step, kWh. */
typedef struct
{
  double lower;
  double upper;
} Range;

/* What has been found best so far. */
typedef struct
{
  double added_kwh;
  double outside_kwh; /* by how much it misses what it should be */
  double cost;
  double off_plan_kwh;
} Choice;

/* What battery and charger can do: limits that cannot be broken. */
static Range
find_possible (const GhControlTask *task, const GhStore *store)
{
  double hours = gh_time_axis_get_step_hours (task->site->axis);
  double drive = store->drive_kwh[task->step], before = task->before_kwh;
  double charge = gh_store_get_most_kw (store, TRUE, task->step, before) * hours;
  double discharge = gh_store_get_most_kw (store, FALSE, task->step, before) * hours;
  double floor = MAX (store->reserve_kwh, store->lower_kwh[task->step] + drive);

  return (Range){ MAX (-discharge, MIN (0.0, floor - before)),
                  MIN (charge, MAX (0.0, store->upper_kwh[task->step] + drive - before)) };
}

static void
consider (const GhControlTask *task, const GhPiece *piece, double added, const Range *wanted,
          Choice *best)
{
  double cost = piece->value + piece->slope * (added - piece->from);
  Choice choice = { .added_kwh = added,
                    .outside_kwh = MAX (0.0, MAX (wanted->lower - added, added - wanted->upper)),
                    .off_plan_kwh = fabs (added - task->planned_kwh) };

  if (!isnan (task->worth_per_kwh))
    choice.cost = cost - task->worth_per_kwh * added;
  gboolean is_better = choice.outside_kwh < best->outside_kwh - SAME_ENERGY;
  if (!is_better && choice.outside_kwh <= best->outside_kwh + SAME_ENERGY)
    is_better = choice.cost < best->cost - SAME_COST
                || (choice.cost <= best->cost + SAME_COST
                    && choice.off_plan_kwh < best->off_plan_kwh - SAME_ENERGY);
  if (is_better)
    *best = choice;
}

/**
 * gh_local_control_choose:
 * @task: what a charger goes by
 * @stage: memory to work in
 * @scratch: the same
 *
 * What the charger does by itself in a step while it follows a plan that was made from forecasts:
 * it knows the meter now, and from the plan what a stored kWh is worth. Of all that it can do - the
 * whole cost of the step by what is added, with losses, wear, limits and rules of export - it does
 * what costs least, stored energy counted at its worth; of equal choices the one nearest to the
 * plan. So discharging follows the real net load and charging the real surplus where the plan
 * meant that, and a plan that charges at a fixed power is kept. Trips to come go first, as far as
 * the battery allows.
 *
 * Returns: the energy that the charger adds in the step, below 0 discharging, kWh
 */
double
gh_local_control_choose (const GhControlTask *task, GhPiecewise *stage, GhPiecewise *scratch)
{
  const GhStore *store = &task->site->stores[task->store];
  double drive = store->drive_kwh[task->step];
  Range possible = find_possible (task, store);
  Range wanted
      = { task->least_kwh + drive - task->before_kwh, task->most_kwh + drive - task->before_kwh };
  Choice best = { 0.0, INFINITY, INFINITY, INFINITY };

  if (!store->plugged[task->step])
    return 0.0;
  stage->count = 0;
  gh_stage_cost_append (task->site, store, task->step, stage, scratch);
  for (guint i = 0; i < stage->count; i++)
    {
      const GhPiece *piece = &stage->pieces[i];
      double from = MAX (piece->from, possible.lower), to = MIN (piece->to, possible.upper);
      if (from > to)
        continue;
      consider (task, piece, from, &wanted, &best);
      consider (task, piece, to, &wanted, &best);
      consider (task, piece, CLAMP (task->planned_kwh, from, to), &wanted, &best);
      consider (task, piece, CLAMP (wanted.lower, from, to), &wanted, &best);
      consider (task, piece, CLAMP (wanted.upper, from, to), &wanted, &best);
    }
  return best.added_kwh;
}
