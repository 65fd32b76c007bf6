/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes into the window: numbers from a table, studies that lack their files, and a study made
 * of a few answers. */
#include <math.h>
#include <string.h>

#include "chart-view.h"
#include "missing-files.h"
#include "study-drag.h"
#include "window-fixture.h"

#define YEAR_HOURS 8760

/* A year of hours of one column. */
static char *
write_year (Fixture *fixture, const char *heading, double base)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GDateTime) first = g_date_time_new_utc (2023, 1, 1, 0, 0, 0.0);

  g_string_append_printf (text, "Time,%s\n", heading);
  for (int i = 0; i < YEAR_HOURS; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_hours (first, i);
      g_autofree char *stamp = g_date_time_format_iso8601 (time);
      g_string_append_printf (text, "%s,%.3f\n", stamp, base * (1.0 + i % 2));
    }
  return write_in_folder (fixture, "table.csv", text->str);
}

static const GhStudy *
get_study (Fixture *fixture)
{
  return gh_document_get_study (get_document (fixture));
}

static GtkWidget *
get_dialog (const char *title)
{
  GtkWidget *dialog = find_window (title);

  g_assert_nonnull (dialog);
  return dialog;
}

/* What a window does when Escape is pressed, wherever the focus is. */
static void
press_escape (GtkWidget *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) keys = g_list_model_get_item (controllers, i);
      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (keys) && k < g_list_model_get_n_items (keys);
           k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (keys, k);
          g_autofree char *trigger
              = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
          if (g_str_equal (trigger, "Escape"))
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                          GTK_SHORTCUT_ACTION_EXCLUSIVE, window, NULL);
        }
    }
}

static AdwComboRow *
find_combo (GtkWidget *dialog, const char *title)
{
  return ADW_COMBO_ROW (find_below (dialog, ADW_TYPE_COMBO_ROW, title));
}

/* A meter's table: it is shown, changes nothing until it is used, and can be taken back. */
static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_year (fixture, "Consumption (kWh)", 0.4);

  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  GtkWidget *dialog = get_dialog ("Measured Numbers");
  find_below (dialog, GTK_TYPE_LABEL, "table.csv");
  find_below (dialog, GTK_TYPE_LABEL, "5260 kWh a year, from table.csv");
  find_below (dialog, GTK_TYPE_WIDGET, "Numbers in the study");
  g_assert_false (gh_document_can_undo (get_document (fixture)));

  adw_combo_row_set_selected (find_combo (dialog, "Unit"), 3);
  wait_for_jobs ();
  find_below (dialog, GTK_TYPE_LABEL, "5259600 kWh a year, from table.csv");
  adw_combo_row_set_selected (find_combo (dialog, "Unit"), 0);
  wait_for_jobs ();
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use These Numbers"));
  g_assert_cmpint (get_study (fixture)->load->form, ==, GH_SERIES_FILE);
  find (fixture, GTK_TYPE_LABEL, "5260 kWh a year, from table.csv");
  find (fixture, GTK_TYPE_DRAWING_AREA, "5260 kWh a year, from table.csv");
  wait_for_plan (fixture);

  /* A yearly sum in its place, and back. */
  GtkWidget *menu = find (fixture, GTK_TYPE_MENU_BUTTON, "Source of “Electricity use”");
  g_assert_true (gtk_widget_activate_action (menu, "source.plain", NULL));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (
                         find (fixture, GTK_TYPE_SPIN_BUTTON, "Electricity use (kWh a year)"))),
                     ==, 5260);
  activate (fixture, "win.undo", NULL);
  g_assert_cmpint (get_study (fixture)->load->form, ==, GH_SERIES_FILE);
  activate (fixture, "win.undo", NULL);
  g_assert_cmpint (get_study (fixture)->load->form, ==, GH_SERIES_SHAPE);
}

