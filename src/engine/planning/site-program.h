/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/linear-program.h"
#include "planning/plan.h"
#include "progress.h"

G_BEGIN_DECLS

GhLinearProgram *gh_site_program_new (const GhSite *site);
GhPlan *gh_site_program_solve (const GhSite *site, double time_limit_seconds,
                               const GhProgress *progress, GError **error);

G_END_DECLS
