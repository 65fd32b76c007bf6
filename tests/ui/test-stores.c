/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several cars and wall batteries in the window: the list of them and the rows of the one that is
 * shown, undo, the way from a finding to its row, and each of them in the results. */
#include <math.h>
#include <string.h>

#include "battery-page.h"
#include "battery-words.h"
#include "chart-view.h"
#include "compare-page.h"
#include "study/explain.h"
#include "plan-page.h"
#include "resilience-page.h"
#include "shares-card.h"
#include "store-chooser.h"
#include "stores.h"
#include "tabular.h"
#include "window-fixture.h"

#define STEPS 192
/* On the second evening. */
#define CURSOR_STEP 168

static GtkWidget *
get_chooser (Fixture *fixture)
{
  return find (fixture, GH_TYPE_STORE_CHOOSER, NULL);
}

static void
act (Fixture *fixture, const char *action, const char *path)
{
  g_assert_true (gtk_widget_activate_action (
      find_below (get_chooser (fixture), GTK_TYPE_LIST_BOX, "Cars and batteries"), action, "s",
      path));
  settle ();
}

static void
add (Fixture *fixture, const char *action, int preset)
{
  g_assert_true (gtk_widget_activate_action (
      find_below (get_chooser (fixture), GTK_TYPE_LIST_BOX, "Cars and batteries"), action, "i",
      preset));
  settle ();
}

/* Two days, that they are planned at once. */
static void
begin (Fixture *fixture)
{
  gh_document_set_number (get_document (fixture), "$.period.steps", STEPS);
  gh_window_show_page (fixture->window, "home");
  settle ();
}

static void
assert_shown (Fixture *fixture, const char *path)
{
  settle ();
  g_assert_cmpstr (gh_part_chooser_get_path (GH_PART_CHOOSER (get_chooser (fixture))), ==, path);
}

