/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/peak-cut.h"

#include <math.h>

#include "planning/planner.h"
#include "planning/stage-cost.h"

/* What can be a multiplier, as shares of the charge. */
typedef struct
{
  double least;
  double most;
} Shares;

/* Slopes of what a step of a site costs beside the energy that a plan adds in it. */
static void
slopes_of_step (const GhSite *site, const GhPlan *plan, gsize t, double *before, double *after)
{
  const GhStore *store = &site->stores[0];
  GhPiecewise stage = { 0 }, scratch = { 0 };
  double added = plan->stores[0].energy_kwh[t] + store->drive_kwh[t]
                 - (t > 0 ? plan->stores[0].energy_kwh[t - 1] : store->start_kwh);

  gh_stage_cost_append (site, store, t, &stage, &scratch);
  gh_piecewise_get_slopes (&stage, added, before, after);
  gh_piecewise_clear (&stage);
  gh_piecewise_clear (&scratch);
}

/* The part of a step's surcharges that begins at its import and not below. */
static double
binding_share (const GhSite *surcharged, double grid_kw, gsize t)
{
  double binding = 0.0, all = 0.0;

  for (guint k = 0; k < surcharged->surcharge_count; k++)
    {
      const GhImportSurcharge *surcharge = &surcharged->surcharges[k];
      double above = grid_kw - surcharge->above_kw[t];
      binding += fabs (above) <= GH_PEAK_SAME_KW ? surcharge->price_per_kwh[t] : 0.0;
      all += above >= -GH_PEAK_SAME_KW ? surcharge->price_per_kwh[t] : 0.0;
    }
  return all > 0.0 ? binding / all : 0.0;
}

/* The multipliers of a step whose import is at its peak: the worth of stored energy is a slope of
 * the step's own cost and a share of what the surcharge adds to the right of it. Without a choice
 * it can be anything. */
static Shares
shares_at_peak (const GhSite *plain, const GhSite *surcharged, const GhPlan *plan, gsize t)
{
  double before, after, plain_before, plain_after;

  if (plan->store_count == 0)
    return (Shares){ 0.0, 1.0 };
  slopes_of_step (plain, plan, t, &plain_before, &plain_after);
  slopes_of_step (surcharged, plan, t, &before, &after);
  if (!isfinite (after) || !isfinite (plain_after))
    return (Shares){ 0.0, isfinite (before) ? 0.0 : 1.0 };
  double jump = (after - plain_after) * binding_share (surcharged, plan->grid_kw[t], t);
  double worth = plan->stores[0].dual_per_kwh[t];
  if (!(jump > 0.0))
    return (Shares){ 0.0, 0.0 };
  return (Shares){ CLAMP ((worth - (after - jump)) / jump, 0.0, 1.0),
                   isfinite (before) ? CLAMP ((worth - before) / jump, 0.0, 1.0) : 1.0 };
}

static void
add_multiplier (GhPeakCut *cut, gsize step, guint peak, double per_kw, double more)
{
  GhPeakMultiplier multiplier = { (guint) step, peak, per_kw, more };

  if (!(per_kw + more > 0.0))
    return;
  g_array_append_val (cut->multipliers, multiplier);
  cut->sums[peak] += per_kw;
}

/* Reads the multipliers of one peak off a plan: the least ones, and where others are possible as
 * much more as the charge has left. */
static void
read_multipliers (const GhSite *charged, const GhSite *plain, const GhSite *surcharged, guint index,
                  const GhPlan *plan, GhPeakCut *cut)
{
  const GhDemandCharge *charge = &charged->demand_charges[index];
  double price = charge->price_per_kw, possible = 0.0;
  guint first = cut->multipliers->len;

  for (gsize t = 0; t < plan->count; t++)
    {
      double above = plan->grid_kw[t] - cut->peaks_kw[index];
      Shares shares = { 1.0, 1.0 };
      if (!charge->applies[t] || above < -GH_PEAK_SAME_KW)
        continue;
      if (above <= GH_PEAK_SAME_KW)
        shares = shares_at_peak (plain, surcharged, plan, t);
      add_multiplier (cut, t, index, shares.least * price, (shares.most - shares.least) * price);
      possible += (shares.most - shares.least) * price;
    }
  double left = price - cut->sums[index];
  double share = possible > 0.0 ? CLAMP (left / possible, 0.0, 1.0) : 0.0;
  for (guint m = first; share > 0.0 && m < cut->multipliers->len; m++)
    {
      GhPeakMultiplier *multiplier = &g_array_index (cut->multipliers, GhPeakMultiplier, m);
      multiplier->per_kw += share * multiplier->more;
      cut->sums[index] += share * multiplier->more;
    }
}

