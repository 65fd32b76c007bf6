/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/piecewise.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhStorageProblem:
 * @steps: number of steps
 * @stage_first: (array length=steps+1): index in @stages of each step's first piece
 * @stages: cost of each step over the energy added by the charger in kWh, negative discharging
 * @lower_kwh: (array length=steps): least energy at the end of each step
 * @upper_kwh: (array length=steps): greatest energy at the end of each step
 * @drive_kwh: (array length=steps): energy drawn in each step beside the charger
 * @start_kwh: energy before the first step
 * @end_lower_kwh: least energy at the end
 * @end_upper_kwh: greatest energy at the end
 * @reserve_kwh: discharging must leave this much before driving is drawn; -INFINITY for none
 * @holding_count: number of kinks of the holding cost
 * @holding_kwh: (array length=holding_count): where its slope changes, rising
 * @holding_slope: (array length=holding_count): currency per kWh and step from there on, not
 * falling
 * @tolerance: bumps of the value function lower than this are cut off; 0 for none
 *
 * One store over time. Nothing is owned.
 */
typedef struct
{
  gsize steps;
  const guint *stage_first;
  const GhPiece *stages;
  const double *lower_kwh;
  const double *upper_kwh;
  const double *drive_kwh;
  double start_kwh;
  double end_lower_kwh;
  double end_upper_kwh;
  double reserve_kwh;
  guint holding_count;
  const double *holding_kwh;
  const double *holding_slope;
  double tolerance;
} GhStorageProblem;

/**
 * GhStorageSolution:
 * @feasible: whether there is any plan
 * @blocked_step: where there is none: the last step at whose end no energy leads to the end
 * @objective: what the plan costs, summed along it
 * @lower_bound: no plan costs less: the value at the start
 * @convex: whether every value function was convex, so that nothing was cut off
 * @pieces_mean: mean number of pieces of the value function
 * @stored_kwh: (owned) (array length=steps): energy added by the charger in each step
 * @energy_kwh: (owned) (array length=steps): energy at the end of each step
 * @value_per_kwh: (owned) (array length=steps): what one more kWh at the end of the step is worth
 */
typedef struct
{
  gboolean feasible;
  gsize blocked_step;
  double objective;
  double lower_bound;
  gboolean convex;
  double pieces_mean;
  double *stored_kwh;
  double *energy_kwh;
  double *value_per_kwh;
} GhStorageSolution;

gboolean gh_storage_kernel_solve (const GhStorageProblem *problem, GhStorageSolution *solution,
                                  const GhProgress *progress, GError **error);
void gh_storage_solution_clear (GhStorageSolution *solution);

G_END_DECLS
