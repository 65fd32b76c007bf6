/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "site/site.h"

G_BEGIN_DECLS

void gh_trips_expand (const GhVehicle *vehicle, const GhTimeAxis *axis, const GArray *holidays,
                      GhStore *store);
void gh_trips_take_series (const GhVehicle *vehicle, const GhTimeAxis *axis, const double *plugged,
                           const double *drive_kw, GhStore *store);

G_END_DECLS
