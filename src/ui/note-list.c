/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of what was understood of a file and what was not, in dialogs that show it first. */
#include "note-list.h"

/**
 * gh_note_list_clear:
 * @list: a list
 *
 * Removes its rows.
 */
void
gh_note_list_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/**
 * gh_note_list_add:
 * @list: a list
 * @title: what is said
 * @subtitle: more of it
 * @icon: (nullable): in front of it
 *
 * Returns: (transfer none): a row with as many lines as its texts need
 */
GtkWidget *
gh_note_list_add (GtkListBox *list, const char *title, const char *subtitle, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (list, row);
  return row;
}

/**
 * gh_note_list_show:
 * @list: a list, which is seen where there is anything to be told
 * @findings: what is to be told
 *
 * Shows findings of a file, with their paths where they have any.
 */
void
gh_note_list_show (GtkListBox *list, const GhFindings *findings)
{
  gh_note_list_clear (list);
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      gboolean is_wrong = finding->severity == GH_SEVERITY_ERROR;
      GtkWidget *row = gh_note_list_add (
          list, finding->message, g_str_equal (finding->path, "$") ? "" : finding->path,
          is_wrong ? "dialog-error-symbolic" : "dialog-information-symbolic");
      if (is_wrong)
        gtk_widget_add_css_class (row, "error");
    }
  gtk_widget_set_visible (GTK_WIDGET (list), gh_findings_get_count (findings) > 0);
}
