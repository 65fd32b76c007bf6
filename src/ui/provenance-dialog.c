/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the numbers of a series come from, to be read and copied. */
#include "provenance-dialog.h"

#include "fact-rows.h"
#include "series-provenance.h"
#include "series-slots.h"
#include "words.h"

static void
copy_cb (GtkWidget *button, gpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), data);
}

static GtkWidget *
new_copy_button (const GPtrArray *lines)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Copy All"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy All"), -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), gh_provenance_to_text (lines),
                         (GClosureNotify) (GCallback) g_free, 0);
  return button;
}

/**
 * gh_provenance_dialog_show:
 * @parent: the window
 * @document: a document
 * @path: of measured numbers in it, as gh_series_slots_list() lists them
 *
 * Shows where they come from.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
gh_provenance_dialog_show (GtkWindow *parent, GhDocument *document, const char *path)
{
  const GhStudy *study = gh_document_get_study (document);
  g_autoptr (GPtrArray) lines = gh_series_list_provenance (study, path);
  g_autofree char *title = gh_series_slot_format_title (study, path);
  GtkWidget *window = gh_fact_window_new (parent, _ ("Where the Numbers Come From"), title);
  GtkWidget *page = adw_preferences_page_new (), *group = adw_preferences_group_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      const GhProvenanceLine *line = g_ptr_array_index (lines, i);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 gh_fact_row_new (line->title, line->text));
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  gh_fact_window_set_child (window, page);
  adw_header_bar_pack_start (ADW_HEADER_BAR (gh_fact_window_get_header (window)),
                             new_copy_button (lines));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
