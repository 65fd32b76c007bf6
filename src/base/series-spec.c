/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-spec.h"

#include <math.h>
#include <stddef.h>

#include "words.h"

static const char *const shape_words[] = { "residential", NULL };
static const char *const stamps_words[] = { "start", "end", NULL };
static const char *const year_words[] = { "exact", "calendar", "weekday", NULL };
static const char *const shape_titles[] = { N_ ("Residential"), NULL };
static const char *const stamps_titles[] = { N_ ("Beginnings"), N_ ("Ends"), NULL };
static const char *const year_titles[]
    = { N_ ("Only the same days"), N_ ("By date"), N_ ("By weekday"), NULL };

static const GhAttribute series_file_attributes[] = {
  { .name = "file",
    .title = N_ ("File"),
    .kind = GH_KIND_TEXT,
    .offset = offsetof (GhSeriesFile, file),
    .required = TRUE,
    .meaning = N_ ("The file beside the study from which the numbers are read.") },
  { .name = "column",
    .title = N_ ("Column"),
    .kind = GH_KIND_TEXT,
    .offset = offsetof (GhSeriesFile, column),
    .meaning = N_ ("The heading of the column; without it the first column of numbers.") },
  { .name = "unit",
    .title = N_ ("Unit"),
    .kind = GH_KIND_TEXT,
    .offset = offsetof (GhSeriesFile, unit),
    .meaning = N_ ("The unit of the numbers; without it the one in the heading.") },
  { .name = "time_column",
    .title = N_ ("Column of times"),
    .kind = GH_KIND_TEXT,
    .offset = offsetof (GhSeriesFile, time_column),
    .meaning
    = N_ ("The heading of the column of times; without it the first one that holds times.") },
  { .name = "time_zone",
    .title = N_ ("Time zone"),
    .kind = GH_KIND_TEXT,
    .offset = offsetof (GhSeriesFile, time_zone),
    .default_text = "UTC",
    .meaning = N_ ("The time zone of times that name no offset.") },
  { .name = "stamps",
    .title = N_ ("Times are"),
    .kind = GH_KIND_CHOICE,
    .offset = offsetof (GhSeriesFile, stamps),
    .choices = stamps_words,
    .choice_titles = stamps_titles,
    .default_number = GH_STAMPS_START,
    .meaning = N_ ("Whether a time is the beginning or the end of what it stamps.") },
  { .name = "scale",
    .title = N_ ("Multiplied by"),
    .digits = 3,
    .kind = GH_KIND_NUMBER,
    .offset = offsetof (GhSeriesFile, scale),
    .default_number = 1.0,
    .minimum = -1e9,
    .maximum = 1e9,
    .meaning = N_ ("What every number is multiplied by.") },
  { .name = "annual_total_kwh",
    .title = N_ ("Scaled to a year of"),
    .kind = GH_KIND_NUMBER,
    .unit = "kWh",
    .offset = offsetof (GhSeriesFile, annual_total_kwh),
    .nullable = TRUE,
    .default_number = NAN,
    .minimum = 0.0,
    .maximum = 1e9,
    .meaning
    = N_ ("The energy of a year to which the numbers are scaled; without it as measured.") },
  { .name = "year",
    .title = N_ ("Other years"),
    .kind = GH_KIND_CHOICE,
    .offset = offsetof (GhSeriesFile, year),
    .choices = year_words,
    .choice_titles = year_titles,
    .default_number = GH_YEAR_EXACT,
    .meaning
    = N_ ("How the data of another year are laid on the period: not, by date, or by weekday.") },
};

static const GhAttribute load_shape_attributes[] = {
  { .name = "annual_kwh",
    .title = N_ ("Use in a year"),
    .kind = GH_KIND_NUMBER,
    .unit = "kWh",
    .offset = offsetof (GhLoadShape, annual_kwh),
    .required = TRUE,
    .default_number = 0.0,
    .minimum = 0.0,
    .maximum = 1e7,
    .meaning = N_ ("What the house uses in a year.") },
  { .name = "shape",
    .title = N_ ("Shape"),
    .kind = GH_KIND_CHOICE,
    .offset = offsetof (GhLoadShape, shape),
    .choices = shape_words,
    .choice_titles = shape_titles,
    .default_number = 0.0,
    .meaning = N_ ("How the use is spread over the year.") },
};

