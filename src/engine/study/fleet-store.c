/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-store.h"

#include <math.h>

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
  /* As full as it is asked for, until someone knows better. */
  store->start_kwh = gh_fleet_group_get_leave_soc (group) * vehicle->battery_kwh;
}

/**
 * gh_fleet_store_fill:
 * @group: a group
 * @vehicle: a vehicle of it
 * @axis: the time axis
 * @stays: (element-type GhFleetStay): when it is plugged in, in the order of time
 * @store: (inout): a new store; gets everything but its name and what it holds at the end
 *
 * Lays a drawn vehicle on the axis, see gh_stays_lay().
 */
void
gh_fleet_store_fill (const GhFleetGroup *group, const GhFleetVehicle *vehicle,
                     const GhTimeAxis *axis, const GArray *stays, GhStore *store)
{
  set_charger (group, vehicle, store);
  set_battery (group, vehicle, gh_time_axis_get_count (axis), store);
  gh_stays_lay (stays, axis, store);
}
