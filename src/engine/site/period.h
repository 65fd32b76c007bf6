/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

int gh_period_get_year (const GhStudy *study);
void gh_period_set_year (GhStudy *study, int year);
void gh_period_set_step (GhStudy *study, double step_minutes);

G_END_DECLS
