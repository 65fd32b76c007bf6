/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSparseColumns:
 * @count: how many columns there are
 * @row: (owned): rows of the first two entries of each column
 * @value: (owned): and their values, 0 where a column has fewer
 * @more: how many entries there are beside
 * @more_row: (owned) (array length=more): their rows
 * @more_column: (owned) (array length=more): their columns
 * @more_value: (owned) (array length=more): and values
 *
 * A matrix most of whose columns have two entries: these are gone through without a look at how
 * many there are, which is what takes time where there are so few.
 */
typedef struct
{
  guint count;
  guint *row[2];
  double *value[2];
  guint more;
  guint *more_row;
  guint *more_column;
  double *more_value;
} GhSparseColumns;

void gh_sparse_columns_init (GhSparseColumns *self, guint count, const guint *first,
                             const guint *rows, const double *values, guint entries);
void gh_sparse_columns_clear (GhSparseColumns *self);
void gh_sparse_columns_multiply (const GhSparseColumns *self, const double *over_rows,
                                 double *over_columns);
void gh_sparse_columns_add (const GhSparseColumns *self, double factor, const double *over_columns,
                            double *over_rows);

G_END_DECLS
