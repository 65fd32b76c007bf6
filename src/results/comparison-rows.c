/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comparison-rows.h"

#include <math.h>

#include "number-text.h"
#include "physics/cell.h"
#include "store-table.h"
#include "words.h"

#define PERCENT 100.0

/* @unit: "money" for the study's currency
 * @best: 1 the greatest, -1 the least, 0 neither is better
 * @by_month: (nullable): what the same is called of months, where they have a value of their own
 * @meaning: (nullable): what the title leaves open */
typedef struct
{
  const char *group;
  const char *title;
  const char *unit;
  int digits;
  int best;
  const char *by_month;
  const char *meaning;
} RowKind;

static const RowKind rows[GH_ROWS] = {
  [GH_ROW_BILL] = { N_ ("Money"), N_ ("Bill a year"), "money", 0, -1, N_ ("Bill by month") },
  [GH_ROW_SAVING]
  = { NULL, N_ ("Saving a year against smart charging"), "money", 0, 1,
      N_ ("Saving against smart charging by month"),
      N_ ("With a plan that knows the whole year in advance: more cannot be had.") },
  [GH_ROW_FORECASTS]
  = { NULL, N_ ("Saving from forecasts"), "money", 0, 1, NULL,
      N_ ("With short plans from what is known at the time, as in practice; against smart charging "
          "from forecasts.") },
  [GH_ROW_RULE] = { NULL, N_ ("Saving by a simple rule"), "money", 0, 1, NULL,
                    N_ ("Charging when energy is cheap, discharging when it is dear, without a "
                        "plan; against smart charging from forecasts.") },
  [GH_ROW_NPV] = { NULL, N_ ("Net present value"), "money", 0, 1, NULL,
                   N_ ("Of everything earned and paid over the life, against smart charging, at "
                       "the discount rate.") },
  [GH_ROW_IRR] = { NULL, N_ ("Internal rate of return"), "%", 1, 1 },
  [GH_ROW_PAYBACK] = { NULL, N_ ("Payback"), N_ ("years"), 1, -1, NULL,
                       N_ ("Until the investment has come back, interest not counted.") },
  [GH_ROW_IMPORT] = { N_ ("Energy a year"), N_ ("Import"), "kWh", 0, -1, N_ ("Import by month") },
  [GH_ROW_EXPORT] = { NULL, N_ ("Export"), "kWh", 0, 0, N_ ("Export by month") },
  [GH_ROW_SELF_CONSUMPTION] = { NULL, N_ ("Self-consumption of solar energy"), "%", 0, 1,
                                N_ ("Self-consumption of solar energy by month"),
                                N_ ("The share of the solar energy that house and car use.") },
  [GH_ROW_SELF_SUFFICIENCY]
  = { NULL, N_ ("Self-sufficiency"), "%", 0, 1, N_ ("Self-sufficiency by month"),
      N_ ("The share of what house and car use that is not bought.") },
  [GH_ROW_MARGINAL] = { N_ ("Carbon a year"), N_ ("CO₂, short-run marginal rates"), "kg", 0, -1,
                        N_ ("CO₂ at short-run marginal rates by month"),
                        N_ ("What one more kWh emits in today's power stations; export earns the "
                            "same rate, so the sum "
                            "can be below zero.") },
  [GH_ROW_LONG_RUN] = { NULL, N_ ("CO₂, long-run marginal rates"), "kg", 0, -1,
                        N_ ("CO₂ at long-run marginal rates by month"),
                        N_ ("What one more kWh emits once power stations have been built or closed "
                            "for it; export earns the same rate.") },
  [GH_ROW_AVERAGE]
  = { NULL, N_ ("CO₂, average rates"), "kg", 0, -1, N_ ("CO₂ at average rates by month"),
      N_ ("Import at average rates; export earns nothing.") },
  [GH_ROW_OUTAGE]
  = { N_ ("Outages"), N_ ("Half of all outages are survived for at least"), "h", 1, 1,
      N_ ("Half of all outages are survived for at least, by month"),
      N_ ("Until the first essential kWh is not served; the grid fails at a random moment.") },
  [GH_ROW_CYCLES] = { N_ ("Battery a year"), N_ ("Full cycles, driving included"), "", 1, -1,
                      N_ ("Full cycles by month") },
  [GH_ROW_LOSS] = { NULL, N_ ("Battery loses a year"), "%", 2, -1, NULL,
                    N_ ("Of the capacity when new, in the coming year; of several cars, the first "
                        "whose pack is described.") },
  [GH_ROW_AGEING]
  = { NULL, N_ ("Ageing is worth, a year"), "money", 0, -1, NULL,
      N_ ("The lost capacity at the price of a new battery, of all cars whose packs are "
          "described.") },
};

