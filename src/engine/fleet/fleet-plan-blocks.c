/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan-blocks.h"

#include <math.h>

#include "fleet/fleet-plan-kinds.h"
#include "parallel.h"
#include "planning/storage-search.h"
#include "planning/store-problem.h"

struct _GhFleetBlocks
{
  const GhSite *site;
  gsize steps;
  double hours;
  gboolean equal_end;
  gboolean waste_pays;
  gboolean any_bound; /* a store may discharge but not export */
  GhFleetKinds kinds;
  guint count;
  guint *first; /* (array length=count+1): first kind of each block */
};

/* Cuts the kinds into blocks of about as many. */
static void
cut_blocks (GhFleetBlocks *self, guint most)
{
  self->count = CLAMP (self->kinds.count, 1, most);
  self->first = g_new (guint, self->count + 1);
  for (guint b = 0; b <= self->count; b++)
    self->first[b] = (guint) ((guint64) self->kinds.count * b / self->count);
}

/* Whether power that is wasted may earn something, so that the mean of schedules, which wastes
 * less, may cost more. */
static gboolean
can_waste_pay (const GhSite *site)
{
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    if (gh_site_import_cost (site, t) < 0.0 || gh_site_export_worth (site, t) < 0.0
        || gh_site_store_export_worth (site, t) < 0.0)
      return TRUE;
  return FALSE;
}

/**
 * gh_fleet_blocks_new:
 * @site: a site of several stores; must outlive the blocks
 * @equal_end: whether the end energy is to be met exactly rather than at least
 * @most: how many blocks there may be
 *
 * O(stores (steps + log stores)).
 *
 * Returns: (transfer full): its vehicles in blocks
 */
GhFleetBlocks *
gh_fleet_blocks_new (const GhSite *site, gboolean equal_end, guint most)
{
  GhFleetBlocks *self = g_new0 (GhFleetBlocks, 1);

  self->site = site;
  self->steps = gh_time_axis_get_count (site->axis);
  self->hours = gh_time_axis_get_step_hours (site->axis);
  self->equal_end = equal_end;
  self->waste_pays = can_waste_pay (site);
  for (guint s = 0; s < site->store_count; s++)
    self->any_bound |= !site->stores[s].may_export && site->stores[s].discharge.count > 0;
  gh_fleet_kinds_init (&self->kinds, site);
  cut_blocks (self, most);
  return self;
}

/**
 * gh_fleet_blocks_free:
 * @self: (transfer full) (nullable): blocks
 *
 * Frees them.
 */
void
gh_fleet_blocks_free (GhFleetBlocks *self)
{
  if (self == NULL)
    return;
  gh_fleet_kinds_clear (&self->kinds);
  g_free (self->first);
  g_free (self);
}

/**
 * gh_fleet_blocks_get_count:
 * @self: blocks
 *
 * Returns: how many there are
 */
guint
gh_fleet_blocks_get_count (const GhFleetBlocks *self)
{
  return self->count;
}

/**
 * gh_fleet_blocks_get_kinds:
 * @self: blocks
 *
 * Returns: how many different vehicles there are
 */
guint
gh_fleet_blocks_get_kinds (const GhFleetBlocks *self)
{
  return self->kinds.count;
}

/* Whether vehicles of a kind can follow the mean of their schedules for no more than it seems. */
static gboolean
can_mix (const GhFleetBlocks *self, guint kind)
{
  return self->kinds.is_convex[kind] && !self->waste_pays;
}

/**
 * gh_fleet_blocks_are_convex:
 * @self: blocks
 *
 * Returns: whether every vehicle can follow the mean of its schedules
 */
gboolean
gh_fleet_blocks_are_convex (const GhFleetBlocks *self)
{
  for (guint k = 0; k < self->kinds.count; k++)
    if (!can_mix (self, k))
      return FALSE;
  return TRUE;
}

/**
 * gh_fleet_column_free:
 * @column: (transfer full) (nullable): a column
 *
 * Frees it.
 */
void
gh_fleet_column_free (GhFleetColumn *column)
{
  if (column == NULL)
    return;
  g_free (column->taken_kwh);
  g_free (column->discharged_kwh);
  g_free (column);
}

/* A block that is planned at prices. */
typedef struct
{
  const GhFleetBlocks *blocks;
  const GhPowerPrice *prices;
  guint stride;
  GhFleetColumn *column; /* (owned) */
  GArray *blocked;       /* (owned) (element-type GhFleetBlocked) */
} PriceTask;

/* Plans one store at prices. FALSE where stopped; otherwise the solution is in currency. */
static gboolean
plan_at (const GhFleetBlocks *self, guint s, const GhPowerPrice *prices,
         GhStorageSolution *solution, const GhProgress *progress, GError **error)
{
  GhStoreProblem stated;

  gh_store_problem_init (&stated, self->site, &self->site->stores[s], prices, self->equal_end);
  gboolean done = gh_storage_search (&stated.problem, 0.0, solution, progress, error);
  if (done && solution->feasible)
    gh_store_problem_restore (&stated, solution);
  gh_store_problem_clear (&stated);
  return done;
}

