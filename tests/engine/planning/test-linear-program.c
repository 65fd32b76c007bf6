/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "errors.h"
#include "planning/linear-program.h"

#include <glpk.h>
#include <math.h>

/* Maximise 3x + 5y with x <= 4, 2y <= 12, 3x + 2y <= 18: x 2, y 6, 36. */
static GhLinearProgram *
make_factory (GhLinearKind kind)
{
  GhLinearProgram *program = gh_linear_program_new ();
  guint x = gh_linear_program_add_column (program, 0.0, kind ? 1.0 : 4.0, -3.0, kind);
  guint y = gh_linear_program_add_column (program, 0.0, INFINITY, -5.0, GH_LINEAR_CONTINUOUS);
  guint first = gh_linear_program_add_row (program, -INFINITY, 12.0);
  guint second = gh_linear_program_add_row (program, -INFINITY, 18.0);

  gh_linear_program_set_coefficient (program, first, y, 2.0);
  gh_linear_program_set_coefficient (program, second, x, 3.0);
  gh_linear_program_set_coefficient (program, second, y, 2.0);
  return program;
}

static void
test_simplex (void)
{
  for (int method = GH_LINEAR_DUAL_SIMPLEX; method <= GH_LINEAR_PRIMAL_SIMPLEX; method++)
    {
      g_autoptr (GhLinearProgram) program = make_factory (GH_LINEAR_CONTINUOUS);
      g_auto (GhLinearSolution) solution = { .values = NULL };
      g_autoptr (GError) error = NULL;

      gh_linear_program_solve (program, (GhLinearMethod) method, 0.0, NULL, &solution, &error);
      g_assert_no_error (error);
      g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
      g_assert_false (solution.integer);
      g_assert_cmpfloat_with_epsilon (solution.objective, -36.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (solution.bound, -36.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (solution.values[0], 2.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (solution.values[1], 6.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (solution.duals[0], -1.5, 1e-9);
      g_assert_cmpfloat_with_epsilon (solution.duals[1], -1.0, 1e-9);
    }
}

/* A column added to a solved program, as a master problem grows. */
static void
test_again (void)
{
  g_autoptr (GhLinearProgram) program = make_factory (GH_LINEAR_CONTINUOUS);
  g_auto (GhLinearSolution) first = { .values = NULL };
  g_auto (GhLinearSolution) second = { .values = NULL };
  g_autoptr (GError) error = NULL;

  gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX, 0.0, NULL, &first, &error);
  guint z = gh_linear_program_add_column (program, 0.0, 1.0, -10.0, GH_LINEAR_CONTINUOUS);
  gh_linear_program_set_coefficient (program, 0, z, 2.0);
  gh_linear_program_set_column_bounds (program, 0, 0.0, 3.0);
  gh_linear_program_set_cost (program, 1, -6.0);
  gh_linear_program_set_row_bounds (program, 1, -INFINITY, 19.0);
  gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX, 0.0, NULL, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_linear_program_get_columns (program), ==, 3);
  g_assert_cmpuint (gh_linear_program_get_rows (program), ==, 2);
  g_assert_cmpfloat_with_epsilon (second.objective, -49.0, 1e-9);
}

/* A column that is held at nothing changes nothing, also while it is still in the basis, and is
 * there again once it is let go. */
static void
test_put_aside (void)
{
  g_autoptr (GhLinearProgram) program = make_factory (GH_LINEAR_CONTINUOUS);

  for (guint turn = 0; turn < 6; turn++)
    {
      g_auto (GhLinearSolution) solution = { .values = NULL };
      g_autoptr (GError) error = NULL;
      gboolean aside = turn % 3 > 0;

      gh_linear_program_set_column_bounds (program, 0, 0.0, aside ? 0.0 : 4.0);
      gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX, 0.0, NULL, &solution, &error);
      g_assert_no_error (error);
      g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
      g_assert_cmpfloat_with_epsilon (solution.objective, aside ? -30.0 : -36.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (solution.values[0], aside ? 0.0 : 2.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (solution.values[1], 6.0, 1e-9);
    }
}

static void
test_binary (void)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  static const double values[] = { 10, 13, 7, 8, 12 }, weights[] = { 3, 4, 2, 3, 4 };
  g_auto (GhLinearSolution) solution = { .values = NULL };
  g_autoptr (GError) error = NULL;
  guint row = gh_linear_program_add_row (program, -INFINITY, 9.5);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    gh_linear_program_set_coefficient (
        program, row,
        gh_linear_program_add_column (program, 0.0, 1.0, -values[i], GH_LINEAR_BINARY), weights[i]);
  gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &solution, &error);
  g_assert_no_error (error);
  g_assert_true (solution.integer);
  g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
  g_assert_cmpfloat_with_epsilon (solution.objective, -30.0, 1e-9);
  g_assert_cmpfloat (solution.bound, <=, solution.objective);
  g_assert_cmpfloat_with_epsilon (solution.bound, -30.0, 1e-6);
}

static void
test_statuses (void)
{
  g_autoptr (GhLinearProgram) program = make_factory (GH_LINEAR_CONTINUOUS);
  g_auto (GhLinearSolution) none = { .values = NULL };
  g_auto (GhLinearSolution) crossed = { .values = NULL };
  g_auto (GhLinearSolution) endless = { .values = NULL };
  g_autoptr (GError) error = NULL;

  gh_linear_program_set_row_bounds (program, 0, 40.0, 50.0);
  g_assert_true (
      gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &none, &error));
  g_assert_cmpint (none.status, ==, GH_LINEAR_INFEASIBLE);
  g_assert_null (none.values);
  gh_linear_program_set_row_bounds (program, 0, 2.0, 1.0);
  g_assert_true (
      gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &crossed, &error));
  g_assert_cmpint (crossed.status, ==, GH_LINEAR_INFEASIBLE);
  gh_linear_program_set_row_bounds (program, 0, -INFINITY, INFINITY);
  gh_linear_program_set_row_bounds (program, 1, -INFINITY, INFINITY);
  g_assert_true (
      gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &endless, &error));
  g_assert_cmpint (endless.status, ==, GH_LINEAR_UNBOUNDED);
  g_assert_no_error (error);
}

