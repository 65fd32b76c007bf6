/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "planning/stage-cost.h"
#include "planning/stage-memory.h"
#include "planning/storage-kernel.h"

G_BEGIN_DECLS

/**
 * GhStoreProblem:
 * @problem: for the kernel; costs are counted in @unit
 * @unit: currency of one of the kernel's units of money
 *
 * A store of a site as the kernel plans it, with the memory that the problem points into: it stays
 * where it is until it is cleared.
 */
typedef struct
{
  GhStorageProblem problem;
  double unit;
  GhPiecewise stages;
  guint *first;
  GhEnergyLimit charge_limits[GH_STORE_LIMITS];
  GhEnergyLimit discharge_limits[GH_STORE_LIMITS];
  double holding_slope[GH_STORE_DWELL_KINKS];
  double end_slope[GH_STORE_END_KINKS];
} GhStoreProblem;

void gh_store_problem_init (GhStoreProblem *self, const GhSite *site, const GhStore *store,
                            const GhPowerPrice *prices, gboolean equal_end);
void gh_store_problem_init_again (GhStoreProblem *self, const GhSite *site, const GhStore *store,
                                  GhStageMemory *memory, gboolean equal_end);
void gh_store_problem_clear (GhStoreProblem *self);
void gh_store_problem_restore (const GhStoreProblem *self, GhStorageSolution *solution);
double gh_store_problem_get_power_kw (const GhSite *site, const GhStore *store, gboolean at_meter,
                                      gsize step, double stored_kwh);

G_END_DECLS
