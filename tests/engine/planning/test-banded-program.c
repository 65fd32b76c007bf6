/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interior point method and its band against GLPK and by hand. */
#include "planning/banded-program.h"

#include <math.h>

#include "planning/band-matrix.h"
#include "planning/linear-program.h"

#define SEEDS 200

/* A random program that has a solution: the right side is that of a random point. Columns reach
 * over three rows at most, but a few over all. */
static void
compare_seed (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint rows = (guint) g_rand_int_range (random, 4, 40), columns = 3 * rows, wide = seed % 3;
  g_autoptr (GhBandedProgram) banded = gh_banded_program_new ();
  g_autoptr (GhLinearProgram) oracle = gh_linear_program_new ();
  g_autofree double *right = g_new0 (double, rows);

  for (guint i = 0; i < rows; i++)
    gh_banded_program_add_row (banded, 0.0);
  g_autofree guint *oracle_rows = g_new (guint, rows);
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint j = 0; j < columns + wide; j++)
    {
      gboolean is_wide = j >= columns;
      double upper = g_rand_double (random) < 0.8 || is_wide
                         ? g_rand_double_range (random, 0.5, 5.0)
                         : INFINITY;
      double cost = g_rand_double_range (random, isfinite (upper) ? -1.0 : 0.1, 2.0);
      double at = g_rand_double_range (random, 0.1, 0.4);
      guint first = is_wide ? 0 : j / 3, last = is_wide ? rows : MIN (rows, first + 3);
      if (is_wide)
        gh_banded_program_add_wide_column (banded, upper, cost);
      else
        gh_banded_program_add_column (banded, upper, cost);
      gh_linear_program_add_column (oracle, 0.0, upper, cost, GH_LINEAR_CONTINUOUS);
      for (guint i = first; i < last; i++)
        {
          double value = i == j / 3 ? g_rand_double_range (random, 0.5, 2.0)
                                    : g_rand_double_range (random, -1.0, 1.0);
          const double entry[] = { i, j, value };
          gh_banded_program_set_coefficient (banded, i, value);
          g_array_append_vals (entries, entry, 3);
          right[i] += value * at;
        }
    }
  for (guint i = 0; i < rows; i++)
    {
      gh_banded_program_add_to_right_side (banded, i, right[i]);
      oracle_rows[i] = gh_linear_program_add_row (oracle, right[i], right[i]);
    }
  for (guint k = 0; k < entries->len; k += 3)
    {
      const double *entry = &g_array_index (entries, double, k);
      gh_linear_program_set_coefficient (oracle, oracle_rows[(guint) entry[0]], (guint) entry[1],
                                         entry[2]);
    }
  g_array_unref (entries);
  g_auto (GhBandedSolution) solution = { 0 };
  g_auto (GhLinearSolution) expected = { .values = NULL };
  g_autoptr (GError) error = NULL;
  gh_banded_program_solve (banded, 1e-8, &solution, NULL, &error);
  g_assert_no_error (error);
  gh_linear_program_solve (oracle, GH_LINEAR_DUAL_SIMPLEX, INFINITY, NULL, &expected, &error);
  g_assert_no_error (error);
  g_assert_cmpint (expected.status, ==, GH_LINEAR_OPTIMAL);
  double tolerance = 1e-4 * (1.0 + fabs (expected.objective));
  g_assert_cmpfloat_with_epsilon (solution.objective, expected.objective, tolerance);
  g_assert_cmpfloat_with_epsilon (solution.dual_objective, expected.objective, tolerance);
  g_assert_cmpfloat (solution.infeasibility, <, 1e-4);
}

static void
test_equals_glpk (void)
{
  for (guint32 seed = 1; seed <= SEEDS; seed++)
    compare_seed (seed);
}

/* Rows of different widths, by hand: (4 2 0 0; 2 5 2 1; 0 2 6 0; 0 1 0 3) x = (8, 22, 22, 14) has
 * the solution (1, 2, 3, 4). */
static void
test_band (void)
{
  const gsize first[] = { 0, 0, 1, 1 };
  GhBandMatrix matrix;
  double vector[] = { 8.0, 22.0, 22.0, 14.0 };

  gh_band_matrix_init (&matrix, g_memdup2 (first, sizeof first), G_N_ELEMENTS (first));
  *gh_band_matrix_at (&matrix, 0, 0) = 4.0;
  *gh_band_matrix_at (&matrix, 1, 0) = 2.0;
  *gh_band_matrix_at (&matrix, 1, 1) = 5.0;
  *gh_band_matrix_at (&matrix, 2, 1) = 2.0;
  *gh_band_matrix_at (&matrix, 2, 2) = 6.0;
  *gh_band_matrix_at (&matrix, 3, 1) = 1.0;
  *gh_band_matrix_at (&matrix, 3, 3) = 3.0;
  gh_band_matrix_factorise (&matrix);
  gh_band_matrix_solve (&matrix, vector);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    g_assert_cmpfloat_with_epsilon (vector[i], i + 1.0, 1e-12);
  gh_band_matrix_clear (&matrix);
}

static gboolean
refuse (double fraction, const char *message, gpointer data)
{
  return FALSE;
}

static void
test_stops (void)
{
  g_autoptr (GhBandedProgram) program = gh_banded_program_new ();
  g_auto (GhBandedSolution) solution = { 0 };
  g_autoptr (GError) error = NULL;
  GhProgress progress = { refuse, NULL, 0.0, 1.0 };

  gh_banded_program_add_row (program, 1.0);
  gh_banded_program_add_column (program, 2.0, 1.0);
  gh_banded_program_set_coefficient (program, 0, 1.0);
  g_assert_false (gh_banded_program_solve (program, 1e-9, &solution, &progress, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/banded-program/band", test_band);
  g_test_add_func ("/banded-program/equals-glpk", test_equals_glpk);
  g_test_add_func ("/banded-program/stops", test_stops);
  return g_test_run ();
}
