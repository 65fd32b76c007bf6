/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/pack.h"

#include <math.h>

#define NOMINAL_VOLTAGE_V 400.0
#define THERMAL_TIME_CONSTANT_S (6.0 * 3600.0)

static double
grid_soc (guint index)
{
  return (double) index / GH_PACK_SOC_STEPS;
}

/* The step of the grid that holds @soc; the first and the last go on for ever. */
static guint
find_step (double soc)
{
  double position = soc * GH_PACK_SOC_STEPS;

  if (!(position > 0.0))
    return 0;
  return (guint) MIN (position, GH_PACK_SOC_STEPS - 1.0);
}

/* Open-circuit voltage of @factor cells in series, and its integral. */
static void
fill_ocv (GhPack *pack, double factor)
{
  double sum = 0.0;

  for (guint i = 0; i <= GH_PACK_SOC_STEPS; i++)
    {
      pack->ocv_v[i]
          = factor * gh_cell_table_at (&pack->cell->ocv_v, grid_soc (i), GH_PACK_REFERENCE_K);
      if (i > 0)
        sum += (pack->ocv_v[i - 1] + pack->ocv_v[i]) / (2.0 * GH_PACK_SOC_STEPS);
      pack->ocv_integral_v[i] = sum;
    }
}

/* The rows of every table, so that lines between them lose nothing. */
static void
collect_temperatures (GhPack *pack)
{
  const GhCell *cell = pack->cell;
  const GhCellTable *tables[]
      = { &cell->r0_ohm, &cell->r1_ohm, &cell->tau1_s, &cell->r2_ohm, &cell->tau2_s };
  guint most = 0, count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    most += tables[i]->temperature_count;
  pack->temperature_k = g_new (double, most);
  for (;;)
    {
      double last = count > 0 ? pack->temperature_k[count - 1] : -INFINITY, next = INFINITY;
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        for (guint j = 0; j < tables[i]->temperature_count; j++)
          if (tables[i]->temperature_k[j] > last)
            next = MIN (next, tables[i]->temperature_k[j]);
      if (isinf (next))
        break;
      pack->temperature_k[count++] = next;
    }
  pack->temperature_count = count;
}

static void
fill_values (GhPack *pack, double growth)
{
  const GhCell *cell = pack->cell;
  double factor = growth * pack->series / pack->parallel;
  GhCircuitValues *values;

  collect_temperatures (pack);
  values = pack->values
      = g_new (GhCircuitValues, pack->temperature_count * (GH_PACK_SOC_STEPS + 1));
  for (guint row = 0; row < pack->temperature_count; row++)
    for (guint i = 0; i <= GH_PACK_SOC_STEPS; i++)
      {
        double soc = grid_soc (i), kelvin = pack->temperature_k[row];
        *values++ = (GhCircuitValues){ factor * gh_cell_table_at (&cell->r0_ohm, soc, kelvin),
                                       factor * gh_cell_table_at (&cell->r1_ohm, soc, kelvin),
                                       gh_cell_table_at (&cell->tau1_s, soc, kelvin),
                                       factor * gh_cell_table_at (&cell->r2_ohm, soc, kelvin),
                                       gh_cell_table_at (&cell->tau2_s, soc, kelvin) };
      }
}

/**
 * gh_pack_new:
 * @spec: what it is made of
 *
 * Cells in series until the nominal voltage is nearest, the nominal voltage of a cell being its
 * mean open-circuit voltage; as many strings in parallel as the energy asks for. The charge is the
 * energy over the mean open-circuit voltage, so that from empty to full, without losses, the pack
 * gives exactly @capacity_kwh times @soh. Ageing takes charge and adds resistance; the time
 * constants of the branches stay.
 *
 * Returns: (transfer full): the pack
 */
GhPack *
gh_pack_new (const GhPackSpec *spec)
{
  const GhCell *cell = spec->cell;
  GhPack *pack = g_new0 (GhPack, 1);
  double nominal = spec->nominal_voltage_v > 0.0 ? spec->nominal_voltage_v : NOMINAL_VOLTAGE_V;
  double time_constant = spec->thermal_time_constant_s > 0.0 ? spec->thermal_time_constant_s
                                                             : THERMAL_TIME_CONSTANT_S;

  pack->cell = cell;
  fill_ocv (pack, 1.0);
  double cell_v = pack->ocv_integral_v[GH_PACK_SOC_STEPS];
  pack->series = (guint) MAX (1.0, round (nominal / cell_v));
  fill_ocv (pack, pack->series);
  pack->parallel = spec->capacity_kwh * 1000.0 / (pack->series * cell_v * cell->capacity_ah);
  pack->capacity_kwh = spec->capacity_kwh * spec->soh;
  pack->capacity_ah = pack->parallel * cell->capacity_ah * spec->soh;
  pack->voltage_min_v = pack->series * cell->voltage_min_v;
  pack->voltage_max_v = pack->series * cell->voltage_max_v;
  pack->charge_limit_a = pack->parallel * cell->capacity_ah * cell->charge_limit_per_hour;
  pack->discharge_limit_a = pack->parallel * cell->capacity_ah * cell->discharge_limit_per_hour;
  pack->soc_min = 0.0;
  pack->soc_max = 1.0;
  pack->heat_capacity_j_per_k = pack->series * pack->parallel * cell->heat_capacity_j_per_k;
  pack->heat_transfer_w_per_k = pack->heat_capacity_j_per_k / time_constant;
  fill_values (pack, spec->resistance_growth);
  return pack;
}

