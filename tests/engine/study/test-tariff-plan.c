/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/tariff-plan.h"

#include <math.h>

#include "edit-study.h"
#include "planning/planner.h"
#include "study/site-builder.h"

/* Two months of hours with a car that drives on working days. */
#define MONTHS "period.step_minutes 60; period.steps 1440; "
#define TIERS "tariff.energy_tiers.0.tiers."

static GhSite *
build (GhStudy *study)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhSite *site;

  gh_study_validate (study, findings);
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    g_test_message ("%s", gh_findings_get (findings, i)->message);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  site = gh_site_build (study, NULL, &error);
  g_assert_no_error (error);
  return site;
}

static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = new_good_study ();

  edit_study (study, MONTHS);
  edit_study (study, edits);
  return study;
}

/* Plans, counting how often. */
typedef struct
{
  GhStrategy strategy;
  guint calls;
} Planner;

static GhPlan *
solve (const GhSite *site, gpointer data, const GhProgress *progress, GError **error)
{
  Planner *planner = data;
  GhPlanOptions options = { planner->strategy, GH_SOLVER_EXACT, INFINITY, FALSE };

  planner->calls++;
  return gh_planner_solve (site, &options, progress, error);
}

static GhPlan *
plan (const GhStudy *study, const GhSite *site, GhStrategy strategy, GhTariffOutcome *outcome)
{
  g_autoptr (GError) error = NULL;
  Planner planner = { strategy, 0 };
  GhPlan *made = gh_tariff_plan (study, site, solve, &planner, outcome, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (planner.calls, ==, outcome->rounds);
  return made;
}

static double
own_sums (const GhSite *site, const GhPlan *made)
{
  GhPlanSummary sum;

  gh_plan_summarise (site, made, &sum);
  double bill = gh_plan_summary_get_bill (&sum) - sum.cost_away;
  gh_plan_summary_clear (&sum);
  return bill;
}

/* Where a tariff has nothing that is a matter of months, the bill is what the plan's steps come to;
 * so it is where each month ends in its last tier at its price, demand included. */
static const char *const exact_rows[] = {
  "tariff.fixed_per_day 0.4; tariff.export_price 0.08; tariff.store_export_price 0.05",
  "tariff.fixed_per_month 9; tariff.tax 0.19; tariff.export_price 0.08",
  "tariff.export_price 0.2; tariff.export_price_until 2024-01-20; tariff.export_price_later 0.02",
  "tariff.demand_per_kw_month 4; tariff.tax 0.1",
  "tariff.demand_charges.0.price_per_kw 4; tariff.demand_charges.0.windows.0.from 17:00; "
  "tariff.demand_charges.0.windows.0.to 21:00",
  TIERS "0.price 0.25",
};

static void
test_sums_are_the_bill (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (exact_rows); i++)
    for (int strategy = GH_STRATEGY_UNMANAGED; strategy <= GH_STRATEGY_V2G; strategy++)
      {
        g_autoptr (GhStudy) study = new_study (exact_rows[i]);
        g_autoptr (GError) error = NULL;
        edit_study (study, "solar.0.output_kw 0.8");
        g_autoptr (GhSite) site = build (study);
        Planner planner = { (GhStrategy) strategy, 0 };
        g_autoptr (GhPlan) made = solve (site, &planner, NULL, &error);
        g_autoptr (GhBill) bill = gh_tariff_bill_plan (study, site, made, &error);
        g_assert_no_error (error);
        g_test_message ("%s, strategy %d", exact_rows[i], strategy);
        g_assert_cmpfloat_with_epsilon (bill->total, own_sums (site, made), 1e-8);
      }
}

/* A house of 1 kW and tiers: the car's kWh are planned at the price of the tier in which the month
 * ends, and the bill is paid by hand here. */
static void
test_tiers (void)
{
  g_autoptr (GhStudy) study
      = new_study ("load 1; " TIERS "0.up_to_kwh 800; " TIERS "0.price 0.1; " TIERS "1.price 0.4");
  g_autoptr (GhSite) site = build (study);
  GhTariffOutcome outcome;

  /* The house alone uses 744 and 696 kWh. */
  g_assert_cmpfloat (site->import_price[0], ==, 0.1);
  g_autoptr (GhPlan) made = plan (study, site, GH_STRATEGY_SMART, &outcome);
  g_assert_cmpfloat (outcome.site->import_price[0], ==, 0.4);
  double kwh[2] = { 0.0, 0.0 }, thought = 0.0, paid = 0.0;
  for (gsize t = 0; t < 1440; t++)
    {
      kwh[t < 744 ? 0 : 1] += made->grid_kw[t];
      thought += made->grid_kw[t] * outcome.site->import_price[t];
    }
  for (int m = 0; m < 2; m++)
    paid += MIN (kwh[m], 800.0) * 0.1 + MAX (0.0, kwh[m] - 800.0) * 0.4;
  g_assert_cmpfloat (kwh[0], >, 850.0);
  g_assert_cmpfloat_with_epsilon (outcome.bill->total, paid, 1e-6);
  g_assert_cmpfloat_with_epsilon (outcome.correction, paid - thought, 1e-6);
  g_assert_cmpuint (outcome.rounds, <=, GH_TARIFF_ROUNDS + 1);
  gh_tariff_outcome_clear (&outcome);
}

/* With tiers in the evening alone, a kWh there is dear once the month is in its second tier: V2H
 * serves the evening, which it does not at the first tier's price. */
