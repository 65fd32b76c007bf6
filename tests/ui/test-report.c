/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of the window: saved, stopped, printed, and as tables. */
#include <string.h>

#include "report-print.h"
#include "study-report.h"
#include "window-fixture.h"

/* A year that is planned soon: the last of the list is an hour. */
static void
open_hours (Fixture *fixture)
{
  settle ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Step")), 4);
  wait_for_plan (fixture);
  /* Nothing is known of the battery without its cell, so its years take no time. */
  gh_document_clear (get_document (fixture), "$.vehicles[0].cell");
  /* The year from forecasts with a plan a day instead of one an hour. */
  gh_document_set_number (get_document (fixture), "$.operation.replan_minutes", 1440.0);
  wait_for_plan (fixture);
  wait_for_jobs ();
}

static gboolean
is_pdf (const char *path)
{
  g_autofree char *bytes = NULL;

  return g_file_get_contents (path, &bytes, NULL, NULL) && g_str_has_prefix (bytes, "%PDF-");
}

/* While it is made a dialog shows that; then it is there and told. */
static void
test_saved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.pdf", NULL);

  open_hours (fixture);
  gh_window_save_report (fixture->window, path);
  g_assert_nonnull (find_window ("Making the Report"));
  wait_for_jobs ();
  g_assert_true (is_pdf (path));
  g_assert_null (find_window ("Making the Report"));
  g_assert_true (gtk_widget_get_mapped (
      find_below (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, "The report is saved.")));
}

/* A report that is not wanted any more is not written, and no error is told. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.pdf", NULL);

  settle ();
  wait_for_plan (fixture);
  wait_for_jobs ();
  gh_window_save_report (fixture->window, path);
  GtkWidget *dialog = find_window ("Making the Report");
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stop");
  wait_for_jobs ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (find_window ("The report cannot be made"));
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no", "report.pdf", NULL);

  open_hours (fixture);
  gh_window_save_report (fixture->window, path);
  wait_for_jobs ();
  g_assert_nonnull (find_window ("The report cannot be made"));
  gtk_window_destroy (GTK_WINDOW (find_window ("The report cannot be made")));
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "comparison.csv", "plan-v2h.csv", "npv-years.csv" };

  open_hours (fixture);
  gh_window_save_tables (fixture->window, fixture->folder);
  wait_for_jobs ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* What a printer would get, written to a file; the actions are there with a study only. */
static void
test_printed (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "report", "print", "export-tables" };
  g_autofree char *path = g_build_filename (fixture->folder, "printed.pdf", NULL);
  g_autoptr (GError) error = NULL;

  open_hours (fixture);
  g_autoptr (GhStudyReport) made
      = gh_study_report_compute (gh_document_get_study (get_document (fixture)), NULL, &error);
  g_assert_no_error (error);
  GhReport *report = gh_study_report_make (made, GH_REPORT_BEST_STRATEGY,
                                           gh_study_report_find_today (), NULL, NULL);
  GhReportLayout *layout = gh_report_layout_new (report, gh_paper_find ("letter"), NULL, NULL);
  g_autoptr (GtkPrintOperation) operation = gh_report_print_new (report, layout, "Name");
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            GTK_WINDOW (fixture->window), &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (is_pdf (path));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), names[i]));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_WINDOW_TEST ("/report/saved", test_saved);
  ADD_WINDOW_TEST ("/report/stopped", test_stopped);
  ADD_WINDOW_TEST ("/report/failed", test_failed);
  ADD_WINDOW_TEST ("/report/tables", test_tables);
  ADD_WINDOW_TEST ("/report/printed", test_printed);
  return run_window_tests ();
}
