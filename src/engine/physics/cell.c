/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/cell.h"

#include "words.h"

/* The interval of a rising axis that holds @x, and how far into it: 0 to 1, also outside. */
static guint
find_interval (const double *axis, guint count, double x, double *share)
{
  guint i = 0;

  *share = 0.0;
  if (count < 2 || !(x > axis[0]))
    return 0;
  while (i + 2 < count && x >= axis[i + 1])
    i++;
  *share = MIN ((x - axis[i]) / (axis[i + 1] - axis[i]), 1.0);
  return i;
}

/**
 * gh_cell_table_at:
 * @table: a quantity of a cell
 * @soc: state of charge, 0 to 1
 * @temperature_k: in kelvin
 *
 * Bilinear between the points of the table. Beyond its edges the nearest point counts: whoever
 * leaves the range is told so by gh_cell_get_temperature_range().
 *
 * Returns: the quantity, scale included
 */
double
gh_cell_table_at (const GhCellTable *table, double soc, double temperature_k)
{
  double x, y;
  guint column = find_interval (table->soc, table->soc_count, soc, &x);
  guint row = find_interval (table->temperature_k, table->temperature_count, temperature_k, &y);
  guint right = MIN (column + 1, table->soc_count - 1);
  const double *lower = table->values + row * table->soc_count;
  const double *upper
      = table->values + MIN (row + 1, table->temperature_count - 1) * table->soc_count;
  double colder = lower[column] + x * (lower[right] - lower[column]);
  double warmer = upper[column] + x * (upper[right] - upper[column]);

  return table->scale * (colder + y * (warmer - colder));
}

/**
 * gh_cell_get_temperature_range:
 * @cell: a cell
 * @min_k: (out): lowest temperature, in kelvin
 * @max_k: (out): highest temperature
 *
 * Where the resistance of a cell is known. Colder than that the real one is greater than the one
 * that is used.
 */
void
gh_cell_get_temperature_range (const GhCell *cell, double *min_k, double *max_k)
{
  *min_k = cell->r0_ohm.temperature_k[0];
  *max_k = cell->r0_ohm.temperature_k[cell->r0_ohm.temperature_count - 1];
}

/**
 * gh_origin_name:
 * @origin: how far a number can be trusted
 *
 * Returns: (transfer none): a word for it, in the user's language
 */
const char *
gh_origin_name (GhOrigin origin)
{
  switch (origin)
    {
    case GH_ORIGIN_MEASURED:
      return _ ("measured");
    case GH_ORIGIN_BORROWED:
      return _ ("borrowed");
    case GH_ORIGIN_ASSUMED:
    default:
      return _ ("assumed");
    }
}
