/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/circuit.h"

#include "plain-pack.h"

#include <math.h>

#define ROOM_K 293.15
#define YEAR_MINUTES (365 * 1440)

/* 96 cells in series of one resistance: power to current and loss, as printed. */
static void
test_single_resistance (void)
{
  static const struct
  {
    double power_kw, current_a, loss_w, voltage_v;
  } rows[] = { { 7.0, -19.653670, 30.3698, NAN }, { -7.0, 19.826462, 30.9062, 353.063490 } };
  static const double values[] = { 0.819e-3, 0.0, 1.0, 0.0, 1.0 };
  GhCell cell = make_plain_cell (gh_cell_find ("nmc-samsung-94ah"), values);
  double mean_v = measure_mean_ocv (&cell);
  GhPackSpec spec = { &cell, 96.0 * 94.0 * mean_v / 1000.0, 96.0 * mean_v, 1.0, 1.0, 0.0 };
  g_autoptr (GhPack) pack = gh_pack_new (&spec);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCircuitState state = { 0.5, 0.0, 0.0, ROOM_K };
      GhCircuitResult result;
      gh_circuit_step (pack, &state, rows[i].power_kw, ROOM_K, 1e-3, &result);
      g_assert_cmpint (result.limit, ==, GH_CIRCUIT_FREE);
      g_assert_cmpfloat_with_epsilon (result.current_a, rows[i].current_a, 1e-6);
      g_assert_cmpfloat_with_epsilon (result.loss_kw * 1000.0, rows[i].loss_w, 1e-4);
      g_assert_cmpfloat_with_epsilon (result.power_kw, rows[i].power_kw, 1e-8);
      if (!isnan (rows[i].voltage_v))
        g_assert_cmpfloat_with_epsilon (result.voltage_v, rows[i].voltage_v, 5e-6);
    }
}

static const double kokam_293_k[] = { 3.50, 3.57, 3.63, 3.71, 3.93, 4.08, 4.19 };

/* The Kokam cell of 27 Ah at 293 K with the one branch it was measured with. */
static GhCell
make_kokam (void)
{
  static const double values[] = { 0.0082, 0.0016, 29.0, 0.0, 1.0 };
  GhCell cell = make_plain_cell (gh_cell_find ("nmc-kokam-75ah"), values);

  cell.capacity_ah = 27.0;
  cell.ocv_v.temperature_count = 1;
  cell.ocv_v.values = kokam_293_k;
  return cell;
}

static void
test_branch (void)
{
  static const struct
  {
    int seconds;
    double v1_v;
  } rows[] = { { 1, 0.00146426415 }, { 10, 0.01259960526 }, { 60, 0.03774313211 } };
  GhCell cell = make_kokam ();
  g_autoptr (GhPack) pack = make_single_cell_pack (&cell);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCircuitState state = { 0.5, 0.0, 0.0, ROOM_K };
      GhCircuitResult result;
      for (int second = 0; second < rows[i].seconds; second++)
        gh_circuit_step_current (pack, &state, 27.0, ROOM_K, 1.0, &result);
      g_assert_cmpfloat_with_epsilon (state.v1_v, rows[i].v1_v, 1e-11);
      if (rows[i].seconds == 60)
        {
          g_assert_cmpfloat_with_epsilon (state.soc, 0.4833333, 5e-8);
          g_assert_cmpfloat_with_epsilon (result.voltage_v, 3.4455235, 5e-8);
        }
    }
}

