/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-table.h"
#include "formats/csv-records.h"

G_BEGIN_DECLS

/* Which columns tell when a row is; -1 where there is none. @date and @clock hold texts. */
typedef struct
{
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int date;
  int clock;
} GhWeatherTimes;

/**
 * GhWeatherSource:
 * @format: name of the format, static
 * @records: stands before the first row of numbers
 * @times: where the times are
 * @ending: whether hours are counted 1 to 24 and stand at their end
 * @has_offset: whether the file tells how its standard time lies to UTC
 * @utc_offset: seconds that standard time is ahead of UTC
 * @latitude: degrees, NAN when the file does not tell
 * @longitude: degrees east, NAN likewise
 *
 * A weather file whose beginning has been read.
 */
typedef struct
{
  const char *format;
  GhCsvRecords records;
  GhWeatherTimes times;
  gboolean ending;
  gboolean has_offset;
  gint32 utc_offset;
  double latitude;
  double longitude;
} GhWeatherSource;

/* What a column of weather is. */
typedef enum
{
  GH_WEATHER_GHI,
  GH_WEATHER_DNI,
  GH_WEATHER_DHI,
  GH_WEATHER_TEMPERATURE,
  GH_WEATHER_WIND,
  GH_WEATHER_OTHER
} GhWeatherRole;

GhTable *gh_weather_table_read (GhWeatherSource *source, const GhTableOptions *options,
                                const GhProgress *progress, GError **error);
const GhTableColumn *gh_weather_table_find (const GhTable *table, GhWeatherRole role);
const GhTableColumn *gh_weather_table_find_named (const GhTable *table, const char *name);

G_END_DECLS
