/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs varied behind the plan: asked for where that is shown, one thing after the other. */
#include "document-private.h"

#include "record-equal.h"
#include "words.h"

/* What a worker goes on from. */
typedef struct
{
  GhStudy *study;
  double capture_ratio;
  GhExploration *before;
} Step;

static void
free_step (gpointer data)
{
  Step *step = data;

  gh_study_free (step->study);
  gh_exploration_unref (step->before);
  g_free (step);
}

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  Step *step = data;

  return gh_exploration_advance (step->before, step->study, step->capture_ratio, progress, error);
}

/* What is counted of that which plans bring: what comes true, where the year has been run. */
static double
find_share (GhDocument *document)
{
  GhWhatIf defaults;
  const GhWhatIf *asked = gh_study_get_what_if (gh_document_get_study (document), &defaults);

  return gh_bracket_get_share (gh_results_get_comparison (document->results),
                               gh_results_get_bracket (document->results),
                               (GhStrategy) asked->strategy, (GhStrategy) asked->against);
}

/* Whether an exploration counts what is to be counted now. */
static gboolean
is_share_current (GhDocument *document)
{
  double counted = gh_exploration_get_base (document->exploration.value)->question.capture_ratio;
  double now = find_share (document);

  return !(counted < now) && !(counted > now);
}

static const GhAnswerKind kind = { N_ ("Varying the inputs"),
                                   "explored",
                                   FALSE,
                                   compute,
                                   free_step,
                                   (GDestroyNotify) gh_exploration_unref };

/**
 * gh_document_explore:
 * @document: a document
 *
 * Finds out the next thing that comes of varying the inputs of the study as it is now, unless all
 * is known or it has failed, or other work goes on: whoever shows it asks again after each
 * #GhDocument::planned, #GhDocument::explored and #GhDocument::operated: once the year has been run
 * the share of savings that comes true counts. An edit ends it, and gh_document_stop() does.
 */
void
gh_document_explore (GhDocument *document)
{
  GhExploration *before = document->exploration.value;

  if (!gh_answer_can_be_asked (&document->exploration, document)
      || !gh_results_is_complete (document->results)
      || (gh_document_is_exploration_current (document) && gh_exploration_is_complete (before)))
    return;
  Step *step = g_new0 (Step, 1);
  step->study = gh_study_copy (gh_document_get_study (document));
  step->capture_ratio = find_share (document);
  step->before = before != NULL ? gh_exploration_ref (before) : NULL;
  gh_answer_ask (&document->exploration, &kind, document, step);
}

/**
 * gh_document_retry_exploration:
 * @document: a document
 *
 * Goes on where varying the inputs failed or was stopped.
 */
void
gh_document_retry_exploration (GhDocument *document)
{
  g_clear_pointer (&document->exploration.failure, g_free);
  gh_document_explore (document);
}

/**
 * gh_document_get_exploration:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): the last exploration there was, of the present study or of
 *   an earlier one; see gh_document_is_exploration_current()
 */
GhExploration *
gh_document_get_exploration (GhDocument *document)
{
  return document->exploration.value;
}

/**
 * gh_document_is_exploration_current:
 * @document: a document
 *
 * Returns: whether the exploration is that of the study as it is now, and counts what is known to
 *   come true; it may not be complete
 */
gboolean
gh_document_is_exploration_current (GhDocument *document)
{
  return gh_answer_is_current (&document->exploration, document)
         && gh_document_is_current (document) && is_share_current (document);
}

/**
 * gh_document_get_exploration_failure:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why there is no more of it
 */
const char *
gh_document_get_exploration_failure (GhDocument *document)
{
  return document->exploration.failure;
}

/**
 * gh_document_keeps_plan:
 * @document: a document whose study has just become another
 *
 * Tells whether the plan, and the life, are those of the new study as well: only what is asked of
 * it has changed; of a fleet, only its money.
 *
 * Returns: whether they are
 */
gboolean
gh_document_keeps_plan (GhDocument *document)
{
  gboolean is_fleet = gh_document_is_fleet (document);

  if (!gh_document_has_final_plan (document))
    return FALSE;
  const GhStudy *study = gh_document_get_study (document);
  if (is_fleet)
    return gh_fleet_plans_are_same (study, gh_fleet_results_get_study (document->fleet));
  GhStudy now = *study, planned = *gh_results_get_study (document->results);
  now.what_if = planned.what_if = NULL;
  return gh_record_equal (&gh_study_table, &now, &planned);
}
