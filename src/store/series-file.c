/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-file.h"

#include <math.h>
#include <string.h>

#include "csv-table.h"
#include "errors.h"
#include "formats/format.h"
#include "formats/weather-table.h"
#include "series-layout.h"
#include "table-import.h"
#include "weather-file.h"
#include "words.h"

/* Repairs of one file that are told. */
#define TOLD_REPAIRS 10
/* Numbers below the least by less than this share of the largest are noise of the meter. */
#define NOISE 0.01

/* @currency: (nullable): of the study
 * @latitude: of the study, NAN where it has no place
 * @longitude: likewise
 * @tables: (element-type utf8 GhTable): files that were read, by what was asked */
struct _GhSeriesReader
{
  char *directory;
  char *currency;
  GhTimeAxis *axis;
  double latitude;
  double longitude;
  GHashTable *tables;
};

/* One series on its way. */
typedef struct
{
  GhSeriesReader *reader;
  const GhSeriesFile *file;
  const GhAttribute *attribute;
  const char *path;
  GhFindings *findings;
  const GhProgress *progress;
  const GhTable *table;
  const GhTableColumn *column;
  GError *stopped; /* (nullable): when the caller asked to stop */
} Task;

static void complain (const Task *task, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
complain (const Task *task, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_findings_add (task->findings, GH_SEVERITY_ERROR, task->path, "%s: %s", task->file->file,
                   message);
}

static void warn (const Task *task, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
warn (const Task *task, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_findings_add (task->findings, GH_SEVERITY_WARNING, task->path, "%s: %s", task->file->file,
                   message);
}

/* What is true of a whole file is told once, however many columns are read. */
static void
warn_once (const Task *task, const char *message)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", task->file->file, message);

  for (guint i = 0; i < gh_findings_get_count (task->findings); i++)
    if (strcmp (gh_findings_get (task->findings, i)->message, text) == 0)
      return;
  warn (task, "%s", message);
}

static char *
format_time (const Task *task, gint64 unix_time)
{
  return gh_time_format_iso (unix_time, gh_time_axis_get_zone (task->reader->axis));
}

/* Reads the file of a series, %NULL after a finding. */
static GhTable *
read_table (Task *task)
{
  const GhSeriesFile *file = task->file;
  g_autofree char *path = g_path_is_absolute (file->file)
                              ? g_strdup (file->file)
                              : g_build_filename (task->reader->directory, file->file, NULL);
  /* Only what somebody has written counts before what a format says of its times. */
  gboolean has_zone = gh_record_is_given (&gh_series_file_table, file, "time_zone");
  GhTableOptions options = { file->time_column, has_zone ? file->time_zone : NULL, file->stamps };
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (!g_utf8_validate (file->file, -1, NULL))
    {
      g_autofree char *shown = g_filename_display_name (file->file);
      gh_findings_add (task->findings, GH_SEVERITY_ERROR, task->path,
                       _ ("%s: a study cannot keep this name, which is not in UTF-8; rename the "
                          "file and choose it again."),
                       shown);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &length, &error))
    {
      gh_findings_add (task->findings, GH_SEVERITY_ERROR, task->path, "%s", error->message);
      return NULL;
    }
  GhTable *table = gh_format_read (file->file, data, length, &options, task->progress, &error);
  if (table == NULL && g_error_matches (error, GH_ERROR, GH_ERROR_STOPPED))
    task->stopped = g_steal_pointer (&error);
  else if (table == NULL)
    gh_findings_add (task->findings, GH_SEVERITY_ERROR, task->path, "%s", error->message);
  return table;
}

static void
tell_repairs (const Task *task)
{
  const GhTable *table = task->table;

  for (guint i = 0; i < MIN (table->repairs->len, TOLD_REPAIRS); i++)
    warn_once (task, g_ptr_array_index (table->repairs, i));
  for (guint i = 0; i < gh_findings_get_count (table->findings); i++)
    {
      const GhFinding *finding = gh_findings_get (table->findings, i);
      if (finding->severity == GH_SEVERITY_WARNING && strcmp (finding->path, "$") == 0)
        warn_once (task, finding->message);
    }
  if (table->looks_like_ends && task->file->stamps == GH_STAMPS_START)
    warn_once (task, _ ("the times look like the ends of the steps, but were taken as beginnings; "
                        "name “stamps”: “end” if they are."));
}

