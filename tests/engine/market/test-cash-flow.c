/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/cash-flow.h"

#include <glib.h>
#include <math.h>

#define LONGEST 128

typedef struct
{
  const char *name;
  double flows[12];
  gsize count;
  GhRateStatus status;
  double rate;
  double tolerance;
} RateCase;

/* The first six: the tests of numpy-financial. Then roots known by construction:
 * (1 - 1.1 v)^2, (1 - 1.1 v)(1 - 1.2 v), (1 - v)^2, (1 - v)(1 - 1.5 v), (1 - 1.1 v)^3,
 * (1 - 0.5 v)(1 - 2 v), 1 - 1000.5 v, 1 - 1001.5 v, 1 - 0.002 v, 1 - 0.0005 v. */
static const RateCase rate_cases[] = {
  { "five-years",
    { -150000, 15000, 25000, 35000, 45000, 60000 },
    6,
    GH_RATE_FOUND,
    .05243288885,
    1e-10 },
  { "four-years", { -100, 39, 59, 55, 20 }, 5, GH_RATE_FOUND, .28095, 5e-6 },
  { "negative-rate", { -100, 0, 0, 74 }, 4, GH_RATE_FOUND, -.0955, 5e-5 },
  { "changing-signs", { -5, 10.5, 1, -8, 1 }, 5, GH_RATE_SEVERAL, .0886, 5e-5 },
  { "only-income", { 1, 2, 3 }, 3, GH_RATE_NONE, NAN, 0 },
  { "only-cost", { -1, -2, -3 }, 3, GH_RATE_NONE, NAN, 0 },
  { "touching-zero", { 1, -2.2, 1.21 }, 3, GH_RATE_FOUND, .1, 1e-6 },
  { "two-rates", { 1, -2.3, 1.32 }, 3, GH_RATE_SEVERAL, .1, 1e-12 },
  { "touching-at-rate-zero", { 1, -2, 1 }, 3, GH_RATE_FOUND, 0, 1e-6 },
  { "crossing-at-rate-zero", { -3, 1, 1, 1 }, 4, GH_RATE_FOUND, 0, 1e-15 },
  { "zero-and-a-half", { 1, -2.5, 1.5 }, 3, GH_RATE_SEVERAL, 0, 1e-12 },
  { "triple", { 1, -3.3, 3.63, -1.331 }, 4, GH_RATE_FOUND, .1, 1e-4 },
  { "on-both-sides", { 1, -2.5, 1 }, 3, GH_RATE_SEVERAL, -.5, 1e-12 },
  { "never-zero", { 1, -1, 1 }, 3, GH_RATE_NONE, NAN, 0 },
  { "highest", { -1, 1000.5 }, 2, GH_RATE_FOUND, 999.5, 1e-6 },
  { "too-high", { -1, 1001.5 }, 2, GH_RATE_NONE, NAN, 0 },
  { "lowest", { -1, .002 }, 2, GH_RATE_FOUND, -.998, 1e-12 },
  { "too-low", { -1, .0005 }, 2, GH_RATE_NONE, NAN, 0 },
  { "zeros-around", { 0, 0, -100, 110, 0, 0 }, 6, GH_RATE_FOUND, .1, 1e-12 },
  { "nothing", { 0 }, 0, GH_RATE_NONE, NAN, 0 },
  { "all-zero", { 0, 0, 0 }, 3, GH_RATE_NONE, NAN, 0 },
  { "not-finite", { -1, INFINITY, 3 }, 3, GH_RATE_NONE, NAN, 0 },
};

static void
assert_close (double value, double expected, double tolerance)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat_with_epsilon (value, expected, tolerance + 1e-300);
}

static void
test_rate (gconstpointer data)
{
  const RateCase *at = data;
  double rate;

  g_assert_cmpint (gh_internal_rate_of_return (at->flows, at->count, &rate), ==, at->status);
  assert_close (rate, at->rate, at->tolerance);
}

/* The yearly payment that pays back 1 (0.149029489 for 8 % and 10 years). */
static double
annuity_payment (double rate, int years)
{
  return rate / (1.0 - pow (1.0 + rate, -years));
}

