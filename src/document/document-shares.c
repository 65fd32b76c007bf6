/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several cars brings of a saving: asked for where it is shown, begun when the plan is
 * there. */
#include "document-private.h"

#include "study/store-shares.h"
#include "words.h"

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_store_shares_find_all (gh_results_get_study (data), gh_results_get_comparison (data),
                                   GH_BATTERY_HEED, progress, error);
}

static const GhAnswerKind kind = { N_ ("Dividing the saving among the cars"),
                                   "shared",
                                   TRUE,
                                   compute,
                                   (GDestroyNotify) gh_results_unref,
                                   (GDestroyNotify) g_ptr_array_unref };

/**
 * gh_document_find_shares:
 * @document: a document
 *
 * Divides what V2H and V2G save among the cars of the study as it is now, unless that is done or
 * has failed, or other work goes on, or there are not several that may discharge: whoever shows the
 * shares asks again after each #GhDocument::planned and whenever other work ends.
 * #GhDocument::shared when it is done. An edit ends it, and gh_document_stop() does.
 */
void
gh_document_find_shares (GhDocument *document)
{
  if (gh_answer_can_be_asked (&document->shares, document)
      && gh_results_is_complete (document->results) && gh_document_get_shares (document) == NULL
      && gh_store_shares_are_possible (gh_results_get_site (document->results)))
    gh_answer_ask (&document->shares, &kind, document, gh_results_ref (document->results));
}

/**
 * gh_document_retry_shares:
 * @document: a document
 *
 * Lets gh_document_find_shares() try again where that failed or was stopped.
 */
void
gh_document_retry_shares (GhDocument *document)
{
  g_clear_pointer (&document->shares.failure, g_free);
}

/**
 * gh_document_get_shares:
 * @document: a document
 *
 * Returns: (transfer none) (nullable) (element-type GhStoreShares): what each car brings of what
 *   V2H and V2G save in the study as it is now; %NULL as long as that is not known
 */
GPtrArray *
gh_document_get_shares (GhDocument *document)
{
  return gh_answer_is_current (&document->shares, document) ? document->shares.value : NULL;
}

/**
 * gh_document_get_shares_failure:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why there are no shares for the study as it is now
 */
const char *
gh_document_get_shares_failure (GhDocument *document)
{
  return document->shares.failure;
}
