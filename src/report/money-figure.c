/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an investment is shown and said, and how. */
#include "money-figure.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

/* Payback below which there was nothing to pay, which needs no mark. */
#define AT_ONCE_YEARS 0.05

static GhSeries *
take_years (const GArray *years, double (*get) (const GhCashFlowRow *))
{
  double *values = g_new (double, years->len);

  for (guint i = 0; i < years->len; i++)
    values[i] = get (&g_array_index (years, GhCashFlowRow, i));
  return gh_series_new_take (values, years->len);
}

static double
get_revenue (const GhCashFlowRow *row)
{
  return row->revenue + row->salvage + row->grant;
}

static double
get_cost (const GhCashFlowRow *row)
{
  return MIN (-row->cost, 0.0);
}

/* What is paid less than for what it is held against. */
static double
get_less_paid (const GhCashFlowRow *row)
{
  return MAX (-row->cost, 0.0);
}

static double
get_wear (const GhCashFlowRow *row)
{
  return -row->degradation;
}

static double
get_served (const GhCashFlowRow *row)
{
  return row->served;
}

static gboolean
has_any (const GhCashFlow *flow, double (*get) (const GhCashFlowRow *))
{
  for (guint i = 0; i < flow->years->len; i++)
    if (fabs (get (&g_array_index (flow->years, GhCashFlowRow, i))) > 0.0)
      return TRUE;
  return FALSE;
}

/**
 * gh_money_has_served:
 * @flow: a cash flow
 *
 * Returns: whether outages are worth something in it: only who values lost load has the line
 */
gboolean
gh_money_has_served (const GhCashFlow *flow)
{
  return has_any (flow, get_served);
}

static double
get_discounted (const GhCashFlowRow *row)
{
  return row->discounted;
}

static GhSeries *
take_sum (const GArray *years)
{
  double *values = g_new (double, years->len), sum = 0.0;

  for (guint i = 0; i < years->len; i++)
    values[i] = sum += g_array_index (years, GhCashFlowRow, i).discounted;
  return gh_series_new_take (values, years->len);
}

static void
add_bars (GhFigure *figure, guint panel, const char *name, GhColourRole role, GhSeries *series)
{
  gh_figure_add_layer (
      figure, panel,
      &(GhLayerOptions){
          .kind = GH_LAYER_BARS, .role = role, .name = name, .series = series, .stacked = TRUE });
  gh_series_unref (series);
}

/**
 * gh_money_figure_new:
 * @flow: a cash flow
 * @currency: of its amounts
 *
 * What is paid less than for what it is held against - for equipment, connection, charging or
 * upkeep - has bars of its own, where there is any.
 *
 * Returns: (transfer full): what is saved or earned and paid each year, and what it comes to
 *   discounted, with the cursor at year 1
 */
GhFigure *
gh_money_figure_new (const GhCashFlow *flow, const char *currency)
{
  GhFigure *figure = gh_figure_new_years (0, flow->years->len);
  GhPanelOptions options = { .title = _ ("Cash flow a year"),
                             .unit = gh_currency_symbol (currency),
                             .has_zero = TRUE,
                             .minimum = NAN,
                             .maximum = NAN };
  guint panel = gh_figure_add_panel (figure, &options);
  g_autoptr (GhSeries) sum = take_sum (flow->years);

  add_bars (figure, panel, _ ("Saved or earned"), GH_COLOUR_GAIN,
            take_years (flow->years, get_revenue));
  if (has_any (flow, get_less_paid))
    add_bars (figure, panel, _ ("Less paid"), GH_COLOUR_VALUE,
              take_years (flow->years, get_less_paid));
  if (has_any (flow, get_cost) || !has_any (flow, get_less_paid))
    add_bars (figure, panel, _ ("Paid"), GH_COLOUR_LOSS, take_years (flow->years, get_cost));
  add_bars (figure, panel, _ ("Battery wear"), GH_COLOUR_WEAR, take_years (flow->years, get_wear));
  if (gh_money_has_served (flow))
    add_bars (figure, panel, _ ("Outages survived"), GH_COLOUR_VALUE,
              take_years (flow->years, get_served));
  options.title = _ ("Discounted");
  panel = gh_figure_add_panel (figure, &options);
  add_bars (figure, panel, _ ("Discounted flow"), GH_COLOUR_NET,
            take_years (flow->years, get_discounted));
  gh_figure_add_layer (figure, panel,
                       &(GhLayerOptions){ .kind = GH_LAYER_LINE,
                                          .role = GH_COLOUR_CAR,
                                          .name = _ ("Net present value so far"),
                                          .series = sum });
  gh_figure_set_cursor (figure, 1.0);
  if (isfinite (flow->discounted_payback_years) && flow->discounted_payback_years > AT_ONCE_YEARS)
    gh_figure_add_mark (figure, flow->discounted_payback_years, _ ("paid back with interest"));
  return figure;
}

