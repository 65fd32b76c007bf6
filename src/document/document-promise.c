/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a fleet can promise: asked for where it is shown, of one site and period. */
#include "commitment-file.h"
#include "document-fleet.h"
#include "document-private.h"
#include "errors.h"
#include "fleet-flexibility-csv.h"
#include "words.h"

/* What a worker is given. */
typedef struct
{
  GhStudy *study;
  GhFleetPlans *plans;
  GhFleetQuestion question;
  double *profile_kw;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  gh_study_free (question->study);
  gh_fleet_plans_unref (question->plans);
  g_free (question->profile_kw);
  g_free (question);
}

static gpointer
compute (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Question *question = data;

  return gh_fleet_promise_compute (question->study, question->plans, &question->question, progress,
                                   error);
}

static const GhAnswerKind kind
    = { N_ ("Finding what the vehicles can promise"), "promised", TRUE, compute, question_free,
        (GDestroyNotify) gh_fleet_promise_unref };

/* An answer to something else is asked for no more. */
static void
ask_anew (GhDocument *document)
{
  g_clear_pointer (&document->promise.failure, g_free);
  if (document->asked == &document->promise)
    {
      gh_job_stop (document->job);
      gh_document_set_job (document, NULL);
    }
}

/**
 * gh_document_ask_promise:
 * @document: a document of a fleet
 * @strategy: smart charging or V2G
 * @site: index of a site
 * @period: index of a period
 *
 * Says of what the promise is wanted, and finds it where it can be asked for now. A committed
 * profile is that of a site and period, and is dropped with them.
 */
void
gh_document_ask_promise (GhDocument *document, GhStrategy strategy, guint site, guint period)
{
  GhPromiseWish *wish = &document->wish;

  if (wish->strategy != strategy || wish->site != site || wish->period != period)
    {
      if (wish->site != site || wish->period != period)
        {
          g_clear_pointer (&wish->profile_kw, g_free);
          g_clear_pointer (&wish->name, g_free);
        }
      wish->strategy = strategy;
      wish->site = site;
      wish->period = period;
      ask_anew (document);
    }
  gh_document_find_promise (document);
}

static gsize
count_steps (const GhStudy *study, guint period)
{
  GhFleetPeriod span;

  gh_fleet_get_period (study, period, &span);
  return (gsize) span.steps;
}

/* A profile that is not as long as its period any more belongs to another study. */
static void
drop_odd_profile (GhDocument *document)
{
  GhPromiseWish *wish = &document->wish;

  if (wish->profile_kw != NULL
      && wish->count == count_steps (gh_document_get_study (document), wish->period))
    return;
  g_clear_pointer (&wish->profile_kw, g_free);
  g_clear_pointer (&wish->name, g_free);
}

/**
 * gh_document_find_promise:
 * @document: a document of a fleet
 *
 * Finds what the vehicles can promise of what was wanted last, unless that is done or has failed,
 * or other work goes on: whoever shows it asks again after each #GhDocument::planned. An edit ends
 * it, and gh_document_stop() does.
 */
void
gh_document_find_promise (GhDocument *document)
{
  const GhStudy *study = gh_document_get_study (document);
  GhPromiseWish *wish = &document->wish;

  if (!gh_answer_can_be_asked (&document->promise, document)
      || gh_document_is_promise_current (document) || wish->site >= study->sites->len
      || wish->period >= gh_fleet_count_periods (study))
    return;
  drop_odd_profile (document);
  Question *question = g_new0 (Question, 1);
  question->study = gh_study_branch (study);
  question->plans = gh_document_share_plans (document);
  question->profile_kw = wish->profile_kw != NULL
                             ? g_memdup2 (wish->profile_kw, wish->count * sizeof (double))
                             : NULL;
  question->question
      = (GhFleetQuestion){ wish->strategy, wish->site, wish->period, question->profile_kw };
  gh_answer_ask (&document->promise, &kind, document, question);
}

/**
 * gh_document_retry_promise:
 * @document: a document of a fleet
 *
 * Finds it once more where that failed or was stopped.
 */
void
gh_document_retry_promise (GhDocument *document)
{
  g_clear_pointer (&document->promise.failure, g_free);
  gh_document_find_promise (document);
}

/**
 * gh_document_get_promise:
 * @document: a document of a fleet
 *
 * Returns: (transfer none) (nullable): the last there was, see gh_document_is_promise_current()
 */
GhFleetPromise *
gh_document_get_promise (GhDocument *document)
{
  return document->promise.value;
}

/**
 * gh_document_is_promise_current:
 * @document: a document of a fleet
 *
 * Returns: whether the promise is of the study as it is now and of what was wanted last
 */
gboolean
gh_document_is_promise_current (GhDocument *document)
{
  const GhPromiseWish *wish = &document->wish;
  const GhFleetQuestion question = { wish->strategy, wish->site, wish->period, wish->profile_kw };

  return gh_answer_is_current (&document->promise, document)
         && gh_fleet_promise_answers (document->promise.value, &question);
}

/**
 * gh_document_get_promise_failure:
 * @document: a document of a fleet
 *
 * Returns: (transfer none) (nullable): why there is no promise of the study as it is now
 */
const char *
gh_document_get_promise_failure (GhDocument *document)
{
  return document->promise.failure;
}

/**
 * gh_document_commit:
 * @document: a document of a fleet
 * @path: of a table with the columns time and power_kw
 * @error: set when it cannot be read, or lacks a step of the period that was wanted last
 *
 * Commits a profile for the vehicles of the site that was wanted last, and finds whether it can be
 * kept.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_document_commit (GhDocument *document, const char *path, GError **error)
{
  const GhStudy *study = gh_document_get_study (document);
  GhPromiseWish *wish = &document->wish;

  if (wish->period >= gh_fleet_count_periods (study))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("The fleet has no such period any more."));
      return FALSE;
    }
  double *profile = gh_commitment_read (path, study, wish->period, error);
  if (profile == NULL)
    return FALSE;
  g_free (wish->profile_kw);
  g_free (wish->name);
  wish->profile_kw = profile;
  wish->count = count_steps (study, wish->period);
  wish->name = g_path_get_basename (path);
  ask_anew (document);
  gh_document_find_promise (document);
  return TRUE;
}

/**
 * gh_document_take_back_commitment:
 * @document: a document of a fleet
 *
 * Has no profile committed any more.
 */
void
gh_document_take_back_commitment (GhDocument *document)
{
  GhPromiseWish *wish = &document->wish;

  if (wish->profile_kw == NULL)
    return;
  g_clear_pointer (&wish->profile_kw, g_free);
  g_clear_pointer (&wish->name, g_free);
  ask_anew (document);
  gh_document_find_promise (document);
}

/**
 * gh_document_get_commitment_name:
 * @document: a document of a fleet
 *
 * Returns: (transfer none) (nullable): the name of the file of the committed profile
 */
const char *
gh_document_get_commitment_name (GhDocument *document)
{
  return document->wish.name;
}

/**
 * gh_document_export_promise:
 * @document: a document of a fleet
 * @directory: where to; made if need be
 * @error: set when it cannot be written, or when there is no promise
 *
 * Writes the series for a market platform, and the schedules of a committed profile, see
 * gh_fleet_flexibility_write_csv().
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_document_export_promise (GhDocument *document, const char *directory, GError **error)
{
  GhFleetPromise *promise = document->promise.value;

  if (promise == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID, _ ("There is nothing to save yet."));
      return FALSE;
    }
  return gh_fleet_flexibility_write_csv (gh_fleet_promise_get (promise),
                                         gh_fleet_promise_get_study (promise), directory, error);
}
