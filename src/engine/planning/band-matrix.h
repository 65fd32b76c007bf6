/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhBandMatrix:
 * @size: rows and columns
 * @first: (owned) (array length=size): the first column of each row that may be other than 0
 * @diagonal: (owned) (array length=size): where each row's diagonal is in @entries
 * @entries: (owned): row after row, each from its first column to the diagonal
 * @inverse: (owned) (array length=size): of a factor, one over each diagonal: dividing takes time
 *
 * The lower half of a symmetric matrix whose rows begin near the diagonal: a band, of which each
 * row has a width of its own.
 */
typedef struct
{
  gsize size;
  gsize *first;
  gsize *diagonal;
  double *entries;
  double *inverse;
} GhBandMatrix;

void gh_band_matrix_init (GhBandMatrix *matrix, gsize *first, gsize size);
void gh_band_matrix_clear (GhBandMatrix *matrix);
void gh_band_matrix_zero (GhBandMatrix *matrix);
void gh_band_matrix_factorise (GhBandMatrix *matrix);
void gh_band_matrix_solve (const GhBandMatrix *factor, double *vector);

/* The entry of a row in a column that is not before the row's first, or the diagonal. */
static inline double *
gh_band_matrix_at (const GhBandMatrix *matrix, gsize row, gsize column)
{
  return &matrix->entries[matrix->diagonal[row] + column - row];
}

G_END_DECLS
