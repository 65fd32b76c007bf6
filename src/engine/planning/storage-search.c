/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-search.h"

#include <math.h>

#include "planning/storage-relaxation.h"

/* How high bumps of the value function may be that are cut off first, as a share of the money that
 * a site moves. */
#define FIRST_TOLERANCE 2e-7
/* Of the bill: the gap that is good enough for a long plan, and for one planned in no time. */
#define LONG_GAP 9e-6
#define SHORT_GAP 1e-9
/* The bill counts as this share of the money moved at least: income and cost may cancel. */
#define LEAST_BILL 0.1
/* Pieces in all steps together up to which a plan counts as planned in no time. */
#define SHORT_PIECES 1e5
#define MOST_ATTEMPTS 8
/* The next attempt's tolerance, as a share of what would just do, and of the last one at least. */
#define NEXT_SHARE 0.7
#define LEAST_NEXT 0.2
/* Shares of the progress: relaxation, ranges, and of what is still to come then one attempt. */
#define RELAXED_SHARE 0.5
#define NARROWED_SHARE 0.6
#define ATTEMPT_SHARE 0.9

/* One store's search for a plan. */
typedef struct
{
  GhStorageProblem problem; /* what is left of it, with a tolerance of its own */
  double fixed_cost;
  double money;     /* that the plan is about */
  double most_cost; /* of the plans within the limits; any other costs more */
} Search;

/* Cost of a step in which the store does nothing; 0 where that is impossible. */
static double
idle_cost (const GhStorageProblem *problem, gsize step)
{
  for (guint i = problem->stage_first[step]; i < problem->stage_first[step + 1]; i++)
    {
      const GhPiece *piece = &problem->stages[i];
      if (piece->from <= 0.0 && piece->to >= 0.0)
        return piece->value - piece->slope * piece->from;
    }
  return 0.0;
}

/* What the site would cost without the store, and what driving costs at mean prices: the scale of
 * the money that a plan is about. */
static double
money_moved (const GhStorageProblem *problem)
{
  double idle = 0.0, driving = 0.0;

  for (gsize t = 0; t < problem->steps; t++)
    {
      idle += fabs (idle_cost (problem, t));
      driving += problem->drive_kwh[t];
    }
  return idle + driving * gh_storage_problem_get_mean_price (problem);
}

static gboolean
is_short (const Search *search, const GhStorageSolution *solution)
{
  return solution->pieces_mean * (double) search->problem.steps < SHORT_PIECES;
}

/* The gap that is good enough for a plan. */
static double
good_gap (const Search *search, const GhStorageSolution *solution)
{
  double bill = MAX (fabs (solution->objective + search->fixed_cost), LEAST_BILL * search->money);

  return (is_short (search, solution) ? SHORT_GAP : LONG_GAP) * bill;
}

static double
gap_of (const GhStorageSolution *solution)
{
  return solution->feasible ? solution->objective - solution->lower_bound : INFINITY;
}

/* Narrows the problem to what can be better than a plan. */
static gboolean
narrow_search (Search *search, GhStorageRelaxation *relaxation, const GhStorageSolution *plan,
               const GhProgress *progress, GError **error)
{
  search->most_cost = plan->objective + good_gap (search, plan);
  const GhStorageProblem *narrowed
      = gh_storage_relaxation_narrow (relaxation, search->most_cost, progress, error);
  if (narrowed == NULL)
    return FALSE;
  search->problem = *narrowed;
  if (is_short (search, plan))
    search->problem.bound_first = NULL;
  return TRUE;
}

/* Keeps the better plan and the better bound. */
static void
keep_better (const Search *search, GhStorageSolution *best, GhStorageSolution *found)
{
  double bound = MIN (found->lower_bound, search->most_cost);

  if (best->feasible && found->feasible)
    bound = MAX (bound, best->lower_bound);
  else if (best->feasible)
    bound = best->lower_bound;
  if (!best->feasible || (found->feasible && found->objective <= best->objective))
    {
      GhStorageSolution other = *best;
      *best = *found;
      *found = other;
    }
  if (best->feasible)
    best->lower_bound = MIN (bound, best->objective);
  gh_storage_solution_clear (found);
}

/* Plans with lower and lower bumps cut off until the gap is small, only at first with the hulls of
 * steps where they seem to serve. The first attempt serves nearly
 * always; when to go on depends on the work and never on the clock, so that plans do not differ
 * from machine to machine. */
static gboolean
run_attempts (Search *search, GhStorageSolution *best, const GhProgress *progress, GError **error)
{
  double done = 0.0;

  search->problem.tolerance = FIRST_TOLERANCE * search->money;
  for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++)
    {
      GhProgress part = gh_progress_part (progress, done, done + ATTEMPT_SHARE * (1.0 - done));
      GhStorageSolution found;
      if (!gh_storage_kernel_solve (&search->problem, &found, &part, error))
        {
          gh_storage_solution_clear (&found);
          return FALSE;
        }
      keep_better (search, best, &found);
      double gap = gap_of (best), most = good_gap (search, best);
      if (!best->feasible || gap <= most)
        return TRUE;
      /* The gap falls about as the tolerance does; a finer one than is needed costs more time. */
      search->problem.tolerance *= CLAMP (NEXT_SHARE * most / gap, LEAST_NEXT, NEXT_SHARE);
      search->problem.bound_first = NULL;
      done += ATTEMPT_SHARE * (1.0 - done);
    }
  return TRUE;
}

/**
 * gh_storage_search:
 * @problem: one store over time; its tolerance does not count
 * @fixed_cost: what the bill has beside it
 * @solution: (out): the plan; clear with gh_storage_solution_clear()
 * @progress: (nullable): polled every 64 steps
 * @error: set when the caller stops the work
 *
 * Plans one store to within 1e-5 of its bill, small problems to within rounding. The relaxation
 * comes first: where all is convex it is the plan, and where its gap is small enough nothing more
 * is needed. Otherwise plan and bound leave little of the battery to be looked at, and there the
 * exact kernel finds the rest.
 *
 * Returns: %FALSE when stopped; an infeasible problem is %TRUE with a solution that says so
 */
gboolean
gh_storage_search (const GhStorageProblem *problem, double fixed_cost, GhStorageSolution *solution,
                   const GhProgress *progress, GError **error)
{
  Search search = { *problem, fixed_cost, money_moved (problem), INFINITY };
  GhProgress relaxing = gh_progress_part (progress, 0.0, RELAXED_SHARE);
  GhProgress narrowing = gh_progress_part (progress, RELAXED_SHARE, NARROWED_SHARE);
  GhProgress planning = gh_progress_part (progress, NARROWED_SHARE, 1.0);
  gboolean done;

  search.problem.tolerance = FIRST_TOLERANCE * search.money;
  GhStorageProblem relaxed = search.problem;
  g_autoptr (GhStorageRelaxation) relaxation
      = gh_storage_relaxation_new (&relaxed, solution, &relaxing, error);
  if (relaxation == NULL)
    return FALSE;
  if (gh_storage_relaxation_is_exact (relaxation) || (problem->relaxed_only && solution->feasible)
      || gap_of (solution) <= good_gap (&search, solution))
    return TRUE;
  done = !solution->feasible || narrow_search (&search, relaxation, solution, &narrowing, error);
  done = done && run_attempts (&search, solution, &planning, error);
  return done;
}
