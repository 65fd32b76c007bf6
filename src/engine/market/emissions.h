/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/emission-rate.h"

G_BEGIN_DECLS

/**
 * GhEmissionArbitrage:
 * @charging_g_per_kwh: mean marginal rate of charging, weighted by energy; NAN without charging
 * @discharging_g_per_kwh: the same of discharging; NAN without discharging
 * @needed_ratio: rate of discharging over rate of charging at which nothing is won or lost
 * @net_g_per_kwh: emissions avoided for each kWh delivered; negative when they grow; NAN without
 *   charging or without discharging
 * @cuts_emissions: whether @net_g_per_kwh is above zero
 *
 * Whether a store that charges at one time and discharges at another cuts emissions.
 */
typedef struct
{
  double charging_g_per_kwh;
  double discharging_g_per_kwh;
  double needed_ratio;
  double net_g_per_kwh;
  gboolean cuts_emissions;
} GhEmissionArbitrage;

double gh_emissions_sum_kg (const double *grid_kw, const double *g_per_kwh, GhEmissionRate rate,
                            double step_hours, gsize count);
double gh_emissions_break_even_ratio (double charge_efficiency, double discharge_efficiency);
GhEmissionArbitrage gh_emissions_evaluate_store (const double *power_kw,
                                                 const double *marginal_g_per_kwh, gsize count,
                                                 double charge_efficiency,
                                                 double discharge_efficiency);

G_END_DECLS
