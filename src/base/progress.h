/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Things between two questions of gh_progress_count() whether to stop. */
#define GH_PROGRESS_INTERVAL 4096

/**
 * GhProgressFunc:
 * @fraction: done so far, 0 to 1
 * @message: (nullable): what is being done, in the user's language
 * @data: the caller's data
 *
 * Called in the thread that made the call, at least every 100 ms.
 *
 * Returns: %FALSE to stop; the call then fails with %GH_ERROR_STOPPED.
 */
typedef gboolean (*GhProgressFunc) (double fraction, const char *message, gpointer data);

/**
 * GhProgress:
 * @func: (nullable): callback
 * @data: its data
 * @from: fraction at which the present part of the work begins
 * @to: fraction at which it ends
 *
 * Passed down by pointer through long calls; %NULL stands for "nobody asks".
 */
typedef struct
{
  GhProgressFunc func;
  gpointer data;
  double from;
  double to;
} GhProgress;

gboolean gh_progress_step (const GhProgress *progress, double fraction, const char *message,
                           GError **error);
gboolean gh_progress_count (const GhProgress *progress, gsize done, gsize total, GError **error);
GhProgress gh_progress_part (const GhProgress *progress, double from, double to);

G_END_DECLS
