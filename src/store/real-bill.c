/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real bills: month, item, amount and, where it is known, quantity, as a CSV table or a JSON list.
 */
#include "real-bill.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "csv-dialect.h"
#include "errors.h"
#include "json-scan.h"
#include "record-json.h"
#include "text-decoding.h"
#include "words.h"

/* The columns of a table, and their headings in files of people who write them themselves. */
enum
{
  MONTH,
  ITEM,
  AMOUNT,
  QUANTITY,
  COLUMNS
};

static const char *const headings[COLUMNS][5] = {
  { "month", "date", "monat", "datum", NULL },
  { "item", "posten", "position", NULL },
  { "amount", "betrag", NULL },
  { "quantity", "kwh", "menge", "verbrauch", NULL },
};

/* What is at hand while a bill is read.
 * @entries: (element-type GhBilledEntry): what was understood
 * @findings: told what was not */
typedef struct
{
  GPtrArray *entries;
  GhFindings *findings;
} Reading;

static void
free_entry (gpointer data)
{
  gh_record_free (&gh_billed_entry_table, data);
}

/* "2024-01", "01.2024", "01/2024" or a whole date. */
static gboolean
parse_month (const char *text, gint32 *date)
{
  g_autofree char *whole = NULL;

  if (strlen (text) != 7)
    return gh_date_parse (text, date);
  if (text[2] == '.' || text[2] == '/')
    whole = g_strdup_printf ("%s-%.2s-01", text + 3, text);
  else
    whole = g_strconcat (text, "-01", NULL);
  return gh_date_parse (whole, date);
}

/* A file may not give what a study may not hold. */
static gboolean
is_in_range (const char *name, double value)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_billed_entry_table, name, NULL);

  return isnan (value) ? attribute->nullable
                       : value >= attribute->minimum && value <= attribute->maximum;
}

static void
set_given (GhBilledEntry *entry, const char *name)
{
  guint index;

  gh_attribute_table_find (&gh_billed_entry_table, name, &index);
  gh_record_set_given (&gh_billed_entry_table, entry, index);
}

static gboolean
add_entry (Reading *reading, const char *month, const char *item, double amount, double quantity)
{
  gint32 date;

  if (!parse_month (month, &date) || *item == '\0' || !is_in_range ("amount", amount)
      || !is_in_range ("quantity", quantity))
    return FALSE;
  GhBilledEntry *entry = gh_record_new (&gh_billed_entry_table);
  entry->month = date;
  entry->item = g_strdup (item);
  entry->amount = amount;
  entry->quantity = quantity;
  set_given (entry, "month");
  set_given (entry, "item");
  set_given (entry, "amount");
  if (!isnan (quantity))
    set_given (entry, "quantity");
  g_ptr_array_add (reading->entries, entry);
  return TRUE;
}

static char *
get_cell (const GArray *cells, guint index)
{
  return index < cells->len ? gh_csv_cell_dup (&g_array_index (cells, GhCsvCell, index))
                            : g_strdup ("");
}

static gboolean
is_heading (const char *text, guint column)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return g_strv_contains (headings[column], g_strstrip (lower));
}

/* Columns by their headings; only the quantity may be missing. */
static gboolean
find_columns (const GArray *cells, guint columns[COLUMNS])
{
  for (guint c = 0; c < COLUMNS; c++)
    {
      columns[c] = G_MAXUINT;
      for (guint i = cells->len; i > 0; i--)
        {
          g_autofree char *name = get_cell (cells, i - 1);
          if (is_heading (name, c))
            columns[c] = i - 1;
        }
      if (columns[c] == G_MAXUINT && c != QUANTITY)
        return FALSE;
    }
  return TRUE;
}

/* Nothing in its place is NAN where it may be left out. */
static gboolean
get_number (const GArray *cells, guint column, char decimal, gboolean optional, double *number)
{
  g_autofree char *text = get_cell (cells, column);

  *number = NAN;
  if (*g_strstrip (text) == '\0')
    return optional;
  return gh_csv_cell_parse (&g_array_index (cells, GhCsvCell, column), decimal, number)
         == GH_CSV_NUMBER;
}

static void
read_rows (GhCsvReader *reader, char decimal, const guint columns[COLUMNS], GArray *cells,
           Reading *reading)
{
  while (gh_csv_reader_next (reader, cells))
    {
      double amount, quantity;
      if (gh_csv_row_is_blank (cells))
        continue;
      g_autofree char *month = get_cell (cells, columns[MONTH]);
      g_autofree char *item = get_cell (cells, columns[ITEM]);
      if (get_number (cells, columns[AMOUNT], decimal, FALSE, &amount)
          && get_number (cells, columns[QUANTITY], decimal, TRUE, &quantity)
          && add_entry (reading, g_strstrip (month), g_strstrip (item), amount, quantity))
        continue;
      g_autofree char *path = g_strdup_printf ("%u", reader->line);
      gh_findings_add (reading->findings, GH_SEVERITY_WARNING, path,
                       _ ("line %u is no month such as 2024-01 with an item and an amount; it is "
                          "left out: \"%s\", \"%s\""),
                       reader->line, month, item);
    }
}

