/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file is there as a whole or not at all; that a stop waits for it is shown by cli/test-stop. */
#include "file-writing.h"

#include <glib/gstdio.h>

static void
test_replaces (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-writing-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "table.csv", NULL);
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (gh_file_write (path, "a longer text", -1, &error));
  g_assert_true (gh_file_write (path, "x\0y", 3, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &read, &length, NULL));
  g_assert_cmpmem (read, length, "x\0y", 3);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gh_file_write ("/nonexistent/folder/table.csv", "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-writing/replaces", test_replaces);
  g_test_add_func ("/file-writing/refused", test_refused);
  return g_test_run ();
}
