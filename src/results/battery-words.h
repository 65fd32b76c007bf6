/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "battery-life.h"
#include "data-table.h"

G_BEGIN_DECLS

char *gh_battery_life_format_answer (const GhBatteryLife *life, GhStrategy strategy);
char *gh_battery_life_format_causes (const GhBatteryLife *life, GhStrategy strategy);
char *gh_battery_life_format_notes (const GhBatteryLife *life, GhStrategy strategy);
char *gh_battery_life_format_money (const GhBatteryLife *life, GhStrategy strategy);
GhDataTable *gh_battery_life_make_table (GhBatteryLife *life, GhStrategy strategy);

G_END_DECLS
