/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart-view.h"

G_BEGIN_DECLS

#define GH_TYPE_CHART_CARD (gh_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (GhChartCard, gh_chart_card, GH, CHART_CARD, GtkWidget)

GhChartView *gh_chart_card_get_chart (GhChartCard *card);
void gh_chart_card_add_control (GhChartCard *card, GtkWidget *control);

G_END_DECLS