/* An investment with 100 equal payments: powers of 1/v far beyond the range of a double. */
static void
test_rate_long_life (void)
{
  double flows[LONGEST] = { -1000.0 };
  double rate;

  for (int i = 1; i < LONGEST; i++)
    flows[i] = 1000.0 * annuity_payment (0.07, LONGEST - 1);
  g_assert_cmpint (gh_internal_rate_of_return (flows, LONGEST, &rate), ==, GH_RATE_FOUND);
  assert_close (rate, 0.07, 1e-12);
  for (int i = 1; i < LONGEST; i++)
    flows[i] = i % 2 == 0 ? 30.0 : -20.0;
  gh_internal_rate_of_return (flows, LONGEST, &rate);
  g_assert_true (isnan (rate) || fabs (gh_net_present_value (rate, flows, LONGEST)) < 1e-6);
}

/* As many rates as a random product of known factors has, and the nearest to zero of them. */
static void
test_rate_counts_known_roots (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240917);

  for (int round = 0; round < 500; round++)
    {
      double flows[8] = { 1.0 }, nearest = INFINITY, rate;
      int roots = g_rand_int_range (rand, 0, 6);
      for (int k = 0; k < roots; k++)
        {
          /* At least 0.04 apart. */
          double root = -0.4 + 0.2 * k + g_rand_double_range (rand, 0.0, 0.16);
          nearest = fabs (root) < fabs (nearest) ? root : nearest;
          for (int i = k + 1; i > 0; i--)
            flows[i] -= (1.0 + root) * flows[i - 1];
        }
      GhRateStatus status = gh_internal_rate_of_return (flows, 8, &rate);
      g_assert_cmpint (status, ==,
                       roots == 0   ? GH_RATE_NONE
                       : roots == 1 ? GH_RATE_FOUND
                                    : GH_RATE_SEVERAL);
      assert_close (rate, roots == 0 ? NAN : nearest, 1e-8);
    }
}

static void
test_rate_names (void)
{
  g_assert_cmpstr (gh_irr_status_name (GH_RATE_FOUND), ==, "found");
  g_assert_cmpstr (gh_irr_status_name (GH_RATE_NONE), ==, "none");
  g_assert_cmpstr (gh_irr_status_name (GH_RATE_SEVERAL), ==, "several");
}

static void
test_net_present_value (void)
{
  const double flows[] = { -15000, 1500, 2500, 3500, 4500, 6000 };

  assert_close (gh_net_present_value (0.05, flows, 6), 122.894854951, 1e-9);
  assert_close (gh_net_present_value (0.0, flows, 6), 3000.0, 0.0);
  assert_close (gh_net_present_value (0.05, flows, 0), 0.0, 0.0);
  assert_close (gh_net_present_value (0.05, flows, 1), -15000.0, 0.0);
  assert_close (gh_net_present_value (-1.0, flows, 6), NAN, 0.0);
}

typedef struct
{
  const char *name;
  double rate;
  double flows[8];
  gsize count;
  double years;
} PaybackCase;

static const PaybackCase payback_cases[] = {
  { "discounted", 0.08, { -1000, 300, 300, 300, 300, 300 }, 6, 4.031159 },
  { "plain", 0.0, { -1000, 300, 300, 300, 300, 300 }, 6, 3.0 + 1.0 / 3.0 },
  { "at-a-year-end", 0.0, { -900, 300, 300, 300 }, 4, 3.0 },
  { "never", 0.0, { -1000, 300, 300 }, 3, NAN },
  { "too-late-when-discounted", 0.2, { -1000, 300, 300, 300, 300 }, 5, NAN },
  { "first-crossing-counts", 0.0, { -100, 200, -300, 10 }, 4, 0.5 },
  { "nothing-invested", 0.0, { 0, 50, 50 }, 3, 0.0 },
  { "nothing-at-all", 0.0, { 0, 0 }, 2, 0.0 },
  { "loses-later", 0.0, { 0, -50, -50 }, 3, NAN },
  { "late-investment", 0.0, { 0, -50, 100 }, 3, 1.5 },
  { "no-flows", 0.0, { 0 }, 0, 0.0 },
};

static void
test_payback (gconstpointer data)
{
  const PaybackCase *at = data;

  assert_close (gh_discounted_payback_years (at->rate, at->flows, at->count), at->years, 5e-7);
  if (at->rate == 0.0)
    assert_close (gh_payback_years (at->flows, at->count), at->years, 1e-12);
}

