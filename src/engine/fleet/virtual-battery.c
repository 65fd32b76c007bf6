/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/virtual-battery.h"

#include <math.h>

#include "fleet/flexibility-flow.h"
#include "parallel.h"

/* Less than this is rounding, kWh. */
#define MISSED_KWH 1e-6
/* Shares of the progress. */
#define KEPT_SHARE 0.4
#define PROMISED_SHARE 0.5

/**
 * gh_virtual_battery_new:
 * @set: a fleet without losses
 *
 * The fleet as one battery, as it is often taken for: the powers of the vehicles that are there are
 * summed, and so are their energy bounds, each vehicle's from when it comes on. That one vehicle's
 * room is no help to another, or after it has left, is not in it: it contains all that the fleet
 * can do and more.
 *
 * Returns: (transfer full): a set of one device
 */
GhFlexibilitySet *
gh_virtual_battery_new (const GhFlexibilitySet *set)
{
  GhFlexibilitySet *battery = gh_flexibility_set_new (set->steps, set->hours);
  g_autofree double *least = g_new0 (double, set->steps);
  g_autofree double *most = g_new0 (double, set->steps);
  GhFlexibleDevice device = { least, most, set->lower_kwh, set->upper_kwh, NULL };
  GhFlexibleFault fault;

  for (guint i = 0; i < set->kinds->len; i++)
    {
      const GhFlexibleKind *kind = gh_flexibility_set_peek (set, i);
      for (gsize k = 0; k < kind->length; k++)
        {
          least[kind->from + k] += kind->count * kind->least_kwh[k] / set->hours;
          most[kind->from + k] += kind->count * kind->most_kwh[k] / set->hours;
        }
    }
  /* What each device can do their sum can. */
  gh_flexibility_set_add (battery, &device, &fault);
  return battery;
}

/* The plan of the whole fleet. */
static double *
sum_plan (const GhFlexibilitySet *set, const double *power_kw)
{
  double *total = g_new0 (double, set->steps);

  for (guint i = 0; i < set->kinds->len; i++)
    for (gsize t = 0; t < set->steps; t++)
      total[t] += gh_flexibility_set_peek (set, i)->count * power_kw[i * set->steps + t];
  return total;
}

/* Begins a flow with what is promised from its first step on. */
static void
begin_promise (GhFlexibilityFlow *flow, const double *total_kw, const double *before_kwh,
               double deviation_kw)
{
  gsize duration = flow->to - flow->from;
  g_autofree double *target = g_new (double, duration);

  for (gsize j = 0; j < duration; j++)
    target[j] = (total_kw[flow->from + j] + deviation_kw) * flow->set->hours;
  gh_flexibility_flow_begin (flow, before_kwh, target);
  gh_flexibility_flow_run (flow, NULL, NULL);
}

/* A promise downwards, kept at the vehicles' expense.
 *
 * Returns: what one device of each kind misses */
static double *
miss_needs (GhFlexibilityFlow *flow)
{
  guint kinds = flow->set->kinds->len;
  double *missed = g_new0 (double, MAX (1, kinds));

  gh_flexibility_flow_miss_needs (flow, NULL, NULL);
  for (guint i = 0; i < kinds; i++)
    {
      double own = gh_flexibility_flow_get_missed (flow, i);
      missed[i] = own > MISSED_KWH ? own : 0.0;
    }
  return missed;
}

/* One first step. */
typedef struct
{
  const GhFlexibilitySet *set;
  const double *power_kw;
  const double *total_kw;
  GhBatteryPromises *promises;
  gsize from;
} Task;

static void
check_down (const Task *task, GhFlexibilityFlow *flow, const double *before_kwh)
{
  GhBatteryPromises *promises = task->promises;
  gsize t = task->from;

  begin_promise (flow, task->total_kw, before_kwh, -promises->promised->down_kw[t]);
  promises->down_short_kwh[t] = flow->under_kwh;
  promises->missed_kwh[t] = 0.0;
  if (!(flow->under_kwh > 0.0))
    return;
  g_autofree double *missed = miss_needs (flow);
  promises->left_short_kwh[t] = flow->under_kwh;
  for (guint i = 0; i < task->set->kinds->len; i++)
    if (missed[i] > 0.0)
      {
        guint count = gh_flexibility_set_get_members (task->set, i);
        promises->missed_kwh[t] += count * missed[i];
        promises->missing[t] += count;
      }
}

static gboolean
run_task (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;
  GhBatteryPromises *promises = task->promises;
  g_autofree double *before = g_new (double, MAX (1, task->set->kinds->len));
  GhFlexibilityFlow flow;

  if (!gh_progress_step (progress, 0.0, NULL, error))
    return FALSE;
  gh_flexibility_set_sum_taken (task->set, task->power_kw, task->from, before);
  gh_flexibility_flow_init (&flow, task->set, task->from, task->from + promises->duration);
  begin_promise (&flow, task->total_kw, before, promises->promised->up_kw[task->from]);
  promises->up_short_kwh[task->from] = flow.over_kwh;
  check_down (task, &flow, before);
  gh_flexibility_flow_clear (&flow);
  return TRUE;
}

