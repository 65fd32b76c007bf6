/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

double gh_outages_count_per_year (const GhResilienceProfile *profile);
double gh_outages_get_hours_per_year (const GhResilienceProfile *profile);
double *gh_outages_new_weights (const GhResilienceProfile *profile, double step_hours,
                                gsize *count);

G_END_DECLS
