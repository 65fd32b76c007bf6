/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/plan-summary.h"

#include <math.h>

#include "market/emissions.h"
#include "planning/planner.h"

/* Meter and tariff of one step. */
static void
add_meter (const GhSite *site, const GhPlan *plan, gsize t, double hours, GhPlanSummary *sum)
{
  double power = plan->store_count > 0 ? plan->stores[0].power_kw[t] : 0.0;
  double imported = MAX (plan->grid_kw[t], 0.0) * hours;
  double exported = MAX (-plan->grid_kw[t], 0.0) * hours;
  double store_export = plan->store_export_kw[t] * hours;
  double charging = MIN (imported, MAX (power, 0.0) * hours);

  sum->import_kwh += imported;
  sum->export_kwh += exported;
  sum->solar_export_kwh += exported - store_export;
  sum->cost_import += imported * site->import_price[t];
  sum->import_charging += charging * site->import_price[t];
  sum->cost_export += store_export * site->store_export_price[t]
                      + (exported - store_export) * site->export_price[t];
  sum->load_kwh += site->load_kw[t] * hours;
  sum->solar_kwh += site->solar_kw[t] * hours;
  sum->curtailed_kwh += plan->curtailed_kw[t] * hours;
}

/* What is charged on the way on trips that begin in the range. */
static double
find_away_kwh (const GhStore *store, gsize from, gsize to)
{
  double sum = 0.0;

  for (guint i = 0; i < store->trips->len; i++)
    {
      const GhStoreTrip *trip = &g_array_index (store->trips, GhStoreTrip, i);
      if (trip->first >= from && trip->first < to)
        sum += trip->away_kwh;
    }
  return sum;
}

static void
add_store (const GhSite *site, const GhPlan *plan, guint s, gsize from, gsize to, double hours,
           GhPlanSummary *sum)
{
  const GhStore *store = &site->stores[s];
  const GhStorePlan *used = &plan->stores[s];
  double start = from > 0 ? used->energy_kwh[from - 1] : store->start_kwh;
  double energy = start, discharged_battery = 0.0, driven = 0.0;
  gboolean whole = from == 0 && to == plan->count;
  double away = whole ? store->away_kwh : find_away_kwh (store, from, to);

  for (gsize t = from; t < to; t++)
    {
      double power = used->power_kw[t] * hours;
      double stored = used->energy_kwh[t] - energy + store->drive_kwh[t];
      sum->charged_ac_kwh += MAX (power, 0.0);
      sum->discharged_ac_kwh += MAX (-power, 0.0);
      double dwell = gh_store_get_dwell_cost (store, used->energy_kwh[t], hours);
      sum->cost_dwell += dwell;
      sum->cost_wear += MAX (-power, 0.0) * store->wear_per_kwh + dwell;
      discharged_battery += MAX (-stored, 0.0);
      driven += store->drive_kwh[t];
      energy = used->energy_kwh[t];
    }
  sum->driving_kwh += driven + away;
  sum->away_kwh += away;
  sum->cost_away += away * store->away_price_per_kwh;
  sum->losses_kwh -= energy - start;
  sum->soc_end[s] = energy / store->capacity_kwh;
  sum->full_cycles[s] = (discharged_battery + driven) / store->capacity_kwh;
}

static void
find_shares (GhPlanSummary *sum)
{
  double consumption = sum->load_kwh + sum->charged_ac_kwh - sum->discharged_ac_kwh;

  sum->self_consumption = sum->solar_kwh > 0.0
                              ? 1.0 - (sum->curtailed_kwh + sum->solar_export_kwh) / sum->solar_kwh
                              : NAN;
  sum->self_sufficiency
      = consumption > 0.0 ? CLAMP (1.0 - sum->import_kwh / consumption, 0.0, 1.0) : NAN;
}

/* Demand charges whose hours begin in the range: each counts once, however a plan is cut. */
static double
find_demand_cost (const GhSite *site, const GhPlan *plan, gsize from, gsize to)
{
  double cost = 0.0;

  for (guint i = 0; i < site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &site->demand_charges[i];
      gsize first = 0;
      while (first < plan->count && !charge->applies[first])
        first++;
      if (first >= from && first < to)
        cost += charge->price_per_kw
                * gh_demand_charge_get_peak_kw (charge, plan->grid_kw, plan->count);
    }
  return cost;
}

