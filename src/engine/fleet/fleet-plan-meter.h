/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "planning/shared-meter.h"

G_BEGIN_DECLS

/**
 * GhFleetMeter:
 *
 * What the meter of a fleet costs in each step over the energy that all vehicles take together:
 * money, made convex as #GhSharedMeter does, or the square of the load where valleys are filled.
 */
typedef struct _GhFleetMeter GhFleetMeter;

GhFleetMeter *gh_fleet_meter_new (const GhSite *site, gboolean squares);
void gh_fleet_meter_free (GhFleetMeter *meter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhFleetMeter, gh_fleet_meter_free)
gsize gh_fleet_meter_get_steps (const GhFleetMeter *meter);
guint gh_fleet_meter_get_charge_count (const GhFleetMeter *meter);
gboolean gh_fleet_meter_is_curved (const GhFleetMeter *meter);
void gh_fleet_meter_get_range (const GhFleetMeter *meter, gsize step, double *from_kwh,
                               double *to_kwh);
double gh_fleet_meter_get_net_kwh (const GhFleetMeter *meter, gsize step);
double gh_fleet_meter_get_cost (const GhFleetMeter *meter, gsize step, double taken_kwh);
double gh_fleet_meter_get_slope (const GhFleetMeter *meter, gsize step, double taken_kwh);
double gh_fleet_meter_get_steepest (const GhFleetMeter *meter);
GArray *gh_fleet_meter_get_knots (const GhFleetMeter *meter, gsize step);
double gh_fleet_meter_get_choice (const GhFleetMeter *meter, gsize step, const GhPowerPrice *price);
double gh_fleet_meter_get_cost_at (const GhFleetMeter *meter, gsize step, double taken_kwh,
                                   const GhPowerPrice *price);
double gh_fleet_meter_get_least_cost (const GhFleetMeter *meter, const GhPowerPrice *prices);

G_END_DECLS
