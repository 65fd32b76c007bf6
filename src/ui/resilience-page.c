/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the house survives an outage: the answer, the curve, when it is worst, and the inputs
 * that move it. */
#include "resilience-page.h"

#include <adwaita.h>

#include "attribute-row.h"
#include "chart-card.h"
#include "chart-menu.h"
#include "columns.h"
#include "gradual.h"
#include "hour-map-view.h"
#include "nothing-page.h"
#include "outage-list.h"
#include "resilience-figure.h"
#include "settings.h"
#include "strategy-choice.h"
#include "slices.h"
#include "tabular.h"
#include "words.h"

#define CHARGER_PATH "$.vehicles[0].charger.island"
#define PANELS_PATH "$.solar"
#define LIST_MARGIN 12

/* @unable: shown where nothing can power the house
 * @again: where following the outages failed
 * @results: (nullable): whose outages are shown
 * @job: (nullable): that is at work
 * @group: (nullable): the inputs */
struct _GhResiliencePage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  AdwStatusPage *unable;
  GtkWidget *unable_button;
  GtkWidget *content;
  GtkDropDown *strategy;
  GtkWidget *working;
  GtkProgressBar *progress;
  GtkWidget *again;
  GtkLabel *failure;
  GtkWidget *words;
  GtkLabel *answer;
  GtkLabel *explanation;
  GtkWidget *worst_box;
  GtkLabel *worst;
  GtkLabel *value;
  GtkWidget *charts;
  GhChartCard *curve;
  GtkDropDown *quantile;
  GhHourMapView *map;
  GtkLabel *reading;
  GtkLabel *assumed;
  GtkWidget *no_panels;
  GtkBox *inputs;

  GhDocument *document;
  GhResults *results;
  GhJob *job;
  GtkWidget *group;
  guint inputs_added;
  guint filling;
};

G_DEFINE_FINAL_TYPE (GhResiliencePage, gh_resilience_page, GTK_TYPE_WIDGET)

static GhStrategy
get_strategy (GhResiliencePage *page)
{
  return gh_strategy_choice_get (page->strategy, GH_STRATEGY_UNMANAGED);
}

static const GhResilience *
get_resilience (GhResiliencePage *page)
{
  return page->results != NULL ? gh_results_get_resilience (page->results) : NULL;
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
read_map_cb (GhResiliencePage *page)
{
  g_autofree char *text = gh_hour_map_view_format_cursor (page->map);

  gtk_label_set_label (page->reading, *text != '\0' ? text : _ ("Point at an hour to read it."));
}

static void
show_map (GhResiliencePage *page)
{
  const GhResilience *resilience = get_resilience (page);

  if (resilience == NULL)
    return;
  gh_hour_map_view_take_map (page->map,
                             gh_resilience_map_new (resilience, get_strategy (page),
                                                    gtk_drop_down_get_selected (page->quantile)));
  read_map_cb (page);
}

/* Of a strategy with a plan. */
static void
show_found (GhResiliencePage *page)
{
  const GhResilience *resilience = get_resilience (page);
  GhStrategy strategy = get_strategy (page);
  g_autofree char *answer = gh_resilience_answer (resilience, strategy);
  g_autofree char *explanation = gh_resilience_explain (resilience, strategy);
  g_autofree char *worst = gh_resilience_tell_worst (resilience, strategy);
  g_autofree char *value = gh_resilience_tell_value (resilience, strategy);
  g_autofree char *assumed = gh_resilience_assume (resilience);

  set_text (page->answer, answer);
  set_text (page->explanation, explanation);
  set_text (page->worst, worst);
  set_text (page->value, value);
  set_text (page->assumed, assumed);
  gtk_widget_set_visible (page->worst_box, worst != NULL);
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->curve),
                             gh_resilience_figure_new (resilience));
  show_map (page);
}

static void
progress_cb (GhResiliencePage *page)
{
  gtk_progress_bar_set_fraction (page->progress,
                                 page->job != NULL ? gh_job_get_fraction (page->job) : 0.0);
}

/* @job: (nullable): what is at work from now on */
static void
follow_job (GhResiliencePage *page, GhJob *job)
{
  if (page->job != NULL && page->job != job)
    g_signal_handlers_disconnect_by_data (page->job, page);
  if (g_set_object (&page->job, job) && job != NULL)
    g_signal_connect_swapped (job, "notify::fraction", G_CALLBACK (progress_cb), page);
  gtk_widget_set_visible (page->working, job != NULL);
  progress_cb (page);
}

static gboolean
has_panels (const GhStudy *study)
{
  return study->solar != NULL && study->solar->len > 0;
}

static gboolean
has_car (const GhStudy *study)
{
  return study->vehicles != NULL && study->vehicles->len > 0;
}

