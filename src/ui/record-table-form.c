/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a table that hold more than a text says well: a spread has a form in a popover, trips a
 * window. Both are opened by Alt+Down, by a button in the current cell, and by the menu. */
#include "record-table-private.h"

#include "fact-rows.h"
#include "record-edit.h"
#include "site/profile.h"
#include "spread-text.h"
#include "trip-list.h"
#include "words.h"

static gboolean
is_of_list (GhRecordTable *table, guint column)
{
  return gh_record_rows_get_column (table->rows, column)->list != NULL;
}

/**
 * gh_record_table_has_form:
 * @table: a table with rows
 * @column: a column
 *
 * Returns: whether its cells can be opened
 */
gboolean
gh_record_table_has_form (GhRecordTable *table, guint column)
{
  return is_of_list (table, column)
         || gh_attribute_is_spread (gh_record_rows_get_column (table->rows, column)->attribute);
}

/**
 * gh_record_table_follow_opener:
 * @table: a table
 * @cell: that has the keyboard now
 *
 * Lets it have a button that opens it, and no other.
 */
void
gh_record_table_follow_opener (GhRecordTable *table, GhRecordCell *cell)
{
  if (cell == table->opener)
    return;
  if (table->opener != NULL)
    gh_record_cell_set_opens (table->opener, FALSE);
  g_clear_weak_pointer (&table->opener);
  if (table->rows == NULL || !gh_record_table_has_form (table, gh_record_cell_get_column (cell)))
    return;
  gh_record_cell_set_opens (cell, TRUE);
  g_set_weak_pointer (&table->opener, cell);
}

/* The rows that are selected where the current one is among them, else that alone. */
static GArray *
list_meant (GhRecordTable *table, guint index)
{
  g_autoptr (GArray) rows = gh_record_table_list_selected (table);

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, guint, i) == index)
      return g_steal_pointer (&rows);
  g_array_set_size (rows, 0);
  g_array_append_val (rows, index);
  return g_steal_pointer (&rows);
}

static gboolean
apply_spread (const char *text, gpointer data, GError **error)
{
  GhRecordTable *table = data;

  return table->rows == NULL
         || gh_record_rows_fill (table->rows, table->form_rows, table->column, text, error);
}

/* The cell has the keyboard again. */
static void
closed_cb (GhRecordTable *table)
{
  GhRecordCell *cell = gh_record_table_get_cell (table);

  if (cell != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
}

static void
ensure_form (GhRecordTable *table)
{
  if (table->form != NULL)
    return;
  table->form = gh_spread_form_new ();
  gtk_widget_set_parent (table->form, GTK_WIDGET (table));
  g_signal_connect_swapped (table->form, "closed", G_CALLBACK (closed_cb), table);
}

static void
point_to (GhRecordTable *table, GtkWidget *cell)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (cell, GTK_WIDGET (table), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (table->form),
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                  (int) bounds.size.width,
                                                  (int) bounds.size.height });
}

static void
open_spread (GhRecordTable *table, GhRecordCell *cell, GhRecordRow *row)
{
  const GhRecordColumn *column = gh_record_rows_get_column (table->rows, table->column);
  gconstpointer spread = gh_record_column_get_spread (
      column, gh_records_get_table (gh_record_rows_get_of (table->rows)),
      gh_record_row_get_record (row));

  ensure_form (table);
  point_to (table, GTK_WIDGET (cell));
  g_clear_pointer (&table->form_rows, g_array_unref);
  table->form_rows = list_meant (table, gh_record_row_get_index (row));
  gh_spread_form_open (GH_SPREAD_FORM (table->form), column->attribute, spread,
                       gh_document_get_currency (gh_record_rows_get_document (table->rows)),
                       table->form_rows->len, apply_spread, table);
}

static void
add_undo (GtkWidget *window, GtkWindow *parent)
{
  static const struct
  {
    const char *icon;
    const char *label;
    const char *action;
    const char *keys;
  } buttons[]
      = { { "edit-undo-symbolic", N_ ("Undo"), "win.undo", "<Control>z" },
          { "edit-redo-symbolic", N_ ("Redo"), "win.redo", "<Control><Shift>z|<Control>y" } };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* Keys of the application are those of its own windows. */
  gtk_widget_add_controller (window, keys);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (parent));
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = gtk_button_new_from_icon_name (buttons[i].icon);
      gtk_widget_set_tooltip_text (button, _ (buttons[i].label));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (buttons[i].label), -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), buttons[i].action);
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (keys),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (buttons[i].keys),
                            gtk_named_action_new (buttons[i].action)));
      adw_header_bar_pack_start (ADW_HEADER_BAR (gh_fact_window_get_header (window)), button);
    }
}

/* What a log tells of a vehicle stands instead of trips. */
static GtkWidget *
new_driving (GhDocument *document, const GhVehicle *vehicle, const char *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  if (vehicle->stays != NULL && vehicle->stays->len > 0)
    {
      guint count = vehicle->stays->len;
      g_autofree char *text
          = g_strdup_printf (ngettext ("%u stay of a log is known, instead of trips.",
                                       "%u stays of a log are known, instead of trips.", count),
                             count);
      gtk_box_append (GTK_BOX (box), gh_remark_row_new (text));
      return box;
    }
  gtk_box_append (GTK_BOX (box), gh_week_view_new (document, path));
  gtk_box_append (GTK_BOX (box), gh_trip_list_new (document, path));
  return box;
}

/* Trips are edited in the study as they are; each edit is a step of its history. */
static void
open_trips (GhRecordTable *table, GhRecordRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (table));
  GhDocument *document = gh_record_rows_get_document (table->rows);
  const GhVehicle *vehicle = gh_record_row_get_record (row);
  g_autofree char *path = g_strdup_printf ("$.vehicles[%u]", gh_record_row_get_index (row));
  GtkWidget *window = gh_fact_window_new (GTK_WINDOW (root), _ ("Trips"), vehicle->name);
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_driving (document, vehicle, path));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gh_fact_window_set_child (window, page);
  add_undo (window, GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * gh_record_table_open_form:
 * @table: a table
 *
 * Opens the current cell: the form of a spread, the trips of a vehicle, else its text.
 */
void
gh_record_table_open_form (GhRecordTable *table)
{
  GhRecordCell *cell = gh_record_table_get_cell (table);
  GhRecordRow *row = cell != NULL ? gh_record_cell_get_row (cell) : NULL;

  if (row == NULL || !gh_record_cell_finish (cell))
    return;
  if (!gh_record_table_has_form (table, table->column))
    gh_record_cell_edit (cell, NULL);
  else if (is_of_list (table, table->column))
    open_trips (table, row);
  else
    open_spread (table, cell, row);
}

/**
 * gh_record_table_clear_form:
 * @table: a table that is going
 *
 * Takes the form away.
 */
void
gh_record_table_clear_form (GhRecordTable *table)
{
  g_clear_weak_pointer (&table->opener);
  g_clear_pointer (&table->form, gtk_widget_unparent);
  g_clear_pointer (&table->form_rows, g_array_unref);
}
