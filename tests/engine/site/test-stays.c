/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "site/stays.h"
#include "site/trips.h"

#define HOUR 3600
#define STEPS 24
/* 2025-01-13T00:00:00Z */
#define START 1736726400

static GhTimeAxis *
new_axis (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return gh_time_axis_new (START, HOUR, STEPS, utc);
}

static GhVehicle *
new_vehicle (void)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);

  vehicle->battery_kwh = 50.0;
  vehicle->soc_min = 0.1;
  vehicle->soc_max = 0.9;
  vehicle->stays = g_ptr_array_new ();
  return vehicle;
}

static void
add_stay (GhVehicle *vehicle, double from_hour, double to_hour, double energy_kwh, double soc)
{
  GhVehicleStay *stay = gh_record_new (&gh_vehicle_stay_table);

  stay->arrive = START + (gint64) (from_hour * HOUR);
  stay->leave = START + (gint64) (to_hour * HOUR);
  stay->energy_kwh = energy_kwh;
  stay->soc_at_leave = soc;
  g_ptr_array_add (vehicle->stays, stay);
}

static GArray *
find_stays (const GhVehicle *vehicle)
{
  g_autoptr (GhTimeAxis) axis = new_axis ();
  GArray *stays = g_array_new (FALSE, FALSE, sizeof (GhFleetStay));

  gh_stays_of_vehicle (vehicle, axis, stays);
  return stays;
}

static void
assert_stay (const GArray *stays, guint index, gint64 first, gint64 end, double energy_kwh,
             double required_kwh)
{
  const GhFleetStay *stay = &g_array_index (stays, GhFleetStay, index);

  g_assert_cmpint (stay->first, ==, first);
  g_assert_cmpint (stay->end, ==, end);
  g_assert_cmpfloat_with_epsilon (stay->energy_kwh, energy_kwh, 1e-12);
  g_assert_cmpfloat_with_epsilon (stay->required_kwh, required_kwh, 1e-12);
}

/* In any order; only whole steps; those that are elsewhere are left out. */
static void
test_steps (void)
{
  GhVehicle *vehicle = new_vehicle ();

  add_stay (vehicle, 12.0, 14.5, 7.0, 0.5);
  add_stay (vehicle, -3.0, 6.25, 5.0, NAN);
  add_stay (vehicle, -30.0, -20.0, 9.0, NAN);
  add_stay (vehicle, 22.5, 30.0, 3.0, NAN);
  add_stay (vehicle, 40.0, 50.0, 3.0, NAN);
  g_autoptr (GArray) stays = find_stays (vehicle);
  g_assert_cmpuint (stays->len, ==, 3);
  assert_stay (stays, 0, -3, 6, 5.0, 45.0);
  assert_stay (stays, 1, 12, 14, 7.0, 25.0);
  assert_stay (stays, 2, 23, 30, 3.0, 45.0);
  gh_record_free (&gh_vehicle_table, vehicle);
}

/* What was driven before a stay too short for a step is wanted in the next; stays that touch have a
 * step between them. */
static void
test_short (void)
{
  GhVehicle *vehicle = new_vehicle ();

  add_stay (vehicle, 2.25, 2.75, 4.0, NAN);
  add_stay (vehicle, 5.0, 8.0, 6.0, NAN);
  add_stay (vehicle, 8.0, 10.0, 1.0, NAN);
  g_autoptr (GArray) stays = find_stays (vehicle);
  g_assert_cmpuint (stays->len, ==, 2);
  assert_stay (stays, 0, 5, 8, 10.0, 45.0);
  assert_stay (stays, 1, 9, 10, 1.0, 45.0);
  gh_record_free (&gh_vehicle_table, vehicle);
}

static void
test_store (void)
{
  GhVehicle *vehicle = new_vehicle ();
  g_autoptr (GhTimeAxis) axis = new_axis ();
  g_autoptr (GhSite) site = gh_site_new (axis, 1);
  GhStore *store = &site->stores[0];

  add_stay (vehicle, -3.0, 6.0, 5.0, 0.8);
  add_stay (vehicle, 10.0, 14.0, 8.0, NAN);
  g_autoptr (GArray) stays = find_stays (vehicle);
  gh_trips_take_stays (vehicle, axis, stays, store);
  for (gsize t = 0; t < STEPS; t++)
    {
      gboolean is_there = t < 6 || (t >= 10 && t < 14);
      g_assert_cmpint (store->plugged[t], ==, is_there);
      g_assert_cmpfloat_with_epsilon (store->drive_kwh[t], t >= 6 && t < 10 ? 2.0 : 0.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (store->lower_kwh[t],
                                      t == 5    ? 40.0
                                      : t == 13 ? 45.0
                                                : 5.0,
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (store->upper_kwh[t], 45.0, 1e-12);
    }
  g_assert_cmpuint (store->trips->len, ==, 2);
  gh_record_free (&gh_vehicle_table, vehicle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stays/steps", test_steps);
  g_test_add_func ("/stays/short", test_short);
  g_test_add_func ("/stays/store", test_store);
  return g_test_run ();
}
