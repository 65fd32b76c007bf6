/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Battery page: begun when it is seen, told in words, shown in charts and tables, and what
 * stands there when there is no life to show. */
#include "battery-page.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "battery-words.h"
#include "chart-view.h"
#include "plan-page.h"
#include "tabular.h"
#include "window-fixture.h"

#define WAIT_SECONDS 120
#define YEARS 3
#define CELL "nmc-kokam-75ah"

static const char *const charts[]
    = { "What Takes the Capacity", "How Deep the Cycles Are, First Year",
        "How Full the Battery Stands, First Year", "What the Cells Can Do, by State of Charge",
        "A Day in the Cells" };

static GtkWidget *
get_page (Fixture *fixture)
{
  return find (fixture, GH_TYPE_BATTERY_PAGE, NULL);
}

/* A life of few years, so that it comes soon; asked for by nobody, whatever page was seen last. */
static void
choose_cell (Fixture *fixture)
{
  gh_window_show_page (fixture->window, "home");
  gh_document_set_number (get_document (fixture), "$.finance.lifetime_years", YEARS);
  gh_document_set_text (get_document (fixture), "$.vehicles[0].cell", CELL);
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

static void
open_life (Fixture *fixture)
{
  choose_cell (fixture);
  gh_window_show_page (fixture->window, "battery");
  wait_for_life (fixture);
  wait_ms (50);
}

static GhChartView *
find_chart (Fixture *fixture, guint index)
{
  return GH_CHART_VIEW (find_below (get_page (fixture), GH_TYPE_CHART_VIEW, charts[index]));
}

static void
choose_strategy (Fixture *fixture, GhStrategy strategy)
{
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "Strategy")), strategy);
  settle ();
}

/* Without known cells the page says so and leads to where they are chosen. */
static void
test_no_cell (Fixture *fixture, gconstpointer data)
{
  gh_document_clear (get_document (fixture), "$.vehicles[0].cell");
  activate (fixture, "win.page", "battery");
  wait_for_plan (fixture);
  wait_ms (50);
  GtkWidget *page = get_page (fixture);
  g_assert_true (gtk_widget_get_mapped (page));
  GtkWidget *button = find_below (page, GTK_TYPE_BUTTON, "Choose the Cells");
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_null (gh_document_get_life (get_document (fixture)));
  g_assert_false (gtk_widget_get_mapped (find_below (page, GTK_TYPE_DROP_DOWN, "Strategy")));
  press (button);
  settle ();
  g_assert_false (gtk_widget_get_mapped (page));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW));
}

/* Nothing is lived through for a page that is not seen. What is seen begins by itself, shows its
 * progress and ends with the answer. */
static void
test_begins_when_seen (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  choose_cell (fixture);
  wait_for_plan (fixture);
  wait_ms (100);
  g_assert_null (gh_document_get_life (document));
  g_assert_null (gh_document_get_job (document));
  gh_window_show_page (fixture->window, "battery");
  g_assert_nonnull (gh_document_get_job (document));
  GtkWidget *bar = find (fixture, GTK_TYPE_PROGRESS_BAR, NULL);
  g_assert_cmpfloat (gtk_widget_get_opacity (bar), ==, 1.0);
  find_below (get_page (fixture), GTK_TYPE_LABEL, "Living through the years of the battery…");
  wait_for_life (fixture);
  g_assert_cmpfloat (gtk_widget_get_opacity (bar), ==, 0.0);
  g_autofree char *answer
      = gh_battery_life_format_answer (gh_document_get_life (document), GH_STRATEGY_V2H);
  g_assert_true (gtk_widget_get_mapped (find_below (get_page (fixture), GTK_TYPE_LABEL, answer)));
}

