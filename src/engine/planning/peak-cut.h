/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/peak-blocks.h"
#include "planning/plan.h"

G_BEGIN_DECLS

/* Powers that differ by less are the same, kW. */
#define GH_PEAK_SAME_KW 1e-6

/**
 * GhPeakMultiplier:
 * @step: a step
 * @peak: a demand charge
 * @per_kw: what a kW more of the peak saves there, currency
 * @more: what it can be taken to save beside that
 */
typedef struct
{
  guint step;
  guint peak;
  double per_kw;
  double more;
} GhPeakMultiplier;

/**
 * GhPeakCutBlock:
 * @cost: of the block's steps, currency; those of all blocks add up to the cut's
 * @begin_per_kwh: what a kWh more at its beginning is worth there, currency
 * @end_per_kwh: what a kWh more at its end takes of it, currency
 * @end_kwh: stored at its end
 *
 * What a pass says of one block.
 */
typedef struct
{
  double cost;
  double begin_per_kwh;
  double end_per_kwh;
  double end_kwh;
} GhPeakCutBlock;

/**
 * GhPeakCut:
 * @cost: of the pass
 * @peaks_kw: (owned): the peaks it was made with
 * @sums: (owned): of the multipliers of each peak, currency per kW
 * @multipliers: (owned) (element-type GhPeakMultiplier): those that are not 0
 * @blocks: (owned): of each block
 * @is_proven: by a pass with the multipliers as prices
 *
 * What a pass says of all peaks: where everything is convex, with other peaks no plan costs less
 * than @cost less each of @sums times the change of its peak.
 */
typedef struct
{
  double cost;
  double *peaks_kw;
  double *sums;
  GArray *multipliers;
  GhPeakCutBlock *blocks;
  gboolean is_proven;
} GhPeakCut;

GhPeakCut gh_peak_cut_read (const GhSite *charged, const GhPeakBlocks *blocks, const GhSite *plain,
                            const GhSite *surcharged, const double *peaks_kw, const GhPlan *plan);
void gh_peak_cut_clear (gpointer cut);
double gh_peak_surcharge_cost (const GhSite *surcharged, const double *grid_kw);
void gh_peak_cut_mix (const GhPeakCut *cut, gint peak, double share, double *per_kw);

G_END_DECLS
