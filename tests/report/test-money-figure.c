/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is paid less than for what an investment is held against is not called paid. */
#include "money-figure.h"

#include <string.h>

static GhCashFlow *
new_flow (double capex, double added_charging)
{
  const GhCashFlowTerms terms
      = { .first = { .avoided_import = 100.0, .added_charging = added_charging },
          .last = { .avoided_import = 100.0, .added_charging = added_charging },
          .capex = capex,
          .discount_rate = 0.05,
          .lifetime_years = 10 };

  return gh_cash_flow_new (&terms);
}

/* Titles of the table of the figure: "Year", then those of the bars. */
static char *
list_bars (const GhCashFlow *flow)
{
  g_autoptr (GhFigure) figure = gh_money_figure_new (flow, "EUR");
  g_autoptr (GhDataTable) table = gh_figure_make_table (figure, "");

  return gh_data_table_to_text (table);
}

static const char *
find_term (const GhCashFlow *flow, const char *end)
{
  static GhMoneyTerms terms;

  gh_money_find_terms (flow, &terms);
  for (guint i = 0; i < terms.count; i++)
    if (g_str_has_suffix (terms.terms[i].name, end))
      return terms.terms[i].name;
  return NULL;
}

static void
test_paid (void)
{
  g_autoptr (GhCashFlow) dearer = new_flow (500.0, 20.0);
  g_autoptr (GhCashFlow) cheaper = new_flow (-500.0, -20.0);
  g_autoptr (GhCashFlow) mixed = new_flow (500.0, -20.0);
  g_autofree char *of_dearer = list_bars (dearer);
  g_autofree char *of_cheaper = list_bars (cheaper);
  g_autofree char *of_mixed = list_bars (mixed);

  g_assert_null (strstr (of_dearer, "Less paid"));
  g_assert_nonnull (strstr (of_dearer, "\tPaid (€)"));
  g_assert_nonnull (strstr (of_cheaper, "Less paid (€)"));
  g_assert_null (strstr (of_cheaper, "\tPaid (€)"));
  g_assert_nonnull (strstr (of_mixed, "Less paid (€)\tPaid (€)"));
}

static void
test_terms (void)
{
  g_autoptr (GhCashFlow) dearer = new_flow (500.0, 20.0);
  g_autoptr (GhCashFlow) cheaper = new_flow (-500.0, -20.0);

  g_assert_cmpstr (find_term (dearer, "upkeep"), ==, "More charging and upkeep");
  g_assert_nonnull (find_term (dearer, "Investment"));
  g_assert_cmpstr (find_term (cheaper, "upkeep"), ==, "Less charging and upkeep");
  g_assert_nonnull (find_term (cheaper, "Investment avoided"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money-figure/paid", test_paid);
  g_test_add_func ("/money-figure/terms", test_terms);
  return g_test_run ();
}
