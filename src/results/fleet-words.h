/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fleet-results.h"

G_BEGIN_DECLS

const char *gh_fleet_site_get_name (const GhStudy *study, guint site);
char *gh_fleet_period_format_name (const GhStudy *study, guint period);
char *gh_fleet_part_tell_gap (const GhFleetResults *results, guint site, guint period);
char *gh_fleet_part_tell_served (const GhFleetPart *part);
char *gh_fleet_currents_tell (const GhFleetCurrents *currents, const char *currency);
char *gh_fleet_results_explain_missing (const GhFleetResults *results);

G_END_DECLS
