/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole weather file in place of a calculated sky: what it is, what it makes of the panels, and
 * one edit that takes all of it. */
#include "weather-import.h"

#include <math.h>

#include "errors.h"
#include "number-text.h"
#include "record-path.h"
#include "series-file.h"
#include "series-provenance.h"
#include "study/site-builder.h"
#include "weather-file.h"
#include "words.h"

#define WEATHER "$.weather."
#define WATTS_PER_KW 1000.0
#define HOURS_PER_YEAR (24.0 * GH_DAYS_PER_YEAR)

/* What the worker gets: a copy of the study and where the file is. */
typedef struct
{
  GhStudy *study;
  char *path;
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  gh_study_free (order->study);
  g_free (order->path);
  g_free (order);
}

static void
free_yield (gpointer data)
{
  GhWeatherYield *yield = data;

  g_free (yield->name);
  g_free (yield);
}

/**
 * gh_weather_import_free:
 * @import: (transfer full) (nullable): an import
 *
 * Frees it.
 */
void
gh_weather_import_free (GhWeatherImport *import)
{
  if (import == NULL)
    return;
  g_free (import->name);
  g_free (import->format);
  g_free (import->place);
  g_free (import->time);
  g_free (import->columns);
  g_free (import->gaps);
  g_ptr_array_unref (import->yields);
  gh_findings_free (import->findings);
  gh_study_free (import->study);
  g_free (import);
}

/* Everything of the weather while it is read. */
typedef struct
{
  GhSeriesReader *reader;
  GhFindings *findings;
  const GhProgress *progress;
  GString *columns;
  int filled;
  GError *stopped;
} Reading;

static void
read_series (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path, gpointer data)
{
  Reading *reading = data;

  if (reading->stopped != NULL || !g_str_has_prefix (path, WEATHER) || spec->form != GH_SERIES_FILE
      || spec->resolved != NULL)
    return;
  if (!gh_series_reader_read (reading->reader, spec, attribute, path, reading->findings,
                              reading->progress, &reading->stopped)
      || spec->resolved == NULL)
    return;
  g_string_append_printf (reading->columns, "%s%s", reading->columns->len > 0 ? ", " : "",
                          _ (attribute->title));
  reading->filled += spec->data_filled;
}

static char *
format_place (const GhTable *table)
{
  if (isnan (table->latitude) || isnan (table->longitude))
    return g_strdup ("");
  g_autofree char *north = gh_number_format (table->latitude, 2);
  g_autofree char *east = gh_number_format (table->longitude, 2);
  /* Translators: degrees north and degrees east. */
  return g_strdup_printf (_ ("%s° north, %s° east"), north, east);
}

/* "A typical year, every 60 minutes, UTC+1" */
static char *
format_time (const GhTable *table)
{
  GhCivilTime civil;
  gint64 middle = table->start_unix + (gint64) (table->count / 2) * table->step_seconds;

  gh_civil_time_at (table->zone, middle, &civil);
  double offset
      = (double) g_time_zone_get_offset (
            table->zone, g_time_zone_find_interval (table->zone, G_TIME_TYPE_UNIVERSAL, middle))
        / 3600.0;
  g_autofree char *year
      = table->typical_year ? g_strdup (_ ("A typical year")) : g_strdup_printf ("%d", civil.year);
  /* Translators: a year, minutes, and hours by which its clock is ahead. */
  return g_strdup_printf (_ ("%s, every %d minutes, UTC%+g"), year, table->step_seconds / 60,
                          offset);
}

static double
find_mean (const double *values, gsize count)
{
  double sum = 0.0;

  for (gsize t = 0; t < count; t++)
    sum += values[t];
  return sum / (double) MAX (count, 1);
}

/* What the panels that are calculated give. */
static gboolean
add_yields (GhWeatherImport *import, const GhProgress *progress, GError **error)
{
  const GhStudy *study = import->study;
  g_autoptr (GhTimeAxis) axis = gh_study_new_axis (study);
  gsize count = gh_time_axis_get_count (axis);

  for (guint i = 0; study->location != NULL && study->solar != NULL && i < study->solar->len; i++)
    {
      const GhSolarArray *array = g_ptr_array_index (study->solar, i);
      double plane;
      if (array->output_kw != NULL)
        continue;
      g_autofree double *output_kw
          = gh_site_calculate_panels (study, axis, array, &plane, progress, error);
      if (output_kw == NULL)
        return FALSE;
      GhWeatherYield *yield = g_new0 (GhWeatherYield, 1);
      yield->name = g_strdup (array->name);
      yield->plane_kwh_m2 = plane / gh_years_of_days (gh_time_axis_get_days (axis));
      yield->ac_kwh = find_mean (output_kw, count) * HOURS_PER_YEAR;
      g_ptr_array_add (import->yields, yield);
    }
  return TRUE;
}

