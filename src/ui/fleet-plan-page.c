/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fleet does at one of its sites in one of its periods: charts on one time axis, what they
 * read at the cursor, what the visible part comes to, and every vehicle. */
#include "fleet-plan-page.h"

#include "chart-card.h"
#include "chart-menu.h"
#include "chart-view.h"
#include "document-fleet.h"
#include "fleet-figure.h"
#include "fleet-part-lists.h"
#include "fleet-vehicle-list.h"
#include "fleet-words.h"
#include "nothing-page.h"
#include "number-text.h"
#include "tabular.h"
#include "time-scale.h"
#include "words.h"

#define DAY_SECONDS 86400.0
/* Where the cursor is at first: in the evening of the first day, when vehicles charge. */
#define FIRST_CURSOR 0.85

/* @results: (nullable): that are shown
 * @updating: while lists follow the document rather than the other way */
struct _GhFleetPlanPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  GtkWidget *tools;
  GtkDropDown *use;
  GtkDropDown *site;
  GtkDropDown *period;
  GtkWidget *status;
  GtkLabel *gap;
  GtkWidget *again;
  GtkWidget *cause;
  GtkWidget *content;
  GhChartView *chart;
  GtkLabel *moment;
  GtkLabel *readings;
  GtkLabel *range;
  GtkLabel *sums;
  GtkLabel *served;
  GhFleetVehicleList *vehicles;
  GtkLabel *reason;
  GhChartCard *vehicle;

  GhDocument *document;
  GhFleetResults *results;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (GhFleetPlanPage, gh_fleet_plan_page, GTK_TYPE_WIDGET)

/* Where lists are of another study there is the first. */
static guint
get_site (GhFleetPlanPage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->site);

  return chosen < gh_fleet_results_get_study (page->results)->sites->len ? chosen : 0;
}

static guint
get_period (GhFleetPlanPage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->period);

  return chosen < gh_fleet_count_periods (gh_fleet_results_get_study (page->results)) ? chosen : 0;
}

static const GhFleetSitePlan *
get_plan (GhFleetPlanPage *page)
{
  return page->results != NULL
             ? gh_fleet_results_get_plan (page->results, get_site (page), get_period (page))
             : NULL;
}

static void
show_cursor (GhFleetPlanPage *page)
{
  g_autofree char *readings = gh_chart_view_format_readings (page->chart);
  g_autofree char *moment = gh_figure_format_cursor (gh_chart_view_get_figure (page->chart));

  gtk_label_set_label (page->moment, moment != NULL ? moment : _ ("Point at the chart to read it"));
  gtk_label_set_markup (page->readings, readings);
}

static void
show_sums (GhFleetPlanPage *page)
{
  const GhFleetSitePlan *plan = get_plan (page);
  const char *currency = gh_fleet_results_get_study (page->results)->currency;
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  GhFleetRange sums;
  double from, to;
  gsize first, last;

  gh_figure_get_view (figure, &from, &to);
  gh_figure_get_visible_steps (figure, &first, &last);
  gh_fleet_site_plan_sum (plan, first, last, &sums);
  g_autofree char *range
      = gh_time_scale_format_range (from, to, gh_time_axis_get_zone (plan->axis));
  g_autofree char *cost = gh_money_format (sums.cost, currency, 2);
  g_autofree char *imported = gh_number_format (sums.import_kwh, 0);
  g_autofree char *exported = gh_number_format (sums.export_kwh, 0);
  g_autofree char *charged = gh_number_format (sums.charged_kwh, 0);
  g_autofree char *discharged = gh_number_format (sums.discharged_kwh, 0);
  g_autofree char *text
      = g_strdup_printf (_ ("Energy %s, demand charges not counted · import %s kWh · export %s kWh "
                            "· charged %s kWh · given %s kWh"),
                         cost, imported, exported, charged, discharged);
  gtk_label_set_label (page->range, range);
  gtk_label_set_label (page->sums, text);
}

static void
view_changed_cb (GhFleetPlanPage *page)
{
  if (get_plan (page) == NULL || gh_chart_view_get_figure (page->chart) == NULL)
    return;
  show_sums (page);
  show_cursor (page);
}

static void
cursor_moved_cb (GhFleetPlanPage *page)
{
  if (get_plan (page) != NULL && gh_chart_view_get_figure (page->chart) != NULL)
    show_cursor (page);
}

/* The picked vehicle's own charts; of one that charges on arrival there are none. */
static void
show_vehicle (GhFleetPlanPage *page)
{
  guint chosen = gh_fleet_vehicle_list_get_chosen (page->vehicles);
  const GhFleetVehicle *vehicle
      = chosen != G_MAXUINT ? &g_array_index (get_plan (page)->vehicles, GhFleetVehicle, chosen)
                            : NULL;
  gboolean is_charted = vehicle != NULL && vehicle->is_managed;

  gtk_widget_set_visible (GTK_WIDGET (page->vehicle), is_charted);
  gtk_widget_set_visible (GTK_WIDGET (page->reason), vehicle != NULL && vehicle->reason != NULL);
  if (vehicle != NULL && vehicle->reason != NULL)
    gtk_label_set_label (page->reason, vehicle->reason);
  if (!is_charted)
    return;
  g_object_set (page->vehicle, "title", vehicle->name, NULL);
  gh_chart_view_take_figure (
      gh_chart_card_get_chart (page->vehicle),
      gh_fleet_vehicle_figure_new (page->results, get_site (page), get_period (page), chosen));
}

