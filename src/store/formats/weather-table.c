/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weather keeps standard time, and often is a typical year whose months were measured in different
 * years. Such a year is laid on one year of the calendar, without or with 29 February as it has. */
#include "formats/weather-table.h"

#include <math.h>
#include <string.h>

#include "csv-time.h"
#include "errors.h"
#include "formats/table-builder.h"
#include "physics/sun.h"
#include "time-axis.h"
#include "words.h"

#define DEGREES_PER_HOUR 15.0
/* A typical year stands on one of these. */
#define COMMON_YEAR 2001
#define LEAP_YEAR 2000
/* Rows of a typical year of quarter hours, and some. */
#define MOST_TYPICAL_ROWS 36000
/* Moments within a step at which the height of the sun is taken. */
#define SUN_SAMPLES 6

/* Headings, in small letters and without unit, best first for each role. @missing: from here on a
 * number means that there is none. */
static const struct
{
  const char *heading;
  GhWeatherRole role;
  const char *unit;
  double missing;
} known[] = {
  { "ghi", GH_WEATHER_GHI, "W/m2", 9999 },
  { "g(h)", GH_WEATHER_GHI, "W/m2", 9999 },
  { "gh", GH_WEATHER_GHI, "W/m2", 9999 },
  { "global", GH_WEATHER_GHI, "W/m2", 9999 },
  { "global horizontal irradiance", GH_WEATHER_GHI, "W/m2", 9999 },
  { "global horizontal radiation", GH_WEATHER_GHI, "W/m2", 9999 },
  { "dni", GH_WEATHER_DNI, "W/m2", 9999 },
  { "gb(n)", GH_WEATHER_DNI, "W/m2", 9999 },
  { "dn", GH_WEATHER_DNI, "W/m2", 9999 },
  { "beam", GH_WEATHER_DNI, "W/m2", 9999 },
  { "beam irradiance", GH_WEATHER_DNI, "W/m2", 9999 },
  { "direct normal irradiance", GH_WEATHER_DNI, "W/m2", 9999 },
  { "direct normal radiation", GH_WEATHER_DNI, "W/m2", 9999 },
  { "dhi", GH_WEATHER_DHI, "W/m2", 9999 },
  { "gd(h)", GH_WEATHER_DHI, "W/m2", 9999 },
  { "df", GH_WEATHER_DHI, "W/m2", 9999 },
  { "diffuse", GH_WEATHER_DHI, "W/m2", 9999 },
  { "diffuse irradiance", GH_WEATHER_DHI, "W/m2", 9999 },
  { "diffuse horizontal irradiance", GH_WEATHER_DHI, "W/m2", 9999 },
  { "diffuse horizontal radiation", GH_WEATHER_DHI, "W/m2", 9999 },
  { "temperature", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "tdry", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "t2m", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "dry-bulb", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "dry bulb", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "dry bulb temperature", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "ambient temperature", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "tamb", GH_WEATHER_TEMPERATURE, "degC", 99.9 },
  { "wind speed", GH_WEATHER_WIND, "m/s", 999 },
  { "wspd", GH_WEATHER_WIND, "m/s", 999 },
  { "ws10m", GH_WEATHER_WIND, "m/s", 999 },
  { "g(i)", GH_WEATHER_OTHER, "W/m2", 9999 },
  { "gb(i)", GH_WEATHER_OTHER, "W/m2", 9999 },
  { "gd(i)", GH_WEATHER_OTHER, "W/m2", 9999 },
  { "gr(i)", GH_WEATHER_OTHER, "W/m2", 9999 },
  { "h_sun", GH_WEATHER_OTHER, "deg", INFINITY },
  { "int", GH_WEATHER_OTHER, NULL, INFINITY },
  { "p", GH_WEATHER_OTHER, "W", INFINITY },
  { "rh", GH_WEATHER_OTHER, "%", 999 },
  { "rhum", GH_WEATHER_OTHER, "%", 999 },
  { "relative humidity", GH_WEATHER_OTHER, "%", 999 },
  { "sp", GH_WEATHER_OTHER, "Pa", 999999 },
  { "pressure", GH_WEATHER_OTHER, NULL, 999999 },
  { "pres", GH_WEATHER_OTHER, NULL, 999999 },
  { "dew point", GH_WEATHER_OTHER, "degC", 99.9 },
  { "dew-point", GH_WEATHER_OTHER, "degC", 99.9 },
  { "tdew", GH_WEATHER_OTHER, "degC", 99.9 },
  { "wind direction", GH_WEATHER_OTHER, "deg", 999 },
  { "wdir", GH_WEATHER_OTHER, "deg", 999 },
  { "wd10m", GH_WEATHER_OTHER, "deg", 999 },
  { "ir(h)", GH_WEATHER_OTHER, "W/m2", 9999 },
  { "surface albedo", GH_WEATHER_OTHER, NULL, INFINITY },
  { "plane of array irradiance", GH_WEATHER_OTHER, "W/m2", 9999 },
  { "cell temperature", GH_WEATHER_OTHER, "degC", INFINITY },
  { "dc array output", GH_WEATHER_OTHER, "W", INFINITY },
  { "ac system output", GH_WEATHER_OTHER, "W", INFINITY },
};

