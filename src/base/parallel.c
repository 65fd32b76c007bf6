/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parallel.h"

#include "errors.h"

/* How often the caller is asked, microseconds. */
#define POLL_INTERVAL 10000

/* The processors of an outermost run, shared with all that its tasks run in parallel themselves. */
typedef struct
{
  GMutex lock;
  guint idle;
} Pool;

/* Set in a thread that does a task: the pool from which it was started. */
static GPrivate current_pool;

/* What the caller and the threads share; everything but the tasks under the lock. */
typedef struct
{
  GhTaskFunc func;
  gpointer *tasks;
  guint count;
  Pool *pool;
  gboolean is_nested; /* its caller waits, whose processor it has */
  GPtrArray *threads; /* (element-type GThread): used by the caller only */
  GMutex lock;
  GCond changed;
  guint next;    /* task that nobody has begun */
  guint running; /* threads that have not ended */
  gboolean stopping;
  double *shares; /* (owned) (array length=count): done of each task */
  char *
      *messages; /* (owned) (array length=count): what each task said last; NULL once it is done */
  GError **errors; /* (owned) (array length=count) */
} Batch;

/* What one task's callback needs. */
typedef struct
{
  Batch *batch;
  guint index;
} Asker;

static gboolean
note_share (double fraction, const char *message, gpointer data)
{
  Asker *asker = data;
  Batch *batch = asker->batch;

  g_mutex_lock (&batch->lock);
  batch->shares[asker->index] = fraction;
  if (message != NULL && g_strcmp0 (message, batch->messages[asker->index]) != 0)
    {
      g_free (batch->messages[asker->index]);
      batch->messages[asker->index] = g_strdup (message);
    }
  gboolean going = !batch->stopping;
  g_mutex_unlock (&batch->lock);
  return going;
}

static gboolean
claim_processor (Pool *pool)
{
  g_mutex_lock (&pool->lock);
  gboolean claimed = pool->idle > 0;
  if (claimed)
    pool->idle--;
  g_mutex_unlock (&pool->lock);
  return claimed;
}

static void
release_processor (Pool *pool)
{
  g_mutex_lock (&pool->lock);
  pool->idle++;
  g_mutex_unlock (&pool->lock);
}

/* Takes tasks in their order until there is none left or one failed. */
static gpointer
work (gpointer data)
{
  Batch *batch = data;

  g_private_set (&current_pool, batch->pool);
  g_mutex_lock (&batch->lock);
  while (batch->next < batch->count && !batch->stopping)
    {
      Asker asker = { batch, batch->next++ };
      GhProgress progress = { note_share, &asker, 0.0, 1.0 };
      g_mutex_unlock (&batch->lock);
      gboolean done
          = batch->func (batch->tasks[asker.index], &progress, &batch->errors[asker.index]);
      g_mutex_lock (&batch->lock);
      batch->shares[asker.index] = 1.0;
      g_clear_pointer (&batch->messages[asker.index], g_free);
      batch->stopping |= !done;
    }
  /* The last one leaves its processor to the caller, if that had one. */
  if (--batch->running > 0 || !batch->is_nested)
    release_processor (batch->pool);
  g_cond_signal (&batch->changed);
  g_mutex_unlock (&batch->lock);
  return NULL;
}

static double
mean_share (const Batch *batch)
{
  double sum = 0.0;

  for (guint i = 0; i < batch->count; i++)
    sum += batch->shares[i] / batch->count;
  return sum;
}

