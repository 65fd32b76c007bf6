/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bills of the strategies: made up behind the plan, so that it is shown as soon as it is there.
 */
#include "document-private.h"

#include "words.h"

/* What a worker's bills will belong to. */
typedef struct
{
  GhDocument *document;
  GhResults *results;
} Order;

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_results_make_bills (data, progress, error);
}

/* Where it fails it was stopped: what was planned can be billed. */
static void
billed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  GhDocument *document = order->document;
  GPtrArray *bills = gh_job_run_finish (GH_JOB (source), result, NULL);

  if (bills != NULL)
    gh_results_take_bills (order->results, bills);
  if (document->billing == GH_JOB (source))
    g_clear_object (&document->billing);
  if (bills != NULL && document->results == order->results)
    g_signal_emit_by_name (document, "billed");
  gh_results_unref (order->results);
  g_object_unref (order->document);
  g_free (order);
}

static void
free_bills (gpointer bills)
{
  g_ptr_array_unref (bills);
}

/**
 * gh_document_begin_billing:
 * @document: a document with final results
 *
 * Makes up the bills of its results in a thread; #GhDocument::billed when they are there.
 */
void
gh_document_begin_billing (GhDocument *document)
{
  Order *order = g_new (Order, 1);

  gh_document_stop_billing (document);
  *order = (Order){ g_object_ref (document), gh_results_ref (document->results) };
  document->billing = gh_job_new (_ ("Making up the bills"));
  gh_job_run_async (document->billing, compute, gh_results_ref (document->results),
                    (GDestroyNotify) gh_results_unref, free_bills, billed_cb, order);
}

/**
 * gh_document_stop_billing:
 * @document: a document
 *
 * Gives up the bills that are being made up, if any.
 */
void
gh_document_stop_billing (GhDocument *document)
{
  if (document->billing != NULL)
    gh_job_stop (document->billing);
  g_clear_object (&document->billing);
}
