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
 * @first: (transfer full) (array length=size): the first column of each row, at most the row's own
 * @size: rows and columns
 */
void
gh_band_matrix_init (GhBandMatrix *matrix, gsize *first, gsize size)
{
  gsize count = 0;

  *matrix = (GhBandMatrix){ .size = size,
                            .first = first,
                            .diagonal = g_new (gsize, MAX (size, 1)),
                            .inverse = g_new0 (double, MAX (size, 1)) };
  for (gsize i = 0; i < size; i++)
    {
      count += i - first[i];
      matrix->diagonal[i] = count++;
    }
  matrix->entries = g_new0 (double, MAX (count, 1));
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
  g_clear_pointer (&matrix->first, g_free);
  g_clear_pointer (&matrix->diagonal, g_free);
  g_clear_pointer (&matrix->entries, g_free);
  g_clear_pointer (&matrix->inverse, g_free);
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
  if (matrix->size > 0)
    memset (matrix->entries, 0, (matrix->diagonal[matrix->size - 1] + 1) * sizeof (double));
}

/* Four sums at once, which do not wait for one another. */
static inline double
multiply (const double *a, const double *b, gsize count)
{
  double sums[4] = { 0.0 };
  gsize k = 0;

  for (; k + 4 <= count; k += 4)
    for (gsize i = 0; i < 4; i++)
      sums[i] += a[k + i] * b[k + i];
  for (; k < count; k++)
    sums[0] += a[k] * b[k];
  return sums[0] + sums[1] + (sums[2] + sums[3]);
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
  for (gsize i = 0; i < matrix->size; i++)
    {
      gsize first = matrix->first[i];
      double *row = matrix->entries + matrix->diagonal[i] - (i - first);
      double diagonal = row[i - first], sum = diagonal;
      for (gsize j = first; j < i; j++)
        {
          const double *pivot = matrix->entries + matrix->diagonal[j];
          gsize k = MAX (first, matrix->first[j]);
          double value = row[j - first] - multiply (row + (k - first), pivot - (j - k), j - k);
          row[j - first] = value = value * matrix->inverse[j];
          sum -= value * value;
        }
      row[i - first] = sum > LEAST_PIVOT * diagonal && sum > 0.0 ? sqrt (sum) : GREAT_PIVOT;
      matrix->inverse[i] = 1.0 / row[i - first];
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
  for (gsize i = 0; i < factor->size; i++)
    {
      gsize first = factor->first[i];
      const double *pivot = factor->entries + factor->diagonal[i];
      vector[i] = (vector[i] - multiply (pivot - (i - first), vector + first, i - first))
                  * factor->inverse[i];
    }
  for (gsize i = factor->size; i-- > 0;)
    {
      gsize first = factor->first[i];
      const double *row = factor->entries + factor->diagonal[i] - (i - first);
      double value = vector[i] = vector[i] * factor->inverse[i];
      for (gsize j = first; j < i; j++)
        vector[j] -= row[j - first] * value;
    }
}
