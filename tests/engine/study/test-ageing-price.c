/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices of ageing against closed forms of the law of the large iron phosphate cell: calendar
 * k t^0.526, cycles k n^0.828. */
#include "study/ageing-price.h"

#include <math.h>
#include <stdlib.h>

#include "battery-study.h"
#include "planning/planner.h"

#define CALENDAR_POWER 0.526
#define CYCLE_POWER 0.828
#define CONSTANT_20 "vehicles.0.pack.ambient_mean_c 20; vehicles.0.pack.ambient_swing_c 0"

static void
assert_near (double value, double expected, double share)
{
  g_assert_cmpfloat (fabs (value - expected), <=, share * fabs (expected));
}

static double
calendar_rate (double soc, double temperature_k)
{
  return 8.37e4 * exp ((-5.21e3 - 3.56e3 * gh_graphite_potential_v (soc)) / temperature_k);
}

/* y after x more, from y0. */
static double
go_on (double y0, double rate, double power, double x)
{
  return pow (pow (y0 / rate, 1.0 / power) + x, power) * rate;
}

/* Up and down by 30 kWh each day: 7 half ways of 60 kWh a week. */
static void
test_year_of_a_week (void)
{
  for (int aged = 0; aged < 2; aged++)
    {
      BatteryCase battery;
      GhAgeingStress stress;
      double energy[WEEK_STEPS];
      open_battery_case (&battery, aged ? "vehicles.0.pack.soh 0.8; vehicles.0.soc_start 0.25"
                                        : "vehicles.0.soc_start 0.2");
      for (int step = 0; step < WEEK_STEPS; step++)
        energy[step] = 12.0 + 30.0 * (1.0 - abs ((step + 1) % 96 - 48) / 48.0);
      gh_ageing_measure_year (battery.model, &battery.site->stores[0], energy, &stress);
      assert_near (stress.days, 365.25, 1e-12);
      assert_near (stress.efc, 7.0 * 30.0 / 60.0 * WEEKS_PER_YEAR, 1e-9);
      assert_near (stress.dod, 30.0 / battery.site->stores[0].capacity_kwh, 1e-9);
      close_battery_case (&battery);
    }
}

/* A used battery has the health that was measured, whatever its cell, but for one that cannot
 * get there. */
static void
test_start (void)
{
  static const double healths[] = { 1.0, 0.9, 0.7, 0.5 };

  for (guint cell = 0; cell < gh_cell_get_count (); cell++)
    for (gsize i = 0; i < G_N_ELEMENTS (healths); i++)
      {
        BatteryCase battery;
        g_autofree char *edits
            = g_strdup_printf ("vehicles.0.cell %s; vehicles.0.pack.soh %g; " CONSTANT_20,
                               gh_cell_get (cell)->id, healths[i]);
        open_battery_case (&battery, edits);
        const GhAgeingLaw *law = battery.model->cell->ageing;
        double soh = gh_ageing_state_get_soh (law, &battery.age);
        if (fabs (soh - healths[i]) > 1e-6)
          g_error ("%s: %.6f instead of %.2f", gh_cell_get (cell)->id, soh, healths[i]);
        g_assert_true (isfinite (gh_ageing_state_get_resistance (law, &battery.age)));
        close_battery_case (&battery);
      }
}

/* A car that drives more than it can charge has a year and prices, too. */
static void
test_hopeless_driving (void)
{
  for (guint cell = 0; cell < gh_cell_get_count (); cell++)
    {
      BatteryCase battery;
      GhAgeingStress year;
      GhAgeingPrice price;
      g_autofree char *edits = g_strdup_printf (
          "vehicles.0.trips.0.distance_km 800; vehicles.0.cell %s", gh_cell_get (cell)->id);
      open_battery_case (&battery, edits);
      gh_ageing_expect_year (battery.model, battery.site, &year);
      for (int i = 0; i < GH_AGEING_COMPONENTS; i++)
        g_assert_true (isfinite (year.rates[i].rate));
      g_assert_cmpfloat (year.efc, >, 100.0);
      gh_ageing_price_find (battery.model, &battery.age, &year, &battery.site->stores[0], &price);
      g_assert_cmpfloat (price.wear_per_kwh, >, 0.0);
      g_assert_true (isfinite (price.wear_per_kwh));
      close_battery_case (&battery);
    }
}

