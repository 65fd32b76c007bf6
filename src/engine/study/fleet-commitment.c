/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A committed profile shared out to the vehicles of a site. */
#include <math.h>
#include <string.h>

#include "fleet/disaggregation.h"
#include "fleet/lossy-commitment.h"
#include "study/fleet-flexibility-private.h"

/* Less than this is rounding, kWh. */
#define TINY_KWH 1e-6
/* With losses the search ends near the profile: a step is kept that differs by less than this share
 * of the greatest power. */
#define LOSSY_SHARE 1e-3

/* Which vehicles would have less than they need were the profile not exceeded. */
static gboolean
find_misses (GhFleetCommitment *self, const GhFleetBase *base, const GhProgress *progress,
             GError **error)
{
  g_autoptr (GhDisaggregation) missed = NULL;

  if (self->under_kwh > TINY_KWH)
    {
      missed = gh_disaggregation_new (base->set, self->profile_kw, TRUE, progress, error);
      if (missed == NULL)
        return FALSE;
    }
  self->misses = gh_fleet_base_list_misses (base, missed != NULL ? missed->missed_kwh : NULL);
  return TRUE;
}

static gboolean
share_exactly (GhFleetCommitment *self, const GhFleetBase *base, const GhProgress *progress,
               GError **error)
{
  gsize steps = base->plan->count;
  g_autoptr (GhDisaggregation) shared
      = gh_disaggregation_new (base->set, self->profile_kw, FALSE, progress, error);
  if (shared == NULL)
    return FALSE;
  memcpy (self->total_kw, shared->total_kw, steps * sizeof (double));
  for (guint s = 0; s < base->site->store_count; s++)
    if (gh_fleet_base_has (base, s))
      memcpy (self->power_kw + s * steps,
              shared->power_kw
                  + gh_flexibility_set_get_kind (base->set, base->device_of[s]) * steps,
              steps * sizeof (double));
  self->bound_kwh = shared->over_kwh + shared->under_kwh;
  self->under_kwh = shared->under_kwh;
  return find_misses (self, base, progress, error);
}

static gboolean
share_with_losses (GhFleetCommitment *self, const GhFleetBase *base, const GhProgress *progress,
                   GError **error)
{
  gsize steps = base->plan->count;
  g_autoptr (GhLossyCommitment) shared
      = gh_lossy_commitment_new (base->fleet, self->profile_kw, progress, error);
  if (shared == NULL)
    return FALSE;
  memcpy (self->total_kw, shared->schedule->total_kw, steps * sizeof (double));
  memcpy (self->power_kw, shared->schedule->power_kw,
          base->site->store_count * steps * sizeof (double));
  self->bound_kwh = shared->bound_kwh;
  self->misses = gh_fleet_base_list_misses (base, NULL);
  return TRUE;
}

/* What a step may differ by, kWh. */
static double
get_tolerance (const GhFleetCommitment *self, const GhFleetBase *base, double hours)
{
  double most_kw = 0.0;

  for (gsize t = 0; t < base->plan->count && base->set == NULL; t++)
    most_kw = MAX (most_kw, fabs (self->profile_kw[t]));
  return MAX (TINY_KWH, LOSSY_SHARE * most_kw * hours);
}

/* By how much the schedule differs from the profile. */
static void
measure (GhFleetCommitment *self, const GhFleetBase *base)
{
  double hours = gh_time_axis_get_step_hours (base->site->axis);
  double tolerance = get_tolerance (self, base, hours);

  self->over_kwh = self->under_kwh = 0.0;
  self->first = base->plan->count;
  for (gsize t = 0; t < base->plan->count; t++)
    {
      double short_kwh = (self->profile_kw[t] - self->total_kw[t]) * hours;
      if (fabs (short_kwh) > tolerance)
        self->first = MIN (self->first, t);
      self->over_kwh += MAX (short_kwh, 0.0);
      self->under_kwh += MAX (-short_kwh, 0.0);
    }
  self->is_kept = self->first == base->plan->count;
}

/*< private > Shares a profile out, as near to it as can be.
 *
 * Returns: (transfer full) (nullable): a commitment; %NULL when stopped */
GhFleetCommitment *
gh_fleet_commitment_new (const GhFleetBase *base, const double *profile_kw,
                         const GhProgress *progress, GError **error)
{
  gsize steps = base->plan->count;
  GhFleetCommitment *self = g_new0 (GhFleetCommitment, 1);

  self->profile_kw = g_memdup2 (profile_kw, steps * sizeof (double));
  self->total_kw = g_new0 (double, steps);
  self->power_kw = g_new0 (double, MAX (1, base->site->store_count * steps));
  if (!(base->set != NULL ? share_exactly (self, base, progress, error)
                          : share_with_losses (self, base, progress, error)))
    {
      gh_fleet_commitment_free (self);
      return NULL;
    }
  measure (self, base);
  return self;
}

/*< private > Frees it */
void
gh_fleet_commitment_free (GhFleetCommitment *self)
{
  if (self == NULL)
    return;
  g_free (self->profile_kw);
  g_free (self->total_kw);
  g_free (self->power_kw);
  g_clear_pointer (&self->misses, g_array_unref);
  g_free (self);
}
