/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-holdable.h"

#include <math.h>

#include "fleet/lossy-ways.h"

#define MOST_ROUNDS 100
/* Of the bound: gap of the program at which it ends. */
#define GOOD_GAP 1e-4
/* A bound below which it is nothing. */
#define LEAST_KW 1e-6
/* How much of the best worths so far there is in those that are asked next. */
#define SMOOTHING 0.3
/* How often a schedule is sought, and how near the bound one is good enough. */
#define MOST_ATTEMPTS 3
#define GOOD_SHARE 1e-3
/* Share of the progress that the bound takes. */
#define BOUND_SHARE 0.7

/* One question: which way the fleet is to differ from the plan all through the duration, which its
 * first steps are. */
typedef struct
{
  GhLossyWays ways;
  const double *planned_kw; /* (array length=duration) */
  gsize steps;
  gsize duration;
  double hours;
  double sign;
  guint level;        /* column of what all steps differ by, in the program's unit */
  double level_kw;    /* by how much mixtures of what is known differ in each step */
  double *best_worth; /* that proves the bound */
  GhLossyHeld *held;
} Question;

/* The plan itself, from a step on: nothing is held by it at least. */
static GhFleetSchedule *
cut_plan (const GhLossyFleet *part, const GhFleetSchedule *plan, gsize step)
{
  GhFleetSchedule *rest = gh_fleet_schedule_new (part);

  for (guint s = 0; s < rest->stores; s++)
    {
      rest->served[s] = plan->served[s];
      for (gsize t = 0; t < rest->steps; t++)
        {
          rest->power_kw[s * rest->steps + t] = plan->power_kw[s * plan->steps + step + t];
          rest->energy_kwh[s * rest->steps + t] = plan->energy_kwh[s * plan->steps + step + t];
        }
    }
  for (gsize t = 0; t < rest->steps; t++)
    rest->total_kw[t] = plan->total_kw[step + t];
  return rest;
}

/* The program: as large a level as can be by which each step of the duration differs at least. */
static void
begin_program (Question *question)
{
  GhLinearProgram *program = question->ways.program;

  question->level
      = gh_linear_program_add_column (program, -INFINITY, INFINITY, -1.0, GH_LINEAR_CONTINUOUS);
  for (gsize t = 0; t < question->steps; t++)
    {
      gboolean is_held = t < question->duration;
      double planned = is_held ? question->planned_kw[t] : 0.0;
      gh_lossy_ways_add_step (&question->ways,
                              is_held && question->sign > 0.0 ? planned : -INFINITY,
                              is_held && question->sign < 0.0 ? planned : INFINITY);
      if (is_held)
        gh_linear_program_set_coefficient (program, (guint) t, question->level, -question->sign);
    }
  gh_lossy_ways_add_groups (&question->ways);
}

/* Asks all stores at worths of the duration's steps, which sum up to one whole: the level is no
 * more than what the fleet can differ by on their mean. */
static gboolean
ask_stores (Question *question, double *worth, const GhProgress *progress, GError **error)
{
  double farthest, planned = 0.0;

  if (!gh_lossy_ways_ask (&question->ways, worth, &farthest, progress, error))
    return FALSE;
  for (gsize t = 0; t < question->duration; t++)
    planned += worth[t] * question->planned_kw[t];
  double bound = MAX (farthest / question->hours - planned, 0.0);
  if (bound < question->held->bound_kw)
    {
      question->held->bound_kw = bound;
      for (gsize t = 0; t < question->steps; t++)
        question->best_worth[t] = worth[t];
    }
  return TRUE;
}

/* The worths at which the level that is known could not be bettered by what is known. */
static gboolean
solve_program (Question *question, double *worth, GError **error)
{
  g_auto (GhLinearSolution) solution = { 0 };
  double sum = 0.0;

  if (!gh_lossy_ways_solve (&question->ways, &solution, error))
    return FALSE;
  question->level_kw = -solution.objective * question->ways.unit_kw;
  for (gsize t = 0; t < question->duration; t++)
    sum += fabs (solution.duals[t]);
  for (gsize t = 0; t < question->steps; t++)
    worth[t] = t < question->duration && sum > 0.0 ? question->sign * fabs (solution.duals[t]) / sum
                                                   : 0.0;
  return TRUE;
}

/* Column generation with smoothed worths; for a single step the first answer is the last. */
static gboolean
find_bound (Question *question, const GhProgress *progress, GError **error)
{
  double *worth = g_new0 (double, question->steps);

  for (gsize t = 0; t < question->duration; t++)
    worth[t] = question->sign / (double) question->duration;
  question->held->bound_kw = INFINITY;
  for (guint round = 0; round < MOST_ROUNDS; round++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) round / MOST_ROUNDS, (round + 1.0) / MOST_ROUNDS);
      if (!ask_stores (question, worth, &part, error))
        return FALSE;
      worth = g_new (double, question->steps);
      if (!solve_program (question, worth, error))
        {
          g_free (worth);
          return FALSE;
        }
      double bound = question->held->bound_kw;
      if (bound <= LEAST_KW || bound - question->level_kw <= GOOD_GAP * bound)
        break;
      for (gsize t = 0; t < question->steps; t++)
        worth[t] = SMOOTHING * question->best_worth[t] + (1.0 - SMOOTHING) * worth[t];
    }
  g_free (worth);
  return TRUE;
}

