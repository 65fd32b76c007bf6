/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "progress.h"
#include "site/vehicle-rows.h"
#include "vehicle-log.h"
#include "vehicle-sheet.h"

G_BEGIN_DECLS

/**
 * GhVehicleFile:
 * @format: what kind of file it is, static: "CSV" for a sheet
 * @columns: (owned) (nullable) (element-type GhSheetColumn): of a sheet; %NULL of a log
 * @vehicles: (owned) (element-type GhVehicle): complete or not
 * @rows: rows of a sheet, sessions of a log
 * @stays: how often the vehicles are plugged in, of a log
 * @start: when the first of them arrives, unix seconds; 0 without stays
 * @end: when the last one leaves
 * @separator: between cells of a sheet
 * @decimal: of a sheet
 * @findings: (owned): what is worth knowing of the file
 *
 * Vehicles of a file or of a pasted text.
 */
typedef struct
{
  const char *format;
  GPtrArray *columns;
  GPtrArray *vehicles;
  guint rows;
  guint stays;
  gint64 start;
  gint64 end;
  char separator;
  char decimal;
  GhFindings *findings;
} GhVehicleFile;

/**
 * GhVehicleFileOptions:
 * @defaults: what vehicles get that the file says nothing of
 * @time_zone: (nullable): of times that name no offset; UTC without
 *
 * What a file cannot tell about itself.
 */
typedef struct
{
  GhVehicleDefaults defaults;
  const char *time_zone;
} GhVehicleFileOptions;

GhVehicleFile *gh_vehicle_file_load (const char *path, const GhVehicleFileOptions *options,
                                     const GhProgress *progress, GError **error);
GhVehicleFile *gh_vehicle_file_read (const char *data, gsize length, const char *name,
                                     const GhVehicleFileOptions *options,
                                     const GhProgress *progress, GError **error);
void gh_vehicle_file_free (GhVehicleFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhVehicleFile, gh_vehicle_file_free)

GhRowFaults *gh_vehicle_file_find_faults (const GhVehicleFile *file);
gboolean gh_vehicle_file_suggest_period (const GhVehicleFile *file, GTimeZone *zone,
                                         double step_minutes, gint64 *start, gint64 *steps);
void gh_vehicle_file_put (const GhVehicleFile *file, GhStudy *study, const char *site,
                          gboolean replace);

G_END_DECLS