static gboolean
read_csv (const char *text, gsize length, Reading *reading, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  GhCsvDialect dialect;
  GhCsvReader reader;
  guint columns[COLUMNS];

  gh_csv_detect_dialect (text, length, &dialect);
  gh_csv_reader_init (&reader, text, length, dialect.separator);
  if (gh_csv_reader_next (&reader, cells) && find_columns (cells, columns))
    {
      read_rows (&reader, dialect.decimal, columns, cells, reading);
      return TRUE;
    }
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("A real bill is a table with the columns month, item and amount."));
  return FALSE;
}

static gboolean
read_object (JsonNode *node, Reading *reading)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *month = NULL, *item = NULL;
  JsonNode *amount_node = NULL, *quantity_node = NULL;
  double amount, quantity = NAN;

  if (object == NULL)
    return FALSE;
  month = json_object_get_string_member_with_default (object, "month", NULL);
  item = json_object_get_string_member_with_default (object, "item", NULL);
  amount_node = json_object_get_member (object, "amount");
  quantity_node = json_object_get_member (object, "quantity");
  return month != NULL && item != NULL && amount_node != NULL
         && gh_json_node_get_number (amount_node, &amount)
         && (quantity_node == NULL || gh_json_node_get_number (quantity_node, &quantity))
         && add_entry (reading, month, item, amount, quantity);
}

static gboolean
read_json (const char *text, gsize length, Reading *reading, GError **error)
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
    if (!read_object (json_array_get_element (list, i), reading))
      {
        g_autofree char *path = g_strdup_printf ("$[%u]", i);
        gh_findings_add (reading->findings, GH_SEVERITY_WARNING, path,
                         _ ("this is no object with month, item and amount; it is left out"));
      }
  if (list != NULL)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("A real bill is a list of objects with month, item and amount."));
  return FALSE;
}

/* The text of a file as UTF-8, and where it begins. */
static const char *
decode (const char *data, gsize length, gsize *decoded, char **owned, gboolean *is_json,
        GError **error)
{
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func (g_free);
  const char *text = gh_text_decode (data, length, decoded, owned, repairs, NULL, error);
  gsize first = 0;

  while (text != NULL && first < *decoded && g_ascii_isspace (text[first]))
    first++;
  *is_json = text != NULL && first < *decoded && (text[first] == '[' || text[first] == '{');
  return text;
}

/**
 * gh_real_bill_load:
 * @path: of the file
 * @findings: told which lines were not understood; they are left out
 * @error: set when it cannot be read, is no bill or has no line that is understood
 *
 * Reads what was really billed: a CSV table with the columns month ("2024-01"), item, amount and,
 * if it likes, quantity, or a JSON list of objects with these members.
 *
 * Returns: (transfer full) (nullable) (element-type GhBilledEntry): its lines, which are freed with
 *   the list
 */
GPtrArray *
gh_real_bill_load (const char *path, GhFindings *findings, GError **error)
{
  g_autofree char *data = NULL, *owned = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  Reading reading = { entries, findings };
  gboolean is_json;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &read_error))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_IO, "%s", read_error->message);
      return NULL;
    }
  const char *text = decode (data, length, &length, &owned, &is_json, error);
  if (text == NULL
      || !(is_json ? read_json (text, length, &reading, error)
                   : read_csv (text, length, &reading, error)))
    return NULL;
  if (entries->len > 0)
    return g_steal_pointer (&entries);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("No line of it is a month such as 2024-01 with an item and an amount."));
  return NULL;
}

/**
 * gh_real_bill_is_table:
 * @head: the first bytes of a file
 * @length: how many
 *
 * Returns: whether it begins as the table of a real bill does
 */
gboolean
gh_real_bill_is_table (const char *head, gsize length)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  g_autofree char *owned = NULL;
  GhCsvDialect dialect;
  GhCsvReader reader;
  gboolean is_json;
  guint columns[COLUMNS];
  gsize decoded;
  const char *text = decode (head, length, &decoded, &owned, &is_json, NULL);

  if (text == NULL || is_json)
    return FALSE;
  gh_csv_detect_dialect (text, decoded, &dialect);
  gh_csv_reader_init (&reader, text, decoded, dialect.separator);
  return gh_csv_reader_next (&reader, cells) && find_columns (cells, columns);
}

static void
append_quoted (GString *text, const char *cell)
{
  g_string_append_c (text, '"');
  for (const char *at = cell; *at != '\0'; at++)
    g_string_append_printf (text, *at == '"' ? "\"\"" : "%c", *at);
  g_string_append_c (text, '"');
}

static void
append_number (GString *text, const char *format, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, format, number));
}

/**
 * gh_real_bill_to_csv:
 * @bill: a calculated bill
 *
 * Writes a bill as real ones are read, month by month: what to put one's own numbers into.
 *
 * Returns: (transfer full): the table, in which gh_real_bill_load() finds the same bill
 */
char *
gh_real_bill_to_csv (const GhBill *bill)
{
  GString *text = g_string_new ("month,item,amount,quantity\n");

  for (guint m = 0; m < bill->months->len; m++)
    for (guint i = 0; i < bill->items->len; i++)
      {
        const GhMonth *month = &g_array_index (bill->months, GhMonth, m);
        const GhBillItem *item = g_ptr_array_index (bill->items, i);
        g_string_append_printf (text, "%04d-%02d,", month->year, month->month);
        append_quoted (text, item->name);
        append_number (text, "%.2f", item->amount[m]);
        if (*item->unit != '\0')
          append_number (text, "%.3f", item->quantity[m]);
        else
          g_string_append_c (text, ',');
        g_string_append_c (text, '\n');
      }
  return g_string_free (text, FALSE);
}
