/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/state-of-power.h"

#include "plain-pack.h"

#include <math.h>

#define ROOM_K 293.15

static const double kokam_293_k[] = { 3.50, 3.57, 3.63, 3.71, 3.93, 4.08, 4.19 };

/* The Kokam cell of 27 Ah at 293 K with the one branch it was measured with. */
static GhCell
make_kokam (void)
{
  static const double values[] = { 0.0082, 0.0016, 29.0, 0.0, 1.0 };
  GhCell cell = make_plain_cell (gh_cell_find ("nmc-kokam-75ah"), values);

  cell.capacity_ah = 27.0;
  cell.voltage_min_v = 3.0;
  cell.discharge_limit_per_hour = 5.0;
  cell.ocv_v.temperature_count = 1;
  cell.ocv_v.values = kokam_293_k;
  return cell;
}

/* Current and power over a horizon as printed: of 10 s by the voltage, of half an hour by charge.
 */
static void
test_kokam (void)
{
  static const struct
  {
    double seconds, current_a, power_w;
    GhCircuitLimit limit;
  } rows[] = { { 10.0, 81.6131930, 244.839579, GH_CIRCUIT_VOLTAGE },
               { 1800.0, 21.6, 72.539712, GH_CIRCUIT_SOC } };
  GhCell cell = make_kokam ();
  g_autoptr (GhPack) pack = make_single_cell_pack (&cell);
  const GhCircuitState state = { 0.5, 0.0, 0.0, ROOM_K };

  pack->soc_min = 0.1;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhCircuitCurrents currents;
      double min_kw, max_kw;
      gh_circuit_find_currents (pack, &state, rows[i].seconds, &currents);
      gh_state_of_power (pack, &state, rows[i].seconds, &min_kw, &max_kw);
      g_assert_cmpint (currents.discharge_limit, ==, rows[i].limit);
      g_assert_cmpfloat_with_epsilon (currents.discharge_a, rows[i].current_a, 6e-8);
      g_assert_cmpfloat_with_epsilon (min_kw * -1000.0, rows[i].power_w, 6e-7);
    }
}

/* Charging by hand: 0.49 V of room over 8.2 mOhm and the branch after ten seconds, at the voltage
 * that the current begins with. */
static void
test_charging (void)
{
  GhCell cell = make_kokam ();
  cell.charge_limit_per_hour = 5.0;
  g_autoptr (GhPack) pack = make_single_cell_pack (&cell);
  const GhCircuitState state = { 0.5, 0.0, 0.0, ROOM_K };
  double branch = 0.0016 * (1.0 - exp (-10.0 / 29.0)), slope = (3.93 - 3.71) / 0.25;
  double current = 0.49 / (0.0082 + branch + slope * 10.0 / (3600.0 * 27.0));
  double min_kw, max_kw;

  gh_state_of_power (pack, &state, 10.0, &min_kw, &max_kw);
  g_assert_cmpfloat_with_epsilon (max_kw * 1000.0, current * (3.71 + 0.0082 * current), 1e-6);
}

static GhCircuitState
make_random_state (const GhPack *pack, GhRandom *random)
{
  GhCircuitState state
      = { gh_random_uniform (random), 0.0, 0.0, 253.15 + 80.0 * gh_random_uniform (random) };
  GhCircuitResult result;

  for (int i = 0; i < 5; i++)
    gh_circuit_step (pack, &state, pack->capacity_kwh * gh_random_normal (random), ROOM_K, 60.0,
                     &result);
  return state;
}

/* The power flows for the whole horizon, second by second. */
static void
check_holds (const GhPack *pack, GhCircuitState state, double power_kw, int seconds, double share)
{
  GhCircuitResult result;

  for (int second = 0; second < seconds; second++)
    {
      gh_circuit_step (pack, &state, power_kw, state.temperature_k, 1.0, &result);
      g_assert_cmpfloat_with_epsilon (result.power_kw, power_kw, share * fabs (power_kw) + 1e-9);
    }
}

static void
check_both (const GhPack *pack, GhRandom *random, int horizon, double share)
{
  GhCircuitState state = make_random_state (pack, random);
  double min_kw, max_kw;

  gh_state_of_power (pack, &state, horizon, &min_kw, &max_kw);
  g_assert_true (isfinite (min_kw) && isfinite (max_kw));
  g_assert_cmpfloat (min_kw, <=, 0.0);
  g_assert_cmpfloat (max_kw, >=, 0.0);
  check_holds (pack, state, min_kw, horizon, share);
  check_holds (pack, state, max_kw, horizon, share);
}

/* Exactly so where the circuit stays the same; where it changes with the charge, within what it
 * changes in seconds. */
static void
test_holds (void)
{
  static const int horizons[] = { 10, 30, 300, 900 };
  static const double values[] = { 6e-4, 3e-4, 47.0, 1e-4, 9.0 };
  GhRandom random;

  gh_random_init (&random, 21);
  for (guint i = 0; i < 50 * gh_cell_get_count (); i++)
    {
      GhCell cell = make_plain_cell (gh_cell_get (i / 50), values);
      GhPackSpec spec = { &cell, 40.0, 0.0, 0.9, 1.0, 0.0 };
      g_autoptr (GhPack) plain = gh_pack_new (&spec);
      g_autoptr (GhPack) any = make_random_pack (&random);
      check_both (plain, &random, horizons[i % 4], 1e-9);
      check_both (any, &random, horizons[i % 2], 0.05);
    }
}

