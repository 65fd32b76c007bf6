/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one strategy costs and earns over the years, and the inputs that move it. */
#include "money-page.h"

#include <math.h>

#include "attribute-row.h"
#include "battery-words.h"
#include "bill-card.h"
#include "chart-menu.h"
#include "chart-view.h"
#include "columns.h"
#include "gradual.h"
#include "money-figure.h"
#include "nothing-page.h"
#include "number-text.h"
#include "operation-status.h"
#include "settings.h"
#include "strategy-choice.h"
#include "slices.h"
#include "waterfall-view.h"
#include "words.h"

/* How the wear of the battery is counted, in the order of the list. */
typedef enum
{
  BASIS_FIRST_YEAR,
  BASIS_LIFE
} Basis;

/* @basis_box: shown where the cells are known
 * @wear: what is said of both ways
 * @basics: what of tax, grants, inflation and a lease is counted
 * @again: where living through the years failed */
struct _GhMoneyPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  GtkWidget *results;
  GtkDropDown *strategy;
  GtkLabel *verdict;
  GhOperationStatus *status;
  GtkWidget *basis_box;
  GtkDropDown *basis;
  GtkLabel *wear;
  GtkLabel *basics;
  GtkWidget *again;
  GhChartView *chart;
  GtkLabel *reading;
  GhWaterfallView *terms;
  GtkBox *inputs;
  GhBillCard *bill;

  GhDocument *document;
  GtkWidget *group;
  guint inputs_added;
  guint filling;
  gboolean showing;
  gboolean choosing; /* the list of strategies is being filled */
};

G_DEFINE_FINAL_TYPE (GhMoneyPage, gh_money_page, GTK_TYPE_WIDGET)

/* What can be bought: V2H and V2G, and a wall battery where it has a price, in the order of the
 * list. */
static GhStrategy
get_strategy (GhMoneyPage *page)
{
  return gh_strategy_choice_get (page->strategy, GH_STRATEGY_V2H);
}

static gboolean
wants_life (GhMoneyPage *page)
{
  guint vehicle;

  return gh_document_find_vehicle (page->document, &vehicle)
         && gtk_drop_down_get_selected (page->basis) == BASIS_LIFE;
}

/* The last life there was, where it is asked for and has money; %NULL for the first year. */
static GhBatteryLife *
find_life (GhMoneyPage *page)
{
  GhBatteryLife *life = gh_document_get_life (page->document);

  return life != NULL && wants_life (page)
                 && gh_battery_life_get_strategy (life, get_strategy (page))->against_smart != NULL
             ? life
             : NULL;
}

static void
set_terms (GhMoneyPage *page, const GhCashFlow *flow, const char *currency)
{
  GhMoneyTerms terms;

  gh_money_find_terms (flow, &terms);
  gh_waterfall_view_clear (page->terms, currency);
  for (guint i = 0; i < terms.count; i++)
    gh_waterfall_view_add (page->terms, terms.terms[i].name, terms.terms[i].value,
                           terms.terms[i].is_sum);
}

static void
set_verdict (GhMoneyPage *page, const GhCashFlow *flow, const char *currency)
{
  g_autofree char *text = gh_money_format_verdict (flow, currency);

  gtk_label_set_label (page->verdict, text);
}

/* Old numbers look old until the new ones are there. */
static void
dim (GhMoneyPage *page)
{
  gboolean old = find_life (page) != NULL ? !gh_document_is_life_current (page->document)
                                          : !gh_document_is_current (page->document);

  gh_chart_view_set_dimmed (page->chart, old);
  gh_waterfall_view_set_dimmed (page->terms, old);
}

/* What there is to say of wear: both ways where the life is known, or why it is not. */
static char *
describe_wear (GhMoneyPage *page)
{
  const char *failure = gh_document_get_life_failure (page->document);

  if (gh_document_is_life_current (page->document))
    {
      GhBatteryLife *life = gh_document_get_life (page->document);
      g_autofree char *money = gh_battery_life_format_money (life, get_strategy (page));
      return money != NULL ? gh_message_to_sentence (money) : gh_battery_life_format_failure (life);
    }
  if (!wants_life (page))
    return g_strdup (_ ("Battery wear is counted as in the first year, in every year."));
  return g_strdup (failure != NULL ? failure : _ ("Living through the years of the battery…"));
}

