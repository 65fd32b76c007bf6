/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comparison-rows.h"

#include <math.h>
#include <string.h>

#include "comparison-words.h"
#include "two-price-study.h"

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
assert_row (GhComparisonRow row, const GhResults *results, const char *texts[4], const char *best)
{
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      g_autofree char *text = gh_comparison_row_format (row, results, s);
      g_test_message ("%s %d: %s", gh_comparison_row_get_title (row), s, text);
      if (texts[s] != NULL)
        g_assert_cmpstr (text, ==, texts[s]);
      g_assert_cmpint (gh_comparison_row_is_best (row, results, s), ==, best[s] == '*');
    }
}

/* The day by hand: without the car's help 24 kWh a day are bought, 4 of them dear; V2H brings the
 * dear ones from the cheap hours. Words stand where there is no number. */
static void
test_texts (void)
{
  g_autoptr (GhResults) results = compute ("finance.capex.v2h 1000; finance.capex.v2g 4000");
  double days = 365.25, smart = (5 * CHEAP + 15 * OTHER + 4 * DEAR) * days;
  g_autofree char *bill = g_strdup_printf ("%.0f\302\240€", smart);

  assert_row (GH_ROW_BILL, results, (const char *[]){ bill, bill, NULL, NULL }, "..**");
  assert_row (GH_ROW_SAVING, results, (const char *[]){ "0\302\240€", "baseline", NULL, NULL },
              "..**");
  assert_row (GH_ROW_NPV, results, (const char *[]){ NULL, "baseline", NULL, NULL }, "..*.");
  assert_row (GH_ROW_IRR, results, (const char *[]){ "–", "baseline", NULL, NULL }, "..*.");
  assert_row (GH_ROW_PAYBACK, results, (const char *[]){ "–", "baseline", NULL, NULL }, "..*.");
  assert_row (GH_ROW_IMPORT, results,
              (const char *[]){ "8766\302\240kWh", "8766\302\240kWh", NULL, NULL }, "**..");
  assert_row (GH_ROW_MARGINAL, results, (const char *[]){ "–", "–", "–", "–" }, "....");
  assert_row (GH_ROW_SELF_CONSUMPTION, results, (const char *[]){ "–", "–", "–", "–" }, "....");
}

/* What gains nothing is never the best, whatever it is compared with. */
static void
test_no_best_without_gain (void)
{
  g_autoptr (GhResults) results = compute ("finance.capex.v2h 90000; finance.capex.v2g 80000");

  assert_row (GH_ROW_NPV, results, (const char *[]){ NULL, NULL, NULL, NULL }, "....");
}

/* Months add up to the year's value but for shares, which have none of their own to add. */
static void
test_months (void)
{
  static const GhComparisonRow sums[]
      = { GH_ROW_BILL,     GH_ROW_SAVING,  GH_ROW_IMPORT, GH_ROW_EXPORT,
          GH_ROW_MARGINAL, GH_ROW_AVERAGE, GH_ROW_CYCLES };
  g_autoptr (GhResults) results
      = compute ("period.steps 8784; period.start 2024-01-01T00:00:00+01:00; "
                 "tariff.import_price 0.3; tariff.fixed_per_day 0.4; solar.0.peak_kw 5; "
                 "emissions.marginal_g_per_kwh 500; emissions.average_g_per_kwh 300; "
                 "vehicles.0.trips.0.days mon-fri; vehicles.0.trips.0.leave 07:30; "
                 "vehicles.0.trips.0.return 17:45; vehicles.0.trips.0.distance_km 40");

  g_assert_cmpuint (gh_results_get_months (results)->len, ==, 12);
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
      {
        double sum = 0.0;
        g_assert_nonnull (gh_comparison_row_get_month_title (sums[i]));
        for (guint month = 0; month < 12; month++)
          sum += gh_comparison_row_get_month (sums[i], results, s, month);
        g_assert_cmpfloat_with_epsilon (sum, gh_comparison_row_get_value (sums[i], results, s),
                                        1e-6);
      }
  g_assert_null (gh_comparison_row_get_month_title (GH_ROW_NPV));
  double summer = gh_comparison_row_get_month (GH_ROW_SELF_SUFFICIENCY, results, 1, 5);
  double winter = gh_comparison_row_get_month (GH_ROW_SELF_SUFFICIENCY, results, 1, 11);
  g_assert_cmpfloat (summer, >, winter);
  g_assert_cmpfloat (summer, <=, 100.0);
}

/* The table that is copied: units with the names of rows, numbers without, nothing where the page
 * has a word. */
