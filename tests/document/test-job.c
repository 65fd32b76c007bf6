/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "job.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "errors.h"

#define WAIT_SECONDS 20

typedef struct
{
  GString *story;
  GMainLoop *loop;
} Fixture;

/* Delivers "a", "b", tells its progress and returns "end". */
static gpointer
do_work (GhJob *job, gpointer data, const GhProgress *progress, GError **error)
{
  gh_job_deliver (job, g_strdup ("a"), g_free);
  if (!gh_progress_step (progress, 0.5, "half", error))
    return NULL;
  gh_job_deliver (job, g_strdup ("b"), g_free);
  return g_strconcat (data, "end", NULL);
}

/* Goes on until it is stopped. */
static gpointer
do_endless_work (GhJob *job, gpointer data, const GhProgress *progress, GError **error)
{
  for (double fraction = 0.0;; fraction = 0.9 * fraction + 0.05)
    {
      if (!gh_progress_step (progress, fraction, NULL, error))
        return NULL;
      g_usleep (1000);
    }
}

static void
delivered_cb (GhJob *job, gpointer part, gpointer data)
{
  g_string_append_printf (((Fixture *) data)->story, "%s ", (const char *) part);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *end = gh_job_run_finish (GH_JOB (source), result, &error);

  g_string_append (fixture->story, end != NULL ? end : "stopped");
  if (end == NULL)
    g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
  g_main_loop_quit (fixture->loop);
}

static gboolean
too_long_cb (gpointer data)
{
  g_error ("the job does not end");
  return G_SOURCE_REMOVE;
}

static void
run (Fixture *fixture, GhJob *job, GhJobFunc func)
{
  guint limit = g_timeout_add_seconds (WAIT_SECONDS, too_long_cb, NULL);

  fixture->story = g_string_new (NULL);
  fixture->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (job, "delivered", G_CALLBACK (delivered_cb), fixture);
  gh_job_run_async (job, func, g_strdup ("the "), g_free, g_free, ended_cb, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (gh_job_get_running ()), ==, 1);
  g_main_loop_run (fixture->loop);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (g_list_model_get_n_items (gh_job_get_running ()), ==, 0);
  g_source_remove (limit);
  g_main_loop_unref (fixture->loop);
}

/* What is delivered comes in its order and before the end, every time. */
static void
test_order (void)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (GhJob) job = gh_job_new ("Working");
      Fixture fixture;
      run (&fixture, job, do_work);
      g_assert_cmpstr (fixture.story->str, ==, "a b the end");
      g_assert_cmpfloat (gh_job_get_fraction (job), ==, 0.5);
      g_string_free (fixture.story, TRUE);
    }
}

static gboolean
stop_cb (gpointer data)
{
  gh_job_stop (data);
  return G_SOURCE_REMOVE;
}

static void
test_stop (void)
{
  for (guint milliseconds = 0; milliseconds < 60; milliseconds += 20)
    {
      g_autoptr (GhJob) job = gh_job_new ("Working");
      Fixture fixture;
      g_timeout_add (milliseconds, stop_cb, job);
      run (&fixture, job, do_endless_work);
      g_assert_cmpstr (fixture.story->str, ==, "stopped");
      g_assert_cmpfloat (gh_job_get_fraction (job), <=, 1.0);
      g_string_free (fixture.story, TRUE);
    }
}

/* Nothing of a stopped job arrives but its end. */
static void
test_stopped_before (void)
{
  g_autoptr (GhJob) job = gh_job_new ("Working");
  Fixture fixture;

  gh_job_stop (job);
  run (&fixture, job, do_work);
  g_assert_cmpstr (fixture.story->str, ==, "stopped");
  g_string_free (fixture.story, TRUE);
}

static void
test_synchronous (void)
{
  g_autoptr (GhJob) job = gh_job_new ("Working");
  g_autoptr (GError) error = NULL;
  g_autofree char *end = gh_job_run (job, do_work, (gpointer) "the ", &error);

  g_assert_cmpstr (end, ==, "the end");
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gpointer
get_niceness (GhJob *job, gpointer data, const GhProgress *progress, GError **error)
{
  return g_strdup_printf ("%d", getpriority (PRIO_PROCESS, (id_t) gettid ()));
}

static void
note_niceness (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, getpriority (PRIO_PROCESS, (id_t) gettid ()));
}

/* Jobs give way to the window, and nothing else does, though GLib's threads go from pool to pool
 * half a second after their last work. */
static void
test_niceness (void)
{
  int own = getpriority (PRIO_PROCESS, (id_t) gettid ());
  g_autoptr (GhJob) job = gh_job_new ("Working");
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Fixture fixture;

  run (&fixture, job, get_niceness);
  g_assert_cmpint (atoi (fixture.story->str), ==, MIN (own + 10, 19));
  g_string_free (fixture.story, TRUE);
  g_usleep (700000);
  g_task_run_in_thread_sync (task, note_niceness);
  g_assert_cmpint (g_task_propagate_int (task, NULL), ==, own);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/order", test_order);
  g_test_add_func ("/job/stop", test_stop);
  g_test_add_func ("/job/stopped-before", test_stopped_before);
  g_test_add_func ("/job/synchronous", test_synchronous);
  g_test_add_func ("/job/niceness", test_niceness);
  return g_test_run ();
}
