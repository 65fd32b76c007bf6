/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/planner.h"

G_BEGIN_DECLS

GhPlan *gh_several_stores_plan (const GhSite *site, const GhPlanOptions *options, double good_gap,
                                const GhProgress *progress, GError **error);

G_END_DECLS
