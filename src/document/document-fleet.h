/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document of a fleet has beside that of a household. */
#pragma once

#include "document.h"
#include "fleet-promise.h"
#include "fleet-results.h"
#include "fleet-worth.h"

G_BEGIN_DECLS

GhFleetResults *gh_document_get_fleet (GhDocument *document);
guint gh_document_get_use (GhDocument *document);
void gh_document_choose_use (GhDocument *document, guint use);
void gh_document_plan_again (GhDocument *document);

void gh_document_ask_promise (GhDocument *document, GhStrategy strategy, guint site, guint period);
void gh_document_find_promise (GhDocument *document);
void gh_document_retry_promise (GhDocument *document);
GhFleetPromise *gh_document_get_promise (GhDocument *document);
gboolean gh_document_is_promise_current (GhDocument *document);
const char *gh_document_get_promise_failure (GhDocument *document);
gboolean gh_document_commit (GhDocument *document, const char *path, GError **error);
void gh_document_take_back_commitment (GhDocument *document);
const char *gh_document_get_commitment_name (GhDocument *document);
gboolean gh_document_export_promise (GhDocument *document, const char *directory, GError **error);

void gh_document_find_worth (GhDocument *document);
void gh_document_retry_worth (GhDocument *document);
GhFleetWorth *gh_document_get_worth (GhDocument *document);
gboolean gh_document_is_worth_current (GhDocument *document);
const char *gh_document_get_worth_failure (GhDocument *document);
gboolean gh_document_export_worth (GhDocument *document, const char *directory, GError **error);

G_END_DECLS
