/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/fleet-plan.h"
#include "study/fleet-depot.h"
#include "study/plan-summary.h"

G_BEGIN_DECLS

/* Gap, as a share of the cost, that is good enough for a year. */
#define GH_FLEET_GOOD_GAP 5e-4

/**
 * GhFleetUnserved:
 * @name: (owned): of the vehicle
 * @missing_kwh: what is asked for and cannot be in its battery
 * @reason: (owned): why, in words
 *
 * A vehicle that is not served in full.
 */
typedef struct
{
  char *name;
  double missing_kwh;
  char *reason;
} GhFleetUnserved;

/**
 * GhFleetSums:
 * @objective: operating cost, fixed charge not included
 * @lower_bound: no plan is cheaper
 * @squares: of a plan that fills valleys: the sum of the squares of the load, kW² h; else 0
 * @squares_bound: which no plan is below
 * @peak_kw: highest mean import of a step
 * @unmanaged_kwh: the part of the load that vehicles take that nobody manages
 * @summary: cost by part, energy and emissions; its arrays and shares are not filled
 *
 * What plans come to together.
 */
typedef struct
{
  double objective;
  double lower_bound;
  double squares;
  double squares_bound;
  double peak_kw;
  double unmanaged_kwh;
  GhPlanSummary summary;
} GhFleetSums;

/**
 * GhFleetPart:
 * @site: index of the site
 * @period: index of the period
 * @weight: how many times the period counts in a year
 * @status: of its plan
 * @reason: (owned) (nullable): why there is no plan; one that was not begun is %GH_PLAN_TIME_LIMIT
 * @sums: of the period, once; of a part without a plan 0
 * @vehicles: number of them
 * @managed: how many of them take part
 * @stays: of the vehicles of groups
 * @short_stays: of which even charging at full power from arriving on is too little
 * @unserved: (owned) (element-type GhFleetUnserved)
 *
 * A site in a period.
 */
typedef struct
{
  guint site;
  guint period;
  double weight;
  GhPlanStatus status;
  char *reason;
  GhFleetSums sums;
  guint vehicles;
  guint managed;
  guint stays;
  guint short_stays;
  GArray *unserved;
} GhFleetPart;

/**
 * GhFleetYear:
 * @strategy: how vehicles were used; of a plan that fills valleys smart charging
 * @parts: (owned) (element-type GhFleetPart): by site, then period
 * @sites: (owned) (array): a year of each site, the periods by their weights; peaks are the highest
 * @whole: a year of all sites; the peak is the sum of the sites'
 * @is_planned: whether every part has a plan
 * @is_stopped: whether the caller ended it early: plans may be better, and parts may have none
 *
 * A fleet over a year.
 */
typedef struct
{
  GhStrategy strategy;
  GArray *parts;
  GhFleetSums *sites;
  GhFleetSums whole;
  gboolean is_planned;
  gboolean is_stopped;
} GhFleetYear;

/**
 * GhFleetEntryMoney:
 * @charged_kwh: AC energy taken
 * @discharged_kwh: AC energy given
 * @charging: what the energy taken costs
 * @away: what is charged away costs
 * @revenue: what the energy given is worth
 * @wear: of its battery
 *
 * What a vehicle moves and costs by itself in a period, once; money in currency.
 */
typedef struct
{
  double charged_kwh;
  double discharged_kwh;
  double charging;
  double away;
  double revenue;
  double wear;
} GhFleetEntryMoney;

/**
 * GhFleetPartFunc:
 * @part: what was planned
 * @depot: the site in the period
 * @plan: its plan
 * @data: the caller's
 * @error: set on failure
 *
 * Told each part with everything that it is made of, before that is freed.
 *
 * Returns: %FALSE to stop with @error set
 */
typedef gboolean (*GhFleetPartFunc) (const GhFleetPart *part, const GhFleetDepot *depot,
                                     const GhFleetPlan *plan, gpointer data, GError **error);

GhFleetYear *gh_fleet_year_new (const GhStudy *study, const GhFleetPlanOptions *options,
                                const GPtrArray *from, GhFleetPartFunc func, gpointer data,
                                const GhProgress *progress, GError **error);
void gh_fleet_year_free (GhFleetYear *self);
double gh_fleet_sums_get_level_gap (const GhFleetSums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetYear, gh_fleet_year_free)
void gh_fleet_entry_count (const GhFleetDepot *depot, const GhPlan *plan, const GhFleetEntry *entry,
                           GhFleetEntryMoney *money);
double gh_fleet_entry_get_cost (const GhFleetDepot *depot, const GhPlan *plan,
                                const GhFleetEntry *entry);

G_END_DECLS
