/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/sensitivity-input.h"

G_BEGIN_DECLS

/**
 * GhTableAxis:
 * @input: (not owned): name or path of the input
 * @low: the first value; NAN for that of its range
 * @high: the last value; NAN for that of its range
 * @count: how many values
 *
 * What a study asks of one side of the table of two inputs.
 */
typedef struct
{
  const char *input;
  double low;
  double high;
  guint count;
} GhTableAxis;

GhTableAxis gh_table_axis_of_study (const GhStudy *study, gboolean is_down);
gboolean gh_table_axis_equal (const GhTableAxis *a, const GhTableAxis *b);
void gh_table_axis_settle (GhTableAxis *axis, const GhStudy *study,
                           const GhSensitivityInput *input);

G_END_DECLS
