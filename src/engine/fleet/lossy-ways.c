/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-ways.h"

#include <math.h>

#include "errors.h"
#include "parallel.h"

/* Groups into which stores are put: more need fewer rounds, but a larger program, which pays only
 * where a round asks many stores. */
#define LEAST_GROUPS 24
#define MOST_GROUPS 64
#define STORES_PER_GROUP 20
/* A group's power below which it is rounding. */
#define LEAST_KW 1e-9
/* A share of a group below which it is rounding. */
#define LEAST_SHARE 1e-9
#define LEAST_NEGATIVE 1e-6
/* How often all stores take their turns at most, and by what share of the deviation one has to
 * gain for another to follow. */
#define MOST_TURNS 4
/* After how many solves that do not use it a way is put aside: the solver has fewer to look at, and
 * what is worth using again is found again. */
#define MOST_IDLE 20
#define LEAST_GAIN 0.02

/* What a group does at the worths of one round, as the program knows it. */
typedef struct
{
  guint group;
  guint round;
  guint column;
  guint idle; /* for how many solves it has not been used */
} Way;

/* The stores of one group. */
typedef struct
{
  GhLossyWays *ways;
  guint group;
  guint first;
  guint end;
  const GhPowerPrice *prices;
  const double *worth;
  double *total_kw;
  double cost;
  double bound;
} GroupTask;

/*< private > Begins without any way; the rows come next.
 *
 * @stride: 1 to ask every store; more to ask one of as many, which stands for them: such ways are
 * none that all can do, but their worths serve
 * @most_kw: the greatest power there will be, of all stores together */
void
gh_lossy_ways_init (GhLossyWays *self, const GhLossyFleet *fleet, guint stride, double most_kw)
{
  guint stores = fleet->site->store_count;
  guint most = CLAMP (stores / STORES_PER_GROUP, LEAST_GROUPS, MOST_GROUPS);
  guint groups = CLAMP (stores, 1, most);

  *self = (GhLossyWays){ .fleet = fleet,
                         .schedule = gh_fleet_schedule_new (fleet),
                         .program = gh_linear_program_new (),
                         .unit_kw = MAX (1.0, most_kw / groups),
                         .groups = groups,
                         .stride = stride,
                         .worths = g_ptr_array_new_with_free_func (g_free),
                         .ways = g_array_new (FALSE, FALSE, sizeof (Way)) };
  gh_linear_program_set_scaled (self->program);
}

/*< private > Adds the row of the next step: its power lies between two. */
void
gh_lossy_ways_add_step (GhLossyWays *self, double lower_kw, double upper_kw)
{
  gh_linear_program_add_row (self->program, lower_kw / self->unit_kw, upper_kw / self->unit_kw);
}

/*< private > Adds the rows of the groups, after those of all steps. */
void
gh_lossy_ways_add_groups (GhLossyWays *self)
{
  for (guint g = 0; g < self->groups; g++)
    gh_linear_program_add_row (self->program, 1.0, 1.0);
}

static GhProgress
part_of_store (const GroupTask *task, guint store, const GhProgress *progress)
{
  double count = task->end - task->first;

  return gh_progress_part (progress, (store - task->first) / count,
                           (store - task->first + 1) / count);
}

/* What is missing at the end costs beside what the power is worth. */
static double
find_cost (const GroupTask *task, guint store, const GhLossyPlan *plan, const double *power_kw)
{
  const GhLossyFleet *fleet = task->ways->fleet;
  double cost = plan->cost;

  if (fleet->site->stores[store].end_value.count == 0)
    return 0.0;
  for (gsize t = 0; t < fleet->steps; t++)
    cost += task->worth[t] * power_kw[t] * fleet->hours;
  return MAX (cost, 0.0);
}

