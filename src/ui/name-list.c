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
has_names (GtkDropDown *list, const GPtrArray *names)
{
  GListModel *model = gtk_drop_down_get_model (list);

  if (model == NULL || g_list_model_get_n_items (model) != names->len)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i),
                   g_ptr_array_index (names, i))
        != 0)
      return FALSE;
  return TRUE;
}

/**
 * gh_name_list_set_names:
 * @list: any list of names
 * @names: (element-type utf8): what can be chosen
 * @otherwise: which is chosen where the one that was chosen is no more
 *
 * Lets other names be chosen from. The same name stays chosen; nothing is done where they are the
 * same names.
 */
void
gh_name_list_set_names (GtkDropDown *list, const GPtrArray *names, guint otherwise)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (list);
  g_autofree char *name = chosen != NULL ? g_strdup (gtk_string_object_get_string (chosen)) : NULL;
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = otherwise;

  if (has_names (list, names))
    return;
  for (guint i = 0; i < names->len; i++)
    {
      gtk_string_list_append (model, g_ptr_array_index (names, i));
      if (g_strcmp0 (name, g_ptr_array_index (names, i)) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (list, G_LIST_MODEL (model));
  gtk_drop_down_set_selected (list, selected);
}
