/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/flexibility-envelope.h"

#include "fleet/flexibility-set-private.h"

/**
 * gh_flexibility_envelope_new:
 * @steps: number of steps
 *
 * Returns: (transfer full): an envelope of zeros
 */
GhFlexibilityEnvelope *
gh_flexibility_envelope_new (gsize steps)
{
  GhFlexibilityEnvelope *envelope = g_new0 (GhFlexibilityEnvelope, 1);

  envelope->steps = steps;
  envelope->least_kw = g_new0 (double, steps);
  envelope->most_kw = g_new0 (double, steps);
  envelope->lower_kwh = g_new0 (double, steps);
  envelope->upper_kwh = g_new0 (double, steps);
  return envelope;
}

/* Any energies before and after a step that differ by what it allows are part of some plan, as the
 * bounds of the energy were cut to what can be reached and left. */
static void
add_kind (GhFlexibilityEnvelope *envelope, const GhFlexibleKind *kind, double hours)
{
  double lower = 0.0, upper = 0.0;

  for (gsize k = 0; k < kind->length; k++)
    {
      gsize t = kind->from + k;
      double least = MAX (kind->least_kwh[k], kind->lower_kwh[k] - upper);
      double most = MIN (kind->most_kwh[k], kind->upper_kwh[k] - lower);
      lower = kind->lower_kwh[k];
      upper = kind->upper_kwh[k];
      envelope->least_kw[t] += kind->count * least / hours;
      envelope->most_kw[t] += kind->count * most / hours;
      envelope->lower_kwh[t] += kind->count * lower;
      envelope->upper_kwh[t] += kind->count * upper;
    }
  for (gsize t = kind->from + kind->length; t < envelope->steps; t++)
    {
      envelope->lower_kwh[t] += kind->count * lower;
      envelope->upper_kwh[t] += kind->count * upper;
    }
}

/**
 * gh_flexibility_envelope_of_set:
 * @set: a fleet without losses
 *
 * Exact. O(steps * kinds).
 *
 * Returns: (transfer full): what it can do in each step, later needs of all vehicles counted in
 */
GhFlexibilityEnvelope *
gh_flexibility_envelope_of_set (const GhFlexibilitySet *set)
{
  GhFlexibilityEnvelope *envelope = gh_flexibility_envelope_new (set->steps);

  for (guint i = 0; i < set->kinds->len; i++)
    add_kind (envelope, gh_flexibility_set_peek (set, i), set->hours);
  return envelope;
}

/**
 * gh_flexibility_envelope_free:
 * @envelope: (transfer full) (nullable): an envelope
 *
 * Frees it.
 */
void
gh_flexibility_envelope_free (GhFlexibilityEnvelope *envelope)
{
  if (envelope == NULL)
    return;
  g_free (envelope->least_kw);
  g_free (envelope->most_kw);
  g_free (envelope->lower_kwh);
  g_free (envelope->upper_kwh);
  g_free (envelope);
}
