/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the Money page counts battery wear: as in the first year, or over the life of the battery,
 * which it asks for; and what Compare and Plan tell of the battery in money. */
#include "money-page.h"

#include <string.h>

#include "battery-words.h"
#include "chart-view.h"
#include "compare-page.h"
#include "comparison-words.h"
#include "plan-page.h"
#include "settings.h"
#include "stores.h"
#include "study/battery-answer.h"
#include "window-fixture.h"

#define WAIT_SECONDS 120
#define YEARS 3
#define CELL "nmc-kokam-75ah"
#define FIRST "Battery wear is counted as in the first year, in every year."
#define LIVING "Living through the years of the battery…"

enum
{
  FIRST_YEAR,
  LIFE
};

static GtkWidget *
get_page (Fixture *fixture)
{
  return find (fixture, GH_TYPE_MONEY_PAGE, NULL);
}

static GtkDropDown *
find_basis (Fixture *fixture)
{
  return GTK_DROP_DOWN (
      find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "How battery wear is counted"));
}

static void
wait_for_life (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!gh_document_is_life_current (get_document (fixture)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  settle ();
}

/* A year that is planned soon: the last of the list is an hour. */
static void
choose_hours (Fixture *fixture)
{
  settle ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Step")), 4);
}

static void
open_money (Fixture *fixture)
{
  choose_hours (fixture);
  gh_window_show_page (fixture->window, "home");
  gh_document_set_number (get_document (fixture), "$.finance.lifetime_years", YEARS);
  gh_document_set_text (get_document (fixture), "$.vehicles[0].cell", CELL);
  wait_for_plan (fixture);
  gh_window_show_page (fixture->window, "money");
  wait_ms (50);
}

/* The wear that the chart shows in a year. */
static double
read_wear (Fixture *fixture, int year)
{
  GhChartView *chart
      = GH_CHART_VIEW (find_below (get_page (fixture), GH_TYPE_CHART_VIEW, "Cash flows"));
  GhFigure *figure = gh_chart_view_get_figure (chart);

  gh_figure_set_cursor (figure, year);
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  for (guint i = 0; i < readings->len; i++)
    {
      const GhReading *reading = g_ptr_array_index (readings, i);
      if (strcmp (reading->name, "Battery wear") == 0)
        return -reading->value;
    }
  g_assert_not_reached ();
}

static void
check_wear (Fixture *fixture, const GhCashFlow *flow)
{
  for (int year = 1; year <= YEARS; year++)
    g_assert_cmpfloat_with_epsilon (read_wear (fixture, year),
                                    g_array_index (flow->years, GhCashFlowRow, year).degradation,
                                    1e-9);
}

static const GhCashFlow *
get_life_flow (Fixture *fixture)
{
  return gh_battery_life_get_strategy (gh_document_get_life (get_document (fixture)),
                                       GH_STRATEGY_V2H)
      ->against_smart;
}

/* The first year is shown until the life is asked for; then its wear, year by year, and both in a
 * sentence, on Compare as well. */
static void
test_life (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  gh_document_set_number (document, "$.vehicles[0].pack.wear", GH_WEAR_AGEING);
  open_money (fixture);
  g_assert_null (gh_document_get_life (document));
  find_below (get_page (fixture), GTK_TYPE_LABEL, FIRST);
  check_wear (fixture,
              gh_results_get_cash_flow (gh_document_get_results (document), GH_STRATEGY_V2H));
  gtk_drop_down_set_selected (find_basis (fixture), LIFE);
  g_assert_nonnull (gh_document_get_job (document));
  find_below (get_page (fixture), GTK_TYPE_LABEL, LIVING);
  wait_for_life (fixture);
  check_wear (fixture, get_life_flow (fixture));
  g_autofree char *money
      = gh_battery_life_format_money (gh_document_get_life (document), GH_STRATEGY_V2H);
  g_autofree char *sentence = gh_message_to_sentence (money);
  find_below (get_page (fixture), GTK_TYPE_LABEL, sentence);

  gtk_drop_down_set_selected (find_basis (fixture), FIRST_YEAR);
  check_wear (fixture,
              gh_results_get_cash_flow (gh_document_get_results (document), GH_STRATEGY_V2H));
  find_below (get_page (fixture), GTK_TYPE_LABEL, sentence);

  gh_window_show_page (fixture->window, "compare");
  wait_ms (50);
  GtkWidget *compare = find (fixture, GH_TYPE_COMPARE_PAGE, NULL);
  g_autofree char *battery = gh_comparison_format_battery (gh_document_get_results (document));
  g_autofree char *v2g
      = gh_battery_life_format_money (gh_document_get_life (document), GH_STRATEGY_V2G);
  g_autofree char *lines
      = g_strdup_printf ("%s\nV2H (house): %s.\nV2G (grid): %s.", battery, money, v2g);
  g_assert_nonnull (strstr (battery, "in the first year, in every year"));
  g_assert_true (gtk_widget_get_mapped (find_below (compare, GTK_TYPE_LABEL, lines)));
}

/* An edit leaves the old life until the new one is there, which begins by itself; without cells
 * there is no choice, and the first year is shown. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_money (fixture);
  gtk_drop_down_set_selected (find_basis (fixture), LIFE);
  wait_for_life (fixture);
  gh_document_set_number (document, "$.vehicles[0].battery_kwh", 40.0);
  settle ();
  check_wear (fixture, get_life_flow (fixture));
  find_below (get_page (fixture), GTK_TYPE_LABEL, LIVING);
  wait_for_life (fixture);
  check_wear (fixture, get_life_flow (fixture));

  gh_document_clear (document, "$.vehicles[0].cell");
  wait_for_plan (fixture);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (find_basis (fixture))));
  check_wear (fixture,
              gh_results_get_cash_flow (gh_document_get_results (document), GH_STRATEGY_V2H));
}

/* What was stopped says so, and can be done again. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_money (fixture);
  gtk_drop_down_set_selected (find_basis (fixture), LIFE);
  activate (fixture, "win.stop", NULL);
  while (gh_document_get_job (document) != NULL)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  find_below (get_page (fixture), GTK_TYPE_LABEL, "Stopped.");
  GtkWidget *again = find_below (get_page (fixture), GTK_TYPE_BUTTON, "Calculate Again");
  g_assert_true (gtk_widget_get_mapped (again));
  press (again);
  wait_for_life (fixture);
  g_assert_false (gtk_widget_get_mapped (again));
  check_wear (fixture, get_life_flow (fixture));
}

/* A pack too weak for its charger: Plan says below the dashboard what keeping within its limits
 * costs, Compare of each strategy; nothing where the charger is the weaker one. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);
  static const char *const begins = "Keeping within what the battery can take and give costs";

  choose_hours (fixture);
  gh_window_show_page (fixture->window, "plan");
  gh_document_set_text (document, "$.vehicles[0].cell", CELL);
  gh_document_set_number (document, "$.vehicles[0].pack.ambient_mean_c", -10.0);
  gh_document_set_number (document, "$.vehicles[0].battery_kwh", 9.0);
  gh_document_set_number (document, "$.vehicles[0].charger.charge_kw", 22.0);
  wait_for_plan (fixture);
  wait_ms (50);
  GhResults *results = gh_document_get_results (document);
  g_assert_true (gh_results_is_complete (results));
  GtkDropDown *strategy = GTK_DROP_DOWN (
      find_below (find (fixture, GH_TYPE_PLAN_PAGE, NULL), GTK_TYPE_DROP_DOWN, "Strategy"));
  gtk_drop_down_set_selected (strategy, GH_STRATEGY_V2H);
  g_autofree char *limits
      = gh_answer_battery_limits (gh_results_get_strategy (results, GH_STRATEGY_V2H)->battery,
                                  gh_results_get_planned_site (results, GH_STRATEGY_V2H));
  g_autofree char *sentence = gh_message_to_sentence (limits);
  g_assert_true (g_str_has_prefix (sentence, begins));
  GtkWidget *note = find_below (find (fixture, GH_TYPE_PLAN_PAGE, NULL), GTK_TYPE_LABEL, sentence);
  g_assert_true (gtk_widget_get_mapped (note));
  gh_window_show_page (fixture->window, "compare");
  wait_ms (50);
  g_autofree char *lines = gh_comparison_format_limits (results);
  g_assert_nonnull (strstr (lines, limits));
  g_assert_true (gtk_widget_get_mapped (
      find_below (find (fixture, GH_TYPE_COMPARE_PAGE, NULL), GTK_TYPE_LABEL, lines)));

  gh_window_show_page (fixture->window, "plan");
  gh_document_clear (document, "$.vehicles[0].pack");
  gh_document_set_number (document, "$.vehicles[0].battery_kwh", 60.0);
  gh_document_set_number (document, "$.vehicles[0].charger.charge_kw", 11.0);
  wait_for_plan (fixture);
  g_assert_false (gtk_widget_get_mapped (note));
}

/* Money follows the strategy of the other pages where it has it, and they follow its. */
static void
test_strategy (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *strategy
      = GTK_DROP_DOWN (find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "Strategy"));

  gh_settings_set_choice (GH_SETTING_STRATEGY, GH_STRATEGY_V2G);
  settle ();
  g_assert_cmpuint (gtk_drop_down_get_selected (strategy), ==, 1);
  gh_settings_set_choice (GH_SETTING_STRATEGY, GH_STRATEGY_SMART);
  settle ();
  g_assert_cmpuint (gtk_drop_down_get_selected (strategy), ==, 1);
  gtk_drop_down_set_selected (strategy, 0);
  settle ();
  g_assert_cmpint (gh_settings_get_choice (GH_SETTING_STRATEGY, GH_STRATEGY_SMART), ==,
                   GH_STRATEGY_V2H);
}

