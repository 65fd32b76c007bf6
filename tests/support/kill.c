/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kill.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

gint32
kill_at_random (char **words, GRand *random, gint32 most_us, gint32 none)
{
  int pipes[2], status;
  gint32 last = none, edit;

  g_assert_cmpint (pipe (pipes), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      dup2 (pipes[1], STDOUT_FILENO);
      close (pipes[0]);
      execv (words[0], words);
      _exit (127);
    }
  close (pipes[1]);
  /* Let it begin, then strike. */
  if (read (pipes[0], &edit, sizeof edit) == sizeof edit)
    last = edit;
  g_usleep ((gulong) g_rand_int_range (random, 0, most_us));
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  while (read (pipes[0], &edit, sizeof edit) == sizeof edit)
    last = edit;
  close (pipes[0]);
  return last;
}

void
assert_sound (const char *path)
{
  sqlite3 *database;
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "PRAGMA integrity_check", -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (database);
}
