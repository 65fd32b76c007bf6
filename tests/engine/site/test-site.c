/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/site.h"

#include <math.h>

#define STEPS 4

static GhSite *
new_site (guint store_count)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (0, 900, STEPS, zone);

  return gh_site_new (axis, store_count);
}

static GhChargerCurve
new_curve (guint count, const double *battery_kw, const double *ac_kw)
{
  return (GhChargerCurve){ count, g_memdup2 (battery_kw, count * sizeof (double)),
                           g_memdup2 (ac_kw, count * sizeof (double)) };
}

static void
test_new_site_is_empty (void)
{
  g_autoptr (GhSite) site = new_site (2);

  g_assert_true (isinf (site->import_limit_kw) && isinf (site->export_limit_kw));
  g_assert_cmpuint (site->store_count, ==, 2);
  for (guint t = 0; t < STEPS; t++)
    {
      g_assert_cmpfloat (site->load_kw[t] + site->solar_kw[t] + site->import_price[t], ==, 0.0);
      g_assert_cmpfloat (gh_site_import_cost (site, t), ==, 0.0);
      for (guint s = 0; s < 2; s++)
        {
          const GhStore *store = &site->stores[s];
          g_assert_cmpuint (store->plugged[t], ==, 1);
          g_assert_cmpfloat (store->lower_kwh[t] + store->upper_kwh[t] + store->drive_kwh[t], ==,
                             0.0);
        }
    }
}

/* 600 g/kWh at 50 a tonne are 3 ct/kWh, paid by import and earned by export. */
static void
test_costs_include_carbon (void)
{
  g_autoptr (GhSite) site = new_site (0);

  site->import_price[2] = 0.30;
  site->export_price[2] = 0.08;
  site->store_export_price[2] = 0.05;
  site->rates_g_per_kwh[GH_RATE_SHORT_RUN][2] = 600.0;
  site->carbon_price_per_tonne = 50.0;
  g_assert_cmpfloat_with_epsilon (gh_site_import_cost (site, 2), 0.33, 1e-15);
  g_assert_cmpfloat_with_epsilon (gh_site_export_worth (site, 2), 0.11, 1e-15);
  g_assert_cmpfloat_with_epsilon (gh_site_store_export_worth (site, 2), 0.08, 1e-15);
  g_assert_cmpfloat (gh_site_import_cost (site, 1), ==, 0.0);
  g_assert_null (gh_site_plan_on_marginal (site));

  /* 200 g/kWh on average are 1 ct/kWh; no average tells what export displaces. */
  site->rates_g_per_kwh[GH_RATE_AVERAGE][2] = 200.0;
  site->planned_rate = GH_RATE_AVERAGE;
  g_assert_cmpfloat_with_epsilon (gh_site_import_cost (site, 2), 0.31, 1e-15);
  g_assert_cmpfloat_with_epsilon (gh_site_export_worth (site, 2), 0.08, 1e-15);
  g_assert_cmpfloat_with_epsilon (gh_site_store_export_worth (site, 2), 0.05, 1e-15);
  g_autoptr (GhSite) instead = gh_site_plan_on_marginal (site);
  g_assert_cmpfloat_with_epsilon (gh_site_import_cost (instead, 2), 0.33, 1e-15);
}

/* What was not given is not known; short-run goes before long-run. */
static void
test_rates (void)
{
  g_autoptr (GhSite) site = new_site (0);

  g_assert_cmpint (gh_site_find_marginal_rate (site), ==, GH_EMISSION_RATES);
  site->rates_g_per_kwh[GH_RATE_LONG_RUN][1] = -5.0;
  g_assert_false (gh_site_has_rate (site, GH_RATE_SHORT_RUN));
  g_assert_true (gh_site_has_rate (site, GH_RATE_LONG_RUN));
  g_assert_cmpint (gh_site_find_marginal_rate (site), ==, GH_RATE_LONG_RUN);
  site->rates_g_per_kwh[GH_RATE_SHORT_RUN][1] = 5.0;
  g_assert_cmpint (gh_site_find_marginal_rate (site), ==, GH_RATE_SHORT_RUN);
}

static void
test_copy_shares_nothing (void)
{
  static const double battery_kw[] = { 0.0, 9.5 }, ac_kw[] = { 0.0, 10.0 };
  g_autoptr (GhSite) site = new_site (1);
  GhStoreTrip trip = { 1, 3, 900, 4.0, 1.0, 2.0 };

  site->load_kw[1] = 1.5;
  site->stores[0].name = g_strdup ("Car");
  site->stores[0].plugged[1] = 0;
  site->stores[0].drive_kwh[1] = 2.0;
  site->stores[0].charge = new_curve (2, battery_kw, ac_kw);
  g_array_append_val (site->stores[0].trips, trip);

  g_autoptr (GhSite) copy = gh_site_copy (site);
  site->load_kw[1] = 7.0;
  site->stores[0].name[0] = 'X';
  site->stores[0].plugged[1] = 1;
  site->stores[0].drive_kwh[1] = 7.0;
  site->stores[0].charge.ac_kw[1] = 7.0;
  g_array_index (site->stores[0].trips, GhStoreTrip, 0).energy_kwh = 7.0;
  g_assert_cmpfloat (copy->load_kw[1], ==, 1.5);
  g_assert_cmpstr (copy->currency, ==, site->currency);
  g_assert_cmpstr (copy->stores[0].name, ==, "Car");
  g_assert_cmpuint (copy->stores[0].plugged[1], ==, 0);
  g_assert_cmpfloat (copy->stores[0].drive_kwh[1], ==, 2.0);
  g_assert_cmpfloat (copy->stores[0].charge.ac_kw[1], ==, 10.0);
  g_assert_cmpuint (copy->stores[0].discharge.count, ==, 0);
  g_assert_cmpfloat (g_array_index (copy->stores[0].trips, GhStoreTrip, 0).energy_kwh, ==, 4.0);
}

