/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-file.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "fleet-series.h"
#include "file-reading.h"
#include "formats/format.h"
#include "series-column.h"
#include "weather-file.h"
#include "words.h"

/* Numbers of tables that are kept while another file is read: 128 MiB. */
#define KEPT_NUMBERS 16777216
/* What reading a file takes of the way to a series. */
#define FILE_READ 0.9

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

/* One file on its way. */
typedef struct
{
  GhSeriesReader *reader;
  const GhSeriesFile *file;
  const char *path;
  GhFindings *findings;
  GhProgress progress; /* of reading the file */
  GhTable *table;
  GError *stopped; /* (nullable): when the caller asked to stop */
} Task;

/* What is true of a whole file is told once, however many columns are read. */
static void
warn_once (const Task *task, const char *message)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", task->file->file, message);

  for (guint i = 0; i < gh_findings_get_count (task->findings); i++)
    if (strcmp (gh_findings_get (task->findings, i)->message, text) == 0)
      return;
  gh_findings_add (task->findings, GH_SEVERITY_WARNING, task->path, "%s", text);
}

/* Only what somebody has written counts before what a format says of its times. */
static const char *
get_zone (const GhSeriesFile *file)
{
  return gh_record_is_given (&gh_series_file_table, file, "time_zone") ? file->time_zone : NULL;
}

static gboolean
check_name (const Task *task)
{
  const char *name = task->file->file;

  if (g_utf8_validate (name, -1, NULL))
    return TRUE;
  g_autofree char *shown = g_filename_display_name (name);
  gh_findings_add (task->findings, GH_SEVERITY_ERROR, task->path,
                   _ ("%s: a study cannot keep this name, which is not in UTF-8; rename the "
                      "file and choose it again."),
                   shown);
  return FALSE;
}

/* Reads the file of a series, %NULL after a finding or when stopped. */
static GhTable *
read_table (Task *task)
{
  const GhSeriesFile *file = task->file;
  g_autofree char *path = g_path_is_absolute (file->file)
                              ? g_strdup (file->file)
                              : g_build_filename (task->reader->directory, file->file, NULL);
  GhTableOptions options = { file->time_column, get_zone (file), GH_TABLE_STAMPS_AUTO };
  GhProgress opening = gh_progress_part (&task->progress, 0.0, 0.05);
  GhProgress reading = gh_progress_part (&task->progress, 0.05, 1.0);
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  GhTable *table = NULL;
  gsize length;

  if (!check_name (task))
    return NULL;
  data = gh_file_read (path, &length, &opening, &error);
  if (data != NULL)
    table = gh_format_read (file->file, data, length, &options, &reading, &error);
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

  for (guint i = 0; i < MIN (table->repairs->len, GH_SERIES_REPAIRS_TOLD); i++)
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

/* Many numbers are not kept while others are read, since the memory is for one large file. */
static void
make_room (GHashTable *tables)
{
  GHashTableIter iter;
  gpointer table;
  gsize kept = 0;

  g_hash_table_iter_init (&iter, tables);
  while (g_hash_table_iter_next (&iter, NULL, &table))
    kept += ((GhTable *) table)->count * ((GhTable *) table)->columns->len;
  if (kept > KEPT_NUMBERS)
    g_hash_table_remove_all (tables);
}

/* A table whose times need no zone is the same in all of them. */
static gboolean
find_table (Task *task)
{
  const GhSeriesFile *file = task->file;
  GHashTable *tables = task->reader->tables;
  const char *zone = get_zone (file);
  g_autofree char *key
      = g_strdup_printf ("%s\n%s", file->file, file->time_column != NULL ? file->time_column : "");
  g_autofree char *zoned = g_strdup_printf ("%s\n%s", key, zone != NULL ? zone : "");

  task->table = g_hash_table_lookup (tables, key);
  if (task->table == NULL)
    task->table = g_hash_table_lookup (tables, zoned);
  if (task->table == NULL)
    {
      make_room (tables);
      task->table = read_table (task);
      if (task->table == NULL)
        return FALSE;
      g_hash_table_insert (tables, g_strdup (task->table->uses_zone ? zoned : key), task->table);
    }
  gh_table_set_stamps (task->table, file->stamps);
  tell_repairs (task);
  return TRUE;
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
  Task task = { .reader = reader,
                .file = file,
                .path = path,
                .findings = findings,
                .progress = gh_progress_part (progress, 0.0, 1.0) };

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
                .path = path,
                .findings = findings,
                .progress = gh_progress_part (progress, 0.0, FILE_READ) };
  GhProgress laying = gh_progress_part (progress, FILE_READ, 1.0);

  g_clear_pointer (&spec->resolved, gh_series_unref);
  g_clear_pointer (&spec->origin, gh_series_origin_unref);
  spec->data_year = spec->data_step_seconds = spec->data_filled = 0;
  gboolean found = find_table (&task);
  if (task.stopped != NULL)
    {
      g_propagate_error (error, task.stopped);
      return FALSE;
    }
  GhSeriesColumn wanted = { .file = spec->file,
                            .attribute = attribute,
                            .path = path,
                            .currency = reader->currency,
                            .latitude = reader->latitude,
                            .longitude = reader->longitude,
                            .axis = reader->axis,
                            .table = task.table,
                            .findings = findings };
  return !found || gh_series_column_lay (&wanted, spec, &laying, error);
}

/* All series of a study on their way. */
typedef struct
{
  GhSeriesReader *reader;
  GhFindings *findings;
  GhProgress progress;
  guint total;
  guint done;
  GError *stopped;
} Walk;

static void
visit (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path, gpointer data)
{
  Walk *walk = data;
  double begin = (double) walk->done / MAX (walk->total, 1);
  GhProgress part = gh_progress_part (&walk->progress, begin, begin + 1.0 / MAX (walk->total, 1));

  if (spec->form != GH_SERIES_FILE || spec->file == NULL || spec->file->file == NULL
      || walk->stopped != NULL || !gh_progress_step (&walk->progress, begin, NULL, &walk->stopped))
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
 * gh_study_resolve_period:
 * @study: a valid study; each of its series of the form %GH_SERIES_FILE is read as
 *   gh_series_reader_read() does
 * @directory: where relative file names begin
 * @findings: gets what is wrong with a file, and as warnings what was mended in it, under the path
 *   of the series
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_STOPPED when @progress asks to stop
 *
 * Reads the files that a study names, each once, and lays them on its period. A weather file
 * becomes the series that are in it.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_study_resolve_period (GhStudy *study, const char *directory, GhFindings *findings,
                         const GhProgress *progress, GError **error)
{
  gboolean has_weather = study->weather != NULL && study->weather->file != NULL;
  GhProgress weather = gh_progress_part (progress, 0.0, 0.5);
  Walk walk = { .findings = findings,
                .progress = gh_progress_part (progress, has_weather ? 0.5 : 0.0, 1.0) };

  gh_study_foreach_series (study, count_file, &walk.total);
  if (walk.total == 0 && !has_weather)
    return TRUE;
  walk.reader = gh_series_reader_new (study, directory);
  if (gh_weather_file_expand (study, walk.reader, findings, &weather, &walk.stopped))
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
 * Reads the files that a study names and lays them on its period, or of a fleet on each of its
 * periods. A weather file becomes the series that are in it.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_study_resolve_series (GhStudy *study, const char *directory, GhFindings *findings,
                         const GhProgress *progress, GError **error)
{
  if (study->periods != NULL)
    return gh_fleet_resolve_series (study, directory, findings, progress, error);
  return gh_study_resolve_period (study, directory, findings, progress, error);
}
