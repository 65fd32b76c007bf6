/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/tariff-plan.h"

#include <math.h>
#include <string.h>

#include "market/demand.h"
#include "market/tariff.h"

/* Prices that differ by less are the same. */
#define SAME_PRICE 1e-9
/* The same of costs, as a share of them. */
#define SAME_COST 1e-9

static gboolean
has_list (const GPtrArray *list)
{
  return list != NULL && list->len > 0;
}

/* Whether what a kWh is worth depends on the whole month. */
static gboolean
depends_on_months (const GhTariff *tariff)
{
  return has_list (tariff->energy_tiers) || tariff->export_scheme == GH_EXPORT_NET_METERING
         || tariff->export_scheme == GH_EXPORT_NET_METERING_YEAR;
}

/* Whether what a kW of the highest import costs depends on other months, or on itself. */
static gboolean
has_moving_demand (const GhTariff *tariff)
{
  for (guint i = 0; tariff->demand_charges != NULL && i < tariff->demand_charges->len; i++)
    {
      const GhDemandRule *rule = g_ptr_array_index (tariff->demand_charges, i);
      if (rule->ratchet_share > 0.0 || has_list (rule->tiers))
        return TRUE;
    }
  return FALSE;
}

/* Whether a bill can differ from the sum of a plan's steps. */
static gboolean
needs_bill (const GhTariff *tariff)
{
  return depends_on_months (tariff) || tariff->export_scheme == GH_EXPORT_BUY_ALL
         || has_list (tariff->demand_charges) || tariff->demand_per_kw_month > 0.0
         || tariff->minimum_per_month > 0.0 || tariff->minimum_per_year > 0.0;
}

/* Lets a site have the prices of what the next kWh costs and earns. */
static void
take_prices (const GhTariff *tariff, const GhBill *bill, GhSite *site)
{
  double taxed = 1.0 + tariff->tax;
  gboolean is_billed = tariff->export_scheme == GH_EXPORT_NET_BILLING;
  gboolean is_netted = !is_billed && tariff->export_scheme != GH_EXPORT_BUY_ALL;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      site->import_price[t] = bill->marginal_price[t] * taxed;
      site->export_price[t] = bill->credit_price[t] * (is_billed ? 1.0 : taxed);
      site->store_export_price[t] = bill->store_credit_price[t] * (is_netted ? taxed : 1.0);
    }
}

/* Puts one charge on each month in which a rule is due, at the price of its next kW and from what
 * earlier months leave of it. */
static void
add_rule (const GhTariff *tariff, const GhDemandRule *rule, const GArray *months,
          const guint8 *applies, const double *grid_kw, GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree double *peaks = gh_demand_find_peaks (applies, months, grid_kw);
  g_autofree guint8 *here = g_new (guint8, count);

  for (guint m = 0; m < months->len; m++)
    {
      const GhMonth *month = &g_array_index (months, GhMonth, m);
      double floor_kw = gh_demand_rule_get_floor (rule, months, peaks, m), price;
      if (!gh_demand_rule_is_due (rule, month->month))
        continue;
      memset (here, 0, count);
      memcpy (here + month->first, applies + month->first, month->last - month->first);
      gh_demand_rule_price (rule, MAX (peaks[m], floor_kw), &price);
      if (price > 0.0)
        gh_site_add_demand_charge (site, price * (1.0 + tariff->tax), floor_kw, here);
    }
}

/* Demand charges as they are where the meter shows @grid_kw. */
static void
take_demand (const GhStudy *study, const double *grid_kw, GhSite *site)
{
  g_autoptr (GPtrArray) rules = gh_demand_list_rules (study->tariff);
  g_autoptr (GArray) months = gh_time_axis_find_months (site->axis);
  g_autofree guint8 *applies = g_new (guint8, gh_time_axis_get_count (site->axis));

  gh_site_clear_demand_charges (site);
  for (guint i = 0; i < rules->len; i++)
    {
      const GhDemandRule *rule = g_ptr_array_index (rules, i);
      gh_tariff_find_hours (rule->windows, site->axis, study->holidays, applies);
      add_rule (study->tariff, rule, months, applies, grid_kw, site);
    }
}

/* Prices of tiers and of export that is set off, as the house without stores would have them. */
static gboolean
fill_by_bill (const GhStudy *study, const double *grid_kw, GhSite *site, GError **error)
{
  GhMeter meter = { .grid_kw = grid_kw, .solar_kw = site->solar_kw };

  g_autoptr (GhBill) bill
      = gh_bill_new (study->tariff, site->axis, study->holidays, study->currency, &meter, error);
  if (bill == NULL)
    return FALSE;
  take_prices (study->tariff, bill, site);
  return TRUE;
}