/* Prices of a market with tax and fees, which stay to be edited in the row. */
static void
test_price (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_year (fixture, "Price (EUR/MWh)", 50);

  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  GtkWidget *dialog = get_dialog ("Measured Numbers");
  find_below (dialog, GTK_TYPE_LABEL,
              "Mean 7.50\302\240ct/kWh, from table.csv. If these are prices on a market, add tax "
              "and fees below.");
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (dialog, GTK_TYPE_SPIN_BUTTON, "Tax on the price")), 20);
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (dialog, GTK_TYPE_SPIN_BUTTON, "Fees on top")), 10);
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use These Numbers"));
  const GhMarketPrice *market = get_study (fixture)->tariff->import_price->market;
  g_assert_nonnull (market);
  g_assert_cmpfloat_with_epsilon (market->multiply, 1.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (market->add, 0.1, 1e-12);
  /* Hours of 0.05 and 0.10 take turns. */
  const double *values = gh_series_get_values (market->series->resolved);
  g_assert_cmpfloat_with_epsilon (values[0] + values[4], 0.15, 1e-12);

  GtkSpinButton *fees = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Fees on top"));
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (fees), 10, 1e-9);
  gtk_spin_button_set_value (fees, 12);
  g_assert_cmpfloat_with_epsilon (get_study (fixture)->tariff->import_price->market->add, 0.12,
                                  1e-12);
  wait_for_plan (fixture);
  g_assert_null (gh_document_get_problem (get_document (fixture)));

  /* Newer prices are taxed like the older ones, unless something else is said. */
  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  dialog = get_dialog ("Measured Numbers");
  fees = GTK_SPIN_BUTTON (find_below (dialog, GTK_TYPE_SPIN_BUTTON, "Fees on top"));
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (fees), 12, 1e-9);
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use These Numbers"));
  market = get_study (fixture)->tariff->import_price->market;
  g_assert_cmpfloat_with_epsilon (market->multiply, 1.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (market->add, 0.12, 1e-12);
  wait_for_plan (fixture);
}

/* The JSON of a price service is no study: it is shown as the numbers that it holds. */
static void
test_service (Fixture *fixture, gconstpointer data)
{
  GString *text = g_string_new ("{\"unix_seconds\": [");
  g_autofree char *path = NULL;

  for (int i = 0; i < YEAR_HOURS; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? "," : "", 1672527600 + i * 3600);
  g_string_append (text, "], \"price\": [");
  for (int i = 0; i < YEAR_HOURS; i++)
    g_string_append (text, i > 0 ? ",80" : "80");
  g_string_append (text, "], \"unit\": \"EUR / MWh\"}");
  path = write_in_folder (fixture, "prices.json", text->str);
  g_string_free (text, TRUE);
  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  GtkWidget *dialog = get_dialog ("Measured Numbers");
  find_below (dialog, GTK_TYPE_LABEL, "prices.json");
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use These Numbers"));
  const GhMarketPrice *market = get_study (fixture)->tariff->import_price->market;
  const GhSeriesSpec *spec
      = market != NULL ? market->series : get_study (fixture)->tariff->import_price->series;
  g_assert_cmpfloat_with_epsilon (gh_series_get_values (spec->resolved)[9], 0.08, 1e-12);
  g_assert_cmpstr (spec->origin->format, ==, "Energy-Charts");
  wait_for_plan (fixture);
}

/* A load that is the same at every hour is so at every yearly sum. */
static void
test_even_load (Fixture *fixture, gconstpointer data)
{
  gh_document_take_pointer (get_document (fixture), "$.load", gh_series_spec_new_number (0.5));
  GtkSpinButton *spin
      = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Electricity use (kWh a year)"));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 4383);
  gtk_spin_button_set_value (spin, 8766);
  g_assert_cmpint (get_study (fixture)->load->form, ==, GH_SERIES_NUMBER);
  g_assert_cmpfloat_with_epsilon (get_study (fixture)->load->number, 1.0, 1e-12);
  wait_for_plan (fixture);
}

