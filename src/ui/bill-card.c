/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one strategy is billed, month by month and item by item, and how it compares with the real
 * bill of the study. Who holds the card tells it when there is something new to show. */
#include "bill-card.h"

#include "bill-check-card.h"
#include "bill-figure.h"
#include "bill-words.h"
#include "chart-card.h"
#include "label-grid.h"
#include "number-text.h"
#include "strategy-choice.h"
#include "words.h"

#define GRID_COLUMN_SPACING 18

struct _GhBillCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GhChartCard *chart;
  GtkDropDown *strategy;
  GtkLabel *total;
  GtkGrid *items;
  GhBillCheckCard *check;

  GhDocument *document; /* (nullable) */
  gboolean offering;    /* the list of strategies is being filled */
};

G_DEFINE_FINAL_TYPE (GhBillCard, gh_bill_card, GTK_TYPE_WIDGET)

static void
add_item (GhBillCard *card, int row, const char *name, const char *quantity, double amount,
          const char *css_class)
{
  g_autofree char *money = gh_money_format (amount, gh_document_get_currency (card->document), 2);

  gh_label_grid_add (card->items, 0, row, name, css_class);
  gh_label_grid_add (card->items, 1, row, quantity, css_class);
  gh_label_grid_add (card->items, 2, row, money, css_class);
}

/* The items over all months. */
static void
fill_items (GhBillCard *card, const GhBill *bill)
{
  guint months = bill->months->len;

  gh_label_grid_clear (card->items);
  for (guint i = 0; i < bill->items->len; i++)
    {
      const GhBillItem *item = g_ptr_array_index (bill->items, i);
      g_autofree char *quantity = gh_bill_format_quantity (item, months);
      add_item (card, (int) i, item->title, quantity, gh_bill_item_add_up (item, months), NULL);
    }
  add_item (card, (int) bill->items->len, _ ("Total"), "", bill->total, "heading");
}

/* The card has a choice of its own: a real bill is that of one way of charging, whatever the other
 * pages look at. */
static void
offer_strategies (GhBillCard *card, const GhResults *results)
{
  card->offering = TRUE;
  gh_strategy_choice_offer (card->strategy, GH_STRATEGY_UNMANAGED,
                            gh_results_count_strategies (results));
  card->offering = FALSE;
}

/**
 * gh_bill_card_show:
 * @card: a card with a document
 *
 * Shows the bill of the study as it is, or the last one there was, dimmed, until it is made up.
 */
void
gh_bill_card_show (GhBillCard *card)
{
  GhResults *results = gh_document_get_results (card->document);

  if (results != NULL)
    offer_strategies (card, results);
  GhStrategy strategy = gh_strategy_choice_get (card->strategy, GH_STRATEGY_UNMANAGED);
  const GhBill *bill = results != NULL ? gh_results_get_bill (results, strategy) : NULL;
  gboolean current = gh_document_is_current (card->document) && bill != NULL;

  if (results == NULL || bill != NULL)
    gtk_widget_set_visible (card->box, bill != NULL);
  gh_chart_view_set_dimmed (gh_chart_card_get_chart (card->chart), !current);
  gtk_widget_set_opacity (GTK_WIDGET (card->items), current ? 1.0 : 0.5);
  gh_bill_check_card_set_dimmed (card->check, !current);
  if (!current)
    return;
  g_autofree char *total = gh_bill_format_total (results, strategy);
  gh_chart_view_take_figure (gh_chart_card_get_chart (card->chart),
                             gh_bill_figure_new (bill, gh_document_get_currency (card->document)));
  gtk_label_set_label (card->total, total);
  fill_items (card, bill);
  gh_bill_check_card_show (card->check, card->document, strategy);
}

static void
strategy_chosen_cb (GhBillCard *card)
{
  if (card->document != NULL && !card->offering)
    gh_bill_card_show (card);
}

static void
gh_bill_card_dispose (GObject *object)
{
  GhBillCard *card = GH_BILL_CARD (object);

  g_clear_object (&card->document);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_BILL_CARD);
  G_OBJECT_CLASS (gh_bill_card_parent_class)->dispose (object);
}

static void
gh_bill_card_class_init (GhBillCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_bill_card_dispose;
  g_type_ensure (GH_TYPE_BILL_CHECK_CARD);
  g_type_ensure (GH_TYPE_CHART_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/bill-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBillCard, box);
  gtk_widget_class_bind_template_child (widget_class, GhBillCard, chart);
  gtk_widget_class_bind_template_child (widget_class, GhBillCard, strategy);
  gtk_widget_class_bind_template_child (widget_class, GhBillCard, total);
  gtk_widget_class_bind_template_child (widget_class, GhBillCard, items);
  gtk_widget_class_bind_template_child (widget_class, GhBillCard, check);
  gtk_widget_class_bind_template_callback (widget_class, strategy_chosen_cb);
}

static void
gh_bill_card_init (GhBillCard *card)
{
  gtk_widget_init_template (GTK_WIDGET (card));
  gh_chart_card_add_control (card->chart, GTK_WIDGET (card->strategy));
  gtk_grid_set_column_spacing (card->items, GRID_COLUMN_SPACING);
}

/**
 * gh_bill_card_set_document:
 * @card: a card
 * @document: (nullable): whose bill to show
 *
 * Shows nothing until gh_bill_card_show().
 */
void
gh_bill_card_set_document (GhBillCard *card, GhDocument *document)
{
  g_set_object (&card->document, document);
  if (card->box == NULL)
    return;
  gtk_widget_set_visible (card->box, FALSE);
  gh_chart_view_take_figure (gh_chart_card_get_chart (card->chart), NULL);
  gh_label_grid_clear (card->items);
}

/**
 * gh_bill_card_show_check:
 * @card: a card
 *
 * Scrolls to the comparison with the real bill.
 */
void
gh_bill_card_show_check (GhBillCard *card)
{
  gtk_widget_grab_focus (GTK_WIDGET (card->check));
}
