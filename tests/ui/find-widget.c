/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find-widget.h"

static gboolean
has_name (GtkWidget *widget, const char *name)
{
  g_autofree char *other = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return other == NULL || g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0
         || (GTK_IS_BUTTON (widget)
             && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0)
         || (GTK_IS_LABEL (widget)
             && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), name) == 0);
}

GtkWidget *
find_widget (GtkWidget *root, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (name == NULL || has_name (root, name)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (GTK_IS_WINDOW (window)
          && g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) == 0)
        return window;
    }
  return NULL;
}

static gboolean
stop_waiting_cb (gpointer data)
{
  *(gboolean *) data = FALSE;
  return G_SOURCE_REMOVE;
}

void
wait_ms (guint milliseconds)
{
  gboolean waiting = TRUE;

  g_timeout_add (milliseconds, stop_waiting_cb, &waiting);
  while (waiting)
    g_main_context_iteration (NULL, TRUE);
}
