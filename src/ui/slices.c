/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that has to be done in the main thread, such as building many rows, in slices between which
 * the window answers and draws. */
#include "slices.h"

/* A slice and the layout of what it made have to fit into a frame, so that there is one slice a
 * frame: what several made between two frames would be laid out at once. */
#define SLICE_US 5000
#define FRAME_MS 17

typedef struct
{
  guint id;
  GhStepFunc step;
  gpointer data;
} Work;

/* Works take turns, so that what is seen does not wait for all of what is not. */
static GQueue works = G_QUEUE_INIT;
static guint source;
static guint last_id;

static GList *
find_work (guint id)
{
  for (GList *link = works.head; link != NULL; link = link->next)
    if (((const Work *) link->data)->id == id)
      return link;
  return NULL;
}

/* A step of the work whose turn it is. It may add works and remove others. */
static void
take_step (void)
{
  const Work *work = g_queue_peek_head (&works);
  guint id = work->id;

  if (!work->step (work->data) && find_work (id) != NULL)
    gh_slices_remove (id);
}

static gboolean
run_slice_cb (gpointer data G_GNUC_UNUSED)
{
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (works.length > 0 && g_get_monotonic_time () < end)
    take_step ();
  if (works.length > 1)
    g_queue_push_tail_link (&works, g_queue_pop_head_link (&works));
  if (works.length > 0)
    return G_SOURCE_CONTINUE;
  source = 0;
  return G_SOURCE_REMOVE;
}

/**
 * gh_slices_add:
 * @step: what to do, again and again until it returns %FALSE
 * @data: passed to @step
 *
 * Does work while the main loop has nothing more urgent to do, a slice in every frame. All works
 * share it.
 *
 * Returns: for gh_slices_remove(), when the work is not wanted any more
 */
guint
gh_slices_add (GhStepFunc step, gpointer data)
{
  Work *work = g_new (Work, 1);

  *work = (Work){ ++last_id, step, data };
  g_queue_push_tail (&works, work);
  if (source == 0)
    source = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, run_slice_cb, NULL, NULL);
  return work->id;
}

/**
 * gh_slices_remove:
 * @id: of a work that is not done
 *
 * Does no more of a work.
 */
void
gh_slices_remove (guint id)
{
  GList *link = find_work (id);

  g_return_if_fail (link != NULL);
  g_free (link->data);
  g_queue_delete_link (&works, link);
}

/**
 * gh_slices_count_pending:
 *
 * Returns: how many works are not done, nor removed
 */
guint
gh_slices_count_pending (void)
{
  return works.length;
}
