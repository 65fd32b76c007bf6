/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on standard error that tells how far long work is. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli.h"

/* After how long it is told, and how often; microseconds. */
#define TOLD_AFTER (2 * G_USEC_PER_SEC)
#define TOLD_EVERY (G_USEC_PER_SEC / 5)
/* Carriage return, and the rest of the line erased (ECMA-48). */
#define BEGIN_LINE "\r\033[K"

typedef struct
{
  gint64 begun;
  gint64 told; /* 0: nothing yet */
} Teller;

static Teller teller;
/* How often somebody asked to stop work that can be, and what the signal did before. */
static int stops;
static gboolean is_stoppable;
static struct sigaction before;

static gboolean
tell (double fraction, const char *message, gpointer data G_GNUC_UNUSED)
{
  gint64 now = g_get_monotonic_time ();

  if (g_atomic_int_get (&stops) > 0)
    return FALSE;
  if (isatty (STDERR_FILENO) == 0)
    return TRUE;
  if (now - teller.begun < TOLD_AFTER || now - teller.told < TOLD_EVERY)
    return TRUE;
  teller.told = now;
  fprintf (stderr, BEGIN_LINE "%3.0f %%  %s", 100.0 * fraction, message != NULL ? message : "");
  fflush (stderr);
  return TRUE;
}

/**
 * gh_cli_begin_progress:
 *
 * Begins to tell how far the work is, where standard error is a terminal; nothing is written there
 * otherwise.
 *
 * Returns: to be passed to the work; gh_cli_end_progress() comes after it
 */
GhProgress
gh_cli_begin_progress (void)
{
  teller = (Teller){ .begun = g_get_monotonic_time () };
  return (GhProgress){ isatty (STDERR_FILENO) ? tell : NULL, NULL, 0.0, 1.0 };
}

/* The first time work is asked to stop, the second time the program ends. */
static void
ask_to_stop (int number)
{
  if (g_atomic_int_add (&stops, 1) == 0)
    return;
  sigaction (number, &before, NULL);
  raise (number);
}

/**
 * gh_cli_begin_stoppable:
 *
 * The same for work that keeps what it has when it is stopped: Ctrl-C ends the work, a second one
 * the program. Where it is ignored it stays so.
 *
 * Returns: to be passed to the work; gh_cli_end_progress() comes after it
 */
GhProgress
gh_cli_begin_stoppable (void)
{
  struct sigaction action = { .sa_handler = ask_to_stop, .sa_flags = SA_RESTART };

  gh_cli_begin_progress ();
  sigemptyset (&action.sa_mask);
  g_atomic_int_set (&stops, 0);
  is_stoppable = sigaction (SIGINT, NULL, &before) == 0 && before.sa_handler != SIG_IGN
                 && sigaction (SIGINT, &action, NULL) == 0;
  return (GhProgress){ tell, NULL, 0.0, 1.0 };
}

/**
 * gh_cli_end_if_stopped:
 *
 * Ends the program as the signal would have where somebody asked to stop, and there is nothing to
 * keep.
 */
void
gh_cli_end_if_stopped (void)
{
  if (g_atomic_int_get (&stops) == 0)
    return;
  signal (SIGINT, SIG_DFL);
  raise (SIGINT);
}

/**
 * gh_cli_end_progress:
 *
 * Takes the line away.
 */
void
gh_cli_end_progress (void)
{
  if (is_stoppable)
    sigaction (SIGINT, &before, NULL);
  is_stoppable = FALSE;
  if (teller.told == 0)
    return;
  fputs (BEGIN_LINE, stderr);
  fflush (stderr);
  teller.told = 0;
}
