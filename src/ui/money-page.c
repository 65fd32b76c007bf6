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
#include "nothing-page.h"
#include "number-text.h"
#include "settings.h"
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
 * @again: where living through the years failed */
struct _GhMoneyPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  GtkWidget *results;
  GtkDropDown *strategy;
  GtkLabel *verdict;
  GtkWidget *basis_box;
  GtkDropDown *basis;
  GtkLabel *wear;
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
};

G_DEFINE_FINAL_TYPE (GhMoneyPage, gh_money_page, GTK_TYPE_WIDGET)

/* What can be bought: V2H and V2G, in the order of the list. */
static GhStrategy
get_strategy (GhMoneyPage *page)
{
  return GH_STRATEGY_V2H + gtk_drop_down_get_selected (page->strategy);
}

static gboolean
wants_life (GhMoneyPage *page)
{
  return gh_battery_life_is_possible (gh_document_get_study (page->document))
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

static GhSeries *
take_years (const GArray *years, double (*get) (const GhCashFlowRow *))
{
  double *values = g_new (double, years->len);

  for (guint i = 0; i < years->len; i++)
    values[i] = get (&g_array_index (years, GhCashFlowRow, i));
  return gh_series_new_take (values, years->len);
}

static double
get_revenue (const GhCashFlowRow *row)
{
  return row->revenue + row->salvage;
}

static double
get_cost (const GhCashFlowRow *row)
{
  return -row->cost;
}

static double
get_wear (const GhCashFlowRow *row)
{
  return -row->degradation;
}

static double
get_served (const GhCashFlowRow *row)
{
  return row->served;
}

/* Only who values lost load has the line. */
static gboolean
has_served (const GhCashFlow *flow)
{
  return fabs (g_array_index (flow->years, GhCashFlowRow, flow->years->len - 1).served) > 0.0;
}

static double
get_discounted (const GhCashFlowRow *row)
{
  return row->discounted;
}

static GhSeries *
take_sum (const GArray *years)
{
  double *values = g_new (double, years->len), sum = 0.0;

  for (guint i = 0; i < years->len; i++)
    values[i] = sum += g_array_index (years, GhCashFlowRow, i).discounted;
  return gh_series_new_take (values, years->len);
}

static void
add_bars (GhFigure *figure, guint panel, const char *name, GhColourRole role, GhSeries *series)
{
  gh_figure_add_layer (
      figure, panel,
      &(GhLayerOptions){
          .kind = GH_LAYER_BARS, .role = role, .name = name, .series = series, .stacked = TRUE });
  gh_series_unref (series);
}

static GhFigure *
new_figure (const GhCashFlow *flow, const char *currency)
{
  GhFigure *figure = gh_figure_new_years (0, flow->years->len);
  GhPanelOptions options = { .title = _ ("Cash flow a year"),
                             .unit = gh_currency_symbol (currency),
                             .has_zero = TRUE,
                             .minimum = NAN,
                             .maximum = NAN };
  guint panel = gh_figure_add_panel (figure, &options);
  g_autoptr (GhSeries) sum = take_sum (flow->years);

  add_bars (figure, panel, _ ("Earned"), GH_COLOUR_GAIN, take_years (flow->years, get_revenue));
  add_bars (figure, panel, _ ("Paid"), GH_COLOUR_LOSS, take_years (flow->years, get_cost));
  add_bars (figure, panel, _ ("Battery wear"), GH_COLOUR_WEAR, take_years (flow->years, get_wear));
  if (has_served (flow))
    add_bars (figure, panel, _ ("Outages survived"), GH_COLOUR_VALUE,
              take_years (flow->years, get_served));
  options.title = _ ("Discounted");
  panel = gh_figure_add_panel (figure, &options);
  add_bars (figure, panel, _ ("Discounted flow"), GH_COLOUR_NET,
            take_years (flow->years, get_discounted));
  gh_figure_add_layer (figure, panel,
                       &(GhLayerOptions){ .kind = GH_LAYER_LINE,
                                          .role = GH_COLOUR_CAR,
                                          .name = _ ("Net present value so far"),
                                          .series = sum });
  gh_figure_set_cursor (figure, 1.0);
  if (isfinite (flow->discounted_payback_years))
    gh_figure_add_mark (figure, flow->discounted_payback_years, _ ("paid back with interest"));
  return figure;
}

/* Present values of each kind of flow; their sum is the net present value. */
static void
set_terms (GhMoneyPage *page, const GhCashFlow *flow, double rate, const char *currency)
{
  double earned = 0.0, paid = 0.0, wear = 0.0, salvage = 0.0, invested = 0.0, served = 0.0;

  for (guint i = 0; i < flow->years->len; i++)
    {
      const GhCashFlowRow *row = &g_array_index (flow->years, GhCashFlowRow, i);
      double factor = pow (1.0 + rate, -row->year);
      earned += factor * row->revenue;
      salvage += factor * row->salvage;
      served += factor * row->served;
      wear -= factor * row->degradation;
      if (row->year == 0)
        invested -= row->cost;
      else
        paid -= factor * row->cost;
    }
  gh_waterfall_view_clear (page->terms, currency);
  gh_waterfall_view_add (page->terms, _ ("Import avoided and export earned"), earned, FALSE);
  gh_waterfall_view_add (page->terms, _ ("More charging and upkeep"), paid, FALSE);
  gh_waterfall_view_add (page->terms, _ ("Battery wear"), wear, FALSE);
  gh_waterfall_view_add (page->terms, _ ("Value at the end"), salvage, FALSE);
  if (has_served (flow))
    gh_waterfall_view_add (page->terms, _ ("Outages survived"), served, FALSE);
  gh_waterfall_view_add (page->terms, _ ("Investment"), invested, FALSE);
  gh_waterfall_view_add (page->terms, _ ("Net present value"), flow->npv, TRUE);
}

static void
set_verdict (GhMoneyPage *page, const GhCashFlow *flow, const char *currency)
{
  g_autofree char *npv = gh_money_format_signed (flow->npv, currency, 0);
  g_autofree char *payback = gh_number_format (flow->payback_years, 1);
  g_autofree char *discounted = gh_number_format (flow->discounted_payback_years, 1);
  g_autofree char *rate = gh_number_format (100.0 * flow->irr, 1);
  g_autofree char *text = NULL;

  if (isfinite (flow->discounted_payback_years) && isfinite (flow->irr))
    text
        = g_strdup_printf (_ ("Net present value %s against smart charging; paid back in %s years, "
                              "with interest in %s; internal rate of return %s %%."),
                           npv, payback, discounted, rate);
  else
    text = g_strdup_printf (_ ("Net present value %s against smart charging; the investment does "
                               "not come back with interest within its life."),
                            npv);
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

static void
show_basis (GhMoneyPage *page)
{
  g_autofree char *text = describe_wear (page);

  gtk_widget_set_visible (page->basis_box,
                          gh_battery_life_is_possible (gh_document_get_study (page->document)));
  gtk_label_set_label (page->wear, text != NULL ? text : "");
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

static double
get_discount_rate (const GhResults *results)
{
  const GhFinance *finance = gh_results_get_study (results)->finance;

  return finance != NULL
             ? finance->discount_rate
             : gh_attribute_table_find (&gh_finance_table, "discount_rate", NULL)->default_number;
}

/* @results: complete results */
static void
show_flow (GhMoneyPage *page, GhResults *results, const GhCashFlow *flow)
{
  const char *currency = gh_results_get_site (results)->currency;

  gh_chart_view_take_figure (page->chart, new_figure (flow, currency));
  dim (page);
  set_terms (page, flow, get_discount_rate (results), currency);
  set_verdict (page, flow, currency);
  cursor_moved_cb (page);
}

/* A page that is not seen costs nothing; it is shown again when it is. While the life of the
 * battery is asked for, its years are lived through. */
static void
show (GhMoneyPage *page)
{
  GhStrategy strategy = get_strategy (page);

  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  if (wants_life (page))
    gh_document_live (page->document);
  GhResults *results = gh_document_get_results (page->document);
  GhBatteryLife *life = find_life (page);
  g_autofree char *reason = gh_nothing_page_find_reason (page->document);
  gh_nothing_page_show (page->nothing, page->document, reason);
  gtk_widget_set_visible (page->results, reason == NULL);
  gtk_widget_set_visible (GTK_WIDGET (page->bill), reason == NULL);
  gh_bill_card_show (page->bill);
  show_basis (page);
  if (results == NULL || !gh_results_is_complete (results))
    gtk_label_set_label (page->verdict, _ ("Planning…"));
  else if (life != NULL)
    show_flow (page, gh_battery_life_get_results (life),
               gh_battery_life_get_strategy (life, strategy)->against_smart);
  else
    show_flow (page, results, gh_results_get_strategy (results, strategy)->against_smart);
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
  "$.finance.capex.smart",
  "$.finance.capex.v2h",
  "$.finance.capex.v2g",
  "$.finance.lifetime_years",
  "$.finance.discount_rate",
  "$.finance.price_growth",
  "$.finance.export_price_growth",
  "$.finance.maintenance_per_year",
  "$.finance.salvage",
  "$.finance.solar_degradation",
  "$.resilience.value_of_lost_load_per_kwh",
  "$.resilience.outages_per_year",
  "$.resilience.outage_hours",
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

/* Of the strategies that the others have only these two are set against smart charging here. */
static void
follow_strategy (GhMoneyPage *page)
{
  int strategy = gh_settings_get_choice (GH_SETTING_STRATEGY, GH_STRATEGY_V2H);

  if (strategy == GH_STRATEGY_V2H || strategy == GH_STRATEGY_V2G)
    gtk_drop_down_set_selected (page->strategy, (guint) (strategy - GH_STRATEGY_V2H));
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
  g_type_ensure (GH_TYPE_WATERFALL_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/money-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, results);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, strategy);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, basis_box);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, basis);
  gtk_widget_class_bind_template_child (widget_class, GhMoneyPage, wear);
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
