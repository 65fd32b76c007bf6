/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"

G_BEGIN_DECLS

typedef enum
{
  GH_LINEAR_CONTINUOUS,
  GH_LINEAR_BINARY
} GhLinearKind;

typedef enum
{
  GH_LINEAR_DUAL_SIMPLEX,
  GH_LINEAR_PRIMAL_SIMPLEX
} GhLinearMethod;

/**
 * GhLinearStatus:
 * @GH_LINEAR_OPTIMAL: proven
 * @GH_LINEAR_INFEASIBLE: no values satisfy all rows
 * @GH_LINEAR_UNBOUNDED: the objective falls without end, or the rows contradict each other as well
 * @GH_LINEAR_TIME_LIMIT: stopped by the clock; there may be values, never proven the best
 */
typedef enum
{
  GH_LINEAR_OPTIMAL,
  GH_LINEAR_INFEASIBLE,
  GH_LINEAR_UNBOUNDED,
  GH_LINEAR_TIME_LIMIT
} GhLinearStatus;

/**
 * GhLinearSolution:
 * @status: how it ended
 * @integer: whether binary columns were branched on
 * @objective: of @values; %INFINITY where there are none
 * @bound: no solution is cheaper; -%INFINITY where nothing is known
 * @values: (nullable): one a column
 * @duals: (nullable): change of the objective per unit of each row's binding side; with binary
 *   columns, those of the program in which they are held at their values
 *
 * What a solve yields. Cleared by gh_linear_solution_clear().
 */
typedef struct
{
  GhLinearStatus status;
  gboolean integer;
  double objective;
  double bound;
  double *values;
  double *duals;
} GhLinearSolution;

/**
 * GhLinearProgram:
 *
 * Columns, rows and coefficients of a program that is minimised, kept apart from the solver: a
 * solver's problem exists only inside a solve. The last basis is kept, so that a program to
 * which columns or rows were added is solved on from there.
 *
 * Threads: a program belongs to one thread at a time; any number of threads may solve programs
 * of their own at once.
 */
typedef struct _GhLinearProgram GhLinearProgram;

GhLinearProgram *gh_linear_program_new (void);
GhLinearProgram *gh_linear_program_copy (const GhLinearProgram *program);
void gh_linear_program_free (GhLinearProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhLinearProgram, gh_linear_program_free)

guint gh_linear_program_add_column (GhLinearProgram *program, double lower, double upper,
                                    double cost, GhLinearKind kind);
guint gh_linear_program_add_row (GhLinearProgram *program, double lower, double upper);
void gh_linear_program_set_coefficient (GhLinearProgram *program, guint row, guint column,
                                        double value);
void gh_linear_program_set_column_bounds (GhLinearProgram *program, guint column, double lower,
                                          double upper);
void gh_linear_program_set_row_bounds (GhLinearProgram *program, guint row, double lower,
                                       double upper);
void gh_linear_program_set_cost (GhLinearProgram *program, guint column, double cost);
void gh_linear_program_set_scaled (GhLinearProgram *program);
guint gh_linear_program_get_columns (const GhLinearProgram *program);
guint gh_linear_program_get_rows (const GhLinearProgram *program);

gboolean gh_linear_program_solve (GhLinearProgram *program, GhLinearMethod method,
                                  double time_limit_seconds, const GhProgress *progress,
                                  GhLinearSolution *solution, GError **error);
void gh_linear_solution_clear (GhLinearSolution *solution);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhLinearSolution, gh_linear_solution_clear)

G_END_DECLS
