/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-fleet-private.h"
#include "parallel.h"

/* Directions of a step: its power down and up, the energy so far down and up. */
#define DIRECTIONS 4

/* One of a step's directions. */
typedef struct
{
  const GhLossyFleet *fleet;
  const guint8 *served;
  gsize step;
  guint direction;
  double *reach;
} ReachTask;

/* How far the fleet reaches, kWh; what comes later does not matter but for what it needs. */
static gboolean
find_reach (gpointer data, const GhProgress *progress, GError **error)
{
  ReachTask *task = data;
  g_autoptr (GhLossyFleet) part
      = gh_lossy_fleet_cut (task->fleet, task->served, NULL, 0, task->step + 1);
  g_autofree double *worth = g_new0 (double, part->steps);
  double sign = task->direction % 2 == 0 ? -1.0 : 1.0;

  for (gsize t = task->direction < 2 ? task->step : 0; t <= task->step; t++)
    worth[t] = sign;
  g_autoptr (GhFleetSupport) support = gh_lossy_fleet_find_support (part, worth, progress, error);
  if (support == NULL)
    return FALSE;
  *task->reach = sign * support->worth / (task->direction < 2 ? part->hours : 1.0);
  return TRUE;
}

/**
 * gh_lossy_fleet_find_envelope:
 * @fleet: a fleet; quicker after gh_lossy_fleet_find_tubes()
 * @served: (nullable) (array length=stores): 0 for stores that are left out
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Finds what a fleet can do in single steps, in AC energy, losses counted in: to take much it may
 * as well charge and discharge in turn. Each number is that of a schedule. Four support functions a
 * step, in parallel: 4 * steps passes of the kernel a store, with tubes of the steps so far each.
 *
 * Returns: (transfer full) (nullable): what it can do in each step; %NULL when stopped
 */
GhFlexibilityEnvelope *
gh_lossy_fleet_find_envelope (const GhLossyFleet *fleet, const guint8 *served,
                              const GhProgress *progress, GError **error)
{
  g_autoptr (GhFlexibilityEnvelope) envelope = gh_flexibility_envelope_new (fleet->steps);
  double *results[DIRECTIONS]
      = { envelope->least_kw, envelope->most_kw, envelope->lower_kwh, envelope->upper_kwh };
  g_autofree ReachTask *tasks = g_new (ReachTask, DIRECTIONS * fleet->steps);
  g_autofree gpointer *pointers = g_new (gpointer, DIRECTIONS * fleet->steps);

  for (guint i = 0; i < DIRECTIONS * fleet->steps; i++)
    {
      gsize step = i / DIRECTIONS;
      tasks[i] = (ReachTask){ fleet, served, step, i % DIRECTIONS, &results[i % DIRECTIONS][step] };
      pointers[i] = &tasks[i];
    }
  if (!gh_parallel_run (find_reach, pointers, DIRECTIONS * (guint) fleet->steps, progress, error))
    return NULL;
  return g_steal_pointer (&envelope);
}
