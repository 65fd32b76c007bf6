/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of results offer to those who do not see or do not point: rows that open, lines
 * that are shown and hidden, tables that are read and copied, and names for all of it. */
#include <math.h>
#include <string.h>

#include "chart-view.h"
#include "compare-page.h"
#include "comparison-rows.h"
#include "money-page.h"
#include "number-text.h"
#include "plan-page.h"
#include "sideways-bin.h"
#include "tabular.h"
#include "waterfall-view.h"
#include "window-fixture.h"

#define YEAR_STEPS 35040

static void
show_page (Fixture *fixture, const char *name)
{
  wait_for_plan (fixture);
  gh_window_show_page (fixture->window, name);
  wait_ms (100);
}

static GhResults *
get_results (Fixture *fixture)
{
  return gh_document_get_results (get_document (fixture));
}

static void
text_read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);
  g_assert_no_error (error);
}

static char *
read_clipboard (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL,
                                 text_read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  return text;
}

/* The bars of the first month, as the figure reads them. */
static double
read_first (GhChartView *chart, guint layer)
{
  GhFigure *figure = gh_chart_view_get_figure (chart);

  gh_figure_set_cursor (figure, gh_figure_get_step_middle (figure, 0));
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  return ((GhReading *) g_ptr_array_index (readings, layer))->value;
}

/* The card is no higher than its rows: it was as high as with the words of every row wrapped. */
static void
assert_ends_with_last_row (GtkWidget *row)
{
  GtkWidget *card = gtk_widget_get_ancestor (row, GH_TYPE_SIDEWAYS_BIN);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (row, card, &bounds));
  double rest = gtk_widget_get_height (card) - (bounds.origin.y + bounds.size.height);
  g_assert_cmpfloat (rest, >, -2.0);
  g_assert_cmpfloat (rest, <, 2.0 * bounds.size.height);
}

/* A row tells whether it is open, is computed when it opens, and follows new results. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "compare");
  GtkWidget *row = find (fixture, GTK_TYPE_BUTTON, "Bill a year");
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_assert_true (
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_CONTROLS));
  g_assert_null (find_widget (GTK_WIDGET (fixture->window), GH_TYPE_CHART_VIEW, "Bill by month"));
  assert_ends_with_last_row (find (fixture, GTK_TYPE_BUTTON, "Full cycles, driving included"));
  press (row);
  wait_ms (100);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  GtkWidget *chart = find (fixture, GH_TYPE_CHART_VIEW, "Bill by month");
  g_assert_true (gtk_widget_get_mapped (chart));
  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
  /* A line that is hidden at first and then shown stays so. */
  press (find (fixture, GTK_TYPE_BUTTON, "Net present value"));
  GhChartView *years = GH_CHART_VIEW (find (fixture, GH_TYPE_CHART_VIEW, "Net present value"));
  g_assert_false (gh_figure_get_layer_visible (gh_chart_view_get_figure (years), 0));
  gh_chart_view_set_layer_visible (years, 0, TRUE);
  double before
      = gh_comparison_row_get_month (GH_ROW_BILL, get_results (fixture), GH_STRATEGY_SMART, 0);
  g_assert_cmpfloat_with_epsilon (read_first (GH_CHART_VIEW (chart), 1), before, 1e-9);

  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Battery (kWh)")), 30.0);
  wait_for_plan (fixture);
  double after
      = gh_comparison_row_get_month (GH_ROW_BILL, get_results (fixture), GH_STRATEGY_SMART, 0);
  g_assert_cmpfloat (after, !=, before);
  g_assert_cmpfloat_with_epsilon (read_first (GH_CHART_VIEW (chart), 1), after, 1e-9);
  g_assert_true (gh_figure_get_layer_visible (gh_chart_view_get_figure (years), 0));
  gh_document_undo (get_document (fixture));
  wait_for_plan (fixture);

  press (row);
  wait_ms (100);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_assert_false (gtk_widget_get_mapped (chart));
}

/* Every row opens; investments, which have no months, open to their years, and what comes true to
 * the two ways to let the car discharge. */
static void
test_every_row (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "compare");
  for (GhComparisonRow row = 0; row < gh_comparison_count_rows (get_results (fixture)); row++)
    {
      const char *title = gh_comparison_row_get_title (row);
      if (!gh_comparison_row_is_shown (row, get_results (fixture)))
        continue;
      const char *by_month = gh_comparison_row_get_month_title (row);
      gboolean is_bracket = row == GH_ROW_FORECASTS || row == GH_ROW_RULE;
      press (find (fixture, GTK_TYPE_BUTTON, title));
      GtkWidget *chart = find (fixture, GH_TYPE_CHART_VIEW, by_month != NULL ? by_month : title);
      g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (chart));
      g_assert_cmpstr (gh_data_table_get_heading (table, 0), ==,
                       by_month != NULL ? "Month"
                       : is_bracket     ? "Strategy"
                                        : "Year");
      g_assert_cmpuint (gh_data_table_count_rows (table), ==,
                        by_month != NULL ? 12
                        : is_bracket     ? GH_COMPARED_STRATEGIES - GH_STRATEGY_V2H
                                         : 16);
      g_assert_cmpuint (gh_data_table_count_columns (table), >=, 3);
    }
  wait_ms (100);
}

