/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "file-import.h"

G_BEGIN_DECLS

/**
 * GhVehicleImport:
 *
 * Vehicles of a file, or of a text that was pasted, on their way into a fleet: what was understood,
 * what is missing, what they get where nothing is said, and whether the study's period becomes that
 * of a log; nothing is stored before gh_vehicle_import_apply(). Emits ::changed whenever what it
 * has to show has changed. To be used in the main thread.
 */
#define GH_TYPE_VEHICLE_IMPORT (gh_vehicle_import_get_type ())
G_DECLARE_FINAL_TYPE (GhVehicleImport, gh_vehicle_import, GH, VEHICLE_IMPORT, GhFileImport)

/**
 * GhVehicleImportColumn:
 * @heading: (owned): as it stands in the sheet
 * @meaning: (owned): what it was understood as, with its unit, in the user's language
 * @is_taken: whether its cells are read
 *
 * A column of a sheet.
 */
typedef struct
{
  char *heading;
  char *meaning;
  gboolean is_taken;
} GhVehicleImportColumn;

/**
 * GhVehicleImportRow:
 * @name: (owned): of the vehicle, a dash where it has none
 * @text: (owned): what is known of it
 * @reason: (owned) (nullable): why it cannot be planned
 *
 * A vehicle as it would be.
 */
typedef struct
{
  char *name;
  char *text;
  char *reason;
} GhVehicleImportRow;

GhVehicleImport *gh_vehicle_import_new (GhDocument *document, const char *file);
GhVehicleImport *gh_vehicle_import_new_for_text (GhDocument *document, const char *text);

char *gh_vehicle_import_format_summary (GhVehicleImport *import);
GPtrArray *gh_vehicle_import_list_columns (GhVehicleImport *import);
GPtrArray *gh_vehicle_import_list_rows (GhVehicleImport *import, guint most);
guint gh_vehicle_import_count_vehicles (GhVehicleImport *import);
guint gh_vehicle_import_count_incomplete (GhVehicleImport *import);
const GhFindings *gh_vehicle_import_get_findings (GhVehicleImport *import);

void gh_vehicle_import_set_battery_kwh (GhVehicleImport *import, double battery_kwh);
void gh_vehicle_import_set_charge_kw (GhVehicleImport *import, double charge_kw);
void gh_vehicle_import_set_site (GhVehicleImport *import, const char *site);
void gh_vehicle_import_set_replace (GhVehicleImport *import, gboolean replace);
gboolean gh_vehicle_import_get_period (GhVehicleImport *import, gint64 *start, gint64 *steps);
char *gh_vehicle_import_format_period (GhVehicleImport *import);
void gh_vehicle_import_set_takes_period (GhVehicleImport *import, gboolean takes_period);
gboolean gh_vehicle_import_apply (GhVehicleImport *import);

G_END_DECLS