static const GhCashFlowTerms full_terms = {
  .first = { .avoided_import = 500, .added_export = 120, .added_charging = 80, .wear = 60 },
  .last = { .avoided_import = 440, .added_export = 90, .added_charging = 100, .wear = 50 },
  .capex = 3200,
  .maintenance_per_year = 45,
  .salvage = 300,
  .discount_rate = 0.04,
  .price_growth = 0.02,
  .export_price_growth = -0.01,
  .lifetime_years = 10,
};

/* The formula written out once more, term by term. */
static double
present_value_by_terms (const GhCashFlowTerms *terms)
{
  int last = terms->lifetime_years;
  double value = -terms->capex;

  for (int t = 1; t <= last; t++)
    {
      double share = last > 1 ? (t - 1) / (last - 1.0) : 0.0, keep = 1.0 - share;
      const GhCashFlowYear *a = &terms->first, *b = &terms->last;
      double g = pow (1.0 + terms->price_growth, t - 1);
      double ge = pow (1.0 + terms->export_price_growth, t - 1);
      double revenue = (keep * a->avoided_import + share * b->avoided_import) * g
                       + (keep * a->added_export + share * b->added_export) * ge;
      double cost = (keep * a->added_charging + share * b->added_charging) * g
                    + terms->maintenance_per_year;
      double wear = keep * a->wear + share * b->wear;
      value += (revenue - cost - wear) / pow (1.0 + terms->discount_rate, t);
    }
  return value + terms->salvage / pow (1.0 + terms->discount_rate, last);
}

static void
test_study_formula (void)
{
  for (int years = 1; years <= 25; years += 3)
    {
      GhCashFlowTerms terms = full_terms;
      double sum = 0.0;
      terms.lifetime_years = years;
      g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);
      g_assert_cmpuint (flow->years->len, ==, (guint) years + 1);
      for (guint i = 0; i < flow->years->len; i++)
        sum += g_array_index (flow->years, GhCashFlowRow, i).discounted;
      assert_close (flow->npv, present_value_by_terms (&terms), 1e-9);
      assert_close (flow->npv, sum, 1e-9);
    }
}

static void
test_study_years (void)
{
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&full_terms);
  const GhCashFlowRow *rows = (const GhCashFlowRow *) (const void *) flow->years->data;

  g_assert_cmpint (rows[0].year, ==, 0);
  assert_close (rows[0].revenue, 0.0, 0.0);
  assert_close (rows[0].cost, 3200.0, 0.0);
  assert_close (rows[0].degradation, 0.0, 0.0);
  assert_close (rows[0].discounted, -3200.0, 0.0);
  assert_close (rows[1].revenue, 620.0, 1e-12);
  assert_close (rows[1].cost, 125.0, 1e-12);
  assert_close (rows[1].degradation, 60.0, 1e-12);
  assert_close (rows[1].discounted, (620.0 - 125.0 - 60.0) / 1.04, 1e-12);
  assert_close (rows[9].salvage, 0.0, 0.0);
  g_assert_cmpint (rows[10].year, ==, 10);
  assert_close (rows[10].revenue, 440.0 * pow (1.02, 9) + 90.0 * pow (0.99, 9), 1e-9);
  assert_close (rows[10].cost, 100.0 * pow (1.02, 9) + 45.0, 1e-9);
  assert_close (rows[10].degradation, 50.0, 1e-12);
  assert_close (rows[10].salvage, 300.0, 0.0);
}

/* The rate of return makes the same flows worth nothing. */
static void
test_study_rate (void)
{
  GhCashFlowTerms terms = full_terms;
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);

  g_assert_cmpint (flow->irr_status, ==, GH_RATE_FOUND);
  terms.discount_rate = flow->irr;
  g_autoptr (GhCashFlow) at_rate = gh_cash_flow_new (&terms);
  assert_close (at_rate->npv, 0.0, 1e-8);
  assert_close (at_rate->discounted_payback_years, 10.0, 1e-6);
  g_assert_cmpfloat (flow->payback_years, <, flow->discounted_payback_years);
}

