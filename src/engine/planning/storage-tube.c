/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/storage-tube.h"

#include <math.h>

/* Energies that differ by less are the same, kWh. */
#define SAME_KWH 1e-9

typedef struct
{
  double from;
  double to;
} Range;

/* The energies before a step, driving taken off, from which additions between @from and @to lead
 * into @end. Limits that depend on the energy are lines through it. */
static Range
reach_back (const GhStorageProblem *problem, double drive, double from, double to, Range end)
{
  Range before = { end.from - to, end.to - from };

  for (guint i = 0; i < problem->charge_limit_count && to > 0.0; i++)
    {
      const GhEnergyLimit *limit = &problem->charge_limits[i];
      double rest = 1.0 - limit->per_kwh;
      double needed = end.from - limit->kwh + limit->per_kwh * drive;
      if (rest > 0.0)
        before.from = MAX (before.from, needed / rest);
      else if (needed > 0.0)
        before.from = INFINITY;
    }
  for (guint i = 0; i < problem->discharge_limit_count && from < 0.0; i++)
    {
      const GhEnergyLimit *limit = &problem->discharge_limits[i];
      double rest = 1.0 - limit->per_kwh;
      double allowed = end.to + limit->kwh + limit->per_kwh * drive;
      if (rest > 0.0)
        before.to = MIN (before.to, allowed / rest);
      else if (allowed < 0.0)
        before.to = -INFINITY;
    }
  return before;
}

/* Whether a range goes on from one that begins no further right, without a gap. */
static gboolean
join (Range *so_far, Range next, gboolean *is_first)
{
  if (next.to < next.from - SAME_KWH)
    return TRUE;
  if (*is_first)
    *so_far = next;
  else if (next.from > so_far->to + SAME_KWH || next.to < so_far->from - SAME_KWH)
    return FALSE;
  so_far->from = MIN (so_far->from, next.from);
  so_far->to = MAX (so_far->to, next.to);
  *is_first = FALSE;
  return TRUE;
}

/* Whether a limit may forbid the least of a run, which then leaves gaps. */
static gboolean
is_forbidden (const GhStorageProblem *problem, Range run)
{
  return (run.from > SAME_KWH && problem->charge_limit_count > 0)
         || (run.to < -SAME_KWH && problem->discharge_limit_count > 0);
}

/* From one run of additions without a gap. Discharging has to leave the reserve before driving. */
static gboolean
join_run (const GhStorageProblem *problem, gsize step, Range run, Range end, Range *before,
          gboolean *is_first)
{
  double drive = problem->drive_kwh[step];
  Range above = { MAX (end.from, problem->reserve_kwh - drive), end.to };

  return (run.to < 0.0
          || join (before, reach_back (problem, drive, MAX (run.from, 0.0), run.to, end), is_first))
         && (run.from >= 0.0 || above.to < above.from
             || join (before, reach_back (problem, drive, run.from, MIN (run.to, 0.0), above),
                      is_first));
}

/* From all additions of a step; runs from the greatest on reach ever higher energies. */
static gboolean
join_runs (const GhStorageProblem *problem, gsize step, Range end, Range *before)
{
  const GhPiece *pieces = problem->stages;
  guint first = problem->stage_first[step], count = problem->stage_first[step + 1];
  gboolean is_first = TRUE;

  while (count > first)
    {
      guint start = count - 1;
      while (start > first && pieces[start].from - pieces[start - 1].to <= GH_SAME_PLACE)
        start--;
      Range run = { pieces[start].from, pieces[count - 1].to };
      if (is_forbidden (problem, run) || !join_run (problem, step, run, end, before, &is_first))
        return FALSE;
      count = start;
    }
  return !is_first;
}

/**
 * gh_storage_tube_find:
 * @problem: one store over time; what anything costs does not count
 * @least_kwh: (out) (array length=steps+1): before each step, and at the end: the least energy
 * within the limits from which the end can be reached within all others
 * @most_kwh: (out) (array length=steps+1): the greatest
 *
 * Finds from which energies a store can go on to the end. Where these are all that lie between two,
 * a plan of some steps of it needs to know no more of the rest. Least powers can leave gaps; then
 * there is no such tube. O(steps + pieces).
 *
 * Returns: whether there is one; %FALSE as well where the end cannot be reached from anywhere
 */
gboolean
gh_storage_tube_find (const GhStorageProblem *problem, double *least_kwh, double *most_kwh)
{
  Range range = { problem->end_lower_kwh, problem->end_upper_kwh };

  for (gsize t = problem->steps;; t--)
    {
      if (t > 0)
        range = (Range){ MAX (range.from, problem->lower_kwh[t - 1]),
                         MIN (range.to, problem->upper_kwh[t - 1]) };
      if (range.to < range.from)
        return FALSE;
      least_kwh[t] = range.from;
      most_kwh[t] = range.to;
      if (t == 0)
        break;
      Range end = range;
      if (!join_runs (problem, t - 1, end, &range))
        return FALSE;
      range.from += problem->drive_kwh[t - 1];
      range.to += problem->drive_kwh[t - 1];
    }
  return TRUE;
}
