/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "results.h"

#include <math.h>

#include "two-price-study.h"

static void
take_first (GhResults *results, gpointer data)
{
  *(GhResults **) data = results;
}

static GhResults *
compute (const char *edits, GhResults **first)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GError) error = NULL;
  GhResults *results;

  *first = NULL;
  results = gh_results_compute (study, take_first, first, NULL, &error);
  g_assert_no_error (error);
  return results;
}

/* A convex study is planned once; any other has a first picture whose bill is near the exact one.
 */
static void
test_first_picture (void)
{
  GhResults *first;
  g_autoptr (GhResults) convex = compute ("", &first);

  g_assert_null (first);
  g_assert_false (gh_results_is_provisional (convex));
  g_autoptr (GhResults) exact = compute ("vehicles.0.charger.standby_w 5", &first);
  g_assert_nonnull (first);
  g_assert_true (gh_results_is_provisional (first));
  g_assert_false (gh_results_is_provisional (exact));
  double near = gh_results_get_strategy (first, GH_STRATEGY_V2H)->bill_per_year;
  double bill = gh_results_get_strategy (exact, GH_STRATEGY_V2H)->bill_per_year;
  g_assert_cmpfloat (fabs (near - bill), <=, 0.05 * bill);
  g_assert_cmpfloat (near, !=, bill);
  gh_results_unref (first);
}

/* Every quantity is what the plan has, the state of charge as a fraction. */
static void
test_series (void)
{
  GhResults *first;
  g_autoptr (GhResults) results = compute ("", &first);
  const GhSite *site = gh_results_get_site (results);

  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhPlan *plan = gh_results_get_strategy (results, s)->plan;
#define AT(quantity) gh_series_get_values (gh_results_get_series (results, s, quantity))[t]
      for (gsize t = 0; t < plan->count; t++)
        {
          g_assert_cmpfloat_with_epsilon (AT (GH_QUANTITY_SOC),
                                          plan->stores[0].energy_kwh[t] / 60.0, 1e-12);
          g_assert_cmpfloat_with_epsilon (
              AT (GH_QUANTITY_GRID),
              AT (GH_QUANTITY_LOAD) + AT (GH_QUANTITY_CAR) - AT (GH_QUANTITY_SOLAR), 1e-9);
          g_assert_cmpfloat (AT (GH_QUANTITY_IMPORT_PRICE), ==, site->import_price[t]);
          g_assert_cmpfloat (AT (GH_QUANTITY_EXPORT_PRICE), ==, site->export_price[t]);
          g_assert_true (s == GH_STRATEGY_UNMANAGED || isfinite (AT (GH_QUANTITY_VALUE)));
        }
#undef AT
      g_assert_true (gh_results_get_series (results, s, GH_QUANTITY_SOC)
                     == gh_results_get_series (results, s, GH_QUANTITY_SOC));
    }
}

/* The best is what the present value says; dear chargers leave smart charging. */
static void
test_best (void)
{
  GhResults *first;
  g_autoptr (GhResults) cheap = compute ("finance.capex.v2h 1000; finance.capex.v2g 1200", &first);
  g_autoptr (GhResults) dear = compute ("finance.capex.v2h 20000; finance.capex.v2g 20000", &first);

  g_assert_cmpint (gh_results_find_best (cheap), ==, GH_STRATEGY_V2H);
  g_assert_cmpint (gh_results_find_best (dear), ==, GH_STRATEGY_SMART);
}

/* A house that uses more than its connection carries: unmanaged charging makes it worse and has no
 * plan, so that there is no comparison but results that say so. */
static void
test_incomplete (void)
{
  GhResults *first;
  g_autoptr (GhResults) results = compute ("connection.import_limit_kw 0.5", &first);

  g_assert_null (first);
  g_assert_false (gh_results_is_complete (results));
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhPlan *plan = gh_results_get_strategy (results, s)->plan;
      double soc = gh_series_get_values (gh_results_get_series (results, s, GH_QUANTITY_SOC))[0];
      g_assert_cmpint (isnan (soc), ==, plan->status == GH_PLAN_INFEASIBLE);
      g_assert_cmpint (plan->reason.code, !=, GH_REASON_NONE);
    }
}

/* January from its eighth day to April: the sums are those of the period, and the bill is the
 * comparison's. */