/* What a group does at prices, summed up. */
static gboolean
price_group (gpointer data, const GhProgress *progress, GError **error)
{
  GroupTask *task = data;
  const GhLossyFleet *fleet = task->ways->fleet;
  g_autofree double *power = g_new (double, fleet->steps);
  guint stride = task->ways->stride, asked = (task->end - task->first + stride - 1) / stride;
  double each = (double) (task->end - task->first) / asked;

  for (guint s = task->first; s < task->end; s += stride)
    {
      GhProgress part = part_of_store (task, s, progress);
      GhLossyPlan plan;
      if (!gh_lossy_fleet_plan_store (fleet, s, task->prices, NULL, power, NULL, &plan, &part,
                                      error))
        return FALSE;
      task->ways->schedule->served[s] = plan.feasible != FALSE;
      task->bound += each * plan.bound;
      if (!plan.feasible)
        continue;
      task->cost += each * find_cost (task, s, &plan, power);
      for (gsize t = 0; t < fleet->steps; t++)
        task->total_kw[t] += each * power[t];
    }
  return TRUE;
}

/* Adds what a group does to what it can do shares of. Powers that cancel but for rounding are none:
 * scaling would make much of them, and the simplex method lose its way. */
static void
add_way (GhLossyWays *self, guint group, const double *total_kw, double cost)
{
  gsize steps = self->fleet->steps;
  guint column = gh_linear_program_add_column (self->program, 0.0, INFINITY, cost / self->unit_kw,
                                               GH_LINEAR_CONTINUOUS);
  Way way = { group, self->worths->len - 1, column, 0 };

  for (gsize t = 0; t < steps; t++)
    if (fabs (total_kw[t]) > LEAST_KW)
      gh_linear_program_set_coefficient (self->program, (guint) t, column,
                                         total_kw[t] / self->unit_kw);
  gh_linear_program_set_coefficient (self->program, (guint) steps + group, column, 1.0);
  g_array_append_val (self->ways, way);
}

static gboolean
run_groups (GhLossyWays *self, GhTaskFunc func, GroupTask *tasks, const GhProgress *progress,
            GError **error)
{
  guint stores = self->fleet->site->store_count;
  g_autofree gpointer *pointers = g_new (gpointer, self->groups);

  for (guint g = 0; g < self->groups; g++)
    {
      tasks[g].ways = self;
      tasks[g].group = g;
      tasks[g].first = (guint) ((guint64) stores * g / self->groups);
      tasks[g].end = (guint) ((guint64) stores * (g + 1) / self->groups);
      pointers[g] = &tasks[g];
    }
  return gh_parallel_run (func, pointers, self->groups, progress, error);
}

/*< private > Asks all stores what they do at worths of a kWh in each step, and adds it as a way.
 *
 * @worth: (transfer full) (array length=steps)
 * @farthest_kwh: (out): nothing that the fleet can do is worth more */
gboolean
gh_lossy_ways_ask (GhLossyWays *self, double *worth, double *farthest_kwh,
                   const GhProgress *progress, GError **error)
{
  gsize steps = self->fleet->steps;
  g_autofree GroupTask *tasks = g_new0 (GroupTask, self->groups);
  g_autofree GhPowerPrice *prices = g_new (GhPowerPrice, steps);
  g_autofree double *totals = g_new0 (double, self->groups *steps);

  g_ptr_array_add (self->worths, worth);
  gh_lossy_fleet_set_prices (self->fleet, worth, prices);
  for (guint g = 0; g < self->groups; g++)
    {
      tasks[g].prices = prices;
      tasks[g].worth = worth;
      tasks[g].total_kw = totals + g * steps;
    }
  if (!run_groups (self, price_group, tasks, progress, error))
    return FALSE;
  *farthest_kwh = 0.0;
  for (guint g = 0; g < self->groups; g++)
    {
      *farthest_kwh -= tasks[g].bound;
      add_way (self, g, tasks[g].total_kw, tasks[g].cost);
    }
  return TRUE;
}

/* Whether the solver kept to its own bounds. */
static gboolean
are_shares (const GhLossyWays *self, const GhLinearSolution *solution)
{
  for (guint w = 0; w < self->ways->len; w++)
    if (solution->values[g_array_index (self->ways, Way, w).column] < -LEAST_NEGATIVE)
      return FALSE;
  return TRUE;
}

