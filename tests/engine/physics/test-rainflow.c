/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/rainflow.h"
#include "random.h"

#include <math.h>

#define MOST_CYCLES 8

typedef struct
{
  const char *name;
  double series[16];
  gsize count;
  GhCycle cycles[MOST_CYCLES];
  guint cycle_count;
} Case;

/* The first is the example of ASTM E1049-85; the second was counted with NREL's BLAST-Lite. */
static const Case cases[] = {
  { "standard",
    { -2, 1, -3, 5, -1, 3, -4, 4, -2 },
    9,
    { { 3, -0.5, 0.5, 0, 1 },
      { 4, -1, 0.5, 1, 2 },
      { 4, 1, 1, 4, 5 },
      { 8, 1, 0.5, 2, 3 },
      { 9, 0.5, 0.5, 3, 6 },
      { 8, 0, 0.5, 6, 7 },
      { 6, 1, 0.5, 7, 8 } },
    7 },
  { "state of charge",
    { 1, 0.6, 0.8, 0.3, 0.5, 0.4, 0.9, 0.2, 1 },
    9,
    { { 0.2, 0.7, 1, 1, 2 },
      { 0.1, 0.45, 1, 4, 5 },
      { 0.6, 0.6, 1, 3, 6 },
      { 0.8, 0.6, 0.5, 0, 7 },
      { 0.8, 0.6, 0.5, 7, 8 } },
    5 },
  { "points between and plateaus",
    { 1, 1, 0.8, 0.6, 0.6, 0.7, 0.7, 0.8, 0.3, 0.3 },
    10,
    { { 0.2, 0.7, 1, 4, 7 }, { 0.7, 0.65, 0.5, 1, 9 } },
    2 },
  { "equal ranges",
    { 0, 3, 1, 2, 1 },
    5,
    { { 1, 1.5, 1, 2, 3 }, { 3, 1.5, 0.5, 0, 1 }, { 2, 2, 0.5, 1, 4 } },
    3 },
  { "one charge and one discharge",
    { 0.9, 0.6, 0.3, 0.6, 0.9 },
    5,
    { { 0.6, 0.6, 0.5, 0, 2 }, { 0.6, 0.6, 0.5, 2, 4 } },
    2 },
  { "rising only", { 0, 1, 2 }, 3, { { 2, 1, 0.5, 0, 2 } }, 1 },
  { "equal all along", { 4, 4, 4 }, 3, { { 0, 0, 0, 0, 0 } }, 0 },
  { "one value", { 4 }, 1, { { 0, 0, 0, 0, 0 } }, 0 },
  { "nothing", { 0 }, 0, { { 0, 0, 0, 0, 0 } }, 0 },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) found = gh_rainflow_count (cases[i].series, cases[i].count);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (found->len, ==, cases[i].cycle_count);
      for (guint c = 0; c < found->len; c++)
        {
          const GhCycle *cycle = &g_array_index (found, GhCycle, c);
          const GhCycle *expected = &cases[i].cycles[c];

          g_assert_cmpfloat_with_epsilon (cycle->range, expected->range, 1e-12);
          g_assert_cmpfloat_with_epsilon (cycle->mean, expected->mean, 1e-12);
          g_assert_cmpfloat (cycle->count, ==, expected->count);
          g_assert_cmpuint (cycle->first, ==, expected->first);
          g_assert_cmpuint (cycle->last, ==, expected->last);
        }
    }
}

static double
value_at (const GArray *points, guint i)
{
  return g_array_index (points, double, i);
}

static GArray *
turning_points (const double *series, gsize count)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < count; i++)
    {
      guint n = points->len;

      if (n >= 1 && fabs (series[i] - value_at (points, n - 1)) <= 0.0)
        continue;
      if (n >= 2
          && (value_at (points, n - 1) - value_at (points, n - 2))
                     * (series[i] - value_at (points, n - 1))
                 > 0.0)
        g_array_remove_range (points, n - 1, 1);
      g_array_append_val (points, series[i]);
    }
  return points;
}

/* Sum of count times range^3, as laws of damage have it, by the definition and without a stack: the
 * first range that is followed by one as large is taken out, then the search begins again. */
static double
plain_damage (const double *series, gsize count)
{
  g_autoptr (GArray) points = turning_points (series, count);
  double damage = 0.0;

  for (guint i = 0; i + 2 < points->len;)
    {
      double range = fabs (value_at (points, i + 1) - value_at (points, i));
      double next = fabs (value_at (points, i + 2) - value_at (points, i + 1));

      if (next < range)
        {
          i++;
          continue;
        }
      damage += (i == 0 ? 0.5 : 1.0) * pow (range, 3.0);
      g_array_remove_range (points, i, i == 0 ? 1 : 2);
      i = 0;
    }
  for (guint i = 0; i + 1 < points->len; i++)
    damage += 0.5 * pow (fabs (value_at (points, i + 1) - value_at (points, i)), 3.0);
  return damage;
}

/* Coarse values, so that equal ones and equal ranges are common. */
static void
test_random (void)
{
  GhRandom random;

  gh_random_init (&random, 5);
  for (int run = 0; run < 10000; run++)
    {
      double series[40];
      gsize count = 2 + (gsize) (gh_random_uniform (&random) * 38.0);
      double way = 0.0, range = 0.0, damage = 0.0;

      for (gsize i = 0; i < count; i++)
        {
          series[i] = floor (gh_random_uniform (&random) * (run % 2 == 0 ? 8.0 : 1e6));
          way += i > 0 ? fabs (series[i] - series[i - 1]) : 0.0;
        }
      g_autoptr (GArray) cycles = gh_rainflow_count (series, count);
      for (guint c = 0; c < cycles->len; c++)
        {
          const GhCycle *cycle = &g_array_index (cycles, GhCycle, c);

          g_assert_cmpuint (cycle->first, <, cycle->last);
          g_assert_cmpuint (cycle->last, <, count);
          g_assert_cmpfloat (cycle->range, >, 0.0);
          g_assert_cmpfloat (cycle->range, ==, fabs (series[cycle->first] - series[cycle->last]));
          range += 2.0 * cycle->count * cycle->range;
          damage += cycle->count * pow (cycle->range, 3.0);
        }
      g_assert_cmpfloat (fabs (range - way), <=, 1e-12 * way);
      g_assert_cmpfloat (fabs (damage - plain_damage (series, count)), <=, 1e-12 * damage);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rainflow/cases", test_cases);
  g_test_add_func ("/rainflow/random", test_random);
  return g_test_run ();
}
