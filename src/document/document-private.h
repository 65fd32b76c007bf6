/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"
#include "history.h"

G_BEGIN_DECLS

/* @generation: counts edits; a result of an older one is dropped
 * @planned: generation that @results belong to
 * @library: (nullable): %NULL once the document is closed
 * @failure: (nullable): why there is no plan for the present generation
 * @life: (nullable): the last life there was
 * @lived: generation that @life belongs to
 * @life_failure: (nullable): why there is no life for the present generation
 * @billing: (nullable): what makes up the bills of @results
 * @failing: (nullable): what follows outages under @results
 * @resilience_failure: (nullable): why that has not been done for the present generation
 * @save_error: (nullable): why the last edit is not in the library */
struct _GhDocument
{
  GObject parent_instance;
  GhLibrary *library;
  gint64 id;
  GhHistory *history;
  GhFindings *findings;

  guint64 generation;
  guint64 planned;
  GhResults *results;
  char *failure;
  GhBatteryLife *life;
  guint64 lived;
  char *life_failure;
  char *save_error;
  GhJob *job;
  GhJob *billing;
  GhJob *failing;
  char *resilience_failure;
  guint pause;
  guint step_end;
};

/**
 * GhDocumentOrder:
 * @document: (owned): who asked
 * @generation: of the study that was worked on
 *
 * What a worker's result will belong to.
 */
typedef struct
{
  GhDocument *document;
  guint64 generation;
} GhDocumentOrder;

void gh_document_begin_billing (GhDocument *document);
void gh_document_stop_billing (GhDocument *document);
void gh_document_drop_resilience (GhDocument *document);
void gh_document_set_job (GhDocument *document, GhJob *job);
void gh_document_begin_planning (GhDocument *document);
GhDocumentOrder *gh_document_order_new (GhDocument *document);
gboolean gh_document_order_is_current (const GhDocumentOrder *order, GhJob *job);
void gh_document_order_free (GhDocumentOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDocumentOrder, gh_document_order_free)

G_END_DECLS
