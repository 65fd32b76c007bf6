/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-kernel.h"

#include <math.h>

#include "planning/paying-range.h"

/* Values that differ by less are a tie, which the least throughput wins. */
#define TIE 1e-10
/* Energies that differ by less are the same, kWh. */
#define SAME_ENERGY 1e-9
#define POLL_STEPS 64
/* Values kept, as a multiple of the root of the steps. The shorter a block, the less of it can be
 * reached from its beginning and has to be computed again. */
#define KEEP_MORE 8.0
/* Share of the progress that the pass backward takes. */
#define BACKWARD_SHARE 0.8
/* By how much what can be reached is widened, for the slope beside it, kWh. */
#define REACH_MARGIN 1e-6

/* Of a function of few pieces only bumps lower than this share of the tolerance are cut off: it
 * costs little to keep the others. */
#define FEW_PIECES 200
#define FINE_SHARE (1.0 / 6.0)
/* A cost of holding gives every step slopes of its own. Of the thousands of pieces that this makes
 * those are left out whose absence lowers the value by less than this share of the tolerance. */
#define THIN_PIECES 100
#define THIN_SHARE 5e-2

/* Energies between two limits. */
typedef struct
{
  double lower;
  double upper;
} Range;

/* Memory of one pass, reused from step to step. */
typedef struct
{
  const GhStorageProblem *problem;
  GhPiecewise end;     /* value at the end of a step, with its limits and holding cost */
  GhPiecewise floor;   /* the part of it that discharging may reach */
  GhPiecewise part;    /* the part of either where a direction can pay */
  GhPiecewise stage;   /* mirrored: cost over the energy taken out */
  GhPiecewise run;     /* of one convolution */
  GhPiecewise partial; /* lower envelope for one convex part of the stage */
  GhPiecewise joined;  /* the next one of these, where images are cut */
  GhPiecewise whole;   /* lower envelope so far */
  GhReachLimits reach; /* where the step may end */
  gboolean convex;
  gsize pieces; /* summed over steps */
} Pass;

static void
pass_clear (Pass *pass)
{
  gh_piecewise_clear (&pass->end);
  gh_piecewise_clear (&pass->floor);
  gh_piecewise_clear (&pass->part);
  gh_piecewise_clear (&pass->stage);
  gh_piecewise_clear (&pass->run);
  gh_piecewise_clear (&pass->partial);
  gh_piecewise_clear (&pass->joined);
  gh_piecewise_clear (&pass->whole);
}

static void
exchange (GhPiecewise *a, GhPiecewise *b)
{
  GhPiecewise kept = *a;

  *a = *b;
  *b = kept;
}

static Range
limits_at (const GhStorageProblem *problem, gsize step)
{
  return (Range){ problem->lower_kwh[step], problem->upper_kwh[step] };
}

static Range
around (double energy)
{
  return (Range){ energy - REACH_MARGIN, energy + REACH_MARGIN };
}

/* Where the store can be at the end of a step that it begins somewhere in @from. */
static Range
reach_from (const GhStorageProblem *problem, gsize step, Range from)
{
  guint first = problem->stage_first[step], end = problem->stage_first[step + 1];
  Range limits = limits_at (problem, step);
  double drive = problem->drive_kwh[step];

  if (first == end)
    return limits;
  return (Range){ MAX (limits.lower, from.lower - drive + problem->stages[first].from),
                  MIN (limits.upper, from.upper - drive + problem->stages[end - 1].to) };
}

/* Limits and holding cost at the end of a step. */
static void
restrict_end (Pass *pass, Range limits, const GhPiecewise *next)
{
  const GhStorageProblem *problem = pass->problem;

  gh_piecewise_copy_part (&pass->end, next, limits.lower, limits.upper);
  if (problem->holding_count > 0)
    gh_piecewise_add_slopes (&pass->end, problem->holding_kwh, problem->holding_slope,
                             problem->holding_count);
}

