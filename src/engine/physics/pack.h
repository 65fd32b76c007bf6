/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/cell.h"

G_BEGIN_DECLS

/* Steps of the grid over the state of charge: all tables of the catalogue have their points on it.
 */
#define GH_PACK_SOC_STEPS 200

/* The open-circuit voltage is that at 25 degrees C. */
#define GH_PACK_REFERENCE_K 298.15

/**
 * GhPackSpec:
 * @cell: of the catalogue
 * @capacity_kwh: usable energy when new, above 0
 * @nominal_voltage_v: 0 for 400
 * @soh: capacity left, 1 when new
 * @resistance_growth: factor on all resistances, 1 when new
 * @thermal_time_constant_s: in which the difference to the ambient temperature falls to 37 %;
 *   0 for six hours, a usual value for a closed pack without cooling that nobody measured
 *
 * What a pack is made of.
 */
typedef struct
{
  const GhCell *cell;
  double capacity_kwh;
  double nominal_voltage_v;
  double soh;
  double resistance_growth;
  double thermal_time_constant_s;
} GhPackSpec;

/**
 * GhCircuitValues:
 *
 * The resistances and time constants of a pack's circuit at one state.
 */
typedef struct
{
  double r0_ohm;
  double r1_ohm;
  double tau1_s;
  double r2_ohm;
  double tau2_s;
} GhCircuitValues;

/**
 * GhPack:
 * @cell: what it is made of
 * @series: cells in series
 * @parallel: strings in parallel, a real number so that the energy is the vehicle's to the digit
 * @capacity_kwh: energy from empty to full without losses, aged
 * @capacity_ah: charge from empty to full, aged
 * @voltage_min_v: least voltage at the terminals
 * @voltage_max_v: greatest
 * @charge_limit_a: greatest charging current; a rating of the new cells, which does not fade
 * @discharge_limit_a: greatest discharging current
 * @soc_min: least state of charge, 0
 * @soc_max: greatest, 1
 * @heat_capacity_j_per_k: of the cells alone
 * @heat_transfer_w_per_k: to the ambient air; 0 for none
 * @ocv_v: open-circuit voltage at the points of the grid
 * @ocv_integral_v: its integral over the state of charge from 0 to each point
 * @temperature_count: number of rows of @values
 * @temperature_k: (array length=temperature_count): of the rows, rising
 * @values: row by row, GH_PACK_SOC_STEPS + 1 each
 *
 * A battery of equal cells. Voltages, currents and resistances are the whole pack's. The
 * open-circuit voltage depends on the state of charge alone: between 5 and 40 degrees C it moves by
 * 0.03 V in 4 at most, and the heat of that (entropy) is left out.
 *
 * State of charge is charge. A plan counts energy, which is not the same: a kWh near empty is more
 * charge than a kWh near full. Over the whole swing both agree, within it they part by less than
 * 0.03 of it; gh_pack_get_energy_kwh() and gh_pack_get_soc() go from one to the other.
 */
typedef struct
{
  const GhCell *cell;
  guint series;
  double parallel;
  double capacity_kwh;
  double capacity_ah;
  double voltage_min_v;
  double voltage_max_v;
  double charge_limit_a;
  double discharge_limit_a;
  double soc_min;
  double soc_max;
  double heat_capacity_j_per_k;
  double heat_transfer_w_per_k;
  double ocv_v[GH_PACK_SOC_STEPS + 1];
  double ocv_integral_v[GH_PACK_SOC_STEPS + 1];
  guint temperature_count;
  double *temperature_k;
  GhCircuitValues *values;
} GhPack;

GhPack *gh_pack_new (const GhPackSpec *spec);
void gh_pack_free (GhPack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPack, gh_pack_free)

double gh_pack_get_ocv_v (const GhPack *pack, double soc, double *slope_v);
double gh_pack_get_mean_ocv_v (const GhPack *pack, double from, double to);
double gh_pack_get_energy_kwh (const GhPack *pack, double soc);
double gh_pack_get_soc (const GhPack *pack, double energy_kwh);
void gh_pack_get_values (const GhPack *pack, double soc, double temperature_k,
                         GhCircuitValues *values);

G_END_DECLS
