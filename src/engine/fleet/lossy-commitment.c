/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-commitment.h"

#include <math.h>

#include "fleet/lossy-ways.h"

#define MOST_ROUNDS 200
/* Of the energy of the profile: gap of the program at which it ends. */
#define GOOD_GAP 2e-5
/* How much of the best prices so far there is in those that are asked next. */
#define SMOOTHING 0.3
/* Shares of the progress. */
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

static gboolean
run_search (Search *search, const GhProgress *progress, GError **error)
{
  GhProgress generating = gh_progress_part (progress, 0.0, PROGRAM_SHARE);
  GhProgress mixing = gh_progress_part (progress, PROGRAM_SHARE, SHARED_SHARE);
  GhProgress turning = gh_progress_part (progress, SHARED_SHARE, 1.0);
  double energy = 0.0;

  for (gsize t = 0; t < search->steps; t++)
    if (!isnan (search->profile_kw[t]))
      energy += fabs (search->profile_kw[t]) * search->hours;
  begin_program (search);
  double good_gap = GOOD_GAP * MAX (1.0, energy);
  return generate_ways (search, good_gap, &generating, error)
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
  Search search = { .profile_kw = profile_kw,
                    .steps = fleet->steps,
                    .hours = fleet->hours,
                    .best_worth = g_new0 (double, fleet->steps),
                    .result = result };
  double most_kw = 0.0;

  for (gsize t = 0; t < fleet->steps; t++)
    most_kw = fmax (most_kw, fabs (profile_kw[t]));
  gh_lossy_ways_init (&search.ways, fleet, most_kw);
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
