/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/household.h"

G_BEGIN_DECLS

char *gh_answer_battery_limits (const GhBatteryResult *battery, const GhSite *site);
char *gh_answer_battery_wear (const GhBatterySet *batteries);

G_END_DECLS
