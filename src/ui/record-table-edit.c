/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keyboard, pointer and menu do with a table of records. */
#include "record-table-private.h"

#include <string.h>

#include "record-edit.h"
#include "words.h"

/* Rows that a page is, where the list does not tell. */
#define PAGE_ROWS 20
/* As many cells that could not be read are told of. */
#define MOST_TOLD 3

static guint
count_rows (GhRecordTable *table)
{
  return gh_record_order_count (table->order);
}

/* Adds a row that is shown by its place in the study; slots may be without one for a moment. */
static void
add_index (GArray *indices, GhRecordTable *table, guint position)
{
  GhRecordRow *row = gh_record_order_get_row (table->order, position);
  guint index = row != NULL ? gh_record_row_get_index (row) : 0;

  if (row != NULL)
    g_array_append_val (indices, index);
}

/**
 * gh_record_table_list_selected:
 * @table: a table
 *
 * Returns: (transfer full) (element-type guint): the rows of the study that are meant: those that
 *   are selected, in the order in which they are shown, else that of the current cell
 */
GArray *
gh_record_table_list_selected (GhRecordTable *table)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (table->shown));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    add_index (indices, table, position);
  if (indices->len == 0)
    add_index (indices, table, table->position);
  return indices;
}

/* The rows from the current cell downward. */
static GArray *
list_below (GhRecordTable *table)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = table->position; i < count_rows (table); i++)
    add_index (indices, table, i);
  return indices;
}

/* How many cells and columns could not be taken, and why the first of them could not. */
static void
tell_refusals (GhRecordTable *table, const char *const *refusals)
{
  guint count = g_strv_length ((char **) refusals);
  g_autoptr (GString) text = g_string_new (NULL);

  if (count > 0)
    g_string_printf (text, _ ("Not taken: %u"), count);
  for (guint i = 0; i < MIN (count, MOST_TOLD); i++)
    g_string_append_printf (text, "\n%s", refusals[i]);
  gh_record_table_tell (table, count > 0 ? text->str : NULL);
}

/* Ends editing; where it cannot be ended the key does nothing more. */
static gboolean
finish_editing (GhRecordTable *table)
{
  GhRecordCell *cell = gh_record_table_get_cell (table);

  return cell == NULL || gh_record_cell_finish (cell);
}

static gboolean
is_editing (GhRecordTable *table)
{
  GhRecordCell *cell = gh_record_table_get_cell (table);

  return cell != NULL && gh_record_cell_is_edited (cell);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);
  g_autoptr (GArray) rows = table->rows != NULL ? gh_record_table_list_selected (table) : NULL;
  g_autoptr (GArray) columns = NULL;
  g_autofree char *text = NULL;

  if (rows == NULL || rows->len == 0)
    return;
  columns = gh_record_table_list_columns (table, 0);
  text = gh_record_rows_copy (table->rows, rows, columns);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* @teller: where it is told that there is nothing to paste
 * @new_rows: whether nothing is written over */
typedef struct
{
  GhRecordTable *table;
  GhRecordTable *teller;
  gboolean new_rows;
} Paste;

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Paste *paste = data;
  g_autoptr (GhRecordTable) table = paste->table, teller = paste->teller;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GArray) below = NULL, columns = NULL;
  g_auto (GStrv) refusals = NULL;

  if (table->rows == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      gh_record_table_tell (teller, _ ("There is no text to be pasted. Copy cells in a spreadsheet "
                                       "first."));
      return;
    }
  gh_record_table_tell (teller, NULL);
  below = paste->new_rows ? g_array_new (FALSE, FALSE, sizeof (guint)) : list_below (table);
  columns = gh_record_table_list_columns (table, paste->new_rows ? 0 : table->column);
  refusals = gh_record_rows_paste (table->rows, below, columns, text);
  tell_refusals (table, (const char *const *) refusals);
}

static void
begin_paste (GhRecordTable *table, GhRecordTable *teller, gboolean new_rows)
{
  Paste *paste = g_new (Paste, 1);

  *paste = (Paste){ g_object_ref (table), g_object_ref (teller), new_rows };
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (table)), NULL, text_read_cb,
                                 paste);
}

static void
paste_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);

  if (table->rows != NULL)
    begin_paste (table, table, count_rows (table) == 0);
}