/* A row's time as written. */
typedef struct
{
  gint16 year; /* 0: not told */
  guint8 month;
  guint8 day;
  gint32 second; /* since midnight, up to 86400 */
  guint line;
} Stamp;

/* @column: of the file; @index: of the builder */
typedef struct
{
  int column;
  guint index;
  double missing;
} Measured;

/* @stamps: (element-type Stamp)
 * @year: that stands for all rows, 0 when each has its own */
typedef struct
{
  GhWeatherSource *source;
  GhTableBuilder *builder;
  GArray *stamps;
  GArray *measured; /* (element-type Measured) */
  int step;
  int year;
} Weather;

/* Index in @known of a heading, -1 when it is not known. */
static int
find_known (const char *heading)
{
  g_autofree char *lower = g_ascii_strdown (heading, -1);
  g_strstrip (lower);

  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (known); i++)
        if (strcmp (known[i].heading, lower) == 0)
          return (int) i;
      char *bracket = strpbrk (lower, "([");
      if (bracket == NULL || bracket == lower)
        return -1;
      *bracket = '\0';
      g_strchomp (lower);
    }
  return -1;
}

static gboolean
read_parts (const GhWeatherSource *source, Stamp *stamp)
{
  const GhCsvRecords *records = &source->records;
  const GhWeatherTimes *times = &source->times;
  int year = 0, month, day, hour, minute = 0;

  if ((times->year >= 0 && !gh_csv_records_integer (records, times->year, 1800, 2500, &year))
      || !gh_csv_records_integer (records, times->month, 1, 12, &month)
      || !gh_csv_records_integer (records, times->day, 1, 31, &day)
      || !gh_csv_records_integer (records, times->hour, source->ending, 23 + source->ending, &hour)
      || (times->minute >= 0 && !gh_csv_records_integer (records, times->minute, 0, 60, &minute)))
    return FALSE;
  *stamp = (Stamp){ (gint16) year, (guint8) month, (guint8) day, 0, records->reader.line };
  if (source->ending)
    stamp->second = (hour - 1) * 3600 + (minute == 0 ? 3600 : minute * 60);
  else
    stamp->second = MIN (hour * 3600 + minute * 60, 86399);
  return TRUE;
}

static gboolean
read_texts (const GhWeatherSource *source, Stamp *stamp)
{
  const GhCsvRecords *records = &source->records;
  g_autofree char *date = gh_csv_records_text (records, source->times.date);
  g_autofree char *clock = gh_csv_records_text (records, source->times.clock);
  GhCsvTime time, of_day;

  if (!gh_csv_time_parse (date, strlen (date), &time) || !(time.flags & GH_CSV_HAS_DATE))
    return FALSE;
  if (source->times.clock >= 0
      && (!gh_csv_time_parse (clock, strlen (clock), &of_day)
          || !gh_csv_time_join (&time, &of_day, &time)))
    return FALSE;
  *stamp = (Stamp){ time.year, time.month, time.day, time.second, records->reader.line };
  return stamp->month <= 12;
}

static gboolean
exists (const Stamp *stamp)
{
  int year = stamp->year != 0 ? stamp->year : LEAP_YEAR;

  return stamp->day <= g_date_get_days_in_month ((GDateMonth) stamp->month, (GDateYear) year);
}

static gboolean
read_stamp (const GhWeatherSource *source, Stamp *stamp)
{
  return (source->times.date >= 0 ? read_texts (source, stamp) : read_parts (source, stamp))
         && exists (stamp);
}

