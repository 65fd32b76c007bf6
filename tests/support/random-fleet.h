/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhFleetFamily:
 * @GH_FLEET_DEMAND: two demand charges, one over all of the day and one with a floor over a part
 * @GH_FLEET_LIMIT: an import limit that binds
 * @GH_FLEET_V2G: cars can discharge and export
 * @GH_FLEET_NO_EXPORT: cars can discharge, half of them may not export
 * @GH_FLEET_SOLAR: sun on the depot's roof
 * @GH_FLEET_MINIMUM: chargers have a least current of 6 A and a standby loss
 * @GH_FLEET_EQUAL: every car is there three times
 *
 * What a random fleet has.
 */
typedef enum
{
  GH_FLEET_DEMAND = 1 << 0,
  GH_FLEET_LIMIT = 1 << 1,
  GH_FLEET_V2G = 1 << 2,
  GH_FLEET_NO_EXPORT = 1 << 3,
  GH_FLEET_SOLAR = 1 << 4,
  GH_FLEET_MINIMUM = 1 << 5,
  GH_FLEET_EQUAL = 1 << 6
} GhFleetFamily;

GhSite *gh_random_fleet_new (guint32 seed, guint vehicles, gsize steps, guint families);

G_END_DECLS
