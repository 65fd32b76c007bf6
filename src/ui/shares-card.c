/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several cars brings of the saving. Nothing is planned before it is asked for; a
 * study with one car has no such card. */
#include "shares-card.h"

#include "label-grid.h"
#include "share-words.h"
#include "sideways-bin.h"
#include "tabular.h"
#include "words.h"

#define GRID_COLUMN_SPACING 18

/* @asked: whether the shares of this document are wanted */
struct _GhSharesCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *about;
  GtkWidget *find;
  GtkGrid *table;
  GtkWidget *copy;

  GhDocument *document; /* (nullable) */
  gboolean asked;
};

static const char *
gh_shares_card_get_name (GhTabular *tabular G_GNUC_UNUSED)
{
  return gh_share_words_get_title ();
}

static GhDataTable *
gh_shares_card_make_table (GhTabular *tabular)
{
  GhDocument *document = GH_SHARES_CARD (tabular)->document;
  GPtrArray *shares = document != NULL ? gh_document_get_shares (document) : NULL;

  return shares != NULL ? gh_share_words_make_table (
             shares, gh_results_get_site (gh_document_get_results (document)))
                        : NULL;
}

static void
gh_shares_card_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_shares_card_get_name;
  interface->make_table = gh_shares_card_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhSharesCard, gh_shares_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR, gh_shares_card_tabular_init))

/* A row as screen readers say it. */
static void
say_row (GString *words, const GhDataTable *table, gsize row)
{
  for (guint column = 0; column < gh_data_table_count_columns (table); column++)
    {
      g_autofree char *text = gh_data_table_format_cell (table, row, column, GH_CELL_SHOWN);
      if (column == 0)
        g_string_append_printf (words, "%s%s:", words->len > 0 ? "; " : "", text);
      else
        g_string_append_printf (words, "%s %s %s", column > 1 ? "," : "",
                                gh_data_table_get_heading (table, column), text);
    }
}

static void
fill_table (GhSharesCard *card, const GhDataTable *table)
{
  gsize rows = gh_data_table_count_rows (table);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint column = 0; column < gh_data_table_count_columns (table); column++)
    gh_label_grid_add (card->table, (int) column, 0, gh_data_table_get_heading (table, column),
                       "caption-heading");
  for (gsize row = 0; row < rows; row++)
    {
      for (guint column = 0; column < gh_data_table_count_columns (table); column++)
        {
          g_autofree char *text = gh_data_table_format_cell (table, row, column, GH_CELL_SHOWN);
          gh_label_grid_add (card->table, (int) column, (int) row + 1, text,
                             row + 1 == rows ? "heading" : NULL);
        }
      say_row (words, table, row);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gh_share_words_get_title (), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

/* What is to be said: what the shares mean, or where they are. */
static char *
describe (GhSharesCard *card, GPtrArray *shares)
{
  const char *failure = gh_document_get_shares_failure (card->document);

  if (shares != NULL)
    return gh_share_words_explain (shares,
                                   gh_results_get_site (gh_document_get_results (card->document)));
  if (failure != NULL)
    return g_strdup (failure);
  if (card->asked)
    return g_strdup (_ ("Dividing the saving among the cars…"));
  return g_strdup (_ ("What V2H and V2G save is the work of all cars together. To divide it fairly "
                      "the study is planned again with some of them only charging."));
}

static gboolean
is_possible (GhSharesCard *card)
{
  GhResults *results = gh_document_get_results (card->document);

  return results != NULL && gh_results_is_complete (results)
         && gh_store_shares_are_possible (gh_results_get_site (results));
}

/* Shows what there is, and asks for what is wanted and missing. */
static void
show (GhSharesCard *card)
{
  gboolean possible = card->document != NULL && is_possible (card);

  gtk_widget_set_visible (card->box, possible);
  if (!possible || !gtk_widget_get_mapped (GTK_WIDGET (card)))
    return;
  if (card->asked)
    gh_document_find_shares (card->document);
  GPtrArray *shares = gh_document_get_shares (card->document);
  g_autoptr (GhDataTable) table = gh_shares_card_make_table (GH_TABULAR (card));
  g_autofree char *about = describe (card, shares);

  gtk_label_set_label (card->about, about);
  gtk_widget_set_visible (
      card->find,
      shares == NULL && (!card->asked || gh_document_get_shares_failure (card->document) != NULL));
  gtk_widget_set_visible (GTK_WIDGET (card->table), table != NULL);
  gtk_widget_set_visible (card->copy, table != NULL);
  gh_label_grid_clear (card->table);
  if (table != NULL)
    fill_table (card, table);
}

static void
find_cb (GhSharesCard *card)
{
  card->asked = TRUE;
  gh_document_retry_shares (card->document);
  show (card);
}

static void
gh_shares_card_dispose (GObject *object)
{
  gh_shares_card_set_document (GH_SHARES_CARD (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_SHARES_CARD);
  G_OBJECT_CLASS (gh_shares_card_parent_class)->dispose (object);
}

static void
gh_shares_card_class_init (GhSharesCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_shares_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (GH_TYPE_SIDEWAYS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/shares-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSharesCard, box);
  gtk_widget_class_bind_template_child (widget_class, GhSharesCard, title);
  gtk_widget_class_bind_template_child (widget_class, GhSharesCard, about);
  gtk_widget_class_bind_template_child (widget_class, GhSharesCard, find);
  gtk_widget_class_bind_template_child (widget_class, GhSharesCard, table);
  gtk_widget_class_bind_template_child (widget_class, GhSharesCard, copy);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gh_tabular_install (widget_class);
}

static void
gh_shares_card_init (GhSharesCard *card)
{
  gtk_widget_init_template (GTK_WIDGET (card));
  gtk_label_set_label (card->title, gh_share_words_get_title ());
  gtk_grid_set_column_spacing (card->table, GRID_COLUMN_SPACING);
  g_signal_connect (card, "map", G_CALLBACK (show), NULL);
}

/**
 * gh_shares_card_set_document:
 * @card: a card
 * @document: (nullable): whose shares to show
 *
 * Shows and follows a document; its shares are found when a person asks for them.
 */
void
gh_shares_card_set_document (GhSharesCard *card, GhDocument *document)
{
  static const char *const signals[]
      = { "edited", "planned", "lived", "front-found", "explored", "shared" };

  if (card->document != NULL)
    g_signal_handlers_disconnect_by_data (card->document, card);
  g_set_object (&card->document, document);
  card->asked = document != NULL && gh_document_get_shares (document) != NULL;
  if (document == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_swapped (document, signals[i], G_CALLBACK (show), card);
  show (card);
}
