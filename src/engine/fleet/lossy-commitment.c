/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-commitment.h"

#include <math.h>

#include "errors.h"
#include "fleet/lossy-fleet-private.h"
#include "parallel.h"
#include "planning/linear-program.h"

/* Groups into which stores are put at most: more need fewer rounds, but a larger program. */
#define MOST_GROUPS 24
#define MOST_ROUNDS 200
/* Of the energy of the profile: gap of the program at which it ends. */
#define GOOD_GAP 2e-5
/* How much of the best prices so far there is in those that are asked next. */
#define SMOOTHING 0.3
/* A group's power below which it is rounding. */
#define LEAST_KW 1e-9
/* A share of a group below which it is rounding. */
#define LEAST_SHARE 1e-9
#define LEAST_NEGATIVE 1e-6
/* How often all stores take their turns at most, and by what share of the deviation one has to
 * gain for another to follow. */
#define MOST_TURNS 4
#define LEAST_GAIN 0.02
/* Shares of the progress. */
#define PROGRAM_SHARE 0.7
#define SHARED_SHARE 0.8

/* What a group does at the worths of one round, as the program knows it. */
typedef struct
{
  guint group;
  guint round;
  guint column;
} Way;

typedef struct
{
  const GhLossyFleet *fleet;
  const double *profile_kw;
  gsize steps;
  double hours;
  guint groups;
  GPtrArray *worths; /* (element-type double): asked in each round */
  GArray *ways;      /* (element-type Way) */
  double *best_worth;
  double *shares; /* (nullable): of columns, in the program's best solution */
  GhLinearProgram *program;
  double unit_kw; /* in which the program counts: what a group has of the profile at most */
  GhLossyCommitment *result;
} Search;

/* The stores of one group. */
typedef struct
{
  Search *search;
  guint group;
  guint first;
  guint end;
  const GhPowerPrice *prices;
  double *total_kw;
  double bound;
} GroupTask;

static GhProgress
part_of_store (const GroupTask *task, guint store, const GhProgress *progress)
{
  double count = task->end - task->first;

  return gh_progress_part (progress, (store - task->first) / count,
                           (store - task->first + 1) / count);
}

/* What a group does at prices, summed up. */
static gboolean
price_group (gpointer data, const GhProgress *progress, GError **error)
{
  GroupTask *task = data;
  const Search *search = task->search;
  g_autofree double *power = g_new (double, search->steps);

  for (guint s = task->first; s < task->end; s++)
    {
      GhProgress part = part_of_store (task, s, progress);
      GhLossyPlan plan;
      if (!gh_lossy_fleet_plan_store (search->fleet, s, task->prices, NULL, power, NULL, &plan,
                                      &part, error))
        return FALSE;
      search->result->schedule->served[s] = plan.feasible != FALSE;
      task->bound += plan.bound;
      for (gsize t = 0; t < search->steps && plan.feasible; t++)
        task->total_kw[t] += power[t];
    }
  return TRUE;
}

/* Adds what a group does to what it can do shares of. Powers that cancel but for rounding are none:
 * scaling would make much of them, and the simplex method lose its way. */
static void
add_way (Search *search, guint group, const double *total_kw)
{
  guint column
      = gh_linear_program_add_column (search->program, 0.0, INFINITY, 0.0, GH_LINEAR_CONTINUOUS);
  Way way = { group, search->worths->len - 1, column };

  for (gsize t = 0; t < search->steps; t++)
    if (fabs (total_kw[t]) > LEAST_KW)
      gh_linear_program_set_coefficient (search->program, (guint) t, column,
                                         total_kw[t] / search->unit_kw);
  gh_linear_program_set_coefficient (search->program, (guint) search->steps + group, column, 1.0);
  g_array_append_val (search->ways, way);
}

static gboolean
run_groups (Search *search, GhTaskFunc func, GroupTask *tasks, const GhProgress *progress,
            GError **error)
{
  guint stores = search->fleet->site->store_count;
  g_autofree gpointer *pointers = g_new (gpointer, search->groups);

  for (guint g = 0; g < search->groups; g++)
    {
      tasks[g].search = search;
      tasks[g].group = g;
      tasks[g].first = (guint) ((guint64) stores * g / search->groups);
      tasks[g].end = (guint) ((guint64) stores * (g + 1) / search->groups);
      pointers[g] = &tasks[g];
    }
  return gh_parallel_run (func, pointers, search->groups, progress, error);
}

