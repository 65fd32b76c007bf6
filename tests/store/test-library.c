/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errors.h"
#include "full-study.h"
#include "study-json.h"

#define STEPS 35040

/* A folder of its own for each test. */
typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  place->folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "library.db", NULL);
}

static void
tear_down (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->path);
}

static GhLibrary *
open_library (const char *path)
{
  g_autoptr (GError) error = NULL;
  GhLibrary *library = gh_library_open (path, &error);

  g_assert_no_error (error);
  return library;
}

static GhStudy *
new_study (const char *text)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  GhStudy *study = gh_study_from_json (text, -1, findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  return study;
}

static GhStudy *
load_study (GhLibrary *library, gint64 id)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  GhStudy *study = gh_library_load (library, id, findings, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
  return study;
}

static void
assert_same (const GhStudy *a, const GhStudy *b)
{
  g_autofree char *first = gh_study_to_json (a, NULL);
  g_autofree char *second = gh_study_to_json (b, NULL);

  g_assert_cmpstr (first, ==, second);
}

static gint64
add_study (GhLibrary *library, const GhStudy *study)
{
  g_autoptr (GError) error = NULL;
  gint64 id = gh_library_add (library, study, &error);

  g_assert_no_error (error);
  return id;
}

static void
take_series (GhStudy *study, double value)
{
  gh_series_spec_free (study->load);
  study->load = gh_series_spec_new_values (gh_series_new_constant (value, STEPS));
}

/* What a study is, its series and where they came from, is what it was. */
static void
test_round_trip (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GhLibrary) library = open_library (place->path);
  gint64 id;

  take_series (study, 0.1);
  id = add_study (library, study);
  g_clear_pointer (&library, gh_library_close);
  library = open_library (place->path);
  g_autoptr (GhStudy) again = load_study (library, id);
  assert_same (study, again);
  g_assert_cmpfloat (gh_series_get_values (again->load->values)[STEPS - 1], ==, 0.1);
}

static void
test_series_of_file (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GhLibrary) library = open_library (place->path);
  GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);

  gh_series_spec_free (study->load);
  study->load = spec;
  spec->form = GH_SERIES_FILE;
  spec->file = gh_record_new (&gh_series_file_table);
  spec->file->file = g_strdup ("meter.csv");
  gh_record_set_given (&gh_series_file_table, spec->file, 0);
  spec->resolved = gh_series_new_constant (0.25, 4);
  spec->data_year = 2023;
  spec->data_step_seconds = 900;
  spec->origin = gh_series_origin_new ("ab12", "NREL Cambium", "kg/MWh", TRUE, 8760, 1700000000,
                                       (const char *const[]){ "One gap.", "Two “gaps”.", NULL });
  gint64 id = add_study (library, study);
  g_autoptr (GhStudy) again = load_study (library, id);
  g_assert_cmpint (again->load->form, ==, GH_SERIES_FILE);
  g_assert_cmpstr (again->load->file->file, ==, "meter.csv");
  g_assert_cmpfloat (gh_series_get_values (again->load->resolved)[3], ==, 0.25);
  g_assert_cmpint (again->load->data_year, ==, 2023);
  g_assert_cmpint (again->load->data_step_seconds, ==, 900);
  const GhSeriesOrigin *origin = again->load->origin;
  g_assert_nonnull (origin);
  g_assert_cmpstr (origin->sha256, ==, "ab12");
  g_assert_cmpstr (origin->format, ==, "NREL Cambium");
  g_assert_cmpstr (origin->unit, ==, "kg/MWh");
  g_assert_true (origin->unit_assumed);
  g_assert_cmpint (origin->rows, ==, 8760);
  g_assert_cmpint (origin->imported, ==, 1700000000);
  g_assert_cmpstr (origin->repairs[1], ==, "Two “gaps”.");
  g_assert_null (origin->repairs[2]);
}

static gint64
count_rows (const char *path, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  sqlite3 *database;
  sqlite3_stmt *statement;
  gint64 count;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return count;
}

