/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reasons.h"
#include "site/site.h"

G_BEGIN_DECLS

/* What a kWh that a trip needs and cannot get costs a relaxed plan, currency per kWh. */
#define GH_UNSERVED_PENALTY_PER_KWH 2.0

/**
 * GhStrategy:
 * @GH_STRATEGY_UNMANAGED: cars charge at full power on arrival
 * @GH_STRATEGY_SMART: cars charge when it is best
 * @GH_STRATEGY_V2H: they power the house as well
 * @GH_STRATEGY_V2G: they export as well
 * @GH_STRATEGY_BATTERY: they charge when it is best, and there is a wall battery instead
 * @GH_STRATEGY_AS_GIVEN: their chargers as the study has them
 *
 * How cars are used. Wall batteries that are there are used as they are under each.
 */
typedef enum
{
  GH_STRATEGY_UNMANAGED,
  GH_STRATEGY_SMART,
  GH_STRATEGY_V2H,
  GH_STRATEGY_V2G,
  GH_STRATEGY_BATTERY,
  GH_STRATEGY_AS_GIVEN
} GhStrategy;

typedef enum
{
  GH_SOLVER_AUTO,
  GH_SOLVER_EXACT,
  GH_SOLVER_GLPK
} GhSolver;

/**
 * GhPlanStatus:
 * @GH_PLAN_OPTIMAL: the objective equals the lower bound but for rounding
 * @GH_PLAN_WITHIN_GAP: feasible; the gap says how good
 * @GH_PLAN_TIME_LIMIT: stopped by the clock; feasible if there are powers, never called optimal
 * @GH_PLAN_INFEASIBLE: no plan; the reason says why
 * @GH_PLAN_RELAXED: the nearest plan that can be done; the reason says what is missing
 */
typedef enum
{
  GH_PLAN_OPTIMAL,
  GH_PLAN_WITHIN_GAP,
  GH_PLAN_TIME_LIMIT,
  GH_PLAN_INFEASIBLE,
  GH_PLAN_RELAXED
} GhPlanStatus;

/**
 * GhStorePlan:
 * @power_kw: AC power of each step, standby included: the meter sees all of it
 * @energy_kwh: stored at the end of each step
 * @value_per_kwh: (nullable): what one more stored kWh at the end of the step is worth
 * @dual_per_kwh: (nullable): multiplier of the energy balance, see #GhStorageSolution
 */
typedef struct
{
  double *power_kw;
  double *energy_kwh;
  double *value_per_kwh;
  double *dual_per_kwh;
} GhStorePlan;

/**
 * GhPlan:
 * @status: how it ended
 * @solver: "exact", "glpk-lp", "glpk-mip" or "rule"; static
 * @objective: operating cost of the period, fixed charge not included
 * @lower_bound: no plan can be cheaper
 * @count: number of steps
 * @grid_kw: import above 0, export below
 * @curtailed_kw: solar not used
 * @store_export_kw: the part of the export that is paid as the stores'
 * @stores: (array length=store_count)
 * @reason: why it is infeasible or what is missing
 * @unserved_kwh: energy that is asked for and that a relaxed plan does not have: for driving, at
 *   leaving or at the end; in the objective at #GH_UNSERVED_PENALTY_PER_KWH
 * @undriven_kwh: the part of it that driving would have drawn
 * @has_lowered_tops: made after gh_feasibility_lower_tops()
 *
 * What to do in each step. All arrays are owned; those of an infeasible plan are %NULL.
 */
typedef struct
{
  GhPlanStatus status;
  const char *solver;
  double objective;
  double lower_bound;
  gsize count;
  double *grid_kw;
  double *curtailed_kw;
  double *store_export_kw;
  guint store_count;
  GhStorePlan *stores;
  GhReason reason;
  double unserved_kwh;
  double undriven_kwh;
  gboolean has_lowered_tops;
} GhPlan;

const char *gh_strategy_name (GhStrategy strategy);
const char *gh_strategy_get_short_title (GhStrategy strategy);
const char *gh_plan_status_name (GhPlanStatus status);
GhPlan *gh_plan_new (const GhSite *site);
GhPlan *gh_plan_copy (const GhPlan *plan);
GhPlan *gh_plan_new_infeasible (const GhReason *reason);
GhPlanStatus gh_plan_status_of_gap (const GhPlan *plan);
void gh_plan_free (GhPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPlan, gh_plan_free)

G_END_DECLS
