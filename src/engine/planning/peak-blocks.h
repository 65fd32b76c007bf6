/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/site.h"

G_BEGIN_DECLS

/**
 * GhPeakBlocks:
 * @count: how many, at least 1
 * @first: (owned) (array length=count+1): first step of each, and the number of steps
 * @of_peak: (owned) (array length=demand_charge_count): the block in which each charge applies
 * @layers: how many charges apply at once at most, as layers of them
 * @layer: (owned) (array length=demand_charge_count): of each charge; those of one layer never
 *   apply at once
 *
 * Parts of time that no demand charge reaches out of: only stored energy goes from one to the next.
 */
typedef struct
{
  guint count;
  gsize *first;
  guint *of_peak;
  guint layers;
  guint *layer;
} GhPeakBlocks;

void gh_peak_blocks_init (GhPeakBlocks *blocks, const GhSite *site);
void gh_peak_blocks_clear (GhPeakBlocks *blocks);

G_END_DECLS
