/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "name-list.h"

/* Of a name that is chosen: wider where there is room. */
#define MOST_CHARACTERS 34

static void
setup_chosen_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARACTERS);
  gtk_list_item_set_child (item, label);
}

static void
bind_chosen_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_label_set_width_chars (GTK_LABEL (label),
                             (int) MIN (g_utf8_strlen (name, -1), GH_NAME_LIST_CHARACTERS));
  gtk_widget_set_tooltip_text (label, name);
}

/**
 * gh_name_list_new:
 * @names: (transfer full): what can be chosen
 *
 * A long name leaves the row of the list room for its own words, which should have it whole; so has
 * the list that opens.
 *
 * Returns: (transfer floating): a list of names of any length, of which one is chosen
 */
GtkWidget *
gh_name_list_new (GtkStringList *names)
{
  GtkWidget *list = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  g_autoptr (GtkListItemFactory) chosen = gtk_signal_list_item_factory_new ();

  g_signal_connect (chosen, "setup", G_CALLBACK (setup_chosen_cb), NULL);
  g_signal_connect (chosen, "bind", G_CALLBACK (bind_chosen_cb), NULL);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (list),
                                  gtk_drop_down_get_factory (GTK_DROP_DOWN (list)));
  gtk_drop_down_set_factory (GTK_DROP_DOWN (list), chosen);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  return list;
}

static gboolean
has_names (GtkStringList *list, const char *const *names)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (g_strv_length ((char **) names) != count)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (gtk_string_list_get_string (list, i), names[i]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * gh_name_list_follow:
 * @list: a list of names of which one is chosen
 * @names: (array zero-terminated=1): what can be chosen now
 * @chosen: index of the one that is; GTK_INVALID_LIST_POSITION for none
 *
 * Shows what can be chosen. It may be called when something has just been chosen: the list that the
 * choice is made from stays.
 */
void
gh_name_list_follow (GtkDropDown *list, const char *const *names, guint chosen)
{
  GtkStringList *old = GTK_STRING_LIST (gtk_drop_down_get_model (list));

  if (old == NULL)
    {
      g_autoptr (GtkStringList) made = gtk_string_list_new (names);
      gtk_drop_down_set_model (list, G_LIST_MODEL (made));
    }
  else if (!has_names (old, names))
    gtk_string_list_splice (old, 0, g_list_model_get_n_items (G_LIST_MODEL (old)), names);
  gtk_drop_down_set_selected (list, chosen);
}
