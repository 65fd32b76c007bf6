/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the house survives outages: asked for where it is shown, found behind the plan in a job
 * of its own, so that neither planning nor the life of the battery waits for it. */
#include "document-private.h"

#include "words.h"

/* What a worker's outages will belong to. */
typedef struct
{
  GhDocument *document;
  GhResults *results;
} Order;

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_results_make_resilience (data, progress, error);
}

static void
free_resilience (gpointer resilience)
{
  gh_resilience_free (resilience);
}

static void
failed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  GhDocument *document = order->document;
  g_autoptr (GError) error = NULL;
  GhResilience *resilience = gh_job_run_finish (GH_JOB (source), result, &error);
  gboolean is_current = document->failing == GH_JOB (source);

  if (resilience != NULL)
    gh_results_take_resilience (order->results, resilience);
  if (is_current)
    {
      g_clear_object (&document->failing);
      if (resilience == NULL)
        document->resilience_failure = g_strdup (error->message);
      g_signal_emit_by_name (document, "outages");
    }
  gh_results_unref (order->results);
  g_object_unref (order->document);
  g_free (order);
}

/**
 * gh_document_find_resilience:
 * @document: a document
 *
 * Lets the grid fail in every step of the plans there are, unless that is done, goes on or has
 * failed, or there is no final plan of the study as it is now: whoever shows it asks again after
 * each #GhDocument::planned. #GhDocument::outages when it is done. An edit ends it, and
 * gh_document_stop_resilience() does.
 */
void
gh_document_find_resilience (GhDocument *document)
{
  Order *order;

  if (document->library == NULL || document->failing != NULL || document->resilience_failure != NULL
      || !gh_document_is_current (document) || gh_results_is_provisional (document->results)
      || gh_results_get_resilience (document->results) != NULL)
    return;
  order = g_new (Order, 1);
  *order = (Order){ g_object_ref (document), gh_results_ref (document->results) };
  document->failing = gh_job_new (_ ("Letting the grid fail"));
  gh_job_run_async (document->failing, compute, gh_results_ref (document->results),
                    (GDestroyNotify) gh_results_unref, free_resilience, failed_cb, order);
}

/**
 * gh_document_retry_resilience:
 * @document: a document
 *
 * Asks once more where it failed or was stopped.
 */
void
gh_document_retry_resilience (GhDocument *document)
{
  g_clear_pointer (&document->resilience_failure, g_free);
  gh_document_find_resilience (document);
}

/**
 * gh_document_stop_resilience:
 * @document: a document
 *
 * Stops the outages that are being followed, if any; that is told as a failure.
 */
void
gh_document_stop_resilience (GhDocument *document)
{
  if (document->failing != NULL)
    gh_job_stop (document->failing);
}

/**
 * gh_document_drop_resilience:
 * @document: a document whose study has changed
 *
 * Gives up the outages that are being followed, and what was said of their failure.
 */
void
gh_document_drop_resilience (GhDocument *document)
{
  gh_document_stop_resilience (document);
  g_clear_object (&document->failing);
  g_clear_pointer (&document->resilience_failure, g_free);
}

/**
 * gh_document_is_resilience_current:
 * @document: a document
 *
 * Returns: whether its results are those of the study as it is now and outages have been followed
 */
gboolean
gh_document_is_resilience_current (GhDocument *document)
{
  return gh_document_is_current (document) && gh_results_get_resilience (document->results) != NULL;
}

/**
 * gh_document_get_resilience_job:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): what follows outages just now
 */
GhJob *
gh_document_get_resilience_job (GhDocument *document)
{
  return document->failing;
}

/**
 * gh_document_get_resilience_failure:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why outages of the study as it is now were not followed
 */
const char *
gh_document_get_resilience_failure (GhDocument *document)
{
  return document->resilience_failure;
}
