/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a fleet: cells edited by keyboard, blocks pasted, rows sorted, filtered and
 * removed, and what screen readers hear of it. */
#include "window-fixture.h"

#include <string.h>

#include "record-cell.h"
#include "record-edit.h"
#include "record-order.h"
#include "record-table.h"
#include "site/fleet-profile.h"
#include "slices.h"
#include "vehicles-page.h"

/* Vans as a spreadsheet has them. */
#define BLOCK                                                                              \
  "Name\tBattery (kWh)\tLeaves\tDistance (km)\nVan A\t52\t7:00\t80\nVan B\t68\t6:30\t40\n" \
  "Van C\t40\t8:15\t120\n"

static void
open_fleet (Fixture *fixture)
{
  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  gh_window_show_page (fixture->window, "vehicles");
  wait_ms (100);
}

static GPtrArray *
get_vehicles (Fixture *fixture)
{
  return gh_document_get_study (get_document (fixture))->vehicles;
}

static const GhVehicle *
get_vehicle (Fixture *fixture, guint index)
{
  return g_ptr_array_index (get_vehicles (fixture), index);
}

static GhRecordTable *
get_table (Fixture *fixture, const char *title)
{
  GtkWidget *view = find (fixture, GTK_TYPE_COLUMN_VIEW, title);

  return GH_RECORD_TABLE (gtk_widget_get_ancestor (view, GH_TYPE_RECORD_TABLE));
}

static GhRecordTable *
get_singles (Fixture *fixture)
{
  return get_table (fixture, "Single vehicles: 3");
}

static void
set_clipboard (Fixture *fixture, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), text);
}

static guint
count_shown (GhRecordTable *table)
{
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);

  return g_list_model_get_n_items (
      G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))));
}

/* Until rows are found, sorted and shown. */
static void
wait_for_rows (void)
{
  while (gh_slices_count_pending () > 0)
    wait_ms (5);
}

/* Three vans where there was none. */
static void
paste_vans (Fixture *fixture)
{
  open_fleet (fixture);
  set_clipboard (fixture, BLOCK);
  press (find (fixture, GTK_TYPE_BUTTON, "_Paste Vehicles"));
  while (get_vehicles (fixture) == NULL || get_vehicles (fixture)->len < 3)
    wait_ms (5);
  g_assert_cmpuint (get_vehicles (fixture)->len, ==, 3);
  wait_ms (200);
  while (count_shown (get_singles (fixture)) < 3)
    wait_ms (5);
}

/* Where there are no single vehicles yet, that there is nothing to paste is told by a table that is
 * seen. */
static void
test_pastes_nothing (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  set_clipboard (fixture, "");
  GtkWidget *button = find (fixture, GTK_TYPE_BUTTON, "_Paste Vehicles");
  GtkWidget *page = gtk_widget_get_ancestor (button, GH_TYPE_VEHICLES_PAGE);
  press (button);
  wait_ms (200);
  GtkWidget *told = find_widget (page, GTK_TYPE_LABEL,
                                 "There is no text to be pasted. Copy cells in a spreadsheet "
                                 "first.");
  g_assert_nonnull (told);
  g_assert_true (gtk_widget_get_mapped (told));
}

/* A key as the controllers of the view see it. */
static gboolean
press_key (GhRecordTable *table, guint key, GdkModifierType state)
{
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  wait_ms (20);
  return handled;
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static GhRecordCell *
get_cell (Fixture *fixture)
{
  GtkWidget *focus = get_focus (fixture);

  g_assert_nonnull (focus);
  GtkWidget *cell = gtk_widget_get_ancestor (focus, GH_TYPE_RECORD_CELL);
  g_assert_nonnull (cell);
  return GH_RECORD_CELL (cell);
}

static void
assert_cell (Fixture *fixture, const char *label)
{
  g_autofree char *error = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (get_cell (fixture)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, NULL);

  g_assert_cmpstr (error, ==, NULL);
}

static void
type (Fixture *fixture, const char *text)
{
  g_assert_true (GTK_IS_EDITABLE (get_focus (fixture)));
  gtk_editable_set_text (GTK_EDITABLE (get_focus (fixture)), text);
}

static void
select_rows (GhRecordTable *table, guint first, guint count)
{
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);

  gtk_selection_model_select_range (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)), first,
                                    count, TRUE);
}

