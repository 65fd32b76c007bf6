/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/holdable-power.h"

#include <math.h>

#include "errors.h"
#include "fleet/flexibility-flow.h"
#include "parallel.h"

/* How often a power is lowered at most. It takes a few times; the rest is for rounding. */
#define MOST_CUTS 64
/* By how much a plan may be outside of what a device can do, kWh. */
#define PLAN_ROUNDING_KWH 1e-6

/* What is asked, for all first steps. */
typedef struct
{
  const GhFlexibilitySet *set;
  const double *power_kw;
  double *total_kwh; /* (array length=steps): of the plan */
  GhHoldablePower *held;
} Question;

/* One first step. */
typedef struct
{
  const Question *question;
  gsize from;
  double *before_kwh; /* (array length=kinds): taken by then */
} Task;

/* Adds what a kind can do from where the plan left it: in single steps, and from the first to each,
 * in the direction of @sign. */
static void
add_simple_sums (const Task *task, guint i, gsize duration, double sign, double *single,
                 double *whole)
{
  const GhFlexibleKind *kind = gh_flexibility_set_peek (task->question->set, i);
  double begun = task->before_kwh[i], lower = begun, upper = begun;

  for (gsize j = 0; j < duration; j++)
    {
      gsize k = task->from + j - kind->from;
      if (task->from + j >= kind->from && k < kind->length)
        {
          double next_lower = MAX (kind->lower_kwh[k], lower + kind->least_kwh[k]);
          double next_upper = MIN (kind->upper_kwh[k], upper + kind->most_kwh[k]);
          double least = MAX (kind->least_kwh[k], next_lower - upper);
          double most = MIN (kind->most_kwh[k], next_upper - lower);
          single[j] += kind->count * (sign > 0.0 ? most : -least);
          lower = next_lower;
          upper = next_upper;
        }
      whole[j] += kind->count * (sign > 0.0 ? upper - begun : begun - lower);
    }
}

/* Least of what single steps and beginnings of the time allow beside the plan, kWh a step. */
static double
find_simple_bound (const Task *task, double sign)
{
  const Question *question = task->question;
  gsize duration = question->held->duration;
  g_autofree double *single = g_new0 (double, duration);
  g_autofree double *whole = g_new0 (double, duration);
  double least = INFINITY, planned = 0.0;

  for (guint i = 0; i < question->set->kinds->len; i++)
    add_simple_sums (task, i, duration, sign, single, whole);
  for (gsize j = 0; j < duration; j++)
    {
      double own = sign * question->total_kwh[task->from + j];
      planned += own;
      least = MIN (least, MIN (single[j] - own, (whole[j] - planned) / (double) (j + 1)));
    }
  return MAX (least, 0.0);
}

static gsize
count_chosen (const guint8 *chosen, gsize steps)
{
  gsize count = 0;

  for (gsize t = 0; t < steps; t++)
    count += chosen[t];
  return count;
}

/* The greatest deviation: the least, over all sets of steps of the time, of what a set allows
 * beside the plan, shared by its steps. Begins with some sets and goes to the one that is broken
 * most, until none is (Newton's method for fractional programs, Dinkelbach 1967). */
static double
find_deviation (const Task *task, GhFlexibilityFlow *flow, double sign)
{
  const Question *question = task->question;
  gsize duration = question->held->duration;
  g_autofree double *target = g_new (double, duration);
  double deviation = find_simple_bound (task, sign), broken = deviation;

  for (gsize j = 0; j < duration; j++)
    target[j] = question->total_kwh[task->from + j] + sign * deviation;
  gh_flexibility_flow_begin (flow, task->before_kwh, target);
  for (guint cut = 0; cut < MOST_CUTS && broken > 0.0 && deviation > 0.0; cut++)
    {
      gh_flexibility_flow_run (flow, NULL, NULL);
      const guint8 *steps = sign > 0.0 ? flow->over : flow->under;
      broken = sign > 0.0 ? flow->over_kwh : flow->under_kwh;
      double lower = broken > 0.0 ? broken / (double) count_chosen (steps, duration) : 0.0;
      deviation -= lower;
      for (gsize j = 0; j < duration; j++)
        flow->missing_kwh[j] -= sign * lower;
    }
  /* Were the cuts not enough, what no set of steps can break is still possible. */
  return MAX (deviation - broken, 0.0);
}

