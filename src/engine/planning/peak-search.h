/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhPeakPass:
 * @site: a site without demand charges, with surcharges
 * @data: what was given to gh_peak_search()
 * @quick: whether a plan with a gap and a bound with one are enough
 * @progress: (nullable): polled while planning
 * @error: set when stopped
 *
 * Plans a site once, with duals.
 *
 * Returns: (transfer full) (nullable): the plan
 */
typedef GhPlan *(*GhPeakPass) (const GhSite *site, gpointer data, gboolean quick,
                               const GhProgress *progress, GError **error);

GhPlan *gh_peak_search (const GhSite *site, GhPeakPass pass, gpointer data, GArray *peaks_kw,
                        const GhProgress *progress, GError **error);

G_END_DECLS
