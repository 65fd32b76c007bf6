/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How Compare and Money tell what comes true of a plan. */
#include <string.h>

#include "compare-page.h"
#include "money-page.h"
#include "operation-status.h"
#include "window-fixture.h"

/* A year that is planned and run soon: the last of the list is an hour, and a plan serves for
 * three.
 */
static void
open_page (Fixture *fixture, const char *name)
{
  settle ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Step")), 4);
  gh_document_set_number (get_document (fixture), "$.operation.replan_minutes", 180);
  gh_document_set_number (get_document (fixture), "$.operation.horizon_hours", 24);
  wait_for_plan (fixture);
  gh_window_show_page (fixture->window, name);
  wait_ms (50);
}

/* Until the year has been run, or stopped, and what followed has been shown. */
static void
wait_for_run (Fixture *fixture)
{
  while (gh_document_get_operation_job (get_document (fixture)) != NULL)
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

static GtkWidget *
find_status (Fixture *fixture, GType page)
{
  return find_below (find (fixture, page, NULL), GH_TYPE_OPERATION_STATUS, NULL);
}

/* All that a widget says. */
static void
read_labels (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    read_labels (child, text);
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  read_labels (widget, text);
  return strstr (text->str, words) != NULL;
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "compare");
  GtkWidget *page = find (fixture, GH_TYPE_COMPARE_PAGE, NULL);
  GtkWidget *status = find_status (fixture, GH_TYPE_COMPARE_PAGE);
  g_assert_nonnull (gh_document_get_operation_job (get_document (fixture)));
  g_assert_true (says (status, "know the whole year in advance"));
  g_assert_false (says (page, "With forecasts as in practice"));
  wait_for_run (fixture);
  g_assert_true (says (page, "With forecasts as in practice"));
  g_assert_true (says (status, "rest on the year as run from forecasts"));
  g_assert_true (says (status, "comes true"));
}

static void
test_money (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "money");
  GtkWidget *status = find_status (fixture, GH_TYPE_MONEY_PAGE);
  wait_for_run (fixture);
  g_assert_true (says (status, "rest on the year as run from forecasts"));
  GtkDropDown *basis = GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "The years rest on"));
  g_assert_cmpuint (gtk_drop_down_get_selected (basis), ==, GH_OPERATION_ROLLING);
  gtk_drop_down_set_selected (basis, GH_OPERATION_PERFECT);
  wait_for_plan (fixture);
  wait_for_run (fixture);
  g_assert_cmpint (gh_document_get_study (get_document (fixture))->operation->npv_from, ==,
                   GH_OPERATION_PERFECT);
  g_assert_true (says (status, "rest on plans that know the whole year in advance"));
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "compare");
  GtkWidget *status = find_status (fixture, GH_TYPE_COMPARE_PAGE);
  press (find_below (status, GTK_TYPE_BUTTON, "Stop"));
  wait_for_run (fixture);
  g_assert_true (says (status, "was stopped"));
  press (find_below (status, GTK_TYPE_BUTTON, "Run the Year"));
  g_assert_nonnull (gh_document_get_operation_job (get_document (fixture)));
  wait_for_run (fixture);
  g_assert_true (says (status, "comes true"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_YEAR_TEST ("/operation/compare", test_compare);
  ADD_WINDOW_TEST ("/operation/money", test_money);
  ADD_YEAR_TEST ("/operation/stop", test_stop);
  return run_window_tests ();
}