/* What the year's cycles cost, spread over the energy that they take at the AC side. 60 kWh at 100
 * a kWh, worn out at 0.7: a loss of 1 is worth 20000. */
static void
test_wear (void)
{
  static const double healths[] = { 1.0, 0.85 };

  for (gsize i = 0; i < G_N_ELEMENTS (healths); i++)
    {
      BatteryCase battery;
      GhAgeingStress year;
      GhAgeingPrice price;
      g_autofree char *edits = g_strdup_printf ("vehicles.0.pack.soh %g; " CONSTANT_20, healths[i]);
      open_battery_case (&battery, edits);
      gh_ageing_expect_year (battery.model, battery.site, &year);
      gh_ageing_price_find (battery.model, &battery.age, &year, &battery.site->stores[0], &price);
      double before = battery.age.value[1];
      double loss = go_on (before, year.rates[1].rate, CYCLE_POWER, year.efc) - before;
      assert_near (price.wear_per_kwh, loss / year.efc * 20000.0 / 60.0 / 0.9, 1e-9);
      close_battery_case (&battery);
    }
}

/* Holding costs nothing when empty and never more than the law says; the greatest convex function
 * below that meets it when full. */
static void
test_dwell (void)
{
  static const double healths[] = { 1.0, 0.85 };
  const double kelvin = 293.15, days = 365.25;

  for (gsize i = 0; i < G_N_ELEMENTS (healths); i++)
    {
      BatteryCase battery;
      GhAgeingStress year;
      GhAgeingPrice price;
      g_autofree char *edits = g_strdup_printf ("vehicles.0.pack.soh %g; " CONSTANT_20, healths[i]);
      open_battery_case (&battery, edits);
      GhStore *store = &battery.site->stores[0];
      gh_ageing_expect_year (battery.model, battery.site, &year);
      gh_ageing_price_find (battery.model, &battery.age, &year, store, &price);
      gh_ageing_price_apply (&price, store);
      /* dL/dk of k (x0 + D)^p where x0 itself is (y0 / k)^(1/p): the slope over k at fixed y0. */
      double rate = year.rates[0].rate, y0 = battery.age.value[0], nudge = 1e-5 * rate;
      double slope = (go_on (y0, rate + nudge, CALENDAR_POWER, days)
                      - go_on (y0, rate - nudge, CALENDAR_POWER, days))
                     / (2.0 * nudge);
      double per_rate = slope / days * 20000.0 / 24.0;
      g_assert_cmpfloat (gh_store_get_dwell_cost (store, 0.0, 1.0), ==, 0.0);
      for (guint k = 1; k < store->dwell.count; k++)
        {
          g_assert_cmpfloat (store->dwell.from_kwh[k], >, store->dwell.from_kwh[k - 1]);
          g_assert_cmpfloat (store->dwell.per_kwh_hour[k], >, store->dwell.per_kwh_hour[k - 1]);
        }
      static const double kinks[] = { 0.3, 0.55, 0.75, 0.9, 1.0 };
      double empty = calendar_rate (0.0, kelvin);
      for (gsize k = 0; k < G_N_ELEMENTS (kinks); k++)
        {
          double of_law = per_rate * (calendar_rate (kinks[k], kelvin) - empty);
          double cost = gh_store_get_dwell_cost (store, kinks[k] * store->capacity_kwh, 1.0);
          g_assert_cmpfloat (cost, <=, of_law * (1.0 + 1e-4));
          if (k + 1 == G_N_ELEMENTS (kinks))
            assert_near (cost, of_law, 1e-4);
        }
      close_battery_case (&battery);
    }
}

