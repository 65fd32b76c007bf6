/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhCycle:
 * @range: from its lowest to its highest value
 * @mean: half way between them
 * @count: 1 for a full cycle, 0.5 for a half one
 * @first: where in the series it begins
 * @last: where it turns back
 *
 * A cycle that was counted. A full one goes on from @last to where the series first comes back to
 * its beginning.
 */
typedef struct
{
  double range;
  double mean;
  double count;
  gsize first;
  gsize last;
} GhCycle;

GArray *gh_rainflow_count (const double *series, gsize count);

G_END_DECLS
