/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A front of cost and emissions as a table, for people and for programs. */
#include <math.h>

#include "number-text.h"
#include "study/pareto.h"
#include "words.h"

enum
{
  COLUMN_POINT,
  COLUMN_PRICE,
  COLUMN_COST,
  COLUMN_BILL,
  COLUMN_EMISSIONS,
  COLUMN_ABATEMENT,
  COLUMN_CYCLES,
  COLUMN_DISCHARGED,
  COLUMN_GAP,
  COLUMN_OPEN,
  COLUMNS
};

static const int decimals[COLUMNS] = { 0, 2, 2, 2, 1, 2, 1, 0, 4, 2 };

static double
get_value (const GhParetoFront *front, gsize row, guint column)
{
  const GhParetoPoint *point = gh_pareto_front_get (front, (guint) row);
  const double values[COLUMNS] = { (double) row + 1.0,
                                   point->price_per_tonne,
                                   point->cost_per_year,
                                   point->bill_per_year,
                                   point->emissions_kg[front->rate],
                                   point->abatement_per_tonne,
                                   point->full_cycles,
                                   point->discharged_kwh,
                                   point->gap_per_year,
                                   point->open_per_year };

  return values[column];
}

/* What is special about a point, in words. */
static const char *
get_remark (const GhParetoFront *front, gsize row)
{
  gboolean present = row == front->present, knee = row == front->knee && row > 0;

  return present && knee ? _ (" present price, knee")
         : present       ? _ (" present price")
         : knee          ? _ (" knee")
                         : "";
}

static char *
format_cell (gsize row, guint column, GhCellForm form, gconstpointer data)
{
  const GhParetoFront *front = data;
  double value = get_value (front, row, column);

  if (form == GH_CELL_PLAIN)
    return isnan (value) ? g_strdup ("") : gh_number_format_plain (value);
  if (column == COLUMN_POINT)
    return g_strdup_printf ("%u%s", (guint) value, get_remark (front, row));
  return isnan (value) ? g_strdup ("–") : gh_number_format (value, decimals[column]);
}

static gpointer
copy_front (const GhParetoFront *front)
{
  GhParetoFront *copy = g_memdup2 (front, sizeof *front);

  copy->points = g_array_copy (front->points);
  return copy;
}

/**
 * gh_pareto_make_table:
 * @front: a front
 * @currency: of the study
 *
 * Returns: (transfer full): a table of its points, a row each, money, energy and emissions a year
 */
GhDataTable *
gh_pareto_make_table (const GhParetoFront *front, const char *currency)
{
  GhDataTable *table
      = gh_data_table_new (_ ("Cost and emissions"), front->points->len, format_cell,
                           copy_front (front), (GDestroyNotify) gh_pareto_front_free);
  g_autofree char *per_tonne = g_strdup_printf (_ ("%s/t"), currency);
  g_autofree char *per_year = g_strdup_printf (_ ("%s a year"), currency);

  gh_data_table_add_column (table, _ ("Point"), NULL);
  gh_data_table_add_column (table, _ ("Price on emissions"), per_tonne);
  gh_data_table_add_column (table, _ ("Cost with wear"), per_year);
  gh_data_table_add_column (table, _ ("Bill"), per_year);
  gh_data_table_add_column (table, gh_emission_rate_get_title (front->rate), _ ("kg a year"));
  gh_data_table_add_column (table, _ ("From the point before"), per_tonne);
  gh_data_table_add_column (table, _ ("Full cycles"), _ ("a year"));
  gh_data_table_add_column (table, _ ("From car to house or grid"), _ ("kWh a year"));
  gh_data_table_add_column (table, _ ("Gap"), per_year);
  gh_data_table_add_column (table, _ ("Below the line at most"), per_year);
  return table;
}
