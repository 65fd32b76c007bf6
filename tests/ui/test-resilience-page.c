/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of outages: what is found only while it is seen, its words, curve and map, its inputs,
 * what stands there where nothing helps, and what Compare, Money and Plan show of it. */
#include "resilience-page.h"

#include <math.h>

#include "chart-view.h"
#include "compare-page.h"
#include "comparison-rows.h"
#include "entry-page.h"
#include "hour-map-view.h"
#include "money-page.h"
#include "plan-page.h"
#include "settings.h"
#include "tabular.h"
#include "window-fixture.h"

#define WAIT_SECONDS 120
#define CURVE "How Many Outages Are Survived for How Long"

static GtkWidget *
get_page (Fixture *fixture)
{
  return find (fixture, GH_TYPE_RESILIENCE_PAGE, NULL);
}

/* A year that is planned soon: the last of the list is an hour. */
static void
choose_hours (Fixture *fixture)
{
  settle ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Step")), 4);
  wait_for_plan (fixture);
}

static void
wait_for_outages (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!gh_document_is_resilience_current (get_document (fixture)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  settle ();
}

static void
open_page (Fixture *fixture)
{
  choose_hours (fixture);
  gh_window_show_page (fixture->window, "resilience");
  wait_for_outages (fixture);
}

static const GhResilience *
get_resilience (Fixture *fixture)
{
  return gh_results_get_resilience (gh_document_get_results (get_document (fixture)));
}

static gboolean
is_shown (GtkWidget *page, GType type, const char *name)
{
  GtkWidget *widget = find_widget (page, type, name);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
assert_words (Fixture *fixture, GhStrategy strategy)
{
  g_autofree char *answer = gh_resilience_answer (get_resilience (fixture), strategy);

  g_assert_true (is_shown (get_page (fixture), GTK_TYPE_LABEL, answer));
}

/* What the curve reads at a length is what was found; the strategy is that of all pages. */
static void
test_shown (Fixture *fixture, gconstpointer data)
{
  choose_hours (fixture);
  g_assert_null (get_resilience (fixture));
  open_page (fixture);
  assert_words (fixture, GH_STRATEGY_V2H);
  GhChartView *chart = GH_CHART_VIEW (find_below (get_page (fixture), GH_TYPE_CHART_VIEW, CURVE));
  GhFigure *figure = gh_chart_view_get_figure (chart);
  gh_figure_set_cursor (figure, 3.0);
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  g_assert_cmpuint (readings->len, ==, GH_COMPARED_STRATEGIES - 2);
  for (guint i = 0; i < readings->len; i++)
    {
      const GhReading *reading = g_ptr_array_index (readings, i);
      g_assert_cmpfloat_with_epsilon (
          reading->value,
          100.0 * get_resilience (fixture)->strategies[GH_STRATEGY_V2H + i].survival[3], 1e-9);
    }
  gh_settings_set_choice (GH_SETTING_STRATEGY, GH_STRATEGY_SMART);
  settle ();
  assert_words (fixture, GH_STRATEGY_SMART);
  gh_settings_set_choice (GH_SETTING_STRATEGY, GH_STRATEGY_V2H);
  settle ();
}

/* Rows of months, columns of hours, as a table; the other choice shows the nine of ten. */
static void
test_map (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  GtkWidget *map
      = find_below (get_page (fixture), GH_TYPE_HOUR_MAP_VIEW, "Hours survived by month and hour");
  const GhResilienceStrategy *v2h = &get_resilience (fixture)->strategies[GH_STRATEGY_V2H];
  GtkWidget *quantile
      = find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "By how many outages it is survived");

  for (guint low = 0; low < 2; low++)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (quantile), low);
      g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (map));
      for (guint hour = 0; hour < 24; hour += 5)
        {
          g_autofree char *cell = gh_data_table_format_cell (table, 14, hour + 1, GH_CELL_PLAIN);
          double expected = low ? v2h->low_map[1][2][hour] : v2h->median_map[1][2][hour];
          g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell, NULL), expected, 1e-3);
        }
    }
}

