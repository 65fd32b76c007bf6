/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "errors.h"
#include "library-private.h"
#include "study-json.h"
#include "words.h"

static const char *const kind_names[] = { "household", "fleet" };

static void
set_read_only_error (const char *path, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_IO,
               _ ("The library %s cannot be written: it or its folder is read-only."), path);
}

/**
 * gh_library_check:
 * @library: a library
 * @code: what a function of SQLite returned
 * @error: set unless @code says that all is well
 *
 * Turns SQLite's result into an error that a person can act on.
 *
 * Returns: whether all is well
 */
gboolean
gh_library_check (GhLibrary *library, int code, GError **error)
{
  const char *path = library->path != NULL ? library->path : _ ("in memory");

  switch (code & 0xff)
    {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW:
      return TRUE;
    case SQLITE_FULL:
      g_set_error (error, GH_ERROR, GH_ERROR_IO,
                   _ ("The disk of the library %s is full: nothing could be saved. Make room and "
                      "try again."),
                   path);
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      set_read_only_error (path, error);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, GH_ERROR, GH_ERROR_BUSY,
                   _ ("The library %s is open in another Gridhearth. Close that one first."), path);
      break;
    case SQLITE_IOERR:
      g_set_error (
          error, GH_ERROR, GH_ERROR_IO,
          _ ("The library %s cannot be read or written: its disk is full, gone or failing."), path);
      break;
    default:
      g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("The library %s cannot be used: %s"), path,
                   sqlite3_errmsg (library->database));
      break;
    }
  return FALSE;
}

/**
 * gh_library_run:
 * @library: a library
 * @sql: statements without parameters and results
 * @error: set when one fails
 *
 * Returns: whether all were carried out
 */
gboolean
gh_library_run (GhLibrary *library, const char *sql, GError **error)
{
  return gh_library_check (library, sqlite3_exec (library->database, sql, NULL, NULL, NULL), error);
}

/**
 * gh_library_prepare:
 * @library: a library
 * @sql: one statement
 * @error: set when it cannot be compiled, which also tells a damaged file
 *
 * Returns: (transfer full) (nullable): the statement, for sqlite3_finalize() or gh_library_finish()
 */
sqlite3_stmt *
gh_library_prepare (GhLibrary *library, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (library->database, sql, -1, &statement, NULL);

  gh_library_check (library, code, error);
  return statement;
}

/**
 * gh_library_finish:
 * @library: a library
 * @statement: (transfer full) (nullable): a statement with its parameters bound and no results
 * @error: set when it fails
 *
 * Returns: whether it was carried out
 */
gboolean
gh_library_finish (GhLibrary *library, sqlite3_stmt *statement, GError **error)
{
  if (statement == NULL)
    return FALSE;
  sqlite3_step (statement);
  return gh_library_check (library, sqlite3_finalize (statement), error);
}

/* Asked before SQLite is: where it may not write it blames the disk or calls the file damaged, and
 * it may leave a file beside it. */
static gboolean
check_access (const char *path, const char *folder, GError **error)
{
  if (g_access (path, R_OK) != 0)
    g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("The library %s cannot be opened: %s"), path,
                 g_strerror (errno));
  else if (g_access (path, W_OK) != 0 || g_access (folder, W_OK | X_OK) != 0)
    set_read_only_error (path, error);
  else
    return TRUE;
  return FALSE;
}

/* The file may be there and refused, be there and fine, or not be there and be made. */
static gboolean
prepare_place (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf about;

  if (g_stat (path, &about) == 0)
    return check_access (path, folder, error)
           && (about.st_size == 0 || gh_library_examine (path, error));
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("The folder %s cannot be made: %s"), folder,
               g_strerror (errno));
  return FALSE;
}

/* The lock is held as long as the library is open, and nobody else reads or writes meanwhile. */
static gboolean
set_up (GhLibrary *library, GError **error)
{
  return gh_library_run (library,
                         "PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = ON;"
                         "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                         "BEGIN IMMEDIATE; COMMIT;",
                         error)
         && gh_library_migrate (library, error);
}

