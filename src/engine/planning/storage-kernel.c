/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-kernel.h"

#include <math.h>

#include "planning/storage-step.h"

#define POLL_STEPS 64
/* Values kept, as a multiple of the root of the steps. The shorter a block, the less of it can be
 * reached from its beginning and has to be computed again. */
#define KEEP_MORE 8.0
/* Share of the progress that the pass backward takes. */
#define BACKWARD_SHARE 0.8

/* The values at the ends of blocks, one after the other in one piece of memory: thousands of small
 * ones would be slow to get in a thread. */
typedef struct
{
  gsize block; /* steps of a block */
  GhPiecewise pieces;
  guint *first; /* (owned): where a block's value begins */
  guint *count; /* (owned): how many pieces it has */
} Kept;

static Kept
kept_new (gsize steps)
{
  gsize block = MAX ((gsize) 1, (gsize) ceil (sqrt ((double) steps) / KEEP_MORE));
  gsize blocks = (steps + block - 1) / block;

  return (Kept){ .block = block, .first = g_new (guint, blocks), .count = g_new (guint, blocks) };
}

static void
kept_clear (Kept *kept)
{
  gh_piecewise_clear (&kept->pieces);
  g_free (kept->first);
  g_free (kept->count);
}

static void
keep_value (Kept *kept, gsize index, const GhPiecewise *value)
{
  kept->first[index] = kept->pieces.count;
  kept->count[index] = value->count;
  gh_piecewise_add_pieces (&kept->pieces, value->pieces, value->count);
}

static void
read_kept (const Kept *kept, gsize index, GhPiecewise *value)
{
  value->count = 0;
  gh_piecewise_add_pieces (value, kept->pieces.pieces + kept->first[index], kept->count[index]);
}

/* The value at the end of the last step: nothing, where the end condition holds. */
static void
write_final_value (const GhStorageProblem *problem, GhPiecewise *value)
{
  GhPiece piece = { problem->end_lower_kwh, problem->end_upper_kwh, 0.0, 0.0 };

  value->count = 0;
  if (piece.to >= piece.from)
    gh_piecewise_append (value, &piece);
}

/* The values at the ends of blocks, from the end to the start. */
static gboolean
pass_backward (GhStorageStep *pass, Kept *kept, GhStorageSolution *solution,
               const GhProgress *progress, GError **error)
{
  gsize steps = pass->problem->steps;
  GhPiecewise value = { 0 }, before = { 0 };
  gboolean going = TRUE;

  write_final_value (pass->problem, &value);
  for (gsize step = steps; step-- > 0 && going;)
    {
      if ((step + 1) % kept->block == 0 || step + 1 == steps)
        keep_value (kept, step / kept->block, &value);
      gh_storage_step_back (pass, step, gh_energy_range_at (pass->problem, step), &value, &before);
      gh_piecewise_exchange (&value, &before);
      if (value.count == 0)
        {
          solution->blocked_step = step;
          break;
        }
      if (step % POLL_STEPS == 0)
        going = gh_progress_step (
            progress, BACKWARD_SHARE * (double) (steps - step) / (double) steps, NULL, error);
    }
  solution->lower_bound = gh_piecewise_value (&value, pass->problem->start_kwh);
  solution->feasible = value.count > 0 && isfinite (solution->lower_bound);
  gh_piecewise_clear (&value);
  gh_piecewise_clear (&before);
  return going;
}

/* The values inside a block from the one at its end, as far as the store can get that has @energy
 * at the beginning. */
static void
fill_block (GhStorageStep *pass, gsize first, gsize count, double energy, GhPiecewise *values,
            GhEnergyRange *reach)
{
  GhEnergyRange range = gh_energy_range_around (energy);

  for (gsize k = 0; k < count; k++)
    reach[k] = range = gh_energy_range_reach (pass->problem, first + k, range);
  for (gsize k = count; k-- > 1;)
    gh_storage_step_back (pass, first + k, reach[k], &values[k + 1], &values[k]);
}

/* The plan, block by block. */
static gboolean
pass_forward (GhStorageStep *pass, const Kept *kept, GhStorageSolution *solution,
              const GhProgress *progress, GError **error)
{
  gsize steps = pass->problem->steps, block = kept->block;
  GhPiecewise *values = g_new0 (GhPiecewise, block + 1);
  g_autofree GhEnergyRange *reach = g_new (GhEnergyRange, block);
  double energy = pass->problem->start_kwh;
  gsize asking = 0;
  gboolean going = TRUE;

  for (gsize first = 0; first < steps && going && solution->feasible; first += block)
    {
      double share = BACKWARD_SHARE + (1.0 - BACKWARD_SHARE) * (double) first / (double) steps;
      gsize count = MIN (block, steps - first);

      if (first >= asking)
        {
          going = gh_progress_step (progress, share, NULL, error);
          asking += POLL_STEPS;
        }
      if (!going)
        break;
      read_kept (kept, first / block, &values[count]);
      fill_block (pass, first, count, energy, values, reach);
      for (gsize k = 0; k < count && solution->feasible; k++)
        {
          solution->feasible
              = gh_storage_step_forward (pass, first + k, &values[k + 1], &energy, solution);
          if (!solution->feasible)
            solution->blocked_step = first + k;
        }
    }
  for (gsize k = 0; k <= block; k++)
    gh_piecewise_clear (&values[k]);
  g_free (values);
  return going;
}

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
 * Time O(steps * pieces); memory O(sqrt(steps) * pieces), since only some of the values are kept.
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
  Kept kept = kept_new (problem->steps);
  GhStorageStep pass = { .problem = problem, .convex = TRUE };

  *solution = (GhStorageSolution){ 0 };
  solution->stored_kwh = g_new0 (double, problem->steps);
  solution->energy_kwh = g_new0 (double, problem->steps);
  solution->value_per_kwh = g_new0 (double, problem->steps);
  gboolean done = pass_backward (&pass, &kept, solution, progress, error);
  solution->convex = pass.convex;
  solution->pieces_mean = (double) pass.pieces / (double) problem->steps;
  if (done && solution->feasible)
    done = pass_forward (&pass, &kept, solution, progress, error);
  if (solution->feasible)
    solution->lower_bound = MIN (solution->lower_bound, solution->objective);
  kept_clear (&kept);
  gh_storage_step_clear (&pass);
  return done;
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
}
