/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/fleet-draw.h"
#include "site/site.h"

G_BEGIN_DECLS

void gh_fleet_store_fill (const GhFleetGroup *group, const GhFleetVehicle *vehicle,
                          const GhTimeAxis *axis, const GArray *stays, GhStore *store);

G_END_DECLS
