/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table of records: how wide they are, and which are shown. */
#include "window-fixture.h"

#include "record-cell.h"
#include "record-table.h"

static void
open_fleet (Fixture *fixture)
{
  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  gh_window_show_page (fixture->window, "vehicles");
  wait_ms (100);
}

/* The first row of a table that was empty makes the columns wide enough for itself. */
static void
test_first_row (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  press (find (fixture, GTK_TYPE_BUTTON, "_Add a Vehicle"));
  wait_ms (200);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *cell = gtk_widget_get_ancestor (focus, GH_TYPE_RECORD_CELL);
  g_assert_nonnull (cell);
  GhRecordRow *row = gh_record_cell_get_row (GH_RECORD_CELL (cell));
  g_autofree char *text
      = gh_record_row_get_text (row, gh_record_cell_get_column (GH_RECORD_CELL (cell)));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (cell, text);
  int width;

  g_assert_cmpstr (text, ==, "Vehicle 1");
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_assert_cmpint (gtk_widget_get_width (cell), >=, width);
}

/* A column is shown or not as its box is checked. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  GtkWidget *view = find (fixture, GTK_TYPE_COLUMN_VIEW, "Groups: 60 vehicles");
  GtkWidget *table = gtk_widget_get_ancestor (view, GH_TYPE_RECORD_TABLE);
  GtkWidget *check = find_widget (table, GTK_TYPE_CHECK_BUTTON, "Site");
  g_autoptr (GtkColumnViewColumn) site
      = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)), 2);

  g_assert_cmpstr (gtk_column_view_column_get_title (site), ==, "Site");
  g_assert_nonnull (check);
  g_assert_true (gtk_column_view_column_get_visible (site));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (gtk_column_view_column_get_visible (site));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/record-table-columns/first-row", test_first_row);
  ADD_WINDOW_TEST ("/record-table-columns/choice", test_choice);
  return run_window_tests ();
}
