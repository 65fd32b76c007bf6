/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/banded-program-private.h"

/**
 * gh_banded_program_new:
 *
 * Returns: (transfer full): a program without rows and columns
 */
GhBandedProgram *
gh_banded_program_new (void)
{
  GhBandedProgram *program = g_new0 (GhBandedProgram, 1);

  program->right_side = g_array_new (FALSE, FALSE, sizeof (double));
  program->upper = g_array_new (FALSE, FALSE, sizeof (double));
  program->cost = g_array_new (FALSE, FALSE, sizeof (double));
  program->first = g_array_new (FALSE, FALSE, sizeof (guint));
  program->wide = g_array_new (FALSE, FALSE, sizeof (guint));
  program->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  program->values = g_array_new (FALSE, FALSE, sizeof (double));
  return program;
}

/**
 * gh_banded_program_free:
 * @program: (transfer full) (nullable): a program
 *
 * Frees it.
 */
void
gh_banded_program_free (GhBandedProgram *program)
{
  if (program == NULL)
    return;
  g_array_unref (program->right_side);
  g_array_unref (program->upper);
  g_array_unref (program->cost);
  g_array_unref (program->first);
  g_array_unref (program->wide);
  g_array_unref (program->rows);
  g_array_unref (program->values);
  g_free (program);
}

/**
 * gh_banded_program_add_row:
 * @program: a program
 * @right_side: what the row is to come to
 *
 * Returns: its index
 */
guint
gh_banded_program_add_row (GhBandedProgram *program, double right_side)
{
  g_array_append_val (program->right_side, right_side);
  return program->right_side->len - 1;
}

/**
 * gh_banded_program_add_to_right_side:
 * @program: a program
 * @row: a row
 * @amount: how much more it is to come to
 */
void
gh_banded_program_add_to_right_side (GhBandedProgram *program, guint row, double amount)
{
  g_array_index (program->right_side, double, row) += amount;
}

/**
 * gh_banded_program_add_column:
 * @program: a program
 * @upper: greatest value, above 0; the least is 0; %INFINITY for none
 * @cost: of one
 *
 * Returns: its index; its coefficients are set next
 */
guint
gh_banded_program_add_column (GhBandedProgram *program, double upper, double cost)
{
  g_array_append_val (program->upper, upper);
  g_array_append_val (program->cost, cost);
  g_array_append_val (program->first, program->rows->len);
  return program->upper->len - 1;
}

/**
 * gh_banded_program_add_wide_column:
 * @program: a program
 * @upper: greatest value, above 0; the least is 0; %INFINITY for none
 * @cost: of one
 *
 * Adds a column that may have entries in any rows, each of which must have another column of its
 * own. A few dozen of them cost as much as the band itself.
 *
 * Returns: its index; its coefficients are set next
 */
guint
gh_banded_program_add_wide_column (GhBandedProgram *program, double upper, double cost)
{
  guint column = gh_banded_program_add_column (program, upper, cost);

  g_array_append_val (program->wide, column);
  return column;
}

/**
 * gh_banded_program_set_coefficient:
 * @program: a program
 * @row: a row in which the last added column has no coefficient yet
 * @value: its coefficient
 */
void
gh_banded_program_set_coefficient (GhBandedProgram *program, guint row, double value)
{
  g_array_append_val (program->rows, row);
  g_array_append_val (program->values, value);
}
