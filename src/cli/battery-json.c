/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli.h"

#define ZERO_CELSIUS_K 273.15

static const char *const limit_names[GH_CIRCUIT_LIMITS]
    = { "none", "soc", "current", "voltage", "power" };

/* What each limit of the battery took away. */
static void
write_shortfalls (GhJsonWriter *writer, const char *key, const GhCircuitShortfall *shortfalls)
{
  gh_json_writer_begin_array (writer, key);
  for (guint i = 0; i < GH_CIRCUIT_LIMITS; i++)
    {
      if (!(shortfalls[i].energy_kwh > 0.0))
        continue;
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "limit", limit_names[i]);
      gh_json_writer_number (writer, "energy_kwh", shortfalls[i].energy_kwh);
      gh_json_writer_number (writer, "minutes", shortfalls[i].minutes);
      gh_json_writer_number (writer, "worst_kw", shortfalls[i].worst_kw);
      gh_json_writer_integer (writer, "worst_step", (gint64) shortfalls[i].worst_step);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_circuit (GhJsonWriter *writer, const GhBatteryResult *battery)
{
  const GhCircuitReport *report = &battery->report;

  gh_json_writer_begin_object (writer, "circuit");
  gh_json_writer_number (writer, "shortfall_kwh", battery->shortfall_kwh);
  gh_json_writer_number (writer, "first_shortfall_kwh", battery->first_shortfall_kwh);
  write_shortfalls (writer, "charging_short", report->charging);
  write_shortfalls (writer, "discharging_short", report->discharging);
  gh_json_writer_number (writer, "loss_kwh", report->loss_kwh);
  gh_json_writer_number (writer, "voltage_min_v", report->voltage_min_v);
  gh_json_writer_number (writer, "voltage_max_v", report->voltage_max_v);
  gh_json_writer_number (writer, "temperature_min_c", report->temperature_min_k - ZERO_CELSIUS_K);
  gh_json_writer_number (writer, "temperature_max_c", report->temperature_max_k - ZERO_CELSIUS_K);
  gh_json_writer_integer (writer, "rounds", battery->check_rounds);
  gh_json_writer_number (writer, "limits_cost", battery->limits_cost);
  gh_json_writer_end (writer);
}

static void
write_use (GhJsonWriter *writer, const GhWarrantyUse *use)
{
  gh_json_writer_begin_object (writer, "warranty_use");
  gh_json_writer_number (writer, "kwh", use->kwh);
  gh_json_writer_number (writer, "hours", use->hours);
  gh_json_writer_number (writer, "cycles", use->cycles);
  gh_json_writer_end (writer);
}

/**
 * gh_json_write_battery:
 * @writer: inside an object
 * @battery: what a plan does to the battery
 *
 * Writes "battery": ageing, prices of wear and how the plan goes on the circuit.
 */
void
gh_json_write_battery (GhJsonWriter *writer, const GhBatteryResult *battery)
{
  gh_json_writer_begin_object (writer, "battery");
  gh_json_writer_number (writer, "soh_loss_per_year", battery->loss);
  gh_json_writer_number (writer, "ageing_cost_per_year", battery->ageing_cost);
  if (battery->others_ageing_cost > 0.0)
    gh_json_writer_number (writer, "others_ageing_cost_per_year", battery->others_ageing_cost);
  gh_json_writer_number (writer, "mean_soc", battery->stress.mean_soc);
  gh_json_writer_number (writer, "full_cycles_per_year", battery->stress.efc);
  gh_json_writer_number (writer, "wear_per_kwh", battery->price.wear_per_kwh);
  if (battery->is_priced)
    {
      gh_json_writer_integer (writer, "price_rounds", battery->price_rounds);
      gh_json_writer_number (writer, "objective_without_wear_price", battery->unpriced_objective);
      gh_json_writer_number (writer, "ageing_cost_without_wear_price",
                             battery->unpriced_ageing_cost);
    }
  write_use (writer, &battery->use);
  if (battery->warranty_price > 0.0)
    gh_json_writer_number (writer, "warranty_price_per_kwh", battery->warranty_price);
  write_circuit (writer, battery);
  gh_json_writer_end (writer);
}

static void
write_check (GhJsonWriter *writer, const GhLifeYear *year)
{
  gh_json_writer_begin_object (writer, "circuit");
  gh_json_writer_number (writer, "shortfall_kwh", year->shortfall_kwh);
  gh_json_writer_number (writer, "voltage_min_v", year->voltage_min_v);
  gh_json_writer_number (writer, "voltage_max_v", year->voltage_max_v);
  gh_json_writer_number (writer, "temperature_min_c", year->temperature_min_k - ZERO_CELSIUS_K);
  gh_json_writer_number (writer, "temperature_max_c", year->temperature_max_k - ZERO_CELSIUS_K);
  gh_json_writer_end (writer);
}

static void
write_year (GhJsonWriter *writer, const GhLifeYear *year)
{
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_integer (writer, "year", year->year);
  gh_json_writer_number (writer, "soh_begin", year->soh_begin);
  gh_json_writer_number (writer, "soh_end", year->soh_end);
  gh_json_writer_number (writer, "resistance", year->resistance);
  gh_json_writer_number (writer, "loss_time", year->loss_time);
  gh_json_writer_number (writer, "loss_driving", year->loss_driving);
  gh_json_writer_number (writer, "loss_grid", year->loss_grid);
  gh_json_writer_number (writer, "loss_standing", year->loss_standing);
  gh_json_writer_boolean (writer, "replaced", year->is_replaced);
  gh_json_writer_boolean (writer, "relaxed", year->is_relaxed);
  gh_json_writer_number (writer, "bill", year->bill);
  gh_json_writer_number (writer, "wear_per_kwh", year->wear_per_kwh);
  gh_json_writer_number (writer, "full_cycles", year->efc);
  gh_json_writer_number (writer, "mean_soc", year->mean_soc);
  write_use (writer, &year->use);
  if (year->is_checked)
    write_check (writer, year);
  gh_json_writer_end (writer);
}

static void
write_strategy (GhJsonWriter *writer, const GhLifeStrategy *strategy)
{
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_strategy_name (strategy->strategy));
  gh_json_writer_integer (writer, "replacements", strategy->replacements);
  gh_json_writer_number (writer, "end_of_life_years", strategy->end_of_life_year);
  gh_json_writer_number (writer, "warranty_years", strategy->warranty_year);
  gh_json_write_cash_flows (writer, strategy->against_smart, strategy->against_unmanaged);
  gh_json_writer_numbers (writer, "cycles_by_depth", strategy->depths, GH_LIFE_DEPTHS);
  gh_json_writer_numbers (writer, "hours_by_soc", strategy->dwells, GH_LIFE_DWELLS);
  gh_json_writer_begin_array (writer, "years");
  for (guint i = 0; i < strategy->years->len; i++)
    write_year (writer, &g_array_index (strategy->years, GhLifeYear, i));
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

/**
 * gh_life_to_json:
 * @life: a life
 * @study: the study it is of
 * @findings: to be listed
 * @timing: whether to tell how long it took
 *
 * Returns: (transfer full): one JSON object
 */
char *
gh_life_to_json (const GhLife *life, const GhStudy *study, const GhFindings *findings,
                 gboolean timing)
{
  const GhVehicle *vehicle = g_ptr_array_index (study->vehicles, life->vehicle);
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "baseline", "smart");
  if (vehicle->name != NULL)
    gh_json_writer_text (writer, "vehicle", vehicle->name);
  gh_json_writer_text (writer, "cell", life->cell->id);
  gh_json_writer_integer (writer, "years", life->years);
  gh_json_writer_number (writer, "end_of_life_soh", life->end_of_life_soh);
  gh_json_writer_begin_array (writer, "strategies");
  for (guint i = 0; i < life->count; i++)
    write_strategy (writer, &life->strategies[i]);
  gh_json_writer_end (writer);
  gh_findings_write_json (findings, writer);
  if (timing)
    gh_json_writer_number (writer, "solve_seconds", life->solve_seconds);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}

