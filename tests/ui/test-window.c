/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does, done by accessible names: a new study, an edit, the plan, the comparison, an
 * export, undo, deletion and its return, and the next day. */
#include "window.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "chart-view.h"
#include "find-widget.h"

#define WAIT_SECONDS 120

static AdwApplication *application;

/* A window on a library in a folder of its own. */
typedef struct
{
  char *folder;
  char *library;
  GhWindow *window;
} Fixture;

static void
open_window (Fixture *fixture)
{
  fixture->window = GH_WINDOW (gh_window_new (application));
  g_assert_true (gh_window_open_library (fixture->window, fixture->library));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
wait_for_jobs (void)
{
  do
    g_main_context_iteration (NULL, FALSE);
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
close_window (Fixture *fixture)
{
  GtkWindow *window = GTK_WINDOW (g_object_ref (fixture->window));

  gtk_window_destroy (window);
  wait_ms (50);
  g_assert_finalize_object (window);
  wait_for_jobs ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  fixture->library = g_build_filename (fixture->folder, "library.db", NULL);
  open_window (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (fixture->window != NULL)
    close_window (fixture);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->library);
}

static GhDocument *
get_document (Fixture *fixture)
{
  return gh_window_get_document (fixture->window);
}

static void
wait_for_plan (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!gh_document_is_current (get_document (fixture))
         || gh_document_get_job (get_document (fixture)) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static GtkWidget *
find (Fixture *fixture, GType type, const char *name)
{
  GtkWidget *widget = find_widget (GTK_WIDGET (fixture->window), type, name);

  g_test_message ("%s", name);
  g_assert_nonnull (widget);
  return widget;
}

static void
activate (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action,
                                             target != NULL ? "s" : NULL, target));
}

static double
get_battery (Fixture *fixture)
{
  const GhStudy *study = gh_document_get_study (get_document (fixture));

  return ((GhVehicle *) g_ptr_array_index (study->vehicles, 0))->battery_kwh;
}

static void
test_story (Fixture *fixture, gconstpointer data)
{
  g_autofree char *exported = g_build_filename (fixture->folder, "house.gridhearth", NULL);
  g_autofree char *text = NULL;

  /* The first start shows a house at work. */
  wait_for_plan (fixture);
  find (fixture, GTK_TYPE_LIST_BOX, "Studies");
  activate (fixture, "win.new", "flat-tariff");
  double before = get_battery (fixture);
  wait_for_plan (fixture);

  GtkSpinButton *battery = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Battery (kWh)"));
  g_assert_cmpfloat (gtk_spin_button_get_value (battery), ==, before);
  gtk_spin_button_set_value (battery, 41.5);
  g_assert_cmpfloat (get_battery (fixture), ==, 41.5);
  g_assert_false (gh_document_is_current (get_document (fixture)));
  wait_for_plan (fixture);

  activate (fixture, "win.page", "plan");
  wait_ms (100);
  GhChartView *chart = GH_CHART_VIEW (find (fixture, GH_TYPE_CHART_VIEW, "Plan"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (chart)));
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  activate (fixture, "win.page", "compare");
  wait_ms (100);
  const GhComparison *comparison
      = gh_results_get_comparison (gh_document_get_results (get_document (fixture)));
  g_assert_true (gtk_widget_get_mapped (find (fixture, GTK_TYPE_LABEL, comparison->answer)));

  gh_window_export (fixture->window, exported);
  g_assert_true (g_file_get_contents (exported, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"battery_kwh\": 41.5"));

  activate (fixture, "win.undo", NULL);
  g_assert_cmpfloat (get_battery (fixture), ==, before);
  g_assert_cmpfloat (gtk_spin_button_get_value (battery), ==, before);
  find (fixture, GTK_TYPE_BUTTON, "Redo: Battery");
  activate (fixture, "win.redo", NULL);
  g_assert_cmpfloat (gtk_spin_button_get_value (battery), ==, 41.5);

  gh_window_import (fixture->window, exported);
  wait_for_jobs ();
  g_assert_cmpfloat (get_battery (fixture), ==, 41.5);
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  wait_for_plan (fixture);
  close_window (fixture);
  open_window (fixture);
  GtkListBox *studies = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, "Studies"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (studies, 2));
  g_assert_null (gtk_list_box_get_row_at_index (studies, 3));
  gtk_list_box_select_row (studies, gtk_list_box_get_row_at_index (studies, 2));
  g_assert_cmpfloat (get_battery (fixture), ==, 41.5);
}

