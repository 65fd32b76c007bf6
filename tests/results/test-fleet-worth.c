/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of using a fleet are worth in words and tables: what is best, and what gaps leave
 * open. */
#include "fleet-worth.h"

#include <string.h>

#include "fleet-study.h"
#include "study-json.h"

/* The fleet with energy at the depot that is dear from 18:00 on, so that it matters how vehicles
 * are used there. @more: of the depot */
static GhFleetWorth *
find_worth (const char *more)
{
  g_autoptr (GString) text = g_string_new (fleet_study);
  g_autoptr (GString) prices = g_string_new (more);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;

  g_string_append (prices, "\"load\": 1, \"tariff\": { \"import_price\": [");
  for (guint t = 0; t < 168; t++)
    g_string_append_printf (prices, "%s%s", t > 0 ? "," : "", t % 24 >= 18 ? "0.3" : "0.1");
  g_string_append (prices, "] }");
  g_assert_cmpuint (
      g_string_replace (text, "\"load\": 1, \"tariff\": { \"import_price\": 0.2 }", prices->str, 0),
      ==, 1);
  g_autoptr (GhStudy) study = gh_study_from_json (text->str, -1, findings, &error);
  g_assert_no_error (error);
  GhFleetWorth *worth = gh_fleet_worth_compute (study, NULL, NULL, &error);
  g_assert_no_error (error);
  return worth;
}

static char *
get_cell (GhDataTable *table, const char *title, guint column)
{
  for (guint i = 0; i < gh_data_table_count_rows (table); i++)
    {
      g_autofree char *cell = gh_data_table_format_cell (table, i, 0, GH_CELL_SHOWN);
      if (g_str_has_prefix (cell, title))
        return gh_data_table_format_cell (table, i, column, GH_CELL_SHOWN);
    }
  return NULL;
}

static void
assert_mark (GhFleetWorth *worth, const char *title, guint use, const char *mark)
{
  g_autoptr (GhDataTable) table = gh_fleet_worth_make_uses (worth);
  g_autofree char *cell = get_cell (table, title, use + 1);

  g_assert_nonnull (cell);
  if (*mark != '\0')
    g_assert_true (g_str_has_prefix (cell, mark));
  else
    g_assert_false (g_str_has_prefix (cell, "✓") || g_str_has_prefix (cell, "≈"));
}

/* A tick for the least bill; once smart charging may be as cheap for all that is known, both have
 * the other mark, which is explained. What is not money of a year stays as it is. */
static void
test_marks (void)
{
  g_autoptr (GhFleetWorth) worth = find_worth ("");
  /* Gaps are set here, so that what is told of them is known. */
  GhFleetMoney *money = (GhFleetMoney *) gh_fleet_worth_get_money (worth);
  guint best = GH_STRATEGY_V2G;

  if (money->results[GH_STRATEGY_V2H].bill_per_year < money->results[best].bill_per_year)
    best = GH_STRATEGY_V2H;
  g_assert_cmpfloat (money->results[best].bill_per_year, <,
                     money->results[GH_STRATEGY_SMART].bill_per_year - 1.0);
  for (guint use = 0; use < GH_FLEET_VALLEYS; use++)
    {
      GhFleetSums *sums = &money->uses[use].planned->year->whole;
      sums->lower_bound = sums->objective;
      money->uses[use].most_npv = money->results[use].against_smart->npv;
    }
  assert_mark (worth, "Bill a year", best, "✓ ");
  assert_mark (worth, "Bill a year", GH_STRATEGY_SMART, "");
  g_assert_null (gh_fleet_worth_tell_marks (worth));
  money->uses[GH_STRATEGY_SMART].planned->year->whole.lower_bound -= 1e5;
  assert_mark (worth, "Bill a year", best, "≈ ");
  assert_mark (worth, "Bill a year", GH_STRATEGY_SMART, "≈ ");
  assert_mark (worth, "Bill a year", GH_STRATEGY_UNMANAGED, "");
  assert_mark (worth, "Saved a year over charging on arrival", GH_STRATEGY_SMART, "≈ ");
  assert_mark (worth, "Saved a year over charging on arrival", GH_STRATEGY_UNMANAGED, "");
  g_assert_true (g_str_has_prefix (gh_fleet_worth_tell_marks (worth), "≈: which of these"));
}

/* Smart charging moves 200 kWh a week of the vans from 0.30 to 0.10. */
static void
test_managed (void)
{
  g_autoptr (GhFleetWorth) worth = find_worth ("");
  const GhFleetUse *uses = gh_fleet_worth_get_money (worth)->uses;
  g_autofree char *managed = gh_fleet_worth_tell_managed (worth);

  g_assert_cmpfloat_with_epsilon (uses[GH_STRATEGY_UNMANAGED].year->sites[0].summary.cost_import
                                      - uses[GH_STRATEGY_SMART].year->sites[0].summary.cost_import,
                                  200.0 * 0.2 * 365.25 / 7.0, 5.0);
  g_assert_true (g_str_has_prefix (managed, "Smart charging saves 2"));
  g_assert_nonnull (strstr (managed, "over 15 years"));
}

/* Two vans of 10 kW and a building of 1 kW behind 12 kW: 9 kW of 100 € each are avoided; the other
 * site has no limit. */
static void
test_connections (void)
{
  g_autoptr (GhFleetWorth) worth
      = find_worth ("\"connection\": { \"import_limit_kw\": 12, \"upgrade_per_kw\": 100 }, ");
  g_autoptr (GhDataTable) table = gh_fleet_worth_make_connections (worth);
  const char *const cells[] = { "Depot", "12", "21", NULL, "9", "900" };

  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *cell = gh_data_table_format_cell (table, 0, i, GH_CELL_SHOWN);
      if (cells[i] != NULL)
        g_assert_cmpstr (cell, ==, cells[i]);
    }
  g_autofree char *unlimited = gh_data_table_format_cell (table, 1, 1, GH_CELL_SHOWN);
  g_assert_cmpstr (unlimited, ==, "–");
}

/* Where the building alone is too much, each use says so of that site. */
static void
test_missing (void)
{
  g_autoptr (GhFleetWorth) worth = find_worth ("\"connection\": { \"import_limit_kw\": 0.5 }, ");
  g_autofree char *missing = gh_fleet_worth_explain_missing (worth);
  g_auto (GStrv) lines = g_strsplit (missing, "\n", -1);

  g_assert_false (gh_fleet_worth_get_money (worth)->has_numbers);
  g_assert_cmpuint (g_strv_length (lines), ==, GH_FLEET_USES);
  g_assert_true (g_str_has_prefix (lines[0], "Depot, On arrival: "));
  g_assert_true (g_str_has_prefix (lines[4], "Depot, Valley filling: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-worth/marks", test_marks);
  g_test_add_func ("/fleet-worth/managed", test_managed);
  g_test_add_func ("/fleet-worth/connections", test_connections);
  g_test_add_func ("/fleet-worth/missing", test_missing);
  return g_test_run ();
}