/* Straight lines both ways, the ends carried on; by hand. */
static void
test_curves (void)
{
  static const double battery_kw[] = { 1.0, 4.0, 10.0 }, ac_kw[] = { 1.2, 4.5, 11.0 };
  static const struct
  {
    double battery_kw, ac_kw;
  } rows[] = { { 1.0, 1.2 }, { 2.5, 2.85 }, { 4.0, 4.5 }, { 7.0, 7.75 }, { 10.0, 11.0 } };
  GhChargerCurve curve = new_curve (3, battery_kw, ac_kw);
  GhChargerCurve none = { 0, NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpfloat_with_epsilon (gh_charger_curve_ac_at (&curve, rows[i].battery_kw),
                                      rows[i].ac_kw, 1e-12);
      g_assert_cmpfloat_with_epsilon (gh_charger_curve_battery_at (&curve, rows[i].ac_kw),
                                      rows[i].battery_kw, 1e-12);
    }
  g_assert_cmpfloat (gh_charger_curve_ac_at (&curve, 0.0), ==, 1.2);
  g_assert_cmpfloat (gh_charger_curve_ac_at (&curve, 99.0), ==, 11.0);
  g_assert_cmpfloat (gh_charger_curve_battery_at (&curve, 99.0), ==, 10.0);
  g_assert_cmpfloat (gh_charger_curve_battery_at (&none, 1.0), ==, 0.0);
  g_free (curve.battery_kw);
  g_free (curve.ac_kw);
}

static void
test_flow_begins_above_standby (void)
{
  static const double battery_kw[] = { 0.0, 1.0, 5.0 }, ac_kw[] = { 0.0, 2.0, 10.0 };
  static const struct
  {
    double standby_kw;
    guint count;
    double battery_kw, ac_kw;
  } rows[] = { { 0.0, 3, 0.0, 0.0 }, { 0.5, 3, 0.25, 0.5 }, { 2.0, 2, 1.0, 2.0 },
               { 4.0, 2, 2.0, 4.0 }, { 10.0, 0, 0.0, 0.0 }, { 11.0, 0, 0.0, 0.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhSite) site = new_site (1);
      GhStore *store = &site->stores[0];
      store->standby_kw = rows[i].standby_kw;
      store->charge = new_curve (3, battery_kw, ac_kw);
      gh_store_begin_flow_above_standby (store);
      g_assert_cmpuint (store->charge.count, ==, rows[i].count);
      g_assert_cmpuint (store->discharge.count, ==, 0);
      if (rows[i].count == 0)
        continue;
      g_assert_cmpfloat_with_epsilon (store->charge.battery_kw[0], rows[i].battery_kw, 1e-12);
      g_assert_cmpfloat_with_epsilon (store->charge.ac_kw[0], rows[i].ac_kw, 1e-12);
      g_assert_cmpfloat (store->charge.ac_kw[rows[i].count - 1], ==, 10.0);
    }
}

static void
test_demand_charges (void)
{
  g_autoptr (GhSite) made = new_site (1);
  const guint8 early[] = { 1, 1, 0, 0 }, all[] = { 1, 1, 1, 1 };
  const double grid_kw[] = { 2.0, -5.0, 7.0, 1.0 };

  gh_site_add_demand_charge (made, 3.0, 0.0, early);
  gh_site_add_demand_charge (made, 10.0, 0.0, all);
  gh_site_add_demand_charge (made, 1.0, 9.0, all);
  g_assert_cmpfloat (gh_site_get_demand_cost (made, grid_kw), ==, 3.0 * 2.0 + 10.0 * 7.0 + 9.0);
  gh_site_add_surcharge (made)->above_kw[2] = 4.0;
  g_autoptr (GhSite) copy = gh_site_copy (made);
  gh_site_clear_demand_charges (made);
  g_assert_cmpfloat (gh_site_get_demand_cost (made, grid_kw), ==, 0.0);
  g_assert_cmpfloat (gh_site_get_demand_cost (copy, grid_kw), ==, 85.0);
  g_assert_cmpfloat (copy->surcharges[0].above_kw[2], ==, 4.0);
  g_assert_true (isinf (copy->surcharges[0].above_kw[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site/new-site-is-empty", test_new_site_is_empty);
  g_test_add_func ("/site/costs-include-carbon", test_costs_include_carbon);
  g_test_add_func ("/site/rates", test_rates);
  g_test_add_func ("/site/copy-shares-nothing", test_copy_shares_nothing);
  g_test_add_func ("/site/curves", test_curves);
  g_test_add_func ("/site/flow-begins-above-standby", test_flow_begins_above_standby);
  g_test_add_func ("/site/demand-charges", test_demand_charges);
  return g_test_run ();
}
