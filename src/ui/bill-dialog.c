/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real bill before it is kept: what was understood of it, item by item, and what was not. */
#include "bill-dialog.h"

#include "bill-import.h"
#include "number-text.h"
#include "platform-dialogs.h"
#include "words.h"

#define WIDTH 560
#define HEIGHT 600
#define MOST_NOTES 12

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static GtkWidget *
new_summary (const GhBillImport *import, const char *path)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *file = g_filename_display_basename (path);
  g_autofree char *months = gh_bill_import_format_months (import);
  g_autofree char *sum = gh_bill_import_format_sum (import);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("As It Was Understood"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (_ ("File"), file));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (_ ("Months"), months));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (_ ("Sum"), sum));
  return group;
}

static GtkWidget *
new_items (const GhBillImport *import, const char *currency)
{
  GtkWidget *group = adw_preferences_group_new ();
  const GPtrArray *rows = gh_bill_import_get_rows (import);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Items"));
  for (guint i = 0; i < rows->len; i++)
    {
      const GhBillImportRow *item = g_ptr_array_index (rows, i);
      GtkWidget *row = new_row (item->title, item->meaning);
      g_autofree char *amount = gh_money_format (item->amount, currency, 2);
      GtkWidget *label = gtk_label_new (amount);
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

static GtkWidget *
new_notes (const GhFindings *findings)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint count = gh_findings_get_count (findings);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Not Understood"));
  for (guint i = 0; i < MIN (count, MOST_NOTES); i++)
    {
      g_autofree char *sentence = gh_message_to_sentence (gh_findings_get (findings, i)->message);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (sentence, NULL));
    }
  if (count > MOST_NOTES)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("%u more line", "%u more lines", count - MOST_NOTES), count - MOST_NOTES);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (more, NULL));
    }
  gtk_widget_set_visible (group, count > 0);
  return group;
}

static void
use_cb (GtkWidget *dialog)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  gh_bill_import_apply (g_object_get_data (G_OBJECT (dialog), "import"));
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-path", "s", "$.real_bill");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
new_header (GtkWidget *dialog)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *use = gtk_button_new_with_mnemonic (_ ("_Use"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (use, "suggested-action");
  g_signal_connect_swapped (use, "clicked", G_CALLBACK (use_cb), dialog);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), use);
  gtk_window_set_default_widget (GTK_WINDOW (dialog), use);
  return header;
}

static GtkWidget *
new_content (GtkWidget *dialog, const GhBillImport *import, GhDocument *document, const char *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (new_summary (import, path)));
  adw_preferences_page_add (
      page, ADW_PREFERENCES_GROUP (new_notes (gh_bill_import_get_findings (import))));
  adw_preferences_page_add (
      page, ADW_PREFERENCES_GROUP (new_items (import, gh_document_get_currency (document))));
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (box), new_header (dialog));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  return box;
}

/**
 * gh_bill_dialog_show:
 * @parent: the window
 * @document: whose bill it is
 * @path: of the file
 *
 * Shows what a file holds before it is kept with the study, or says why it is no bill.
 */
void
gh_bill_dialog_show (GtkWindow *parent, GhDocument *document, const char *path)
{
  g_autoptr (GError) error = NULL;
  GhBillImport *import = gh_bill_import_new (document, path, &error);

  if (import == NULL)
    {
      gh_dialog_show_error (parent, _ ("The bill cannot be read"), error->message);
      return;
    }
  GtkWidget *dialog = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Real Bill"), "modal", TRUE,
                                    "transient-for", parent, "destroy-with-parent", TRUE,
                                    "default-width", WIDTH, "default-height", HEIGHT, NULL);
  g_object_set_data_full (G_OBJECT (dialog), "import", import,
                          (GDestroyNotify) gh_bill_import_free);
  adw_window_set_content (ADW_WINDOW (dialog), new_content (dialog, import, document, path));
  gh_dialog_close_by_escape (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}