/* A study that is deleted while it is planned, and brought back. */
static void
test_delete (Fixture *fixture, gconstpointer data)
{
  GtkListBox *studies = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, "Studies"));

  activate (fixture, "win.duplicate", NULL);
  g_assert_nonnull (gtk_list_box_get_row_at_index (studies, 1));
  activate (fixture, "win.remove", NULL);
  g_assert_null (gtk_list_box_get_row_at_index (studies, 1));
  wait_ms (100);
  GtkWidget *undo = find (fixture, GTK_TYPE_BUTTON, "_Undo");
  g_signal_emit_by_name (undo, "clicked");
  g_assert_nonnull (gtk_list_box_get_row_at_index (studies, 1));
  activate (fixture, "win.remove", NULL);
  activate (fixture, "win.remove", NULL);
  g_assert_null (get_document (fixture));
  g_assert_true (gtk_widget_get_mapped (find (fixture, GTK_TYPE_BUTTON, "New House")));
}

/* What does not go together is said at the row, kept, and mended by undo. */
static void
test_error_at_row (Fixture *fixture, gconstpointer data)
{
  GtkSpinButton *least = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Least charge (%)"));
  double before = gtk_spin_button_get_value (least);

  gtk_test_accessible_assert_state (least, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_spin_button_set_value (least, 95);
  gtk_test_accessible_assert_state (least, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_nonnull (gh_document_get_problem (get_document (fixture)));
  find (fixture, GTK_TYPE_BUTTON, "Show");
  activate (fixture, "win.undo", NULL);
  g_assert_cmpfloat (gtk_spin_button_get_value (least), ==, before);
  gtk_test_accessible_assert_state (least, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  wait_for_plan (fixture);
}

/* Trips and prices: what is edited, undone or taken from an example is what the controls show. */
static void
test_lists (Fixture *fixture, gconstpointer data)
{
  GtkSpinButton *leaves = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Leaves"));
  GtkSpinButton *night
      = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Price of period 1"));

  g_assert_cmpfloat (gtk_spin_button_get_value (leaves), ==, 450);
  gtk_spin_button_set_value (leaves, 480);
  activate (fixture, "win.undo", NULL);
  g_assert_cmpfloat (gtk_spin_button_get_value (leaves), ==, 450);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "Add a Trip"), "clicked");
  activate (fixture, "win.undo", NULL);
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  for (int i = 0; i < 3; i++)
    g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "Remove this trip"), "clicked");
  find (fixture, GTK_TYPE_LABEL, "The car never leaves. Add a trip to let it drive.");
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "Add a Trip"), "clicked");
  leaves = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Leaves"));
  g_assert_cmpfloat (gtk_spin_button_get_value (leaves), ==, 480);
  for (int i = 0; i < 4; i++)
    activate (fixture, "win.undo", NULL);
  leaves = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Leaves"));
  g_assert_cmpfloat (gtk_spin_button_get_value (leaves), ==, 450);

  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (night), 44, 1e-9);
  gtk_spin_button_set_value (night, 50);
  const GhPeriodPrice *price
      = gh_document_get_study (get_document (fixture))->tariff->import_price->periods;
  g_assert_cmpfloat_with_epsilon (((GhPricePeriod *) price->periods->pdata[0])->price, 0.5, 1e-9);
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "Remove this period"), "clicked");
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "Remove this period"), "clicked");
  g_assert_null (gh_document_get_study (get_document (fixture))->tariff->import_price->periods);
  activate (fixture, "win.undo", NULL);
  find (fixture, GTK_TYPE_SPIN_BUTTON, "Price of period 1");
  wait_for_plan (fixture);
}

/* A library that cannot be opened is said, and one can go on without. */
static void
test_no_library (Fixture *fixture, gconstpointer data)
{
  g_autofree char *foreign = g_build_filename (fixture->folder, "notes.txt", NULL);

  g_assert_true (g_file_set_contents (foreign, "not a library, just <text> & more", -1, NULL));
  g_assert_false (gh_window_open_library (fixture->window, foreign));
  g_signal_emit_by_name (find (fixture, GTK_TYPE_BUTTON, "Work Without Keeping Anything"),
                         "clicked");
  g_assert_nonnull (get_document (fixture));
  wait_for_plan (fixture);
}

#define ADD(name, func) g_test_add ("/window/" name, Fixture, NULL, set_up, func, tear_down)

static void
activate_cb (GApplication *self, gpointer data)
{
  g_application_hold (self);
  *(int *) data = g_test_run ();
  g_application_release (self);
}

int
main (int argc, char **argv)
{
  int result = 1;

  g_test_init (&argc, &argv, NULL);
  ADD ("story", test_story);
  ADD ("delete", test_delete);
  ADD ("error-at-row", test_error_at_row);
  ADD ("lists", test_lists);
  ADD ("no-library", test_no_library);
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id",
                              "io.github.gridhearth.Gridhearth", "flags", G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/io/github/gridhearth/Gridhearth", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &result);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return result;
}
