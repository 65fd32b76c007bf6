/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-plans.h"

G_BEGIN_DECLS

/**
 * GhFleetCurrents:
 * @is_known: whether anything is known: some charger has a least current, and the year is planned
 *   with it and without
 * @cost: what the plans differ by, currency a year, within the bounds
 * @least: it costs no less
 * @most: and no more
 *
 * What the least currents of chargers cost a fleet in a year: the best plan with them less the best
 * plan without, each known but for its gap.
 */
typedef struct
{
  gboolean is_known;
  double cost;
  double least;
  double most;
} GhFleetCurrents;

gboolean gh_fleet_has_least_current (const GhStudy *study);
void gh_fleet_drop_least_currents (GhStudy *study);
gboolean gh_fleet_currents_price (GhFleetCurrents *self, GhFleetPlans *plans, const GhStudy *study,
                                  guint use, const GhFleetYear *year, const GhProgress *progress,
                                  GError **error);

G_END_DECLS