/**
 * gh_tariff_fill_site:
 * @study: a study
 * @site: (inout): its site, with load and sun
 * @error: set when a series was not read
 *
 * Fills in prices and fixed charges. Where a price depends on what a month comes to, it begins with
 * what the house would pay without a car; gh_tariff_plan() goes on from there.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_tariff_fill_site (const GhStudy *study, GhSite *site, GError **error)
{
  const GhTariff *tariff = study->tariff;
  double taxed = 1.0 + tariff->tax;
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree double *grid_kw = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    grid_kw[t] = site->load_kw[t] - site->solar_kw[t];
  site->fixed_per_day = tariff->fixed_per_day * taxed;
  site->fixed_per_month = tariff->fixed_per_month * taxed;
  take_demand (study, grid_kw, site);
  if (depends_on_months (tariff) || tariff->export_scheme == GH_EXPORT_BUY_ALL)
    return fill_by_bill (study, grid_kw, site, error);
  if (!gh_tariff_fill_price (tariff->import_price, "$.tariff.import_price", site->axis,
                             study->holidays, site->import_price, error)
      || !gh_tariff_fill_export_price (tariff, FALSE, site->axis, study->holidays,
                                       site->export_price, error)
      || !gh_tariff_fill_export_price (tariff, TRUE, site->axis, study->holidays,
                                       site->store_export_price, error))
    return FALSE;
  for (gsize t = 0; tariff->tax > 0.0 && t < count; t++)
    site->import_price[t] *= taxed;
  return TRUE;
}

/**
 * gh_tariff_bill_plan:
 * @study: a study
 * @site: the site built from it
 * @plan: a plan with powers
 * @error: set when a series was not read
 *
 * Makes up the bill of a plan.
 *
 * Returns: (transfer full) (nullable): the bill
 */
GhBill *
gh_tariff_bill_plan (const GhStudy *study, const GhSite *site, const GhPlan *plan, GError **error)
{
  g_autofree double *solar_kw = g_new (double, plan->count);
  GhMeter meter = { plan->grid_kw, plan->store_export_kw, solar_kw };

  for (gsize t = 0; t < plan->count; t++)
    solar_kw[t] = site->solar_kw[t] - plan->curtailed_kw[t];
  return gh_bill_new (study->tariff, site->axis, study->holidays, study->currency, &meter, error);
}

static gboolean
has_charges (const GhSite *site, const GhSite *other)
{
  if (site->demand_charge_count != other->demand_charge_count)
    return FALSE;
  for (guint i = 0; i < site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &site->demand_charges[i], *new = &other->demand_charges[i];
      if (fabs (charge->price_per_kw - new->price_per_kw) > SAME_PRICE
          || fabs (charge->floor_kw - new->floor_kw) > SAME_PRICE)
        return FALSE;
    }
  return TRUE;
}

/* Whether a site already has the prices of a bill. */
static gboolean
has_prices (const GhSite *site, const GhSite *other)
{
  if (!has_charges (site, other))
    return FALSE;
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    if (fabs (site->import_price[t] - other->import_price[t]) > SAME_PRICE
        || fabs (site->export_price[t] - other->export_price[t]) > SAME_PRICE
        || fabs (site->store_export_price[t] - other->store_export_price[t]) > SAME_PRICE)
      return FALSE;
  return TRUE;
}

/* What a plan's own sums leave out. */
static double
find_correction (const GhSite *site, const GhPlan *plan, const GhBill *bill)
{
  GhPlanSummary sum;

  gh_plan_summarise (site, plan, &sum);
  double thought = gh_plan_summary_get_bill (&sum) - sum.cost_away;
  gh_plan_summary_clear (&sum);
  return bill->total - thought;
}

/* A plan of the rounds, with its cost as billed. */
typedef struct
{
  GhSite *site;
  GhPlan *plan;
  GhBill *bill;
  double correction;
  double cost;
} Round;

static void
round_clear (Round *round)
{
  g_clear_pointer (&round->site, gh_site_free);
  g_clear_pointer (&round->plan, gh_plan_free);
  g_clear_pointer (&round->bill, gh_bill_free);
}

/* Plans at the prices of a site and bills what comes of it. */
static gboolean
run_round (const GhStudy *study, GhSitePlanner planner, gpointer data, Round *round,
           const GhProgress *progress, GError **error)
{
  round->plan = planner (round->site, data, progress, error);
  if (round->plan == NULL)
    return FALSE;
  if (round->plan->status == GH_PLAN_INFEASIBLE || round->plan->grid_kw == NULL)
    return TRUE;
  round->bill = gh_tariff_bill_plan (study, round->site, round->plan, error);
  if (round->bill == NULL)
    return FALSE;
  round->correction = find_correction (round->site, round->plan, round->bill);
  round->cost = round->plan->objective + round->correction;
  return TRUE;
}

/* The site with the prices in which the months of a round have ended. */
static GhSite *
follow (const GhStudy *study, const Round *round)
{
  GhSite *site = gh_site_copy (round->site);

  if (depends_on_months (study->tariff))
    take_prices (study->tariff, round->bill, site);
  if (has_moving_demand (study->tariff))
    take_demand (study, round->plan->grid_kw, site);
  return site;
}

/* How many plans are made at most. A plan under demand charges is many passes, so that there is one
 * more alone. */
