/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/spread.h"
#include "site/stays.h"

G_BEGIN_DECLS

/**
 * GhFleetDraw:
 * @study: not owned
 * @group: not owned
 * @arrive: minutes since midnight
 * @leave: minutes since midnight
 * @need: charge at arriving, or energy of a stay
 * @battery_kwh: energy of a battery
 * @charge_kw: power of a charger, where the group gives one
 * @seed: of the group
 *
 * A group ready for its vehicles to be drawn.
 */
typedef struct
{
  const GhStudy *study;
  const GhFleetGroup *group;
  GhSpreadDraw arrive;
  GhSpreadDraw leave;
  GhSpreadDraw need;
  GhSpreadDraw battery_kwh;
  GhSpreadDraw charge_kw;
  guint64 seed;
} GhFleetDraw;

/**
 * GhFleetVehicle:
 * @group: index of its group
 * @number: of it in the group, from 0
 * @battery_kwh: usable energy
 * @charge_kw: greatest AC power of charging
 * @is_managed: whether it takes part
 * @seed: of its days
 *
 * A vehicle as it was drawn.
 */
typedef struct
{
  guint group;
  guint number;
  double battery_kwh;
  double charge_kw;
  gboolean is_managed;
  guint64 seed;
} GhFleetVehicle;

void gh_fleet_draw_init (GhFleetDraw *self, const GhStudy *study, guint group);
void gh_fleet_draw_clear (GhFleetDraw *self);
void gh_fleet_draw_vehicle (const GhFleetDraw *self, guint group, guint number,
                            GhFleetVehicle *vehicle);
void gh_fleet_draw_stays (const GhFleetDraw *self, const GhFleetVehicle *vehicle,
                          const GhTimeAxis *axis, GArray *stays);
double gh_fleet_group_get_leave_soc (const GhFleetGroup *group);

G_END_DECLS
