/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of the pages of ENTSO-E. */
#include "read-text.h"

#define HEAD                                                                \
  "\"MTU (CET/CEST)\",\"Area\",\"Sequence\",\"Day-ahead Price (EUR/MWh)\"," \
  "\"Intraday Period (CET/CEST)\",\"Intraday Price (EUR/MWh)\"\n"
#define ROW(from, to, area, sequence, price)                                           \
  "\"29/10/2023 " from " - 29/10/2023 " to "\",\"" area "\",\"" sequence "\",\"" price \
  "\",\"29/10/2023 00:00:00 - 29/10/2023 00:15:00\",\"-\"\n"
#define FIRST(from, to, price) ROW (from, to, "BZN|DE-LU", "Sequence 1", price)

/* The hour that is repeated when clocks go back, an auction that does not count, a missing price.
 */
static void
test_table (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (
      HEAD FIRST ("01:00:00", "02:00:00", "10")
          ROW ("01:00:00", "02:00:00", "BZN|DE-LU", "Sequence 2", "99")
              FIRST ("02:00:00 (CEST)", "02:00:00 (CET)", "20")
                  ROW ("02:00:00", "03:00:00", "BZN|DE-LU", "Sequence 2", "99")
                      FIRST ("02:00:00 (CET)", "03:00:00", "n/e")
                          FIRST ("03:00:00", "04:00:00", "40") FIRST ("04:00:00", "05:00:00", "50"),
      NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (table->kind, ==, "price");
  g_assert_cmpint (table->step_seconds, ==, 3600);
  g_assert_cmpuint (table->count, ==, 5);
  /* 2023-10-28T23:00Z */
  g_assert_cmpint (table->start_unix, ==, 1698534000);
  const GhTableColumn *price = get_column (table, "Day-ahead Price (EUR/MWh)");
  g_assert_cmpstr (price->unit, ==, "EUR/MWh");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (price->values[i], 10.0 * (i + 1), 1e-12);
  g_assert_true (is_told (table, "2 rows of other auctions than “Sequence 1”"));
  g_assert_true (is_told (table, "1 empty cell"));
}

static void
test_areas (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table
      = read_text (HEAD ROW ("01:00:00", "02:00:00", "BZN|FR", "Without Sequence", "1")
                       ROW ("01:00:00", "02:00:00", "BZN|BE", "Without Sequence", "7")
                           ROW ("02:00:00", "03:00:00", "BZN|FR", "Without Sequence", "2")
                               ROW ("03:00:00", "04:00:00", "BZN|FR", "Without Sequence", "3"),
                   NULL, &error);

  /* One of the two hours from 2 to 3 o'clock is missing and filled. */
  g_assert_no_error (error);
  g_assert_cmpuint (table->count, ==, 4);
  g_assert_cmpfloat (get_column (table, NULL)->values[1], ==, 2.0);
  g_assert_true (is_told (table, "only those of “BZN|FR” were read"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entsoe-csv/table", test_table);
  g_test_add_func ("/entsoe-csv/areas", test_areas);
  return g_test_run ();
}
