/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/feasibility.h"

#include <math.h>

#include "planning/unmanaged.h"

/* Energies that miss a limit by less are rounding, kWh. */
#define SLACK 1e-7

/* Greatest energy that the charger can add in a step, below 0 where the connection forces a
 * discharge; -INFINITY where even that is not enough, with the missing power in @short_kw. */
static double
most_added (const GhSite *site, gsize step, double energy, double *short_kw)
{
  const GhStore *store = site->store_count > 0 ? &site->stores[0] : NULL;
  double hours = gh_time_axis_get_step_hours (site->axis);
  double room_kw = site->import_limit_kw - site->load_kw[step] + site->solar_kw[step];
  gboolean plugged = store != NULL && store->plugged[step];
  double idle = plugged ? store->standby_kw : 0.0;

  if (plugged && store->charge.count > 0 && room_kw >= store->charge.ac_kw[0])
    {
      double ac = MIN (room_kw, store->charge.ac_kw[store->charge.count - 1]);
      double most = gh_store_get_most_kw (store, TRUE, step, energy);
      double battery = MIN (gh_charger_curve_battery_at (&store->charge, ac), most);
      return battery >= store->charge.battery_kw[0] ? battery * hours : 0.0;
    }
  if (room_kw >= idle - SLACK)
    return 0.0;
  *short_kw = idle - room_kw;
  if (!plugged || store->discharge.count == 0)
    return -INFINITY;
  const GhChargerCurve *curve = &store->discharge;
  double needed = MAX (-room_kw, curve->ac_kw[0]);
  double stored = gh_charger_curve_battery_at (curve, needed) * hours;
  double floor = MAX (store->reserve_kwh, store->lower_kwh[step] + store->drive_kwh[step]);
  if (needed > curve->ac_kw[curve->count - 1] + SLACK
      || stored > gh_store_get_most_kw (store, FALSE, step, energy) * hours + SLACK
      || energy - stored < floor - SLACK)
    return -INFINITY;
  return -stored;
}

/* What the unmanaged rule adds in a step. */
static double
added_by_rule (const GhSite *site, gsize step, double energy)
{
  const GhStore *store = &site->stores[0];
  double power = gh_unmanaged_power_kw (site, step, energy);

  if (power <= (store->plugged[step] ? store->standby_kw : 0.0))
    return 0.0;
  return gh_charger_curve_battery_at (&store->charge, power)
         * gh_time_axis_get_step_hours (site->axis);
}

/* Lowers what is asked for at a step to what can be there and says what is missing. */
static void
relax_step (GhSite *site, gsize step, double *energy, GhReason *reason, double *unserved_kwh)
{
  GhStore *store = &site->stores[0];
  gsize count = gh_time_axis_get_count (site->axis);
  double missing = store->lower_kwh[step] - *energy;

  if (reason->code == GH_REASON_NONE)
    {
      double asked = store->lower_kwh[step], there = *energy;
      gsize at = step + 1;
      for (guint i = 0; i < store->trips->len; i++)
        {
          const GhStoreTrip *trip = &g_array_index (store->trips, GhStoreTrip, i);
          if (step < trip->first || step >= trip->end)
            continue;
          /* On the way: what was missing was missing when the trip began. */
          at = trip->first;
          asked = trip->energy_kwh + store->lower_kwh[trip->end - 1];
          there = asked - missing;
          for (gsize t = step + 1; t < trip->end; t++)
            there -= store->drive_kwh[t];
        }
      *reason = (GhReason){ GH_REASON_TRIP_ENERGY,
                            gh_time_axis_get_time (site->axis, MIN (at, count)), asked, there };
    }
  /* While driving the missing energy is charged elsewhere; before a trip less is asked for. */
  double from_drive = MIN (missing, store->drive_kwh[step]);
  store->drive_kwh[step] -= from_drive;
  *energy += from_drive;
  store->lower_kwh[step] = MIN (store->lower_kwh[step], *energy);
  *unserved_kwh += missing;
}

static void
relax_alone (GhSite *site, gboolean is_unmanaged, GhReason *reason, double *unserved_kwh)
{
  GhStore *store = site->store_count > 0 ? &site->stores[0] : NULL;
  gsize count = gh_time_axis_get_count (site->axis);
  double energy = store != NULL ? store->start_kwh : 0.0;

  for (gsize t = 0; t < count; t++)
    {
      double short_kw = 0.0;
      double added = most_added (site, t, energy, &short_kw);
      if (!isfinite (added))
        {
          *reason = (GhReason){ GH_REASON_IMPORT_LIMIT, gh_time_axis_get_time (site->axis, t),
                                site->import_limit_kw + short_kw, site->import_limit_kw };
          return;
        }
      if (store == NULL)
        continue;
      if (is_unmanaged)
        added = added_by_rule (site, t, energy);
      energy = MIN (energy + added,
                    MAX (store->upper_kwh[t] + store->drive_kwh[t], energy + MIN (added, 0.0)));
      energy -= store->drive_kwh[t];
      if (energy < store->lower_kwh[t] - SLACK)
        relax_step (site, t, &energy, reason, unserved_kwh);
    }
  if (store == NULL || energy >= store->end_kwh - SLACK)
    return;
  if (reason->code == GH_REASON_NONE)
    *reason = (GhReason){ GH_REASON_END_ENERGY, gh_time_axis_get_time (site->axis, count),
                          store->end_kwh, energy };
  *unserved_kwh += store->end_kwh - energy;
  store->end_kwh = energy;
}