/* The same numbers are kept once; those that no study has go with the trash. */
static void
test_trash_and_purge (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GhStudy) other = new_study (full_study);
  g_autoptr (GhLibrary) library = open_library (place->path);
  g_autoptr (GError) error = NULL;

  take_series (study, 0.1);
  take_series (other, 0.1);
  gint64 first = add_study (library, study);
  gint64 second = add_study (library, other);
  take_series (other, 0.2);
  g_assert_true (gh_library_save (library, second, other, &error));
  g_assert_true (gh_library_set_trashed (library, second, TRUE, &error));
  {
    g_autoptr (GPtrArray) entries = gh_library_list (library, &error);
    g_assert_cmpuint (entries->len, ==, 1);
    g_assert_cmpint (((GhLibraryEntry *) entries->pdata[0])->id, ==, first);
  }
  g_assert_true (gh_library_set_trashed (library, second, FALSE, &error));
  g_autoptr (GhStudy) back = load_study (library, second);
  g_assert_cmpfloat (gh_series_get_values (back->load->values)[0], ==, 0.2);
  g_assert_true (gh_library_set_trashed (library, second, TRUE, &error));
  g_assert_true (gh_library_purge (library, &error));
  g_assert_null (gh_library_load (library, second, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (gh_library_save (library, second, other, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_FAILED);
  /* What is purged is not believed to be there. */
  gint64 third = add_study (library, other);
  g_clear_pointer (&library, gh_library_close);
  g_assert_cmpint (count_rows (place->path, "study"), ==, 2);
  g_assert_cmpint (count_rows (place->path, "series"), >=, 2);
  library = open_library (place->path);
  g_autoptr (GhStudy) whole = load_study (library, third);
  assert_same (whole, other);
}

/* A figure belongs to the study as it was when it was found. */
static void
test_figure (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GhLibrary) library = open_library (place->path);
  g_autoptr (GError) error = NULL;
  gint64 id = add_study (library, study);

  g_assert_true (gh_library_set_figure (library, id, "v2h 212.00 EUR", &error));
  g_autoptr (GPtrArray) fresh = gh_library_list (library, &error);
  g_assert_cmpstr (((GhLibraryEntry *) fresh->pdata[0])->figure, ==, "v2h 212.00 EUR");
  g_assert_cmpstr (((GhLibraryEntry *) fresh->pdata[0])->name, ==, study->name);
  g_assert_true (gh_library_save (library, id, study, &error));
  g_autoptr (GPtrArray) edited = gh_library_list (library, &error);
  g_assert_null (((GhLibraryEntry *) edited->pdata[0])->figure);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *database;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

/* Refuses the file with @code and a sentence, and leaves it and its folder as they were. */
static void
assert_refused (Place *place, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize before_length, after_length;
  guint files = 0;

  g_assert_true (g_file_get_contents (place->path, &before, &before_length, NULL));
  g_assert_null (gh_library_open (place->path, &error));
  g_assert_error (error, GH_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_true (g_file_get_contents (place->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    files++;
  g_assert_cmpuint (files, ==, 1);
}

static void
test_foreign (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  run_sql (place->path, "CREATE TABLE music (title TEXT); PRAGMA user_version = 1;");
  assert_refused (place, GH_ERROR_INVALID, "another program");
  g_assert_true (g_file_set_contents (place->path, "not a database at all, just text\n", -1, NULL));
  assert_refused (place, GH_ERROR_INVALID, "no library");
}

static void
test_newer (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  gh_library_close (open_library (place->path));
  run_sql (place->path, "PRAGMA journal_mode = DELETE; PRAGMA user_version = 99;");
  assert_refused (place, GH_ERROR_UNSUPPORTED, "newer");
}

/* Pages in the middle overwritten: the header is fine, the content is not. */
static void
test_damaged (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  GhLibrary *library = open_library (place->path);
  g_autofree char *bytes = NULL;
  gsize length;

  for (int i = 0; i < 20; i++)
    {
      take_series (study, i);
      add_study (library, study);
    }
  gh_library_close (library);
  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  memset (bytes + 4096, 0x5a, 12 * 4096);
  g_assert_true (g_file_set_contents (place->path, bytes, (gssize) length, NULL));
  assert_refused (place, GH_ERROR_INVALID, "damaged");
  /* A file cut off. */
  g_assert_true (g_file_set_contents (place->path, bytes, 5000, NULL));
  assert_refused (place, GH_ERROR_INVALID, "damaged");
}

/* Whatever a byte of the file becomes: data or an error, never a crash. */
static void
test_any_byte (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GhLibrary *library = open_library (place->path);
  g_autofree char *bytes = NULL;
  gsize length;

  add_study (library, study);
  gh_library_close (library);
  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  for (int i = 0; i < 300; i++)
    {
      g_autofree char *changed = g_memdup2 (bytes, length);
      for (int k = 0; k < 3; k++)
        changed[g_rand_int_range (random, 0, (gint32) length)] = (char) g_rand_int (random);
      g_autofree char *wal = g_strconcat (place->path, "-wal", NULL);
      g_remove (wal);
      g_assert_true (g_file_set_contents (place->path, changed, (gssize) length, NULL));
      g_autoptr (GhLibrary) opened = gh_library_open (place->path, NULL);
      g_autoptr (GPtrArray) entries = opened != NULL ? gh_library_list (opened, NULL) : NULL;
      for (guint e = 0; entries != NULL && e < entries->len; e++)
        {
          g_autoptr (GhFindings) findings = gh_findings_new ();
          GhLibraryEntry *entry = g_ptr_array_index (entries, e);
          g_autoptr (GhStudy) loaded = gh_library_load (opened, entry->id, findings, NULL);
          if (loaded != NULL)
            gh_library_save (opened, entry->id, loaded, NULL);
        }
    }
}

static void
test_no_folder (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = g_build_filename (place->folder, "a", "b", "library.db", NULL);
  GhLibrary *library = open_library (below);

  g_assert_nonnull (library);
  gh_library_close (library);
  g_assert_cmpint (g_remove (below), ==, 0);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *folder = g_path_get_dirname (below);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
      g_free (below);
      below = g_steal_pointer (&folder);
    }
  g_assert_null (gh_library_open ("/proc/gridhearth/library.db", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
  g_clear_error (&error);
  g_assert_null (gh_library_open (place->folder, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
}

/* A program that holds the library; the file is its even while it does nothing. */
static void
test_second_copy (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  GhLibrary *library = open_library (place->path);
  int status;

  pid_t child = fork ();
  if (child == 0)
    {
      GError *error = NULL;
      GhLibrary *second = gh_library_open (place->path, &error);
      _exit (second == NULL && g_error_matches (error, GH_ERROR, GH_ERROR_BUSY) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_autoptr (GhStudy) study = new_study (full_study);
  g_assert_cmpint (add_study (library, study), >, 0);
  gh_library_close (library);
  gh_library_close (open_library (place->path));
}

/* A file that may not grow stands for a full disk: what was saved stays, what follows is refused,
 * and works again when there is room. */
static void
test_full_disk (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;
  GhLibrary *library = open_library (place->path);
  gint64 id = add_study (library, study);

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 200000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  take_series (study, 0.7);
  gboolean saved = gh_library_save (library, id, study, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_false (saved);
  g_test_message ("%s", error->message);
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
  g_clear_error (&error);
  {
    g_autoptr (GhStudy) old = load_study (library, id);
    g_assert_cmpuint (gh_series_get_count (old->load->values), ==, 4);
  }
  g_assert_true (gh_library_save (library, id, study, &error));
  gh_library_close (library);
  library = open_library (place->path);
  g_autoptr (GhStudy) last = load_study (library, id);
  g_assert_cmpfloat (gh_series_get_values (last->load->values)[7], ==, 0.7);
  gh_library_close (library);
}

/* A library as an earlier version wrote it. */
static void
test_old_version (Place *place, gconstpointer data)
{
  g_autofree char *script = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cases", "library", data, NULL);
  g_autoptr (GError) error = NULL;
  gboolean has_figure = g_str_equal (data, "version-2.sql");

  g_assert_true (g_file_get_contents (path, &script, NULL, NULL));
  run_sql (place->path, script);
  g_autoptr (GhLibrary) library = open_library (place->path);
  g_autoptr (GPtrArray) entries = gh_library_list (library, &error);
  g_assert_cmpuint (entries->len, ==, 2);
  const GhLibraryEntry *old = entries->pdata[0], *other = entries->pdata[1];
  g_assert_cmpstr (old->figure, ==, has_figure ? "v2h 12.00 EUR" : NULL);
  g_assert_cmpint (old->variant_of, ==, 0);
  g_autoptr (GhStudy) first = load_study (library, old->id);
  g_autoptr (GhStudy) second = load_study (library, other->id);
  g_assert_cmpstr (first->name, ==, "Old house");
  g_assert_cmpuint (gh_series_get_count (first->load->values), ==, 24);
  g_assert_cmpfloat (gh_series_get_values (first->load->values)[23], ==, 2.3);
  g_assert_cmpstr (second->name, ==, "Other house");
  g_assert_true (gh_library_set_figure (library, old->id, "v2h 1.00 EUR", &error));
  g_assert_true (gh_library_set_variant_of (library, other->id, old->id, &error));
  g_clear_pointer (&library, gh_library_close);
  g_assert_cmpint (count_rows (place->path, "result"), ==, 1);
  g_assert_cmpint (count_rows (place->path, "study WHERE variant_of IS NOT NULL"), ==, 1);
}

/* Asserts the names of the studies in their order, "-" before variants. */
static void
assert_listed (GhLibrary *library, const char *expected)
{
  g_autoptr (GPtrArray) entries = gh_library_list (library, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const GhLibraryEntry *entry = entries->pdata[i];
      g_string_append_printf (text, "%s%s ", entry->variant_of != 0 ? "-" : "", entry->name);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Variants follow what they are variants of, and outlive it. */
static void
test_variants (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const names[] = { "A", "B", "A1", "A2", "B1" };
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GhLibrary) library = open_library (place->path);
  gint64 ids[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_free (study->name);
      study->name = g_strdup (names[i]);
      ids[i] = add_study (library, study);
    }
  assert_listed (library, "A B A1 A2 B1 ");
  for (guint i = 2; i < G_N_ELEMENTS (names); i++)
    g_assert_true (gh_library_set_variant_of (library, ids[i], ids[i == 4 ? 1 : 0], NULL));
  assert_listed (library, "A -A1 -A2 B -B1 ");
  g_assert_true (gh_library_set_trashed (library, ids[0], TRUE, NULL));
  assert_listed (library, "B -B1 A1 A2 ");
  g_assert_true (gh_library_set_trashed (library, ids[0], FALSE, NULL));
  assert_listed (library, "A -A1 -A2 B -B1 ");
  g_assert_true (gh_library_set_trashed (library, ids[0], TRUE, NULL));
  g_assert_true (gh_library_purge (library, NULL));
  assert_listed (library, "B -B1 A1 A2 ");
  g_assert_true (gh_library_set_variant_of (library, ids[4], 0, NULL));
  g_clear_pointer (&library, gh_library_close);
  library = open_library (place->path);
  assert_listed (library, "B A1 A2 B1 ");
}

/* A table in the way: nothing of the step is done. */
static void
test_failed_migration (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *script = NULL;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "cases", "library", "version-1.sql", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &script, NULL, NULL));
  run_sql (place->path, script);
  run_sql (place->path, "CREATE TABLE result (other TEXT);");
  g_assert_null (gh_library_open (place->path, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
  run_sql (place->path, "DROP TABLE result;");
  g_autoptr (GhLibrary) library = open_library (place->path);
  g_autoptr (GPtrArray) entries = gh_library_list (library, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
}

static void
test_memory (void)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GhLibrary) library = open_library (NULL);
  gint64 id = add_study (library, study);
  g_autoptr (GhStudy) again = load_study (library, id);

  assert_same (study, again);
}

/* A body that nobody can read spoils only itself. */
static void
test_bad_body (Place *place, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GhStudy) study = new_study (full_study);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  GhLibrary *library = open_library (place->path);
  gint64 good = add_study (library, study), bad = add_study (library, study);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE study SET body = '{ \"format\": ' WHERE id = %d", (int) bad);

  gh_library_close (library);
  run_sql (place->path, sql);
  library = open_library (place->path);
  g_autoptr (GPtrArray) entries = gh_library_list (library, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_null (gh_library_load (library, bad, findings, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_autoptr (GhStudy) again = load_study (library, good);
  assert_same (study, again);
  gh_library_close (library);
}

#define ADD(name, func) g_test_add ("/library/" name, Place, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("series-of-file", test_series_of_file);
  ADD ("trash-and-purge", test_trash_and_purge);
  ADD ("figure", test_figure);
  ADD ("foreign", test_foreign);
  ADD ("newer", test_newer);
  ADD ("damaged", test_damaged);
  ADD ("any-byte", test_any_byte);
  ADD ("no-folder", test_no_folder);
  ADD ("second-copy", test_second_copy);
  ADD ("full-disk", test_full_disk);
  g_test_add ("/library/version-1", Place, "version-1.sql", set_up, test_old_version, tear_down);
  g_test_add ("/library/version-2", Place, "version-2.sql", set_up, test_old_version, tear_down);
  ADD ("variants", test_variants);
  ADD ("failed-migration", test_failed_migration);
  ADD ("bad-body", test_bad_body);
  g_test_add_func ("/library/memory", test_memory);
  return g_test_run ();
}
