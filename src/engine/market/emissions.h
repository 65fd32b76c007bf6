/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhEmissionTotals:
 * @marginal_kg: import less export, both at the marginal rate, kg; export earns the rate
 * @average_kg: import at the average rate, kg; export earns nothing
 *
 * Emissions of a meter, counted in two ways.
 */
typedef struct
{
  double marginal_kg;
  double average_kg;
} GhEmissionTotals;

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

GhEmissionTotals gh_emissions_add_up (const double *grid_kw, const double *marginal_g_per_kwh,
                                      const double *average_g_per_kwh, double step_hours,
                                      gsize count);
double gh_emissions_break_even_ratio (double charge_efficiency, double discharge_efficiency);
GhEmissionArbitrage gh_emissions_evaluate_store (const double *power_kw,
                                                 const double *marginal_g_per_kwh, gsize count,
                                                 double charge_efficiency,
                                                 double discharge_efficiency);

G_END_DECLS
