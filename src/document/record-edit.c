/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of a table of vehicles or groups: one cell, a block from a spreadsheet, whole rows. Each is
 * one step of the document's history, and touches no record but those that it changes. */
#include "record-edit.h"

#include <string.h>

#include "record-new.h"
#include "record-path.h"
#include "words.h"

/* Of a heading that no column has. */
#define NO_COLUMN G_MAXUINT

/* @row: of the records; from their number on it is a new one
 * @column: of the table
 * @value: what becomes of the cell
 * @unread: (owned) (nullable): what was given for it and could not be read */
typedef struct
{
  guint row;
  guint column;
  GhCellValue value;
  char *unread;
} Cell;

/* @of: which list
 * @cells: (nullable) (element-type Cell)
 * @rows: (nullable): the table
 * @indices: (nullable) (element-type guint): rows, each once */
typedef struct
{
  GhRecordsOf of;
  GArray *cells;
  GhRecordRows *rows;
  const GArray *indices;
} Edit;

static GPtrArray *
get_records (GhRecordRows *rows)
{
  return gh_records_get_list (gh_document_get_study (gh_record_rows_get_document (rows)),
                              gh_record_rows_get_of (rows));
}

static guint
count_records (GhRecordRows *rows)
{
  GPtrArray *records = get_records (rows);

  return records != NULL ? records->len : 0;
}

static const char *
get_currency (GhRecordRows *rows)
{
  return gh_document_get_currency (gh_record_rows_get_document (rows));
}

/* The list of a branch of the study, made where there is none. */
static GPtrArray *
own_list (GhStudy *study, GhRecordsOf of)
{
  g_autofree char *path = g_strconcat ("$.", gh_records_get_key (of), NULL);
  GhPlace place;

  if (gh_records_get_list (study, of) == NULL
      && gh_place_find (&gh_study_table, study, path, TRUE, &place))
    gh_place_take_pointer (&place, g_ptr_array_new ());
  return gh_records_get_list (study, of);
}

static gboolean
has_new_rows (const GArray *cells, guint count)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, Cell, i).row >= count)
      return TRUE;
  return FALSE;
}

static void
set_cells (GhStudy *study, gpointer data)
{
  Edit *edit = data;
  const GhAttributeTable *table = gh_records_get_table (edit->of);
  GPtrArray *records = own_list (study, edit->of);
  gboolean adds = has_new_rows (edit->cells, records->len);
  GhRecordNames names;

  if (adds)
    gh_record_names_init (&names, records, edit->of);
  for (guint i = 0; i < edit->cells->len; i++)
    {
      Cell *cell = &g_array_index (edit->cells, Cell, i);
      while (cell->row >= records->len)
        g_ptr_array_add (records, gh_record_new_named (study, edit->of, &names));
      const GhRecordColumn *column = gh_record_rows_get_column (edit->rows, cell->column);
      gpointer record = gh_record_own_item (table, records, cell->row);
      if (cell->unread != NULL)
        gh_record_column_keep (column, table, record, cell->unread);
      else
        gh_record_column_set (column, table, record, &cell->value);
    }
  if (adds)
    gh_record_names_clear (&names);
}

static void
clear_cell (gpointer data)
{
  gh_cell_value_clear (&((Cell *) data)->value);
  g_free (((Cell *) data)->unread);
}

static GArray *
cells_new (void)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Cell));

  g_array_set_clear_func (cells, clear_cell);
  return cells;
}

/* Reads a text for a cell, and keeps what it means or why it means nothing. */
static gboolean
read_cell (GhRecordRows *rows, guint row, guint column, const char *text, GArray *cells,
           GError **error)
{
  GPtrArray *records = get_records (rows);
  gboolean exists = records != NULL && row < records->len;
  Cell cell = { .row = row, .column = column };

  if (!gh_record_column_parse (gh_record_rows_get_column (rows, column),
                               exists ? g_ptr_array_index (records, row) : NULL, text,
                               get_currency (rows), &cell.value, error))
    return FALSE;
  g_array_append_val (cells, cell);
  return TRUE;
}

static void
edit_cells (GhRecordRows *rows, GArray *cells, const char *label, const char *key)
{
  Edit edit = { .of = gh_record_rows_get_of (rows), .cells = cells, .rows = rows };

  if (cells->len > 0)
    gh_document_edit_places (gh_record_rows_get_document (rows), label, key, set_cells, &edit);
}

/**
 * gh_record_rows_set_text:
 * @rows: a table
 * @index: of a row, in the study
 * @column: which cell of it
 * @text: what was typed; an empty text puts the default back
 * @error: set with a sentence for people when it cannot be read; nothing is changed
 *
 * Edits one cell; does nothing where its text is that already.
 *
 * Returns: whether it was understood
 */
