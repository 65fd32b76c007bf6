/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cycle-text.h"
#include "site/trips.h"

#include <math.h>

/* 50 kWh from 10 % to 90 %: 40 kWh can be driven. 0.2 kWh/km. */
static GhVehicle *
new_vehicle (void)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);

  vehicle->battery_kwh = 50.0;
  vehicle->soc_min = 0.1;
  vehicle->soc_max = 0.9;
  vehicle->consumption_kwh_per_km = 0.2;
  vehicle->trips = g_ptr_array_new ();
  return vehicle;
}

static gpointer
new_part (const char *name)
{
  guint index;

  return gh_record_new (gh_attribute_table_find (&gh_vehicle_table, name, &index)->table);
}

static GhTrip *
add_trip (GhVehicle *vehicle, const char *days, const char *leave, const char *back,
          double distance_km)
{
  GhTrip *trip = new_part ("trips");

  g_assert_true (gh_days_parse (days, &trip->days));
  g_assert_true (gh_clock_parse (leave, &trip->leave));
  g_assert_true (gh_clock_parse (back, &trip->return_));
  trip->distance_km = distance_km;
  g_ptr_array_add (vehicle->trips, trip);
  return trip;
}

static GhSite *
new_site (const char *start, int step_minutes, gsize steps)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 begin;

  g_assert_true (gh_time_parse_iso (start, &begin));
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (begin, step_minutes * 60, steps, zone);
  return gh_site_new (axis, 1);
}

static gint32
date_of (const char *text)
{
  gint32 date = GH_NO_DATE;

  g_assert_true (text == NULL || gh_date_parse (text, &date));
  return date;
}

static const GhStoreTrip *
trip_at (const GhStore *store, guint index)
{
  g_assert_cmpuint (index, <, store->trips->len);
  return &g_array_index (store->trips, GhStoreTrip, index);
}

/* The arrays agree with a trip: away exactly while it lasts, each step the same. */
static void
check_steps (const GhSite *site, const GhStoreTrip *trip, double each_kwh)
{
  const GhStore *store = &site->stores[0];

  for (gsize t = trip->first; t < trip->end; t++)
    {
      g_assert_cmpuint (store->plugged[t], ==, 0);
      g_assert_cmpfloat_with_epsilon (store->drive_kwh[t], each_kwh, 1e-12);
    }
  if (trip->first > 0)
    g_assert_cmpuint (store->plugged[trip->first - 1], ==, 1);
  if (trip->end < gh_time_axis_get_count (site->axis))
    {
      g_assert_cmpuint (store->plugged[trip->end], ==, 1);
      g_assert_cmpfloat (store->drive_kwh[trip->end], ==, 0.0);
    }
}

/* One trip a row; 8 January 2024 is a Monday. Energies are 0.2 kWh/km over all away steps. */
static const struct
{
  const char *name;
  const char *start; /* of the axis */
  int step_minutes;
  gsize steps;
  const char *days, *leave, *back;
  double distance_km;
  gsize first, end;
  double each_kwh;
} single_rows[] = {
  { "whole hours", "2024-01-08T00:00:00+01:00", 60, 24, "mon", "08:00", "12:00", 20, 8, 12, 1.0 },
  { "partly away is away", "2024-01-08T00:00:00+01:00", 60, 24, "mon", "07:30", "17:45", 55, 7, 18,
    1.0 },
  { "quarter hours", "2024-01-08T00:00:00+01:00", 15, 96, "mon", "07:31", "08:14", 15, 30, 33,
    1.0 },
  { "overnight", "2024-01-08T00:00:00+01:00", 60, 48, "mon", "22:00", "06:00", 40, 22, 30, 1.0 },
  { "began before the axis", "2024-01-09T00:00:00+01:00", 60, 24, "mon", "22:00", "06:00", 40, 0, 6,
    1.0 },
  { "began on a half step", "2024-01-09T00:30:00+01:00", 60, 24, "mon", "22:00", "06:00", 45, 0, 6,
    1.0 },
  { "runs past the end", "2024-01-08T00:00:00+01:00", 60, 24, "mon", "22:00", "06:00", 40, 22, 24,
    1.0 },
  { "back at leaving is a day", "2024-01-08T00:00:00+01:00", 60, 48, "mon", "08:00", "08:00", 120,
    8, 32, 1.0 },
  { "spring skips an hour", "2024-03-31T00:00:00+01:00", 60, 23, "sun", "01:00", "05:00", 15, 1, 4,
    1.0 },
  { "autumn repeats one", "2024-10-27T00:00:00+02:00", 60, 25, "sun", "01:00", "05:00", 25, 1, 6,
    1.0 },
  { "night before spring", "2024-03-30T00:00:00+01:00", 60, 47, "sat", "22:00", "06:00", 35, 22, 29,
    1.0 },
  { "after the skipped hour", "2024-03-31T00:00:00+01:00", 60, 23, "sun", "08:00", "10:00", 10, 7,
    9, 1.0 },
  { "within the skipped hour", "2024-03-31T00:00:00+01:00", 60, 23, "sun", "02:15", "02:45", 5, 2,
    3, 1.0 },
};