/* Edits by keyboard: what cannot be read stays in its cell, Escape gives it up. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  g_assert_true (gh_record_table_show_path (table, "$.vehicles[1].battery_kwh"));
  wait_ms (50);
  assert_cell (fixture, "Row 2, Battery (kWh), 68.0");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_cell (fixture)),
                                   GTK_ACCESSIBLE_ROLE_GRID_CELL);
  g_assert_true (press_key (table, GDK_KEY_Return, 0));
  type (fixture, "70,5");
  g_assert_true (press_key (table, GDK_KEY_Return, 0));
  g_assert_cmpfloat (get_vehicle (fixture, 1)->battery_kwh, ==, 70.5);
  assert_cell (fixture, "Row 3, Battery (kWh), 40.0");
  g_assert_true (press_key (table, GDK_KEY_m, 0));
  type (fixture, "many");
  g_assert_true (press_key (table, GDK_KEY_Return, 0));
  g_assert_true (gh_record_cell_is_edited (get_cell (fixture)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_focus (fixture))), ==, "many");
  g_assert_nonnull (find_widget (GTK_WIDGET (table), GTK_TYPE_LABEL, "\"many\" is no number"));
  g_assert_true (press_key (table, GDK_KEY_Escape, 0));
  assert_cell (fixture, "Row 3, Battery (kWh), 40.0");
  g_assert_cmpfloat (get_vehicle (fixture, 2)->battery_kwh, ==, 40.0);
  gh_document_undo (get_document (fixture));
  g_assert_cmpfloat (get_vehicle (fixture, 1)->battery_kwh, ==, 68.0);
}

/* What was typed is taken when another cell is clicked, which selects its row. */
static void
test_left (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  gh_record_table_show_path (table, "$.vehicles[1].battery_kwh");
  wait_ms (50);
  GhRecordCell *cell = get_cell (fixture);
  press_key (table, GDK_KEY_5, 0);
  type (fixture, "53");
  gh_record_table_show_path (table, "$.vehicles[2].battery_kwh");
  wait_ms (50);
  g_assert_cmpfloat (get_vehicle (fixture, 1)->battery_kwh, ==, 53.0);
  g_assert_false (gh_record_cell_is_edited (cell));
  assert_cell (fixture, "Row 3, Battery (kWh), 40.0");
  press_key (table, GDK_KEY_6, 0);
  type (fixture, "64");
  gtk_widget_grab_focus (find_widget (GTK_WIDGET (table), GTK_TYPE_SEARCH_ENTRY, NULL));
  wait_ms (50);
  g_assert_cmpfloat (get_vehicle (fixture, 2)->battery_kwh, ==, 64.0);
}

