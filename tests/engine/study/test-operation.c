/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/operation.h"

#include <math.h>
#include <string.h>

#include "market-study.h"
#include "study/operation-answer.h"
#include "study/site-builder.h"

typedef struct
{
  GhStudy *study;
  GhComparison *comparison;
  GhBracket *bracket;
} Fixture;

static void
begin (Fixture *fixture, guint64 seed, const char *edits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFindings) findings = gh_findings_new ();

  fixture->study = new_market_study (seed, edits);
  g_autoptr (GhSite) site = gh_site_build (fixture->study, NULL, &error);
  g_assert_no_error (error);
  fixture->comparison
      = gh_household_compare (fixture->study, site, GH_BATTERY_IGNORE, findings, NULL, &error);
  g_assert_no_error (error);
  fixture->bracket = gh_bracket_compute (fixture->study, fixture->comparison, NULL, &error);
  g_assert_no_error (error);
}

static void
end (Fixture *fixture)
{
  gh_bracket_free (fixture->bracket);
  gh_comparison_free (fixture->comparison);
  gh_study_free (fixture->study);
}

static double
cost (const GhPlanSummary *summary)
{
  return gh_plan_summary_get_bill (summary) + summary->cost_wear;
}

/* Savings, shares and cash flows are what the runs come to. */
static void
test_money (void)
{
  Fixture fixture;

  begin (&fixture, 2,
         "finance.capex.v2h 500; finance.capex.v2g 700; finance.solar_degradation 0; "
         "finance.lifetime_years 10; finance.discount_rate 0");
  const GhOperationResult *rolling = fixture.bracket->results[GH_OPERATION_ROLLING];
  const GhStrategyResult *perfect = fixture.comparison->results;
  double per_year = GH_DAYS_PER_YEAR / MARKET_DAYS;

  for (GhStrategy s = GH_STRATEGY_V2H; s < GH_COMPARED_STRATEGIES; s++)
    {
      double smart = cost (&rolling[GH_STRATEGY_SMART].summary);
      double promised = cost (&perfect[GH_STRATEGY_SMART].summary) - cost (&perfect[s].summary);
      double came_true = smart - cost (&rolling[s].summary);
      double capex = s == GH_STRATEGY_V2H ? 500.0 : 700.0;
      g_assert_cmpfloat_with_epsilon (gh_bracket_get_capture_ratio (fixture.comparison,
                                                                    fixture.bracket,
                                                                    GH_OPERATION_ROLLING, s),
                                      came_true / promised, 1e-9);
      g_assert_cmpfloat (came_true, >, 0.0);
      g_assert_cmpfloat_with_epsilon (
          gh_bracket_get_saving (fixture.comparison, fixture.bracket, GH_OPERATION_ROLLING, s),
          (gh_plan_summary_get_bill (&rolling[GH_STRATEGY_SMART].summary)
           - gh_plan_summary_get_bill (&rolling[s].summary))
              * per_year,
          1e-9);
      g_assert_cmpfloat_with_epsilon (gh_bracket_get_cash_flow (fixture.comparison, fixture.bracket,
                                                                GH_OPERATION_ROLLING, s,
                                                                GH_STRATEGY_SMART)
                                          ->npv,
                                      10.0 * came_true * per_year - capex, 1e-6);
      g_assert_true (gh_bracket_get_cash_flow (fixture.comparison, fixture.bracket,
                                               GH_OPERATION_PERFECT, s, GH_STRATEGY_SMART)
                     == perfect[s].against_smart);
    }
  g_assert_true (isnan (gh_bracket_get_capture_ratio (
      fixture.comparison, fixture.bracket, GH_OPERATION_ROLLING, GH_STRATEGY_UNMANAGED)));
  g_assert_nonnull (strstr (fixture.bracket->answer, "With forecasts as in practice"));
  end (&fixture);
}

/* By what plans are to be multiplied: 1 where that is not known, and the same whether only two are
 * run or all. */
