/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/investment.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "edit-study.h"

static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = new_good_study ();

  edit_study (study, "finance.lifetime_years 10");
  edit_study (study, edits);
  return study;
}

/* What 1190 is, in each way that a price can be meant. */
static void
test_paid (void)
{
  static const struct
  {
    const char *edits;
    double paid;
  } rows[] = {
    { "", 1190.0 },
    { "finance.vat_rate 0.19", 1190.0 },
    { "finance.vat_rate 0.19; finance.vat_reclaimed 1", 1000.0 },
    { "finance.vat_rate 0.19; finance.capex_vat 1", 1416.1 },
    { "finance.vat_rate 0.19; finance.capex_vat 1; finance.vat_reclaimed 1", 1190.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_study (rows[i].edits);
      g_assert_cmpfloat_with_epsilon (gh_finance_get_paid (study->finance, 1190.0), rows[i].paid,
                                      1e-9);
    }
}

/* What is given towards 4000. */
static void
test_grant (void)
{
  static const struct
  {
    const char *edits;
    double both_ways;
    double charging;
  } rows[] = {
    { "", 0, 0 },
    { "finance.grant.amount 600", 600, 0 },
    { "finance.grant.share 0.25", 1000, 0 },
    { "finance.grant.amount 600; finance.grant.share 0.25; finance.grant.scope 1", 1600, 1600 },
    { "finance.grant.share 0.5; finance.grant.most 1500", 1500, 0 },
    { "finance.grant.share 0.5; finance.grant.most 2500", 2000, 0 },
    { "finance.grant.amount 5000; finance.grant.scope 1", 4000, 4000 },
    { "finance.grant.share 1; finance.grant.amount 1", 4000, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_study (rows[i].edits);
      g_assert_cmpfloat_with_epsilon (gh_finance_get_grant (study->finance, 4000.0, TRUE),
                                      rows[i].both_ways, 1e-9);
      g_assert_cmpfloat_with_epsilon (gh_finance_get_grant (study->finance, 4000.0, FALSE),
                                      rows[i].charging, 1e-9);
    }
}

/* Fisher: 1.03 * 1.02 = 1.0506. */
static void
test_rates (void)
{
  static const struct
  {
    const char *edits;
    GhRates expected;
  } rows[] = {
    { "finance.rates 0", { 0.03, 0.01, -0.01, 0.02 } },
    { "finance.rates 1", { 0.0506, 0.0302, 0.0098, 0.02 } },
    { "finance.rates 1; finance.inflation 0", { 0.03, 0.01, -0.01, 0.0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study
          = new_study ("finance.discount_rate 0.03; finance.price_growth 0.01; "
                       "finance.export_price_growth -0.01; finance.inflation 0.02");
      edit_study (study, rows[i].edits);
      GhRates rates = gh_finance_get_rates (study->finance);
      g_assert_cmpfloat_with_epsilon (rates.discount, rows[i].expected.discount, 1e-15);
      g_assert_cmpfloat_with_epsilon (rates.import_growth, rows[i].expected.import_growth, 1e-15);
      g_assert_cmpfloat_with_epsilon (rates.export_growth, rows[i].expected.export_growth, 1e-15);
      g_assert_cmpfloat_with_epsilon (rates.inflation, rows[i].expected.inflation, 1e-15);
    }
}

/* A study that says nothing of all this is counted as ever, to the last digit. */
static void
test_defaults (void)
{
  g_autoptr (GhStudy) study
      = new_study ("finance.discount_rate 0.0123; finance.price_growth 0.0457; "
                   "finance.export_price_growth -0.0891");
  GhRates rates = gh_finance_get_rates (study->finance);

  g_assert_true (rates.discount == 0.0123 && rates.import_growth == 0.0457
                 && rates.export_growth == -0.0891 && rates.inflation == 0.0);
  g_assert_true (gh_finance_get_paid (study->finance, 1234.56) == 1234.56);
  g_assert_true (gh_finance_get_grant (study->finance, 1234.56, TRUE) == 0.0);
  g_assert_true (gh_finance_bears_wear (study->finance));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/investment/paid", test_paid);
  g_test_add_func ("/investment/grant", test_grant);
  g_test_add_func ("/investment/rates", test_rates);
  g_test_add_func ("/investment/defaults", test_defaults);
  return g_test_run ();
}