/* Asks all stores at worths, which it takes. By duality no schedule is nearer to the profile than
 * what that is worth, less the most that the stores can be. */
static gboolean
ask_stores (Search *search, double *worth, const GhProgress *progress, GError **error)
{
  g_autofree GroupTask *tasks = g_new0 (GroupTask, search->groups);
  g_autofree GhPowerPrice *prices = g_new (GhPowerPrice, search->steps);
  g_autofree double *totals = g_new0 (double, search->groups * search->steps);
  double bound = 0.0;

  g_ptr_array_add (search->worths, worth);
  gh_lossy_fleet_set_prices (search->fleet, worth, prices);
  for (guint g = 0; g < search->groups; g++)
    {
      tasks[g].prices = prices;
      tasks[g].total_kw = totals + g * search->steps;
    }
  if (!run_groups (search, price_group, tasks, progress, error))
    return FALSE;
  search->result->rounds++;
  for (gsize t = 0; t < search->steps; t++)
    if (!isnan (search->profile_kw[t]))
      bound += worth[t] * search->profile_kw[t] * search->hours;
  for (guint g = 0; g < search->groups; g++)
    {
      bound += tasks[g].bound;
      add_way (search, g, tasks[g].total_kw);
    }
  if (bound > search->result->bound_kwh || search->result->rounds == 1)
    {
      search->result->bound_kwh = MAX (bound, 0.0);
      for (gsize t = 0; t < search->steps; t++)
        search->best_worth[t] = worth[t];
    }
  return TRUE;
}

/* Each step's power is the profile's, but for what it costs to differ; each group does shares of
 * what it did, one whole together. */
static void
begin_program (Search *search)
{
  double most = 1.0;

  for (gsize t = 0; t < search->steps; t++)
    most = fmax (most, fabs (search->profile_kw[t]) / search->groups);
  search->unit_kw = most;
  search->program = gh_linear_program_new ();
  for (gsize t = 0; t < search->steps; t++)
    {
      double power = search->profile_kw[t] / search->unit_kw;
      gboolean free = isnan (power);
      guint row = gh_linear_program_add_row (search->program, free ? -INFINITY : power,
                                             free ? INFINITY : power);
      for (int sign = -1; sign <= 1; sign += 2)
        gh_linear_program_set_coefficient (search->program, row,
                                           gh_linear_program_add_column (search->program, 0.0,
                                                                         INFINITY, search->hours,
                                                                         GH_LINEAR_CONTINUOUS),
                                           sign);
    }
  for (guint g = 0; g < search->groups; g++)
    gh_linear_program_add_row (search->program, 1.0, 1.0);
}

/* Whether the solver kept to its own bounds. */
static gboolean
are_shares (const Search *search, const GhLinearSolution *solution)
{
  for (guint w = 0; w < search->ways->len; w++)
    if (solution->values[g_array_index (search->ways, Way, w).column] < -LEAST_NEGATIVE)
      return FALSE;
  return TRUE;
}

/* Solves the program: how near shares of what is known come to the profile, and what a kWh more of
 * it would be worth. */
static gboolean
solve_program (Search *search, double *worth, double *distance, GError **error)
{
  g_auto (GhLinearSolution) solution = { 0 };

  if (!gh_linear_program_solve (search->program, GH_LINEAR_PRIMAL_SIMPLEX, INFINITY, NULL,
                                &solution, error))
    return FALSE;
  if (solution.status != GH_LINEAR_OPTIMAL || !are_shares (search, &solution))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                           "the program of a committed profile has no solution");
      return FALSE;
    }
  *distance = solution.objective * search->unit_kw;
  for (gsize t = 0; t < search->steps; t++)
    worth[t] = isnan (search->profile_kw[t]) ? 0.0
                                             : CLAMP (solution.duals[t] / search->hours, -1.0, 1.0);
  g_free (search->shares);
  search->shares = g_steal_pointer (&solution.values);
  return TRUE;
}

