/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles or groups as a table whose cells are edited in their place: rows are selected, sorted by
 * a heading and filtered by words; a cell among them is the current one, and has the keyboard.
 *
 * # Keys: arrows, Tab, Home, End and Page move the current cell, with Shift they select rows;
 *   Enter, F2 or a letter edits it, Escape keeps what was there; see record-table-edit.c. Alt+Down
 *   opens what a text cannot say well; see record-table-form.c.
 * # Accessibility: each cell says its row, column and text. */
#include "record-table-private.h"

#include <string.h>

#include "words.h"

G_DEFINE_FINAL_TYPE (GhRecordTable, gh_record_table, GTK_TYPE_WIDGET)

/**
 * gh_record_table_tell:
 * @table: a table
 * @text: (nullable): what is wrong; %NULL for nothing
 *
 * Tells below the table what could not be read.
 */
void
gh_record_table_tell (GhRecordTable *table, const char *text)
{
  g_clear_weak_pointer (&table->refused);
  if (text != NULL)
    gtk_label_set_label (table->message, text);
  gtk_revealer_set_reveal_child (table->message_revealer, text != NULL);
}

static void
dismiss_cb (GhRecordTable *table)
{
  gh_record_table_tell (table, NULL);
}

static GListModel *
get_view_columns (GhRecordTable *table)
{
  return gtk_column_view_get_columns (table->view);
}

/* The first column of the view has the marks. */
static gboolean
is_visible (GhRecordTable *table, guint column)
{
  g_autoptr (GtkColumnViewColumn) shown
      = g_list_model_get_item (get_view_columns (table), column + 1);

  return shown != NULL && gtk_column_view_column_get_visible (shown);
}

/**
 * gh_record_table_find_column:
 * @table: a table
 * @column: where to begin; -1 and the number of columns are the ends
 * @step: 1 to the right, -1 to the left
 *
 * Returns: the next column that is seen; %GH_NO_COLUMN where there is none
 */
guint
gh_record_table_find_column (GhRecordTable *table, gint64 column, int step)
{
  guint count = gh_record_rows_count_columns (table->rows);

  for (gint64 i = column + step; i >= 0 && i < count; i += step)
    if (is_visible (table, (guint) i))
      return (guint) i;
  return GH_NO_COLUMN;
}

/**
 * gh_record_table_list_columns:
 * @table: a table
 * @first: a column
 *
 * Returns: (transfer full) (element-type guint): the columns that are seen, from @first on
 */
GArray *
gh_record_table_list_columns (GhRecordTable *table, guint first)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i < gh_record_rows_count_columns (table->rows); i++)
    if (is_visible (table, i))
      g_array_append_val (columns, i);
  return columns;
}

/**
 * gh_record_table_get_cell:
 * @table: a table
 *
 * Returns: (transfer none) (nullable): the current cell, where its row is on the screen or near
 */
GhRecordCell *
gh_record_table_get_cell (GhRecordTable *table)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, table->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (gh_record_cell_get_position (cell) == table->position
        && gh_record_cell_get_column (cell) == table->column)
      return cell;
  return NULL;
}

/* Rows are scrolled to by the list, columns by nobody. */
static void
show_column (GhRecordTable *table, GtkWidget *cell)
{
  GtkAdjustment *place = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (table->view));
  double x = 0.0;

  if (gtk_widget_translate_coordinates (cell, GTK_WIDGET (table->view), 0.0, 0.0, &x, NULL))
    gtk_adjustment_clamp_page (place, gtk_adjustment_get_value (place) + x,
                               gtk_adjustment_get_value (place) + x + gtk_widget_get_width (cell));
}

/* Scrolls the row there, after which its cells are made, and gives the current one the keyboard. */
static gboolean
settle_cb (gpointer data)
{
  GhRecordTable *table = data;
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (table->view));
  GhRecordCell *cell;

  table->settling = 0;
  if (!table->wanted)
    return G_SOURCE_REMOVE;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", table->position);
  cell = gh_record_table_get_cell (table);
  if (cell != NULL)
    {
      table->wanted = FALSE;
      gtk_widget_grab_focus (GTK_WIDGET (cell));
      show_column (table, GTK_WIDGET (cell));
    }
  return G_SOURCE_REMOVE;
}

/**
 * gh_record_table_settle:
 * @table: a table
 *
 * Brings the keyboard to the current cell when the list has come to rest.
 */
void
gh_record_table_settle (GhRecordTable *table)
{
  if (table->settling == 0)
    table->settling = g_idle_add (settle_cb, table);
}

/**
 * gh_record_table_move_to:
 * @table: a table
 * @position: of a row in what is shown
 * @column: a column
 *
 * Makes a cell the current one; it has the keyboard at once where it is on the screen.
 */
