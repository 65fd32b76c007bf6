/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/cell.h"

#include <math.h>
#include <string.h>

#define KOKAM_AH 27.0

static const double kokam_soc[] = { 0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0 };
static const double kokam_k[] = { 278.0, 293.0, 313.0 };

/* As printed: R0, R1 in milliohm and tau in seconds of a circuit with one branch. */
static const double kokam_ocv[3][7] = { { 3.49, 3.55, 3.62, 3.71, 3.91, 4.07, 4.19 },
                                        { 3.50, 3.57, 3.63, 3.71, 3.93, 4.08, 4.19 },
                                        { 3.51, 3.56, 3.64, 3.72, 3.94, 4.08, 4.19 } };
static const double kokam_r0[3][7] = { { 11.7, 11.0, 11.4, 10.7, 10.7, 11.3, 11.6 },
                                       { 8.5, 8.5, 8.7, 8.2, 8.3, 8.5, 8.5 },
                                       { 9.0, 9.0, 9.2, 8.8, 9.1, 8.9, 8.9 } };
static const double kokam_r1[3][7] = { { 10.9, 6.9, 4.7, 3.4, 3.3, 3.3, 2.8 },
                                       { 2.9, 2.4, 2.6, 1.6, 2.3, 1.8, 1.7 },
                                       { 1.3, 1.2, 1.3, 1.0, 1.4, 1.1, 1.1 } };
static const double kokam_tau1[3][7] = { { 20, 31, 109, 36, 59, 40, 25 },
                                         { 36, 45, 105, 29, 77, 33, 39 },
                                         { 39, 39, 61, 26, 67, 29, 33 } };

