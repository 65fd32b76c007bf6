/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: a map of the year to find one's way, charts on one time axis, what they read at the
 * cursor and why the car does what it does there, and what the visible part comes to. */
#include "plan-page.h"

#include <math.h>

#include "battery-card.h"
#include "chart-menu.h"
#include "chart-style.h"
#include "chart-view.h"
#include "comparison-rows.h"
#include "name-list.h"
#include "nothing-page.h"
#include "number-text.h"
#include "plan-figure.h"
#include "settings.h"
#include "store-table.h"
#include "strategy-choice.h"
#include "study/battery-answer.h"
#include "study/explain.h"
#include "study/plan-summary.h"
#include "time-scale.h"
#include "words.h"

#define DAY_SECONDS 86400.0
/* The least of the charts, pixels, with a line of one store and with those of several. */
#define ONE_HEIGHT 330
#define SEVERAL_HEIGHT 600
/* More than any period has. */
#define WHOLE_DAYS 1e5

/* @store: of which car or wall battery the sentence is, where there are several
 * @choices: (element-type MapChoice): what the map can show
 * @updating: while lists follow the results rather than the other way
 * @shown: strategy that the charts are of */
struct _GhPlanPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  GtkWidget *tools;
  GtkDropDown *strategy;
  GtkDropDown *quantity;
  GtkDropDown *store;
  GtkDrawingArea *map_area;
  GhChartView *chart;
  GtkWidget *card;
  GtkLabel *moment;
  GtkLabel *sentence;
  GtkLabel *readings;
  GhBatteryCard *battery;
  GtkLabel *range;
  GtkLabel *sums;
  GtkLabel *status;

  GhDocument *document;
  GhResults *results;
  GArray *choices;
  gboolean updating;
  GhStrategy shown;
  GhHeatMap *map;
};

G_DEFINE_FINAL_TYPE (GhPlanPage, gh_plan_page, GTK_TYPE_WIDGET)

/* What the map can show, in the order of its list. */
static const GhQuantity map_quantities[]
    = { GH_QUANTITY_CAR,  GH_QUANTITY_SOC,          GH_QUANTITY_GRID,     GH_QUANTITY_SOLAR,
        GH_QUANTITY_LOAD, GH_QUANTITY_IMPORT_PRICE, GH_QUANTITY_EMISSIONS };

/* Something that the map can show. @kind: index into map_quantities
 * @store: the car or wall battery that is meant where each has its own */
typedef struct
{
  guint kind;
  guint store;
} MapChoice;

static GhStrategy
get_strategy (GhPlanPage *page)
{
  return gh_strategy_choice_get (page->strategy, GH_STRATEGY_UNMANAGED);
}

static const GhStrategyResult *
get_result (GhPlanPage *page)
{
  return gh_results_get_strategy (page->results, get_strategy (page));
}

/* What the shown plan is of: with the battery's own limits and prices. */
static const GhSite *
get_site (GhPlanPage *page)
{
  return gh_results_get_planned_site (page->results, get_strategy (page));
}

/* What is emitted, by each kind of rate that is known. */
static char *
format_carbon (const GhPlanSummary *sum, const GhSite *site)
{
  GString *text = g_string_new (NULL);

  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    {
      g_autofree char *kg = gh_number_format (sum->emissions_kg[rate], 1);
      if (gh_site_has_rate (site, rate))
        /* Translators: a mass in kg and by what it was counted, such as "average". */
        g_string_append_printf (text, _ (" · CO₂ %s kg (%s)"), kg,
                                gh_emission_rate_get_word (rate));
    }
  return g_string_free (text, FALSE);
}

