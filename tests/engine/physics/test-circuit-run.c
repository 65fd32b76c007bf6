/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/circuit-run.h"

#include "plain-pack.h"

#include <math.h>
#include <string.h>

#define ROOM_K 293.15
#define QUARTERS 35040

typedef struct
{
  GhPack *pack;
  GhCircuitState state;
  double *power_kw;
  double *ambient_k;
  GhCircuitPlan plan;
} Fixture;

/* A year of a car: away and driven, charged at night, discharged in the evening, parked otherwise.
 */
static double
make_power (gsize quarter, GhRandom *random)
{
  guint hour = quarter / 4 % 24;

  if (hour >= 1 && hour < 4)
    return 8.0 + 2.0 * gh_random_uniform (random);
  if (hour == 8)
    return -6.0;
  return hour >= 18 && hour < 21 ? -7.0 * gh_random_uniform (random) : 0.0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GhPackSpec spec = { gh_cell_find ("nmc-kokam-75ah"), 60.0, 0.0, 0.95, 1.2, 0.0 };
  GhRandom random;

  gh_random_init (&random, 3);
  fixture->pack = gh_pack_new (&spec);
  fixture->state = (GhCircuitState){ 0.4, 0.0, 0.0, ROOM_K };
  fixture->power_kw = g_new (double, QUARTERS);
  fixture->ambient_k = g_new (double, QUARTERS);
  for (gsize i = 0; i < QUARTERS; i++)
    {
      fixture->power_kw[i] = make_power (i, &random);
      fixture->ambient_k[i] = 283.15 - 12.0 * cos (2.0 * G_PI * (double) i / QUARTERS);
    }
  fixture->plan = (GhCircuitPlan){ .count = QUARTERS,
                                   .step_seconds = 900.0,
                                   .inner_seconds = 60.0,
                                   .power_kw = fixture->power_kw,
                                   .ambient_k = fixture->ambient_k };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_pack_free (fixture->pack);
  g_free (fixture->power_kw);
  g_free (fixture->ambient_k);
}

/* The same as steps by hand, minute by minute: the parked hours, which are taken at one go, differ
 * by what the temperature does to the time constants within a quarter of an hour. */