static void
write_evidence (GhJsonWriter *writer, const GhEvidence *evidence)
{
  gh_json_writer_text (writer, "origin", gh_origin_name (evidence->origin));
  gh_json_writer_text (writer, "source", evidence->source);
}

/* Temperatures in degrees, values as they are used: row by row. */
static void
write_table (GhJsonWriter *writer, const char *key, const GhCellTable *table)
{
  gh_json_writer_begin_object (writer, key);
  write_evidence (writer, &table->evidence);
  gh_json_writer_numbers (writer, "soc", table->soc, table->soc_count);
  gh_json_writer_begin_array (writer, "temperature_c");
  for (guint i = 0; i < table->temperature_count; i++)
    gh_json_writer_number (writer, NULL, table->temperature_k[i] - ZERO_CELSIUS_K);
  gh_json_writer_end (writer);
  gh_json_writer_begin_array (writer, "values");
  for (guint i = 0; i < table->soc_count * table->temperature_count; i++)
    gh_json_writer_number (writer, NULL, table->scale * table->values[i]);
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static void
write_ageing (GhJsonWriter *writer, const GhCell *cell)
{
  const GhAgeingLaw *law = cell->ageing;

  gh_json_writer_begin_object (writer, "ageing");
  gh_json_writer_text (writer, "origin", gh_origin_name (cell->ageing_origin));
  gh_json_writer_text (writer, "law", law->id);
  gh_json_writer_text (writer, "source", law->source);
  gh_json_writer_number (writer, "temperature_min_c", law->temperature_min_k - ZERO_CELSIUS_K);
  gh_json_writer_number (writer, "temperature_max_c", law->temperature_max_k - ZERO_CELSIUS_K);
  gh_json_writer_number (writer, "dod_min", law->dod_min);
  gh_json_writer_number (writer, "dod_max", law->dod_max);
  gh_json_writer_number (writer, "charge_max_per_hour", law->charge_max_per_hour);
  gh_json_writer_number (writer, "discharge_max_per_hour", law->discharge_max_per_hour);
  gh_json_writer_end (writer);
}

static void
write_cell (GhJsonWriter *writer, const GhCell *cell)
{
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "id", cell->id);
  gh_json_writer_text (writer, "name", cell->name);
  gh_json_writer_text (writer, "chemistry", cell->chemistry);
  gh_json_writer_number (writer, "capacity_ah", cell->capacity_ah);
  gh_json_writer_begin_object (writer, "limits");
  write_evidence (writer, &cell->limits);
  gh_json_writer_number (writer, "voltage_min_v", cell->voltage_min_v);
  gh_json_writer_number (writer, "voltage_max_v", cell->voltage_max_v);
  gh_json_writer_number (writer, "charge_per_hour", cell->charge_limit_per_hour);
  gh_json_writer_number (writer, "discharge_per_hour", cell->discharge_limit_per_hour);
  gh_json_writer_end (writer);
  write_table (writer, "ocv_v", &cell->ocv_v);
  write_table (writer, "r0_ohm", &cell->r0_ohm);
  write_table (writer, "r1_ohm", &cell->r1_ohm);
  write_table (writer, "tau1_s", &cell->tau1_s);
  write_table (writer, "r2_ohm", &cell->r2_ohm);
  write_table (writer, "tau2_s", &cell->tau2_s);
  gh_json_writer_begin_object (writer, "heat_capacity");
  write_evidence (writer, &cell->thermal);
  gh_json_writer_number (writer, "j_per_k", cell->heat_capacity_j_per_k);
  gh_json_writer_end (writer);
  write_ageing (writer, cell);
  gh_json_writer_end (writer);
}

/**
 * gh_cells_to_json:
 *
 * Returns: (transfer full): the catalogue of cells as one JSON object, every field with its origin
 */
char *
gh_cells_to_json (void)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_begin_array (writer, "cells");
  for (guint i = 0; i < gh_cell_get_count (); i++)
    write_cell (writer, gh_cell_get (i));
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
