/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reasons.h"
#include "site/site.h"

G_BEGIN_DECLS

void gh_feasibility_relax (GhSite *site, gboolean is_unmanaged, GhReason *reason,
                           double *unserved_kwh);
gboolean gh_feasibility_lower_tops (GhSite *site, GhReason *reason, double *unserved_kwh);
void gh_feasibility_take_demands (GhStore *store, GhSite *view);

G_END_DECLS