static void
show_sums (GhPlanPage *page)
{
  const GhSite *site = get_site (page);
  const GhPlan *plan = get_result (page)->plan;
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  GhPlanSummary sum;
  double from, to;
  gsize first, last;

  gh_figure_get_view (figure, &from, &to);
  gh_figure_get_visible_steps (figure, &first, &last);
  if (last <= first || plan->status == GH_PLAN_INFEASIBLE)
    {
      gtk_label_set_label (page->range, "");
      gtk_label_set_label (page->sums, "");
      return;
    }
  g_autofree char *range
      = gh_time_scale_format_range (from, to, gh_time_axis_get_zone (site->axis));
  gh_plan_summarise_range (site, plan, first, last, &sum);
  g_autofree char *cost = gh_money_format (gh_plan_summary_get_bill (&sum), site->currency, 2);
  g_autofree char *imported = gh_number_format (sum.import_kwh, 0);
  g_autofree char *exported = gh_number_format (sum.export_kwh, 0);
  g_autofree char *charged = gh_number_format (sum.charged_ac_kwh, 0);
  g_autofree char *discharged = gh_number_format (sum.discharged_ac_kwh, 0);
  g_autofree char *solar = gh_number_format (sum.solar_kwh - sum.curtailed_kwh, 0);
  g_autofree char *carbon = format_carbon (&sum, site);
  g_autofree char *text = g_strdup_printf (
      _ ("Bill %s · import %s kWh · export %s kWh · solar %s kWh · charged %s kWh · discharged %s "
         "kWh%s"),
      cost, imported, exported, solar, charged, discharged, carbon);
  gtk_label_set_label (page->range, range);
  gtk_label_set_label (page->sums, text);
  gh_plan_summary_clear (&sum);
}

/* There is no plan to read: why. */
static void
show_infeasible (GhPlanPage *page, const GhPlan *plan)
{
  const GhSite *site = gh_results_get_site (page->results);
  g_autofree char *reason = gh_reason_format (&plan->reason, gh_time_axis_get_zone (site->axis));

  gtk_label_set_label (page->moment, _ ("No plan is possible"));
  gtk_label_set_label (page->sentence, reason);
  gtk_label_set_label (page->readings, "");
  gh_battery_card_show (page->battery, NULL, NULL);
}

/* The car or wall battery that the sentence is about. */
static guint
get_store (GhPlanPage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->store);

  return chosen < get_site (page)->store_count ? chosen : 0;
}

/* The battery's dashboard, where its cells are known: the circuit is that of the first car. */
static void
show_battery (GhPlanPage *page, gsize step)
{
  GhBatteryMoment moment;

  if (get_store (page) == 0
      && gh_results_read_battery (page->results, get_strategy (page), step, &moment))
    gh_battery_card_show (page->battery, &moment, &get_site (page)->stores[0]);
  else
    gh_battery_card_show (page->battery, NULL, NULL);
}

/* What it costs that the plan keeps within what the battery can do. */
static void
show_limits (GhPlanPage *page)
{
  const GhBatteryResult *battery = get_result (page)->battery;
  g_autofree char *limits = battery != NULL && battery->is_checked
                                ? gh_answer_battery_limits (battery, get_site (page))
                                : NULL;
  g_autofree char *note = limits != NULL ? gh_message_to_sentence (limits) : NULL;

  gh_battery_card_set_note (page->battery, note);
}

/* What the cursor reads, and why. */
static void
show_cursor (GhPlanPage *page)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  const GhSite *site = get_site (page);
  const GhPlan *plan = get_result (page)->plan;
  gsize step;

  if (plan->status == GH_PLAN_INFEASIBLE)
    {
      show_infeasible (page, plan);
      return;
    }
  if (!gh_figure_find_step (figure, gh_figure_get_cursor (figure), &step))
    return;
  g_autofree char *moment = gh_time_scale_format_moment (
      (double) gh_time_axis_get_time (site->axis, step), gh_time_axis_get_zone (site->axis));
  g_autofree char *why = gh_explain_step (site, plan, get_strategy (page), get_store (page), step);
  g_autofree char *readings = gh_chart_view_format_readings (page->chart);
  gtk_label_set_label (page->moment, moment);
  gtk_label_set_label (page->sentence, why);
  gtk_label_set_markup (page->readings, readings);
  show_battery (page, step);
}