/* Every chart has a name, says in words what it shows, and a menu of its own. */
static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  open_life (fixture);
  wait_ms (400);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      GtkWidget *chart = GTK_WIDGET (find_chart (fixture, i));
      g_autofree char *menu = g_strdup_printf ("%s: Lines and Table", charts[i]);
      g_assert_true (gtk_widget_get_mapped (chart));
      gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_IMG);
      g_autofree char *silent = gtk_test_accessible_check_property (
          GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
      g_assert_nonnull (silent);
      find_below (get_page (fixture), GTK_TYPE_MENU_BUTTON, menu);
    }
  gtk_test_accessible_assert_property (
      find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "For how long the power is held"),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "For how long the power is held");
}

static gboolean
has_layer (GhChartView *chart, const char *name)
{
  GhFigure *figure = gh_chart_view_get_figure (chart);

  for (guint i = 0; i < gh_figure_count_layers (figure); i++)
    if (strcmp (gh_figure_get_layer_name (figure, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* The last reading of the years is what the engine says, and the causes make up the rest. */
static void
check_last_year (Fixture *fixture, GhStrategy strategy)
{
  const GhLifeStrategy *life
      = gh_battery_life_get_strategy (gh_document_get_life (get_document (fixture)), strategy);
  GhFigure *figure = gh_chart_view_get_figure (find_chart (fixture, 0));
  double sum = 100.0, left = NAN;

  gh_figure_set_cursor (figure, YEARS);
  g_autoptr (GPtrArray) readings = gh_figure_read (figure);
  for (guint i = 0; i < readings->len; i++)
    {
      const GhReading *reading = g_ptr_array_index (readings, i);
      if (strcmp (reading->name, "Capacity left") == 0)
        left = reading->value;
      else if (strcmp (reading->name, "End of life") != 0)
        sum += reading->value;
    }
  g_assert_cmpfloat_with_epsilon (
      left, 100.0 * g_array_index (life->years, GhLifeYear, YEARS - 1).soh_end, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum, left, 1e-9);
}

static void
test_strategies (Fixture *fixture, gconstpointer data)
{
  open_life (fixture);
  for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      choose_strategy (fixture, s);
      g_autofree char *answer
          = gh_battery_life_format_answer (gh_document_get_life (get_document (fixture)), s);
      find_below (get_page (fixture), GTK_TYPE_LABEL, answer);
      g_assert_cmpint (has_layer (find_chart (fixture, 0), "House and grid"), ==,
                       s > GH_STRATEGY_SMART);
      check_last_year (fixture, s);
    }
  choose_strategy (fixture, GH_STRATEGY_V2H);
}

/* Plan and Battery show one strategy, whichever page it is chosen on. */
static void
test_one_strategy (Fixture *fixture, gconstpointer data)
{
  GtkWidget *plan = find (fixture, GH_TYPE_PLAN_PAGE, NULL);
  GtkDropDown *planned = GTK_DROP_DOWN (find_below (plan, GTK_TYPE_DROP_DOWN, "Strategy"));
  GhChartView *chart = GH_CHART_VIEW (find_below (plan, GH_TYPE_CHART_VIEW, "Plan"));
  GtkDropDown *lived
      = GTK_DROP_DOWN (find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "Strategy"));

  wait_for_plan (fixture);
  gh_window_show_page (fixture->window, "plan");
  settle ();
  gtk_drop_down_set_selected (planned, GH_STRATEGY_V2H);
  GhFigure *shown = gh_chart_view_get_figure (chart);
  gtk_drop_down_set_selected (planned, GH_STRATEGY_SMART);
  g_assert_cmpuint (gtk_drop_down_get_selected (lived), ==, GH_STRATEGY_SMART);
  g_assert_true (gh_chart_view_get_figure (chart) != shown);

  open_life (fixture);
  wait_for_plan (fixture);
  choose_strategy (fixture, GH_STRATEGY_V2G);
  g_assert_cmpuint (gtk_drop_down_get_selected (planned), ==, GH_STRATEGY_V2G);
  gh_window_show_page (fixture->window, "plan");
  settle ();
  g_autofree char *title = gh_plan_page_make_title (GH_PLAN_PAGE (plan));
  g_assert_nonnull (strstr (title, "V2G (grid)"));
  shown = gh_chart_view_get_figure (chart);
  /* Nothing is drawn anew for a page that shows it already. */
  gh_window_show_page (fixture->window, "battery");
  gh_window_show_page (fixture->window, "plan");
  g_assert_true (gh_chart_view_get_figure (chart) == shown);
  gtk_drop_down_set_selected (planned, GH_STRATEGY_V2H);
}

/* The shorter, the more. */
static void
test_horizon (Fixture *fixture, gconstpointer data)
{
  double before = INFINITY;

  open_life (fixture);
  for (guint i = 0; i < 4; i++)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (find_below (get_page (fixture), GTK_TYPE_DROP_DOWN,
                                                             "For how long the power is held")),
                                  i);
      GhFigure *figure = gh_chart_view_get_figure (find_chart (fixture, 3));
      gh_figure_set_cursor (figure, gh_figure_get_step_middle (figure, 80));
      g_autoptr (GPtrArray) readings = gh_figure_read (figure);
      double power = ((GhReading *) g_ptr_array_index (readings, 0))->value;
      g_assert_cmpfloat (power, <, before);
      g_assert_cmpfloat (power, >, 0.0);
      before = power;
    }
}

