/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real bills: month, item, amount, as a CSV table or a JSON list. */
#include "real-bill.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "csv-dialect.h"
#include "errors.h"
#include "json-scan.h"
#include "record-json.h"
#include "text-decoding.h"
#include "words.h"

static void
free_entry (gpointer data)
{
  gh_billed_entry_free (data);
}

/* "2024-01", or a whole date. */
static gboolean
parse_month (const char *text, int *year, int *month)
{
  g_autofree char *date = strlen (text) == 7 ? g_strconcat (text, "-01", NULL) : g_strdup (text);
  gint32 days;
  int day;

  if (!gh_date_parse (date, &days))
    return FALSE;
  gh_date_to_civil (days, year, month, &day);
  return TRUE;
}

static gboolean
add_entry (GPtrArray *entries, const char *month, const char *item, double amount)
{
  GhBilledEntry entry = { .amount = amount };

  if (!parse_month (month, &entry.year, &entry.month) || *item == '\0')
    return FALSE;
  entry.item = g_strdup (item);
  g_ptr_array_add (entries, g_memdup2 (&entry, sizeof entry));
  return TRUE;
}

static char *
get_cell (const GArray *cells, guint index)
{
  return index < cells->len ? gh_csv_cell_dup (&g_array_index (cells, GhCsvCell, index))
                            : g_strdup ("");
}

/* Columns by their headings. */
static gboolean
find_columns (const GArray *cells, guint columns[3])
{
  static const char *const names[] = { "month", "item", "amount" };

  for (guint c = 0; c < 3; c++)
    {
      columns[c] = G_MAXUINT;
      for (guint i = 0; i < cells->len; i++)
        {
          g_autofree char *name = get_cell (cells, i);
          if (g_ascii_strcasecmp (name, names[c]) == 0)
            columns[c] = i;
        }
      if (columns[c] == G_MAXUINT)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_rows (GhCsvReader *reader, char decimal, const guint columns[3], GArray *cells,
           GPtrArray *entries, GError **error)
{
  while (gh_csv_reader_next (reader, cells))
    {
      double amount;
      if (gh_csv_row_is_blank (cells))
        continue;
      g_autofree char *month = get_cell (cells, columns[0]);
      g_autofree char *item = get_cell (cells, columns[1]);
      if (columns[2] < cells->len
          && gh_csv_cell_parse (&g_array_index (cells, GhCsvCell, columns[2]), decimal, &amount)
                 == GH_CSV_NUMBER
          && add_entry (entries, month, item, amount))
        continue;
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                   _ ("Line %u is no month such as 2024-01 with an item and an amount."),
                   reader->line);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_csv (const char *text, gsize length, GPtrArray *entries, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  GhCsvDialect dialect;
  GhCsvReader reader;
  guint columns[3];

  gh_csv_detect_dialect (text, length, &dialect);
  gh_csv_reader_init (&reader, text, length, dialect.separator);
  if (gh_csv_reader_next (&reader, cells) && find_columns (cells, columns))
    return read_rows (&reader, dialect.decimal, columns, cells, entries, error);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("A real bill is a table with the columns month, item and amount."));
  return FALSE;
}

static gboolean
read_object (JsonNode *node, GPtrArray *entries)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *month = NULL, *item = NULL;
  JsonNode *amount_node = NULL;
  double amount;

  if (object == NULL)
    return FALSE;
  month = json_object_get_string_member_with_default (object, "month", NULL);
  item = json_object_get_string_member_with_default (object, "item", NULL);
  amount_node = json_object_get_member (object, "amount");
  return month != NULL && item != NULL && amount_node != NULL
         && gh_json_node_get_number (amount_node, &amount)
         && add_entry (entries, month, item, amount);
}

static gboolean
read_json (const char *text, gsize length, GPtrArray *entries, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) parse_error = NULL;

  if (!gh_json_scan (text, length, error))
    return FALSE;
  if (!json_parser_load_from_data (parser, text, (gssize) length, &parse_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("The JSON cannot be read: %s"),
                   parse_error->message);
      return FALSE;
    }
  JsonNode *root = json_parser_get_root (parser);
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!read_object (json_array_get_element (list, i), entries))
      {
        g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                     _ ("$[%u] is no object with month, item and amount."), i);
        return FALSE;
      }
  if (list != NULL)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("A real bill is a list of objects with month, item and amount."));
  return FALSE;
}

/**
 * gh_real_bill_load:
 * @path: of the file
 * @error: set when it cannot be read or is no bill
 *
 * Reads what was really billed: a CSV table with the columns month ("2024-01"), item and amount, or
 * a JSON list of objects with these members.
 *
 * Returns: (transfer full) (nullable) (element-type GhBilledEntry): its lines
 */
GPtrArray *
gh_real_bill_load (const char *path, GError **error)
{
  g_autofree char *data = NULL, *owned = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  const char *text;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &read_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_IO, "%s", read_error->message);
      return NULL;
    }
  text = gh_text_decode (data, length, &length, &owned, repairs, NULL, error);
  if (text == NULL)
    return NULL;
  gsize first = 0;
  while (first < length && g_ascii_isspace (text[first]))
    first++;
  gboolean is_json = first < length && (text[first] == '[' || text[first] == '{');
  if (!(is_json ? read_json (text, length, entries, error)
                : read_csv (text, length, entries, error)))
    return NULL;
  return g_steal_pointer (&entries);
}
