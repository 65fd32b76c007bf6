/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "fleet-results.h"

G_BEGIN_DECLS

#define GH_TYPE_FLEET_VEHICLE_LIST (gh_fleet_vehicle_list_get_type ())
G_DECLARE_FINAL_TYPE (GhFleetVehicleList, gh_fleet_vehicle_list, GH, FLEET_VEHICLE_LIST, GtkWidget)

void gh_fleet_vehicle_list_show (GhFleetVehicleList *list, GhFleetResults *results, guint site,
                                 guint period);
guint gh_fleet_vehicle_list_get_chosen (GhFleetVehicleList *list);
void gh_fleet_vehicle_list_choose (GhFleetVehicleList *list, guint vehicle);

G_END_DECLS
