/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/stored-range.h"

#include <math.h>

#include "fleet/fleet-plan.h"
#include "random-fleet.h"

#define STEPS 24

static GhFleetPlan *
plan_fleet (const GhSite *site, GhStrategy strategy)
{
  const GhFleetPlanOptions options = { .strategy = strategy, .good_gap = 1e-3 };
  g_autoptr (GError) error = NULL;
  GhFleetPlan *fleet = gh_fleet_plan_new (site, &options, NULL, &error);

  g_assert_no_error (error);
  return fleet;
}

/* Whatever the plan, each vehicle stays within; who charges on arrival is as full as can be. */
static void
test_holds_plans (void)
{
  static const GhStrategy strategies[]
      = { GH_STRATEGY_UNMANAGED, GH_STRATEGY_SMART, GH_STRATEGY_V2G };
  guint reached = 0;

  for (guint32 seed = 1; seed <= 20; seed++)
    for (guint i = 0; i < G_N_ELEMENTS (strategies); i++)
      {
        g_autoptr (GhSite) site = gh_random_fleet_new (seed, 8, STEPS, GH_FLEET_V2G);
        g_autoptr (GhFleetPlan) fleet = plan_fleet (site, strategies[i]);
        g_assert_cmpuint (fleet->site->store_count, ==, 8);
        for (guint s = 0; s < 8; s++)
          {
            double least[STEPS] = { 0 }, most[STEPS] = { 0 };
            const double *energy = fleet->plan->stores[s].energy_kwh;
            gh_stored_range_add (fleet->site, &fleet->site->stores[s], least, most);
            for (gsize t = 0; t < STEPS; t++)
              {
                g_assert_cmpfloat (energy[t], >=, least[t] - 1e-6);
                g_assert_cmpfloat (energy[t], <=, most[t] + 1e-6);
                reached += strategies[i] == GH_STRATEGY_UNMANAGED && energy[t] > most[t] - 1e-6;
              }
          }
      }
  g_assert_cmpuint (reached, >, 20 * 8 * STEPS / 4);
}

/* One car of 10 kWh with 4 kWh at first, there for four hours, which gives and takes 2 kW, shall
 * have 6 kWh at the end and keeps 1 kWh. */
static void
test_by_hand (void)
{
  static const double least[] = { 2.0, 2.0, 4.0, 6.0 }, most[] = { 6.0, 8.0, 10.0, 10.0 };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (0, 3600, 4, zone);
  g_autoptr (GhSite) site = gh_site_new (axis, 0);
  const GhChargerCurve curve = { 2, (double[]){ 0.0, 2.0 }, (double[]){ 0.0, 2.0 } };
  double found_least[4] = { 0 }, found_most[4] = { 0 };
  GhStore lone = { 0 };
  double lower[4] = { 1.0, 1.0, 1.0, 1.0 }, upper[4] = { 10.0, 10.0, 10.0, 10.0 }, drive[4] = { 0 };
  guint8 plugged[4] = { 1, 1, 1, 1 };

  lone.start_kwh = 4.0;
  lone.end_kwh = 6.0;
  lone.reserve_kwh = 1.0;
  lone.lower_kwh = lower;
  lone.upper_kwh = upper;
  lone.drive_kwh = drive;
  lone.plugged = plugged;
  lone.charge = lone.discharge = curve;
  gh_stored_range_add (site, &lone, found_least, found_most);
  for (gsize t = 0; t < 4; t++)
    {
      g_assert_cmpfloat_with_epsilon (found_least[t], least[t], 1e-12);
      g_assert_cmpfloat_with_epsilon (found_most[t], most[t], 1e-12);
    }
  /* It drives 3 kWh in the third hour, away, and must have 6 kWh again: it cannot give before. */
  drive[2] = 3.0;
  plugged[2] = 0;
  for (gsize t = 0; t < 4; t++)
    found_least[t] = found_most[t] = 0.0;
  gh_stored_range_add (site, &lone, found_least, found_most);
  g_assert_cmpfloat_with_epsilon (found_least[1], 7.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (found_least[0], 5.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (found_most[2], 5.0, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stored-range/holds-plans", test_holds_plans);
  g_test_add_func ("/stored-range/by-hand", test_by_hand);
  return g_test_run ();
}