static gboolean
find_table (Task *task)
{
  const GhSeriesFile *file = task->file;
  GHashTable *tables = task->reader->tables;
  g_autofree char *key = g_strdup_printf (
      "%s\n%s\n%s\n%d", file->file, file->time_column != NULL ? file->time_column : "",
      file->time_zone != NULL ? file->time_zone : "", file->stamps);

  task->table = g_hash_table_lookup (tables, key);
  if (task->table == NULL)
    {
      GhTable *table = read_table (task);
      if (table == NULL)
        return FALSE;
      task->table = table;
      g_hash_table_insert (tables, g_steal_pointer (&key), table);
    }
  tell_repairs (task);
  return TRUE;
}

static gboolean
find_column (Task *task)
{
  task->column = gh_table_find_column (task->table, task->file->column);
  if (task->column == NULL && g_strcmp0 (task->table->kind, "weather") == 0)
    task->column = gh_weather_table_find_named (task->table, task->file->column);
  if (task->column != NULL)
    return TRUE;
  g_autofree char *list = gh_table_list_columns (task->table);
  complain (task, _ ("there is no column “%s”; there are %s."), task->file->column, list);
  return FALSE;
}

static void
check_currency (const Task *task, const GhCsvUnit *unit)
{
  const char *currency = task->reader->currency;

  if (unit->quantity == GH_CSV_QUANTITY_PRICE && *unit->currency != '\0' && currency != NULL
      && g_ascii_strcasecmp (unit->currency, currency) != 0)
    warn (task, _ ("“%s” is in %s and the study in %s; the numbers were not converted."),
          task->column->name, unit->currency, currency);
}

/* What one kWh more causes and what all kWh cause are different numbers. */
static void
check_rate (const Task *task)
{
  GhEmissionRate holds, wanted;

  if (!gh_import_find_rate (task->column->kind, &holds)
      || !gh_emission_rate_find (task->attribute->name, &wanted) || holds == wanted)
    return;
  warn (task, _ ("“%s” holds %s emissions, but was taken for %s ones."), task->column->name,
        gh_emission_rate_get_word (holds), gh_emission_rate_get_word (wanted));
}

/* What turns a number of the file into one of the attribute. */
static gboolean
find_conversion (const Task *task, double *factor, double *offset)
{
  const char *target = task->attribute->unit != NULL ? task->attribute->unit : "";
  GhCsvUnit unit = task->column->meaning;

  *factor = 1.0;
  *offset = 0.0;
  if (task->file->unit != NULL && *task->file->unit != '\0'
      && !gh_csv_unit_parse (task->file->unit, &unit) && *target != '\0')
    {
      complain (task, _ ("the unit “%s” is not known."), task->file->unit);
      return FALSE;
    }
  if (*target == '\0')
    return TRUE;
  if (unit.quantity == GH_CSV_QUANTITY_UNKNOWN)
    {
      warn (task, _ ("“%s” names no unit; it was read as %s."), task->column->name, target);
      return TRUE;
    }
  check_currency (task, &unit);
  check_rate (task);
  if (gh_csv_unit_convert (&unit, target, task->table->step_seconds, factor, offset))
    return TRUE;
  complain (task, _ ("“%s” is in %s, which cannot be turned into %s."), task->column->name,
            unit.name, target);
  return FALSE;
}

/* What scales a year of the data to the wanted sum; a year of 365 or 366 days counts as one. */
static gboolean
find_annual_scale (const Task *task, const double *values, double *scale)
{
  const GhTable *table = task->table;
  double hours = table->step_seconds / 3600.0;
  double days = (double) table->count * hours / 24.0;
  double sum = 0.0;

  *scale = 1.0;
  if (isnan (task->file->annual_total_kwh))
    return TRUE;
  for (gsize i = 0; i < table->count; i++)
    sum += isnan (values[i]) ? 0.0 : values[i] * hours;
  double years = gh_years_of_days (days);
  if (years < 0.99)
    warn (task, _ ("the yearly sum was reckoned from %.1f days only."), days);
  if (sum == 0.0 && task->file->annual_total_kwh != 0.0)
    {
      complain (task, _ ("“%s” sums to 0 and cannot be scaled to a yearly sum."),
                task->column->name);
      return FALSE;
    }
  *scale = sum == 0.0 ? 1.0 : task->file->annual_total_kwh * years / sum;
  return TRUE;
}