static void
vehicle_chosen_cb (GhFleetPlanPage *page)
{
  if (get_plan (page) != NULL)
    show_vehicle (page);
}

static void
show_charts (GhFleetPlanPage *page, const GhFleetSitePlan *plan)
{
  GhFigure *figure = gh_fleet_figure_new (page->results, get_site (page), get_period (page));

  gh_figure_set_cursor (figure,
                        (double) gh_time_axis_get_start (plan->axis) + FIRST_CURSOR * DAY_SECONDS);
  gh_chart_view_take_figure (page->chart, figure);
}

/* What of the site and period there is: its plan, or why there is none. */
static void
show_part (GhFleetPlanPage *page)
{
  const GhFleetPart *part
      = gh_fleet_results_get_part (page->results, get_site (page), get_period (page));
  const GhFleetSitePlan *plan = get_plan (page);
  g_autofree char *gap
      = plan != NULL ? gh_fleet_part_tell_gap (page->results, get_site (page), get_period (page))
                     : g_strdup_printf (_ ("There is no plan: %s"), part->reason);
  g_autofree char *currents
      = gh_fleet_currents_tell (gh_fleet_results_get_currents (page->results),
                                gh_fleet_results_get_study (page->results)->currency);
  g_autofree char *told
      = currents != NULL ? g_strdup_printf ("%s %s", gap, currents) : g_strdup (gap);
  g_autofree char *served = gh_fleet_part_tell_served (part);

  gtk_label_set_label (page->gap, told);
  gtk_widget_set_visible (page->again, part->status == GH_PLAN_TIME_LIMIT);
  gtk_widget_set_visible (page->cause, part->status == GH_PLAN_INFEASIBLE);
  gtk_widget_set_visible (page->content, plan != NULL);
  if (plan == NULL)
    {
      gh_chart_view_take_figure (page->chart, NULL);
      gh_fleet_vehicle_list_show (page->vehicles, NULL, 0, 0);
      return;
    }
  gtk_label_set_label (page->served, served);
  show_charts (page, plan);
  gh_fleet_vehicle_list_show (page->vehicles, page->results, get_site (page), get_period (page));
  show_vehicle (page);
  view_changed_cb (page);
}

static void
list_parts (GhFleetPlanPage *page)
{
  page->updating = TRUE;
  gh_fleet_part_lists_fill (page->site, page->period, gh_fleet_results_get_study (page->results));
  page->updating = FALSE;
}

static void
dim (GhFleetPlanPage *page)
{
  gboolean old = page->results != NULL && !gh_document_is_current (page->document);

  gh_chart_view_set_dimmed (page->chart, old);
  gh_chart_view_set_dimmed (gh_chart_card_get_chart (page->vehicle), old);
  gtk_widget_set_opacity (page->status, old ? 0.6 : 1.0);
}

/* Without any picture there is the reason instead. */
static void
show_nothing (GhFleetPlanPage *page)
{
  const char *problem = page->results == NULL ? gh_document_get_problem (page->document) : NULL;

  gh_nothing_page_show (page->nothing, page->document, problem);
  gtk_widget_set_visible (page->tools, problem == NULL);
  gtk_widget_set_visible (page->status, problem == NULL);
  gtk_widget_set_visible (page->content, page->results != NULL);
}

/* A page that is not seen costs nothing; it is shown again when it is. */
static void
show (GhFleetPlanPage *page)
{
  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  GhFleetResults *results = gh_document_get_fleet (page->document);
  gboolean is_new = results != page->results;
  page->updating = TRUE;
  gtk_drop_down_set_selected (page->use, gh_document_get_use (page->document));
  page->updating = FALSE;
  if (results != NULL && is_new)
    {
      gh_fleet_results_ref (results);
      g_clear_pointer (&page->results, gh_fleet_results_unref);
      page->results = results;
      list_parts (page);
    }
  show_nothing (page);
  if (page->results != NULL && is_new)
    show_part (page);
  else if (page->results != NULL)
    gtk_widget_set_visible (page->content, get_plan (page) != NULL);
  dim (page);
}

static void
use_chosen_cb (GhFleetPlanPage *page)
{
  if (!page->updating && page->document != NULL)
    gh_document_choose_use (page->document, gtk_drop_down_get_selected (page->use));
}

static void
part_chosen_cb (GhFleetPlanPage *page)
{
  if (!page->updating && page->results != NULL)
    show_part (page);
}

static void
again_cb (GhFleetPlanPage *page)
{
  gh_document_plan_again (page->document);
}

/* Vehicles that do not get what they need are told of; without any plan it is the connection that
 * is too weak, even for the building alone. */
