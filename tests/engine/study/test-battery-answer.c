/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-answer.h"

#include <string.h>

#include "battery-study.h"

/* The site is a week: what is said is said of a year, 52.18 of them. */
static void
test_limits (void)
{
  static const struct
  {
    GhBatteryResult battery;
    const char *text; /* %NULL: nothing to tell */
  } cases[] = {
    { { .limits_cost = 0.0 }, NULL },
    { { .limits_cost = 0.00009, .shortfall_kwh = 0.019, .first_shortfall_kwh = 0.019 }, NULL },
    { { .limits_cost = 0.0613 },
      "keeping within what the battery can take and give costs 3.20\302\240€ a year" },
    { { .limits_cost = -0.0613 },
      "keeping within what the battery can take and give saves 3.20\302\240€ a year" },
    { { .limits_cost = 0.0613, .shortfall_kwh = 0.1, .first_shortfall_kwh = 0.1 },
      "keeping within what the battery can take and give costs 3.20\302\240€ a year; the battery "
      "cannot follow the plan for 5.2 kWh a year" },
    { { .limits_cost = 0.1, .check_rounds = 2, .first_shortfall_kwh = 1.0, .shortfall_kwh = 0.01 },
      "keeping within what the battery can take and give costs 5.22\302\240€ a year; the plan was "
      "made anew 2 times, after which the battery cannot follow it for 0.5 kWh a year, 52 before" },
    { { .check_rounds = 1, .first_shortfall_kwh = 0.1 },
      "the plan was made anew 1 time, after which the battery cannot follow it for 0.0 kWh a year, "
      "5.2 before" },
    { { .shortfall_kwh = 2.0, .first_shortfall_kwh = 2.0 },
      "the battery cannot follow the plan for 104 kWh a year" },
  };
  BatteryCase battery;

  open_battery_case (&battery, "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gh_answer_battery_limits (&cases[i].battery, battery.site);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  close_battery_case (&battery);
}

/* Told where the wear of a year depends on the year, and in the comparison of that study. */
static void
test_wear (void)
{
  static const struct
  {
    const char *edits;
    gboolean told;
  } cases[] = { { "", FALSE },
                { "vehicles.0.pack.limit_power 1", FALSE },
                { "vehicles.0.pack.wear 1", TRUE },
                { "vehicles.0.pack.wear 1; connection.import_limit_kw 0.5", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BatteryCase battery;
      g_autoptr (GhFindings) findings = gh_findings_new ();
      open_battery_case (&battery, cases[i].edits);
      g_autoptr (GhComparison) comparison = gh_household_compare (
          battery.study, battery.site, GH_BATTERY_HEED, findings, NULL, NULL);
      g_assert_nonnull (comparison);
      g_assert_cmpint (comparison->wear != NULL, ==, cases[i].told);
      if (cases[i].told)
        g_assert_nonnull (strstr (comparison->wear, "in the first year, in every year"));
      close_battery_case (&battery);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/battery-answer/limits", test_limits);
  g_test_add_func ("/battery-answer/wear", test_wear);
  return g_test_run ();
}
