/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sensitivity-input.h"

#include <math.h>

#include "two-price-study.h"

static GhSensitivityInput *
find_input (const GhStudy *study, const char *key)
{
  g_autoptr (GhStudy) copy = gh_study_copy (study);
  g_autoptr (GhSite) site = gh_site_build (copy, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GhSensitivityInput *input = gh_sensitivity_input_new (study, site, GH_STRATEGY_V2H, key, &error);

  g_assert_no_error (error);
  return input;
}

/* The site of the study with an input changed. */
static GhSite *
change (const GhStudy *study, const char *key, double value)
{
  g_autoptr (GhSensitivityInput) input = find_input (study, key);
  g_autoptr (GhStudy) copy = gh_study_copy (study);
  g_autoptr (GError) error = NULL;

  gh_sensitivity_input_apply (input, copy, value);
  GhSite *site = gh_site_build (copy, NULL, &error);
  g_assert_no_error (error);
  gh_sensitivity_input_apply_to_site (input, copy, site, value);
  return site;
}

static double
mean (const double *values, gsize count)
{
  double sum = 0.0;

  for (gsize t = 0; t < count; t++)
    sum += values[t] / (double) count;
  return sum;
}

/* Every form of a price, tax included. */
static const char *const price_forms[] = {
  "load 1",
  "tariff.import_price 0.3",
  "tariff.tax 0.19",
};

static void
check_prices (const GhStudy *study)
{
  g_autoptr (GhSite) plain = change (study, "price-spread", 1.0);
  g_autoptr (GhSite) spread = change (study, "price-spread", 1.5);
  g_autoptr (GhSite) dearer = change (study, "price-level", 1.2);
  g_autoptr (GhSite) sold = change (study, "export-price", 0.5);
  gsize count = gh_time_axis_get_count (plain->axis);
  double middle = mean (plain->import_price, count);

  g_assert_cmpfloat_with_epsilon (mean (spread->import_price, count), middle, 1e-12);
  for (gsize t = 0; t < count; t++)
    {
      g_assert_cmpfloat_with_epsilon (spread->import_price[t],
                                      middle + 1.5 * (plain->import_price[t] - middle), 1e-12);
      g_assert_cmpfloat_with_epsilon (spread->export_price[t], plain->export_price[t], 1e-12);
      g_assert_cmpfloat_with_epsilon (dearer->import_price[t], 1.2 * plain->import_price[t], 1e-12);
      g_assert_cmpfloat_with_epsilon (dearer->export_price[t], 1.2 * plain->export_price[t], 1e-12);
      g_assert_cmpfloat_with_epsilon (sold->export_price[t], 0.5 * plain->export_price[t], 1e-12);
      g_assert_cmpfloat_with_epsilon (sold->import_price[t], plain->import_price[t], 1e-12);
    }
}

static void
test_prices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (price_forms); i++)
    {
      g_autoptr (GhStudy) study = new_two_price_study (price_forms[i]);
      check_prices (study);
    }
  g_autoptr (GhStudy) study = new_two_price_study ("tariff.tax 0.19");
  GhPriceSpec *price = study->tariff->import_price;
  price->market = gh_record_new (&gh_market_price_table);
  price->market->series = g_steal_pointer (&price->series);
  price->market->multiply = 0.9;
  price->market->add = 0.07;
  check_prices (study);
  gh_price_spec_free (price);
  price = study->tariff->import_price = g_new0 (GhPriceSpec, 1);
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);
  price->periods = gh_record_new (&gh_period_price_table);
  price->periods->default_price = 0.2;
  price->periods->periods = g_ptr_array_new ();
  *period = (GhPricePeriod){ period->record, 0.45, 0x7f, 17 * 60, 21 * 60, 0xfff };
  g_ptr_array_add (price->periods->periods, period);
  check_prices (study);
}

static void
test_sizes (void)
{
  g_autoptr (GhStudy) study
      = new_two_price_study ("solar.0.output_kw 0.5; solar.0.name Roof; solar.1.peak_kw 4; "
                             "weather.clear_sky 1");
  g_autoptr (GhSite) plain = change (study, "load", 1.0);
  g_autoptr (GhSite) more = change (study, "load", 1.3);
  g_autoptr (GhSite) larger = change (study, "solar-size", 0.4);
  double most = 0.0;

  for (gsize t = 0; t < 24; t++)
    {
      g_assert_cmpfloat_with_epsilon (more->load_kw[t], 1.3 * plain->load_kw[t], 1e-12);
      g_assert_cmpfloat_with_epsilon (larger->solar_kw[t], 0.4 * plain->solar_kw[t], 1e-9);
      most = MAX (most, plain->solar_kw[t]);
    }
  g_assert_cmpfloat (most, >, 1.0);
}

static double
consumption_kwh_per_km (const GhStudy *study)
{
  return ((const GhVehicle *) g_ptr_array_index (study->vehicles, 0))->consumption_kwh_per_km;
}

static GhStudy *
new_driving_study (void)
{
  return new_two_price_study ("period.steps 672; tariff.import_price 0.3; "
                              "vehicles.0.trips.0.days mon-fri; vehicles.0.trips.0.leave 08:00; "
                              "vehicles.0.trips.0.return 16:00; "
                              "vehicles.0.trips.0.distance_km 50; "
                              "vehicles.0.trips.0.soc_at_leave 0.4; "
                              "vehicles.0.trips.1.days mon-fri; vehicles.0.trips.1.leave 18:00; "
                              "vehicles.0.trips.1.return 20:00; vehicles.0.trips.1.distance_km 9");
}

