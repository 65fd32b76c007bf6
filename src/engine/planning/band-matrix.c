/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/band-matrix.h"

#include <math.h>
#include <string.h>

/* A pivot that is smaller than this share of the diagonal was, is rounding: its row follows from
 * those before it. */
#define LEAST_PIVOT 1e-14
/* In its place: what follows from it becomes 0. */
#define GREAT_PIVOT 1e64

/**
 * gh_band_matrix_init:
 * @matrix: (out caller-allocates): a matrix of zeros; clear with gh_band_matrix_clear()
 * @size: rows and columns
 * @width: entries left of the diagonal
 */
void
gh_band_matrix_init (GhBandMatrix *matrix, gsize size, gsize width)
{
  *matrix = (GhBandMatrix){ size, width, g_new0 (double, size *(width + 1)) };
}

/**
 * gh_band_matrix_clear:
 * @matrix: a matrix
 *
 * Frees its entries.
 */
void
gh_band_matrix_clear (GhBandMatrix *matrix)
{
  g_clear_pointer (&matrix->entries, g_free);
}

/**
 * gh_band_matrix_zero:
 * @matrix: a matrix
 *
 * Makes all entries 0.
 */
void
gh_band_matrix_zero (GhBandMatrix *matrix)
{
  memset (matrix->entries, 0, matrix->size * (matrix->width + 1) * sizeof (double));
}

/**
 * gh_band_matrix_factorise:
 * @matrix: (inout): a positive semidefinite matrix; becomes its Cholesky factor
 *
 * Rows that depend on earlier ones get 0 in every solution. O(size width^2).
 */
void
gh_band_matrix_factorise (GhBandMatrix *matrix)
{
  gsize width = matrix->width;

  for (gsize i = 0; i < matrix->size; i++)
    {
      gsize first = i > width ? i - width : 0;
      double *row = matrix->entries + i * (width + 1) + width - i;
      double diagonal = row[i], sum = diagonal;
      for (gsize j = first; j < i; j++)
        {
          const double *other = matrix->entries + j * (width + 1) + width - j;
          gsize k = MAX (first, j > width ? j - width : 0);
          double value = row[j];
          for (; k < j; k++)
            value -= row[k] * other[k];
          row[j] = value / other[j];
          sum -= row[j] * row[j];
        }
      row[i] = sum > LEAST_PIVOT * diagonal && sum > 0.0 ? sqrt (sum) : GREAT_PIVOT;
    }
}

/**
 * gh_band_matrix_solve:
 * @factor: a factorised matrix
 * @vector: (inout) (array length=size): the right side; becomes the solution
 *
 * O(size width).
 */
void
gh_band_matrix_solve (const GhBandMatrix *factor, double *vector)
{
  gsize width = factor->width;

  for (gsize i = 0; i < factor->size; i++)
    {
      const double *row = factor->entries + i * (width + 1) + width - i;
      double value = vector[i];
      for (gsize j = i > width ? i - width : 0; j < i; j++)
        value -= row[j] * vector[j];
      vector[i] = value / row[i];
    }
  for (gsize i = factor->size; i-- > 0;)
    {
      const double *row = factor->entries + i * (width + 1) + width - i;
      vector[i] /= row[i];
      for (gsize j = i > width ? i - width : 0; j < i; j++)
        vector[j] -= row[j] * vector[i];
    }
}
