/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-relaxation.h"

#include <math.h>
#include <string.h>

#include "planning/storage-pass.h"

#define POLL_STEPS 64
/* Share of the progress that the pass backward takes. */
#define BACKWARD_SHARE 0.6
/* By how much ranges are widened, so that rounding takes nothing away, kWh. */
#define RANGE_MARGIN 1e-6
/* By how much the worth of a kWh may differ from what it is taken to be, as a share of the mean
 * price: the true values have bumps. */
#define WORTH_SHARE 0.24

/* Costs of steps, one after the other. */
typedef struct
{
  guint *first; /* (owned) (array length=steps+1) */
  GhPiecewise pieces;
} Stages;

/* @problem: as it was given
 * @relaxed: with hulls for bounds
 * @narrowed: with limits of its own, and hulls for bounds where they serve
 * @hulls: convex hulls of the steps' costs
 * @mixed: hulls where they serve, and otherwise the costs themselves
 * @is_exact: every step's cost is its own hull */
struct _GhStorageRelaxation
{
  const GhStorageProblem *problem;
  GhStorageProblem relaxed;
  GhStorageProblem narrowed;
  GhStoragePass pass;
  Stages hulls;
  Stages mixed;
  double *lower_kwh; /* (owned) (nullable) */
  double *upper_kwh; /* (owned) (nullable) */
  double margin;     /* by how much a kWh's worth may differ */
  gboolean is_exact;
};

static void
stages_clear (Stages *stages)
{
  g_clear_pointer (&stages->first, g_free);
  gh_piecewise_clear (&stages->pieces);
}

static gboolean
is_convex (const GhPiecewise *function)
{
  return function->count == 0 || gh_piecewise_run_end (function, 0) == function->count;
}

/* Writes the hulls of all steps' costs. TRUE where each is the cost itself. */
static gboolean
write_hulls (const GhStorageProblem *problem, Stages *hulls)
{
  GhPiecewise stage = { 0 }, hull = { 0 };
  gboolean is_exact = TRUE;

  hulls->first = g_new (guint, problem->steps + 1);
  hulls->first[0] = 0;
  for (gsize step = 0; step < problem->steps; step++)
    {
      guint first = problem->stage_first[step], end = problem->stage_first[step + 1];
      stage.count = 0;
      gh_piecewise_add_pieces (&stage, problem->stages + first, end - first);
      if (!is_convex (&stage))
        {
          gh_piecewise_convex_hull (&hull, &stage);
          gh_piecewise_exchange (&hull, &stage);
          is_exact = FALSE;
        }
      gh_piecewise_add_pieces (&hulls->pieces, stage.pieces, stage.count);
      hulls->first[step + 1] = hulls->pieces.count;
    }
  gh_piecewise_clear (&stage);
  gh_piecewise_clear (&hull);
  return is_exact;
}

/* Where no step's cost was replaced there is a plan from wherever the value is finite, so that the
 * later steps need not be read to know that. */
static gsize
count_read (const GhStorageProblem *problem, gboolean is_exact)
{
  return is_exact && problem->read_steps > 0 ? MIN (problem->read_steps, problem->steps)
                                             : problem->steps;
}

/**
 * gh_storage_relaxation_new:
 * @problem: one store over time; must outlive the relaxation
 * @solution: (out): a plan that follows the relaxed values, with its true cost and a lower bound of
 *   the cost of any; clear with gh_storage_solution_clear()
 * @progress: (nullable): polled every 64 steps
 * @error: set when the caller stops the work
 *
 * Replaces the cost of each step by its convex hull. The values have few runs then, and are nowhere
 * above the true ones; with them a plan is read off that keeps to the true costs. Where the best
 * plan asks for full power or none most of the time, this one is nearly as good: what the hull
 * allows beyond the true costs is to mix what a step can do (Aubin and Ekeland 1976, Estimates of
 * the duality gap in nonconvex optimization). Where every step is convex it is the best one.
 * O(steps * pieces).
 *
 * A plan that is not found here (solution not feasible) may still be possible: a step may forbid
 * what lies between its ends.
 *
 * Returns: (transfer full) (nullable): %NULL when stopped
 */