/**
 * gh_record_table_paste:
 * @table: a table with rows
 * @teller: one that is seen, where it is told that there is nothing to paste
 *
 * Adds what is on the clipboard as new rows.
 */
void
gh_record_table_paste (GhRecordTable *table, GhRecordTable *teller)
{
  begin_paste (table, teller, TRUE);
}

static void
fill_down_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);
  g_autoptr (GArray) rows = table->rows != NULL ? gh_record_table_list_selected (table) : NULL;
  g_auto (GStrv) refusals = NULL;

  if (rows == NULL || rows->len < 2)
    return;
  refusals = gh_record_rows_fill_down (table->rows, rows, table->column);
  tell_refusals (table, (const char *const *) refusals);
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);
  g_autoptr (GArray) rows = table->rows != NULL ? gh_record_table_list_selected (table) : NULL;

  if (rows != NULL)
    gh_record_rows_clear (table->rows, rows, table->column);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);
  g_autoptr (GArray) rows = table->rows != NULL ? gh_record_table_list_selected (table) : NULL;
  guint position = table->position;

  if (rows == NULL || rows->len == 0)
    return;
  gh_record_rows_remove (table->rows, rows);
  if (count_rows (table) > 0)
    gh_record_table_move_to (table, MIN (position, count_rows (table) - 1), table->column);
}

static void
duplicate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);
  g_autoptr (GArray) rows = table->rows != NULL ? gh_record_table_list_selected (table) : NULL;

  if (rows != NULL)
    gh_record_rows_duplicate (table->rows, rows);
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);
  guint index;

  if (table->rows == NULL)
    return;
  index = g_list_model_get_n_items (G_LIST_MODEL (table->rows));
  gh_record_rows_add (table->rows);
  g_autofree char *path = g_strdup_printf (
      "$.%s[%u]", gh_records_get_key (gh_record_rows_get_of (table->rows)), index);
  gh_record_table_show_path (table, path);
}

/* Moves the current cell and selects its row, or all rows from where a range began. */
static void
go_to (GhRecordTable *table, guint position, guint column, gboolean extend)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (table->shown);
  guint first = MIN (position, table->anchor), last = MAX (position, table->anchor);

  if (extend && position != table->position)
    gtk_selection_model_select_range (model, first, last - first + 1, TRUE);
  else if (position != table->position || !gtk_selection_model_is_selected (model, position))
    {
      gtk_selection_model_select_item (model, position, TRUE);
      table->anchor = position;
    }
  gh_record_table_move_to (table, position, column);
}

static void
go_by_rows (GhRecordTable *table, int rows, gboolean extend)
{
  gint64 last = (gint64) count_rows (table) - 1;

  if (last >= 0)
    go_to (table, (guint) CLAMP ((gint64) table->position + rows, 0, last), table->column, extend);
}

/* To the next cell, also round the end of a row; out of the table at its ends. */
static gboolean
go_by_cells (GhRecordTable *table, int step, gboolean wraps)
{
  guint column = gh_record_table_find_column (table, table->column, step);
  guint count = gh_record_rows_count_columns (table->rows);

  if (column != GH_NO_COLUMN)
    go_to (table, table->position, column, FALSE);
  else if (wraps && step > 0 && table->position + 1 < count_rows (table))
    go_to (table, table->position + 1, gh_record_table_find_column (table, -1, 1), FALSE);
  else if (wraps && step < 0 && table->position > 0)
    go_to (table, table->position - 1, gh_record_table_find_column (table, count, -1), FALSE);
  else
    return !wraps;
  return TRUE;
}

static gboolean
move_by_key (GhRecordTable *table, guint key, gboolean extend)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      go_by_rows (table, -1, extend);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      go_by_rows (table, 1, extend);
      return TRUE;
    case GDK_KEY_Page_Up:
      go_by_rows (table, -PAGE_ROWS, extend);
      return TRUE;
    case GDK_KEY_Page_Down:
      go_by_rows (table, PAGE_ROWS, extend);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return go_by_cells (table, -1, FALSE);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return go_by_cells (table, 1, FALSE);
    default:
      return FALSE;
    }
}

