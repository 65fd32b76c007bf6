/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

/**
 * GhViolationCode:
 * @GH_VIOLATION_SHAPE: arrays are missing, or a number is not finite
 * @GH_VIOLATION_UNPLUGGED: power while nothing can flow
 * @GH_VIOLATION_POWER: neither standby nor a power on the charger's curves
 * @GH_VIOLATION_ENERGY: stored energy does not follow from the power and the driving
 * @GH_VIOLATION_LOWER: below the least energy
 * @GH_VIOLATION_UPPER: above the greatest energy
 * @GH_VIOLATION_END: too little at the end
 * @GH_VIOLATION_RESERVE: discharged below the reserve
 * @GH_VIOLATION_EXPORT_RULE: a store that may not export discharges above the net load
 * @GH_VIOLATION_CURTAILED: curtailed less than nothing or more than there is
 * @GH_VIOLATION_GRID: grid power is not load, less solar used, plus the stores
 * @GH_VIOLATION_IMPORT_LIMIT: imports too much
 * @GH_VIOLATION_EXPORT_LIMIT: exports too much
 * @GH_VIOLATION_SPLIT: the export paid as the stores' is more than they or the meter give
 * @GH_VIOLATION_OBJECTIVE: the objective is not what the plan costs
 * @GH_VIOLATION_BOUND: the lower bound is above the objective, or too far below it for "optimal"
 */
typedef enum
{
  GH_VIOLATION_SHAPE,
  GH_VIOLATION_UNPLUGGED,
  GH_VIOLATION_POWER,
  GH_VIOLATION_ENERGY,
  GH_VIOLATION_LOWER,
  GH_VIOLATION_UPPER,
  GH_VIOLATION_END,
  GH_VIOLATION_BATTERY,
  GH_VIOLATION_RESERVE,
  GH_VIOLATION_EXPORT_RULE,
  GH_VIOLATION_CURTAILED,
  GH_VIOLATION_GRID,
  GH_VIOLATION_IMPORT_LIMIT,
  GH_VIOLATION_EXPORT_LIMIT,
  GH_VIOLATION_SPLIT,
  GH_VIOLATION_OBJECTIVE,
  GH_VIOLATION_BOUND
} GhViolationCode;

/**
 * GhViolation:
 * @code: what is broken
 * @step: index of the step; the axis count where it concerns the whole plan
 * @amount: by how much: kW, kWh or currency
 */
typedef struct
{
  GhViolationCode code;
  gsize step;
  double amount;
} GhViolation;

gboolean gh_plan_check (const GhSite *site, const GhPlan *plan, GArray **violations);
char *gh_violation_to_text (const GhViolation *violation);

G_END_DECLS
