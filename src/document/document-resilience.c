/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the house survives outages: asked for where it is shown, found behind the plan in a job
 * of its own, so that neither planning nor the life of the battery waits for it. */
#include "document-private.h"

#include "words.h"

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_results_make_resilience (data, progress, error);
}

static void
take (GhResults *results, gpointer resilience)
{
  gh_results_take_resilience (results, resilience);
}

static const GhBehindKind kind
    = { N_ ("Letting the grid fail"),        NULL, "outages", compute, take,
        (GDestroyNotify) gh_resilience_free, NULL };

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
  if (document->library == NULL || document->outages.job != NULL
      || document->outages.failure != NULL || !gh_document_is_current (document)
      || gh_results_is_provisional (document->results)
      || gh_results_get_resilience (document->results) != NULL)
    return;
  gh_behind_begin (&document->outages, &kind, document);
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
  g_clear_pointer (&document->outages.failure, g_free);
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
  if (document->outages.job != NULL)
    gh_job_stop (document->outages.job);
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
  return document->outages.job;
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
  return document->outages.failure;
}