/* The least that a schedule differs by. */
static double
measure_held (const Question *question, const GhFleetSchedule *schedule)
{
  double least = INFINITY;

  for (gsize j = 0; j < question->duration; j++)
    least = MIN (least, question->sign * (schedule->total_kw[j] - question->planned_kw[j]));
  return least;
}

static void
keep_better (Question *question)
{
  double found = measure_held (question, question->ways.schedule);

  if (found <= question->held->held_kw)
    return;
  gh_fleet_schedule_free (question->held->schedule);
  question->held->schedule = gh_fleet_schedule_copy (question->ways.schedule);
  question->held->held_kw = found;
}

/* A schedule that differs by as much as the mixture: what the stores can do of their shares, and
 * then each in turn. Where their sets are not convex less is asked for. */
static gboolean
find_schedule (Question *question, const GhProgress *progress, GError **error)
{
  GhLossyHeld *held = question->held;
  g_autofree double *profile = g_new (double, question->steps);
  double target = question->level_kw;

  if (!gh_lossy_ways_mix (&question->ways, progress, error))
    return FALSE;
  keep_better (question);
  for (guint attempt = 0;
       attempt < MOST_ATTEMPTS && held->held_kw < (1.0 - GOOD_SHARE) * held->bound_kw; attempt++)
    {
      double good_kwh = GOOD_SHARE * target * question->hours, deviation;
      for (gsize t = 0; t < question->steps; t++)
        profile[t]
            = t < question->duration ? question->planned_kw[t] + question->sign * target : NAN;
      if (!gh_lossy_ways_take_turns (&question->ways, profile, good_kwh, &deviation, progress,
                                     error))
        return FALSE;
      keep_better (question);
      target = 0.5 * (target + held->held_kw);
    }
  held->held_kw = MIN (held->held_kw, held->bound_kw);
  return TRUE;
}

static gboolean
answer (Question *question, const GhProgress *progress, GError **error)
{
  GhProgress bounding = gh_progress_part (progress, 0.0, BOUND_SHARE);
  GhProgress seeking = gh_progress_part (progress, BOUND_SHARE, 1.0);

  begin_program (question);
  return find_bound (question, &bounding, error) && find_schedule (question, &seeking, error);
}

/**
 * gh_lossy_held_find:
 * @fleet: a fleet; quicker after gh_lossy_fleet_find_tubes()
 * @plan: what its stores do by plan
 * @step: first step of the duration
 * @duration: number of steps; ends with the time at the latest
 * @up: whether the fleet is to take more than planned, or less
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Finds how much more, or less, than planned a fleet with losses can take all through a duration.
 * At its first step each store is as the plan left it; after the duration all are free, but still
 * meet their needs. What each worth of the steps makes the stores do is a bound of it; a linear
 * program over shares of that gives the worths to be asked next, until both meet. What is promised
 * is what a schedule that was found does, never more. The two differ where the stores' sets are not
 * convex.
 *
 * One pass of the kernel over the duration, or without tubes over all steps from there on, for each
 * store and round; one round where the duration is a single step, otherwise some dozen.
 *
 * Returns: (transfer full) (nullable): what can be held; %NULL when stopped
 */
GhLossyHeld *
gh_lossy_held_find (const GhLossyFleet *fleet, const GhFleetSchedule *plan, gsize step,
                    gsize duration, gboolean up, const GhProgress *progress, GError **error)
{
  g_autoptr (GhLossyFleet) part
      = gh_lossy_fleet_cut (fleet, plan->served, plan->energy_kwh, step, duration);
  g_autoptr (GhLossyHeld) held = g_new0 (GhLossyHeld, 1);
  g_autofree double *best_worth = g_new0 (double, part->steps);
  Question question = { .planned_kw = plan->total_kw + step,
                        .steps = part->steps,
                        .duration = duration,
                        .hours = part->hours,
                        .sign = up ? 1.0 : -1.0,
                        .best_worth = best_worth,
                        .held = held };
  double most_kw = 0.0;

  for (gsize t = 0; t < duration; t++)
    most_kw = MAX (most_kw, fabs (question.planned_kw[t]));
  held->schedule = cut_plan (part, plan, step);
  gh_lossy_ways_init (&question.ways, part, 1, most_kw);
  gboolean done = answer (&question, progress, error);
  gh_lossy_ways_clear (&question.ways);
  return done ? g_steal_pointer (&held) : NULL;
}

/**
 * gh_lossy_held_free:
 * @held: (transfer full) (nullable): what can be held
 *
 * Frees it.
 */
void
gh_lossy_held_free (GhLossyHeld *held)
{
  if (held == NULL)
    return;
  gh_fleet_schedule_free (held->schedule);
  g_free (held);
}
