/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"
#include "time-axis.h"

G_BEGIN_DECLS

GPtrArray *gh_demand_list_rules (const GhTariff *tariff);
gboolean gh_demand_rule_is_due (const GhDemandRule *rule, int month);
double gh_demand_rule_price (const GhDemandRule *rule, double kw, double *next);
double *gh_demand_find_peaks (const guint8 *applies, const GArray *months, const double *grid_kw);
double gh_demand_rule_get_floor (const GhDemandRule *rule, const GArray *months,
                                 const double *peaks, guint month);

G_END_DECLS