/* A line is shown and hidden by a check button with its name, and by the legend; each follows the
 * other, and the table has the shown ones only. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "plan");
  GhChartView *chart = GH_CHART_VIEW (find (fixture, GH_TYPE_CHART_VIEW, "Plan"));
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (chart), GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *menu = find_below (page, GTK_TYPE_MENU_BUTTON, "Plan: Lines and Table");

  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  wait_ms (100);
  GtkWidget *house = find_below (menu, GTK_TYPE_CHECK_BUTTON, "House");
  gtk_test_accessible_assert_role (house, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_state (house, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  g_assert_true (gtk_widget_get_mapped (house));
  gtk_widget_activate (house);
  GhFigure *figure = gh_chart_view_get_figure (chart);
  for (guint i = 0; i < gh_figure_count_layers (figure); i++)
    g_assert_cmpint (gh_figure_get_layer_visible (figure, i), ==,
                     strcmp (gh_figure_get_layer_name (figure, i), "House") != 0);
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (chart));
  g_autofree char *text = gh_data_table_to_text (table);
  g_assert_null (strstr (text, "House"));
  g_assert_nonnull (strstr (text, "Solar (kW)"));

  /* As the legend does it. */
  gh_chart_view_set_layer_visible (chart, 0, FALSE);
  gtk_test_accessible_assert_state (find_below (menu, GTK_TYPE_CHECK_BUTTON, "State of charge"),
                                    GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE);

  /* Charging on arrival has no value of stored energy: its chart has a line less. */
  find_below (menu, GTK_TYPE_CHECK_BUTTON, "Value of stored energy");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Strategy")),
                              GH_STRATEGY_UNMANAGED);
  g_assert_null (find_widget (menu, GTK_TYPE_CHECK_BUTTON, "Value of stored energy"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Strategy")),
                              GH_STRATEGY_V2H);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  wait_ms (50);
}

/* A whole year of quarter hours as a table: real rows with real texts, and all of it copied. */
static void
test_table_of_a_year (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "plan");
  GhChartView *chart = GH_CHART_VIEW (find (fixture, GH_TYPE_CHART_VIEW, "Plan"));
  double from, to;
  gh_figure_get_whole (gh_chart_view_get_figure (chart), &from, &to);
  gh_chart_view_set_range (chart, from, to);
  gint64 start = g_get_monotonic_time ();
  gtk_widget_activate_action (GTK_WIDGET (chart), "table.show", NULL);
  GtkWidget *shown = find_window ("Plan");
  g_assert_nonnull (shown);
  wait_ms (1);
  g_test_message ("opened in %.0f ms", 1e-3 * (double) (g_get_monotonic_time () - start));
  GtkColumnView *view = GTK_COLUMN_VIEW (find_below (shown, GTK_TYPE_COLUMN_VIEW, "Plan"));
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (view));
  /* They come one after the other. */
  while (g_list_model_get_n_items (rows) < YEAR_STEPS)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, YEAR_STEPS);
  find_below (shown, GTK_TYPE_LABEL, "Import price (ct/kWh)");
  find_below (shown, GTK_TYPE_INSCRIPTION, "Wed 1 Jan 2025, 00:00");
  gtk_widget_activate_action (shown, "table.copy", NULL);
  g_autofree char *text = read_clipboard (fixture);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + YEAR_STEPS + 1);
  g_assert_true (g_str_has_prefix (lines[0], "Time\tState of charge (%)\tSolar (kW)\t"));
  g_assert_true (g_str_has_prefix (lines[YEAR_STEPS], "2025-12-31T23:45:00+01:00\t"));
  gtk_widget_activate_action (shown, "window.close", NULL);
  wait_ms (50);
  gh_chart_view_set_range (chart, from, from + 7.0 * 86400.0);
}

static void
test_copy_comparison (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "compare");
  g_autoptr (GhDataTable) comparison = gh_comparison_make_table (get_results (fixture));
  g_autofree char *expected = gh_data_table_to_text (comparison);
  GtkWidget *page = gtk_widget_get_ancestor (find (fixture, GTK_TYPE_BUTTON, "Bill a year"),
                                             GH_TYPE_COMPARE_PAGE);
  press (find_below (page, GTK_TYPE_BUTTON, "Copy Table"));
  g_autofree char *copied = read_clipboard (fixture);
  g_assert_true (g_str_equal (copied, expected));
}

