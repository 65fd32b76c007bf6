/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The What-if page: begun when it is seen, told in words, shown in pictures and tables, what is
 * asked edited on it, and what stands there when there is nothing to vary. */
#include "what-if-page.h"

#include <math.h>
#include <string.h>

#include "picture-view.h"
#include "study/sensitivity-words.h"
#include "tabular.h"
#include "window-fixture.h"

#define WAIT_SECONDS 120

static GtkWidget *
get_page (Fixture *fixture)
{
  return find (fixture, GH_TYPE_WHAT_IF_PAGE, NULL);
}

/* A day, so that everything comes soon. */
static void
shorten (Fixture *fixture)
{
  gh_window_show_page (fixture->window, "home");
  gh_document_set_number (get_document (fixture), "$.period.steps", 96);
  wait_for_plan (fixture);
}

static void
wait_for_exploration (Fixture *fixture)
{
  GhDocument *document = get_document (fixture);
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!gh_document_is_exploration_current (document)
         || !gh_exploration_is_complete (gh_document_get_exploration (document)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  settle ();
}

static void
open_page (Fixture *fixture)
{
  shorten (fixture);
  activate (fixture, "win.page", "what-if");
  wait_for_exploration (fixture);
}

static GhPictureView *
find_picture (Fixture *fixture, const char *name)
{
  return GH_PICTURE_VIEW (find_below (get_page (fixture), GH_TYPE_PICTURE_VIEW, name));
}

/* Nothing is varied for a page that is not seen. */
static void
test_begins_when_seen (Fixture *fixture, gconstpointer data)
{
  shorten (fixture);
  wait_ms (100);
  g_assert_null (gh_document_get_exploration (get_document (fixture)));
  activate (fixture, "win.page", "what-if");
  g_assert_nonnull (gh_document_get_job (get_document (fixture)));
  g_assert_true (gtk_widget_get_mapped (
      find_below (get_page (fixture), GTK_TYPE_LABEL, "Varying the inputs…")));
  wait_for_exploration (fixture);
  g_autofree char *answer = gh_tornado_format_answer (
      gh_exploration_get_tornado (gh_document_get_exploration (get_document (fixture))));
  find_below (get_page (fixture), GTK_TYPE_LABEL, answer);
}

/* Pictures have a role, a name, words and a table with the same numbers as the engine's. */
static void
check_pictures (Fixture *fixture)
{
  static const char *const names[] = { "What Moves It", "Two Inputs Together" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GhPictureView *picture = find_picture (fixture, names[i]);
      gtk_test_accessible_assert_role (picture, GTK_ACCESSIBLE_ROLE_IMG);
      g_autofree char *silent = gtk_test_accessible_check_property (
          GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
      g_assert_nonnull (silent);
      g_assert_true (gh_tabular_is_picture (GH_TABULAR (picture)));
    }
  const GhExploration *exploration = gh_document_get_exploration (get_document (fixture));
  const GhTornado *tornado = gh_exploration_get_tornado (exploration);
  g_autoptr (GhDataTable) bars
      = gh_tabular_make_table (GH_TABULAR (find_picture (fixture, names[0])));
  g_assert_cmpuint (gh_data_table_count_rows (bars), ==, tornado->swings->len);
  const GhSwing *first = &g_array_index (tornado->swings, GhSwing, 0);
  g_autofree char *cell = gh_data_table_format_cell (bars, 0, 4, GH_CELL_SHOWN);
  g_autofree char *npv
      = gh_measure_format (GH_MEASURE_NPV, first->at_high.values[GH_MEASURE_NPV], "EUR");
  g_assert_cmpstr (cell, ==, npv);
  g_autoptr (GhDataTable) table
      = gh_tabular_make_table (GH_TABULAR (find_picture (fixture, names[1])));
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, 6);
  g_autoptr (GhDataTable) evens = gh_tabular_make_table (GH_TABULAR (get_page (fixture)));
  g_assert_cmpuint (gh_data_table_count_rows (evens), ==, tornado->swings->len);
}

/* A sentence for each input. */
static void
check_break_evens (Fixture *fixture)
{
  const GhExploration *exploration = gh_document_get_exploration (get_document (fixture));
  const GPtrArray *evens = gh_exploration_get_break_evens (exploration);

  for (guint i = 0; i < evens->len; i++)
    {
      g_autofree char *sentence = gh_break_even_format (g_ptr_array_index (evens, i),
                                                        gh_exploration_get_base (exploration));
      find_below (get_page (fixture), GTK_TYPE_LABEL, sentence);
    }
}

static void
check_export (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "bars.svg", NULL);
  g_autofree char *text = NULL;

  wait_ms (50);
  g_assert_true (gh_what_if_page_export (GH_WHAT_IF_PAGE (get_page (fixture)), path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<svg"));
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  check_pictures (fixture);
  check_break_evens (fixture);
  check_export (fixture);
}

/* The row of an input by its title; NULL for none. */
static GtkWidget *
find_titled (GtkWidget *root, const char *title)
{
  if (ADW_IS_EXPANDER_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_row (Fixture *fixture, const char *title)
{
  GtkWidget *row = find_titled (get_page (fixture), title);

  g_assert_nonnull (row);
  return row;
}

/* An end of a range is edited in the unit that it is shown in, kept with the study and undone. */
static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_page (fixture);
  GhResults *results = gh_document_get_results (document);
  GtkWidget *row = find_row (fixture, "Price spread");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  settle ();
  GtkWidget *spin = find_below (row, GTK_TYPE_SPIN_BUTTON, "Upper end");
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 120.0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 200.0);
  const GhWhatIfRange *range
      = g_ptr_array_index (gh_document_get_study (document)->what_if->inputs, 1);
  g_assert_cmpstr (range->input, ==, "price-spread");
  g_assert_cmpfloat_with_epsilon (range->high, 2.0, 1e-12);
  wait_for_exploration (fixture);
  g_assert_true (gh_document_get_results (document) == results);
  gh_document_undo (document);
  g_assert_null (gh_document_get_study (document)->what_if);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 120.0);
}

static void
test_add_and_remove (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_page (fixture);
  press (find_below (get_page (fixture), GTK_TYPE_BUTTON, "Add an Input"));
  guint count = gh_document_get_study (document)->what_if->inputs->len;
  settle ();
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_row (fixture, "Battery of the car")), TRUE);
  settle ();
  GtkDropDown *choice = GTK_DROP_DOWN (
      find_below (find_row (fixture, "Battery of the car"), GTK_TYPE_DROP_DOWN, "Input"));
  gtk_drop_down_set_selected (choice, 0);
  const GhWhatIfRange *range
      = g_ptr_array_index (gh_document_get_study (document)->what_if->inputs, count - 1);
  g_assert_cmpstr (range->input, ==, "charger-price");
  gh_document_undo (document);
  settle ();
  wait_for_exploration (fixture);
  g_assert_cmpuint (
      gh_exploration_get_tornado (gh_document_get_exploration (document))->swings->len, ==, count);
}

