/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-fleet-private.h"

#include <math.h>

#include "parallel.h"
#include "planning/storage-search.h"
#include "planning/store-problem.h"

/* Stores of one task. */
#define TASK_STORES 32

/**
 * gh_lossy_fleet_new:
 * @site: a site; copied. Its meter and prices do not count, but for the net load up to which stores
 *   that may not export can discharge
 *
 * Returns: (transfer full): its fleet
 */
GhLossyFleet *
gh_lossy_fleet_new (const GhSite *site)
{
  GhLossyFleet *fleet = g_new0 (GhLossyFleet, 1);

  fleet->site = gh_site_copy (site);
  fleet->steps = gh_time_axis_get_count (site->axis);
  fleet->hours = gh_time_axis_get_step_hours (site->axis);
  for (guint s = 0; s < site->store_count; s++)
    {
      GhStore *store = &fleet->site->stores[s];
      store->wear_per_kwh = 0.0;
      store->dwell.count = 0;
      store->end_value.count = 0;
    }
  return fleet;
}

/**
 * gh_lossy_fleet_free:
 * @fleet: (transfer full) (nullable): a fleet
 *
 * Frees it.
 */
void
gh_lossy_fleet_free (GhLossyFleet *fleet)
{
  if (fleet == NULL)
    return;
  gh_site_free (fleet->site);
  g_free (fleet->least_kwh);
  g_free (fleet->most_kwh);
  g_free (fleet->has_tube);
  g_free (fleet);
}

/**
 * gh_fleet_schedule_new:
 * @fleet: a fleet
 *
 * Returns: (transfer full): a schedule of zeros in which all stores are served
 */
GhFleetSchedule *
gh_fleet_schedule_new (const GhLossyFleet *fleet)
{
  GhFleetSchedule *schedule = g_new0 (GhFleetSchedule, 1);
  gsize length = fleet->site->store_count * fleet->steps;

  schedule->stores = fleet->site->store_count;
  schedule->steps = fleet->steps;
  schedule->power_kw = g_new0 (double, MAX (1, length));
  schedule->energy_kwh = g_new0 (double, MAX (1, length));
  schedule->total_kw = g_new0 (double, fleet->steps);
  schedule->served = g_new (guint8, MAX (1, schedule->stores));
  for (guint s = 0; s < schedule->stores; s++)
    schedule->served[s] = 1;
  return schedule;
}

/**
 * gh_fleet_schedule_free:
 * @schedule: (transfer full) (nullable): a schedule
 *
 * Frees it.
 */
void
gh_fleet_schedule_free (GhFleetSchedule *schedule)
{
  if (schedule == NULL)
    return;
  g_free (schedule->power_kw);
  g_free (schedule->energy_kwh);
  g_free (schedule->total_kw);
  g_free (schedule->served);
  g_free (schedule);
}

/*< private > Returns: (transfer full) */
GhFleetSchedule *
gh_fleet_schedule_copy (const GhFleetSchedule *schedule)
{
  GhFleetSchedule *copy = g_memdup2 (schedule, sizeof *schedule);
  gsize length = schedule->stores * schedule->steps;

  copy->power_kw = g_memdup2 (schedule->power_kw, MAX (1, length) * sizeof (double));
  copy->energy_kwh = g_memdup2 (schedule->energy_kwh, MAX (1, length) * sizeof (double));
  copy->total_kw = g_memdup2 (schedule->total_kw, schedule->steps * sizeof (double));
  copy->served = g_memdup2 (schedule->served, MAX (1, schedule->stores));
  return copy;
}

/*< private > Fills @total_kw */
void
gh_fleet_schedule_sum (GhFleetSchedule *schedule)
{
  for (gsize t = 0; t < schedule->steps; t++)
    schedule->total_kw[t] = 0.0;
  for (guint s = 0; s < schedule->stores; s++)
    for (gsize t = 0; t < schedule->steps; t++)
      schedule->total_kw[t] += schedule->power_kw[s * schedule->steps + t];
}

/*< private > Prices at which the cheapest plan is that of most worth: what is worth something is
 * paid for */
void
gh_lossy_fleet_set_prices (const GhLossyFleet *fleet, const double *worth_per_kwh,
                           GhPowerPrice *prices)
{
  for (gsize t = 0; t < fleet->steps; t++)
    prices[t] = (GhPowerPrice){ .per_kwh = -worth_per_kwh[t] };
}

/*< private > Returns: (transfer full): a meter at which each kWh costs 1, whether it is imported or
 * exported. With less load than others take it measures how far a power is from a target */
GhSite *
gh_lossy_fleet_new_meter (const GhLossyFleet *fleet)
{
  GhSite *meter = gh_site_new (fleet->site->axis, 0);

  meter->bound_kw = g_new (double, fleet->steps);
  for (gsize t = 0; t < fleet->steps; t++)
    {
      meter->import_price[t] = 1.0;
      meter->export_price[t] = meter->store_export_price[t] = -1.0;
      meter->bound_kw[t] = fleet->site->bound_kw != NULL
                               ? fleet->site->bound_kw[t]
                               : MAX (fleet->site->load_kw[t] - fleet->site->solar_kw[t], 0.0);
    }
  return meter;
}

