/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attributes.h"
#include "series-origin.h"
#include "series.h"

G_BEGIN_DECLS

/**
 * GhSeriesForm:
 * @GH_SERIES_NUMBER: one number for every step, `number`
 * @GH_SERIES_VALUES: one number a step, `values`
 * @GH_SERIES_FILE: a column of a file, `file`
 * @GH_SERIES_SHAPE: a yearly sum and a shape of our own, `shape` (loads only)
 */
typedef enum
{
  GH_SERIES_NUMBER,
  GH_SERIES_VALUES,
  GH_SERIES_FILE,
  GH_SERIES_SHAPE
} GhSeriesForm;

/* How another year's data is laid on the period. */
typedef enum
{
  GH_YEAR_EXACT,
  GH_YEAR_CALENDAR,
  GH_YEAR_WEEKDAY
} GhYearRule;

/* Whether a stamp is the beginning or the end of what it stamps. */
typedef enum
{
  GH_STAMPS_START,
  GH_STAMPS_END
} GhStamps;

/* A column of a file beside the study; described by gh_series_file_table. */
typedef struct
{
  GhRecord record;
  char *file;
  char *column;
  char *unit;
  char *time_column;
  char *time_zone;
  int stamps; /* GhStamps */
  double scale;
  double annual_total_kwh; /* NAN: as measured */
  int year;                /* GhYearRule */
} GhSeriesFile;

/* A load made from a yearly sum; described by gh_load_shape_table. */
typedef struct
{
  GhRecord record;
  double annual_kwh;
  int shape; /* 0 residential */
} GhLoadShape;

/**
 * GhSeriesSpec:
 * @form: which of the fields below counts
 * @number: of every step
 * @values: (nullable): one number a step as given in the study
 * @file: (nullable): where to read them
 * @shape: (nullable): how to make them
 * @resolved: (nullable): the numbers on the study's time axis, in the unit of the
 *   attribute (kW, currency/kWh, g/kWh, W/m2, degrees C); filled by the store layer for a
 *   file, by no one for the other forms
 * @data_year: the year that @resolved was measured in, 0 unknown; this and what follows are
 *   kept in the library and not in study files
 * @data_step_seconds: the step it was measured in, 0 unknown
 * @data_filled: steps of the file without a number that were filled
 * @origin: (nullable): what was read when and how
 *
 * Where the numbers of a series come from: the SERIES of the study format.
 */
typedef struct
{
  GhSeriesForm form;
  double number;
  GhSeries *values;
  GhSeriesFile *file;
  GhLoadShape *shape;
  GhSeries *resolved;
  int data_year;
  int data_step_seconds;
  int data_filled;
  GhSeriesOrigin *origin;
} GhSeriesSpec;

/* One rule of a time-of-use price; described by gh_price_period_table. */
typedef struct
{
  GhRecord record;
  double price;
  guint days;   /* bits, Monday first */
  int from;     /* minutes since midnight */
  int to;       /* minutes since midnight; not after from: the next day */
  guint months; /* bits, January first */
} GhPricePeriod;

/* Market price with tax and fees; described by gh_market_price_table. */
typedef struct
{
  GhRecord record;
  GhSeriesSpec *series;
  double multiply;
  double add;
} GhMarketPrice;

/* A price by wall clock; described by gh_period_price_table. */
typedef struct
{
  GhRecord record;
  double default_price;
  GPtrArray *periods; /* (element-type GhPricePeriod); first match wins */
} GhPeriodPrice;

/**
 * GhPriceSpec:
 * @series: (nullable): a plain series
 * @market: (nullable): a series with tax and fees
 * @periods: (nullable): time of use
 *
 * The PRICE of the study format: exactly one of the three is set.
 */
typedef struct
{
  GhSeriesSpec *series;
  GhMarketPrice *market;
  GhPeriodPrice *periods;
} GhPriceSpec;

extern const GhAttributeTable gh_series_file_table;
extern const GhAttributeTable gh_load_shape_table;
extern const GhAttributeTable gh_price_period_table;
extern const GhAttributeTable gh_market_price_table;
extern const GhAttributeTable gh_period_price_table;

GhSeriesSpec *gh_series_spec_new_number (double number);
GhSeriesSpec *gh_series_spec_new_values (GhSeries *values);
GhSeriesSpec *gh_series_spec_copy (const GhSeriesSpec *spec);
void gh_series_spec_free (GhSeriesSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSeriesSpec, gh_series_spec_free)
GhPriceSpec *gh_price_spec_copy (const GhPriceSpec *spec);
void gh_price_spec_free (GhPriceSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhPriceSpec, gh_price_spec_free)

G_END_DECLS
