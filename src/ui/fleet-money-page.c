/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of using a fleet are worth: the answer, all of them side by side, what managed
 * charging saves of the connection, who gains and who loses, and the inputs that move it. */
#include "fleet-money-page.h"

#include "attribute-row.h"
#include "chart-card.h"
#include "chart-menu.h"
#include "columns.h"
#include "data-grid.h"
#include "document-fleet.h"
#include "fleet-figure.h"
#include "gradual.h"
#include "money-figure.h"
#include "nothing-page.h"
#include "platform-dialogs.h"
#include "slices.h"
#include "tabular.h"
#include "waterfall-view.h"
#include "words.h"

/* @use: whose groups and cash flows are shown
 * @worth: (nullable): that is shown
 * @group: (nullable): the inputs
 * @sites: (nullable): the names of the sites that they are of */
struct _GhFleetMoneyPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  GtkLabel *waiting;
  GtkWidget *again;
  GtkLabel *failure;
  GtkWidget *content;
  GtkLabel *answer;
  GtkLabel *sentences;
  GhDataGrid *table;
  GtkLabel *marks;
  GhDataGrid *connections;
  GtkDropDown *use;
  GhChartCard *gains;
  GhDataGrid *groups;
  GtkLabel *fairness;
  GhChartCard *flow;
  GhWaterfallView *terms;
  GtkBox *inputs;

  GhDocument *document;
  GhFleetWorth *worth;
  GtkWidget *group;
  GStrv sites;
  guint inputs_added;
  guint filling;
};

G_DEFINE_FINAL_TYPE (GhFleetMoneyPage, gh_fleet_money_page, GTK_TYPE_WIDGET)

static const GhFleetMoney *
get_money (GhFleetMoneyPage *page)
{
  return gh_fleet_worth_get_money (page->worth);
}

static gboolean
has_numbers (GhFleetMoneyPage *page)
{
  return page->worth != NULL && get_money (page)->has_numbers;
}

/* What is left of a group's bill is told once, since it is not plain. */
static const char *
tell_fairness (const GhFleetMoney *money)
{
  return money->bears_wear
             ? _ ("A group's cost is its energy, a part of the demand charges by its power at the "
                  "peak, wear and the aggregator; equipment is that of the whole fleet.")
             : _ ("A group's cost is its energy, a part of the demand charges by its power at the "
                  "peak and the aggregator; equipment is that of the whole fleet, wear the "
                  "lessor's.");
}

/* Vehicles that discharge are bought instead of smart charging, the others instead of charging on
 * arrival. */
static void
show_flow (GhFleetMoneyPage *page, guint use)
{
  const GhFleetMoney *money = get_money (page);
  gboolean discharges = use == GH_STRATEGY_V2H || use == GH_STRATEGY_V2G;
  const GhCashFlow *flow
      = discharges ? money->results[use].against_smart : money->results[use].against_unmanaged;
  const char *currency = money->study->currency;
  gboolean is_shown = use != GH_STRATEGY_UNMANAGED;
  GhMoneyTerms terms;

  gtk_widget_set_visible (GTK_WIDGET (page->flow), is_shown);
  gtk_widget_set_visible (GTK_WIDGET (page->terms), is_shown);
  gtk_widget_set_visible (gtk_widget_get_prev_sibling (GTK_WIDGET (page->terms)), is_shown);
  if (!is_shown)
    return;
  g_object_set (page->flow, "title",
                discharges ? _ ("Cash flows against smart charging")
                           : _ ("Cash flows against charging on arrival"),
                NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->flow),
                             gh_money_figure_new (flow, currency));
  gh_money_find_terms (flow, &terms);
  gh_waterfall_view_clear (page->terms, currency);
  for (guint i = 0; i < terms.count; i++)
    gh_waterfall_view_add (page->terms, terms.terms[i].name, terms.terms[i].value,
                           terms.terms[i].is_sum);
}

static void
show_use (GhFleetMoneyPage *page)
{
  guint use = gtk_drop_down_get_selected (page->use);
  gboolean has_groups = get_money (page)->uses[use].groups->count > 0;

  gtk_widget_set_visible (GTK_WIDGET (page->gains), has_groups);
  gtk_widget_set_visible (GTK_WIDGET (page->fairness), has_groups);
  gh_data_grid_take_table (page->groups,
                           has_groups ? gh_fleet_worth_make_groups (page->worth, use) : NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->gains),
                             has_groups ? gh_fleet_gains_figure_new (page->worth, use) : NULL);
  show_flow (page, use);
}

