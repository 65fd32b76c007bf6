/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plans of a comparison are worth: yearly terms, what equipment costs, cash flows; and
 * whether another finance leaves the plans as they are. */
#include "study/household-money.h"

#include <math.h>

#include "market/investment.h"
#include "record-equal.h"

/* What is billed but for charging and export. */
static double
billed_house (const GhPlanSummary *summary)
{
  return summary->import_house + summary->cost_demand + summary->cost_correction;
}

/**
 * gh_household_get_year:
 * @used: what a strategy comes to over the period
 * @base: what it is held against
 * @per_year: periods in a year
 *
 * Returns: the strategy's yearly terms against the baseline, for one state of the solar panels;
 *   without outages, which are not in a summary
 */
GhCashFlowYear
gh_household_get_year (const GhPlanSummary *used, const GhPlanSummary *base, double per_year)
{
  return (GhCashFlowYear){
    .avoided_import = (billed_house (base) - billed_house (used)) * per_year,
    .added_export = (used->cost_export - base->cost_export) * per_year,
    .added_charging
    = (used->import_charging + used->cost_away - base->import_charging - base->cost_away)
      * per_year,
    .wear = (used->cost_wear - base->cost_wear) * per_year,
  };
}

static double
capex_of (const GhFinance *finance, GhStrategy strategy)
{
  const GhCapex *capex = finance != NULL ? finance->capex : NULL;

  if (capex == NULL || strategy == GH_STRATEGY_UNMANAGED)
    return 0.0;
  if (strategy == GH_STRATEGY_BATTERY)
    return capex->smart + capex->battery;
  return strategy == GH_STRATEGY_SMART ? capex->smart
         : strategy == GH_STRATEGY_V2H ? capex->v2h
                                       : capex->v2g;
}

/* Maintenance and salvage are those of the bidirectional charger. */
static gboolean
is_bidirectional (GhStrategy strategy)
{
  return strategy == GH_STRATEGY_V2H || strategy == GH_STRATEGY_V2G;
}

static double
paid_for (const GhFinance *finance, GhStrategy strategy)
{
  return gh_finance_get_paid (finance, capex_of (finance, strategy));
}

static double
grant_for (const GhFinance *finance, GhStrategy strategy)
{
  return gh_finance_get_grant (finance, paid_for (finance, strategy), is_bidirectional (strategy));
}

/* What another car asks for each time: a charger that only charges goes with any. */
static double
change_of (const GhFinance *finance, GhStrategy strategy)
{
  const GhLease *lease = finance->lease;

  if (lease == NULL || !is_bidirectional (strategy))
    return 0.0;
  return gh_finance_get_paid (finance, lease->change_cost)
         + (lease->charger == GH_LEASE_CHARGER_BOUGHT_ANEW ? paid_for (finance, strategy) : 0.0);
}

/**
 * gh_household_get_terms:
 * @finance: what equipment costs
 * @used: a strategy
 * @base: what it is held against
 *
 * Returns: what @used changes against @base, its energy terms left at 0
 */
GhCashFlowTerms
gh_household_get_terms (const GhFinance *finance, GhStrategy used, GhStrategy base)
{
  int extra = is_bidirectional (used) - is_bidirectional (base);
  const GhLease *lease = finance->lease;
  GhRates rates = gh_finance_get_rates (finance);
  double upkeep = gh_finance_get_paid (finance, finance->maintenance_per_year);

  return (GhCashFlowTerms){
    .capex = paid_for (finance, used) - paid_for (finance, base),
    .grant = grant_for (finance, used) - grant_for (finance, base),
    .maintenance_per_year = (upkeep + (lease != NULL ? lease->extra_per_year : 0.0)) * extra,
    .change_cost = change_of (finance, used) - change_of (finance, base),
    .change_years = lease != NULL ? lease->years : 0.0,
    .salvage = finance->salvage * extra,
    .discount_rate = rates.discount,
    .price_growth = rates.import_growth,
    .export_price_growth = rates.export_growth,
    .inflation = rates.inflation,
    .lifetime_years = MAX (1, (int) round (finance->lifetime_years)),
  };
}

/**
 * gh_comparison_new_cash_flow:
 * @comparison: a comparison with plans of both strategies
 * @finance: (nullable): what equipment costs and money earns; need not be that of the study
 * @strategy: a strategy
 * @baseline: what it is held against
 * @capture_ratio: the share of what planning with perfect foresight brings that is brought in
 *   operation; 1 for all of it. It is applied to what the strategy changes in energy and wear, and
 *   not to what it costs to buy and to keep, nor to what it is worth in outages
 *
 * Counts the money of plans that have been made, and plans nothing.
 *
 * Returns: (transfer full): the cash flow
 */