static void
test_single_trips (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (single_rows); i++)
    {
      GhVehicle *vehicle = new_vehicle ();
      g_autoptr (GhSite) site
          = new_site (single_rows[i].start, single_rows[i].step_minutes, single_rows[i].steps);
      GhStore *store = &site->stores[0];

      g_test_message ("%s", single_rows[i].name);
      add_trip (vehicle, single_rows[i].days, single_rows[i].leave, single_rows[i].back,
                single_rows[i].distance_km);
      gh_trips_expand (vehicle, site->axis, NULL, store);
      const GhStoreTrip *trip = trip_at (store, 0);
      g_assert_cmpuint (store->trips->len, ==, 1);
      g_assert_cmpuint (trip->first, ==, single_rows[i].first);
      g_assert_cmpuint (trip->end, ==, single_rows[i].end);
      g_assert_cmpfloat_with_epsilon (
          trip->energy_kwh, single_rows[i].each_kwh * (double) (trip->end - trip->first), 1e-9);
      g_assert_cmpfloat (trip->away_kwh, ==, 0.0);
      check_steps (site, trip, single_rows[i].each_kwh);
      gh_record_free (&gh_vehicle_table, vehicle);
    }
}

/* Bit i: the trip begins on day i from Monday 8 January 2024. */
static void
test_days (void)
{
  static const struct
  {
    const char *days, *holiday, *from, *to;
    guint begun;
  } rows[] = {
    { "mon-sun", NULL, NULL, NULL, 0x7f },
    { "mon-fri", NULL, NULL, NULL, 0x1f },
    { "sat,sun", NULL, NULL, NULL, 0x60 },
    { "mon-fri", "2024-01-10", NULL, NULL, 0x1b },
    { "sun", "2024-01-10", NULL, NULL, 0x44 },
    { "mon-sun", NULL, "2024-01-09", "2024-01-11", 0x0e },
    { "mon-sun", NULL, "2024-01-13", NULL, 0x60 },
    { "mon-sun", NULL, NULL, "2024-01-08", 0x01 },
    { "mon-sun", NULL, "2024-02-01", NULL, 0x00 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhVehicle *vehicle = new_vehicle ();
      g_autoptr (GhSite) site = new_site ("2024-01-08T00:00:00+01:00", 60, 7 * 24);
      g_autoptr (GArray) holidays = g_array_new (FALSE, FALSE, sizeof (gint32));
      GhTrip *trip = add_trip (vehicle, rows[i].days, "08:00", "10:00", 10);
      gint32 holiday = date_of (rows[i].holiday);
      guint begun = 0;

      if (holiday != GH_NO_DATE)
        g_array_append_val (holidays, holiday);
      trip->from = date_of (rows[i].from);
      trip->to = date_of (rows[i].to);
      gh_trips_expand (vehicle, site->axis, holidays, &site->stores[0]);
      for (guint k = 0; k < site->stores[0].trips->len; k++)
        begun |= 1u << (trip_at (&site->stores[0], k)->first / 24);
      g_assert_cmpuint (begun, ==, rows[i].begun);
      gh_record_free (&gh_vehicle_table, vehicle);
    }
}

static void
test_limits (void)
{
  GhVehicle *vehicle = new_vehicle ();
  g_autoptr (GhSite) site = new_site ("2024-01-08T00:00:00+01:00", 60, 24);
  const GhStore *store = &site->stores[0];
  GhTrip *trip = add_trip (vehicle, "mon", "08:30", "12:00", 20);

  trip->soc_at_leave = 0.6;
  trip->consumption_factor = 1.5;
  gh_trips_expand (vehicle, site->axis, NULL, &site->stores[0]);
  for (gsize t = 0; t < 24; t++)
    {
      g_assert_cmpfloat_with_epsilon (store->lower_kwh[t], t == 7 ? 30.0 : 5.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (store->upper_kwh[t], 45.0, 1e-12);
    }
  check_steps (site, trip_at (store, 0), 1.5);
  g_assert_cmpfloat_with_epsilon (trip_at (store, 0)->required_kwh, 30.0, 1e-12);
  g_assert_cmpint (trip_at (store, 0)->leave_unix, ==,
                   gh_time_axis_get_time (site->axis, 8) + 1800);
  gh_record_free (&gh_vehicle_table, vehicle);
}

/* A trip under way at the start has no step before it at whose end anything could hold. */
static void
test_under_way_at_start (void)
{
  GhVehicle *vehicle = new_vehicle ();
  g_autoptr (GhSite) site = new_site ("2024-01-09T00:00:00+01:00", 60, 24);

  add_trip (vehicle, "mon", "22:00", "06:00", 40)->soc_at_leave = 0.8;
  gh_trips_expand (vehicle, site->axis, NULL, &site->stores[0]);
  for (gsize t = 0; t < 24; t++)
    g_assert_cmpfloat_with_epsilon (site->stores[0].lower_kwh[t], 5.0, 1e-12);
  g_assert_cmpint (trip_at (&site->stores[0], 0)->leave_unix, ==,
                   gh_time_axis_get_start (site->axis) - 7200);
  gh_record_free (&gh_vehicle_table, vehicle);
}

/* Two trips become one where no whole step is plugged in between; energies add. */
static void
test_merging (void)
{
  static const struct
  {
    const char *leave, *back;
    guint trips;
    gsize end; /* of the first */
    double energy_kwh;
  } rows[] = {
    { "10:00", "14:00", 1, 14, 8.0 }, /* overlaps 08:00 to 12:00 */
    { "09:00", "10:00", 1, 12, 8.0 }, /* lies within */
    { "12:00", "14:00", 1, 14, 8.0 }, /* touches */
    { "12:30", "14:00", 1, 14, 8.0 }, /* half an hour at home is less than a step */
    { "13:00", "14:00", 2, 12, 4.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhVehicle *vehicle = new_vehicle ();
      g_autoptr (GhSite) site = new_site ("2024-01-08T00:00:00+01:00", 60, 24);
      GhStore *store = &site->stores[0];
      double driven = 0.0;

      add_trip (vehicle, "mon", rows[i].leave, rows[i].back, 20)->soc_at_leave = 0.5;
      add_trip (vehicle, "mon", "08:00", "12:00", 20)->soc_at_leave = 0.4;
      gh_trips_expand (vehicle, site->axis, NULL, store);
      g_assert_cmpuint (store->trips->len, ==, rows[i].trips);
      g_assert_cmpuint (trip_at (store, 0)->first, ==, 8);
      g_assert_cmpuint (trip_at (store, 0)->end, ==, rows[i].end);
      g_assert_cmpfloat_with_epsilon (trip_at (store, 0)->energy_kwh, rows[i].energy_kwh, 1e-12);
      g_assert_cmpfloat_with_epsilon (store->lower_kwh[7], rows[i].trips == 1 ? 25.0 : 20.0, 1e-12);
      for (gsize t = 0; t < 24; t++)
        driven += store->drive_kwh[t];
      g_assert_cmpfloat_with_epsilon (driven, 8.0, 1e-12);
      gh_record_free (&gh_vehicle_table, vehicle);
    }
}

/* 300 km are 60 kWh of which the battery holds 40; by time share at the end of the axis. */
static void
test_away_charging (void)
{
  static const struct
  {
    double distance_km;
    gboolean given;
    gsize steps;
    double driven_kwh, away_kwh, each_kwh;
  } rows[] = {
    { 300, TRUE, 24, 40.0, 20.0, 4.0 },
    { 300, FALSE, 24, 60.0, 0.0, 6.0 },
    { 200, TRUE, 24, 40.0, 0.0, 4.0 },
    { 300, TRUE, 13, 20.0, 10.0, 4.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhVehicle *vehicle = new_vehicle ();
      g_autoptr (GhSite) site = new_site ("2024-01-08T00:00:00+01:00", 60, rows[i].steps);
      GhStore *store = &site->stores[0];

      if (rows[i].given)
        {
          vehicle->away_charging = new_part ("away_charging");
          vehicle->away_charging->price_per_kwh = 0.55;
        }
      add_trip (vehicle, "mon", "08:00", "18:00", rows[i].distance_km);
      gh_trips_expand (vehicle, site->axis, NULL, store);
      check_steps (site, trip_at (store, 0), rows[i].each_kwh);
      g_assert_cmpfloat_with_epsilon (trip_at (store, 0)->energy_kwh, rows[i].driven_kwh, 1e-9);
      g_assert_cmpfloat_with_epsilon (trip_at (store, 0)->away_kwh, rows[i].away_kwh, 1e-9);
      g_assert_cmpfloat_with_epsilon (store->away_kwh, rows[i].away_kwh, 1e-9);
      g_assert_cmpfloat (store->away_price_per_kwh, ==, rows[i].given ? 0.55 : 0.0);
      gh_record_free (&gh_vehicle_table, vehicle);
    }
}

static void
test_series (void)
{
  static const double plugged[] = { 1, 1, 0, 0, 1, 0.5, 1, 0 };
  static const double drive_kw[] = { 0, 2, 40, 80, 0, 4, 0, 8 };
  GhVehicle *vehicle = new_vehicle ();
  g_autoptr (GhSite) site = new_site ("2024-01-08T00:00:00+01:00", 30, 8);
  GhStore *store = &site->stores[0];

  gh_trips_take_series (vehicle, site->axis, plugged, drive_kw, store);
  g_assert_cmpuint (store->trips->len, ==, 3);
  g_assert_cmpuint (trip_at (store, 0)->first, ==, 2);
  g_assert_cmpuint (trip_at (store, 0)->end, ==, 4);
  g_assert_cmpfloat_with_epsilon (trip_at (store, 0)->energy_kwh, 60.0, 1e-12);
  g_assert_cmpuint (trip_at (store, 1)->first, ==, 5);
  g_assert_cmpuint (trip_at (store, 2)->end, ==, 8);
  g_assert_cmpfloat_with_epsilon (store->drive_kwh[1], 1.0, 1e-12);
  g_assert_cmpuint (store->plugged[5], ==, 0);

  /* 20 kWh too much are taken off in the proportion of the driving. */
  vehicle->away_charging = new_part ("away_charging");
  gh_trips_take_series (vehicle, site->axis, plugged, drive_kw, store);
  g_assert_cmpuint (store->trips->len, ==, 3);
  g_assert_cmpfloat_with_epsilon (store->away_kwh, 20.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->drive_kwh[2], 40.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->drive_kwh[3], 80.0 / 3.0, 1e-12);

  gh_trips_take_series (vehicle, site->axis, NULL, NULL, store);
  g_assert_cmpuint (store->trips->len, ==, 0);
  g_assert_cmpfloat (store->away_kwh, ==, 0.0);
  g_assert_cmpuint (store->plugged[2], ==, 1);
  gh_record_free (&gh_vehicle_table, vehicle);
}

/* Two halves of a period draw what the whole draws, whatever trip lies across. */
static void
test_halves_add_up (void)
{
  GhVehicle *vehicle = new_vehicle ();
  g_autoptr (GhSite) whole = new_site ("2024-01-08T00:00:00+01:00", 60, 72);
  g_autoptr (GhSite) early = new_site ("2024-01-08T00:00:00+01:00", 60, 36);
  g_autoptr (GhSite) late = new_site ("2024-01-09T12:00:00+01:00", 60, 36);

  vehicle->away_charging = new_part ("away_charging");
  add_trip (vehicle, "mon-sun", "07:10", "16:50", 70);
  add_trip (vehicle, "tue", "19:00", "03:00", 260);
  gh_trips_expand (vehicle, whole->axis, NULL, &whole->stores[0]);
  gh_trips_expand (vehicle, early->axis, NULL, &early->stores[0]);
  gh_trips_expand (vehicle, late->axis, NULL, &late->stores[0]);
  for (gsize t = 0; t < 72; t++)
    {
      const GhStore *half = t < 36 ? &early->stores[0] : &late->stores[0];
      g_assert_cmpfloat_with_epsilon (whole->stores[0].drive_kwh[t], half->drive_kwh[t % 36],
                                      1e-12);
      g_assert_cmpuint (whole->stores[0].plugged[t], ==, half->plugged[t % 36]);
    }
  g_assert_cmpfloat_with_epsilon (whole->stores[0].away_kwh,
                                  early->stores[0].away_kwh + late->stores[0].away_kwh, 1e-12);
  gh_record_free (&gh_vehicle_table, vehicle);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trips/single-trips", test_single_trips);
  g_test_add_func ("/trips/days", test_days);
  g_test_add_func ("/trips/limits", test_limits);
  g_test_add_func ("/trips/under-way-at-start", test_under_way_at_start);
  g_test_add_func ("/trips/merging", test_merging);
  g_test_add_func ("/trips/away-charging", test_away_charging);
  g_test_add_func ("/trips/series", test_series);
  g_test_add_func ("/trips/halves-add-up", test_halves_add_up);
  return g_test_run ();
}
