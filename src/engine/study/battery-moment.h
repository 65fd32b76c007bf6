/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/plan.h"
#include "study/battery-model.h"

G_BEGIN_DECLS

/* Of GhBatteryMoment: 10 s, 30 s, 5 minutes, one step. */
#define GH_BATTERY_HORIZONS 4

/**
 * GhBatteryPower:
 * @seconds: for how long
 * @charge_kw: greatest charging power at the battery, 0 or more
 * @discharge_kw: greatest discharging power at the battery, 0 or more
 */
typedef struct
{
  double seconds;
  double charge_kw;
  double discharge_kw;
} GhBatteryPower;

/**
 * GhBatteryMoment:
 * @soc: state of charge as plans count it: stored energy over that of the full battery
 * @soh: state of health: capacity left, 1 when new
 * @temperature_k: of the cells
 * @v1_v: voltage of the slow branch, above 0 after discharging
 * @v2_v: voltage of the fast branch
 * @powers: state of power, by horizon
 *
 * What a battery's dashboard would show.
 */
typedef struct
{
  double soc;
  double soh;
  double temperature_k;
  double v1_v;
  double v2_v;
  GhBatteryPower powers[GH_BATTERY_HORIZONS];
} GhBatteryMoment;

void gh_battery_moment (const GhBatteryModel *model, const GhAgeingState *age, const GhStore *store,
                        const GhStorePlan *plan, gsize step, GhBatteryMoment *moment);

G_END_DECLS