/* Column generation (Dantzig and Wolfe 1960) with smoothed prices (Wentges 1997). */
static gboolean
generate_ways (Search *search, double good_gap, const GhProgress *progress, GError **error)
{
  double *worth = g_new0 (double, search->steps), distance = INFINITY;

  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) round / MOST_ROUNDS, (round + 1.0) / MOST_ROUNDS);
      if (!ask_stores (search, worth, &part, error))
        return FALSE;
      worth = g_new (double, search->steps);
      if (!solve_program (search, worth, &distance, error))
        {
          g_free (worth);
          return FALSE;
        }
      if (distance - search->result->bound_kwh <= good_gap)
        break;
      for (gsize t = 0; t < search->steps; t++)
        worth[t] = SMOOTHING * search->best_worth[t] + (1.0 - SMOOTHING) * worth[t];
    }
  g_free (worth);
  return TRUE;
}

/* Adds a share of what the stores of a group did in one round to the powers they are to have. */
static gboolean
add_share (GroupTask *task, const Way *way, double share, double *power_kw,
           const GhProgress *progress, GError **error)
{
  const Search *search = task->search;
  GhFleetSchedule *schedule = search->result->schedule;
  g_autofree GhPowerPrice *prices = g_new (GhPowerPrice, search->steps);

  gh_lossy_fleet_set_prices (search->fleet, g_ptr_array_index (search->worths, way->round), prices);
  for (guint s = task->first; s < task->end; s++)
    {
      GhLossyPlan plan;
      if (!gh_lossy_fleet_plan_store (search->fleet, s, prices, NULL, power_kw, NULL, &plan,
                                      progress, error))
        return FALSE;
      for (gsize t = 0; t < search->steps && plan.feasible; t++)
        schedule->power_kw[s * search->steps + t] += share * power_kw[t];
    }
  return TRUE;
}

/* The nearest that each store can do to its shares: what several schedules have in common may fill
 * a battery that loses less by it, or fall below the least power of a charger. */
