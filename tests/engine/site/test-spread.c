/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "site/spread.h"

#define DRAWS 10000

/* Mean of many draws; all have to be within limits. */
static double
draw_mean (const GhSpreadDraw *draw, double least, double most)
{
  GhRandom random;
  double sum = 0.0;

  gh_random_init (&random, 3);
  for (guint i = 0; i < DRAWS; i++)
    {
      double value = gh_spread_draw_next (draw, &random);
      g_assert_cmpfloat (value, >=, least);
      g_assert_cmpfloat (value, <=, most);
      sum += value;
    }
  return sum / DRAWS;
}

/* Four standard errors of the mean are not exceeded by chance. */
static void
test_symmetric (void)
{
  GhSpread *spread = gh_record_new (&gh_spread_table);
  GhSpreadDraw draw;

  spread->mean = 20.0;
  spread->deviation = 4.0;
  gh_spread_draw_init (&draw, spread, 0.0, 40.0);
  g_assert_cmpfloat_with_epsilon (draw_mean (&draw, 0.0, 40.0), 20.0, 4.0 * 4.0 / sqrt (DRAWS));
  gh_spread_draw_clear (&draw);
  gh_record_free (&gh_spread_table, spread);
}

/* Cut off at the mean, a normal distribution has its mean sqrt (2 / pi) deviations above. */
static void
test_cut_off (void)
{
  GhSpread *spread = gh_record_new (&gh_spread_table);
  GhSpreadDraw draw;

  spread->mean = spread->least = 10.0;
  spread->deviation = 2.0;
  gh_spread_draw_init (&draw, spread, 0.0, 1000.0);
  g_assert_cmpfloat_with_epsilon (draw_mean (&draw, 10.0, 1000.0), 10.0 + 2.0 * sqrt (2.0 / G_PI),
                                  4.0 * 2.0 / sqrt (DRAWS));
  gh_spread_draw_clear (&draw);
  gh_record_free (&gh_spread_table, spread);
}

/* Between near limits it is nearly even. */
static void
test_narrow (void)
{
  GhSpread *spread = gh_record_new (&gh_spread_table);
  GhSpreadDraw draw;

  spread->mean = 5.0;
  spread->deviation = 1000.0;
  spread->least = 4.0;
  spread->most = 8.0;
  gh_spread_draw_init (&draw, spread, 0.0, 1000.0);
  g_assert_cmpfloat_with_epsilon (draw_mean (&draw, 4.0, 8.0), 6.0,
                                  4.0 * 4.0 / sqrt (12.0 * DRAWS));
  gh_spread_draw_clear (&draw);
  gh_record_free (&gh_spread_table, spread);
}

static void
test_values (void)
{
  const double values[] = { 7.0, 11.0, 22.0 }, weights[] = { 1.0, 0.0, 3.0 };
  GhSpread *spread = gh_record_new (&gh_spread_table);
  GhSpreadDraw draw;
  GhRandom random;
  guint counts[2] = { 0 };

  spread->values = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), values, 3);
  spread->weights = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (double)), weights, 3);
  gh_spread_draw_init (&draw, spread, 0.0, 100.0);
  gh_random_init (&random, 1);
  for (guint i = 0; i < DRAWS; i++)
    {
      double value = gh_spread_draw_next (&draw, &random);
      g_assert_true (fabs (value - 7.0) < 1e-12 || fabs (value - 22.0) < 1e-12);
      counts[value > 10.0]++;
    }
  g_assert_cmpfloat_with_epsilon ((double) counts[1] / DRAWS, 0.75,
                                  4.0 * sqrt (0.75 * 0.25 / DRAWS));
  gh_spread_draw_clear (&draw);
  gh_record_free (&gh_spread_table, spread);
}

static void
test_number (void)
{
  GhSpread *spread = gh_record_new (&gh_spread_table);
  GhSpreadDraw draw;

  spread->mean = 12.5;
  gh_spread_draw_init (&draw, spread, 0.0, 100.0);
  g_assert_cmpfloat_with_epsilon (draw_mean (&draw, 12.5, 12.5), 12.5, 1e-9);
  gh_spread_draw_clear (&draw);
  gh_record_free (&gh_spread_table, spread);
}

static void
test_clock (void)
{
  GhClockSpread *spread = gh_record_new (&gh_clock_spread_table);
  GhSpreadDraw draw;

  spread->mean = 23 * 60;
  spread->deviation = 60.0;
  gh_spread_draw_init_clock (&draw, spread);
  g_assert_cmpfloat (draw_mean (&draw, 0.0, 1439.0), <, 23.0 * 60.0);
  gh_spread_draw_clear (&draw);
  gh_record_free (&gh_clock_spread_table, spread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spread/symmetric", test_symmetric);
  g_test_add_func ("/spread/cut-off", test_cut_off);
  g_test_add_func ("/spread/narrow", test_narrow);
  g_test_add_func ("/spread/values", test_values);
  g_test_add_func ("/spread/number", test_number);
  g_test_add_func ("/spread/clock", test_clock);
  return g_test_run ();
}
