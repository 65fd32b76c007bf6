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

/**
 * GhLossyBattery:
 * @fleet: the stores of a fleet
 * @plan: what they do by plan
 * @whole: (owned): the same as one store
 * @sum: (owned): the plan as that sees it
 *
 * A fleet with losses and the one battery that it is often taken for.
 */
typedef struct
{
  const GhLossyFleet *fleet;
  const GhFleetSchedule *plan;
  GhLossyFleet *whole;
  GhFleetSchedule *sum;
} GhLossyBattery;

GhLossyBattery *gh_lossy_battery_new (const GhLossyFleet *fleet, const GhFleetSchedule *plan);
void gh_lossy_battery_free (GhLossyBattery *battery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLossyBattery, gh_lossy_battery_free)

GhLossyPromise *gh_lossy_battery_promise (const GhLossyBattery *battery, gsize step, gsize duration,
                                          gboolean up, const GhProgress *progress, GError **error);
double *gh_lossy_battery_find_missing (const GhLossyBattery *battery, gsize step, gsize duration,
                                       double promised_kw, const GhProgress *progress,
                                       GError **error);
void gh_lossy_promise_free (GhLossyPromise *promise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLossyPromise, gh_lossy_promise_free)

G_END_DECLS
