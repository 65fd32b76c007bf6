/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front of cost and emissions: asked for where it is shown, begun when the plan is there. */
#include "document-private.h"

#include "words.h"

/* What a worker is given. */
typedef struct
{
  GhResults *results;
  GhStrategy strategy;
} Question;

static Question *
question_new (GhResults *results, GhStrategy strategy)
{
  Question *question = g_new (Question, 1);

  *question = (Question){ gh_results_ref (results), strategy };
  return question;
}

static void
question_free (gpointer data)
{
  gh_results_unref (((Question *) data)->results);
  g_free (data);
}

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Question *question = data;

  return gh_pareto_find (gh_results_get_study (question->results),
                         gh_results_get_site (question->results), question->strategy,
                         GH_PARETO_POINTS, progress, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhDocumentOrder) order = data;
  g_autoptr (GhParetoFront) front = NULL;
  g_autoptr (GError) error = NULL;
  GhDocument *document = order->document;

  front = gh_job_run_finish (GH_JOB (source), result, &error);
  if (!gh_document_order_is_current (order, GH_JOB (source)))
    return;
  if (front != NULL)
    {
      g_clear_pointer (&document->front, gh_pareto_front_free);
      document->front = g_steal_pointer (&front);
      document->front_found = order->generation;
    }
  else
    document->front_failure = g_strdup (error->message);
  gh_document_set_job (document, NULL);
  g_signal_emit_by_name (document, "front-found");
}

/**
 * gh_document_find_front:
 * @document: a document
 * @strategy: how the car is used
 *
 * Finds what less carbon costs for the study as it is now, unless that is done or has failed, or
 * other work goes on: whoever shows the front asks again after each #GhDocument::planned and
 * #GhDocument::lived. An edit ends it, and gh_document_stop() does.
 */
void
gh_document_find_front (GhDocument *document, GhStrategy strategy)
{
  g_autoptr (GhJob) job = NULL;

  if (document->library == NULL || document->job != NULL || document->front_failure != NULL
      || !gh_document_is_current (document) || gh_results_is_provisional (document->results)
      || gh_document_is_front_current (document, strategy)
      || !gh_pareto_is_possible (gh_results_get_site (document->results)))
    return;
  job = gh_job_new (_ ("Finding what less carbon costs"));
  gh_document_set_job (document, job);
  gh_job_run_async (job, compute, question_new (document->results, strategy), question_free,
                    (GDestroyNotify) gh_pareto_front_free, found_cb,
                    gh_document_order_new (document));
}

/**
 * gh_document_retry_front:
 * @document: a document
 *
 * Lets gh_document_find_front() try again where that failed or was stopped.
 */
void
gh_document_retry_front (GhDocument *document)
{
  g_clear_pointer (&document->front_failure, g_free);
}

/**
 * gh_document_get_front:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): the last front there was, of the present study or of an
 *   earlier one; see gh_document_is_front_current()
 */
const GhParetoFront *
gh_document_get_front (GhDocument *document)
{
  return document->front;
}

/**
 * gh_document_is_front_current:
 * @document: a document
 * @strategy: how the car is used
 *
 * Returns: whether the front is that of the study as it is now and of @strategy
 */
gboolean
gh_document_is_front_current (GhDocument *document, GhStrategy strategy)
{
  return document->front != NULL && document->front_found == document->generation
         && document->front->strategy == strategy;
}

/**
 * gh_document_get_front_failure:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why there is no front of the study as it is now
 */
const char *
gh_document_get_front_failure (GhDocument *document)
{
  return document->front_failure;
}