static gboolean
is_any_able (const GhResilience *resilience)
{
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    if (resilience->strategies[i].is_planned && resilience->strategies[i].is_able)
      return TRUE;
  return FALSE;
}

/* What would help where nothing can power the house, whichever the strategy. */
static gboolean
show_unable (GhResiliencePage *page)
{
  const GhResilience *resilience = get_resilience (page);
  gboolean unable = resilience != NULL && gh_document_is_resilience_current (page->document)
                    && !is_any_able (resilience);
  gboolean car = has_car (gh_document_get_study (page->document));

  adw_status_page_set_description (
      page->unable,
      car ? _ (
          "The charger cannot power the house while the grid is down, or does not discharge at "
          "all. A bidirectional charger that can cut the house off the grid changes that.")
          : _ ("The study has no car and no battery that could power the house."));
  gtk_widget_set_visible (page->unable_button, car);
  gtk_widget_set_visible (GTK_WIDGET (page->unable), unable);
  return unable;
}

/* Where a strategy is gone another is shown, which has outages, too. */
static void
offer_strategies (GhResiliencePage *page)
{
  gh_strategy_choice_offer (page->strategy, GH_STRATEGY_UNMANAGED,
                            gh_results_count_strategies (page->results));
  gh_strategy_choice_follow (page->strategy, GH_STRATEGY_UNMANAGED);
}

/* The outages of the document's plans where there are newer ones than those that are shown. */
static gboolean
take_results (GhResiliencePage *page)
{
  GhResults *results = gh_document_get_results (page->document);

  if (results == NULL || gh_results_get_resilience (results) == NULL || results == page->results)
    return FALSE;
  gh_results_ref (results);
  g_clear_pointer (&page->results, gh_results_unref);
  page->results = results;
  return TRUE;
}

/* Old numbers look old until the new ones are there. */
static void
dim (GhResiliencePage *page)
{
  gboolean old = page->results != NULL && page->results != gh_document_get_results (page->document);

  old = old || (page->results != NULL && !gh_document_is_current (page->document));
  gh_chart_view_set_dimmed (gh_chart_card_get_chart (page->curve), old);
  gh_hour_map_view_set_dimmed (page->map, old);
  gtk_widget_set_opacity (page->words, old ? 0.6 : 1.0);
}

static void
show_failure (GhResiliencePage *page)
{
  const char *failure = gh_document_get_resilience_failure (page->document);

  gtk_label_set_label (page->failure, failure != NULL ? failure : "");
  gtk_widget_set_visible (page->again, failure != NULL);
}

/* A page that is not seen costs nothing; while it is seen, outages are followed. */
static void
show (GhResiliencePage *page)
{
  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  gh_document_find_resilience (page->document);
  follow_job (page, gh_document_get_resilience_job (page->document));
  g_autofree char *reason = gh_nothing_page_find_reason (page->document);
  gh_nothing_page_show (page->nothing, page->document, reason);
  if (take_results (page) && gh_results_is_complete (page->results))
    {
      offer_strategies (page);
      show_found (page);
    }
  gboolean unable = show_unable (page);
  gtk_widget_set_visible (page->content, reason == NULL && !unable);
  gtk_widget_set_visible (page->charts, page->results != NULL);
  gtk_widget_set_visible (page->no_panels,
                          page->results != NULL && !unable
                              && !has_panels (gh_document_get_study (page->document)));
  show_failure (page);
  if (page->results == NULL)
    set_text (page->answer,
              page->job != NULL ? _ ("Letting the grid fail at every moment…") : _ ("Planning…"));
  dim (page);
}

static void
chosen_cb (GhResiliencePage *page)
{
  gh_settings_set_choice (GH_SETTING_STRATEGY, (int) get_strategy (page));
  if (get_resilience (page) != NULL && gh_results_is_complete (page->results))
    show_found (page);
}

/* Here or on another page: there is one choice for all. */
static void
follow_strategy (GhResiliencePage *page)
{
  gh_strategy_choice_follow (page->strategy, GH_STRATEGY_UNMANAGED);
}

static void
stop_cb (GhResiliencePage *page)
{
  gh_document_stop_resilience (page->document);
}

static void
again_cb (GhResiliencePage *page)
{
  gh_document_retry_resilience (page->document);
  show (page);
}

static void
charger_cb (GhResiliencePage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-path", "s", CHARGER_PATH);
}

static void
panels_cb (GhResiliencePage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-path", "s", PANELS_PATH);
}