/* The times of all rows up to the first that has none: a total or a legend. */
static gboolean
read_stamps (Weather *weather, const GhProgress *progress, GError **error)
{
  GhWeatherSource ahead = *weather->source;
  gboolean going = TRUE;
  Stamp stamp;

  ahead.records.cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  while (gh_csv_records_next (&ahead.records) && read_stamp (&ahead, &stamp)
         && (going = gh_csv_records_go_on (&ahead.records, progress, error)))
    g_array_append_val (weather->stamps, stamp);
  guint line = ahead.records.reader.line;
  guint left = 0;
  while (going && gh_csv_records_next (&ahead.records)
         && (going = gh_csv_records_go_on (&ahead.records, progress, error)))
    left += read_stamp (&ahead, &stamp);
  g_array_unref (ahead.records.cells);
  if (!going)
    return FALSE;
  if (left > 0 || weather->stamps->len < 2)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %u: this row has no time."), line);
  return left == 0 && weather->stamps->len >= 2;
}

static gint64
get_local (const Stamp *stamp, int year)
{
  return (gint64) gh_date_from_civil (year != 0 ? year : stamp->year, stamp->month, stamp->day)
             * 86400
         + stamp->second;
}

static const Stamp *
get_stamp (const Weather *weather, guint index)
{
  return &g_array_index (weather->stamps, Stamp, index);
}

/* Whether the rows follow each other in the years that they name. */
static gboolean
is_contiguous (const Weather *weather)
{
  guint last = weather->stamps->len - 1;

  if (get_stamp (weather, 0)->year == 0)
    return FALSE;
  for (guint i = 1; i <= last; i++)
    if (get_local (get_stamp (weather, i), 0) <= get_local (get_stamp (weather, i - 1), 0))
      return FALSE;
  gint64 span = get_local (get_stamp (weather, last), 0) - get_local (get_stamp (weather, 0), 0);
  return span == (gint64) last * weather->step;
}

/* Whether the rows pass through the months of a year once. */
static gboolean
is_one_year (const Weather *weather)
{
  if (weather->stamps->len > MOST_TYPICAL_ROWS)
    return FALSE;
  for (guint i = 1; i < weather->stamps->len; i++)
    if (get_local (get_stamp (weather, i), LEAP_YEAR)
        <= get_local (get_stamp (weather, i - 1), LEAP_YEAR))
      return FALSE;
  return TRUE;
}

static gboolean
has_leap_day (const Weather *weather)
{
  for (guint i = 0; i < weather->stamps->len; i++)
    if (get_stamp (weather, i)->month == 2 && get_stamp (weather, i)->day == 29)
      return TRUE;
  return FALSE;
}

static void
tell_typical (const Weather *weather)
{
  GhTable *table = gh_table_builder_get_table (weather->builder);
  int first = get_stamp (weather, 0)->year, last = first;

  for (guint i = 1; i < weather->stamps->len; i++)
    {
      first = MIN (first, get_stamp (weather, i)->year);
      last = MAX (last, get_stamp (weather, i)->year);
    }
  if (last > first)
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (_ ("This is a typical year of months from %d to %d; it "
                                         "stands for every year and is shown as %d."),
                                      first, last, weather->year));
  else
    g_ptr_array_add (table->repairs,
                     g_strdup_printf (_ ("This is a year without number or leap day; it stands for "
                                         "every year and is shown as %d."),
                                      weather->year));
}

static gboolean
choose_year (Weather *weather, GError **error)
{
  GhTable *table = gh_table_builder_get_table (weather->builder);
  gint64 step = get_stamp (weather, 1)->second - get_stamp (weather, 0)->second;

  weather->step = step > 0 && step <= 86400 ? (int) step : 3600;
  table->follows_sun = TRUE;
  table->latitude = weather->source->latitude;
  table->longitude = weather->source->longitude;
  if (is_contiguous (weather))
    return TRUE;
  if (is_one_year (weather))
    {
      weather->year = has_leap_day (weather) ? LEAP_YEAR : COMMON_YEAR;
      table->typical_year = TRUE;
      tell_typical (weather);
      return TRUE;
    }
  if (get_stamp (weather, 0)->year != 0)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("line %u: the months and days are not those of one year in order."),
               get_stamp (weather, 0)->line);
  return FALSE;
}

/* The unit in the brackets of a heading counts before the usual one. */
static void
open_columns (Weather *weather)
{
  const GPtrArray *names = weather->source->records.names;

  for (guint i = 0; i < names->len; i++)
    {
      const char *heading = g_ptr_array_index (names, i);
      int row = find_known (heading);
      GhCsvUnit unit;
      if (row < 0)
        continue;
      gboolean named = gh_csv_unit_find (heading, &unit);
      gboolean output = g_strcmp0 (known[row].unit, "W") == 0;
      Measured measured = { (int) i,
                            gh_table_builder_add_column (weather->builder, heading,
                                                         named ? unit.name : known[row].unit,
                                                         output ? "solar" : "weather"),
                            known[row].missing };
      g_array_append_val (weather->measured, measured);
    }
}

