/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "heat-map.h"
#include "results.h"

G_BEGIN_DECLS

GhFigure *gh_plan_figure_new (GhResults *results, GhStrategy strategy);
GhHeatMap *gh_plan_heat_map_new (GhResults *results, GhStrategy strategy, GhQuantity quantity);
const char *gh_quantity_get_title (GhQuantity quantity);

G_END_DECLS