/**
 * gh_comparison_count_rows:
 * @results: results
 *
 * Tells how far the rows go: those of the battery's own ageing come last, and are there where the
 * study describes the cells that its plans heed.
 *
 * Returns: the first row that there is not
 */
GhComparisonRow
gh_comparison_count_rows (const GhResults *results)
{
  const GhStudy *study = gh_results_get_study (results);
  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    {
      const GhVehicle *car = g_ptr_array_index (study->vehicles, i);
      if (car->pack != NULL && gh_battery_model_is_known (study, i))
        return GH_ROWS;
    }
  return GH_ROW_LOSS;
}

/**
 * gh_comparison_row_get_group:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): the group that begins with it; %NULL where none does
 */
const char *
gh_comparison_row_get_group (GhComparisonRow row)
{
  return rows[row].group != NULL ? _ (rows[row].group) : NULL;
}

/**
 * gh_comparison_row_get_title:
 * @row: a row
 *
 * Returns: (transfer none): what it compares
 */
const char *
gh_comparison_row_get_title (GhComparisonRow row)
{
  return _ (rows[row].title);
}

/**
 * gh_comparison_row_get_meaning:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what the title leaves open
 */
const char *
gh_comparison_row_get_meaning (GhComparisonRow row)
{
  return rows[row].meaning != NULL ? _ (rows[row].meaning) : NULL;
}

/**
 * gh_comparison_row_get_unit:
 * @row: a row
 * @results: of the study whose currency counts
 *
 * Returns: (transfer none): of its values; "" for none
 */
const char *
gh_comparison_row_get_unit (GhComparisonRow row, const GhResults *results)
{
  if (g_str_equal (rows[row].unit, "money"))
    return gh_currency_symbol (gh_results_get_site (results)->currency);
  return *rows[row].unit != '\0' ? _ (rows[row].unit) : "";
}

/**
 * gh_comparison_row_get_month_title:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what its values of months are called; %NULL where months
 *   have none
 */
const char *
gh_comparison_row_get_month_title (GhComparisonRow row)
{
  return rows[row].by_month != NULL ? _ (rows[row].by_month) : NULL;
}

/* What rows show that come from sums. */
static double
take_sum (GhComparisonRow row, const GhPlanSummary *sum, gboolean one_store)
{
  switch (row)
    {
    case GH_ROW_BILL:
      return gh_plan_summary_get_bill (sum);
    case GH_ROW_IMPORT:
      return sum->import_kwh;
    case GH_ROW_EXPORT:
      return sum->export_kwh;
    case GH_ROW_SELF_CONSUMPTION:
      return PERCENT * sum->self_consumption;
    case GH_ROW_SELF_SUFFICIENCY:
      return PERCENT * sum->self_sufficiency;
    case GH_ROW_MARGINAL:
    case GH_ROW_LONG_RUN:
    case GH_ROW_AVERAGE:
      return sum->emissions_kg[row - GH_ROW_MARGINAL];
    case GH_ROW_CYCLES:
      return one_store ? sum->full_cycles[0] : NAN;
    default:
      return NAN;
    }
}

/* How long half of all outages are survived; NAN until outages have been followed. */
static double
get_outage (const GhResults *results, GhStrategy strategy)
{
  const GhResilience *resilience = gh_results_get_resilience (results);

  return resilience != NULL && resilience->strategies[strategy].is_planned
             ? resilience->strategies[strategy].median_hours
             : NAN;
}

/* What a strategy saves, run from day to day; NAN until it has been run. */
static double
take_run (const GhResults *results, GhOperationMode mode, GhStrategy strategy)
{
  const GhBracket *bracket = gh_results_get_bracket (results);

  return bracket != NULL
             ? gh_bracket_get_saving (gh_results_get_comparison (results), bracket, mode, strategy)
             : NAN;
}

/**
 * gh_comparison_row_get_value:
 * @row: a row
 * @results: complete results
 * @strategy: one of the compared
 *
 * Returns: the value in the unit of the row, a year's where it is a sum; NAN for none
 */
