/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several cars and wall batteries does in a year, strategy by strategy. */
#include "store-table.h"

#include <math.h>

#include "number-text.h"
#include "words.h"

static const struct
{
  const char *title;
  const char *unit;
  int digits;
} rows[GH_STORE_ROWS] = {
  [GH_STORE_ROW_CHARGED] = { N_ ("Charged"), "kWh", 0 },
  [GH_STORE_ROW_GIVEN] = { N_ ("Given to house or grid"), "kWh", 0 },
  [GH_STORE_ROW_CYCLES] = { N_ ("Full cycles, driving included"), "", 1 },
};

/**
 * gh_store_table_count_stores:
 * @results: results
 *
 * Returns: how many cars and wall batteries there are to tell apart; 0 where there is one at most
 */
guint
gh_store_table_count_stores (const GhResults *results)
{
  guint count = gh_results_get_site (results)->store_count;

  return count > 1 ? count : 0;
}

/**
 * gh_store_table_get_name:
 * @results: results
 * @store: index of a car or wall battery of the site
 *
 * Returns: (transfer none): what it is called
 */
const char *
gh_store_table_get_name (const GhResults *results, guint store)
{
  const GhStore *own = &gh_results_get_site (results)->stores[store];

  if (own->name != NULL && *own->name != '\0')
    return own->name;
  return own->is_battery ? _ ("Wall battery") : _ ("Car");
}

/**
 * gh_store_row_get_title:
 * @row: a row
 *
 * Returns: (transfer none): what it tells
 */
const char *
gh_store_row_get_title (GhStoreRow row)
{
  return _ (rows[row].title);
}

/**
 * gh_store_row_get_value:
 * @row: a row
 * @results: results
 * @store: index of a car or wall battery of the site
 * @strategy: one of the compared
 *
 * Returns: the value of a year; NAN where the strategy has no plan
 */
double
gh_store_row_get_value (GhStoreRow row, const GhResults *results, guint store, GhStrategy strategy)
{
  const GhPlanSummary *sum = &gh_results_get_strategy (results, strategy)->summary;
  const double *const values[GH_STORE_ROWS]
      = { sum->charged_kwh, sum->discharged_kwh, sum->full_cycles };
  double days = gh_time_axis_get_days (gh_results_get_site (results)->axis);

  return values[row] != NULL ? values[row][store] / gh_years_of_days (days) : NAN;
}

/**
 * gh_store_row_format:
 * @row: a row
 * @results: results
 * @store: index of a car or wall battery of the site
 * @strategy: one of the compared
 *
 * Returns: (transfer full): value and unit for people
 */
char *
gh_store_row_format (GhStoreRow row, const GhResults *results, guint store, GhStrategy strategy)
{
  double value = gh_store_row_get_value (row, results, store, strategy);
  GhShownUnit shown = { .scale = 1.0, .digits = rows[row].digits };

  g_strlcpy (shown.unit, rows[row].unit, sizeof shown.unit);
  return isfinite (value) ? gh_shown_unit_format (&shown, value) : g_strdup ("–");
}

/**
 * gh_store_table_count_rows:
 * @results: results
 *
 * Returns: rows of a table of all of them; 0 where there is nothing to tell apart
 */
guint
gh_store_table_count_rows (const GhResults *results)
{
  return gh_store_table_count_stores (results) * GH_STORE_ROWS;
}

/**
 * gh_store_table_format_cell:
 * @row: below gh_store_table_count_rows()
 * @column: 0 for what is told, then the strategies
 * @form: for whom
 * @results: results
 *
 * Returns: (transfer full): a cell of a table of all of them
 */
char *
gh_store_table_format_cell (gsize row, guint column, GhCellForm form, const GhResults *results)
{
  guint store = (guint) row / GH_STORE_ROWS;
  GhStoreRow kind = (GhStoreRow) (row % GH_STORE_ROWS);
  const char *unit = rows[kind].unit;
  GhStrategy strategy = column - 1;

  if (column == 0)
    return g_strdup_printf (*unit != '\0' ? "%s: %s (%s)" : "%s: %s",
                            gh_store_table_get_name (results, store), gh_store_row_get_title (kind),
                            unit);
  if (form == GH_CELL_SHOWN)
    return gh_store_row_format (kind, results, store, strategy);
  double value = gh_store_row_get_value (kind, results, store, strategy);
  return isfinite (value) ? gh_number_format_plain (value) : g_strdup ("");
}
