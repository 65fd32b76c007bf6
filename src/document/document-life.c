/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of the battery: asked for where it is shown, begun when the plan is there. */
#include "document-private.h"

#include "study/battery-model.h"
#include "words.h"

/* What a worker is given. */
typedef struct
{
  GhResults *results;
  guint vehicle;
} Question;

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

  return gh_battery_life_compute (question->results, question->vehicle, progress, error);
}

static const GhAnswerKind kind
    = { N_ ("Living through the years of the battery"), "lived", TRUE, compute, question_free,
        (GDestroyNotify) gh_battery_life_unref };

/**
 * gh_document_find_vehicle:
 * @document: a document
 * @vehicle: (out): index of the car whose battery is looked at: the one that was chosen, or else
 *   the first whose cells are known; 0 where there is none
 *
 * Returns: whether the cells of a car are known, so that its battery has a life
 */
gboolean
gh_document_find_vehicle (GhDocument *document, guint *vehicle)
{
  const GhStudy *study = gh_document_get_study (document);

  *vehicle = document->vehicle;
  return gh_battery_model_is_known (study, document->vehicle)
         || gh_battery_life_find_vehicle (study, vehicle);
}

/**
 * gh_document_choose_vehicle:
 * @document: a document
 * @vehicle: index of a car
 *
 * Chooses the car whose battery is looked at. #GhDocument::lived, for what was shown is that of
 * another one; whoever shows the life asks for it anew. What is lived through now is given up.
 */
void
gh_document_choose_vehicle (GhDocument *document, guint vehicle)
{
  if (document->vehicle == vehicle)
    return;
  document->vehicle = vehicle;
  gh_document_retry_life (document);
  if (document->asked == &document->life)
    {
      gh_job_stop (document->job);
      gh_document_set_job (document, NULL);
    }
  g_signal_emit_by_name (document, "lived");
}

/**
 * gh_document_live:
 * @document: a document
 *
 * Lives through the years of the battery of a car of the study as it is now, unless that is done or
 * has failed, or planning goes on: whoever shows the life asks again after each
 * #GhDocument::planned. An edit ends it, and gh_document_stop() does.
 */
void
gh_document_live (GhDocument *document)
{
  guint vehicle;

  if (!gh_answer_can_be_asked (&document->life, document) || gh_document_is_life_current (document)
      || !gh_document_find_vehicle (document, &vehicle))
    return;
  Question *question = g_new (Question, 1);
  *question = (Question){ gh_results_ref (document->results), vehicle };
  gh_answer_ask (&document->life, &kind, document, question);
}

/**
 * gh_document_retry_life:
 * @document: a document
 *
 * Lives through the years once more where that failed or was stopped.
 */
void
gh_document_retry_life (GhDocument *document)
{
  g_clear_pointer (&document->life.failure, g_free);
  gh_document_live (document);
}

/**
 * gh_document_get_life:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): the last life there was, of the present study or of an
 *   earlier one; see gh_document_is_life_current()
 */
GhBatteryLife *
gh_document_get_life (GhDocument *document)
{
  return document->life.value;
}

/**
 * gh_document_is_life_current:
 * @document: a document
 *
 * Returns: whether the life is that of the study as it is now and of the car that is looked at
 */
gboolean
gh_document_is_life_current (GhDocument *document)
{
  guint vehicle;

  return gh_answer_is_current (&document->life, document)
         && gh_document_find_vehicle (document, &vehicle)
         && gh_battery_life_get_life (document->life.value)->vehicle == vehicle;
}

/**
 * gh_document_get_life_failure:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why there is no life of the study as it is now
 */
const char *
gh_document_get_life_failure (GhDocument *document)
{
  return document->life.failure;
}
