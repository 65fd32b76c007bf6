/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "job.h"

#include <sys/resource.h>
#include <unistd.h>

#include "errors.h"
#include "words.h"

/* Long calls at once; each may use more threads for its own parallel loops. */
#define THREADS_MAX 2
/* How much the window goes before: long work takes every core, and a frame must not wait for it. */
#define NICENESS 10

/* What the worker has to tell, guarded by @mutex: at most one idle callback is pending, however
 * often the worker reports. */
struct _GhJob
{
  GObject parent_instance;
  char *title;
  GCancellable *cancellable;
  double fraction;
  char *message;

  GMutex mutex;
  guint pending;
  double told_fraction;
  char *told_message;
  GPtrArray *parts; /* (element-type Part): delivered and not yet handed on */
};

typedef struct
{
  gpointer part;
  GBoxedFreeFunc free_part;
} Part;

/* One call on its way to a thread of the pool. */
typedef struct
{
  GhJobFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Call;

enum
{
  PROP_TITLE = 1,
  PROP_FRACTION,
  PROP_MESSAGE,
  N_PROPERTIES
};

enum
{
  SIGNAL_DELIVERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];
static GListStore *running;

G_DEFINE_FINAL_TYPE (GhJob, gh_job, G_TYPE_OBJECT)

static void
free_part (gpointer data)
{
  Part *part = data;

  part->free_part (part->part);
  g_free (part);
}

static void
free_call (gpointer data)
{
  Call *call = data;

  if (call->free_data != NULL)
    call->free_data (call->data);
  g_free (call);
}

/* In the main thread: shows what the worker told last and hands on what it delivered. */
static gboolean
tell_cb (gpointer data)
{
  GhJob *job = data;
  g_autoptr (GPtrArray) parts = NULL;

  g_mutex_lock (&job->mutex);
  job->pending = 0;
  job->fraction = job->told_fraction;
  g_free (job->message);
  job->message = g_strdup (job->told_message);
  parts = g_steal_pointer (&job->parts);
  job->parts = g_ptr_array_new_with_free_func (free_part);
  g_mutex_unlock (&job->mutex);

  g_object_notify_by_pspec (G_OBJECT (job), properties[PROP_FRACTION]);
  g_object_notify_by_pspec (G_OBJECT (job), properties[PROP_MESSAGE]);
  for (guint i = 0; i < parts->len && !gh_job_is_stopped (job); i++)
    g_signal_emit (job, signals[SIGNAL_DELIVERED], 0,
                   ((Part *) g_ptr_array_index (parts, i))->part);
  return G_SOURCE_REMOVE;
}

/* With the mutex held. */
static void
schedule_telling (GhJob *job)
{
  if (job->pending == 0)
    job->pending
        = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_object_ref (job), g_object_unref);
}

static gboolean
report_progress (double fraction, const char *message, gpointer data)
{
  GhJob *job = data;

  g_mutex_lock (&job->mutex);
  job->told_fraction = fraction;
  if (message != NULL && g_strcmp0 (job->told_message, message) != 0)
    {
      g_free (job->told_message);
      job->told_message = g_strdup (message);
    }
  schedule_telling (job);
  g_mutex_unlock (&job->mutex);
  return !gh_job_is_stopped (job);
}

static void
gh_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhJob *job = GH_JOB (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, job->title);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, job->fraction);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, job->message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_job_finalize (GObject *object)
{
  GhJob *job = GH_JOB (object);

  g_free (job->title);
  g_free (job->message);
  g_free (job->told_message);
  g_ptr_array_unref (job->parts);
  g_object_unref (job->cancellable);
  g_mutex_clear (&job->mutex);
  G_OBJECT_CLASS (gh_job_parent_class)->finalize (object);
}