static void
view_changed_cb (GhPlanPage *page)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  double from, to;

  if (page->results == NULL || figure == NULL)
    return;
  gh_figure_get_view (figure, &from, &to);
  if (page->map != NULL)
    gh_heat_map_set_frame (page->map, from, to);
  gtk_widget_queue_draw (GTK_WIDGET (page->map_area));
  show_sums (page);
  show_cursor (page);
}

static void
cursor_moved_cb (GhPlanPage *page)
{
  if (page->results != NULL)
    show_cursor (page);
}

/* The first where nothing is chosen. */
static const MapChoice *
get_map_choice (GhPlanPage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->quantity);

  return &g_array_index (page->choices, MapChoice, chosen < page->choices->len ? chosen : 0);
}

static void
show_map (GhPlanPage *page)
{
  const MapChoice *choice = get_map_choice (page);
  GhQuantity quantity = map_quantities[choice->kind];

  if (quantity == GH_QUANTITY_EMISSIONS)
    quantity += get_site (page)->planned_rate;
  g_clear_pointer (&page->map, gh_heat_map_free);
  page->map = gh_plan_heat_map_new (page->results, get_strategy (page), choice->store, quantity);
  g_autofree char *text = gh_heat_map_describe (page->map);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->map_area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map of the period"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

/* Seven days from the middle of the period on, where people know best what to expect. */
static void
choose_first_view (GhPlanPage *page)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  double from, to;

  gh_figure_get_whole (figure, &from, &to);
  double begin = from + floor (0.18 * (to - from) / (7.0 * DAY_SECONDS)) * 7.0 * DAY_SECONDS;
  gh_figure_set_view (figure, begin, MIN (begin + 7.0 * DAY_SECONDS, to));
  gh_figure_set_cursor (figure, begin + MIN (18.5 / 24.0 * DAY_SECONDS, 0.5 * (to - from)));
}

/* A plan that is not what was asked for says so beside its name. */
static void
show_status (GhPlanPage *page)
{
  gboolean relaxed = get_result (page)->plan->status == GH_PLAN_RELAXED;
  gboolean provisional = gh_results_is_provisional (page->results);

  gtk_label_set_label (page->status, provisional ? _ ("First estimate, exact plan follows")
                                                 : _ ("The nearest plan that can be done"));
  gtk_widget_set_visible (GTK_WIDGET (page->status), provisional || relaxed);
}

/* Of which cars and batteries the sentence can be. */
static void
list_stores (GhPlanPage *page)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint s = 0; s < gh_store_table_count_stores (page->results); s++)
    g_ptr_array_add (names, (gpointer) gh_store_table_get_name (page->results, s));
  gtk_widget_set_visible (GTK_WIDGET (page->store), names->len > 0);
  g_ptr_array_add (names, NULL);
  gh_name_list_set_names (page->store, (const char *const *) names->pdata, 0);
}

/* What the map can show: some of it by car and battery. */
static void
list_quantities (GhPlanPage *page)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  guint stores = MAX (1, gh_results_get_site (page->results)->store_count);
  guint kind = (guint) gh_settings_get_choice (GH_SETTING_MAP_QUANTITY, 0), selected = 0;

  g_array_set_size (page->choices, 0);
  for (guint i = 0; i < G_N_ELEMENTS (map_quantities); i++)
    for (guint s = 0; s == 0 || (gh_quantity_is_of_store (map_quantities[i]) && s < stores); s++)
      {
        MapChoice choice = { i, s };
        if (i == kind && s == 0)
          selected = page->choices->len;
        g_array_append_val (page->choices, choice);
        g_ptr_array_add (titles,
                         map_quantities[i] == GH_QUANTITY_EMISSIONS
                             ? g_strdup (_ ("Emissions"))
                             : gh_quantity_format_title (page->results, s, map_quantities[i]));
      }
  g_ptr_array_add (titles, NULL);
  gh_name_list_set_names (page->quantity, (const char *const *) titles->pdata, selected);
}

