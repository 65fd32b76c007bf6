/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "market/cash-flow.h"
#include "planning/planner.h"
#include "site/profile.h"
#include "study/battery-set.h"
#include "study/plan-summary.h"
#include "study/tariff-plan.h"

G_BEGIN_DECLS

#define GH_COMPARED_STRATEGIES 4
/* With the rival investment, a wall battery, which is only there where it is asked for. */
#define GH_MOST_COMPARED (GH_COMPARED_STRATEGIES + 1)
/* As bits, by #GhStrategy. */
#define GH_ALL_STRATEGIES ((1u << GH_COMPARED_STRATEGIES) - 1)

/**
 * GhBatteryDepth:
 * @GH_BATTERY_IGNORE: the battery is a store with a price of wear, for a first picture
 * @GH_BATTERY_HEED: where the study describes packs, plans heed their limits and their ageing; of
 *   the first they heed the warranty and are run on its circuit
 * @GH_BATTERY_CHECK: where it describes none, plans are run on the circuit of the first car if its
 *   cell is known
 *
 * How much of a battery a comparison looks at.
 */
typedef enum
{
  GH_BATTERY_IGNORE,
  GH_BATTERY_HEED,
  GH_BATTERY_CHECK
} GhBatteryDepth;

/**
 * GhStrategyResult:
 * @strategy: unmanaged, smart, v2h, v2g in this order
 * @plan: (owned): its plan
 * @battery: (owned) (nullable): how the plan does on the battery as it is, where that was looked at
 * @tariff: (owned): its exact bill, where the plan's own sums are none
 * @summary: what the plan comes to
 * @bill_per_year: import less export plus fixed and demand charges and away charging, as billed; a
 *   period that is no year is scaled to 365.25 days
 * @saving_per_year: bill of smart charging less this bill
 * @against_smart: cash flow against smart charging
 * @against_unmanaged: cash flow against unmanaged charging
 * @last_year: (owned) (nullable): what the plan of the last year comes to, where panels age
 * @solve_seconds: wall clock of its planning, other plans going on at the same time
 * @lost_per_year: value of the essential load that outages take, currency a year; 0 where the
 *   study gives none
 * @last_lost_per_year: the same in the last year; where no panels age as in the first
 * @last_price: prices of ageing that the plan of the last year heeds, where they were found
 * @on_marginal: (owned) (nullable): what it would come to if it were planned on marginal rates,
 *   where the study plans on average ones that have a price and there are marginal ones
 */
typedef struct
{
  GhStrategy strategy;
  GhPlan *plan;
  GhBatteryResult *battery;
  GhTariffOutcome tariff;
  GhPlanSummary summary;
  double bill_per_year;
  double saving_per_year;
  GhCashFlow *against_smart;
  GhCashFlow *against_unmanaged;
  GhPlanSummary *last_year;
  double solve_seconds;
  double lost_per_year;
  double last_lost_per_year;
  GhAgeingPrice last_price;
  GhPlanSummary *on_marginal;
} GhStrategyResult;

/**
 * GhComparison:
 * @site: (owned): what was planned: the site with equal ends
 * @start_kwh: energy at which every strategy starts and ends
 * @has_equal_ends: whether it does
 * @rival_site: (owned) (nullable): the same with the wall battery that V2H is held against
 * @results: one a strategy, by #GhStrategy; that of the wall battery has no plan where the study
 * does not ask for it
 * @rival: (owned) (nullable): the sentence that holds V2H against the wall battery
 * @answer: (owned): the sentence that answers the homeowner's question
 * @carbon: (owned): the sentence on the break-even rule of emissions
 * @money: (owned) (nullable): what of tax, grants, inflation and a lease is in the net present
 * values
 * @wear: (owned) (nullable): how the wear in the net present values was made, where that has to be
 *   known
 * @solve_seconds: wall clock of all planning
 */
typedef struct
{
  GhSite *site;
  double start_kwh;
  gboolean has_equal_ends;
  GhSite *rival_site;
  GhStrategyResult results[GH_MOST_COMPARED];
  char *rival;
  char *answer;
  char *carbon;
  char *money;
  char *wear;
  double solve_seconds;
} GhComparison;

gboolean gh_household_find_batteries (const GhStudy *study, const GhSite *site,
                                      GhBatteryDepth depth, GhBatterySet *set, GError **error);
gboolean gh_household_has_rival (const GhStudy *study);
GhSite *gh_household_split_rival (const GhStudy *study, GhSite *site);
gboolean gh_household_equalise_ends (GhSite *site, GhFindings *findings);
GhComparison *gh_household_compare (const GhStudy *study, const GhSite *site, GhBatteryDepth depth,
                                    GhFindings *findings, const GhProgress *progress,
                                    GError **error);
GhComparison *gh_household_compare_some (const GhStudy *study, const GhSite *site,
                                         GhBatteryDepth depth, guint strategies,
                                         const GhComparison *like, GhFindings *findings,
                                         const GhProgress *progress, GError **error);
gboolean gh_household_plans_alike (const GhStudy *a, const GhStudy *b);
gboolean gh_strategy_result_has_numbers (const GhStrategyResult *result);
guint gh_comparison_count_strategies (const GhComparison *comparison);
const GhSite *gh_comparison_get_planned (const GhComparison *comparison, GhStrategy strategy);
void gh_comparison_free (GhComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhComparison, gh_comparison_free)

G_END_DECLS
