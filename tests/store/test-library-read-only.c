/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries that may not be written. Whoever may do anything (root) opens them in a child that has
 * given its privileges up. */
#include <errno.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errors.h"
#include "full-study.h"
#include "library.h"
#include "run-tool.h"
#include "study-json.h"

#define NOBODY 65534
/* What a child says when it is not allowed to become somebody else. */
#define STILL_ROOT 77

/* A library of one study.
 * @file_mode: of the file, and of the log beside it
 * @folder_mode: of its folder
 * @has_file: whether there is one
 * @has_log: whether a program was killed that had it open
 * @code: of the error
 * @words: in the error */
typedef struct
{
  const char *name;
  mode_t file_mode;
  mode_t folder_mode;
  gboolean has_file;
  gboolean has_log;
  int code;
  const char *words;
} Case;

static const Case cases[] = {
  { "file", 0444, 0777, TRUE, FALSE, GH_ERROR_IO, "cannot be written" },
  { "folder", 0666, 0555, TRUE, FALSE, GH_ERROR_IO, "cannot be written" },
  { "both", 0444, 0555, TRUE, FALSE, GH_ERROR_IO, "cannot be written" },
  { "file-with-log", 0444, 0777, TRUE, TRUE, GH_ERROR_IO, "cannot be written" },
  { "folder-with-log", 0666, 0555, TRUE, TRUE, GH_ERROR_IO, "cannot be written" },
  { "both-with-log", 0444, 0555, TRUE, TRUE, GH_ERROR_IO, "cannot be written" },
  { "nothing-there", 0, 0555, FALSE, FALSE, GH_ERROR_IO, "cannot be written" },
  { "not-readable", 0000, 0755, TRUE, FALSE, GH_ERROR_IO, "cannot be opened: Permission denied" },
};

/* In a child: makes a library and is gone without closing it, so that its log stays. */
static void
make_library (const char *path, gboolean leave_log)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GhStudy) study = gh_study_from_json (full_study, -1, findings, NULL);
      GhLibrary *library = gh_library_open (path, NULL);
      gboolean good = library != NULL && gh_library_add (library, study, NULL) > 0;
      if (!leave_log)
        gh_library_close (library);
      _exit (good ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

/* In a child that is nobody: says on @out why the library does not open. */
static void
open_as_nobody (const char *path, int code, int out)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0 && (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
    _exit (STILL_ROOT);
  GhLibrary *library = gh_library_open (path, &error);
  if (library != NULL)
    _exit (1);
  if (write (out, error->message, strlen (error->message)) < 0
      || !g_error_matches (error, GH_ERROR, code))
    _exit (2);
  _exit (0);
}

/* Returns: (nullable): why the library does not open; %NULL where that cannot be tried */
static char *
ask_child (const char *path, int code)
{
  char message[1024] = "";
  gssize length = 0, more;
  int ends[2], status;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    open_as_nobody (path, code, ends[1]);
  close (ends[1]);
  while ((more = read (ends[0], message + length, sizeof message - 1 - (gsize) length)) > 0)
    length += more;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_test_message ("%s", message);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == STILL_ROOT)
    return NULL;
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  return g_strdup (message);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Names and contents of all files of a folder, in the order of their names. */
static char *
read_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) all = g_checksum_new (G_CHECKSUM_SHA256);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *bytes = NULL;
      gsize length;
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_checksum_update (all, g_ptr_array_index (names, i), -1);
      g_checksum_update (all, (const guchar *) bytes, (gssize) length);
    }
  return g_strdup_printf ("%u files, %s", names->len, g_checksum_get_string (all));
}

/* @file_mode: also of the log beside the file */
static void
set_modes (const char *folder, const char *path, mode_t file_mode, mode_t folder_mode)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_assert_true (g_chmod (path, (int) file_mode) == 0 || errno == ENOENT);
  g_assert_true (g_chmod (log, (int) file_mode) == 0 || errno == ENOENT);
  g_assert_cmpint (g_chmod (folder, (int) folder_mode), ==, 0);
}

static void
test_refused (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);

  if (one->has_file)
    make_library (path, one->has_log);
  g_autofree char *before = read_folder (folder);
  set_modes (folder, path, one->file_mode, one->folder_mode);
  g_autofree char *message = ask_child (path, one->code);
  if (message == NULL)
    g_test_skip ("root may not become another user here");
  else
    {
      g_assert_nonnull (strstr (message, one->words));
      g_assert_nonnull (strstr (message, path));
    }
  set_modes (folder, path, 0644, 0755);
  g_autofree char *after = read_folder (folder);
  g_assert_cmpstr (before, ==, after);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/library/read-only/", cases[i].name, NULL);
      g_test_add_data_func (name, &cases[i], test_refused);
    }
  return g_test_run ();
}
