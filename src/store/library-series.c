/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of series, each set once under the hash of its bytes. */
#include "library-private.h"

#include <string.h>

#include "errors.h"
#include "list-match.h"
#include "words.h"

/* Doubles as they are in the file: little-endian. The hash is of these bytes. */
static guint8 *
encode (GhSeries *series, gsize *size)
{
  gsize count = gh_series_get_count (series);
  const double *values = gh_series_get_values (series);
  guint64 *words = g_new (guint64, MAX (1, count));

  for (gsize i = 0; i < count; i++)
    {
      memcpy (&words[i], &values[i], sizeof (guint64));
      words[i] = GUINT64_TO_LE (words[i]);
    }
  *size = count * sizeof (guint64);
  return (guint8 *) words;
}

static GhSeries *
decode (const guint8 *bytes, gsize size)
{
  gsize count = size / sizeof (guint64);
  double *values = g_new (double, MAX (1, count));

  for (gsize i = 0; i < count; i++)
    {
      guint64 word;
      memcpy (&word, bytes + i * sizeof word, sizeof word);
      word = GUINT64_FROM_LE (word);
      memcpy (&values[i], &word, sizeof word);
    }
  return gh_series_new_take (values, count);
}

static void
remember (GhLibrary *library, GhSeries *series, const char *hash)
{
  if (!g_hash_table_contains (library->hashes, series))
    g_hash_table_insert (library->hashes, gh_series_ref (series), g_strdup (hash));
}

/**
 * gh_library_load_series:
 * @hash: of the numbers
 * @data: (type GhLibrary): the library
 * @error: set when they are not there or are not what the hash says
 *
 * The @load of a #GhSeriesStore.
 *
 * Returns: (transfer full) (nullable): the numbers
 */
GhSeries *
gh_library_load_series (const char *hash, gpointer data, GError **error)
{
  GhLibrary *library = data;
  g_autoptr (GhSeries) series = NULL;
  sqlite3_stmt *statement
      = gh_library_prepare (library, "SELECT numbers FROM series WHERE hash = ?", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, hash, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      const guint8 *bytes = sqlite3_column_blob (statement, 0);
      gsize size = (gsize) sqlite3_column_bytes (statement, 0);
      g_autofree char *found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, size);
      if (size > 0 && g_strcmp0 (found, hash) == 0)
        series = decode (bytes, size);
    }
  sqlite3_finalize (statement);
  if (series == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                           _ ("the numbers of this series are missing from the library or damaged; "
                              "choose their file again"));
      return NULL;
    }
  remember (library, series, hash);
  return g_steal_pointer (&series);
}

/**
 * gh_library_save_series:
 * @series: numbers
 * @data: (type GhLibrary): the library, in a transaction
 * @error: set when they cannot be written
 *
 * The @save of a #GhSeriesStore: writes the numbers unless they are there. Numbers that have been
 * written or read before are known by their address and cost nothing.
 *
 * Returns: (transfer full) (nullable): their hash
 */
char *
gh_library_save_series (GhSeries *series, gpointer data, GError **error)
{
  GhLibrary *library = data;
  const char *known = g_hash_table_lookup (library->hashes, series);
  sqlite3_stmt *statement;
  gsize size;

  if (known != NULL)
    return g_strdup (known);
  g_autofree guint8 *bytes = encode (series, &size);
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, size);
  statement = gh_library_prepare (
      library, "INSERT OR IGNORE INTO series (hash, count, numbers) VALUES (?, ?, ?)", error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, hash, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, (gint64) gh_series_get_count (series));
  sqlite3_bind_blob64 (statement, 3, bytes, size, SQLITE_TRANSIENT);
  if (!gh_library_finish (library, statement, error))
    return NULL;
  remember (library, series, hash);
  return g_steal_pointer (&hash);
}

/* Which series a study has: what is not listed for any study may be purged. */
static void
collect_hash (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED,
              const char *path G_GNUC_UNUSED, gpointer data)
{
  gpointer *pair = data;
  GhLibrary *library = pair[0];
  GhSeries *numbers = spec->resolved != NULL ? spec->resolved : spec->values;

  if (numbers != NULL)
    g_hash_table_add (pair[1], g_hash_table_lookup (library->hashes, numbers));
}

/* What an edit of a fleet has changed, its other vehicles left out. */
static void
collect_changed (const GhStudy *before, const GhStudy *study, gpointer pair)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GArray) matches = gh_list_match (before->vehicles, study->vehicles);
  GhStudy view = *study;

  for (guint i = 0; i < matches->len; i++)
    {
      int match = g_array_index (matches, int, i);
      gpointer vehicle = g_ptr_array_index (study->vehicles, i);
      if (match < 0 || g_ptr_array_index (before->vehicles, match) != vehicle)
        g_ptr_array_add (changed, vehicle);
    }
  view.vehicles = changed;
  gh_study_foreach_series (&view, collect_hash, pair);
}

static gboolean
unlink_series (GhLibrary *library, gint64 id, GError **error)
{
  sqlite3_stmt *statement
      = gh_library_prepare (library, "DELETE FROM study_series WHERE study = ?", error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, id);
  return gh_library_finish (library, statement, error);
}

/**
 * gh_library_link_series:
 * @library: a library, within a transaction
 * @id: of a study in it
 * @before: (nullable): what was written of it last
 * @study: what it becomes; its series have been saved
 * @error: set when that cannot be written
 *
 * Notes which series a study has: what no study has may be purged. Of a fleet with @before series
 * are only added; what it has no more is let go of when it is saved as a whole, as it is for the
 * first time after it was opened.
 *
 * Returns: whether that was done
 */
gboolean
gh_library_link_series (GhLibrary *library, gint64 id, const GhStudy *before, const GhStudy *study,
                        GError **error)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean adds = before != NULL && study->kind == GH_STUDY_FLEET;
  gpointer pair[] = { library, hashes };
  GHashTableIter iter;
  gpointer hash;

  if (adds)
    collect_changed (before, study, pair);
  else
    gh_study_foreach_series ((GhStudy *) study, collect_hash, pair);
  if (!adds && !unlink_series (library, id, error))
    return FALSE;
  g_hash_table_iter_init (&iter, hashes);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    {
      sqlite3_stmt *statement
          = gh_library_prepare (library, "INSERT OR IGNORE INTO study_series VALUES (?, ?)", error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, id);
      sqlite3_bind_text (statement, 2, hash, -1, SQLITE_TRANSIENT);
      if (!gh_library_finish (library, statement, error))
        return FALSE;
    }
  return TRUE;
}