gboolean
gh_record_rows_set_text (GhRecordRows *rows, guint index, guint column, const char *text,
                         GError **error)
{
  const GhRecordColumn *about = gh_record_rows_get_column (rows, column);
  g_autoptr (GArray) cells = cells_new ();
  g_autofree char *before = gh_record_column_get_text (
      about, gh_records_get_table (gh_record_rows_get_of (rows)),
      g_ptr_array_index (get_records (rows), index), get_currency (rows));

  if (g_strcmp0 (text, before) == 0)
    return TRUE;
  if (!read_cell (rows, index, column, text, cells, error))
    return FALSE;
  edit_cells (rows, cells, _ (about->attribute->title), NULL);
  return TRUE;
}

/* A cell of a block that is not what its column asks for. */
static char *
describe_refusal (GhRecordRows *rows, guint row, guint column, const GError *error)
{
  /* Translators: a number of a row, the title of a column, what is wrong. */
  return g_strdup_printf (_ ("Row %u, %s: %s"), row + 1,
                          gh_record_rows_get_column (rows, column)->title, error->message);
}

static void
read_or_refuse (GhRecordRows *rows, guint row, guint column, const char *text, GArray *cells,
                GStrvBuilder *refusals)
{
  g_autoptr (GError) error = NULL;

  if (read_cell (rows, row, column, text, cells, &error))
    return;
  g_autofree char *refusal = describe_refusal (rows, row, column, error);
  g_strv_builder_add (refusals, refusal);
  /* What stood there is not lost for it, but a new row has nothing to lose. */
  if (row < count_records (rows))
    return;
  Cell cell = { .row = row, .column = column, .unread = g_strdup (text) };
  g_array_append_val (cells, cell);
}

/**
 * gh_record_rows_fill_down:
 * @rows: a table
 * @indices: (element-type guint): rows; the first gives, the others take
 * @column: which cell of each
 *
 * Puts the same into one cell of several rows.
 *
 * Returns: (transfer full): why cells of them were left as they are; empty where none was
 */
GStrv
gh_record_rows_fill_down (GhRecordRows *rows, const GArray *indices, guint column)
{
  g_autoptr (GStrvBuilder) refusals = g_strv_builder_new ();
  g_autoptr (GArray) cells = cells_new ();

  if (indices->len > 1)
    {
      g_autofree char *text = gh_record_column_get_text (
          gh_record_rows_get_column (rows, column),
          gh_records_get_table (gh_record_rows_get_of (rows)),
          g_ptr_array_index (get_records (rows), g_array_index (indices, guint, 0)),
          get_currency (rows));
      for (guint i = 1; i < indices->len; i++)
        read_or_refuse (rows, g_array_index (indices, guint, i), column, text, cells, refusals);
    }
  edit_cells (rows, cells, _ ("Filling down"), NULL);
  return g_strv_builder_end (refusals);
}

/**
 * gh_record_rows_fill:
 * @rows: a table
 * @indices: (element-type guint): rows
 * @column: which cell of each
 * @text: what was entered; an empty text puts the default back
 * @error: set with a sentence for people when a cell cannot take it; nothing is changed
 *
 * Puts the same into one cell of several rows, in one step.
 *
 * Returns: whether it was understood
 */
gboolean
gh_record_rows_fill (GhRecordRows *rows, const GArray *indices, guint column, const char *text,
                     GError **error)
{
  const GhRecordColumn *about = gh_record_rows_get_column (rows, column);
  g_autoptr (GArray) cells = cells_new ();

  for (guint i = 0; i < indices->len; i++)
    if (!read_cell (rows, g_array_index (indices, guint, i), column, text, cells, error))
      return FALSE;
  edit_cells (rows, cells, _ (about->attribute->title), NULL);
  return TRUE;
}

/**
 * gh_record_rows_clear:
 * @rows: a table
 * @indices: (element-type guint): rows
 * @column: which cell of each
 *
 * Puts the defaults back.
 */
void
gh_record_rows_clear (GhRecordRows *rows, const GArray *indices, guint column)
{
  g_autoptr (GArray) cells = cells_new ();

  for (guint i = 0; i < indices->len; i++)
    {
      Cell cell = { .row = g_array_index (indices, guint, i),
                    .column = column,
                    .value = { .clear = TRUE } };
      g_array_append_val (cells, cell);
    }
  edit_cells (rows, cells, _ ("Clearing cells"), NULL);
}

/* Which rows are meant, by their place. */
static GHashTable *
collect_places (const GArray *indices)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < indices->len; i++)
    g_hash_table_add (places, GUINT_TO_POINTER (g_array_index (indices, guint, i)));
  return places;
}