/* Whether it is told that a number cannot be read. */
static gboolean
is_refusal_told (GhRecordTable *table)
{
  GtkWidget *label = find_widget (GTK_WIDGET (table), GTK_TYPE_LABEL, "\"many\" is no number");
  GtkWidget *revealer = gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

/* Refused by Enter, what cannot be read stays with its reason. */
static GhRecordCell *
type_refused (Fixture *fixture, GhRecordTable *table)
{
  gh_record_table_show_path (table, "$.vehicles[2].battery_kwh");
  wait_ms (50);
  press_key (table, GDK_KEY_m, 0);
  type (fixture, "many");
  press_key (table, GDK_KEY_Return, 0);
  g_assert_true (gh_record_cell_is_edited (get_cell (fixture)));
  g_assert_true (is_refusal_told (table));
  return get_cell (fixture);
}

/* The reason why a cell was refused goes with what was typed: when it is mended, when the keyboard
 * goes elsewhere, and when the row gets another value. */
static void
test_refusal_goes (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  GhRecordCell *cell = type_refused (fixture, table);
  type (fixture, "41");
  press_key (table, GDK_KEY_Return, 0);
  g_assert_false (is_refusal_told (table));
  g_assert_cmpfloat (get_vehicle (fixture, 2)->battery_kwh, ==, 41.0);

  g_assert_true (type_refused (fixture, table) == cell);
  gh_record_table_show_path (table, "$.vehicles[0].name");
  wait_ms (50);
  g_assert_false (gh_record_cell_is_edited (cell));
  g_assert_false (is_refusal_told (table));
  g_assert_cmpfloat (get_vehicle (fixture, 2)->battery_kwh, ==, 41.0);

  type_refused (fixture, table);
  gh_document_undo (get_document (fixture));
  wait_ms (50);
  g_assert_false (gh_record_cell_is_edited (cell));
  g_assert_false (is_refusal_told (table));
}

/* Left without having been told why, it stays in its cell, where it can be mended. */
static void
test_refusal_stays (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  gh_record_table_show_path (table, "$.vehicles[2].battery_kwh");
  wait_ms (50);
  GhRecordCell *cell = get_cell (fixture);
  press_key (table, GDK_KEY_m, 0);
  type (fixture, "many");
  gh_record_table_show_path (table, "$.vehicles[0].battery_kwh");
  wait_ms (50);
  g_assert_true (gh_record_cell_is_edited (cell));
  g_assert_true (is_refusal_told (table));
  press_key (table, GDK_KEY_Return, 0);
  type (fixture, "53");
  press_key (table, GDK_KEY_Return, 0);
  g_assert_true (is_refusal_told (table));
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  type (fixture, "42");
  gh_record_table_show_path (table, "$.vehicles[0].battery_kwh");
  wait_ms (50);
  g_assert_cmpfloat (get_vehicle (fixture, 2)->battery_kwh, ==, 42.0);
  g_assert_false (gh_record_cell_is_edited (cell));
  g_assert_false (is_refusal_told (table));
  g_assert_cmpfloat (get_vehicle (fixture, 0)->battery_kwh, ==, 53.0);
}

/* A button that is let go over a cell. */
static void
release_over (GhRecordTable *table, GtkWidget *cell)
{
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (cell, view, 5.0, 5.0, &x, &y));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "released", 1, x, y);
    }
}

/* The row that is clicked gives the keyboard to its first cell, but it is the other that was meant.
 */
static void
test_clicked (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  gh_record_table_show_path (table, "$.vehicles[1].battery_kwh");
  wait_ms (50);
  GtkWidget *cell = GTK_WIDGET (get_cell (fixture));
  press_key (table, GDK_KEY_Home, 0);
  assert_cell (fixture, "Row 2, Name, Van B");
  release_over (table, cell);
  assert_cell (fixture, "Row 2, Battery (kWh), 68.0");
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  gh_record_table_show_path (table, "$.vehicles[0].battery_kwh");
  wait_ms (50);
  press_key (table, GDK_KEY_Tab, 0);
  assert_cell (fixture, "Row 1, Charging power (kW), 11.0");
  press_key (table, GDK_KEY_Down, 0);
  assert_cell (fixture, "Row 2, Charging power (kW), 11.0");
  press_key (table, GDK_KEY_Left, 0);
  press_key (table, GDK_KEY_Home, 0);
  assert_cell (fixture, "Row 2, Name, Van B");
  press_key (table, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  assert_cell (fixture, "Row 1, Charge at leaving (%), empty");
  press_key (table, GDK_KEY_Tab, 0);
  assert_cell (fixture, "Row 2, Name, Van B");
  /* F2, which renames the study elsewhere. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.edit", NULL);
  g_assert_true (gh_record_cell_is_edited (get_cell (fixture)));
  press_key (table, GDK_KEY_Escape, 0);
}

/* Rows are filled down, copied, duplicated and removed, each in one step. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  gh_record_table_show_path (table, "$.vehicles[0].battery_kwh");
  wait_ms (50);
  select_rows (table, 0, 3);
  gtk_widget_activate_action (GTK_WIDGET (table), "rows.fill-down", NULL);
  g_assert_cmpfloat (get_vehicle (fixture, 2)->battery_kwh, ==, 52.0);
  gtk_widget_activate_action (GTK_WIDGET (table), "rows.duplicate", NULL);
  g_assert_cmpuint (get_vehicles (fixture)->len, ==, 6);
  gh_document_undo (get_document (fixture));
  gh_document_undo (get_document (fixture));
  g_assert_cmpfloat (get_vehicle (fixture, 2)->battery_kwh, ==, 40.0);
  select_rows (table, 1, 1);
  gtk_widget_activate_action (GTK_WIDGET (table), "rows.remove", NULL);
  g_assert_cmpuint (get_vehicles (fixture)->len, ==, 2);
  g_assert_cmpstr (get_vehicle (fixture, 1)->name, ==, "Van C");
  gh_document_undo (get_document (fixture));
  gh_document_undo (get_document (fixture));
  g_assert_true (get_vehicles (fixture) == NULL || get_vehicles (fixture)->len == 0);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* What is copied has the titles of its columns. */
static void
test_copies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  select_rows (table, 0, 1);
  gtk_widget_activate_action (GTK_WIDGET (table), "rows.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (table)), NULL, text_read_cb,
                                 &text);
  while (text == NULL)
    wait_ms (5);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "Name\tSite\tBattery (kWh)\t"));
  g_assert_true (g_str_has_prefix (lines[1], "Van A\t"));
}

