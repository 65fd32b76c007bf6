/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "site/vehicle-rows.h"

#define START 1736726400
#define HOUR 3600

static GhVehicle *
add_vehicle (GhStudy *study, const char *name)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);

  vehicle->name = g_strdup (name);
  vehicle->battery_kwh = 50.0;
  g_ptr_array_add (study->vehicles, vehicle);
  return vehicle;
}

/* A fleet of one site and one day. */
static GhStudy *
new_study (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  GhFleetSite *site = gh_record_new (&gh_fleet_site_table);

  study->kind = GH_STUDY_FLEET;
  study->period = gh_record_new (gh_attribute_table_find (&gh_study_table, "period", NULL)->table);
  study->period->start = START;
  study->period->step_minutes = 60.0;
  study->period->steps = 24;
  site->name = g_strdup ("Depot");
  study->sites = g_ptr_array_new ();
  g_ptr_array_add (study->sites, site);
  study->vehicles = g_ptr_array_new ();
  return study;
}

static void
add_stay (GhVehicle *vehicle, int from_hour, int to_hour, double energy_kwh)
{
  GhVehicleStay *stay = gh_record_new (&gh_vehicle_stay_table);

  stay->arrive = START + from_hour * HOUR;
  stay->leave = START + to_hour * HOUR;
  stay->energy_kwh = energy_kwh;
  if (vehicle->stays == NULL)
    vehicle->stays = g_ptr_array_new ();
  g_ptr_array_add (vehicle->stays, stay);
}

static GhTrip *
add_trip (GhVehicle *vehicle, double energy_kwh)
{
  GhTrip *trip = gh_record_new (&gh_trip_table);

  trip->leave = 8 * 60;
  trip->return_ = 17 * 60;
  trip->energy_kwh = energy_kwh;
  if (vehicle->trips == NULL)
    vehicle->trips = g_ptr_array_new ();
  g_ptr_array_add (vehicle->trips, trip);
  return trip;
}

static void
assert_reason (const GhStudy *study, guint row, const char *expected)
{
  g_autoptr (GhRowFaults) faults = gh_fleet_find_incomplete_rows (study);
  g_autofree char *reason = gh_row_faults_format_reason (faults, row);

  g_assert_cmpstr (reason, ==, expected);
  g_assert_cmpint (gh_row_faults_is_incomplete (faults, row), ==, expected != NULL);
  g_assert_cmpuint (gh_row_faults_get_count (faults), ==, expected != NULL ? 1 : 0);
}

static void
test_missing (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *vehicle = add_vehicle (study, "A");
  GhVehicle *other = add_vehicle (study, "B");

  assert_reason (study, 0, NULL);
  vehicle->battery_kwh = 0.0;
  assert_reason (study, 0, "\"battery_kwh\" is missing");
  vehicle->battery_kwh = 50.0;
  g_clear_pointer (&vehicle->name, g_free);
  assert_reason (study, 0, "\"name\" is missing");
  vehicle->name = g_strdup ("B");
  assert_reason (study, 1, "name: \"B\" is the name of another one, too");
  other->site = g_strdup ("Depto");
  assert_reason (study, 1, "site: no site is called \"Depto\"; did you mean \"Depot\"?");
}

static void
test_impossible (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *vehicle = add_vehicle (study, "A");

  vehicle->soc_min = 0.9;
  vehicle->soc_max = 0.2;
  assert_reason (study, 0, "soc_min: 0.9 is above the greatest charge (soc_max), 0.2");
  vehicle->soc_min = 0.1;
  vehicle->soc_max = 0.9;
  GhTrip *trip = add_trip (vehicle, 40.0);
  assert_reason (study, 0, NULL);
  trip->energy_kwh = 40.1;
  assert_reason (study, 0,
                 "trips[0]: 40.1 kWh are driven, more than the 40 kWh that the battery can give");
  trip->energy_kwh = 4.0;
  trip->return_ = trip->leave;
  assert_reason (study, 0, "trips[0].return: the car is back when it leaves");
}

static void
test_stays (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *vehicle = add_vehicle (study, "A");

  add_stay (vehicle, 18, 22, 10.0);
  add_stay (vehicle, 2, 6, 10.0);
  add_stay (vehicle, 6, 8, 10.0);
  assert_reason (study, 0, NULL);
  add_stay (vehicle, 5, 7, 10.0);
  assert_reason (study, 0,
                 "stays[3]: it arrives 60 minutes before it leaves from stay 2 (stays[1])");
  GhVehicleStay *last = g_ptr_array_index (vehicle->stays, 3);
  last->arrive = last->leave;
  assert_reason (study, 0, "stays[3]: it leaves before, or when, it arrives");
  last->arrive = START + 9 * HOUR;
  last->leave = START + 10 * HOUR;
  last->energy_kwh = 46.0;
  assert_reason (study, 0,
                 "stays[3]: 46 kWh are driven, more than the 45 kWh that the battery can give");
  last->energy_kwh = 6.0;
  last->soc_at_leave = 0.05;
  assert_reason (
      study, 0, "stays[3]: the charge at leaving, 0.05, is not between the least and the greatest");
  last->soc_at_leave = NAN;
  add_trip (vehicle, 4.0);
  assert_reason (study, 0, "stays: stays are given beside trips, plugged or drive_kw; keep one");
}