/* What the state and the energies are after a time does not depend on the steps to it. */
static void
test_one_step_is_many (void)
{
  static const double values[] = { 7e-4, 3e-4, 47.0, 1e-4, 9.0 };
  static const double currents[] = { 120.0, -80.0, 0.0 };

  for (guint c = 0; c < gh_cell_get_count (); c++)
    for (guint i = 0; i < G_N_ELEMENTS (currents); i++)
      {
        GhCell cell = make_plain_cell (gh_cell_get (c), values);
        GhPackSpec spec = { &cell, 60.0, 0.0, 0.9, 1.2, 3600.0 };
        g_autoptr (GhPack) pack = gh_pack_new (&spec);
        GhCircuitState one = { 0.6, 1.5, -0.7, 280.0 }, many = one;
        GhCircuitResult whole, part;
        double energy = 0.0, loss = 0.0;
        gh_circuit_step_current (pack, &one, currents[i], 300.0, 900.0, &whole);
        for (int step = 0; step < 900; step++)
          {
            gh_circuit_step_current (pack, &many, currents[i], 300.0, 1.0, &part);
            energy += part.power_kw / 900.0;
            loss += part.loss_kw / 900.0;
          }
        g_assert_cmpfloat_with_epsilon (one.soc, many.soc, 1e-12);
        g_assert_cmpfloat_with_epsilon (one.v1_v, many.v1_v, 1e-10);
        g_assert_cmpfloat_with_epsilon (one.v2_v, many.v2_v, 1e-10);
        g_assert_cmpfloat_with_epsilon (whole.voltage_v, part.voltage_v, 1e-9);
        g_assert_cmpfloat_with_epsilon (whole.power_kw, energy, 1e-9);
        g_assert_cmpfloat_with_epsilon (whole.loss_kw, loss, 1e-10);
      }
}

/* The mean power against the voltage at many moments of the step. */
static void
test_mean_power (void)
{
  const GhCell *cell = gh_cell_find ("nmc-kokam-75ah");
  GhPackSpec spec = { cell, 40.0, 0.0, 1.0, 1.0, 0.0 };
  g_autoptr (GhPack) pack = gh_pack_new (&spec);
  static const double powers[] = { -40.0, -7.0, 11.0, 30.0 };

  for (guint i = 0; i < G_N_ELEMENTS (powers); i++)
    {
      GhCircuitState before = { 0.47, -1.0, 2.0, 281.0 }, state = before;
      GhCircuitResult result;
      double sum = 0.0;
      const int parts = 20000;
      gh_circuit_step (pack, &state, powers[i], ROOM_K, 600.0, &result);
      for (int j = 0; j < parts; j++)
        {
          GhCircuitState moment = before;
          GhCircuitResult then;
          gh_circuit_step_current (pack, &moment, result.current_a, ROOM_K,
                                   600.0 * (j + 0.5) / parts, &then);
          sum += then.voltage_v * result.current_a / parts;
        }
      g_assert_cmpint (result.limit, ==, GH_CIRCUIT_FREE);
      g_assert_cmpfloat_with_epsilon (-sum / 1000.0 / powers[i], 1.0, 1e-7);
      g_assert_cmpfloat_with_epsilon (result.power_kw / powers[i], 1.0, 1e-12);
    }
}

/* Energy between two states of charge, from the tables of the cell alone. */
static double
measure_energy_kwh (const GhPack *pack, double from, double to)
{
  const GhCellTable *ocv = &pack->cell->ocv_v;
  double sum = 0.0, last_soc = from, last_v = gh_cell_table_at (ocv, from, 298.15);

  for (int i = 0; i <= 1000; i++)
    {
      double soc = from < to ? i / 1000.0 : 1.0 - i / 1000.0;
      if ((soc - from) * (to - soc) <= 0.0)
        continue;
      double v = gh_cell_table_at (ocv, soc, 298.15);
      sum += (soc - last_soc) * (v + last_v) / 2.0;
      last_soc = soc;
      last_v = v;
    }
  sum += (to - last_soc) * (gh_cell_table_at (ocv, to, 298.15) + last_v) / 2.0;
  return sum * pack->series * pack->capacity_ah / 1000.0;
}

/* A year of one-minute steps of any power: what flows in is lost or stored, and what is lost heats
 * a pack that cannot lose heat. */
