/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/flexibility-set.h"

G_BEGIN_DECLS

/**
 * GhFlexibilityEnvelope:
 * @steps: number of steps
 * @least_kw: (array length=steps): least power of the fleet in each step, each for itself
 * @most_kw: (array length=steps): greatest power
 * @lower_kwh: (array length=steps): least energy that it can have taken by the end of each step
 * @upper_kwh: (array length=steps): greatest energy
 *
 * What a fleet can do in single steps. Each number can be reached, but not all of them at once.
 */
typedef struct
{
  gsize steps;
  double *least_kw;
  double *most_kw;
  double *lower_kwh;
  double *upper_kwh;
} GhFlexibilityEnvelope;

GhFlexibilityEnvelope *gh_flexibility_envelope_new (gsize steps);
GhFlexibilityEnvelope *gh_flexibility_envelope_of_set (const GhFlexibilitySet *set);
void gh_flexibility_envelope_free (GhFlexibilityEnvelope *envelope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFlexibilityEnvelope, gh_flexibility_envelope_free)

G_END_DECLS
