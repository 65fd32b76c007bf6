/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files are written beside their place and put there when they are whole. Who stops the program
 * meanwhile would leave the half behind: the stop waits until the file is there. */
#include "file-writing.h"

#include <errno.h>
#include <signal.h>

static const int stops[] = { SIGINT, SIGTERM, SIGHUP };

/* How many files are being written, and the signal that waits for them; 0: none. */
static int writing;
static int wanted;

/* Ends the program as if the signal had never been caught; may be called by a handler. */
static void
stop_if_wanted (void)
{
  int number = g_atomic_int_get (&wanted);

  if (number == 0 || g_atomic_int_get (&writing) > 0)
    return;
  signal (number, SIG_DFL);
  raise (number);
}

/* The number is noted before it is asked whether anything is written, and a writer asks in the
 * other order: one of both sees the other. */
static void
catch_stop (int number)
{
  int before = errno;

  g_atomic_int_set (&wanted, number);
  stop_if_wanted ();
  errno = before;
}

/**
 * gh_file_writing_init:
 *
 * For programs that end at Ctrl-C, to be called first: the signals that end them wait for
 * gh_file_write(), a few milliseconds. Those that are ignored stay so.
 */
void
gh_file_writing_init (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      struct sigaction action = { .sa_handler = catch_stop, .sa_flags = SA_RESTART };
      struct sigaction before;

      sigemptyset (&action.sa_mask);
      if (sigaction (stops[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        sigaction (stops[i], &action, NULL);
    }
}

/**
 * gh_file_write:
 * @path: of the file, which is replaced
 * @data: (array length=length): what it is to hold
 * @length: in bytes, or -1 for a text
 * @error: return location; of %G_FILE_ERROR
 *
 * Writes a file so that it is there as a whole or not at all.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_file_write (const char *path, const char *data, gssize length, GError **error)
{
  g_atomic_int_inc (&writing);
  gboolean done = g_file_set_contents (path, data, length, error);
  g_atomic_int_add (&writing, -1);
  stop_if_wanted ();
  return done;
}
