/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/lossy-fleet.h"

G_BEGIN_DECLS

/**
 * GhLossyCommitment:
 * @schedule: (owned): what each store does
 * @deviation_kwh: by how much all of them together differ from the profile, summed over steps
 * @bound_kwh: no schedule comes nearer to it
 * @worth: (array length=steps): what proves the bound: what a kWh is worth in each step; the
 * profile's worth is @bound_kwh more than the farthest that the fleet reaches in this direction
 * @rounds: how often all stores were asked
 *
 * A committed profile shared out to stores with losses.
 */
typedef struct
{
  GhFleetSchedule *schedule;
  double deviation_kwh;
  double bound_kwh;
  double *worth;
  guint rounds;
} GhLossyCommitment;

GhLossyCommitment *gh_lossy_commitment_new (const GhLossyFleet *fleet, const double *profile_kw,
                                            const GhProgress *progress, GError **error);
void gh_lossy_commitment_free (GhLossyCommitment *commitment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLossyCommitment, gh_lossy_commitment_free)

G_END_DECLS
