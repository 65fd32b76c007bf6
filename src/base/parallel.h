/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "progress.h"

G_BEGIN_DECLS

/**
 * GhTaskFunc:
 * @task: what to do; no other thread touches it meanwhile
 * @progress: to be told and asked, as in any long call
 * @error: set on failure
 *
 * Does one of several independent pieces of work, in a thread of its own.
 *
 * Returns: %FALSE on error
 */
typedef gboolean (*GhTaskFunc) (gpointer task, const GhProgress *progress, GError **error);

gboolean gh_parallel_run (GhTaskFunc func, gpointer *tasks, guint count, const GhProgress *progress,
                          GError **error);

G_END_DECLS
