/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What vehicles can promise against values worked out by hand. */
#include "study/fleet-flexibility.h"

#include <math.h>

#include "study/fleet-year.h"

#define STEPS 4
#define EFFICIENCY 0.8

/* A charger of 4 kW AC. */
static void
set_charger (GhStore *store)
{
  store->charge.count = 2;
  store->charge.battery_kw = g_new0 (double, 2);
  store->charge.ac_kw = g_new0 (double, 2);
  store->charge.ac_kw[1] = 4.0;
  store->charge.battery_kw[1] = 4.0 * EFFICIENCY;
}

/* An empty battery with room for so much AC energy that is there in the steps from @first on. */
static void
set_vehicle (GhStore *store, const char *name, gsize first, gsize end, double room_ac_kwh)
{
  store->name = g_strdup (name);
  store->capacity_kwh = room_ac_kwh * EFFICIENCY;
  store->start_kwh = store->end_kwh = store->reserve_kwh = 0.0;
  set_charger (store);
  for (gsize t = 0; t < STEPS; t++)
    {
      store->plugged[t] = t >= first && t < end;
      store->lower_kwh[t] = 0.0;
      store->upper_kwh[t] = store->capacity_kwh;
    }
}

/* The first hour is the cheapest. */
static GhSite *
new_site (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (1736726400, 3600, STEPS, zone);
  GhSite *site = gh_site_new (axis, 2);

  for (gsize t = 0; t < STEPS; t++)
    site->import_price[t] = t == 0 ? 0.1 : 0.3;
  site->import_limit_kw = 50.0;
  return site;
}