/**
 * gh_pack_free:
 * @pack: (nullable) (transfer full): a pack
 */
void
gh_pack_free (GhPack *pack)
{
  if (pack == NULL)
    return;
  g_free (pack->temperature_k);
  g_free (pack->values);
  g_free (pack);
}

/**
 * gh_pack_get_ocv_v:
 * @pack: a pack
 * @soc: state of charge; outside 0 to 1 the last line of the table goes on
 * @slope_v: (out) (optional): by how much it rises per unit of charge there
 *
 * Returns: the open-circuit voltage
 */
double
gh_pack_get_ocv_v (const GhPack *pack, double soc, double *slope_v)
{
  guint i = find_step (soc);
  double slope = (pack->ocv_v[i + 1] - pack->ocv_v[i]) * GH_PACK_SOC_STEPS;

  if (slope_v != NULL)
    *slope_v = slope;
  return pack->ocv_v[i] + slope * (soc - grid_soc (i));
}

/**
 * gh_pack_get_mean_ocv_v:
 * @pack: a pack
 * @from: state of charge
 * @to: state of charge, before or after
 *
 * Exact for the table, and to the last digits also where both are close. Times the charge between
 * them it is the energy.
 *
 * Returns: the mean open-circuit voltage between two states of charge
 */
double
gh_pack_get_mean_ocv_v (const GhPack *pack, double from, double to)
{
  guint first = find_step (from), last = find_step (to);
  double start_v = gh_pack_get_ocv_v (pack, from, NULL);
  double end_v = gh_pack_get_ocv_v (pack, to, NULL);

  if (first == last)
    return (start_v + end_v) / 2.0;
  guint leave = from < to ? first + 1 : first, enter = from < to ? last : last + 1;
  double integral = (grid_soc (leave) - from) * (start_v + pack->ocv_v[leave]) / 2.0
                    + pack->ocv_integral_v[enter] - pack->ocv_integral_v[leave]
                    + (to - grid_soc (enter)) * (pack->ocv_v[enter] + end_v) / 2.0;
  return integral / (to - from);
}

/**
 * gh_pack_get_energy_kwh:
 * @pack: a pack
 * @soc: state of charge, 0 to 1
 *
 * Returns: what the pack gives without losses from there to empty
 */
double
gh_pack_get_energy_kwh (const GhPack *pack, double soc)
{
  return pack->capacity_ah * soc * gh_pack_get_mean_ocv_v (pack, 0.0, soc) / 1000.0;
}

/**
 * gh_pack_get_soc:
 * @pack: a pack
 * @energy_kwh: 0 to its capacity
 *
 * Returns: the state of charge at which so much is stored: the inverse of gh_pack_get_energy_kwh()
 */
double
gh_pack_get_soc (const GhPack *pack, double energy_kwh)
{
  double wanted = energy_kwh * 1000.0 / pack->capacity_ah;
  guint first = 0, last = GH_PACK_SOC_STEPS - 1;

  while (first < last)
    {
      guint middle = (first + last + 1) / 2;
      if (pack->ocv_integral_v[middle] <= wanted)
        first = middle;
      else
        last = middle - 1;
    }
  double rest = wanted - pack->ocv_integral_v[first], start_v = pack->ocv_v[first];
  double slope = (pack->ocv_v[first + 1] - start_v) * GH_PACK_SOC_STEPS;
  double root = sqrt (MAX (start_v * start_v + 2.0 * slope * rest, 0.0));
  return grid_soc (first) + 2.0 * rest / (start_v + root);
}

/**
 * gh_pack_get_values:
 * @pack: a pack
 * @soc: state of charge; beyond 0 to 1 the nearest counts
 * @temperature_k: of the cells; beyond the tables the nearest counts
 * @values: (out): of the circuit
 */
void
gh_pack_get_values (const GhPack *pack, double soc, double temperature_k, GhCircuitValues *values)
{
  guint i = find_step (soc), row = 0;
  double x = CLAMP (soc * GH_PACK_SOC_STEPS - i, 0.0, 1.0), y = 0.0;

  while (row + 2 < pack->temperature_count && temperature_k >= pack->temperature_k[row + 1])
    row++;
  const GhCircuitValues *lower = pack->values + row * (GH_PACK_SOC_STEPS + 1) + i, *upper = lower;
  if (row + 1 < pack->temperature_count)
    {
      double from = pack->temperature_k[row], to = pack->temperature_k[row + 1];
      y = CLAMP ((temperature_k - from) / (to - from), 0.0, 1.0);
      upper += GH_PACK_SOC_STEPS + 1;
    }
  double a = (1.0 - x) * (1.0 - y), b = x * (1.0 - y), c = (1.0 - x) * y, d = x * y;
#define MIX(field) \
  (a * lower[0].field + b * lower[1].field + c * upper[0].field + d * upper[1].field)
  *values
      = (GhCircuitValues){ MIX (r0_ohm), MIX (r1_ohm), MIX (tau1_s), MIX (r2_ohm), MIX (tau2_s) };
#undef MIX
}
