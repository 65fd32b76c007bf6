/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhHoldablePower:
 * @steps: number of steps of the whole time
 * @duration: how many steps it is held
 * @up_kw: (array length=steps): how much more than the plan can be taken all through the duration
 *   that begins with each step; %NAN where it would end after the whole time
 * @down_kw: (array length=steps): how much less can be taken, or more given, 0 or more
 *
 * What a fleet can promise for some time, from any step on.
 */
typedef struct
{
  gsize steps;
  gsize duration;
  double *up_kw;
  double *down_kw;
} GhHoldablePower;

GhHoldablePower *gh_holdable_power_find (const GhFlexibilitySet *set, const double *power_kw,
                                         gsize duration, const GhProgress *progress,
                                         GError **error);
void gh_holdable_power_free (GhHoldablePower *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhHoldablePower, gh_holdable_power_free)

G_END_DECLS
