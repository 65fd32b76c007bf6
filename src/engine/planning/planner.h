/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "planning/stage-cost.h"
#include "planning/stage-memory.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhPlanOptions:
 * @strategy: how the car may be used
 * @solver: which solver
 * @time_limit_seconds: for GLPK; INFINITY for none
 * @equal_end: whether the end energy is to be met exactly rather than at least
 * @quick: content with what follows the convex hulls of steps, which is the best plan where all is
 *   convex; for plans that are made by the thousand. Without demand charges
 * @patient: whether several stores are planned on below a gap of half a percent, which may take
 *   several times as long, until a tenth is reached or nothing is gained any more
 * @read_steps: how many of the first steps of the plan are wanted, 0 for all: of one store whose
 *   steps are all convex the rest is left 0, and the cost is the bound
 * @memory: (nullable) (inout): of one store without demand charges, what the last plan's window was
 *   like, where it moves on from plan to plan: steps that look the same are not looked at again
 * @begin: (nullable): for a quick plan of several stores, a plan of a window that begins earlier:
 *   where it goes below a reserve this plan may, too, if that suffices
 * @begin_step: by how many steps it begins earlier
 * @peaks_kw: (nullable) (inout) (element-type double): with demand charges, highest imports of a
 *   plan of much the same site, one of each charge, from where the search begins; replaced by those
 *   of the plan
 */
typedef struct
{
  GhStrategy strategy;
  GhSolver solver;
  double time_limit_seconds;
  gboolean equal_end;
  gboolean quick;
  gboolean patient;
  gsize read_steps;
  GhStageMemory *memory;
  const GhPlan *begin;
  gsize begin_step;
  GArray *peaks_kw;
} GhPlanOptions;

GhPlan *gh_planner_solve (const GhSite *site, const GhPlanOptions *options,
                          const GhProgress *progress, GError **error);
double gh_planner_get_step_cost (const GhSite *site, const GhPlan *plan, gsize step,
                                 GhDispatch *dispatch);
void gh_planner_dispatch (const GhSite *site, GhPlan *plan);
GhSite *gh_planner_apply_strategy (const GhSite *site, GhStrategy strategy);
GhSite *gh_planner_site_of_plan (const GhSite *site, GhStrategy strategy, const GhPlan *plan);

G_END_DECLS
