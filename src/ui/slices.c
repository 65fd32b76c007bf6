/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that has to be done in the main thread, such as building many rows, in slices between which
 * the window answers and draws. */
#include "slices.h"

/* A slice and the layout of what it made have to fit into a frame, so that there is one slice a
 * frame: what several made between two frames would be laid out at once. */
#define SLICE_US 3000
#define FRAME_MS 17

typedef struct
{
  GhStepFunc step;
  gpointer data;
} Work;

static guint pending;

static void
free_work (gpointer work)
{
  pending--;
  g_free (work);
}

static gboolean
run_slice_cb (gpointer data)
{
  const Work *work = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  do
    if (!work->step (work->data))
      return G_SOURCE_REMOVE;
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

/**
 * gh_slices_add:
 * @step: what to do, again and again until it returns %FALSE
 * @data: passed to @step
 *
 * Does work while the main loop has nothing more urgent to do, a slice in every frame.
 *
 * Returns: the source, to be removed when the work is not wanted any more
 */
guint
gh_slices_add (GhStepFunc step, gpointer data)
{
  Work *work = g_new (Work, 1);

  *work = (Work){ step, data };
  pending++;
  return g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, run_slice_cb, work, free_work);
}

/**
 * gh_slices_count_pending:
 *
 * Returns: how many works are not done, nor removed
 */
guint
gh_slices_count_pending (void)
{
  return pending;
}
