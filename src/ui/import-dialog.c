/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file before anything of it is stored: that it is being read, that it cannot be, or what was
 * understood, which each kind of import shows in its own way. */
#include "import-dialog.h"

#include "platform-dialogs.h"

/* @preview: the page of the kind of import
 * @import: (nullable): what is shown */
typedef struct
{
  AdwWindowTitle *title;
  GtkButton *use;
  GtkProgressBar *progress;
  GtkStack *stack;
  AdwStatusPage *failure;
  AdwBin *preview;

  GhFileImport *import;
} GhImportDialogPrivate;

enum
{
  PROP_PREVIEW = 1,
  PROP_USE_LABEL,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_TYPE_WITH_PRIVATE (GhImportDialog, gh_import_dialog, ADW_TYPE_WINDOW)

static GhImportDialogPrivate *
get_private (GhImportDialog *dialog)
{
  return gh_import_dialog_get_instance_private (dialog);
}

static void
show_error (GhImportDialog *dialog, const char *error)
{
  GhImportDialogPrivate *parts = get_private (dialog);
  g_autofree char *text = g_markup_escape_text (error, -1);

  adw_status_page_set_description (parts->failure, text);
  gtk_stack_set_visible_child_name (parts->stack, "error");
}

static void
drop_import (GhImportDialog *dialog)
{
  GhImportDialogPrivate *parts = get_private (dialog);

  if (parts->import == NULL)
    return;
  g_signal_handlers_disconnect_by_data (parts->import, dialog);
  gh_file_import_stop (parts->import);
  g_clear_object (&parts->import);
}

static void
use_cb (GhImportDialog *dialog)
{
  if (GH_IMPORT_DIALOG_GET_CLASS (dialog)->apply (dialog))
    gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
another_chosen (const char *file, gpointer data)
{
  g_autoptr (GhImportDialog) dialog = data;

  if (file != NULL && get_private (dialog)->import != NULL)
    gh_import_dialog_take_import (dialog, GH_IMPORT_DIALOG_GET_CLASS (dialog)->read (dialog, file));
}

static void
another_cb (GhImportDialog *dialog)
{
  gh_dialog_open_file (GTK_WINDOW (dialog), gtk_window_get_title (GTK_WINDOW (dialog)),
                       GH_IMPORT_DIALOG_GET_CLASS (dialog)->patterns, another_chosen,
                       g_object_ref (dialog));
}

static void
gh_import_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GhImportDialogPrivate *parts = get_private (GH_IMPORT_DIALOG (object));

  if (id == PROP_PREVIEW)
    adw_bin_set_child (parts->preview, g_value_get_object (value));
  else if (id == PROP_USE_LABEL)
    gtk_button_set_label (parts->use, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* GTK disposes of one template of a widget only, which is that of the kind of import; what is in
 * this one goes with the window. */
static void
gh_import_dialog_dispose (GObject *object)
{
  drop_import (GH_IMPORT_DIALOG (object));
  G_OBJECT_CLASS (gh_import_dialog_parent_class)->dispose (object);
}

static void
gh_import_dialog_class_init (GhImportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_import_dialog_dispose;
  G_OBJECT_CLASS (class)->set_property = gh_import_dialog_set_property;
  properties[PROP_PREVIEW] = g_param_spec_object ("preview", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_USE_LABEL] = g_param_spec_string ("use-label", NULL, NULL, NULL,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPERTIES, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/import-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, GhImportDialog, title);
  gtk_widget_class_bind_template_child_private (widget_class, GhImportDialog, use);
  gtk_widget_class_bind_template_child_private (widget_class, GhImportDialog, progress);
  gtk_widget_class_bind_template_child_private (widget_class, GhImportDialog, stack);
  gtk_widget_class_bind_template_child_private (widget_class, GhImportDialog, failure);
  gtk_widget_class_bind_template_child_private (widget_class, GhImportDialog, preview);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
}

static void
gh_import_dialog_init (GhImportDialog *dialog)
{
  gtk_widget_init_template (GTK_WIDGET (dialog));
}

/**
 * gh_import_dialog_get_import:
 * @dialog: a dialog
 *
 * Returns: (transfer none): what is shown
 */
GhFileImport *
gh_import_dialog_get_import (GhImportDialog *dialog)
{
  return get_private (dialog)->import;
}

/**
 * gh_import_dialog_take_import:
 * @dialog: a dialog
 * @import: (transfer full): what it shows from now on
 *
 * Shows another file; what was shown before is stopped.
 */
void
gh_import_dialog_take_import (GhImportDialog *dialog, GhFileImport *import)
{
  GhImportDialogPrivate *parts = get_private (dialog);
  g_autofree char *name = gh_file_import_format_file (import);

  drop_import (dialog);
  parts->import = import;
  adw_window_title_set_subtitle (parts->title, name);
  gtk_stack_set_visible_child_name (parts->stack, "busy");
  g_signal_connect_swapped (import, "changed", G_CALLBACK (gh_import_dialog_follow), dialog);
  gh_import_dialog_follow (dialog);
}

/**
 * gh_import_dialog_follow:
 * @dialog: a dialog
 *
 * Shows what has become of the import.
 */
void
gh_import_dialog_follow (GhImportDialog *dialog)
{
  GhImportDialogPrivate *parts = get_private (dialog);
  const char *error = gh_file_import_get_error (parts->import);

  gtk_progress_bar_set_fraction (parts->progress, gh_file_import_get_fraction (parts->import));
  gtk_widget_set_opacity (GTK_WIDGET (parts->progress),
                          gh_file_import_is_busy (parts->import) ? 1.0 : 0.0);
  gtk_widget_set_sensitive (GTK_WIDGET (parts->use), FALSE);
  if (error != NULL)
    show_error (dialog, error);
  else
    GH_IMPORT_DIALOG_GET_CLASS (dialog)->follow (dialog);
}

/**
 * gh_import_dialog_show_preview:
 * @dialog: a dialog
 * @is_usable: whether a study may have what is shown
 *
 * For kinds of imports: shows their page.
 */
void
gh_import_dialog_show_preview (GhImportDialog *dialog, gboolean is_usable)
{
  GhImportDialogPrivate *parts = get_private (dialog);

  gtk_stack_set_visible_child_name (parts->stack, "preview");
  gtk_widget_set_sensitive (GTK_WIDGET (parts->use), is_usable);
}

/**
 * gh_import_dialog_set_words:
 * @row: of a choice
 * @words: what there is to choose
 *
 * For kinds of imports: gives a list these words, unless it has them already: a choice must not be
 * lost.
 */
void
gh_import_dialog_set_words (AdwComboRow *row, const char *const *words)
{
  GListModel *old = adw_combo_row_get_model (row);
  guint count = old != NULL ? g_list_model_get_n_items (old) : 0;
  gboolean same = count == g_strv_length ((char **) words);

  for (guint i = 0; same && i < count; i++)
    same = g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (old), i), words[i]);
  if (same)
    return;
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}