static void
test_share (void)
{
  static const struct
  {
    GhStrategy strategy, base;
  } cases[] = { { GH_STRATEGY_V2H, GH_STRATEGY_SMART },
                { GH_STRATEGY_SMART, GH_STRATEGY_UNMANAGED },
                { GH_STRATEGY_V2G, GH_STRATEGY_UNMANAGED } };
  Fixture fixture;

  begin (&fixture, 2, "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GhStrategy strategy = cases[i].strategy, base = cases[i].base;
      const GhOperationResult *rolling = fixture.bracket->results[GH_OPERATION_ROLLING];
      double promised = cost (&fixture.comparison->results[base].summary)
                        - cost (&fixture.comparison->results[strategy].summary);
      double expected
          = (cost (&rolling[base].summary) - cost (&rolling[strategy].summary)) / promised;
      double share = 0.0;
      g_autoptr (GError) error = NULL;
      g_assert_cmpfloat_with_epsilon (
          gh_bracket_get_share (fixture.comparison, fixture.bracket, strategy, base), expected,
          1e-9);
      g_assert_true (gh_operation_measure_share (fixture.study, fixture.comparison, strategy, base,
                                                 &share, NULL, &error));
      g_assert_cmpfloat_with_epsilon (share, expected, 1e-9);
      g_assert_cmpfloat (gh_bracket_get_share (fixture.comparison, NULL, strategy, base), ==, 1.0);
    }
  g_assert_cmpfloat (
      gh_bracket_get_share (fixture.comparison, fixture.bracket, GH_STRATEGY_V2H, GH_STRATEGY_V2H),
      ==, 1.0);
  end (&fixture);
}

/* Where the baseline suffers more from not knowing than the strategy, or the strategy so much that
 * nothing is left, the ratio is no share: it is said, and what it multiplies stays within 0 and 1.
 */
static void
test_no_share (void)
{
  static const struct
  {
    double more; /* that smart charging from forecasts costs */
    GhCaptureKind kind;
    double counted;
    const char *told;
  } cases[] = { { 1e4, GH_CAPTURE_ABOVE, 1.0, "Forecasts cost “Smart” more than “V2H (house)”: " },
                { -1e4, GH_CAPTURE_BELOW, 0.0, "“V2H (house)” costs more than “Smart”" } };
  Fixture fixture;

  begin (&fixture, 2, "");
  g_assert_null (
      gh_operation_describe_capture (fixture.comparison, fixture.bracket, GH_STRATEGY_V2H));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GhPlanSummary *smart
          = &fixture.bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_SMART].summary;
      smart->cost_import += cases[i].more;
      double ratio = gh_bracket_get_capture_ratio (fixture.comparison, fixture.bracket,
                                                   GH_OPERATION_ROLLING, GH_STRATEGY_V2H);
      g_autofree char *told
          = gh_operation_describe_capture (fixture.comparison, fixture.bracket, GH_STRATEGY_V2H);
      smart->cost_import -= cases[i].more;
      g_assert_cmpint (gh_capture_get_kind (ratio), ==, cases[i].kind);
      g_assert_cmpfloat (gh_capture_get_counted (ratio), ==, cases[i].counted);
      g_assert_nonnull (strstr (told, cases[i].told));
    }
  end (&fixture);
}

/* What rounds to a whole share is one; what was not promised cannot come true. */
static void
test_kinds (void)
{
  static const struct
  {
    double ratio;
    GhCaptureKind kind;
    double counted;
  } cases[] = { { NAN, GH_CAPTURE_NONE, 1.0 },     { 0.97, GH_CAPTURE_SHARE, 0.97 },
                { 1.004, GH_CAPTURE_SHARE, 1.0 },  { 1.006, GH_CAPTURE_ABOVE, 1.0 },
                { -0.004, GH_CAPTURE_SHARE, 0.0 }, { -0.006, GH_CAPTURE_BELOW, 0.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (gh_capture_get_kind (cases[i].ratio), ==, cases[i].kind);
      g_assert_cmpfloat (gh_capture_get_counted (cases[i].ratio), ==, cases[i].counted);
    }
}

/* Without surprises unmanaged charging does what it always does; a wall battery takes the surplus
 * of the sun and gives it to the house. */
static void
test_unmanaged (void)
{
  static const char *const edits[]
      = { "", "batteries.0.name Wall; batteries.0.battery_kwh 8; batteries.0.charger.charge_kw 3; "
              "batteries.0.charger.discharge_kw 3" };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
      {
        Fixture fixture;
        begin (&fixture, 3, edits[i]);
        const GhPlan *plan = fixture.bracket->results[mode][GH_STRATEGY_UNMANAGED].run.plan;
        const GhPlan *usual = fixture.comparison->results[GH_STRATEGY_UNMANAGED].plan;
        g_assert_cmpuint (plan->store_count, ==, i + 1);
        for (guint s = 0; s < plan->store_count; s++)
          for (gsize t = 0; t < plan->count; t++)
            g_assert_cmpfloat_with_epsilon (plan->stores[s].power_kw[t],
                                            usual->stores[s].power_kw[t], 1e-6);
        end (&fixture);
      }
}

/* All threads together come to what one does. */
static void
test_threads (void)
{
  Fixture fixture;

  begin (&fixture, 4, "operation.plug_in_probability 0.8");
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      GhOperationResult alone;
      g_autoptr (GError) error = NULL;
      gh_operation_run (fixture.study, gh_comparison_get_planned (fixture.comparison, s),
                        fixture.comparison->results[s].plan, s, GH_OPERATION_ROLLING,
                        fixture.comparison->has_equal_ends, &alone, NULL, &error);
      g_assert_no_error (error);
      const GhPlan *plan = fixture.bracket->results[GH_OPERATION_ROLLING][s].run.plan;
      g_assert_cmpmem (plan->grid_kw, plan->count * sizeof (double), alone.run.plan->grid_kw,
                       plan->count * sizeof (double));
      gh_operation_result_clear (&alone);
    }
  end (&fixture);
}

