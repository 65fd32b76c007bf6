/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "slices.h"

/* Longer than a slice, so that there is one step in each. */
#define STEP_US 8000

/* Writes its name for every step.
 * @name: of one letter
 * @left: steps to go
 * @rid_of: (nullable): whose work it removes with its last step */
typedef struct Worker
{
  const char *name;
  guint left;
  guint id;
  struct Worker *rid_of;
  GString *log;
  gint64 step_us;
} Worker;

static gboolean
step (gpointer data)
{
  Worker *worker = data;
  gint64 end = g_get_monotonic_time () + worker->step_us;

  g_string_append (worker->log, worker->name);
  while (g_get_monotonic_time () < end)
    ;
  if (--worker->left > 0)
    return TRUE;
  if (worker->rid_of != NULL)
    gh_slices_remove (worker->rid_of->id);
  return FALSE;
}

static void
run (void)
{
  while (gh_slices_count_pending () > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Steps that fill a slice each: works take turns. */
static void
test_turns (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  Worker workers[]
      = { { "a", 3, .log = log, .step_us = STEP_US }, { "b", 2, .log = log, .step_us = STEP_US } };

  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++)
    workers[i].id = gh_slices_add (step, &workers[i]);
  g_assert_cmpuint (gh_slices_count_pending (), ==, 2);
  run ();
  g_assert_cmpstr (log->str, ==, "ababa");
}

static void
test_removed (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  Worker kept = { "a", 1, .log = log }, gone = { "b", 5, .log = log };
  Worker last = { "c", 1, .log = log };

  gone.id = gh_slices_add (step, &gone);
  gh_slices_remove (gone.id);
  g_assert_cmpuint (gh_slices_count_pending (), ==, 0);
  /* A slice is due in which there is nothing to do. */
  for (int i = 0; i < 3; i++)
    {
      g_usleep (20000);
      g_main_context_iteration (NULL, FALSE);
    }
  kept.id = gh_slices_add (step, &kept);
  gone.id = gh_slices_add (step, &gone);
  last.id = gh_slices_add (step, &last);
  kept.rid_of = &gone;
  run ();
  g_assert_cmpstr (log->str, ==, "ac");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slices/turns", test_turns);
  g_test_add_func ("/slices/removed", test_removed);
  return g_test_run ();
}
