/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of bills, and the table of what differs from a real one. */
#include "bill-words.h"

#include <math.h>

#include "comparison-rows.h"
#include "number-text.h"
#include "words.h"

#define LEAST_CORRECTION 0.005

/**
 * gh_bill_format_month:
 * @bill: a bill
 * @month: index of a month
 * @with_year: whether the year is told as well
 *
 * Returns: (transfer full): its name, short without the year
 */
char *
gh_bill_format_month (const GhBill *bill, guint month, gboolean with_year)
{
  const GhMonth *named = &g_array_index (bill->months, GhMonth, month);
  g_autoptr (GDateTime) day = g_date_time_new_utc (named->year, named->month, 1, 0, 0, 0.0);

  return g_date_time_format (day, with_year ? "%OB %Y" : "%Ob");
}

/**
 * gh_bill_format_total:
 * @results: results
 * @strategy: one with a plan
 *
 * Returns: (transfer full): what its bill comes to and, where that is not the same, what the plan
 *   counted
 */
char *
gh_bill_format_total (const GhResults *results, GhStrategy strategy)
{
  const GhBill *bill = gh_results_get_bill (results, strategy);
  const char *currency = gh_results_get_site (results)->currency;
  double correction = gh_results_get_strategy (results, strategy)->tariff.correction;
  g_autofree char *total = gh_money_format (bill->total, currency, 2);
  g_autofree char *planned = gh_money_format (bill->total - correction, currency, 2);
  g_autofree char *months
      = g_strdup_printf (ngettext ("%u month", "%u months", bill->months->len), bill->months->len);
  /* Translators: a strategy, an amount and "12 months". */
  g_autofree char *sum = g_strdup_printf (_ ("%s: %s in %s."),
                                          gh_strategy_get_short_title (strategy), total, months);

  if (fabs (correction) <= LEAST_CORRECTION)
    return g_steal_pointer (&sum);
  g_autofree char *counted = g_strdup_printf (
      _ ("The plan counted %s: prices of its steps do not know where months end."), planned);
  return g_strdup_printf ("%s %s", sum, counted);
}

/**
 * gh_bill_item_add_up:
 * @item: of a bill
 * @months: of the bill
 *
 * Returns: what it comes to over all months, currency
 */
double
gh_bill_item_add_up (const GhBillItem *item, guint months)
{
  double sum = 0.0;

  for (guint m = 0; m < months; m++)
    sum += item->amount[m];
  return sum;
}

/**
 * gh_bill_format_quantity:
 * @item: of a bill
 * @months: of the bill
 *
 * Returns: (transfer full): the kWh of all months, or the highest kW of one; "" where it has
 * neither
 */
char *
gh_bill_format_quantity (const GhBillItem *item, guint months)
{
  gboolean is_power = g_str_equal (item->unit, "kW");
  double quantity = 0.0;

  if (*item->unit == '\0')
    return g_strdup ("");
  for (guint m = 0; m < months; m++)
    quantity = is_power ? MAX (quantity, item->quantity[m]) : quantity + item->quantity[m];
  g_autofree char *number = gh_number_format (quantity, is_power ? 1 : 0);
  /* Translators: the highest power of a month that was billed. */
  return is_power ? g_strdup_printf (_ ("up to %s kW"), number)
                  : g_strdup_printf ("%s %s", number, item->unit);
}

/**
 * gh_results_check_bill:
 * @results: results
 * @strategy: one of the compared
 * @findings: told what could not be compared
 *
 * Holds the bill of a strategy against the real one of the study.
 *
 * Returns: (transfer full) (nullable): what differs; %NULL without a real bill or a plan
 */
GhBillCheck *
gh_results_check_bill (const GhResults *results, GhStrategy strategy, GhFindings *findings)
{
  const GPtrArray *entries = gh_results_get_study (results)->real_bill;
  const GhBill *bill = gh_results_get_bill (results, strategy);

  return entries != NULL && entries->len > 0 && bill != NULL
             ? gh_bill_check_new (bill, entries, gh_results_get_site (results)->currency, findings)
             : NULL;
}