void
gh_record_table_move_to (GhRecordTable *table, guint position, guint column)
{
  table->position = position;
  table->column = column;
  table->wanted = TRUE;
  g_clear_handle_id (&table->settling, g_source_remove);
  settle_cb (table);
}

static gboolean
is_wanted (GhRecordRow *row, gpointer data)
{
  GhRecordTable *table = data;
  GhSeverity severity;

  if (table->only_found && gh_record_row_get_finding (row, &severity) == NULL)
    return FALSE;
  return gh_record_row_matches (row, (const char *const *) table->words);
}

/* Takes over what is searched for; %FALSE where it is that already. */
static gboolean
take_search (GhRecordTable *table)
{
  g_autofree char *folded
      = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (table->search)), -1);
  gboolean only_found = gtk_toggle_button_get_active (table->found);
  g_auto (GStrv) words = g_strsplit (g_strstrip (folded), " ", -1);

  if (only_found == table->only_found
      && g_strv_equal ((const char *const *) words, (const char *const *) table->words))
    return FALSE;
  g_strfreev (table->words);
  table->words = g_steal_pointer (&words);
  table->only_found = only_found;
  return TRUE;
}

/* What is found begins at the top. Fewer rows below would also cost those that are in view their
 * widgets. */
static void
filter_changed_cb (GhRecordTable *table)
{
  if (!take_search (table))
    return;
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (table->view)), 0.0);
  gh_record_order_begin (table->order);
}

/* How many rows have something to be told of, and a way to see only them. */
static void
follow_found (GhRecordTable *table)
{
  guint count = gh_record_rows_count_found (table->rows);
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u row to look at", "%u rows to look at", count), count);

  adw_button_content_set_label (table->found_content, text);
  gtk_widget_set_visible (GTK_WIDGET (table->found), count > 0);
  if (count == 0)
    gtk_toggle_button_set_active (table->found, FALSE);
}

static void
refresh_cells (GhRecordTable *table)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, table->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    gh_record_cell_refresh (cell);
}

static void
changed_cb (GhRecordTable *table)
{
  gh_record_table_follow_columns (table);
  refresh_cells (table);
  follow_found (table);
}

/* The rows that were selected. */
static GHashTable *
collect_selected (GhRecordTable *table, const GPtrArray *before)
{
  GHashTable *rows = g_hash_table_new (NULL, NULL);
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (table->shown));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (position < before->len)
      g_hash_table_add (rows, g_ptr_array_index (before, position));
  return rows;
}

/* Rows take along that they are selected, wherever they stand now. */
static void
move_selection (GhRecordTable *table, const GPtrArray *before)
{
  g_autoptr (GHashTable) rows = collect_selected (table, before);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty (), all = gtk_bitset_new_empty ();

  if (g_hash_table_size (rows) == 0)
    return;
  gtk_bitset_add_range (all, 0, g_list_model_get_n_items (G_LIST_MODEL (table->shown)));
  for (guint i = 0; i < gh_record_order_count (table->order); i++)
    if (g_hash_table_contains (rows, gh_record_order_get_row (table->order, i)))
      gtk_bitset_add (selected, i);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (table->shown), selected, all);
}

/* The current cell stays where it is; what was typed into another row's is gone. */
static void
ordered_cb (GhRecordTable *table, const GPtrArray *before)
{
  move_selection (table, before);
  refresh_cells (table);
}

/**
 * gh_record_table_set_rows:
 * @table: a table
 * @rows: (nullable): what to show; of the same list of a study as all before
 *
 * Shows vehicles or groups. Columns and widgets are kept for the next.
 */
void
gh_record_table_set_rows (GhRecordTable *table, GhRecordRows *rows)
{
  if (table->rows != NULL)
    g_signal_handlers_disconnect_by_data (table->rows, table);
  gh_record_table_tell (table, NULL);
  table->position = table->anchor = table->column = 0;
  table->wanted = FALSE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (table->shown));
  gtk_column_view_sort_by_column (table->view, NULL, GTK_SORT_ASCENDING);
  g_set_object (&table->rows, rows);
  gh_record_order_set_rows (table->order, rows);
  if (rows == NULL)
    return;
  gh_record_table_add_columns (table);
  g_signal_connect_swapped (rows, "changed", G_CALLBACK (changed_cb), table);
  follow_found (table);
}

/**
 * gh_record_table_set_title:
 * @table: a table
 * @title: what it is called, also by screen readers
 *
 * Sets what stands above it.
 */
