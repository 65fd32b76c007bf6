/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "progress.h"

G_BEGIN_DECLS

gboolean gh_fleet_turns_take (const GhSite *site, GhPlan *plan, const double *peaks_kw,
                              gboolean equal_end, const GhProgress *progress, GError **error);

G_END_DECLS
