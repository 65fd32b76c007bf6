/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/fleet-profile.h"

G_BEGIN_DECLS

/**
 * GhVehicleColumn:
 * @name: in the heading of a sheet: "charge_kw"
 * @key: path of the attribute in a vehicle: "charger.charge_kw", "trips[0].leave"
 * @words: what people call it, separated by bars, in small letters without accents and units
 *
 * A column of a sheet of vehicles.
 */
typedef struct
{
  const char *name;
  const char *key;
  const char *words;
} GhVehicleColumn;

/**
 * GhColumnForm:
 * @decimal: point or comma
 * @factor: what numbers are multiplied by, 1 for the unit of the attribute
 *
 * How the cells of a column are written.
 */
typedef struct
{
  char decimal;
  double factor;
} GhColumnForm;

const GhVehicleColumn *gh_vehicle_columns_get (guint *count);
const GhAttribute *gh_vehicle_column_get_attribute (const GhVehicleColumn *column);

gboolean gh_vehicle_set_cell (GhVehicle *vehicle, const GhVehicleColumn *column, const char *text,
                              const GhColumnForm *form);
char *gh_vehicle_format_cell (const GhVehicle *vehicle, const GhVehicleColumn *column,
                              char decimal);

gboolean gh_clock_cell_parse (const char *text, int *minute);
gboolean gh_days_cell_parse (const char *text, guint *days);

G_END_DECLS
