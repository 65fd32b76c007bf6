/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that a study names and that have not been read: a sandbox shows only those that a person
 * chooses. Until all are there the study cannot be planned. */
#include "missing-files.h"

#include "errors.h"
#include "series-file.h"
#include "weather-file.h"
#include "weather-import.h"
#include "words.h"

static gboolean
is_missing (const GhSeriesSpec *spec)
{
  return spec->form == GH_SERIES_FILE && spec->file != NULL && spec->file->file != NULL
         && spec->resolved == NULL;
}

/* A weather file that has been read is one no more: its series are there in its place. */
static const char *
get_weather_file (const GhStudy *study)
{
  return study->weather != NULL ? study->weather->file : NULL;
}

static void
collect_name (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED,
              const char *path G_GNUC_UNUSED, gpointer data)
{
  GPtrArray *names = data;

  if (is_missing (spec)
      && !g_ptr_array_find_with_equal_func (names, spec->file->file, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (spec->file->file));
}

/**
 * gh_missing_files_list:
 * @study: a study
 *
 * Returns: (transfer full): the files that it names and that have not been read, each once
 */
char **
gh_missing_files_list (const GhStudy *study)
{
  GPtrArray *names = g_ptr_array_new ();

  if (get_weather_file (study) != NULL)
    g_ptr_array_add (names, g_strdup (get_weather_file (study)));
  gh_study_foreach_series ((GhStudy *) study, collect_name, names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

typedef struct
{
  const char *name;
  GString *text;
} Description;

static void
collect_use (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path G_GNUC_UNUSED,
             gpointer data)
{
  Description *description = data;

  if (!is_missing (spec) || !g_str_equal (spec->file->file, description->name))
    return;
  if (description->text->len > 0)
    g_string_append (description->text, ", ");
  g_string_append (description->text, _ (attribute->title));
  if (spec->file->column != NULL)
    g_string_append_printf (description->text, " (%s)", spec->file->column);
}

/**
 * gh_missing_files_describe:
 * @study: a study
 * @name: of a file that is listed
 *
 * Returns: (transfer full): what it is for: "Import price (Day-ahead)"
 */
char *
gh_missing_files_describe (const GhStudy *study, const char *name)
{
  Description description = { name, g_string_new (NULL) };

  if (g_strcmp0 (get_weather_file (study), name) == 0)
    g_string_append (description.text, _ ("Sun and air"));
  gh_study_foreach_series ((GhStudy *) study, collect_use, &description);
  return g_string_free (description.text, FALSE);
}

static void
report (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED, const char *path,
        gpointer data)
{
  if (is_missing (spec))
    gh_findings_add (data, GH_SEVERITY_ERROR, path, _ ("%s has not been read; choose the file"),
                     spec->file->file);
}

/**
 * gh_missing_files_report:
 * @study: a study
 * @findings: gets an error for each series whose file has not been read
 */
void
gh_missing_files_report (const GhStudy *study, GhFindings *findings)
{
  if (get_weather_file (study) != NULL)
    gh_findings_add (findings, GH_SEVERITY_ERROR, "$.weather.file",
                     _ ("%s has not been read; choose the file"), get_weather_file (study));
  gh_study_foreach_series ((GhStudy *) study, report, findings);
}

/* What the worker gets: a copy of the study, which file is meant and where it is. */
typedef struct
{
  GhStudy *study;
  char *name;
  char *path;
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  gh_study_free (order->study);
  g_free (order->name);
  g_free (order->path);
  g_free (order);
}

/* What was read. @series: (element-type utf8 GhSeriesSpec): by path; @study: with all of it */
typedef struct
{
  GHashTable *series;
  GhStudy *study;
} Read;

static void
free_read (gpointer data)
{
  Read *read = data;

  g_hash_table_unref (read->series);
  gh_study_free (read->study);
  g_free (read);
}

/* The series of a study on their way. @read: (element-type utf8 GhSeriesSpec): by path */
typedef struct
{
  const Order *order;
  GhSeriesReader *reader;
  const GhProgress *progress;
  GHashTable *read;
  GhFindings *findings;
  GError *stopped;
} Reading;

/* Whether a file is the one that was chosen, under whichever name. */
static gboolean
is_chosen (const Order *order, const char *name)
{
  g_autofree char *base = g_path_get_basename (order->path);

  return g_str_equal (name, order->name) || g_str_equal (name, base);
}

/* The file that was chosen, or another one that is missing and lies beside it. */
static char *
find_file (const Order *order, const char *name)
{
  g_autofree char *folder = g_path_get_dirname (order->path);
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *beside = g_build_filename (folder, base, NULL);

  if (is_chosen (order, name))
    return g_path_get_basename (order->path);
  return g_file_test (beside, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&base) : NULL;
}

static void
read_series (GhSeriesSpec *spec, const GhAttribute *attribute, const char *path, gpointer data)
{
  Reading *reading = data;
  char *file;

  if (reading->stopped != NULL || !is_missing (spec))
    return;
  file = find_file (reading->order, spec->file->file);
  if (file == NULL)
    return;
  g_autoptr (GhFindings) quiet = gh_findings_new ();
  gboolean chosen = is_chosen (reading->order, spec->file->file);
  g_free (spec->file->file);
  spec->file->file = file;
  /* What lies beside the file may be another of the same name: it is tried, not asked for. */
  if (gh_series_reader_read (reading->reader, spec, attribute, path,
                             chosen ? reading->findings : quiet, reading->progress,
                             &reading->stopped)
      && spec->resolved != NULL)
    g_hash_table_insert (reading->read, g_strdup (path), gh_series_spec_copy (spec));
}

/* The weather file gives way to the series that are in it, which are read then as others are. */
static gboolean
expand_weather (const Order *order, GhSeriesReader *reader, GhFindings *findings,
                const GhProgress *progress, GError **error)
{
  const char *name = get_weather_file (order->study);
  g_autoptr (GhFindings) quiet = gh_findings_new ();
  g_autofree char *file = name != NULL ? find_file (order, name) : NULL;
  gboolean chosen = g_strcmp0 (name, order->name) == 0;

  if (file == NULL)
    return TRUE;
  g_free (order->study->weather->file);
  order->study->weather->file = g_strdup (file);
  return gh_weather_file_expand (order->study, reader, chosen ? findings : quiet, progress, error);
}

/* Returns: (transfer full) (nullable) (type Read): what was read */
static gpointer
read_all (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Order *order = data;
  g_autofree char *folder = g_path_get_dirname (order->path);
  g_autoptr (GhSeriesReader) reader = gh_series_reader_new (order->study, folder);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GHashTable) read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) gh_series_spec_free);
  Reading reading = { order, reader, progress, read, findings, NULL };

  if (expand_weather (order, reader, findings, progress, &reading.stopped))
    gh_study_foreach_series (order->study, read_series, &reading);
  if (reading.stopped != NULL)
    {
      g_propagate_error (error, reading.stopped);
      return NULL;
    }
  if (gh_findings_set_error (findings, error))
    return NULL;
  Read *all = g_new (Read, 1);
  *all = (Read){ g_steal_pointer (&read), gh_study_copy (order->study) };
  return all;
}

