/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charger and cells on Home, the battery's dashboard on Plan and its rows on Compare: what is seen
 * when, that it follows every edit, and what those hear who do not see it. */
#include <string.h>

#include "battery-card.h"
#include "charger-losses.h"
#include "chart-view.h"
#include "comparison-words.h"
#include "tabular.h"
#include "window-fixture.h"

static const GhVehicle *
get_car (Fixture *fixture)
{
  return g_ptr_array_index (gh_document_get_study (get_document (fixture))->vehicles, 0);
}

static GtkWidget *
find_row (Fixture *fixture, GType type, const char *name)
{
  return gtk_widget_get_ancestor (find (fixture, type, name), ADW_TYPE_PREFERENCES_ROW);
}

static void
choose (Fixture *fixture, const char *list, guint index)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, list)), index);
}

static void
undo (Fixture *fixture)
{
  gh_document_undo (get_document (fixture));
  settle ();
}

/* One form at a time: its rows are seen, the others not, and the way back is one step. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[]
      = { "Charging efficiency (%)", "Charging: by power (%)", "Charging, by AC power" };

  settle ();
  for (GhLossForm form = GH_LOSSES_EFFICIENCY; form <= GH_LOSSES_POINTS; form++)
    {
      choose (fixture, "Losses", form);
      g_assert_cmpint (gh_charger_get_loss_form (get_car (fixture)->charger), ==, form);
      for (GhLossForm other = GH_LOSSES_EFFICIENCY; other <= GH_LOSSES_POINTS; other++)
        {
          GtkWidget *shown
              = other == GH_LOSSES_POINTS
                    ? gtk_widget_get_parent (find (fixture, GTK_TYPE_LABEL, rows[other]))
                    : find_row (fixture, GTK_TYPE_SPIN_BUTTON, rows[other]);
          g_assert_cmpint (gtk_widget_get_visible (shown), ==, other == form);
        }
    }
  undo (fixture);
  undo (fixture);
  g_assert_cmpint (gh_charger_get_loss_form (get_car (fixture)->charger), ==, GH_LOSSES_EFFICIENCY);
  g_assert_cmpuint (
      gtk_drop_down_get_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Losses"))), ==,
      GH_LOSSES_EFFICIENCY);
  g_assert_cmpfloat (get_car (fixture)->charger->charge_efficiency, ==, 0.95);
}

/* A coefficient is edited in the unit that is shown; points are added, edited and removed. */
static void
test_losses (Fixture *fixture, gconstpointer data)
{
  settle ();
  choose (fixture, "Losses", GH_LOSSES_CURVE);
  GtkWidget *spin = find (fixture, GTK_TYPE_SPIN_BUTTON, "Charging: fixed loss (W)");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 120.0);
  spin = find (fixture, GTK_TYPE_SPIN_BUTTON, "Discharging: by its square (%/kW)");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 0.5);
  const GhCharger *charger = get_car (fixture)->charger;
  g_assert_cmpfloat_with_epsilon (g_array_index (charger->charge_loss_kw, double, 0), 0.12, 1e-12);
  g_assert_cmpfloat_with_epsilon (g_array_index (charger->charge_loss_kw, double, 1),
                                  1.0 / 0.95 - 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (g_array_index (charger->discharge_loss_kw, double, 2), 0.005,
                                  1e-12);
  undo (fixture);
  undo (fixture);
  undo (fixture);

  choose (fixture, "Losses", GH_LOSSES_POINTS);
  guint before = get_car (fixture)->charger->charge_points->len;
  press (find (fixture, GTK_TYPE_BUTTON, "Add a Point of Charging"));
  g_assert_cmpuint (get_car (fixture)->charger->charge_points->len, ==, before + 1);
  g_assert_cmpuint (get_car (fixture)->charger->discharge_points->len, ==, before);
  find (fixture, GTK_TYPE_LABEL, "12.00 kW: 95.0 %");
  GtkWidget *efficiency = find (fixture, GTK_TYPE_SPIN_BUTTON, "Efficiency (%)");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (efficiency), 81.5);
  find (fixture, GTK_TYPE_LABEL, "1.10 kW: 81.5 %");
  for (guint i = before + 1; i > 0; i--)
    press (find (fixture, GTK_TYPE_BUTTON, "Remove this point"));
  g_assert_null (get_car (fixture)->charger->charge_points);
  find (fixture, GTK_TYPE_LABEL, "No points of charging: the efficiency counts.");
}