static double
read_battery_kwh (Fixture *fixture)
{
  return gtk_spin_button_get_value (
      GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Battery (kWh)")));
}

static gboolean
has (Fixture *fixture, GType type, const char *name)
{
  return find_widget (GTK_WIDGET (fixture->window), type, name) != NULL;
}

/* What is added is shown, with the rows that it has; a single one needs no choice. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  assert_shown (fixture, "$.vehicles[0]");
  GtkWidget *choice = find (fixture, GTK_TYPE_CHECK_BUTTON, "Show “Family car”");
  g_assert_false (gtk_widget_get_visible (choice));
  g_assert_cmpfloat (read_battery_kwh (fixture), ==, 77.0);
  add (fixture, "store.add-battery", 1);
  assert_shown (fixture, "$.batteries[0]");
  g_assert_cmpfloat (read_battery_kwh (fixture), ==, 10.0);
  g_assert_false (has (fixture, GTK_TYPE_BUTTON, "Add a Trip"));
  g_assert_false (has (fixture, GTK_TYPE_DROP_DOWN, "Cells"));
  g_assert_true (has (fixture, GTK_TYPE_LABEL, "Wall battery: Inverter"));
  g_assert_true (
      gtk_widget_get_visible (find (fixture, GTK_TYPE_CHECK_BUTTON, "Show “Family car”")));
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Battery (kWh)")), 12.0);
  const GhStudy *study = gh_document_get_study (get_document (fixture));
  g_assert_cmpfloat (gh_stores_look_up (study, "$.batteries[0]")->battery_kwh, ==, 12.0);
  g_assert_cmpfloat (gh_stores_look_up (study, "$.vehicles[0]")->battery_kwh, ==, 77.0);
  add (fixture, "store.add-car", 1);
  assert_shown (fixture, "$.vehicles[1]");
  g_assert_cmpfloat (read_battery_kwh (fixture), ==, 42.0);
  g_assert_true (has (fixture, GTK_TYPE_BUTTON, "Add a Trip"));
  g_assert_true (has (fixture, GTK_TYPE_LABEL, "Fiat 500e 42 kWh"));
  wait_for_plan (fixture);
}

static void
choose (Fixture *fixture, const char *name)
{
  g_autofree char *label = g_strdup_printf ("Show “%s”", name);

  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (find_below (get_chooser (fixture), GTK_TYPE_CHECK_BUTTON, label)), TRUE);
  settle ();
}

/* Undo and redo keep what is shown, wherever it stands; where it is gone its neighbour is shown. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  begin (fixture);
  add (fixture, "store.add-car", 1);
  add (fixture, "store.add-battery", 0);
  choose (fixture, "Fiat 500e 42 kWh");
  assert_shown (fixture, "$.vehicles[1]");
  act (fixture, "store.remove", "$.vehicles[0]");
  assert_shown (fixture, "$.vehicles[0]");
  g_assert_cmpfloat (read_battery_kwh (fixture), ==, 42.0);
  gh_document_undo (document);
  assert_shown (fixture, "$.vehicles[1]");
  g_assert_cmpfloat (read_battery_kwh (fixture), ==, 42.0);
  gh_document_redo (document);
  assert_shown (fixture, "$.vehicles[0]");
  act (fixture, "store.remove", "$.vehicles[0]");
  assert_shown (fixture, "$.batteries[0]");
  g_assert_cmpfloat (read_battery_kwh (fixture), ==, 5.0);
  act (fixture, "store.remove", "$.batteries[0]");
  assert_shown (fixture, NULL);
  g_assert_false (has (fixture, GTK_TYPE_SPIN_BUTTON, "Battery (kWh)"));
  while (gh_document_can_undo (document))
    gh_document_undo (document);
  settle ();
  assert_shown (fixture, "$.vehicles[0]");
  g_assert_cmpfloat (read_battery_kwh (fixture), ==, 77.0);
}

/* A finding leads to the rows of the one that it is about. */
static void
test_finding (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *title;
    const char *shown;
  } rows[] = { { "$.batteries[0].soc_min", "Least charge", "$.batteries[0]" },
               { "$.vehicles[1].trips[0].leave", NULL, "$.vehicles[1]" },
               { "$.vehicles[1].plugged[3]", "Plugged in", "$.vehicles[1]" },
               { "$.vehicles[0].pack.soh", "Health at the beginning", "$.vehicles[0]" },
               { "$.vehicles[1].charger.charge_kw", "Charging power", "$.vehicles[1]" } };

  begin (fixture);
  gh_document_set_number (get_document (fixture), "$.vehicles[0].pack.limit_power", TRUE);
  add (fixture, "store.add-car", 1);
  add (fixture, "store.add-battery", 0);
  choose (fixture, "Family car");
  gh_document_set_number (get_document (fixture), "$.batteries[0].soc_max", 0.1);
  gh_document_set_number (get_document (fixture), "$.batteries[0].soc_min", 0.5);
  g_assert_nonnull (gh_document_get_problem (get_document (fixture)));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      activate (fixture, "win.show-path", rows[i].path);
      assert_shown (fixture, rows[i].shown);
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      GtkWidget *row = gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW);
      g_test_message ("%s", rows[i].path);
      if (rows[i].title != NULL)
        g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                         rows[i].title);
    }
  /* The list says what is wrong where the rows do not show it. */
  g_autofree char *message = NULL;
  GhSeverity severity;
  message = gh_document_find_message (get_document (fixture), "$.batteries[0]", &severity);
  g_assert_nonnull (message);
  g_assert_true (has (fixture, GTK_TYPE_LABEL, message));
}

