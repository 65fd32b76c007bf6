/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on standard error that tells how far long work is. */
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

static gboolean
tell (double fraction, const char *message, gpointer data G_GNUC_UNUSED)
{
  gint64 now = g_get_monotonic_time ();

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

/**
 * gh_cli_end_progress:
 *
 * Takes the line away.
 */
void
gh_cli_end_progress (void)
{
  if (teller.told == 0)
    return;
  fputs (BEGIN_LINE, stderr);
  fflush (stderr);
  teller.told = 0;
}
