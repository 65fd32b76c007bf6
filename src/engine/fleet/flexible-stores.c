/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stores of a site as devices without losses. */
#include "fleet/flexible-stores.h"

#include <math.h>

/* Points of a straight line may miss it by this share of the greatest power. */
#define STRAIGHT_SHARE 1e-9
#define LEAST_EFFICIENT (1.0 - 1e-12)

/* Whether AC power is a fixed multiple of battery power, from nothing on. */
static gboolean
is_straight (const GhChargerCurve *curve)
{
  guint last = curve->count - 1;

  for (guint i = 0; i < curve->count; i++)
    {
      double straight = curve->ac_kw[last] * curve->battery_kw[i] / curve->battery_kw[last];
      if (!(fabs (curve->ac_kw[i] - straight) <= STRAIGHT_SHARE * curve->ac_kw[last]))
        return FALSE;
    }
  return !(curve->battery_kw[0] > 0.0);
}

/* Whether a full, or an empty, battery takes, or gives, as much as the charger can. */
static gboolean
is_limited (const GhPowerLimit *limits, guint count, double held_kwh, double sign,
            const GhChargerCurve *curve)
{
  for (guint i = 0; i < count; i++)
    if (limits[i].kw + sign * limits[i].kw_per_kwh * held_kwh < curve->battery_kw[curve->count - 1])
      return TRUE;
  return FALSE;
}

static double
get_ac_per_kwh (const GhChargerCurve *curve)
{
  return curve->count > 0 ? curve->ac_kw[curve->count - 1] / curve->battery_kw[curve->count - 1]
                          : 1.0;
}

/* Whether the reserve that discharging leaves is one that holds anyway. */
static gboolean
has_own_reserve (const GhStore *store, gsize steps)
{
  for (gsize t = 0; t < steps; t++)
    if (store->plugged[t] && store->lower_kwh[t] < store->reserve_kwh)
      return TRUE;
  return FALSE;
}

static gboolean
is_exact (const GhStore *store, gsize steps)
{
  const GhChargerCurve *charge = &store->charge, *discharge = &store->discharge;

  if (store->standby_kw > 0.0
      || (charge->count > 0
          && (!is_straight (charge)
              || is_limited (store->charge_limits, store->charge_limit_count, store->capacity_kwh,
                             -1.0, charge))))
    return FALSE;
  if (discharge->count == 0)
    return TRUE;
  return is_straight (discharge) && store->may_export && !has_own_reserve (store, steps)
         && get_ac_per_kwh (charge) * LEAST_EFFICIENT <= 1.0
         && get_ac_per_kwh (discharge) >= LEAST_EFFICIENT
         && !is_limited (store->discharge_limits, store->discharge_limit_count, 0.0, 1.0,
                         discharge);
}

/**
 * gh_flexible_stores_are_exact:
 * @site: a site
 *
 * Whether each of its stores is a device without losses: one that only charges at a constant
 * efficiency, so that its bounds can be counted at the AC bus, or one that charges and discharges
 * without any loss. Standby, least powers, limits that depend on what the battery holds, a reserve
 * that only discharging has to leave, and a bar to export all make one that is not.
 *
 * Returns: whether what they can do together is told exactly by gh_flexible_stores_new_set()
 */
gboolean
gh_flexible_stores_are_exact (const GhSite *site)
{
  gsize steps = gh_time_axis_get_count (site->axis);

  for (guint s = 0; s < site->store_count; s++)
    if (!is_exact (&site->stores[s], steps))
      return FALSE;
  return TRUE;
}

/* AC power that a direction of the charger has in a step. */
static double
get_ac_kw (const GhStore *store, const GhChargerCurve *curve, const double *cap_kw, gsize step)
{
  if (!store->plugged[step] || curve->count == 0)
    return 0.0;
  double battery_kw = curve->battery_kw[curve->count - 1];
  return get_ac_per_kwh (curve)
         * (cap_kw != NULL ? CLAMP (cap_kw[step], 0.0, battery_kw) : battery_kw);
}

/**
 * gh_flexible_stores_new_set:
 * @site: a site for which gh_flexible_stores_are_exact()
 * @device_of: (out) (array length=stores): index of the device that each store is; %G_MAXUINT for
 *   one that cannot do what it needs and is left out
 *
 * Counts what each store can take in AC energy from the first step on. Its limits, needs and trips
 * are in it; the meter is not. Where needs are missed the battery is empty at the least.
 *
 * Returns: (transfer full): what all of them can do
 */
GhFlexibilitySet *
gh_flexible_stores_new_set (const GhSite *site, guint *device_of)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  GhFlexibilitySet *set = gh_flexibility_set_new (steps, gh_time_axis_get_step_hours (site->axis));
  g_autofree double *numbers = g_new (double, 5 * steps);
  double *least = numbers, *most = least + steps, *lower = most + steps, *upper = lower + steps,
         *empty = upper + steps;
  const GhFlexibleDevice device = { least, most, lower, upper, empty };

  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      double ac = get_ac_per_kwh (&store->charge), driven = 0.0;
      GhFlexibleFault fault;
      for (gsize t = 0; t < steps; t++)
        {
          double needed
              = t + 1 == steps ? MAX (store->lower_kwh[t], store->end_kwh) : store->lower_kwh[t];
          driven += store->drive_kwh[t];
          least[t] = -get_ac_kw (store, &store->discharge, store->discharge_cap_kw, t);
          most[t] = get_ac_kw (store, &store->charge, store->charge_cap_kw, t);
          lower[t] = ac * (needed - store->start_kwh + driven);
          upper[t] = ac * (store->upper_kwh[t] - store->start_kwh + driven);
          empty[t] = MIN (lower[t], ac * (driven - store->start_kwh));
        }
      device_of[s] = gh_flexibility_set_add (set, &device, &fault)
                         ? gh_flexibility_set_get_device_count (set) - 1
                         : G_MAXUINT;
    }
  return set;
}
