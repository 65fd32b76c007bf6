/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many rows that come and go without the window having to wait: to take away a row takes a third of
 * what it takes to make one, and to measure its texts more than that. */
#include "gradual.h"

#include "slices.h"

/* The first list in a widget that has rows; what is within rows goes with them. */
static GtkWidget *
find_filled_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX (widget))
    return gtk_list_box_get_row_at_index (GTK_LIST_BOX (widget), 0) != NULL ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *list = find_filled_list (child);
      if (list != NULL)
        return list;
    }
  return NULL;
}

static GtkWidget *
find_last_row (GtkWidget *list)
{
  GtkWidget *row = gtk_widget_get_last_child (list);

  while (!GTK_IS_LIST_BOX_ROW (row))
    row = gtk_widget_get_prev_sibling (row);
  return row;
}

/* It may have gone with its window meanwhile. */
static gboolean
take_away (gpointer data)
{
  g_autoptr (GtkWidget) group = data;
  GtkWidget *parent = gtk_widget_get_parent (group);
  GtkWidget *list = parent != NULL ? find_filled_list (group) : NULL;

  if (list != NULL)
    {
      gtk_list_box_remove (GTK_LIST_BOX (list), find_last_row (list));
      g_steal_pointer (&group);
      return TRUE;
    }
  if (parent != NULL)
    gtk_box_remove (GTK_BOX (parent), group);
  return FALSE;
}

/**
 * gh_gradual_remove:
 * @group: what is in a #GtkBox and has lists of rows
 *
 * Hides it and takes it away, row by row, while the main loop has time.
 */
void
gh_gradual_remove (GtkWidget *group)
{
  gtk_widget_set_visible (group, FALSE);
  gh_slices_add (take_away, g_object_ref (group));
}

/**
 * gh_gradual_measure:
 * @scrolled: in which rows were added
 *
 * Measures what is new as the layout will, which then finds it done. As a part of what adds rows in
 * slices it is counted in them; the layout would measure all at once, and all of a page when that
 * is first shown.
 */
void
gh_gradual_measure (GtkScrolledWindow *scrolled)
{
  GtkWidget *content = gtk_scrolled_window_get_child (scrolled);
  int width = 0;

  /* A page that has never been shown will be as wide as what it is in. */
  for (GtkWidget *above = GTK_WIDGET (scrolled); above != NULL && width <= 0;
       above = gtk_widget_get_parent (above))
    width = gtk_widget_get_width (above);
  if (width <= 0)
    return;
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
}
