/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/linear-program.h"
#include "planning/peak-cut.h"

G_BEGIN_DECLS

/**
 * GhPeakMaster:
 * @site: with demand charges
 * @blocks: of it
 * @cuts: (element-type GhPeakCut): what passes said
 * @by_block: whether cuts count block by block, which is true where everything is convex, or as
 *   one
 *
 * What is known of all peaks together.
 */
typedef struct
{
  const GhSite *site;
  const GhPeakBlocks *blocks;
  const GArray *cuts;
  gboolean by_block;
} GhPeakMaster;

gboolean gh_peak_master_solve (const GhPeakMaster *self, double *peaks_kw, double **weights,
                               double *bound, GError **error);

G_END_DECLS
