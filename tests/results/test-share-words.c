/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of a saving as a table and in words, of shares made by hand. */
#include "share-words.h"

#include <string.h>

#include "two-price-study.h"

#define SEVERAL                                                            \
  "vehicles.1.name Small; vehicles.1.battery_kwh 40; batteries.0.name X; " \
  "batteries.0.battery_kwh 3"

static void
free_shares (gpointer data)
{
  gh_store_shares_free (data);
}

static void
add (GPtrArray *list, GhStrategy strategy, gboolean is_exact, double first, double second)
{
  GhStoreShares *shares = g_new0 (GhStoreShares, 1);

  *shares = (GhStoreShares){ strategy, is_exact, first + second, 2, g_new (GhStoreShare, 2) };
  shares->shares[0] = (GhStoreShare){ 0, first };
  shares->shares[1] = (GhStoreShare){ 1, second };
  g_ptr_array_add (list, shares);
}

static void
assert_cell (const GhDataTable *table, gsize row, guint column, GhCellForm form,
             const char *expected)
{
  g_autofree char *text = gh_data_table_format_cell (table, row, column, form);

  g_assert_cmpstr (text, ==, expected);
}

/* A row for each store and one for all; the strategy that saves nothing has no columns. */
static void
test_table (void)
{
  g_autoptr (GhStudy) study = new_two_price_study (SEVERAL);
  g_autoptr (GhComparison) comparison = compare_study (study);
  GPtrArray *list = g_ptr_array_new_with_free_func (free_shares);

  comparison->site->stores[2].name[0] = '\0';
  add (list, GH_STRATEGY_V2H, TRUE, 0.0, 0.0);
  add (list, GH_STRATEGY_V2G, TRUE, 150.0, 50.0);
  g_autoptr (GhDataTable) table = gh_share_words_make_table (list, comparison->site);
  g_autofree char *words = gh_share_words_explain (list, comparison->site);
  g_ptr_array_unref (list);
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 3);
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 4);
  g_assert_cmpstr (gh_data_table_get_heading (table, 1), ==, "V2G (grid) (€ a year)");
  g_assert_cmpstr (gh_data_table_get_heading (table, 2), ==, "V2G (grid) (%)");
  assert_cell (table, 0, 0, GH_CELL_SHOWN, "Car");
  assert_cell (table, 0, 1, GH_CELL_SHOWN, "150.00\302\240€");
  assert_cell (table, 0, 2, GH_CELL_SHOWN, "75.0\302\240%");
  assert_cell (table, 1, 1, GH_CELL_PLAIN, "50");
  assert_cell (table, 1, 2, GH_CELL_PLAIN, "25");
  assert_cell (table, 2, 0, GH_CELL_SHOWN, "Wall battery");
  assert_cell (table, 2, 1, GH_CELL_SHOWN, "–");
  assert_cell (table, 2, 2, GH_CELL_PLAIN, "");
  assert_cell (table, 3, 0, GH_CELL_SHOWN, "Together");
  assert_cell (table, 3, 1, GH_CELL_SHOWN, "200.00\302\240€");
  assert_cell (table, 3, 2, GH_CELL_SHOWN, "100.0\302\240%");
  g_assert_nonnull (strstr (words, "Shapley"));
  g_assert_nonnull (strstr (words, "A wall battery has no share"));
}

static void
test_nothing (void)
{
  g_autoptr (GhStudy) study = new_two_price_study ("vehicles.1.name Small");
  g_autoptr (GhComparison) comparison = compare_study (study);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_shares);

  g_autofree char *nobody = gh_share_words_explain (list, comparison->site);
  g_assert_nonnull (strstr (nobody, "no two cars"));
  add (list, GH_STRATEGY_V2H, FALSE, 0.0, 0.0);
  g_autofree char *nothing = gh_share_words_explain (list, comparison->site);
  g_assert_nonnull (strstr (nothing, "Neither V2H nor V2G saves anything"));
  g_assert_null (gh_share_words_make_table (list, comparison->site));
  add (list, GH_STRATEGY_V2G, FALSE, 1.0, 1.0);
  g_autofree char *scaled = gh_share_words_explain (list, comparison->site);
  g_assert_nonnull (strstr (scaled, "what would be missing without it"));
  g_assert_null (strstr (scaled, "no share"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/share-words/table", test_table);
  g_test_add_func ("/share-words/nothing", test_nothing);
  return g_test_run ();
}
