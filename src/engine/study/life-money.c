/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/life-money.h"

#include <math.h>

/* What a year under one strategy changes against another, at the prices of that year. */
static GhCashFlowYear
compare_years (const GhLifeYear *used, const GhLifeYear *base, double loss_cost)
{
  double lost = (used->soh_begin - used->soh_end) - (base->soh_begin - base->soh_end);

  return (GhCashFlowYear){ .avoided_import = base->import_house - used->import_house,
                           .added_export = used->export - base->export,
                           .added_charging = used->import_charging - base->import_charging,
                           .wear = lost * loss_cost,
                           .served = base->lost - used->lost };
}

static GhCashFlow *
compare_lives (const GhLifeStrategy *used, const GhLifeStrategy *base, const GhFinance *finance,
               double loss_cost)
{
  GhCashFlowTerms terms = gh_household_get_terms (finance, used->strategy, base->strategy);
  g_autofree GhCashFlowYear *years = g_new (GhCashFlowYear, used->years->len);
  GhCashFlow *flow;

  for (guint i = 0; i < used->years->len; i++)
    years[i] = compare_years (&g_array_index (used->years, GhLifeYear, i),
                              &g_array_index (base->years, GhLifeYear, i), loss_cost);
  flow = gh_cash_flow_new_of_years (&terms, years);
  /* Against itself nothing is invested, so that nothing comes back. */
  if (used == base)
    flow->payback_years = flow->discounted_payback_years = NAN;
  return flow;
}

/**
 * gh_life_add_money:
 * @life: (inout): a life with the years of every strategy
 * @finance: what equipment costs
 * @loss_cost: what the loss of all capacity costs, currency
 *
 * Counts what each strategy is worth over the years, against smart and against unmanaged charging.
 * Wear is the capacity that a year takes more than the baseline's; it is below 0 where a battery
 * that stands less full ages less.
 */
void
gh_life_add_money (GhLife *life, const GhFinance *finance, double loss_cost)
{
  for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      GhLifeStrategy *used = &life->strategies[s];
      used->against_smart = compare_lives (used, &life->strategies[1], finance, loss_cost);
      used->against_unmanaged = compare_lives (used, &life->strategies[0], finance, loss_cost);
    }
}