static double
get_shown_day (Fixture *fixture)
{
  double from, to;

  gh_figure_get_whole (gh_chart_view_get_figure (find_chart (fixture, 4)), &from, &to);
  return from;
}

/* A day is reached by steps and by its date; what is chosen stays when the strategy changes. */
static void
test_day (Fixture *fixture, gconstpointer data)
{
  open_life (fixture);
  GtkWidget *page = get_page (fixture);
  double busiest = get_shown_day (fixture);
  gboolean last = !gtk_widget_get_sensitive (find_below (page, GTK_TYPE_BUTTON, "The day after"));

  press (find_below (page, GTK_TYPE_BUTTON, last ? "The day before" : "The day after"));
  /* One of the days is an hour shorter. */
  g_assert_cmpfloat_with_epsilon (fabs (get_shown_day (fixture) - busiest), 86400.0, 3601.0);
  GtkWidget *button = find_below (page, GTK_TYPE_MENU_BUTTON, "Day");
  GtkCalendar *calendar = GTK_CALENDAR (find_below (button, GTK_TYPE_CALENDAR, NULL));
  g_autoptr (GDateTime) date = g_date_time_new_utc (2025, 3, 30, 0, 0, 0.0);
  gtk_calendar_select_day (calendar, date);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "Sun 30 Mar 2025");
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (find_chart (fixture, 4)));
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, 23 * 60);
  double chosen = get_shown_day (fixture);
  choose_strategy (fixture, GH_STRATEGY_V2G);
  g_assert_cmpfloat (get_shown_day (fixture), ==, chosen);
  choose_strategy (fixture, GH_STRATEGY_V2H);
  press (find_below (page, GTK_TYPE_BUTTON, "Busiest Day"));
  g_assert_cmpfloat (get_shown_day (fixture), ==, busiest);
  /* Beyond the period there is its last day. */
  g_autoptr (GDateTime) beyond = g_date_time_new_utc (2031, 1, 1, 0, 0, 0.0);
  gtk_calendar_select_day (calendar, beyond);
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (button)), ==, "Mon 31 Mar 2025");
}

static void
text_read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

/* The years in numbers: copied whole, opened in a window. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = NULL;

  open_life (fixture);
  gtk_widget_activate_action (get_page (fixture), "table.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL,
                                 text_read_cb, &copied);
  while (copied == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autoptr (GhDataTable) table
      = gh_battery_life_make_table (gh_document_get_life (get_document (fixture)), GH_STRATEGY_V2H);
  g_autofree char *expected = gh_data_table_to_text (table);
  g_assert_cmpstr (copied, ==, expected);
  g_auto (GStrv) lines = g_strsplit (copied, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + YEARS + 1);

  press (find_below (get_page (fixture), GTK_TYPE_BUTTON, "The Years in Numbers"));
  GtkWidget *shown = find_window ("The life of the battery in numbers");
  g_assert_nonnull (shown);
  /* Its columns come one after the other. */
  settle ();
  find_below (shown, GTK_TYPE_LABEL, "Lost to house and grid (%)");
  gtk_widget_activate_action (shown, "window.close", NULL);
  wait_ms (50);
}