/* What is best stands first: managing alone where nothing is gained by discharging. */
static void
show_sentences (GhFleetMoneyPage *page)
{
  const GhFleetMoney *money = get_money (page);
  g_autofree char *managed = gh_fleet_worth_tell_managed (page->worth);
  gboolean is_smart = gh_fleet_money_find_best (money) == GH_STRATEGY_SMART;
  const char *first = is_smart ? managed : money->answer;
  const char *second = is_smart ? money->answer : managed;
  const char *const all[]
      = { second, money->accuracy, money->upgrade, money->gains, money->aggregator, money->money };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", all[i]);
  gtk_label_set_label (page->answer, first);
  gtk_label_set_label (page->sentences, text->str);
  gtk_widget_set_visible (GTK_WIDGET (page->sentences), text->len > 0);
}

/* Connections are told where any has a limit. */
static gboolean
has_limits (const GhFleetMoney *money)
{
  for (guint s = 0; s < money->study->sites->len; s++)
    if (money->upgrades[s].limit_kw < G_MAXDOUBLE)
      return TRUE;
  return FALSE;
}

static void
show_worth (GhFleetMoneyPage *page)
{
  const char *marks = gh_fleet_worth_tell_marks (page->worth);

  show_sentences (page);
  gh_data_grid_take_table (page->table, gh_fleet_worth_make_uses (page->worth));
  gtk_label_set_label (page->marks, marks != NULL ? marks : "");
  gtk_widget_set_visible (GTK_WIDGET (page->marks), marks != NULL);
  gh_data_grid_take_table (page->connections, has_limits (get_money (page))
                                                  ? gh_fleet_worth_make_connections (page->worth)
                                                  : NULL);
  gtk_label_set_label (page->fairness, tell_fairness (get_money (page)));
  show_use (page);
}

/* Old numbers look old until the new ones are there. */
static void
dim (GhFleetMoneyPage *page)
{
  gboolean old = page->worth != NULL && !gh_document_is_worth_current (page->document);

  gh_chart_view_set_dimmed (gh_chart_card_get_chart (page->gains), old);
  gh_chart_view_set_dimmed (gh_chart_card_get_chart (page->flow), old);
  gh_waterfall_view_set_dimmed (page->terms, old);
  gtk_widget_set_opacity (page->content, old ? 0.6 : 1.0);
}

/* Without any numbers there is the reason instead. */
static void
show_nothing (GhFleetMoneyPage *page)
{
  const char *failure = gh_document_get_worth_failure (page->document);
  guint site;
  g_autofree char *reason = page->worth != NULL
                                ? gh_fleet_worth_explain_missing (page->worth)
                                : g_strdup (gh_document_get_problem (page->document));

  gh_nothing_page_show (page->nothing, page->document, reason);
  if (page->worth != NULL && gh_fleet_worth_find_infeasible (page->worth, &site))
    gh_nothing_page_lead_to_connection (page->nothing, site);
  gtk_widget_set_visible (page->content, has_numbers (page));
  gtk_label_set_label (page->failure, failure != NULL ? failure : "");
  gtk_widget_set_visible (page->again, failure != NULL);
  gtk_label_set_label (page->waiting, _ ("Planning every way of using the fleet…"));
  gtk_widget_set_visible (GTK_WIDGET (page->waiting),
                          page->worth == NULL && reason == NULL && failure == NULL);
}

/* A page that is not seen costs nothing; while it is seen, the money is counted. */
static void
show (GhFleetMoneyPage *page)
{
  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  gh_document_find_worth (page->document);
  GhFleetWorth *worth = gh_document_get_worth (page->document);
  gboolean is_new = worth != NULL && worth != page->worth;
  if (is_new)
    {
      gh_fleet_worth_ref (worth);
      g_clear_pointer (&page->worth, gh_fleet_worth_unref);
      page->worth = worth;
    }
  if (is_new && has_numbers (page))
    show_worth (page);
  show_nothing (page);
  dim (page);
}

static void
use_chosen_cb (GhFleetMoneyPage *page)
{
  if (has_numbers (page))
    show_use (page);
}

static void
again_cb (GhFleetMoneyPage *page)
{
  gh_document_retry_worth (page->document);
  show (page);
}

static void
folder_chosen (const char *path, gpointer data)
{
  g_autoptr (GhFleetMoneyPage) page = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && page->document != NULL
      && !gh_document_export_worth (page->document, path, &error))
    gh_dialog_show_error (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                          _ ("The table cannot be saved"), error->message);
}

static void
save_cb (GhFleetMoneyPage *page)
{
  gh_dialog_choose_folder (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                           _ ("Choose a Folder for the Table"), folder_chosen, g_object_ref (page));
}

#define UPGRADE ".connection.upgrade_per_kw"

static const char *const input_paths[] = {
  "$.finance.capex.smart",    "$.finance.capex.v2h",
  "$.finance.capex.v2g",      "$.finance.capex_source",
  "$.finance.lifetime_years", "$.finance.discount_rate",
  "$.finance.price_growth",   "$.finance.maintenance_per_year",
  "$.fleet.aggregator_share", "$.fleet.fee_per_vehicle_month",
};

