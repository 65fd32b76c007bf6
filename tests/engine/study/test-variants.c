/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/variants.h"

#include <math.h>
#include <string.h>

#include "market-study.h"
#include "study/household-money.h"
#include "two-price-study.h"

static const GhVariantRow *
find_row (const GPtrArray *rows, GhStrategy strategy, const char *key)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const GhVariantRow *row = g_ptr_array_index (rows, i);
      if (row->path == NULL && row->strategy == strategy && strcmp (row->key, key) == 0)
        return row;
    }
  g_assert_not_reached ();
}

/* A dearer charger: the same bill, and 800 less worth. */
static void
test_rows (void)
{
  g_autoptr (GhStudy) a = new_two_price_study ("currency EUR; finance.capex.v2h 1000");
  g_autoptr (GhStudy) b = new_two_price_study ("currency EUR; finance.capex.v2h 1800");
  g_autoptr (GhComparison) first = compare_study (a);
  g_autoptr (GhComparison) second = compare_study (b);
  const GhVariant variants[] = { { "A", a, first, NULL }, { "B", b, second, NULL } };
  g_autoptr (GPtrArray) rows = gh_variants_compare (variants, 2);
  const GhVariantRow *input = g_ptr_array_index (rows, 0);
  const GhVariantRow *bill = find_row (rows, GH_STRATEGY_V2H, "bill_per_year");
  const GhVariantRow *npv = find_row (rows, GH_STRATEGY_V2H, "npv");

  g_assert_cmpstr (input->path, ==, "$.finance.capex.v2h");
  g_assert_cmpstr (input->title, ==, "Equipment: V2H: powering the house");
  g_assert_null (((const GhVariantRow *) g_ptr_array_index (rows, 1))->path);
  g_assert_cmpfloat (bill->numbers[0], ==, first->results[GH_STRATEGY_V2H].bill_per_year);
  g_assert_false (bill->differs[1]);
  g_assert_cmpfloat_with_epsilon (npv->numbers[0] - npv->numbers[1], 800.0, 1e-9);
  g_assert_true (npv->differs[1] && !npv->differs[0]);
  g_assert_true (g_str_has_suffix (npv->shown[1], " (\342\210\222800\302\240€)"));
  g_assert_null (strchr (npv->shown[0], '('));
}

/* Where a study has not been planned its results wait, and inputs are there at once. */
static void
test_waiting (void)
{
  g_autoptr (GhStudy) a = new_two_price_study ("");
  g_autoptr (GhStudy) b = new_two_price_study ("tariff.export_price 0.2");
  g_autoptr (GhComparison) first = compare_study (a);
  const GhVariant variants[] = { { "A", a, first, NULL }, { "B", b, NULL, NULL } };
  g_autoptr (GPtrArray) rows = gh_variants_compare (variants, 2);
  const GhVariantRow *bill = find_row (rows, GH_STRATEGY_SMART, "bill_per_year");

  g_assert_cmpstr (((const GhVariantRow *) g_ptr_array_index (rows, 0))->path, ==,
                   "$.tariff.export_price");
  g_assert_true (isnan (bill->numbers[1]));
  g_assert_cmpstr (bill->shown[1], ==, "planning…");
}

/* The study that was run tells what Money does; of the others the same share is counted, as for
 * varied inputs, and it is said. */
