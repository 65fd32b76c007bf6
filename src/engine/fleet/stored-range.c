/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between which energies a store must stay, whatever the plan: what it can have come to by then,
 * and from where it can still do what is asked of it later. */
#include "fleet/stored-range.h"

#include <math.h>

/* What can be added to the battery in a step, or taken from it, at full power. */
static double
get_most_kwh (const GhSite *site, const GhStore *store, gboolean charging, gsize step)
{
  const GhChargerCurve *curve = charging ? &store->charge : &store->discharge;
  const double *caps = charging ? store->charge_cap_kw : store->discharge_cap_kw;

  if (!store->plugged[step] || curve->count == 0)
    return 0.0;
  double most = curve->battery_kw[curve->count - 1];
  return gh_time_axis_get_step_hours (site->axis) * (caps != NULL ? MIN (most, caps[step]) : most);
}

/* The least energy at the end of each step from which the rest can be done, and the greatest. */
static void
look_ahead (const GhSite *site, const GhStore *store, double *least, double *most)
{
  gsize count = gh_time_axis_get_count (site->axis);
  double low = store->end_kwh, high = INFINITY;

  for (gsize t = count; t-- > 0;)
    {
      least[t] = MAX (low, store->lower_kwh[t]);
      most[t] = MIN (high, store->upper_kwh[t]);
      low = least[t] + store->drive_kwh[t] - get_most_kwh (site, store, TRUE, t);
      high = most[t] + store->drive_kwh[t] + get_most_kwh (site, store, FALSE, t);
    }
}

/**
 * gh_stored_range_add:
 * @site: a site
 * @store: a store of it whose demands can be met
 * @least_kwh: (inout) (array length=steps): gets the least energy at the end of each step added
 * @most_kwh: (inout) (array length=steps): likewise the greatest
 *
 * Adds between which energies any plan keeps a store that does what is asked of it: from the start
 * at full power one way or the other, as far as the rest can be done from there. Each bound can be
 * reached where the power does not depend on what is stored and has no least; the connection is no
 * part of it. Of several vehicles the sums can be reached, too, not all of them at once. O(steps).
 */
void
gh_stored_range_add (const GhSite *site, const GhStore *store, double *least_kwh, double *most_kwh)
{
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree double *least = g_new (double, count);
  g_autofree double *most = g_new (double, count);
  double low = store->start_kwh, high = store->start_kwh;

  look_ahead (site, store, least, most);
  for (gsize t = 0; t < count; t++)
    {
      double emptied
          = MAX (low - get_most_kwh (site, store, FALSE, t), MIN (low, store->reserve_kwh));
      low = MAX (emptied - store->drive_kwh[t], least[t]);
      high = MIN (high + get_most_kwh (site, store, TRUE, t) - store->drive_kwh[t], most[t]);
      least_kwh[t] += low;
      most_kwh[t] += high;
    }
}