static GhFleetFlexibility *
find (const GhSite *site, const double *profile_kw)
{
  g_autoptr (GError) error = NULL;
  const GhFleetPlanOptions options
      = { .strategy = GH_STRATEGY_SMART, .good_gap = GH_FLEET_GOOD_GAP };
  g_autoptr (GhFleetPlan) plan = gh_fleet_plan_new (site, &options, NULL, &error);
  g_assert_no_error (error);
  GhFleetFlexibility *found = gh_fleet_flexibility_new (site, plan, profile_kw, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (found->reason);
  return found;
}

/* One has room for 6 kWh in the first two hours, the other for 2 in the last two; by plan they take
 * nothing. The battery has 8 kWh for four hours and promises 2 kW; the second takes only 2 of its 4
 * kWh, so that 1 kW is held. */
static void
test_up (void)
{
  g_autoptr (GhSite) site = new_site ();

  set_vehicle (&site->stores[0], "Early", 0, 2, 6.0);
  set_vehicle (&site->stores[1], "Late", 2, 4, 2.0);
  g_autoptr (GhFleetFlexibility) found = find (site, NULL);
  const GhFleetHeld *held = &found->held[2];

  g_assert_true (found->is_exact);
  g_assert_cmpuint (held->steps, ==, 4);
  g_assert_cmpfloat_with_epsilon (held->up_kw[0], 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (held->naive_up_kw[0], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (held->up_short_kwh[0], 2.0, 1e-9);
  g_assert_cmpuint (held->worst, ==, STEPS);
  g_assert_true (isnan (held->up_kw[1]));
  g_assert_cmpuint (found->held[0].steps, ==, 1);
  g_assert_cmpfloat_with_epsilon (found->held[0].up_kw[0], 4.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (found->envelope->most_kw[3], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (found->envelope->upper_kwh[1], 6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (found->envelope->upper_kwh[3], 8.0, 1e-9);
  g_assert_cmpfloat (found->room_kw[0], ==, 50.0);
}

/* One needs 6 kWh within two hours, the other 2 within four; by plan they take 6 kW, then 2. */
static GhSite *
new_needy (void)
{
  GhSite *site = new_site ();

  set_vehicle (&site->stores[0], "Early", 0, 2, 6.0);
  set_vehicle (&site->stores[1], "Late", 0, 4, 2.0);
  site->stores[0].lower_kwh[1] = 6.0 * EFFICIENCY;
  site->stores[1].end_kwh = 2.0 * EFFICIENCY;
  return site;
}

/* In the second hour the battery takes the energy of the one that is full for the other's, and
 * promises to do without 2 kW, which the first needs. */
static void
test_down (void)
{
  g_autoptr (GhSite) site = new_needy ();
  g_autoptr (GhFleetFlexibility) found = find (site, NULL);
  const GhFleetHeld *held = &found->held[1];

  g_assert_cmpfloat_with_epsilon (found->planned_kw[0], 6.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (found->planned_kw[1], 2.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (held->down_kw[1], 0.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (held->naive_down_kw[1], 2.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (held->down_short_kwh[1], 2.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (held->missed_kwh[1], 2.0, 1e-6);
  /* In the first it promises all 6 kW, as if 8 kWh in the second helped the first vehicle. */
  g_assert_cmpfloat_with_epsilon (held->down_kw[0], 4.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (held->naive_down_kw[0], 6.0, 1e-6);
  g_assert_cmpuint (held->worst, ==, 0);
  g_assert_cmpuint (held->misses->len, ==, 1);
  g_assert_cmpstr (g_array_index (held->misses, GhFleetMissing, 0).name, ==, "Early");
  g_assert_cmpfloat_with_epsilon (g_array_index (held->misses, GhFleetMissing, 0).kwh, 2.0, 1e-6);
}

static void
test_commitment (void)
{
  static const double kept[STEPS] = { 6, 2, 0, 0 }, late[STEPS] = { 6, 0, 0, 2 };
  g_autoptr (GhSite) site = new_needy ();
  g_autoptr (GhFleetFlexibility) good = find (site, kept);
  g_autoptr (GhFleetFlexibility) bad = find (site, late);

  g_assert_true (good->commitment->is_kept);
  g_assert_cmpuint (good->commitment->first, ==, STEPS);
  g_assert_cmpuint (good->commitment->misses->len, ==, 0);
  for (gsize t = 0; t < STEPS; t++)
    g_assert_cmpfloat_with_epsilon (
        good->commitment->power_kw[t] + good->commitment->power_kw[STEPS + t], kept[t], 1e-9);
  /* What the early one needs in the second hour is not in the profile. */
  g_assert_false (bad->commitment->is_kept);
  g_assert_cmpfloat_with_epsilon (bad->commitment->over_kwh, 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (bad->commitment->under_kwh, 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (bad->commitment->bound_kwh, 4.0, 1e-9);
  g_assert_cmpuint (bad->commitment->first, <, 2);
  g_assert_cmpuint (bad->commitment->misses->len, ==, 1);
  g_assert_cmpstr (g_array_index (bad->commitment->misses, GhFleetMissing, 0).name, ==, "Early");
}

/* Standby is a loss that depends on what a vehicle does: what is held has a bound then. */
static void
test_losses (void)
{
  static const double kept[STEPS] = { 6, 2, 0, 0 };
  g_autoptr (GhSite) site = new_needy ();

  site->stores[0].standby_kw = 0.001;
  gh_store_begin_flow_above_standby (&site->stores[0]);
  g_autoptr (GhFleetFlexibility) found = find (site, kept);

  g_assert_false (found->is_exact);
  g_assert_cmpuint (found->sample_steps, ==, 1);
  g_assert_cmpfloat_with_epsilon (found->envelope->most_kw[0], 6.0, 0.01);
  for (gsize t = 0; t < STEPS; t++)
    g_assert_cmpfloat (found->held[1].up_kw[t], <=, found->held[1].up_bound_kw[t] + 1e-9);
  g_assert_cmpfloat_with_epsilon (found->held[1].down_bound_kw[1], 0.0, 0.01);
  g_assert_cmpfloat (found->held[1].down_short_kwh[1], >, 1.9);
  g_assert_true (isnan (found->held[1].missed_kwh[1]));
  g_assert_cmpfloat (found->commitment->over_kwh + found->commitment->under_kwh, <, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-flexibility/up", test_up);
  g_test_add_func ("/fleet-flexibility/down", test_down);
  g_test_add_func ("/fleet-flexibility/commitment", test_commitment);
  g_test_add_func ("/fleet-flexibility/losses", test_losses);
  return g_test_run ();
}