/* With demand charges and tiers the exact bill counts, of what was done. */
static void
test_bill (void)
{
  Fixture fixture;

  begin (&fixture, 5, "tariff.demand_per_kw_month 10; tariff.minimum_per_month 5");
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhOperationResult *result = &fixture.bracket->results[GH_OPERATION_ROLLING][s];
      g_autoptr (GhBill) bill
          = gh_tariff_bill_plan (fixture.study, result->run.site, result->run.plan, NULL);
      g_assert_cmpfloat_with_epsilon (gh_plan_summary_get_bill (&result->summary),
                                      bill->total + result->summary.cost_away, 1e-6);
    }
  end (&fixture);
}

/* A rule that is far better must be told; one that is not, not. */
static void
test_explain (void)
{
  Fixture fixture;
  g_autoptr (GhFindings) none = gh_findings_new ();
  g_autoptr (GhFindings) told = gh_findings_new ();

  begin (&fixture, 6, "");
  gh_bracket_explain (fixture.study, fixture.comparison, fixture.bracket, none);
  g_assert_cmpuint (gh_findings_get_count (none), ==, 0);
  fixture.bracket->results[GH_OPERATION_RULE][GH_STRATEGY_V2H].summary.cost_import -= 200.0;
  gh_bracket_explain (fixture.study, fixture.comparison, fixture.bracket, told);
  g_assert_cmpuint (gh_findings_get_count (told), ==, 1);
  g_assert_cmpstr (gh_findings_get (told, 0)->path, ==, "$.operation");
  end (&fixture);
}

static void
test_surprises_are_told (void)
{
  Fixture fixture;

  begin (&fixture, 7, "operation.plug_in_probability 0.5");
  g_autofree char *text = gh_operation_describe_surprises (
      &fixture.bracket->results[GH_OPERATION_ROLLING][GH_STRATEGY_V2H]);
  g_assert_nonnull (text);
  end (&fixture);
}

/* The wear of a leased car is the lessor's, run from day to day as well. */
static void
test_lease (void)
{
  static const struct
  {
    const char *edits;
    gboolean bears;
  } rows[]
      = { { "vehicles.0.wear_per_kwh 0.02; finance.lease.years 3; finance.lease.wear 1", TRUE },
          { "vehicles.0.wear_per_kwh 0.02; finance.lease.years 3; finance.lease.wear 0", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture fixture;
      double worn = 0.0;
      begin (&fixture, 2, rows[i].edits);
      for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
        {
          const GArray *years
              = fixture.bracket->results[mode][GH_STRATEGY_V2H].against_smart->years;
          for (guint year = 1; year < years->len; year++)
            worn += fabs (g_array_index (years, GhCashFlowRow, year).degradation);
        }
      g_assert_cmpint (worn > 0.0, ==, rows[i].bears);
      end (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operation/money", test_money);
  g_test_add_func ("/operation/share", test_share);
  g_test_add_func ("/operation/no-share", test_no_share);
  g_test_add_func ("/operation/kinds", test_kinds);
  g_test_add_func ("/operation/unmanaged", test_unmanaged);
  g_test_add_func ("/operation/threads", test_threads);
  g_test_add_func ("/operation/bill", test_bill);
  g_test_add_func ("/operation/explain", test_explain);
  g_test_add_func ("/operation/surprises", test_surprises_are_told);
  g_test_add_func ("/operation/lease", test_lease);
  return g_test_run ();
}
