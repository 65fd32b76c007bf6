/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/lossy-fleet.h"

G_BEGIN_DECLS

/**
 * GhLossyHeld:
 * @held_kw: how much the schedule that was found differs from the plan in every step of the
 *   duration, at least; this can be promised
 * @bound_kw: no schedule differs by more in every step
 * @schedule: (owned): that schedule, from the first step of the duration on
 *
 * What a fleet with losses can hold from one step on.
 */
typedef struct
{
  double held_kw;
  double bound_kw;
  GhFleetSchedule *schedule;
} GhLossyHeld;

GhLossyHeld *gh_lossy_held_find (const GhLossyFleet *fleet, const GhFleetSchedule *plan, gsize step,
                                 gsize duration, gboolean up, const GhProgress *progress,
                                 GError **error);
void gh_lossy_held_free (GhLossyHeld *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLossyHeld, gh_lossy_held_free)

G_END_DECLS