/* What of tax, grants, inflation and a lease is in the numbers. */
static void
show_basics (GhMoneyPage *page)
{
  GhResults *results = gh_document_get_results (page->document);
  const char *money = results != NULL ? gh_results_get_comparison (results)->money : NULL;

  gtk_label_set_label (page->basics, money != NULL ? money : "");
  gtk_widget_set_visible (GTK_WIDGET (page->basics), money != NULL);
}

static void
show_basis (GhMoneyPage *page)
{
  g_autofree char *text = describe_wear (page);
  guint vehicle;

  gtk_widget_set_visible (page->basis_box, gh_document_find_vehicle (page->document, &vehicle));
  gtk_label_set_label (page->wear, text != NULL ? text : "");
  show_basics (page);
  gtk_widget_set_visible (
      page->again, wants_life (page) && gh_document_get_life_failure (page->document) != NULL);
}

/* The year the cursor is at, in numbers. */
static void
cursor_moved_cb (GhMoneyPage *page)
{
  g_autofree char *text = gh_chart_view_format_cursor (page->chart);

  gtk_label_set_markup (page->reading, text);
}

/* @results: complete results */
static void
show_flow (GhMoneyPage *page, GhResults *results, const GhCashFlow *flow)
{
  const char *currency = gh_results_get_site (results)->currency;

  gh_chart_view_take_figure (page->chart, gh_money_figure_new (flow, currency));
  dim (page);
  set_terms (page, flow, currency);
  set_verdict (page, flow, currency);
  cursor_moved_cb (page);
}

/* A page that is not seen costs nothing; it is shown again when it is. While the life of the
 * battery is asked for, its years are lived through. */
static void
show (GhMoneyPage *page)
{
  if (page->document == NULL || page->choosing || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  GhResults *results = gh_document_get_results (page->document);
  if (results != NULL)
    {
      page->choosing = TRUE;
      gh_strategy_choice_offer (page->strategy, GH_STRATEGY_V2H,
                                gh_results_count_strategies (results));
      gh_strategy_choice_follow (page->strategy, GH_STRATEGY_V2H);
      page->choosing = FALSE;
    }
  if (wants_life (page))
    gh_document_live (page->document);
  GhStrategy strategy = get_strategy (page);
  GhBatteryLife *life = find_life (page);
  g_autofree char *reason = gh_nothing_page_find_reason (page->document);
  gh_nothing_page_show (page->nothing, page->document, reason);
  gtk_widget_set_visible (page->results, reason == NULL);
  gtk_widget_set_visible (GTK_WIDGET (page->bill), reason == NULL);
  gh_bill_card_show (page->bill);
  show_basis (page);
  page->showing = TRUE;
  gboolean is_complete = results != NULL && gh_results_is_complete (results);
  gtk_widget_set_visible (GTK_WIDGET (page->status), is_complete && life == NULL);
  if (!is_complete)
    gtk_label_set_label (page->verdict, _ ("Planning…"));
  else if (life != NULL)
    show_flow (page, gh_battery_life_get_results (life),
               gh_battery_life_get_strategy (life, strategy)->against_smart);
  else
    {
      gh_operation_status_show (page->status, page->document);
      show_flow (page, results, gh_results_get_cash_flow (results, strategy));
    }
  page->showing = FALSE;
}

/* While the page is being shown it asks for the year to be run, which is told at once. */
static void
operated_cb (GhMoneyPage *page)
{
  if (!page->showing)
    show (page);
}

static void
again_cb (GhMoneyPage *page)
{
  gh_document_retry_life (page->document);
  show (page);
}

static void
edited_cb (GhMoneyPage *page)
{
  show_basis (page);
  dim (page);
  gh_bill_card_show (page->bill);
}

static void
billed_cb (GhMoneyPage *page)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (page)))
    gh_bill_card_show (page->bill);
}

