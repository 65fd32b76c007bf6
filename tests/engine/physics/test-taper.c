/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/taper.h"

#include "physics/circuit.h"
#include "plain-pack.h"

#include <math.h>

#define QUARTER_S 900.0

/* By hand: one resistance of 10 mOhm and a straight voltage, 3.4 V + 0.8 V soc, so that in a step
 * of an hour a current i charges to 3.4 + 0.8 (soc + i / 50) + 0.01 i = 4.2 at most. */
static void
test_by_hand (void)
{
  static const double values[] = { 0.006, 0.003, 30.0, 0.001, 10.0 }, soc[] = { 0.0, 1.0 };
  static const double ocv[] = { 3.4, 4.2 }, kelvin[] = { 298.15 };
  GhCell cell = make_plain_cell (gh_cell_find ("nmc-50ah-b1"), values);

  cell.ocv_v = (GhCellTable){ 2, 1, soc, kelvin, ocv, 1.0, { GH_ORIGIN_ASSUMED, "test" } };
  cell.voltage_min_v = 3.4;
  g_autoptr (GhPack) pack = make_single_cell_pack (&cell);
  for (int i = 0; i <= 10; i++)
    {
      double s = i / 10.0, charge_a = 0.8 * (1.0 - s) / (0.8 / 50.0 + 0.01);
      double discharge_a = 0.8 * s / (0.8 / 50.0 + 0.01);
      double charge_kw = gh_pack_get_safe_power_kw (pack, s, 298.15, 3600.0, TRUE);
      double discharge_kw = gh_pack_get_safe_power_kw (pack, s, 298.15, 3600.0, FALSE);
      g_assert_cmpfloat_with_epsilon (charge_kw, charge_a * (3.4 + 0.8 * s) / 1000.0, 1e-7);
      g_assert_cmpfloat_with_epsilon (discharge_kw, discharge_a * 3.4 / 1000.0, 1e-7);
    }
}

/* How much of the safe power up to the limit the lines leave, over all energies. */
static double
measure_tightness (const GhPack *pack, double kelvin, double limit_kw, gboolean charging,
                   const GhTaper *taper)
{
  double lines = 0.0, safe = 0.0;

  for (int i = 0; i <= 150; i++)
    {
      double energy = pack->capacity_kwh * i / 150.0, soc = gh_pack_get_soc (pack, energy);
      double most
          = MIN (gh_pack_get_safe_power_kw (pack, soc, kelvin, QUARTER_S, charging), limit_kw);
      double room = (charging ? pack->capacity_kwh - energy : energy) * 3600.0 / QUARTER_S;
      double allowed = MIN (MIN (gh_taper_at (taper, energy), limit_kw), room);
      g_assert_cmpfloat (allowed, <=, most + 1e-4 * limit_kw);
      g_assert_cmpfloat (allowed, >=, -1e-9);
      lines += allowed;
      safe += MIN (most, room);
    }
  return lines / safe;
}

static void
test_lines (void)
{
  static const double kelvins[] = { 273.15, 283.15, 298.15, 308.15 };
  static const double limits[] = { 3.7, 7.0, 11.0, 22.0 };

  for (guint i = 0; i < gh_cell_get_count () * 32; i++)
    {
      GhPackSpec spec = { gh_cell_get (i / 32), 60.0, 0.0, 0.9, 1.5, 0.0 };
      g_autoptr (GhPack) pack = gh_pack_new (&spec);
      double kelvin = kelvins[i / 8 % 4], limit = limits[i / 2 % 4];
      gboolean charging = i % 2 == 0;
      GhTaper taper;
      gh_pack_taper_lines (pack, kelvin, QUARTER_S, limit, charging, &taper);
      for (guint j = 0; j < taper.count; j++)
        g_assert_cmpfloat ((charging ? -1 : 1) * taper.lines[j].kw_per_kwh, >=, 0.0);
      double tightness = measure_tightness (pack, kelvin, limit, charging, &taper);
      g_test_message ("%s %g K %g kW %s: %u lines, %.4f", spec.cell->id, kelvin, limit,
                      charging ? "charging" : "discharging", taper.count, tightness);
      g_assert_cmpfloat (tightness, >, 0.99);
    }
}

/* A charger that the battery bears everywhere needs no line. */
static void
test_none (void)
{
  GhPackSpec spec = { gh_cell_find ("nmc-kokam-75ah"), 100.0, 0.0, 1.0, 1.0, 0.0 };
  g_autoptr (GhPack) pack = gh_pack_new (&spec);
  GhTaper taper;

  gh_pack_taper_lines (pack, 298.15, QUARTER_S, 3.0, FALSE, &taper);
  g_assert_cmpuint (taper.count, ==, 0);
  g_assert_true (isinf (gh_taper_at (&taper, 10.0)));
}

/* A quarter of an hour at the safe power, minute by minute, after anything: nothing falls short. */
static void
test_safe (void)
{
  GhRandom random;
  guint whole = 0;

  gh_random_init (&random, 31);
  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GhPack) pack = make_random_pack (&random);
      double kelvin = 263.15 + 50.0 * gh_random_uniform (&random);
      GhCircuitState state = { 0.02 + 0.96 * gh_random_uniform (&random), 0.0, 0.0, kelvin };
      gboolean charging = i % 2 == 0;
      GhCircuitResult result;
      for (int minute = 0; minute < 20; minute++)
        gh_circuit_step (pack, &state, pack->capacity_kwh * 0.3 * gh_random_normal (&random),
                         kelvin, 60.0, &result);
      state.temperature_k = kelvin;
      double power = (charging ? 1.0 : -1.0)
                     * gh_pack_get_safe_power_kw (pack, state.soc, kelvin, QUARTER_S, charging);
      int minute = 0;
      for (; minute < 15; minute++)
        {
          gh_circuit_step (pack, &state, power, kelvin, 60.0, &result);
          if (result.limit == GH_CIRCUIT_SOC)
            break;
          g_assert_cmpfloat_with_epsilon (result.power_kw, power, 1e-9 * fabs (power) + 1e-9);
        }
      whole += minute == 15;
    }
  g_assert_cmpuint (whole, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/taper/by-hand", test_by_hand);
  g_test_add_func ("/taper/lines", test_lines);
  g_test_add_func ("/taper/none", test_none);
  g_test_add_func ("/taper/safe", test_safe);
  return g_test_run ();
}
