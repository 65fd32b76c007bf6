/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a fleet, what it can promise and what it is worth: found while their pages are seen,
 * shown with their words, charts and tables. */
#include <string.h>

#include "chart-view.h"
#include "data-grid.h"
#include "document-fleet.h"
#include "fleet-money-page.h"
#include "fleet-plan-page.h"
#include "fleet-study.h"
#include "fleet-vehicle-list.h"
#include "flexibility-page.h"
#include "tabular.h"
#include "window-fixture.h"

#define WAIT_SECONDS 120

/* The window with the small fleet open. */
static void
open_fleet (Fixture *fixture)
{
  g_autofree char *path = write_in_folder (fixture, "fleet.gridhearth", fleet_study);

  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  settle ();
  g_assert_cmpint (gh_document_get_study (get_document (fixture))->kind, ==, GH_STUDY_FLEET);
}

static void
wait_until (Fixture *fixture, gboolean (*done) (GhDocument *))
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!done (get_document (fixture)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  settle ();
}

static gboolean
is_shown (GtkWidget *page, GType type, const char *name)
{
  GtkWidget *widget = find_widget (page, type, name);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static GhFigure *
get_figure (GtkWidget *page, const char *name)
{
  return gh_chart_view_get_figure (GH_CHART_VIEW (find_below (page, GH_TYPE_CHART_VIEW, name)));
}

static gboolean
has_layer (const GhFigure *figure, const char *name)
{
  for (guint i = 0; i < gh_figure_count_layers (figure); i++)
    if (strcmp (gh_figure_get_layer_name (figure, i), name) == 0)
      return TRUE;
  return FALSE;
}

/* Groups that move are layers of the power; another site is shown, and another use planned. */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  gh_window_show_page (fixture->window, "plan");
  wait_until (fixture, gh_document_is_current);
  GtkWidget *page = find (fixture, GH_TYPE_FLEET_PLAN_PAGE, NULL);
  g_assert_true (has_layer (get_figure (page, "Plan"), "Vans"));
  g_assert_true (has_layer (get_figure (page, "Plan"), "Possible"));
  g_assert_true (is_shown (page, GTK_TYPE_LABEL, "2 vehicles, 2 managed; all get what they need."));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Site")), 1);
  settle ();
  g_assert_true (is_shown (page, GTK_TYPE_LABEL, "1 vehicle, 1 managed; all get what they need."));
  g_assert_false (has_layer (get_figure (page, "Plan"), "Vans"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Strategy")),
                              GH_FLEET_VALLEYS);
  g_assert_false (gh_document_is_current (get_document (fixture)));
  wait_until (fixture, gh_document_is_current);
  g_assert_true (is_shown (page, GTK_TYPE_LABEL,
                           "The load is made as level as it can be, whatever energy costs: its "
                           "squares are at most 0.00 % above the least possible."));
}

/* The vehicle that is picked shows its own charge, and stays picked by its name. */
static void
test_vehicle (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  gh_window_show_page (fixture->window, "plan");
  wait_until (fixture, gh_document_is_current);
  GtkWidget *page = find (fixture, GH_TYPE_FLEET_PLAN_PAGE, NULL);
  GhFleetVehicleList *list
      = GH_FLEET_VEHICLE_LIST (find_below (page, GH_TYPE_FLEET_VEHICLE_LIST, NULL));
  GtkWidget *view = find_below (page, GTK_TYPE_COLUMN_VIEW, "Vehicles");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Vehicles");
  g_assert_cmpuint (gh_fleet_vehicle_list_get_chosen (list), ==, 0);
  g_assert_true (has_layer (get_figure (page, "Vans 1"), "State of charge"));
  gh_fleet_vehicle_list_choose (list, 1);
  settle ();
  g_assert_true (has_layer (get_figure (page, "Vans 2"), "State of charge"));
  gh_document_set_number (get_document (fixture), "$.sites[0].tariff.fixed_per_day", 3.0);
  wait_until (fixture, gh_document_is_current);
  g_assert_cmpuint (gh_fleet_vehicle_list_get_chosen (list), ==, 1);
}

/* Vehicles that cannot be served are named with the reason, also in the row of the table. */
static void
test_unserved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (fleet_study);

  g_string_replace (text, "\"leave\": \"06:00\"", "\"leave\": \"19:00\"", 0);
  g_autofree char *path = write_in_folder (fixture, "late.gridhearth", text->str);
  gh_window_import (fixture->window, path);
  wait_for_jobs ();
  gh_window_show_page (fixture->window, "plan");
  wait_until (fixture, gh_document_is_current);
  GtkWidget *page = find (fixture, GH_TYPE_FLEET_PLAN_PAGE, NULL);
  const GhFleetVehicle *first = &g_array_index (
      gh_fleet_results_get_plan (gh_document_get_fleet (get_document (fixture)), 0, 0)->vehicles,
      GhFleetVehicle, 0);
  g_assert_true (is_shown (page, GTK_TYPE_LABEL, first->reason));
}

