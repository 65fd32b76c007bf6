/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "time-axis.h"
#include "time-scale.h"
#include "value-axis.h"

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

static char *
join (const GArray *ticks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            g_array_index (ticks, GhTimeTick, i).label);
  return g_string_free (text, FALSE);
}

static void
test_times (void)
{
  static const struct
  {
    const char *from, *to;
    guint most;
    const char *ticks, *spans;
  } cases[] = {
    { "2025-03-05T00:00:00+01:00", "2025-03-06T00:00:00+01:00", 5, "00:00 06:00 12:00 18:00 00:00",
      "Wed 5 Mar Thu 6 Mar" },
    /* an hour is missing; noon is noon */
    { "2025-03-30T00:00:00+01:00", "2025-03-30T12:00:00+02:00", 12,
      "00:00 01:00 03:00 04:00 05:00 06:00 07:00 08:00 09:00 10:00 11:00 12:00", "Sun 30 Mar" },
    { "2025-10-26T00:00:00+02:00", "2025-10-27T00:00:00+01:00", 5, "00:00 06:00 12:00 18:00 00:00",
      "Sun 26 Oct Mon 27 Oct" },
    { "2025-02-26T00:00:00+01:00", "2025-03-04T00:00:00+01:00", 8, "26 27 28 1 2 3 4",
      "February 2025 March 2025" },
    { "2025-01-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00", 13,
      "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Jan", "2025 2026" },
    { "2020-01-01T00:00:00+01:00", "2030-01-01T00:00:00+01:00", 6, "2020 2022 2024 2026 2028 2030",
      "" },
    { "2025-03-05T10:00:00+01:00", "2025-03-05T11:00:00+01:00", 4, "10:00 10:15 10:30 10:45 11:00",
      "Wed 5 Mar" },
  };
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 from, to;
      GhTimeScale scale;
      g_assert_true (gh_time_parse_iso (cases[i].from, &from));
      g_assert_true (gh_time_parse_iso (cases[i].to, &to));
      gh_time_scale_init (&scale, (double) from, (double) to, zone, cases[i].most);
      g_autofree char *ticks = join (scale.ticks);
      g_autofree char *spans = join (scale.spans);
      g_assert_cmpstr (ticks, ==, cases[i].ticks);
      g_assert_cmpstr (spans, ==, cases[i].spans);
      gh_time_scale_clear (&scale);
    }
}

static void
test_ranges (void)
{
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");
  gint64 from, to;

  gh_time_parse_iso ("2025-03-05T00:00:00+01:00", &from);
  gh_time_parse_iso ("2025-03-06T00:00:00+01:00", &to);
  g_autofree char *day = gh_time_scale_format_range ((double) from, (double) to, zone);
  g_autofree char *week = gh_time_scale_format_range ((double) from, (double) to + 6 * 86400, zone);
  g_autofree char *hours = gh_time_scale_format_range ((double) from, (double) from + 7200, zone);
  g_assert_cmpstr (day, ==, "5 Mar 2025");
  g_assert_cmpstr (week, ==, "5 Mar 2025 – 11 Mar 2025");
  g_assert_cmpstr (hours, ==, "Wed 5 Mar 2025, 00:00 – 02:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axes/values", test_values);
  g_test_add_func ("/axes/random-values", test_random_values);
  g_test_add_func ("/axes/odd-values", test_odd_values);
  g_test_add_func ("/axes/times", test_times);
  g_test_add_func ("/axes/ranges", test_ranges);
  return g_test_run ();
}
