/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/battery-plan.h"

G_BEGIN_DECLS

/**
 * GhBatterySet:
 * @count: how many batteries plans heed
 * @batteries: (owned): them; the first is run on the circuit and kept within its warranty, of the
 *   others the limits of power are heeded and the ageing is priced
 *
 * The batteries of a study whose cells plans look at.
 */
typedef struct
{
  guint count;
  GhBatteryHeeded batteries[GH_MOST_STORES];
} GhBatterySet;

gboolean gh_battery_set_find (const GhStudy *study, const GhSite *site, guint first,
                              GhBatterySet *set, GError **error);
gboolean gh_battery_set_prices_ageing (const GhBatterySet *set);
void gh_battery_set_give (const GhBatterySet *set, GhBatteryTask *task);
void gh_battery_set_clear (GhBatterySet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhBatterySet, gh_battery_set_clear)

G_END_DECLS