/* Where the step of a row begins. Moments within a step stand for it. */
static gint64
find_begin (const Weather *weather, const Stamp *stamp)
{
  gint64 second = stamp->second - (weather->source->ending ? 1 : 0);
  gint64 begin = get_local (stamp, weather->year) - stamp->second;

  return begin + second / weather->step * weather->step - weather->source->utc_offset;
}

static gboolean
read_rows (Weather *weather, const GhProgress *progress, GError **error)
{
  GhCsvRecords *records = &weather->source->records;

  for (guint i = 0; i < weather->stamps->len && gh_csv_records_next (records); i++)
    {
      const Stamp *stamp = get_stamp (weather, i);
      if (!gh_csv_records_go_on (records, progress, error))
        return FALSE;
      gint64 from = find_begin (weather, stamp);
      gh_table_builder_add_row (weather->builder, from, from + weather->step, stamp->line);
      for (guint k = 0; k < weather->measured->len; k++)
        {
          const Measured *measured = &g_array_index (weather->measured, Measured, k);
          double value;
          if (!gh_csv_records_number (records, measured->column, &value))
            {
              g_set_error (
                  error, GH_ERROR, GH_ERROR_INVALID,
                  _ ("line %u: the column “%s” holds something that is not a number."), stamp->line,
                  (const char *) g_ptr_array_index (records->names, (guint) measured->column));
              return FALSE;
            }
          if (!isnan (value) && fabs (value) < measured->missing)
            gh_table_builder_set (weather->builder, measured->index, value + 0.0);
        }
    }
  return TRUE;
}

/* Standard time lies to UTC as the file says, else as the caller's zone does, else by longitude. */
static gboolean
find_offset (GhWeatherSource *source, const GhTableOptions *options, GhTableBuilder *builder,
             GError **error)
{
  GhTable *table = gh_table_builder_get_table (builder);
  const char *name = options != NULL ? options->time_zone : NULL;
  g_autoptr (GTimeZone) zone = name != NULL ? gh_time_zone_find (name) : NULL;

  if (source->has_offset)
    return TRUE;
  if (zone != NULL)
    {
      gint64 january = (gint64) gh_date_from_civil (COMMON_YEAR, 1, 1) * 86400;
      gint64 july = (gint64) gh_date_from_civil (COMMON_YEAR, 7, 1) * 86400;
      gint32 winter = g_time_zone_get_offset (
          zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, january));
      gint32 summer = g_time_zone_get_offset (
          zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, july));
      source->utc_offset = MIN (winter, summer);
      return TRUE;
    }
  if (isnan (source->longitude))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("the file tells neither its time zone nor its longitude."));
      return FALSE;
    }
  double hours = round (source->longitude / DEGREES_PER_HOUR);
  source->utc_offset = (gint32) (hours * 3600.0);
  gh_findings_add (table->findings, GH_SEVERITY_WARNING, "$",
                   _ ("The file does not tell its time zone; UTC%+g was taken from its longitude. "
                      "Name the time zone if another one is meant."),
                   hours);
  return TRUE;
}

/* The mean of the sine of the sun's height over a step. */
static double
mean_up (const GhWeatherSource *source, gint64 from, int seconds)
{
  double sum = 0.0;

  for (int i = 0; i < SUN_SAMPLES; i++)
    {
      double moment = (double) from + seconds * (i + 0.5) / SUN_SAMPLES;
      sum += MAX (0.0, gh_sun_at (moment, source->latitude, source->longitude).up);
    }
  return sum / SUN_SAMPLES;
}

/* Global irradiance from direct and diffuse, where the file has only these. */
static gboolean
add_global (const GhWeatherSource *source, GhTable *table, const GhProgress *progress,
            GError **error)
{
  const GhTableColumn *direct = gh_weather_table_find (table, GH_WEATHER_DNI);
  const GhTableColumn *diffuse = gh_weather_table_find (table, GH_WEATHER_DHI);
  GhCsvUnit unit;

  if (gh_weather_table_find (table, GH_WEATHER_GHI) != NULL || direct == NULL || diffuse == NULL
      || isnan (source->latitude) || isnan (source->longitude)
      || !gh_csv_unit_parse ("W/m2", &unit))
    return TRUE;
  GhTableColumn *column = gh_table_add_column (table, "GHI", &unit);
  column->kind = "weather";
  column->values = g_new (double, table->count);
  column->missing = MAX (direct->missing, diffuse->missing);
  for (gsize i = 0; i < table->count; i++)
    {
      gint64 from = table->start_unix + (gint64) i * table->step_seconds;
      if (!gh_progress_count (progress, i, table->count, error))
        return FALSE;
      column->values[i]
          = diffuse->values[i] + direct->values[i] * mean_up (source, from, table->step_seconds);
    }
  g_ptr_array_add (
      table->repairs,
      g_strdup (_ ("The file has no global irradiance; it was reckoned from direct and "
                   "diffuse irradiance and the height of the sun as “GHI”.")));
  return TRUE;
}

