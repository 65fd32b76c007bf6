/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "two-price-study.h"

#include <math.h>

#define DAYS GH_DAYS_PER_YEAR

static double
annuity (double rate, int years)
{
  return (1.0 - pow (1.0 + rate, -years)) / rate;
}

/* What covering the dear hours saves a year, worked out by hand: the car begins and ends the day
 * full, so that it charges again in the hours after them. */
static double
saving_by_hand (void)
{
  return DEAR_HOURS * (DEAR - OTHER / ROUND_TRIP) * DAYS;
}

static void
test_saving (void)
{
  g_autoptr (GhStudy) study
      = new_two_price_study ("vehicles.0.wear_per_kwh 0.03; finance.discount_rate 0.05; "
                             "finance.capex.smart 200; finance.capex.v2h 1000; "
                             "finance.capex.v2g 1500; finance.maintenance_per_year 12; "
                             "finance.salvage 100");
  g_autoptr (GhComparison) comparison = compare_study (study);
  const GhStrategyResult *smart = &comparison->results[1], *v2h = &comparison->results[2];
  double wear = 0.03 * DEAR_HOURS * DAYS;
  double npv
      = -800.0 + (saving_by_hand () - wear - 12.0) * annuity (0.05, 10) + 100.0 / pow (1.05, 10.0);

  g_assert_cmpfloat_with_epsilon (smart->bill_per_year, (4 * DEAR + 15 * OTHER + 5 * CHEAP) * DAYS,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (v2h->saving_per_year, saving_by_hand (), 1e-6);
  g_assert_cmpfloat_with_epsilon (v2h->against_smart->npv, npv, 1e-6);
  g_assert_cmpfloat_with_epsilon (comparison->results[3].against_smart->npv, npv - 500.0, 1e-6);
  /* The unmanaged car does nothing either, and its charger is the cheapest. */
  g_assert_cmpfloat_with_epsilon (v2h->against_unmanaged->npv, npv - 200.0, 1e-6);
  g_assert_cmpfloat (smart->against_smart->npv, ==, 0.0);
  g_assert_true (isnan (smart->against_smart->payback_years));
}

/* Prices that grow: a year's saving is that of the first times the growth since. */
static void
test_growth (void)
{
  g_autoptr (GhStudy) study = new_two_price_study ("finance.price_growth 0.03");
  g_autoptr (GhComparison) comparison = compare_study (study);
  const GArray *years = comparison->results[2].against_smart->years;

  g_assert_cmpuint (years->len, ==, 11);
  for (guint i = 1; i < years->len; i++)
    {
      const GhCashFlowRow *row = &g_array_index (years, GhCashFlowRow, i);
      g_assert_cmpfloat_with_epsilon (row->revenue - row->cost,
                                      saving_by_hand () * pow (1.03, i - 1.0), 1e-6);
    }
}

/* Half a kilowatt of sun all day: the dear hours take half as much from the car. */
static const char panels[] = "solar.0.output_kw 0.5; solar.0.name Roof; finance.solar_degradation ";

static void
test_panels_age (void)
{
  double left = pow (1.0 - 0.02, 9.0);
  g_autofree char *new_edits = g_strconcat (panels, "0.02", NULL);
  g_autofree char *old_edits = g_strconcat (panels, "0", NULL);
  g_autoptr (GhStudy) study = new_two_price_study (new_edits);
  g_autoptr (GhStudy) old_study = new_two_price_study (old_edits);
  GhSolarArray *old_roof = g_ptr_array_index (old_study->solar, 0);

  old_roof->output_kw->number = 0.5 * left;
  g_autoptr (GhComparison) comparison = compare_study (study);
  g_autoptr (GhComparison) old = compare_study (old_study);
  const GArray *years = comparison->results[2].against_smart->years;
  const GArray *old_years = old->results[2].against_smart->years;
  double first = g_array_index (years, GhCashFlowRow, 1).revenue;
  double last = g_array_index (years, GhCashFlowRow, 10).revenue;
  g_assert_cmpfloat_with_epsilon (last, g_array_index (old_years, GhCashFlowRow, 1).revenue, 1e-6);
  g_assert_cmpfloat (last, >, first + 1.0);
  for (guint i = 1; i < years->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (years, GhCashFlowRow, i).revenue,
                                    first + (last - first) * (i - 1.0) / 9.0, 1e-6);
}

/* Every strategy drives the same, ends as it began, and may do all that the one before may. */
static void
test_equal_ends (void)
{
  g_autoptr (GhStudy) study
      = new_two_price_study ("vehicles.0.trips.0.days mon-sun; vehicles.0.trips.0.leave 08:00; "
                             "vehicles.0.trips.0.return 16:00; vehicles.0.trips.0.distance_km 50; "
                             "vehicles.0.soc_max 0.9; tariff.export_price 0.3");
  g_autoptr (GhComparison) comparison = compare_study (study);

  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      const GhStrategyResult *result = &comparison->results[i];
      g_assert_cmpint (result->strategy, ==, (int) i);
      g_assert_cmpfloat_with_epsilon (result->summary.soc_end[0], comparison->start_kwh / 60.0,
                                      1e-9);
      g_assert_cmpfloat_with_epsilon (result->summary.driving_kwh,
                                      comparison->results[0].summary.driving_kwh, 1e-9);
      if (i > 0)
        g_assert_cmpfloat (result->plan->objective, <=, (result - 1)->plan->objective + 1e-9);
    }
  g_assert_cmpfloat (comparison->results[3].summary.export_kwh, >,
                     comparison->results[2].summary.export_kwh + 1.0);
}