static void
remove_records (GhStudy *study, gpointer data)
{
  const Edit *edit = data;
  const GhAttributeTable *table = gh_records_get_table (edit->of);
  g_autoptr (GHashTable) places = collect_places (edit->indices);
  GPtrArray *records = own_list (study, edit->of);
  guint kept = 0;

  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);
      if (g_hash_table_contains (places, GUINT_TO_POINTER (i)))
        gh_record_free (table, record);
      else
        g_ptr_array_index (records, kept++) = record;
    }
  g_ptr_array_set_size (records, (int) kept);
}

/**
 * gh_record_rows_remove:
 * @rows: a table
 * @indices: (element-type guint): rows
 *
 * Removes vehicles or groups.
 */
void
gh_record_rows_remove (GhRecordRows *rows, const GArray *indices)
{
  Edit edit = { .of = gh_record_rows_get_of (rows), .indices = indices };

  if (indices->len > 0)
    gh_document_edit_places (gh_record_rows_get_document (rows),
                             edit.of == GH_RECORDS_GROUPS ? _ ("Removing groups")
                                                          : _ ("Removing vehicles"),
                             NULL, remove_records, &edit);
}

static void
duplicate_records (GhStudy *study, gpointer data)
{
  const Edit *edit = data;
  g_autoptr (GHashTable) places = collect_places (edit->indices);
  GPtrArray *records = own_list (study, edit->of);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GhRecordNames names;

  gh_record_names_init (&names, records, edit->of);
  for (guint i = 0; i < records->len; i++)
    {
      gpointer record = g_ptr_array_index (records, i);
      g_ptr_array_add (all, record);
      if (g_hash_table_contains (places, GUINT_TO_POINTER (i)))
        g_ptr_array_add (all, gh_record_duplicate (edit->of, record, &names));
    }
  g_ptr_array_set_size (records, 0);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (records, g_ptr_array_index (all, i));
  gh_record_names_clear (&names);
}

/**
 * gh_record_rows_duplicate:
 * @rows: a table
 * @indices: (element-type guint): rows
 *
 * Puts a copy with a name of its own behind each of them.
 */
void
gh_record_rows_duplicate (GhRecordRows *rows, const GArray *indices)
{
  Edit edit = { .of = gh_record_rows_get_of (rows), .indices = indices };

  if (indices->len > 0)
    gh_document_edit_places (gh_record_rows_get_document (rows),
                             edit.of == GH_RECORDS_GROUPS ? _ ("Duplicating groups")
                                                          : _ ("Duplicating vehicles"),
                             NULL, duplicate_records, &edit);
}

static void
add_record (GhStudy *study, gpointer data)
{
  const Edit *edit = data;
  GPtrArray *records = own_list (study, edit->of);
  GhRecordNames names;

  gh_record_names_init (&names, records, edit->of);
  g_ptr_array_add (records, gh_record_new_usual (study, edit->of, &names));
  gh_record_names_clear (&names);
}

/**
 * gh_record_rows_add:
 * @rows: a table
 *
 * Adds a usual vehicle or group at the end.
 */
void
gh_record_rows_add (GhRecordRows *rows)
{
  Edit edit = { .of = gh_record_rows_get_of (rows) };

  gh_document_edit_places (gh_record_rows_get_document (rows),
                           edit.of == GH_RECORDS_GROUPS ? _ ("Adding a group")
                                                        : _ ("Adding a vehicle"),
                           NULL, add_record, &edit);
}

/* Lines of cells, as a spreadsheet puts them on the clipboard; the last line ends like the others.
 */
static GPtrArray *
split_block (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\r\n");
      g_autofree char *line = g_strndup (text, length);
      g_ptr_array_add (lines, g_strsplit (line, "\t", -1));
      text += length;
      text += g_str_has_prefix (text, "\r\n") ? 2 : *text != '\0' ? 1 : 0;
    }
  return lines;
}

static gboolean
same_title (const char *a, const char *b)
{
  g_autofree char *first = g_utf8_casefold (a, -1), *second = g_utf8_casefold (b, -1);

  return g_strcmp0 (first, second) == 0;
}

/* The column of a heading, with or without its unit, in the user's language or in English, or as
 * the study's file calls it; %NO_COLUMN for none. */
static guint
find_heading (GhRecordRows *rows, const char *heading)
{
  for (guint i = 0; i < gh_record_rows_count_columns (rows); i++)
    {
      const GhRecordColumn *column = gh_record_rows_get_column (rows, i);
      if (same_title (heading, column->title) || same_title (heading, _ (column->attribute->title))
          || same_title (heading, column->plain_title)
          || same_title (heading, column->attribute->title)
          || same_title (heading, column->attribute->name))
        return i;
    }
  return NO_COLUMN;
}