/* A block over a cell goes over what is below and beside it. */
static void
test_pastes_over (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  gh_record_table_show_path (table, "$.vehicles[1].battery_kwh");
  wait_ms (50);
  set_clipboard (fixture, "80\t22\n90\t50\n100\t150\n");
  gtk_widget_activate_action (GTK_WIDGET (table), "rows.paste", NULL);
  wait_ms (200);
  g_assert_cmpuint (get_vehicles (fixture)->len, ==, 4);
  g_assert_cmpfloat (get_vehicle (fixture, 1)->battery_kwh, ==, 80.0);
  g_assert_cmpfloat (get_vehicle (fixture, 3)->charger->charge_kw, ==, 150.0);
}

/* Rows that can be seen, of those that the list has. */
static guint
count_seen (GhRecordTable *table)
{
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);
  guint count = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_last_child (view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    count += gtk_widget_get_opacity (row) > 0.0;
  return count;
}

static void
ordered_cb (GhRecordOrder *order, GPtrArray *before, gpointer table)
{
  g_assert_cmpuint (gh_record_order_count (order), ==, 1);
  g_assert_cmpuint (count_shown (table), ==, 3);
  g_assert_cmpuint (count_seen (table), ==, 1);
}

/* The list has fewer rows only after a while; those that have nothing any more are not seen. */
static void
test_hides_empty (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);
  GtkWidget *search = find_widget (GTK_WIDGET (table), GTK_TYPE_SEARCH_ENTRY, NULL);
  GListModel *order = gtk_multi_selection_get_model (
      GTK_MULTI_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))));
  gulong handler = g_signal_connect_after (order, "ordered", G_CALLBACK (ordered_cb), table);

  g_assert_cmpuint (count_seen (table), ==, 3);
  gtk_editable_set_text (GTK_EDITABLE (search), "van b");
  while (count_shown (table) != 1)
    wait_ms (5);
  g_signal_handler_disconnect (order, handler);
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  while (count_shown (table) != 3)
    wait_ms (5);
  g_assert_cmpuint (count_seen (table), ==, 3);
}

static void
test_sorts_and_filters (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  GListModel *shown = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (g_strcmp0 (gtk_column_view_column_get_title (column), "Battery (kWh)") == 0)
        gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), column, GTK_SORT_ASCENDING);
    }
  wait_for_rows ();
  g_autoptr (GhRecordSlot) first = g_list_model_get_item (shown, 0);
  g_assert_cmpuint (gh_record_row_get_index (gh_record_slot_get_row (first)), ==, 2);
  gtk_editable_set_text (
      GTK_EDITABLE (find_widget (GTK_WIDGET (table), GTK_TYPE_SEARCH_ENTRY, "Filter")), "van b");
  wait_ms (400);
  wait_for_rows ();
  g_assert_cmpuint (count_shown (table), ==, 1);
}