/* An edit leaves the picture until the new life is there, which begins by itself. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_life (fixture);
  GhFigure *old = gh_chart_view_get_figure (find_chart (fixture, 0));
  gh_document_set_number (document, "$.vehicles[0].battery_kwh", 40.0);
  settle ();
  g_assert_true (gh_chart_view_get_figure (find_chart (fixture, 0)) == old);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_chart (fixture, 0))));
  g_assert_false (gh_document_is_life_current (document));
  wait_for_life (fixture);
  check_last_year (fixture, GH_STRATEGY_V2H);
}

/* What was stopped says so, and can be done again. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  choose_cell (fixture);
  wait_for_plan (fixture);
  gh_window_show_page (fixture->window, "battery");
  activate (fixture, "win.stop", NULL);
  while (gh_document_get_job (document) != NULL)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  GtkWidget *again = find_below (get_page (fixture), GTK_TYPE_BUTTON, "Calculate Again");
  g_assert_true (gtk_widget_get_mapped (again));
  press (again);
  wait_for_life (fixture);
  g_assert_false (gtk_widget_get_mapped (again));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_chart (fixture, 0))));
}

/* The last picture stays beside the button where there is one. */
static void
test_stop_again (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_life (fixture);
  gh_document_set_number (document, "$.vehicles[0].battery_kwh", 40.0);
  while (!gh_document_is_current (document) || gh_document_get_job (document) == NULL)
    g_main_context_iteration (NULL, TRUE);
  activate (fixture, "win.stop", NULL);
  while (gh_document_get_job (document) != NULL)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  GtkWidget *again
      = gtk_widget_get_next_sibling (find_below (get_page (fixture), GTK_TYPE_LABEL, "Stopped."));
  g_assert_true (gtk_widget_get_mapped (again));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_chart (fixture, 0))));
  press (again);
  wait_for_life (fixture);
  g_assert_false (gtk_widget_get_mapped (again));
}

/* What has the keyboard is saved; else the years. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int focus;
    const char *title;
  } cases[] = { { -1, "What Takes the Capacity" }, { 3, "What the Cells Can Do" } };
  GError *error = NULL;

  open_life (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "chart.svg", NULL);
      g_autofree char *text = NULL;
      gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
      if (cases[i].focus >= 0)
        gtk_widget_grab_focus (GTK_WIDGET (find_chart (fixture, (guint) cases[i].focus)));
      g_assert_true (gh_battery_page_export (GH_BATTERY_PAGE (get_page (fixture)), path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_nonnull (strstr (text, cases[i].title));
    }
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_WINDOW_TEST ("/battery-page/no-cell", test_no_cell);
  ADD_WINDOW_TEST ("/battery-page/begins-when-seen", test_begins_when_seen);
  ADD_WINDOW_TEST ("/battery-page/accessible", test_accessible);
  ADD_WINDOW_TEST ("/battery-page/strategies", test_strategies);
  ADD_WINDOW_TEST ("/battery-page/one-strategy", test_one_strategy);
  ADD_WINDOW_TEST ("/battery-page/horizon", test_horizon);
  ADD_WINDOW_TEST ("/battery-page/day", test_day);
  ADD_WINDOW_TEST ("/battery-page/table", test_table);
  ADD_YEAR_TEST ("/battery-page/edit", test_edit);
  ADD_YEAR_TEST ("/battery-page/stop", test_stop);
  ADD_YEAR_TEST ("/battery-page/stop-again", test_stop_again);
  ADD_WINDOW_TEST ("/battery-page/export", test_export);
  return run_window_tests ();
}
