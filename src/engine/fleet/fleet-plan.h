/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhFleetPlanOptions:
 * @strategy: how vehicles may be used
 * @fill_valleys: whether vehicles charge so that the load of the site is as level as it can be, in
 *   least squares, rather than so that it costs least; they do not discharge then and @strategy
 *   does not count
 * @equal_end: whether the end energy is to be met exactly rather than at least
 * @good_gap: gap, as a share of the cost, at which it ends
 * @from: (nullable): a plan of the same site by which vehicles do less than they may, as smart
 *   charging is to V2H: the search begins with its prices, and it is taken where no better one is
 *   found
 */
typedef struct
{
  GhStrategy strategy;
  gboolean fill_valleys;
  gboolean equal_end;
  double good_gap;
  const struct _GhFleetPlan *from;
} GhFleetPlanOptions;

/**
 * GhFleetRound:
 * @bound: the best lower bound after the round
 * @cost: what the best mixture of schedules costs; %INFINITY where none keeps the limits yet
 *
 * How far a plan had come.
 */
typedef struct
{
  double bound;
  double cost;
} GhFleetRound;

/**
 * GhFleetShort:
 * @store: index of the vehicle
 * @missing_kwh: what is asked for and cannot be in its battery
 * @reason: the first time it falls short
 * @is_shared: whether it could be served if it were alone: the limit is short, not the vehicle's
 *   charger or time
 *
 * A vehicle that cannot be served in full.
 */
typedef struct
{
  guint store;
  double missing_kwh;
  GhReason reason;
  gboolean is_shared;
} GhFleetShort;

/**
 * GhFleetPlan:
 * @plan: (owned): what every vehicle does; values and duals of the stores are %NULL
 * @site: (owned) (nullable): what was planned, demands lowered that cannot be met: for
 *   gh_plan_check()
 * @price_per_kwh: (owned) (nullable) (array length=steps): what a kWh costs the vehicles
 * @limit_per_kwh: (owned) (nullable) (array length=steps): the part of it that the import limit
 *   makes: what one kWh more through the connection would save
 * @demand_per_kwh: (owned) (nullable) (array length=steps): the part that demand charges make
 * @rounds: (owned) (nullable) (element-type GhFleetRound): how the gap closed
 * @short_stores: (owned) (element-type GhFleetShort): vehicles that cannot be served
 * @duals: (owned) (nullable) (element-type GhFleetDuals): prices with which a search like this one
 *   does well to begin
 * @kinds: how many different vehicles there are
 * @squares: of a plan that fills valleys: the sum of the squares of the load, kW^2 h
 * @squares_bound: which no plan is below
 *
 * A plan of many vehicles and how it came about.
 */
typedef struct _GhFleetPlan
{
  GhPlan *plan;
  GhSite *site;
  double *price_per_kwh;
  double *limit_per_kwh;
  double *demand_per_kwh;
  GArray *rounds;
  GArray *short_stores;
  GArray *duals;
  guint kinds;
  double squares;
  double squares_bound;
} GhFleetPlan;

GhFleetPlan *gh_fleet_plan_new (const GhSite *site, const GhFleetPlanOptions *options,
                                const GhProgress *progress, GError **error);
GhFleetPlan *gh_fleet_plan_copy (const GhFleetPlan *self);
void gh_fleet_plan_free (GhFleetPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetPlan, gh_fleet_plan_free)

G_END_DECLS