static void
test_table (void)
{
  g_autoptr (GhResults) results = compute ("finance.capex.v2h 1000; finance.capex.v2g 4000");
  g_autoptr (GhDataTable) table = gh_comparison_make_table (results);
  g_autofree char *text = gh_data_table_to_text (table);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *best = gh_data_table_format_cell (table, GH_ROW_NPV, 3, GH_CELL_SHOWN);

  g_assert_cmpuint (g_strv_length (lines), ==, 1 + gh_comparison_count_rows (results) + 1);
  g_assert_cmpint (gh_comparison_count_rows (results), ==, GH_ROW_LOSS);
  g_assert_cmpstr (lines[0], ==, "\tOn arrival\tSmart\tV2H (house)\tV2G (grid)");
  g_auto (GStrv) bill = g_strsplit (lines[1 + GH_ROW_BILL], "\t", -1);
  g_assert_cmpstr (bill[0], ==, "Bill a year (€)");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (bill[3], NULL),
                                  gh_comparison_row_get_value (GH_ROW_BILL, results, 2), 1e-4);
  g_assert_true (g_str_has_prefix (lines[1 + GH_ROW_PAYBACK], "Payback (years)\t\t\t"));
  g_assert_true (g_str_has_prefix (best, "✓ +"));
}

/* A wall battery with a price stands beside the others: in the table, in what is the best, in
 * months and in outages. */
static void
test_rival (void)
{
  g_autoptr (GhResults) results
      = compute ("batteries.0.name Wall; batteries.0.battery_kwh 8; batteries.0.soc_min 0; "
                 "batteries.0.discharge_soc_min 0.5; resilience.use_reserve true; "
                 "finance.capex.v2h 4000; finance.capex.v2g 5000; finance.capex.battery 300");
  g_autoptr (GhDataTable) table = gh_comparison_make_table (results);
  g_autofree char *text = gh_data_table_to_text (table);
  g_autofree char *outage = gh_comparison_row_format (GH_ROW_OUTAGE, results, GH_STRATEGY_BATTERY);
  const GhCashFlow *flow = gh_results_get_cash_flow (results, GH_STRATEGY_BATTERY);

  g_assert_cmpuint (gh_results_count_strategies (results), ==, GH_MOST_COMPARED);
  g_assert_true (
      g_str_has_prefix (text, "\tOn arrival\tSmart\tV2H (house)\tV2G (grid)\tWall battery\n"));
  g_assert_cmpfloat (flow->npv, >, 0.0);
  g_assert_cmpfloat (gh_comparison_row_get_value (GH_ROW_NPV, results, GH_STRATEGY_BATTERY), ==,
                     flow->npv);
  g_assert_true (gh_comparison_row_is_best (GH_ROW_NPV, results, GH_STRATEGY_BATTERY));
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    g_assert_false (gh_comparison_row_is_best (GH_ROW_NPV, results, s));
  g_assert_cmpstr (outage, ==, "–");
  gh_results_take_resilience (results, gh_results_make_resilience (results, NULL, NULL));
  double hours = gh_comparison_row_get_value (GH_ROW_OUTAGE, results, GH_STRATEGY_BATTERY);
  g_assert_cmpfloat (hours, >, 0.0);
  g_assert_cmpfloat (gh_comparison_row_get_value (GH_ROW_OUTAGE, results, GH_STRATEGY_SMART), ==,
                     0.0);
  g_assert_cmpfloat (gh_comparison_row_get_month (GH_ROW_OUTAGE, results, GH_STRATEGY_BATTERY, 0),
                     ==, hours);
  g_assert_cmpfloat_with_epsilon (
      gh_comparison_row_get_month (GH_ROW_BILL, results, GH_STRATEGY_BATTERY, 0),
      gh_results_get_strategy (results, GH_STRATEGY_BATTERY)->bill_per_year / 365.25, 1e-6);
  g_assert_cmpstr (gh_results_get_rival (results), ==, gh_results_get_comparison (results)->rival);
}

/* Run from forecasts the wall battery saves what it is planned to where nothing is uncertain but
 * what is not known yet, and never more than with perfect foresight. */
static void
test_rival_runs (void)
{
  g_autoptr (GhResults) results
      = compute ("batteries.0.name Wall; batteries.0.battery_kwh 8; batteries.0.soc_min 0; "
                 "finance.capex.battery 300");
  g_autoptr (GError) error = NULL;
  GhBracket *bracket = gh_results_make_bracket (results, NULL, &error);
  const GhComparison *comparison = gh_results_get_comparison (results);

  g_assert_no_error (error);
  gh_results_take_bracket (results, bracket);
  double smart = bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_SMART].bill_per_year;
  double own = bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_BATTERY].bill_per_year;
  g_assert_cmpfloat (own, >=, comparison->results[GH_STRATEGY_BATTERY].bill_per_year - 1e-6);
  g_assert_cmpfloat_with_epsilon (
      gh_comparison_row_get_value (GH_ROW_FORECASTS, results, GH_STRATEGY_BATTERY), smart - own,
      1e-9);
  g_assert_true (
      isfinite (gh_comparison_row_get_value (GH_ROW_RULE, results, GH_STRATEGY_BATTERY)));
  g_assert_cmpstr (gh_results_get_rival (results), ==, bracket->rival);
  g_assert_nonnull (bracket->rival);
}