/* An edit makes the picture old, and it is made anew; a page that is not seen finds nothing. */
static void
test_edited (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_page (fixture);
  double before = get_resilience (fixture)->strategies[GH_STRATEGY_V2H].mean_hours;
  gh_document_set_number (document, "$.resilience.car_stays", 1.0);
  g_assert_false (gh_document_is_resilience_current (document));
  wait_for_outages (fixture);
  g_assert_cmpfloat (get_resilience (fixture)->strategies[GH_STRATEGY_V2H].mean_hours, >, before);
  assert_words (fixture, GH_STRATEGY_V2H);
  gh_window_show_page (fixture->window, "home");
  gh_document_set_number (document, "$.resilience.essential_share", 0.2);
  wait_for_plan (fixture);
  wait_for_jobs ();
  g_assert_null (get_resilience (fixture));
  g_assert_null (gh_document_get_resilience_job (document));
}

/* Without a charger that helps the page says what would, and leads there. */
static void
test_unable (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_page (fixture);
  gh_document_set_number (document, "$.vehicles[0].charger.island", 0.0);
  wait_for_outages (fixture);
  GtkWidget *button = find_below (get_page (fixture), GTK_TYPE_BUTTON, "Show the Charger");
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_false (is_shown (get_page (fixture), GH_TYPE_CHART_VIEW, CURVE));
  press (button);
  wait_ms (50);
  GtkWidget *home = find (fixture, GH_TYPE_ENTRY_PAGE, NULL);
  g_assert_true (is_shown (home, GTK_TYPE_LABEL, "Works in an outage"));
  gh_window_show_page (fixture->window, "resilience");
  gh_document_set_number (document, "$.vehicles[0].charger.island", 1.0);
  wait_for_outages (fixture);
  g_assert_true (is_shown (get_page (fixture), GH_TYPE_CHART_VIEW, CURVE));
}

static void
test_no_panels (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  g_assert_false (is_shown (get_page (fixture), GTK_TYPE_BUTTON, "Add Panels"));
  gh_document_clear (get_document (fixture), "$.solar");
  wait_for_outages (fixture);
  g_assert_true (is_shown (get_page (fixture), GTK_TYPE_BUTTON, "Add Panels"));
}

/* Stopping is told, and can be taken back. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  choose_hours (fixture);
  gh_document_set_number (document, "$.resilience.outage_hours", 720.0);
  wait_for_plan (fixture);
  gh_window_show_page (fixture->window, "resilience");
  g_assert_nonnull (gh_document_get_resilience_job (document));
  press (find_below (get_page (fixture), GTK_TYPE_BUTTON, "Stop"));
  while (gh_document_get_resilience_job (document) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (gh_document_get_resilience_failure (document));
  g_assert_null (get_resilience (fixture));
  press (find_below (get_page (fixture), GTK_TYPE_BUTTON, "Calculate Again"));
  g_assert_null (gh_document_get_resilience_failure (document));
  wait_for_outages (fixture);
  assert_words (fixture, GH_STRATEGY_V2H);
}

/* The button leads to the plan, which shows just that week. */
static void
test_worst (Fixture *fixture, gconstpointer data)
{
  double from, to;

  open_page (fixture);
  const GhResilience *resilience = get_resilience (fixture);
  const GhResilienceStrategy *v2h = &resilience->strategies[GH_STRATEGY_V2H];
  press (find_below (get_page (fixture), GTK_TYPE_BUTTON, "Show the Week"));
  wait_ms (50);
  GtkWidget *plan = find (fixture, GH_TYPE_PLAN_PAGE, NULL);
  g_assert_true (gtk_widget_get_mapped (plan));
  GhFigure *figure
      = gh_chart_view_get_figure (GH_CHART_VIEW (find_below (plan, GH_TYPE_CHART_VIEW, NULL)));
  gh_figure_get_view (figure, &from, &to);
  g_assert_cmpfloat_with_epsilon (
      from, (double) gh_time_axis_get_time (resilience->axis, v2h->worst_first), 1.0);
  g_assert_cmpfloat_with_epsilon (
      to, (double) gh_time_axis_get_time (resilience->axis, v2h->worst_last - 1) + 3600.0, 1.0);
}