/* A fleet whose connection is below what the building alone needs. */
static void
open_weak (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (fleet_study);

  g_string_replace (text, "\"load\": 1,",
                    "\"load\": 1, \"connection\": { \"import_limit_kw\": 0.5 },", 0);
  g_autofree char *path = write_in_folder (fixture, "weak.gridhearth", text->str);
  gh_window_import (fixture->window, path);
  wait_for_jobs ();
}

/* A button leads to the limit of the connection. */
static void
assert_leads_to_limit (Fixture *fixture, GtkWidget *page)
{
  GtkWidget *button = find_below (page, GTK_TYPE_BUTTON, "Show the Connection");

  g_assert_true (gtk_widget_get_mapped (button));
  press (button);
  settle ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *row = gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Import limit");
}

/* A connection that is too weak for the building is said, and a button leads to it. */
static void
test_too_weak (Fixture *fixture, gconstpointer data)
{
  open_weak (fixture);
  gh_window_show_page (fixture->window, "plan");
  wait_until (fixture, gh_document_is_current);
  GhFleetPart *part = &g_array_index (
      gh_fleet_results_get_year (gh_document_get_fleet (get_document (fixture)))->parts,
      GhFleetPart, 0);
  g_assert_nonnull (strstr (part->reason, "the building needs 1.00 kW from the grid"));
  assert_leads_to_limit (fixture, find (fixture, GH_TYPE_FLEET_PLAN_PAGE, NULL));
}

/* The same where promises and money are missing for that. */
static void
test_too_weak_elsewhere (Fixture *fixture, gconstpointer data)
{
  open_weak (fixture);
  gh_window_show_page (fixture->window, "flexibility");
  wait_until (fixture, gh_document_is_promise_current);
  assert_leads_to_limit (fixture, find (fixture, GH_TYPE_FLEXIBILITY_PAGE, NULL));
  gh_window_show_page (fixture->window, "money");
  wait_until (fixture, gh_document_is_worth_current);
  assert_leads_to_limit (fixture, find (fixture, GH_TYPE_FLEET_MONEY_PAGE, NULL));
}

/* Whether the virtual battery promises more anywhere than the vehicles can take. */
static gboolean
breaks_upwards (GhDocument *document)
{
  const GhFleetFlexibility *part = gh_fleet_promise_get (gh_document_get_promise (document));

  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    for (gsize t = 0; t < part->envelope->steps; t++)
      if (part->held[d].naive_up_kw[t] > part->held[d].up_kw[t] + 1e-6)
        return TRUE;
  return FALSE;
}

/* Found while the page is seen; the charts have the virtual battery beside the vehicles, and a
 * profile can be committed and taken back. */