static guint
count_items (GtkDropDown *list)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (list));
}

/* A wall battery with a price can be chosen as well, here as on the other pages. Without its price
 * V2H is shown again. */
static void
test_rival (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);
  GtkDropDown *strategy
      = GTK_DROP_DOWN (find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "Strategy"));

  open_money (fixture);
  gh_settings_set_choice (GH_SETTING_STRATEGY, GH_STRATEGY_V2G);
  g_assert_cmpuint (count_items (strategy), ==, 2);
  g_autofree char *path = gh_document_add_battery (document, 0);
  gh_document_set_number (document, "$.finance.capex.battery", 3000.0);
  wait_for_plan (fixture);
  settle ();
  g_assert_cmpuint (count_items (strategy), ==, 3);
  gtk_drop_down_set_selected (strategy, 2);
  settle ();
  check_wear (fixture,
              gh_results_get_cash_flow (gh_document_get_results (document), GH_STRATEGY_BATTERY));
  g_assert_cmpint (gh_settings_get_choice (GH_SETTING_STRATEGY, GH_STRATEGY_SMART), ==,
                   GH_STRATEGY_BATTERY);
  gh_document_set_number (document, "$.finance.capex.battery", 0.0);
  wait_for_plan (fixture);
  settle ();
  g_assert_cmpuint (count_items (strategy), ==, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (strategy), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_WINDOW_TEST ("/money-page/life", test_life);
  ADD_YEAR_TEST ("/money-page/edits", test_edits);
  ADD_YEAR_TEST ("/money-page/stop", test_stop);
  ADD_WINDOW_TEST ("/money-page/limits", test_limits);
  ADD_WINDOW_TEST ("/money-page/strategy", test_strategy);
  ADD_WINDOW_TEST ("/money-page/rival", test_rival);
  return run_window_tests ();
}