/* To the ends of the row, with Control to those of the table. */
static void
go_to_end (GhRecordTable *table, gboolean last, gboolean of_table, gboolean extend)
{
  guint columns = gh_record_rows_count_columns (table->rows);

  if (of_table)
    go_by_rows (table, last ? G_MAXINT / 2 : G_MININT / 2, extend);
  else
    go_to (table, table->position,
           last ? gh_record_table_find_column (table, columns, -1)
                : gh_record_table_find_column (table, -1, 1),
           FALSE);
}

/* Keys while a cell has an entry: those that end it. */
static gboolean
press_while_editing (GhRecordTable *table, guint key, GdkModifierType state)
{
  gboolean back = (state & GDK_SHIFT_MASK) != 0;

  switch (key)
    {
    case GDK_KEY_Escape:
      gh_record_cell_cancel (gh_record_table_get_cell (table));
      gh_record_table_tell (table, NULL);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      if (finish_editing (table))
        go_by_rows (table, back || key == GDK_KEY_Up ? -1 : 1, FALSE);
      return TRUE;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if (finish_editing (table))
        go_by_cells (table, back ? -1 : 1, TRUE);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A key that writes something begins the text of the cell. */
static gboolean
type_into (GhRecordTable *table, guint key, GdkModifierType state)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  GhRecordCell *cell = gh_record_table_get_cell (table);
  char text[7] = "";

  if (letter == 0 || !g_unichar_isprint (letter) || cell == NULL
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  g_unichar_to_utf8 (letter, text);
  gh_record_cell_edit (cell, letter == ' ' ? NULL : text);
  return TRUE;
}

static gboolean
press (GhRecordTable *table, guint key, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0, control = (state & GDK_CONTROL_MASK) != 0;
  gboolean alt = (state & GDK_ALT_MASK) != 0;
  GhRecordCell *cell = gh_record_table_get_cell (table);

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (cell != NULL)
        gh_record_cell_edit (cell, NULL);
      return cell != NULL;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return !control && go_by_cells (table, shift ? -1 : 1, TRUE);
    case GDK_KEY_Home:
    case GDK_KEY_End:
      go_to_end (table, key == GDK_KEY_End, control, shift);
      return TRUE;
    case GDK_KEY_BackSpace:
      clear_cb (GTK_WIDGET (table), NULL, NULL);
      return TRUE;
    default:
      return (!control && !alt && move_by_key (table, key, shift)) || type_into (table, key, state);
    }
}

/* Headings and scroll bars keep their keys. */
static gboolean
has_keyboard (GhRecordTable *table)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (table));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (table->view));

  return focus != NULL && (focus == list || gtk_widget_is_ancestor (focus, list));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                gpointer data)
{
  GhRecordTable *table = data;

  if (table->rows == NULL || count_rows (table) == 0 || !has_keyboard (table))
    return FALSE;
  return is_editing (table) ? press_while_editing (table, key, state) : press (table, key, state);
}