static void
test_find (void)
{
  static const char *const ids[]
      = { "nmc-kokam-75ah", "lfp-250ah",     "lfp-sony-3ah",      "lfp-sony-3ah-naumann",
          "nmc-sanyo-2ah",  "nmc811-lg-mj1", "nca-panasonic-3ah", "nmc-75ah-a",
          "nmc-50ah-b1",    "lmo-leaf-66ah", "lfp-a123-2ah",      "nmc-samsung-94ah" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (gh_cell_find (ids[i])->id, ==, ids[i]);
  g_assert_cmpuint (gh_cell_get_count (), ==, G_N_ELEMENTS (ids));
  g_assert_null (gh_cell_find ("lead-acid"));
  g_assert_null (gh_cell_find (NULL));
}

static void
check_table (const GhCellTable *table)
{
  g_assert_cmpuint (table->soc_count, >=, 1);
  g_assert_cmpuint (table->temperature_count, >=, 1);
  for (guint i = 1; i < table->soc_count; i++)
    g_assert_cmpfloat (table->soc[i], >, table->soc[i - 1]);
  for (guint i = 1; i < table->temperature_count; i++)
    g_assert_cmpfloat (table->temperature_k[i], >, table->temperature_k[i - 1]);
  for (guint i = 0; i < table->soc_count * table->temperature_count; i++)
    g_assert_cmpfloat (table->values[i], >, 0.0);
  g_assert_cmpfloat (table->scale, >, 0.0);
  g_assert_nonnull (table->evidence.source);
}

/* More charge is more voltage, within the limits of the cell. */
static void
check_voltage (const GhCell *cell)
{
  double last = cell->voltage_min_v;

  for (int i = 0; i <= 1000; i++)
    {
      double ocv = gh_cell_table_at (&cell->ocv_v, i / 1000.0, 298.15);
      g_assert_cmpfloat (ocv, >, last);
      last = ocv;
    }
  g_assert_cmpfloat (last, <, cell->voltage_max_v);
}

static void
test_catalogue (void)
{
  for (guint i = 0; i < gh_cell_get_count (); i++)
    {
      const GhCell *cell = gh_cell_get (i);
      double min_k, max_k;
      check_table (&cell->ocv_v);
      check_table (&cell->r0_ohm);
      check_table (&cell->r1_ohm);
      check_table (&cell->tau1_s);
      check_table (&cell->r2_ohm);
      check_table (&cell->tau2_s);
      check_voltage (cell);
      gh_cell_get_temperature_range (cell, &min_k, &max_k);
      g_assert_cmpfloat (min_k, >=, 273.15);
      g_assert_cmpfloat (max_k, >, min_k);
      g_assert_cmpfloat (cell->capacity_ah, >, 0.0);
      g_assert_cmpfloat (cell->charge_limit_per_hour, >=, 1.0);
      g_assert_cmpfloat (cell->discharge_limit_per_hour, >=, 1.0);
      g_assert_cmpfloat (cell->heat_capacity_j_per_k / cell->capacity_ah, >, 15.0);
      g_assert_cmpfloat (cell->heat_capacity_j_per_k / cell->capacity_ah, <, 35.0);
      g_assert_nonnull (cell->limits.source);
      g_assert_nonnull (cell->thermal.source);
      g_assert_nonnull (cell->ageing);
    }
}

static void
check_kokam (const GhCell *cell, guint row, guint i)
{
  double soc = kokam_soc[i], kelvin = kokam_k[row];
  double scale = 1e-3 * KOKAM_AH / cell->capacity_ah;
  double r0 = gh_cell_table_at (&cell->r0_ohm, soc, kelvin);
  double r1 = gh_cell_table_at (&cell->r1_ohm, soc, kelvin);
  double r2 = gh_cell_table_at (&cell->r2_ohm, soc, kelvin);

  g_assert_cmpfloat_with_epsilon (gh_cell_table_at (&cell->ocv_v, soc, kelvin), kokam_ocv[row][i],
                                  1e-12);
  g_assert_cmpfloat_with_epsilon ((r0 + r2) / scale, kokam_r0[row][i], 1e-9);
  g_assert_cmpfloat_with_epsilon (r1 / scale, kokam_r1[row][i], 1e-9);
  g_assert_cmpfloat_with_epsilon (r2, 0.1 * (r0 + r1 + r2), 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_cell_table_at (&cell->tau1_s, soc, kelvin), kokam_tau1[row][i],
                                  1e-12);
}

static void
test_kokam (void)
{
  static const char *const ids[] = { "nmc-kokam-75ah", "nca-panasonic-3ah", "lmo-leaf-66ah" };

  for (guint c = 0; c < G_N_ELEMENTS (ids); c++)
    for (guint row = 0; row < 3; row++)
      for (guint i = 0; i < 7; i++)
        check_kokam (gh_cell_find (ids[c]), row, i);
}

/* Between four points, and beyond the edges. */
static void
test_interpolation (void)
{
  const GhCellTable *ocv = &gh_cell_find ("nmc-kokam-75ah")->ocv_v;
  double cold = 3.55 + (0.18 - 0.1) / 0.15 * (3.62 - 3.55);
  double warm = 3.57 + (0.18 - 0.1) / 0.15 * (3.63 - 3.57);

  g_assert_cmpfloat_with_epsilon (gh_cell_table_at (ocv, 0.18, 283.0), cold + (warm - cold) / 3.0,
                                  1e-12);
  g_assert_cmpfloat (gh_cell_table_at (ocv, -0.5, 293.0), ==, 3.50);
  g_assert_cmpfloat (gh_cell_table_at (ocv, 1.5, 293.0), ==, 4.19);
  g_assert_cmpfloat (gh_cell_table_at (ocv, 0.0, 250.0), ==, 3.49);
  g_assert_cmpfloat (gh_cell_table_at (ocv, 0.0, 400.0), ==, 3.51);
}

static double
samsung_formula (double s)
{
  return 4.5868 + 3.1768 / (1.0 + exp (3.3479 * (s - 0.6350)))
         - 3.8418 / (1.0 + exp (-6.7241 * (s - 1.4376))) - 4.6932 / (1.0 + exp (2.5958 * (s - 1.0)))
         + 0.3618 / (1.0 + exp (-61.9684 * s)) + 0.9949 * s;
}

static void
test_samsung (void)
{
  static const double points[] = { 3.238151, 3.490190, 3.552506, 3.604272, 3.649324, 3.693983,
                                   3.747138, 3.817758, 3.910540, 4.020471, 4.127450 };
  const GhCell *cell = gh_cell_find ("nmc-samsung-94ah");
  double whole = gh_cell_table_at (&cell->r0_ohm, 0.5, 298.15)
                 + gh_cell_table_at (&cell->r1_ohm, 0.5, 298.15)
                 + gh_cell_table_at (&cell->r2_ohm, 0.5, 298.15);

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpfloat_with_epsilon (gh_cell_table_at (&cell->ocv_v, i / 10.0, 298.15), points[i],
                                    5e-7);
  for (int i = 0; i <= 10000; i++)
    {
      double s = i / 10000.0,
             miss = gh_cell_table_at (&cell->ocv_v, s, 298.15) - samsung_formula (s);
      g_assert_cmpfloat (fabs (miss), <, i % 100 == 0 ? 1e-9 : s < 0.1 ? 1.7e-3 : 5e-5);
    }
  g_assert_cmpfloat_with_epsilon (whole, 0.819e-3, 1e-12);
  g_assert_cmpfloat_with_epsilon (cell->heat_capacity_j_per_k, 2100.0, 1e-9);
}

static double
whole_resistance (const GhCell *cell, double kelvin)
{
  return gh_cell_table_at (&cell->r0_ohm, 0.5, kelvin)
         + gh_cell_table_at (&cell->r1_ohm, 0.5, kelvin)
         + gh_cell_table_at (&cell->r2_ohm, 0.5, kelvin);
}

static void
test_sony (void)
{
  static const double points[] = { 2.286191, 3.196662, 3.234346, 3.270279, 3.292122, 3.299475,
                                   3.303473, 3.310818, 3.334473, 3.342468, 3.530490 };
  const GhCell *sony = gh_cell_find ("lfp-sony-3ah"), *large = gh_cell_find ("lfp-250ah");

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_cmpfloat_with_epsilon (gh_cell_table_at (&sony->ocv_v, i / 10.0, 298.15), points[i],
                                    1e-9);
  g_assert_cmpfloat_with_epsilon (whole_resistance (sony, 298.15), 47.828e-3, 1e-9);
  g_assert_cmpfloat_with_epsilon (whole_resistance (sony, 283.15), 69.390e-3, 1e-9);
  g_assert_cmpfloat_with_epsilon (whole_resistance (large, 298.15) * 250.0 / 3.0, 47.828e-3, 1e-9);
}

static char *
read_measured_sony (void)
{
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");
  g_autofree char *path
      = folder != NULL ? g_build_filename (folder, "battery", "CLFP_Sony_US26650_OCV.csv", NULL)
                       : NULL;
  char *text = NULL;

  if (path != NULL)
    g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* Thirteen points stand for two hundred: how far the lines between them are off. */
static void
test_sony_measured (void)
{
  const GhCellTable *ocv = &gh_cell_find ("lfp-sony-3ah")->ocv_v;
  g_autofree char *text = read_measured_sony ();
  guint count = 0;

  if (text == NULL)
    {
      g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
      return;
    }
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], ",", -1);
      if (g_strv_length (row) < 2)
        continue;
      double soc = g_ascii_strtod (row[0], NULL);
      double miss = fabs (gh_cell_table_at (ocv, soc, 298.15) - g_ascii_strtod (row[1], NULL));
      g_assert_cmpfloat (miss, <, soc < 0.02 || soc > 0.98 ? 0.25 : soc < 0.1 ? 0.06 : 0.005);
      count++;
    }
  g_assert_cmpuint (count, ==, 201);
}

