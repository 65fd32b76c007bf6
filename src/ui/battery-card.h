/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "study/battery-moment.h"

G_BEGIN_DECLS

#define GH_TYPE_BATTERY_CARD (gh_battery_card_get_type ())
G_DECLARE_FINAL_TYPE (GhBatteryCard, gh_battery_card, GH, BATTERY_CARD, GtkWidget)

void gh_battery_card_set_note (GhBatteryCard *card, const char *note);
void gh_battery_card_show (GhBatteryCard *card, const GhBatteryMoment *moment,
                           const GhStore *store);

G_END_DECLS