static void
tell_past (const Weather *weather)
{
  GhTable *table = gh_table_builder_get_table (weather->builder);
  int past = get_stamp (weather, 0)->second % weather->step;

  if (past != 0)
    g_ptr_array_add (
        table->repairs,
        g_strdup_printf (_ ("The times are moments %d minutes after the beginning of a "
                            "step; each was taken for its step."),
                         past / 60));
}

static GhTable *
read_weather (Weather *weather, const GhTableOptions *options, const GhProgress *progress,
              GError **error)
{
  GhProgress timing = gh_progress_part (progress, 0.0, 0.3);
  GhProgress reading = gh_progress_part (progress, 0.3, 0.6);
  GhProgress finishing = gh_progress_part (progress, 0.6, 0.8);
  GhProgress sunning = gh_progress_part (progress, 0.8, 1.0);
  GhWeatherSource *source = weather->source;
  g_autoptr (GTimeZone) zone = NULL;

  if (!find_offset (source, options, weather->builder, error)
      || !read_stamps (weather, &timing, error) || !choose_year (weather, error))
    return NULL;
  open_columns (weather);
  tell_past (weather);
  if (!read_rows (weather, &reading, error))
    return NULL;
  zone = g_time_zone_new_offset (source->utc_offset);
  g_autoptr (GhTable) table = gh_table_builder_finish (weather->builder, zone, &finishing, error);
  if (table == NULL || !add_global (source, table, &sunning, error))
    return NULL;
  return g_steal_pointer (&table);
}

/**
 * gh_weather_table_read:
 * @source: where its rows are and when; is used up but not cleared
 * @options: (nullable): its time zone counts where the file tells none
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID, with a line number where there is one, %GH_ERROR_STOPPED
 *
 * Reads the columns whose headings are known. Rows of a typical year are laid on one year.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_weather_table_read (GhWeatherSource *source, const GhTableOptions *options,
                       const GhProgress *progress, GError **error)
{
  Weather weather = { .source = source,
                      .builder = gh_table_builder_new (source->format, "weather"),
                      .stamps = g_array_new (FALSE, FALSE, sizeof (Stamp)),
                      .measured = g_array_new (FALSE, FALSE, sizeof (Measured)) };
  GhTable *table = read_weather (&weather, options, progress, error);

  gh_table_builder_free (weather.builder);
  g_array_unref (weather.stamps);
  g_array_unref (weather.measured);
  return table;
}

/**
 * gh_weather_table_find:
 * @table: any table
 * @role: what is wanted, not %GH_WEATHER_OTHER
 *
 * Returns: (transfer none) (nullable): the column of that, told by its heading
 */
const GhTableColumn *
gh_weather_table_find (const GhTable *table, GhWeatherRole role)
{
  const GhTableColumn *best = NULL;
  int best_row = G_MAXINT;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const GhTableColumn *column = g_ptr_array_index (table->columns, i);
      int row = find_known (column->name);
      if (row >= 0 && row < best_row && known[row].role == role && column->missing < table->count)
        {
          best = column;
          best_row = row;
        }
    }
  return best;
}

/**
 * gh_weather_table_find_named:
 * @table: any table
 * @name: (nullable): "ghi", "dni", "dhi", "temperature" or "wind_speed"
 *
 * Returns: (transfer none) (nullable): the column of that, whatever its heading
 */
const GhTableColumn *
gh_weather_table_find_named (const GhTable *table, const char *name)
{
  static const char *const names[] = { [GH_WEATHER_GHI] = "ghi",
                                       [GH_WEATHER_DNI] = "dni",
                                       [GH_WEATHER_DHI] = "dhi",
                                       [GH_WEATHER_TEMPERATURE] = "temperature",
                                       [GH_WEATHER_WIND] = "wind_speed" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return gh_weather_table_find (table, (GhWeatherRole) i);
  return NULL;
}
