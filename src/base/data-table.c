/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data-table.h"

struct _GhDataTable
{
  grefcount references;
  char *title;
  GPtrArray *headings; /* (element-type utf8) */
  gsize rows;
  GhCellFunc cell;
  gpointer data;
  GDestroyNotify free_data;
};

/**
 * gh_data_table_new:
 * @title: what it is about, in the user's language
 * @rows: how many rows
 * @cell: makes the text of a cell
 * @data: (transfer full): passed to @cell
 * @free_data: (nullable): frees @data
 *
 * Returns: (transfer full): a table without columns
 */
GhDataTable *
gh_data_table_new (const char *title, gsize rows, GhCellFunc cell, gpointer data,
                   GDestroyNotify free_data)
{
  GhDataTable *table = g_new0 (GhDataTable, 1);

  g_ref_count_init (&table->references);
  table->title = g_strdup (title);
  table->headings = g_ptr_array_new_with_free_func (g_free);
  table->rows = rows;
  table->cell = cell;
  table->data = data;
  table->free_data = free_data;
  return table;
}

/**
 * gh_data_table_ref:
 * @table: a table
 *
 * Returns: (transfer full): @table
 */
GhDataTable *
gh_data_table_ref (GhDataTable *table)
{
  g_ref_count_inc (&table->references);
  return table;
}

/**
 * gh_data_table_unref:
 * @table: (transfer full) (nullable): a table
 *
 * Frees it with the last reference.
 */
void
gh_data_table_unref (GhDataTable *table)
{
  if (table == NULL || !g_ref_count_dec (&table->references))
    return;
  if (table->free_data != NULL)
    table->free_data (table->data);
  g_ptr_array_unref (table->headings);
  g_free (table->title);
  g_free (table);
}

/**
 * gh_data_table_add_column:
 * @table: a table
 * @name: what the column holds, in the user's language
 * @unit: (nullable): of its numbers; "" and %NULL for none
 *
 * Adds a column behind the others.
 */
void
gh_data_table_add_column (GhDataTable *table, const char *name, const char *unit)
{
  gboolean has_unit = unit != NULL && *unit != '\0';

  g_ptr_array_add (table->headings,
                   has_unit ? g_strdup_printf ("%s (%s)", name, unit) : g_strdup (name));
}

/**
 * gh_data_table_get_title:
 * @table: a table
 *
 * Returns: (transfer none): what it is about
 */
const char *
gh_data_table_get_title (const GhDataTable *table)
{
  return table->title;
}

/**
 * gh_data_table_count_columns:
 * @table: a table
 *
 * Returns: how many columns it has
 */
guint
gh_data_table_count_columns (const GhDataTable *table)
{
  return table->headings->len;
}

/**
 * gh_data_table_count_rows:
 * @table: a table
 *
 * Returns: how many rows it has, the headings not counted
 */
gsize
gh_data_table_count_rows (const GhDataTable *table)
{
  return table->rows;
}

/**
 * gh_data_table_get_heading:
 * @table: a table
 * @column: one of its columns
 *
 * Returns: (transfer none): name and unit
 */
const char *
gh_data_table_get_heading (const GhDataTable *table, guint column)
{
  return g_ptr_array_index (table->headings, column);
}

/**
 * gh_data_table_format_cell:
 * @table: a table
 * @row: one of its rows
 * @column: one of its columns
 * @form: for whom
 *
 * Returns: (transfer full): the text of a cell
 */
char *
gh_data_table_format_cell (const GhDataTable *table, gsize row, guint column, GhCellForm form)
{
  return table->cell (row, column, form, table->data);
}

/* Tabs and ends of lines would be read as other cells. */
static void
append_field (GString *text, const char *field)
{
  for (const char *at = field; *at != '\0'; at++)
    g_string_append_c (text, *at == '\t' || *at == '\n' ? ' ' : *at);
}

/**
 * gh_data_table_to_text:
 * @table: a table
 *
 * Writes the whole table as spreadsheets take it from the clipboard: headings, then a line a row,
 * tabs between the cells.
 *
 * Returns: (transfer full): the text
 */
char *
gh_data_table_to_text (const GhDataTable *table)
{
  GString *text = g_string_new (NULL);
  guint columns = table->headings->len;

  for (guint i = 0; i < columns; i++)
    {
      append_field (text, gh_data_table_get_heading (table, i));
      g_string_append_c (text, i + 1 < columns ? '\t' : '\n');
    }
  for (gsize row = 0; row < table->rows; row++)
    for (guint i = 0; i < columns; i++)
      {
        g_autofree char *cell = gh_data_table_format_cell (table, row, i, GH_CELL_PLAIN);
        append_field (text, cell);
        g_string_append_c (text, i + 1 < columns ? '\t' : '\n');
      }
  return g_string_free (text, FALSE);
}