/* A car whose cells are known: what they lose a year in percent, and what that is worth at the
 * price of a new battery that is at its end when it has lost a fifth. */
static void
test_battery (void)
{
  g_autoptr (GhResults) results
      = compute ("finance.capex.v2h 1000; finance.capex.v2g 4000; "
                 "finance.battery_cost_per_kwh 100; finance.end_of_life_soh 0.8; "
                 "vehicles.0.cell nmc-kokam-75ah; vehicles.0.pack.limit_power 1");
  g_autoptr (GhDataTable) table = gh_comparison_make_table (results);
  g_autofree char *nothing = gh_comparison_format_ageing (results);

  g_assert_cmpint (gh_comparison_count_rows (results), ==, GH_ROWS);
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, GH_ROWS);
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhBatteryResult *battery = gh_results_get_strategy (results, s)->battery;
      double percent = gh_comparison_row_get_value (GH_ROW_LOSS, results, s);
      g_assert_cmpfloat_with_epsilon (percent, 100.0 * battery->loss, 1e-9);
      g_assert_cmpfloat (percent, >, 0.1);
      g_assert_cmpfloat_with_epsilon (gh_comparison_row_get_value (GH_ROW_AGEING, results, s),
                                      0.01 * percent / 0.2 * 60.0 * 100.0, 1e-6);
    }
  g_autofree char *loss = gh_comparison_row_format (GH_ROW_LOSS, results, GH_STRATEGY_SMART);
  g_assert_true (g_str_has_suffix (loss, "\302\240%"));
  g_assert_cmpstr (gh_comparison_row_get_unit (GH_ROW_AGEING, results), ==, "€");
  g_assert_null (gh_comparison_row_get_month_title (GH_ROW_LOSS));
  /* Wear has a fixed price: there is no plan that avoids ageing. */
  g_assert_cmpstr (nothing, ==, "");
}

/* Where ageing has its price the sentence tells what the plan gives up for the battery: what it
 * pays more than the plan without wear, which is the cheapest there is, so that it is never below
 * 0. */
static void
test_ageing (void)
{
  g_autoptr (GhResults) results
      = compute ("vehicles.0.cell nmc-kokam-75ah; vehicles.0.pack.wear 1; "
                 "finance.battery_cost_per_kwh 600; tariff.export_price 0.35");
  g_autofree char *text = gh_comparison_format_ageing (results);
  const GhStrategyResult *v2h = gh_results_get_strategy (results, GH_STRATEGY_V2H);
  double cost
      = (v2h->plan->objective - v2h->summary.cost_wear - v2h->battery->unpriced_objective) * 365.25;
  double saved = v2h->battery->unpriced_ageing_cost - v2h->battery->ageing_cost;
  g_autofree char *line
      = g_strdup_printf ("V2H (house): going easy on the battery costs %.0f\302\240€ a year more "
                         "for electricity and saves %.0f\302\240€ of ageing.",
                         cost, saved);

  g_test_message ("%s", text);
  g_assert_cmpfloat (cost, >, 1.0);
  g_assert_cmpfloat (saved, >=, cost);
  g_assert_nonnull (strstr (text, line));
}

/* A pack too weak for its charger: what keeping within its limits costs is told of the strategies
 * that meet them, in the words that the terminal has as well. */
static void
test_limits (void)
{
  g_autoptr (GhResults) plain = compute ("vehicles.0.cell nmc-kokam-75ah");
  g_autoptr (GhResults) results
      = compute ("vehicles.0.cell nmc-kokam-75ah; vehicles.0.pack.limit_power 1; "
                 "vehicles.0.battery_kwh 8; vehicles.0.charger.discharge_kw 22; "
                 "vehicles.0.charger.charge_kw 22; load 20; weather.temperature_c -10");
  g_autofree char *nothing = gh_comparison_format_limits (plain);
  g_autofree char *text = gh_comparison_format_limits (results);
  const GhBatteryResult *battery = gh_results_get_strategy (results, GH_STRATEGY_V2H)->battery;
  g_autofree char *line = g_strdup_printf (
      "V2H (house): keeping within what the battery can take and give costs %.2f\302\240€ a year",
      battery->limits_cost * 365.25);

  g_test_message ("%s", text);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpfloat (battery->limits_cost, >, 0.01);
  g_assert_nonnull (strstr (text, line));
  g_assert_true (g_str_has_suffix (text, "."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison-rows/texts", test_texts);
  g_test_add_func ("/comparison-rows/no-best-without-gain", test_no_best_without_gain);
  g_test_add_func ("/comparison-rows/months", test_months);
  g_test_add_func ("/comparison-rows/table", test_table);
  g_test_add_func ("/comparison-rows/rival", test_rival);
  g_test_add_func ("/comparison-rows/rival-runs", test_rival_runs);
  g_test_add_func ("/comparison-rows/battery", test_battery);
  g_test_add_func ("/comparison-rows/ageing", test_ageing);
  g_test_add_func ("/comparison-rows/limits", test_limits);
  return g_test_run ();
}