double
gh_comparison_row_get_value (GhComparisonRow row, const GhResults *results, GhStrategy strategy)
{
  const GhStrategyResult *result = gh_results_get_strategy (results, strategy);
  const GhSite *site = gh_results_get_site (results);
  gboolean is_share = row == GH_ROW_SELF_CONSUMPTION || row == GH_ROW_SELF_SUFFICIENCY;

  switch (row)
    {
    case GH_ROW_BILL:
      return result->bill_per_year;
    case GH_ROW_SAVING:
      return result->saving_per_year;
    case GH_ROW_FORECASTS:
      return take_run (results, GH_OPERATION_ROLLING, strategy);
    case GH_ROW_RULE:
      return take_run (results, GH_OPERATION_RULE, strategy);
    case GH_ROW_NPV:
      return gh_results_get_cash_flow (results, strategy)->npv;
    case GH_ROW_IRR:
      return PERCENT * gh_results_get_cash_flow (results, strategy)->irr;
    case GH_ROW_PAYBACK:
      return gh_results_get_cash_flow (results, strategy)->payback_years;
    case GH_ROW_OUTAGE:
      return get_outage (results, strategy);
    case GH_ROW_LOSS:
      return result->battery != NULL ? PERCENT * result->battery->loss : NAN;
    case GH_ROW_AGEING:
      return result->battery != NULL
                 ? result->battery->ageing_cost + result->battery->others_ageing_cost
                 : NAN;
    default:
      return take_sum (row, &result->summary, site->store_count == 1)
             / (is_share ? 1.0 : gh_years_of_days (gh_time_axis_get_days (site->axis)));
    }
}

/**
 * gh_comparison_row_get_month:
 * @row: a row that has a value in each month
 * @results: complete results; to be called in one thread only
 * @strategy: one of the compared
 * @month: index into gh_results_get_months()
 *
 * Returns: the value of that month, in the unit of the row; NAN for none
 */
double
gh_comparison_row_get_month (GhComparisonRow row, GhResults *results, GhStrategy strategy,
                             guint month)
{
  const GhPlanSummary *sum = &gh_results_get_month_sums (results, strategy)[month];

  if (row == GH_ROW_OUTAGE)
    {
      const GhResilience *resilience = gh_results_get_resilience (results);
      const GhMonth *part = &g_array_index (gh_results_get_months (results), GhMonth, month);
      return resilience != NULL ? gh_resilience_get_median (&resilience->strategies[strategy],
                                                            part->first, part->last)
                                : NAN;
    }
  if (row == GH_ROW_SAVING)
    return gh_plan_summary_get_bill (&gh_results_get_month_sums (results, GH_STRATEGY_SMART)[month])
           - gh_plan_summary_get_bill (sum);
  return take_sum (row, sum, gh_results_get_site (results)->store_count == 1);
}

/* What everything is compared with saves nothing against itself. */
static gboolean
is_baseline (GhComparisonRow row, GhStrategy strategy)
{
  return strategy == GH_STRATEGY_SMART && row >= GH_ROW_SAVING && row <= GH_ROW_PAYBACK
         && row != GH_ROW_RULE;
}

/* Doing without a smart charger is no investment: it has no return and pays nothing back. */
static gboolean
is_no_investment (GhComparisonRow row, GhStrategy strategy)
{
  return strategy == GH_STRATEGY_UNMANAGED && (row == GH_ROW_IRR || row == GH_ROW_PAYBACK);
}

/* A study without rates of emissions has none that could be told. */
static gboolean
is_unknown (GhComparisonRow row, const GhResults *results)
{
  return row >= GH_ROW_MARGINAL && row <= GH_ROW_AVERAGE
         && !gh_site_has_rate (gh_results_get_site (results),
                               (GhEmissionRate) (row - GH_ROW_MARGINAL));
}

/**
 * gh_comparison_row_is_shown:
 * @row: a row
 * @results: complete results
 *
 * Returns: whether the study has it; rates of emissions that few know are left out where they are
 *   not given, those that are asked for stay with a dash; the cycles of several batteries are told
 *   one by one, see gh_store_table_format_cell()
 */
gboolean
gh_comparison_row_is_shown (GhComparisonRow row, const GhResults *results)
{
  return row < gh_comparison_count_rows (results)
         && (row != GH_ROW_LONG_RUN || !is_unknown (row, results))
         && (row != GH_ROW_CYCLES || gh_results_get_site (results)->store_count < 2);
}

/**
 * gh_comparison_row_is_word:
 * @row: a row
 * @results: complete results
 * @strategy: one of the compared
 *
 * Returns: whether a word or a dash stands where others have a number: the baseline against itself,
 *   what is no investment, and what is not known
 */
gboolean
gh_comparison_row_is_word (GhComparisonRow row, const GhResults *results, GhStrategy strategy)
{
  return is_baseline (row, strategy) || is_no_investment (row, strategy)
         || is_unknown (row, results)
         || !isfinite (gh_comparison_row_get_value (row, results, strategy));
}

