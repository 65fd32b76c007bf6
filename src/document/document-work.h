/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "job.h"
#include "results.h"

G_BEGIN_DECLS

typedef struct _GhDocument GhDocument;

/**
 * GhAnswerKind:
 * @title: what the job that finds it is called, marked for translation
 * @signal: of the document, when it is found or has failed
 * @follows_plan: whether it stays true while only what is asked of the study changes
 * @compute: finds it, in a thread
 * @free_question: (nullable): frees what @compute is given
 * @free_value: frees what it returns
 *
 * What can be asked of a study beside its plan, one thing at a time.
 */
typedef struct
{
  const char *title;
  const char *signal;
  gboolean follows_plan;
  GhJobFunc compute;
  GDestroyNotify free_question;
  GDestroyNotify free_value;
} GhAnswerKind;

/**
 * GhAnswer:
 * @kind: (nullable): what was asked; %NULL before the first time
 * @value: (nullable): the last answer there was, of the present study or of an earlier one
 * @generation: of the study that @value belongs to
 * @failure: (nullable): why there is none for the study as it is now
 *
 * An answer as far as it is known.
 */
typedef struct
{
  const GhAnswerKind *kind;
  gpointer value;
  guint64 generation;
  char *failure;
} GhAnswer;

/**
 * GhBehindKind:
 * @title: what its job is called, marked for translation
 * @stopped: (nullable): what is told where it was stopped, marked for translation
 * @signal: of the document, when it has ended
 * @compute: in a thread, of the #GhResults it is given
 * @take: gives what was computed to the results
 * @free_value: frees it where it is stopped meanwhile
 * @taken: (nullable): called with the document once its own results have it
 *
 * What is worked out of a plan in a job of its own, so that nothing waits for it.
 */
typedef struct
{
  const char *title;
  const char *stopped;
  const char *signal;
  GhJobFunc compute;
  void (*take) (GhResults *results, gpointer value);
  GDestroyNotify free_value;
  void (*taken) (GhDocument *document);
} GhBehindKind;

/**
 * GhBehind:
 * @job: (nullable): what works it out just now
 * @failure: (nullable): why it was not worked out for the study as it is now
 *
 * Work behind a plan.
 */
typedef struct
{
  GhJob *job;
  char *failure;
} GhBehind;

gboolean gh_answer_can_be_asked (const GhAnswer *answer, GhDocument *document);
void gh_answer_ask (GhAnswer *answer, const GhAnswerKind *kind, GhDocument *document,
                    gpointer question);
gboolean gh_answer_is_current (const GhAnswer *answer, GhDocument *document);
void gh_answer_follow (GhAnswer *answer, guint64 generation);
void gh_answer_clear (GhAnswer *answer);

void gh_behind_begin (GhBehind *behind, const GhBehindKind *kind, GhDocument *document);
void gh_behind_drop (GhBehind *behind);

G_END_DECLS
