/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-check.h"

#include <math.h>

#include "battery-study.h"
#include "planning/planner.h"

/* Cells that bear less than the charger does and the house takes. */
#define WEAK                                                               \
  "vehicles.0.battery_kwh 8; vehicles.0.trips.0.distance_km 10; load 15; " \
  "vehicles.0.charger.charge_kw 22; vehicles.0.charger.discharge_kw 22; "  \
  "weather.temperature_c -10"

typedef struct
{
  BatteryCase battery;
  GhBatteryResult result;
  GhPlan *plan;
  GhSite *tighter;
  gboolean is_short;
} Check;

static void
run_check (Check *check, const char *edits)
{
  GhPlanOptions options = { GH_STRATEGY_V2G, GH_SOLVER_EXACT, 60.0, FALSE };

  open_battery_case (&check->battery, edits);
  check->plan = gh_planner_solve (check->battery.site, &options, NULL, NULL);
  check->result = (GhBatteryResult){ .site = gh_site_copy (check->battery.site) };
  check->tighter = gh_site_copy (check->battery.site);
  check->is_short = gh_battery_check_run (check->battery.model, &check->battery.age, check->plan,
                                          &check->result, &check->tighter->stores[0]);
}

static void
end_check (Check *check)
{
  gh_site_free (check->tighter);
  gh_plan_free (check->plan);
  gh_battery_result_clear (&check->result);
  close_battery_case (&check->battery);
}

static void
test_strong (void)
{
  Check check;

  run_check (&check, "");
  g_assert_false (check.is_short);
  g_assert_true (check.result.is_checked);
  g_assert_cmpfloat (check.result.shortfall_kwh, <, 0.05);
  g_assert_null (check.tighter->stores[0].charge_cap_kw);
  g_assert_null (check.tighter->stores[0].discharge_cap_kw);
  g_assert_cmpfloat (check.result.report.charged_kwh, >, 30.0);
  g_assert_false (gh_battery_check_meets_limit (&check.result.site->stores[0], check.plan,
                                                check.battery.model));
  end_check (&check);
}

/* What is missing is taken off, and the site that the plan was made for stays as it was. */
static void
test_weak (void)
{
  Check check;
  guint capped = 0;

  run_check (&check, WEAK);
  const GhStore *tight = &check.tighter->stores[0], *planned = &check.result.site->stores[0];
  g_assert_true (check.is_short);
  g_assert_cmpfloat (check.result.shortfall_kwh, >, 1.0);
  g_assert_null (planned->charge_cap_kw);
  g_assert_null (planned->discharge_cap_kw);
  g_assert_nonnull (tight->discharge_cap_kw);
  for (gsize t = 0; t < WEEK_STEPS; t++)
    {
      double before = t > 0 ? check.plan->stores[0].energy_kwh[t - 1] : planned->start_kwh;
      double kw = 4.0 * (check.plan->stores[0].energy_kwh[t] - before + planned->drive_kwh[t]);
      if (isinf (tight->discharge_cap_kw[t]))
        continue;
      capped++;
      g_assert_true (planned->plugged[t]);
      g_assert_cmpfloat (tight->discharge_cap_kw[t], <, -kw);
    }
  g_assert_cmpuint (capped, >, 0);
  g_assert_true (gh_battery_check_meets_limit (tight, check.plan, check.battery.model));
  end_check (&check);
}

/* A meter in the car saw 2 kW of driving while plugged: the charger has what is left. */
static void
test_driving_while_plugged (void)
{
  Check check;

  run_check (&check, WEAK "; vehicles.0.plugged 1; vehicles.0.drive_kw 2");
  const GhStore *tight = &check.tighter->stores[0];
  double most = 0.0;
  g_assert_true (check.is_short);
  g_assert_nonnull (tight->discharge_cap_kw);
  for (gsize t = 0; t < WEEK_STEPS; t++)
    if (isfinite (tight->discharge_cap_kw[t]))
      most = MAX (most, tight->discharge_cap_kw[t]);
  /* 2C of 8 kWh at the terminals are 16 kW at most. */
  g_assert_cmpfloat (most, <, 16.0 - 2.0);
  end_check (&check);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/battery-check/strong", test_strong);
  g_test_add_func ("/battery-check/weak", test_weak);
  g_test_add_func ("/battery-check/driving-while-plugged", test_driving_while_plugged);
  return g_test_run ();
}