/* Adds what a store does to the column of its block, as often as there are such. */
static void
add_schedule (const PriceTask *task, guint s, double equal, const GhStorageSolution *solution)
{
  const GhFleetBlocks *self = task->blocks;
  const GhStore *store = &self->site->stores[s];
  GhFleetColumn *column = task->column;
  double paid = 0.0;

  for (gsize t = 0; t < self->steps; t++)
    {
      double taken
          = self->hours
            * gh_store_problem_get_power_kw (self->site, store, FALSE, t, solution->stored_kwh[t]);
      paid += task->prices[t].per_kwh * taken;
      column->taken_kwh[t] += equal * taken;
      if (taken >= 0.0 || store->may_export)
        continue;
      paid -= task->prices[t].discharge_per_kwh * taken;
      column->discharged_kwh[t] -= equal * taken;
    }
  column->cost += equal * (solution->objective - paid);
  column->bound += equal * solution->lower_bound;
}

/* How many of a block's stores are like those that are planned. */
static double
get_sampled_share (const PriceTask *task)
{
  const GhFleetKinds *kinds = &task->blocks->kinds;
  guint from = task->blocks->first[task->column->block];
  guint to = task->blocks->first[task->column->block + 1], sampled = 0;

  for (guint k = from; k < to; k += task->stride)
    sampled += kinds->first[k + 1] - kinds->first[k];
  return (double) sampled / (kinds->first[to] - kinds->first[from]);
}

static void
note_blocked (PriceTask *task, guint kind, gsize step)
{
  const GhFleetKinds *kinds = &task->blocks->kinds;

  for (guint i = kinds->first[kind]; i < kinds->first[kind + 1]; i++)
    g_array_append_val (task->blocked, ((GhFleetBlocked){ kinds->order[i], step }));
}