/* What cannot be read is said in the dialog, and giving up changes nothing. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_in_folder (fixture, "table.csv", "Time,kW\nnever,1\nnever,2\n");

  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  GtkWidget *dialog = get_dialog ("Measured Numbers");
  g_assert_true (
      gtk_widget_get_mapped (find_below (dialog, GTK_TYPE_BUTTON, "Choose Another File…")));
  g_assert_false (
      gtk_widget_is_sensitive (find_below (dialog, GTK_TYPE_BUTTON, "_Use These Numbers")));
  gtk_window_close (GTK_WINDOW (dialog));
  wait_ms (50);
  g_assert_null (find_window ("Measured Numbers"));
  g_assert_false (gh_document_can_undo (get_document (fixture)));
}

/* A study whose file is not beside it is taken in, says what it lacks, and plans when it has it. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *study = write_in_folder (
      fixture, "study.json",
      "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", \"name\": "
      "\"Measured\", \"period\": {\"start\": \"2023-01-01T00:00:00Z\", \"step_minutes\": 60, "
      "\"steps\": 8760}, \"load\": {\"file\": \"meter.csv\", \"column\": \"Load (kW)\"}, "
      "\"tariff\": {\"import_price\": 0.3}, \"vehicles\": [{\"name\": \"Car\", "
      "\"battery_kwh\": 50}]}");

  gh_window_import (fixture->window, study);
  wait_for_jobs ();
  GtkWidget *dialog = get_dialog ("Files of the Study");
  find_below (dialog, GTK_TYPE_BUTTON, "Choose meter.csv");
  find_below (dialog, GTK_TYPE_LABEL, "Electricity use (Load (kW))");
  press_escape (dialog);
  wait_ms (50);
  g_assert_null (find_window ("Files of the Study"));
  g_assert_nonnull (gh_document_get_problem (get_document (fixture)));
  activate (fixture, "win.page", "plan");
  wait_ms (50);
  GtkWidget *chart = find (fixture, GH_TYPE_CHART_VIEW, "Plan");
  g_assert_false (gtk_widget_get_mapped (chart));
  g_assert_true (gtk_widget_get_mapped (find (fixture, GTK_TYPE_LABEL, "Nothing to Show")));
  /* What has not been read is not taken for nothing. */
  gtk_widget_activate_action (find (fixture, GTK_TYPE_MENU_BUTTON, "Source of “Electricity use”"),
                              "source.plain", NULL);
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  press (find (fixture, GTK_TYPE_BUTTON, "Choose Files…"));
  dialog = get_dialog ("Files of the Study");

  g_autofree char *table = write_year (fixture, "Load (kW)", 0.5);
  gh_missing_files_read_async (get_document (fixture), "meter.csv", table, NULL, NULL);
  wait_for_plan (fixture);
  g_assert_null (gh_document_get_problem (get_document (fixture)));
  g_assert_true (gtk_widget_get_mapped (chart));
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
set_switch (GtkWidget *dialog, const char *name, gboolean active)
{
  gtk_switch_set_active (GTK_SWITCH (find_below (dialog, GTK_TYPE_SWITCH, name)), active);
  settle ();
}

/* A second car and a wall battery, each taken back once. */
static void
answer_extras (GtkWidget *dialog)
{
  g_assert_null (find_widget (dialog, GTK_TYPE_SPIN_BUTTON, "Wall battery (€)"));
  for (guint i = 0; i < 2; i++)
    {
      set_switch (dialog, "A second car", FALSE);
      set_switch (dialog, "A wall battery", FALSE);
      set_switch (dialog, "A second car", TRUE);
      set_switch (dialog, "A wall battery", TRUE);
    }
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (dialog, GTK_TYPE_SPIN_BUTTON, "Wall battery (€)")), 4000.0);
}

/* A few questions make a study; giving up makes none. */
static void
test_guide (Fixture *fixture, gconstpointer data)
{
  GtkListBox *studies = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, "Studies"));

  activate (fixture, "win.guide", NULL);
  GtkWidget *dialog = get_dialog ("New Study");
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Cancel"));
  wait_ms (50);
  g_assert_null (find_window ("New Study"));
  g_assert_null (gtk_list_box_get_row_at_index (studies, 1));

  activate (fixture, "win.guide", NULL);
  dialog = get_dialog ("New Study");
  wait_ms (50);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_is_ancestor (focus, find_below (dialog, GTK_TYPE_STACK, NULL)));
  gtk_editable_set_text (GTK_EDITABLE (find_below (dialog, GTK_TYPE_ENTRY, "Name")), "Our house");
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (dialog, GTK_TYPE_SPIN_BUTTON, "Electricity use (kWh a year)")),
      3100);
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Next"));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Next"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_below (dialog, GTK_TYPE_DROP_DOWN, "Currency")),
                              1);
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Back"));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Next"));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Next"));
  wait_for_jobs ();
  wait_ms (100);
  wait_for_jobs ();
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Add Study"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (studies, 1));
  g_assert_cmpstr (gh_document_get_name (get_document (fixture)), ==, "Our house");
  g_assert_cmpstr (gh_document_get_currency (get_document (fixture)), ==, "GBP");
  g_assert_cmpfloat (get_study (fixture)->load->shape->annual_kwh, ==, 3100);
  wait_for_plan (fixture);
}

/* Who has a second car and a wall battery says so at once; nobody waits for the plan here. */
static void
test_guide_extras (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.guide", NULL);
  GtkWidget *dialog = get_dialog ("New Study");
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Next"));
  answer_extras (dialog);
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Next"));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Next"));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Add Study"));
  const GhStudy *study = get_study (fixture);
  g_assert_cmpuint (study->vehicles->len, ==, 2);
  g_assert_cmpuint (study->batteries->len, ==, 1);
  g_assert_cmpfloat (study->finance->capex->battery, ==, 4000.0);
  gh_document_stop (get_document (fixture));
}

/* Prices are shown in the currency of the study, whichever row says it. */
static void
test_currency (Fixture *fixture, gconstpointer data)
{
  find (fixture, GTK_TYPE_LABEL, "ct/kWh");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Currency")), 4);
  g_assert_cmpstr (gh_document_get_currency (get_document (fixture)), ==, "SEK");
  g_assert_null (find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "ct/kWh"));
  activate (fixture, "win.undo", NULL);
  find (fixture, GTK_TYPE_LABEL, "ct/kWh");
  wait_for_plan (fixture);
}