/* A text counts until something else is given. */
static void
test_unread (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *vehicle = add_vehicle (study, "A");
  guint index;

  vehicle->battery_kwh = 0.0;
  gh_vehicle_keep_unread (vehicle, "battery_kwh", "n/a");
  assert_reason (study, 0, "battery_kwh: “n/a” was not understood");
  gh_vehicle_keep_unread (vehicle, "battery_kwh", "-5");
  g_assert_cmpuint (vehicle->unread->len, ==, 1);
  assert_reason (study, 0, "battery_kwh: -5 is below 0.1");
  gh_vehicle_keep_unread (vehicle, "battery_kwh", "1e9");
  assert_reason (study, 0, "battery_kwh: 1e9 is above 100000");
  g_assert_cmpstr (gh_vehicle_get_unread (vehicle, "battery_kwh"), ==, "1e9");

  vehicle->battery_kwh = 40.0;
  g_assert_nonnull (gh_attribute_table_find (&gh_vehicle_table, "battery_kwh", &index));
  gh_record_set_given (&gh_vehicle_table, vehicle, index);
  assert_reason (study, 0, NULL);
  g_assert_null (gh_vehicle_get_unread (vehicle, "battery_kwh"));
  gh_vehicle_keep_unread (vehicle, "count", "2.5");
  assert_reason (study, 0, "count: 2.5 is not a whole number");
  gh_vehicle_forget_unread (vehicle, "count");
  gh_vehicle_forget_unread (vehicle, "battery_kwh");
  assert_reason (study, 0, NULL);
  g_assert_null (vehicle->unread);
  g_assert_false (gh_record_is_given (&gh_vehicle_table, vehicle, "unread"));
}

/* Without leave they are errors, with it warnings and not in the view; twenty are listed. */
static void
test_leaving_out (void)
{
  g_autoptr (GhStudy) study = new_study ();
  g_autoptr (GhFindings) errors = gh_findings_new ();
  g_autoptr (GhFindings) warnings = gh_findings_new ();

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("Van %u", i);
      add_vehicle (study, name)->battery_kwh = i < 5 ? 50.0 : 0.0;
    }
  gh_study_validate (study, errors);
  g_assert_cmpuint (gh_findings_count_errors (errors), ==, 21);
  g_assert_cmpstr (gh_findings_get (errors, 20)->path, ==, "$.vehicles");
  g_assert_true (
      g_str_has_prefix (gh_findings_get (errors, 20)->message, "25 of 30 vehicles cannot"));

  study->fleet = gh_record_new (&gh_fleet_terms_table);
  study->fleet->leave_out_incomplete = TRUE;
  gh_study_validate (study, warnings);
  g_assert_cmpuint (gh_findings_count_errors (warnings), ==, 0);
  g_assert_cmpuint (gh_findings_get_count (warnings), ==, 21);
  g_assert_cmpstr (gh_findings_get (warnings, 20)->message, ==,
                   "25 of 30 vehicles are incomplete and left out");
  g_autoptr (GhStudy) view = gh_fleet_new_view (study, 0, 0);
  g_assert_cmpuint (view->vehicles->len, ==, 5);
}

static void
test_outside (void)
{
  g_autoptr (GhStudy) study = new_study ();
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhVehicle *vehicle = add_vehicle (study, "A");

  add_stay (vehicle, -9, -1, 10.0);
  add_stay (vehicle, -1, 1, 10.0);
  add_stay (vehicle, 24, 26, 10.0);
  gh_study_validate (study, findings);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (gh_findings_get (findings, 0)->message, ==,
                   "2 of 3 stays of vehicles lie outside of the periods and are not planned");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vehicle-rows/missing", test_missing);
  g_test_add_func ("/vehicle-rows/impossible", test_impossible);
  g_test_add_func ("/vehicle-rows/stays", test_stays);
  g_test_add_func ("/vehicle-rows/unread", test_unread);
  g_test_add_func ("/vehicle-rows/leaving-out", test_leaving_out);
  g_test_add_func ("/vehicle-rows/outside", test_outside);
  return g_test_run ();
}