static void
test_energy_of_a_year (void)
{
  for (guint c = 0; c < gh_cell_get_count (); c++)
    {
      GhPackSpec spec = { gh_cell_get (c), 55.0, 0.0, 0.93, 1.3, INFINITY };
      g_autoptr (GhPack) pack = gh_pack_new (&spec);
      GhCircuitState state = { 0.35, 0.0, 0.0, ROOM_K };
      GhCircuitResult result;
      GhRandom random;
      double terminal = 0.0, loss = 0.0, flow = 0.0, power = 0.0;
      gh_random_init (&random, c);
      for (int minute = 0; minute < YEAR_MINUTES; minute++)
        {
          if (minute % 15 == 0)
            power = 15.0 * gh_random_normal (&random);
          gh_circuit_step (pack, &state, power, ROOM_K, 60.0, &result);
          terminal += result.power_kw / 60.0;
          flow += fabs (result.power_kw) / 60.0;
          loss += result.loss_kw / 60.0;
        }
      double stored = measure_energy_kwh (pack, 0.35, state.soc);
      g_assert_cmpfloat (flow, >, 10000.0);
      g_assert_cmpfloat (loss, >, 10.0);
      g_assert_cmpfloat_with_epsilon ((terminal - loss - stored) / flow, 0.0, 1e-9);
      double heat = (state.temperature_k - ROOM_K) * pack->heat_capacity_j_per_k / 3.6e6;
      g_assert_cmpfloat_with_epsilon (heat / loss, 1.0, 1e-9);
    }
}

/* A constant loss warms towards loss over heat transfer, exponentially. */
static void
test_temperature (void)
{
  static const double values[] = { 1e-3, 0.0, 1.0, 0.0, 1.0 };
  GhCell cell = make_plain_cell (gh_cell_find ("nmc-75ah-a"), values);
  GhPackSpec spec = { &cell, 60.0, 0.0, 1.0, 1.0, 7200.0 };
  g_autoptr (GhPack) pack = gh_pack_new (&spec);
  GhCircuitState state = { 0.9, 0.0, 0.0, 278.15 };
  GhCircuitResult result;
  double loss_w = 100.0 * 100.0 * 1e-3 * pack->series / pack->parallel;

  gh_circuit_step_current (pack, &state, 100.0, 268.15, 1800.0, &result);
  g_assert_cmpfloat_with_epsilon (result.loss_kw * 1000.0, loss_w, 1e-9);
  double settled = 268.15 + loss_w * 7200.0 / pack->heat_capacity_j_per_k;
  g_assert_cmpfloat_with_epsilon (state.temperature_k, settled + (278.15 - settled) * exp (-0.25),
                                  1e-9);
}

/* What cannot be had is cut to the limit that is named, and never by more than it asks for. */
static void
test_limits (void)
{
  static const struct
  {
    double soc, power_kw, seconds, voltage_min_v;
    GhCircuitLimit limit;
  } rows[] = {
    { 0.5, -60.0, 60, 3.0, GH_CIRCUIT_FREE },      { 0.5, 40.0, 60, 3.0, GH_CIRCUIT_FREE },
    { 0.0001, -10.0, 60, 3.0, GH_CIRCUIT_SOC },    { 0.5, -200.0, 60, 3.0, GH_CIRCUIT_CURRENT },
    { 0.5, 90.0, 60, 3.0, GH_CIRCUIT_CURRENT },    { 0.99, 20.0, 60, 3.0, GH_CIRCUIT_VOLTAGE },
    { 0.3, -100.0, 60, 3.55, GH_CIRCUIT_VOLTAGE }, { 0.5, -1e9, 60, 0.1, GH_CIRCUIT_POWER },
    { 0.5, -9.9, 7200, 3.0, GH_CIRCUIT_FREE },     { 0.5, -60.0, 7200, 3.0, GH_CIRCUIT_SOC },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCell cell = *gh_cell_find ("nmc-75ah-a");
      GhPackSpec spec = { &cell, 60.0, 0.0, 1.0, 1.0, 0.0 };
      GhCircuitState state = { rows[i].soc, 0.0, 0.0, ROOM_K };
      GhCircuitResult result;
      cell.voltage_min_v = rows[i].voltage_min_v;
      if (rows[i].limit == GH_CIRCUIT_POWER)
        cell.discharge_limit_per_hour = 1000.0;
      g_autoptr (GhPack) pack = gh_pack_new (&spec);
      if (rows[i].limit == GH_CIRCUIT_POWER)
        pack->soc_min = -100.0;
      gh_circuit_step (pack, &state, rows[i].power_kw, ROOM_K, rows[i].seconds, &result);
      g_assert_cmpint (result.limit, ==, rows[i].limit);
      if (result.limit == GH_CIRCUIT_FREE)
        g_assert_cmpfloat_with_epsilon (result.power_kw / rows[i].power_kw, 1.0, 1e-12);
      else
        g_assert_cmpfloat (fabs (result.power_kw), <, fabs (rows[i].power_kw));
      if (result.limit == GH_CIRCUIT_SOC)
        g_assert_cmpfloat_with_epsilon (state.soc, 0.0, 1e-12);
      if (result.limit == GH_CIRCUIT_CURRENT)
        g_assert_cmpfloat_with_epsilon (
            fabs (result.current_a),
            rows[i].power_kw > 0.0 ? pack->charge_limit_a : pack->discharge_limit_a, 1e-9);
      if (result.limit == GH_CIRCUIT_VOLTAGE)
        g_assert_cmpfloat_with_epsilon (
            result.voltage_v, rows[i].power_kw > 0.0 ? pack->voltage_max_v : pack->voltage_min_v,
            1e-9);
    }
}

