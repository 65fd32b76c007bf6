/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/fleet-plan-master.h"
#include "fleet/fleet-plan.h"

G_BEGIN_DECLS

/**
 * GhFleetSearch:
 * @rounds: (owned) (element-type GhFleetRound): each round
 * @columns: (owned) (element-type GhFleetColumn): what blocks did
 * @duals: (owned) (element-type GhFleetDuals): prices of each round
 * @mixture: the best mixture
 * @has_mixture: whether there is one
 * @best: index among @duals of the prices of the best bound
 * @bound: no plan costs less, what is beyond limits not allowed
 * @blocked: (owned) (element-type GhFleetBlocked): vehicles that cannot be planned; then nothing
 *   else counts
 *
 * What a search for prices found.
 */
typedef struct
{
  GArray *rounds;
  GPtrArray *columns;
  GArray *duals;
  GhFleetMixture mixture;
  gboolean has_mixture;
  guint best;
  double bound;
  GArray *blocked;
} GhFleetSearch;

gboolean gh_fleet_search_run (GhFleetSearch *self, const GhSite *site, const GhFleetMeter *meter,
                              const GhFleetBlocks *blocks, double good_gap, double least_scale,
                              const GhProgress *progress, GError **error);
gboolean gh_fleet_search_keeps_limits (const GhFleetSearch *self);
gboolean gh_fleet_search_mix (const GhFleetSearch *self, const GhFleetBlocks *blocks, GhPlan *plan,
                              const GhProgress *progress, GError **error);
void gh_fleet_search_clear (GhFleetSearch *self);

G_END_DECLS