static gboolean
price_block (gpointer data, const GhProgress *progress, GError **error)
{
  PriceTask *task = data;
  const GhFleetBlocks *self = task->blocks;
  guint from = self->first[task->column->block], to = self->first[task->column->block + 1];
  double share = get_sampled_share (task);

  for (guint k = from; k < to; k += task->stride)
    {
      GhProgress part = gh_progress_part (progress, (double) (k - from) / (to - from),
                                          (k - from + 1.0) / (to - from));
      guint s = self->kinds.order[self->kinds.first[k]];
      GhStorageSolution solution;
      gboolean done = plan_at (self, s, task->prices, &solution, &part, error);
      if (done && solution.feasible)
        add_schedule (task, s, (self->kinds.first[k + 1] - self->kinds.first[k]) / share,
                      &solution);
      else if (done)
        note_blocked (task, k, solution.blocked_step);
      gh_storage_solution_clear (&solution);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_fleet_blocks_price:
 * @self: blocks
 * @prices: (array length=steps): what vehicles pay for a kWh
 * @stride: 1 to plan every kind of vehicle; more to plan one of as many, which stands for them
 * @round: number of these prices
 * @columns: (element-type GhFleetColumn): a column for each block is added
 * @blocked: (element-type GhFleetBlocked): vehicles are added that no choice leads to their end
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Plans vehicles at prices, in parallel. O(steps kinds / stride).
 *
 * Returns: %FALSE when stopped; no columns are added then, nor where a vehicle is blocked
 */
gboolean
gh_fleet_blocks_price (const GhFleetBlocks *self, const GhPowerPrice *prices, guint stride,
                       guint round, GPtrArray *columns, GArray *blocked, const GhProgress *progress,
                       GError **error)
{
  g_autofree PriceTask *tasks = g_new (PriceTask, self->count);
  g_autofree gpointer *pointers = g_new (gpointer, self->count);

  for (guint b = 0; b < self->count; b++)
    {
      GhFleetColumn *column = g_new0 (GhFleetColumn, 1);
      column->block = b;
      column->round = round;
      column->taken_kwh = g_new0 (double, self->steps);
      column->discharged_kwh = self->any_bound ? g_new0 (double, self->steps) : NULL;
      tasks[b] = (PriceTask){ self, prices, stride, column,
                              g_array_new (FALSE, FALSE, sizeof (GhFleetBlocked)) };
      pointers[b] = &tasks[b];
    }
  gboolean done = gh_parallel_run (price_block, pointers, self->count, progress, error);
  for (guint b = 0; b < self->count; b++)
    {
      g_array_append_vals (blocked, tasks[b].blocked->data, tasks[b].blocked->len);
      g_array_unref (tasks[b].blocked);
    }
  for (guint b = 0; b < self->count; b++)
    if (done && blocked->len == 0)
      g_ptr_array_add (columns, tasks[b].column);
    else
      gh_fleet_column_free (tasks[b].column);
  return done;
}

/* The schedules of a block's vehicles, mixed. */
typedef struct
{
  const GhFleetBlocks *blocks;
  guint block;
  const GArray *shares; /* (element-type GhFleetShare) */
  GhPlan *plan;
} MixTask;

/* Writes what is stored in each step as the schedule of a store. */
static void
write_schedule (const GhFleetBlocks *self, guint s, const double *stored_kwh, GhStorePlan *plan)
{
  const GhStore *store = &self->site->stores[s];
  double energy = store->start_kwh;

  for (gsize t = 0; t < self->steps; t++)
    {
      energy += stored_kwh[t] - store->drive_kwh[t];
      plan->energy_kwh[t] = energy;
      plan->power_kw[t]
          = gh_store_problem_get_power_kw (self->site, store, FALSE, t, stored_kwh[t]);
    }
}

/* Equal vehicles do all the same, the mean of the schedules. */
static gboolean
mix_kind (const MixTask *task, guint kind, const GhProgress *progress, GError **error)
{
  const GhFleetBlocks *self = task->blocks;
  guint first = self->kinds.first[kind], end = self->kinds.first[kind + 1];
  g_autofree double *mean = g_new0 (double, self->steps);

  for (guint i = 0; i < task->shares->len; i++)
    {
      const GhFleetShare *share = &g_array_index (task->shares, GhFleetShare, i);
      GhStorageSolution solution;
      gboolean done
          = plan_at (self, self->kinds.order[first], share->prices, &solution, progress, error);
      for (gsize t = 0; done && t < self->steps; t++)
        mean[t] += share->weight * solution.stored_kwh[t];
      gh_storage_solution_clear (&solution);
      if (!done)
        return FALSE;
    }
  for (guint i = first; i < end; i++)
    write_schedule (self, self->kinds.order[i], mean, &task->plan->stores[self->kinds.order[i]]);
  return TRUE;
}

/* The share into which the vehicle at a place among those of its block falls, so that any stretch
 * of neighbours has about the shares of the whole. */
static guint
pick_share (const GArray *shares, guint place)
{
  double drawn = fmod (0.5 + place * 0.6180339887498949, 1.0), sum = 0.0;
  guint i = 0;

  for (; i + 1 < shares->len; i++)
    {
      sum += g_array_index (shares, GhFleetShare, i).weight;
      if (drawn < sum)
        break;
    }
  return i;
}

/* Each vehicle follows one of the schedules. */
static gboolean
pick_kind (const MixTask *task, guint kind, const GhProgress *progress, GError **error)
{
  const GhFleetBlocks *self = task->blocks;
  guint begin = self->kinds.first[self->first[task->block]];

  for (guint i = self->kinds.first[kind]; i < self->kinds.first[kind + 1]; i++)
    {
      guint s = self->kinds.order[i], picked = pick_share (task->shares, i - begin);
      const GhPowerPrice *prices = g_array_index (task->shares, GhFleetShare, picked).prices;
      GhStorageSolution solution;
      gboolean done = plan_at (self, s, prices, &solution, progress, error);
      if (done)
        write_schedule (self, s, solution.stored_kwh, &task->plan->stores[s]);
      gh_storage_solution_clear (&solution);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
mix_block (gpointer data, const GhProgress *progress, GError **error)
{
  MixTask *task = data;
  const GhFleetBlocks *self = task->blocks;
  guint from = self->first[task->block], to = self->first[task->block + 1];

  for (guint k = from; k < to; k++)
    {
      GhProgress part = gh_progress_part (progress, (double) (k - from) / (to - from),
                                          (k - from + 1.0) / (to - from));
      gboolean done = can_mix (self, k) ? mix_kind (task, k, &part, error)
                                        : pick_kind (task, k, &part, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/**
 * gh_fleet_blocks_mix:
 * @self: blocks
 * @shares: (array) (element-type GhFleetShare): of each block, the prices at which its vehicles
 *   are planned and with which weight; weights sum up to 1
 * @plan: (inout): powers and energies of all stores are set
 * @progress: (nullable): polled
 * @error: set when stopped
 *
 * Gives each vehicle a schedule of its own: the mean of its schedules at the prices where
 * it is convex, otherwise one of them, each as often as its weight says. Schedules are found
 * anew rather than kept. O(steps kinds shares).
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_fleet_blocks_mix (const GhFleetBlocks *self, GArray *const *shares, GhPlan *plan,
                     const GhProgress *progress, GError **error)
{
  g_autofree MixTask *tasks = g_new (MixTask, self->count);
  g_autofree gpointer *pointers = g_new (gpointer, self->count);

  for (guint b = 0; b < self->count; b++)
    {
      tasks[b] = (MixTask){ self, b, shares[b], plan };
      pointers[b] = &tasks[b];
    }
  return gh_parallel_run (mix_block, pointers, self->count, progress, error);
}