/* The limits that depend on stored energy, seen from the energy before the step less driving. */
static GhReachLimits
reach_limits (const GhStorageProblem *problem, gsize step)
{
  GhReachLimits reach
      = { problem->charge_limit_count, problem->discharge_limit_count, { { 0 } }, { { 0 } } };
  double drive = problem->drive_kwh[step];

  for (guint i = 0; i < reach.upper_count; i++)
    {
      const GhEnergyLimit *limit = &problem->charge_limits[i];
      reach.upper[i] = (GhReachLine){ limit->kwh - limit->per_kwh * drive, 1.0 - limit->per_kwh };
    }
  for (guint i = 0; i < reach.lower_count; i++)
    {
      const GhEnergyLimit *limit = &problem->discharge_limits[i];
      reach.lower[i]
          = (GhReachLine){ -(limit->kwh + limit->per_kwh * drive), 1.0 - limit->per_kwh };
    }
  return reach;
}

static gboolean
is_limited (const Pass *pass)
{
  return pass->reach.upper_count + pass->reach.lower_count > 0;
}

/* Whether the reserve forbids discharging from some energies of the step's end. */
static gboolean
reserve_binds (const Pass *pass, gsize step)
{
  return pass->end.count > 0
         && pass->problem->reserve_kwh - pass->problem->drive_kwh[step]
                > pass->end.pieces[0].from + SAME_ENERGY;
}

/* The stage over the energy taken out rather than added: left and right exchanged. */
static void
mirror_stage (Pass *pass, gsize step)
{
  const GhStorageProblem *problem = pass->problem;
  guint first = problem->stage_first[step], end = problem->stage_first[step + 1];

  pass->stage.count = 0;
  gh_piecewise_reserve (&pass->stage, end - first);
  for (guint i = end; i-- > first;)
    {
      const GhPiece *piece = &problem->stages[i];
      pass->stage.pieces[pass->stage.count++]
          = (GhPiece){ -piece->to, -piece->from, gh_piece_end_value (piece), -piece->slope };
    }
}

/* The end of a convex part of the stage; discharging and charging are kept apart on demand. */
static guint
stage_part_end (const Pass *pass, guint first, gboolean split)
{
  guint end = gh_piecewise_run_end (&pass->stage, first);

  if (split)
    for (guint i = first + 1; i < end; i++)
      if (fabs (pass->stage.pieces[i].from) <= 1e-12)
        return i;
  return end;
}

/* A part of the stage that is one point moves the value and nothing else. */
static void
shift_by_point (GhPiecewise *target, const GhPiecewise *value, const GhPiece *point)
{
  gh_piecewise_copy (target, value);
  gh_piecewise_move (target, point->from, point->value);
}

/* Whether the value does not fall from one run to the next, so that the right one's first point is
 * never better than the left one's last. */
static gboolean
steps_up (const GhPiece *left, const GhPiece *right)
{
  return right->from - left->to <= GH_SAME_PLACE
         && right->value >= gh_piece_end_value (left) - GH_SAME_VALUE;
}

static gboolean
steps_down (const GhPiece *left, const GhPiece *right)
{
  return right->from - left->to <= GH_SAME_PLACE
         && right->value <= gh_piece_end_value (left) + GH_SAME_VALUE;
}

/* Hangs a convex part of the stage at the run [first, end) of the value. Where the value goes on
 * beyond an end of the run at no more than its value there - at a concave kink it does at both - to
 * stay at that end while the stage's slope is beyond the run's is worse than to go on, so that
 * these pieces of the stage are left out. That takes off an end of the image, where another image
 * is no higher, and leaves true that images overtake one another once. Limits that depend on energy
 * can force such a choice, so that then nothing is left out. TRUE where limits cut the image. */