/* The worst week, with its strategy, on the page of the plan. */
static void
worst_cb (GhResiliencePage *page)
{
  const GhResilience *resilience = get_resilience (page);

  if (resilience == NULL)
    return;
  const GhResilienceStrategy *result = &resilience->strategies[get_strategy (page)];
  gint64 from = gh_time_axis_get_time (resilience->axis, result->worst_first);
  gint64 to = gh_time_axis_get_time (resilience->axis, result->worst_last - 1)
              + gh_time_axis_get_step_seconds (resilience->axis);
  gtk_widget_activate_action (GTK_WIDGET (page), "win.show-range", "(xx)", from, to);
}

static const char *const input_paths[] = {
  "$.resilience.essential_share",    "$.resilience.essential_kw",
  "$.resilience.solar_helps",        "$.resilience.car_stays",
  "$.resilience.use_reserve",        "$.vehicles[0].charger.island",
  "$.vehicles[0].charger.island_kw", "$.resilience.longest_hours",
  "$.resilience.outages_per_year",   "$.resilience.outage_hours",
  "$.resilience.outage_spread",      "$.resilience.value_of_lost_load_per_kwh",
};

/* Below the rows, since each of them opens. */
static void
add_further (GhResiliencePage *page)
{
  GtkWidget *list = gh_outage_list_new (page->document);

  gtk_widget_set_margin_top (list, LIST_MARGIN);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group), list);
}

static gboolean
add_input (gpointer data)
{
  GhResiliencePage *page = data;
  const char *path = input_paths[page->inputs_added++];

  if (has_car (gh_document_get_study (page->document)) || !g_str_has_prefix (path, "$.vehicles"))
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (page->group),
                               gh_attribute_row_new (page->document, path));
  gh_gradual_measure (GTK_SCROLLED_WINDOW (page->scrolled));
  if (page->inputs_added < G_N_ELEMENTS (input_paths))
    return TRUE;
  add_further (page);
  page->filling = 0;
  return FALSE;
}

/* A group of the study's own, whose rows come while the main loop has time. */
static void
fill_inputs (GhResiliencePage *page)
{
  page->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (page->group),
                                   _ ("What an Outage Is Like"));
  gtk_box_append (page->inputs, page->group);
  page->inputs_added = 0;
  page->filling = gh_slices_add (add_input, page);
}

static void
gh_resilience_page_dispose (GObject *object)
{
  GhResiliencePage *page = GH_RESILIENCE_PAGE (object);

  gh_resilience_page_set_document (page, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_RESILIENCE_PAGE);
  G_OBJECT_CLASS (gh_resilience_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, GhResiliencePage, scrolled);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, nothing);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, unable);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, unable_button);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, content);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, strategy);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, working);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, progress);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, again);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, failure);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, words);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, answer);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, explanation);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, worst_box);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, worst);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, value);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, charts);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, curve);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, quantile);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, map);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, reading);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, assumed);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, no_panels);
  gtk_widget_class_bind_template_child (class, GhResiliencePage, inputs);
}

static void
gh_resilience_page_class_init (GhResiliencePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_resilience_page_dispose;
  g_type_ensure (GH_TYPE_CHART_CARD);
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_COLUMNS);
  g_type_ensure (GH_TYPE_HOUR_MAP_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/resilience-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, charger_cb);
  gtk_widget_class_bind_template_callback (widget_class, panels_cb);
  gtk_widget_class_bind_template_callback (widget_class, worst_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_map);
  gtk_widget_class_bind_template_callback (widget_class, read_map_cb);
}

static void
gh_resilience_page_init (GhResiliencePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_drop_down_set_selected (page->strategy, GH_STRATEGY_V2H);
  follow_strategy (page);
  g_signal_connect_swapped (page->strategy, "notify::selected", G_CALLBACK (chosen_cb), page);
  gh_settings_follow_choice (GH_SETTING_STRATEGY, page, G_CALLBACK (follow_strategy));
  gh_hour_map_view_set_name (page->map, _ ("Hours survived by month and hour"));
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (gh_chart_card_get_chart (page->curve)));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhResiliencePage *page)
{
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->curve), NULL);
  gh_hour_map_view_take_map (page->map, NULL);
  set_text (page->answer, NULL);
  set_text (page->explanation, NULL);
  set_text (page->value, NULL);
  set_text (page->assumed, NULL);
  gtk_widget_set_visible (page->worst_box, FALSE);
  follow_job (page, NULL);
  g_clear_handle_id (&page->filling, gh_slices_remove);
  if (page->group != NULL)
    gh_gradual_remove (page->group);
  page->group = NULL;
}

/**
 * gh_resilience_page_set_document:
 * @page: the page
 * @document: (nullable): whose outages to show
 *
 * Shows how long the house of a document survives, and follows it. Outages are followed while the
 * page is seen.
 */
void
gh_resilience_page_set_document (GhResiliencePage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_pointer (&page->results, gh_results_unref);
  if (page->curve != NULL)
    clear (page);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "outages", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (show), page);
  fill_inputs (page);
  show (page);
}
