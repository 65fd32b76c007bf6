/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that tell something and cannot be edited, but selected and copied; and a window for them. */
#include "fact-rows.h"

#include "platform-dialogs.h"

#define WIDTH 560
#define HEIGHT 640

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_row (GtkWidget *child)
{
  GtkWidget *row = adw_preferences_row_new ();

  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_widget_set_margin_top (child, 8);
  gtk_widget_set_margin_bottom (child, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

/**
 * gh_fact_row_new:
 * @title: what is told
 * @text: it
 *
 * Returns: (transfer floating): a row of a list; the text can be selected
 */
GtkWidget *
gh_fact_row_new (const char *title, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *value = new_label (text, NULL);
  GtkWidget *row = new_row (box);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", title, text);

  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_box_append (GTK_BOX (box), new_label (title, "dim-label"));
  gtk_box_append (GTK_BOX (box), value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/**
 * gh_remark_row_new:
 * @text: a sentence
 *
 * Returns: (transfer floating): a row of a list with a sentence
 */
GtkWidget *
gh_remark_row_new (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-information-symbolic"));
  gtk_box_append (GTK_BOX (box), new_label (text, NULL));
  return new_row (box);
}

/**
 * gh_fact_window_new:
 * @parent: the window
 * @title: of the new one
 * @subtitle: (nullable): below it
 *
 * Returns: (transfer none): an empty window with a header, not shown yet; Escape closes it
 */
GtkWidget *
gh_fact_window_new (GtkWindow *parent, const char *title, const char *subtitle)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "title", title, "modal", TRUE, "transient-for",
                                    parent, "destroy-with-parent", TRUE, "default-width", WIDTH,
                                    "default-height", HEIGHT, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, subtitle));
  gtk_box_append (GTK_BOX (box), header);
  adw_window_set_content (ADW_WINDOW (window), box);
  gh_dialog_close_by_escape (window);
  return window;
}

/**
 * gh_fact_window_get_header:
 * @window: from gh_fact_window_new()
 *
 * Returns: (transfer none): its header bar
 */
GtkWidget *
gh_fact_window_get_header (GtkWidget *window)
{
  return gtk_widget_get_first_child (adw_window_get_content (ADW_WINDOW (window)));
}

/**
 * gh_fact_window_set_child:
 * @window: from gh_fact_window_new()
 * @child: what is to be below its header, in place of what was
 */
void
gh_fact_window_set_child (GtkWidget *window, GtkWidget *child)
{
  GtkWidget *box = adw_window_get_content (ADW_WINDOW (window));
  GtkWidget *old = gtk_widget_get_next_sibling (gh_fact_window_get_header (window));

  if (old != NULL)
    gtk_box_remove (GTK_BOX (box), old);
  gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (box), child);
}
