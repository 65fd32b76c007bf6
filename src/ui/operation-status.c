/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the money rests on: perfect foresight until the year has been run from forecasts, with its
 * progress, a way to stop it and one to run it again. */
#include "operation-status.h"

#include "operation-words.h"
#include "words.h"

struct _GhOperationStatus
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *text;
  GtkWidget *running;
  GtkProgressBar *progress;
  GtkWidget *stop;
  GtkWidget *again;

  GhDocument *document; /* (nullable) */
  GhJob *job;           /* (nullable): followed */
};

G_DEFINE_FINAL_TYPE (GhOperationStatus, gh_operation_status, GTK_TYPE_WIDGET)

static void
progress_cb (GhOperationStatus *status)
{
  if (status->job != NULL)
    gtk_progress_bar_set_fraction (status->progress, gh_job_get_fraction (status->job));
}

/* Follows another job, or none. */
static void
follow (GhOperationStatus *status, GhJob *job)
{
  if (status->job != NULL)
    g_signal_handlers_disconnect_by_func (status->job, progress_cb, status);
  g_set_object (&status->job, job);
  if (job != NULL)
    g_signal_connect_swapped (job, "notify::fraction", G_CALLBACK (progress_cb), status);
  progress_cb (status);
}

static void
stop_cb (GhOperationStatus *status)
{
  if (status->job != NULL)
    gh_job_stop (status->job);
}

static void
again_cb (GhOperationStatus *status)
{
  if (status->document != NULL)
    gh_document_retry_operation (status->document);
}

static void
gh_operation_status_dispose (GObject *object)
{
  GhOperationStatus *status = GH_OPERATION_STATUS (object);

  if (status->job != NULL)
    g_signal_handlers_disconnect_by_func (status->job, progress_cb, status);
  g_clear_object (&status->job);
  g_clear_object (&status->document);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_OPERATION_STATUS);
  G_OBJECT_CLASS (gh_operation_status_parent_class)->dispose (object);
}

static void
gh_operation_status_class_init (GhOperationStatusClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_operation_status_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/operation-status.ui");
  gtk_widget_class_bind_template_child (widget_class, GhOperationStatus, box);
  gtk_widget_class_bind_template_child (widget_class, GhOperationStatus, text);
  gtk_widget_class_bind_template_child (widget_class, GhOperationStatus, running);
  gtk_widget_class_bind_template_child (widget_class, GhOperationStatus, progress);
  gtk_widget_class_bind_template_child (widget_class, GhOperationStatus, stop);
  gtk_widget_class_bind_template_child (widget_class, GhOperationStatus, again);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
gh_operation_status_init (GhOperationStatus *status)
{
  gtk_widget_init_template (GTK_WIDGET (status));
}

/**
 * gh_operation_status_show:
 * @status: what is shown
 * @document: a document with complete results
 *
 * Asks for the year to be run, unless it is, and tells how that stands.
 */
void
gh_operation_status_show (GhOperationStatus *status, GhDocument *document)
{
  g_set_object (&status->document, document);
  gh_document_operate (document);
  GhJob *job = gh_document_get_operation_job (document);
  const char *failure = gh_document_get_operation_failure (document);
  g_autofree char *text
      = gh_operation_format_basis (gh_document_get_results (document), job != NULL, failure);

  follow (status, job);
  gtk_label_set_label (status->text, text);
  gtk_widget_set_visible (status->running, job != NULL);
  gtk_widget_set_visible (status->again, failure != NULL);
}