/* The price of a stronger connection is one of each site. */
static void
add_upgrade (GhFleetMoneyPage *page, guint site)
{
  const GPtrArray *sites = gh_document_get_study (page->document)->sites;
  const char *name = ((const GhFleetSite *) g_ptr_array_index (sites, site))->name;
  g_autofree char *path = g_strdup_printf ("$.sites[%u]" UPGRADE, site);
  GtkWidget *row = gh_attribute_row_new (page->document, path);

  if (sites->len > 1)
    gh_attribute_row_set_owner (GH_ATTRIBUTE_ROW (row), name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group), row);
}

static gboolean
add_input (gpointer data)
{
  GhFleetMoneyPage *page = data;
  guint index = page->inputs_added++;

  if (index < G_N_ELEMENTS (input_paths))
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group),
                               gh_attribute_row_new (page->document, input_paths[index]));
  else
    add_upgrade (page, index - G_N_ELEMENTS (input_paths));
  gh_gradual_measure (GTK_SCROLLED_WINDOW (page->scrolled));
  if (page->inputs_added < G_N_ELEMENTS (input_paths) + g_strv_length (page->sites))
    return TRUE;
  page->filling = 0;
  return FALSE;
}

/* The names of the sites of the study, which inputs are called by. */
static GStrv
list_sites (GhFleetMoneyPage *page)
{
  const GPtrArray *sites = gh_document_get_study (page->document)->sites;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint s = 0; sites != NULL && s < sites->len; s++)
    g_strv_builder_add (names, ((const GhFleetSite *) g_ptr_array_index (sites, s))->name);
  return g_strv_builder_end (names);
}

static void
clear_inputs (GhFleetMoneyPage *page)
{
  g_clear_handle_id (&page->filling, gh_slices_remove);
  if (page->group != NULL)
    gh_gradual_remove (page->group);
  page->group = NULL;
  g_clear_pointer (&page->sites, g_strfreev);
}

/* A group of the study's own, whose rows come while the main loop has time. */
static void
fill_inputs (GhFleetMoneyPage *page)
{
  page->sites = list_sites (page);
  page->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (page->group), _ ("What moves it"));
  gtk_box_append (page->inputs, page->group);
  page->inputs_added = 0;
  page->filling = gh_slices_add (add_input, page);
}

/* An edit of money alone is followed by no plan; one of sites by other rows. */
static void
edited_cb (GhFleetMoneyPage *page)
{
  g_auto (GStrv) sites = list_sites (page);

  if (!g_strv_equal ((const char *const *) sites, (const char *const *) page->sites))
    {
      clear_inputs (page);
      fill_inputs (page);
    }
  show (page);
}

static void
gh_fleet_money_page_dispose (GObject *object)
{
  gh_fleet_money_page_set_document (GH_FLEET_MONEY_PAGE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FLEET_MONEY_PAGE);
  G_OBJECT_CLASS (gh_fleet_money_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, again);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, failure);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, content);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, answer);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, sentences);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, table);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, marks);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, connections);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, use);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, gains);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, groups);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, fairness);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, flow);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, terms);
  gtk_widget_class_bind_template_child (widget_class, GhFleetMoneyPage, inputs);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
gh_fleet_money_page_class_init (GhFleetMoneyPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_fleet_money_page_dispose;
  g_type_ensure (GH_TYPE_CHART_CARD);
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_COLUMNS);
  g_type_ensure (GH_TYPE_DATA_GRID);
  g_type_ensure (GH_TYPE_WATERFALL_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/fleet-money-page.ui");
  bind_children (widget_class);
}

static void
gh_fleet_money_page_init (GhFleetMoneyPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_drop_down_set_selected (page->use, GH_STRATEGY_SMART);
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  g_signal_connect_swapped (page->use, "notify::selected", G_CALLBACK (use_chosen_cb), page);
  gh_waterfall_view_set_name (page->terms, _ ("What the net present value is made of"));
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page->table));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhFleetMoneyPage *page)
{
  gh_data_grid_take_table (page->table, NULL);
  gh_data_grid_take_table (page->connections, NULL);
  gh_data_grid_take_table (page->groups, NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->gains), NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->flow), NULL);
  gh_waterfall_view_clear (page->terms, NULL);
  gtk_widget_set_visible (page->content, FALSE);
  gtk_widget_set_visible (page->again, FALSE);
  clear_inputs (page);
}

/**
 * gh_fleet_money_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows what the fleet of a document is worth and follows it.
 */
void
gh_fleet_money_page_set_document (GhFleetMoneyPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_pointer (&page->worth, gh_fleet_worth_unref);
  if (page->table != NULL)
    clear (page);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "valued", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (edited_cb), page);
  fill_inputs (page);
  show (page);
}
