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
  double
      *least_kwh; /* (nullable) (array length=stores*(steps+1)): tubes, one store after the other */
  double *most_kwh; /* (nullable) */
  guint8 *has_tube; /* (nullable) (array length=stores) */
};

/**
 * GhLossyPlan:
 * @feasible: whether the store can do what it needs
 * @cost: what it costs, with what is missing at the end where that has a price
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
GhLossyFleet *gh_lossy_fleet_cut (const GhLossyFleet *fleet, const guint8 *served,
                                  const double *energy_kwh, gsize step, gsize duration);
void gh_lossy_fleet_soften_ends (GhLossyFleet *fleet, const guint8 *served, double missing_price);
double gh_lossy_fleet_get_missing (const GhLossyFleet *fleet, const GhFleetSchedule *schedule,
                                   guint store);
GhFleetSchedule *gh_fleet_schedule_copy (const GhFleetSchedule *schedule);
void gh_fleet_schedule_sum (GhFleetSchedule *schedule);

G_END_DECLS
