/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of using a fleet are worth: asked for where it is shown. */
#include "document-fleet.h"
#include "document-private.h"
#include "errors.h"
#include "fleet-csv.h"
#include "words.h"

/* What a worker is given. */
typedef struct
{
  GhStudy *study;
  GhFleetPlans *plans;
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

  return gh_fleet_worth_compute (question->study, question->plans, progress, error);
}

static const GhAnswerKind kind
    = { N_ ("Planning every way of using the fleet"), "valued", FALSE, compute, question_free,
        (GDestroyNotify) gh_fleet_worth_unref };

/**
 * gh_document_find_worth:
 * @document: a document of a fleet
 *
 * Plans every way of using the fleet as it is now that was not planned yet and counts the money,
 * unless that is done or has failed, or other work goes on: whoever shows it asks again after each
 * #GhDocument::planned. An edit ends it, and gh_document_stop() does.
 */
void
gh_document_find_worth (GhDocument *document)
{
  if (!gh_answer_can_be_asked (&document->worth, document)
      || gh_document_is_worth_current (document))
    return;
  Question *question = g_new (Question, 1);
  *question = (Question){ gh_study_branch (gh_document_get_study (document)),
                          gh_document_share_plans (document) };
  gh_answer_ask (&document->worth, &kind, document, question);
}

/**
 * gh_document_retry_worth:
 * @document: a document of a fleet
 *
 * Counts once more where that failed or was stopped.
 */
void
gh_document_retry_worth (GhDocument *document)
{
  g_clear_pointer (&document->worth.failure, g_free);
  gh_document_find_worth (document);
}

/**
 * gh_document_get_worth:
 * @document: a document of a fleet
 *
 * Returns: (transfer none) (nullable): the last there was, see gh_document_is_worth_current()
 */
GhFleetWorth *
gh_document_get_worth (GhDocument *document)
{
  return document->worth.value;
}

/**
 * gh_document_is_worth_current:
 * @document: a document of a fleet
 *
 * Returns: whether the money is that of the study as it is now
 */
gboolean
gh_document_is_worth_current (GhDocument *document)
{
  return gh_answer_is_current (&document->worth, document);
}

/**
 * gh_document_get_worth_failure:
 * @document: a document of a fleet
 *
 * Returns: (transfer none) (nullable): why there is no money of the study as it is now
 */
const char *
gh_document_get_worth_failure (GhDocument *document)
{
  return document->worth.failure;
}

/**
 * gh_document_make_fleet_figure:
 * @document: a document of a fleet
 *
 * Returns: (transfer full) (nullable): what gh_document_get_figure() does for a household: the best
 *   use and its saving a year over smart charging; where that is smart charging, over charging on
 *   arrival. %NULL without the money of the study as it is now
 */
char *
gh_document_make_fleet_figure (GhDocument *document)
{
  GhFleetWorth *worth = gh_document_get_worth (document);
  char saving[G_ASCII_DTOSTR_BUF_SIZE];

  if (!gh_document_is_worth_current (document) || !gh_fleet_worth_get_money (worth)->has_numbers)
    return NULL;
  const GhStrategyResult *results = gh_fleet_worth_get_money (worth)->results;
  guint best = gh_fleet_money_find_best (gh_fleet_worth_get_money (worth));
  gboolean is_smart = best == GH_STRATEGY_SMART;
  g_ascii_formatd (saving, sizeof saving, "%.2f",
                   is_smart ? results[GH_STRATEGY_UNMANAGED].bill_per_year
                                  - results[GH_STRATEGY_SMART].bill_per_year
                            : results[best].saving_per_year);
  return g_strdup_printf ("%s %s %s", is_smart ? "managed" : gh_fleet_use_name (best), saving,
                          gh_document_get_currency (document));
}

/**
 * gh_document_export_worth:
 * @document: a document of a fleet
 * @directory: where to; made if need be
 * @error: set when it cannot be written, or when there is no money
 *
 * Writes what each group costs under each use, see gh_fleet_write_groups_csv().
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_document_export_worth (GhDocument *document, const char *directory, GError **error)
{
  GhFleetWorth *worth = document->worth.value;

  if (worth == NULL || !gh_fleet_worth_get_money (worth)->has_numbers)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("There is nothing to save yet."));
      return FALSE;
    }
  return gh_fleet_write_groups_csv (gh_fleet_worth_get_money (worth), directory, error);
}