/* Of 20 working days so many are given up, whole days, and those of a smaller share among them. */
static void
test_days_at_home (void)
{
  static const struct
  {
    double share;
    guint days_left;
  } cases[] = { { 0.0, 20 }, { 0.1, 18 }, { 0.5, 10 }, { 0.6, 8 }, { 1.0, 0 } };
  g_autoptr (GhStudy) study = new_driving_study ();
  g_autoptr (GhSite) before = NULL;
  double least_kwh = 0.1 * 60.0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhSite) site = change (study, "days-at-home", cases[i].share);
      const GhStore *store = &site->stores[0];
      guint away = 0, asked = 0;
      double drive_kwh = 0.0;
      g_assert_cmpuint (store->trips->len, ==, 2 * cases[i].days_left);
      for (gsize t = 0; t < 672; t++)
        {
          away += !store->plugged[t];
          asked += store->lower_kwh[t] > least_kwh + 1e-9;
          drive_kwh += store->drive_kwh[t];
          if (before != NULL && before->stores[0].plugged[t])
            g_assert_true (store->plugged[t]);
        }
      g_assert_cmpuint (away, ==, 10 * cases[i].days_left);
      g_assert_cmpuint (asked, ==, cases[i].days_left);
      g_assert_cmpfloat_with_epsilon (
          drive_kwh, cases[i].days_left * 59.0 * consumption_kwh_per_km (study), 1e-6);
      g_clear_pointer (&before, gh_site_free);
      before = g_steal_pointer (&site);
    }
}

/* Which weekdays stay at home is drawn: not always the same, and another seed draws others. */
static void
test_days_are_drawn (void)
{
  g_autoptr (GhStudy) study = new_driving_study ();
  g_autoptr (GhSite) first = change (study, "days-at-home", 0.2);
  guint by_weekday[5] = { 0 }, most = 0, different = 0;

  study->seed = 2;
  g_autoptr (GhSite) second = change (study, "days-at-home", 0.2);
  for (guint day = 0; day < 28; day++)
    {
      gboolean stays = first->stores[0].plugged[24 * day + 10];
      if (day % 7 < 5)
        by_weekday[day % 7] += stays;
      different += stays != second->stores[0].plugged[24 * day + 10];
    }
  for (guint i = 0; i < 5; i++)
    most = MAX (most, by_weekday[i]);
  g_assert_cmpuint (most, <, 4);
  g_assert_cmpuint (different, >, 0);
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *key;
    double value, low, high;
  } cases[] = { { "charger-price", 1000.0, 800.0, 1200.0 },
                { "$.finance.capex.v2h", 1000.0, 800.0, 1200.0 },
                { "$.finance.capex.v2g", 2000.0, 1600.0, 2400.0 },
                { "discount-rate", 0.05, 0.03, 0.07 },
                { "days-at-home", 0.0, 0.0, 0.4 },
                { "price-spread", 1.0, 0.8, 1.2 },
                { "battery-price", 100.0, 50.0, 150.0 },
                { "$.vehicles[0].battery_kwh", 60.0, 48.0, 72.0 },
                { "$.vehicles[0].soc_max", 1.0, 0.8, 1.0 },
                { "$.finance.salvage", 0.0, 0.0, 1.0 } };
  g_autoptr (GhStudy) study
      = new_two_price_study ("finance.capex.v2h 1000; finance.capex.v2g 2000; "
                             "finance.discount_rate 0.05; vehicles.0.trips.0.days mon; "
                             "vehicles.0.trips.0.leave 08:00; vehicles.0.trips.0.return 16:00; "
                             "vehicles.0.trips.0.distance_km 5");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhSensitivityInput) input = find_input (study, cases[i].key);
      g_assert_cmpfloat_with_epsilon (input->value, cases[i].value, 1e-12);
      g_assert_cmpfloat_with_epsilon (input->low, cases[i].low, 1e-12);
      g_assert_cmpfloat_with_epsilon (input->high, cases[i].high, 1e-12);
    }
  g_autoptr (GhSensitivityInput) same = find_input (study, "$.finance.capex.v2h");
  g_assert_cmpstr (same->key, ==, "charger-price");
}

static void
test_unknown (void)
{
  static const char *const keys[] = { "",
                                      "nothing",
                                      "solar-size",
                                      "days-at-home",
                                      "$.nothing",
                                      "$.version",
                                      "$.vehicles[1].wear_per_kwh",
                                      "$.vehicles",
                                      "$.load",
                                      "$.connection.import_limit_kw",
                                      "$.name" };
  g_autoptr (GhStudy) study = new_two_price_study ("load 1");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (gh_sensitivity_input_new (study, site, GH_STRATEGY_V2H, keys[i], &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
    }
}

/* The wear that is paid by the kWh is the price of the battery spread over them. */
static void
test_battery_price (void)
{
  g_autoptr (GhStudy) study
      = new_two_price_study ("vehicles.0.wear_per_kwh 0.03; finance.battery_cost_per_kwh 150");
  g_autoptr (GhSite) site = change (study, "battery-price", 50.0);

  g_assert_cmpfloat_with_epsilon (site->stores[0].wear_per_kwh, 0.01, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sensitivity-input/prices", test_prices);
  g_test_add_func ("/sensitivity-input/sizes", test_sizes);
  g_test_add_func ("/sensitivity-input/days-at-home", test_days_at_home);
  g_test_add_func ("/sensitivity-input/days-are-drawn", test_days_are_drawn);
  g_test_add_func ("/sensitivity-input/ranges", test_ranges);
  g_test_add_func ("/sensitivity-input/unknown", test_unknown);
  g_test_add_func ("/sensitivity-input/battery-price", test_battery_price);
  return g_test_run ();
}
