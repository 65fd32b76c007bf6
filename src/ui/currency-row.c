/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "currency-row.h"

#include "words.h"

#define CURRENCY_PATH "$.currency"

static const char *const currencies[]
    = { "EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "AUD", "NZD", "CAD", "JPY" };

static guint
find_currency (AdwComboRow *row, const char *currency)
{
  GListModel *list = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (list), i), currency) == 0)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* Whatever a study is in stands in the list. */
static void
follow (GhDocument *document, gpointer data)
{
  const char *currency = gh_document_get_currency (document);
  GListModel *list = adw_combo_row_get_model (data);

  if (find_currency (data, currency) == GTK_INVALID_LIST_POSITION)
    gtk_string_list_append (GTK_STRING_LIST (list), currency);
  adw_combo_row_set_selected (data, find_currency (data, currency));
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec G_GNUC_UNUSED, gpointer data)
{
  GListModel *list = adw_combo_row_get_model (row);
  guint selected = adw_combo_row_get_selected (row);

  if (selected != GTK_INVALID_LIST_POSITION)
    gh_document_set_text (data, CURRENCY_PATH,
                          gtk_string_list_get_string (GTK_STRING_LIST (list), selected));
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
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const GhAttribute *attribute = gh_attribute_table_find (&gh_study_table, "currency", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    gtk_string_list_append (list, currencies[i]);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (attribute->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (attribute->meaning));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (attribute->title), -1);
  follow (document, row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), document, 0);
  g_signal_connect_object (document, "edited", G_CALLBACK (follow), row, 0);
  return row;
}