static void
test_plans_heed_the_tier (void)
{
  const char *edits = "load 1; tariff.energy_tiers.0.windows.0.from 18:00; "
                      "tariff.energy_tiers.0.windows.0.to 23:00; " TIERS "0.up_to_kwh 60; " TIERS
                      "0.price 0.3; " TIERS "1.price 0.6";
  g_autoptr (GhStudy) study = new_study (edits);
  g_autoptr (GhSite) site = build (study);
  g_autoptr (GError) error = NULL;
  GhTariffOutcome outcome;
  g_autoptr (GhPlan) made = plan (study, site, GH_STRATEGY_V2H, &outcome);
  g_autoptr (GhSite) naive = gh_site_copy (site);

  for (gsize t = 0; t < 1440; t++)
    naive->import_price[t] = 0.3;
  Planner planner = { GH_STRATEGY_V2H, 0 };
  g_autoptr (GhPlan) first = solve (naive, &planner, NULL, &error);
  g_autoptr (GhBill) bill = gh_tariff_bill_plan (study, naive, first, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (outcome.bill->total, <, bill->total - 10.0);
  gh_tariff_outcome_clear (&outcome);
}

/* Export is worth the import price under net metering, so that V2G neither gains nor loses by it
 * but for its losses: nothing is exported. A month that exports is worth the export price. */
static void
test_net_metering (void)
{
  g_autoptr (GhStudy) study = new_study (
      "load 0.2; tariff.export_price 0.05; tariff.export_scheme 1; solar.0.output_kw 1");
  g_autoptr (GhSite) site = build (study);
  GhTariffOutcome outcome;
  g_autoptr (GhPlan) made = plan (study, site, GH_STRATEGY_SMART, &outcome);
  double net = 0.0;

  for (gsize t = 0; t < 1440; t++)
    net += made->grid_kw[t];
  g_assert_cmpfloat (net, <, -100.0);
  g_assert_cmpfloat (outcome.site->export_price[0], ==, 0.05);
  g_assert_cmpfloat (outcome.site->import_price[0], ==, 0.05);
  g_assert_cmpfloat_with_epsilon (outcome.bill->total, net * 0.05, 1e-6);
  gh_tariff_outcome_clear (&outcome);
}

/* What panels give is sold whatever the house does, and the plan serves the car at the import
 * price: its own sums are off by a constant, which is stated. */
static void
test_buy_all (void)
{
  g_autoptr (GhStudy) study = new_study (
      "load 0.5; tariff.export_price 0.1; tariff.export_scheme 3; solar.0.output_kw 2");
  g_autoptr (GhSite) site = build (study);
  GhTariffOutcome outcome;
  g_autoptr (GhPlan) made = plan (study, site, GH_STRATEGY_SMART, &outcome);
  double used = 0.0;

  for (gsize t = 0; t < 1440; t++)
    used += site->load_kw[t] + made->stores[0].power_kw[t];
  g_assert_cmpfloat_with_epsilon (outcome.bill->total, used * 0.3 - 2.0 * 1440 * 0.1, 1e-6);
  g_assert_cmpfloat_with_epsilon (outcome.correction, (0.3 - 0.1) * 2.0 * 1440, 1e-6);
  gh_tariff_outcome_clear (&outcome);
}

/* Half of January's highest import is paid for in February. */
static void
test_ratchet (void)
{
  g_autoptr (GhStudy) study = new_study (
      "load 1; tariff.demand_charges.0.price_per_kw 3; "
      "tariff.demand_charges.0.ratchet_share 0.5; tariff.demand_charges.0.earlier_peak_kw 12");
  g_autoptr (GhSite) site = build (study);

  g_assert_cmpuint (site->demand_charge_count, ==, 2);
  g_assert_cmpfloat (site->demand_charges[0].floor_kw, ==, 6.0);
  g_assert_cmpfloat (site->demand_charges[1].floor_kw, ==, 6.0);
  g_assert_cmpint (site->demand_charges[0].applies[743], ==, 1);
  g_assert_cmpint (site->demand_charges[0].applies[744], ==, 0);
  g_assert_cmpint (site->demand_charges[1].applies[744], ==, 1);
}

static void
test_minimum (void)
{
  g_autoptr (GhStudy) study = new_study ("load 1; tariff.minimum_per_month 1000");
  g_autoptr (GhSite) site = build (study);
  GhTariffOutcome outcome;
  g_autoptr (GhPlan) made = plan (study, site, GH_STRATEGY_SMART, &outcome);

  g_assert_cmpuint (outcome.rounds, ==, 1);
  double used = 0.0;
  for (gsize t = 0; t < 1440; t++)
    used += made->grid_kw[t];
  g_assert_cmpfloat_with_epsilon (outcome.bill->total, 2000.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (outcome.correction, 2000.0 - used * 0.3, 1e-6);
  gh_tariff_outcome_clear (&outcome);
}

/* Feed-in rules that let a share of the panels' power through. */
static void
test_export_limit (void)
{
  g_autoptr (GhStudy) study
      = new_study ("solar.0.peak_kw 10; solar.1.peak_kw 5; weather.clear_sky 1; "
                   "connection.export_limit_share 0.6; connection.export_limit_kw 20");
  g_autoptr (GhSite) site = build (study);

  g_assert_cmpfloat_with_epsilon (site->export_limit_kw, 9.0, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tariff-plan/sums-are-the-bill", test_sums_are_the_bill);
  g_test_add_func ("/tariff-plan/tiers", test_tiers);
  g_test_add_func ("/tariff-plan/plans-heed-the-tier", test_plans_heed_the_tier);
  g_test_add_func ("/tariff-plan/net-metering", test_net_metering);
  g_test_add_func ("/tariff-plan/buy-all", test_buy_all);
  g_test_add_func ("/tariff-plan/ratchet", test_ratchet);
  g_test_add_func ("/tariff-plan/minimum", test_minimum);
  g_test_add_func ("/tariff-plan/export-limit", test_export_limit);
  return g_test_run ();
}