/* The cash flows: a row a year, the last sum is the net present value. */
static void
test_copy_money (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "money");
  wait_for_jobs ();
  gtk_widget_activate_action (find (fixture, GH_TYPE_CHART_VIEW, "Cash flows"), "table.copy", NULL);
  g_autofree char *flows = read_clipboard (fixture);
  g_auto (GStrv) years = g_strsplit (flows, "\n", -1);
  g_assert_cmpstr (years[0], ==,
                   "Year\tSaved or earned (€)\tPaid (€)\tBattery wear (€)\tDiscounted flow (€)\t"
                   "Net present value so far (€)");
  const GhCashFlow *flow = gh_results_get_cash_flow (get_results (fixture), GH_STRATEGY_V2H);
  g_assert_cmpuint (g_strv_length (years), ==, 1 + flow->years->len + 1);
  g_auto (GStrv) last = g_strsplit (years[flow->years->len], "\t", -1);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (last[5], NULL), flow->npv, 1e-3);
}

/* The terms of the net present value: opened from their menu, copied, and they add up to it. */
static void
test_terms (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, "money");
  wait_for_jobs ();
  GtkWidget *terms
      = find (fixture, GH_TYPE_WATERFALL_VIEW, "What the net present value is made of");
  GtkWidget *menu
      = find (fixture, GTK_TYPE_MENU_BUTTON, "What the net present value is made of: Table");
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  press (find_below (menu, GTK_TYPE_BUTTON, "Show as Table"));
  GtkWidget *shown = find_window ("What the net present value is made of");
  g_assert_nonnull (shown);
  wait_ms (100);
  settle ();
  find_below (shown, GTK_TYPE_COLUMN_VIEW, "What the net present value is made of");
  find_below (shown, GTK_TYPE_INSCRIPTION, "Investment");
  gtk_widget_activate_action (shown, "window.close", NULL);
  gtk_test_accessible_assert_role (terms, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_activate_action (terms, "table.copy", NULL);
  g_autofree char *text = read_clipboard (fixture);
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (rows[0], ==, "Term\tPresent value (€)");
  double sum = 0.0;
  for (guint i = 1; i < 6; i++)
    sum += g_ascii_strtod (strchr (rows[i], '\t') + 1, NULL);
  g_assert_true (g_str_has_prefix (rows[6], "Net present value\t"));
  g_assert_cmpfloat_with_epsilon (
      sum, gh_results_get_cash_flow (get_results (fixture), GH_STRATEGY_V2H)->npv, 1e-3);
}

/* Without a plan every page of results says why and leads to the row that causes it. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    GType (*get_type) (void);
  } pages[] = { { "plan", gh_plan_page_get_type },
                { "compare", gh_compare_page_get_type },
                { "money", gh_money_page_get_type } };

  gh_document_set_number (get_document (fixture), "$.vehicles[0].soc_min", 0.95);
  g_autofree char *problem = g_strdup (gh_document_get_problem (get_document (fixture)));
  g_assert_nonnull (problem);
  close_window (fixture);
  open_window (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      activate (fixture, "win.page", pages[i].name);
      wait_ms (50);
      GtkWidget *page = find (fixture, pages[i].get_type (), NULL);
      GtkWidget *nothing = find_below (page, ADW_TYPE_STATUS_PAGE, NULL);
      g_assert_true (gtk_widget_get_mapped (nothing));
      g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (nothing)), ==, problem);
      press (find_below (nothing, GTK_TYPE_BUTTON, "Show What Causes It"));
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      GtkWidget *row = gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW);
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                       "Least charge");
      gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
    }
  gh_document_set_number (get_document (fixture), "$.vehicles[0].soc_min", 0.1);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      show_page (fixture, pages[i].name);
      GtkWidget *page = find (fixture, pages[i].get_type (), NULL);
      g_assert_false (gtk_widget_get_visible (find_below (page, ADW_TYPE_STATUS_PAGE, NULL)));
    }
}

/* Whether a person who does not see it learns what it is: by its accessible label or by what it is
 * labelled by. A tooltip is a description and no name, and an icon, by which GTK takes its buttons
 * to be labelled, says nothing. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  gboolean has_icon
      = GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL;
  g_autofree char *other = NULL;

  if (!has_icon
      && gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  other = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  return other != NULL;
}

static gboolean
has_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return *gtk_label_get_label (GTK_LABEL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child) && has_text (child))
      return TRUE;
  return FALSE;
}

/* What a button says may be a text in it; so it is with a row that opens a list. */
static gboolean
is_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)
         || ADW_IS_COMBO_ROW (widget);
}