/*< private > Plans one store at @prices, or where these are %NULL at a @meter: its @power_kw and
 * @energy_kwh (nullable), one number a step each, unless it cannot do what it needs */
gboolean
gh_lossy_fleet_plan_store (const GhLossyFleet *fleet, guint store, const GhPowerPrice *prices,
                           const GhSite *meter, double *power_kw, double *energy_kwh,
                           GhLossyPlan *plan, const GhProgress *progress, GError **error)
{
  const GhSite *site = prices != NULL ? fleet->site : meter;
  const GhStore *own = &fleet->site->stores[store];
  GhStoreProblem stated;
  GhStorageSolution solution;

  gh_store_problem_init (&stated, site, own, prices, FALSE);
  gboolean done = gh_storage_search (&stated.problem, 0.0, &solution, progress, error);
  *plan = (GhLossyPlan){ .feasible = done && solution.feasible };
  if (plan->feasible)
    {
      gh_store_problem_restore (&stated, &solution);
      double wanted = gh_store_get_end_value (own, own->capacity_kwh);
      plan->cost = solution.objective + wanted;
      plan->bound = solution.lower_bound + wanted;
      for (gsize t = 0; t < fleet->steps; t++)
        {
          power_kw[t] = gh_store_problem_get_power_kw (site, own, prices == NULL, t,
                                                       solution.stored_kwh[t]);
          if (energy_kwh != NULL)
            energy_kwh[t] = solution.energy_kwh[t];
        }
    }
  gh_storage_solution_clear (&solution);
  gh_store_problem_clear (&stated);
  return done;
}

/* Some stores of a direction. */
typedef struct
{
  const GhLossyFleet *fleet;
  const GhPowerPrice *prices;
  guint first;
  guint end;
  GhFleetSchedule *schedule;
  double cost;
  double bound;
} Task;

static gboolean
run_task (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  GhFleetSchedule *schedule = task->schedule;

  for (guint s = task->first; s < task->end; s++)
    {
      GhLossyPlan plan;
      if (!gh_lossy_fleet_plan_store (
              task->fleet, s, task->prices, NULL, schedule->power_kw + s * schedule->steps,
              schedule->energy_kwh + s * schedule->steps, &plan, progress, error))
        return FALSE;
      schedule->served[s] = plan.feasible != FALSE;
      task->cost += plan.cost;
      task->bound += plan.bound;
    }
  return TRUE;
}

static gboolean
run_tasks (const GhLossyFleet *fleet, const GhPowerPrice *prices, GhFleetSupport *support,
           const GhProgress *progress, GError **error)
{
  guint stores = fleet->site->store_count, count = (stores + TASK_STORES - 1) / TASK_STORES;
  g_autofree Task *tasks = g_new (Task, MAX (1, count));
  g_autofree gpointer *pointers = g_new (gpointer, MAX (1, count));

  for (guint i = 0; i < count; i++)
    {
      tasks[i] = (Task){
        fleet, prices, i * TASK_STORES, MIN (stores, (i + 1) * TASK_STORES), support->schedule,
        0.0,   0.0
      };
      pointers[i] = &tasks[i];
    }
  if (!gh_parallel_run (run_task, pointers, count, progress, error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      support->worth -= tasks[i].cost;
      support->bound -= tasks[i].bound;
    }
  return TRUE;
}

/**
 * gh_lossy_fleet_find_support:
 * @fleet: a fleet
 * @worth_per_kwh: (array length=steps): a direction: what a kWh of AC that is taken is worth in
 *   each step
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Finds how far the fleet reaches in a direction. With losses its set is no generalized
 * polymatroid, but what a sum of sets reaches is the sum of what each does: one pass of the kernel
 * a store, in parallel. Exact but for the gap between @worth and @bound, which is rounding where
 * all is convex.
 *
 * Returns: (transfer full) (nullable): the farthest schedule; %NULL when stopped
 */
GhFleetSupport *
gh_lossy_fleet_find_support (const GhLossyFleet *fleet, const double *worth_per_kwh,
                             const GhProgress *progress, GError **error)
{
  g_autoptr (GhFleetSupport) support = g_new0 (GhFleetSupport, 1);
  g_autofree GhPowerPrice *prices = g_new (GhPowerPrice, fleet->steps);

  support->schedule = gh_fleet_schedule_new (fleet);
  gh_lossy_fleet_set_prices (fleet, worth_per_kwh, prices);
  if (!run_tasks (fleet, prices, support, progress, error))
    return NULL;
  gh_fleet_schedule_sum (support->schedule);
  return g_steal_pointer (&support);
}

/**
 * gh_fleet_support_free:
 * @support: (transfer full) (nullable): a support
 *
 * Frees it.
 */
void
gh_fleet_support_free (GhFleetSupport *support)
{
  if (support == NULL)
    return;
  gh_fleet_schedule_free (support->schedule);
  g_free (support);
}