/* What makes the solver abort by design is an error here, and the next solve works. */
static void
test_bad_call (void)
{
  for (int bad = 0; bad < 3; bad++)
    {
      g_autoptr (GhLinearProgram) program = make_factory (GH_LINEAR_CONTINUOUS);
      g_auto (GhLinearSolution) solution = { .values = NULL };
      g_autoptr (GError) error = NULL;

      gh_linear_program_set_coefficient (program, bad == 1 ? 77 : 0, bad == 2 ? 99 : 1, 3.0);
      g_assert_false (
          gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &solution, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
      g_assert_null (solution.values);
      test_simplex ();
    }
}

/* A dense program that takes the simplex method a while. */
static GhLinearProgram *
make_dense (guint size, GhLinearKind kind)
{
  GhLinearProgram *program = gh_linear_program_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < size; i++)
    gh_linear_program_add_column (program, 0.0, 1.0, -g_rand_double_range (random, 0.5, 1.5), kind);
  for (guint i = 0; i < size; i++)
    {
      guint row = gh_linear_program_add_row (program, -INFINITY, (double) size / 8.0);
      for (guint j = 0; j < size; j++)
        gh_linear_program_set_coefficient (program, row, j, g_rand_double (random));
    }
  return program;
}

/* A program in GLPK's own format, of rows that are bounded below. */
static GhLinearProgram *
read_program (glp_prob *problem)
{
  GhLinearProgram *program = gh_linear_program_new ();
  int rows = glp_get_num_rows (problem), columns = glp_get_num_cols (problem);
  g_autofree int *at = g_new (int, columns + 1);
  g_autofree double *values = g_new (double, columns + 1);

  for (int j = 1; j <= columns; j++)
    {
      gboolean is_free = glp_get_col_type (problem, j) == GLP_FR;
      gh_linear_program_add_column (program, is_free ? -INFINITY : glp_get_col_lb (problem, j),
                                    is_free ? INFINITY : glp_get_col_ub (problem, j),
                                    glp_get_obj_coef (problem, j), GH_LINEAR_CONTINUOUS);
    }
  for (int i = 1; i <= rows; i++)
    {
      guint row = gh_linear_program_add_row (program, glp_get_row_lb (problem, i), INFINITY);
      int count = glp_get_mat_row (problem, i, at, values);
      for (int k = 1; k <= count; k++)
        gh_linear_program_set_coefficient (program, row, (guint) at[k] - 1, values[k]);
    }
  return program;
}