/**
 * gh_library_open:
 * @path: (nullable): of the file, which is made with its folder when it is not there; %NULL for a
 *   library in memory, which is gone when it is closed
 * @error: set with a sentence for people when the file is damaged, of another or a newer program,
 *   open elsewhere (%GH_ERROR_BUSY), or cannot be read or written
 *
 * Opens a library and holds it against other programs until it is closed. What is refused is left
 * byte for byte as it was.
 *
 * Returns: (transfer full) (nullable): the library
 */
GhLibrary *
gh_library_open (const char *path, GError **error)
{
  g_autoptr (GhLibrary) library = NULL;
  int code;

  if (path != NULL && !prepare_place (path, error))
    return NULL;
  library = g_new0 (GhLibrary, 1);
  library->path = g_strdup (path);
  library->thread = g_thread_self ();
  library->hashes = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) gh_series_unref, g_free);
  library->places
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  code = sqlite3_open_v2 (path != NULL ? path : ":memory:", &library->database,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (!gh_library_check (library, code, error) || !set_up (library, error))
    return NULL;
  return g_steal_pointer (&library);
}

/**
 * gh_library_close:
 * @library: (transfer full) (nullable): a library
 *
 * Closes it; the file is then one file again.
 */
void
gh_library_close (GhLibrary *library)
{
  if (library == NULL)
    return;
  sqlite3_close (library->database);
  g_hash_table_unref (library->hashes);
  g_hash_table_unref (library->places);
  g_free (library->path);
  g_free (library);
}

static void
free_entry (gpointer data)
{
  GhLibraryEntry *entry = data;

  g_free (entry->name);
  g_free (entry->figure);
  g_free (entry);
}

/**
 * gh_library_list:
 * @library: a library
 * @error: set when it cannot be read
 *
 * Lists the studies in the order in which they were added, variants behind what they are variants
 * of, without those in the trash. Where that is in the trash they are listed as studies of their
 * own. Reads no study, so that a list of hundreds is there at once.
 *
 * Returns: (transfer full) (element-type GhLibraryEntry) (nullable): the entries
 */
GPtrArray *
gh_library_list (GhLibrary *library, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  sqlite3_stmt *statement = gh_library_prepare (
      library,
      "SELECT study.id, study.kind, study.name, result.figure, parent.id FROM study"
      " LEFT JOIN result ON result.study = study.id AND result.revision = study.revision"
      " LEFT JOIN study AS parent ON parent.id = study.variant_of AND parent.trashed IS NULL"
      " WHERE study.trashed IS NULL ORDER BY coalesce (parent.id, study.id), study.id",
      error);

  if (statement == NULL)
    return NULL;
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      GhLibraryEntry *entry = g_new0 (GhLibraryEntry, 1);
      const char *kind = (const char *) sqlite3_column_text (statement, 1);
      entry->id = sqlite3_column_int64 (statement, 0);
      entry->kind = g_strcmp0 (kind, "fleet") == 0 ? GH_STUDY_FLEET : GH_STUDY_HOUSEHOLD;
      entry->name = g_strdup ((const char *) sqlite3_column_text (statement, 2));
      entry->figure = g_strdup ((const char *) sqlite3_column_text (statement, 3));
      entry->variant_of = sqlite3_column_int64 (statement, 4);
      g_ptr_array_add (entries, entry);
    }
  return gh_library_check (library, sqlite3_finalize (statement), error)
             ? g_steal_pointer (&entries)
             : NULL;
}

