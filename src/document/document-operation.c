/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes true of a plan: asked for where it is shown, and run behind the plan, which it never
 * delays: an edit ends it. */
#include "document-private.h"

#include "words.h"

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_results_make_bracket (data, progress, error);
}

static void
take (GhResults *results, gpointer bracket)
{
  gh_results_take_bracket (results, bracket);
}

/* The living figure rests on what comes true. */
static void
keep_figure (GhDocument *document)
{
  if (document->library != NULL)
    gh_document_keep_figure (document);
}

static const GhBehindKind kind = { N_ ("Running the year from forecasts"),
                                   N_ ("Running the year from forecasts was stopped."),
                                   "operated",
                                   compute,
                                   take,
                                   (GDestroyNotify) gh_bracket_free,
                                   keep_figure };

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

  if (document->library == NULL || document->operation.job != NULL
      || document->operation.failure != NULL || !gh_document_is_current (document)
      || gh_results_is_provisional (results) || !gh_results_is_complete (results)
      || gh_results_get_bracket (results) != NULL)
    return;
  gh_behind_begin (&document->operation, &kind, document);
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
  g_clear_pointer (&document->operation.failure, g_free);
  gh_document_operate (document);
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
  return document->operation.job;
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
  return document->operation.failure;
}
