/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tariff of a file before it is stored: which of several, what was understood, what a study
 * cannot say of it, and how it looks by month and hour. */
#include "tariff-dialog.h"

#include "note-list.h"
#include "platform-dialogs.h"
#include "tariff-import.h"
#include "tariff-picture.h"
#include "tariff-words.h"
#include "words.h"

static const char *const patterns[] = { "*.json", "*.csv", "*.CSV", NULL };

/* @updating: while the list follows the import rather than the other way */
struct _GhTariffDialog
{
  GhImportDialog parent_instance;
  GtkWidget *choice_group;
  AdwComboRow *offer;
  GtkListBox *notes;
  GtkListBox *lines;
  AdwPreferencesGroup *picture_group;
  GtkWidget *picture;

  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhTariffDialog, gh_tariff_dialog, GH_TYPE_IMPORT_DIALOG)

static GhTariffImport *
get_import (GhTariffDialog *dialog)
{
  return GH_TARIFF_IMPORT (gh_import_dialog_get_import (GH_IMPORT_DIALOG (dialog)));
}

static void
follow_lines (GhTariffDialog *dialog)
{
  g_autoptr (GPtrArray) lines = gh_tariff_import_describe (get_import (dialog));

  gh_note_list_clear (dialog->lines);
  for (guint i = 0; i < lines->len; i++)
    {
      const GhTariffLine *line = g_ptr_array_index (lines, i);
      gh_note_list_add (dialog->lines, line->title, line->text, NULL);
    }
}

static void
follow_offers (GhTariffDialog *dialog)
{
  g_auto (GStrv) names = gh_tariff_import_list_offers (get_import (dialog));

  dialog->updating = TRUE;
  gh_import_dialog_set_words (dialog->offer, (const char *const *) names);
  adw_combo_row_set_selected (dialog->offer, gh_tariff_import_get_offer (get_import (dialog)));
  dialog->updating = FALSE;
  gtk_widget_set_visible (dialog->choice_group, g_strv_length (names) > 1);
}

/* What was chosen: in words and as a picture, where a study may have it. */
static void
follow_choice (GhTariffDialog *dialog)
{
  const GhStudy *preview = gh_tariff_import_get_preview (get_import (dialog));

  gh_note_list_show (dialog->notes, gh_tariff_import_get_findings (get_import (dialog)));
  follow_lines (dialog);
  gtk_widget_set_visible (GTK_WIDGET (dialog->picture_group), preview != NULL);
  if (preview != NULL)
    gh_tariff_picture_show (dialog->picture, preview);
  gh_import_dialog_show_preview (GH_IMPORT_DIALOG (dialog), preview != NULL);
}

static void
follow (GhImportDialog *import_dialog)
{
  GhTariffDialog *dialog = GH_TARIFF_DIALOG (import_dialog);

  if (gh_file_import_is_busy (gh_import_dialog_get_import (import_dialog)))
    return;
  follow_offers (dialog);
  follow_choice (dialog);
}

static gboolean
apply (GhImportDialog *dialog)
{
  return gh_tariff_import_apply (get_import (GH_TARIFF_DIALOG (dialog)));
}

static GhFileImport *
read_another (GhImportDialog *dialog, const char *file)
{
  GhTariffImport *import = get_import (GH_TARIFF_DIALOG (dialog));

  return GH_FILE_IMPORT (
      gh_tariff_import_new (gh_file_import_get_document (GH_FILE_IMPORT (import)),
                            gh_tariff_import_get_meter (import), file));
}

static void
offer_cb (GhTariffDialog *dialog)
{
  if (!dialog->updating)
    gh_tariff_import_set_offer (get_import (dialog), adw_combo_row_get_selected (dialog->offer));
}

static void
gh_tariff_dialog_dispose (GObject *object)
{
  GhTariffDialog *dialog = GH_TARIFF_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (dialog), GH_TYPE_TARIFF_DIALOG);
  G_OBJECT_CLASS (gh_tariff_dialog_parent_class)->dispose (object);
}

static void
gh_tariff_dialog_class_init (GhTariffDialogClass *class)
{
  GhImportDialogClass *dialog_class = GH_IMPORT_DIALOG_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_tariff_dialog_dispose;
  dialog_class->patterns = patterns;
  dialog_class->follow = follow;
  dialog_class->apply = apply;
  dialog_class->read = read_another;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/tariff-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTariffDialog, choice_group);
  gtk_widget_class_bind_template_child (widget_class, GhTariffDialog, offer);
  gtk_widget_class_bind_template_child (widget_class, GhTariffDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, GhTariffDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, GhTariffDialog, picture_group);
  gtk_widget_class_bind_template_callback (widget_class, offer_cb);
}

static void
gh_tariff_dialog_init (GhTariffDialog *dialog)
{
  gtk_widget_init_template (GTK_WIDGET (dialog));
  dialog->picture = gh_tariff_picture_new_empty ();
  adw_preferences_group_add (dialog->picture_group, dialog->picture);
}

/**
 * gh_tariff_dialog_show:
 * @parent: the window
 * @document: of the study
 * @meter: "$" or the path of a site: whose tariff is to be replaced
 * @file: path of a file of tariffs
 *
 * Shows what a file offers before anything is stored.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
gh_tariff_dialog_show (GtkWindow *parent, GhDocument *document, const char *meter, const char *file)
{
  GhTariffDialog *dialog = g_object_new (GH_TYPE_TARIFF_DIALOG, "transient-for", parent, NULL);

  gh_import_dialog_take_import (GH_IMPORT_DIALOG (dialog),
                                GH_FILE_IMPORT (gh_tariff_import_new (document, meter, file)));
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

static void
file_chosen (const char *file, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  GtkRoot *root = gtk_widget_get_root (row);

  if (file != NULL && root != NULL)
    gh_tariff_dialog_show (GTK_WINDOW (root), g_object_get_data (G_OBJECT (row), "document"),
                           g_object_get_data (G_OBJECT (row), "meter"), file);
}

static void
file_cb (GtkWidget *row)
{
  gh_dialog_open_file (GTK_WINDOW (gtk_widget_get_root (row)), _ ("Tariff from a File"), patterns,
                       file_chosen, g_object_ref (row));
}

/**
 * gh_tariff_file_row_new:
 * @document: of the study
 * @meter: "$" or the path of a site: whose tariff is to be replaced
 *
 * Returns: (transfer floating): a row to choose a file of tariffs
 */
GtkWidget *
gh_tariff_file_row_new (GhDocument *document, const char *meter)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("From a _File…"));

  g_object_set_data_full (G_OBJECT (row), "document", g_object_ref (document), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "meter", g_strdup (meter), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Tariff from a file"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Of the Utility Rate Database, DER-VET, ACN, or a price sheet of "
                                  "SpiceEV; it can be dropped on the window too."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tariff from a file"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (file_cb), row);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}