/* What is set against smart charging has to gain something to be the best. */
static gboolean
gains (GhComparisonRow row, const GhResults *results, GhStrategy strategy)
{
  if (row < GH_ROW_SAVING || row > GH_ROW_PAYBACK)
    return TRUE;
  return gh_comparison_row_get_value (row < GH_ROW_NPV ? row : GH_ROW_NPV, results, strategy) > 0.0;
}

/**
 * gh_comparison_row_is_best:
 * @row: a row
 * @results: complete results
 * @strategy: one of the compared
 *
 * Tells the best as it is shown, so that equal texts are equally good; all equal, none is best.
 *
 * Returns: whether the strategy is the best of the row, or one of them
 */
gboolean
gh_comparison_row_is_best (GhComparisonRow row, const GhResults *results, GhStrategy strategy)
{
  double own = gh_comparison_row_get_value (row, results, strategy);
  double unit = pow (10.0, -rows[row].digits);
  gboolean any_worse = FALSE;

  if (rows[row].best == 0 || gh_comparison_row_is_word (row, results, strategy)
      || !gains (row, results, strategy))
    return FALSE;
  for (GhStrategy other = 0; other < gh_results_count_strategies (results); other++)
    {
      double value = gh_comparison_row_get_value (row, results, other);
      double lead = rows[row].best * (round (own / unit) - round (value / unit));
      if (is_no_investment (row, other) || is_baseline (row, other))
        continue;
      if (isfinite (value) && lead < 0.0)
        return FALSE;
      any_worse = any_worse || !isfinite (value) || lead > 0.0;
    }
  return any_worse;
}

/**
 * gh_comparison_row_format:
 * @row: a row
 * @results: complete results
 * @strategy: one of the compared
 *
 * Returns: (transfer full): value and unit for people, or the word that stands for them
 */
char *
gh_comparison_row_format (GhComparisonRow row, const GhResults *results, GhStrategy strategy)
{
  const char *currency = gh_results_get_site (results)->currency;
  double value = gh_comparison_row_get_value (row, results, strategy);

  if (is_baseline (row, strategy))
    return g_strdup (_ ("baseline"));
  if (gh_comparison_row_is_word (row, results, strategy))
    return g_strdup ("–");
  if (row == GH_ROW_BILL || row == GH_ROW_AGEING)
    return gh_money_format (value, currency, rows[row].digits);
  if (g_str_equal (rows[row].unit, "money"))
    return gh_money_format_signed (value, currency, rows[row].digits);
  GhShownUnit shown = { .scale = 1.0, .digits = rows[row].digits };
  g_strlcpy (shown.unit, gh_comparison_row_get_unit (row, results), sizeof shown.unit);
  return gh_shown_unit_format (&shown, value);
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const GhResults *results = data;
  GhComparisonRow kind = (GhComparisonRow) row;
  GhStrategy strategy = column - 1;
  gsize own = gh_comparison_count_rows (results);

  if (row >= own)
    return gh_store_table_format_cell (row - own, column, form, results);
  const char *unit = gh_comparison_row_get_unit (kind, results);
  if (column == 0)
    return *unit != '\0' ? g_strdup_printf ("%s (%s)", gh_comparison_row_get_title (kind), unit)
                         : g_strdup (gh_comparison_row_get_title (kind));
  if (form == GH_CELL_SHOWN)
    {
      g_autofree char *text = gh_comparison_row_format (kind, results, strategy);
      return gh_comparison_row_is_best (kind, results, strategy) ? g_strconcat ("✓ ", text, NULL)
                                                                 : g_steal_pointer (&text);
    }
  return gh_comparison_row_is_word (kind, results, strategy)
             ? g_strdup ("")
             : gh_number_format_plain (gh_comparison_row_get_value (kind, results, strategy));
}

static void
free_results (gpointer data)
{
  gh_results_unref (data);
}

/**
 * gh_comparison_get_title:
 *
 * Returns: (transfer none): what the table of all rows is called
 */
const char *
gh_comparison_get_title (void)
{
  return _ ("The strategies side by side");
}

/**
 * gh_comparison_make_table:
 * @results: complete results
 *
 * Makes a table of the comparison: a row each with its unit, then those of each of several cars and
 * wall batteries; a column a strategy.
 *
 * Returns: (transfer full): the table
 */
GhDataTable *
gh_comparison_make_table (GhResults *results)
{
  GhDataTable *table
      = gh_data_table_new (gh_comparison_get_title (),
                           gh_comparison_count_rows (results) + gh_store_table_count_rows (results),
                           format_cell, gh_results_ref (results), free_results);

  gh_data_table_add_column (table, "", NULL);
  for (GhStrategy i = 0; i < gh_results_count_strategies (results); i++)
    gh_data_table_add_column (table, gh_strategy_get_short_title (i), NULL);
  return table;
}
