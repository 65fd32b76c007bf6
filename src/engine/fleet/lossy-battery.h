/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/lossy-commitment.h"
#include "fleet/lossy-holdable.h"

G_BEGIN_DECLS

/**
 * GhLossyPromise:
 * @promised: (owned): what the virtual battery can hold, its held_kw is what it promises
 * @held: (owned): what the fleet can hold
 * @broken: (owned): the fleet as near to the promise as was found: at least its bound_kwh are
 * broken, whatever the fleet does
 *
 * A promise of a virtual battery beside what its fleet can hold.
 */
typedef struct
{
  GhLossyHeld *promised;
  GhLossyHeld *held;
  GhLossyCommitment *broken;
} GhLossyPromise;

GhSite *gh_lossy_battery_new_site (const GhSite *site);
GhLossyPromise *gh_lossy_battery_promise (const GhSite *site, const GhFleetSchedule *plan,
                                          gsize step, gsize duration, gboolean up,
                                          const GhProgress *progress, GError **error);
void gh_lossy_promise_free (GhLossyPromise *promise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLossyPromise, gh_lossy_promise_free)

G_END_DECLS