static const char *const input_paths[] = {
  "$.operation.npv_from",
  "$.finance.capex.smart",
  "$.finance.capex.v2h",
  "$.finance.capex.v2g",
  "$.finance.capex.battery",
  "$.finance.capex_source",
  "$.finance.lifetime_years",
  "$.finance.grant.amount",
  "$.finance.grant.share",
  "$.finance.discount_rate",
  "$.finance.rates",
  "$.finance.inflation",
  "$.finance.price_growth",
  "$.finance.export_price_growth",
  "$.finance.maintenance_per_year",
  "$.finance.salvage",
  "$.finance.solar_degradation",
  "$.resilience.value_of_lost_load_per_kwh",
  "$.resilience.outages_per_year",
  "$.resilience.outage_hours",
  "$.resilience.outage_spread",
};

static gboolean
add_input (gpointer data)
{
  GhMoneyPage *page = data;

  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (page->group),
      gh_attribute_row_new (page->document, input_paths[page->inputs_added++]));
  gh_gradual_measure (GTK_SCROLLED_WINDOW (page->scrolled));
  if (page->inputs_added < G_N_ELEMENTS (input_paths))
    return TRUE;
  page->filling = 0;
  return FALSE;
}

/* A group of the study's own, whose rows come while the main loop has time. */
static void
fill_inputs (GhMoneyPage *page)
{
  page->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (page->group), _ ("What moves it"));
  gtk_box_append (page->inputs, page->group);
  page->inputs_added = 0;
  page->filling = gh_slices_add (add_input, page);
}

static void
gh_money_page_dispose (GObject *object)
{
  GhMoneyPage *page = GH_MONEY_PAGE (object);

  gh_money_page_set_document (page, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_MONEY_PAGE);
  G_OBJECT_CLASS (gh_money_page_parent_class)->dispose (object);
}

/* The choice is that of the other pages too. */
static void
strategy_chosen_cb (GhMoneyPage *page)
{
  gh_settings_set_choice (GH_SETTING_STRATEGY, (int) get_strategy (page));
  show (page);
}

/* Of the strategies that the others have only those that are bought are set against smart charging
 * here. */
static void
follow_strategy (GhMoneyPage *page)
{
  gh_strategy_choice_follow (page->strategy, GH_STRATEGY_V2H);
}

static void
gh_money_page_class_init (GhMoneyPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_money_page_dispose;
  g_type_ensure (GH_TYPE_BILL_CARD);
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_CHART_VIEW);
  g_type_ensure (GH_TYPE_COLUMNS);
  g_type_ensure (GH_TYPE_OPERATION_STATUS);
  g_type_ensure (GH_TYPE_WATERFALL_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/money-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, results);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, strategy);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, basis_box);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, basis);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, wear);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, basics);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, again);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, chart);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, reading);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, terms);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, inputs);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, bill);
  gtk_widget_class_bind_template_callback (widget_class, show);
  gtk_widget_class_bind_template_callback (widget_class, strategy_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
gh_money_page_init (GhMoneyPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  follow_strategy (page);
  gh_settings_follow_choice (GH_SETTING_STRATEGY, page, G_CALLBACK (follow_strategy));
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  gh_chart_view_set_name (page->chart, _ ("Cash flows"));
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page->chart));
  gh_waterfall_view_set_name (page->terms, _ ("What the net present value is made of"));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhMoneyPage *page)
{
  gh_chart_view_take_figure (page->chart, NULL);
  gtk_label_set_label (page->verdict, "");
  gtk_label_set_label (page->reading, "");
  gh_waterfall_view_clear (page->terms, NULL);
  g_clear_handle_id (&page->filling, gh_slices_remove);
  if (page->group != NULL)
    gh_gradual_remove (page->group);
  page->group = NULL;
}

/**
 * gh_money_page_set_document:
 * @page: the page
 * @document: (nullable): whose money to show
 *
 * Shows the cash flows of a document and follows it.
 */
void
gh_money_page_set_document (GhMoneyPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  if (page->chart != NULL)
    clear (page);
  g_set_object (&page->document, document);
  if (page->bill != NULL)
    gh_bill_card_set_document (page->bill, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "billed", G_CALLBACK (billed_cb), page);
  g_signal_connect_swapped (document, "operated", G_CALLBACK (operated_cb), page);
  g_signal_connect_swapped (document, "lived", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (edited_cb), page);
  fill_inputs (page);
  show (page);
}

/**
 * gh_money_page_show_check:
 * @page: the page
 *
 * Scrolls to the comparison with the real bill.
 */
void
gh_money_page_show_check (GhMoneyPage *page)
{
  gh_bill_card_show_check (page->bill);
}
