/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-commitment.h"

#include <math.h>

#include "fleet/lossy-ways.h"

#define MOST_ROUNDS 200
/* Of the energy of the profile: gap of the program at which it ends. */
#define GOOD_GAP 2e-5
/* How much of the best prices so far there is in those that are asked next. */
#define SMOOTHING 0.3
/* Stores of a sample at least; how many times as many there are at least for there to be one, and
 * for how many one stands at most; worths of the sample at which all are asked. */
#define LEAST_SAMPLE 320
#define LEAST_STRIDE 3
#define MOST_STRIDE 10
#define MOST_FOUND 24
/* Shares of the progress. */
#define SAMPLE_SHARE 0.2
#define PROGRAM_SHARE 0.7
#define SHARED_SHARE 0.8

typedef struct
{
  GhLossyWays ways;
  const double *profile_kw;
  gsize steps;
  double hours;
  double *best_worth;
  GhLossyCommitment *result;
} Search;

/* Asks all stores at worths, which it takes. By duality no schedule is nearer to the profile than
 * what that is worth, less the most that the stores can be. */
static gboolean
ask_stores (Search *search, double *worth, const GhProgress *progress, GError **error)
{
  double farthest, bound = 0.0;

  if (!gh_lossy_ways_ask (&search->ways, worth, &farthest, progress, error))
    return FALSE;
  search->result->rounds++;
  for (gsize t = 0; t < search->steps; t++)
    if (!isnan (search->profile_kw[t]))
      bound += worth[t] * search->profile_kw[t] * search->hours;
  bound -= farthest;
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
  GhLinearProgram *program = search->ways.program;

  for (gsize t = 0; t < search->steps; t++)
    {
      double power = search->profile_kw[t];
      gboolean free = isnan (power);
      gh_lossy_ways_add_step (&search->ways, free ? -INFINITY : power, free ? INFINITY : power);
      for (int sign = -1; sign <= 1; sign += 2)
        gh_linear_program_set_coefficient (program, (guint) t,
                                           gh_linear_program_add_column (program, 0.0, INFINITY,
                                                                         search->hours,
                                                                         GH_LINEAR_CONTINUOUS),
                                           sign);
    }
  gh_lossy_ways_add_groups (&search->ways);
}

/* Solves the program: how near shares of what is known come to the profile, and what a kWh more of
 * it would be worth. */
static gboolean
solve_program (Search *search, double *worth, double *distance, GError **error)
{
  g_auto (GhLinearSolution) solution = { 0 };

  if (!gh_lossy_ways_solve (&search->ways, &solution, error))
    return FALSE;
  *distance = solution.objective * search->ways.unit_kw;
  for (gsize t = 0; t < search->steps; t++)
    worth[t] = isnan (search->profile_kw[t]) ? 0.0
                                             : CLAMP (solution.duals[t] / search->hours, -1.0, 1.0);
  return TRUE;
}

/* Worths that serve a program better next than those of its last solution (Wentges 1997). */
static void
smooth (const Search *search, double *worth)
{
  for (gsize t = 0; t < search->steps; t++)
    worth[t] = SMOOTHING * search->best_worth[t] + (1.0 - SMOOTHING) * worth[t];
}

/* Column generation (Dantzig and Wolfe 1960) with smoothed prices, from some worths on, one at
 * least. */
static gboolean
generate_ways (Search *search, const GPtrArray *begin, double good_gap, const GhProgress *progress,
               GError **error)
{
  gsize size = search->steps * sizeof (double);
  double *worth = NULL, distance = INFINITY;
  gboolean going = TRUE;

  for (guint round = 0; round < MOST_ROUNDS && going; round++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) round / MOST_ROUNDS, (round + 1.0) / MOST_ROUNDS);
      if (round < begin->len)
        worth = g_memdup2 (g_ptr_array_index (begin, round), size);
      if (!ask_stores (search, worth, &part, error))
        return FALSE;
      worth = NULL;
      if (round + 1 < begin->len)
        continue;
      worth = g_new (double, search->steps);
      going = solve_program (search, worth, &distance, error);
      if (!going || distance - search->result->bound_kwh <= good_gap)
        break;
      smooth (search, worth);
    }
  g_free (worth);
  return going;
}

