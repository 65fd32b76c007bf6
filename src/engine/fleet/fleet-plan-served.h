/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet/fleet-plan.h"

G_BEGIN_DECLS

gboolean gh_fleet_served_explain_limit (const GhSite *site, GhReason *reason);
void gh_fleet_served_relax (GhSite *site, gboolean is_unmanaged, GArray *short_stores);
gboolean gh_fleet_served_lower_tops (GhSite *site, guint store, GArray *short_stores);
void gh_fleet_served_cut (GhSite *site, GhPlan *plan, GArray *short_stores);
double gh_fleet_served_sum (const GArray *short_stores);

G_END_DECLS
