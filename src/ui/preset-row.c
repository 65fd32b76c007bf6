/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "preset-row.h"

#include "name-list.h"
#include "stores.h"
#include "words.h"

/* What a row remembers of what it applies. @store: (nullable): the car or battery it is about */
typedef struct
{
  AdwActionRow *row;
  GhDocument *document;
  GhPresetKind kind;
  char *store;
  guint index;
  gboolean updating;
} Choice;

static void
free_choice (gpointer data)
{
  g_object_unref (((Choice *) data)->document);
  g_free (((Choice *) data)->store);
  g_free (data);
}

static void
apply (GhStudy *study, gpointer data)
{
  const Choice *choice = data;

  gh_preset_apply (choice->kind, choice->index, study, choice->store);
}

/* The first entry says that the study is like none of the examples, and applies nothing. */
static void
selected_cb (GtkDropDown *list, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  Choice *choice = data;
  guint selected = gtk_drop_down_get_selected (list);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || choice->updating)
    return;
  choice->index = selected - 1;
  gh_document_edit (choice->document, gh_preset_get_name (choice->kind, choice->index), NULL, apply,
                    choice);
}

/* The example that the study is like, whichever way it came about; a name that may be cut in the
 * list is whole below the title. */
static void
follow (GhDocument *document, gpointer data)
{
  Choice *choice = g_object_get_data (data, "choice");
  const GhStudy *study = gh_document_get_study (document);

  if (choice->store != NULL && gh_stores_find (study, choice->store) < 0)
    return;
  int found = gh_preset_find (choice->kind, study, choice->store);
  const char *name = found >= 0 ? gh_preset_get_name (choice->kind, (guint) found) : "";
  gboolean is_long = g_utf8_strlen (name, -1) > GH_NAME_LIST_CHARACTERS;

  choice->updating = TRUE;
  gtk_drop_down_set_selected (data, (guint) (found + 1));
  choice->updating = FALSE;
  adw_action_row_set_subtitle (choice->row,
                               is_long ? name : _ ("Fills in usual numbers; each can be changed."));
}

/**
 * gh_preset_row_new:
 * @document: what is edited
 * @kind: of what there are examples
 * @title: of the row
 * @store: (nullable): path of the car or wall battery that the examples are about
 *
 * Returns: (transfer floating): a row that fills in the numbers of an example, as one edit
 */
GtkWidget *
gh_preset_row_new (GhDocument *document, GhPresetKind kind, const char *title, const char *store)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  Choice *choice = g_new (Choice, 1);
  GtkWidget *list;

  gtk_string_list_append (names, _ ("Own numbers"));
  for (guint i = 0; i < gh_preset_get_count (kind); i++)
    gtk_string_list_append (names, gh_preset_get_name (kind, i));
  list = gh_name_list_new (g_steal_pointer (&names));
  *choice = (Choice){ .row = ADW_ACTION_ROW (row),
                      .document = g_object_ref (document),
                      .kind = kind,
                      .store = g_strdup (store) };
  g_object_set_data_full (G_OBJECT (list), "choice", choice, free_choice);
  follow (document, list);
  g_signal_connect (list, "notify::selected", G_CALLBACK (selected_cb), choice);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), list, 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), list);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}
