/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhDisaggregation:
 * @steps: number of steps
 * @kinds: number of kinds of devices
 * @power_kw: power of one device of each kind, one kind after the other, each with the number of
 *   steps; within the bounds of each, but for what @missed_kwh says
 * @total_kw: (array length=steps): what all devices take together
 * @over_kwh: energy that the profile asks for and the fleet cannot take, the least that can be
 * @under_kwh: energy that the fleet takes and the profile does not have, the least that can be
 * @over: (array length=steps): the proof: the steps in which the profile has @over_kwh more than
 *   gh_flexibility_set_get_most_kwh() of them; none where that is 0
 * @under: (array length=steps): likewise steps in which it has too little for
 *   gh_flexibility_set_get_least_kwh()
 * @missed_kwh: (array length=kinds): what one device of each kind has less than it needs, where
 *   that was allowed; @under_kwh is what is left of it then
 *
 * A profile of a fleet shared out to its devices.
 */
typedef struct
{
  gsize steps;
  guint kinds;
  double *power_kw;
  double *total_kw;
  double over_kwh;
  double under_kwh;
  guint8 *over;
  guint8 *under;
  double *missed_kwh;
} GhDisaggregation;

GhDisaggregation *gh_disaggregation_new (const GhFlexibilitySet *set, const double *profile_kw,
                                         gboolean needs_missed, const GhProgress *progress,
                                         GError **error);
void gh_disaggregation_free (GhDisaggregation *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDisaggregation, gh_disaggregation_free)
gboolean gh_disaggregation_is_exact (const GhDisaggregation *result);

G_END_DECLS
