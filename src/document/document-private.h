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
 * @lived_vehicle: index of the car whose battery @life is of
 * @vehicle: index of the car whose battery is looked at, where its cells are known
 * @life_failure: (nullable): why there is no life for the present generation
 * @front: (nullable): the last front of cost and emissions there was
 * @front_found: generation that @front belongs to
 * @front_failure: (nullable): why there is no front for the present generation
 * @shares: (nullable) (element-type GhStoreShares): the last shares of the saving there were
 * @shared: generation that @shares belong to
 * @shares_failure: (nullable): why there are none for the present generation
 * @exploration: (nullable): the last there was, perhaps not complete
 * @explored: generation that @exploration belongs to
 * @exploration_failure: (nullable): why there is no more of it
 * @is_living: whether @job lives through the years of a battery
 * @billing: (nullable): what makes up the bills of @results
 * @operating: (nullable): what runs the year of @results
 * @operation_failure: (nullable): why the year of the present generation was not run
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
  guint lived_vehicle;
  guint vehicle;
  char *life_failure;
  GhParetoFront *front;
  guint64 front_found;
  char *front_failure;
  GPtrArray *shares;
  guint64 shared;
  char *shares_failure;
  GhExploration *exploration;
  guint64 explored;
  char *exploration_failure;
  char *save_error;
  GhJob *job;
  gboolean is_living;
  GhJob *billing;
  GhJob *operating;
  char *operation_failure;
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
gboolean gh_document_keeps_plan (GhDocument *document);
void gh_document_begin_planning (GhDocument *document);
void gh_document_keep_figure (GhDocument *document);
GhDocumentOrder *gh_document_order_new (GhDocument *document);
gboolean gh_document_order_is_current (const GhDocumentOrder *order, GhJob *job);
void gh_document_order_free (GhDocumentOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDocumentOrder, gh_document_order_free)

G_END_DECLS