GhStorageRelaxation *
gh_storage_relaxation_new (const GhStorageProblem *problem, GhStorageSolution *solution,
                           const GhProgress *progress, GError **error)
{
  g_autoptr (GhStorageRelaxation) relaxation = g_new0 (GhStorageRelaxation, 1);
  GhStoragePass *pass = &relaxation->pass;
  GhProgress back = gh_progress_part (progress, 0.0, BACKWARD_SHARE);
  GhProgress ahead = gh_progress_part (progress, BACKWARD_SHARE, 1.0);

  relaxation->problem = problem;
  relaxation->is_exact = write_hulls (problem, &relaxation->hulls);
  relaxation->relaxed = *problem;
  relaxation->relaxed.bound_first = relaxation->hulls.first;
  relaxation->relaxed.bounds = relaxation->hulls.pieces.pieces;
  gh_storage_pass_init (pass, &relaxation->relaxed);
  gh_storage_solution_init (solution, problem);
  if (!gh_storage_pass_run_back (pass, solution, &back, error))
    return NULL;
  solution->convex = pass->step.convex && relaxation->is_exact;
  solution->pieces_mean = (double) pass->step.pieces / (double) problem->steps;
  if (!gh_storage_pass_run_ahead (pass, count_read (problem, relaxation->is_exact), solution,
                                  &ahead, error))
    return NULL;
  if (solution->feasible)
    solution->lower_bound = MIN (solution->lower_bound, solution->objective);
  return g_steal_pointer (&relaxation);
}

/**
 * gh_storage_relaxation_free:
 * @relaxation: (transfer full): a relaxation
 */
void
gh_storage_relaxation_free (GhStorageRelaxation *relaxation)
{
  gh_storage_pass_clear (&relaxation->pass);
  stages_clear (&relaxation->hulls);
  stages_clear (&relaxation->mixed);
  g_free (relaxation->lower_kwh);
  g_free (relaxation->upper_kwh);
  g_free (relaxation);
}

/**
 * gh_storage_relaxation_is_exact:
 * @relaxation: a relaxation
 *
 * Returns: whether each step's cost is its own hull, so that the solution is that of the problem
 */
gboolean
gh_storage_relaxation_is_exact (const GhStorageRelaxation *relaxation)
{
  return relaxation->is_exact;
}

/* The least cost to come to each energy, step by step. */
typedef struct
{
  GhPiecewise reached; /* cost to come to the end of a step, convex */
  GhPiecewise sum;     /* memory */
} Advance;

/* Goes on to the end of a step. Limits that depend on stored energy and the reserve are left
 * aside: a bound from below stays one. */
static void
advance_step (Advance *advance, const GhStorageProblem *problem, gsize step)
{
  guint first = problem->bound_first[step], end = problem->bound_first[step + 1];

  gh_piecewise_convolve_runs (&advance->sum, advance->reached.pieces, advance->reached.count,
                              problem->bounds + first, end - first);
  gh_piecewise_move (&advance->sum, -problem->drive_kwh[step], 0.0);
  gh_piecewise_copy_part (&advance->reached, &advance->sum, problem->lower_kwh[step],
                          problem->upper_kwh[step]);
  if (problem->holding_count == 0)
    return;
  gh_piecewise_add_slopes (&advance->reached, problem->holding_kwh, problem->holding_slope,
                           problem->holding_count);
  /* A first slope below 0 bends it down. */
  if (!is_convex (&advance->reached))
    {
      gh_piecewise_convex_hull (&advance->sum, &advance->reached);
      gh_piecewise_exchange (&advance->sum, &advance->reached);
    }
}

/* Keeps only what can be part of a plan that costs no more. FALSE where there is nothing. */
static gboolean
narrow_step (Advance *advance, const GhPiecewise *to_go, double most_cost, GhEnergyRange *range)
{
  double lower, upper;

  if (!gh_piecewise_find_sum_below (&advance->reached, to_go, most_cost, &lower, &upper))
    return FALSE;
  *range = (GhEnergyRange){ MAX (lower - RANGE_MARGIN, range->lower),
                            MIN (upper + RANGE_MARGIN, range->upper) };
  gh_piecewise_copy_part (&advance->sum, &advance->reached, range->lower, range->upper);
  gh_piecewise_exchange (&advance->reached, &advance->sum);
  return advance->reached.count > 0;
}

/* Whether the hull has a piece that stands for none of the cost, with a slope between two. */
static gboolean
has_bridge (const GhPiece *hull, guint hull_count, const GhPiece *stage, guint stage_count,
            double least, double most)
{
  guint k = 0;

  for (guint i = 0; i < hull_count; i++)
    {
      while (k < stage_count && stage[k].from < hull[i].from - GH_SAME_PLACE)
        k++;
      gboolean is_own = k < stage_count && stage[k].from <= hull[i].from + GH_SAME_PLACE
                        && fabs (stage[k].to - hull[i].to) <= GH_SAME_PLACE;
      if (!is_own && hull[i].slope >= least && hull[i].slope <= most)
        return TRUE;
    }
  return FALSE;
}

/* Takes the hull of a step where nothing in between the ends of its pieces is ever chosen: where a
 * kWh is always worth more than what they cost on average, or always less. */
