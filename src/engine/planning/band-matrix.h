/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhBandMatrix:
 * @size: rows and columns
 * @width: entries left of the diagonal that may be other than 0
 * @entries: (owned) (array length=size*(width+1)): row after row, the diagonal last in each
 *
 * The lower half of a symmetric band matrix.
 */
typedef struct
{
  gsize size;
  gsize width;
  double *entries;
} GhBandMatrix;

void gh_band_matrix_init (GhBandMatrix *matrix, gsize size, gsize width);
void gh_band_matrix_clear (GhBandMatrix *matrix);
void gh_band_matrix_zero (GhBandMatrix *matrix);
void gh_band_matrix_factorise (GhBandMatrix *matrix);
void gh_band_matrix_solve (const GhBandMatrix *factor, double *vector);

/* The entry of a row in a column at most @width to its left, or the diagonal. */
static inline double *
gh_band_matrix_at (const GhBandMatrix *matrix, gsize row, gsize column)
{
  return &matrix->entries[row * (matrix->width + 1) + matrix->width + column - row];
}

G_END_DECLS