/* A year of hours is taken as it is, a day counts 365.25 times. */
static void
test_year_is_not_scaled (void)
{
  g_autoptr (GhStudy) study = new_two_price_study ("period.steps 8784; tariff.import_price 0.5");
  g_autoptr (GhComparison) comparison = compare_study (study);

  g_assert_cmpfloat_with_epsilon (comparison->results[1].bill_per_year, 0.5 * 8784.0, 1e-6);
}

static gboolean
stop_later (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  double *most = data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  return fraction < *most;
}

static void
test_stops (void)
{
  double most[] = { 0.0, 2.0 };
  g_autofree char *edits = g_strconcat (panels, "0.02", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (most); i++)
    {
      GhProgress progress = { stop_later, &most[i], 0.0, 1.0 };
      g_autoptr (GhStudy) study = new_two_price_study (edits);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
      g_autoptr (GhComparison) comparison
          = gh_household_compare (study, site, GH_BATTERY_CHECK, findings, &progress, &error);
      if (most[i] > 1.0)
        g_assert_nonnull (comparison);
      else
        g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
    }
}

/* Where the connection cannot even feed the house there is a reason and no money. */
static void
test_infeasible (void)
{
  g_autoptr (GhStudy) study = new_two_price_study ("connection.import_limit_kw 0.5; "
                                                   "vehicles.0.charger.discharge_kw 0");
  g_autoptr (GhComparison) comparison = compare_study (study);

  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      g_assert_cmpint (comparison->results[i].plan->status, ==, GH_PLAN_INFEASIBLE);
      g_assert_cmpint (comparison->results[i].plan->reason.code, !=, GH_REASON_NONE);
      g_assert_null (comparison->results[i].against_smart);
    }
  g_assert_null (comparison->answer);
}

/* All that can be said of the money at once. Upkeep and equipment are with a tax of 20 %, a quarter
 * of what V2H costs is given, and every four years a car of the lessor comes, for which the charger
 * is bought anew: in the years 4 and 8 of 10. Energy does not get dearer, everything else does. */
static void
test_money_by_hand (void)
{
  g_autoptr (GhStudy) study = new_two_price_study (
      "vehicles.0.wear_per_kwh 0.03; finance.discount_rate 0.05; finance.inflation 0.02; "
      "finance.capex.smart 200; finance.capex.v2h 1000; finance.maintenance_per_year 10; "
      "finance.vat_rate 0.2; finance.capex_vat 1; finance.grant.share 0.25; "
      "finance.lease.years 4; finance.lease.extra_per_year 30; finance.lease.charger 1; "
      "finance.lease.change_cost 50");
  g_autoptr (GhComparison) comparison = compare_study (study);
  const GhCashFlow *flow = comparison->results[2].against_smart;
  double dearer = annuity (1.05 / 1.02 - 1.0, 10) / 1.02, change = 1.2 * (1000.0 + 50.0);
  double npv = -1.2 * 800.0 + 0.25 * 1200.0 + saving_by_hand () * annuity (0.05, 10)
               - (12.0 + 30.0) * dearer - change * pow (1.02, 3.0) / pow (1.05, 4.0)
               - change * pow (1.02, 7.0) / pow (1.05, 8.0);

  g_assert_cmpfloat_with_epsilon (flow->npv, npv, 1e-6);
  g_assert_cmpstr (
      comparison->money, ==,
      "The rates are nominal; upkeep, wear, later equipment and the value at the end get dearer by "
      "inflation of 2.0 % a year. Equipment and upkeep count with VAT of 20.0 %. A grant pays "
      "300\302\240€ of the equipment for V2H and 0\302\240€ of that for V2G. The leased car "
      "changes every "
      "4 years, 2 times within the life of a charger, and a bidirectional one is bought anew each "
      "time. Battery wear is the lessor's: plans heed its price, but it is not counted.");
}