/* A year that is none of the calendar stands for all of them. Other weather of the time that is
 * planned is better than that of another year. */
static GhYearRule
find_year_rule (const Task *task)
{
  const GhTable *table = task->table;
  const GhTimeAxis *axis = task->reader->axis;
  gint64 end = table->start_unix + (gint64) table->count * table->step_seconds;

  if (table->typical_year)
    return GH_YEAR_CALENDAR;
  if (table->follows_sun && task->file->year == GH_YEAR_CALENDAR
      && gh_time_axis_get_start (axis) >= table->start_unix
      && gh_time_axis_get_time (axis, gh_time_axis_get_count (axis)) <= end)
    return GH_YEAR_EXACT;
  return (GhYearRule) task->file->year;
}

static void
complain_missing (const Task *task, gint64 missing)
{
  const GhTable *table = task->table;
  gint64 end = table->start_unix + (gint64) table->count * table->step_seconds;
  g_autofree char *when = format_time (task, missing);
  g_autofree char *first = format_time (task, table->start_unix);
  g_autofree char *last = format_time (task, end);

  if (missing >= table->start_unix && missing < end)
    complain (task, _ ("“%s” has no number for %s."), task->column->name, when);
  else if (find_year_rule (task) == GH_YEAR_EXACT)
    complain (task,
              _ ("the data from %s to %s have nothing for %s; name “year”: “calendar” or "
                 "“weekday” to lay them on another year."),
              first, last, when);
  else
    complain (task, _ ("the data from %s to %s have nothing for %s."), first, last, when);
}

/* Numbers outside what the attribute allows; noise around the least is cut. */
static gboolean
check_range (const Task *task, double *values, gsize count)
{
  const GhAttribute *attribute = task->attribute;
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
      g_autofree char *when = format_time (task, gh_time_axis_get_time (task->reader->axis, i));
      complain (task, _ ("“%s” has %g at %s, which is outside %g to %g."), task->column->name,
                values[i], when, attribute->minimum, attribute->maximum);
      return FALSE;
    }
  if (cut > 0)
    warn (task,
          ngettext ("%zu number slightly below %g was raised to it.",
                    "%zu numbers slightly below %g were raised to it.", cut),
          cut, attribute->minimum);
  return TRUE;
}

/* The numbers of the column in the unit of the attribute, %NULL after a finding. */
static double *
convert_column (const Task *task)
{
  double factor, offset, scale;

  if (!find_conversion (task, &factor, &offset))
    return NULL;
  double *values = g_new (double, task->table->count);
  for (gsize i = 0; i < task->table->count; i++)
    values[i] = (task->column->values[i] * factor + offset) * task->file->scale;
  if (!find_annual_scale (task, values, &scale))
    {
      g_free (values);
      return NULL;
    }
  for (gsize i = 0; i < task->table->count; i++)
    values[i] *= scale;
  return values;
}

/* Half a day in, so that a year of UTC is the same year in every zone nearby. */
static int
find_year (const Task *task)
{
  GhCivilTime civil;

  gh_civil_time_at (gh_time_axis_get_zone (task->reader->axis), task->table->start_unix + 43200,
                    &civil);
  return civil.year;
}

/* Steps whose number was not in the file and stands on a straight line between its neighbours. */
static int
count_filled (const Task *task)
{
  gsize empty = 0;

  for (gsize i = 0; i < task->table->count; i++)
    empty += isnan (task->column->values[i]);
  return (int) MIN (task->column->missing - empty, (gsize) G_MAXINT);
}

/* The unit in which the numbers were read: that of the study's file, of the heading, or the one
 * that was taken because nobody names any. */
static const char *
find_read_unit (const Task *task, gboolean *assumed)
{
  const char *target = task->attribute->unit != NULL ? task->attribute->unit : "";
  gboolean given = task->file->unit != NULL && *task->file->unit != '\0';

  *assumed = !given && *target != '\0' && task->column->meaning.quantity == GH_CSV_QUANTITY_UNKNOWN;
  if (given)
    return task->file->unit;
  return *assumed ? target : task->column->unit;
}

