/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The power that vehicles can hold beside what their virtual battery would promise. */
#include <math.h>

#include "fleet/lossy-battery.h"
#include "fleet/virtual-battery.h"
#include "parallel.h"
#include "study/fleet-flexibility-private.h"

/* A duration may be longer than whole steps by this share of one. */
#define STEP_ROUNDING 1e-6
/* What is rounding of what a vehicle lacks, kWh. */
#define LEAST_MISSING_KWH 1e-3
/* Share of the progress of all questions to a fleet with losses. */
#define ASKING_SHARE 0.95

const double gh_fleet_duration_hours[GH_FLEET_DURATIONS] = { 0.25, 1.0, 4.0 };

static double *
copy_numbers (const double *numbers, gsize count)
{
  return g_memdup2 (numbers, count * sizeof (double));
}

static double *
new_unknown (gsize count)
{
  double *numbers = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    numbers[t] = NAN;
  return numbers;
}

static gsize
find_worst (const double *missed_kwh, gsize count)
{
  gsize worst = count;

  for (gsize t = 0; t < count; t++)
    if (missed_kwh[t] > (worst < count ? missed_kwh[worst] : 0.0))
      worst = t;
  return worst;
}

static gboolean
find_exact (GhFleetHeld *held, const GhFleetBase *base, const GhProgress *progress, GError **error)
{
  gsize count = base->plan->count;
  g_autoptr (GhBatteryPromises) promises
      = gh_virtual_battery_promise (base->set, base->kind_kw, held->steps, progress, error);
  if (promises == NULL)
    return FALSE;
  held->up_kw = copy_numbers (promises->kept->up_kw, count);
  held->down_kw = copy_numbers (promises->kept->down_kw, count);
  held->up_bound_kw = copy_numbers (promises->kept->up_kw, count);
  held->down_bound_kw = copy_numbers (promises->kept->down_kw, count);
  held->naive_up_kw = copy_numbers (promises->promised->up_kw, count);
  held->naive_down_kw = copy_numbers (promises->promised->down_kw, count);
  held->up_short_kwh = g_steal_pointer (&promises->up_short_kwh);
  held->down_short_kwh = g_steal_pointer (&promises->down_short_kwh);
  held->worst = find_worst (promises->missed_kwh, count);
  g_autofree double *missed
      = held->worst < count
            ? gh_virtual_battery_name_missing (base->set, base->kind_kw, promises, held->worst)
            : NULL;
  held->misses = gh_fleet_base_list_misses (base, missed);
  held->missed_kwh = g_steal_pointer (&promises->missed_kwh);
  held->missing = g_steal_pointer (&promises->missing);
  return TRUE;
}

/* One question of a fleet with losses: from a step on, up or down. */
typedef struct
{
  GhFleetHeld *held;
  const GhLossyBattery *battery;
  gsize step;
  gboolean up;
} LossyTask;

static gboolean
run_lossy (gpointer data, const GhProgress *progress, GError **error)
{
  LossyTask *task = data;
  GhFleetHeld *held = task->held;
  gsize step = task->step;
  g_autoptr (GhLossyPromise) promise
      = gh_lossy_battery_promise (task->battery, step, held->steps, task->up, progress, error);
  if (promise == NULL)
    return FALSE;
  (task->up ? held->up_kw : held->down_kw)[step] = promise->held->held_kw;
  (task->up ? held->up_bound_kw : held->down_bound_kw)[step] = promise->held->bound_kw;
  (task->up ? held->naive_up_kw : held->naive_down_kw)[step] = promise->promised->held_kw;
  (task->up ? held->up_short_kwh : held->down_short_kwh)[step] = promise->broken->bound_kwh;
  return TRUE;
}

static void
begin_lossy (GhFleetHeld *held, const GhFleetBase *base)
{
  gsize count = base->plan->count;
  double **all[] = { &held->up_kw,         &held->down_kw,        &held->up_bound_kw,
                     &held->down_bound_kw, &held->naive_up_kw,    &held->naive_down_kw,
                     &held->up_short_kwh,  &held->down_short_kwh, &held->missed_kwh };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    *all[i] = new_unknown (count);
  held->missing = g_new0 (guint, count);
  held->worst = count;
  held->misses = gh_fleet_base_list_misses (base, NULL);
}