GhCashFlow *
gh_comparison_new_cash_flow (const GhComparison *comparison, const GhFinance *finance,
                             GhStrategy strategy, GhStrategy baseline, double capture_ratio)
{
  g_autofree GhFinance *defaults = gh_record_new (&gh_finance_table);
  const GhStrategyResult *used = &comparison->results[strategy];
  const GhStrategyResult *base = &comparison->results[baseline];
  double days = gh_time_axis_get_days (comparison->site->axis);
  double per_year = capture_ratio / gh_years_of_days (days);
  GhCashFlowTerms terms
      = gh_household_get_terms (finance != NULL ? finance : defaults, strategy, baseline);
  GhCashFlow *flow;

  terms.first = gh_household_get_year (&used->summary, &base->summary, per_year);
  terms.last = gh_household_get_year (used->last_year != NULL ? used->last_year : &used->summary,
                                      base->last_year != NULL ? base->last_year : &base->summary,
                                      per_year);
  if (!gh_finance_bears_wear (finance != NULL ? finance : defaults))
    terms.first.wear = terms.last.wear = 0.0;
  terms.first.served = base->lost_per_year - used->lost_per_year;
  terms.last.served = base->last_lost_per_year - used->last_lost_per_year;
  flow = gh_cash_flow_new (&terms);
  /* Against itself nothing is invested, so that nothing comes back. */
  if (used == base)
    flow->payback_years = flow->discounted_payback_years = NAN;
  return flow;
}

static GhCashFlow *
flow_against (const GhComparison *comparison, const GhFinance *finance, guint strategy,
              GhStrategy baseline)
{
  return comparison->results[baseline].plan != NULL ? gh_comparison_new_cash_flow (
             comparison, finance, (GhStrategy) strategy, baseline, 1.0)
                                                    : NULL;
}

/**
 * gh_comparison_add_money:
 * @comparison: (inout): a comparison with plans
 * @finance: what equipment costs and money earns
 *
 * Counts bills, savings and cash flows of what was planned.
 */
void
gh_comparison_add_money (GhComparison *comparison, const GhFinance *finance)
{
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (comparison->site->axis));
  GhStrategyResult *results = comparison->results;

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    if (gh_strategy_result_has_numbers (&results[i]))
      results[i].bill_per_year = gh_plan_summary_get_bill (&results[i].summary) * per_year;
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      if (!gh_strategy_result_has_numbers (&results[i]))
        continue;
      results[i].saving_per_year = results[1].bill_per_year - results[i].bill_per_year;
      results[i].against_smart = flow_against (comparison, finance, i, GH_STRATEGY_SMART);
      results[i].against_unmanaged = flow_against (comparison, finance, i, GH_STRATEGY_UNMANAGED);
    }
}

/**
 * gh_household_get_last_share:
 * @finance: says how panels age
 *
 * Returns: what panels give in the last year of the life, as a share of the first
 */
double
gh_household_get_last_share (const GhFinance *finance)
{
  return pow (1.0 - finance->solar_degradation, MAX (1.0, round (finance->lifetime_years)) - 1.0);
}

static gboolean
has_pack (const GPtrArray *vehicles)
{
  for (guint i = 0; vehicles != NULL && i < vehicles->len; i++)
    if (((const GhVehicle *) g_ptr_array_index (vehicles, i))->pack != NULL)
      return TRUE;
  return FALSE;
}

/* Whether plans that heed the age of panels and the wear of packs are the same under both. */
static gboolean
finances_plan_alike (const GhStudy *study, const GhFinance *a, const GhFinance *b)
{
  gboolean panels = study->solar != NULL && study->solar->len > 0;
  gboolean packs = has_pack (study->vehicles) || has_pack (study->batteries);
  double shares = fabs (gh_household_get_last_share (a) - gh_household_get_last_share (b));
  double costs = fabs (a->battery_cost_per_kwh - b->battery_cost_per_kwh)
                 + fabs (a->end_of_life_soh - b->end_of_life_soh);

  return !(panels && shares > 0.0) && !(packs && costs > 0.0);
}

/**
 * gh_household_plans_alike:
 * @a: a study
 * @b: another
 *
 * Tells whether the plans of one are those of the other, so that only money has to be counted
 * anew. Whatever differs in the studies but for their finances, and what is asked of them, is taken
 * to change plans; of the finances that does what ages panels and, where a pack is described, what
 * prices its wear. Shared numbers of series are not looked at.
 *
 * Returns: whether they are
 */
gboolean
gh_household_plans_alike (const GhStudy *a, const GhStudy *b)
{
  g_autofree GhFinance *defaults = gh_record_new (&gh_finance_table);
  GhStudy first = *a, second = *b;

  first.finance = second.finance = NULL;
  first.what_if = second.what_if = NULL;
  return gh_record_equal (&gh_study_table, &first, &second)
         && finances_plan_alike (a, a->finance != NULL ? a->finance : defaults,
                                 b->finance != NULL ? b->finance : defaults);
}
