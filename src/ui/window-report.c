/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of the open study: saved, printed, and all it rests on as tables. It is made of a copy
 * of the study, in a job of its own, so that edits meanwhile change nothing of it. */
#include "window-private.h"

#include "paper.h"
#include "platform-dialogs.h"
#include "report-layout.h"
#include "report-print.h"
#include "study-report.h"
#include "words.h"

typedef enum
{
  ORDER_PDF,
  ORDER_CSV,
  ORDER_PRINT
} OrderKind;

/* What is to be made. @path: (nullable): of the file or the folder; @dialog: shown meanwhile */
typedef struct
{
  GhWindow *window;
  OrderKind kind;
  GhStudy *study;
  char *name;
  char *path;
  gint32 date;
  GtkWindow *dialog;
} Order;

static void
free_order (Order *order)
{
  g_object_unref (order->window);
  g_object_unref (order->dialog);
  gh_study_free (order->study);
  g_free (order->name);
  g_free (order->path);
  g_free (order);
}

/* What the job makes. @layout: (nullable): of what is to be printed */
typedef struct
{
  GhReport *report;
  GhReportLayout *layout;
} Made;

static void
free_made (gpointer data)
{
  Made *made = data;

  if (made == NULL)
    return;
  gh_report_layout_free (made->layout);
  gh_report_free (made->report);
  g_free (made);
}

/* Does with the report what was ordered. */
static gboolean
finish (const Order *order, GhStudyReport *basis, Made *made, const GhProgress *progress,
        GError **error)
{
  const GhPaper *paper = gh_paper_get_default ();

  if (order->kind == ORDER_CSV)
    return gh_study_report_write_csv (basis, order->path, progress, error);
  if (order->kind == ORDER_PDF)
    return gh_report_write_pdf (made->report, paper, order->path, progress, error);
  made->layout = gh_report_layout_new (made->report, paper, progress, error);
  return made->layout != NULL;
}

/* Everything that takes time, in the job's thread. */
static gpointer
make (GhJob *job G_GNUC_UNUSED, gpointer data, const GhProgress *progress, GError **error)
{
  const Order *order = data;
  GhProgress computing = gh_progress_part (progress, 0.0, 0.9);
  GhProgress writing = gh_progress_part (progress, 0.9, 0.92);
  GhProgress finishing = gh_progress_part (progress, 0.92, 1.0);
  g_autoptr (GhStudyReport) basis = gh_study_report_compute (order->study, &computing, error);
  Made *made;

  if (basis == NULL)
    return NULL;
  made = g_new0 (Made, 1);
  made->report
      = gh_study_report_make (basis, GH_REPORT_BEST_STRATEGY, order->date, &writing, error);
  if (made->report != NULL && finish (order, basis, made, &finishing, error))
    return made;
  free_made (made);
  return NULL;
}

static void
open_cb (GhWindow *window, AdwToast *toast)
{
  gh_dialog_open_with_default (GTK_WINDOW (window), g_object_get_data (G_OBJECT (toast), "path"));
}

static void
tell_written (const Order *order)
{
  AdwToast *toast = adw_toast_new (order->kind == ORDER_PDF ? _ ("The report is saved.")
                                                            : _ ("The tables are written."));

  adw_toast_set_button_label (toast, _ ("_Open"));
  g_object_set_data_full (G_OBJECT (toast), "path", g_strdup (order->path), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (open_cb), order->window,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (order->window->toasts, toast);
}

static void
print (const Order *order, Made *made)
{
  g_autoptr (GtkPrintOperation) operation = gh_report_print_new (
      g_steal_pointer (&made->report), g_steal_pointer (&made->layout), order->name);
  g_autoptr (GError) error = NULL;

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (order->window), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    gh_window_show_error (order->window, _ ("The report cannot be printed"), error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  g_autoptr (GError) error = NULL;
  Made *made = gh_job_run_finish (GH_JOB (source), result, &error);

  /* A window that was closed meanwhile has nothing any more to tell it on. */
  gboolean closed = order->window->toasts == NULL;

  gtk_window_destroy (order->dialog);
  if (closed || gh_job_is_stopped (GH_JOB (source)))
    g_clear_error (&error);
  else if (made == NULL)
    gh_window_show_error (order->window, _ ("The report cannot be made"), error);
  else if (order->kind == ORDER_PRINT)
    print (order, made);
  else
    tell_written (order);
  free_made (made);
  free_order (order);
}

static void
begin (GhWindow *window, OrderKind kind, const char *path)
{
  g_autoptr (GhJob) job = gh_job_new (_ ("Making the report"));
  Order *order = g_new0 (Order, 1);

  order->window = g_object_ref (window);
  order->kind = kind;
  order->study = gh_study_copy (gh_document_get_study (window->document));
  order->name = g_strdup (gh_document_get_name (window->document));
  order->path = g_strdup (path);
  order->date = gh_study_report_find_today ();
  order->dialog
      = g_object_ref (gh_dialog_show_job (GTK_WINDOW (window), _ ("Making the Report"), job));
  gh_job_run_async (job, make, order, NULL, free_made, made_cb, order);
}

/* A study that cannot be planned yet has no report; the notice below the header says more. */
static gboolean
can_report (GhWindow *window)
{
  const char *problem = gh_document_get_problem (window->document);

  if (problem != NULL)
    gh_dialog_show_error (GTK_WINDOW (window), _ ("The report cannot be made"), problem);
  return problem == NULL;
}

/**
 * gh_window_save_report:
 * @window: a window with a study open that can be planned
 * @path: where it goes
 *
 * Makes the report of the open study in a job and writes it as PDF; tells when that is done.
 */
void
gh_window_save_report (GhWindow *window, const char *path)
{
  begin (window, ORDER_PDF, path);
}

/**
 * gh_window_save_tables:
 * @window: a window with a study open that can be planned
 * @path: of a folder
 *
 * Writes all that the report of the open study rests on as CSV, in a job.
 */
void
gh_window_save_tables (GhWindow *window, const char *path)
{
  begin (window, ORDER_CSV, path);
}

static void
report_chosen (const char *path, gpointer data)
{
  g_autoptr (GhWindow) window = data;

  if (path != NULL && window->document != NULL)
    gh_window_save_report (window, path);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;
  g_autofree char *name = g_strconcat (gh_document_get_name (window->document), ".pdf", NULL);

  if (can_report (window))
    gh_dialog_save_file (GTK_WINDOW (window), _ ("Save the Report"), g_strdelimit (name, "/", '-'),
                         report_chosen, g_object_ref (window));
}

static void
tables_chosen (const char *path, gpointer data)
{
  g_autoptr (GhWindow) window = data;

  if (path != NULL && window->document != NULL)
    gh_window_save_tables (window, path);
}

static void
tables_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  if (can_report (window))
    gh_dialog_choose_folder (GTK_WINDOW (window), _ ("Choose a Folder for the Tables"),
                             tables_chosen, g_object_ref (window));
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GhWindow *window = data;

  if (can_report (window))
    begin (window, ORDER_PRINT, NULL);
}

static const GActionEntry actions[] = {
  { .name = "report", .activate = report_cb },
  { .name = "print", .activate = print_cb },
  { .name = "export-tables", .activate = tables_cb },
};

/**
 * gh_window_init_report:
 * @window: the window
 *
 * Sets up what is done with reports.
 */
void
gh_window_init_report (GhWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