static void
test_flexibility (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  wait_until (fixture, gh_document_is_current);
  GhDocument *document = get_document (fixture);
  g_assert_null (gh_document_get_promise (document));
  gh_window_show_page (fixture->window, "flexibility");
  wait_until (fixture, gh_document_is_promise_current);
  GtkWidget *page = find (fixture, GH_TYPE_FLEXIBILITY_PAGE, NULL);
  GhFigure *figure = get_figure (page, "Flexibility");
  g_assert_true (has_layer (figure, "Vehicles"));
  g_assert_true (has_layer (figure, "Virtual battery, most"));
  g_assert_cmpint (has_layer (figure, "Broken upwards"), ==, breaks_upwards (document));
  g_autoptr (GhDataTable) broken
      = gh_tabular_make_table (GH_TABULAR (find_below (page, GH_TYPE_DATA_GRID, NULL)));
  g_assert_cmpuint (gh_data_table_count_rows (broken), ==, GH_FLEET_DURATIONS);
  g_assert_false (is_shown (page, GTK_TYPE_BUTTON, "Take It Back"));
  g_autoptr (GString) table = g_string_new ("time,power_kw\n");
  for (int t = 0; t < 168; t++)
    g_string_append_printf (table, "2025-01-%02dT%02d:00:00Z,500\n", 13 + t / 24, t % 24);
  g_autofree char *path = write_in_folder (fixture, "much.csv", table->str);
  g_assert_true (gh_document_commit (document, path, NULL));
  wait_until (fixture, gh_document_is_promise_current);
  g_autofree char *told = gh_fleet_promise_tell_commitment (gh_document_get_promise (document));
  g_autofree char *text = g_strdup_printf ("much.csv: %s", told);
  g_assert_nonnull (strstr (text, "cannot be kept"));
  g_assert_true (is_shown (page, GTK_TYPE_LABEL, text));
  g_assert_true (has_layer (get_figure (page, "Committed and Taken"), "Committed"));
  press (find_below (page, GTK_TYPE_BUTTON, "Take It Back"));
  wait_until (fixture, gh_document_is_promise_current);
  g_assert_false (is_shown (page, GTK_TYPE_BUTTON, "Take It Back"));
}

/* What is best is told first. */
static void
assert_headline (GtkWidget *page, GhFleetWorth *worth)
{
  const GhFleetMoney *money = gh_fleet_worth_get_money (worth);
  g_autofree char *managed = gh_fleet_worth_tell_managed (worth);
  gboolean is_smart = gh_fleet_money_find_best (money) == GH_STRATEGY_SMART;

  g_assert_true (is_shown (page, GTK_TYPE_LABEL, is_smart ? managed : money->answer));
}

/* The answer, the uses side by side, and what an edit of money alone changes. */
static void
test_money (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  wait_until (fixture, gh_document_is_current);
  GhDocument *document = get_document (fixture);
  g_assert_null (gh_document_get_worth (document));
  gh_window_show_page (fixture->window, "money");
  wait_until (fixture, gh_document_is_worth_current);
  GtkWidget *page = find (fixture, GH_TYPE_FLEET_MONEY_PAGE, NULL);
  assert_headline (page, gh_document_get_worth (document));
  g_assert_true (
      has_layer (get_figure (page, "Who gains and who loses"), "over charging on arrival"));
  gh_document_set_number (document, "$.finance.capex.v2h", 5000.0);
  g_assert_true (gh_document_is_current (document));
  wait_until (fixture, gh_document_is_worth_current);
  assert_headline (page, gh_document_get_worth (document));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_below (page, GTK_TYPE_DROP_DOWN, "Strategy")),
                              GH_STRATEGY_V2H);
  settle ();
  g_assert_true (is_shown (page, GTK_TYPE_LABEL, "Cash flows against smart charging"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/fleet-pages/plan", test_plan);
  ADD_WINDOW_TEST ("/fleet-pages/vehicle", test_vehicle);
  ADD_WINDOW_TEST ("/fleet-pages/unserved", test_unserved);
  ADD_WINDOW_TEST ("/fleet-pages/too-weak", test_too_weak);
  ADD_WINDOW_TEST ("/fleet-pages/too-weak-elsewhere", test_too_weak_elsewhere);
  ADD_WINDOW_TEST ("/fleet-pages/flexibility", test_flexibility);
  ADD_WINDOW_TEST ("/fleet-pages/money", test_money);
  return run_window_tests ();
}