static gboolean
fill_weather (GhWeatherImport *import, Reading *reading, GError **error)
{
  const GhTable *table = gh_weather_file_get_table (reading->reader, import->name, import->findings,
                                                    reading->progress, error);

  if (table == NULL)
    {
      if (error != NULL && *error == NULL)
        gh_findings_set_error (import->findings, error);
      return FALSE;
    }
  import->format = g_strdup (table->format);
  import->place = format_place (table);
  import->time = format_time (table);
  if (!gh_weather_file_expand (import->study, reading->reader, import->findings, reading->progress,
                               error))
    return FALSE;
  gh_study_foreach_series (import->study, read_series, reading);
  if (reading->stopped != NULL)
    {
      g_propagate_error (error, reading->stopped);
      return FALSE;
    }
  import->columns = g_strdup (reading->columns->str);
  import->gaps = gh_series_format_gaps (reading->filled);
  return !gh_findings_set_error (import->findings, error);
}

/* Returns: (transfer full) (nullable) (type GhWeatherImport): what was read */
static gpointer
read_file (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Order *order = data;
  g_autofree char *folder = g_path_get_dirname (order->path);
  g_autoptr (GhWeatherImport) import = g_new0 (GhWeatherImport, 1);
  g_autoptr (GhSeriesReader) reader = gh_series_reader_new (order->study, folder);
  g_autoptr (GString) columns = g_string_new (NULL);

  import->name = g_path_get_basename (order->path);
  import->findings = gh_findings_new ();
  import->yields = g_ptr_array_new_with_free_func (free_yield);
  import->study = gh_study_copy (order->study);
  gh_weather_file_set (import->study, import->name);
  Reading reading = {
    .reader = reader, .findings = import->findings, .progress = progress, .columns = columns
  };
  if (!fill_weather (import, &reading, error) || !add_yields (import, progress, error))
    return NULL;
  GhSeries *global = import->study->weather->ghi_w_m2->resolved;
  import->global_kwh_m2 = find_mean (gh_series_get_values (global), gh_series_get_count (global))
                          * HOURS_PER_YEAR / WATTS_PER_KW;
  return g_steal_pointer (&import);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gpointer import = gh_job_run_finish (GH_JOB (source), result, &error);

  if (import == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, import, (GDestroyNotify) gh_weather_import_free);
}

/**
 * gh_weather_import_async:
 * @document: what may get the weather
 * @path: of a weather file
 * @callback: called when it has been read or not
 * @data: of @callback
 *
 * Reads a weather file and finds out in a thread what it would make of the study.
 */
void
gh_weather_import_async (GhDocument *document, const char *path, GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (document, NULL, callback, data);
  g_autoptr (GhJob) job = gh_job_new (_ ("Reading"));
  Order *order = g_new (Order, 1);

  g_task_set_source_tag (task, gh_weather_import_async);
  order->study = gh_study_copy (gh_document_get_study (document));
  order->path = g_canonicalize_filename (path, NULL);
  gh_job_run_async (job, read_file, order, free_order, (GDestroyNotify) gh_weather_import_free,
                    read_cb, task);
}

/**
 * gh_weather_import_finish:
 * @document: the document
 * @result: what the callback got
 * @error: set to what is wrong with the file, in a sentence
 *
 * Returns: (transfer full) (nullable): what the file is
 */
GhWeatherImport *
gh_weather_import_finish (GhDocument *document, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_weather_take:
 * @study: (inout): a study
 * @other: another with the weather that it gets
 *
 * Takes over the weather.
 */
void
gh_weather_take (GhStudy *study, const GhStudy *other)
{
  const GhAttribute *weather = gh_attribute_table_find (&gh_study_table, "weather", NULL);
  GhPlace place;

  if (gh_place_find (&gh_study_table, study, "$.weather", FALSE, &place))
    gh_place_take_pointer (&place, gh_record_copy (weather->table, other->weather));
}

static void
take (GhStudy *study, gpointer data)
{
  gh_weather_take (study, data);
}

/**
 * gh_weather_import_apply:
 * @import: what a file is
 * @document: what gets it
 *
 * Takes sun and air of the study from the file, as one edit.
 */
void
gh_weather_import_apply (GhWeatherImport *import, GhDocument *document)
{
  gh_document_edit (document, _ ("Weather file"), NULL, take, import->study);
}

/**
 * gh_weather_describe_source:
 * @study: a study
 *
 * Returns: (transfer full): where its sun and air come from
 */
char *
gh_weather_describe_source (const GhStudy *study)
{
  const GhWeather *weather = study->weather;
  const GhSeriesSpec *global = weather != NULL ? weather->ghi_w_m2 : NULL;

  if (weather != NULL && weather->file != NULL)
    return g_strdup_printf (_ ("%s has not been read; choose the file"), weather->file);
  if (global != NULL && global->form == GH_SERIES_FILE)
    return g_strdup_printf (_ ("Sun and air from %s"), global->file->file);
  return g_strdup (_ ("Sun and air of a whole year at once: EPW, TMY3, SAM and NSRDB, PVGIS, "
                      "PVWatts."));
}