/**
 * gh_plan_summarise_range:
 * @site: the site, as the plan's strategy uses it or as it was
 * @plan: a plan with powers
 * @from: first step
 * @to: step after the last, above @from
 * @summary: (out): clear with gh_plan_summary_clear()
 *
 * Adds up what a part of a plan costs, moves and emits; what is charged on the way counts where the
 * trip begins, a demand charge in full where its hours begin. What a relaxed plan does not serve is
 * no matter of single steps and left out. O(steps of the range).
 */
void
gh_plan_summarise_range (const GhSite *site, const GhPlan *plan, gsize from, gsize to,
                         GhPlanSummary *summary)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  *summary = (GhPlanSummary){ 0 };
  summary->soc_end = g_new0 (double, MAX (1, plan->store_count));
  summary->full_cycles = g_new0 (double, MAX (1, plan->store_count));
  for (gsize t = from; t < to; t++)
    add_meter (site, plan, t, hours, summary);
  for (guint s = 0; s < plan->store_count; s++)
    add_store (site, plan, s, from, to, hours, summary);
  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    summary->emissions_kg[rate] = gh_emissions_sum_kg (
        plan->grid_kw + from, site->rates_g_per_kwh[rate] + from, rate, hours, to - from);
  summary->import_house = summary->cost_import - summary->import_charging;
  summary->cost_fixed = gh_site_get_fixed_cost (site, from, to);
  summary->cost_demand = find_demand_cost (site, plan, from, to);
  summary->cost_carbon
      = summary->emissions_kg[site->planned_rate] / 1000.0 * site->carbon_price_per_tonne;
  summary->losses_kwh += summary->charged_ac_kwh - summary->discharged_ac_kwh + summary->away_kwh
                         - summary->driving_kwh;
  find_shares (summary);
}

/**
 * gh_plan_summarise:
 * @site: the site, as the plan's strategy uses it or as it was
 * @plan: a plan with powers
 * @summary: (out): clear with gh_plan_summary_clear()
 *
 * Adds up what a plan costs, moves and emits. Wear counts discharging to house or grid, never
 * driving. O(steps).
 */
void
gh_plan_summarise (const GhSite *site, const GhPlan *plan, GhPlanSummary *summary)
{
  gh_plan_summarise_range (site, plan, 0, plan->count, summary);
  summary->cost_unserved = plan->unserved_kwh * GH_UNSERVED_PENALTY_PER_KWH;
  summary->driving_kwh -= plan->undriven_kwh;
  summary->losses_kwh += plan->undriven_kwh;
}

/**
 * gh_plan_summary_get_bill:
 * @summary: what a plan comes to
 *
 * Returns: what has to be paid: import less export plus fixed and demand charges, away charging and
 *   what the bill adds, currency
 */
double
gh_plan_summary_get_bill (const GhPlanSummary *summary)
{
  return summary->cost_import - summary->cost_export + summary->cost_fixed + summary->cost_demand
         + summary->cost_away + summary->cost_correction;
}

/**
 * gh_plan_summary_get_cycles:
 * @summary: what a plan comes to
 * @site: its site
 *
 * Returns: full cycles of all stores taken as one, driving included; 0 without any
 */
double
gh_plan_summary_get_cycles (const GhPlanSummary *summary, const GhSite *site)
{
  double discharged = 0.0, capacity = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    {
      discharged += summary->full_cycles[s] * site->stores[s].capacity_kwh;
      capacity += site->stores[s].capacity_kwh;
    }
  return capacity > 0.0 ? discharged / capacity : 0.0;
}

/**
 * gh_plan_summary_clear:
 * @summary: a summary
 *
 * Frees its arrays.
 */
void
gh_plan_summary_clear (GhPlanSummary *summary)
{
  g_clear_pointer (&summary->soc_end, g_free);
  g_clear_pointer (&summary->full_cycles, g_free);
}
