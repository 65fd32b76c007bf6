/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "calendar-text.h"

static void
test_runs (void)
{
  static const struct
  {
    char *(*tell) (guint bits);
    guint bits;
    const char *text;
  } rows[] = {
    { gh_days_to_text, 0x1f, "Mon–Fri" },    { gh_days_to_text, 0x5f, "Mon–Fri, Sun" },
    { gh_days_to_text, 0x41, "Mon, Sun" },   { gh_days_to_text, 0, "" },
    { gh_months_to_text, 0x1e0, "Jun–Sep" }, { gh_months_to_text, 0xe07, "Oct–Mar" },
    { gh_months_to_text, 0x801, "Dec–Jan" }, { gh_months_to_text, 0x845, "Dec–Jan, Mar, Jul" },
    { gh_months_to_text, 0x001, "Jan" },     { gh_months_to_text, 0x800, "Dec" },
    { gh_months_to_text, 0xfff, "Jan–Dec" }, { gh_months_to_text, 0xfbf, "Aug–Jun" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = rows[i].tell (rows[i].bits);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_names (void)
{
  g_autofree char *day = gh_day_name (6, TRUE), *month = gh_month_name (11, TRUE);
  g_autofree char *early = gh_clock_to_text (450), *end = gh_clock_to_text (1440);

  g_assert_cmpstr (day, ==, "Sunday");
  g_assert_cmpstr (month, ==, "December");
  g_assert_cmpstr (early, ==, "7:30");
  g_assert_cmpstr (end, ==, "24:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-text/runs", test_runs);
  g_test_add_func ("/calendar-text/names", test_names);
  return g_test_run ();
}
