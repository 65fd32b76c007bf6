/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/answer.h"

#include <math.h>

#include "market/emissions.h"
#include "number-text.h"
#include "words.h"

/* Money and energy a year below which nothing is worth telling. */
#define NO_MONEY 0.005
#define NO_ENERGY_KWH 10.0
/* Payback below which there was nothing to pay. */
#define AT_ONCE_YEARS 0.05

static const char *
short_name (const GhStrategyResult *result)
{
  return result->strategy == GH_STRATEGY_V2H ? _ ("V2H") : _ ("V2G");
}

/* Where the saving of a strategy over smart charging comes from. */
static const char *
main_reason (const GhPlanSummary *used, const GhPlanSummary *smart)
{
  double house = smart->import_house - used->import_house;
  double exported = used->cost_export - smart->cost_export;
  double charging = smart->import_charging - used->import_charging;

  if (house >= exported && house >= charging)
    return _ ("mostly because the car covers the house when buying is dear");
  if (exported >= charging)
    return _ ("mostly by selling energy from the car");
  return _ ("mostly by charging more cheaply");
}

/* Why there is nothing to gain. */
static const char *
reason_against (const GhStrategyResult *result)
{
  double gain = result->saving_per_year - result->summary.cost_wear;

  if (gain <= MAX (1.0, 0.005 * fabs (result->bill_per_year)))
    return _ ("because prices differ too little over the day to pay for losses and wear");
  return _ ("which does not pay for its charger and the wear in that time");
}

static guint
better_bidirectional (const GhComparison *comparison)
{
  return comparison->results[3].against_smart->npv
                 > comparison->results[2].against_smart->npv + NO_MONEY
             ? 3
             : 2;
}

static char *
answer_yes (const GhStrategyResult *best, const GhStrategyResult *smart, const char *currency)
{
  const GhCashFlow *flow = best->against_smart;
  const char *reason = main_reason (&best->summary, &smart->summary);
  g_autofree char *saving = gh_money_format (best->saving_per_year, currency, 0);
  g_autofree char *value = gh_money_format_signed (flow->npv, currency, 0);
  g_autofree char *years = gh_number_format (flow->payback_years, 1);

  if (flow->payback_years < AT_ONCE_YEARS)
    return g_strdup_printf (_ ("%s pays: it saves %s a year over smart charging, %s, and costs "
                               "nothing extra (net present value %s)."),
                            short_name (best), saving, reason, value);
  return g_strdup_printf (
      _ ("%s pays: it saves %s a year over smart charging, %s, and pays back in "
         "%s years (net present value %s)."),
      short_name (best), saving, reason, years, value);
}

/**
 * gh_answer_question:
 * @comparison: a comparison with cash flows
 * @site: its site
 *
 * Answers whether it is worth letting the car power the house or the grid.
 *
 * Returns: (transfer full): one sentence with its main reason
 */
char *
gh_answer_question (const GhComparison *comparison, const GhSite *site)
{
  if (site->store_count == 0)
    return g_strdup (_ ("There is no car in this study, so there is nothing to compare."));

  const GhStrategyResult *best = &comparison->results[better_bidirectional (comparison)];
  const GhCashFlow *flow = best->against_smart;

  if (flow->npv > 0.0 && best->saving_per_year > 0.0 && isfinite (flow->payback_years))
    return answer_yes (best, &comparison->results[1], site->currency);
  g_autofree char *saving = gh_money_format (best->saving_per_year, site->currency, 0);
  g_autofree char *value = gh_money_format_signed (flow->npv, site->currency, 0);
  return g_strdup_printf (
      _ ("%s does not pay here: it saves %s a year over smart charging, %s (net "
         "present value %s over %u years)."),
      short_name (best), saving, reason_against (best), value, flow->years->len - 1);
}

/* Efficiencies of both directions over a plan, standby included; NAN where nothing flows. */
static void
find_efficiencies (const GhStore *store, const GhStorePlan *used, gsize count, double hours,
                   double *charging, double *discharging)
{
  double stored = 0.0, charged = 0.0, taken = 0.0, discharged = 0.0;
  double before = store->start_kwh;

  for (gsize t = 0; t < count; t++)
    {
      double change = used->energy_kwh[t] - before + store->drive_kwh[t];
      stored += MAX (change, 0.0);
      taken += MAX (-change, 0.0);
      charged += MAX (used->power_kw[t], 0.0) * hours;
      discharged += MAX (-used->power_kw[t], 0.0) * hours;
      before = used->energy_kwh[t];
    }
  *charging = charged > 0.0 ? stored / charged : NAN;
  *discharging = taken > 0.0 ? discharged / taken : NAN;
}

static gboolean
has_marginal_rates (const GhSite *site)
{
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    if (fabs (site->marginal_g_per_kwh[t]) > 0.0)
      return TRUE;
  return FALSE;
}

static char *
explain_rule (const GhStrategyResult *best, const GhSite *site, double change_kg)
{
  const GhStorePlan *used = &best->plan->stores[0];
  double charging, discharging;

  find_efficiencies (&site->stores[0], used, best->plan->count,
                     gh_time_axis_get_step_hours (site->axis), &charging, &discharging);
  GhEmissionArbitrage rule = gh_emissions_evaluate_store (used->power_kw, site->marginal_g_per_kwh,
                                                          best->plan->count, charging, discharging);
  g_autofree char *effect
      = change_kg < 0.0
            ? g_strdup_printf (_ ("At marginal rates %s cuts %.0f kg of CO₂ a year compared with "
                                  "smart charging."),
                               short_name (best), -change_kg)
            : g_strdup_printf (_ ("At marginal rates %s adds %.0f kg of CO₂ a year compared with "
                                  "smart charging."),
                               short_name (best), change_kg);
  g_autofree char *why = g_strdup_printf (
      rule.cuts_emissions
          ? _ ("It discharges at %.0f g/kWh on average, above the %.0f g/kWh at which it breaks "
               "even (charged at %.0f g/kWh, %.0f %% round trip).")
          : _ ("It discharges at %.0f g/kWh on average, not above the %.0f g/kWh at which it "
               "breaks even (charged at %.0f g/kWh, %.0f %% round trip)."),
      rule.discharging_g_per_kwh, rule.charging_g_per_kwh * rule.needed_ratio,
      rule.charging_g_per_kwh, 100.0 / rule.needed_ratio);

  return g_strdup_printf ("%s %s", effect, why);
}

/**
 * gh_answer_carbon:
 * @comparison: a comparison
 * @site: its site
 *
 * Tells what the better bidirectional strategy does to emissions and evaluates the rule of
 * break-even for it: discharging cuts emissions where the marginal rate then is above that of
 * charging divided by the round-trip efficiency.
 *
 * Returns: (transfer full): one or two sentences
 */
char *
gh_answer_carbon (const GhComparison *comparison, const GhSite *site)
{
  if (site->store_count == 0)
    return g_strdup (_ ("There is no car in this study, so its emissions cannot be compared."));
  if (!has_marginal_rates (site))
    return g_strdup (_ ("The study has no marginal emissions, so nothing can be said about them."));

  const GhStrategyResult *best = &comparison->results[better_bidirectional (comparison)];
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (site->axis));
  double change_kg
      = (best->summary.emissions_marginal_kg - comparison->results[1].summary.emissions_marginal_kg)
        * per_year;

  if (best->summary.discharged_ac_kwh * per_year < NO_ENERGY_KWH)
    return g_strdup_printf (
        _ ("%s moves next to no energy here, so it changes emissions by next to nothing."),
        short_name (best));
  return explain_rule (best, site, change_kg);
}