/* At the limit nothing can be added, and why is said; renaming renames the groups. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  GtkWidget *button = find_below (get_chooser (fixture), GTK_TYPE_MENU_BUTTON, "Add a Car");
  for (guint i = 1; i < GH_MOST_STORES; i++)
    {
      g_assert_true (gtk_widget_is_sensitive (button));
      act (fixture, "store.duplicate", "$.vehicles[0]");
    }
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_visible (find (
      fixture, GTK_TYPE_LABEL, "A household has at most 8 cars and wall batteries together.")));
  act (fixture, "store.duplicate", "$.vehicles[0]");
  g_assert_cmpuint (gh_stores_count (gh_document_get_study (get_document (fixture))), ==,
                    GH_MOST_STORES);
  gh_document_undo (get_document (fixture));
  settle ();
  g_assert_true (gtk_widget_is_sensitive (button));
  choose (fixture, "Family car");
  gh_document_set_text (get_document (fixture), "$.vehicles[0].name", "Anna & Ben");
  settle ();
  g_assert_true (has (fixture, GTK_TYPE_LABEL, "Anna & Ben"));
  g_assert_true (has (fixture, GTK_TYPE_CHECK_BUTTON, "Show “Anna & Ben”"));
  g_assert_true (has (fixture, GTK_TYPE_MENU_BUTTON, "More about “Anna & Ben”"));
}

static guint
count_layers (GhFigure *figure, const char *name)
{
  guint count = 0;

  for (guint i = 0; i < gh_figure_count_layers (figure); i++)
    count += strcmp (gh_figure_get_layer_name (figure, i), name) == 0;
  return count;
}

/* Every one has its lines, its map and its reason on the plan. */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "Family car: charge",      "Family car: power",
                                       "Family car: value",       "Fiat 500e 42 kWh: charge",
                                       "Fiat 500e 42 kWh: power", "Fiat 500e 42 kWh: value",
                                       "Wall battery: charge",    "Wall battery: power",
                                       "Wall battery: value",     "Grid" };
  GtkWidget *page;

  begin (fixture);
  add (fixture, "store.add-car", 1);
  add (fixture, "store.add-battery", 1);
  gh_window_show_page (fixture->window, "plan");
  wait_for_plan (fixture);
  page = find (fixture, GH_TYPE_PLAN_PAGE, NULL);
  GhChartView *chart = GH_CHART_VIEW (find_below (page, GH_TYPE_CHART_VIEW, "Plan"));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpuint (count_layers (gh_chart_view_get_figure (chart), lines[i]), ==, 1);

  GtkDropDown *store
      = GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Whose Reason to Read"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (store)));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (store)), ==, 3);
  GhResults *results = gh_document_get_results (get_document (fixture));
  GhFigure *figure = gh_chart_view_get_figure (chart);
  gh_figure_set_cursor (figure, gh_figure_get_step_middle (figure, CURSOR_STEP));
  for (guint i = 1; i <= 3; i++)
    {
      guint s = i % 3;
      gtk_drop_down_set_selected (store, s);
      g_autofree char *why
          = gh_explain_step (gh_results_get_planned_site (results, GH_STRATEGY_V2H),
                             gh_results_get_strategy (results, GH_STRATEGY_V2H)->plan,
                             GH_STRATEGY_V2H, s, CURSOR_STEP);
      find_below (page, GTK_TYPE_LABEL, why);
    }
  GtkDropDown *map = GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "What the map shows"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (map)), ==, 3 + 3 + 5);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_drop_down_get_model (map)); i++)
    gtk_drop_down_set_selected (map, i);

  /* The same one stays chosen when another is gone. */
  gtk_drop_down_set_selected (store, 2);
  gh_document_remove_store (get_document (fixture), "$.vehicles[0]");
  wait_for_plan (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (store), ==, 1);
  gh_document_remove_store (get_document (fixture), "$.batteries[0]");
  wait_for_plan (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (store)));
  g_assert_cmpuint (count_layers (gh_chart_view_get_figure (chart), "State of charge"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (map)), ==, 1 + 1 + 5);
}

/* The comparison tells what each does. */
static void
test_compare (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  add (fixture, "store.add-battery", 1);
  gh_window_show_page (fixture->window, "compare");
  wait_for_plan (fixture);
  GtkWidget *page = find (fixture, GH_TYPE_COMPARE_PAGE, NULL);
  find_below (page, GTK_TYPE_LABEL, "Family car, a year");
  find_below (page, GTK_TYPE_LABEL, "Wall battery, a year");
  /* The row of a single one may not have been shown yet; then it has no name. */
  GtkWidget *cycles = find_widget (page, GTK_TYPE_BUTTON, "Full cycles, driving included");
  g_assert_true (cycles == NULL || !gtk_widget_get_visible (cycles));
  gh_document_undo (get_document (fixture));
  wait_for_plan (fixture);
  g_assert_null (find_widget (page, GTK_TYPE_LABEL, "Wall battery, a year"));
  g_assert_true (
      gtk_widget_get_visible (find_below (page, GTK_TYPE_BUTTON, "Full cycles, driving included")));
}

