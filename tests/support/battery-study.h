/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "edit-study.h"
#include "study/battery-plan.h"

G_BEGIN_DECLS

/* Steps of the week of quarter hours. */
#define WEEK_STEPS 672
#define WEEKS_PER_YEAR (365.25 / 7.0)

/* A study with a battery, and what its plans are made of. */
typedef struct
{
  GhStudy *study;
  GhSite *site;
  GhBatteryModel *model;
  GhAgeingState age;
} BatteryCase;

GhStudy *new_battery_study (const char *edits);
void open_battery_case (BatteryCase *battery, const char *edits);
GhPlan *plan_battery (const BatteryCase *battery, GhStrategy strategy, gboolean check,
                      GhBatteryResult *result);
void close_battery_case (BatteryCase *battery);

G_END_DECLS
