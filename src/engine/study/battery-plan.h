/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/circuit-run.h"
#include "planning/planner.h"
#include "study/ageing-price.h"

G_BEGIN_DECLS

/**
 * GhBatteryHeeded:
 * @model: (owned): a battery
 * @age: its age
 *
 * A battery that a plan heeds beside the one that it is made for.
 */
typedef struct
{
  GhBatteryModel *model;
  GhAgeingState age;
} GhBatteryHeeded;

/**
 * GhBatteryTask:
 * @model: the battery
 * @age: its age
 * @others: (nullable) (array length=other_count): batteries of other stores, whose limits of power
 *   are heeded and whose ageing is priced; they are neither run on the circuit nor kept within a
 *   warranty
 * @other_count: how many
 * @site: what to plan, with the batteries at their present capacity
 * @options: how to plan; with the exact solver
 * @expected: (nullable): what the year is expected to do to the cells, to begin with; %NULL for
 * what unmanaged charging does
 * @start: (nullable): prices of ageing of a battery much like it, to begin with instead
 * @most_price_rounds: plans that are made at most to find prices of ageing
 * @check: whether the plan is run on the circuit
 * @explain: whether it is told, too, what heeding wear and limits costs, for which further plans
 *   are made; only with @check
 *
 * A plan to be made for a battery as it is.
 */
typedef struct
{
  const GhBatteryModel *model;
  const GhAgeingState *age;
  const GhBatteryHeeded *others;
  guint other_count;
  const GhSite *site;
  GhPlanOptions options;
  const GhAgeingStress *expected;
  const GhAgeingPrice *start;
  guint most_price_rounds;
  gboolean check;
  gboolean explain;
} GhBatteryTask;

/**
 * GhWarrantyUse:
 * @kwh: discharged to house and grid, at the AC side
 * @hours: during which that was
 * @cycles: full cycles, driving included
 *
 * What a plan takes of a warranty, over its period.
 */
typedef struct
{
  double kwh;
  double hours;
  double cycles;
} GhWarrantyUse;

/**
 * GhBatteryResult:
 * @site: (owned): what was planned: the site with the batteries' limits and prices
 * @price: the prices of wear that the plan heeds
 * @is_priced: whether they come from the ageing of the cell
 * @price_rounds: plans that were made to find them
 * @stress: what a year of the plan does to the cells
 * @loss: capacity lost in that year, as a share of the new
 * @ageing_cost: what that is worth, currency a year
 * @others_ageing_cost: the same of all other batteries that are heeded
 * @unpriced_objective: operating cost without any price on wear, for the plan that heeds none;
 *   NAN where ageing is not priced or that was not asked for
 * @unpriced_ageing_cost: what that plan's ageing is worth, currency a year, of all batteries
 * @use: of the warranty
 * @warranty_price: what a kWh had to cost beside its wear to keep the warranty, currency
 * @is_checked: whether the circuit was run
 * @report: how the plan went on it
 * @shortfall_kwh: energy that the battery could not take or give
 * @first_shortfall_kwh: the same before the plan was made anew
 * @check_rounds: times the plan was made anew with tighter limits
 * @limits_cost: what heeding the batteries' limits costs over the period, currency
 *
 * A plan on the battery as it is.
 */
typedef struct
{
  GhSite *site;
  GhAgeingPrice price;
  gboolean is_priced;
  guint price_rounds;
  GhAgeingStress stress;
  double loss;
  double ageing_cost;
  double others_ageing_cost;
  double unpriced_objective;
  double unpriced_ageing_cost;
  GhWarrantyUse use;
  double warranty_price;
  gboolean is_checked;
  GhCircuitReport report;
  double shortfall_kwh;
  double first_shortfall_kwh;
  guint check_rounds;
  double limits_cost;
} GhBatteryResult;

/* Times a plan is made anew where the circuit cannot follow it. */
#define GH_BATTERY_CHECK_ROUNDS 3
/* Plans that are made at most until prices of ageing and plan agree. */
#define GH_BATTERY_PRICE_ROUNDS 5

GhPlan *gh_battery_plan_solve (const GhBatteryTask *task, GhBatteryResult *result,
                               const GhProgress *progress, GError **error);
void gh_battery_plan_measure (const GhBatteryModel *model, const GhAgeingState *age,
                              const GhStore *store, const GhStorePlan *plan,
                              GhBatteryResult *result);
void gh_battery_result_clear (GhBatteryResult *result);

G_END_DECLS