static const GhAttribute price_period_attributes[] = {
  { .name = "price",
    .title = N_ ("Price"),
    .digits = 2,
    .kind = GH_KIND_NUMBER,
    .unit = "currency/kWh",
    .offset = offsetof (GhPricePeriod, price),
    .required = TRUE,
    .default_number = 0.0,
    .minimum = -1000.0,
    .maximum = 1000.0,
    .meaning = N_ ("The price in these hours.") },
  { .name = "days",
    .title = N_ ("Days"),
    .kind = GH_KIND_DAYS,
    .offset = offsetof (GhPricePeriod, days),
    .default_text = "mon-sun",
    .meaning = N_ ("The days on which the hours begin; holidays count as Sundays.") },
  { .name = "from",
    .title = N_ ("From"),
    .kind = GH_KIND_CLOCK,
    .offset = offsetof (GhPricePeriod, from),
    .default_number = 0.0,
    .meaning = N_ ("When the hours begin.") },
  { .name = "to",
    .title = N_ ("To"),
    .kind = GH_KIND_CLOCK,
    .offset = offsetof (GhPricePeriod, to),
    .default_number = 1440.0,
    .meaning = N_ ("When the hours end; not after the beginning means the next day.") },
  { .name = "months",
    .title = N_ ("Months"),
    .kind = GH_KIND_MONTHS,
    .offset = offsetof (GhPricePeriod, months),
    .default_text = "1-12",
    .meaning = N_ ("The months in which the hours begin.") },
};

const GhAttributeTable gh_series_file_table
    = { "series-file", sizeof (GhSeriesFile), series_file_attributes,
        G_N_ELEMENTS (series_file_attributes) };
const GhAttributeTable gh_load_shape_table
    = { "load-shape", sizeof (GhLoadShape), load_shape_attributes,
        G_N_ELEMENTS (load_shape_attributes) };
const GhAttributeTable gh_price_period_table
    = { "price-period", sizeof (GhPricePeriod), price_period_attributes,
        G_N_ELEMENTS (price_period_attributes) };

static const GhAttribute market_price_attributes[] = {
  { .name = "series",
    .title = N_ ("Market price"),
    .digits = 2,
    .kind = GH_KIND_SERIES,
    .unit = "currency/kWh",
    .offset = offsetof (GhMarketPrice, series),
    .required = TRUE,
    .minimum = -1000.0,
    .maximum = 1000.0,
    .meaning = N_ ("The price on the market.") },
  { .name = "multiply",
    .title = N_ ("Multiplied by"),
    .digits = 3,
    .kind = GH_KIND_NUMBER,
    .offset = offsetof (GhMarketPrice, multiply),
    .default_number = 1.0,
    .minimum = -100.0,
    .maximum = 100.0,
    .meaning = N_ ("What the market price is multiplied by, such as 1.19 for a tax of 19 %.") },
  { .name = "add",
    .title = N_ ("Fees"),
    .digits = 2,
    .kind = GH_KIND_NUMBER,
    .unit = "currency/kWh",
    .offset = offsetof (GhMarketPrice, add),
    .default_number = 0.0,
    .minimum = -1000.0,
    .maximum = 1000.0,
    .meaning = N_ ("Fees that are added to every kWh, tax included.") },
};

static const GhAttribute period_price_attributes[] = {
  { .name = "default",
    .title = N_ ("Price at other times"),
    .digits = 2,
    .kind = GH_KIND_NUMBER,
    .unit = "currency/kWh",
    .offset = offsetof (GhPeriodPrice, default_price),
    .required = TRUE,
    .default_number = 0.0,
    .minimum = -1000.0,
    .maximum = 1000.0,
    .meaning = N_ ("The price when no period applies.") },
  { .name = "periods",
    .title = N_ ("Periods"),
    .kind = GH_KIND_LIST,
    .offset = offsetof (GhPeriodPrice, periods),
    .table = &gh_price_period_table,
    .meaning = N_ ("Hours with a price of their own; the first that applies counts.") },
};

