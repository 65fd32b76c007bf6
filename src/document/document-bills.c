/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bills of the strategies: made up behind the plan, so that it is shown as soon as it is there.
 */
#include "document-private.h"

#include "words.h"

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_results_make_bills (data, progress, error);
}

static void
take (GhResults *results, gpointer bills)
{
  gh_results_take_bills (results, bills);
}

static const GhBehindKind kind
    = { N_ ("Making up the bills"),         NULL, "billed", compute, take,
        (GDestroyNotify) g_ptr_array_unref, NULL };

/**
 * gh_document_begin_billing:
 * @document: a document with final results
 *
 * Makes up the bills of its results in a thread; #GhDocument::billed when they are there.
 */
void
gh_document_begin_billing (GhDocument *document)
{
  gh_behind_begin (&document->billing, &kind, document);
}