/* What there is to tell of the file, and of the column where one is meant. */
static GhSeriesOrigin *
new_origin (const Task *task)
{
  const GhTable *table = task->table;
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  gboolean assumed;
  const char *unit = find_read_unit (task, &assumed);

  for (guint i = 0; i < table->repairs->len; i++)
    g_ptr_array_add (told, g_ptr_array_index (table->repairs, i));
  for (guint i = 0; i < gh_findings_get_count (table->findings); i++)
    g_ptr_array_add (told, gh_findings_get (table->findings, i)->message);
  g_ptr_array_set_size (told, MIN ((int) told->len, TOLD_REPAIRS));
  g_ptr_array_add (told, NULL);
  return gh_series_origin_new (table->sha256, table->format, unit, assumed, (gint64) table->rows,
                               g_get_real_time () / G_USEC_PER_SEC,
                               (const char *const *) told->pdata);
}

/* Light of an hour is not there before the sun is. */
static GhSunSpread
find_spread (const Task *task)
{
  const char *name = task->attribute->name;

  if (isnan (task->reader->latitude) || name == NULL)
    return GH_SPREAD_EVEN;
  if (g_str_equal (name, "dni_w_m2"))
    return GH_SPREAD_BEAM;
  return g_str_equal (name, "ghi_w_m2") || g_str_equal (name, "dhi_w_m2") ? GH_SPREAD_HORIZONTAL
                                                                          : GH_SPREAD_EVEN;
}

static void
resolve (Task *task, GhSeriesSpec *spec)
{
  const GhTimeAxis *axis = task->reader->axis;
  gint64 missing;

  if (!find_table (task) || !find_column (task))
    return;
  g_autofree double *numbers = convert_column (task);
  if (numbers == NULL)
    return;
  GhSeriesSource source = { numbers,
                            task->table->count,
                            task->table->start_unix,
                            task->table->step_seconds,
                            find_year (task),
                            task->table->follows_sun,
                            find_spread (task),
                            task->reader->latitude,
                            task->reader->longitude };
  gsize count = gh_time_axis_get_count (axis);
  g_autofree double *values = g_new (double, count);
  if (!gh_series_lay (&source, axis, find_year_rule (task), values, &missing))
    complain_missing (task, missing);
  else if (check_range (task, values, count))
    {
      spec->resolved = gh_series_new_take (g_steal_pointer (&values), count);
      spec->data_year = source.year;
      spec->data_step_seconds = source.step_seconds;
      spec->data_filled = count_filled (task);
      spec->origin = new_origin (task);
    }
}

/**
 * gh_series_reader_new:
 * @study: a valid study: its axis and currency count
 * @directory: where relative file names begin
 *
 * Returns: (transfer full): a reader that keeps the tables it has read, so that further columns of
 *   them cost no reading
 */
GhSeriesReader *
gh_series_reader_new (const GhStudy *study, const char *directory)
{
  GhSeriesReader *reader = g_new0 (GhSeriesReader, 1);

  reader->directory = g_strdup (directory);
  reader->currency = g_strdup (study->currency);
  reader->axis = gh_study_new_axis (study);
  reader->latitude = study->location != NULL ? study->location->latitude : NAN;
  reader->longitude = study->location != NULL ? study->location->longitude : NAN;
  reader->tables
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gh_table_free);
  return reader;
}

/**
 * gh_series_reader_free:
 * @reader: (transfer full) (nullable): a reader
 *
 * Frees it with the tables it keeps.
 */
void
gh_series_reader_free (GhSeriesReader *reader)
{
  if (reader == NULL)
    return;
  g_hash_table_unref (reader->tables);
  gh_time_axis_unref (reader->axis);
  g_free (reader->directory);
  g_free (reader->currency);
  g_free (reader);
}

