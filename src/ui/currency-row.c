/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "currency-row.h"

#include "words.h"

#define CURRENCY_PATH "$.currency"

static const char *const currencies[] = { "EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK",
                                          "PLN", "CZK", "AUD", "NZD", "CAD", "JPY", NULL };

static guint
find_currency (GtkDropDown *list, const char *currency)
{
  GListModel *model = gtk_drop_down_get_model (list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), currency) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* Whatever a study is in stands in the list. */
static void
follow (GhDocument *document, gpointer data)
{
  const char *currency = gh_document_get_currency (document);

  if (find_currency (data, currency) == GTK_INVALID_LIST_POSITION)
    gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (data)), currency);
  gtk_drop_down_set_selected (data, find_currency (data, currency));
}

static void
selected_cb (GtkDropDown *list, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  GListModel *model = gtk_drop_down_get_model (list);
  guint selected = gtk_drop_down_get_selected (list);

  if (selected != GTK_INVALID_LIST_POSITION)
    gh_document_set_text (data, CURRENCY_PATH,
                          gtk_string_list_get_string (GTK_STRING_LIST (model), selected));
}

/**
 * gh_currency_row_new:
 * @document: what is edited
 *
 * Returns: (transfer floating): a row to choose the currency; prices keep their numbers
 */
GtkWidget *
gh_currency_row_new (GhDocument *document)
{
  GtkWidget *row = adw_action_row_new ();
  const GhAttribute *attribute = gh_attribute_table_find (&gh_study_table, "currency", NULL);
  GtkWidget *list = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (currencies)), NULL);

  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (attribute->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (attribute->meaning));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), list);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (attribute->title), -1);
  follow (document, list);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (selected_cb), document, 0);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), list, 0);
  return row;
}