/* What is selected stays selected, where it stands after it was sorted. */
static void
test_keeps_selection (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);
  GtkSelectionModel *shown = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  g_autoptr (GtkColumnViewColumn) name
      = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)), 1);

  select_rows (table, 0, 1);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), name, GTK_SORT_DESCENDING);
  wait_for_rows ();
  g_assert_true (gtk_selection_model_is_selected (shown, 2));
  g_assert_false (gtk_selection_model_is_selected (shown, 0));
  gtk_widget_activate_action (GTK_WIDGET (table), "rows.remove", NULL);
  wait_for_rows ();
  g_assert_cmpuint (get_vehicles (fixture)->len, ==, 2);
  g_assert_cmpstr (get_vehicle (fixture, 0)->name, ==, "Van B");
  g_assert_cmpuint (count_shown (table), ==, 2);
  /* What comes back stands where it is sorted to. */
  gh_document_undo (get_document (fixture));
  wait_for_rows ();
  g_autoptr (GhRecordSlot) last = g_list_model_get_item (G_LIST_MODEL (shown), 2);
  g_assert_cmpuint (gh_record_row_get_index (gh_record_slot_get_row (last)), ==, 0);
}

/* A row of which something is told has a mark, and there is a way to see only such rows. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  paste_vans (fixture);
  GhRecordTable *table = get_singles (fixture);
  g_autoptr (GhRecordRows) rows = gh_record_rows_new (get_document (fixture), GH_RECORDS_VEHICLES);

  g_assert_true (gh_record_rows_set_text (rows, 1, 0, "Van A", NULL));
  wait_ms (50);
  GtkWidget *button = find_widget (GTK_WIDGET (table), GTK_TYPE_TOGGLE_BUTTON, "Show Only These");
  g_assert_true (gtk_widget_get_visible (button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  wait_for_rows ();
  g_assert_cmpuint (count_shown (table), ==, 1);
  gh_document_undo (get_document (fixture));
  wait_for_rows ();
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpuint (count_shown (table), ==, 3);
}

/* A spread is edited as a text, and a finding of a group leads to it. */
static void
test_groups (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  GhRecordTable *table = get_table (fixture, "Groups: 60 vehicles");

  activate (fixture, "win.show-path", "$.groups[1].arrive.mean");
  wait_ms (50);
  assert_cell (fixture, "Row 2, Arrives, 16:20 ± 50 min (13:00–20:00)");
  press_key (table, GDK_KEY_Return, 0);
  type (fixture, "16:30 +- 45");
  press_key (table, GDK_KEY_Return, 0);
  const GhFleetGroup *group
      = g_ptr_array_index (gh_document_get_study (get_document (fixture))->groups, 1);
  g_assert_cmpint (group->arrive->mean, ==, 16 * 60 + 30);
  g_assert_cmpfloat (group->arrive->deviation, ==, 45.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/vehicles-page/edits", test_edits);
  ADD_WINDOW_TEST ("/vehicles-page/left", test_left);
  ADD_WINDOW_TEST ("/vehicles-page/refusal-goes", test_refusal_goes);
  ADD_WINDOW_TEST ("/vehicles-page/refusal-stays", test_refusal_stays);
  ADD_WINDOW_TEST ("/vehicles-page/clicked", test_clicked);
  ADD_WINDOW_TEST ("/vehicles-page/moves", test_moves);
  ADD_WINDOW_TEST ("/vehicles-page/rows", test_rows);
  ADD_WINDOW_TEST ("/vehicles-page/copies", test_copies);
  ADD_WINDOW_TEST ("/vehicles-page/pastes-nothing", test_pastes_nothing);
  ADD_WINDOW_TEST ("/vehicles-page/pastes-over", test_pastes_over);
  ADD_WINDOW_TEST ("/vehicles-page/sorts-and-filters", test_sorts_and_filters);
  ADD_WINDOW_TEST ("/vehicles-page/hides-empty", test_hides_empty);
  ADD_WINDOW_TEST ("/vehicles-page/keeps-selection", test_keeps_selection);
  ADD_WINDOW_TEST ("/vehicles-page/marks", test_marks);
  ADD_WINDOW_TEST ("/vehicles-page/groups", test_groups);
  return run_window_tests ();
}
