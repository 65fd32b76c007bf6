/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does, done by accessible names: a new study, an edit, the plan, the comparison, an
 * export, undo, deletion and its return, and the next day. */
#include "window-fixture.h"

#include <string.h>

#include "chart-view.h"

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
  GtkListBox *studies = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, "Studies"));
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (studies, 0);
  find (fixture, GTK_TYPE_LABEL, gh_document_get_name (get_document (fixture)));
  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (first),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  activate (fixture, "win.new", "flat-tariff");
  gh_document_edit (get_document (fixture), "Period", NULL, shorten_study, NULL);
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
  studies = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, "Studies"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (studies, 2));
  g_assert_null (gtk_list_box_get_row_at_index (studies, 3));
  gtk_list_box_select_row (studies, gtk_list_box_get_row_at_index (studies, 2));
  g_assert_cmpfloat (get_battery (fixture), ==, 41.5);
}

/* Tab goes from the list of studies to the page, and opens none on its way. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  GtkListBox *studies = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, "Studies"));
  GtkWindow *window = GTK_WINDOW (fixture->window);

  activate (fixture, "win.duplicate", NULL);
  wait_for_plan (fixture);
  gtk_list_box_select_row (studies, gtk_list_box_get_row_at_index (studies, 0));
  GhDocument *document = get_document (fixture);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (studies, 0)));
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (studies)));
  g_assert_true (get_document (fixture) == document);
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (studies)));
  g_assert_true (get_document (fixture) == document);
  wait_for_plan (fixture);
}

static void
get_place (Fixture *fixture, const char *child, graphene_rect_t *place)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GObject *widget = gtk_widget_get_template_child (window, GH_TYPE_WINDOW, child);

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (widget), window, place));
}

/* What tells that there is planning going on, and the way to stop it, push nothing aside. */
static void
test_nothing_moves (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t page, title, later_page, later_title;
  GObject *doing
      = gtk_widget_get_template_child (GTK_WIDGET (fixture->window), GH_TYPE_WINDOW, "doing");

  wait_for_plan (fixture);
  wait_ms (100);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (doing)));
  get_place (fixture, "content", &page);
  get_place (fixture, "switcher", &title);
  gh_document_set_number (get_document (fixture), "$.vehicles[0].battery_kwh", 41.5);
  while (gh_document_get_job (get_document (fixture)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (doing), TRUE);
  wait_ms (30);
  get_place (fixture, "content", &later_page);
  get_place (fixture, "switcher", &later_title);
  g_assert_true (graphene_rect_equal (&page, &later_page));
  g_assert_true (graphene_rect_equal (&title, &later_title));
  wait_for_plan (fixture);
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
  press (undo);
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

/* The row that the keyboard is in. */
static const char *
get_focused_row (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;

  return row != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : NULL;
}

/* Makes the second trip begin before the car is back from the first. */
static void
overlap (GhStudy *study, gpointer data)
{
  GPtrArray *trips = ((GhVehicle *) g_ptr_array_index (study->vehicles, 0))->trips;
  const GhTrip *first = g_ptr_array_index (trips, 0);
  GhTrip *second = g_ptr_array_index (trips, 1);

  second->days = first->days;
  second->leave = first->return_ - 60;
  second->return_ = first->return_ + 60;
}

/* The notice leads to what is wrong, also where that is in a list or behind a row that opens. */
static void
test_leads_to_error (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path; /* (nullable): what is cleared, or becomes the text */
    const char *text;
    const char *row;
  } cases[] = {
    { NULL, NULL, "Mon–Fri, 7:30 – 17:00" },
    { "$.solar[0].peak_kw", NULL, "South roof" },
    { "$.weather.clear_sky", NULL, "Measured weather" },
    { "$.location.time_zone", "Mars/Base", "Time zone" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
      if (cases[i].path == NULL)
        gh_document_edit (get_document (fixture), "Trips", NULL, overlap, NULL);
      else if (cases[i].text == NULL)
        gh_document_clear (get_document (fixture), cases[i].path);
      else
        gh_document_set_text (get_document (fixture), cases[i].path, cases[i].text);
      g_assert_nonnull (gh_document_get_problem (get_document (fixture)));
      press (find (fixture, GTK_TYPE_BUTTON, "Show"));
      g_assert_cmpstr (get_focused_row (fixture), ==, cases[i].row);
      activate (fixture, "win.undo", NULL);
    }
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
  press (find (fixture, GTK_TYPE_BUTTON, "Add a Trip"));
  activate (fixture, "win.undo", NULL);
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  for (int i = 0; i < 3; i++)
    press (find (fixture, GTK_TYPE_BUTTON, "Remove this trip"));
  find (fixture, GTK_TYPE_LABEL, "The car never leaves. Add a trip to let it drive.");
  press (find (fixture, GTK_TYPE_BUTTON, "Add a Trip"));
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
  press (find (fixture, GTK_TYPE_BUTTON, "Remove this period"));
  press (find (fixture, GTK_TYPE_BUTTON, "Remove this period"));
  g_assert_null (gh_document_get_study (get_document (fixture))->tariff->import_price->periods);
  activate (fixture, "win.undo", NULL);
  find (fixture, GTK_TYPE_SPIN_BUTTON, "Price of period 1");
  wait_for_plan (fixture);
}

/* What is behind a row is made when that is opened, and found by its path before that. */
static void
test_behind (Fixture *fixture, gconstpointer data)
{
  g_assert_null (find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_SPIN_BUTTON, "Latitude (°)"));
  activate (fixture, "win.show-path", "$.location.latitude");
  GtkWidget *spin
      = find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_SPIN_BUTTON, "Latitude (°)");
  g_assert_nonnull (spin);
  GtkWidget *row = gtk_widget_get_ancestor (spin, ADW_TYPE_ACTION_ROW);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == row || gtk_widget_is_ancestor (focus, row));
  GtkWidget *above = gtk_widget_get_ancestor (spin, ADW_TYPE_EXPANDER_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (above)), ==, "Place");
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (above)));
  wait_for_plan (fixture);
}