/**
 * gh_feasibility_take_demands:
 * @store: (inout): a store of a site
 * @view: (inout): the site as this store sees it, with demands that were lowered; gets the store's
 *
 * Moves what was lowered in the view of a store to the store itself.
 */
void
gh_feasibility_take_demands (GhStore *store, GhSite *view)
{
  GhStore *from = &view->stores[0];
  double *lower = store->lower_kwh, *drive = store->drive_kwh;

  store->lower_kwh = from->lower_kwh;
  store->drive_kwh = from->drive_kwh;
  store->end_kwh = from->end_kwh;
  from->lower_kwh = lower;
  from->drive_kwh = drive;
}

/**
 * gh_feasibility_relax:
 * @site: a site; its demands are lowered in place where they must be
 * @is_unmanaged: whether the car charges by the unmanaged rule rather than as it should
 * @reason: (inout): set to the first reason found, untouched when there is none
 * @unserved_kwh: (inout): missing energy of all trips is added
 *
 * Follows the fullest battery that the limits, or the unmanaged rule, allow. Where even that falls
 * short of what a trip, a state of charge at leaving or the end asks for, the demand is lowered to
 * what can be there, so that the site can be planned. Of several stores each is followed as if the
 * others were idle. A load that the connection cannot carry is a reason without a remedy. O(steps).
 */
void
gh_feasibility_relax (GhSite *site, gboolean is_unmanaged, GhReason *reason, double *unserved_kwh)
{
  if (site->store_count == 0 || (site->store_count == 1 && !site->stores[0].is_battery))
    {
      relax_alone (site, is_unmanaged, reason, unserved_kwh);
      return;
    }
  for (guint s = 0; s < site->store_count; s++)
    {
      g_autoptr (GhSite) view = gh_site_copy_for_store (site, s);
      gboolean is_first = reason->code == GH_REASON_NONE;
      /* A wall battery that nobody manages promises nothing for the end. */
      if (is_unmanaged && view->stores[0].is_battery)
        view->stores[0].end_kwh = 0.0;
      relax_alone (view, is_unmanaged && !view->stores[0].is_battery, reason, unserved_kwh);
      gh_feasibility_take_demands (&site->stores[s], view);
      if (is_first && reason->code != GH_REASON_NONE && reason->code != GH_REASON_IMPORT_LIMIT)
        reason->store = g_intern_string (site->stores[s].name);
      if (reason->code == GH_REASON_IMPORT_LIMIT)
        return;
    }
}

static void
lower_tops_of (const GhSite *site, GhStore *store, GhReason *reason, double *unserved_kwh)
{
  gsize count = gh_time_axis_get_count (site->axis);

  if (store->charge.count == 0)
    return;
  double least = store->charge.battery_kw[0] * gh_time_axis_get_step_hours (site->axis);
  for (gsize t = 0; t <= count; t++)
    {
      double *asked = t < count ? &store->lower_kwh[t] : &store->end_kwh;
      double there = MAX (0.0, store->upper_kwh[MIN (t, count - 1)] - least);
      if (*asked <= there + SLACK)
        continue;
      if (reason->code == GH_REASON_NONE)
        *reason
            = (GhReason){ t < count ? GH_REASON_TRIP_ENERGY : GH_REASON_END_ENERGY,
                          gh_time_axis_get_time (site->axis, MIN (t + 1, count)), *asked, there };
      *unserved_kwh += *asked - there;
      *asked = there;
    }
}

/**
 * gh_feasibility_lower_tops:
 * @site: a site that no plan was found for; changed in place
 * @reason: (inout): set to the first demand that is lowered, where there was none
 * @unserved_kwh: (inout): what was taken off the demands is added
 *
 * A charger with a least power cannot fill a battery that is nearly full. Where more is asked for
 * than lets the least charging of a step in below the top, the demand is lowered to that. O(steps).
 *
 * Returns: whether any demand was lowered
 */
gboolean
gh_feasibility_lower_tops (GhSite *site, GhReason *reason, double *unserved_kwh)
{
  double before = *unserved_kwh;

  for (guint s = 0; s < site->store_count; s++)
    lower_tops_of (site, &site->stores[s], reason, unserved_kwh);
  return *unserved_kwh > before;
}
