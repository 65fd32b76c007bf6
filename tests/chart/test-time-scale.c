/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "time-scale.h"

#include "time-axis.h"

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
  g_autofree char *weekday = gh_time_scale_format_day ((double) from, zone);
  g_assert_cmpstr (day, ==, "5 Mar 2025");
  g_assert_cmpstr (weekday, ==, "Wed 5 Mar 2025");
  g_assert_cmpstr (week, ==, "5 Mar 2025 – 11 Mar 2025");
  g_assert_cmpstr (hours, ==, "Wed 5 Mar 2025, 00:00 – 02:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-scale/ticks", test_times);
  g_test_add_func ("/time-scale/ranges", test_ranges);
  return g_test_run ();
}