static double
voltage_after (const GhPack *pack, GhCircuitState state, double current_a, double seconds)
{
  GhCircuitResult result;

  gh_circuit_step_current (pack, &state, current_a, state.temperature_k, seconds, &result);
  return result.voltage_v;
}

/* Of a battery that rested a little more current breaks a limit. */
static void
test_no_more (void)
{
  GhRandom random;

  gh_random_init (&random, 22);
  for (int i = 0; i < 400; i++)
    {
      g_autoptr (GhPack) pack = make_random_pack (&random);
      GhCircuitState state
          = { gh_random_uniform (&random), 0.0, 0.0, 253.15 + 80.0 * gh_random_uniform (&random) };
      double seconds = 10.0 + 890.0 * gh_random_uniform (&random);
      GhCircuitCurrents currents;
      gh_circuit_find_currents (pack, &state, seconds, &currents);
      double more = currents.discharge_a + 1e-4 * pack->discharge_limit_a;
      double charge = more * seconds / (3600.0 * pack->capacity_ah);
      g_assert_true (more > pack->discharge_limit_a || state.soc - charge < pack->soc_min
                     || voltage_after (pack, state, more, seconds) < pack->voltage_min_v);
      more = currents.charge_a + 1e-4 * pack->charge_limit_a;
      charge = more * seconds / (3600.0 * pack->capacity_ah);
      g_assert_true (more > pack->charge_limit_a || state.soc + charge > pack->soc_max
                     || voltage_after (pack, state, -more, seconds) > pack->voltage_max_v);
    }
}

/* Whatever the branches hold, no moment of the horizon is beyond the limits. */
static void
test_every_moment (void)
{
  static const double values[] = { 6e-4, 3e-4, 47.0, 2e-4, 9.0 };
  GhRandom random;

  gh_random_init (&random, 23);
  for (int i = 0; i < 2000; i++)
    {
      GhCell cell = make_plain_cell (gh_cell_get ((guint) i % gh_cell_get_count ()), values);
      GhPackSpec spec = { &cell, 40.0, 0.0, 0.9, 1.0, 0.0 };
      g_autoptr (GhPack) pack = gh_pack_new (&spec);
      GhCircuitState state = { gh_random_uniform (&random), 10.0 * gh_random_normal (&random),
                               10.0 * gh_random_normal (&random), ROOM_K };
      double seconds = 10.0 + 100.0 * gh_random_uniform (&random);
      GhCircuitCurrents currents;
      gh_circuit_find_currents (pack, &state, seconds, &currents);
      for (int part = 0; part <= 20; part++)
        {
          double moment = MAX (seconds * part / 20.0, 1e-6);
          double low = voltage_after (pack, state, currents.discharge_a, moment);
          double high = voltage_after (pack, state, -currents.charge_a, moment);
          g_assert_cmpfloat (low, >=, currents.discharge_least_v - 1e-6);
          if (currents.discharge_a > 0.0)
            g_assert_cmpfloat (low, >=, pack->voltage_min_v - 1e-6);
          if (currents.charge_a > 0.0)
            g_assert_cmpfloat (high, <=, pack->voltage_max_v + 1e-6);
          g_assert_cmpfloat (high, >=, currents.charge_least_v - 1e-6);
        }
    }
}

/* The map is the state of power of rested batteries, row by row; cold and full bears least. */
static void
test_envelope (void)
{
  static const double soc[] = { 0.1, 0.5, 0.9 }, kelvin[] = { 278.15, 298.15 };
  GhPackSpec spec = { gh_cell_find ("nmc-kokam-75ah"), 60.0, 0.0, 1.0, 1.0, 0.0 };
  g_autoptr (GhPack) pack = gh_pack_new (&spec);
  double min_kw[6], max_kw[6], one_min, one_max;

  gh_pack_power_envelope (pack, 30.0, soc, 3, kelvin, 2, min_kw, max_kw);
  for (guint i = 0; i < 6; i++)
    {
      GhCircuitState rested = { soc[i % 3], 0.0, 0.0, kelvin[i / 3] };
      gh_state_of_power (pack, &rested, 30.0, &one_min, &one_max);
      g_assert_cmpfloat (min_kw[i], ==, one_min);
      g_assert_cmpfloat (max_kw[i], ==, one_max);
    }
  g_assert_cmpfloat (max_kw[2], <, max_kw[1]);
  g_assert_cmpfloat (max_kw[2], <, max_kw[5]);
  g_assert_cmpfloat (min_kw[0], >, min_kw[3]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state-of-power/kokam", test_kokam);
  g_test_add_func ("/state-of-power/charging", test_charging);
  g_test_add_func ("/state-of-power/holds", test_holds);
  g_test_add_func ("/state-of-power/no-more", test_no_more);
  g_test_add_func ("/state-of-power/every-moment", test_every_moment);
  g_test_add_func ("/state-of-power/envelope", test_envelope);
  return g_test_run ();
}
