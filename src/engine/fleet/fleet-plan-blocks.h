/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "planning/stage-cost.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhFleetColumn:
 * @block: the block
 * @round: prices at which it was found
 * @cost: what the block's vehicles cost by themselves: wear, energy held and left at the end
 * @bound: no schedules of the block cost less at the prices, what they pay for power included
 * @taken_kwh: (owned) (array length=steps): AC energy that the block takes
 * @discharged_kwh: (owned) (nullable) (array length=steps): what vehicles that may not export
 *   discharge
 *
 * What the vehicles of a block do together at some prices.
 */
typedef struct
{
  guint block;
  guint round;
  double cost;
  double bound;
  double *taken_kwh;
  double *discharged_kwh;
} GhFleetColumn;

/**
 * GhFleetShare:
 * @prices: (array length=steps): prices at which a schedule was found
 * @weight: share of it
 */
typedef struct
{
  const GhPowerPrice *prices;
  double weight;
} GhFleetShare;

/**
 * GhFleetBlocked:
 * @store: a vehicle that no choice of powers leads to its end
 * @step: the last step from which none does
 */
typedef struct
{
  guint store;
  gsize step;
} GhFleetBlocked;

/**
 * GhFleetBlocks:
 *
 * The vehicles of a site in blocks that are planned in parallel and counted as one; of vehicles
 * that are equal only one is planned.
 */
typedef struct _GhFleetBlocks GhFleetBlocks;

GhFleetBlocks *gh_fleet_blocks_new (const GhSite *site, gboolean equal_end, guint most);
void gh_fleet_blocks_free (GhFleetBlocks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetBlocks, gh_fleet_blocks_free)
guint gh_fleet_blocks_get_count (const GhFleetBlocks *self);
guint gh_fleet_blocks_get_kinds (const GhFleetBlocks *self);
gboolean gh_fleet_blocks_are_convex (const GhFleetBlocks *self);
gboolean gh_fleet_blocks_price (const GhFleetBlocks *self, const GhPowerPrice *prices, guint stride,
                                guint round, GPtrArray *columns, GArray *blocked,
                                const GhProgress *progress, GError **error);
gboolean gh_fleet_blocks_mix (const GhFleetBlocks *self, GArray *const *shares, GhPlan *plan,
                              const GhProgress *progress, GError **error);
void gh_fleet_column_free (GhFleetColumn *column);

G_END_DECLS