static GhRecordCell *
pick_cell (GhRecordTable *table, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (table->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *inner;

  if (widget == NULL)
    return NULL;
  /* Around the cell there is what pads it. */
  if (!GH_IS_RECORD_CELL (widget) && (inner = gtk_widget_get_first_child (widget)) != NULL
      && GH_IS_RECORD_CELL (inner))
    widget = inner;
  return GH_RECORD_CELL (gtk_widget_get_ancestor (widget, GH_TYPE_RECORD_CELL));
}

static void
pressed_cb (GtkGestureClick *gesture, int presses, double x, double y, gpointer data)
{
  GhRecordTable *table = data;
  GhRecordCell *cell = pick_cell (table, x, y);
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (cell == NULL || gh_record_cell_get_column (cell) == GH_NO_COLUMN
      || gh_record_cell_is_edited (cell))
    return;
  if (presses == 2)
    {
      gh_record_cell_edit (cell, NULL);
      return;
    }
  if ((state & GDK_SHIFT_MASK) == 0)
    table->anchor = gh_record_cell_get_position (cell);
  gh_record_table_move_to (table, gh_record_cell_get_position (cell),
                           gh_record_cell_get_column (cell));
}

/* The row takes the keyboard when it is clicked, and gives it to its first cell; the one that was
 * clicked has it back when the button is let go. */
static void
released_cb (GtkGestureClick *gesture, int presses, double x, double y, gpointer data)
{
  GhRecordTable *table = data;
  GhRecordCell *cell = pick_cell (table, x, y);

  if (cell != NULL && gh_record_cell_get_column (cell) != GH_NO_COLUMN
      && gh_record_cell_get_position (cell) == table->position && !is_editing (table))
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static void
open_menu (GhRecordTable *table, double x, double y)
{
  graphene_point_t at;

  if (!gtk_widget_compute_point (GTK_WIDGET (table->view), GTK_WIDGET (table),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return;
  gtk_popover_set_pointing_to (table->context_menu,
                               &(GdkRectangle){ (int) at.x, (int) at.y, 1, 1 });
  gtk_popover_popup (table->context_menu);
}

/* The row below the pointer is meant, unless it is one of those that are selected. */
static void
menu_pressed_cb (GtkGestureClick *gesture, int presses, double x, double y, gpointer data)
{
  GhRecordTable *table = data;
  GhRecordCell *cell = pick_cell (table, x, y);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (table->shown);

  if (cell == NULL || gh_record_cell_get_row (cell) == NULL)
    return;
  guint position = gh_record_cell_get_position (cell);
  if (!gtk_selection_model_is_selected (model, position))
    gtk_selection_model_select_item (model, position, TRUE);
  if (gh_record_cell_get_column (cell) != GH_NO_COLUMN)
    gh_record_table_move_to (table, position, gh_record_cell_get_column (cell));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (table, x, y);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordTable *table = GH_RECORD_TABLE (widget);
  GhRecordCell *cell = gh_record_table_get_cell (table);
  double x = 0.0, y = 0.0;

  if (cell == NULL)
    return;
  gtk_widget_translate_coordinates (GTK_WIDGET (cell), GTK_WIDGET (table->view), 0.0,
                                    gtk_widget_get_height (GTK_WIDGET (cell)), &x, &y);
  open_menu (table, x, y);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (GH_RECORD_TABLE (widget)->rows != NULL)
    gh_record_table_open_form (GH_RECORD_TABLE (widget));
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GhRecordCell *cell = gh_record_table_get_cell (GH_RECORD_TABLE (widget));

  if (cell != NULL && !gh_record_cell_is_edited (cell))
    gh_record_cell_edit (cell, NULL);
}

/**
 * gh_record_table_add_controllers:
 * @table: a table
 *
 * Listens to keyboard and pointer before the list does.
 */
void
gh_record_table_add_controllers (GhRecordTable *table)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), table);
  gtk_widget_add_controller (GTK_WIDGET (table->view), keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), table);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), table);
  gtk_widget_add_controller (GTK_WIDGET (table->view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (menu), GTK_PHASE_CAPTURE);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), table);
  gtk_widget_add_controller (GTK_WIDGET (table->view), GTK_EVENT_CONTROLLER (menu));
}

/**
 * gh_record_table_install_edits:
 * @widget_class: of the table
 *
 * Installs the actions of rows and their keys.
 */
void
gh_record_table_install_edits (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    guint key;
    GdkModifierType state;
  } edits[] = {
    { "rows.copy", copy_cb, GDK_KEY_c, GDK_CONTROL_MASK },
    { "rows.paste", paste_cb, GDK_KEY_v, GDK_CONTROL_MASK },
    { "rows.fill-down", fill_down_cb, GDK_KEY_d, GDK_CONTROL_MASK },
    { "rows.clear", clear_cb, GDK_KEY_Delete, GDK_CONTROL_MASK },
    { "rows.remove", remove_cb, GDK_KEY_Delete, 0 },
    { "rows.duplicate", duplicate_cb, GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "rows.add", add_cb, GDK_KEY_Insert, 0 },
    { "rows.edit", edit_cb, GDK_KEY_F2, 0 },
    { "rows.open", open_cb, GDK_KEY_Down, GDK_ALT_MASK },
    { "rows.menu", menu_cb, GDK_KEY_F10, GDK_SHIFT_MASK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      gtk_widget_class_install_action (widget_class, edits[i].name, NULL, edits[i].activate);
      gtk_widget_class_add_binding_action (widget_class, edits[i].key, edits[i].state,
                                           edits[i].name, NULL);
    }
}
