/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

GhPlan *gh_unmanaged_plan (const GhSite *site);
gboolean gh_unmanaged_find_repeating_level (const GhSite *site, double *level_kwh);

G_END_DECLS
