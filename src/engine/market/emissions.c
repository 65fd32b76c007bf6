/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/emissions.h"

#include <math.h>

#define GRAMS_PER_KG 1000.0

/**
 * gh_emissions_sum_kg:
 * @grid_kw: (array length=count): mean power at the meter, kW, import positive
 * @g_per_kwh: (array length=count): rates, g per kWh
 * @rate: their kind
 * @step_hours: length of a step, hours
 * @count: number of steps
 *
 * Adds up the emissions of a meter. At marginal rates export counts as what it displaces, import
 * less export; at average rates it counts nothing, since no average tells what it displaces.
 *
 * Returns: kg
 */
double
gh_emissions_sum_kg (const double *grid_kw, const double *g_per_kwh, GhEmissionRate rate,
                     double step_hours, gsize count)
{
  double sum = 0.0;

  for (gsize t = 0; t < count; t++)
    {
      double counted_kw = rate == GH_RATE_AVERAGE ? MAX (grid_kw[t], 0.0) : grid_kw[t];
      sum += counted_kw * g_per_kwh[t];
    }
  return sum * step_hours / GRAMS_PER_KG;
}

/**
 * gh_emissions_break_even_ratio:
 * @charge_efficiency: stored for each kWh AC, above 0
 * @discharge_efficiency: AC for each kWh taken out of the store, above 0
 *
 * The rule of break-even, a balance of what is emitted for a kWh and what it displaces: discharging
 * cuts emissions where the marginal rate then is more than this many times the rate at which the
 * energy was charged.
 *
 * Returns: `1 / (charge_efficiency * discharge_efficiency)`; NAN for efficiencies not above 0
 */
double
gh_emissions_break_even_ratio (double charge_efficiency, double discharge_efficiency)
{
  if (!(charge_efficiency > 0.0) || !(discharge_efficiency > 0.0))
    return NAN;
  return 1.0 / (charge_efficiency * discharge_efficiency);
}

/* Mean rate of the steps in which @sign * power is positive, weighted by energy; steps are equally
 * long, so that powers will do. */
static double
mean_rate (const double *power_kw, const double *rate, gsize count, double sign)
{
  double energy = 0.0, grams = 0.0;

  for (gsize t = 0; t < count; t++)
    {
      double power = MAX (sign * power_kw[t], 0.0);
      energy += power;
      grams += power * rate[t];
    }
  return energy > 0.0 ? grams / energy : NAN;
}

/**
 * gh_emissions_evaluate_store:
 * @power_kw: (array length=count): AC power of a store, kW; charging positive
 * @marginal_g_per_kwh: (array length=count): marginal rate, g per kWh
 * @count: number of steps
 * @charge_efficiency: stored for each kWh AC, above 0
 * @discharge_efficiency: AC for each kWh taken out of the store, above 0
 *
 * Evaluates the rule of break-even for a store: a delivered kWh displaces the mean rate of
 * discharging and needs `1 / (charge_efficiency * discharge_efficiency)` kWh charged at the mean
 * rate of charging. All charging counts alike, also what is driven later.
 *
 * Returns: the rates, what is needed and what is won
 */
GhEmissionArbitrage
gh_emissions_evaluate_store (const double *power_kw, const double *marginal_g_per_kwh, gsize count,
                             double charge_efficiency, double discharge_efficiency)
{
  GhEmissionArbitrage result = {
    .charging_g_per_kwh = mean_rate (power_kw, marginal_g_per_kwh, count, 1.0),
    .discharging_g_per_kwh = mean_rate (power_kw, marginal_g_per_kwh, count, -1.0),
    .needed_ratio = gh_emissions_break_even_ratio (charge_efficiency, discharge_efficiency),
  };

  result.net_g_per_kwh
      = result.discharging_g_per_kwh - result.charging_g_per_kwh * result.needed_ratio;
  result.cuts_emissions = result.net_g_per_kwh > 0.0;
  return result;
}