const GhAttributeTable gh_market_price_table
    = { "market-price", sizeof (GhMarketPrice), market_price_attributes,
        G_N_ELEMENTS (market_price_attributes) };
const GhAttributeTable gh_period_price_table
    = { "period-price", sizeof (GhPeriodPrice), period_price_attributes,
        G_N_ELEMENTS (period_price_attributes) };

/**
 * gh_series_spec_new_number:
 * @number: of every step
 *
 * Returns: (transfer full): a constant series
 */
GhSeriesSpec *
gh_series_spec_new_number (double number)
{
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);

  spec->form = GH_SERIES_NUMBER;
  spec->number = number;
  return spec;
}

/**
 * gh_series_spec_new_values:
 * @values: (transfer full): one number a step
 *
 * Returns: (transfer full): a series that holds its numbers itself
 */
GhSeriesSpec *
gh_series_spec_new_values (GhSeries *values)
{
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);

  spec->form = GH_SERIES_VALUES;
  spec->values = values;
  return spec;
}

/**
 * gh_series_spec_copy:
 * @spec: (nullable): a series
 *
 * Copies where the numbers come from; the numbers themselves, which never change, are shared.
 *
 * Returns: (transfer full) (nullable): the copy
 */
GhSeriesSpec *
gh_series_spec_copy (const GhSeriesSpec *spec)
{
  GhSeriesSpec *copy;

  if (spec == NULL)
    return NULL;
  copy = g_memdup2 (spec, sizeof *spec);
  copy->values = spec->values != NULL ? gh_series_ref (spec->values) : NULL;
  copy->resolved = spec->resolved != NULL ? gh_series_ref (spec->resolved) : NULL;
  copy->origin = spec->origin != NULL ? gh_series_origin_ref (spec->origin) : NULL;
  copy->file = gh_record_copy (&gh_series_file_table, spec->file);
  copy->shape = gh_record_copy (&gh_load_shape_table, spec->shape);
  return copy;
}

/**
 * gh_series_spec_free:
 * @spec: (transfer full) (nullable): a series
 *
 * Frees it with its numbers.
 */
void
gh_series_spec_free (GhSeriesSpec *spec)
{
  if (spec == NULL)
    return;
  gh_series_unref (spec->values);
  gh_series_unref (spec->resolved);
  gh_series_origin_unref (spec->origin);
  gh_record_free (&gh_series_file_table, spec->file);
  gh_record_free (&gh_load_shape_table, spec->shape);
  g_free (spec);
}

/**
 * gh_price_spec_copy:
 * @spec: (nullable): a price
 *
 * Copies it as gh_series_spec_copy() does.
 *
 * Returns: (transfer full) (nullable): the copy
 */
GhPriceSpec *
gh_price_spec_copy (const GhPriceSpec *spec)
{
  GhPriceSpec *copy;

  if (spec == NULL)
    return NULL;
  copy = g_new0 (GhPriceSpec, 1);
  copy->series = gh_series_spec_copy (spec->series);
  copy->market = gh_record_copy (&gh_market_price_table, spec->market);
  copy->periods = gh_record_copy (&gh_period_price_table, spec->periods);
  return copy;
}

/**
 * gh_price_spec_free:
 * @spec: (transfer full) (nullable): a price
 *
 * Frees it with whichever form it has.
 */
void
gh_price_spec_free (GhPriceSpec *spec)
{
  if (spec == NULL)
    return;
  gh_series_spec_free (spec->series);
  gh_record_free (&gh_market_price_table, spec->market);
  gh_record_free (&gh_period_price_table, spec->periods);
  g_free (spec);
}