static void
test_months (void)
{
  GhResults *first;
  g_autoptr (GhResults) results
      = compute ("period.steps 2400; tariff.import_price 0.3; tariff.fixed_per_day 0.5; "
                 "emissions.marginal_g_per_kwh 500; vehicles.0.trips.0.days mon-fri; "
                 "vehicles.0.trips.0.leave 07:30; vehicles.0.trips.0.return 17:45; "
                 "vehicles.0.trips.0.distance_km 40",
                 &first);
  const GArray *months = gh_results_get_months (results);
  double per_year = 365.25 / 100.0;

  g_assert_cmpuint (months->len, ==, 4);
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhStrategyResult *result = gh_results_get_strategy (results, s);
      const GhPlanSummary *sums = gh_results_get_month_sums (results, s);
      double bill = 0.0, imported = 0.0, cycles = 0.0, marginal = 0.0;
      for (guint m = 0; m < months->len; m++)
        {
          bill += gh_plan_summary_get_bill (&sums[m]);
          imported += sums[m].import_kwh;
          cycles += sums[m].full_cycles[0];
          marginal += sums[m].emissions_kg[GH_RATE_SHORT_RUN];
          g_assert_cmpfloat (sums[m].full_cycles[0], >, 0.0);
        }
      g_assert_cmpfloat_with_epsilon (bill * per_year, result->bill_per_year, 1e-6);
      g_assert_cmpfloat_with_epsilon (imported, result->summary.import_kwh, 1e-6);
      g_assert_cmpfloat_with_epsilon (cycles, result->summary.full_cycles[0], 1e-9);
      g_assert_cmpfloat_with_epsilon (marginal, result->summary.emissions_kg[GH_RATE_SHORT_RUN],
                                      1e-6);
      g_assert_true (gh_results_get_month_sums (results, s) == sums);
    }
}

/* The dashboard is there where the cells are known, whether plans heed them or not, and says what
 * the chart says. */
static void
test_battery (void)
{
  static const char *const edits[]
      = { "vehicles.0.cell lfp-250ah", "vehicles.0.cell lfp-250ah; vehicles.0.pack.soh 0.9" };
  GhBatteryMoment moment;
  GhResults *first;

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GhResults) results = compute (edits[i], &first);
      g_clear_pointer (&first, gh_results_unref);
      for (gsize t = 0; t < 24; t++)
        {
          const GhSeries *soc = gh_results_get_series (results, GH_STRATEGY_V2H, GH_QUANTITY_SOC);
          g_assert_true (gh_results_read_battery (results, GH_STRATEGY_V2H, t, &moment));
          g_assert_cmpfloat_with_epsilon (moment.soc, gh_series_get_values (soc)[t], 1e-12);
          g_assert_cmpfloat_with_epsilon (moment.soh, i == 0 ? 1.0 : 0.9, 1e-12);
          g_assert_cmpfloat (moment.powers[3].seconds, ==, 3600.0);
          g_assert_cmpfloat (moment.powers[0].discharge_kw, >, 11.0);
        }
    }
  g_autoptr (GhResults) unknown = compute ("vehicles.0.cell gel", &first);
  g_autoptr (GhResults) none = compute ("", &first);
  g_autoptr (GhResults) infeasible
      = compute ("vehicles.0.cell lfp-250ah; connection.import_limit_kw 0.5", &first);
  g_assert_false (gh_results_read_battery (unknown, GH_STRATEGY_V2H, 0, &moment));
  g_assert_false (gh_results_read_battery (none, GH_STRATEGY_V2H, 0, &moment));
  g_assert_cmpint (gh_results_get_strategy (infeasible, GH_STRATEGY_UNMANAGED)->plan->status, ==,
                   GH_PLAN_INFEASIBLE);
  g_assert_false (gh_results_read_battery (infeasible, GH_STRATEGY_UNMANAGED, 0, &moment));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/results/first-picture", test_first_picture);
  g_test_add_func ("/results/series", test_series);
  g_test_add_func ("/results/best", test_best);
  g_test_add_func ("/results/months", test_months);
  g_test_add_func ("/results/incomplete", test_incomplete);
  g_test_add_func ("/results/battery", test_battery);
  return g_test_run ();
}