static void
test_study_level_flows (void)
{
  const GhCashFlowYear year = { .avoided_import = 300 };
  const GhCashFlowTerms terms
      = { .first = year, .last = year, .capex = 1000, .discount_rate = 0.08, .lifetime_years = 10 };
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);

  assert_close (flow->npv, 300.0 / annuity_payment (0.08, 10) - 1000.0, 1e-9);
  assert_close (flow->discounted_payback_years, 4.031159, 5e-7);
  assert_close (flow->payback_years, 3.0 + 1.0 / 3.0, 1e-12);
}

static void
test_study_without_effect (void)
{
  GhCashFlowTerms terms = { .capex = 1234.56, .discount_rate = 0.05, .lifetime_years = 15 };
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);

  g_assert_true (flow->npv == -1234.56);
  g_assert_cmpint (flow->irr_status, ==, GH_RATE_NONE);
  assert_close (flow->irr, NAN, 0.0);
  assert_close (flow->payback_years, NAN, 0.0);
  terms.capex = 0.0;
  g_autoptr (GhCashFlow) empty = gh_cash_flow_new (&terms);
  g_assert_true (empty->npv == 0.0 && !signbit (empty->npv));
  assert_close (empty->payback_years, 0.0, 0.0);
}

/* Several rates mean nothing: the study tells none. */
static void
test_study_several_rates (void)
{
  const GhCashFlowTerms terms = { .first = { .avoided_import = 2.3 },
                                  .last = { .avoided_import = -1.32 },
                                  .capex = 1.0,
                                  .lifetime_years = 2 };
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);

  g_assert_cmpint (flow->irr_status, ==, GH_RATE_SEVERAL);
  assert_close (flow->irr, NAN, 0.0);
}

/* Years that lie on the line and grow as the terms say are those of the terms. */
static void
test_years_on_a_line (void)
{
  GhCashFlowYear years[10];
  g_autoptr (GhCashFlow) expected = gh_cash_flow_new (&full_terms);

  for (int i = 0; i < 10; i++)
    {
      double part = i / 9.0, import = pow (1.02, i), export = pow (0.99, i);
      years[i] = (GhCashFlowYear){ .avoided_import = (500.0 - 60.0 * part) * import,
                                   .added_export = (120.0 - 30.0 * part) * export,
                                   .added_charging = (80.0 + 20.0 * part) * import,
                                   .wear = 60.0 - 10.0 * part };
    }
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new_of_years (&full_terms, years);
  g_assert_cmpuint (flow->years->len, ==, 11);
  for (guint i = 0; i < 11; i++)
    {
      const GhCashFlowRow *a = &g_array_index (flow->years, GhCashFlowRow, i);
      const GhCashFlowRow *b = &g_array_index (expected->years, GhCashFlowRow, i);
      g_assert_cmpint (a->year, ==, b->year);
      assert_close (a->revenue, b->revenue, 1e-9);
      assert_close (a->cost, b->cost, 1e-9);
      assert_close (a->degradation, b->degradation, 1e-9);
      assert_close (a->salvage, b->salvage, 0.0);
      assert_close (a->discounted, b->discounted, 1e-9);
    }
  assert_close (flow->npv, expected->npv, 1e-9);
  assert_close (flow->irr, expected->irr, 1e-9);
  assert_close (flow->payback_years, expected->payback_years, 1e-9);
}

/* -100 now; 80 - 30 - 5 - 15 = 30 after a year, 90 + 10 - 20 - 5 + 5 + 24.5 = 104.5 after two, at
 * 10 %: -100 + 27.2727 + 86.3636. Wear below zero is worth money; growth is in the years already.
 */
static void
test_years_by_hand (void)
{
  const GhCashFlowTerms terms = { .capex = 100,
                                  .maintenance_per_year = 5,
                                  .salvage = 24.5,
                                  .discount_rate = 0.1,
                                  .price_growth = 0.5,
                                  .export_price_growth = 0.5,
                                  .lifetime_years = 2 };
  const GhCashFlowYear years[] = { { 80, 0, 30, 15 }, { 90, 10, 20, -5 } };
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new_of_years (&terms, years);

  assert_close (flow->npv, -100.0 + 30.0 / 1.1 + 104.5 / 1.21, 1e-12);
  assert_close (flow->payback_years, 1.0 + 70.0 / 104.5, 1e-12);
}