/* A program that is taken as it is has the same solution, and so has a copy of it. */
static void
test_scaled (void)
{
  g_autoptr (GhLinearProgram) program = make_factory (GH_LINEAR_CONTINUOUS);
  g_auto (GhLinearSolution) first = { .values = NULL };
  g_auto (GhLinearSolution) second = { .values = NULL };
  g_autoptr (GError) error = NULL;

  gh_linear_program_set_scaled (program);
  g_autoptr (GhLinearProgram) copy = gh_linear_program_copy (program);
  gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX, 0.0, NULL, &first, &error);
  g_assert_no_error (error);
  gh_linear_program_solve (copy, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (first.objective, -36.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (second.objective, -36.0, 1e-9);
}

/* The master of a search over peaks, some of whose coefficients are rounding: scaled by what is
 * largest and least in its rows, the simplex method goes round in circles. */
static void
test_noise (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "cases", "planning", "noisy-master.glp", NULL);
  glp_prob *problem = glp_create_prob ();
  g_auto (GhLinearSolution) solution = { .values = NULL };
  g_autoptr (GError) error = NULL;

  glp_term_out (GLP_OFF);
  g_assert_cmpint (glp_read_prob (problem, 0, path), ==, 0);
  g_autoptr (GhLinearProgram) program = read_program (problem);
  g_assert_cmpint (glp_simplex (problem, NULL), ==, 0);
  g_assert_true (
      gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 20.0, NULL, &solution, &error));
  g_assert_no_error (error);
  g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
  g_assert_cmpfloat_with_epsilon (solution.objective, glp_get_obj_val (problem), 1e-6);
  glp_delete_prob (problem);
}

static void
test_time_limit (void)
{
  for (int kind = GH_LINEAR_CONTINUOUS; kind <= GH_LINEAR_BINARY; kind++)
    {
      guint size = kind == GH_LINEAR_BINARY ? 60 : 700;
      g_autoptr (GhLinearProgram) program = make_dense (size, (GhLinearKind) kind);
      g_auto (GhLinearSolution) solution = { .values = NULL };
      g_autoptr (GError) error = NULL;

      g_assert_true (gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX,
                                              kind == GH_LINEAR_BINARY ? 0.3 : 0.02, NULL,
                                              &solution, &error));
      g_test_message ("kind %d: objective %g, bound %g", kind, solution.objective, solution.bound);
      g_assert_cmpint (solution.status, ==, GH_LINEAR_TIME_LIMIT);
      g_assert_cmpfloat (solution.bound, <=, solution.objective);
    }
}

static gboolean
stop_at_zero (double fraction G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, gpointer data)
{
  return --*(guint *) data > 0;
}

static void
test_stop (void)
{
  for (int kind = GH_LINEAR_CONTINUOUS; kind <= GH_LINEAR_BINARY; kind++)
    {
      g_autoptr (GhLinearProgram) program = make_dense (60, (GhLinearKind) kind);
      g_auto (GhLinearSolution) solution = { .values = NULL };
      g_autoptr (GError) error = NULL;
      guint calls = kind == GH_LINEAR_BINARY ? 3 : 1;
      GhProgress progress = { stop_at_zero, &calls, 0.0, 1.0 };

      g_assert_false (gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX, 0.0, &progress,
                                               &solution, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
      g_assert_cmpuint (calls, ==, 0);
      g_assert_null (solution.values);

      /* The program is as it was, though the solver's thread may still be at work. */
      g_clear_error (&error);
      g_assert_true (gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX, 0.05, NULL,
                                              &solution, &error));
      g_assert_no_error (error);
    }
}

static gpointer
solve_often (gpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 20; i++)
    {
      test_simplex ();
      test_bad_call ();
      test_binary ();
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("solve", solve_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linear-program/simplex", test_simplex);
  g_test_add_func ("/linear-program/again", test_again);
  g_test_add_func ("/linear-program/put-aside", test_put_aside);
  g_test_add_func ("/linear-program/binary", test_binary);
  g_test_add_func ("/linear-program/statuses", test_statuses);
  g_test_add_func ("/linear-program/bad-call", test_bad_call);
  g_test_add_func ("/linear-program/scaled", test_scaled);
  g_test_add_func ("/linear-program/noise", test_noise);
  g_test_add_func ("/linear-program/time-limit", test_time_limit);
  g_test_add_func ("/linear-program/stop", test_stop);
  g_test_add_func ("/linear-program/threads", test_threads);
  return g_test_run ();
}
