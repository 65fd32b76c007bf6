/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the year and the step on Home: what they change, what they leave, and what they say
 * where numbers do not fit. */
#include "record-equal.h"
#include "site/period.h"
#include "window-fixture.h"

#define YEAR_STEPS 35040

static GtkWidget *
find_row (Fixture *fixture, GType type, const char *name)
{
  return gtk_widget_get_ancestor (find (fixture, type, name), ADW_TYPE_PREFERENCES_ROW);
}

static void
set_year (Fixture *fixture, int year)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Year")), year);
  settle ();
}

static void
undo (Fixture *fixture)
{
  gh_document_undo (get_document (fixture));
  settle ();
}

static const GhPeriod *
get_period (Fixture *fixture)
{
  return gh_document_get_study (get_document (fixture))->period;
}

/* A leap year has its day; nothing but the period changes, and one step takes it back. */
static void
test_year (Fixture *fixture, gconstpointer data)
{
  settle ();
  g_autoptr (GhStudy) before = gh_study_copy (gh_document_get_study (get_document (fixture)));
  GtkSpinButton *spin = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Year"));

  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 2025);
  set_year (fixture, 2024);
  g_assert_cmpint (get_period (fixture)->steps, ==, YEAR_STEPS + 96);
  g_autoptr (GhStudy) expected = gh_study_copy (before);
  gh_period_set_year (expected, 2024);
  g_assert_true (
      gh_record_equal (&gh_study_table, gh_document_get_study (get_document (fixture)), expected));
  wait_for_plan (fixture);
  g_assert_cmpuint (
      gh_time_axis_get_count (
          gh_results_get_site (gh_document_get_results (get_document (fixture)))->axis),
      ==, YEAR_STEPS + 96);
  undo (fixture);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 2025);
  g_assert_true (
      gh_record_equal (&gh_study_table, gh_document_get_study (get_document (fixture)), before));
}

/* Measured numbers of another length are told at the row as an error, and are all there still. */
static void
test_series (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  settle ();
  gh_document_take_pointer (document, "$.load",
                            gh_series_spec_new_values (gh_series_new_constant (0.5, YEAR_STEPS)));
  settle ();
  AdwActionRow *row = ADW_ACTION_ROW (find_row (fixture, GTK_TYPE_SPIN_BUTTON, "Year"));
  g_autofree char *help = g_strdup (adw_action_row_get_subtitle (row));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  set_year (fixture, 2024);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==,
                   "Electricity use: 35040 values, the period has 35136 steps.");
  g_assert_cmpuint (gh_series_get_count (gh_document_get_study (document)->load->values), ==,
                    YEAR_STEPS);
  set_year (fixture, 2023);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row), "error"));
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, help);
  undo (fixture);
  undo (fixture);
}

/* As long a period in longer steps; where it leads is told. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkDropDown *list = GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Step"));
  AdwActionRow *row = ADW_ACTION_ROW (find_row (fixture, GTK_TYPE_DROP_DOWN, "Step"));
  guint before = gtk_drop_down_get_selected (list);

  gtk_drop_down_set_selected (list, 4);
  settle ();
  g_assert_cmpfloat (get_period (fixture)->step_minutes, ==, 60.0);
  g_assert_cmpint (get_period (fixture)->steps, ==, YEAR_STEPS / 4);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "warning"));
  undo (fixture);
  g_assert_cmpint (get_period (fixture)->steps, ==, YEAR_STEPS);
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, before);
  /* A step that is not in the list joins it. */
  gh_document_set_number (get_document (fixture), "$.period.step_minutes", 12.0);
  settle ();
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, 5);
  undo (fixture);
  g_assert_cmpuint (gtk_drop_down_get_selected (list), ==, before);
}

/* What is said of the period leads to the row. */
static void
test_path (Fixture *fixture, gconstpointer data)
{
  settle ();
  gh_window_show_page (fixture->window, "home");
  activate (fixture, "win.show-path", "$.period.steps");
  settle ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW)
                 == find_row (fixture, GTK_TYPE_SPIN_BUTTON, "Year"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_FIRST_START_TEST ("/period-row/year", test_year);
  ADD_FIRST_START_TEST ("/period-row/series", test_series);
  ADD_FIRST_START_TEST ("/period-row/step", test_step);
  ADD_WINDOW_TEST ("/period-row/path", test_path);
  return run_window_tests ();
}
