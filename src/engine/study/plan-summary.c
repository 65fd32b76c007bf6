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

static void
add_store (const GhSite *site, const GhPlan *plan, guint s, double hours, GhPlanSummary *sum)
{
  const GhStore *store = &site->stores[s];
  const GhStorePlan *used = &plan->stores[s];
  double energy = store->start_kwh, discharged_battery = 0.0, driven = 0.0;

  for (gsize t = 0; t < plan->count; t++)
    {
      double power = used->power_kw[t] * hours;
      double stored = used->energy_kwh[t] - energy + store->drive_kwh[t];
      sum->charged_ac_kwh += MAX (power, 0.0);
      sum->discharged_ac_kwh += MAX (-power, 0.0);
      sum->cost_wear += MAX (-power, 0.0) * store->wear_per_kwh;
      discharged_battery += MAX (-stored, 0.0);
      driven += store->drive_kwh[t];
      energy = used->energy_kwh[t];
    }
  sum->driving_kwh += driven + store->away_kwh;
  sum->away_kwh += store->away_kwh;
  sum->cost_away += store->away_kwh * store->away_price_per_kwh;
  sum->losses_kwh -= energy - store->start_kwh;
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
  double hours = gh_time_axis_get_step_hours (site->axis);

  *summary = (GhPlanSummary){ 0 };
  summary->soc_end = g_new0 (double, MAX (1, plan->store_count));
  summary->full_cycles = g_new0 (double, MAX (1, plan->store_count));
  for (gsize t = 0; t < plan->count; t++)
    add_meter (site, plan, t, hours, summary);
  for (guint s = 0; s < plan->store_count; s++)
    add_store (site, plan, s, hours, summary);
  GhEmissionTotals emitted = gh_emissions_add_up (plan->grid_kw, site->marginal_g_per_kwh,
                                                  site->average_g_per_kwh, hours, plan->count);
  summary->emissions_marginal_kg = emitted.marginal_kg;
  summary->emissions_average_kg = emitted.average_kg;
  summary->import_house = summary->cost_import - summary->import_charging;
  summary->cost_fixed = site->fixed_per_day * gh_time_axis_get_days (site->axis);
  summary->cost_carbon = summary->emissions_marginal_kg / 1000.0 * site->carbon_price_per_tonne;
  summary->cost_unserved = plan->unserved_kwh * GH_UNSERVED_PENALTY_PER_KWH;
  summary->driving_kwh -= plan->undriven_kwh;
  summary->losses_kwh += summary->charged_ac_kwh - summary->discharged_ac_kwh + summary->away_kwh
                         - summary->driving_kwh;
  find_shares (summary);
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
