/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A study of a fleet in the library has pages of its own. */
#include "window-fixture.h"

#define DIALOG "Vehicles from a File"
#define SHEET                                                                          \
  "Kennzeichen;Batterie (kWh);Ladeleistung (kW);Abfahrt;Ankunft;Energie (kWh);Farbe\n" \
  "M-AB 1;77,5;22;7:30;17.45;20;rot\nM-AB 2;;11;8:00;18:00;10;blau\n"                  \
  "M-AB 3;n/a;11;8:00;18:00;10;grün\n"

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "vehicles", "depot", "plan", "flexibility", "money" };

  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  GhDocument *document = get_document (fixture);
  g_assert_cmpint (gh_document_get_study (document)->kind, ==, GH_STUDY_FLEET);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (document)), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gh_window_show_page (fixture->window, pages[i]);
      wait_ms (100);
    }
}

static guint
count_vehicles (Fixture *fixture)
{
  const GPtrArray *vehicles = gh_document_get_study (get_document (fixture))->vehicles;

  return vehicles != NULL ? vehicles->len : 0;
}

/* A sheet that is dropped on a fleet is shown, with what is missing, and comes in with one step of
 * undo. */
static void
test_import (Fixture *fixture, gconstpointer data)
{
  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  g_autofree char *path = write_in_folder (fixture, "vans.csv", SHEET);
  guint before = count_vehicles (fixture);

  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  GtkWidget *dialog = find_window (DIALOG);
  g_assert_nonnull (dialog);
  g_assert_nonnull (find_below (dialog, GTK_TYPE_LABEL, "Batterie (kWh)"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_below (dialog, GTK_TYPE_SPIN_BUTTON,
                                                          "Battery where none is told (kWh)")),
                             60.0);
  wait_for_jobs ();
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Import"));
  settle ();
  g_assert_null (find_window (DIALOG));
  g_assert_cmpuint (count_vehicles (fixture), ==, before + 3);
  const GPtrArray *vehicles = gh_document_get_study (get_document (fixture))->vehicles;
  const GhVehicle *second = g_ptr_array_index (vehicles, before + 1);
  const GhVehicle *third = g_ptr_array_index (vehicles, before + 2);
  g_assert_cmpfloat (second->battery_kwh, ==, 60.0);
  g_assert_cmpuint (third->unread->len, ==, 1);
  gh_document_undo (get_document (fixture));
  g_assert_cmpuint (count_vehicles (fixture), ==, before);
}

/* What is none says so, and nothing is stored. */
static void
test_import_refused (Fixture *fixture, gconstpointer data)
{
  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  g_autofree char *path = write_in_folder (fixture, "text.csv", "nothing,of the kind\n1,2\n");

  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  GtkWidget *dialog = find_window (DIALOG);
  g_assert_false (gtk_widget_get_sensitive (find_below (dialog, GTK_TYPE_BUTTON, "_Import")));
  g_assert_nonnull (find_below (dialog, GTK_TYPE_BUTTON, "Choose Another File…"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/fleet-study/opens", test_opens);
  ADD_WINDOW_TEST ("/fleet-study/import", test_import);
  ADD_WINDOW_TEST ("/fleet-study/import-refused", test_import_refused);
  return run_window_tests ();
}
