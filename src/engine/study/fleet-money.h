/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-plans.h"

G_BEGIN_DECLS

/**
 * GhFleetUpgrade:
 * @limit_kw: what the connection of the site lets in; INFINITY where it has no limit
 * @unmanaged_kw: highest import where all charge on arrival behind a connection without limit
 * @needed_kw: how much of it is above the limit
 * @cost: what that costs once as the study states it, currency
 *
 * What charging on arrival asks of the connection of a site.
 */
typedef struct
{
  double limit_kw;
  double unmanaged_kw;
  double needed_kw;
  double cost;
} GhFleetUpgrade;

/**
 * GhFleetUse:
 * @planned: (owned): its plans
 * @year: of @planned: what they come to
 * @groups: of @planned: what each group does and costs
 * @upgrade_cost: what is paid for a stronger connection, currency, once
 * @fee_per_year: what the aggregator is paid for vehicles
 * @share_per_year: what it keeps of the saving over unmanaged charging
 * @most_npv: net present value against smart charging if its plans could be as much cheaper as
 *   their gap allows
 *
 * A way of using a fleet.
 */
typedef struct
{
  GhFleetUseYear *planned;
  const GhFleetYear *year;
  const GhFleetGroups *groups;
  double upgrade_cost;
  double fee_per_year;
  double share_per_year;
  double most_npv;
} GhFleetUse;

/**
 * GhFleetMoney:
 * @study: not owned
 * @results: by #GhStrategy, then that of filling valleys; no plans in them, but what a year comes
 *   to, bills and cash flows
 * @uses: the same by year and group
 * @upgrades: (owned) (array length=sites)
 * @has_numbers: whether each use has a plan in every part, so that there is money to compare
 * @bears_wear: whether wear is the fleet's own and not a lessor's
 * @answer: (owned) (nullable): whether V2H or V2G pays
 * @accuracy: (owned) (nullable): which uses cannot be told apart, see
 *   gh_fleet_money_are_apart(), and whether the answer hangs on it
 * @upgrade: (owned) (nullable): what managed charging saves of the connection
 * @gains: (owned) (nullable): which groups gain and lose under the better of V2H and V2G
 * @aggregator: (owned) (nullable): what the aggregator gets
 * @money: (owned) (nullable): what of tax, grants, inflation and a lease is in the values
 *
 * What the ways of using a fleet are worth.
 */
typedef struct
{
  const GhStudy *study;
  GhStrategyResult results[GH_FLEET_USES];
  GhFleetUse uses[GH_FLEET_USES];
  GhFleetUpgrade *upgrades;
  gboolean has_numbers;
  gboolean bears_wear;
  char *answer;
  char *accuracy;
  char *upgrade;
  char *gains;
  char *aggregator;
  char *money;
} GhFleetMoney;

/**
 * GhFleetUseFunc:
 * @use: which way of using the fleet, below %GH_FLEET_USES
 * @part: what was planned
 * @depot: the site in the period
 * @plan: its plan
 * @data: the caller's
 * @error: set on failure
 *
 * Told each part of each use, as #GhFleetPartFunc is.
 *
 * Returns: %FALSE to stop with @error set
 */
typedef gboolean (*GhFleetUseFunc) (guint use, const GhFleetPart *part, const GhFleetDepot *depot,
                                    const GhFleetPlan *plan, gpointer data, GError **error);

const char *gh_fleet_use_name (guint use);
const char *gh_fleet_use_get_title (guint use);
GhFleetMoney *gh_fleet_money_new (const GhStudy *study, GhFleetPlans *plans, GhFleetUseFunc func,
                                  gpointer data, const GhProgress *progress, GError **error);
void gh_fleet_money_free (GhFleetMoney *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetMoney, gh_fleet_money_free)
guint gh_fleet_money_count_unserved (const GhFleetMoney *self, guint use);
double gh_fleet_money_get_gap (const GhFleetMoney *self, guint use);
guint gh_fleet_money_find_best (const GhFleetMoney *self);
gboolean gh_fleet_money_are_apart (double cost, double gap, double other_cost, double other_gap);
double gh_fleet_money_get_net_cost (const GhFleetMoney *self, guint use);
double gh_fleet_money_get_charged_kwh (const GhFleetMoney *self, guint use);
double gh_fleet_money_get_building_bill (const GhFleetMoney *self, guint use);
double gh_fleet_money_get_group_fees (const GhFleetMoney *self, guint use, guint group);
double gh_fleet_money_get_group_cost (const GhFleetMoney *self, guint use, guint group);
double gh_fleet_money_get_group_gain (const GhFleetMoney *self, guint use, guint base, guint group);

G_END_DECLS
