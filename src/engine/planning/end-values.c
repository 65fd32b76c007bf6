/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/end-values.h"

#include <math.h>
#include <string.h>

#include "planning/storage-step.h"
#include "planning/store-problem.h"

/* How often values of energy ask whether to stop, and which bumps they may lose, as a share of a
 * full battery's worth. */
#define VALUES_POLL_STEPS 64
#define VALUES_TOLERANCE 1e-6

/* Makes two neighbouring pieces one, those that differ least from it. */
static void
merge_least (GhPiece *pieces, guint *count)
{
  guint least = 0;
  double least_area = INFINITY;

  for (guint i = 0; i + 1 < *count; i++)
    {
      double left = pieces[i].to - pieces[i].from, right = pieces[i + 1].to - pieces[i + 1].from;
      double area = left * right * (pieces[i + 1].slope - pieces[i].slope);
      if (area < least_area)
        {
          least = i;
          least_area = area;
        }
    }
  double end = gh_piece_end_value (&pieces[least + 1]);
  pieces[least].to = pieces[least + 1].to;
  double width = pieces[least].to - pieces[least].from;
  pieces[least].slope = width > 0.0 ? (end - pieces[least].value) / width : 0.0;
  memmove (&pieces[least + 1], &pieces[least + 2], (*count - least - 2) * sizeof (GhPiece));
  (*count)--;
}

/* Costs to go, turned into what energy is worth: the hull of the former, with as many kinks as fit.
 */
static void
read_end_value (const GhPiecewise *cost, GhPiecewise *hull, double unit, GhEndValue *value)
{
  gh_piecewise_convex_hull (hull, cost);
  guint count = hull->count;

  while (count > GH_STORE_END_KINKS)
    merge_least (hull->pieces, &count);
  value->count = count;
  for (guint i = 0; i < count; i++)
    {
      value->from_kwh[i] = i > 0 ? hull->pieces[i].from : 0.0;
      value->per_kwh[i] = -hull->pieces[i].slope * unit;
    }
}

/* Goes back through the steps and keeps every so many of the values. */
static gboolean
run_back_for_values (const GhStorageProblem *problem, gsize every, double unit, GhEndValue *values,
                     const GhProgress *progress, GError **error)
{
  GhStorageStep pass = { .problem = problem, .convex = TRUE, .dual = NAN };
  GhPiecewise value = { 0 }, before = { 0 }, hull = { 0 };
  gboolean going = TRUE;

  gh_piecewise_append (&value, &(GhPiece){ problem->end_lower_kwh, problem->end_upper_kwh, 0, 0 });
  for (gsize step = problem->steps; step-- > 0 && going && value.count > 0;)
    {
      gh_storage_step_back (&pass, step, gh_energy_range_at (problem, step), &value, &before);
      gh_piecewise_exchange (&value, &before);
      if (step % every == 0 && value.count > 0)
        read_end_value (&value, &hull, unit, &values[step / every]);
      if (step % VALUES_POLL_STEPS == 0)
        going = gh_progress_step (progress, 1.0 - (double) step / (double) problem->steps, NULL,
                                  error);
    }
  gh_storage_step_clear (&pass);
  gh_piecewise_clear (&value);
  gh_piecewise_clear (&before);
  gh_piecewise_clear (&hull);
  return going;
}

/**
 * gh_end_values_find:
 * @site: a site, its stores as a strategy uses them
 * @store: one of its stores; the others are thought to do nothing
 * @every: a number of steps
 * @values: (out) (array): what the energy of the store is worth before every step that is a
 *   multiple of @every; without kinks where no plan goes on from there
 * @progress: (nullable): polled every 64 steps
 * @error: set when stopped
 *
 * Runs the kernel back once and keeps what stored energy is worth for the rest of the time, as a
 * concave function of few pieces: for short plans, which cannot see what follows. Demand charges do
 * not count. O(steps * pieces).
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_end_values_find (const GhSite *site, guint store, gsize every, GhEndValue *values,
                    const GhProgress *progress, GError **error)
{
  const GhStore *used = &site->stores[store];
  GhStoreProblem stated;

  gh_store_problem_init (&stated, site, used, NULL, FALSE);
  GhStorageProblem *problem = &stated.problem;
  problem->end_count = 0;
  problem->tolerance
      = VALUES_TOLERANCE * used->capacity_kwh * gh_storage_problem_get_mean_price (problem);
  memset (values, 0, (problem->steps + every - 1) / every * sizeof *values);
  gboolean done = run_back_for_values (problem, every, stated.unit, values, progress, error);
  gh_store_problem_clear (&stated);
  return done;
}
