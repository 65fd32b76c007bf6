/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that come from files and go to files. */
#include "study-exchange.h"

#include <string.h>

#include "errors.h"
#include "file-writing.h"
#include "series-file.h"
#include "study-json.h"
#include "tariff-file.h"
#include "words.h"

/* The first bytes of a file, in which a study names its format and a table shows what it is. */
#define HEAD_BYTES 65536

/* The beginning of a file, terminated; %NULL of one that is empty or cannot be read. */
static char *
read_head (const char *path, gsize *length)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autofree char *head = g_malloc0 (HEAD_BYTES + 1);

  *length = 0;
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_BYTES, length, NULL, NULL)
      || *length == 0)
    return NULL;
  return g_steal_pointer (&head);
}

/**
 * gh_study_file_is_series:
 * @path: of a file
 *
 * Tells by the beginning of the file whether it is measured numbers rather than a study: anything
 * but JSON, and JSON that does not name the format of a study.
 *
 * Returns: %FALSE also for a file that cannot be read
 */
gboolean
gh_study_file_is_series (const char *path)
{
  gsize length;
  g_autofree char *head = read_head (path, &length);

  if (head == NULL)
    return FALSE;
  gsize at = length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  while (at < length && g_ascii_isspace (head[at]))
    at++;
  return head[at] != '{' || g_strstr_len (head, (gssize) length, "\"" GH_STUDY_FORMAT "\"") == NULL;
}

/**
 * gh_study_file_is_tariff:
 * @path: of a file
 *
 * Tells by the beginning of the file whether it is one of tariffs, neither a study nor measured
 * numbers.
 *
 * Returns: %FALSE also for a file that cannot be read
 */
gboolean
gh_study_file_is_tariff (const char *path)
{
  gsize length;
  g_autofree char *head = gh_study_file_is_series (path) ? read_head (path, &length) : NULL;

  return head != NULL && gh_tariff_file_recognise (head, length);
}

static const GhFinding *
find_error (const GhFindings *findings)
{
  guint i = 0;

  while (gh_findings_get (findings, i)->severity != GH_SEVERITY_ERROR)
    i++;
  return gh_findings_get (findings, i);
}

/* The study with the numbers of the files that it names, as far as they can be read. */
static GhStudy *
read_study (const char *path, GhFindings *findings, const GhProgress *progress, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GhStudy) study = NULL;

  if (!gh_study_load (path, findings, &study, error))
    return NULL;
  gh_study_validate (study, findings);
  if (gh_findings_count_errors (findings) > 0)
    {
      const GhFinding *first = find_error (findings);
      g_autofree char *name = g_filename_display_name (path);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%s is not a valid study. %s: %s"), name,
                   first->path, first->message);
      return NULL;
    }
  if (!gh_study_resolve_series (study, folder, findings, progress, error))
    return NULL;
  return g_steal_pointer (&study);
}

/**
 * gh_study_list_import:
 * @list: a list
 * @path: of a study's JSON
 * @findings: gets what is wrong with it; with errors it is not imported, but for files beside it
 *   that cannot be read: these gh_missing_files_list() lists
 * @error: set when the file cannot be read, is no study, or has errors
 *
 * Imports a study with the numbers of the files that it names.
 *
 * Returns: its id, 0 on error
 */
gint64
gh_study_list_import (GhStudyList *list, const char *path, GhFindings *findings, GError **error)
{
  g_autoptr (GhStudy) study = read_study (path, findings, NULL, error);

  return study != NULL ? gh_study_list_add (list, study, error) : 0;
}

/* What the worker reads. */
typedef struct
{
  GhStudy *study;
  GhFindings *findings;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  gh_study_free (reading->study);
  gh_findings_free (reading->findings);
  g_free (reading);
}

static gpointer
read_in_thread (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->findings = gh_findings_new ();
  reading->study = read_study (data, reading->findings, progress, error);
  if (reading->study != NULL)
    return reading;
  free_reading (reading);
  return NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  Reading *reading = gh_job_run_finish (GH_JOB (source), result, &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, free_reading);
  else
    g_task_return_error (task, error);
}

/**
 * gh_study_list_import_async:
 * @list: a list
 * @path: of a study's JSON
 * @callback: called when it has been read or not
 * @data: of @callback
 *
 * Does what gh_study_list_import() does, reading in a thread.
 */
void
gh_study_list_import_async (GhStudyList *list, const char *path, GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (list, NULL, callback, data);
  g_autoptr (GhJob) job = gh_job_new (_ ("Reading"));

  g_task_set_source_tag (task, gh_study_list_import_async);
  gh_job_run_async (job, read_in_thread, g_strdup (path), g_free, free_reading, read_cb, task);
}

/**
 * gh_study_list_import_finish:
 * @list: the list
 * @result: what the callback got
 * @findings: (out) (transfer full) (nullable): what is to be known of what was read
 * @error: set as gh_study_list_import() does
 *
 * Adds the study at the end.
 *
 * Returns: its id, 0 on error
 */
gint64
gh_study_list_import_finish (GhStudyList *list, GAsyncResult *result, GhFindings **findings,
                             GError **error)
{
  Reading *reading;
  gint64 id;

  *findings = NULL;
  g_return_val_if_fail (g_task_is_valid (result, list), 0);
  reading = g_task_propagate_pointer (G_TASK (result), error);
  if (reading == NULL)
    return 0;
  id = gh_study_list_add (list, reading->study, error);
  *findings = g_steal_pointer (&reading->findings);
  free_reading (reading);
  return id;
}

/**
 * gh_study_list_export:
 * @list: a list
 * @id: of a listed study
 * @path: where it goes
 * @error: set when it cannot be read or written
 *
 * Writes a study as one file with the numbers of all its series in it.
 *
 * Returns: whether it was written
 */
gboolean
gh_study_list_export (GhStudyList *list, gint64 id, const char *path, GError **error)
{
  g_autoptr (GhStudy) study = gh_study_list_load (list, id, error);
  g_autofree char *text = study != NULL ? gh_study_to_json (study, error) : NULL;
  g_autoptr (GError) write_error = NULL;

  if (text == NULL)
    return FALSE;
  if (gh_file_write (path, text, -1, &write_error))
    return TRUE;
  g_autofree char *name = g_filename_display_name (path);
  g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("%s could not be written: %s"), name,
               write_error->message);
  return FALSE;
}