static gboolean
follow_shares (GroupTask *task, const GhProgress *progress, GError **error)
{
  const Search *search = task->search;
  GhFleetSchedule *schedule = search->result->schedule;
  g_autoptr (GhSite) meter = gh_lossy_fleet_new_meter (search->fleet);

  for (guint s = task->first; s < task->end; s++)
    {
      double *own = schedule->power_kw + s * search->steps;
      GhLossyPlan plan;
      for (gsize t = 0; t < search->steps; t++)
        meter->load_kw[t] = -own[t];
      if (!gh_lossy_fleet_plan_store (search->fleet, s, NULL, meter, own,
                                      schedule->energy_kwh + s * search->steps, &plan, progress,
                                      error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
share_group (gpointer data, const GhProgress *progress, GError **error)
{
  GroupTask *task = data;
  const Search *search = task->search;
  g_autofree double *power = g_new (double, search->steps);

  for (guint w = 0; w < search->ways->len; w++)
    {
      const Way *way = &g_array_index (search->ways, Way, w);
      double share = search->shares[way->column];
      if (way->group == task->group && share > LEAST_SHARE
          && !add_share (task, way, share, power, progress, error))
        return FALSE;
    }
  return follow_shares (task, progress, error);
}

static double
measure_deviation (const Search *search)
{
  double sum = 0.0;

  for (gsize t = 0; t < search->steps; t++)
    if (!isnan (search->profile_kw[t]))
      sum += fabs (search->result->schedule->total_kw[t] - search->profile_kw[t]) * search->hours;
  return sum;
}

/* Each store in turn does what brings the whole nearest to the profile while the others stay. */
static gboolean
take_turn (Search *search, const GhProgress *progress, GError **error)
{
  GhFleetSchedule *schedule = search->result->schedule;
  g_autoptr (GhSite) meter = gh_lossy_fleet_new_meter (search->fleet);

  for (gsize t = 0; t < search->steps; t++)
    if (isnan (search->profile_kw[t]))
      meter->import_price[t] = meter->export_price[t] = meter->store_export_price[t] = 0.0;
  for (guint s = 0; s < schedule->stores; s++)
    {
      double *own = schedule->power_kw + s * search->steps;
      GhLossyPlan plan;
      if (!schedule->served[s])
        continue;
      if (!gh_progress_step (progress, (double) s / schedule->stores, NULL, error))
        return FALSE;
      for (gsize t = 0; t < search->steps; t++)
        {
          schedule->total_kw[t] -= own[t];
          meter->load_kw[t]
              = isnan (search->profile_kw[t]) ? 0.0 : schedule->total_kw[t] - search->profile_kw[t];
        }
      if (!gh_lossy_fleet_plan_store (search->fleet, s, NULL, meter, own,
                                      schedule->energy_kwh + s * search->steps, &plan, NULL, error))
        return FALSE;
      for (gsize t = 0; t < search->steps; t++)
        schedule->total_kw[t] += own[t];
    }
  gh_fleet_schedule_sum (schedule);
  return TRUE;
}

static gboolean
take_turns (Search *search, double good_gap, const GhProgress *progress, GError **error)
{
  GhLossyCommitment *result = search->result;

  gh_fleet_schedule_sum (result->schedule);
  result->deviation_kwh = measure_deviation (search);
  for (guint turn = 0; turn < MOST_TURNS; turn++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) turn / MOST_TURNS, (turn + 1.0) / MOST_TURNS);
      double before = result->deviation_kwh;
      if (before - result->bound_kwh <= good_gap)
        break;
      if (!take_turn (search, &part, error))
        return FALSE;
      result->deviation_kwh = measure_deviation (search);
      if (before - result->deviation_kwh < LEAST_GAIN * before)
        break;
    }
  return TRUE;
}

static gboolean
run_search (Search *search, const GhProgress *progress, GError **error)
{
  GhProgress generating = gh_progress_part (progress, 0.0, PROGRAM_SHARE);
  GhProgress sharing = gh_progress_part (progress, PROGRAM_SHARE, SHARED_SHARE);
  GhProgress turning = gh_progress_part (progress, SHARED_SHARE, 1.0);
  g_autofree GroupTask *tasks = g_new0 (GroupTask, search->groups);
  double energy = 0.0;

  for (gsize t = 0; t < search->steps; t++)
    if (!isnan (search->profile_kw[t]))
      energy += fabs (search->profile_kw[t]) * search->hours;
  begin_program (search);
  double good_gap = GOOD_GAP * MAX (1.0, energy);
  return generate_ways (search, good_gap, &generating, error)
         && run_groups (search, share_group, tasks, &sharing, error)
         && take_turns (search, good_gap, &turning, error);
}

/**
 * gh_lossy_commitment_new:
 * @fleet: a fleet
 * @profile_kw: (array length=steps): power that it is to take; %NAN where it is free
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Shares a committed profile out to stores so that they differ from it by as little energy as can
 * be. What each worth of a kWh in each step makes the stores do is a bound of the difference; a
 * linear program over shares of that gives the worths to be asked next, until both meet. Then each
 * store follows its shares as near as it can, and in turn closes what is left. The bound is the
 * best that shares can do: where losses, least powers or standby make a store's set not convex a
 * difference may stay that nothing closes, and @deviation_kwh is what the schedule has, never less.
 *
 * One pass of the kernel for each store and round, in parallel; some dozen to 200 rounds.
 *
 * Returns: (transfer full) (nullable): a schedule with its bound; %NULL when stopped
 */
GhLossyCommitment *
gh_lossy_commitment_new (const GhLossyFleet *fleet, const double *profile_kw,
                         const GhProgress *progress, GError **error)
{
  g_autoptr (GhLossyCommitment) result = g_new0 (GhLossyCommitment, 1);
  Search search = { .fleet = fleet,
                    .profile_kw = profile_kw,
                    .steps = fleet->steps,
                    .hours = fleet->hours,
                    .groups = CLAMP (fleet->site->store_count, 1, MOST_GROUPS),
                    .worths = g_ptr_array_new_with_free_func (g_free),
                    .ways = g_array_new (FALSE, FALSE, sizeof (Way)),
                    .best_worth = g_new0 (double, fleet->steps),
                    .result = result };

  result->schedule = gh_fleet_schedule_new (fleet);
  result->worth = search.best_worth;
  gboolean done = run_search (&search, progress, error);
  g_ptr_array_unref (search.worths);
  g_array_unref (search.ways);
  g_free (search.shares);
  gh_linear_program_free (search.program);
  return done ? g_steal_pointer (&result) : NULL;
}

/**
 * gh_lossy_commitment_free:
 * @commitment: (transfer full) (nullable): a commitment
 *
 * Frees it.
 */
void
gh_lossy_commitment_free (GhLossyCommitment *commitment)
{
  if (commitment == NULL)
    return;
  gh_fleet_schedule_free (commitment->schedule);
  g_free (commitment->worth);
  g_free (commitment);
}
