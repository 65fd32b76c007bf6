/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a document is planned, and what came of it. */
#include "document-private.h"
#include "library.h"
#include "words.h"

static void
take_results (GhDocument *document, GhResults *results, guint64 generation)
{
  g_clear_pointer (&document->results, gh_results_unref);
  document->results = results;
  document->planned = generation;
  g_clear_pointer (&document->failure, g_free);
}

/**
 * gh_document_keep_figure:
 * @document: a document of a library
 *
 * Keeps the living figure of the list beside the study, so that a list needs no plans.
 */
void
gh_document_keep_figure (GhDocument *document)
{
  g_autofree char *figure = gh_document_get_figure (document);

  /* A cache: where it cannot be kept, the list goes without. */
  if (figure != NULL)
    gh_library_set_figure (document->library, document->id, figure, NULL);
}

/* A worker's first picture, in the main thread. */
static void
delivered_cb (GhJob *job, gpointer part, gpointer data)
{
  GhDocument *document = data;

  if (job != document->job)
    return;
  take_results (document, gh_results_ref (part), document->generation);
  g_signal_emit_by_name (document, "planned");
}

static void
deliver_first (GhResults *results, gpointer data)
{
  gh_job_deliver (data, results, (GBoxedFreeFunc) gh_results_unref);
}

static gpointer
compute (GhJob *job, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_results_compute (data, deliver_first, job, progress, error);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhDocumentOrder) order = data;
  GhDocument *document = order->document;
  g_autoptr (GError) error = NULL;
  GhResults *results = gh_job_run_finish (GH_JOB (source), result, &error);

  if (!gh_document_order_is_current (order, GH_JOB (source)))
    {
      gh_results_unref (results);
      if (GH_JOB (source) == document->job)
        gh_document_set_job (document, NULL);
      return;
    }
  if (results != NULL)
    {
      take_results (document, results, order->generation);
      gh_document_keep_figure (document);
      gh_document_begin_billing (document);
    }
  else
    {
      g_free (document->failure);
      document->failure = g_strdup (error->message);
    }
  gh_document_set_job (document, NULL);
  g_signal_emit_by_name (document, "planned");
}

/**
 * gh_document_begin_planning:
 * @document: a document of a library
 *
 * Plans the study as it is now in a worker, unless there are errors in it.
 */
void
gh_document_begin_planning (GhDocument *document)
{
  g_autoptr (GhJob) job = NULL;

  if (gh_findings_count_errors (document->findings) > 0)
    {
      g_signal_emit_by_name (document, "planned");
      return;
    }
  if (gh_document_is_fleet (document))
    {
      gh_document_begin_fleet (document);
      return;
    }
  g_clear_pointer (&document->failure, g_free);
  job = gh_job_new (_ ("Planning"));
  g_signal_connect (job, "delivered", G_CALLBACK (delivered_cb), document);
  gh_document_set_job (document, job);
  gh_job_run_async (job, compute, gh_study_copy (gh_document_get_study (document)),
                    (GDestroyNotify) gh_study_free, (GDestroyNotify) gh_results_unref, planned_cb,
                    gh_document_order_new (document));
}

/**
 * gh_document_get_results:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): the last results there were, of the present study or of an
 *   earlier one; see gh_document_is_current()
 */
GhResults *
gh_document_get_results (GhDocument *document)
{
  return document->results;
}

/**
 * gh_document_get_figure:
 * @document: a document
 *
 * Returns: (transfer full) (nullable): the best strategy, its saving a year by
 *   gh_results_get_money_mode() and the currency, such as "v2h 212.30 EUR", for
 * gh_library_set_figure(); %NULL without final results of the study as it is now, and of a fleet
 * without its money
 */
char *
gh_document_get_figure (GhDocument *document)
{
  GhResults *results = document->results;
  char saving[G_ASCII_DTOSTR_BUF_SIZE];
  GhStrategy best;

  if (gh_document_is_fleet (document))
    return gh_document_make_fleet_figure (document);
  if (!gh_document_is_current (document) || gh_results_is_provisional (results)
      || !gh_results_is_complete (results))
    return NULL;
  best = gh_results_find_best (results);
  g_ascii_formatd (saving, sizeof saving, "%.2f",
                   gh_bracket_get_saving (gh_results_get_comparison (results),
                                          gh_results_get_bracket (results),
                                          gh_results_get_money_mode (results), best));
  return g_strdup_printf ("%s %s %s", gh_strategy_name (best), saving,
                          gh_document_get_currency (document));
}

/**
 * gh_document_is_fleet:
 * @document: a document
 *
 * Returns: whether its study is one of a fleet
 */
gboolean
gh_document_is_fleet (GhDocument *document)
{
  return gh_document_get_study (document)->kind == GH_STUDY_FLEET;
}

/**
 * gh_document_has_final_plan:
 * @document: a document
 *
 * Returns: whether there is a plan of the study as it is now that is no first picture
 */
gboolean
gh_document_has_final_plan (GhDocument *document)
{
  return gh_document_is_current (document)
         && (gh_document_is_fleet (document) || !gh_results_is_provisional (document->results));
}

/**
 * gh_document_is_current:
 * @document: a document
 *
 * Returns: whether the results are those of the study as it is now; of a fleet, of the use that is
 *   chosen
 */
gboolean
gh_document_is_current (GhDocument *document)
{
  gboolean has_plan
      = gh_document_is_fleet (document)
            ? document->fleet != NULL && gh_fleet_results_get_use (document->fleet) == document->use
            : document->results != NULL;

  return has_plan && document->planned == document->generation;
}

/**
 * gh_document_get_failure:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why the study as it is now could not be planned
 */
const char *
gh_document_get_failure (GhDocument *document)
{
  return document->failure;
}

/**
 * gh_document_plan:
 * @document: a document
 *
 * Plans the study as it is now, unless that is done or going on.
 */
void
gh_document_plan (GhDocument *document)
{
  if (document->library == NULL || document->job != NULL || document->pause > 0
      || gh_document_has_final_plan (document))
    return;
  gh_document_begin_planning (document);
}

/**
 * gh_document_stop:
 * @document: a document
 *
 * Stops planning, or living; the last results stay.
 */
void
gh_document_stop (GhDocument *document)
{
  g_clear_handle_id (&document->pause, g_source_remove);
  if (document->job != NULL)
    gh_job_stop (document->job);
}
