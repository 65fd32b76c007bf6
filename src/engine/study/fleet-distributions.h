/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "site/fleet-profile.h"

G_BEGIN_DECLS

#define GH_WEEK_DAYS 7
#define GH_DAY_HOURS 24

/**
 * GhHistogram:
 * @first: where the first bin begins
 * @step: how wide each is
 * @count: how many; 0 where nothing was counted
 * @shares: (owned) (array length=count): of all that was counted; they make 1
 *
 * How often values lie where.
 */
typedef struct
{
  double first;
  double step;
  guint count;
  double *shares;
} GhHistogram;

/**
 * GhFleetDistributions:
 * @vehicles: how many there are
 * @drawn: how many of them were looked at
 * @arrive: hours of the local day at which stays begin
 * @leave: hours at which they end
 * @energy_kwh: driven before a stay
 * @battery_kwh: of each vehicle
 * @charge_kw: of each vehicle
 * @plugged: the share of the vehicles that are there, by day from Monday and hour; NAN where the
 *   periods have no such hour
 *
 * What the vehicles of a fleet are like, as they are drawn.
 */
typedef struct
{
  gint64 vehicles;
  guint drawn;
  GhHistogram arrive;
  GhHistogram leave;
  GhHistogram energy_kwh;
  GhHistogram battery_kwh;
  GhHistogram charge_kw;
  double plugged[GH_WEEK_DAYS][GH_DAY_HOURS];
} GhFleetDistributions;

GhFleetDistributions *gh_fleet_distributions_new (const GhStudy *study, const GhProgress *progress,
                                                  GError **error);
void gh_fleet_distributions_free (GhFleetDistributions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetDistributions, gh_fleet_distributions_free)

G_END_DECLS