/* The chart is of the charger as it is now, has a name, a description and a table. */
static void
test_chart (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkWidget *chart = find (fixture, GH_TYPE_CHART_VIEW, "Efficiency of the charger");
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (chart),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  find (fixture, GTK_TYPE_MENU_BUTTON, "Efficiency of the charger: Lines and Table");
  find (fixture, GTK_TYPE_LABEL,
        "At 7 kW charging loses 0.35 kW; giving 7 kW to the house loses 0.37 kW. Giving loses "
        "more, since the battery has to give 7.37 kW for 7 kW to arrive. Of 100 kWh bought 90 come "
        "back to the house.");
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (chart));
  g_autofree char *text = gh_data_table_to_text (table);
  g_assert_true (g_str_has_prefix (
      text, "AC power (kW)\tCharging (%)\tDischarging (%)\n0\t\t\n0.1\t95\t95\n"));

  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Charging efficiency (%)")), 90.0);
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Discharging power (kW)")), 0.0);
  find (fixture, GTK_TYPE_LABEL, "At 7 kW charging loses 0.70 kW.");
  g_autofree char *readings = gh_chart_view_format_readings (GH_CHART_VIEW (chart));
  g_assert_nonnull (strstr (readings, "90.0"));
}

/* Choosing a cell says what is known of it and lets plans heed it; the fixed price of wear gives
 * way to that of ageing, and says so. */
static void
test_cells (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkWidget *list = find (fixture, GTK_TYPE_DROP_DOWN, "Cells");
  GtkWidget *wear = find (fixture, GTK_TYPE_SPIN_BUTTON, "Wear (ct/kWh)");

  GtkWidget *pack = gtk_widget_get_ancestor (find (fixture, GTK_TYPE_LABEL, "Cells and climate"),
                                             ADW_TYPE_EXPANDER_ROW);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (list)), ==, 1);
  choose (fixture, "Cells", 0);
  g_assert_null (get_car (fixture)->cell);
  g_assert_false (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (pack)));
  choose (fixture, "Cells", 1);
  g_assert_cmpstr (get_car (fixture)->cell, ==, "nmc-kokam-75ah");
  g_assert_true (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (pack)));
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (pack)));
  gtk_test_accessible_assert_property (
      list, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "NMC111. Measured: ageing. Borrowed from a similar cell: voltage, resistance, slow "
      "polarization, heat capacity. Assumed: fast polarization, limits of voltage and current.");
  g_assert_cmpfloat_with_epsilon (get_car (fixture)->wear_per_kwh, 0.0181, 1e-9);
  g_assert_true (gtk_widget_is_sensitive (wear));

  choose (fixture, "Price of wear", GH_WEAR_AGEING);
  g_assert_cmpint (get_car (fixture)->pack->wear, ==, GH_WEAR_AGEING);
  g_assert_false (gtk_widget_is_sensitive (wear));
  find (fixture, GTK_TYPE_LABEL, "Not used: the price comes from the ageing of the cell.");
  choose (fixture, "Cells", 0);
  g_assert_null (get_car (fixture)->cell);
  g_assert_true (gtk_widget_is_sensitive (wear));
  undo (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (list)), ==, 1);
  GtkWidget *heed = find (fixture, GTK_TYPE_SWITCH, "Cells and climate");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (heed)));
  gtk_switch_set_active (GTK_SWITCH (heed), FALSE);
  g_assert_null (get_car (fixture)->pack);
  undo (fixture);
  g_assert_cmpint (get_car (fixture)->pack->wear, ==, GH_WEAR_AGEING);
}

/* A row of what is not there yet makes it. */
static void
test_warranty (Fixture *fixture, gconstpointer data)
{
  settle ();
  g_assert_null (get_car (fixture)->pack);
  gtk_switch_set_active (GTK_SWITCH (find (fixture, GTK_TYPE_SWITCH, "Energy")), TRUE);
  g_assert_nonnull (get_car (fixture)->pack);
  g_assert_cmpfloat (get_car (fixture)->pack->warranty->kwh, ==, 10000.0);
  undo (fixture);
  g_assert_null (get_car (fixture)->pack);
}

