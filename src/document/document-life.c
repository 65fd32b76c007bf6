/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of the battery: asked for where it is shown, begun when the plan is there. */
#include "document-private.h"

#include "words.h"

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  return gh_battery_life_compute (data, progress, error);
}

static void
take_life (GhDocument *document, GhBatteryLife *life, guint64 generation)
{
  g_clear_pointer (&document->life, gh_battery_life_unref);
  document->life = life;
  document->lived = generation;
}

static void
lived_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GhDocumentOrder) order = data;
  g_autoptr (GhBatteryLife) life = NULL;
  g_autoptr (GError) error = NULL;
  GhDocument *document = order->document;

  life = gh_job_run_finish (GH_JOB (source), result, &error);
  if (!gh_document_order_is_current (order, GH_JOB (source)))
    return;
  if (life != NULL)
    take_life (document, g_steal_pointer (&life), order->generation);
  else
    document->life_failure = g_strdup (error->message);
  gh_document_set_job (document, NULL);
  g_signal_emit_by_name (document, "lived");
}

/**
 * gh_document_live:
 * @document: a document
 *
 * Lives through the years of the battery of the study as it is now, unless that is done or has
 * failed, or planning goes on: whoever shows the life asks again after each #GhDocument::planned.
 * An edit ends it, and gh_document_stop() does.
 */
void
gh_document_live (GhDocument *document)
{
  g_autoptr (GhJob) job = NULL;

  if (document->library == NULL || document->job != NULL || document->life_failure != NULL
      || !gh_document_is_current (document) || gh_results_is_provisional (document->results)
      || gh_document_is_life_current (document)
      || !gh_battery_life_is_possible (gh_document_get_study (document)))
    return;
  job = gh_job_new (_ ("Living through the years of the battery"));
  gh_document_set_job (document, job);
  gh_job_run_async (job, compute, gh_results_ref (document->results),
                    (GDestroyNotify) gh_results_unref, (GDestroyNotify) gh_battery_life_unref,
                    lived_cb, gh_document_order_new (document));
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
  g_clear_pointer (&document->life_failure, g_free);
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
  return document->life;
}

/**
 * gh_document_is_life_current:
 * @document: a document
 *
 * Returns: whether the life is that of the study as it is now
 */
gboolean
gh_document_is_life_current (GhDocument *document)
{
  return document->life != NULL && document->lived == document->generation;
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
  return document->life_failure;
}