static GtkDropDown *
find_strategy (GtkWidget *page)
{
  return GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Strategy"));
}

static guint
count_strategies (GtkWidget *page)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (find_strategy (page)));
}

/* The wall battery that could be bought is a strategy on every page, and one choice for all; it
 * goes with its price. */
static void
test_rival (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  begin (fixture);
  add (fixture, "store.add-battery", 1);
  gh_document_set_number (document, "$.finance.lifetime_years", 2.0);
  gh_document_set_number (document, "$.finance.capex.battery", 3000.0);
  gh_window_show_page (fixture->window, "plan");
  wait_for_plan (fixture);
  GtkWidget *plan = find (fixture, GH_TYPE_PLAN_PAGE, NULL);
  g_assert_cmpuint (count_strategies (plan), ==, 5);
  gtk_drop_down_set_selected (find_strategy (plan), GH_STRATEGY_BATTERY);
  settle ();
  g_autofree char *title = gh_plan_page_make_title (GH_PLAN_PAGE (plan));
  g_assert_nonnull (strstr (title, "Wall battery"));

  gh_window_show_page (fixture->window, "battery");
  while (!gh_document_is_life_current (document))
    g_main_context_iteration (NULL, TRUE);
  settle ();
  GtkWidget *battery = find (fixture, GH_TYPE_BATTERY_PAGE, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (find_strategy (battery)), ==, GH_STRATEGY_BATTERY);
  g_autofree char *answer
      = gh_battery_life_format_answer (gh_document_get_life (document), GH_STRATEGY_BATTERY);
  g_autofree char *named = g_strdup_printf ("Family car: %s", answer);
  find_below (battery, GTK_TYPE_LABEL, named);

  gh_window_show_page (fixture->window, "resilience");
  while (!gh_document_is_resilience_current (document))
    g_main_context_iteration (NULL, TRUE);
  settle ();
  GtkWidget *outages = find (fixture, GH_TYPE_RESILIENCE_PAGE, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (find_strategy (outages)), ==, GH_STRATEGY_BATTERY);
  g_autofree char *survived = gh_resilience_answer (
      gh_results_get_resilience (gh_document_get_results (document)), GH_STRATEGY_BATTERY);
  g_assert_true (g_str_has_prefix (survived, "Wall battery: "));
  find_below (outages, GTK_TYPE_LABEL, survived);

  gh_document_set_number (document, "$.finance.capex.battery", 0.0);
  wait_for_plan (fixture);
  while (!gh_document_is_resilience_current (document))
    g_main_context_iteration (NULL, TRUE);
  settle ();
  g_assert_cmpuint (count_strategies (outages), ==, 4);
  g_assert_cmpuint (gtk_drop_down_get_selected (find_strategy (outages)), ==, GH_STRATEGY_V2H);
  gh_window_show_page (fixture->window, "plan");
  wait_for_plan (fixture);
  g_assert_cmpuint (count_strategies (plan), ==, 4);
  g_assert_cmpuint (gtk_drop_down_get_selected (find_strategy (plan)), ==, GH_STRATEGY_V2H);
}

