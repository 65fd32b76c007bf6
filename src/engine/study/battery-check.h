/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/battery-plan.h"

G_BEGIN_DECLS

gboolean gh_battery_check_run (const GhBatteryModel *model, const GhAgeingState *age,
                               const GhPlan *plan, GhBatteryResult *result, GhStore *tighter);
gboolean gh_battery_check_meets_limit (const GhStore *store, const GhPlan *plan,
                                       const GhBatteryModel *model);

G_END_DECLS