static void
put_aside (GhLossyWays *self)
{
  for (guint w = 0; w < self->ways->len; w++)
    {
      Way *way = &g_array_index (self->ways, Way, w);
      way->idle = self->shares[way->column] > 0.0 ? 0 : way->idle + 1;
      if (way->idle == MOST_IDLE)
        gh_linear_program_set_column_bounds (self->program, way->column, 0.0, 0.0);
    }
}

/*< private > Solves the program over shares of all ways so far; takes the values of @solution. */
gboolean
gh_lossy_ways_solve (GhLossyWays *self, GhLinearSolution *solution, GError **error)
{
  if (!gh_linear_program_solve (self->program, GH_LINEAR_PRIMAL_SIMPLEX, INFINITY, NULL, solution,
                                error))
    return FALSE;
  if (solution->status != GH_LINEAR_OPTIMAL || !are_shares (self, solution))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                           "the program of a committed profile has no solution");
      return FALSE;
    }
  g_free (self->shares);
  self->shares = g_steal_pointer (&solution->values);
  put_aside (self);
  return TRUE;
}

/*< private > Worths of which most of the last solution came, those of the greatest shares first.
 *
 * Returns: (transfer full) (element-type double): at most @most */
GPtrArray *
gh_lossy_ways_take_worths (const GhLossyWays *self, guint most)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *sums = g_new0 (double, self->worths->len);

  for (guint w = 0; w < self->ways->len; w++)
    {
      const Way *way = &g_array_index (self->ways, Way, w);
      sums[way->round] += self->shares[way->column];
    }
  while (taken->len < most)
    {
      guint greatest = 0;
      for (guint r = 1; r < self->worths->len; r++)
        if (sums[r] > sums[greatest])
          greatest = r;
      if (!(sums[greatest] > LEAST_SHARE))
        break;
      sums[greatest] = 0.0;
      g_ptr_array_add (taken, g_memdup2 (g_ptr_array_index (self->worths, greatest),
                                         self->fleet->steps * sizeof (double)));
    }
  return taken;
}

/* Adds a share of what the stores of a group did in one round to the powers they are to have. */
static gboolean
add_share (GroupTask *task, const Way *way, double share, double *power_kw,
           const GhProgress *progress, GError **error)
{
  const GhLossyFleet *fleet = task->ways->fleet;
  GhFleetSchedule *schedule = task->ways->schedule;
  g_autofree GhPowerPrice *prices = g_new (GhPowerPrice, fleet->steps);

  gh_lossy_fleet_set_prices (fleet, g_ptr_array_index (task->ways->worths, way->round), prices);
  for (guint s = task->first; s < task->end; s++)
    {
      GhLossyPlan plan;
      if (!gh_lossy_fleet_plan_store (fleet, s, prices, NULL, power_kw, NULL, &plan, progress,
                                      error))
        return FALSE;
      for (gsize t = 0; t < fleet->steps && plan.feasible; t++)
        schedule->power_kw[s * fleet->steps + t] += share * power_kw[t];
    }
  return TRUE;
}

/* The nearest that each store can do to its shares: what several schedules have in common may fill
 * a battery that loses less by it, or fall below the least power of a charger. */
