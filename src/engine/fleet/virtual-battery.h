/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/holdable-power.h"

G_BEGIN_DECLS

/**
 * GhBatteryPromises:
 * @steps: number of steps of the whole time
 * @duration: how many steps a promise is for
 * @promised: what the virtual battery promises beside the plan
 * @kept: what the fleet can hold
 * @up_short_kwh: (array length=steps): of the energy promised upwards from each step on, what the
 *   fleet cannot take: at least that, whatever it does; %NAN where there is no promise
 * @down_short_kwh: (array length=steps): of that promised downwards, what it cannot do without
 * while all vehicles still get what they need
 * @missed_kwh: (array length=steps): where the promise downwards counts for more than that: what
 *   vehicles would have less than they need, together
 * @missing: (array length=steps): how many vehicles that would be
 * @left_short_kwh: (array length=steps): what of the promise is short even then
 *
 * What the virtual battery of a fleet promises for some time, from any step on, and what of that it
 * would break.
 */
typedef struct
{
  gsize steps;
  gsize duration;
  GhHoldablePower *promised;
  GhHoldablePower *kept;
  double *up_short_kwh;
  double *down_short_kwh;
  double *missed_kwh;
  guint *missing;
  double *left_short_kwh;
} GhBatteryPromises;

GhFlexibilitySet *gh_virtual_battery_new (const GhFlexibilitySet *set);
GhBatteryPromises *gh_virtual_battery_promise (const GhFlexibilitySet *set, const double *power_kw,
                                               gsize duration, const GhProgress *progress,
                                               GError **error);
double *gh_virtual_battery_name_missing (const GhFlexibilitySet *set, const double *power_kw,
                                         const GhBatteryPromises *promises, gsize step);
void gh_battery_promises_free (GhBatteryPromises *promises);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBatteryPromises, gh_battery_promises_free)

G_END_DECLS