/* What is looked at, and the two inputs of the table. */
static void
test_questions (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_page (fixture);
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "What is looked at")),
      GH_MEASURE_SAVING);
  wait_for_exploration (fixture);
  g_assert_cmpint (gh_exploration_get_tornado (gh_document_get_exploration (document))->measure, ==,
                   GH_MEASURE_SAVING);
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "Input of the rows")), 1);
  g_assert_cmpstr (gh_document_get_study (document)->what_if->down, ==, "price-spread");
  wait_for_exploration (fixture);
  find_below (get_page (fixture), GTK_TYPE_LABEL, "Choose two different inputs.");
}

/* How many columns and rows there are, from where to where, and any number of the study as an
 * input: kept with the study, and the table follows. Another input begins in its own range. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  shorten (fixture);
  gh_document_set_text (document, "$.what_if.across", "$.finance.salvage");
  activate (fixture, "win.page", "what-if");
  wait_for_exploration (fixture);
  GtkWidget *columns = find_row (fixture, "Columns"), *rows = find_row (fixture, "Rows");
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (columns, GTK_TYPE_SPIN_BUTTON, "Number of values")), 3.0);
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (columns, GTK_TYPE_SPIN_BUTTON, "First value")), 0.0);
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (columns, GTK_TYPE_SPIN_BUTTON, "Last value")), 400.0);
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_below (rows, GTK_TYPE_SPIN_BUTTON, "Number of values")), 2.0);
  wait_for_exploration (fixture);
  const GhSweep *table = gh_exploration_get_table (gh_document_get_exploration (document));
  g_assert_cmpuint (table->column_count, ==, 3);
  g_assert_cmpuint (table->row_count, ==, 2);
  g_assert_cmpfloat (table->columns[1], ==, 200.0);
  /* What it is sold for at the end is worth its discounted amount. */
  double worth = 400.0 / pow (1.04, 15.0);
  g_assert_cmpfloat_with_epsilon (gh_sweep_get (table, 0, 2)->values[GH_MEASURE_NPV]
                                      - gh_sweep_get (table, 0, 0)->values[GH_MEASURE_NPV],
                                  worth, 1e-6);
  GtkDropDown *choice
      = GTK_DROP_DOWN (find_below (columns, GTK_TYPE_DROP_DOWN, "Input of the columns"));
  gtk_drop_down_set_selected (choice, 1);
  const GhWhatIf *asked = gh_document_get_study (document)->what_if;
  g_assert_cmpstr (asked->across, ==, "price-spread");
  g_assert_true (isnan (asked->across_high));
  g_assert_cmpint (asked->columns, ==, 3);
  gh_document_undo (document);
  g_assert_cmpfloat (gh_document_get_study (document)->what_if->across_high, ==, 400.0);
}

