/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhValueAxis:
 * @minimum: lower end
 * @maximum: upper end
 * @first: least tick
 * @step: between ticks: 1, 2 or 5 times a power of ten
 * @digits: decimals that labels need to tell ticks apart
 *
 * An axis of numbers with round ticks; its ends are a fifth of a step apart from the data at most.
 */
typedef struct
{
  double minimum;
  double maximum;
  double first;
  double step;
  int digits;
} GhValueAxis;

void gh_value_axis_init (GhValueAxis *axis, double least, double greatest, guint most_ticks);
guint gh_value_axis_count_ticks (const GhValueAxis *axis);
double gh_value_axis_get_tick (const GhValueAxis *axis, guint index);

G_END_DECLS
