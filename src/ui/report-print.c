/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report on a printer: the pages of the file, on the paper that the printer has. */
#include "report-print.h"

/* @layout: first for the usual paper, then for the one that was chosen */
typedef struct
{
  GhReport *report;
  GhReportLayout *layout;
} Print;

static void
free_print (gpointer data)
{
  Print *print = data;

  gh_report_layout_free (print->layout);
  gh_report_free (print->report);
  g_free (print);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Print *print = data;
  GhPaper paper
      = { "", gtk_print_context_get_width (context), gtk_print_context_get_height (context) };

  /* Only another paper than the usual one has to be laid out while the person waits. */
  if (!gh_report_layout_is_on (print->layout, paper.width, paper.height))
    {
      gh_report_layout_free (print->layout);
      print->layout = gh_report_layout_new (print->report, &paper, NULL, NULL);
    }
  gtk_print_operation_set_n_pages (operation, (int) gh_report_layout_count_pages (print->layout));
}

static void
draw_cb (GtkPrintOperation *operation G_GNUC_UNUSED, GtkPrintContext *context, int page,
         gpointer data)
{
  Print *print = data;

  gh_report_layout_draw_page (print->layout, gtk_print_context_get_cairo_context (context),
                              (guint) page);
}

/**
 * gh_report_print_new:
 * @report: (transfer full): a report
 * @layout: (transfer full): its pages on the usual paper
 * @name: of the job, for the printer's list
 *
 * Returns: (transfer full): what prints it when it is run
 */
GtkPrintOperation *
gh_report_print_new (GhReport *report, GhReportLayout *layout, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);

  print->report = report;
  print->layout = layout;
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), print);
  g_object_set_data_full (G_OBJECT (operation), "print", print, free_print);
  return operation;
}
