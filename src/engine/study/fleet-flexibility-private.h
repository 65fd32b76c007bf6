/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set.h"
#include "fleet/lossy-fleet.h"
#include "study/fleet-flexibility.h"

G_BEGIN_DECLS

/**
 * GhFleetBase:
 * @site: what was planned
 * @plan: its plan
 * @set: (nullable): its vehicles without losses
 * @device_of: (array length=stores): the device of @set that each is; %G_MAXUINT for none
 * @kind_kw: (nullable): the plan of one device of each kind of @set
 * @fleet: (nullable): its vehicles with losses, where there is no @set
 * @schedule: (nullable): the plan of @fleet
 *
 * What the figures of a site rest on.
 */
typedef struct
{
  const GhSite *site;
  const GhPlan *plan;
  GhFlexibilitySet *set;
  guint *device_of;
  double *kind_kw;
  GhLossyFleet *fleet;
  GhFleetSchedule *schedule;
} GhFleetBase;

/* fleet-base.c */
gboolean gh_fleet_base_init (GhFleetBase *self, const GhSite *site, const GhPlan *plan,
                             const GhProgress *progress, GError **error);
void gh_fleet_base_clear (GhFleetBase *self);
gboolean gh_fleet_base_has (const GhFleetBase *self, guint store);
GArray *gh_fleet_base_list_misses (const GhFleetBase *self, const double *missed_kwh);

/* fleet-held.c */
gboolean gh_fleet_held_find (GhFleetFlexibility *result, const GhFleetBase *base,
                             const GhProgress *progress, GError **error);
void gh_fleet_held_clear (GhFleetHeld *self);

/* fleet-commitment.c */
GhFleetCommitment *gh_fleet_commitment_new (const GhFleetBase *base, const double *profile_kw,
                                            const GhProgress *progress, GError **error);
void gh_fleet_commitment_free (GhFleetCommitment *self);

G_END_DECLS