/* Binds what both adding and saving write: ?1 to ?4. */
static void
bind_study (sqlite3_stmt *statement, const GhStudy *study, const char *body)
{
  sqlite3_bind_text (statement, 1, kind_names[study->kind], -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, study->name != NULL ? study->name : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, body, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
}

/* The text of a study; that of a fleet is without its vehicles, which have rows of their own. */
static char *
write_body (GhLibrary *library, const GhStudy *study, GError **error)
{
  GhSeriesStore series = { gh_library_load_series, gh_library_save_series, library };
  GhStudy view = *study;
  guint index;

  if (study->kind == GH_STUDY_FLEET
      && gh_attribute_table_find (&gh_study_table, "vehicles", &index) != NULL)
    {
      view.vehicles = NULL;
      view.record.given &= ~(G_GUINT64_CONSTANT (1) << index);
    }
  return gh_study_to_stored_json (&view, &series, error);
}

static gboolean
write_parts (GhLibrary *library, gint64 id, const GhStudy *before, const GhStudy *study,
             GError **error)
{
  return (study->kind != GH_STUDY_FLEET
          || gh_library_write_vehicles (library, id, before, study, error))
         && gh_library_link_series (library, id, before, study, error);
}

/* Within a transaction. @id: 0 for a new study; @before: (nullable): what was written of it last */
static gboolean
write_study (GhLibrary *library, gint64 *id, const GhStudy *before, const GhStudy *study,
             GError **error)
{
  g_autofree char *body = write_body (library, study, error);
  sqlite3_stmt *statement;

  if (body == NULL)
    return FALSE;
  statement = gh_library_prepare (
      library,
      *id == 0 ? "INSERT INTO study (kind, name, body, created, changed)"
                 " VALUES (?1, ?2, ?3, ?4, ?4)"
               : "UPDATE study SET kind = ?1, name = ?2, body = ?3, changed = ?4,"
                 " revision = revision + 1 WHERE id = ?5",
      error);
  if (statement == NULL)
    return FALSE;
  bind_study (statement, study, body);
  if (*id != 0)
    sqlite3_bind_int64 (statement, 5, *id);
  if (!gh_library_finish (library, statement, error))
    return FALSE;
  if (sqlite3_changes (library->database) != 1)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                           _ ("The study is not in the library any more."));
      return FALSE;
    }
  if (*id == 0)
    *id = sqlite3_last_insert_rowid (library->database);
  return write_parts (library, *id, before, study, error);
}

/* What was remembered of a transaction that came to nothing is not in the file. */
static void
roll_back (GhLibrary *library)
{
  gh_library_run (library, "ROLLBACK", NULL);
  g_hash_table_remove_all (library->hashes);
  g_hash_table_remove_all (library->places);
}

