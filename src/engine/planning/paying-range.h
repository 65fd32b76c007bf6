/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/piecewise.h"

G_BEGIN_DECLS

/**
 * GhPayingRange:
 * @charge_below: where a step begins with more, driving taken off, charging is not better than
 *   doing nothing; %INFINITY where that is not known
 * @discharge_above: where it begins with less, discharging is not better; -%INFINITY likewise
 * @idle_cost: what doing nothing costs; %INFINITY where that is impossible
 *
 * Where the choices of a step have to be looked at.
 */
typedef struct
{
  double charge_below;
  double discharge_above;
  double idle_cost;
} GhPayingRange;

GhPayingRange gh_paying_range_find (const GhPiecewise *value, const GhPiecewise *stage);

G_END_DECLS