static gboolean
convolve_run (Pass *pass, const GhPiecewise *value, guint first, guint end, const GhPiece *part,
              guint part_count)
{
  const GhPiece *pieces = value->pieces;
  guint from = 0, to = part_count;
  GhPiece point;

  if (is_limited (pass))
    return gh_limited_run_convolve (&pass->run, pieces + first, end - first, part, part_count,
                                    &pass->reach);
  if (first > 0 && steps_up (&pieces[first - 1], &pieces[first])
      && pieces[first].to > pieces[first].from)
    while (from < to && part[from].slope < pieces[first].slope)
      from++;
  if (end < value->count && steps_down (&pieces[end - 1], &pieces[end])
      && pieces[end - 1].to > pieces[end - 1].from)
    while (to > from && part[to - 1].slope > pieces[end - 1].slope)
      to--;
  if (from < to)
    {
      gh_piecewise_convolve_runs (&pass->run, pieces + first, end - first, part + from, to - from);
      return FALSE;
    }
  if (from < part_count)
    point = (GhPiece){ part[from].from, part[from].from, part[from].value, 0.0 };
  else
    point = (GhPiece){ part[from - 1].to, part[from - 1].to, gh_piece_end_value (&part[from - 1]),
                       0.0 };
  gh_piecewise_convolve_runs (&pass->run, pieces + first, end - first, &point, 1);
  return FALSE;
}

/* Lowers the images so far to the next one. Images that limits cut may overtake more than once. */
static void
add_image (Pass *pass, gboolean is_cut)
{
  if (pass->run.count == 0)
    return;
  if (pass->partial.count == 0)
    exchange (&pass->partial, &pass->run);
  else if (!is_cut)
    gh_piecewise_overtake (&pass->partial, &pass->run);
  else
    {
      gh_piecewise_lower_envelope (&pass->joined, &pass->partial, &pass->run);
      exchange (&pass->partial, &pass->joined);
    }
}

/* Lower envelope of one convex part of the stage hung at every convex run of the value. */
static void
convolve_part (Pass *pass, const GhPiecewise *value, const GhPiece *part, guint part_count)
{
  gboolean is_cut = FALSE;

  pass->partial.count = 0;
  if (part_count == 1 && part->to <= part->from)
    {
      if (is_limited (pass))
        gh_limited_run_shift (&pass->partial, value, part, &pass->reach);
      else
        shift_by_point (&pass->partial, value, part);
      return;
    }
  for (guint first = 0, end; first < value->count; first = end)
    {
      end = gh_piecewise_run_end (value, first);
      is_cut |= convolve_run (pass, value, first, end, part, part_count);
      add_image (pass, is_cut);
    }
}

/* The part of the value that a part of the stage can reach from where it can pay. */
static const GhPiecewise *
paying_part (Pass *pass, const GhPiecewise *value, const GhPayingRange *paying,
             const GhPiece *first, const GhPiece *last)
{
  gboolean charges = first->from + 1e-12 < 0.0, discharges = last->to - 1e-12 > 0.0;
  double from = charges ? -INFINITY : paying->discharge_above - last->to;
  double to = discharges ? INFINITY : paying->charge_below - first->from;

  if (charges == discharges || value->count == 0
      || (from <= value->pieces[0].from && to >= value->pieces[value->count - 1].to))
    return value;
  gh_piecewise_copy_part (&pass->part, value, from, to);
  return &pass->part;
}

static gboolean
is_idle (const GhPiece *piece)
{
  return fabs (piece->from) <= 1e-12 && fabs (piece->to) <= 1e-12;
}

/* Lowers the value before a step to the image of each convex part of the stage. Where there are
 * several, doing nothing comes first, and the others only where they can be better. TRUE where
 * nothing else was any good, so that the value was only moved. */
