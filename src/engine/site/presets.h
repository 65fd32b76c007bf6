/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhPresetKind:
 * @GH_PRESET_CAR: battery and consumption
 * @GH_PRESET_CELL: ageing and wear
 * @GH_PRESET_CHARGER: powers and losses
 * @GH_PRESET_TARIFF: import and export prices
 * @GH_PRESET_TRIPS: when the car is away
 * @GH_PRESET_PLACE: where the house is
 * @GH_PRESET_BATTERY: a wall battery with its inverter
 *
 * What there are examples of to start from.
 */
typedef enum
{
  GH_PRESET_CAR,
  GH_PRESET_CELL,
  GH_PRESET_CHARGER,
  GH_PRESET_TARIFF,
  GH_PRESET_TRIPS,
  GH_PRESET_PLACE,
  GH_PRESET_BATTERY
} GhPresetKind;

guint gh_preset_get_count (GhPresetKind kind);
const char *gh_preset_get_name (GhPresetKind kind, guint index);
const char *gh_preset_get_cell (guint index);
int gh_preset_find (GhPresetKind kind, const GhStudy *study, const char *store);
void gh_preset_apply (GhPresetKind kind, guint index, GhStudy *study, const char *store);

G_END_DECLS