/* Of several cars whose cells are known the page Battery lets one be chosen. */
static void
test_battery_of_car (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);
  guint vehicle;

  begin (fixture);
  gh_document_set_number (document, "$.finance.lifetime_years", 2.0);
  add (fixture, "store.add-car", 1);
  gh_document_set_text (document, "$.vehicles[0].cell", "nmc-kokam-75ah");
  gh_window_show_page (fixture->window, "battery");
  wait_for_plan (fixture);
  GtkWidget *page = find (fixture, GH_TYPE_BATTERY_PAGE, NULL);
  GtkDropDown *car = GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Car"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (car)));
  gh_document_set_text (document, "$.vehicles[1].cell", "lfp-250ah");
  wait_for_plan (fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (car)));
  gtk_drop_down_set_selected (car, 1);
  while (!gh_document_is_life_current (document))
    g_main_context_iteration (NULL, TRUE);
  settle ();
  const GhLife *life = gh_battery_life_get_life (gh_document_get_life (document));
  g_assert_cmpuint (life->vehicle, ==, 1);
  g_assert_cmpstr (life->cell->id, ==, "lfp-250ah");
  g_autofree char *answer
      = gh_battery_life_format_answer (gh_document_get_life (document), GH_STRATEGY_V2H);
  g_autofree char *named = g_strdup_printf ("Fiat 500e 42 kWh: %s", answer);
  find_below (page, GTK_TYPE_LABEL, named);

  /* Who removes it sees the other. */
  gh_document_remove_store (document, "$.vehicles[1]");
  g_assert_false (gh_document_is_life_current (document));
  g_assert_true (gh_document_find_vehicle (document, &vehicle));
  g_assert_cmpuint (vehicle, ==, 0);
}

static void
wait_for_shares (Fixture *fixture)
{
  while (gh_document_get_shares (get_document (fixture)) == NULL)
    wait_for_jobs ();
  settle ();
}

/* Several cars share what is saved, once that is asked for; one has nobody to share it with. */
static void
test_shares (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  begin (fixture);
  gh_window_show_page (fixture->window, "compare");
  wait_for_plan (fixture);
  GtkWidget *card = find (fixture, GH_TYPE_SHARES_CARD, NULL);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (card)));
  add (fixture, "store.add-car", 1);
  wait_for_plan (fixture);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_first_child (card)));
  g_assert_null (gh_document_get_shares (document));
  g_assert_null (gh_tabular_make_table (GH_TABULAR (card)));
  press (find_below (card, GTK_TYPE_BUTTON, "_Divide the Saving"));
  wait_for_shares (fixture);
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (card));
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 3);
  find_below (card, GTK_TYPE_LABEL, "Family car");
  find_below (card, GTK_TYPE_LABEL, "Fiat 500e 42 kWh");
  find_below (card, GTK_TYPE_LABEL, "Together");
  find_below (card, GTK_TYPE_GRID, "What Each Car Brings of the Saving");
  g_autofree char *money = gh_data_table_format_cell (table, 0, 1, GH_CELL_SHOWN);
  find_below (card, GTK_TYPE_LABEL, money);
  g_assert_true (gtk_widget_get_visible (find_below (card, GTK_TYPE_BUTTON, "Copy Table")));

  /* Who has asked for them sees those of the next plan. */
  gh_document_set_number (document, "$.vehicles[1].charger.discharge_kw", 1.0);
  g_assert_null (gh_document_get_shares (document));
  wait_for_plan (fixture);
  wait_for_shares (fixture);
  g_autoptr (GhDataTable) after = gh_tabular_make_table (GH_TABULAR (card));
  g_autofree char *less = gh_data_table_format_cell (after, 1, 2, GH_CELL_PLAIN);
  g_autofree char *before = gh_data_table_format_cell (table, 1, 2, GH_CELL_PLAIN);
  g_assert_cmpfloat (g_ascii_strtod (less, NULL), <, g_ascii_strtod (before, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/stores-window/add", test_add);
  ADD_WINDOW_TEST ("/stores-window/undo", test_undo);
  ADD_WINDOW_TEST ("/stores-window/finding", test_finding);
  ADD_WINDOW_TEST ("/stores-window/limit", test_limit);
  ADD_WINDOW_TEST ("/stores-window/plan", test_plan);
  ADD_WINDOW_TEST ("/stores-window/compare", test_compare);
  ADD_WINDOW_TEST ("/stores-window/rival", test_rival);
  ADD_WINDOW_TEST ("/stores-window/battery-of-car", test_battery_of_car);
  ADD_WINDOW_TEST ("/stores-window/shares", test_shares);
  return run_window_tests ();
}
