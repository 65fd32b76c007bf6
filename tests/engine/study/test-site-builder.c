/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/site-builder.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "physics/solar.h"
#include "site/load-shape.h"

static gpointer
new_part (const GhAttributeTable *table, const char *name)
{
  guint index;

  return gh_record_new (gh_attribute_table_find (table, name, &index)->table);
}

static GhPriceSpec *
new_price (double price)
{
  GhPriceSpec *spec = g_new0 (GhPriceSpec, 1);

  spec->series = gh_series_spec_new_number (price);
  return spec;
}

static GhVehicle *
add_vehicle (GPtrArray **list, const char *name)
{
  GhVehicle *vehicle = gh_record_new (&gh_vehicle_table);

  if (*list == NULL)
    *list = g_ptr_array_new ();
  vehicle->name = g_strdup (name);
  vehicle->battery_kwh = 60.0;
  g_ptr_array_add (*list, vehicle);
  return vehicle;
}

static GhSolarArray *
add_solar (GhStudy *study, double output_kw)
{
  GhSolarArray *array = new_part (&gh_study_table, "solar");

  if (study->solar == NULL)
    study->solar = g_ptr_array_new ();
  array->output_kw = gh_series_spec_new_number (output_kw);
  g_ptr_array_add (study->solar, array);
  return array;
}

/* Four hours from Monday 8 January 2024, a load of 0.8 kW, 30 ct/kWh. */
static GhStudy *
new_study (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  study->location = new_part (&gh_study_table, "location");
  g_free (study->location->time_zone);
  study->location->time_zone = g_strdup ("Europe/Berlin");
  study->period = new_part (&gh_study_table, "period");
  g_assert_true (gh_time_parse_iso ("2024-01-08T00:00:00+01:00", &study->period->start));
  study->period->step_minutes = 60.0;
  study->period->steps = 4;
  study->load = gh_series_spec_new_number (0.8);
  study->tariff = new_part (&gh_study_table, "tariff");
  study->tariff->import_price = new_price (0.30);
  return study;
}