static void
test_basis (void)
{
  g_autoptr (GhStudy) a = new_market_study (1, "operation.npv_from 1; finance.capex.v2h 1000");
  g_autoptr (GhStudy) b = new_market_study (1, "finance.capex.v2h 1800");
  g_autoptr (GhComparison) first = compare_study (a);
  g_autoptr (GhComparison) second = compare_study (b);
  g_autoptr (GhBracket) bracket = gh_bracket_compute (a, first, NULL, NULL);
  const GhVariant known[] = { { "A", a, first, NULL }, { "B", b, second, NULL } };
  const GhVariant run[] = { { "A", a, first, bracket }, { "B", b, second, NULL } };
  double share = gh_bracket_get_share (first, bracket, GH_STRATEGY_V2H, GH_STRATEGY_SMART);
  const GhOperationResult *rolling = &bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_V2H];
  g_autoptr (GPtrArray) before = gh_variants_compare (known, 2);
  g_autoptr (GPtrArray) after = gh_variants_compare (run, 2);
  const GhVariantRow *perfect = find_row (before, GH_STRATEGY_V2H, "npv");
  const GhVariantRow *npv = find_row (after, GH_STRATEGY_V2H, "npv");
  const GhVariantRow *saving = find_row (after, GH_STRATEGY_V2H, "saving_per_year");
  g_autofree char *foresight = gh_variants_tell_basis (known, 2);
  g_autofree char *measured = gh_variants_tell_basis (run, 2);

  g_assert_cmpfloat (share, <, 0.99);
  g_assert_cmpfloat (perfect->numbers[1], ==, second->results[GH_STRATEGY_V2H].against_smart->npv);
  g_assert_cmpfloat (npv->numbers[0], ==, rolling->against_smart->npv);
  g_autoptr (GhCashFlow) flow
      = gh_comparison_new_cash_flow (second, b->finance, GH_STRATEGY_V2H, GH_STRATEGY_SMART, share);
  g_assert_cmpfloat_with_epsilon (npv->numbers[1], flow->npv, 1e-9);
  g_assert_cmpfloat_with_epsilon (saving->numbers[1],
                                  share * second->results[GH_STRATEGY_V2H].saving_per_year, 1e-9);
  g_assert_nonnull (strstr (foresight, "perfect foresight); in operation they are less"));
  g_assert_nonnull (strstr (measured, "that comes true in “A”"));
  a->operation->npv_from = GH_OPERATION_PERFECT;
  g_autoptr (GPtrArray) asked = gh_variants_compare (run, 2);
  g_assert_cmpfloat (find_row (asked, GH_STRATEGY_V2H, "npv")->numbers[0], ==, perfect->numbers[0]);
}

/* A study whose baseline suffers more from not knowing makes no saving of another larger. */
static void
test_no_share (void)
{
  g_autoptr (GhStudy) a = new_market_study (1, "operation.npv_from 1");
  g_autoptr (GhStudy) b = new_market_study (1, "finance.capex.v2h 1800");
  g_autoptr (GhComparison) first = compare_study (a);
  g_autoptr (GhComparison) second = compare_study (b);
  g_autoptr (GhBracket) bracket = gh_bracket_compute (a, first, NULL, NULL);
  const GhVariant run[] = { { "A", a, first, bracket }, { "B", b, second, NULL } };

  bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_SMART].summary.cost_import += 1e4;
  g_autoptr (GPtrArray) rows = gh_variants_compare (run, 2);
  g_assert_cmpfloat_with_epsilon (find_row (rows, GH_STRATEGY_V2H, "saving_per_year")->numbers[1],
                                  second->results[GH_STRATEGY_V2H].saving_per_year, 1e-9);
}

/* Where every study was run, its bills are what its savings are counted from, and so is the rest;
 * the saving of the rule is over smart charging from forecasts, and so are the bills. */
static void
test_all_run (void)
{
  static const GhOperationMode modes[] = { GH_OPERATION_ROLLING, GH_OPERATION_RULE };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *edits = g_strdup_printf ("operation.npv_from %d", modes[i]);
      g_autoptr (GhStudy) a = new_market_study (1, edits);
      g_autoptr (GhStudy) b = new_market_study (2, edits);
      g_autoptr (GhComparison) first = compare_study (a);
      g_autoptr (GhComparison) second = compare_study (b);
      g_autoptr (GhBracket) one = gh_bracket_compute (a, first, NULL, NULL);
      g_autoptr (GhBracket) other = gh_bracket_compute (b, second, NULL, NULL);
      const GhVariant variants[] = { { "A", a, first, one }, { "B", b, second, other } };
      g_autoptr (GPtrArray) rows = gh_variants_compare (variants, 2);
      g_autofree char *basis = gh_variants_tell_basis (variants, 2);
      const GhVariantRow *smart = find_row (rows, GH_STRATEGY_SMART, "bill_per_year");
      const GhVariantRow *bill = find_row (rows, GH_STRATEGY_V2H, "bill_per_year");
      const GhVariantRow *saving = find_row (rows, GH_STRATEGY_V2H, "saving_per_year");
      const GhVariantRow *cycles
          = find_row (rows, GH_STRATEGY_V2H, "equivalent_full_cycles_per_year");
      double years = gh_years_of_days (gh_time_axis_get_days (second->site->axis));
      double done = gh_plan_summary_get_cycles (&other->results[modes[i]][GH_STRATEGY_V2H].summary,
                                                second->site);
      double planned
          = gh_plan_summary_get_cycles (&second->results[GH_STRATEGY_V2H].summary, second->site);

      for (guint k = 0; k < 2; k++)
        g_assert_cmpfloat_with_epsilon (smart->numbers[k] - bill->numbers[k], saving->numbers[k],
                                        1e-9);
      g_assert_cmpfloat_with_epsilon (cycles->numbers[1], done / years, 1e-9);
      g_assert_cmpfloat (fabs (done - planned), >, 1e-3);
      g_assert_true (g_str_has_prefix (basis, "All results are of the year run day by day"));
    }
}