/* Which vehicles would lack how much were the worst promise downwards kept: of that one only, for
 * it is another question. */
static gboolean
name_missing (GhFleetHeld *held, const GhFleetBase *base, const GhLossyBattery *battery,
              const GhProgress *progress, GError **error)
{
  gsize worst = find_worst (held->down_short_kwh, base->plan->count);
  double sum = 0.0;

  if (worst == base->plan->count)
    return TRUE;
  g_autofree double *missing = gh_lossy_battery_find_missing (
      battery, worst, held->steps, held->naive_down_kw[worst], progress, error);
  if (missing == NULL)
    return FALSE;
  for (guint s = 0; s < base->site->store_count; s++)
    {
      if (missing[s] < LEAST_MISSING_KWH)
        missing[s] = 0.0;
      held->missing[worst] += missing[s] > 0.0;
      sum += missing[s];
    }
  if (!(sum > 0.0))
    return TRUE;
  held->worst = worst;
  held->missed_kwh[worst] = sum;
  g_array_unref (held->misses);
  held->misses = gh_fleet_base_list_misses (base, missing);
  return TRUE;
}

/* Each question is independent of the others. */
static gboolean
find_lossy (GhFleetHeld *held, const GhFleetBase *base, const GhLossyBattery *battery, gsize every,
            const GhProgress *progress, GError **error)
{
  g_autoptr (GArray) tasks = g_array_new (FALSE, FALSE, sizeof (LossyTask));
  g_autoptr (GPtrArray) pointers = g_ptr_array_new ();
  GhProgress asking = gh_progress_part (progress, 0.0, ASKING_SHARE);
  GhProgress naming = gh_progress_part (progress, ASKING_SHARE, 1.0);

  begin_lossy (held, base);
  for (gsize t = 0; t + held->steps <= base->plan->count; t += every)
    for (gboolean up = FALSE; up <= TRUE; up++)
      {
        LossyTask task = { held, battery, t, up };
        g_array_append_val (tasks, task);
      }
  for (guint i = 0; i < tasks->len; i++)
    g_ptr_array_add (pointers, &g_array_index (tasks, LossyTask, i));
  return gh_parallel_run (run_lossy, pointers->pdata, pointers->len, &asking, error)
         && name_missing (held, base, battery, &naming, error);
}

/*< private > Fills in what can be held for each duration */
gboolean
gh_fleet_held_find (GhFleetFlexibility *result, const GhFleetBase *base, const GhProgress *progress,
                    GError **error)
{
  double hours = gh_time_axis_get_step_hours (result->axis);
  g_autoptr (GhLossyBattery) battery
      = base->set == NULL ? gh_lossy_battery_new (base->fleet, base->schedule) : NULL;

  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    {
      GhFleetHeld *held = &result->held[d];
      GhProgress part = gh_progress_part (progress, (double) d / GH_FLEET_DURATIONS,
                                          (d + 1.0) / GH_FLEET_DURATIONS);
      held->steps = (gsize) ceil (gh_fleet_duration_hours[d] / hours - STEP_ROUNDING);
      if (!(base->set != NULL
                ? find_exact (held, base, &part, error)
                : find_lossy (held, base, battery, result->sample_steps, &part, error)))
        return FALSE;
    }
  return TRUE;
}

/*< private > Frees what it holds */
void
gh_fleet_held_clear (GhFleetHeld *self)
{
  g_free (self->up_kw);
  g_free (self->down_kw);
  g_free (self->up_bound_kw);
  g_free (self->down_bound_kw);
  g_free (self->naive_up_kw);
  g_free (self->naive_down_kw);
  g_free (self->up_short_kwh);
  g_free (self->down_short_kwh);
  g_free (self->missed_kwh);
  g_free (self->missing);
  g_clear_pointer (&self->misses, g_array_unref);
}
