/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/linear-program-private.h"

#include <math.h>

/**
 * gh_linear_program_new:
 *
 * Returns: (transfer full): an empty program, to be minimised
 */
GhLinearProgram *
gh_linear_program_new (void)
{
  GhLinearProgram *program = g_new0 (GhLinearProgram, 1);

  program->columns = g_array_new (FALSE, FALSE, sizeof (GhLinearLine));
  program->rows = g_array_new (FALSE, FALSE, sizeof (GhLinearLine));
  program->entries = g_array_new (FALSE, FALSE, sizeof (GhLinearEntry));
  return program;
}

/**
 * gh_linear_program_copy:
 * @program: a program
 *
 * Returns: (transfer full): an equal program with the same basis
 */
GhLinearProgram *
gh_linear_program_copy (const GhLinearProgram *program)
{
  GhLinearProgram *copy = g_new0 (GhLinearProgram, 1);

  copy->columns = g_array_copy (program->columns);
  copy->rows = g_array_copy (program->rows);
  copy->entries = g_array_copy (program->entries);
  copy->has_binaries = program->has_binaries;
  copy->is_scaled = program->is_scaled;
  return copy;
}

/**
 * gh_linear_program_free:
 * @program: (nullable) (transfer full): a program
 *
 * Frees a program.
 */
void
gh_linear_program_free (GhLinearProgram *program)
{
  if (program == NULL)
    return;
  g_array_unref (program->columns);
  g_array_unref (program->rows);
  g_array_unref (program->entries);
  g_free (program);
}

/**
 * gh_linear_program_add_column:
 * @program: a program
 * @lower: least value, may be -%INFINITY
 * @upper: greatest value, may be %INFINITY
 * @cost: objective per unit
 * @kind: whether the column is 0 or 1 only
 *
 * Adds an unknown.
 *
 * Returns: its index, from 0
 */
guint
gh_linear_program_add_column (GhLinearProgram *program, double lower, double upper, double cost,
                              GhLinearKind kind)
{
  GhLinearLine line
      = { lower, upper, cost, kind, isfinite (lower) ? GH_LINEAR_AT_LOWER : GH_LINEAR_AT_UPPER };

  g_array_append_val (program->columns, line);
  program->has_binaries |= kind == GH_LINEAR_BINARY;
  return program->columns->len - 1;
}

/**
 * gh_linear_program_add_row:
 * @program: a program
 * @lower: least value of the row, may be -%INFINITY
 * @upper: greatest value, may be %INFINITY; equal to @lower for an equation
 *
 * Adds a constraint without coefficients.
 *
 * Returns: its index, from 0
 */
guint
gh_linear_program_add_row (GhLinearProgram *program, double lower, double upper)
{
  GhLinearLine line = { lower, upper, 0.0, GH_LINEAR_CONTINUOUS, GH_LINEAR_BASIC };

  g_array_append_val (program->rows, line);
  return program->rows->len - 1;
}

/**
 * gh_linear_program_set_coefficient:
 * @program: a program
 * @row: index of a row
 * @column: index of a column
 * @value: the coefficient; 0 is skipped
 *
 * Sets a coefficient. Each pair may be given once; a solve with a pair given twice, or with
 * an index that does not exist, fails with %GH_ERROR_FAILED.
 */
void
gh_linear_program_set_coefficient (GhLinearProgram *program, guint row, guint column, double value)
{
  GhLinearEntry entry = { (int) row + 1, (int) column + 1, value };

  if (value < 0.0 || value > 0.0 || isnan (value))
    g_array_append_val (program->entries, entry);
}

/**
 * gh_linear_program_set_column_bounds:
 * @program: a program
 * @column: index of a column
 * @lower: least value
 * @upper: greatest value
 *
 * Changes a column's bounds, to solve again from the last basis.
 */
void
gh_linear_program_set_column_bounds (GhLinearProgram *program, guint column, double lower,
                                     double upper)
{
  g_return_if_fail (column < program->columns->len);
  g_array_index (program->columns, GhLinearLine, column).lower = lower;
  g_array_index (program->columns, GhLinearLine, column).upper = upper;
}

/**
 * gh_linear_program_set_row_bounds:
 * @program: a program
 * @row: index of a row
 * @lower: least value
 * @upper: greatest value
 *
 * Changes a row's bounds, to solve again from the last basis.
 */
void
gh_linear_program_set_row_bounds (GhLinearProgram *program, guint row, double lower, double upper)
{
  g_return_if_fail (row < program->rows->len);
  g_array_index (program->rows, GhLinearLine, row).lower = lower;
  g_array_index (program->rows, GhLinearLine, row).upper = upper;
}

/**
 * gh_linear_program_set_cost:
 * @program: a program
 * @column: index of a column
 * @cost: objective per unit
 *
 * Changes a column's cost, to solve again from the last basis.
 */
void
gh_linear_program_set_cost (GhLinearProgram *program, guint column, double cost)
{
  g_return_if_fail (column < program->columns->len);
  g_array_index (program->columns, GhLinearLine, column).cost = cost;
}

/**
 * gh_linear_program_set_scaled:
 * @program: a program
 *
 * Says that its numbers are near 1, so that solves take them as they are. Finding a scale goes over
 * all coefficients many times, more than a solve from the last basis may take.
 */
void
gh_linear_program_set_scaled (GhLinearProgram *program)
{
  program->is_scaled = TRUE;
}

/**
 * gh_linear_program_get_columns:
 * @program: a program
 *
 * Returns: how many columns there are
 */
guint
gh_linear_program_get_columns (const GhLinearProgram *program)
{
  return program->columns->len;
}

/**
 * gh_linear_program_get_rows:
 * @program: a program
 *
 * Returns: how many rows there are
 */
guint
gh_linear_program_get_rows (const GhLinearProgram *program)
{
  return program->rows->len;
}

/**
 * gh_linear_solution_clear:
 * @solution: a solution
 *
 * Frees the arrays of a solution.
 */
void
gh_linear_solution_clear (GhLinearSolution *solution)
{
  g_clear_pointer (&solution->values, g_free);
  g_clear_pointer (&solution->duals, g_free);
}