/* When another car comes: never where it stays, and not where the charger ends as well. */
static void
test_changes (void)
{
  static const struct
  {
    double lease;
    int life;
    int years[8]; /* in which it does, 0 at the end */
  } rows[] = {
    { 3, 15, { 3, 6, 9, 12 } }, { 4, 15, { 4, 8, 12 } }, { 3.5, 15, { 4, 7, 11, 14 } },
    { 15, 15, { 0 } },          { 20, 15, { 0 } },       { 0, 15, { 0 } },
    { 0.5, 2, { 1, 1, 2 } },    { 1, 3, { 1, 2 } },      { 0.7, 2, { 1, 2 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GhCashFlowTerms terms = { .change_cost = 100,
                                      .change_years = rows[i].lease,
                                      .discount_rate = 0.1,
                                      .lifetime_years = rows[i].life };
      g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);
      double worth = 0.0, paid[16] = { 0 };
      for (guint k = 0; rows[i].years[k] > 0; k++)
        {
          worth += 100.0 / pow (1.1, rows[i].years[k]);
          paid[rows[i].years[k]] += 100.0;
        }
      for (guint y = 0; y < flow->years->len; y++)
        assert_close (g_array_index (flow->years, GhCashFlowRow, y).change, paid[y], 1e-12);
      assert_close (flow->npv, -worth, 1e-9);
      assert_close (gh_cash_flow_share_out (flow).changes, -worth, 1e-9);
    }
}

/* With inflation everything but energy gets dearer: an annuity at the rate that is left, for the
 * first year is not dearer yet. */
static void
test_inflation (void)
{
  const GhCashFlowYear year = { .avoided_import = 300, .wear = 40, .served = 25 };
  const GhCashFlowTerms terms = { .first = year,
                                  .last = year,
                                  .capex = 1000,
                                  .grant = 250,
                                  .maintenance_per_year = 10,
                                  .salvage = 60,
                                  .discount_rate = 0.07,
                                  .inflation = 0.03,
                                  .lifetime_years = 12 };
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);
  GhCashFlowShares shares = gh_cash_flow_share_out (flow);
  double left = 1.07 / 1.03 - 1.0, dearer = 1.0 / annuity_payment (left, 12) / 1.03;

  assert_close (shares.earned, 300.0 / annuity_payment (0.07, 12), 1e-9);
  assert_close (shares.wear, -40.0 * dearer, 1e-9);
  assert_close (shares.paid, -10.0 * dearer, 1e-9);
  assert_close (shares.served, 25.0 * dearer, 1e-9);
  assert_close (shares.salvage, 60.0 * pow (1.03, 11) / pow (1.07, 12), 1e-9);
  assert_close (shares.grant, 250.0, 0.0);
  assert_close (shares.invested, -1000.0, 0.0);
  assert_close (flow->npv,
                shares.earned + shares.wear + shares.paid + shares.salvage + shares.grant
                    + shares.served + shares.invested,
                1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rate_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cash-flow/rate/", rate_cases[i].name, NULL);
      g_test_add_data_func (path, &rate_cases[i], test_rate);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (payback_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cash-flow/payback/", payback_cases[i].name, NULL);
      g_test_add_data_func (path, &payback_cases[i], test_payback);
    }
  g_test_add_func ("/cash-flow/rate/long-life", test_rate_long_life);
  g_test_add_func ("/cash-flow/rate/counts-known-roots", test_rate_counts_known_roots);
  g_test_add_func ("/cash-flow/rate/names", test_rate_names);
  g_test_add_func ("/cash-flow/net-present-value", test_net_present_value);
  g_test_add_func ("/cash-flow/study/formula", test_study_formula);
  g_test_add_func ("/cash-flow/study/years", test_study_years);
  g_test_add_func ("/cash-flow/study/rate", test_study_rate);
  g_test_add_func ("/cash-flow/study/level-flows", test_study_level_flows);
  g_test_add_func ("/cash-flow/study/without-effect", test_study_without_effect);
  g_test_add_func ("/cash-flow/study/several-rates", test_study_several_rates);
  g_test_add_func ("/cash-flow/study/changes", test_changes);
  g_test_add_func ("/cash-flow/study/inflation", test_inflation);
  g_test_add_func ("/cash-flow/years/on-a-line", test_years_on_a_line);
  g_test_add_func ("/cash-flow/years/by-hand", test_years_by_hand);
  return g_test_run ();
}
