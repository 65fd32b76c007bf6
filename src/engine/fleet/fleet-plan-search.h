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
 * @steps: how many steps prices have
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
  gsize steps;
  guint best;
  double bound;
  GArray *blocked;
} GhFleetSearch;

/**
 * GhFleetGoal:
 * @good_gap: gap, as a share of the cost, at which the search ends
 * @least_scale: what counts as the cost at least
 * @known_cost: what a plan costs that is known already; %INFINITY without one
 * @begin: (nullable) (element-type GhFleetDuals): prices to begin with, the best first
 *
 * When a search for prices ends, and what it begins with.
 */
typedef struct
{
  double good_gap;
  double least_scale;
  double known_cost;
  const GArray *begin;
} GhFleetGoal;

gboolean gh_fleet_search_run (GhFleetSearch *self, const GhSite *site, const GhFleetMeter *meter,
                              const GhFleetBlocks *blocks, const GhFleetGoal *goal,
                              const GhProgress *progress, GError **error);
GArray *gh_fleet_search_take_duals (const GhFleetSearch *self);
gboolean gh_fleet_search_keeps_limits (const GhFleetSearch *self);
gboolean gh_fleet_search_mix (const GhFleetSearch *self, const GhFleetBlocks *blocks, GhPlan *plan,
                              const GhProgress *progress, GError **error);
void gh_fleet_search_clear (GhFleetSearch *self);

G_END_DECLS
