/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value-axis.h"

#include <math.h>

static void
test_values (void)
{
  static const struct
  {
    double least, greatest;
    guint most;
    double step, first, minimum, maximum;
    int digits;
  } cases[] = {
    { 0, 100, 3, 50, 0, 0, 100, 0 },    { -11, 15, 3, 10, -10, -12, 16, 0 },
    { 0, 0.44, 4, 0.2, 0, 0, 0.44, 1 }, { 0, 1, 7, 0.2, 0, 0, 1, 1 },
    { 5, 5, 3, 1, 5, 5, 7.6, 0 },       { 980, 1020, 5, 10, 980, 980, 1020, 0 },
    { 0, 0, 3, 0.2, 0, 0, 0.52, 1 },    { -2500, 441, 3, 1000, -2000, -2600, 600, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhValueAxis axis;
      gh_value_axis_init (&axis, cases[i].least, cases[i].greatest, cases[i].most);
      g_test_message ("%g to %g: step %g from %g, ends %g and %g", cases[i].least,
                      cases[i].greatest, axis.step, axis.first, axis.minimum, axis.maximum);
      g_assert_cmpint (axis.digits, >=, cases[i].digits);
      g_assert_cmpfloat (axis.minimum, <=, cases[i].least + 1e-9);
      g_assert_cmpfloat (axis.maximum, >=, cases[i].greatest - 1e-9);
      g_assert_cmpuint (gh_value_axis_count_ticks (&axis), <=, MAX (cases[i].most, 3));
      g_assert_cmpuint (gh_value_axis_count_ticks (&axis), >=, 1);
      if (i < 4)
        {
          g_assert_cmpfloat_with_epsilon (axis.step, cases[i].step, 1e-9);
          g_assert_cmpfloat_with_epsilon (axis.first, cases[i].first, 1e-9);
          g_assert_cmpfloat_with_epsilon (axis.minimum, cases[i].minimum, 1e-9);
          g_assert_cmpfloat_with_epsilon (axis.maximum, cases[i].maximum, 1e-9);
        }
    }
}

/* Whatever the numbers: round steps, few ticks, data inside, ends near. */
static void
test_random_values (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 20000; i++)
    {
      double scale = pow (10.0, g_rand_double_range (random, -6, 9));
      double a = g_rand_double_range (random, -1, 1) * scale;
      double b = g_rand_double_range (random, -1, 1) * scale;
      guint most = (guint) g_rand_int_range (random, 2, 9);
      GhValueAxis axis;
      gh_value_axis_init (&axis, a, b, most);
      double mantissa = axis.step / pow (10.0, floor (log10 (axis.step) + 1e-9));
      g_assert_true (fabs (mantissa - 1) < 1e-6 || fabs (mantissa - 2) < 1e-6
                     || fabs (mantissa - 5) < 1e-6);
      g_assert_cmpfloat (axis.minimum, <=, MIN (a, b) + 1e-6 * axis.step);
      g_assert_cmpfloat (axis.maximum, >=, MAX (a, b) - 1e-6 * axis.step);
      g_assert_cmpuint (gh_value_axis_count_ticks (&axis), >=, 1);
      g_assert_cmpuint (gh_value_axis_count_ticks (&axis), <=, MAX (most, 3));
    }
}

static void
test_odd_values (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e-300, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (odd); k++)
      {
        GhValueAxis axis;
        gh_value_axis_init (&axis, odd[i], odd[k], 5);
        g_assert_true (isfinite (axis.minimum) && isfinite (axis.maximum));
        g_assert_cmpfloat (axis.minimum, <, axis.maximum);
        g_assert_cmpuint (gh_value_axis_count_ticks (&axis), <, 10);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value-axis/values", test_values);
  g_test_add_func ("/value-axis/random", test_random_values);
  g_test_add_func ("/value-axis/odd", test_odd_values);
  return g_test_run ();
}
