/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "site/profile.h"

G_BEGIN_DECLS

/**
 * GhHistory:
 *
 * The states of a study, in the order in which they came about, and which of them is now. Undo and
 * redo move among them. Knows nothing of widgets or files. Not thread-safe.
 */
typedef struct _GhHistory GhHistory;

GhHistory *gh_history_new (GhStudy *study);
void gh_history_free (GhHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhHistory, gh_history_free)

const GhStudy *gh_history_get_study (const GhHistory *history);
void gh_history_push (GhHistory *history, GhStudy *study, const char *label, const char *key);
void gh_history_begin_group (GhHistory *history, const char *label);
void gh_history_end_group (GhHistory *history);
void gh_history_close_step (GhHistory *history);
gboolean gh_history_can_undo (const GhHistory *history);
gboolean gh_history_can_redo (const GhHistory *history);
const char *gh_history_get_undo_label (const GhHistory *history);
const char *gh_history_get_redo_label (const GhHistory *history);
gboolean gh_history_undo (GhHistory *history);
gboolean gh_history_redo (GhHistory *history);

G_END_DECLS