/* Panels come and go, and undo brings them back. */
static void
test_panels (Fixture *fixture, gconstpointer data)
{
  press (find (fixture, GTK_TYPE_BUTTON, "Add Panels"));
  g_assert_cmpuint (get_study (fixture)->solar->len, ==, 2);
  wait_for_plan (fixture);
  g_assert_null (gh_document_get_problem (get_document (fixture)));
  press (find (fixture, GTK_TYPE_BUTTON, "Remove these panels"));
  press (find (fixture, GTK_TYPE_BUTTON, "Remove these panels"));
  find (fixture, GTK_TYPE_LABEL, "No panels. Add some to see what the sun brings.");
  activate (fixture, "win.undo", NULL);
  activate (fixture, "win.undo", NULL);
  find (fixture, GTK_TYPE_LABEL, "8.0 kW, tilted by 35° to the south");
  wait_for_plan (fixture);
}

/* A row that is dragged out of the window is a file, which comes back as the same study. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhStudyList) list = gh_study_list_new (NULL, NULL);
  GtkListBox *studies = GTK_LIST_BOX (find (fixture, GTK_TYPE_LIST_BOX, "Studies"));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  gh_study_list_add_sample (list, "flat-tariff", &error);
  g_assert_no_error (error);
  g_autoptr (GhStudyItem) item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (GdkContentProvider) dragged = gh_study_drag_export (list, item);
  g_value_init (&value, G_TYPE_FILE);
  g_assert_true (gdk_content_provider_get_value (dragged, &value, &error));
  g_autofree char *path = g_file_get_path (g_value_get_object (&value));
  g_assert_true (g_str_has_suffix (path, ".gridhearth"));
  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  g_assert_nonnull (gtk_list_box_get_row_at_index (studies, 1));
  g_assert_cmpstr (gh_document_get_name (get_document (fixture)), ==,
                   gh_study_item_get_name (item));
  gh_study_drag_clear ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  wait_for_plan (fixture);
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  gpointer document;

  activate (fixture, "win.rename", NULL);
  GtkWidget *dialog = get_dialog ("Rename the Study");
  gtk_editable_set_text (GTK_EDITABLE (find_below (dialog, GTK_TYPE_ENTRY, "Name")), "Home");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  g_assert_cmpstr (gh_document_get_name (get_document (fixture)), ==, "Home");
  activate (fixture, "win.undo", NULL);
  g_assert_cmpstr (gh_document_get_name (get_document (fixture)), !=, "Home");
  gtk_window_destroy (GTK_WINDOW (dialog));
  wait_for_plan (fixture);

  /* A study that has been imported and opened meanwhile is not the one that was meant. */
  g_autoptr (GhDocument) meant = g_object_ref (get_document (fixture));
  activate (fixture, "win.rename", NULL);
  dialog = get_dialog ("Rename the Study");
  gtk_editable_set_text (GTK_EDITABLE (find_below (dialog, GTK_TYPE_ENTRY, "Name")), "Home");
  activate (fixture, "win.new", "flat-tariff");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  g_assert_cmpstr (gh_document_get_name (meant), ==, "Home");
  g_assert_cmpstr (gh_document_get_name (get_document (fixture)), !=, "Home");
  gtk_window_destroy (GTK_WINDOW (dialog));
  wait_for_plan (fixture);

  /* A question that goes with the window holds nothing back. */
  activate (fixture, "win.rename", NULL);
  document = get_document (fixture);
  g_object_add_weak_pointer (document, &document);
  close_window (fixture);
  fixture->window = NULL;
  g_assert_null (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_YEAR_TEST ("/import/load", test_load);
  ADD_WINDOW_TEST ("/import/even-load", test_even_load);
  ADD_FIRST_START_TEST ("/import/price", test_price);
  ADD_YEAR_TEST ("/import/service", test_service);
  ADD_WINDOW_TEST ("/import/unreadable", test_unreadable);
  ADD_WINDOW_TEST ("/import/missing", test_missing);
  ADD_WINDOW_TEST ("/import/guide", test_guide);
  ADD_WINDOW_TEST ("/import/guide-extras", test_guide_extras);
  ADD_WINDOW_TEST ("/import/currency", test_currency);
  ADD_WINDOW_TEST ("/import/panels", test_panels);
  ADD_WINDOW_TEST ("/import/drag", test_drag);
  ADD_WINDOW_TEST ("/import/rename", test_rename);
  return run_window_tests ();
}
