/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-tool.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdarg.h>

/**
 * tools_exist:
 * @first: name of a program
 * @...: further names, ended by %NULL
 *
 * Skips the running test with a reason where one of the programs is not installed.
 *
 * Returns: %TRUE where all are there
 */
gboolean
tools_exist (const char *first, ...)
{
  va_list rest;
  gboolean all = TRUE;

  va_start (rest, first);
  for (const char *name = first; name != NULL && all; name = va_arg (rest, const char *))
    {
      g_autofree char *path = g_find_program_in_path (name);
      g_autofree char *reason = g_strdup_printf ("%s is not installed", name);

      all = path != NULL;
      if (!all)
        g_test_skip (reason);
    }
  va_end (rest);
  return all;
}

/**
 * run_tool_words:
 * @variables: (nullable): `NAME=value`, ended by %NULL, for the program's environment
 * @output: (out) (transfer full): what it wrote to both of its outputs
 * @words: the program and its arguments, ended by %NULL
 *
 * Runs a program to its end. Warnings are not fatal in it: it is not what is tested.
 *
 * Returns: its exit status
 */
int
run_tool_words (const char *const *variables, char **output, const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  for (gsize i = 0; variables != NULL && variables[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (variables[i], "=", 2);
      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  process = g_subprocess_launcher_spawnv (launcher, words, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

/**
 * run_tool:
 * @variables: (nullable): as of run_tool_words()
 * @output: (out) (transfer full): what it wrote to both of its outputs
 * @program: its name
 * @...: its arguments, ended by %NULL
 *
 * Runs a program to its end.
 *
 * Returns: its exit status
 */
int
run_tool (const char *const *variables, char **output, const char *program, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  va_list rest;

  va_start (rest, program);
  for (const char *word = program; word != NULL; word = va_arg (rest, const char *))
    g_ptr_array_add (words, (char *) word);
  va_end (rest);
  g_ptr_array_add (words, NULL);
  return run_tool_words (variables, output, (const char *const *) words->pdata);
}

/**
 * remove_folder:
 * @path: a folder or a file
 *
 * Removes it with all that is in it.
 */
void
remove_folder (const char *path)
{
  GDir *directory = g_dir_open (path, 0, NULL);

  for (const char *name; directory != NULL && (name = g_dir_read_name (directory)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_folder (child);
    }
  g_clear_pointer (&directory, g_dir_close);
  g_remove (path);
}
