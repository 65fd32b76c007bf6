/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "battery-life.h"
#include "chart-view.h"

G_BEGIN_DECLS

#define GH_TYPE_BATTERY_DAY_CARD (gh_battery_day_card_get_type ())
G_DECLARE_FINAL_TYPE (GhBatteryDayCard, gh_battery_day_card, GH, BATTERY_DAY_CARD, GtkWidget)

void gh_battery_day_card_show (GhBatteryDayCard *card, GhBatteryLife *life, GhStrategy strategy);
GhChartView *gh_battery_day_card_get_chart (GhBatteryDayCard *card);

G_END_DECLS
