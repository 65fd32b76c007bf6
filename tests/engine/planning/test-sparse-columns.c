/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of none to five entries against the same matrix written out. */
#include "planning/sparse-columns.h"

#define ROWS 7
#define COLUMNS 12
#define MOST_ENTRIES 5

/* A matrix, written out, and as lists of entries. */
typedef struct
{
  double dense[ROWS][COLUMNS];
  guint first[COLUMNS];
  guint rows[COLUMNS * MOST_ENTRIES];
  double values[COLUMNS * MOST_ENTRIES];
  guint entries;
} Matrix;

static void
draw_matrix (GRand *random, Matrix *matrix)
{
  *matrix = (Matrix){ 0 };
  for (guint j = 0; j < COLUMNS; j++)
    {
      guint count = j % (MOST_ENTRIES + 1), begin = (guint) g_rand_int_range (random, 0, ROWS);
      matrix->first[j] = matrix->entries;
      for (guint k = 0; k < count; k++)
        {
          guint row = (begin + k) % ROWS;
          double value = g_rand_double_range (random, -2.0, 2.0);
          matrix->dense[row][j] = value;
          matrix->rows[matrix->entries] = row;
          matrix->values[matrix->entries++] = value;
        }
    }
}

static void
test_multiply_and_add (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  double over_rows[ROWS], over_columns[COLUMNS], product[COLUMNS], sums[ROWS];
  GhSparseColumns columns;
  Matrix matrix;

  draw_matrix (random, &matrix);
  gh_sparse_columns_init (&columns, COLUMNS, matrix.first, matrix.rows, matrix.values,
                          matrix.entries);
  for (guint i = 0; i < ROWS; i++)
    sums[i] = over_rows[i] = g_rand_double (random);
  for (guint j = 0; j < COLUMNS; j++)
    over_columns[j] = g_rand_double (random);
  gh_sparse_columns_multiply (&columns, over_rows, product);
  gh_sparse_columns_add (&columns, -3.0, over_columns, sums);
  for (guint j = 0; j < COLUMNS; j++)
    {
      double sum = 0.0;
      for (guint i = 0; i < ROWS; i++)
        sum += matrix.dense[i][j] * over_rows[i];
      g_assert_cmpfloat_with_epsilon (product[j], sum, 1e-12);
    }
  for (guint i = 0; i < ROWS; i++)
    {
      double sum = over_rows[i];
      for (guint j = 0; j < COLUMNS; j++)
        sum -= 3.0 * matrix.dense[i][j] * over_columns[j];
      g_assert_cmpfloat_with_epsilon (sums[i], sum, 1e-12);
    }
  gh_sparse_columns_clear (&columns);
}

/* Without columns there is nothing to do. */
static void
test_empty (void)
{
  double rows[ROWS] = { 1.0 };
  GhSparseColumns columns;

  gh_sparse_columns_init (&columns, 0, NULL, NULL, NULL, 0);
  gh_sparse_columns_multiply (&columns, rows, NULL);
  gh_sparse_columns_add (&columns, 1.0, NULL, rows);
  g_assert_cmpfloat (rows[0], ==, 1.0);
  gh_sparse_columns_clear (&columns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sparse-columns/multiply-and-add", test_multiply_and_add);
  g_test_add_func ("/sparse-columns/empty", test_empty);
  return g_test_run ();
}
