/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-fleet-private.h"

/* Directions of a step: its power down and up, the energy so far down and up. */
#define DIRECTIONS 4

/* How far the fleet reaches in one of a step's directions, kWh. */
static gboolean
find_reach (const GhLossyFleet *fleet, gsize step, guint direction, double *reach_kwh,
            const GhProgress *progress, GError **error)
{
  g_autofree double *worth = g_new0 (double, fleet->steps);
  double sign = direction % 2 == 0 ? -1.0 : 1.0;

  for (gsize t = direction < 2 ? step : 0; t <= step; t++)
    worth[t] = sign;
  g_autoptr (GhFleetSupport) support = gh_lossy_fleet_find_support (fleet, worth, progress, error);
  if (support == NULL)
    return FALSE;
  *reach_kwh = sign * support->worth;
  return TRUE;
}

/**
 * gh_lossy_fleet_find_envelope:
 * @fleet: a fleet
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Finds what a fleet can do in single steps, in AC energy, losses counted in: to take much it may
 * as well charge and discharge in turn. Each number is that of a schedule. Four support functions a
 * step, so that it takes 4 * steps passes of the kernel a store.
 *
 * Returns: (transfer full) (nullable): what it can do in each step; %NULL when stopped
 */
GhFlexibilityEnvelope *
gh_lossy_fleet_find_envelope (const GhLossyFleet *fleet, const GhProgress *progress, GError **error)
{
  g_autoptr (GhFlexibilityEnvelope) envelope = gh_flexibility_envelope_new (fleet->steps);
  double *results[DIRECTIONS]
      = { envelope->least_kw, envelope->most_kw, envelope->lower_kwh, envelope->upper_kwh };
  double count = (double) (DIRECTIONS * fleet->steps);

  for (gsize t = 0; t < fleet->steps; t++)
    for (guint d = 0; d < DIRECTIONS; d++)
      {
        double done = (double) (t * DIRECTIONS + d);
        GhProgress part = gh_progress_part (progress, done / count, (done + 1.0) / count);
        if (!find_reach (fleet, t, d, &results[d][t], &part, error))
          return NULL;
        if (d < 2)
          results[d][t] /= fleet->hours;
      }
  return g_steal_pointer (&envelope);
}