static void
test_origins (void)
{
  g_assert_cmpstr (gh_origin_name (GH_ORIGIN_MEASURED), ==, "measured");
  g_assert_cmpstr (gh_origin_name (GH_ORIGIN_BORROWED), ==, "borrowed");
  g_assert_cmpstr (gh_origin_name (GH_ORIGIN_ASSUMED), ==, "assumed");
  g_assert_cmpint (gh_cell_find ("lfp-sony-3ah")->ocv_v.evidence.origin, ==, GH_ORIGIN_MEASURED);
  g_assert_cmpint (gh_cell_find ("lfp-250ah")->ocv_v.evidence.origin, ==, GH_ORIGIN_BORROWED);
  g_assert_cmpint (gh_cell_find ("nmc-samsung-94ah")->ageing_origin, ==, GH_ORIGIN_BORROWED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell/find", test_find);
  g_test_add_func ("/cell/catalogue", test_catalogue);
  g_test_add_func ("/cell/kokam", test_kokam);
  g_test_add_func ("/cell/interpolation", test_interpolation);
  g_test_add_func ("/cell/samsung", test_samsung);
  g_test_add_func ("/cell/sony", test_sony);
  g_test_add_func ("/cell/sony-measured", test_sony_measured);
  g_test_add_func ("/cell/origins", test_origins);
  return g_test_run ();
}
