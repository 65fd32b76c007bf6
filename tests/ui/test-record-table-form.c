/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells that open: the form of a spread, the window of trips. */
#include "window-fixture.h"

#include "fleet-study.h"
#include "record-cell.h"
#include "record-table.h"
#include "site/fleet-profile.h"
#include "spread-form.h"

static void
open_fleet (Fixture *fixture)
{
  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  gh_window_show_page (fixture->window, "vehicles");
  wait_ms (100);
}

static GhRecordTable *
get_groups (Fixture *fixture)
{
  GtkWidget *view = find (fixture, GTK_TYPE_COLUMN_VIEW, "Groups: 60 vehicles");

  return GH_RECORD_TABLE (gtk_widget_get_ancestor (view, GH_TYPE_RECORD_TABLE));
}

static GhRecordCell *
get_cell (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_nonnull (focus);
  return GH_RECORD_CELL (gtk_widget_get_ancestor (focus, GH_TYPE_RECORD_CELL));
}

static void
select_rows (GhRecordTable *table, guint first, guint count)
{
  GtkWidget *view = find_widget (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW, NULL);

  gtk_selection_model_select_range (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)), first,
                                    count, TRUE);
}

static GhFleetGroup *
get_group (Fixture *fixture, guint index)
{
  return g_ptr_array_index (gh_document_get_study (get_document (fixture))->groups, index);
}

static GtkWidget *
find_entry (GtkWidget *form, const char *label)
{
  GtkWidget *found = find_widget (form, GTK_TYPE_LABEL, label);

  g_assert_nonnull (found);
  return gtk_label_get_mnemonic_widget (GTK_LABEL (found));
}

/* A form puts a spread together, for all rows that are selected, in one step. */
static void
test_spread_form (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  GhRecordTable *table = get_groups (fixture);
  int before = get_group (fixture, 0)->arrive->mean;

  activate (fixture, "win.show-path", "$.groups[1].arrive.mean");
  wait_ms (50);
  select_rows (table, 0, 2);
  g_assert_nonnull (
      find_widget (GTK_WIDGET (get_cell (fixture)), GTK_TYPE_BUTTON, "Open (Alt+Down)"));
  gtk_widget_activate_action (GTK_WIDGET (get_cell (fixture)), "rows.open", NULL);
  wait_ms (50);
  GtkWidget *form = find_widget (GTK_WIDGET (table), GH_TYPE_SPREAD_FORM, NULL);
  g_assert_nonnull (find_widget (form, GTK_TYPE_LABEL, "Arrives: 2 rows"));
  GtkWidget *mean = find_entry (form, "Mean"), *deviation = find_entry (form, "Deviation (min)");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (mean)), ==, "16:20");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (deviation)), ==, "50");
  gtk_editable_set_text (GTK_EDITABLE (mean), "soon");
  GtkWidget *apply = find_widget (form, GTK_TYPE_BUTTON, "_Apply");
  g_assert_false (gtk_widget_get_sensitive (apply));
  gtk_editable_set_text (GTK_EDITABLE (mean), "16:40");
  gtk_editable_set_text (GTK_EDITABLE (deviation), "35");
  press (apply);
  g_assert_cmpint (get_group (fixture, 0)->arrive->mean, ==, 16 * 60 + 40);
  g_assert_cmpint (get_group (fixture, 1)->arrive->mean, ==, 16 * 60 + 40);
  g_assert_cmpfloat (get_group (fixture, 1)->arrive->deviation, ==, 35.0);
  gh_document_undo (get_document (fixture));
  g_assert_cmpint (get_group (fixture, 0)->arrive->mean, ==, before);
  g_assert_cmpint (get_group (fixture, 1)->arrive->mean, ==, 16 * 60 + 20);
}

/* A fleet with a car of one trip, and the window of its trips. */
static GtkWidget *
open_trips (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (fleet_study);

  g_string_replace (text, "\"name\": \"Car\",",
                    "\"name\": \"Car\", \"trips\": [ { \"days\": \"mon-fri\", \"leave\": "
                    "\"08:15\", \"return\": \"17:00\", \"distance_km\": 20 } ],",
                    1);
  g_autofree char *path = write_in_folder (fixture, "fleet.gridhearth", text->str);
  wait_for_plan (fixture);
  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  activate (fixture, "win.show-path", "$.vehicles[0].trips[0].leave");
  wait_ms (100);
  gtk_widget_activate_action (GTK_WIDGET (get_cell (fixture)), "rows.open", NULL);
  wait_ms (100);
  GtkWidget *window = find_window ("Trips");
  g_assert_nonnull (window);
  return window;
}

static const GPtrArray *
get_trips (Fixture *fixture)
{
  const GhVehicle *vehicle
      = g_ptr_array_index (gh_document_get_study (get_document (fixture))->vehicles, 0);

  return vehicle->trips;
}

static const GhTrip *
get_trip (Fixture *fixture)
{
  return g_ptr_array_index (get_trips (fixture), 0);
}

/* Presses the keys that the window has for an action. */
static gboolean
press_keys_of (GtkWidget *window, const char *action)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && k < g_list_model_get_n_items (G_LIST_MODEL (controller));
           k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutAction *does = gtk_shortcut_get_action (shortcut);
          if (GTK_IS_NAMED_ACTION (does)
              && g_strcmp0 (gtk_named_action_get_action_name (GTK_NAMED_ACTION (does)), action)
                     == 0)
            return gtk_shortcut_action_activate (does, 0, window, NULL);
        }
    }
  return FALSE;
}

/* The trips of a vehicle are edited in a window of their own, which has the keys of undo. */
static void
test_trips (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_trips (fixture);

  press (find_widget (window, GTK_TYPE_BUTTON, "Add a Trip"));
  g_assert_cmpuint (get_trips (fixture)->len, ==, 2);
  g_assert_true (press_keys_of (window, "win.undo"));
  g_assert_cmpuint (get_trips (fixture)->len, ==, 1);
  g_assert_true (press_keys_of (window, "win.redo"));
  g_assert_cmpuint (get_trips (fixture)->len, ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is no time of day changes nothing. */
static void
test_wrong_time (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_trips (fixture);

  open_rows (window);
  settle ();
  GtkWidget *spin = find_widget (window, GTK_TYPE_SPIN_BUTTON, "Leaves");
  g_assert_nonnull (spin);
  gtk_editable_set_text (GTK_EDITABLE (spin), "25:80");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpint (get_trip (fixture)->leave, ==, 8 * 60 + 15);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "8:15");
  gtk_editable_set_text (GTK_EDITABLE (spin), "6:40");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpint (get_trip (fixture)->leave, ==, 6 * 60 + 40);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/record-table-form/spread", test_spread_form);
  ADD_WINDOW_TEST ("/record-table-form/trips", test_trips);
  ADD_WINDOW_TEST ("/record-table-form/wrong-time", test_wrong_time);
  return run_window_tests ();
}
