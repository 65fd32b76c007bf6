/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

char *gh_explain_step (const GhSite *site, const GhPlan *plan, GhStrategy strategy, guint store,
                       gsize step);

G_END_DECLS
