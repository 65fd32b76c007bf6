/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/sessions.h"
#include "site/fleet-profile.h"

G_BEGIN_DECLS

/**
 * GhVehicleDefaults:
 * @battery_kwh: of a vehicle of which no battery is told; NAN to leave it incomplete
 * @charge_kw: of a vehicle of which no charger is told; NAN for the usual one
 *
 * What vehicles get that a file says nothing of.
 */
typedef struct
{
  double battery_kwh;
  double charge_kw;
} GhVehicleDefaults;

void gh_vehicle_take_defaults (GhVehicle *vehicle, const GhVehicleDefaults *defaults);
GPtrArray *gh_vehicle_log_to_vehicles (const GhSessionLog *log, const char *name,
                                       const GhVehicleDefaults *defaults, GhFindings *findings);

G_END_DECLS