static guint
count_rounds (const GhTariff *tariff)
{
  gboolean has_demand = tariff->demand_per_kw_month > 0.0 || has_list (tariff->demand_charges);

  if (!depends_on_months (tariff) && !has_moving_demand (tariff))
    return 1;
  return has_demand ? GH_TARIFF_DEMAND_ROUNDS : GH_TARIFF_ROUNDS;
}

/* Plans until prices and plan agree, and keeps the plan that is the cheapest as billed. */
static gboolean
find_best (const GhStudy *study, const GhSite *site, GhSitePlanner planner, gpointer data,
           Round *best, guint *rounds, gboolean *is_last, const GhProgress *progress,
           GError **error)
{
  GhSite *next = gh_site_copy (site);
  guint most = count_rounds (study->tariff);

  for (*rounds = 0; next != NULL && *rounds < most; (*rounds)++)
    {
      GhProgress part
          = gh_progress_part (progress, (double) *rounds / most, (*rounds + 1.0) / most);
      Round round = { .site = g_steal_pointer (&next) };
      if (!run_round (study, planner, data, &round, &part, error))
        {
          round_clear (&round);
          return FALSE;
        }
      if (round.bill != NULL && most > 1)
        {
          next = follow (study, &round);
          if (has_prices (round.site, next))
            g_clear_pointer (&next, gh_site_free);
        }
      /* Of equal plans the later one, at prices that are those of its bill. */
      *is_last = best->plan == NULL || round.bill == NULL
                 || round.cost <= best->cost + SAME_COST * fabs (best->cost);
      if (*is_last)
        {
          round_clear (best);
          *best = round;
        }
      else
        round_clear (&round);
    }
  g_clear_pointer (&next, gh_site_free);
  return TRUE;
}

/**
 * gh_tariff_find_correction:
 * @study: a study
 * @priced: its site at the prices of the tariff
 * @site: what was planned, at these prices or grown ones
 * @plan: a plan with powers
 * @correction: (out): what the bill at the prices of the tariff is above the plan's own sums at
 *   those of @priced, currency; 0 where these are exact
 * @error: set when a series was not read
 *
 * Finds what a plan's own sums miss of the bill.
 *
 * Returns: %FALSE on error
 */
gboolean
gh_tariff_find_correction (const GhStudy *study, const GhSite *priced, const GhSite *site,
                           const GhPlan *plan, double *correction, GError **error)
{
  *correction = 0.0;
  if (!needs_bill (study->tariff))
    return TRUE;
  g_autoptr (GhBill) bill = gh_tariff_bill_plan (study, site, plan, error);
  if (bill == NULL)
    return FALSE;
  *correction = find_correction (priced, plan, bill);
  return TRUE;
}

/**
 * gh_tariff_plan:
 * @study: a valid study
 * @site: the site built from it, its stores as they are to be planned
 * @planner: makes a plan at the prices of a site
 * @data: passed to @planner, whose last call is that of the plan returned
 * @outcome: (out): clear with gh_tariff_outcome_clear()
 * @progress: (nullable): polled
 * @error: set when stopped or on failure
 *
 * Plans under the whole tariff. Where prices depend on what a month comes to, each step is planned
 * at the price in which its month ends: a plan is made, billed, and made again at the prices of
 * that bill, until they agree or %GH_TARIFF_ROUNDS plans are made (%GH_TARIFF_DEMAND_ROUNDS with
 * demand charges). The one is kept that is the cheapest as billed, and made again where it was not
 * the last. What its own sums miss of the bill is stated.
 *
 * Returns: (transfer full) (nullable): the plan
 */
GhPlan *
gh_tariff_plan (const GhStudy *study, const GhSite *site, GhSitePlanner planner, gpointer data,
                GhTariffOutcome *outcome, const GhProgress *progress, GError **error)
{
  Round best = { 0 };
  gboolean is_last = TRUE;

  *outcome = (GhTariffOutcome){ .rounds = 1 };
  if (!needs_bill (study->tariff))
    return planner (site, data, progress, error);
  if (!find_best (study, site, planner, data, &best, &outcome->rounds, &is_last, progress, error))
    {
      round_clear (&best);
      return NULL;
    }
  if (!is_last)
    {
      /* What the planner keeps beside the plan is to be that of the best one. */
      g_clear_pointer (&best.plan, gh_plan_free);
      g_clear_pointer (&best.bill, gh_bill_free);
      outcome->rounds++;
      if (!run_round (study, planner, data, &best, progress, error))
        {
          round_clear (&best);
          return NULL;
        }
    }
  outcome->site = best.site;
  outcome->bill = best.bill;
  outcome->correction = best.correction;
  return best.plan;
}

/**
 * gh_tariff_outcome_clear:
 * @outcome: an outcome
 *
 * Frees what it holds.
 */
void
gh_tariff_outcome_clear (GhTariffOutcome *outcome)
{
  g_clear_pointer (&outcome->site, gh_site_free);
  g_clear_pointer (&outcome->bill, gh_bill_free);
}