void
gh_record_table_set_title (GhRecordTable *table, const char *title)
{
  gtk_label_set_label (table->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (table->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}

/**
 * gh_record_table_set_height:
 * @table: a table
 * @least: pixels of its rows at least
 * @most: pixels at most, where there are as many rows
 *
 * Sets how high it is.
 */
void
gh_record_table_set_height (GhRecordTable *table, int least, int most)
{
  gtk_scrolled_window_set_max_content_height (table->scrolled, most);
  gtk_scrolled_window_set_min_content_height (table->scrolled, least);
  gtk_scrolled_window_set_propagate_natural_height (table->scrolled, most > least);
}

/* The column whose attribute a path below a record leads to or into. */
static guint
find_column_of (GhRecordTable *table, const char *below)
{
  g_autofree char *path = g_strconcat ("$", below, NULL);

  for (guint i = 0; i < gh_record_rows_count_columns (table->rows); i++)
    {
      const char *own = gh_record_rows_get_column (table->rows, i)->path;
      if (g_str_has_prefix (path, own) || (*below != '\0' && g_str_has_prefix (own, path)))
        return i;
    }
  return 0;
}

/* At once, since a row of them is wanted. */
static void
show_all (GhRecordTable *table)
{
  gtk_editable_set_text (GTK_EDITABLE (table->search), "");
  gtk_toggle_button_set_active (table->found, FALSE);
  filter_changed_cb (table);
  gh_record_order_finish (table->order);
}

/* Where a row of the study is shown; GTK_INVALID_LIST_POSITION where it is not. */
static guint
find_position (GhRecordTable *table, guint64 index)
{
  for (guint i = 0; i < gh_record_order_count (table->order); i++)
    if (gh_record_row_get_index (gh_record_order_get_row (table->order, i)) == index)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
show_cell (GhRecordTable *table, guint position, guint column)
{
  g_autoptr (GtkColumnViewColumn) shown
      = g_list_model_get_item (get_view_columns (table), column + 1);

  gtk_column_view_column_set_visible (shown, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (table->shown), position, TRUE);
  gh_record_table_move_to (table, position, column);
}

/**
 * gh_record_table_show_path:
 * @table: a table
 * @path: of one of its rows or of what is below it, such as a finding names
 *
 * Puts the keyboard into a cell.
 *
 * Returns: whether there is such a row
 */
gboolean
gh_record_table_show_path (GhRecordTable *table, const char *path)
{
  const char *bracket = strchr (path, '[');
  char *end = NULL;
  guint64 index = bracket != NULL ? g_ascii_strtoull (bracket + 1, &end, 10) : G_MAXUINT64;
  guint position;

  if (table->rows == NULL || end == NULL || *end != ']')
    return FALSE;
  show_all (table);
  position = find_position (table, index);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  show_cell (table, position, find_column_of (table, end + 1));
  return TRUE;
}

static void
gh_record_table_dispose (GObject *object)
{
  GhRecordTable *table = GH_RECORD_TABLE (object);

  if (table->view != NULL)
    gh_record_table_set_rows (table, NULL);
  g_clear_handle_id (&table->settling, g_source_remove);
  g_clear_weak_pointer (&table->refused);
  gh_record_table_clear_form (table);
  gtk_widget_dispose_template (GTK_WIDGET (table), GH_TYPE_RECORD_TABLE);
  g_clear_object (&table->shown);
  if (table->order != NULL)
    g_signal_handlers_disconnect_by_data (table->order, table);
  g_clear_object (&table->order);
  G_OBJECT_CLASS (gh_record_table_parent_class)->dispose (object);
}

static void
gh_record_table_finalize (GObject *object)
{
  GhRecordTable *table = GH_RECORD_TABLE (object);

  g_array_unref (table->chars);
  g_hash_table_unref (table->cells);
  g_strfreev (table->words);
  G_OBJECT_CLASS (gh_record_table_parent_class)->finalize (object);
}

static void
gh_record_table_class_init (GhRecordTableClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_record_table_dispose;
  G_OBJECT_CLASS (class)->finalize = gh_record_table_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/record-table.ui");
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, box);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, title);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, found);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, found_content);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, search);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, columns);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, choices);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, view);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, message);
  gtk_widget_class_bind_template_child (widget_class, GhRecordTable, context_menu);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gh_record_table_install_edits (widget_class);
}

static void
gh_record_table_init (GhRecordTable *table)
{
  table->chars = g_array_new (FALSE, TRUE, sizeof (guint));
  table->cells = g_hash_table_new (NULL, NULL);
  table->words = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (table));
  table->order = gh_record_order_new (is_wanted, table);
  gh_record_order_set_sorter (table->order, gtk_column_view_get_sorter (table->view));
  g_signal_connect_swapped (table->order, "ordered", G_CALLBACK (ordered_cb), table);
  table->shown = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (table->order)));
  gtk_column_view_set_model (table->view, GTK_SELECTION_MODEL (table->shown));
  gh_record_table_add_controllers (table);
}
