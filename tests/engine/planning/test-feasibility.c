/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/feasibility.h"

#include "planning/plan-checker.h"
#include "planning/planner.h"
#include "random-site.h"

#include <math.h>

/* Six hours; away in the fourth, which needs @drive kWh; full at 20 kWh; 10 kW at 90 %. */
static GhSite *
make_site (double start, double drive)
{
  GhSite *site = gh_random_site_plain (6, 3600);
  GhStore *store = &site->stores[0];
  GhStoreTrip trip = { .first = 3, .end = 4, .energy_kwh = drive };

  gh_random_site_set_efficiency (store, 10.0, 0.9, 0.9);
  for (gsize t = 0; t < 6; t++)
    {
      store->upper_kwh[t] = 20.0;
      store->lower_kwh[t] = 1.0;
      site->import_price[t] = 0.3;
    }
  store->start_kwh = start;
  store->end_kwh = 1.0;
  store->reserve_kwh = 1.0;
  store->plugged[3] = 0;
  store->drive_kwh[3] = drive;
  g_array_append_val (store->trips, trip);
  return site;
}

static GhReasonCode
relax (GhSite *site, gboolean is_unmanaged, double *unserved)
{
  GhReason reason = { 0 };

  *unserved = 0.0;
  gh_feasibility_relax (site, is_unmanaged, &reason, unserved);
  return reason.code;
}

static void
test_relax (void)
{
  double unserved;

  g_autoptr (GhSite) easy = make_site (5.0, 10.0);
  g_assert_cmpint (relax (easy, FALSE, &unserved), ==, GH_REASON_NONE);
  g_assert_cmpfloat (unserved, ==, 0.0);
  g_assert_cmpfloat (easy->stores[0].drive_kwh[3], ==, 10.0);

  /* A full battery has 19 kWh above the least. */
  g_autoptr (GhSite) far = make_site (5.0, 22.0);
  g_assert_cmpint (relax (far, FALSE, &unserved), ==, GH_REASON_TRIP_ENERGY);
  g_assert_cmpfloat_with_epsilon (unserved, 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (far->stores[0].drive_kwh[3], 19.0, 1e-9);

  g_autoptr (GhSite) ends = make_site (5.0, 18.0);
  ends->stores[0].end_kwh = 20.0;
  ends->stores[0].plugged[4] = 0;
  g_assert_cmpint (relax (ends, FALSE, &unserved), ==, GH_REASON_END_ENERGY);
  g_assert_cmpfloat_with_epsilon (unserved, 20.0 - (20.0 - 18.0 + 9.0), 1e-9);

  g_autoptr (GhSite) narrow = make_site (5.0, 1.0);
  narrow->import_limit_kw = 0.5;
  narrow->load_kw[2] = 2.0;
  narrow->stores[0].discharge.count = 0;
  g_assert_cmpint (relax (narrow, FALSE, &unserved), ==, GH_REASON_IMPORT_LIMIT);
}

/* 1 kWh is missing to a full battery, the charger brings at least 1.8: a trip that asks for a full
 * one is the nearest that can be had, and said to be. */
static void
test_lowered_tops (void)
{
  for (int strategy = GH_STRATEGY_UNMANAGED; strategy <= GH_STRATEGY_SMART; strategy++)
    {
      GhPlanOptions options = { (GhStrategy) strategy, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GhSite) site = make_site (19.0, 5.0);
      g_autoptr (GArray) violations = NULL;
      GhStore *store = &site->stores[0];
      store->charge.ac_kw[0] = 2.0;
      store->charge.battery_kw[0] = 1.8;
      store->lower_kwh[2] = 20.0;
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
      g_assert_cmpint (plan->status, ==, GH_PLAN_RELAXED);
      g_assert_cmpint (plan->reason.code, ==, GH_REASON_TRIP_ENERGY);
      g_assert_cmpint ((int) plan->reason.time, ==, (int) gh_time_axis_get_time (site->axis, 3));
      g_assert_cmpfloat (plan->stores[0].energy_kwh[2], >=, 18.2 - 1e-9);
      g_autoptr (GhSite) used = gh_planner_site_of_plan (site, options.strategy, plan);
      g_assert_true (gh_plan_check (used, plan, &violations));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feasibility/relax", test_relax);
  g_test_add_func ("/feasibility/lowered-tops", test_lowered_tops);
  return g_test_run ();
}
