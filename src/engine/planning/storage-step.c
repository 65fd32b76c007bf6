/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-step.h"

#include <math.h>

#include "planning/paying-range.h"

/* Values that differ by less are a tie, which the least throughput wins. */
#define TIE 1e-10
/* Energies that differ by less are the same, kWh. */
#define SAME_ENERGY 1e-9
/* By how much what can be reached is widened, for the slope beside it, kWh. */
#define REACH_MARGIN 1e-6

/* Bumps are cut off when the pieces have become more by one in so many: there is little to cut in
 * between. */
#define GROWTH 12
/* A cost of holding gives every step slopes of its own. Of the thousands of pieces that this makes
 * those are left out whose absence lowers the value by less than this share of the tolerance. */
#define THIN_PIECES 100
#define THIN_SHARE 5e-2

/**
 * gh_storage_step_clear:
 * @pass: a pass
 *
 * Frees its memory.
 */
void
gh_storage_step_clear (GhStorageStep *pass)
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

/**
 * gh_energy_range_at:
 * @problem: one store over time
 * @step: a step
 *
 * Returns: the limits at its end
 */
GhEnergyRange
gh_energy_range_at (const GhStorageProblem *problem, gsize step)
{
  return (GhEnergyRange){ problem->lower_kwh[step], problem->upper_kwh[step] };
}

/**
 * gh_energy_range_around:
 * @energy: an energy
 *
 * Returns: what lies so near that the slope beside it is known
 */
GhEnergyRange
gh_energy_range_around (double energy)
{
  return (GhEnergyRange){ energy - REACH_MARGIN, energy + REACH_MARGIN };
}

/**
 * gh_energy_range_reach:
 * @problem: one store over time
 * @step: a step
 * @from: where it begins
 *
 * Returns: where the store can be at the end of the step, limits that depend on energy left aside
 */
GhEnergyRange
gh_energy_range_reach (const GhStorageProblem *problem, gsize step, GhEnergyRange from)
{
  guint first = problem->stage_first[step], end = problem->stage_first[step + 1];
  GhEnergyRange limits = gh_energy_range_at (problem, step);
  double drive = problem->drive_kwh[step];

  if (first == end)
    return limits;
  return (GhEnergyRange){ MAX (limits.lower, from.lower - drive + problem->stages[first].from),
                          MIN (limits.upper, from.upper - drive + problem->stages[end - 1].to) };
}

/* Limits and holding cost at the end of a step. */
static void
restrict_end (GhStorageStep *pass, GhEnergyRange limits, const GhPiecewise *next)
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
is_limited (const GhStorageStep *pass)
{
  return pass->reach.upper_count + pass->reach.lower_count > 0;
}

/* Whether the reserve forbids discharging, where there is any, from some energies of the step's
 * end. */
static gboolean
reserve_binds (const GhStorageStep *pass, gsize step)
{
  return pass->end.count > 0 && pass->stage.count > 0
         && pass->stage.pieces[pass->stage.count - 1].to > 1e-12
         && pass->problem->reserve_kwh - pass->problem->drive_kwh[step]
                > pass->end.pieces[0].from + SAME_ENERGY;
}

/* The stage over the energy taken out rather than added: left and right exchanged. */
static void
mirror_stage (GhStorageStep *pass, gsize step)
{
  const GhStorageProblem *problem = pass->problem;
  const guint *starts = problem->bound_first != NULL ? problem->bound_first : problem->stage_first;
  const GhPiece *pieces = problem->bound_first != NULL ? problem->bounds : problem->stages;
  guint first = starts[step], end = starts[step + 1];

  pass->stage.count = 0;
  gh_piecewise_reserve (&pass->stage, end - first);
  for (guint i = end; i-- > first;)
    {
      const GhPiece *piece = &pieces[i];
      pass->stage.pieces[pass->stage.count++]
          = (GhPiece){ -piece->to, -piece->from, gh_piece_end_value (piece), -piece->slope };
    }
}

