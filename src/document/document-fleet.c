/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a fleet is planned: one way of using it at a time, to the best plan so far where it is
 * stopped. */
#include "document-fleet.h"

#include "document-private.h"
#include "words.h"

/* What a worker is given. */
typedef struct
{
  GhStudy *study;
  GhFleetPlans *plans;
  guint use;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  gh_study_free (question->study);
  gh_fleet_plans_unref (question->plans);
  g_free (question);
}

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Question *question = data;

  return gh_fleet_results_compute (question->study, question->plans, question->use, progress,
                                   error);
}

static void
take_fleet (GhDocument *document, GhFleetResults *fleet, guint64 generation)
{
  g_clear_pointer (&document->fleet, gh_fleet_results_unref);
  document->fleet = fleet;
  document->planned = generation;
  g_clear_pointer (&document->failure, g_free);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhDocumentOrder) order = data;
  GhDocument *document = order->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetResults) fleet = gh_job_run_finish (GH_JOB (source), result, &error);

  if (!gh_document_order_is_current (order, GH_JOB (source)))
    return;
  if (fleet != NULL)
    take_fleet (document, g_steal_pointer (&fleet), order->generation);
  else
    {
      g_free (document->failure);
      document->failure = g_strdup (error->message);
    }
  gh_document_set_job (document, NULL);
  g_signal_emit_by_name (document, "planned");
}

/**
 * gh_document_share_plans:
 * @document: a document of a fleet
 *
 * Returns: (transfer full): the plans of the study as it is now that were found so far, for a
 *   worker to use and add to
 */
GhFleetPlans *
gh_document_share_plans (GhDocument *document)
{
  if (document->plans == NULL)
    document->plans = gh_fleet_plans_new (gh_document_get_study (document), GH_FLEET_PLANS_BYTES);
  return gh_fleet_plans_ref (document->plans);
}

/**
 * gh_document_drop_plans:
 * @document: a document
 *
 * Frees the plans that are those of the study no more.
 */
void
gh_document_drop_plans (GhDocument *document)
{
  if (document->plans != NULL
      && !gh_fleet_plans_are_of (document->plans, gh_document_get_study (document)))
    g_clear_pointer (&document->plans, gh_fleet_plans_unref);
}

/**
 * gh_document_begin_fleet:
 * @document: a document of a fleet without errors, of a library
 *
 * Plans the fleet as it is now in a worker, as it is used now.
 */
void
gh_document_begin_fleet (GhDocument *document)
{
  g_autoptr (GhJob) job = gh_job_new (_ ("Planning"));
  Question *question = g_new (Question, 1);

  g_clear_pointer (&document->failure, g_free);
  *question = (Question){ gh_study_branch (gh_document_get_study (document)),
                          gh_document_share_plans (document), document->use };
  gh_document_set_job (document, job);
  gh_job_run_async (job, compute, question, question_free, (GDestroyNotify) gh_fleet_results_unref,
                    planned_cb, gh_document_order_new (document));
}

/**
 * gh_document_get_fleet:
 * @document: a document of a fleet
 *
 * Returns: (transfer none) (nullable): the last results there were, of the present study and use or
 *   of earlier ones; see gh_document_is_current()
 */
GhFleetResults *
gh_document_get_fleet (GhDocument *document)
{
  return document->fleet;
}

/**
 * gh_document_get_use:
 * @document: a document of a fleet
 *
 * Returns: how the fleet is to be used, below %GH_FLEET_USES; smart charging at first
 */
guint
gh_document_get_use (GhDocument *document)
{
  return document->use;
}

/**
 * gh_document_choose_use:
 * @document: a document of a fleet
 * @use: below %GH_FLEET_USES
 *
 * Plans the fleet as it is used so. The results there are stay until then; #GhDocument::planned
 * tells that they are those of another use.
 */
void
gh_document_choose_use (GhDocument *document, guint use)
{
  if (document->use == use)
    return;
  document->use = use;
  gh_document_plan_again (document);
}

/**
 * gh_document_plan_again:
 * @document: a document of a fleet
 *
 * Plans the fleet as it is now once more, so that a plan that was stopped gets better. What goes on
 * is given up.
 */
void
gh_document_plan_again (GhDocument *document)
{
  if (document->library == NULL || document->pause > 0)
    return;
  if (document->job != NULL)
    gh_job_stop (document->job);
  gh_document_set_job (document, NULL);
  gh_document_begin_planning (document);
  g_signal_emit_by_name (document, "planned");
}
