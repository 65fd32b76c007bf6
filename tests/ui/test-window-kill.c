/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kills a window in which one edit follows the other, at moments drawn from a seed, and looks at
 * what is left. The window is this program again, called with the path of a library.
 * GRIDHEARTH_KILLS is how often. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "application.h"
#include "kill.h"
#include "library.h"
#include "run-tool.h"
#include "window-fixture.h"

#define ROUNDS "8"
#define MOMENT_MAX_US 200000
/* Between edits: planning begins, is stopped by the next one, and sometimes comes to its end. */
#define EDIT_MS 4
#define LONG_MS 120

/* @edit: the number of the next one, which is the study's seed after it */
typedef struct
{
  const char *library;
  gint32 edit;
} Stream;

static GhWindow *window;

static gboolean
edit_cb (gpointer data)
{
  Stream *stream = data;
  GhDocument *document = gh_window_get_document (window);

  gh_document_set_number (document, "$.seed", stream->edit);
  if (gh_document_get_save_error (document) != NULL
      || write (STDOUT_FILENO, &stream->edit, sizeof stream->edit) != sizeof stream->edit)
    _exit (1);
  stream->edit++;
  g_timeout_add (stream->edit % 8 == 0 ? LONG_MS : EDIT_MS, edit_cb, stream);
  return G_SOURCE_REMOVE;
}

static void
activate_cb (AdwApplication *application, Stream *stream)
{
  window = GH_WINDOW (gh_window_new (application));
  if (!gh_window_open_library (window, stream->library))
    _exit (1);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (EDIT_MS, edit_cb, stream);
}

static int
edit_for_ever (Stream *stream)
{
  g_autoptr (AdwApplication) application
      = adw_application_new (GH_APPLICATION_ID, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), stream);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

/* Returns: the edit that is in the library, whose only study is the sample */
static gint32
read_back (const char *path)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhLibrary) library = gh_library_open (path, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) entries = gh_library_list (library, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_autoptr (GhStudy) study
      = gh_library_load (library, ((GhLibraryEntry *) entries->pdata[0])->id, findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  return (gint32) study->seed;
}

static void
test_kill (gconstpointer program)
{
  const char *asked = g_getenv ("GRIDHEARTH_KILLS");
  int rounds = atoi (asked != NULL ? asked : ROUNDS);
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  gint32 begin = 1;

  for (int round = 0; round < rounds; round++)
    {
      g_autofree char *number = g_strdup_printf ("%d", begin);
      char *words[] = { (char *) program, (char *) "--edit", path, number, NULL };
      gint32 acknowledged = kill_at_random (words, random, MOMENT_MAX_US, begin - 1);
      assert_sound (path);
      gint32 found = read_back (path);
      g_assert_cmpint (acknowledged, >=, begin);
      /* One more may have been saved and not yet told. */
      g_assert_cmpint (found, >=, acknowledged);
      g_assert_cmpint (found, <=, acknowledged + 1);
      begin = found + 1;
    }
  g_test_message ("%d edits in %d rounds", begin - 1, rounds);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--edit") == 0)
    return edit_for_ever (&(Stream){ argv[2], atoi (argv[3]) });
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/window/kill", argv[0], test_kill);
  return g_test_run ();
}
