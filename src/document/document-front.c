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

static const GhAnswerKind kind
    = { N_ ("Finding what less carbon costs"), "front-found", TRUE, compute, question_free,
        (GDestroyNotify) gh_pareto_front_free };

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
  if (gh_answer_can_be_asked (&document->front, document)
      && !gh_document_is_front_current (document, strategy)
      && gh_pareto_is_possible (gh_results_get_site (document->results)))
    gh_answer_ask (&document->front, &kind, document, question_new (document->results, strategy));
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
  g_clear_pointer (&document->front.failure, g_free);
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
  return document->front.value;
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
  return gh_answer_is_current (&document->front, document)
         && ((const GhParetoFront *) document->front.value)->strategy == strategy;
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
  return document->front.failure;
}
