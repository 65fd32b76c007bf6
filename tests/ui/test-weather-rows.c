/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sun and air of a whole file, rates of emissions side by side, and where numbers come from. */
#include <string.h>

#include "chart-view.h"
#include "missing-files.h"
#include "tabular.h"
#include "weather-year.h"
#include "window-fixture.h"

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

static char *
write_weather (Fixture *fixture)
{
  g_autofree char *text = new_weather_year ();

  return write_in_folder (fixture, "munich.epw", text);
}

/* The window of a weather file, once it has been read. */
static GtkWidget *
open_weather (Fixture *fixture, const char *path)
{
  GtkWidget *dialog;

  gh_window_import (fixture->window, path);
  do
    {
      wait_for_jobs ();
      dialog = find_window ("Weather File");
    }
  while (
      dialog == NULL
      || !gtk_widget_is_sensitive (find_below (dialog, GTK_TYPE_BUTTON, "_Use for Sun and Air")));
  return dialog;
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* What is known of a series can be read and copied. */
static void
check_provenance (Fixture *fixture)
{
  g_autofree char *copied = NULL;
  GtkWidget *menu = find (fixture, GTK_TYPE_MENU_BUTTON, "Source of “Air temperature”");

  g_assert_true (gtk_widget_activate_action (menu, "source.origin", NULL));
  wait_ms (50);
  GtkWidget *dialog = get_dialog ("Where the Numbers Come From");
  find_below (dialog, GTK_TYPE_LABEL, "munich.epw");
  find_below (dialog, GTK_TYPE_LABEL, "SHA-256 of the file");
  find_below (dialog, GTK_TYPE_LABEL, "1 gap, filled with a straight line between its neighbours");
  press (find_below (dialog, GTK_TYPE_BUTTON, "Copy All"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (dialog), NULL, text_read_cb, &copied);
  while (copied == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (copied, "File: munich.epw\n"));
  g_assert_nonnull (strstr (copied, "Unit: °C\n"));
  gtk_window_close (GTK_WINDOW (dialog));
  wait_ms (50);
}

/* A weather file that comes onto the window is shown as a whole, changes nothing until it is used,
 * and is taken back by one undo. */
static void
test_whole_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_weather (fixture);

  GtkWidget *dialog = open_weather (fixture, path);
  g_assert_null (find_window ("Measured Numbers"));
  find_below (dialog, GTK_TYPE_LABEL, "A typical year, every 60 minutes, UTC+1");
  find_below (dialog, GTK_TYPE_LABEL, "Sun on level ground");
  find_below (dialog, GTK_TYPE_LABEL, "South roof");
  g_assert_false (gh_document_can_undo (get_document (fixture)));
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use for Sun and Air"));
  wait_ms (50);
  g_assert_null (find_window ("Weather File"));
  g_assert_false (get_study (fixture)->weather->clear_sky);
  g_assert_nonnull (get_study (fixture)->weather->dni_w_m2->resolved);
  find (fixture, GTK_TYPE_LABEL, "Sun and air from munich.epw");
  wait_for_plan (fixture);
  g_assert_null (gh_document_get_problem (get_document (fixture)));
  check_provenance (fixture);
  activate (fixture, "win.undo", NULL);
  g_assert_true (get_study (fixture)->weather->clear_sky);
  wait_for_plan (fixture);
}

/* Who wants one column of it only can have that. */
static void
test_one_column (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_weather (fixture);

  GtkWidget *dialog = open_weather (fixture, path);
  g_signal_emit_by_name (find_below (dialog, ADW_TYPE_ACTION_ROW, "Use one column only…"),
                         "activated");
  wait_for_jobs ();
  dialog = get_dialog ("Measured Numbers");
  find_below (dialog, GTK_TYPE_LABEL, "munich.epw");
  gtk_window_close (GTK_WINDOW (dialog));
  wait_ms (50);
  g_assert_null (find_window ("Weather File"));
}

/* A study that names a weather file asks for it, and plans with it. */
static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_weather (fixture);
  g_autofree char *study = write_in_folder (
      fixture, "study.json",
      "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", \"name\": "
      "\"Sunny\", \"location\": {\"latitude\": 48, \"longitude\": 11.5, \"time_zone\": \"UTC\"}, "
      "\"period\": {\"start\": \"2023-01-01T00:00:00Z\", \"step_minutes\": 60, "
      "\"steps\": 8760}, \"load\": 0.5, \"weather\": {\"file\": \"city.epw\"}, "
      "\"solar\": [{\"peak_kw\": 5}], \"tariff\": {\"import_price\": 0.3}, "
      "\"vehicles\": [{\"name\": \"Car\", \"battery_kwh\": 50}]}");

  gh_window_import (fixture->window, study);
  wait_for_jobs ();
  GtkWidget *dialog = get_dialog ("Files of the Study");
  find_below (dialog, GTK_TYPE_BUTTON, "Choose city.epw");
  find_below (dialog, GTK_TYPE_LABEL, "Sun and air");
  gh_missing_files_read_async (get_document (fixture), "city.epw", path, NULL, NULL);
  wait_for_plan (fixture);
  g_assert_null (gh_document_get_problem (get_document (fixture)));
  g_assert_nonnull (get_study (fixture)->weather->ghi_w_m2->resolved);
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Hours of Cambium with three kinds of rates: all are filled at once and told side by side. */
static void
test_rates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (",srmer_co2e,lrmer_co2e,aer_load_co2e\n");

  for (int i = 0; i < 8760; i++)
    g_string_append_printf (text, "%d,%d,%d,%d\n", i, 400 + i % 24, 200 + i % 24, 300 + i % 24);
  g_autofree char *path = write_in_folder (fixture, "cambium.csv", text->str);
  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  GtkWidget *dialog = get_dialog ("Measured Numbers");
  find_below (dialog, GTK_TYPE_SWITCH, "Fill the other rates as well");
  find_below (dialog, GTK_TYPE_LABEL, "long-run marginal: lrmer_co2e, average: aer_load_co2e");
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use These Numbers"));
  const GhEmissions *emissions = get_study (fixture)->emissions;
  const GhSeriesSpec *const specs[]
      = { emissions->marginal_g_per_kwh, emissions->long_run_marginal_g_per_kwh,
          emissions->average_g_per_kwh };
  static const char *const columns[] = { "srmer_co2e", "lrmer_co2e", "aer_load_co2e" };
  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_assert_nonnull (specs[i]->resolved);
      g_assert_cmpstr (specs[i]->file->column, ==, columns[i]);
    }
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "The plan counts by")), GH_RATE_AVERAGE);
  g_assert_cmpint (get_study (fixture)->emissions->plan_on, ==, GH_RATE_AVERAGE);
  wait_for_plan (fixture);

  activate (fixture, "win.page", "plan");
  wait_for_jobs ();
  GtkWidget *chart = find (fixture, GH_TYPE_CHART_VIEW, "Plan");
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (chart));
  g_autoptr (GString) headings = g_string_new (NULL);
  for (guint i = 0; i < gh_data_table_count_columns (table); i++)
    g_string_append_printf (headings, "%s|", gh_data_table_get_heading (table, i));
  g_test_message ("%s", headings->str);
  g_assert_nonnull (strstr (headings->str, "Short-run marginal"));
  g_assert_nonnull (strstr (headings->str, "Long-run marginal"));
  g_assert_nonnull (strstr (headings->str, "Average"));

  activate (fixture, "win.page", "compare");
  wait_for_jobs ();
  find (fixture, GTK_TYPE_BUTTON, "CO₂, long-run marginal rates");
  const char *carbon
      = gh_results_get_comparison (gh_document_get_results (get_document (fixture)))->carbon;
  g_assert_nonnull (strstr (carbon, "Average rates tell what the grid is like"));
  find (fixture, GTK_TYPE_LABEL, carbon);
  activate (fixture, "win.undo", NULL);
  activate (fixture, "win.undo", NULL);
  emissions = get_study (fixture)->emissions;
  g_assert_true (emissions == NULL || emissions->long_run_marginal_g_per_kwh == NULL);
  wait_for_plan (fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/weather-rows/whole-file", test_whole_file);
  ADD_WINDOW_TEST ("/weather-rows/one-column", test_one_column);
  ADD_WINDOW_TEST ("/weather-rows/missing", test_missing);
  ADD_WINDOW_TEST ("/weather-rows/rates", test_rates);
  return run_window_tests ();
}