static void
test_minutes (Fixture *fixture, gconstpointer data)
{
  GhCircuitState state = fixture->state;
  GhCircuitReport report;
  GhCircuitResult result;
  double charged = 0.0, discharged = 0.0, loss = 0.0;

  fixture->plan.count = 60 * 96;
  for (gsize i = 0; i < fixture->plan.count * 15; i++)
    {
      gh_circuit_step (fixture->pack, &state, fixture->power_kw[i / 15], fixture->ambient_k[i / 15],
                       60.0, &result);
      charged += MAX (result.power_kw, 0.0) / 60.0;
      discharged += MAX (-result.power_kw, 0.0) / 60.0;
      loss += result.loss_kw / 60.0;
    }
  gh_circuit_run (fixture->pack, &fixture->state, &fixture->plan, &report);
  g_assert_cmpfloat_with_epsilon (report.charged_kwh / charged, 1.0, 1e-7);
  g_assert_cmpfloat_with_epsilon (report.discharged_kwh / discharged, 1.0, 1e-7);
  g_assert_cmpfloat_with_epsilon (report.loss_kwh / loss, 1.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (fixture->state.soc, state.soc, 1e-6);
  g_assert_cmpfloat_with_epsilon (fixture->state.temperature_k, state.temperature_k, 1e-5);
  g_assert_null (report.trace);
  gh_circuit_report_clear (&report);
}

/* Corrections included, energy is kept over a year; each day begins where the plan says. */
static void
test_energy (Fixture *fixture, gconstpointer data)
{
  g_autofree double *energy = g_new (double, QUARTERS);
  g_autofree double *soc = g_new (double, QUARTERS);
  g_autofree double *temperature = g_new (double, QUARTERS);
  double before = gh_pack_get_energy_kwh (fixture->pack, fixture->state.soc);
  GhCircuitReport report;

  for (gsize i = 0; i < QUARTERS; i++)
    energy[i] = 25.0;
  fixture->plan.energy_kwh = energy;
  fixture->plan.correct_every = 96;
  fixture->plan.soc = soc;
  fixture->plan.temperature_k = temperature;
  gh_circuit_run (fixture->pack, &fixture->state, &fixture->plan, &report);
  double stored = gh_pack_get_energy_kwh (fixture->pack, fixture->state.soc) - before;
  double flow = report.charged_kwh + report.discharged_kwh;
  g_assert_cmpfloat (flow, >, 10000.0);
  g_assert_cmpfloat_with_epsilon (
      (report.charged_kwh - report.discharged_kwh - report.loss_kwh + report.drift_kwh - stored)
          / flow,
      0.0, 1e-9);
  for (gsize i = 95; i < QUARTERS; i += 96)
    g_assert_cmpfloat_with_epsilon (gh_pack_get_energy_kwh (fixture->pack, soc[i]), 25.0, 1e-9);
  for (gsize i = 0; i < QUARTERS; i++)
    {
      g_assert_cmpfloat (soc[i], >=, report.soc_min);
      g_assert_cmpfloat (soc[i], <=, report.soc_max);
      g_assert_cmpfloat (temperature[i], >=, report.temperature_min_k);
      g_assert_cmpfloat (temperature[i], <=, report.temperature_max_k);
    }
  g_assert_cmpfloat (report.temperature_max_k, >, 290.0);
  g_assert_cmpfloat (report.temperature_min_k, <, 276.0);
  gh_circuit_report_clear (&report);
}

/* An hour of charging into a full battery: every minute short, the rest flows. */
static void
test_shortfall (Fixture *fixture, gconstpointer data)
{
  GhCircuitShortfall charging, discharging;
  GhCircuitReport report;
  double missing[12], sum[2] = { 0.0, 0.0 };

  fixture->plan.missing_kwh = missing;
  fixture->plan.count = 12;
  for (gsize i = 0; i < 12; i++)
    fixture->power_kw[i] = i < 8 ? 10.0 : -500.0;
  fixture->state.soc = 0.97;
  gh_circuit_run (fixture->pack, &fixture->state, &fixture->plan, &report);
  gh_circuit_report_sum (&report, &charging, &discharging);
  for (gsize i = 0; i < 12; i++)
    sum[i < 8] += missing[i];
  g_assert_cmpfloat_with_epsilon (sum[TRUE], charging.energy_kwh, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum[FALSE], discharging.energy_kwh, 1e-9);
  g_assert_cmpfloat_with_epsilon (report.charged_kwh + charging.energy_kwh, 20.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (report.discharged_kwh + discharging.energy_kwh, 500.0, 1e-9);
  g_assert_cmpfloat (report.charging[GH_CIRCUIT_VOLTAGE].minutes, >, 10.0);
  g_assert_cmpfloat_with_epsilon (report.discharging[GH_CIRCUIT_FREE].minutes, 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (discharging.minutes, 60.0, 1e-9);
  g_assert_cmpuint (discharging.worst_step, >=, 8);
  g_assert_cmpfloat (discharging.worst_kw, <=, 500.0);
  g_assert_cmpfloat (report.voltage_max_v, <=, fixture->pack->voltage_max_v * (1.0 + 1e-9));
  g_assert_cmpfloat_with_epsilon (report.current_max_a, fixture->pack->discharge_limit_a, 1e-9);
  gh_circuit_report_clear (&report);
}

/* What can be had is had: nothing is reported. */
static void
test_no_shortfall (Fixture *fixture, gconstpointer data)
{
  GhCircuitShortfall charging, discharging;
  GhCircuitReport report;

  fixture->plan.count = 96;
  for (gsize i = 0; i < 96; i++)
    fixture->power_kw[i] = i % 2 == 0 ? 11.0 : -11.0;
  gh_circuit_run (fixture->pack, &fixture->state, &fixture->plan, &report);
  gh_circuit_report_sum (&report, &charging, &discharging);
  g_assert_cmpfloat (charging.minutes + discharging.minutes, ==, 0.0);
  g_assert_cmpfloat (charging.energy_kwh + discharging.energy_kwh, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (report.charged_kwh, 132.0, 1e-9);
  gh_circuit_report_clear (&report);
}

/* Every minute of a traced day, parked or not; tracing changes the numbers by rounding alone. */
static void
test_trace (Fixture *fixture, gconstpointer data)
{
  GhCircuitReport plain, traced;

  fixture->state.soc = 0.15;
  GhCircuitState state = fixture->state;
  fixture->plan.count = 2 * 96;
  gh_circuit_run (fixture->pack, &state, &fixture->plan, &plain);
  fixture->plan.trace_first = 96;
  fixture->plan.trace_count = 96;
  gh_circuit_run (fixture->pack, &fixture->state, &fixture->plan, &traced);
  g_assert_cmpuint (traced.trace->len, ==, 1440);
  for (guint i = 0; i < 1440; i++)
    {
      const GhCircuitSample *sample = &g_array_index (traced.trace, GhCircuitSample, i);
      g_assert_cmpfloat_with_epsilon (sample->power_kw, fixture->power_kw[96 + i / 15], 1e-9);
      g_assert_cmpfloat (sample->power_kw * sample->current_a, <=, 0.0);
      g_assert_cmpfloat_with_epsilon (sample->temperature_k, fixture->state.temperature_k, 15.0);
      g_assert_cmpfloat (sample->voltage_v, >=, traced.voltage_min_v);
      g_assert_cmpfloat (sample->voltage_v, <=, traced.voltage_max_v);
    }
  g_assert_cmpfloat_with_epsilon (state.soc, fixture->state.soc, 1e-7);
  g_assert_cmpfloat_with_epsilon (plain.loss_kwh / traced.loss_kwh, 1.0, 1e-5);
  gh_circuit_report_clear (&plain);
  gh_circuit_report_clear (&traced);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/circuit-run/minutes", test_minutes);
  add ("/circuit-run/energy", test_energy);
  add ("/circuit-run/shortfall", test_shortfall);
  add ("/circuit-run/no-shortfall", test_no_shortfall);
  add ("/circuit-run/trace", test_trace);
  return g_test_run ();
}