/* Whatever happens, numbers stay numbers within the limits, and the nearest power is found. */
static void
test_random (void)
{
  GhRandom random;

  gh_random_init (&random, 11);
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (GhPack) pack = make_random_pack (&random);
      GhCircuitState state
          = { gh_random_uniform (&random), 0.0, 0.0, 253.15 + 80.0 * gh_random_uniform (&random) };
      double size_kw = exp (10.0 * gh_random_uniform (&random) - 3.0);
      for (int step = 0; step < 200; step++)
        {
          double asked = size_kw * gh_random_normal (&random);
          double seconds = exp (9.0 * gh_random_uniform (&random));
          double ambient_k = 253.15 + 80.0 * gh_random_uniform (&random);
          GhCircuitResult result;
          gh_circuit_step (pack, &state, asked, ambient_k, seconds, &result);
          g_assert_true (isfinite (state.temperature_k) && state.temperature_k > 200.0);
          g_assert_true (isfinite (state.v1_v) && isfinite (state.v2_v));
          g_assert_true (isfinite (result.voltage_v) && isfinite (result.loss_kw));
          g_assert_cmpfloat (state.soc, >=, -1e-9);
          g_assert_cmpfloat (state.soc, <=, 1.0 + 1e-9);
          g_assert_cmpfloat (result.current_a, <=, pack->discharge_limit_a * (1.0 + 1e-9));
          g_assert_cmpfloat (-result.current_a, <=, pack->charge_limit_a * (1.0 + 1e-9));
          g_assert_cmpfloat (result.power_kw * asked, >=, 0.0);
          if (result.limit == GH_CIRCUIT_FREE)
            g_assert_cmpfloat_with_epsilon (result.power_kw / asked, 1.0, 1e-9);
          else
            g_assert_cmpfloat (fabs (result.power_kw), <=, fabs (asked) * (1.0 + 1e-9));
          if (fabs (result.current_a) > 0.0)
            {
              g_assert_cmpfloat (result.voltage_v, >=,
                                 result.current_a > 0.0 ? pack->voltage_min_v * (1.0 - 1e-9) : 0.0);
              g_assert_cmpfloat (result.voltage_v, <=,
                                 result.current_a < 0.0 ? pack->voltage_max_v * (1.0 + 1e-9)
                                                        : INFINITY);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/circuit/single-resistance", test_single_resistance);
  g_test_add_func ("/circuit/branch", test_branch);
  g_test_add_func ("/circuit/one-step-is-many", test_one_step_is_many);
  g_test_add_func ("/circuit/mean-power", test_mean_power);
  g_test_add_func ("/circuit/energy-of-a-year", test_energy_of_a_year);
  g_test_add_func ("/circuit/temperature", test_temperature);
  g_test_add_func ("/circuit/limits", test_limits);
  g_test_add_func ("/circuit/random", test_random);
  return g_test_run ();
}