static void
cause_cb (GhFleetPlanPage *page)
{
  g_autofree char *path
      = g_strdup_printf ("$.sites[%u].connection.import_limit_kw", get_site (page));

  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-path", "s", path);
}

/* The day of the cursor, or the first that is seen. */
static void
day_cb (GhFleetPlanPage *page)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  GhCivilTime civil;
  double from, to;

  if (figure == NULL)
    return;
  GTimeZone *zone = gh_time_axis_get_zone (get_plan (page)->axis);
  gh_figure_get_view (figure, &from, &to);
  double cursor = gh_figure_get_cursor (figure);
  gh_civil_time_at (zone, (gint64) (cursor >= from && cursor <= to ? cursor : from), &civil);
  double begin = (double) gh_civil_time_to_unix (zone, civil.date, 0);
  gh_chart_view_set_range (page->chart, begin, begin + DAY_SECONDS);
}

static void
whole_cb (GhFleetPlanPage *page)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  double from, to;

  if (figure == NULL)
    return;
  gh_figure_get_whole (figure, &from, &to);
  gh_chart_view_set_range (page->chart, from, to);
}

static void
gh_fleet_plan_page_dispose (GObject *object)
{
  gh_fleet_plan_page_set_document (GH_FLEET_PLAN_PAGE (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FLEET_PLAN_PAGE);
  G_OBJECT_CLASS (gh_fleet_plan_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, tools);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, use);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, site);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, period);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, status);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, gap);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, again);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, cause);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, content);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, chart);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, moment);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, readings);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, range);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, sums);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, served);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, vehicles);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, reason);
  gtk_widget_class_bind_template_child (widget_class, GhFleetPlanPage, vehicle);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, vehicle_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, cause_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);
}

static void
gh_fleet_plan_page_class_init (GhFleetPlanPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_fleet_plan_page_dispose;
  g_type_ensure (GH_TYPE_CHART_CARD);
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_CHART_VIEW);
  g_type_ensure (GH_TYPE_FLEET_VEHICLE_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/fleet-plan-page.ui");
  bind_children (widget_class);
}

/* Tab goes to what is in the row of tools, not to the boxes around it as well. */
static void
skip_boxes (GtkFlowBox *tools)
{
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (tools, i)) != NULL; i++)
    gtk_widget_set_focusable (GTK_WIDGET (child), FALSE);
}

static void
gh_fleet_plan_page_init (GhFleetPlanPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  skip_boxes (GTK_FLOW_BOX (page->tools));
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  g_signal_connect_swapped (page->use, "notify::selected", G_CALLBACK (use_chosen_cb), page);
  g_signal_connect_swapped (page->site, "notify::selected", G_CALLBACK (part_chosen_cb), page);
  g_signal_connect_swapped (page->period, "notify::selected", G_CALLBACK (part_chosen_cb), page);
  gh_chart_view_set_name (page->chart, _ ("Plan"));
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page->chart));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhFleetPlanPage *page)
{
  gh_chart_view_take_figure (page->chart, NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->vehicle), NULL);
  gh_fleet_vehicle_list_show (page->vehicles, NULL, 0, 0);
  gtk_label_set_label (page->gap, _ ("Planning…"));
  gtk_widget_set_visible (page->again, FALSE);
  gtk_widget_set_visible (page->cause, FALSE);
  gtk_widget_set_visible (page->content, FALSE);
}

/**
 * gh_fleet_plan_page_set_document:
 * @page: the page
 * @document: (nullable): of a fleet
 *
 * Shows the plan of a document and follows it.
 */
void
gh_fleet_plan_page_set_document (GhFleetPlanPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_pointer (&page->results, gh_fleet_results_unref);
  if (page->chart != NULL)
    clear (page);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (dim), page);
  show (page);
}

/**
 * gh_fleet_plan_page_make_title:
 * @page: a page with a document
 *
 * Returns: (transfer full): what its charts show: study, use, site and visible period
 */
char *
gh_fleet_plan_page_make_title (GhFleetPlanPage *page)
{
  const GhFleetSitePlan *plan = get_plan (page);
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  const char *name = gh_document_get_name (page->document);
  double from, to;

  if (figure == NULL || plan == NULL)
    return g_strdup (name);
  gh_figure_get_view (figure, &from, &to);
  g_autofree char *range
      = gh_time_scale_format_range (from, to, gh_time_axis_get_zone (plan->axis));
  return g_strdup_printf (
      "%s, %s, %s, %s", name,
      gh_fleet_site_get_name (gh_fleet_results_get_study (page->results), get_site (page)),
      gh_fleet_use_get_title (gh_fleet_results_get_use (page->results)), range);
}

/**
 * gh_fleet_plan_page_export:
 * @page: a page with a document
 * @path: of a PNG, SVG or PDF file
 * @error: set when it cannot be written
 *
 * Saves its charts.
 *
 * Returns: whether it was written
 */
gboolean
gh_fleet_plan_page_export (GhFleetPlanPage *page, const char *path, GError **error)
{
  g_autofree char *title = gh_fleet_plan_page_make_title (page);

  return gh_chart_view_export (page->chart, title, path, error);
}
