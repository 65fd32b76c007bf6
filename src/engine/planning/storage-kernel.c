/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-kernel.h"

#include <math.h>

#include "planning/storage-pass.h"

/* Share of the progress that the pass backward takes. */
#define BACKWARD_SHARE 0.8

/**
 * gh_storage_kernel_solve:
 * @problem: one store over time
 * @solution: (out): the plan; clear with gh_storage_solution_clear()
 * @progress: (nullable): polled every 64 steps
 * @error: set when the caller stops the work
 *
 * Plans one store exactly. Backward in time, the value of stored energy is a piecewise linear
 * function: each step's cost is hung at it by infimal convolution, convex part by convex part, and
 * the lower envelope of these is the value before the step. Where everything is convex there is one
 * part, and the convolution is a merge of slopes; otherwise the envelope form carries jumps and
 * gaps for minimum powers, standby and inverted prices.
 *
 * A convex part is hung at each convex run of the value. By its convexity two such images differ by
 * a function that does not fall: f(y) + g(x - y), with y in the left run, less the same with y in
 * the right run only grows with x. So the right one overtakes the left one at most once, and all
 * images together are one pass over their pieces, from left to right.
 *
 * Bumps that are lower than the tolerance are cut off, so that the value at the start is a lower
 * bound; what the plan costs is counted along it, and the difference is the gap. Forward in time
 * the best choice is read off the values, ties broken by least throughput, then latest charging.
 *
 * Time O(steps * pieces); memory O(sqrt(steps) * pieces): of a year a fifth of the values are kept,
 * and never more than 16384.
 * The others are computed again on the way forward, but only for energies that the plan can still
 * reach from where it is.
 *
 * Bellman's recursion with slopes after Cruise, Flatley, Gibbens, Zachary (Operations Research
 * 2019); envelopes, checkpoints and tie rules are our own.
 *
 * Returns: %FALSE when stopped; an infeasible problem is %TRUE with a solution that says so
 */
gboolean
gh_storage_kernel_solve (const GhStorageProblem *problem, GhStorageSolution *solution,
                         const GhProgress *progress, GError **error)
{
  GhStoragePass pass;
  GhProgress back = gh_progress_part (progress, 0.0, BACKWARD_SHARE);
  GhProgress ahead = gh_progress_part (progress, BACKWARD_SHARE, 1.0);

  gh_storage_pass_init (&pass, problem);
  gh_storage_solution_init (solution, problem);
  gboolean done = gh_storage_pass_run_back (&pass, solution, &back, error);
  solution->convex = pass.step.convex;
  solution->pieces_mean = (double) pass.step.pieces / (double) problem->steps;
  done = done && gh_storage_pass_run_ahead (&pass, problem->steps, solution, &ahead, error);
  if (solution->feasible)
    solution->lower_bound = MIN (solution->lower_bound, solution->objective);
  gh_storage_pass_clear (&pass);
  return done;
}

/**
 * gh_storage_problem_get_mean_price:
 * @problem: one store over time
 *
 * Returns: mean price of a kWh over all pieces of the steps' costs, whatever its sign
 */
double
gh_storage_problem_get_mean_price (const GhStorageProblem *problem)
{
  guint count = problem->stage_first[problem->steps];
  double sum = 0.0;

  for (guint i = 0; i < count; i++)
    sum += fabs (problem->stages[i].slope);
  return count > 0 ? sum / count : 0.0;
}

/**
 * gh_storage_solution_init:
 * @solution: (out caller-allocates): a solution; clear with gh_storage_solution_clear()
 * @problem: what it will be of
 *
 * Makes room for a plan.
 */
void
gh_storage_solution_init (GhStorageSolution *solution, const GhStorageProblem *problem)
{
  *solution = (GhStorageSolution){ .stored_kwh = g_new0 (double, problem->steps),
                                   .energy_kwh = g_new0 (double, problem->steps),
                                   .value_per_kwh = g_new0 (double, problem->steps),
                                   .dual_per_kwh = g_new0 (double, problem->steps) };
}

/**
 * gh_storage_solution_clear:
 * @solution: a solution
 *
 * Frees its arrays.
 */
void
gh_storage_solution_clear (GhStorageSolution *solution)
{
  g_clear_pointer (&solution->stored_kwh, g_free);
  g_clear_pointer (&solution->energy_kwh, g_free);
  g_clear_pointer (&solution->value_per_kwh, g_free);
  g_clear_pointer (&solution->dual_per_kwh, g_free);
}