static gboolean
write_in_transaction (GhLibrary *library, gint64 *id, const GhStudy *before, const GhStudy *study,
                      GError **error)
{
  if (!gh_library_run (library, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (write_study (library, id, before, study, error) && gh_library_run (library, "COMMIT", error))
    return TRUE;
  roll_back (library);
  return FALSE;
}

/**
 * gh_library_add:
 * @library: a library
 * @study: a study; its series are kept with it
 * @error: set when it cannot be written
 *
 * Adds a study at the end.
 *
 * Returns: its id, 0 on error
 */
gint64
gh_library_add (GhLibrary *library, const GhStudy *study, GError **error)
{
  gint64 id = 0;

  g_return_val_if_fail (library->thread == g_thread_self (), 0);
  return write_in_transaction (library, &id, NULL, study, error) ? id : 0;
}

/**
 * gh_library_save:
 * @library: a library
 * @id: of a study in it
 * @study: what it becomes
 * @error: set when it cannot be written; the library is then as it was
 *
 * Replaces a study. When this returns %TRUE the study is in the file, whatever becomes of the
 * program. Writes the study's few kilobytes and those series that are not there yet.
 *
 * Returns: whether it was written
 */
gboolean
gh_library_save (GhLibrary *library, gint64 id, const GhStudy *study, GError **error)
{
  return gh_library_save_edit (library, id, NULL, study, error);
}

/**
 * gh_library_save_edit:
 * @library: a library
 * @id: of a study in it
 * @before: (nullable): what was saved of it last
 * @study: what it becomes; of a fleet, vehicles that are the same records as in @before are as they
 *   were
 * @error: as of gh_library_save()
 *
 * The same as gh_library_save(), but of thousands of vehicles only those are written that an edit
 * has changed.
 *
 * Returns: whether it was written
 */
gboolean
gh_library_save_edit (GhLibrary *library, gint64 id, const GhStudy *before, const GhStudy *study,
                      GError **error)
{
  g_return_val_if_fail (library->thread == g_thread_self (), FALSE);
  return write_in_transaction (library, &id, before, study, error);
}

/**
 * gh_library_load:
 * @library: a library
 * @id: of a study in it
 * @findings: gets what is wrong with the study
 * @error: set when there is no such study or it cannot be read at all; it stays as it is
 *
 * Returns: (transfer full) (nullable): the study with the numbers of its series
 */
GhStudy *
gh_library_load (GhLibrary *library, gint64 id, GhFindings *findings, GError **error)
{
  GhSeriesStore series = { gh_library_load_series, gh_library_save_series, library };
  g_autofree char *body = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (library->thread == g_thread_self (), NULL);
  statement = gh_library_prepare (library, "SELECT body FROM study WHERE id = ?", error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (sqlite3_step (statement) == SQLITE_ROW)
    body = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  if (!gh_library_check (library, sqlite3_finalize (statement), error))
    return NULL;
  if (body == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                           _ ("The study is not in the library any more."));
      return NULL;
    }
  if (!gh_library_read_vehicles (library, id, &body, error))
    return NULL;
  return gh_study_from_stored_json (body, -1, &series, findings, error);
}

/**
 * gh_library_set_variant_of:
 * @library: a library
 * @id: of a study in it
 * @parent: of another one that is no variant itself; 0 for none
 * @error: set when that cannot be written
 *
 * Makes a study a variant of another.
 *
 * Returns: whether that was done
 */
gboolean
gh_library_set_variant_of (GhLibrary *library, gint64 id, gint64 parent, GError **error)
{
  sqlite3_stmt *statement
      = gh_library_prepare (library, "UPDATE study SET variant_of = ?1 WHERE id = ?2", error);

  if (statement == NULL)
    return FALSE;
  if (parent != 0)
    sqlite3_bind_int64 (statement, 1, parent);
  sqlite3_bind_int64 (statement, 2, id);
  return gh_library_finish (library, statement, error);
}

/**
 * gh_library_set_trashed:
 * @library: a library
 * @id: of a study in it
 * @trashed: whether it is in the trash
 * @error: set when that cannot be written
 *
 * Takes a study off the list or puts it back in its place. It is gone with gh_library_purge().
 *
 * Returns: whether that was done
 */
gboolean
gh_library_set_trashed (GhLibrary *library, gint64 id, gboolean trashed, GError **error)
{
  sqlite3_stmt *statement
      = gh_library_prepare (library, "UPDATE study SET trashed = ?1 WHERE id = ?2", error);

  if (statement == NULL)
    return FALSE;
  if (trashed)
    sqlite3_bind_int64 (statement, 1, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_int64 (statement, 2, id);
  return gh_library_finish (library, statement, error);
}

/**
 * gh_library_purge:
 * @library: a library
 * @error: set when it cannot be written; then nothing is removed
 *
 * Removes for good what is in the trash, and numbers that no study has any more.
 *
 * Returns: whether that was done
 */
gboolean
gh_library_purge (GhLibrary *library, GError **error)
{
  if (!gh_library_run (library, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (gh_library_run (library,
                      "DELETE FROM study WHERE trashed IS NOT NULL;"
                      "DELETE FROM series WHERE hash NOT IN (SELECT hash FROM study_series);",
                      error)
      && gh_library_run (library, "COMMIT", error))
    {
      g_hash_table_remove_all (library->hashes);
      return TRUE;
    }
  roll_back (library);
  return FALSE;
}

/**
 * gh_library_set_figure:
 * @library: a library
 * @id: of a study in it
 * @figure: what a list shows beside the study as it is now; any later edit drops it
 * @error: set when it cannot be written
 *
 * Keeps what can always be found again, so that a list need not plan.
 *
 * Returns: whether it was written
 */
gboolean
gh_library_set_figure (GhLibrary *library, gint64 id, const char *figure, GError **error)
{
  sqlite3_stmt *statement
      = gh_library_prepare (library,
                            "INSERT OR REPLACE INTO result (study, revision, figure)"
                            " SELECT id, revision, ?1 FROM study WHERE id = ?2",
                            error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, figure, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, id);
  return gh_library_finish (library, statement, error);
}