static void
gh_job_class_init (GhJobClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = gh_job_get_property;
  object_class->finalize = gh_job_finalize;
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0.0, 1.0, 0.0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  /* ::delivered hands on a part of the result that is ready before the end; it is freed after. */
  signals[SIGNAL_DELIVERED]
      = g_signal_new ("delivered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
gh_job_init (GhJob *job)
{
  g_mutex_init (&job->mutex);
  job->cancellable = g_cancellable_new ();
  job->parts = g_ptr_array_new_with_free_func (free_part);
}

/**
 * gh_job_new:
 * @title: what is being done, in the user's language
 *
 * Returns: (transfer full): a job that has not begun
 */
GhJob *
gh_job_new (const char *title)
{
  GhJob *job = g_object_new (GH_TYPE_JOB, NULL);

  job->title = g_strdup (title);
  return job;
}

/**
 * gh_job_get_fraction:
 * @job: a job
 *
 * Returns: how much is done, 0 to 1, as last shown in the main thread
 */
double
gh_job_get_fraction (GhJob *job)
{
  return job->fraction;
}

/**
 * gh_job_get_message:
 * @job: a job
 *
 * Returns: (transfer none) (nullable): what is being done, as last told in the main thread
 */
const char *
gh_job_get_message (GhJob *job)
{
  return job->message;
}

/**
 * gh_job_stop:
 * @job: a job
 *
 * Asks the work to stop; it does within 100 ms and fails with %GH_ERROR_STOPPED. May be called from
 * any thread and more than once.
 */
void
gh_job_stop (GhJob *job)
{
  g_cancellable_cancel (job->cancellable);
}

/**
 * gh_job_is_stopped:
 * @job: a job
 *
 * Returns: whether gh_job_stop() was called
 */
gboolean
gh_job_is_stopped (GhJob *job)
{
  return g_cancellable_is_cancelled (job->cancellable);
}

/**
 * gh_job_deliver:
 * @job: a job at work; called in its thread
 * @part: (transfer full): something ready before the end
 * @free_part: frees @part after #GhJob::delivered
 *
 * Hands on a first result to the main thread, in the order of the calls. What was delivered before
 * the end arrives before the result; what a stopped job delivers arrives no more.
 */
void
gh_job_deliver (GhJob *job, gpointer part, GBoxedFreeFunc free_part_func)
{
  Part *entry = g_new (Part, 1);

  entry->part = part;
  entry->free_part = free_part_func;
  g_mutex_lock (&job->mutex);
  g_ptr_array_add (job->parts, entry);
  schedule_telling (job);
  g_mutex_unlock (&job->mutex);
}

/**
 * gh_job_run:
 * @job: a job that has not begun
 * @func: the work
 * @data: what it works on
 * @error: set by @func
 *
 * Does the work in the calling thread: the synchronous twin of gh_job_run_async().
 *
 * Returns: (transfer full) (nullable): what @func returns
 */
gpointer
gh_job_run (GhJob *job, GhJobFunc func, gpointer data, GError **error)
{
  GhProgress progress = { report_progress, job, 0.0, 1.0 };

  if (gh_job_is_stopped (job))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_STOPPED, _ ("Stopped."));
      return NULL;
    }
  return func (job, data, &progress, error);
}

/* In Linux a thread has a niceness of its own, and those that it begins have the same; the main
 * thread's is that of the process. */
static void
give_way (void)
{
  int window = getpriority (PRIO_PROCESS, (id_t) getpid ());

  setpriority (PRIO_PROCESS, (id_t) gettid (), window + NICENESS);
}

/* In a thread of the pool. */
static void
work (gpointer data, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GTask) task = data;
  GhJob *job = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer result;

  give_way ();
  result = gh_job_run (job, call->func, call->data, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, call->free_result);
}

/* With threads of its own: those that pools share would go on to other work as nice as they are. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (work, NULL, THREADS_MAX, TRUE, NULL));
  return pool;
}

static void
forget_job_cb (GObject *task, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  guint position;

  if (g_list_store_find (running, data, &position))
    g_list_store_remove (running, position);
}

/**
 * gh_job_get_running:
 *
 * Returns: (transfer none) (element-type GhJob): the jobs that have begun and not ended, for a
 *   window to show; to be used in the main thread only
 */
GListModel *
gh_job_get_running (void)
{
  if (running == NULL)
    running = g_list_store_new (GH_TYPE_JOB);
  return G_LIST_MODEL (running);
}

/**
 * gh_job_run_async:
 * @job: a job that has not begun
 * @func: the work
 * @data: (transfer full): what it works on
 * @free_data: (nullable): frees @data
 * @free_result: (nullable): frees the result when nobody fetches it
 * @callback: called in the calling thread's main context when it has ended
 * @user_data: of @callback
 *
 * Does the work in one of a few threads; more jobs wait for their turn.
 */
void
gh_job_run_async (GhJob *job, GhJobFunc func, gpointer data, GDestroyNotify free_data,
                  GDestroyNotify free_result, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (job, NULL, callback, user_data);
  Call *call = g_new (Call, 1);

  *call = (Call){ func, data, free_data, free_result };
  g_task_set_source_tag (task, gh_job_run_async);
  g_task_set_task_data (task, call, free_call);
  g_list_store_append (G_LIST_STORE (gh_job_get_running ()), job);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (forget_job_cb), job, 0);
  g_thread_pool_push (get_pool (), task, NULL);
}

/**
 * gh_job_run_finish:
 * @job: the job
 * @result: what the callback got
 * @error: set where the work failed or was stopped
 *
 * Returns: (transfer full) (nullable): the result
 */
gpointer
gh_job_run_finish (GhJob *job, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, job), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