static void
show_results (GhPlanPage *page)
{
  gboolean first = gh_chart_view_get_figure (page->chart) == NULL;

  if (page->results == NULL)
    return;
  /* Their lines need legends. */
  gtk_widget_set_size_request (GTK_WIDGET (page->chart), -1,
                               gh_store_table_count_stores (page->results) > 0 ? SEVERAL_HEIGHT
                                                                               : ONE_HEIGHT);
  page->updating = TRUE;
  list_stores (page);
  list_quantities (page);
  page->updating = FALSE;
  page->shown = get_strategy (page);
  gh_chart_view_take_figure (page->chart, gh_plan_figure_new (page->results, get_strategy (page)));
  show_map (page);
  if (first)
    choose_first_view (page);
  show_status (page);
  show_limits (page);
  view_changed_cb (page);
  gtk_widget_queue_draw (GTK_WIDGET (page->chart));
}

static void
strategy_chosen_cb (GhPlanPage *page)
{
  gh_settings_set_choice (GH_SETTING_STRATEGY, (int) get_strategy (page));
  if (gtk_widget_get_mapped (GTK_WIDGET (page)) && !page->updating)
    show_results (page);
}

/* Here or on another page: there is one choice for all. */
static void
follow_strategy (GhPlanPage *page)
{
  gh_strategy_choice_follow (page->strategy, GH_STRATEGY_UNMANAGED);
}

static void
store_chosen_cb (GhPlanPage *page)
{
  if (!page->updating && page->results != NULL)
    show_cursor (page);
}

static void
quantity_chosen_cb (GhPlanPage *page)
{
  if (page->updating)
    return;
  gh_settings_set_choice (GH_SETTING_MAP_QUANTITY, (int) get_map_choice (page)->kind);
  show_results (page);
}

/* Without any picture there is the reason instead. @problem: %NULL for none */
static void
show_problem (GhPlanPage *page, const char *problem)
{
  gboolean shown = problem == NULL;

  gh_nothing_page_show (page->nothing, page->document, problem);
  gtk_widget_set_visible (page->tools, shown);
  gtk_widget_set_visible (GTK_WIDGET (page->map_area), shown);
  gtk_widget_set_visible (GTK_WIDGET (page->chart), shown);
  gtk_widget_set_visible (page->card, shown);
}

/* A page that is not seen costs nothing; it is shown again when it is. */
static void
planned_cb (GhPlanPage *page)
{
  GhResults *results;

  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  results = gh_document_get_results (page->document);
  show_problem (page, results == NULL ? gh_document_get_problem (page->document) : NULL);
  gh_chart_view_set_dimmed (page->chart, !gh_document_is_current (page->document));
  if (results == NULL)
    return;
  page->updating = TRUE;
  gh_strategy_choice_offer (page->strategy, GH_STRATEGY_UNMANAGED,
                            gh_results_count_strategies (results));
  gh_strategy_choice_follow (page->strategy, GH_STRATEGY_UNMANAGED);
  page->updating = FALSE;
  if (results == page->results && get_strategy (page) == page->shown)
    return;
  gh_results_ref (results);
  g_clear_pointer (&page->results, gh_results_unref);
  page->results = results;
  show_results (page);
}

static void
edited_cb (GhPlanPage *page)
{
  gh_chart_view_set_dimmed (page->chart, !gh_document_is_current (page->document));
}

static void
draw_map (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GhPlanPage *page = data;
  GhFigureStyle style = gh_chart_style_of (
      GTK_WIDGET (area), page->document != NULL && !gh_document_is_current (page->document));

  if (page->map != NULL)
    gh_heat_map_draw (page->map, cr, width, height, &style);
}

/* The charts go to a moment, within the period. */
static void
go_to_time (GhPlanPage *page, double there)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  double first, last, from, to;

  if (page->map == NULL || figure == NULL)
    return;
  gh_figure_get_whole (figure, &first, &last);
  there = CLAMP (there, first, last - 1.0);
  gh_figure_get_view (figure, &from, &to);
  gh_figure_set_cursor (figure, there);
  gh_chart_view_set_range (page->chart, there - 0.5 * (to - from), there + 0.5 * (to - from));
}

