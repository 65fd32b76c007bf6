/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pyramid.h"

#include <math.h>

static void
test_pyramid (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  gsize count = 5000;
  double *values = g_new (double, count);

  for (gsize i = 0; i < count; i++)
    values[i] = g_rand_int_range (random, 0, 20) == 0 ? NAN : g_rand_double_range (random, -9, 9);
  for (gsize i = 1000; i < 1200; i++)
    values[i] = NAN;
  g_autoptr (GhSeries) series = gh_series_new_take (values, count);
  g_autoptr (GhPyramid) pyramid = gh_pyramid_new (series);
  for (int k = 0; k < 3000; k++)
    {
      gsize from = (gsize) g_rand_int_range (random, 0, (gint32) count + 10);
      gsize to = from + (gsize) g_rand_int_range (random, 0, k % 2 == 0 ? 40 : 5000);
      double least = INFINITY, greatest = -INFINITY, low, high;
      for (gsize i = from; i < MIN (to, count); i++)
        if (!isnan (values[i]))
          {
            least = MIN (least, values[i]);
            greatest = MAX (greatest, values[i]);
          }
      g_assert_cmpint (gh_pyramid_find_range (pyramid, from, to, &low, &high), ==,
                       least <= greatest);
      if (least <= greatest)
        {
          g_assert_cmpfloat (low, ==, least);
          g_assert_cmpfloat (high, ==, greatest);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pyramid/ranges", test_pyramid);
  return g_test_run ();
}
