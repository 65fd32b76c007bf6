/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-column.h"

#include <math.h>
#include <string.h>

#include "formats/weather-table.h"
#include "series-layout.h"
#include "table-import.h"
#include "words.h"

/* Numbers below the least by less than this share of the largest are noise of the meter. */
#define NOISE 0.01

static void complain (const GhSeriesColumn *wanted, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
complain (const GhSeriesColumn *wanted, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_findings_add (wanted->findings, GH_SEVERITY_ERROR, wanted->path, "%s: %s", wanted->file->file,
                   message);
}

static void warn (const GhSeriesColumn *wanted, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
warn (const GhSeriesColumn *wanted, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_findings_add (wanted->findings, GH_SEVERITY_WARNING, wanted->path, "%s: %s",
                   wanted->file->file, message);
}

static char *
format_time (const GhSeriesColumn *wanted, gint64 unix_time)
{
  return gh_time_format_iso (unix_time, gh_time_axis_get_zone (wanted->axis));
}

static gboolean
find_column (GhSeriesColumn *wanted)
{
  wanted->column = gh_table_find_column (wanted->table, wanted->file->column);
  if (wanted->column == NULL && g_strcmp0 (wanted->table->kind, "weather") == 0)
    wanted->column = gh_weather_table_find_named (wanted->table, wanted->file->column);
  if (wanted->column != NULL)
    return TRUE;
  g_autofree char *list = gh_table_list_columns (wanted->table);
  complain (wanted, _ ("there is no column “%s”; there are %s."), wanted->file->column, list);
  return FALSE;
}

static void
check_currency (const GhSeriesColumn *wanted, const GhCsvUnit *unit)
{
  const char *currency = wanted->currency;

  if (unit->quantity == GH_CSV_QUANTITY_PRICE && *unit->currency != '\0' && currency != NULL
      && g_ascii_strcasecmp (unit->currency, currency) != 0)
    warn (wanted, _ ("“%s” is in %s and the study in %s; the numbers were not converted."),
          wanted->column->name, unit->currency, currency);
}

/* What one kWh more causes and what all kWh cause are different numbers. */
static void
check_rate (const GhSeriesColumn *wanted)
{
  GhEmissionRate holds, asked;

  if (!gh_import_find_rate (wanted->column->kind, &holds)
      || !gh_emission_rate_find (wanted->attribute->name, &asked) || holds == asked)
    return;
  warn (wanted, _ ("“%s” holds %s emissions, but was taken for %s ones."), wanted->column->name,
        gh_emission_rate_get_word (holds), gh_emission_rate_get_word (asked));
}

/* What turns a number of the file into one of the attribute. */
static gboolean
find_conversion (const GhSeriesColumn *wanted, double *factor, double *offset)
{
  const char *target = wanted->attribute->unit != NULL ? wanted->attribute->unit : "";
  GhCsvUnit unit = wanted->column->meaning;

  *factor = 1.0;
  *offset = 0.0;
  if (wanted->file->unit != NULL && *wanted->file->unit != '\0'
      && !gh_csv_unit_parse (wanted->file->unit, &unit) && *target != '\0')
    {
      complain (wanted, _ ("the unit “%s” is not known."), wanted->file->unit);
      return FALSE;
    }
  if (*target == '\0')
    return TRUE;
  if (unit.quantity == GH_CSV_QUANTITY_UNKNOWN)
    {
      warn (wanted, _ ("“%s” names no unit; it was read as %s."), wanted->column->name, target);
      return TRUE;
    }
  check_currency (wanted, &unit);
  check_rate (wanted);
  if (gh_csv_unit_convert (&unit, target, wanted->table->step_seconds, factor, offset))
    return TRUE;
  complain (wanted, _ ("“%s” is in %s, which cannot be turned into %s."), wanted->column->name,
            unit.name, target);
  return FALSE;
}

/* What scales a year of the data to the wanted sum; a year of 365 or 366 days counts as one. */
static gboolean
find_annual_scale (const GhSeriesColumn *wanted, const double *values, double *scale)
{
  const GhTable *table = wanted->table;
  double hours = table->step_seconds / 3600.0;
  double days = (double) table->count * hours / 24.0;
  double sum = 0.0;

  *scale = 1.0;
  if (isnan (wanted->file->annual_total_kwh))
    return TRUE;
  for (gsize i = 0; i < table->count; i++)
    sum += isnan (values[i]) ? 0.0 : values[i] * hours;
  double years = gh_years_of_days (days);
  if (years < 0.99)
    warn (wanted, _ ("the yearly sum was reckoned from %.1f days only."), days);
  if (sum == 0.0 && wanted->file->annual_total_kwh != 0.0)
    {
      complain (wanted, _ ("“%s” sums to 0 and cannot be scaled to a yearly sum."),
                wanted->column->name);
      return FALSE;
    }
  *scale = sum == 0.0 ? 1.0 : wanted->file->annual_total_kwh * years / sum;
  return TRUE;
}

/* A year that is none of the calendar stands for all of them. Other weather of the time that is
 * planned is better than that of another year. */
static GhYearRule
find_year_rule (const GhSeriesColumn *wanted)
{
  const GhTable *table = wanted->table;
  const GhTimeAxis *axis = wanted->axis;
  gint64 end = table->start_unix + (gint64) table->count * table->step_seconds;

  if (table->typical_year)
    return GH_YEAR_CALENDAR;
  if (table->follows_sun && wanted->file->year == GH_YEAR_CALENDAR
      && gh_time_axis_get_start (axis) >= table->start_unix
      && gh_time_axis_get_time (axis, gh_time_axis_get_count (axis)) <= end)
    return GH_YEAR_EXACT;
  return (GhYearRule) wanted->file->year;
}

static void
complain_missing (const GhSeriesColumn *wanted, gint64 missing)
{
  const GhTable *table = wanted->table;
  gint64 end = table->start_unix + (gint64) table->count * table->step_seconds;
  g_autofree char *when = format_time (wanted, missing);
  g_autofree char *first = format_time (wanted, table->start_unix);
  g_autofree char *last = format_time (wanted, end);

  if (missing >= table->start_unix && missing < end)
    complain (wanted, _ ("“%s” has no number for %s."), wanted->column->name, when);
  else if (find_year_rule (wanted) == GH_YEAR_EXACT)
    complain (wanted,
              _ ("the data from %s to %s have nothing for %s; name “year”: “calendar” or "
                 "“weekday” to lay them on another year."),
              first, last, when);
  else
    complain (wanted, _ ("the data from %s to %s have nothing for %s."), first, last, when);
}

/* Numbers outside what the attribute allows; noise around the least is cut. */
static gboolean
check_range (const GhSeriesColumn *wanted, double *values, gsize count)
{
  const GhAttribute *attribute = wanted->attribute;
  double largest = 0.0;
  gsize cut = 0;

  if (!(attribute->minimum < attribute->maximum))
    return TRUE;
  for (gsize i = 0; i < count; i++)
    largest = MAX (largest, fabs (values[i]));
  for (gsize i = 0; i < count; i++)
    {
      gboolean noise
          = values[i] < attribute->minimum && attribute->minimum - values[i] <= NOISE * largest;
      if (noise)
        {
          values[i] = attribute->minimum;
          cut++;
        }
      if (values[i] >= attribute->minimum && values[i] <= attribute->maximum)
        continue;
      g_autofree char *when = format_time (wanted, gh_time_axis_get_time (wanted->axis, i));
      complain (wanted, _ ("“%s” has %g at %s, which is outside %g to %g."), wanted->column->name,
                values[i], when, attribute->minimum, attribute->maximum);
      return FALSE;
    }
  if (cut > 0)
    warn (wanted,
          ngettext ("%zu number slightly below %g was raised to it.",
                    "%zu numbers slightly below %g were raised to it.", cut),
          cut, attribute->minimum);
  return TRUE;
}

/* The numbers of the column in the unit of the attribute, %NULL after a finding or when stopped. */
static double *
convert_column (const GhSeriesColumn *wanted, const GhProgress *progress, GError **error)
{
  GhProgress converting = gh_progress_part (progress, 0.0, 0.5);
  GhProgress scaling = gh_progress_part (progress, 0.5, 1.0);
  gsize count = wanted->table->count;
  double factor, offset, scale;

  if (!find_conversion (wanted, &factor, &offset))
    return NULL;
  g_autofree double *values = g_new (double, count);
  for (gsize i = 0; i < count; i++)
    {
      if (!gh_progress_count (&converting, i, count, error))
        return NULL;
      values[i] = (wanted->column->values[i] * factor + offset) * wanted->file->scale;
    }
  if (!find_annual_scale (wanted, values, &scale))
    return NULL;
  gboolean is_scaled = !isnan (wanted->file->annual_total_kwh);
  for (gsize i = 0; i < count && is_scaled; i++)
    {
      if (!gh_progress_count (&scaling, i, count, error))
        return NULL;
      values[i] *= scale;
    }
  return g_steal_pointer (&values);
}

/* Half a day in, so that a year of UTC is the same year in every zone nearby. */
static int
find_year (const GhSeriesColumn *wanted)
{
  GhCivilTime civil;

  gh_civil_time_at (gh_time_axis_get_zone (wanted->axis), wanted->table->start_unix + 43200,
                    &civil);
  return civil.year;
}

/* Steps whose number was not in the file and stands on a straight line between its neighbours. */
static int
count_filled (const GhSeriesColumn *wanted)
{
  gsize empty = 0;

  for (gsize i = 0; i < wanted->table->count; i++)
    empty += isnan (wanted->column->values[i]);
  return (int) MIN (wanted->column->missing - empty, (gsize) G_MAXINT);
}

/* The unit in which the numbers were read: that of the study's file, of the heading, or the one
 * that was taken because nobody names any. */
static const char *
find_read_unit (const GhSeriesColumn *wanted, gboolean *assumed)
{
  const char *target = wanted->attribute->unit != NULL ? wanted->attribute->unit : "";
  gboolean given = wanted->file->unit != NULL && *wanted->file->unit != '\0';

  *assumed
      = !given && *target != '\0' && wanted->column->meaning.quantity == GH_CSV_QUANTITY_UNKNOWN;
  if (given)
    return wanted->file->unit;
  return *assumed ? target : wanted->column->unit;
}

/* What there is to tell of the file, and of the column where one is meant. */
static GhSeriesOrigin *
new_origin (const GhSeriesColumn *wanted)
{
  const GhTable *table = wanted->table;
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  gboolean assumed;
  const char *unit = find_read_unit (wanted, &assumed);

  for (guint i = 0; i < table->repairs->len; i++)
    g_ptr_array_add (told, g_ptr_array_index (table->repairs, i));
  for (guint i = 0; i < gh_findings_get_count (table->findings); i++)
    g_ptr_array_add (told, gh_findings_get (table->findings, i)->message);
  g_ptr_array_set_size (told, MIN ((int) told->len, GH_SERIES_REPAIRS_TOLD));
  g_ptr_array_add (told, NULL);
  return gh_series_origin_new (table->sha256, table->format, unit, assumed, (gint64) table->rows,
                               g_get_real_time () / G_USEC_PER_SEC,
                               (const char *const *) told->pdata);
}

/* Light of an hour is not there before the sun is. */
static GhSunSpread
find_spread (const GhSeriesColumn *wanted)
{
  const char *name = wanted->attribute->name;

  if (isnan (wanted->latitude) || name == NULL)
    return GH_SPREAD_EVEN;
  if (g_str_equal (name, "dni_w_m2"))
    return GH_SPREAD_BEAM;
  return g_str_equal (name, "ghi_w_m2") || g_str_equal (name, "dhi_w_m2") ? GH_SPREAD_HORIZONTAL
                                                                          : GH_SPREAD_EVEN;
}

/* Lays the numbers on the axis; where that cannot be done after a finding @spec stays as it is. */
static gboolean
lay_numbers (const GhSeriesColumn *wanted, const double *numbers, GhSeriesSpec *spec,
             const GhProgress *progress, GError **error)
{
  const GhTable *table = wanted->table;
  GhSeriesSource source = { numbers,
                            table->count,
                            table->start_unix,
                            table->step_seconds,
                            find_year (wanted),
                            table->follows_sun,
                            find_spread (wanted),
                            wanted->latitude,
                            wanted->longitude };
  gsize count = gh_time_axis_get_count (wanted->axis);
  g_autofree double *values = g_new (double, count);
  gint64 missing;
  GhSeriesFit fit = gh_series_lay (&source, wanted->axis, find_year_rule (wanted), values, &missing,
                                   progress, error);

  if (fit == GH_SERIES_STOPPED)
    return FALSE;
  if (fit == GH_SERIES_MISSING)
    complain_missing (wanted, missing);
  else if (check_range (wanted, values, count))
    {
      spec->resolved = gh_series_new_take (g_steal_pointer (&values), count);
      spec->data_year = source.year;
      spec->data_step_seconds = source.step_seconds;
      spec->data_filled = count_filled (wanted);
      spec->origin = new_origin (wanted);
    }
  return TRUE;
}

/**
 * gh_series_column_lay:
 * @wanted: a column, which is found by the name that its @file has for it
 * @spec: gets @resolved, @data_year, @data_step_seconds, @data_filled and @origin
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Turns the numbers of a column into the unit of the attribute and lays them on the time axis. What
 * cannot be done is a finding and leaves @spec as it is.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_series_column_lay (GhSeriesColumn *wanted, GhSeriesSpec *spec, const GhProgress *progress,
                      GError **error)
{
  GhProgress converting = gh_progress_part (progress, 0.0, 0.5);
  GhProgress laying = gh_progress_part (progress, 0.5, 1.0);
  GError *stopped = NULL;

  if (!gh_progress_step (progress, 0.0, NULL, error))
    return FALSE;
  if (!find_column (wanted))
    return TRUE;
  g_autofree double *numbers = convert_column (wanted, &converting, &stopped);
  if (numbers != NULL)
    return lay_numbers (wanted, numbers, spec, &laying, error);
  if (stopped == NULL)
    return TRUE;
  g_propagate_error (error, stopped);
  return FALSE;
}