static void
add_term (GhMoneyTerms *terms, const char *name, double value, gboolean is_sum)
{
  GhMoneyTerm *term = &terms->terms[terms->count++];

  g_assert (terms->count <= GH_MONEY_TERMS);
  *term = (GhMoneyTerm){ name, value, is_sum };
}

/**
 * gh_money_find_terms:
 * @flow: a cash flow
 * @terms: (out): what its net present value is made of, which stands at the end
 *
 * Tells the present values of each kind of flow, whose sum is the net present value; kinds that few
 * studies have are left out where they are nothing.
 */
void
gh_money_find_terms (const GhCashFlow *flow, GhMoneyTerms *terms)
{
  GhCashFlowShares shares = gh_cash_flow_share_out (flow);

  terms->count = 0;
  add_term (terms, _ ("Saved on the bill or earned"), shares.earned, FALSE);
  add_term (terms,
            shares.paid > 0.0 ? _ ("Less charging and upkeep") : _ ("More charging and upkeep"),
            shares.paid, FALSE);
  if (fabs (shares.changes) > 0.0)
    add_term (terms, _ ("Changes of the car"), shares.changes, FALSE);
  add_term (terms, _ ("Battery wear"), shares.wear, FALSE);
  add_term (terms, _ ("Value at the end"), shares.salvage, FALSE);
  if (gh_money_has_served (flow))
    add_term (terms, _ ("Outages survived"), shares.served, FALSE);
  add_term (terms, shares.invested > 0.0 ? _ ("Investment avoided") : _ ("Investment"),
            shares.invested, FALSE);
  if (fabs (shares.grant) > 0.0)
    add_term (terms, _ ("Grant"), shares.grant, FALSE);
  add_term (terms, _ ("Net present value"), flow->npv, TRUE);
}

/**
 * gh_money_format_verdict:
 * @flow: a cash flow against smart charging
 * @currency: of its amounts
 *
 * Returns: (transfer full): what the investment comes to, in a sentence
 */
char *
gh_money_format_verdict (const GhCashFlow *flow, const char *currency)
{
  g_autofree char *npv = gh_money_format_signed (flow->npv, currency, 0);
  g_autofree char *payback = gh_number_format (flow->payback_years, 1);
  g_autofree char *discounted = gh_number_format (flow->discounted_payback_years, 1);
  g_autofree char *rate = gh_number_format (100.0 * flow->irr, 1);

  if (isfinite (flow->discounted_payback_years) && isfinite (flow->irr))
    return g_strdup_printf (
        _ ("Net present value %s against smart charging; paid back in %s years, "
           "with interest in %s; internal rate of return %s %%."),
        npv, payback, discounted, rate);
  return g_strdup_printf (_ ("Net present value %s against smart charging; the investment does "
                             "not come back with interest within its life."),
                          npv);
}

/**
 * gh_money_get_discount_rate:
 * @study: a study
 *
 * Returns: its discount rate a year, as a fraction
 */
double
gh_money_get_discount_rate (const GhStudy *study)
{
  const GhFinance *finance = study->finance;

  return finance != NULL
             ? finance->discount_rate
             : gh_attribute_table_find (&gh_finance_table, "discount_rate", NULL)->default_number;
}