static gboolean
run_task (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  const Question *question = task->question;
  const GhFlexibilitySet *set = question->set;
  GhHoldablePower *held = question->held;
  GhFlexibilityFlow flow;

  if (!gh_progress_step (progress, 0.0, NULL, error))
    return FALSE;
  task->before_kwh = g_new (double, MAX (1, set->kinds->len));
  gh_flexibility_set_sum_taken (set, question->power_kw, task->from, task->before_kwh);
  gh_flexibility_flow_init (&flow, set, task->from, task->from + held->duration);
  held->up_kw[task->from] = find_deviation (task, &flow, 1.0) / set->hours;
  held->down_kw[task->from] = find_deviation (task, &flow, -1.0) / set->hours;
  gh_flexibility_flow_clear (&flow);
  g_clear_pointer (&task->before_kwh, g_free);
  return TRUE;
}

/* The plan has to be one of the fleet's: sums it up. */
static gboolean
add_plan (const Question *question, GError **error)
{
  const GhFlexibilitySet *set = question->set;

  for (guint i = 0; i < set->kinds->len; i++)
    {
      const GhFlexibleKind *kind = gh_flexibility_set_peek (set, i);
      double taken = 0.0, wrong = 0.0;
      for (gsize t = 0; t < set->steps; t++)
        {
          double energy = question->power_kw[i * set->steps + t] * set->hours;
          gsize k = t - kind->from;
          gboolean there = t >= kind->from && k < kind->length;
          question->total_kwh[t] += kind->count * energy;
          taken += energy;
          wrong = MAX (wrong, there ? MAX (taken - kind->upper_kwh[k], kind->lower_kwh[k] - taken)
                                    : fabs (energy));
        }
      if (!(wrong <= PLAN_ROUNDING_KWH))
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                       "the plan of kind %u is %g kWh outside of its bounds", i, wrong);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
run_tasks (Question *question, const GhProgress *progress, GError **error)
{
  GhHoldablePower *held = question->held;
  guint count = held->duration <= held->steps ? (guint) (held->steps - held->duration + 1) : 0;
  g_autofree Task *tasks = g_new0 (Task, MAX (1, count));
  g_autofree gpointer *pointers = g_new (gpointer, MAX (1, count));

  for (guint t = 0; t < count; t++)
    {
      tasks[t] = (Task){ question, t, NULL };
      pointers[t] = &tasks[t];
    }
  return gh_parallel_run (run_task, pointers, count, progress, error);
}

/**
 * gh_holdable_power_find:
 * @set: a fleet without losses
 * @power_kw: the plan from which it deviates: power of one device of each kind, as
 *   #GhDisaggregation has it
 * @duration: number of steps for which a deviation is held, at least 1
 * @progress: (nullable): told and asked
 * @error: set when stopped, or where the plan breaks a device's bounds
 *
 * Finds the greatest constant deviation from the plan of the whole fleet that can be held for a
 * duration, from each step on. At the first step each device is as the plan left it; within the
 * duration the fleet's power is the plan's with the deviation, whoever gives it; after that the
 * fleet is free, but each vehicle still meets all its needs. Exact.
 *
 * For each first step a few greatest flows over the duration; see gh_flexibility_flow_run().
 *
 * Returns: (transfer full) (nullable): the powers; %NULL on error
 */
GhHoldablePower *
gh_holdable_power_find (const GhFlexibilitySet *set, const double *power_kw, gsize duration,
                        const GhProgress *progress, GError **error)
{
  g_autoptr (GhHoldablePower) held = g_new0 (GhHoldablePower, 1);
  g_autofree double *total = g_new0 (double, set->steps);
  Question question = { set, power_kw, total, held };

  held->steps = set->steps;
  held->duration = duration;
  held->up_kw = g_new (double, set->steps);
  held->down_kw = g_new (double, set->steps);
  for (gsize t = 0; t < set->steps; t++)
    held->up_kw[t] = held->down_kw[t] = NAN;
  if (!add_plan (&question, error) || !run_tasks (&question, progress, error))
    return NULL;
  return g_steal_pointer (&held);
}

/**
 * gh_holdable_power_free:
 * @held: (transfer full) (nullable): powers
 *
 * Frees them.
 */
void
gh_holdable_power_free (GhHoldablePower *held)
{
  if (held == NULL)
    return;
  g_free (held->up_kw);
  g_free (held->down_kw);
  g_free (held);
}
