/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the library and the way from each version of them to the next. A version that has
 * been released is never changed. */
#include "library-private.h"

#include <glib/gstdio.h>

#include "errors.h"
#include "words.h"

/* migrations[v] leads from version v to v + 1. A study's `body` is its JSON, series in it by hash.
 */
static const char *const migrations[GH_LIBRARY_VERSION] = {
  "CREATE TABLE study ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  kind TEXT NOT NULL CHECK (kind IN ('household', 'fleet')),"
  "  name TEXT NOT NULL,"
  "  body TEXT NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  changed INTEGER NOT NULL,"
  "  revision INTEGER NOT NULL DEFAULT 1,"
  "  trashed INTEGER"
  ") STRICT;"
  "CREATE TABLE series ("
  "  hash TEXT PRIMARY KEY,"
  "  count INTEGER NOT NULL,"
  "  numbers BLOB NOT NULL CHECK (length (numbers) = 8 * count)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE study_series ("
  "  study INTEGER NOT NULL REFERENCES study (id) ON DELETE CASCADE,"
  "  hash TEXT NOT NULL REFERENCES series (hash),"
  "  PRIMARY KEY (study, hash)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX study_series_hash ON study_series (hash);",

  /* The figure beside a study's name, which may be dropped and found again. */
  "CREATE TABLE result ("
  "  study INTEGER PRIMARY KEY REFERENCES study (id) ON DELETE CASCADE,"
  "  revision INTEGER NOT NULL,"
  "  figure TEXT NOT NULL"
  ") STRICT;",

  /* What a study was made from to be another answer to the same question. What is gone for good
   * leaves its variants behind as studies of their own. */
  "ALTER TABLE study ADD COLUMN variant_of INTEGER REFERENCES study (id) ON DELETE SET NULL;",

  /* The vehicles of a fleet, of which an edit changes one of thousands. Their order is that of
   * their places, which have gaps between them. */
  "CREATE TABLE vehicle ("
  "  study INTEGER NOT NULL REFERENCES study (id) ON DELETE CASCADE,"
  "  place INTEGER NOT NULL,"
  "  body TEXT NOT NULL,"
  "  PRIMARY KEY (study, place)"
  ") STRICT, WITHOUT ROWID;"
  "INSERT INTO vehicle (study, place, body)"
  "  SELECT study.id, (vehicle.key + 1) * 1048576, vehicle.value"
  "  FROM study, json_each (study.body, '$.vehicles') AS vehicle WHERE study.kind = 'fleet';"
  "UPDATE study SET body = json_remove (body, '$.vehicles') WHERE kind = 'fleet';",
};

static gint64
read_number (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number = -1;

  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return number;
}

static gboolean
is_sound (sqlite3 *database)
{
  sqlite3_stmt *statement = NULL;
  gboolean sound
      = sqlite3_prepare_v2 (database, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK
        && sqlite3_step (statement) == SQLITE_ROW
        && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  sqlite3_finalize (statement);
  return sound;
}

/* What kind of file this is, told without changing it. */
static gboolean
examine (sqlite3 *database, const char *path, GError **error)
{
  gint64 tables = read_number (database, "SELECT count(*) FROM sqlite_master");
  gint64 application = read_number (database, "PRAGMA application_id");
  gint64 version = read_number (database, "PRAGMA user_version");

  if (sqlite3_errcode (database) == SQLITE_BUSY)
    g_set_error (error, GH_ERROR, GH_ERROR_BUSY,
                 _ ("The library %s is open in another Gridhearth. Close that one first."), path);
  else if (tables < 0 || application < 0 || version < 0)
    g_set_error (
        error, GH_ERROR, GH_ERROR_INVALID,
        _ ("%s is no library of Gridhearth or is damaged (%s). It has been left as it is."), path,
        sqlite3_errmsg (database));
  else if (tables > 0 && application != GH_LIBRARY_APPLICATION_ID)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                 _ ("%s is a database of another program. It has been left as it is."), path);
  else if (version > GH_LIBRARY_VERSION)
    g_set_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                 _ ("The library %s was written by a newer Gridhearth (version %d of the library; "
                    "this one reads up to %d). It has been left as it is; use the newer program."),
                 path, (int) version, GH_LIBRARY_VERSION);
  else if (!is_sound (database))
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                 _ ("The library %s is damaged. It has been left as it is; restore it from a copy "
                    "or move it away to begin a new one."),
                 path);
  else
    return TRUE;
  return FALSE;
}

/* Opened as unchangeable, SQLite leaves nothing beside the file; where a log of a program that was
 * killed is waiting beside it, that has to be read as well. */
static int
open_to_look (const char *path, sqlite3 **database)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (whole, NULL, NULL);
  g_autofree char *fixed = g_strconcat (uri, "?immutable=1", NULL);
  GStatBuf about;

  if (g_stat (log, &about) == 0 && about.st_size > 0)
    return sqlite3_open_v2 (path, database, SQLITE_OPEN_READONLY, NULL);
  return sqlite3_open_v2 (fixed, database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

/**
 * gh_library_examine:
 * @path: of an existing file
 * @error: set when it is not to be opened: another program's, a newer program's, damaged, open
 *   elsewhere or not readable
 *
 * Looks at a file without changing it or leaving anything beside it.
 *
 * Returns: whether it may be opened as a library
 */
gboolean
gh_library_examine (const char *path, GError **error)
{
  sqlite3 *database = NULL;
  gboolean good;

  if (open_to_look (path, &database) != SQLITE_OK)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_IO, _ ("The library %s cannot be opened: %s"), path,
                   sqlite3_errmsg (database));
      sqlite3_close (database);
      return FALSE;
    }
  good = examine (database, path, error);
  sqlite3_close (database);
  return good;
}

static gboolean
migrate_one (GhLibrary *library, gint64 version, GError **error)
{
  g_autofree char *pragmas
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                         GH_LIBRARY_APPLICATION_ID, (int) version + 1);

  if (!gh_library_run (library, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (gh_library_run (library, migrations[version], error)
      && gh_library_run (library, pragmas, error) && gh_library_run (library, "COMMIT", error))
    return TRUE;
  gh_library_run (library, "ROLLBACK", NULL);
  return FALSE;
}

/**
 * gh_library_migrate:
 * @library: a library being opened
 * @error: set when it cannot be written
 *
 * Brings the tables up to this program's version, one version and one transaction at a time.
 *
 * Returns: whether that was done
 */
gboolean
gh_library_migrate (GhLibrary *library, GError **error)
{
  gint64 version = read_number (library->database, "PRAGMA user_version");

  for (; version < GH_LIBRARY_VERSION; version++)
    if (!migrate_one (library, version, error))
      return FALSE;
  return TRUE;
}
