/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "battery-life.h"
#include "figure.h"

G_BEGIN_DECLS

GhFigure *gh_battery_life_figure_new (const GhBatteryLife *life, GhStrategy strategy);
GhFigure *gh_battery_depths_figure_new (const GhBatteryLife *life, GhStrategy strategy);
GhFigure *gh_battery_dwells_figure_new (const GhBatteryLife *life, GhStrategy strategy);
GhFigure *gh_battery_envelope_figure_new (const GhBatteryLife *life, double horizon_seconds);
GhFigure *gh_battery_trace_figure_new (const GhBatteryTrace *trace);

G_END_DECLS
