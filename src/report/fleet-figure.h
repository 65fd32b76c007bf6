/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure.h"
#include "fleet-results.h"
#include "fleet-worth.h"

G_BEGIN_DECLS

GhFigure *gh_fleet_figure_new (const GhFleetResults *results, guint site, guint period);
GhFigure *gh_fleet_vehicle_figure_new (const GhFleetResults *results, guint site, guint period,
                                       guint vehicle);
GhFigure *gh_fleet_gains_figure_new (const GhFleetWorth *worth, guint use);

G_END_DECLS