/* Euros less yen are nothing. */
static void
test_currencies (void)
{
  g_autoptr (GhStudy) a = new_two_price_study ("currency EUR");
  g_autoptr (GhStudy) b = new_two_price_study ("currency JPY; tariff.export_price 0.2");
  g_autoptr (GhComparison) first = compare_study (a);
  g_autoptr (GhComparison) second = compare_study (b);
  const GhVariant variants[] = { { "A", a, first, NULL }, { "B", b, second, NULL } };
  g_autoptr (GPtrArray) rows = gh_variants_compare (variants, 2);

  g_assert_null (strchr (find_row (rows, GH_STRATEGY_V2G, "npv")->shown[1], '('));
}

/* The table marks what differs by a sign, and programs get numbers alone. */
static void
test_table (void)
{
  g_autoptr (GhStudy) a = new_two_price_study ("currency EUR; finance.capex.v2h 1000");
  g_autoptr (GhStudy) b = new_two_price_study ("currency EUR; finance.capex.v2h 1800");
  const GhVariant variants[] = { { "A", a, NULL, NULL }, { "B", b, NULL, NULL } };
  g_autoptr (GhDataTable) table = gh_variants_make_table (variants, 2);
  g_autofree char *shown = gh_data_table_format_cell (table, 0, 2, GH_CELL_SHOWN);
  g_autofree char *same = gh_data_table_format_cell (table, 0, 1, GH_CELL_SHOWN);
  g_autofree char *plain = gh_data_table_format_cell (table, 0, 2, GH_CELL_PLAIN);

  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 3);
  g_assert_cmpstr (gh_data_table_get_heading (table, 2), ==, "B");
  g_assert_cmpstr (shown, ==, "≠ 1800\302\240€");
  g_assert_cmpstr (same, ==, "1000\302\240€");
  g_assert_cmpstr (plain, ==, "1800");
}

/* A wall battery with a price has lines of its own where a study has one; the other has none. */
static void
test_rival (void)
{
  g_autoptr (GhStudy) a = new_two_price_study ("");
  g_autoptr (GhStudy) b = new_two_price_study (
      "batteries.0.name Wall; batteries.0.battery_kwh 8; finance.capex.battery 3000");
  g_autoptr (GhComparison) first = compare_study (a);
  g_autoptr (GhComparison) second = compare_study (b);
  const GhVariant variants[] = { { "A", a, first, NULL }, { "B", b, second, NULL } };
  g_autoptr (GPtrArray) rows = gh_variants_compare (variants, 2);
  g_autoptr (GPtrArray) without = gh_variants_compare (variants, 1);
  const GhVariantRow *npv = find_row (rows, GH_STRATEGY_BATTERY, "npv");

  g_assert_true (isnan (npv->numbers[0]));
  g_assert_cmpfloat (npv->numbers[1], ==, second->results[GH_STRATEGY_BATTERY].against_smart->npv);
  for (guint i = 0; i < without->len; i++)
    g_assert_cmpint (((const GhVariantRow *) g_ptr_array_index (without, i))->strategy, !=,
                     GH_STRATEGY_BATTERY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/variants/rows", test_rows);
  g_test_add_func ("/variants/waiting", test_waiting);
  g_test_add_func ("/variants/basis", test_basis);
  g_test_add_func ("/variants/no-share", test_no_share);
  g_test_add_func ("/variants/all-run", test_all_run);
  g_test_add_func ("/variants/currencies", test_currencies);
  g_test_add_func ("/variants/table", test_table);
  g_test_add_func ("/variants/rival", test_rival);
  return g_test_run ();
}
