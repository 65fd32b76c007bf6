/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-depot.h"

G_BEGIN_DECLS

/**
 * GhFleetTally:
 * @study: not owned
 * @stays: (owned) (array length=groups+1): of each group, and of the vehicles that are described
 * one by one, in all periods
 * @short_stays: (owned) (array length=groups+1): of which the energy cannot be charged
 *
 * How many stays of each group ask for too much.
 */
typedef struct
{
  const GhStudy *study;
  guint *stays;
  guint *short_stays;
} GhFleetTally;

void gh_fleet_tally_init (GhFleetTally *self, const GhStudy *study);
void gh_fleet_tally_clear (GhFleetTally *self);
void gh_fleet_tally_add (GhFleetTally *self, const GhFleetDepot *depot);
void gh_fleet_tally_warn (const GhFleetTally *self, GhFindings *findings);
gboolean gh_fleet_examine (const GhStudy *study, GhFindings *findings, const GhProgress *progress,
                           GError **error);

G_END_DECLS