static void
take_series (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED, const char *path,
             gpointer data)
{
  GhSeriesSpec *read = g_hash_table_lookup (data, path);

  /* It may have been filled in another way meanwhile. */
  if (read == NULL || !is_missing (spec))
    return;
  gh_record_free (&gh_series_file_table, spec->file);
  spec->file = gh_record_copy (&gh_series_file_table, read->file);
  spec->resolved = gh_series_ref (read->resolved);
  spec->data_year = read->data_year;
  spec->data_step_seconds = read->data_step_seconds;
  spec->data_filled = read->data_filled;
  g_clear_pointer (&spec->origin, gh_series_origin_unref);
  spec->origin = read->origin != NULL ? gh_series_origin_ref (read->origin) : NULL;
}

/* Where the weather file was read, the weather comes whole: its series are new. */
static void
take_all (GhStudy *study, gpointer data)
{
  const Read *read = data;

  if (get_weather_file (study) != NULL && get_weather_file (read->study) == NULL)
    gh_weather_take (study, read->study);
  gh_study_foreach_series (study, take_series, read->series);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  Read *read = gh_job_run_finish (GH_JOB (source), result, &error);
  GhDocument *document = g_task_get_source_object (task);

  if (read == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gh_document_edit (document, g_task_get_task_data (task), NULL, take_all, read);
  free_read (read);
  g_task_return_boolean (task, TRUE);
}

/**
 * gh_missing_files_read_async:
 * @document: a document
 * @name: a file that its study lacks, as listed
 * @path: the file that was chosen for it
 * @callback: called when it has been read or not
 * @data: of @callback
 *
 * Reads every series that is to come from a file, and those of other missing files that lie beside
 * it, and makes one edit of them.
 */
void
gh_missing_files_read_async (GhDocument *document, const char *name, const char *path,
                             GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (document, NULL, callback, data);
  g_autoptr (GhJob) job = gh_job_new (_ ("Reading"));
  Order *order = g_new (Order, 1);

  g_task_set_source_tag (task, gh_missing_files_read_async);
  g_task_set_task_data (task, g_path_get_basename (name), g_free);
  order->study = gh_study_copy (gh_document_get_study (document));
  order->name = g_strdup (name);
  order->path = g_canonicalize_filename (path, NULL);
  gh_job_run_async (job, read_all, order, free_order, free_read, read_cb, task);
}

/**
 * gh_missing_files_read_finish:
 * @document: the document
 * @result: what the callback got
 * @error: set to what is wrong with the file, in a sentence; the study is then as it was
 *
 * Returns: whether the file was read
 */
gboolean
gh_missing_files_read_finish (GhDocument *document, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
