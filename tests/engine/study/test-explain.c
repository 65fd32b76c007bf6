/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/explain.h"

#include <string.h>

#include "planning/planner.h"
#include "two-price-study.h"

#define UNIT "\302\240ct/kWh"

static void
check_sentence (const GhComparison *comparison, GhStrategy strategy, gsize step,
                const char *beginning, const char *number)
{
  g_autofree char *text
      = gh_explain_step (comparison->site, comparison->results[strategy].plan, strategy, step);

  g_test_message ("%d %" G_GSIZE_FORMAT ": %s", strategy, step, text);
  g_assert_true (g_str_has_prefix (text, beginning));
  g_assert_nonnull (strstr (text, number));
}

/* The day of two prices: the car begins full, gives in the four dear hours and is filled up again
 * in the evening at 12 ct: 13.3 ct a kWh stored, 14.8 ct a kWh given back. */
static void
test_day (void)
{
  g_autoptr (GhStudy) study = new_two_price_study ("");
  g_autoptr (GhComparison) comparison = compare_study (study);

  check_sentence (comparison, GH_STRATEGY_V2H, 17, "Discharging 1.0 kW to the house", "40.0" UNIT);
  check_sentence (comparison, GH_STRATEGY_V2H, 17, "Discharging", "14.8" UNIT " with losses");
  check_sentence (comparison, GH_STRATEGY_V2H, 23, "Charging 4.9 kW: the energy is needed",
                  "13.3" UNIT);
  check_sentence (comparison, GH_STRATEGY_V2H, 12, "Waiting: the battery is as full", "100 %");
  check_sentence (comparison, GH_STRATEGY_V2H, 21, "Waiting: storing a kWh would cost 13.3", UNIT);
  check_sentence (comparison, GH_STRATEGY_UNMANAGED, 12, "Charged to", "%");
}

static void
test_away (void)
{
  g_autoptr (GhSite) site = gh_site_new (gh_time_axis_new (0, 3600, 4, g_time_zone_new_utc ()), 1);
  g_autoptr (GhPlan) plan = gh_plan_new (site);

  site->stores[0].plugged[1] = 0;
  g_autofree char *back = gh_explain_step (site, plan, GH_STRATEGY_SMART, 1);
  g_assert_cmpstr (back, ==, "The car is away; it is plugged in again on Thu 02:00.");
  site->stores[0].plugged[2] = site->stores[0].plugged[3] = 0;
  g_autofree char *gone = gh_explain_step (site, plan, GH_STRATEGY_SMART, 1);
  g_assert_cmpstr (gone, ==, "The car is not plugged in until the end.");
  gh_time_axis_unref (site->axis);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/day", test_day);
  g_test_add_func ("/explain/away", test_away);
  return g_test_run ();
}