/* Columns of the table of what differs. */
enum
{
  MONTH,
  ITEM,
  BILLED,
  CALCULATED,
  DIFFERENCE,
  BILLED_QUANTITY,
  CALCULATED_QUANTITY,
  UNIT
};

/* @order: (array): the lines of @check, that which differs most first */
typedef struct
{
  GhResults *results;
  GhStrategy strategy;
  GhBillCheck *check;
  GPtrArray *order;
} CheckTable;

static void
free_check_table (gpointer data)
{
  CheckTable *table = data;

  g_ptr_array_unref (table->order);
  gh_bill_check_free (table->check);
  gh_results_unref (table->results);
  g_free (table);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const GhBillDifference *first = *(GhBillDifference *const *) a;
  const GhBillDifference *second = *(GhBillDifference *const *) b;
  double by_first = fabs (first->calculated - first->billed);
  double by_second = fabs (second->calculated - second->billed);

  if (by_first > by_second || by_first < by_second)
    return by_first < by_second ? 1 : -1;
  return (first->month > second->month) - (first->month < second->month);
}

static double
get_number (const GhBillDifference *line, guint column)
{
  switch (column)
    {
    case BILLED:
      return line->billed;
    case CALCULATED:
      return line->calculated;
    case DIFFERENCE:
      return line->calculated - line->billed;
    case BILLED_QUANTITY:
      return line->billed_quantity;
    case CALCULATED_QUANTITY:
    default:
      return line->calculated_quantity;
    }
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const CheckTable *table = data;
  const GhBillDifference *line = g_ptr_array_index (table->order, row);
  const GhBill *bill = gh_results_get_bill (table->results, table->strategy);
  const GhMonth *month = &g_array_index (bill->months, GhMonth, line->month);

  if (column == MONTH)
    return form == GH_CELL_PLAIN ? g_strdup_printf ("%04d-%02d", month->year, month->month)
                                 : gh_bill_format_month (bill, line->month, TRUE);
  if (column == ITEM || column == UNIT)
    return g_strdup (column == ITEM ? line->item : line->unit);
  double number = get_number (line, column);
  if (isnan (number))
    return g_strdup ("");
  return form == GH_CELL_PLAIN ? gh_number_format_plain (number)
                               : gh_number_format (number, column < BILLED_QUANTITY ? 2 : 1);
}

/**
 * gh_bill_check_make_table:
 * @results: results
 * @strategy: one of the compared
 *
 * Makes a table of every month and item of the real bill, that which differs most first.
 *
 * Returns: (transfer full) (nullable): the table; %NULL where there is nothing to compare
 */
GhDataTable *
gh_bill_check_make_table (const GhResults *results, GhStrategy strategy)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhBillCheck *check = gh_results_check_bill (results, strategy, findings);
  const char *symbol = gh_currency_symbol (gh_results_get_site (results)->currency);

  if (check == NULL)
    return NULL;
  CheckTable *data = g_new (CheckTable, 1);
  *data
      = (CheckTable){ gh_results_ref ((GhResults *) results), strategy, check, g_ptr_array_new () };
  for (guint i = 0; i < check->differences->len; i++)
    g_ptr_array_add (data->order, g_ptr_array_index (check->differences, i));
  g_ptr_array_sort (data->order, compare_lines);
  GhDataTable *table = gh_data_table_new (_ ("Real bill"), check->differences->len, format_cell,
                                          data, free_check_table);
  gh_data_table_add_column (table, _ ("Month"), NULL);
  gh_data_table_add_column (table, _ ("Item"), NULL);
  gh_data_table_add_column (table, _ ("Billed"), symbol);
  gh_data_table_add_column (table, _ ("Calculated"), symbol);
  gh_data_table_add_column (table, _ ("Difference"), symbol);
  gh_data_table_add_column (table, _ ("Billed quantity"), NULL);
  gh_data_table_add_column (table, _ ("Calculated quantity"), NULL);
  gh_data_table_add_column (table, _ ("Unit"), NULL);
  return table;
}
