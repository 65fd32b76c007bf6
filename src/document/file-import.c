/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is read in a thread on its way into a study, whatever it holds. */
#include "file-import.h"

#include "words.h"

/* @file: (nullable): path; %NULL for a text that was pasted
 * @error: (nullable): why it cannot be read
 * @job: (nullable): while it is being read
 * @begin: where the job at work begins on the way from the file to what is shown, and
 * @end: where it ends
 * @stopped: nobody wants to know any more */
typedef struct
{
  GhDocument *document;
  char *file;
  char *error;
  GhJob *job;
  double begin;
  double end;
  gboolean stopped;
} GhFileImportPrivate;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (GhFileImport, gh_file_import, G_TYPE_OBJECT)

static GhFileImportPrivate *
get_private (GhFileImport *import)
{
  return gh_file_import_get_instance_private (import);
}

static void
gh_file_import_finalize (GObject *object)
{
  GhFileImportPrivate *import = get_private (GH_FILE_IMPORT (object));

  g_clear_object (&import->job);
  g_clear_object (&import->document);
  g_free (import->file);
  g_free (import->error);
  G_OBJECT_CLASS (gh_file_import_parent_class)->finalize (object);
}

static void
gh_file_import_class_init (GhFileImportClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gh_file_import_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_file_import_init (GhFileImport *import G_GNUC_UNUSED)
{
}

/**
 * gh_file_import_stop:
 * @import: an import that nobody wants any more
 *
 * Stops reading; it tells nothing any more.
 */
void
gh_file_import_stop (GhFileImport *import)
{
  get_private (import)->stopped = TRUE;
  gh_file_import_stop_reading (import);
}

/**
 * gh_file_import_is_busy:
 * @import: an import
 *
 * Returns: whether it is still being read; what is shown is then that of before
 */
gboolean
gh_file_import_is_busy (GhFileImport *import)
{
  return get_private (import)->job != NULL;
}

/**
 * gh_file_import_get_fraction:
 * @import: an import
 *
 * Returns: how much of what it is busy with is done, 0 to 1
 */
double
gh_file_import_get_fraction (GhFileImport *import)
{
  const GhFileImportPrivate *state = get_private (import);

  return state->job != NULL
             ? state->begin + (state->end - state->begin) * gh_job_get_fraction (state->job)
             : 1.0;
}

/**
 * gh_file_import_get_error:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): why it cannot be read at all, in one sentence
 */
const char *
gh_file_import_get_error (GhFileImport *import)
{
  return get_private (import)->error;
}

/**
 * gh_file_import_get_document:
 * @import: an import
 *
 * Returns: (transfer none): of the study that gets what the file holds
 */
GhDocument *
gh_file_import_get_document (GhFileImport *import)
{
  return get_private (import)->document;
}

/**
 * gh_file_import_get_file:
 * @import: an import
 *
 * Returns: (transfer none) (nullable): path of the file; %NULL for a text that was pasted
 */
const char *
gh_file_import_get_file (GhFileImport *import)
{
  return get_private (import)->file;
}

/**
 * gh_file_import_format_file:
 * @import: an import
 *
 * Returns: (transfer full): the name of the file for people, without its folder, or that it was
 *   pasted
 */
char *
gh_file_import_format_file (GhFileImport *import)
{
  const char *file = gh_file_import_get_file (import);

  return file != NULL ? g_filename_display_basename (file) : g_strdup (_ ("Pasted text"));
}

/**
 * gh_file_import_set_source:
 * @import: a new import
 * @document: of the study that gets what the file holds
 * @file: (nullable): path; %NULL for a text that was pasted
 *
 * For kinds of imports: tells what is read, and what for.
 */
void
gh_file_import_set_source (GhFileImport *import, GhDocument *document, const char *file)
{
  GhFileImportPrivate *state = get_private (import);

  state->document = g_object_ref (document);
  state->file = g_strdup (file);
}

/**
 * gh_file_import_stop_reading:
 * @import: an import
 *
 * For kinds of imports: asks the reading that is at work, if any, to end early.
 */
void
gh_file_import_stop_reading (GhFileImport *import)
{
  if (get_private (import)->job != NULL)
    gh_job_stop (get_private (import)->job);
}

/* A reading at work. */
typedef struct
{
  GhFileImport *import;
  const GhFileReading *reading;
} Call;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Call *call = data;
  g_autoptr (GhFileImport) import = call->import;
  g_autoptr (GError) error = NULL;
  GhFileImportPrivate *state = get_private (import);
  gpointer read = gh_job_run_finish (GH_JOB (source), result, &error);
  /* Another reading may have begun meanwhile. */
  gboolean is_last = state->job == GH_JOB (source);

  if (is_last)
    g_clear_object (&state->job);
  if (is_last && !state->stopped)
    {
      call->reading->take (import, read, error);
      gh_file_import_tell (import);
    }
  else if (read != NULL)
    call->reading->free_read (read);
}

/**
 * gh_file_import_begin:
 * @import: an import
 * @reading: (transfer none): what is done, static
 * @order: (transfer full): what it works on
 * @begin: where this reading begins on the way from the file to what is shown, 0 to 1
 * @end: where it ends
 *
 * For kinds of imports: begins to read in a thread. A reading that is at work is stopped and what
 * it has read forgotten. The import lives at least until it has been read.
 */
void
gh_file_import_begin (GhFileImport *import, const GhFileReading *reading, gpointer order,
                      double begin, double end)
{
  GhFileImportPrivate *state = get_private (import);
  Call *call = g_new (Call, 1);

  gh_file_import_stop_reading (import);
  g_clear_object (&state->job);
  state->job = gh_job_new (_ ("Reading"));
  state->begin = begin;
  state->end = end;
  g_signal_connect_object (state->job, "notify::fraction", G_CALLBACK (gh_file_import_tell), import,
                           G_CONNECT_SWAPPED);
  *call = (Call){ g_object_ref (import), reading };
  gh_job_run_async (state->job, reading->read, order, reading->free_order, reading->free_read,
                    read_cb, call);
}

/**
 * gh_file_import_set_error:
 * @import: an import
 * @error: (nullable): why it cannot be read at all; %NULL when it can
 *
 * For kinds of imports, while they take what was read.
 */
void
gh_file_import_set_error (GhFileImport *import, const char *error)
{
  GhFileImportPrivate *state = get_private (import);

  g_free (state->error);
  state->error = g_strdup (error);
}

/**
 * gh_file_import_tell:
 * @import: an import
 *
 * For kinds of imports: emits ::changed, unless it was stopped.
 */
void
gh_file_import_tell (GhFileImport *import)
{
  /* A job tells how far it is until it has seen that it was stopped. */
  if (!get_private (import)->stopped)
    g_signal_emit (import, signals[SIGNAL_CHANGED], 0);
}
