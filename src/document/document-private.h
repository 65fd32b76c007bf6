/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document-work.h"
#include "document.h"
#include "fleet-results.h"
#include "history.h"

G_BEGIN_DECLS

/* What of a fleet is wanted to be promised. @profile_kw: (nullable) (array length=count): committed
 * @name: (nullable): of its file */
typedef struct
{
  GhStrategy strategy;
  guint site, period;
  double *profile_kw;
  gsize count;
  char *name;
} GhPromiseWish;

/* @generation: counts edits; a result of an older one is dropped
 * @planned: generation that @results or @fleet belong to
 * @fleet: (nullable): what a fleet comes to; a household has @results
 * @plans: (nullable): the plans of the fleet as it is now that were found so far
 * @use: how a fleet is to be used
 * @promise: (element-type GhFleetPromise): what its vehicles can promise
 * @wish: of what that is wanted
 * @worth: (element-type GhFleetWorth): what the ways of using it are worth
 * @library: (nullable): %NULL once the document is closed
 * @saved: (nullable): the study as it was written last
 * @failure: (nullable): why there is no plan for the present generation
 * @vehicle: index of the car whose battery is looked at, where its cells are known
 * @life: (element-type GhBatteryLife): the life of its battery
 * @front: (element-type GhParetoFront): the front of cost and emissions
 * @shares: (element-type GPtrArray): of #GhStoreShares: shares of the saving
 * @exploration: (element-type GhExploration): what comes of varied inputs, perhaps not all yet
 * @asked: (nullable): which of these @job finds; %NULL while it plans
 * @billing: what makes up the bills of @results
 * @operation: what runs the year of @results from forecasts
 * @outages: what follows outages under @results
 * @save_error: (nullable): why the last edit is not in the library */
struct _GhDocument
{
  GObject parent_instance;
  GhLibrary *library;
  gint64 id;
  GhStudy *saved;
  GhHistory *history;
  GhFindings *findings;

  guint64 generation;
  guint64 planned;
  GhResults *results;
  GhFleetResults *fleet;
  GhFleetPlans *plans;
  guint use;
  char *failure;
  guint vehicle;
  GhAnswer life;
  GhAnswer front;
  GhAnswer shares;
  GhAnswer exploration;
  GhAnswer promise;
  GhPromiseWish wish;
  GhAnswer worth;
  GhBehind billing;
  GhBehind operation;
  GhBehind outages;
  char *save_error;
  GhJob *job;
  GhAnswer *asked;
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

void gh_document_examine (GhDocument *document);
void gh_document_begin_billing (GhDocument *document);
void gh_document_set_job (GhDocument *document, GhJob *job);
gboolean gh_document_is_fleet (GhDocument *document);
gboolean gh_document_has_final_plan (GhDocument *document);
gboolean gh_document_keeps_plan (GhDocument *document);
void gh_document_begin_planning (GhDocument *document);
void gh_document_begin_fleet (GhDocument *document);
GhFleetPlans *gh_document_share_plans (GhDocument *document);
void gh_document_drop_plans (GhDocument *document);
char *gh_document_make_fleet_figure (GhDocument *document);
void gh_document_keep_figure (GhDocument *document);
GhDocumentOrder *gh_document_order_new (GhDocument *document);
gboolean gh_document_order_is_current (const GhDocumentOrder *order, GhJob *job);
void gh_document_order_free (GhDocumentOrder *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhDocumentOrder, gh_document_order_free)

G_END_DECLS