static gboolean
is_control (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return is_button (widget) || GTK_IS_SWITCH (widget) || GTK_IS_SPIN_BUTTON (widget)
         || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) || GTK_IS_SCALE (widget)
         || GTK_IS_TEXT_VIEW (widget) || GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget)
         || (role == GTK_ACCESSIBLE_ROLE_IMG && !GTK_IS_IMAGE (widget));
}

/* What has no name, and how many controls there are. What is inside of a control is its own affair,
 * and so are the buttons of the window's frame. */
static void
check_names (GtkWidget *widget, guint *controls, guint *nameless)
{
  if (!gtk_widget_get_visible (widget) || GTK_IS_WINDOW_CONTROLS (widget))
    return;
  if (is_control (widget))
    {
      *controls += 1;
      if (is_named (widget) || (is_button (widget) && has_text (widget)))
        return;
      *nameless += 1;
      g_test_message ("a %s without a name in a %s, tooltip %s", G_OBJECT_TYPE_NAME (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                      gtk_widget_get_tooltip_text (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child, controls, nameless);
}

static void
press_key (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }
  g_assert_true (taken);
}

/* The map is a way through the period without a mouse as well. */
static void
test_map_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint key;
    double hours;
  } moves[]
      = { { GDK_KEY_Right, 24 }, { GDK_KEY_Left, -24 },          { GDK_KEY_Down, 1 },
          { GDK_KEY_Up, -1 },    { GDK_KEY_Page_Down, 30 * 24 }, { GDK_KEY_Page_Up, -30 * 24 } };
  double from, to, before;

  show_page (fixture, "plan");
  GtkWidget *map = find (fixture, GTK_TYPE_DRAWING_AREA, "Map of the period");
  GhChartView *view = GH_CHART_VIEW (find (fixture, GH_TYPE_CHART_VIEW, "Plan"));
  GhFigure *figure = gh_chart_view_get_figure (view);
  g_assert_true (gtk_widget_get_focusable (map));
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      before = gh_figure_get_cursor (figure);
      press_key (map, moves[i].key);
      g_assert_cmpfloat_with_epsilon (gh_figure_get_cursor (figure) - before,
                                      3600.0 * moves[i].hours, 1.0);
      gh_figure_get_view (figure, &from, &to);
      g_assert_cmpfloat (gh_figure_get_cursor (figure), >=, from);
      g_assert_cmpfloat (gh_figure_get_cursor (figure), <=, to);
    }
  gh_figure_get_whole (figure, &from, &to);
  press_key (map, GDK_KEY_End);
  g_assert_cmpfloat_with_epsilon (gh_figure_get_cursor (figure), to, 2.0);
  press_key (map, GDK_KEY_Home);
  g_assert_cmpfloat_with_epsilon (gh_figure_get_cursor (figure), from, 2.0);
}

/* Everything that can be operated or looked at has a name, on every page; one that has none is
 * found. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "home", "plan", "money" };
  guint controls = 0, nameless = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    show_page (fixture, pages[i]);
  show_page (fixture, "compare");
  press (find (fixture, GTK_TYPE_BUTTON, "Bill a year"));
  wait_ms (100);
  check_names (GTK_WIDGET (fixture->window), &controls, &nameless);
  g_assert_cmpuint (nameless, ==, 0);
  g_assert_cmpuint (controls, >, 100);
  GtkWidget *row = find (fixture, GTK_TYPE_BUTTON, "Bill a year");
  GtkWidget *unknown = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  gtk_widget_set_tooltip_text (unknown, "Copy");
  gtk_box_append (GTK_BOX (gtk_button_get_child (GTK_BUTTON (row))), unknown);
  check_names (unknown, &controls, &nameless);
  g_assert_cmpuint (nameless, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/pages/rows", test_rows);
  ADD_YEAR_TEST ("/pages/every-row", test_every_row);
  ADD_WINDOW_TEST ("/pages/lines", test_lines);
  ADD_FIRST_START_TEST ("/pages/table-of-a-year", test_table_of_a_year);
  ADD_WINDOW_TEST ("/pages/copy-comparison", test_copy_comparison);
  ADD_WINDOW_TEST ("/pages/copy-money", test_copy_money);
  ADD_WINDOW_TEST ("/pages/terms", test_terms);
  ADD_WINDOW_TEST ("/pages/nothing", test_nothing);
  ADD_WINDOW_TEST ("/pages/names", test_names);
  ADD_WINDOW_TEST ("/pages/map-keys", test_map_keys);
  return run_window_tests ();
}