static GhSite *
build (GhStudy *study)
{
  g_autoptr (GError) error = NULL;
  GhSite *site = gh_site_build (study, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (site);
  return site;
}

static void
assert_fails (GhStudy *study, GhError code, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_site_build (study, NULL, &error));
  g_assert_error (error, GH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_least_study (void)
{
  g_autoptr (GhStudy) study = new_study ();
  g_autoptr (GhSite) site = build (study);

  g_assert_cmpuint (gh_time_axis_get_count (site->axis), ==, 4);
  g_assert_cmpuint (site->store_count, ==, 0);
  g_assert_cmpstr (site->currency, ==, "EUR");
  g_assert_true (isinf (site->import_limit_kw) && isinf (site->export_limit_kw));
  for (guint t = 0; t < 4; t++)
    {
      g_assert_cmpfloat (site->load_kw[t], ==, 0.8);
      g_assert_cmpfloat (site->import_price[t], ==, 0.30);
      g_assert_cmpfloat (site->solar_kw[t], ==, 0.0);
      g_assert_cmpfloat (site->export_price[t], ==, 0.0);
      g_assert_cmpfloat (site->store_export_price[t], ==, 0.0);
      g_assert_cmpfloat (site->rates_g_per_kwh[GH_RATE_SHORT_RUN][t], ==, 0.0);
    }
}

static void
test_money_and_limits (void)
{
  g_autoptr (GhStudy) study = new_study ();

  study->tariff->export_price = new_price (0.08);
  study->tariff->fixed_per_day = 0.35;
  study->connection = new_part (&gh_study_table, "connection");
  study->connection->import_limit_kw = 24.0;
  study->emissions = new_part (&gh_study_table, "emissions");
  study->emissions->marginal_g_per_kwh = gh_series_spec_new_number (600.0);
  study->emissions->price_per_tonne = 50.0;
  g_autoptr (GhSite) site = build (study);
  g_assert_cmpfloat (site->store_export_price[3], ==, 0.08);
  g_assert_cmpfloat (site->fixed_per_day, ==, 0.35);
  g_assert_cmpfloat (site->import_limit_kw, ==, 24.0);
  g_assert_true (isinf (site->export_limit_kw));
  g_assert_cmpfloat_with_epsilon (gh_site_import_cost (site, 3), 0.33, 1e-15);
  g_assert_cmpfloat (site->rates_g_per_kwh[GH_RATE_AVERAGE][3], ==, 0.0);

  study->tariff->store_export_price = new_price (0.05);
  study->tariff->may_export = FALSE;
  study->connection->export_limit_kw = 9.0;
  g_autoptr (GhSite) closed = build (study);
  g_assert_cmpfloat (closed->store_export_price[3], ==, 0.05);
  g_assert_cmpfloat (closed->export_price[3], ==, 0.08);
  g_assert_cmpfloat (closed->export_limit_kw, ==, 0.0);
}

static void
test_solar (void)
{
  g_autoptr (GhStudy) study = new_study ();

  add_solar (study, 0.5);
  add_solar (study, 1.5);
  g_autoptr (GhSite) site = build (study);
  g_assert_cmpfloat (site->solar_kw[2], ==, 2.0);
  gh_site_scale_solar (site, 0.9);
  g_assert_cmpfloat_with_epsilon (site->solar_kw[0], 1.8, 1e-15);
  g_assert_cmpfloat_with_epsilon (site->solar_kw[3], 1.8, 1e-15);
  g_assert_cmpfloat (site->load_kw[3], ==, 0.8);
}

/* A load of a yearly sum and panels from the weather are made for the study's place and seed. */
static void
test_made_series (void)
{
  g_autoptr (GhStudy) study = new_study ();
  double energy[2];

  study->period->step_minutes = 15.0;
  study->period->steps = 96;
  study->location->latitude = 48.0;
  study->location->longitude = 11.0;
  study->load->form = GH_SERIES_SHAPE;
  study->load->shape = gh_record_new (&gh_load_shape_table);
  study->load->shape->annual_kwh = 4200.0;
  study->weather = new_part (&gh_study_table, "weather");
  study->weather->clear_sky = TRUE;
  GhSolarArray *array = add_solar (study, 0.0);
  g_clear_pointer (&array->output_kw, gh_series_spec_free);
  array->peak_kw = 8.0;
  array->tilt_deg = 35.0;
  for (int south = 0; south < 2; south++)
    {
      study->location->latitude = south ? -48.0 : 48.0;
      study->seed = 5 + south;
      g_autoptr (GhSite) site = build (study);
      g_autofree double *load_kw = gh_load_shape_residential_kw (site->axis, NULL, 0, 4200.0, south,
                                                                 (guint64) study->seed);
      g_autofree double *solar_kw
          = gh_solar_output_kw (site->axis, study->location, study->weather, array,
                                (guint64) study->seed, NULL, NULL, NULL);
      energy[south] = 0.0;
      for (gsize t = 0; t < 96; t++)
        {
          g_assert_cmpfloat (site->load_kw[t], ==, load_kw[t]);
          g_assert_cmpfloat (site->solar_kw[t], ==, solar_kw[t]);
          energy[south] += solar_kw[t] * 0.25;
        }
    }
  g_assert_cmpfloat (energy[0], >, 5.0); /* January: winter in the north, summer in the south */
  g_assert_cmpfloat (energy[1], >, 0.0);
}

/* Measured weather goes to the panels, and a series of the wrong length is named. */
static void
test_measured_weather (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhSolarArray *array = add_solar (study, 0.0);

  g_clear_pointer (&array->output_kw, gh_series_spec_free);
  array->peak_kw = 8.0;
  gh_time_parse_iso ("2024-06-08T10:00:00+02:00", &study->period->start);
  study->location->latitude = 48.0;
  study->location->longitude = 11.0;
  study->weather = new_part (&gh_study_table, "weather");
  study->weather->ghi_w_m2 = gh_series_spec_new_number (0.0);
  g_autoptr (GhSite) dark = build (study);
  g_assert_cmpfloat (dark->solar_kw[2], ==, 0.0);
  study->weather->ghi_w_m2->number = 700.0;
  g_autoptr (GhSite) bright = build (study);
  g_assert_cmpfloat (bright->solar_kw[2], >, 3.0);
  study->weather->temperature_c = gh_series_spec_new_values (gh_series_new_constant (60.0, 4));
  g_autoptr (GhSite) hot = build (study);
  g_assert_cmpfloat (hot->solar_kw[2], <, 0.95 * bright->solar_kw[2]);
  study->weather->wind_m_s = gh_series_spec_new_number (8.0);
  g_autoptr (GhSite) windy = build (study);
  g_assert_cmpfloat (windy->solar_kw[2], >, 1.02 * hot->solar_kw[2]);
  study->weather->albedo = gh_series_spec_new_number (0.8);
  g_autoptr (GhSite) snowy = build (study);
  g_assert_cmpfloat (snowy->solar_kw[2], >, 1.01 * windy->solar_kw[2]);
  g_clear_pointer (&study->weather->temperature_c->values, gh_series_unref);
  study->weather->temperature_c->values = gh_series_new_constant (60.0, 3);
  assert_fails (study, GH_ERROR_INVALID, "$.weather.temperature_c");
}

static GhSolarArray *
add_panels (GhStudy *study, double azimuth_deg, double inverter_kw)
{
  GhSolarArray *array = add_solar (study, 0.0);

  g_clear_pointer (&array->output_kw, gh_series_spec_free);
  array->peak_kw = 4.0;
  array->azimuth_deg = azimuth_deg;
  array->inverter_kw = inverter_kw;
  return array;
}

/* Several roofs add up, each with an inverter and a horizon of its own. */
static void
test_several_roofs (void)
{
  static const GhHorizonPoint wall = { .azimuth_deg = 90, .elevation_deg = 90 };
  static const double least_kw[] = { 0.4, 0.05, -1 }, most_kw[] = { 4, 0.5, 0.1 };
  g_autoptr (GhStudy) study = new_study ();
  double sum_kw[4] = { 0.0 };

  gh_time_parse_iso ("2024-06-08T06:00:00+02:00", &study->period->start);
  study->location->latitude = 48.0;
  study->location->longitude = 11.0;
  study->weather = new_part (&gh_study_table, "weather");
  study->weather->clear_sky = TRUE;
  add_panels (study, 90, NAN);
  add_panels (study, 180, 0.5);
  GhSolarArray *shaded = add_panels (study, 90, NAN);
  shaded->horizon = g_ptr_array_new ();
  g_ptr_array_add (shaded->horizon, gh_record_copy (&gh_horizon_point_table, &wall));
  g_autoptr (GhSite) site = build (study);
  for (guint i = 0; i < study->solar->len; i++)
    {
      g_autofree double *output_kw
          = gh_solar_output_kw (site->axis, study->location, study->weather,
                                g_ptr_array_index (study->solar, i), 1, NULL, NULL, NULL);
      for (guint t = 0; t < 4; t++)
        {
          sum_kw[t] += output_kw[t];
          g_assert_cmpfloat (output_kw[t], >, least_kw[i]);
          g_assert_cmpfloat (output_kw[t], <=, most_kw[i]);
        }
    }
  for (guint t = 0; t < 4; t++)
    g_assert_cmpfloat_with_epsilon (site->solar_kw[t], sum_kw[t], 1e-12);
}

static void
test_store (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *car = add_vehicle (&study->vehicles, "Car");

  car->soc_min = 0.2;
  car->soc_max = 0.9;
  car->wear_per_kwh = 0.02;
  car->charger = gh_record_new (&gh_charger_table);
  car->charger->standby_w = 19.0;
  car->charger->export = GH_CHARGER_EXPORT_NEVER;
  g_autoptr (GhSite) site = build (study);
  const GhStore *store = &site->stores[0];
  g_assert_cmpstr (store->name, ==, "Car");
  g_assert_cmpfloat (store->capacity_kwh, ==, 60.0);
  g_assert_cmpfloat_with_epsilon (store->start_kwh, 30.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->end_kwh, 30.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->reserve_kwh, 12.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->lower_kwh[3], 12.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->upper_kwh[3], 54.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->standby_kw, 0.019, 1e-15);
  g_assert_cmpfloat_with_epsilon (store->charge.ac_kw[0], 0.019, 1e-12);
  g_assert_cmpfloat_with_epsilon (store->discharge.battery_kw[0], 0.02, 1e-12);
  g_assert_cmpfloat (store->charge.ac_kw[store->charge.count - 1], ==, 11.0);
  g_assert_cmpfloat (store->wear_per_kwh, ==, 0.02);
  g_assert_false (store->may_export);

  car->soc_end = 0.7;
  car->discharge_soc_min = 0.3;
  g_clear_pointer (&car->charger, g_free);
  g_autoptr (GhSite) other = build (study);
  g_assert_cmpfloat_with_epsilon (other->stores[0].end_kwh, 42.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (other->stores[0].reserve_kwh, 18.0, 1e-12);
  g_assert_true (other->stores[0].may_export);
  g_assert_cmpfloat (other->stores[0].charge.ac_kw[0], ==, 0.0);
}

/* Cars with trips, cars with series, then batteries. */
static void
test_stores (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *first = add_vehicle (&study->vehicles, "First");
  GhVehicle *second = add_vehicle (&study->vehicles, "Second");
  GhTrip *trip = new_part (&gh_vehicle_table, "trips");

  add_vehicle (&study->vehicles, "None")->count = 0;
  add_vehicle (&study->batteries, "Wall")->battery_kwh = 10.0;
  add_vehicle (&study->batteries, "Cell")->count = 2;
  trip->leave = 60;
  trip->return_ = 180;
  trip->distance_km = 20.0;
  first->trips = g_ptr_array_new ();
  g_ptr_array_add (first->trips, trip);
  second->plugged = gh_series_spec_new_number (0.0);
  second->drive_kw = gh_series_spec_new_number (1.5);
  g_autoptr (GhSite) site = build (study);
  g_assert_cmpuint (site->store_count, ==, 5);
  g_assert_cmpstr (site->stores[3].name, ==, "Cell 1");
  g_assert_cmpstr (site->stores[4].name, ==, "Cell 2");
  g_assert_false (site->stores[1].is_battery);
  g_assert_true (site->stores[4].is_battery);
  g_assert_cmpstr (site->stores[2].name, ==, "Wall");
  g_assert_cmpuint (site->stores[0].plugged[0], ==, 1);
  g_assert_cmpuint (site->stores[0].plugged[1], ==, 0);
  g_assert_cmpuint (site->stores[0].plugged[3], ==, 1);
  g_assert_cmpfloat_with_epsilon (site->stores[0].drive_kwh[2], 1.8, 1e-12);
  g_assert_cmpuint (site->stores[1].plugged[0], ==, 0);
  g_assert_cmpfloat (site->stores[1].drive_kwh[3], ==, 1.5);
  g_assert_cmpfloat (site->stores[2].capacity_kwh, ==, 10.0);
  g_assert_cmpuint (site->stores[2].plugged[1], ==, 1);
}

static void
test_refusals (void)
{
  g_autoptr (GhStudy) unread = new_study ();
  g_autoptr (GhStudy) market = new_study ();
  g_autoptr (GhStudy) shorter = new_study ();

  unread->load->form = GH_SERIES_FILE;
  assert_fails (unread, GH_ERROR_INVALID, "$.load");
  market->tariff->export_price = new_price (0.0);
  market->tariff->export_price->series->form = GH_SERIES_FILE;
  assert_fails (market, GH_ERROR_INVALID, "$.tariff.export_price");
  add_vehicle (&shorter->vehicles, "Car")->plugged
      = gh_series_spec_new_values (gh_series_new_constant (1.0, 3));
  assert_fails (shorter, GH_ERROR_INVALID, "$.vehicles[0].plugged");
}

static gboolean
stop_after (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  double *most = data;

  return fraction < *most;
}

static void
test_progress (void)
{
  g_autoptr (GhStudy) study = new_study ();
  double most[] = { 0.0, 0.3, 0.5, 1.0, 2.0 };

  add_vehicle (&study->vehicles, "Car");
  for (guint i = 0; i < G_N_ELEMENTS (most); i++)
    {
      GhProgress progress = { stop_after, &most[i], 0.0, 1.0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GhSite) site = gh_site_build (study, &progress, &error);
      if (most[i] > 1.0)
        g_assert_nonnull (site);
      else
        g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site-builder/least-study", test_least_study);
  g_test_add_func ("/site-builder/money-and-limits", test_money_and_limits);
  g_test_add_func ("/site-builder/solar", test_solar);
  g_test_add_func ("/site-builder/made-series", test_made_series);
  g_test_add_func ("/site-builder/measured-weather", test_measured_weather);
  g_test_add_func ("/site-builder/several-roofs", test_several_roofs);
  g_test_add_func ("/site-builder/store", test_store);
  g_test_add_func ("/site-builder/stores", test_stores);
  g_test_add_func ("/site-builder/refusals", test_refusals);
  g_test_add_func ("/site-builder/progress", test_progress);
  return g_test_run ();
}
