/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes true of a plan: asked for where it is shown, and run behind the plan, which it never
 * delays: an edit ends it. */
#include "document-private.h"

#include "errors.h"
#include "words.h"

/* What a worker's bracket will belong to. */
typedef struct
{
  GhDocument *document;
  GhResults *results;
} Order;

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_results_make_bracket (data, progress, error);
}

static void
free_bracket (gpointer bracket)
{
  gh_bracket_free (bracket);
}

static void
free_order (Order *order)
{
  gh_results_unref (order->results);
  g_object_unref (order->document);
  g_free (order);
}

/* Results of an older edit keep what was run for them; they are seen no more. */
static void
operated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  GhDocument *document = order->document;
  g_autoptr (GError) error = NULL;
  GhBracket *bracket = gh_job_run_finish (GH_JOB (source), result, &error);
  gboolean is_present = document->operating == GH_JOB (source);

  if (bracket != NULL)
    gh_results_take_bracket (order->results, bracket);
  if (is_present)
    {
      g_clear_object (&document->operating);
      if (bracket == NULL)
        document->operation_failure
            = g_strdup (g_error_matches (error, GH_ERROR, GH_ERROR_STOPPED)
                            ? _ ("Running the year from forecasts was stopped.")
                            : error->message);
      else if (document->library != NULL)
        gh_document_keep_figure (document);
      g_signal_emit_by_name (document, "operated");
    }
  free_order (order);
}

/**
 * gh_document_operate:
 * @document: a document
 *
 * Runs the year of the results from forecasts and by the simple rule in a worker, unless that is
 * done, going on or has failed, or there are no final results of the study as it is now: whoever
 * shows it asks again after each #GhDocument::planned. #GhDocument::operated when it begins and
 * when it ends.
 */
void
gh_document_operate (GhDocument *document)
{
  GhResults *results = document->results;

  if (document->library == NULL || document->operating != NULL
      || document->operation_failure != NULL || !gh_document_is_current (document)
      || gh_results_is_provisional (results) || !gh_results_is_complete (results)
      || gh_results_get_bracket (results) != NULL)
    return;
  Order *order = g_new (Order, 1);
  *order = (Order){ g_object_ref (document), gh_results_ref (results) };
  document->operating = gh_job_new (_ ("Running the year from forecasts"));
  gh_job_run_async (document->operating, compute, gh_results_ref (results),
                    (GDestroyNotify) gh_results_unref, free_bracket, operated_cb, order);
  g_signal_emit_by_name (document, "operated");
}

/**
 * gh_document_retry_operation:
 * @document: a document
 *
 * Runs the year once more where that failed or was stopped.
 */
void
gh_document_retry_operation (GhDocument *document)
{
  g_clear_pointer (&document->operation_failure, g_free);
  gh_document_operate (document);
}

/**
 * gh_document_stop_operation:
 * @document: a document
 *
 * Gives up the year that is being run, if any, because it is no more that of the study.
 */
void
gh_document_stop_operation (GhDocument *document)
{
  if (document->operating != NULL)
    gh_job_stop (document->operating);
  g_clear_object (&document->operating);
}

/**
 * gh_document_get_operation_job:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): what runs the year, to be shown and stopped
 */
GhJob *
gh_document_get_operation_job (GhDocument *document)
{
  return document->operating;
}

/**
 * gh_document_get_operation_failure:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why the year of the study as it is now was not run
 */
const char *
gh_document_get_operation_failure (GhDocument *document)
{
  return document->operation_failure;
}