static gboolean
check_promises (const GhFlexibilitySet *set, const double *power_kw, const double *total_kw,
                GhBatteryPromises *promises, const GhProgress *progress, GError **error)
{
  guint count
      = promises->duration <= set->steps ? (guint) (set->steps - promises->duration + 1) : 0;
  g_autofree Task *tasks = g_new (Task, MAX (1, count));
  g_autofree gpointer *pointers = g_new (gpointer, MAX (1, count));

  for (guint t = 0; t < count; t++)
    {
      tasks[t] = (Task){ set, power_kw, total_kw, promises, t };
      pointers[t] = &tasks[t];
    }
  return gh_parallel_run (run_task, pointers, count, progress, error);
}

static GhBatteryPromises *
new_promises (gsize steps, gsize duration)
{
  GhBatteryPromises *promises = g_new0 (GhBatteryPromises, 1);

  promises->steps = steps;
  promises->duration = duration;
  promises->up_short_kwh = g_new (double, steps);
  promises->down_short_kwh = g_new (double, steps);
  promises->missed_kwh = g_new (double, steps);
  promises->missing = g_new0 (guint, steps);
  promises->left_short_kwh = g_new0 (double, steps);
  for (gsize t = 0; t < steps; t++)
    promises->up_short_kwh[t] = promises->down_short_kwh[t] = promises->missed_kwh[t] = NAN;
  return promises;
}

/**
 * gh_virtual_battery_promise:
 * @set: a fleet without losses
 * @power_kw: the plan from which promises deviate, see gh_holdable_power_find()
 * @duration: number of steps that each is for
 * @progress: (nullable): told and asked
 * @error: set when stopped, or where the plan breaks a device's bounds
 *
 * Finds what the fleet's virtual battery would promise, and what that would break. Each promise
 * stands for itself: until its first step all went by the plan.
 *
 * Returns: (transfer full) (nullable): promises; %NULL on error
 */
GhBatteryPromises *
gh_virtual_battery_promise (const GhFlexibilitySet *set, const double *power_kw, gsize duration,
                            const GhProgress *progress, GError **error)
{
  GhProgress keeping = gh_progress_part (progress, 0.0, KEPT_SHARE);
  GhProgress promising = gh_progress_part (progress, KEPT_SHARE, PROMISED_SHARE);
  GhProgress breaking = gh_progress_part (progress, PROMISED_SHARE, 1.0);
  g_autoptr (GhBatteryPromises) promises = new_promises (set->steps, duration);
  g_autoptr (GhFlexibilitySet) battery = gh_virtual_battery_new (set);
  g_autofree double *total = sum_plan (set, power_kw);

  promises->kept = gh_holdable_power_find (set, power_kw, duration, &keeping, error);
  if (promises->kept == NULL)
    return NULL;
  promises->promised = gh_holdable_power_find (battery, total, duration, &promising, error);
  if (promises->promised == NULL
      || !check_promises (set, power_kw, total, promises, &breaking, error))
    return NULL;
  return g_steal_pointer (&promises);
}

/**
 * gh_virtual_battery_name_missing:
 * @set: the fleet
 * @power_kw: the plan
 * @promises: what the battery promised
 * @step: first step of a promise downwards
 *
 * Returns: (transfer full): what one device of each kind would have less than it needs were that
 *   promise kept at the vehicles' expense; 0 for those that would miss nothing
 */
double *
gh_virtual_battery_name_missing (const GhFlexibilitySet *set, const double *power_kw,
                                 const GhBatteryPromises *promises, gsize step)
{
  g_autofree double *before = g_new (double, MAX (1, set->kinds->len));
  g_autofree double *total = sum_plan (set, power_kw);
  GhFlexibilityFlow flow;

  gh_flexibility_set_sum_taken (set, power_kw, step, before);
  gh_flexibility_flow_init (&flow, set, step, step + promises->duration);
  begin_promise (&flow, total, before, -promises->promised->down_kw[step]);
  double *missed = miss_needs (&flow);
  gh_flexibility_flow_clear (&flow);
  return missed;
}

/**
 * gh_battery_promises_free:
 * @promises: (transfer full) (nullable): promises
 *
 * Frees them.
 */
void
gh_battery_promises_free (GhBatteryPromises *promises)
{
  if (promises == NULL)
    return;
  g_clear_pointer (&promises->promised, gh_holdable_power_free);
  g_clear_pointer (&promises->kept, gh_holdable_power_free);
  g_free (promises->up_short_kwh);
  g_free (promises->down_short_kwh);
  g_free (promises->missed_kwh);
  g_free (promises->missing);
  g_free (promises->left_short_kwh);
  g_free (promises);
}