/* Nowhere in what can be written into a study is a price that is no number or below 0. */
static void
test_any_cell_and_temperature (void)
{
  static const int temperatures[] = { -40, -20, 10, 45, 80 };

  for (guint cell = 0; cell < gh_cell_get_count (); cell++)
    for (gsize i = 0; i < G_N_ELEMENTS (temperatures); i++)
      {
        BatteryCase battery;
        GhAgeingStress year;
        GhAgeingPrice price;
        g_autofree char *edits
            = g_strdup_printf ("vehicles.0.cell %s; vehicles.0.pack.ambient_mean_c %d; "
                               "vehicles.0.pack.ambient_swing_c 0",
                               gh_cell_get (cell)->id, temperatures[i]);
        open_battery_case (&battery, edits);
        gh_ageing_expect_year (battery.model, battery.site, &year);
        gh_ageing_price_find (battery.model, &battery.age, &year, &battery.site->stores[0], &price);
        if (!(price.wear_per_kwh >= 0.0) || !isfinite (price.wear_per_kwh))
          g_error ("%s at %d: wear of %g", gh_cell_get (cell)->id, temperatures[i],
                   price.wear_per_kwh);
        for (guint k = 0; k < price.dwell.count; k++)
          g_assert_true (price.dwell.per_kwh_hour[k] > 0.0
                         && isfinite (price.dwell.per_kwh_hour[k]));
        close_battery_case (&battery);
      }
}

static void
test_battery_for_nothing (void)
{
  BatteryCase battery;
  GhAgeingStress year;
  GhAgeingPrice price;

  open_battery_case (&battery, "finance.battery_cost_per_kwh 0");
  gh_ageing_expect_year (battery.model, battery.site, &year);
  gh_ageing_price_find (battery.model, &battery.age, &year, &battery.site->stores[0], &price);
  g_assert_true (price.wear_per_kwh == 0.0);
  g_assert_cmpuint (price.dwell.count, ==, 0);
  close_battery_case (&battery);
}

/* Another price and size of the battery, the same ageing: what was found, carried over. */
static void
test_carried_over (void)
{
  static const char *const edits[]
      = { "finance.battery_cost_per_kwh 300", "finance.end_of_life_soh 0.6",
          "vehicles.0.battery_kwh 90; finance.battery_cost_per_kwh 200" };
  BatteryCase battery;
  GhAgeingStress year;
  GhAgeingPrice price;

  open_battery_case (&battery, CONSTANT_20);
  gh_ageing_expect_year (battery.model, battery.site, &year);
  gh_ageing_price_find (battery.model, &battery.age, &year, &battery.site->stores[0], &price);
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *all = g_strconcat (CONSTANT_20 "; ", edits[i], NULL);
      BatteryCase other;
      GhAgeingPrice found, carried;
      open_battery_case (&other, all);
      const GhStore *store = &other.site->stores[0];
      gh_ageing_price_find (other.model, &other.age, &year, store, &found);
      gh_ageing_price_carry_over (&price, other.model, store, &carried);
      assert_near (carried.wear_per_kwh, found.wear_per_kwh, 1e-9);
      g_assert_cmpuint (carried.dwell.count, ==, found.dwell.count);
      for (guint k = 0; k < found.dwell.count; k++)
        {
          assert_near (carried.dwell.per_kwh_hour[k], found.dwell.per_kwh_hour[k], 1e-9);
          g_assert_cmpfloat (fabs (carried.dwell.from_kwh[k] - found.dwell.from_kwh[k]), <=, 1e-9);
        }
      close_battery_case (&other);
    }
  close_battery_case (&battery);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ageing-price/year-of-a-week", test_year_of_a_week);
  g_test_add_func ("/ageing-price/start", test_start);
  g_test_add_func ("/ageing-price/hopeless-driving", test_hopeless_driving);
  g_test_add_func ("/ageing-price/wear", test_wear);
  g_test_add_func ("/ageing-price/dwell", test_dwell);
  g_test_add_func ("/ageing-price/any-cell-and-temperature", test_any_cell_and_temperature);
  g_test_add_func ("/ageing-price/battery-for-nothing", test_battery_for_nothing);
  g_test_add_func ("/ageing-price/carried-over", test_carried_over);
  return g_test_run ();
}
