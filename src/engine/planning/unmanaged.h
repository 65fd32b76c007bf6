/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"

G_BEGIN_DECLS

double gh_unmanaged_power_kw (const GhSite *site, gsize step, double energy_kwh);
double gh_unmanaged_battery_kwh (const GhSite *site, const GhStore *store, gsize step,
                                 double energy_kwh);
GhPlan *gh_unmanaged_plan (const GhSite *site);
gboolean gh_unmanaged_find_repeating_levels (const GhSite *site, double *levels_kwh);

G_END_DECLS