/* What the tasks that are being done said, in their order; NULL where they said nothing. */
static char *
join_messages (const Batch *batch)
{
  GString *text = NULL;

  for (guint i = 0; i < batch->count; i++)
    if (batch->messages[i] != NULL && text == NULL)
      text = g_string_new (batch->messages[i]);
    else if (batch->messages[i] != NULL)
      g_string_append_printf (text, " · %s", batch->messages[i]);
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/* Starts a thread for each task that nobody has begun, as far as processors are idle. The first one
 * of a run within a task has that of the task. To be called under the lock. */
static void
start_threads (Batch *batch)
{
  guint waiting = batch->count - batch->next;

  for (guint i = 0; i < waiting && !batch->stopping; i++)
    {
      if (!(batch->is_nested && batch->threads->len == 0) && !claim_processor (batch->pool))
        return;
      batch->running++;
      g_ptr_array_add (batch->threads, g_thread_new ("task", work, batch));
    }
}

/* Waits for the threads and asks the caller, who may stop them; starts others once another run has
 * left processors idle. */
static void
wait_for_all (Batch *batch, const GhProgress *progress, GError **stopped)
{
  g_mutex_lock (&batch->lock);
  start_threads (batch);
  while (batch->running > 0)
    {
      double share = mean_share (batch);
      g_autofree char *message = join_messages (batch);
      gboolean asking = !batch->stopping;
      g_mutex_unlock (&batch->lock);
      gboolean going = !asking || gh_progress_step (progress, share, message, stopped);
      g_mutex_lock (&batch->lock);
      batch->stopping |= !going;
      if (batch->running > 0)
        g_cond_wait_until (&batch->changed, &batch->lock, g_get_monotonic_time () + POLL_INTERVAL);
      if (batch->running > 0)
        start_threads (batch);
    }
  g_mutex_unlock (&batch->lock);
}

/* Hands on why it stopped: the caller's wish, or the first failed task in their order that did not
 * fail because another one had. */
static gboolean
conclude (Batch *batch, GError *stopped, GError **error)
{
  gboolean succeeded = TRUE;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < batch->count; i++)
      if (batch->errors[i] != NULL && stopped == NULL
          && (pass == 1 || !g_error_matches (batch->errors[i], GH_ERROR, GH_ERROR_STOPPED)))
        stopped = g_steal_pointer (&batch->errors[i]);
  for (guint i = 0; i < batch->count; i++)
    g_clear_error (&batch->errors[i]);
  if (stopped != NULL)
    {
      g_propagate_error (error, stopped);
      succeeded = FALSE;
    }
  return succeeded;
}

/**
 * gh_parallel_run:
 * @func: does one task
 * @tasks: (array length=count): what to do; they share nothing that is written to
 * @count: how many
 * @progress: (nullable): whom to tell and ask, in the calling thread
 * @error: set where a task failed, %GH_ERROR_STOPPED where the caller stopped
 *
 * Does independent tasks in as many threads as there are processors, beginning them in their
 * order, and waits for all. Where the caller is such a task itself both share the processors: there
 * are never more threads at work than there are processors, and what one run leaves idle another
 * takes. Where one task fails the others are stopped. The caller is asked once before anything
 * begins, and told what the tasks say, those of several joined.
 *
 * Returns: whether every task succeeded
 */
gboolean
gh_parallel_run (GhTaskFunc func, gpointer *tasks, guint count, const GhProgress *progress,
                 GError **error)
{
  g_autofree double *shares = g_new0 (double, MAX (count, 1));
  g_autofree char **messages = g_new0 (char *, MAX (count, 1));
  g_autofree GError **errors = g_new0 (GError *, MAX (count, 1));
  Pool own = { .idle = g_get_num_processors () };
  Pool *outer = g_private_get (&current_pool);
  Batch batch = { .func = func,
                  .tasks = tasks,
                  .count = count,
                  .pool = outer != NULL ? outer : &own,
                  .is_nested = outer != NULL,
                  .threads = g_ptr_array_new (),
                  .shares = shares,
                  .messages = messages,
                  .errors = errors };
  GError *stopped = NULL;
  gboolean going = gh_progress_step (progress, 0.0, NULL, error);

  g_mutex_init (&own.lock);
  g_mutex_init (&batch.lock);
  g_cond_init (&batch.changed);
  if (going)
    wait_for_all (&batch, progress, &stopped);
  for (guint i = 0; i < batch.threads->len; i++)
    g_thread_join (g_ptr_array_index (batch.threads, i));
  g_ptr_array_unref (batch.threads);
  g_mutex_clear (&own.lock);
  g_mutex_clear (&batch.lock);
  g_cond_clear (&batch.changed);
  return going && conclude (&batch, stopped, error);
}
