/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table of records, which are shown or not, and their cells. */
#include "record-table-private.h"

#include "record-edit.h"

/* Texts of so many rows tell how wide a column has to be, within limits. */
#define SAMPLED_ROWS 40
#define LEAST_CHARS 5
#define MOST_CHARS 26
#define MARK_CHARS 5
/* What the button of the current cell takes. */
#define OPENER_CHARS 2

static void
focused_cb (GhRecordTable *table, GhRecordCell *cell)
{
  table->column = gh_record_cell_get_column (cell);
  table->position = gh_record_cell_get_position (cell);
  gh_record_table_follow_opener (table, cell);
}

/* What was told of it is no longer so. */
static void
settled_cb (GhRecordTable *table, GhRecordCell *cell)
{
  if (table->refused == cell)
    gh_record_table_tell (table, NULL);
}

/* One cell at a time is refused: that which is told of. */
static void
tell_refused (GhRecordTable *table, GhRecordCell *cell, const char *why)
{
  if (table->refused != NULL && table->refused != cell)
    gh_record_cell_cancel (table->refused);
  gh_record_table_tell (table, why);
  g_set_weak_pointer (&table->refused, cell);
}

static gboolean
commit_cb (GhRecordCell *cell, const char *text, gpointer data, GError **error)
{
  GhRecordTable *table = data;
  GhRecordRow *row = gh_record_cell_get_row (cell);
  g_autoptr (GError) refused = NULL;

  if (row == NULL || table->rows == NULL
      || gh_record_rows_set_text (table->rows, gh_record_row_get_index (row),
                                  gh_record_cell_get_column (cell), text, &refused))
    {
      if (table->refused == NULL)
        gh_record_table_tell (table, NULL);
      return TRUE;
    }
  tell_refused (table, cell, refused->message);
  g_propagate_error (error, g_steal_pointer (&refused));
  return FALSE;
}

typedef struct
{
  GhRecordTable *table;
  guint column;
  gboolean at_end;
} Column;

static guint
get_chars (GhRecordTable *table, guint column)
{
  return column == GH_NO_COLUMN ? MARK_CHARS : g_array_index (table->chars, guint, column);
}

static void
free_column (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  g_free (data);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *cell = gh_record_cell_new (column->column, get_chars (column->table, column->column),
                                        column->at_end, commit_cb, column->table);

  if (column->column != GH_NO_COLUMN)
    {
      g_signal_connect_object (cell, "focused", G_CALLBACK (focused_cb), column->table,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (cell, "settled", G_CALLBACK (settled_cb), column->table,
                               G_CONNECT_SWAPPED);
    }
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GhRecordTable *table = column->table;
  GhRecordCell *cell = GH_RECORD_CELL (gtk_list_item_get_child (item));

  gh_record_cell_set_chars (cell, get_chars (table, column->column));
  gh_record_cell_bind (cell, item);
  g_hash_table_add (table->cells, cell);
  if (table->wanted && column->column == table->column
      && gtk_list_item_get_position (item) == table->position)
    gh_record_table_settle (table);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, const Column *column)
{
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_hash_table_remove (column->table->cells, cell);
  gh_record_cell_unbind (GH_RECORD_CELL (cell));
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer column)
{
  return gh_record_row_compare ((GhRecordRow *) a, (GhRecordRow *) b, GPOINTER_TO_UINT (column));
}

static guint
measure_column (GhRecordTable *table, guint column)
{
  guint rows = g_list_model_get_n_items (G_LIST_MODEL (table->rows));
  guint samples = MIN (rows, SAMPLED_ROWS);
  glong chars = LEAST_CHARS;

  for (guint i = 0; i < samples; i++)
    {
      g_autoptr (GhRecordRow) row
          = g_list_model_get_item (G_LIST_MODEL (table->rows), i * rows / samples);
      g_autofree char *text = gh_record_row_get_text (row, column);
      chars = MAX (chars, g_utf8_strlen (text, -1) + 1);
    }
  return (guint) MIN (chars, MOST_CHARS);
}

static GtkListItemFactory *
new_factory (const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *own = g_memdup2 (column, sizeof *column);

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), own, free_column, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), own);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), own);
  return factory;
}

static void
append_column (GhRecordTable *table, const Column *column, const char *title, GtkSorter *sorter,
               gboolean is_shown)
{
  GtkColumnViewColumn *shown = gtk_column_view_column_new (title, new_factory (column));

  gtk_column_view_column_set_sorter (shown, sorter);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_visible (shown, is_shown);
  gtk_column_view_append_column (table->view, shown);
  g_clear_object (&sorter);
  g_object_unref (shown);
}

static void
add_choice (GhRecordTable *table, guint column)
{
  g_autoptr (GtkColumnViewColumn) shown
      = g_list_model_get_item (gtk_column_view_get_columns (table->view), column + 1);
  GtkWidget *check
      = gtk_check_button_new_with_label (gh_record_rows_get_column (table->rows, column)->title);

  g_object_bind_property (shown, "visible", check, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_box_append (table->choices, check);
}

/* Columns are as wide as what the rows have in them. */
static void
measure_columns (GhRecordTable *table)
{
  GHashTableIter iter;
  gpointer cell;

  table->is_measured = g_list_model_get_n_items (G_LIST_MODEL (table->rows)) > 0;
  g_array_set_size (table->chars, gh_record_rows_count_columns (table->rows));
  for (guint i = 0; i < table->chars->len; i++)
    g_array_index (table->chars, guint, i)
        = measure_column (table, i) + (gh_record_table_has_form (table, i) ? OPENER_CHARS : 0);
  g_hash_table_iter_init (&iter, table->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    gh_record_cell_set_chars (cell, get_chars (table, gh_record_cell_get_column (cell)));
}

/* The columns of a table are the same for all studies. */
static void
make_columns (GhRecordTable *table)
{
  const Column marks = { table, GH_NO_COLUMN, TRUE };

  append_column (table, &marks, NULL, NULL, TRUE);
  for (guint i = 0; i < gh_record_rows_count_columns (table->rows); i++)
    {
      const GhRecordColumn *about = gh_record_rows_get_column (table->rows, i);
      const Column column = { table, i, gh_record_column_is_number (about) };
      GtkSorter *sorter
          = GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (i), NULL));
      append_column (table, &column, about->title, sorter, about->is_shown);
      add_choice (table, i);
    }
}

/**
 * gh_record_table_follow_columns:
 * @table: a table with rows and columns
 *
 * Lets the titles of the columns have the units of the study, and makes room for the first rows of
 * a table that had none.
 */
void
gh_record_table_follow_columns (GhRecordTable *table)
{
  GListModel *columns = gtk_column_view_get_columns (table->view);
  GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (table->choices));

  if (!table->is_measured)
    measure_columns (table);
  for (guint i = 0; i < gh_record_rows_count_columns (table->rows); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i + 1);
      const char *title = gh_record_rows_get_column (table->rows, i)->title;
      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) != 0)
        {
          gtk_column_view_column_set_title (column, title);
          gtk_check_button_set_label (GTK_CHECK_BUTTON (check), title);
        }
      check = gtk_widget_get_next_sibling (check);
    }
}

/**
 * gh_record_table_add_columns:
 * @table: a table with rows
 *
 * Makes a column for the marks of the rows, and one for each of theirs, the first time that the
 * table has rows; later it has them.
 */
void
gh_record_table_add_columns (GhRecordTable *table)
{
  measure_columns (table);
  if (g_list_model_get_n_items (gtk_column_view_get_columns (table->view)) == 0)
    make_columns (table);
  else
    gh_record_table_follow_columns (table);
}