/* The end of a convex part of the stage; discharging and charging are kept apart on demand. */
static guint
stage_part_end (const GhStorageStep *pass, guint first, gboolean split)
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
convolve_run (GhStorageStep *pass, const GhPiecewise *value, guint first, guint end,
              const GhPiece *part, guint part_count)
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
add_image (GhStorageStep *pass, gboolean is_cut)
{
  if (pass->run.count == 0)
    return;
  if (pass->partial.count == 0)
    gh_piecewise_exchange (&pass->partial, &pass->run);
  else if (!is_cut)
    gh_piecewise_overtake (&pass->partial, &pass->run);
  else
    {
      gh_piecewise_lower_envelope (&pass->joined, &pass->partial, &pass->run);
      gh_piecewise_exchange (&pass->partial, &pass->joined);
    }
}

/* Lower envelope of one convex part of the stage hung at every convex run of the value. */
static void
convolve_part (GhStorageStep *pass, const GhPiecewise *value, const GhPiece *part, guint part_count)
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
paying_part (GhStorageStep *pass, const GhPiecewise *value, const GhPayingRange *paying,
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
 * several, doing nothing comes first, and the others only where they can be better; what doing
 * nothing costs is left out and told in @up. TRUE where nothing else was any good, so that the
 * value was only moved. */
static gboolean
join_images (GhStorageStep *pass, gboolean split, GhPiecewise *before, double *up)
{
  GhPayingRange paying = { INFINITY, -INFINITY, INFINITY };
  const GhPiecewise *so_far = NULL;

  if (!is_limited (pass) && stage_part_end (pass, 0, split) < pass->stage.count)
    paying = gh_paying_range_find (&pass->end, &pass->stage);
  if (isfinite (paying.idle_cost))
    {
      gh_piecewise_move (&pass->stage, 0.0, -paying.idle_cost);
      *up = paying.idle_cost;
      so_far = &pass->end;
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
      if (so_far != NULL)
        gh_piecewise_lower_envelope (&pass->whole, so_far, &pass->partial);
      gh_piecewise_exchange (before, so_far != NULL ? &pass->whole : &pass->partial);
      so_far = before;
    }
  if (so_far != &pass->end)
    return FALSE;
  gh_piecewise_exchange (before, &pass->end);
  return TRUE;
}

/* What a convex stage makes of the value, where the reserve lets no discharging begin below some
 * energy: above it the whole stage counts, and what it reaches is above it too; below it only
 * charging does. */
static void
join_at_reserve (GhStorageStep *pass, double reserve, GhPiecewise *before)
{
  convolve_part (pass, &pass->floor, pass->stage.pieces, pass->stage.count);
  gh_piecewise_copy_part (&pass->whole, &pass->partial, reserve, INFINITY);
  gh_piecewise_copy_part (&pass->part, &pass->stage, -INFINITY, 0.0);
  before->count = 0;
  if (pass->part.count > 0)
    {
      const GhPiece *most = &pass->part.pieces[0];
      gh_piecewise_copy_part (&pass->floor, &pass->end, -INFINITY, reserve - most->from);
      convolve_part (pass, &pass->floor, pass->part.pieces, pass->part.count);
      gh_piecewise_copy_part (before, &pass->partial, -INFINITY, reserve);
    }
  if (pass->whole.count > 0)
    {
      gh_piecewise_append (before, &pass->whole.pieces[0]);
      gh_piecewise_add_pieces (before, pass->whole.pieces + 1, pass->whole.count - 1);
    }
}

/**
 * gh_storage_step_back:
 * @pass: memory of the pass
 * @step: a step
 * @limits: where the value at its end is needed
 * @next: the value at its end
 * @before: (out): the value before it
 *
 * One step of Bellman's recursion: every convex part of the stage is hung at every convex run of
 * the value, and the lower envelope of all is the value before. O(pieces) where images overtake one
 * another once.
 */
void
gh_storage_step_back (GhStorageStep *pass, gsize step, GhEnergyRange limits,
                      const GhPiecewise *next, GhPiecewise *before)
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
  double up = 0.0;
  gboolean only_moved = FALSE;
  if (split)
    gh_piecewise_copy_part (&pass->floor, &pass->end, problem->reserve_kwh - drive, INFINITY);
  if (split && gh_piecewise_run_end (&pass->stage, 0) == pass->stage.count)
    join_at_reserve (pass, problem->reserve_kwh - drive, before);
  else
    only_moved = join_images (pass, split, before, &up);
  gh_piecewise_move (before, drive, up);
  if (before->count > 0 && gh_piecewise_run_end (before, 0) < before->count)
    {
      pass->convex = FALSE;
      if (!only_moved && before->count > pass->settled + pass->settled / GROWTH)
        {
          gh_piecewise_simplify (before, problem->tolerance);
          pass->settled = before->count;
        }
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

/* Tries the ends of every stretch on which one piece of the stage and the value are both straight.
 * With @best it keeps the choice of least throughput among those within a tie of @least. Returns
 * the least total. */
static double
scan_piece (const GhStorageStep *pass, const GhPiece *stage, double energy, GhEnergyRange ends,
            double least, Choice *best)
{
  const GhPiece *end = pass->end.pieces + pass->end.count;
  double lowest = INFINITY;

  for (const GhPiece *value
       = pass->end.pieces + gh_piecewise_find (&pass->end, ends.lower - SAME_ENERGY);
       value < end && value->from <= ends.upper + SAME_ENERGY; value++)
    {
      double places[2] = { CLAMP (ends.lower, value->from, value->to),
                           CLAMP (ends.upper, value->from, value->to) };
      for (int e = 0; e < 2; e++)
        {
          double added = CLAMP (places[e] - energy, stage->from, stage->to);
          double cost = stage->value + stage->slope * (added - stage->from);
          double total = cost + value->value + value->slope * (places[e] - value->from);
          lowest = MIN (lowest, total);
          if (best != NULL)
            consider (best, least, added, places[e], total, cost);
        }
    }
  return lowest;
}

/* Where a piece of the stage can end that begins with some energy, driving taken off. */
static GhEnergyRange
ends_of_piece (const GhStorageStep *pass, gsize step, const GhPiece *stage, double energy,
               GhEnergyRange limits)
{
  const GhStorageProblem *problem = pass->problem;
  GhEnergyRange ends
      = { MAX (energy + stage->from, limits.lower), MIN (energy + stage->to, limits.upper) };

  if (stage->from < -1e-12)
    ends.lower = MAX (ends.lower, problem->reserve_kwh - problem->drive_kwh[step]);
  return ends;
}

/* Pieces of a stage for which the best total is kept; of further ones it is found again. */
#define KEPT_TOTALS 64

/* The best choice at an energy, FALSE where there is none. */
static gboolean
find_choice (const GhStorageStep *pass, gsize step, double energy, Choice *best)
{
  const GhStorageProblem *problem = pass->problem;
  const GhPiece *stages = problem->stages + problem->stage_first[step];
  guint count = problem->stage_first[step + 1] - problem->stage_first[step];
  GhReachLimits reach = reach_limits (problem, step);
  double at = energy - problem->drive_kwh[step];
  GhEnergyRange limits = { gh_reach_limits_lower (&reach, at), gh_reach_limits_upper (&reach, at) };
  double totals[KEPT_TOTALS], least = INFINITY;

  for (guint i = 0; i < count; i++)
    {
      GhEnergyRange ends = ends_of_piece (pass, step, &stages[i], at, limits);
      double total = ends.lower > ends.upper + SAME_ENERGY
                         ? INFINITY
                         : scan_piece (pass, &stages[i], at, ends, 0.0, NULL);
      least = MIN (least, total);
      if (i < KEPT_TOTALS)
        totals[i] = total;
    }
  *best = (Choice){ INFINITY, 0.0, 0.0 };
  for (guint i = 0; isfinite (least) && i < count; i++)
    {
      GhEnergyRange ends = ends_of_piece (pass, step, &stages[i], at, limits);
      if (ends.lower <= ends.upper + SAME_ENERGY && (i >= KEPT_TOTALS || totals[i] <= least + TIE))
        scan_piece (pass, &stages[i], at, ends, least, best);
    }
  return isfinite (least);
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

/* Slopes of the stage beside a choice. */
static void
get_stage_slopes (const GhStorageProblem *problem, gsize step, double added, double *before,
                  double *after)
{
  GhPiecewise stage = { (GhPiece *) problem->stages + problem->stage_first[step],
                        problem->stage_first[step + 1] - problem->stage_first[step], 0 };

  gh_piecewise_get_slopes (&stage, added, before, after);
}

/* A step that a limit of the battery keeps from adding, or taking out, more: what it adds changes
 * with the energy before it, so that its worth is not that of the energy after it. */
typedef struct
{
  gboolean above; /* no more can be added */
  gboolean below; /* no more can be taken out */
  double slope;   /* energy at the end per energy before */
} Binding;

static Binding
find_binding (const GhStorageProblem *problem, gsize step, double before_kwh, double end_kwh)
{
  GhReachLimits reach = reach_limits (problem, step);
  Binding binding = { FALSE, FALSE, 1.0 };

  for (guint i = 0; i < reach.upper_count; i++)
    if (reach.upper[i].at + reach.upper[i].slope * before_kwh <= end_kwh + SAME_ENERGY)
      binding = (Binding){ TRUE, binding.below, reach.upper[i].slope };
  for (guint i = 0; i < reach.lower_count; i++)
    if (reach.lower[i].at + reach.lower[i].slope * before_kwh >= end_kwh - SAME_ENERGY)
      binding = (Binding){ binding.above, TRUE, reach.lower[i].slope };
  return binding;
}

/* The multiplier of a step, as near to that of the energy before it as both the stage and the value
 * after it allow, and that of the energy after it: a value that is an infimal convolution has the
 * slopes that its two parts share (Rockafellar 1970, Convex Analysis, theorem 16.4). */
static double
follow_dual (GhStorageStep *pass, gsize step, const GhPiecewise *next, double before_kwh,
             const Choice *choice)
{
  double stage_before, stage_after, before, after, next_before, next_after;
  double drive = pass->problem->drive_kwh[step], dual = pass->dual;
  Binding binding = find_binding (pass->problem, step, before_kwh - drive, choice->end_kwh);

  get_stage_slopes (pass->problem, step, choice->added_kwh, &stage_before, &stage_after);
  gh_piecewise_get_slopes (&pass->end, choice->end_kwh, &before, &after);
  gh_piecewise_get_slopes (next, choice->end_kwh, &next_before, &next_after);
  /* value' = slope dual - (1 - slope) stage' where the limit binds. */
  double own = binding.above ? stage_before : stage_after;
  if (binding.slope < 1.0 && binding.slope > 0.0 && isfinite (own))
    dual = (dual + (1.0 - binding.slope) * own) / binding.slope;
  double least = binding.above ? before : MAX (before, -stage_after);
  double most = binding.below ? after : MIN (after, -stage_before);
  if (isnan (dual))
    dual = isfinite (least) ? least : most;
  dual = MIN (MAX (dual, least), most);
  if (!isfinite (dual))
    dual = 0.0;
  double holding = isfinite (after) && isfinite (next_after)     ? after - next_after
                   : isfinite (before) && isfinite (next_before) ? before - next_before
                                                                 : 0.0;
  pass->dual = MIN (MAX (dual - holding, next_before), next_after);
  return 0.0 - dual;
}

/**
 * gh_storage_step_forward:
 * @pass: memory of the pass
 * @step: a step
 * @next: the value at its end
 * @energy: (inout): stored energy
 * @solution: (inout): gets the step's choice
 *
 * One step of the plan: of the choices that cost least the one of least throughput. O(pieces within
 * reach).
 *
 * Returns: %FALSE where there is no choice
 */
gboolean
gh_storage_step_forward (GhStorageStep *pass, gsize step, const GhPiecewise *next, double *energy,
                         GhStorageSolution *solution)
{
  Choice best;

  restrict_end (pass, gh_energy_range_reach (pass->problem, step, gh_energy_range_around (*energy)),
                next);
  if (!find_choice (pass, step, *energy, &best))
    return FALSE;
  double before_kwh = *energy;
  *energy = best.end_kwh;
  solution->dual_per_kwh[step] = follow_dual (pass, step, next, before_kwh, &best);
  solution->stored_kwh[step] = best.added_kwh;
  solution->energy_kwh[step] = best.end_kwh;
  solution->value_per_kwh[step] = 0.0 - gh_piecewise_slope_after (next, best.end_kwh);
  solution->objective += best.cost + holding_cost (pass->problem, best.end_kwh);
  return TRUE;
}
