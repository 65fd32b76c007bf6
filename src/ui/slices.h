/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhStepFunc:
 * @data: the caller's
 *
 * Does a little work, of a few milliseconds.
 *
 * Returns: whether there is more to do
 */
typedef gboolean (*GhStepFunc) (gpointer data);

guint gh_slices_add (GhStepFunc step, gpointer data);
void gh_slices_remove (guint id);
guint gh_slices_count_pending (void);

G_END_DECLS