static void
choose_bound (GhStorageRelaxation *relaxation, gsize step, const GhPiecewise *to_go,
              GhEnergyRange range)
{
  const GhStorageProblem *problem = relaxation->problem;
  const guint *first = problem->stage_first, *hull_first = relaxation->hulls.first;
  const GhPiece *stage = problem->stages + first[step];
  const GhPiece *hull = relaxation->hulls.pieces.pieces + hull_first[step];
  guint count = first[step + 1] - first[step];
  guint hull_count = hull_first[step + 1] - hull_first[step];
  double least = INFINITY, most = -INFINITY, margin = relaxation->margin;

  for (guint i = gh_piecewise_find (to_go, range.lower);
       i < to_go->count && to_go->pieces[i].from <= range.upper; i++)
    {
      least = MIN (least, -to_go->pieces[i].slope);
      most = MAX (most, -to_go->pieces[i].slope);
    }
  if (has_bridge (hull, hull_count, stage, count, least - margin, most + margin))
    gh_piecewise_add_pieces (&relaxation->mixed.pieces, stage, count);
  else
    gh_piecewise_add_pieces (&relaxation->mixed.pieces, hull, hull_count);
  relaxation->mixed.first[step + 1] = relaxation->mixed.pieces.count;
}

/* Narrows all steps; FALSE where it cannot be done or was stopped. */
static gboolean
narrow_steps (GhStorageRelaxation *relaxation, double most_cost, const GhProgress *progress,
              GError **error)
{
  const GhStorageProblem *problem = &relaxation->relaxed;
  GhEnergyRange range = gh_energy_range_around (problem->start_kwh);
  Advance advance = { 0 };
  gboolean going = TRUE;

  gh_piecewise_add_pieces (&advance.reached,
                           &(GhPiece){ problem->start_kwh, problem->start_kwh, 0.0, 0.0 }, 1);
  for (gsize step = 0; step < problem->steps && going; step++)
    {
      const GhPiecewise *to_go = gh_storage_pass_get_value (&relaxation->pass, step, range);
      range = gh_energy_range_at (problem, step);
      advance_step (&advance, problem, step);
      going = narrow_step (&advance, to_go, most_cost, &range);
      choose_bound (relaxation, step, to_go, range);
      relaxation->lower_kwh[step] = range.lower;
      relaxation->upper_kwh[step] = range.upper;
      if (going && step % POLL_STEPS == 0)
        going = gh_progress_step (progress, (double) step / (double) problem->steps, NULL, error);
    }
  gh_piecewise_clear (&advance.reached);
  gh_piecewise_clear (&advance.sum);
  return going;
}

/**
 * gh_storage_relaxation_narrow:
 * @relaxation: a relaxation that found a plan
 * @most_cost: what a plan may cost that is looked for
 * @progress: (nullable): polled every 64 steps
 * @error: set when the caller stops the work
 *
 * Narrows the limits to the energies that can be part of a plan of at most @most_cost: where what
 * it costs at least to come there, and what it costs at least to go on from there, are no more.
 * Every plan outside costs more than @most_cost. Where prices differ from hour to hour little is
 * left of a battery, so that an exact plan within the limits is found in a fraction of the time.
 * Steps whose hull serves as well keep it. O(steps * pieces).
 *
 * Returns: (transfer none): the problem that is left, the whole one where rounding leaves nothing;
 *   %NULL when stopped
 */
const GhStorageProblem *
gh_storage_relaxation_narrow (GhStorageRelaxation *relaxation, double most_cost,
                              const GhProgress *progress, GError **error)
{
  gsize steps = relaxation->problem->steps;
  GError *stopped = NULL;

  relaxation->lower_kwh = g_new (double, steps);
  relaxation->upper_kwh = g_new (double, steps);
  relaxation->margin = WORTH_SHARE * gh_storage_problem_get_mean_price (relaxation->problem);
  relaxation->mixed.first = g_new (guint, steps + 1);
  relaxation->mixed.first[0] = 0;
  if (!narrow_steps (relaxation, most_cost, progress, &stopped))
    {
      if (stopped == NULL)
        return relaxation->problem;
      g_propagate_error (error, stopped);
      return NULL;
    }
  relaxation->narrowed = *relaxation->problem;
  relaxation->narrowed.lower_kwh = relaxation->lower_kwh;
  relaxation->narrowed.upper_kwh = relaxation->upper_kwh;
  relaxation->narrowed.bound_first = relaxation->mixed.first;
  relaxation->narrowed.bounds = relaxation->mixed.pieces.pieces;
  return &relaxation->narrowed;
}
