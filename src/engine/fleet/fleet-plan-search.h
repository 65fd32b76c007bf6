/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/fleet-plan-master.h"

G_BEGIN_DECLS

/**
 * GhFleetRound:
 * @bound: the best lower bound after the round
 * @cost: the best mixture's cost; INFINITY where none keeps the limits
 *
 * How far a search had come.
 */
typedef struct
{
  double bound;
  double cost;
} GhFleetRound;

/**
 * GhFleetSearch:
 * @rounds: (owned) (element-type GhFleetRound): each round
 * @columns: (owned) (element-type GhFleetColumn): what blocks did
 * @duals: (owned) (element-type GhFleetDuals): prices of each round
 * @mixture: the best mixture
 * @has_mixture: whether there is one
 * @best: index among @duals of the prices of the best bound
 * @bound: no plan costs less, what is beyond limits not allowed
 * @blocked_store: a vehicle that cannot be planned, or %G_MAXUINT
 * @blocked_step: where not
 * @stopped: whether the caller stopped it
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
  guint blocked_store;
  gsize blocked_step;
  gboolean stopped;
} GhFleetSearch;

gboolean gh_fleet_search_run (GhFleetSearch *self, const GhSite *site, const GhFleetMeter *meter,
                              const GhFleetBlocks *blocks, double good_gap, double least_scale,
                              const GhProgress *progress, GError **error);
GArray **gh_fleet_search_get_shares (const GhFleetSearch *self, guint blocks);
void gh_fleet_search_clear (GhFleetSearch *self);

G_END_DECLS
