/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"
#include "vehicle-cell.h"

G_BEGIN_DECLS

/**
 * GhSheetColumn:
 * @heading: (owned): as it stands in the sheet; empty where it has no headings
 * @column: (nullable): what it was understood as; %NULL for one that is passed over
 * @unit: in which its numbers were read: "kWh", "Wh", "%"; empty for that of the attribute, or none
 * @is_repeated: whether an earlier column was understood as the same
 *
 * A column of a sheet, and what became of it.
 */
typedef struct
{
  char *heading;
  const GhVehicleColumn *column;
  char unit[16];
  gboolean is_repeated;
} GhSheetColumn;

/**
 * GhVehicleSheet:
 * @columns: (owned) (element-type GhSheetColumn): in the order of the sheet
 * @vehicles: (owned) (element-type GhVehicle): a row each
 * @separator: between cells
 * @decimal: point or comma
 * @unread: cells that were not understood and are kept with the vehicles
 *
 * A sheet of vehicles as it was read.
 */
typedef struct
{
  GPtrArray *columns;
  GPtrArray *vehicles;
  char separator;
  char decimal;
  guint unread;
} GhVehicleSheet;

gboolean gh_vehicle_sheet_matches (const char *text, gsize length);
GhVehicleSheet *gh_vehicle_sheet_read (const char *text, gsize length, const char *const *names,
                                       const GhProgress *progress, GError **error);
void gh_vehicle_sheet_free (GhVehicleSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhVehicleSheet, gh_vehicle_sheet_free)

char *gh_vehicle_sheet_write (const GPtrArray *vehicles, char separator, char decimal,
                              guint *in_part);

G_END_DECLS
