/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/pack.h"

#include "plain-pack.h"

#include <math.h>

/* 96 cells in series, one string: U and R as printed. */
static void
test_series (void)
{
  const GhCell *cell = gh_cell_find ("nmc-samsung-94ah");
  double mean_v = measure_mean_ocv (cell);
  GhPackSpec spec = { cell, 96.0 * 94.0 * mean_v / 1000.0, 96.0 * mean_v, 1.0, 1.0, 0.0 };
  g_autoptr (GhPack) pack = gh_pack_new (&spec);
  GhCircuitValues values;

  g_assert_cmpuint (pack->series, ==, 96);
  g_assert_cmpfloat_with_epsilon (pack->parallel, 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (gh_pack_get_ocv_v (pack, 0.5, NULL), 354.6223257, 1e-6);
  gh_pack_get_values (pack, 0.5, 298.15, &values);
  g_assert_cmpfloat_with_epsilon (values.r0_ohm + values.r1_ohm + values.r2_ohm, 0.078624, 1e-9);
  g_assert_cmpfloat_with_epsilon (pack->voltage_min_v, 96.0 * 2.7, 1e-9);
  g_assert_cmpfloat_with_epsilon (pack->charge_limit_a, 188.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (pack->heat_capacity_j_per_k, 96.0 * 2100.0, 1e-3);
}

/* Whatever the cell, the pack has the vehicle's energy, near 400 V. */
static void
test_energy (void)
{
  for (guint i = 0; i < gh_cell_get_count (); i++)
    {
      const GhCell *cell = gh_cell_get (i);
      GhPackSpec spec = { cell, 61.7, 0.0, 1.0, 1.0, 0.0 };
      g_autoptr (GhPack) pack = gh_pack_new (&spec);
      double mean_v = measure_mean_ocv (cell);
      g_assert_cmpfloat_with_epsilon (pack->series * mean_v, 400.0, mean_v / 2.0);
      g_assert_cmpfloat_with_epsilon (
          pack->series * pack->parallel * cell->capacity_ah * mean_v / 1000.0, 61.7, 1e-9);
      g_assert_cmpfloat_with_epsilon (gh_pack_get_energy_kwh (pack, 1.0), 61.7, 1e-9);
      g_assert_cmpfloat_with_epsilon (pack->capacity_kwh, 61.7, 1e-12);
      for (int j = 0; j <= 1000; j++)
        {
          double soc = j / 1000.0, energy = gh_pack_get_energy_kwh (pack, soc);
          g_assert_cmpfloat_with_epsilon (gh_pack_get_soc (pack, energy), soc, 1e-12);
          g_assert_cmpfloat (fabs (energy / pack->capacity_kwh - soc), <, 0.03);
        }
    }
}

static void
test_age (void)
{
  GhPackSpec spec = { gh_cell_find ("lfp-250ah"), 60.0, 0.0, 1.0, 1.0, 7200.0 };
  g_autoptr (GhPack) fresh = gh_pack_new (&spec);
  spec.soh = 0.8;
  spec.resistance_growth = 1.5;
  g_autoptr (GhPack) aged = gh_pack_new (&spec);
  GhCircuitValues before, after;

  gh_pack_get_values (fresh, 0.4, 290.0, &before);
  gh_pack_get_values (aged, 0.4, 290.0, &after);
  g_assert_cmpfloat_with_epsilon (aged->capacity_kwh, 48.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (aged->capacity_ah, 0.8 * fresh->capacity_ah, 1e-9);
  g_assert_cmpfloat_with_epsilon (after.r0_ohm, 1.5 * before.r0_ohm, 1e-12);
  g_assert_cmpfloat_with_epsilon (after.r1_ohm, 1.5 * before.r1_ohm, 1e-12);
  g_assert_cmpfloat_with_epsilon (after.r2_ohm, 1.5 * before.r2_ohm, 1e-12);
  g_assert_cmpfloat_with_epsilon (after.tau1_s, before.tau1_s, 1e-12);
  g_assert_cmpfloat (aged->charge_limit_a, ==, fresh->charge_limit_a);
  g_assert_cmpfloat_with_epsilon (fresh->heat_transfer_w_per_k * 7200.0,
                                  fresh->heat_capacity_j_per_k, 1e-6);
}

/* The grid loses nothing against the tables of the cell. */
static void
test_values (void)
{
  GhRandom random;

  gh_random_init (&random, 7);
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GhPack) pack = make_random_pack (&random);
      const GhCell *cell = pack->cell;
      double soc = 1.2 * gh_random_uniform (&random) - 0.1;
      double kelvin = 250.0 + 90.0 * gh_random_uniform (&random);
      GhCircuitValues values, half;
      gh_pack_get_values (pack, soc, kelvin, &values);
      gh_pack_get_values (pack, 0.5, 298.15, &half);
      double factor = half.r0_ohm / gh_cell_table_at (&cell->r0_ohm, 0.5, 298.15);
      g_assert_cmpfloat_with_epsilon (
          values.r0_ohm / factor / gh_cell_table_at (&cell->r0_ohm, soc, kelvin), 1.0, 1e-10);
      g_assert_cmpfloat_with_epsilon (
          values.r1_ohm / factor / gh_cell_table_at (&cell->r1_ohm, soc, kelvin), 1.0, 1e-10);
      g_assert_cmpfloat_with_epsilon (
          values.r2_ohm / factor / gh_cell_table_at (&cell->r2_ohm, soc, kelvin), 1.0, 1e-10);
      g_assert_cmpfloat_with_epsilon (values.tau1_s / gh_cell_table_at (&cell->tau1_s, soc, kelvin),
                                      1.0, 1e-10);
      g_assert_cmpfloat_with_epsilon (values.tau2_s / gh_cell_table_at (&cell->tau2_s, soc, kelvin),
                                      1.0, 1e-10);
    }
}

/* Against the middles of many parts, both ways. */
static void
test_mean (void)
{
  GhRandom random;

  gh_random_init (&random, 8);
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (GhPack) pack = make_random_pack (&random);
      double from = gh_random_uniform (&random), to = gh_random_uniform (&random), sum = 0.0;
      const int parts = 20000;
      for (int j = 0; j < parts; j++)
        sum += gh_pack_get_ocv_v (pack, from + (to - from) * (j + 0.5) / parts, NULL) / parts;
      double mean = gh_pack_get_mean_ocv_v (pack, from, to);
      g_assert_cmpfloat_with_epsilon (mean / sum, 1.0, 1e-7);
      g_assert_cmpfloat_with_epsilon (gh_pack_get_mean_ocv_v (pack, to, from) / mean, 1.0, 1e-9);
      g_assert_cmpfloat (gh_pack_get_mean_ocv_v (pack, to, to), ==,
                         gh_pack_get_ocv_v (pack, to, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pack/series", test_series);
  g_test_add_func ("/pack/energy", test_energy);
  g_test_add_func ("/pack/age", test_age);
  g_test_add_func ("/pack/values", test_values);
  g_test_add_func ("/pack/mean", test_mean);
  return g_test_run ();
}