/* Real rates are worth the same as the nominal ones they make with inflation. */
static void
test_real_rates (void)
{
  static const char common[] = "vehicles.0.wear_per_kwh 0.03; finance.capex.v2h 1000; "
                               "finance.maintenance_per_year 10; finance.salvage 90; "
                               "finance.inflation 0.02; ";
  static const char *const rates[]
      = { "finance.rates 1; finance.discount_rate 0.03; finance.price_growth 0.01; "
          "finance.export_price_growth -0.01",
          "finance.discount_rate 0.0506; finance.price_growth 0.0302; "
          "finance.export_price_growth 0.0098" };
  double npv[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *edits = g_strconcat (common, rates[i], NULL);
      g_autoptr (GhStudy) study = new_two_price_study (edits);
      g_autoptr (GhComparison) comparison = compare_study (study);
      npv[i] = comparison->results[2].against_smart->npv;
    }
  g_assert_cmpfloat_with_epsilon (npv[0], npv[1], 1e-6);
}

/* A wall battery of just what the dear hours take fills when it is cheap. It is held against V2H
 * where it has a price; without one it is there already, under every strategy. */
#define WALL_EFFICIENCY 0.95
#define WALL                                                                \
  "batteries.0.name Wall; batteries.0.soc_min 0; batteries.0.soc_start 0; " \
  "batteries.0.charger.charge_kw 11; batteries.0.battery_kwh "

static void
test_rival (void)
{
  g_autofree char *there = g_strdup_printf (WALL "%.17g", DEAR_HOURS / WALL_EFFICIENCY);
  g_autofree char *priced = g_strconcat (there, "; finance.capex.battery 3000", NULL);
  g_autoptr (GhStudy) alone = new_two_price_study ("finance.discount_rate 0.05");
  g_autoptr (GhStudy) study = new_two_price_study (priced);
  g_autoptr (GhStudy) owner = new_two_price_study (there);
  g_autoptr (GhComparison) without = compare_study (alone);
  g_autoptr (GhComparison) comparison = compare_study (study);
  g_autoptr (GhComparison) owned = compare_study (owner);
  const GhStrategyResult *rival = &comparison->results[GH_STRATEGY_BATTERY];
  double saving = DEAR_HOURS * (DEAR - CHEAP / (WALL_EFFICIENCY * WALL_EFFICIENCY)) * DAYS;

  g_assert_null (without->results[GH_STRATEGY_BATTERY].plan);
  g_assert_null (without->rival);
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    g_assert_cmpfloat_with_epsilon (comparison->results[i].bill_per_year,
                                    without->results[i].bill_per_year, 1e-6);
  g_assert_nonnull (comparison->rival);
  g_assert_cmpfloat_with_epsilon (rival->saving_per_year, saving, 1e-5 * saving);
  g_assert_cmpfloat_with_epsilon (rival->against_smart->npv,
                                  -3000.0 + saving * annuity (study->finance->discount_rate, 10),
                                  1e-4 * saving);
  g_assert_null (owned->results[GH_STRATEGY_BATTERY].plan);
  g_assert_cmpfloat_with_epsilon (owned->results[GH_STRATEGY_SMART].bill_per_year,
                                  without->results[GH_STRATEGY_SMART].bill_per_year - saving,
                                  1e-5 * saving);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household/saving", test_saving);
  g_test_add_func ("/household/growth", test_growth);
  g_test_add_func ("/household/money-by-hand", test_money_by_hand);
  g_test_add_func ("/household/real-rates", test_real_rates);
  g_test_add_func ("/household/panels-age", test_panels_age);
  g_test_add_func ("/household/equal-ends", test_equal_ends);
  g_test_add_func ("/household/year-is-not-scaled", test_year_is_not_scaled);
  g_test_add_func ("/household/stops", test_stops);
  g_test_add_func ("/household/infeasible", test_infeasible);
  g_test_add_func ("/household/rival", test_rival);
  return g_test_run ();
}
