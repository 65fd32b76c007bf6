/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/answer.h"

#include <math.h>

#include "words.h"

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
  if (result->saving_per_year <= 0.005)
    return _ ("prices differ too little over the day to pay for the losses");
  return _ ("what it saves does not pay for the charger and the wear over its life");
}

static guint
better_bidirectional (const GhComparison *comparison)
{
  return comparison->results[3].against_smart->npv
                 > comparison->results[2].against_smart->npv + 0.005
             ? 3
             : 2;
}

/**
 * gh_answer_question:
 * @comparison: a comparison with cash flows
 * @study: its study
 * @site: its site
 *
 * Answers whether it is worth letting the car power the house or the grid.
 *
 * Returns: (transfer full): one sentence with its main reason
 */
char *
gh_answer_question (const GhComparison *comparison, const GhStudy *study, const GhSite *site)
{
  if (site->store_count == 0)
    return g_strdup (_ ("There is no car in this study, so there is nothing to compare."));

  const GhStrategyResult *best = &comparison->results[better_bidirectional (comparison)];
  const GhStrategyResult *smart = &comparison->results[1];
  const GhCashFlow *flow = best->against_smart;
  const char *name = best->strategy == GH_STRATEGY_V2H ? _ ("V2H") : _ ("V2G");

  if (flow->npv > 0.0 && best->saving_per_year > 0.0 && isfinite (flow->payback_years))
    return g_strdup_printf (
        _ ("%s pays: it saves %.0f %s a year over smart charging, %s, and pays back in %.1f years "
           "(net present value %+.0f %s)."),
        name, best->saving_per_year, site->currency, main_reason (&best->summary, &smart->summary),
        flow->payback_years, flow->npv, site->currency);
  return g_strdup_printf (
      _ ("%s does not pay here: it saves %.0f %s a year over smart charging (net present value "
         "%+.0f %s), %s."),
      name, best->saving_per_year, site->currency, flow->npv, site->currency,
      reason_against (best));
}

/* Mean marginal rate of the hours in which the car charges or discharges, weighted by energy. */
static double
mean_rate (const GhSite *site, const GhPlan *plan, int sign)
{
  double energy = 0.0, grams = 0.0;

  for (gsize t = 0; t < plan->count; t++)
    {
      double power = MAX (sign * plan->stores[0].power_kw[t], 0.0);
      energy += power;
      grams += power * site->marginal_g_per_kwh[t];
    }
  return energy > 0.0 ? grams / energy : NAN;
}

/* Efficiency of one direction over a plan: what leaves it for what enters it. */
static double
round_trip (const GhStore *store)
{
  const GhChargerCurve *in = &store->charge, *out = &store->discharge;

  if (in->count == 0 || out->count == 0)
    return NAN;
  return in->battery_kw[in->count - 1] / in->ac_kw[in->count - 1] * out->ac_kw[out->count - 1]
         / out->battery_kw[out->count - 1];
}

/**
 * gh_answer_carbon:
 * @comparison: a comparison
 * @site: its site
 *
 * Evaluates the break-even rule of emissions arbitrage for the better bidirectional strategy:
 * discharging cuts emissions where the marginal rate then is above that of charging divided by the
 * round-trip efficiency.
 *
 * Returns: (transfer full): one sentence
 */
char *
gh_answer_carbon (const GhComparison *comparison, const GhSite *site)
{
  if (site->store_count == 0)
    return g_strdup (_ ("There is no car in this study, so its emissions cannot be compared."));

  const GhStrategyResult *best = &comparison->results[better_bidirectional (comparison)];
  double charge = mean_rate (site, best->plan, 1), discharge = mean_rate (site, best->plan, -1);
  double efficiency = round_trip (&site->stores[0]);
  const char *name = best->strategy == GH_STRATEGY_V2H ? _ ("V2H") : _ ("V2G");

  if (!isfinite (charge) || !isfinite (discharge) || !isfinite (efficiency))
    return g_strdup_printf (_ ("%s moves no energy here, so it changes no emissions."), name);
  double needed = charge / efficiency;
  return g_strdup_printf (
      discharge > needed
          ? _ ("%s cuts marginal emissions: it discharges at %.0f g/kWh on average, above the "
               "%.0f g/kWh at which it breaks even (charged at %.0f g/kWh, %.0f %% round trip).")
          : _ ("%s adds marginal emissions: it discharges at %.0f g/kWh on average, below the "
               "%.0f g/kWh at which it breaks even (charged at %.0f g/kWh, %.0f %% round trip)."),
      name, discharge, needed, charge, efficiency * 100.0);
}