/* Worths to begin with that say nothing. */
static GPtrArray *
new_beginning (const Search *search)
{
  GPtrArray *begin = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (begin, g_new0 (double, search->steps));
  return begin;
}

static void
begin_search (Search *search, const GhLossyFleet *fleet, guint stride, const double *profile_kw,
              GhLossyCommitment *result)
{
  double most_kw = 0.0;

  for (gsize t = 0; t < fleet->steps; t++)
    most_kw = fmax (most_kw, fabs (profile_kw[t]));
  *search = (Search){ .profile_kw = profile_kw,
                      .steps = fleet->steps,
                      .hours = fleet->hours,
                      .best_worth = g_new0 (double, fleet->steps),
                      .result = result };
  gh_lossy_ways_init (&search->ways, fleet, stride, most_kw);
  begin_program (search);
}

/* Finds worths for a sample of a large fleet, with which it does well to begin. */
static gboolean
ask_sample (const Search *search, double good_gap, GPtrArray **begin, const GhProgress *progress,
            GError **error)
{
  guint stride = search->ways.fleet->site->store_count / LEAST_SAMPLE;
  GhLossyCommitment found = { 0 };
  Search sample;

  *begin = new_beginning (search);
  if (stride < LEAST_STRIDE)
    return TRUE;
  begin_search (&sample, search->ways.fleet, MIN (stride, MOST_STRIDE), search->profile_kw, &found);
  gboolean going = generate_ways (&sample, *begin, good_gap, progress, error);
  if (going)
    {
      g_ptr_array_unref (*begin);
      *begin = gh_lossy_ways_take_worths (&sample.ways, MOST_FOUND);
      g_ptr_array_add (*begin, g_steal_pointer (&sample.best_worth));
    }
  g_free (sample.best_worth);
  gh_lossy_ways_clear (&sample.ways);
  return going;
}

static gboolean
run_search (Search *search, const GhProgress *progress, GError **error)
{
  GhProgress sampling = gh_progress_part (progress, 0.0, SAMPLE_SHARE);
  GhProgress generating = gh_progress_part (progress, SAMPLE_SHARE, PROGRAM_SHARE);
  GhProgress mixing = gh_progress_part (progress, PROGRAM_SHARE, SHARED_SHARE);
  GhProgress turning = gh_progress_part (progress, SHARED_SHARE, 1.0);
  g_autoptr (GPtrArray) begin = NULL;
  double energy = 0.0;

  for (gsize t = 0; t < search->steps; t++)
    if (!isnan (search->profile_kw[t]))
      energy += fabs (search->profile_kw[t]) * search->hours;
  double good_gap = GOOD_GAP * MAX (1.0, energy);
  return ask_sample (search, good_gap, &begin, &sampling, error)
         && generate_ways (search, begin, good_gap, &generating, error)
         && gh_lossy_ways_mix (&search->ways, &mixing, error)
         && gh_lossy_ways_take_turns (&search->ways, search->profile_kw,
                                      search->result->bound_kwh + good_gap,
                                      &search->result->deviation_kwh, &turning, error);
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
 * linear program over shares of that gives the worths to be asked next, until both meet; those of a
 * large fleet begin with what a sample of it finds. Then each store follows its shares as near as
 * it can, and in turn closes what is left. The bound is the best that shares can do: where losses,
 * least powers or standby make a store's set not convex a difference may stay that nothing closes,
 * and @deviation_kwh is what the schedule has, never less.
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
  Search search;

  begin_search (&search, fleet, 1, profile_kw, result);
  result->worth = search.best_worth;
  gboolean done = run_search (&search, progress, error);
  result->schedule = g_steal_pointer (&search.ways.schedule);
  gh_lossy_ways_clear (&search.ways);
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