/* A stop keeps what there is and offers to go on. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  shorten (fixture);
  gulong handler = g_signal_connect (document, "notify::job", G_CALLBACK (gh_document_stop), NULL);
  activate (fixture, "win.page", "what-if");
  wait_for_jobs ();
  g_signal_handler_disconnect (document, handler);
  settle ();
  g_assert_nonnull (gh_document_get_exploration_failure (document));
  GtkWidget *again = find_below (get_page (fixture), GTK_TYPE_BUTTON, "Calculate Again");
  g_assert_true (gtk_widget_get_mapped (again));
  press (again);
  wait_for_exploration (fixture);
  g_assert_null (gh_document_get_exploration_failure (document));
}

/* A car that cannot do its trips: why, and a way to it. */
static void
test_nothing_to_vary (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  shorten (fixture);
  gh_document_clear (document, "$.vehicles[0].away_charging");
  gh_document_set_number (document, "$.vehicles[0].battery_kwh", 3.0);
  activate (fixture, "win.page", "what-if");
  wait_for_plan (fixture);
  wait_for_jobs ();
  settle ();
  g_assert_false (gtk_widget_get_mapped (
      find_below (get_page (fixture), GTK_TYPE_DROP_DOWN, "Input of the rows")));
  GtkWidget *button = find_below (get_page (fixture), GTK_TYPE_BUTTON, "Show the Car");
  g_assert_true (gtk_widget_get_mapped (button));
  press (button);
  settle ();
  g_assert_false (gtk_widget_get_mapped (get_page (fixture)));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_WINDOW_TEST ("/what-if/begins-when-seen", test_begins_when_seen);
  ADD_WINDOW_TEST ("/what-if/shown", test_shown);
  ADD_WINDOW_TEST ("/what-if/ranges", test_ranges);
  ADD_WINDOW_TEST ("/what-if/add-and-remove", test_add_and_remove);
  ADD_WINDOW_TEST ("/what-if/questions", test_questions);
  ADD_WINDOW_TEST ("/what-if/table", test_table);
  ADD_WINDOW_TEST ("/what-if/stop", test_stop);
  ADD_WINDOW_TEST ("/what-if/nothing-to-vary", test_nothing_to_vary);
  return run_window_tests ();
}