/* The columns that the first line names, where at least half of what is in it does: sheets have
 * columns that a table has not. Those are %NO_COLUMN. */
static GArray *
read_headings (GhRecordRows *rows, char **line)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  guint found = 0, told = 0;

  for (guint i = 0; line[i] != NULL; i++)
    {
      guint column = find_heading (rows, g_strstrip (line[i]));
      found += column != NO_COLUMN;
      told += *line[i] != '\0';
      g_array_append_val (columns, column);
    }
  return found > 0 && 2 * found >= told ? g_steal_pointer (&columns) : NULL;
}

/* Columns of a block that the table has not. */
static void
refuse_columns (const GArray *columns, char **headings, GStrvBuilder *refusals)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, guint, i) == NO_COLUMN && *headings[i] != '\0')
      {
        /* Translators: the title of a column of a spreadsheet. */
        g_autofree char *refusal
            = g_strdup_printf (_ ("The table has no column \"%s\""), headings[i]);
        g_strv_builder_add (refusals, refusal);
      }
}

static void
read_line (GhRecordRows *rows, guint row, const GArray *columns, char **line, GArray *cells,
           GStrvBuilder *refusals)
{
  for (guint i = 0; line[i] != NULL && i < columns->len; i++)
    if (g_array_index (columns, guint, i) != NO_COLUMN)
      read_or_refuse (rows, row, g_array_index (columns, guint, i), line[i], cells, refusals);
}

/**
 * gh_record_rows_paste:
 * @rows: a table
 * @indices: (element-type guint): rows to write over, in the order of the lines; what has no row
 *   here becomes a new one
 * @columns: (element-type guint): of the cells of each line, unless the first line tells them by
 *   their titles, of which half have to be known
 * @text: cells with tabs between them, as spreadsheets copy them
 *
 * Pastes a block. What cannot be read leaves its cell as it is; in a new vehicle the text is kept.
 *
 * Returns: (transfer full): which columns of @text the table has not, and why cells were left so;
 *   empty where all was taken
 */
GStrv
gh_record_rows_paste (GhRecordRows *rows, const GArray *indices, const GArray *columns,
                      const char *text)
{
  g_autoptr (GStrvBuilder) refusals = g_strv_builder_new ();
  g_autoptr (GPtrArray) lines = split_block (text);
  g_autoptr (GArray) cells = cells_new ();
  g_autoptr (GArray) named
      = lines->len > 1 ? read_headings (rows, g_ptr_array_index (lines, 0)) : NULL;
  guint first = named != NULL ? 1 : 0, next = count_records (rows);

  if (named != NULL)
    refuse_columns (named, g_ptr_array_index (lines, 0), refusals);
  for (guint i = first; i < lines->len; i++)
    {
      guint place = i - first;
      guint row = place < indices->len ? g_array_index (indices, guint, place) : next++;
      read_line (rows, row, named != NULL ? named : columns, g_ptr_array_index (lines, i), cells,
                 refusals);
    }
  edit_cells (rows, cells, _ ("Pasting"), NULL);
  return g_strv_builder_end (refusals);
}

/* Without what would end the cell, and with the minus of the keyboard. */
static void
append_cell (GString *text, const char *cell)
{
  g_autoptr (GString) plain = g_string_new (cell);

  g_string_replace (plain, "\xe2\x88\x92", "-", 0);
  g_strdelimit (plain->str, "\t\r\n", ' ');
  g_string_append (text, plain->str);
}

/**
 * gh_record_rows_copy:
 * @rows: a table
 * @indices: (element-type guint): rows
 * @columns: (element-type guint): columns
 *
 * Returns: (transfer full): their cells below the titles of the columns, with tabs between them
 */
char *
gh_record_rows_copy (GhRecordRows *rows, const GArray *indices, const GArray *columns)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < columns->len; k++)
    {
      const GhRecordColumn *column
          = gh_record_rows_get_column (rows, g_array_index (columns, guint, k));
      g_string_append_printf (text, "%s%s", k > 0 ? "\t" : "", column->title);
    }
  g_string_append_c (text, '\n');
  for (guint i = 0; i < indices->len; i++)
    {
      g_autoptr (GhRecordRow) row
          = g_list_model_get_item (G_LIST_MODEL (rows), g_array_index (indices, guint, i));
      for (guint k = 0; k < columns->len; k++)
        {
          g_autofree char *cell = gh_record_row_get_text (row, g_array_index (columns, guint, k));
          g_string_append (text, k > 0 ? "\t" : "");
          append_cell (text, cell);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