/**
 * gh_series_reader_get_table:
 * @reader: a reader
 * @file: which file, and how its times are to be read
 * @path: of what names it, for @findings
 * @findings: gets what is wrong with the file, and as warnings what was mended in it
 * @progress: (nullable): whom to tell
 * @table: (out) (transfer none) (nullable): the table, %NULL after a finding
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Reads a file unless it has been read.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_series_reader_get_table (GhSeriesReader *reader, const GhSeriesFile *file, const char *path,
                            GhFindings *findings, const GhProgress *progress, const GhTable **table,
                            GError **error)
{
  Task task = {
    .reader = reader, .file = file, .path = path, .findings = findings, .progress = progress
  };

  *table = find_table (&task) ? task.table : NULL;
  if (task.stopped == NULL)
    return TRUE;
  g_propagate_error (error, task.stopped);
  return FALSE;
}

/**
 * gh_series_reader_read:
 * @reader: a reader
 * @spec: a series of the form %GH_SERIES_FILE; gets @resolved, @data_year, @data_step_seconds,
 *   @data_filled and @origin
 * @attribute: what holds it: its unit and range count
 * @path: its JSON path, for @findings
 * @findings: gets what is wrong with the file, and as warnings what was mended in it
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Reads the column that a series names, turns its numbers into the unit of the attribute and lays
 * them on the time axis. A file that cannot be used is a finding and leaves @resolved %NULL.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_series_reader_read (GhSeriesReader *reader, GhSeriesSpec *spec, const GhAttribute *attribute,
                       const char *path, GhFindings *findings, const GhProgress *progress,
                       GError **error)
{
  Task task = { .reader = reader,
                .file = spec->file,
                .attribute = attribute,
                .path = path,
                .findings = findings,
                .progress = progress };

  g_clear_pointer (&spec->resolved, gh_series_unref);
  g_clear_pointer (&spec->origin, gh_series_origin_unref);
  spec->data_year = spec->data_step_seconds = spec->data_filled = 0;
  resolve (&task, spec);
  if (task.stopped == NULL)
    return TRUE;
  g_propagate_error (error, task.stopped);
  return FALSE;
}

/* All series of a study on their way. */
typedef struct
{
  GhSeriesReader *reader;
  GhFindings *findings;
  const GhProgress *progress;
  guint total;
  guint done;
  GError *stopped;
} Walk;

static void
visit (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path, gpointer data)
{
  Walk *walk = data;
  double begin = (double) walk->done / MAX (walk->total, 1);
  GhProgress part = gh_progress_part (walk->progress, begin, begin + 1.0 / MAX (walk->total, 1));

  if (spec->form != GH_SERIES_FILE || spec->file == NULL || spec->file->file == NULL
      || walk->stopped != NULL || !gh_progress_step (walk->progress, begin, NULL, &walk->stopped))
    return;
  gh_series_reader_read (walk->reader, spec, attribute, path, walk->findings, &part,
                         &walk->stopped);
  walk->done++;
}

static void
count_file (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED,
            const char *path G_GNUC_UNUSED, gpointer data)
{
  *(guint *) data += spec->form == GH_SERIES_FILE;
}

/**
 * gh_study_resolve_series:
 * @study: a valid study; each of its series of the form %GH_SERIES_FILE is read as
 *   gh_series_reader_read() does
 * @directory: where relative file names begin
 * @findings: gets what is wrong with a file, and as warnings what was mended in it, under the path
 *   of the series
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Reads the files that a study names, each once. A weather file becomes the series that are in it.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_study_resolve_series (GhStudy *study, const char *directory, GhFindings *findings,
                         const GhProgress *progress, GError **error)
{
  Walk walk = { .findings = findings, .progress = progress };
  gboolean has_weather = study->weather != NULL && study->weather->file != NULL;

  gh_study_foreach_series (study, count_file, &walk.total);
  if (walk.total == 0 && !has_weather)
    return TRUE;
  walk.reader = gh_series_reader_new (study, directory);
  if (gh_weather_file_expand (study, walk.reader, findings, progress, &walk.stopped))
    {
      walk.total = 0;
      gh_study_foreach_series (study, count_file, &walk.total);
      gh_study_foreach_series (study, visit, &walk);
    }
  gh_series_reader_free (walk.reader);
  if (walk.stopped == NULL)
    return TRUE;
  g_propagate_error (error, walk.stopped);
  return FALSE;
}