/* Where the map is touched, the charts go. */
static void
go_to (GhPlanPage *page, double x, double y)
{
  if (page->map != NULL)
    go_to_time (page, gh_heat_map_hit (page->map, x, y));
}

/* In the map a column is a day: left and right go by one, up and down by an hour of it. */
static gboolean
map_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
            gpointer data)
{
  static const struct
  {
    guint key;
    double days;
  } moves[]
      = { { GDK_KEY_Left, -1.0 },        { GDK_KEY_Right, 1.0 },     { GDK_KEY_Up, -1.0 / 24.0 },
          { GDK_KEY_Down, 1.0 / 24.0 },  { GDK_KEY_Page_Up, -30.0 }, { GDK_KEY_Page_Down, 30.0 },
          { GDK_KEY_Home, -WHOLE_DAYS }, { GDK_KEY_End, WHOLE_DAYS } };
  GhPlanPage *page = data;
  GhFigure *figure = gh_chart_view_get_figure (page->chart);

  for (gsize i = 0; figure != NULL && i < G_N_ELEMENTS (moves); i++)
    if (moves[i].key == key)
      {
        go_to_time (page, gh_figure_get_cursor (figure) + moves[i].days * DAY_SECONDS);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static void
map_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  go_to (data, x, y);
}

static void
map_drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, gpointer data)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    go_to (data, x + dx, y + dy);
}

/* Shows so many days around the cursor. */
static void
show_days (GhPlanPage *page, double days)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  double from, to, middle;

  if (figure == NULL)
    return;
  gh_figure_get_view (figure, &from, &to);
  middle = gh_figure_get_cursor (figure);
  if (!(middle >= from && middle <= to))
    middle = 0.5 * (from + to);
  GhCivilTime civil;
  GTimeZone *zone = gh_time_axis_get_zone (gh_results_get_site (page->results)->axis);
  gh_civil_time_at (zone, (gint64) middle, &civil);
  gint32 first
      = civil.date - (days > 1.5 && days < 8.0 ? civil.weekday - 1 : (gint32) (days / 2.0));
  if (days > 20.0 && days < 40.0)
    first = civil.date - civil.day + 1;
  double begin = (double) gh_civil_time_to_unix (zone, first, 0);
  gh_chart_view_set_range (page->chart, begin, begin + days * DAY_SECONDS);
}

static void
day_cb (GhPlanPage *page)
{
  show_days (page, 1.0);
}

static void
week_cb (GhPlanPage *page)
{
  show_days (page, 7.0);
}

static void
month_cb (GhPlanPage *page)
{
  show_days (page, 31.0);
}

static void
year_cb (GhPlanPage *page)
{
  show_days (page, 366.0);
}

static void
gh_plan_page_dispose (GObject *object)
{
  GhPlanPage *page = GH_PLAN_PAGE (object);

  gh_plan_page_set_document (page, NULL);
  g_clear_pointer (&page->choices, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_PLAN_PAGE);
  G_OBJECT_CLASS (gh_plan_page_parent_class)->dispose (object);
}

