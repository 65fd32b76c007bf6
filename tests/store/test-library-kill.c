/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kills a program that saves one edit after the other, at moments drawn from a seed, and looks at
 * what is left. The program is this one, called with the path of a library. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "full-study.h"
#include "kill.h"
#include "library.h"
#include "study-json.h"

#define ROUNDS 50
#define MOMENT_MAX_US 60000

static GhStudy *
new_study (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  return gh_study_from_json (full_study, -1, findings, NULL);
}

/* Writes the number of each edit once it is saved. Every tenth brings new numbers of a series. */
static int
edit_for_ever (const char *path, int begin)
{
  g_autoptr (GhLibrary) library = gh_library_open (path, NULL);
  g_autoptr (GPtrArray) entries = library != NULL ? gh_library_list (library, NULL) : NULL;
  g_autoptr (GhStudy) study = new_study ();

  if (entries == NULL || entries->len != 1)
    return 1;
  gint64 id = ((GhLibraryEntry *) entries->pdata[0])->id;
  for (gint32 edit = begin;; edit++)
    {
      study->seed = edit;
      if (edit % 10 == 0)
        {
          gh_series_spec_free (study->load);
          study->load = gh_series_spec_new_values (gh_series_new_constant (edit, 5000));
        }
      if (!gh_library_save (library, id, study, NULL)
          || write (STDOUT_FILENO, &edit, sizeof edit) != sizeof edit)
        return 1;
    }
}

/* Returns: the edit that is in the library */
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
  if (study->load->form == GH_SERIES_VALUES)
    g_assert_cmpfloat (gh_series_get_values (study->load->values)[4999], ==,
                       (double) (study->seed - study->seed % 10));
  return (gint32) study->seed;
}

static void
test_kill (gconstpointer program)
{
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GhStudy) study = new_study ();
  GhLibrary *library = gh_library_open (path, NULL);
  gint32 begin = 10;

  g_assert_cmpint (gh_library_add (library, study, NULL), >, 0);
  gh_library_close (library);
  for (int round = 0; round < ROUNDS; round++)
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
      begin = (found / 10 + 1) * 10;
    }
  g_test_message ("%d edits in %d rounds", begin, ROUNDS);
  g_remove (path);
  g_remove (wal);
  g_remove (shm);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--edit") == 0)
    return edit_for_ever (argv[2], atoi (argv[3]));
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/library/kill", argv[0], test_kill);
  return g_test_run ();
}
