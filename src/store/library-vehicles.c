/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vehicles of fleets, each a row of its own, so that an edit of one of thousands writes one. */
#include "library-private.h"

#include <string.h>

#include "list-match.h"
#include "study-json.h"

/* Between the places of rows, so that others can come between them without moving any. */
#define GAP (1 << 20)

/* @places: (nullable) (element-type gint64): of the rows that will be there */
typedef struct
{
  GhLibrary *library;
  gint64 id;
  const GhStudy *study;
  GArray *places;
} Rows;

static guint
count_vehicles (const GhStudy *study)
{
  return study != NULL && study->vehicles != NULL ? study->vehicles->len : 0;
}

/* Where each row of the file is; NULL where that is not known, since another state was written. */
static GArray *
get_places (GhLibrary *library, gint64 id, const GhStudy *before)
{
  GArray *places = g_hash_table_lookup (library->places, &id);

  return before != NULL && places != NULL && places->len == count_vehicles (before) ? places : NULL;
}

static gboolean
step (GhLibrary *library, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return gh_library_check (library, code, error);
}

/* Writes one row with a statement that has been prepared. */
static gboolean
write_row (const Rows *rows, sqlite3_stmt *statement, guint index, GError **error)
{
  GhSeriesStore series = { gh_library_load_series, gh_library_save_series, rows->library };
  g_autofree char *body = gh_vehicle_to_stored_json (
      rows->study, g_ptr_array_index (rows->study->vehicles, index), &series, error);

  if (body == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, rows->id);
  sqlite3_bind_int64 (statement, 2, g_array_index (rows->places, gint64, index));
  sqlite3_bind_text (statement, 3, body, -1, SQLITE_TRANSIENT);
  return step (rows->library, statement, error);
}

/* @matches: (nullable): what each row was; those that are the same are in the file already */
static gboolean
write_rows (const Rows *rows, const GPtrArray *before, const GArray *matches, GError **error)
{
  sqlite3_stmt *statement = gh_library_prepare (
      rows->library, "INSERT OR REPLACE INTO vehicle (study, place, body) VALUES (?1, ?2, ?3)",
      error);
  gboolean good = statement != NULL;

  for (guint i = 0; good && i < count_vehicles (rows->study); i++)
    {
      int match = matches != NULL ? g_array_index (matches, int, i) : -1;
      if (match < 0
          || g_ptr_array_index (before, match) != g_ptr_array_index (rows->study->vehicles, i))
        good = write_row (rows, statement, i, error);
    }
  sqlite3_finalize (statement);
  return good;
}

/* Removes the rows of what is no more. */
static gboolean
delete_rows (const Rows *rows, const GArray *places, const GArray *matches, GError **error)
{
  sqlite3_stmt *statement = gh_library_prepare (
      rows->library, "DELETE FROM vehicle WHERE study = ?1 AND place = ?2", error);
  gboolean good = statement != NULL;
  guint next = 0;

  for (guint i = 0; good && i < places->len; i++)
    {
      while (next < matches->len && g_array_index (matches, int, next) < (int) i)
        next++;
      if (next < matches->len && g_array_index (matches, int, next) == (int) i)
        continue;
      sqlite3_bind_int64 (statement, 1, rows->id);
      sqlite3_bind_int64 (statement, 2, g_array_index (places, gint64, i));
      good = step (rows->library, statement, error);
    }
  sqlite3_finalize (statement);
  return good;
}

/* The place of the next row that had one already; behind all of them there is room without end. */
static gint64
find_next_place (const GArray *places, const GArray *matches, guint from, guint *run)
{
  guint end = from;

  while (end < matches->len && g_array_index (matches, int, end) < 0)
    end++;
  *run = end - from;
  return end < matches->len ? g_array_index (places, gint64, g_array_index (matches, int, end))
                            : G_MAXINT64;
}

/* Gives rows their places: old ones keep theirs, new ones come between them. NULL where there is no
 * room left between two. */