/* Compare asks for it, and Money has the line of its value. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  choose_hours (fixture);
  gh_window_show_page (fixture->window, "money");
  wait_ms (50);
  GtkWidget *money = find (fixture, GH_TYPE_MONEY_PAGE, NULL);
  g_assert_false (is_shown (money, GTK_TYPE_LABEL, "Outages survived"));
  gh_document_set_number (document, "$.resilience.outages_per_year", 4.0);
  gh_document_set_number (document, "$.resilience.value_of_lost_load_per_kwh", 20.0);
  wait_for_plan (fixture);
  g_assert_cmpfloat (
      g_array_index (gh_results_get_strategy (gh_document_get_results (document), GH_STRATEGY_V2H)
                         ->against_smart->years,
                     GhCashFlowRow, 1)
          .served,
      >, 0.0);
  g_assert_null (get_resilience (fixture));
  gh_window_show_page (fixture->window, "compare");
  wait_for_outages (fixture);
  g_autofree char *text = gh_comparison_row_format (
      GH_ROW_OUTAGE, gh_document_get_results (document), GH_STRATEGY_V2H);
  g_assert_true (g_str_has_suffix (text, "h"));
  g_autofree char *best = g_strdup_printf ("✓ %s", text);
  g_assert_true (is_shown (find (fixture, GH_TYPE_COMPARE_PAGE, NULL), GTK_TYPE_LABEL, best));
}

/* Outages of another length are added below the rows and count in the money. */
static void
test_further_outages (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  choose_hours (fixture);
  open_page (fixture);
  press (find_below (get_page (fixture), GTK_TYPE_BUTTON, "Add Outages of Another Length"));
  const GhResilienceProfile *profile = gh_document_get_study (document)->resilience;
  g_assert_cmpuint (profile->further_outages->len, ==, 1);
  g_assert_cmpfloat (
      ((const GhFurtherOutages *) g_ptr_array_index (profile->further_outages, 0))->hours, ==,
      24.0);
  g_assert_true (is_shown (get_page (fixture), GTK_TYPE_LABEL, "0.10 a year of 24.0 hours"));
  gh_document_set_number (document, "$.resilience.value_of_lost_load_per_kwh", 20.0);
  wait_for_plan (fixture);
  const GhStrategyResult *smart
      = gh_results_get_strategy (gh_document_get_results (document), GH_STRATEGY_SMART);
  const GhStrategyResult *v2h
      = gh_results_get_strategy (gh_document_get_results (document), GH_STRATEGY_V2H);
  g_assert_cmpfloat (smart->lost_per_year, >, v2h->lost_per_year);
  gh_document_undo (document);
  gh_document_undo (document);
  profile = gh_document_get_study (document)->resilience;
  g_assert_true (profile == NULL || profile->further_outages == NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/resilience-page/shown", test_shown);
  ADD_WINDOW_TEST ("/resilience-page/further-outages", test_further_outages);
  ADD_WINDOW_TEST ("/resilience-page/map", test_map);
  ADD_WINDOW_TEST ("/resilience-page/edited", test_edited);
  ADD_WINDOW_TEST ("/resilience-page/unable", test_unable);
  ADD_WINDOW_TEST ("/resilience-page/no-panels", test_no_panels);
  ADD_YEAR_TEST ("/resilience-page/stop", test_stop);
  ADD_WINDOW_TEST ("/resilience-page/worst", test_worst);
  ADD_WINDOW_TEST ("/resilience-page/others", test_others);
  return run_window_tests ();
}
