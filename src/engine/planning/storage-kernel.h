/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/limited-run.h"
#include "planning/piecewise.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhEnergyLimit:
 * @kwh: energy that a step can bring with an empty store
 * @per_kwh: change of it per kWh stored before the step, 0 to 1
 *
 * A limit of a step that depends on stored energy.
 */
typedef struct
{
  double kwh;
  double per_kwh;
} GhEnergyLimit;

/**
 * GhStorageProblem:
 * @steps: number of steps
 * @stage_first: (array length=steps+1): index in @stages of each step's first piece
 * @stages: cost of each step over the energy added by the charger in kWh, negative discharging
 * @bound_first: (nullable) (array length=steps+1): index in @bounds of each step's first piece
 * @bounds: (nullable): costs over the same energies that are nowhere above @stages, of which the
 *   values are made instead; what the plan costs is counted with @stages
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
 * @end_count: number of kinks of the cost of the energy at the end
 * @end_kwh: (array length=end_count): where its slope changes, rising
 * @end_slope: (array length=end_count): currency per kWh from there on, not falling
 * @charge_limit_count: number of limits of charging, at most #GH_MOST_LIMITS
 * @discharge_limit_count: number of limits of discharging, at most #GH_MOST_LIMITS
 * @charge_limits: a step adds at most kwh - per_kwh times the energy before it; never less than 0
 *   at the upper limits of the energy
 * @discharge_limits: a step takes at most kwh + per_kwh times the energy before it
 * @relaxed_only: a search is content with the relaxation
 * @read_steps: of a search that finds all steps convex: how many of the first of its plan are read
 *   off the values; 0 for all
 * @tolerance: bumps of the value function lower than this are cut off; 0 for none
 *
 * One store over time. Nothing is owned.
 */
typedef struct
{
  gsize steps;
  const guint *stage_first;
  const GhPiece *stages;
  const guint *bound_first;
  const GhPiece *bounds;
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
  guint end_count;
  const double *end_kwh;
  const double *end_slope;
  guint charge_limit_count;
  guint discharge_limit_count;
  const GhEnergyLimit *charge_limits;
  const GhEnergyLimit *discharge_limits;
  gboolean relaxed_only;
  gsize read_steps;
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
 * @read_steps: how many steps of the arrays are filled; where not all are, @objective is the value
 *   at the start
 * @stored_kwh: (owned) (array length=steps): energy added by the charger in each step
 * @energy_kwh: (owned) (array length=steps): energy at the end of each step
 * @value_per_kwh: (owned) (array length=steps): what one more kWh at the end of the step is worth
 * @dual_per_kwh: (owned) (array length=steps): multiplier of the energy balance: with it as the
 *   price of stored energy each step's choice is best for itself; one path of the same worth while
 *   no limit of the energy binds, where everything is convex
 */
typedef struct
{
  gboolean feasible;
  gsize blocked_step;
  double objective;
  double lower_bound;
  gboolean convex;
  double pieces_mean;
  gsize read_steps;
  double *stored_kwh;
  double *energy_kwh;
  double *value_per_kwh;
  double *dual_per_kwh;
} GhStorageSolution;

double gh_storage_problem_get_mean_price (const GhStorageProblem *problem);
gboolean gh_storage_kernel_solve (const GhStorageProblem *problem, GhStorageSolution *solution,
                                  const GhProgress *progress, GError **error);
void gh_storage_solution_init (GhStorageSolution *solution, const GhStorageProblem *problem);
void gh_storage_solution_clear (GhStorageSolution *solution);

G_END_DECLS
