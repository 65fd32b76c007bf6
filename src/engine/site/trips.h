/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "site/site.h"

G_BEGIN_DECLS

double gh_trip_get_energy_kwh (const GhVehicle *vehicle, const GhTrip *trip);
void gh_trips_expand (const GhVehicle *vehicle, const GhTimeAxis *axis, const GArray *holidays,
                      GhStore *store);
void gh_trips_take_series (const GhVehicle *vehicle, const GhTimeAxis *axis, const double *plugged,
                           const double *drive_kw, GhStore *store);
void gh_trips_take_stays (const GhVehicle *vehicle, const GhTimeAxis *axis, const GArray *stays,
                          GhStore *store);

G_END_DECLS
