/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-store.h"

#include <math.h>
#include <string.h>

#include "physics/charger.h"

#define WATTS_PER_KILOWATT 1000.0

/* The group's charger with what was drawn for the vehicle. */
static void
set_charger (const GhFleetGroup *group, const GhFleetVehicle *vehicle, GhStore *store)
{
  GhCharger *charger = group->charger != NULL ? gh_record_copy (&gh_charger_table, group->charger)
                                              : gh_record_new (&gh_charger_table);

  charger->charge_kw = vehicle->charge_kw;
  if (group->charge_kw != NULL)
    charger->discharge_kw = MIN (charger->discharge_kw, vehicle->charge_kw);
  store->may_export = charger->export == GH_CHARGER_EXPORT_ALLOWED;
  store->standby_kw = charger->standby_w / WATTS_PER_KILOWATT;
  store->charge = gh_charger_new_curve (charger, TRUE);
  store->discharge = gh_charger_new_curve (charger, FALSE);
  gh_store_begin_flow_above_standby (store);
  gh_record_free (&gh_charger_table, charger);
}

static void
set_battery (const GhFleetGroup *group, const GhFleetVehicle *vehicle, gsize count, GhStore *store)
{
  double reserve = isnan (group->discharge_soc_min) ? group->soc_min : group->discharge_soc_min;

  store->capacity_kwh = vehicle->battery_kwh;
  store->reserve_kwh = reserve * vehicle->battery_kwh;
  store->least_kwh = group->soc_min * vehicle->battery_kwh;
  store->wear_per_kwh = group->wear_per_kwh;
  for (gsize t = 0; t < count; t++)
    {
      store->lower_kwh[t] = group->soc_min * vehicle->battery_kwh;
      store->upper_kwh[t] = group->soc_max * vehicle->battery_kwh;
    }
  memset (store->plugged, 0, count);
  /* As full as it is asked for, until someone knows better. */
  store->start_kwh = gh_fleet_group_get_leave_soc (group) * vehicle->battery_kwh;
}

/* What is driven between two stays: evenly over the steps away. */
static void
add_trip (const GhTimeAxis *axis, gsize from, gsize to, double energy_kwh, double required_kwh,
          GhStore *store)
{
  GhStoreTrip trip = { .first = from,
                       .end = to,
                       .leave_unix = gh_time_axis_get_time (axis, from),
                       .energy_kwh = energy_kwh,
                       .required_kwh = required_kwh };

  if (to <= from)
    return;
  for (gsize t = from; t < to; t++)
    store->drive_kwh[t] = energy_kwh / (double) (to - from);
  if (from > 0)
    store->lower_kwh[from - 1] = MAX (store->lower_kwh[from - 1], required_kwh);
  g_array_append_val (store->trips, trip);
}

/**
 * gh_fleet_store_fill:
 * @group: a group
 * @vehicle: a vehicle of it
 * @axis: the time axis
 * @stays: (element-type GhFleetStay): when it is plugged in, in the order of time
 * @store: (inout): a new store; gets everything but its name and what it holds at the end
 *
 * Lays a drawn vehicle on the axis. It is plugged in during its stays and away between them. What
 * it drives before a stay that begins on the axis is drawn on the axis, all of it, even where it
 * left before; what it drives after its last stay belongs to the next period. It has to be as full
 * as asked for when it leaves.
 */
void
gh_fleet_store_fill (const GhFleetGroup *group, const GhFleetVehicle *vehicle,
                     const GhTimeAxis *axis, const GArray *stays, GhStore *store)
{
  gint64 count = (gint64) gh_time_axis_get_count (axis);
  double required_kwh = gh_fleet_group_get_leave_soc (group) * vehicle->battery_kwh;
  gint64 away_from = 0;

  set_charger (group, vehicle, store);
  set_battery (group, vehicle, (gsize) count, store);
  for (guint i = 0; i < stays->len; i++)
    {
      const GhFleetStay *stay = &g_array_index (stays, GhFleetStay, i);
      gint64 first = MAX (0, stay->first), end = MIN (count, stay->end);
      if (stay->first > 0)
        add_trip (axis, (gsize) away_from, (gsize) first, stay->energy_kwh, required_kwh, store);
      memset (store->plugged + first, 1, (gsize) (end - first));
      away_from = end;
    }
  if (away_from < count)
    add_trip (axis, (gsize) away_from, (gsize) count, 0.0, required_kwh, store);
}
