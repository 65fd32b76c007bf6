/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"

G_BEGIN_DECLS

/**
 * GhBandedProgram:
 *
 * A linear program over time: minimise cost x with A x = right side and 0 <= x <= upper, where
 * each column has entries in rows near each other only, so that A D A' is a band.
 */
typedef struct _GhBandedProgram GhBandedProgram;

/**
 * GhBandedSolution:
 * @values: (owned) (array length=columns): x
 * @duals: (owned) (array length=rows): what one more of the right side costs
 * @objective: cost of @values
 * @dual_objective: cost of @duals; at the optimum the same
 * @infeasibility: by how much rows are missed at most, relative to the right side
 * @iterations: how many were made
 *
 * Where an interior point method has come to.
 */
typedef struct
{
  double *values;
  double *duals;
  double objective;
  double dual_objective;
  double infeasibility;
  guint iterations;
} GhBandedSolution;

GhBandedProgram *gh_banded_program_new (void);
void gh_banded_program_free (GhBandedProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhBandedProgram, gh_banded_program_free)
guint gh_banded_program_add_row (GhBandedProgram *program, double right_side);
void gh_banded_program_add_to_right_side (GhBandedProgram *program, guint row, double amount);
guint gh_banded_program_add_column (GhBandedProgram *program, double upper, double cost);
void gh_banded_program_set_coefficient (GhBandedProgram *program, guint row, double value);
gboolean gh_banded_program_solve (const GhBandedProgram *program, double good_gap,
                                  GhBandedSolution *solution, const GhProgress *progress,
                                  GError **error);
void gh_banded_solution_clear (GhBandedSolution *solution);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhBandedSolution, gh_banded_solution_clear)

G_END_DECLS
