/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "battery-life.h"
#include "exploration.h"
#include "job.h"
#include "record-path.h"
#include "results.h"
#include "study/pareto.h"

G_BEGIN_DECLS

#define GH_TYPE_DOCUMENT (gh_document_get_type ())
G_DECLARE_FINAL_TYPE (GhDocument, gh_document, GH, DOCUMENT, GObject)

/* Of the layer below; who uses a document need not know it. */
typedef struct _GhLibrary GhLibrary;

/**
 * GhEditFunc:
 * @study: (inout): a copy of the study to change
 * @data: the caller's
 *
 * Makes one edit.
 */
typedef void (*GhEditFunc) (GhStudy *study, gpointer data);

GhDocument *gh_document_new (GhLibrary *library, gint64 id, GhStudy *study);
void gh_document_close (GhDocument *document);
gint64 gh_document_get_id (GhDocument *document);
const GhStudy *gh_document_get_study (GhDocument *document);
const char *gh_document_get_name (GhDocument *document);
const char *gh_document_get_currency (GhDocument *document);

void gh_document_edit (GhDocument *document, const char *label, const char *key, GhEditFunc func,
                       gpointer data);
void gh_document_edit_places (GhDocument *document, const char *label, const char *key,
                              GhEditFunc func, gpointer data);
void gh_document_set_number (GhDocument *document, const char *path, double number);
void gh_document_set_text (GhDocument *document, const char *path, const char *text);
void gh_document_take_pointer (GhDocument *document, const char *path, gpointer value);
void gh_document_clear (GhDocument *document, const char *path);
gboolean gh_document_find (GhDocument *document, const char *path, GhPlace *place);
void gh_document_close_step (GhDocument *document);

gboolean gh_document_can_undo (GhDocument *document);
gboolean gh_document_can_redo (GhDocument *document);
const char *gh_document_get_undo_label (GhDocument *document);
const char *gh_document_get_redo_label (GhDocument *document);
void gh_document_undo (GhDocument *document);
void gh_document_redo (GhDocument *document);

const GhFindings *gh_document_get_findings (GhDocument *document);
char *gh_document_find_message (GhDocument *document, const char *path, GhSeverity *severity);
GhResults *gh_document_get_results (GhDocument *document);
char *gh_document_get_figure (GhDocument *document);
gboolean gh_document_is_current (GhDocument *document);
const char *gh_document_get_failure (GhDocument *document);
const char *gh_document_get_problem (GhDocument *document);
const char *gh_document_get_save_error (GhDocument *document);
gboolean gh_document_retry_saving (GhDocument *document);
GhJob *gh_document_get_job (GhDocument *document);
void gh_document_plan (GhDocument *document);
void gh_document_stop (GhDocument *document);

gboolean gh_document_find_vehicle (GhDocument *document, guint *vehicle);
void gh_document_choose_vehicle (GhDocument *document, guint vehicle);
void gh_document_live (GhDocument *document);
void gh_document_retry_life (GhDocument *document);
GhBatteryLife *gh_document_get_life (GhDocument *document);
gboolean gh_document_is_life_current (GhDocument *document);
const char *gh_document_get_life_failure (GhDocument *document);

void gh_document_operate (GhDocument *document);
void gh_document_retry_operation (GhDocument *document);
GhJob *gh_document_get_operation_job (GhDocument *document);
const char *gh_document_get_operation_failure (GhDocument *document);
void gh_document_find_front (GhDocument *document, GhStrategy strategy);
void gh_document_retry_front (GhDocument *document);
const GhParetoFront *gh_document_get_front (GhDocument *document);
gboolean gh_document_is_front_current (GhDocument *document, GhStrategy strategy);
const char *gh_document_get_front_failure (GhDocument *document);
void gh_document_find_shares (GhDocument *document);
void gh_document_retry_shares (GhDocument *document);
GPtrArray *gh_document_get_shares (GhDocument *document);
const char *gh_document_get_shares_failure (GhDocument *document);
void gh_document_explore (GhDocument *document);
void gh_document_retry_exploration (GhDocument *document);
GhExploration *gh_document_get_exploration (GhDocument *document);
gboolean gh_document_is_exploration_current (GhDocument *document);
const char *gh_document_get_exploration_failure (GhDocument *document);

void gh_document_find_resilience (GhDocument *document);
void gh_document_retry_resilience (GhDocument *document);
void gh_document_stop_resilience (GhDocument *document);
gboolean gh_document_is_resilience_current (GhDocument *document);
GhJob *gh_document_get_resilience_job (GhDocument *document);
const char *gh_document_get_resilience_failure (GhDocument *document);

G_END_DECLS