static gboolean
follow_shares (GroupTask *task, const GhProgress *progress, GError **error)
{
  const GhLossyFleet *fleet = task->ways->fleet;
  GhFleetSchedule *schedule = task->ways->schedule;
  g_autoptr (GhSite) meter = gh_lossy_fleet_new_meter (fleet);

  for (guint s = task->first; s < task->end; s++)
    {
      double *own = schedule->power_kw + s * fleet->steps;
      GhLossyPlan plan;
      for (gsize t = 0; t < fleet->steps; t++)
        meter->load_kw[t] = -own[t];
      if (!gh_lossy_fleet_plan_store (fleet, s, NULL, meter, own,
                                      schedule->energy_kwh + s * fleet->steps, &plan, progress,
                                      error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mix_group (gpointer data, const GhProgress *progress, GError **error)
{
  GroupTask *task = data;
  const GhLossyWays *ways = task->ways;
  g_autofree double *power = g_new (double, ways->fleet->steps);

  for (guint w = 0; w < ways->ways->len; w++)
    {
      const Way *way = &g_array_index (ways->ways, Way, w);
      double share = ways->shares[way->column];
      if (way->group == task->group && share > LEAST_SHARE
          && !add_share (task, way, share, power, progress, error))
        return FALSE;
    }
  return follow_shares (task, progress, error);
}

/*< private > Lets each store follow its shares of the last solution as near as it can. */
gboolean
gh_lossy_ways_mix (GhLossyWays *self, const GhProgress *progress, GError **error)
{
  g_autofree GroupTask *tasks = g_new0 (GroupTask, self->groups);

  if (!run_groups (self, mix_group, tasks, progress, error))
    return FALSE;
  gh_fleet_schedule_sum (self->schedule);
  return TRUE;
}

static double
measure_deviation (const GhLossyWays *self, const double *profile_kw)
{
  double sum = 0.0;

  for (gsize t = 0; t < self->fleet->steps; t++)
    if (!isnan (profile_kw[t]))
      sum += fabs (self->schedule->total_kw[t] - profile_kw[t]) * self->fleet->hours;
  return sum;
}

/* Each store in turn does what brings the whole nearest to the profile while the others stay. */
static gboolean
take_turn (GhLossyWays *self, const double *profile_kw, const GhProgress *progress, GError **error)
{
  gsize steps = self->fleet->steps;
  GhFleetSchedule *schedule = self->schedule;
  g_autoptr (GhSite) meter = gh_lossy_fleet_new_meter (self->fleet);

  for (gsize t = 0; t < steps; t++)
    if (isnan (profile_kw[t]))
      meter->import_price[t] = meter->export_price[t] = meter->store_export_price[t] = 0.0;
  for (guint s = 0; s < schedule->stores; s++)
    {
      double *own = schedule->power_kw + s * steps;
      GhLossyPlan plan;
      if (!schedule->served[s])
        continue;
      if (!gh_progress_step (progress, (double) s / schedule->stores, NULL, error))
        return FALSE;
      for (gsize t = 0; t < steps; t++)
        {
          schedule->total_kw[t] -= own[t];
          meter->load_kw[t] = isnan (profile_kw[t]) ? 0.0 : schedule->total_kw[t] - profile_kw[t];
        }
      if (!gh_lossy_fleet_plan_store (self->fleet, s, NULL, meter, own,
                                      schedule->energy_kwh + s * steps, &plan, NULL, error))
        return FALSE;
      for (gsize t = 0; t < steps; t++)
        schedule->total_kw[t] += own[t];
    }
  gh_fleet_schedule_sum (schedule);
  return TRUE;
}

/*< private > Lets each store in turn close what is left between the schedule and a profile.
 *
 * @profile_kw: (array length=steps): %NAN where all is free
 * @good_kwh: how far from it is near enough
 * @deviation_kwh: (out): how far all are from it then */
gboolean
gh_lossy_ways_take_turns (GhLossyWays *self, const double *profile_kw, double good_kwh,
                          double *deviation_kwh, const GhProgress *progress, GError **error)
{
  *deviation_kwh = measure_deviation (self, profile_kw);
  for (guint turn = 0; turn<MOST_TURNS && * deviation_kwh> good_kwh; turn++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) turn / MOST_TURNS, (turn + 1.0) / MOST_TURNS);
      double before = *deviation_kwh;
      if (!take_turn (self, profile_kw, &part, error))
        return FALSE;
      *deviation_kwh = measure_deviation (self, profile_kw);
      if (before - *deviation_kwh < LEAST_GAIN * before)
        break;
    }
  return TRUE;
}

/*< private > Frees what it holds */
void
gh_lossy_ways_clear (GhLossyWays *self)
{
  g_clear_pointer (&self->schedule, gh_fleet_schedule_free);
  g_clear_pointer (&self->program, gh_linear_program_free);
  g_clear_pointer (&self->worths, g_ptr_array_unref);
  g_clear_pointer (&self->ways, g_array_unref);
  g_clear_pointer (&self->shares, g_free);
}
