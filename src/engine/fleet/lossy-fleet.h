/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-envelope.h"
#include "progress.h"
#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhLossyFleet:
 *
 * The stores of a site for what they can do, whatever it costs: with all their losses, limits and
 * trips, but without wear, prices or the meter between them.
 */
typedef struct _GhLossyFleet GhLossyFleet;

/**
 * GhFleetSchedule:
 * @stores: number of stores
 * @steps: number of steps
 * @power_kw: AC power of each store, standby included, one store after the other
 * @energy_kwh: what each holds at the end of each step
 * @total_kw: (array length=steps): power of all
 * @served: (array length=stores): 0 for a store that cannot do what it needs, which is left out
 *
 * What each store of a fleet does.
 */
typedef struct
{
  guint stores;
  gsize steps;
  double *power_kw;
  double *energy_kwh;
  double *total_kw;
  guint8 *served;
} GhFleetSchedule;

/**
 * GhFleetSupport:
 * @worth: of the schedule, in the direction asked for
 * @bound: nothing that the fleet can do is worth more
 * @schedule: (owned): what each store does
 *
 * How far a fleet reaches in one direction.
 */
typedef struct
{
  double worth;
  double bound;
  GhFleetSchedule *schedule;
} GhFleetSupport;

GhLossyFleet *gh_lossy_fleet_new (const GhSite *site);
void gh_lossy_fleet_free (GhLossyFleet *fleet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLossyFleet, gh_lossy_fleet_free)

void gh_lossy_fleet_find_tubes (GhLossyFleet *fleet);

GhFleetSchedule *gh_fleet_schedule_new (const GhLossyFleet *fleet);
void gh_fleet_schedule_free (GhFleetSchedule *schedule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetSchedule, gh_fleet_schedule_free)

GhFleetSupport *gh_lossy_fleet_find_support (const GhLossyFleet *fleet, const double *worth_per_kwh,
                                             const GhProgress *progress, GError **error);
GhFlexibilityEnvelope *gh_lossy_fleet_find_envelope (const GhLossyFleet *fleet,
                                                     const guint8 *served,
                                                     const GhProgress *progress, GError **error);
void gh_fleet_support_free (GhFleetSupport *support);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetSupport, gh_fleet_support_free)

G_END_DECLS
