/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/life-money.h"

#include <math.h>

#include "market/investment.h"
#include "study/household-money.h"

/**
 * gh_life_get_growth:
 * @finance: its rates
 * @of_export: whether prices of export are meant rather than of import
 *
 * The years of a life are planned in the money of the first one, in which wear has one price: only
 * what energy gets dearer than everything else changes a plan.
 *
 * Returns: by what prices are multiplied from one year to the next
 */
double
gh_life_get_growth (const GhFinance *finance, gboolean of_export)
{
  GhRates rates = gh_finance_get_rates (finance);

  return (1.0 + (of_export ? rates.export_growth : rates.import_growth)) / (1.0 + rates.inflation);
}

/* What a year under one strategy changes against another, in the money of that year. @prices: what
 * a unit of the first year's is worth in it. */
static GhCashFlowYear
compare_years (const GhLifeYear *used, const GhLifeYear *base, double loss_cost, double prices)
{
  double lost = (used->soh_begin - used->soh_end) - (base->soh_begin - base->soh_end);

  return (
      GhCashFlowYear){ .avoided_import = (base->import_house - used->import_house) * prices,
                       .added_export = (used->export - base->export) * prices,
                       .added_charging = (used->import_charging - base->import_charging) * prices,
                       .wear = (lost * loss_cost + used->wear_others - base->wear_others) * prices,
                       .served = (base->lost - used->lost) * prices };
}

static GhCashFlow *
compare_lives (const GhLifeStrategy *used, const GhLifeStrategy *base, const GhFinance *finance,
               double loss_cost)
{
  GhCashFlowTerms terms = gh_household_get_terms (finance, used->strategy, base->strategy);
  g_autofree GhCashFlowYear *years = g_new (GhCashFlowYear, used->years->len);
  GhCashFlow *flow;

  for (guint i = 0; i < used->years->len; i++)
    {
      years[i] = compare_years (&g_array_index (used->years, GhLifeYear, i),
                                &g_array_index (base->years, GhLifeYear, i), loss_cost,
                                pow (1.0 + terms.inflation, i));
      if (!gh_finance_bears_wear (finance))
        years[i].wear = 0.0;
    }
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
 * Counts what each strategy is worth over the years, against smart and against unmanaged charging,
 * in the money of each year.
 * Wear is the capacity that a year takes more than the baseline's, below 0 where a battery that
 * stands less full ages less, and what the other cars and wall batteries wear more by their prices.
 */
void
gh_life_add_money (GhLife *life, const GhFinance *finance, double loss_cost)
{
  for (guint s = 0; s < life->count; s++)
    {
      GhLifeStrategy *used = &life->strategies[s];
      used->against_smart = compare_lives (used, &life->strategies[1], finance, loss_cost);
      used->against_unmanaged = compare_lives (used, &life->strategies[0], finance, loss_cost);
    }
}

/**
 * gh_life_get_added_wear:
 * @life: one strategy
 * @year: index of a year, 0 for the first
 *
 * Returns: what the year takes of the batteries more than smart charging does, currency; NAN where
 *   there is no such year, or no money
 */
double
gh_life_get_added_wear (const GhLifeStrategy *life, guint year)
{
  const GArray *flow = life->against_smart != NULL ? life->against_smart->years : NULL;

  return flow != NULL && year + 1 < flow->len
             ? g_array_index (flow, GhCashFlowRow, year + 1).degradation
             : NAN;
}
