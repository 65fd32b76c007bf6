/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document-work.h"

#include "document-private.h"
#include "errors.h"
#include "words.h"

/* Whose an answer will be. */
typedef struct
{
  GhDocumentOrder *order;
  GhAnswer *answer; /* of the order's document */
} Asked;

/**
 * gh_answer_can_be_asked:
 * @answer: an answer of @document
 * @document: a document
 *
 * Returns: whether there is a final plan of the study as it is now to ask of, no other work goes on
 *   and asking has not failed already
 */
gboolean
gh_answer_can_be_asked (const GhAnswer *answer, GhDocument *document)
{
  return document->library != NULL && document->job == NULL && answer->failure == NULL
         && gh_document_has_final_plan (document);
}

/**
 * gh_answer_is_current:
 * @answer: an answer of @document
 * @document: a document
 *
 * Returns: whether it is that of the study as it is now
 */
gboolean
gh_answer_is_current (const GhAnswer *answer, GhDocument *document)
{
  return answer->value != NULL && answer->generation == document->generation;
}

/* An answer to an older study is dropped. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asked *asked = data;
  g_autoptr (GhDocumentOrder) order = asked->order;
  g_autoptr (GError) error = NULL;
  GhDocument *document = order->document;
  GhAnswer *answer = asked->answer;
  gpointer value = gh_job_run_finish (GH_JOB (source), result, &error);

  if (!gh_document_order_is_current (order, GH_JOB (source)))
    {
      if (value != NULL)
        answer->kind->free_value (value);
      return;
    }
  if (value != NULL)
    {
      if (answer->value != NULL)
        answer->kind->free_value (answer->value);
      answer->value = value;
      answer->generation = order->generation;
    }
  else
    answer->failure = g_strdup (error->message);
  gh_document_set_job (document, NULL);
  g_signal_emit_by_name (document, answer->kind->signal);
}

/**
 * gh_answer_ask:
 * @answer: an answer of @document for which gh_answer_can_be_asked()
 * @kind: (transfer none): what is asked, always the same; static
 * @document: a document
 * @question: (transfer full): for @kind's function
 *
 * Begins to find an answer, as the document's job. The signal of @kind when it is there or has
 * failed; an edit ends it, and gh_document_stop() does.
 */
void
gh_answer_ask (GhAnswer *answer, const GhAnswerKind *kind, GhDocument *document, gpointer question)
{
  g_autoptr (GhJob) job = gh_job_new (_ (kind->title));
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ gh_document_order_new (document), answer };
  answer->kind = kind;
  gh_document_set_job (document, job);
  document->asked = answer;
  gh_job_run_async (job, kind->compute, question, kind->free_question, kind->free_value,
                    answered_cb, asked);
}

/**
 * gh_answer_follow:
 * @answer: an answer
 * @generation: of a study whose plan is that of the next one too
 *
 * Lets an answer belong to the next study where it does.
 */
void
gh_answer_follow (GhAnswer *answer, guint64 generation)
{
  if (answer->value != NULL && answer->kind->follows_plan && answer->generation == generation)
    answer->generation++;
}

/**
 * gh_answer_clear:
 * @answer: an answer
 *
 * Frees what is known.
 */
void
gh_answer_clear (GhAnswer *answer)
{
  if (answer->value != NULL)
    answer->kind->free_value (answer->value);
  answer->value = NULL;
  g_clear_pointer (&answer->failure, g_free);
}

/* Whose results work behind a plan will belong to. */
typedef struct
{
  GhDocument *document;
  GhResults *results;
  GhBehind *behind; /* of the document */
  const GhBehindKind *kind;
} Behind;

static char *
word_failure (const GhBehindKind *kind, const GError *error)
{
  gboolean is_stopped = g_error_matches (error, GH_ERROR, GH_ERROR_STOPPED);

  return g_strdup (is_stopped && kind->stopped != NULL ? _ (kind->stopped) : error->message);
}

/* Results of an older study keep what was worked out for them; they are seen no more. */
static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Behind *order = data;
  GhDocument *document = order->document;
  g_autoptr (GError) error = NULL;
  gpointer value = gh_job_run_finish (GH_JOB (source), result, &error);

  if (value != NULL)
    order->kind->take (order->results, value);
  if (order->behind->job == GH_JOB (source))
    {
      g_clear_object (&order->behind->job);
      if (value == NULL)
        order->behind->failure = word_failure (order->kind, error);
      else if (order->kind->taken != NULL)
        order->kind->taken (document);
      g_signal_emit_by_name (document, order->kind->signal);
    }
  gh_results_unref (order->results);
  g_object_unref (document);
  g_free (order);
}

/**
 * gh_behind_begin:
 * @behind: work of @document
 * @kind: (transfer none): what it is; static
 * @document: a document with results
 *
 * Begins to work something out of the results there are. What went on of it is given up.
 */
void
gh_behind_begin (GhBehind *behind, const GhBehindKind *kind, GhDocument *document)
{
  GhResults *results = document->results;
  Behind *order = g_new (Behind, 1);

  gh_behind_drop (behind);
  *order = (Behind){ g_object_ref (document), gh_results_ref (results), behind, kind };
  behind->job = gh_job_new (_ (kind->title));
  gh_job_run_async (behind->job, kind->compute, gh_results_ref (results),
                    (GDestroyNotify) gh_results_unref, kind->free_value, ended_cb, order);
}

/**
 * gh_behind_drop:
 * @behind: work
 *
 * Gives up what is being worked out, and what was said of its failure.
 */
void
gh_behind_drop (GhBehind *behind)
{
  if (behind->job != NULL)
    gh_job_stop (behind->job);
  g_clear_object (&behind->job);
  g_clear_pointer (&behind->failure, g_free);
}
