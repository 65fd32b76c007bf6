/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/fleet-money.h"

G_BEGIN_DECLS

char *gh_fleet_csv_make_stem (const GhStudy *study, guint site, guint period);
void gh_fleet_csv_begin_vehicles (GString *text);
void gh_fleet_csv_add_vehicles (GString *text, const GhStudy *study, const GhFleetPart *part,
                                const GhFleetDepot *depot, const GhPlan *plan);
gboolean gh_fleet_write_part_csv (const GhStudy *study, const GhFleetPart *part,
                                  const GhFleetDepot *depot, const GhPlan *plan,
                                  const char *directory, GError **error);
gboolean gh_fleet_write_groups_csv (const GhFleetMoney *money, const char *directory,
                                    GError **error);

G_END_DECLS
