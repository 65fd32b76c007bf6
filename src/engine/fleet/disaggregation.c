/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/disaggregation.h"

#include "fleet/flexibility-flow.h"

/* What leaving a step out of a proof may cost, as a share of what it proves. */
#define TRIM_SHARE 1e-9

/* By how much the profile is beyond the fleet over some steps. */
static double
measure_breach (const GhFlexibilitySet *set, const double *profile_kwh, const guint8 *chosen,
                gboolean over)
{
  double sum = 0.0;

  for (gsize t = 0; t < set->steps; t++)
    sum += chosen[t] ? profile_kwh[t] : 0.0;
  return over ? sum - gh_flexibility_set_get_most_kwh (set, chosen)
              : gh_flexibility_set_get_least_kwh (set, chosen) - sum;
}

/* Leaves steps out of a proof that it does not need. */
static void
trim_proof (const GhFlexibilitySet *set, const double *profile_kwh, guint8 *chosen, gboolean over)
{
  double whole = measure_breach (set, profile_kwh, chosen, over);

  for (gsize t = 0; t < set->steps; t++)
    if (chosen[t])
      {
        chosen[t] = 0;
        if (measure_breach (set, profile_kwh, chosen, over) < whole * (1.0 - TRIM_SHARE))
          chosen[t] = 1;
      }
}

static void
read_powers (const GhFlexibilityFlow *flow, GhDisaggregation *result)
{
  const GhFlexibilitySet *set = flow->set;

  for (guint i = 0; i < result->kinds; i++)
    {
      guint count = gh_flexibility_set_peek (set, i)->count;
      for (gsize t = 0; t < set->steps; t++)
        {
          double power = gh_flexibility_flow_get_energy (flow, i, t) / set->hours;
          result->power_kw[i * set->steps + t] = power;
          result->total_kw[t] += count * power;
        }
    }
}

static void
take_proofs (const GhFlexibilityFlow *flow, const double *profile_kwh, GhDisaggregation *result)
{
  result->over = g_memdup2 (flow->over, flow->set->steps);
  result->under = g_memdup2 (flow->under, flow->set->steps);
  if (flow->over_kwh > 0.0)
    trim_proof (flow->set, profile_kwh, result->over, TRUE);
  if (flow->under_kwh > 0.0)
    trim_proof (flow->set, profile_kwh, result->under, FALSE);
}

static GhDisaggregation *
new_result (const GhFlexibilitySet *set)
{
  GhDisaggregation *result = g_new0 (GhDisaggregation, 1);

  result->steps = set->steps;
  result->kinds = set->kinds->len;
  result->power_kw = g_new0 (double, result->kinds * result->steps);
  result->total_kw = g_new0 (double, result->steps);
  result->missed_kwh = g_new0 (double, result->kinds);
  return result;
}

static gboolean
run_flow (GhFlexibilityFlow *flow, const double *profile_kwh, gboolean needs_missed,
          GhDisaggregation *result, const GhProgress *progress, GError **error)
{
  GhProgress first = gh_progress_part (progress, 0.0, needs_missed ? 0.5 : 1.0);
  GhProgress second = gh_progress_part (progress, 0.5, 1.0);

  if (!gh_flexibility_flow_run (flow, &first, error))
    return FALSE;
  take_proofs (flow, profile_kwh, result);
  if (needs_missed && flow->under_kwh > 0.0)
    {
      if (!gh_flexibility_flow_miss_needs (flow, &second, error))
        return FALSE;
      for (guint i = 0; i < result->kinds; i++)
        result->missed_kwh[i] = gh_flexibility_flow_get_missed (flow, i);
    }
  result->over_kwh = flow->over_kwh;
  result->under_kwh = flow->under_kwh;
  return TRUE;
}

/**
 * gh_disaggregation_new:
 * @set: a fleet without losses
 * @profile_kw: (array length=steps): power that it is to take
 * @needs_missed: whether vehicles may miss what they need, down to their floors, where the profile
 *   has too little for them
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Shares a profile out to devices, exactly where that is possible. Otherwise the devices come as
 * near to it as can be: the energy by which they differ from it, summed over steps, is the least
 * that can be, and the steps are named that prove it.
 *
 * Where needs may be missed, what all vehicles miss together is the least that can be if each needs
 * something once, at the end of its stay; who misses it is a choice among equals. Where one needs
 * something several times it is a way, not proven the least.
 *
 * A greatest flow, see gh_flexibility_flow_run().
 *
 * Returns: (transfer full) (nullable): what each takes; %NULL when stopped
 */
GhDisaggregation *
gh_disaggregation_new (const GhFlexibilitySet *set, const double *profile_kw, gboolean needs_missed,
                       const GhProgress *progress, GError **error)
{
  g_autoptr (GhDisaggregation) result = new_result (set);
  g_autofree double *profile_kwh = g_new (double, set->steps);
  GhFlexibilityFlow flow;

  for (gsize t = 0; t < set->steps; t++)
    profile_kwh[t] = profile_kw[t] * set->hours;
  gh_flexibility_flow_init (&flow, set, 0, set->steps);
  gh_flexibility_flow_begin (&flow, NULL, profile_kwh);
  gboolean done = run_flow (&flow, profile_kwh, needs_missed, result, progress, error);
  if (done)
    read_powers (&flow, result);
  gh_flexibility_flow_clear (&flow);
  return done ? g_steal_pointer (&result) : NULL;
}

/**
 * gh_disaggregation_free:
 * @result: (transfer full) (nullable): a result
 *
 * Frees it.
 */
void
gh_disaggregation_free (GhDisaggregation *result)
{
  if (result == NULL)
    return;
  g_free (result->power_kw);
  g_free (result->total_kw);
  g_free (result->over);
  g_free (result->under);
  g_free (result->missed_kwh);
  g_free (result);
}

/**
 * gh_disaggregation_is_exact:
 * @result: a result
 *
 * Returns: whether the devices take what the profile has, but for rounding
 */
gboolean
gh_disaggregation_is_exact (const GhDisaggregation *result)
{
  return !(result->over_kwh > 0.0) && !(result->under_kwh > 0.0);
}