/* Rows that open say what is behind them. Those of grant and lease did not: they were made as rows
 * of no kind. */
static void
test_titles (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path, *title;
  } cases[] = { { "$.location.latitude", "Place" },
                { "$.finance.vat_rate", "Tax and inflation" },
                { "$.finance.grant.share", "Grant" },
                { "$.finance.lease.years", "Lease of the car" },
                { "$.vehicles[0].pack.soh", "Cells and climate" },
                { "$.vehicles[0].pack.warranty.kwh", "Warranty" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      activate (fixture, "win.show-path", cases[i].path);
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      GtkWidget *above = gtk_widget_get_ancestor (focus, ADW_TYPE_EXPANDER_ROW);
      g_assert_nonnull (above);
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (above)), ==,
                       cases[i].title);
    }
  wait_for_plan (fixture);
}

/* Times of day are read and typed as such, midnight too. */
static void
test_clocks (Fixture *fixture, gconstpointer data)
{
  GtkSpinButton *leaves = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Leaves"));
  GtkWidget *start = find (fixture, GTK_TYPE_SPIN_BUTTON, "Beginning of period 1");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (leaves)), ==, "7:30");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (start)), ==, "17:00");
  gtk_editable_set_text (GTK_EDITABLE (leaves), "6:45");
  gtk_spin_button_update (leaves);
  g_assert_cmpfloat (gtk_spin_button_get_value (leaves), ==, 405);
  gtk_spin_button_set_value (leaves, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (leaves)), ==, "0:00");
  press (find (fixture, GTK_TYPE_BUTTON, "Remove this trip"));
  activate (fixture, "win.undo", NULL);
  leaves = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Leaves"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (leaves)), ==, "0:00");
  wait_for_plan (fixture);
}

/* A library that cannot be opened is said, and one can go on without. */
static void
test_no_library (Fixture *fixture, gconstpointer data)
{
  g_autofree char *foreign = g_build_filename (fixture->folder, "notes.txt", NULL);

  g_assert_true (g_file_set_contents (foreign, "not a library, just <text> & more", -1, NULL));
  g_assert_false (gh_window_open_library (fixture->window, foreign));
  press (find (fixture, GTK_TYPE_BUTTON, "Work Without Keeping Anything"));
  g_assert_nonnull (get_document (fixture));
  wait_for_plan (fixture);
}

/* Without a library there is nowhere to put a study; with one there is. */
static void
test_first_library_fails (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "new", "guide", "import" };

  close_window (fixture);
  g_assert_true (g_file_set_contents (fixture->library, "not a library", -1, NULL));
  fixture->window = new_window ();
  g_assert_false (gh_window_open_library (fixture->window, fixture->library));
  gtk_window_present (GTK_WINDOW (fixture->window));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), names[i]));
  activate (fixture, "win.new", "flat-tariff");
  press (find (fixture, GTK_TYPE_BUTTON, "Work Without Keeping Anything"));
  activate (fixture, "win.new", "flat-tariff");
  wait_for_plan (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_FIRST_START_TEST ("/window/story", test_story);
  ADD_WINDOW_TEST ("/window/tab", test_tab);
  ADD_WINDOW_TEST ("/window/nothing-moves", test_nothing_moves);
  ADD_WINDOW_TEST ("/window/delete", test_delete);
  ADD_WINDOW_TEST ("/window/error-at-row", test_error_at_row);
  ADD_WINDOW_TEST ("/window/leads-to-error", test_leads_to_error);
  ADD_WINDOW_TEST ("/window/lists", test_lists);
  ADD_WINDOW_TEST ("/window/behind", test_behind);
  ADD_WINDOW_TEST ("/window/titles", test_titles);
  ADD_WINDOW_TEST ("/window/clocks", test_clocks);
  ADD_WINDOW_TEST ("/window/no-library", test_no_library);
  ADD_WINDOW_TEST ("/window/first-library-fails", test_first_library_fails);
  return run_window_tests ();
}
