/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/sensitivity-point.h"

G_BEGIN_DECLS

/**
 * GhSweep:
 * @across: (owned): the input that is varied
 * @down: (owned) (nullable): another one, varied with it
 * @columns: (owned) (array length=column_count): what @across becomes
 * @rows: (owned) (array length=row_count): what @down becomes; one row without it
 * @points: (owned) (array length=column_count*row_count): row by row
 *
 * One input over several values, or two over a table. Shared by reference, immutable, thread-safe.
 */
typedef struct
{
  GhSensitivityInput *across;
  GhSensitivityInput *down;
  guint column_count;
  guint row_count;
  double *columns;
  double *rows;
  GhSensitivityPoint *points;
} GhSweep;

/**
 * GhSwing:
 * @input: (owned): the input that is varied
 * @low: lower end of its range
 * @high: upper end
 * @at_low: what the study comes to there
 * @at_high: and there
 *
 * How far an input moves what a study comes to.
 */
typedef struct
{
  GhSensitivityInput *input;
  double low;
  double high;
  GhSensitivityPoint at_low;
  GhSensitivityPoint at_high;
} GhSwing;

/**
 * GhTornado:
 * @measure: what the swings are sorted by
 * @base: (owned): the study as it is
 * @swings: (owned) (element-type GhSwing): the widest first; those with a problem last
 *
 * Which inputs move a study most. Shared by reference, immutable, thread-safe.
 */
typedef struct
{
  GhMeasure measure;
  GhSensitivityBase *base;
  GArray *swings;
} GhTornado;

/**
 * GhInputSpan:
 * @input: (owned): an input
 * @low: lower end of its range
 * @high: upper end
 *
 * An input with the range in which it is to be varied.
 */
typedef struct
{
  GhSensitivityInput *input;
  double low;
  double high;
} GhInputSpan;

GArray *gh_input_spans_new (void);
GArray *gh_input_spans_of_study (const GhStudy *study, const GhSite *site, GhStrategy strategy,
                                 GPtrArray *problems);
void gh_input_spans_add (GArray *spans, GhSensitivityInput *input, double low, double high);

GhSweep *gh_sweep_run (const GhSensitivityBase *base, GhSensitivityInput *across,
                       const double *columns, guint column_count, GhSensitivityInput *down,
                       const double *rows, guint row_count, const GhProgress *progress,
                       GError **error);
GhSweep *gh_sweep_ref (GhSweep *sweep);
void gh_sweep_unref (GhSweep *sweep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSweep, gh_sweep_unref)
const GhSensitivityPoint *gh_sweep_get (const GhSweep *sweep, guint row, guint column);
double *gh_sweep_new_values (double from, double to, guint count);

GhTornado *gh_tornado_run (GhSensitivityBase *base, const GArray *spans, GhMeasure measure,
                           const GhProgress *progress, GError **error);
GhTornado *gh_tornado_new_sorted (const GhTornado *tornado, GhMeasure measure);
GhTornado *gh_tornado_ref (GhTornado *tornado);
void gh_tornado_unref (GhTornado *tornado);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTornado, gh_tornado_unref)
double gh_swing_get_span (const GhSwing *swing, GhMeasure measure);

G_END_DECLS
