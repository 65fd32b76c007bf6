/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several cars and batteries does, against the plans themselves. */
#include "store-table.h"

#include <math.h>

#include "comparison-rows.h"
#include "two-price-study.h"

/* A second car that is called as the first and drives, and a battery that wears less. */
#define SEVERAL                                                                                  \
  "vehicles.0.wear_per_kwh 0.02; vehicles.1.name Car; vehicles.1.battery_kwh 40; "               \
  "vehicles.1.charger.charge_efficiency 0.9; vehicles.1.charger.discharge_efficiency 0.9; "      \
  "vehicles.1.wear_per_kwh 0.05; vehicles.1.trips.0.leave 08:00; vehicles.1.trips.0.return "     \
  "12:00; vehicles.1.trips.0.distance_km 50; batteries.0.name Wall; batteries.0.battery_kwh 3; " \
  "batteries.0.charger.charge_kw 2; batteries.0.charger.discharge_kw 2"

static GhResults *
compute (const char *edits)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GError) error = NULL;
  GhResults *results = gh_results_compute (study, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return results;
}

static void
test_values (void)
{
  g_autoptr (GhResults) results = compute (SEVERAL);
  const GhSite *site = gh_results_get_site (results);
  double given = 0.0;

  g_assert_cmpuint (gh_store_table_count_stores (results), ==, 3);
  g_assert_cmpuint (gh_store_table_count_rows (results), ==, 9);
  g_assert_cmpstr (gh_store_table_get_name (results, 0), ==, "Car");
  g_assert_cmpstr (gh_store_table_get_name (results, 1), ==, "Car 2");
  g_assert_cmpstr (gh_store_table_get_name (results, 2), ==, "Wall");
  for (GhStrategy i = 0; i < GH_COMPARED_STRATEGIES; i++)
    for (guint s = 0; s < 3; s++)
      {
        const GhStorePlan *used = &gh_results_get_strategy (results, i)->plan->stores[s];
        double in = 0.0, out = 0.0;
        for (guint t = 0; t < 24; t++)
          {
            in += MAX (used->power_kw[t], 0.0) * 365.25;
            out += MAX (-used->power_kw[t], 0.0) * 365.25;
          }
        g_assert_cmpfloat_with_epsilon (
            gh_store_row_get_value (GH_STORE_ROW_CHARGED, results, s, i), in, 1e-6);
        g_assert_cmpfloat_with_epsilon (gh_store_row_get_value (GH_STORE_ROW_GIVEN, results, s, i),
                                        out, 1e-6);
        g_assert_cmpfloat (gh_store_row_get_value (GH_STORE_ROW_CYCLES, results, s, i), >=,
                           (out / 365.25 / site->stores[s].capacity_kwh) * 365.25 - 1e-6);
        given += out;
      }
  g_assert_cmpfloat (given, >, 100.0);
  /* Charging alone gives nothing, but for what hangs at the wall. */
  g_assert_cmpfloat_with_epsilon (
      gh_store_row_get_value (GH_STORE_ROW_GIVEN, results, 0, GH_STRATEGY_SMART), 0.0, 1e-9);
  g_assert_cmpfloat (gh_store_row_get_value (GH_STORE_ROW_GIVEN, results, 2, GH_STRATEGY_SMART), >,
                     100.0);
}

/* The table of the comparison goes on with them; its own row of cycles is that of one battery. */
static void
test_table (void)
{
  g_autoptr (GhResults) several = compute (SEVERAL);
  g_autoptr (GhResults) one = compute ("");
  g_autoptr (GhDataTable) table = gh_comparison_make_table (several);
  gsize own = gh_comparison_count_rows (several);

  g_assert_cmpuint (gh_data_table_count_rows (table), ==, own + 9);
  g_autofree char *title = gh_data_table_format_cell (table, own + 3, 0, GH_CELL_SHOWN);
  g_assert_cmpstr (title, ==, "Car 2: Charged (kWh)");
  g_autofree char *cycles = gh_data_table_format_cell (table, own + 8, 0, GH_CELL_SHOWN);
  g_assert_cmpstr (cycles, ==, "Wall: Full cycles, driving included");
  g_autofree char *plain = gh_data_table_format_cell (table, own + 3, 2, GH_CELL_PLAIN);
  g_assert_cmpfloat_with_epsilon (
      g_ascii_strtod (plain, NULL),
      gh_store_row_get_value (GH_STORE_ROW_CHARGED, several, 1, GH_STRATEGY_SMART), 1e-3);
  g_assert_false (gh_comparison_row_is_shown (GH_ROW_CYCLES, several));
  g_assert_true (isnan (gh_comparison_row_get_value (GH_ROW_CYCLES, several, GH_STRATEGY_V2H)));
  g_assert_true (gh_comparison_row_is_shown (GH_ROW_CYCLES, one));
  g_assert_cmpuint (gh_store_table_count_rows (one), ==, 0);
  g_autoptr (GhDataTable) short_table = gh_comparison_make_table (one);
  g_assert_cmpuint (gh_data_table_count_rows (short_table), ==, gh_comparison_count_rows (one));
}

/* Of each its own charge, power and value; together they are what the meter sees. */
static void
test_series (void)
{
  g_autoptr (GhResults) results = compute (SEVERAL);
  const GhSite *site = gh_results_get_site (results);
  const GhPlan *plan = gh_results_get_strategy (results, GH_STRATEGY_V2G)->plan;

  for (guint t = 0; t < 24; t++)
    {
      double sum = site->load_kw[t] - site->solar_kw[t] + plan->curtailed_kw[t];
      for (guint s = 0; s < 3; s++)
        {
#define AT(quantity)     \
  gh_series_get_values ( \
      gh_results_get_store_series (results, GH_STRATEGY_V2G, s, GH_QUANTITY_##quantity))[t]
          g_assert_cmpfloat_with_epsilon (
              AT (SOC), plan->stores[s].energy_kwh[t] / site->stores[s].capacity_kwh, 1e-12);
          g_assert_cmpfloat (AT (VALUE), ==, plan->stores[s].value_per_kwh[t]);
          sum += AT (CAR);
#undef AT
        }
      g_assert_cmpfloat_with_epsilon (sum, plan->grid_kw[t], 1e-6);
    }
  g_assert_true (gh_results_get_store_series (results, GH_STRATEGY_V2G, 0, GH_QUANTITY_SOC)
                 == gh_results_get_series (results, GH_STRATEGY_V2G, GH_QUANTITY_SOC));
  g_assert_true (gh_results_get_store_series (results, GH_STRATEGY_V2G, 1, GH_QUANTITY_SOC)
                 != gh_results_get_series (results, GH_STRATEGY_V2G, GH_QUANTITY_SOC));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-table/values", test_values);
  g_test_add_func ("/store-table/table", test_table);
  g_test_add_func ("/store-table/series", test_series);
  return g_test_run ();
}
