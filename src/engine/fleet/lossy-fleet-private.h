/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/lossy-fleet.h"
#include "planning/stage-cost.h"

G_BEGIN_DECLS

struct _GhLossyFleet
{
  GhSite *site; /* its stores without wear, dwell cost and end value */
  gsize steps;
  double hours;
};

/**
 * GhLossyPlan:
 * @feasible: whether the store can do what it needs
 * @cost: what it costs
 * @bound: it cannot cost less
 *
 * What came out of one store's plan.
 */
typedef struct
{
  gboolean feasible;
  double cost;
  double bound;
} GhLossyPlan;

void gh_lossy_fleet_set_prices (const GhLossyFleet *fleet, const double *worth_per_kwh,
                                GhPowerPrice *prices);
GhSite *gh_lossy_fleet_new_meter (const GhLossyFleet *fleet);
gboolean gh_lossy_fleet_plan_store (const GhLossyFleet *fleet, guint store,
                                    const GhPowerPrice *prices, const GhSite *meter,
                                    double *power_kw, double *energy_kwh, GhLossyPlan *plan,
                                    const GhProgress *progress, GError **error);
GhSite *gh_lossy_fleet_cut_site (const GhSite *site, const GhFleetSchedule *plan, gsize step);
void gh_fleet_schedule_sum (GhFleetSchedule *schedule);

G_END_DECLS
