/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-pass.h"

#include <math.h>

#define POLL_STEPS 64
/* Values kept, as a multiple of the root of the steps. The shorter a block, the less of it can be
 * reached from its beginning and has to be computed again. */
#define KEEP_MORE 40.0
/* Values kept at most: what a plan of ten years can do with. */
#define MOST_KEPT 16384

/**
 * gh_storage_pass_init:
 * @pass: (out caller-allocates): a pass; clear with gh_storage_pass_clear()
 * @problem: one store over time; must outlive @pass
 */
void
gh_storage_pass_init (GhStoragePass *pass, const GhStorageProblem *problem)
{
  gsize steps = problem->steps;
  gsize block = MAX ((gsize) ceil (sqrt ((double) steps) / KEEP_MORE),
                     MAX ((gsize) 1, (steps + MOST_KEPT - 1) / MOST_KEPT));
  gsize blocks = (steps + block - 1) / block;

  *pass = (GhStoragePass){ .step = { .problem = problem, .convex = TRUE, .dual = NAN },
                           .block = block,
                           .kept_first = g_new (guint, blocks),
                           .kept_count = g_new (guint, blocks),
                           .values = g_new0 (GhPiecewise, block + 1),
                           .reach = g_new (GhEnergyRange, block) };
}

/**
 * gh_storage_pass_clear:
 * @pass: a pass
 *
 * Frees its memory.
 */
void
gh_storage_pass_clear (GhStoragePass *pass)
{
  gh_storage_step_clear (&pass->step);
  gh_piecewise_clear (&pass->kept);
  for (gsize k = 0; k <= pass->block; k++)
    gh_piecewise_clear (&pass->values[k]);
  g_free (pass->kept_first);
  g_free (pass->kept_count);
  g_free (pass->values);
  g_free (pass->reach);
}

static void
keep_value (GhStoragePass *pass, gsize index, const GhPiecewise *value)
{
  pass->kept_first[index] = pass->kept.count;
  pass->kept_count[index] = value->count;
  gh_piecewise_add_pieces (&pass->kept, value->pieces, value->count);
}

/* The value at the end of the last step: that of what is left, where the end condition holds. */
static void
write_final_value (const GhStorageProblem *problem, GhPiecewise *value)
{
  GhPiece piece = { problem->end_lower_kwh, problem->end_upper_kwh, 0.0, 0.0 };

  value->count = 0;
  if (piece.to >= piece.from)
    gh_piecewise_append (value, &piece);
  if (problem->end_count > 0)
    gh_piecewise_add_slopes (value, problem->end_kwh, problem->end_slope, problem->end_count);
}

/* What the energy costs that is left at the end; below 0 where it is worth something. */
static double
end_cost (const GhStorageProblem *problem, double energy)
{
  double sum = 0.0;

  for (guint k = 0; k < problem->end_count && energy > problem->end_kwh[k]; k++)
    {
      double to = k + 1 < problem->end_count ? MIN (energy, problem->end_kwh[k + 1]) : energy;
      sum += problem->end_slope[k] * (to - problem->end_kwh[k]);
    }
  return sum;
}

/**
 * gh_storage_pass_run_back:
 * @pass: a pass
 * @solution: (inout): gets @feasible, @blocked_step and @lower_bound
 * @progress: (nullable): polled every 64 steps
 * @error: set when the caller stops the work
 *
 * Computes the values from the end to the start. O(steps * pieces).
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_storage_pass_run_back (GhStoragePass *pass, GhStorageSolution *solution,
                          const GhProgress *progress, GError **error)
{
  const GhStorageProblem *problem = pass->step.problem;
  gsize steps = problem->steps;
  GhPiecewise value = { 0 }, before = { 0 };
  gboolean going = TRUE;

  write_final_value (problem, &value);
  for (gsize step = steps; step-- > 0 && going;)
    {
      if ((step + 1) % pass->block == 0 || step + 1 == steps)
        keep_value (pass, step / pass->block, &value);
      gh_storage_step_back (&pass->step, step, gh_energy_range_at (problem, step), &value, &before);
      gh_piecewise_exchange (&value, &before);
      if (value.count == 0)
        {
          solution->blocked_step = step;
          break;
        }
      if (step % POLL_STEPS == 0)
        going = gh_progress_step (progress, (double) (steps - step) / (double) steps, NULL, error);
    }
  solution->lower_bound = gh_piecewise_value (&value, problem->start_kwh);
  solution->feasible = value.count > 0 && isfinite (solution->lower_bound);
  gh_piecewise_clear (&value);
  gh_piecewise_clear (&before);
  return going;
}

/* The values inside a block from the one at its end, as far as the store can get from a range. */
static void
open_block (GhStoragePass *pass, gsize first, GhEnergyRange range)
{
  const GhStorageProblem *problem = pass->step.problem;
  gsize count = MIN (pass->block, problem->steps - first);
  gsize index = first / pass->block;
  GhPiecewise *end = &pass->values[count];

  end->count = 0;
  gh_piecewise_add_pieces (end, pass->kept.pieces + pass->kept_first[index],
                           pass->kept_count[index]);
  for (gsize k = 0; k < count; k++)
    pass->reach[k] = range = gh_energy_range_reach (problem, first + k, range);
  for (gsize k = count; k-- > 1;)
    gh_storage_step_back (&pass->step, first + k, pass->reach[k], &pass->values[k + 1],
                          &pass->values[k]);
}

/**
 * gh_storage_pass_get_value:
 * @pass: a pass that has run back
 * @step: a step; to be asked for in their order
 * @from: where the store can be before it; counts at the first step of a block
 *
 * Returns: (transfer none): the value at the end of @step, as far as it can be reached; good until
 *   the next call
 */
const GhPiecewise *
gh_storage_pass_get_value (GhStoragePass *pass, gsize step, GhEnergyRange from)
{
  if (step % pass->block == 0)
    open_block (pass, step, from);
  return &pass->values[step % pass->block + 1];
}

/**
 * gh_storage_pass_run_ahead:
 * @pass: a pass that has run back
 * @steps: how many of the first steps to read; where not all, the cost is taken to be the bound
 * @solution: (inout): gets the plan, and its cost; @feasible and @blocked_step where there is none
 * @progress: (nullable): polled every 64 steps
 * @error: set when the caller stops the work
 *
 * Reads the plan off the values, with what steps really cost.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_storage_pass_run_ahead (GhStoragePass *pass, gsize steps, GhStorageSolution *solution,
                           const GhProgress *progress, GError **error)
{
  const GhStorageProblem *problem = pass->step.problem;
  double energy = problem->start_kwh;

  solution->read_steps = steps;
  for (gsize step = 0; step < steps && solution->feasible; step++)
    {
      if (step % POLL_STEPS == 0
          && !gh_progress_step (progress, (double) step / (double) steps, NULL, error))
        return FALSE;
      const GhPiecewise *next
          = gh_storage_pass_get_value (pass, step, gh_energy_range_around (energy));
      solution->feasible = gh_storage_step_forward (&pass->step, step, next, &energy, solution);
      if (!solution->feasible)
        solution->blocked_step = step;
    }
  if (steps == problem->steps)
    solution->objective += end_cost (problem, energy);
  else if (solution->feasible)
    solution->objective = solution->lower_bound;
  return TRUE;
}