/* Reads what each block cost and what energy at its ends is worth. What belongs to no step is the
 * last one's. */
static GhPeakCutBlock *
read_blocks (const GhPeakBlocks *blocks, const GhSite *surcharged, const GhPlan *plan)
{
  GhPeakCutBlock *read = g_new0 (GhPeakCutBlock, blocks->count);
  const GhStorePlan *stored = plan->store_count > 0 ? &plan->stores[0] : NULL;
  double left = plan->lower_bound;
  GhDispatch dispatch;

  for (guint b = 0; b < blocks->count; b++)
    {
      gsize first = blocks->first[b], end = blocks->first[b + 1];
      for (gsize t = first; t < end; t++)
        read[b].cost += gh_planner_get_step_cost (surcharged, plan, t, &dispatch);
      left -= read[b].cost;
      if (stored != NULL)
        {
          read[b].begin_per_kwh = stored->dual_per_kwh[first];
          read[b].end_per_kwh = stored->dual_per_kwh[end - 1];
          read[b].end_kwh = stored->energy_kwh[end - 1];
        }
    }
  read[blocks->count - 1].cost += left;
  return read;
}

/**
 * gh_peak_cut_read:
 * @charged: a site with demand charges
 * @blocks: of it
 * @plain: the same without
 * @surcharged: the same with surcharges above @peaks_kw in their place
 * @peaks_kw: (array length=demand_charge_count): the peaks
 * @plan: a plan of @surcharged, with duals
 *
 * Reads off a plan what more of each peak would be worth. O(charges * steps).
 *
 * Returns: a cut; clear with gh_peak_cut_clear()
 */
GhPeakCut
gh_peak_cut_read (const GhSite *charged, const GhPeakBlocks *blocks, const GhSite *plain,
                  const GhSite *surcharged, const double *peaks_kw, const GhPlan *plan)
{
  guint count = charged->demand_charge_count;
  GhPeakCut cut = { .cost = plan->lower_bound,
                    .peaks_kw = g_memdup2 (peaks_kw, count * sizeof (double)),
                    .sums = g_new0 (double, count),
                    .blocks = read_blocks (blocks, surcharged, plan),
                    .multipliers = g_array_new (FALSE, FALSE, sizeof (GhPeakMultiplier)) };

  for (guint i = 0; i < count; i++)
    read_multipliers (charged, plain, surcharged, i, plan, &cut);
  return cut;
}

/**
 * gh_peak_cut_clear:
 * @cut: (type GhPeakCut): a cut
 *
 * Frees what it owns.
 */
void
gh_peak_cut_clear (gpointer cut)
{
  GhPeakCut *self = cut;

  g_free (self->peaks_kw);
  g_free (self->sums);
  g_free (self->blocks);
  g_array_unref (self->multipliers);
}

/**
 * gh_peak_cut_mix:
 * @cut: a cut
 * @peak: of which charge, or -1 for all
 * @share: how much of its multipliers
 * @per_kw: (inout) (array length=steps): a mixture they are added to, currency per kW
 */
void
gh_peak_cut_mix (const GhPeakCut *cut, gint peak, double share, double *per_kw)
{
  for (guint m = 0; m < cut->multipliers->len; m++)
    {
      const GhPeakMultiplier *multiplier = &g_array_index (cut->multipliers, GhPeakMultiplier, m);
      if (peak < 0 || multiplier->peak == (guint) peak)
        per_kw[multiplier->step] += share * multiplier->per_kw;
    }
}

/**
 * gh_peak_surcharge_cost:
 * @surcharged: a site with surcharges
 * @grid_kw: (array length=steps): import of a plan
 *
 * Returns: what surcharges come to, currency
 */
double
gh_peak_surcharge_cost (const GhSite *surcharged, const double *grid_kw)
{
  double hours = gh_time_axis_get_step_hours (surcharged->axis), cost = 0.0;

  for (guint i = 0; i < surcharged->surcharge_count; i++)
    {
      const GhImportSurcharge *surcharge = &surcharged->surcharges[i];
      for (gsize t = 0; t < gh_time_axis_get_count (surcharged->axis); t++)
        if (grid_kw[t] > surcharge->above_kw[t])
          cost += hours * surcharge->price_per_kwh[t] * (grid_kw[t] - surcharge->above_kw[t]);
    }
  return cost;
}