static GArray *
place_rows (const GArray *places, const GArray *matches)
{
  g_autoptr (GArray) placed = g_array_sized_new (FALSE, FALSE, sizeof (gint64), matches->len);
  gint64 last = 0, gap = GAP;

  for (guint i = 0, run = 0; i < matches->len; i++)
    {
      int match = g_array_index (matches, int, i);
      if (match >= 0)
        {
          last = g_array_index (places, gint64, match);
          run = 0;
        }
      else
        {
          if (run == 0)
            {
              gint64 next = find_next_place (places, matches, i, &run);
              gap = next == G_MAXINT64 ? GAP : (next - last) / (run + 1);
            }
          if (gap < 1)
            return NULL;
          last += gap;
        }
      g_array_append_val (placed, last);
    }
  return g_steal_pointer (&placed);
}

/* All rows anew, evenly spaced. */
static gboolean
rewrite_rows (Rows *rows, GError **error)
{
  sqlite3_stmt *statement
      = gh_library_prepare (rows->library, "DELETE FROM vehicle WHERE study = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, rows->id);
  if (!gh_library_finish (rows->library, statement, error))
    return FALSE;
  rows->places = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < count_vehicles (rows->study); i++)
    {
      gint64 place = (gint64) (i + 1) * GAP;
      g_array_append_val (rows->places, place);
    }
  return write_rows (rows, NULL, NULL, error);
}

/* Those alone that were edited, added or removed. */
static gboolean
update_rows (Rows *rows, const GhStudy *before, const GArray *places, GError **error)
{
  g_autoptr (GArray) matches = gh_list_match (before->vehicles, rows->study->vehicles);

  rows->places = place_rows (places, matches);
  if (rows->places == NULL)
    return rewrite_rows (rows, error);
  return delete_rows (rows, places, matches, error)
         && write_rows (rows, before->vehicles, matches, error);
}

/**
 * gh_library_write_vehicles:
 * @library: a library, within a transaction
 * @id: of a study of a fleet in it
 * @before: (nullable): what was written of it last by this library
 * @study: what it becomes
 * @error: set when that cannot be written
 *
 * Writes the vehicles of a fleet; with @before those alone that are not the same records.
 *
 * Returns: whether that was done
 */
gboolean
gh_library_write_vehicles (GhLibrary *library, gint64 id, const GhStudy *before,
                           const GhStudy *study, GError **error)
{
  Rows rows = { library, id, study, NULL };
  GArray *places = get_places (library, id, before);
  gboolean good
      = places != NULL ? update_rows (&rows, before, places, error) : rewrite_rows (&rows, error);

  if (good)
    g_hash_table_insert (library->places, g_memdup2 (&id, sizeof id), rows.places);
  else
    g_clear_pointer (&rows.places, g_array_unref);
  return good;
}

/**
 * gh_library_read_vehicles:
 * @library: a library
 * @id: of a study in it
 * @body: (inout): its JSON, without vehicles
 * @error: set when they cannot be read
 *
 * Puts the vehicles back into the JSON of their study.
 *
 * Returns: whether that was done
 */
gboolean
gh_library_read_vehicles (GhLibrary *library, gint64 id, char **body, GError **error)
{
  sqlite3_stmt *statement = gh_library_prepare (
      library, "SELECT body, place FROM vehicle WHERE study = ?1 ORDER BY place", error);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) all = g_string_new (NULL);
  char *end = strrchr (*body, '}');
  guint count = 0;

  g_hash_table_insert (library->places, g_memdup2 (&id, sizeof id), places);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  for (; sqlite3_step (statement) == SQLITE_ROW; count++)
    {
      gint64 place = sqlite3_column_int64 (statement, 1);
      g_string_append (all, count > 0 ? "," : ",\"vehicles\":[");
      g_string_append (all, (const char *) sqlite3_column_text (statement, 0));
      g_array_append_val (places, place);
    }
  if (!gh_library_check (library, sqlite3_finalize (statement), error))
    return FALSE;
  if (count == 0 || end == NULL)
    return TRUE;
  *end = '\0';
  g_string_append (all, "]}");
  g_string_prepend (all, *body);
  g_free (*body);
  *body = g_string_free (g_steal_pointer (&all), FALSE);
  return TRUE;
}