static gboolean
join_images (Pass *pass, gboolean split, GhPiecewise *before)
{
  GhPayingRange paying = { INFINITY, -INFINITY, INFINITY };
  gboolean only_moved = FALSE;

  if (!is_limited (pass) && stage_part_end (pass, 0, split) < pass->stage.count)
    paying = gh_paying_range_find (&pass->end, &pass->stage);
  if (isfinite (paying.idle_cost))
    {
      gh_piecewise_copy (before, &pass->end);
      gh_piecewise_move (before, 0.0, paying.idle_cost);
      only_moved = TRUE;
    }
  for (guint first = 0, end; first < pass->stage.count; first = end)
    {
      end = stage_part_end (pass, first, split);
      const GhPiece *part = &pass->stage.pieces[first], *last = &pass->stage.pieces[end - 1];
      const GhPiecewise *value = split && last->to > 1e-12 ? &pass->floor : &pass->end;
      if (isfinite (paying.idle_cost) && end == first + 1 && is_idle (part))
        continue;
      convolve_part (pass, paying_part (pass, value, &paying, part, last), part, end - first);
      if (pass->partial.count == 0)
        continue;
      only_moved = FALSE;
      if (before->count > 0)
        gh_piecewise_lower_envelope (&pass->whole, before, &pass->partial);
      exchange (before, before->count > 0 ? &pass->whole : &pass->partial);
    }
  return only_moved;
}

/* The value before a step from the value after it, where that lies between limits. */
static void
step_back (Pass *pass, gsize step, Range limits, const GhPiecewise *next, GhPiecewise *before)
{
  const GhStorageProblem *problem = pass->problem;
  double drive = problem->drive_kwh[step];

  restrict_end (pass, limits, next);
  mirror_stage (pass, step);
  pass->reach = reach_limits (problem, step);
  before->count = 0;
  if (pass->end.count == 0 || pass->stage.count == 0)
    return;
  gboolean split = reserve_binds (pass, step);
  if (split)
    gh_piecewise_copy_part (&pass->floor, &pass->end, problem->reserve_kwh - drive, INFINITY);
  gboolean only_moved = join_images (pass, split, before);
  gh_piecewise_move (before, drive, 0.0);
  if (before->count > 0 && gh_piecewise_run_end (before, 0) < before->count)
    {
      pass->convex = FALSE;
      /* A value that was only moved has been cut before. */
      if (!only_moved)
        gh_piecewise_simplify (before, before->count > FEW_PIECES
                                           ? problem->tolerance
                                           : FINE_SHARE * problem->tolerance);
    }
  if (problem->holding_count > 0 && before->count > THIN_PIECES)
    gh_piecewise_thin (before, THIN_SHARE * problem->tolerance);
  pass->pieces += before->count;
}

/* What is best at one energy: the energy at the end of the step and what was added. */
typedef struct
{
  double added_kwh;
  double end_kwh;
  double cost;
} Choice;

static void
consider (Choice *best, double least, double added_kwh, double end_kwh, double total, double cost)
{
  if (total > least + TIE)
    return;
  if (fabs (added_kwh) < fabs (best->added_kwh) - 1e-12
      || (fabs (added_kwh) < fabs (best->added_kwh) + 1e-12 && cost < best->cost))
    *best = (Choice){ added_kwh, end_kwh, cost };
}

/* Tries the ends of every stretch on which stage and value are both straight. With @best it keeps
 * the choice of least throughput among those within a tie of @least. Returns the least total. */
