/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/sparse-columns.h"

/* Of each column, so many entries have a place of their own. */
#define PLACES 2

/**
 * gh_sparse_columns_init:
 * @self: (out caller-allocates): a matrix; clear with gh_sparse_columns_clear()
 * @count: how many columns there are
 * @first: (array length=count): where the entries of each begin
 * @rows: (array length=entries): rows of the entries, column after column
 * @values: (array length=entries): and their values
 * @entries: how many there are
 *
 * O(entries).
 */
void
gh_sparse_columns_init (GhSparseColumns *self, guint count, const guint *first, const guint *rows,
                        const double *values, guint entries)
{
  *self = (GhSparseColumns){ .count = count,
                             .more_row = g_new (guint, entries + 1),
                             .more_column = g_new (guint, entries + 1),
                             .more_value = g_new (double, entries + 1) };
  for (guint p = 0; p < PLACES; p++)
    {
      self->row[p] = g_new0 (guint, count + 1);
      self->value[p] = g_new0 (double, count + 1);
    }
  for (guint j = 0; j < count; j++)
    {
      guint end = j + 1 < count ? first[j + 1] : entries;
      for (guint e = first[j]; e < end; e++)
        if (e - first[j] < PLACES)
          {
            self->row[e - first[j]][j] = rows[e];
            self->value[e - first[j]][j] = values[e];
          }
        else
          {
            self->more_row[self->more] = rows[e];
            self->more_column[self->more] = j;
            self->more_value[self->more++] = values[e];
          }
    }
}

/**
 * gh_sparse_columns_clear:
 * @self: a matrix
 *
 * Frees its entries.
 */
void
gh_sparse_columns_clear (GhSparseColumns *self)
{
  for (guint p = 0; p < PLACES; p++)
    {
      g_clear_pointer (&self->row[p], g_free);
      g_clear_pointer (&self->value[p], g_free);
    }
  g_clear_pointer (&self->more_row, g_free);
  g_clear_pointer (&self->more_column, g_free);
  g_clear_pointer (&self->more_value, g_free);
}

/**
 * gh_sparse_columns_multiply:
 * @self: a matrix
 * @over_rows: a number for each row
 * @over_columns: (out caller-allocates) (array length=count): for each column, the sum of its
 *   entries times the numbers of their rows
 *
 * O(columns + entries).
 */
void
gh_sparse_columns_multiply (const GhSparseColumns *self, const double *over_rows,
                            double *over_columns)
{
  const guint *row_a = self->row[0], *row_b = self->row[1];
  const double *value_a = self->value[0], *value_b = self->value[1];

  for (guint j = 0; j < self->count; j++)
    over_columns[j] = value_a[j] * over_rows[row_a[j]] + value_b[j] * over_rows[row_b[j]];
  for (guint e = 0; e < self->more; e++)
    over_columns[self->more_column[e]] += self->more_value[e] * over_rows[self->more_row[e]];
}

/**
 * gh_sparse_columns_add:
 * @self: a matrix
 * @factor: of what is added
 * @over_columns: (array length=count): a number for each column
 * @over_rows: (inout): to each row, the sum of its entries times the numbers of their columns is
 *   added
 *
 * O(columns + entries).
 */
void
gh_sparse_columns_add (const GhSparseColumns *self, double factor, const double *over_columns,
                       double *over_rows)
{
  const guint *row_a = self->row[0], *row_b = self->row[1];
  const double *value_a = self->value[0], *value_b = self->value[1];

  for (guint j = 0; j < self->count; j++)
    {
      double number = factor * over_columns[j];
      over_rows[row_a[j]] += value_a[j] * number;
      over_rows[row_b[j]] += value_b[j] * number;
    }
  for (guint e = 0; e < self->more; e++)
    over_rows[self->more_row[e]]
        += self->more_value[e] * factor * over_columns[self->more_column[e]];
}