/* The dashboard is there with a known cell and is that of the cursor. */
static void
test_dashboard (Fixture *fixture, gconstpointer data)
{
  gh_window_show_page (fixture->window, "plan");
  wait_for_plan (fixture);
  wait_ms (100);
  choose (fixture, "Cells", 0);
  wait_for_plan (fixture);
  wait_ms (100);
  GtkWidget *card = find (fixture, GH_TYPE_BATTERY_CARD, NULL);
  g_assert_false (gtk_widget_get_visible (card));
  choose (fixture, "Cells", 1);
  wait_for_plan (fixture);
  wait_ms (100);
  g_assert_true (gtk_widget_get_visible (card));
  GtkWidget *grid = find (fixture, GTK_TYPE_GRID, "Greatest power of the battery");
  gtk_test_accessible_assert_role (grid, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (grid),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  for (const char *const *head = (const char *const[]){ "10 s", "30 s", "5 min", "15 min", NULL };
       *head != NULL; head++)
    find_below (grid, GTK_TYPE_LABEL, *head);

  GhResults *results = gh_document_get_results (get_document (fixture));
  GhFigure *figure
      = gh_chart_view_get_figure (GH_CHART_VIEW (find (fixture, GH_TYPE_CHART_VIEW, "Plan")));
  GhBatteryMoment moment;
  gsize step;
  g_assert_true (gh_figure_find_step (figure, gh_figure_get_cursor (figure), &step));
  g_assert_true (gh_results_read_battery (results, GH_STRATEGY_V2H, step, &moment));
  g_autofree char *take = g_strdup_printf (moment.powers[3].charge_kw < 100.0 ? "%.1f" : "%.0f",
                                           moment.powers[3].charge_kw);
  g_autofree char *state
      = g_strdup_printf ("Battery: %.0f %% charged · 100 %% of its capacity left · %.0f °C",
                         100.0 * moment.soc, moment.temperature_k - 273.15);
  find_below (grid, GTK_TYPE_LABEL, take);
  find_below (card, GTK_TYPE_LABEL, state);
}

/* The rows of the battery come with its cells, and go with them. */
static void
test_comparison (Fixture *fixture, gconstpointer data)
{
  gh_window_show_page (fixture->window, "compare");
  wait_for_plan (fixture);
  wait_ms (100);
  g_assert_null (
      find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "Battery loses a year"));
  choose (fixture, "Cells", 0);
  choose (fixture, "Cells", 1);
  choose (fixture, "Price of wear", GH_WEAR_AGEING);
  wait_for_plan (fixture);
  wait_ms (100);
  GtkWidget *row = find (fixture, GTK_TYPE_BUTTON, "Battery loses a year");
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  GtkWidget *worth = find (fixture, GTK_TYPE_BUTTON, "Ageing is worth, a year");
  press (worth);
  wait_ms (50);
  GtkWidget *chart = find (fixture, GH_TYPE_CHART_VIEW, "Ageing is worth, a year");
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (chart));
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, GH_COMPARED_STRATEGIES);
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 3);
  GhResults *results = gh_document_get_results (get_document (fixture));
  g_autofree char *ageing = gh_comparison_format_ageing (results);
  g_assert_cmpstr (ageing, !=, "");
  g_autofree char *lines = gh_comparison_format_battery (results);
  g_assert_nonnull (strstr (lines, ageing));
  g_assert_nonnull (strstr (lines, gh_results_get_comparison (results)->wear));
  g_assert_true (gtk_widget_get_mapped (find (fixture, GTK_TYPE_LABEL, lines)));
  choose (fixture, "Cells", 0);
  wait_for_plan (fixture);
  wait_ms (100);
  g_assert_false (gtk_widget_get_visible (row));
  g_assert_false (gtk_widget_get_visible (chart) && gtk_widget_get_mapped (chart));
}

/* Driving that uses the warranty up is told at its row, once there is a plan. */
static void
test_driving_beyond_warranty (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  settle ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Step")), 4);
  gh_document_set_number (document, "$.vehicles[0].pack.warranty.cycles", 100.0);
  wait_for_plan (fixture);
  GtkWidget *row = find_row (fixture, GTK_TYPE_SPIN_BUTTON, "Full cycles");
  g_assert_true (gtk_widget_has_css_class (row, "warning"));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)),
                                   "Driving alone takes "));
  gh_document_set_number (document, "$.vehicles[0].pack.warranty.cycles", 10000.0);
  wait_for_plan (fixture);
  g_assert_false (gtk_widget_has_css_class (row, "warning"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/battery-rows/forms", test_forms);
  ADD_WINDOW_TEST ("/battery-rows/losses", test_losses);
  ADD_WINDOW_TEST ("/battery-rows/chart", test_chart);
  ADD_WINDOW_TEST ("/battery-rows/cells", test_cells);
  ADD_WINDOW_TEST ("/battery-rows/warranty", test_warranty);
  ADD_WINDOW_TEST ("/battery-rows/driving-beyond-warranty", test_driving_beyond_warranty);
  ADD_WINDOW_TEST ("/battery-rows/dashboard", test_dashboard);
  ADD_WINDOW_TEST ("/battery-rows/comparison", test_comparison);
  return run_window_tests ();
}
