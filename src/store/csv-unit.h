/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GH_CSV_QUANTITY_UNKNOWN,
  GH_CSV_QUANTITY_POWER,       /* kW */
  GH_CSV_QUANTITY_ENERGY,      /* kWh in each step */
  GH_CSV_QUANTITY_PRICE,       /* currency/kWh */
  GH_CSV_QUANTITY_EMISSIONS,   /* g/kWh */
  GH_CSV_QUANTITY_IRRADIANCE,  /* W/m2 */
  GH_CSV_QUANTITY_TEMPERATURE, /* degrees Celsius */
  GH_CSV_QUANTITY_SPEED        /* m/s */
} GhCsvQuantity;

/**
 * GhCsvUnit:
 * @quantity: what is measured
 * @factor: multiplies a number into the unit that stands behind @quantity above
 * @offset: is added after that; not 0 only for temperatures
 * @currency: of a price, upper case; "" when not named
 * @name: as people write it, "EUR/MWh"; "" when unknown
 *
 * What the heading of a column tells about its numbers.
 */
typedef struct
{
  GhCsvQuantity quantity;
  double factor;
  double offset;
  char currency[4];
  char name[16];
} GhCsvUnit;

gboolean gh_csv_unit_parse (const char *text, GhCsvUnit *unit);
gboolean gh_csv_unit_find (const char *heading, GhCsvUnit *unit);
gboolean gh_csv_unit_convert (const GhCsvUnit *unit, const char *target, int step_seconds,
                              double *factor, double *offset);

G_END_DECLS