static double
scan_choices (const Pass *pass, gsize step, double energy, double least, Choice *best)
{
  const GhStorageProblem *problem = pass->problem;
  GhReachLimits reach = reach_limits (problem, step);
  double drive = problem->drive_kwh[step];
  double lowest_end = gh_reach_limits_lower (&reach, energy - drive);
  double highest_end = gh_reach_limits_upper (&reach, energy - drive);
  double lowest = INFINITY;

  for (guint i = problem->stage_first[step]; i < problem->stage_first[step + 1]; i++)
    {
      const GhPiece *stage = &problem->stages[i];
      double from = MAX (energy - drive + stage->from, lowest_end);
      double to = MIN (energy - drive + stage->to, highest_end);
      if (stage->from < -1e-12)
        from = MAX (from, problem->reserve_kwh - drive);
      if (from > to + SAME_ENERGY)
        continue;
      for (guint k = gh_piecewise_find (&pass->end, from - SAME_ENERGY); k < pass->end.count; k++)
        {
          const GhPiece *value = &pass->end.pieces[k];
          if (value->from > to + SAME_ENERGY || from > to + SAME_ENERGY)
            break;
          double ends[2]
              = { CLAMP (from, value->from, value->to), CLAMP (to, value->from, value->to) };
          for (int e = 0; e < 2; e++)
            {
              double added = CLAMP (ends[e] - energy + drive, stage->from, stage->to);
              double cost = stage->value + stage->slope * (added - stage->from);
              double total = cost + value->value + value->slope * (ends[e] - value->from);
              lowest = MIN (lowest, total);
              if (best != NULL)
                consider (best, least, added, ends[e], total, cost);
            }
        }
    }
  return lowest;
}

static double
holding_cost (const GhStorageProblem *problem, double energy)
{
  double cost = 0.0;

  for (guint k = 0; k < problem->holding_count && problem->holding_kwh[k] < energy; k++)
    {
      double to
          = k + 1 < problem->holding_count ? MIN (problem->holding_kwh[k + 1], energy) : energy;
      cost += problem->holding_slope[k] * (to - problem->holding_kwh[k]);
    }
  return cost;
}

/* One step of the plan. */
static gboolean
step_forward (Pass *pass, gsize step, const GhPiecewise *next, double *energy,
              GhStorageSolution *solution)
{
  Choice best = { INFINITY, 0.0, 0.0 };

  restrict_end (pass, reach_from (pass->problem, step, around (*energy)), next);
  double least = scan_choices (pass, step, *energy, 0.0, NULL);
  if (!isfinite (least))
    return FALSE;
  scan_choices (pass, step, *energy, least, &best);
  *energy = best.end_kwh;
  solution->stored_kwh[step] = best.added_kwh;
  solution->energy_kwh[step] = best.end_kwh;
  solution->value_per_kwh[step] = 0.0 - gh_piecewise_slope_after (next, best.end_kwh);
  solution->objective += best.cost + holding_cost (pass->problem, best.end_kwh);
  return TRUE;
}

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
pass_backward (Pass *pass, Kept *kept, GhStorageSolution *solution, const GhProgress *progress,
               GError **error)
{
  gsize steps = pass->problem->steps;
  GhPiecewise value = { 0 }, before = { 0 };
  gboolean going = TRUE;

  write_final_value (pass->problem, &value);
  for (gsize step = steps; step-- > 0 && going;)
    {
      if ((step + 1) % kept->block == 0 || step + 1 == steps)
        keep_value (kept, step / kept->block, &value);
      step_back (pass, step, limits_at (pass->problem, step), &value, &before);
      exchange (&value, &before);
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
fill_block (Pass *pass, gsize first, gsize count, double energy, GhPiecewise *values, Range *reach)
{
  Range range = around (energy);

  for (gsize k = 0; k < count; k++)
    reach[k] = range = reach_from (pass->problem, first + k, range);
  for (gsize k = count; k-- > 1;)
    step_back (pass, first + k, reach[k], &values[k + 1], &values[k]);
}

/* The plan, block by block. */
static gboolean
pass_forward (Pass *pass, const Kept *kept, GhStorageSolution *solution, const GhProgress *progress,
              GError **error)
{
  gsize steps = pass->problem->steps, block = kept->block;
  GhPiecewise *values = g_new0 (GhPiecewise, block + 1);
  g_autofree Range *reach = g_new (Range, block);
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
          solution->feasible = step_forward (pass, first + k, &values[k + 1], &energy, solution);
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
  Pass pass = { .problem = problem, .convex = TRUE };

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
  pass_clear (&pass);
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
