/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parallel.h"

#include "errors.h"

#define TASKS 12

/* @says: (nullable): a message of each step */
typedef struct
{
  const char *says;
  guint steps; /* of a millisecond */
  gboolean fails;
  gboolean done;
} Task;

static gboolean
do_task (gpointer data, const GhProgress *progress, GError **error)
{
  Task *task = data;

  for (guint i = 0; i < task->steps; i++)
    {
      if (!gh_progress_step (progress, (double) i / task->steps, task->says, error))
        return FALSE;
      g_usleep (1000);
    }
  if (task->fails)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_FAILED, "task of %u steps", task->steps);
      return FALSE;
    }
  task->done = TRUE;
  return TRUE;
}

typedef struct
{
  GThread *thread;
  guint calls;
  guint most_calls;
  double fraction;
  GHashTable *heard; /* (nullable): set of messages */
} Caller;

/* The share only grows, and nobody but the caller's thread is asked. */
static gboolean
note (double fraction, const char *message, gpointer data)
{
  Caller *caller = data;

  g_assert_true (g_thread_self () == caller->thread);
  g_assert_cmpfloat (fraction, >=, caller->fraction);
  g_assert_cmpfloat (fraction, <=, 1.0);
  caller->fraction = fraction;
  if (caller->heard != NULL && message != NULL)
    g_hash_table_add (caller->heard, g_strdup (message));
  return ++caller->calls < caller->most_calls;
}

static gboolean
run (Task *tasks, guint count, Caller *caller, GError **error)
{
  gpointer pointers[TASKS];
  GhProgress progress = { note, caller, 0.0, 1.0 };

  caller->thread = g_thread_self ();
  for (guint i = 0; i < count; i++)
    pointers[i] = &tasks[i];
  return gh_parallel_run (do_task, pointers, count, &progress, error);
}

static void
test_all (void)
{
  Task tasks[TASKS] = { 0 };
  Caller caller = { .most_calls = G_MAXUINT };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < TASKS; i++)
    tasks[i].steps = 3 * (i % 4);
  g_assert_true (run (tasks, TASKS, &caller, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < TASKS; i++)
    g_assert_true (tasks[i].done);
  g_assert_true (gh_parallel_run (do_task, NULL, 0, NULL, &error));
}

/* The task that failed is told of, not the ones that were stopped because of it. */
static void
test_failure (void)
{
  for (guint failing = 0; failing < TASKS; failing++)
    {
      Task tasks[TASKS] = { 0 };
      Caller caller = { .most_calls = G_MAXUINT };
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < TASKS; i++)
        tasks[i] = (Task){ .steps = i == failing ? 2 : 20, .fails = i == failing };
      g_assert_false (run (tasks, TASKS, &caller, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
      g_assert_cmpstr (error->message, ==, "task of 2 steps");
    }
}

/* Before anything begins, at the first look and later. */
static void
test_stop (void)
{
  for (guint calls = 1; calls < 4; calls++)
    {
      Task tasks[TASKS] = { 0 };
      Caller caller = { .most_calls = calls };
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < TASKS; i++)
        tasks[i].steps = 100000;
      g_assert_false (run (tasks, TASKS, &caller, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
      g_assert_cmpuint (caller.calls, ==, calls);
      for (guint i = 0; i < TASKS; i++)
        g_assert_false (tasks[i].done);
    }
}

/* What tasks say is told while they are done, in their order, and nothing else. */
static void
test_messages (void)
{
  Task tasks[] = { { .says = "one", .steps = 100 }, { .says = "two", .steps = 100 } };
  g_autoptr (GHashTable) heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Caller caller = { .most_calls = G_MAXUINT, .heard = heard };
  g_autoptr (GError) error = NULL;

  g_assert_true (run (tasks, G_N_ELEMENTS (tasks), &caller, &error));
  g_assert_true (g_hash_table_contains (heard, g_get_num_processors () > 1 ? "one · two" : "two"));
  g_hash_table_remove (heard, "one");
  g_hash_table_remove (heard, "two");
  g_hash_table_remove (heard, "one · two");
  g_assert_cmpuint (g_hash_table_size (heard), ==, 0);
}

/* Notes how many tasks of all inner batches go on at once. */
typedef struct
{
  GMutex lock;
  guint going;
  guint most;
} Inner;

static gboolean
do_inner (gpointer data, const GhProgress *progress G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  Inner *inner = data;

  g_mutex_lock (&inner->lock);
  inner->going++;
  inner->most = MAX (inner->most, inner->going);
  g_mutex_unlock (&inner->lock);
  g_usleep (20000);
  g_mutex_lock (&inner->lock);
  inner->going--;
  g_mutex_unlock (&inner->lock);
  return TRUE;
}

static gboolean
do_outer (gpointer data, const GhProgress *progress, GError **error)
{
  gpointer tasks[] = { data, data, data, data, data, data };

  return gh_parallel_run (do_inner, tasks, G_N_ELEMENTS (tasks), progress, error);
}

/* Tasks that have tasks of their own share the processors: there would else be as many threads as
 * their square. What one of them does not need the other takes. */
static void
test_nested (void)
{
  for (guint outer = 1; outer <= 3; outer++)
    {
      Inner inner = { .going = 0 };
      gpointer tasks[] = { &inner, &inner, &inner };
      g_assert_true (gh_parallel_run (do_outer, tasks, outer, NULL, NULL));
      g_assert_cmpuint (inner.most, <=, g_get_num_processors ());
      g_assert_cmpuint (inner.most, >=, MIN (2, g_get_num_processors ()));
      g_assert_cmpuint (inner.going, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel/all", test_all);
  g_test_add_func ("/parallel/failure", test_failure);
  g_test_add_func ("/parallel/stop", test_stop);
  g_test_add_func ("/parallel/messages", test_messages);
  g_test_add_func ("/parallel/nested", test_nested);
  return g_test_run ();
}
