/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few rows of texts and numbers: names to the left, as wide as there is room, numbers to the
 * right. */
#include "label-grid.h"

/* However little room there is, names are not broken after each letter. */
#define LEAST_NAME_CHARS 12

/**
 * gh_label_grid_clear:
 * @grid: a grid of labels
 *
 * Takes everything out.
 */
void
gh_label_grid_clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static GtkWidget *
new_label (const char *text, gboolean is_name, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_name ? 0.0f : 1.0f);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (is_name)
    {
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_width_chars (GTK_LABEL (label),
                                 (int) MIN (g_utf8_strlen (text, -1), LEAST_NAME_CHARS));
      gtk_widget_set_hexpand (label, TRUE);
    }
  else
    {
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (label, "numeric");
    }
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/**
 * gh_label_grid_add:
 * @grid: a grid of labels
 * @column: 0 for names, above for numbers
 * @row: of the grid
 * @text: what to show
 * @css_class: (nullable): a style
 *
 * Adds a label.
 */
void
gh_label_grid_add (GtkGrid *grid, int column, int row, const char *text, const char *css_class)
{
  gtk_grid_attach (grid, new_label (text, column == 0, css_class), column, row, 1, 1);
}

/**
 * gh_label_grid_add_line:
 * @grid: a grid of labels
 * @row: of the grid, above 0
 * @text: what to show
 * @css_class: (nullable): a style
 *
 * Adds a label over the whole width, for what is to be said of the row before.
 */
void
gh_label_grid_add_line (GtkGrid *grid, int row, const char *text, const char *css_class)
{
  int columns = 0;

  while (gtk_grid_get_child_at (grid, columns, row - 1) != NULL)
    columns++;
  gtk_grid_attach (grid, new_label (text, TRUE, css_class), 0, row, MAX (columns, 1), 1);
}
