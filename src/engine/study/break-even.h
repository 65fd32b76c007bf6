/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/root-search.h"
#include "study/sensitivity.h"

G_BEGIN_DECLS

/**
 * GhBreakEven:
 * @input: (owned): the input that is varied
 * @from: where the search begins
 * @to: where it ends
 * @tolerance: how far a root can be from the true one
 * @at_from: what the study comes to at @from
 * @at_to: and at @to
 * @roots: (owned) (element-type GhRoot): by rising value
 * @problems: values looked at for which the study cannot be told
 *
 * Where the net present value is zero over the range of an input.
 */
typedef struct
{
  GhSensitivityInput *input;
  double from;
  double to;
  double tolerance;
  GhSensitivityPoint at_from;
  GhSensitivityPoint at_to;
  GArray *roots;
  guint problems;
} GhBreakEven;

GhInputSpan gh_break_even_find_range (const GhSensitivityBase *base, GhSensitivityInput *input);
GPtrArray *gh_break_even_run (const GhSensitivityBase *base, const GArray *spans,
                              const GhProgress *progress, GError **error);
void gh_break_even_free (GhBreakEven *even);

G_END_DECLS