static void
gh_plan_page_class_init (GhPlanPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_plan_page_dispose;
  g_type_ensure (GH_TYPE_BATTERY_CARD);
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_CHART_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, tools);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, card);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, strategy);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, quantity);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, store);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, map_area);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, chart);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, moment);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, readings);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, battery);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, range);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, sums);
  gtk_widget_class_bind_template_child (widget_class, GhPlanPage, status);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
  gtk_widget_class_bind_template_callback (widget_class, week_cb);
  gtk_widget_class_bind_template_callback (widget_class, month_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_cb);
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
gh_plan_page_init (GhPlanPage *page)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (page));
  page->choices = g_array_new (FALSE, FALSE, sizeof (MapChoice));
  skip_boxes (GTK_FLOW_BOX (page->tools));
  g_signal_connect (page, "map", G_CALLBACK (planned_cb), NULL);
  gtk_drop_down_set_selected (page->strategy, GH_STRATEGY_V2H);
  follow_strategy (page);
  g_signal_connect_swapped (page->strategy, "notify::selected", G_CALLBACK (strategy_chosen_cb),
                            page);
  gh_settings_follow_choice (GH_SETTING_STRATEGY, page, G_CALLBACK (follow_strategy));
  g_signal_connect_swapped (page->quantity, "notify::selected", G_CALLBACK (quantity_chosen_cb),
                            page);
  g_signal_connect_swapped (page->store, "notify::selected", G_CALLBACK (store_chosen_cb), page);
  gtk_drawing_area_set_draw_func (page->map_area, draw_map, page, NULL);
  gh_chart_style_follow (GTK_WIDGET (page->map_area));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (map_drag_begin_cb), page);
  g_signal_connect (drag, "drag-update", G_CALLBACK (map_drag_update_cb), page);
  gtk_widget_add_controller (GTK_WIDGET (page->map_area), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (map_key_cb), page);
  gtk_widget_add_controller (GTK_WIDGET (page->map_area), keys);
  gh_chart_view_set_name (page->chart, _ ("Plan"));
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page->chart));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhPlanPage *page)
{
  gh_chart_view_take_figure (page->chart, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (page->map_area));
  gtk_label_set_label (page->moment, _ ("Planning…"));
  gtk_label_set_label (page->sentence, "");
  gtk_widget_set_visible (GTK_WIDGET (page->store), FALSE);
  gtk_label_set_label (page->readings, "");
  gh_battery_card_show (page->battery, NULL, NULL);
  gtk_label_set_label (page->range, "");
  gtk_label_set_label (page->sums, "");
  gtk_widget_set_visible (GTK_WIDGET (page->status), FALSE);
}

/**
 * gh_plan_page_make_title:
 * @page: a page with a document
 *
 * Returns: (transfer full): what its charts show: study, strategy and visible period
 */
char *
gh_plan_page_make_title (GhPlanPage *page)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);
  const char *name = gh_document_get_name (page->document);
  double from, to;

  if (figure == NULL || page->results == NULL)
    return g_strdup (name);
  gh_figure_get_view (figure, &from, &to);
  g_autofree char *range = gh_time_scale_format_range (
      from, to, gh_time_axis_get_zone (gh_results_get_site (page->results)->axis));
  return g_strdup_printf ("%s, %s, %s", name, gh_strategy_get_short_title (get_strategy (page)),
                          range);
}

/**
 * gh_plan_page_export:
 * @page: the page
 * @path: of a .png, .svg or .pdf file
 * @error: set when it cannot be written
 *
 * Saves the charts as they are on the screen.
 *
 * Returns: whether that was done
 */
gboolean
gh_plan_page_export (GhPlanPage *page, const char *path, GError **error)
{
  g_autofree char *title = gh_plan_page_make_title (page);

  return gh_chart_view_export (page->chart, title, path, error);
}

/**
 * gh_plan_page_set_document:
 * @page: the page
 * @document: (nullable): whose plan to show
 *
 * Shows the plan of a document and follows it.
 */
void
gh_plan_page_set_document (GhPlanPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_pointer (&page->results, gh_results_unref);
  g_clear_pointer (&page->map, gh_heat_map_free);
  if (page->chart != NULL)
    clear (page);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (planned_cb), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (edited_cb), page);
  planned_cb (page);
}

/**
 * gh_plan_page_show_range:
 * @page: the page, while it is seen
 * @from: unix seconds
 * @to: unix seconds, after @from
 *
 * Shows a part of the period, with the cursor at its beginning.
 */
void
gh_plan_page_show_range (GhPlanPage *page, double from, double to)
{
  GhFigure *figure = gh_chart_view_get_figure (page->chart);

  if (figure == NULL)
    return;
  gh_figure_set_cursor (figure, from);
  gh_chart_view_set_range (page->chart, from, to);
}
