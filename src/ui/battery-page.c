/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the battery over the years, and why: the answer, the years, what is done to the
 * cells and what they can do. */
#include "battery-page.h"

#include <adwaita.h>

#include "battery-day-card.h"
#include "battery-figure.h"
#include "battery-words.h"
#include "chart-card.h"
#include "columns.h"
#include "comparison-rows.h"
#include "nothing-page.h"
#include "settings.h"
#include "store-table.h"
#include "stores.h"
#include "strategy-choice.h"
#include "tabular.h"
#include "words.h"

#define FIRST_CELL_PATH "$.vehicles[0].cell"
#define CHARTS 5

/* @cars: (element-type guint): what the list of cars offers: those whose cells are known
 * @updating: while lists follow the document rather than the other way
 * @life: (nullable): what the charts are of
 * @shown: strategy that they are of */
struct _GhBatteryPage
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  AdwStatusPage *nothing;
  AdwStatusPage *missing;
  GtkWidget *solve;
  GtkWidget *content;
  GtkWidget *again;
  GtkLabel *failure;
  GtkWidget *words;
  GtkDropDown *strategy;
  GtkDropDown *car;
  GtkDropDown *horizon;
  GtkLabel *answer;
  GtkLabel *causes;
  GtkLabel *notes;
  GtkWidget *charts;
  GhChartCard *life_card;
  GhChartCard *depths;
  GhChartCard *dwells;
  GhChartCard *envelope;
  GhBatteryDayCard *day;

  GhDocument *document;
  GArray *cars;
  gboolean updating;
  GhBatteryLife *life;
  GhStrategy shown;
};

static const char *
gh_battery_page_get_name (GhTabular *tabular G_GNUC_UNUSED)
{
  return _ ("The life of the battery in numbers");
}

static GhStrategy
get_strategy (GhBatteryPage *page)
{
  return gh_strategy_choice_get (page->strategy, GH_STRATEGY_UNMANAGED);
}

static GhDataTable *
gh_battery_page_make_table (GhTabular *tabular)
{
  GhBatteryPage *page = GH_BATTERY_PAGE (tabular);

  return page->life != NULL ? gh_battery_life_make_table (page->life, page->shown) : NULL;
}

static void
gh_battery_page_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_battery_page_get_name;
  interface->make_table = gh_battery_page_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhBatteryPage, gh_battery_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR,
                                                      gh_battery_page_tabular_init))

/* For how long a power is to be held; the last is a step of the plan. */
static double
get_horizon (GhBatteryPage *page)
{
  static const double seconds[] = { 10.0, 30.0, 300.0 };
  guint chosen = gtk_drop_down_get_selected (page->horizon);
  const GhTimeAxis *axis = gh_results_get_site (gh_battery_life_get_results (page->life))->axis;

  return chosen < G_N_ELEMENTS (seconds) ? seconds[chosen]
                                         : (double) gh_time_axis_get_step_seconds (axis);
}

static void
show_envelope (GhBatteryPage *page)
{
  if (page->life != NULL)
    gh_chart_view_take_figure (gh_chart_card_get_chart (page->envelope),
                               gh_battery_envelope_figure_new (page->life, get_horizon (page)));
}

/* Of several batteries it is said whose the answer is of. */
static char *
name_battery (const GhBatteryLife *life, const char *answer)
{
  return gh_store_table_count_stores (gh_battery_life_get_results (life)) > 0
             ? g_strdup_printf ("%s: %s", gh_battery_life_get_store (life)->name, answer)
             : g_strdup (answer);
}

static void
show_life (GhBatteryPage *page)
{
  g_autofree char *answer = gh_battery_life_format_answer (page->life, page->shown);
  g_autofree char *named = name_battery (page->life, answer);
  g_autofree char *causes = gh_battery_life_format_causes (page->life, page->shown);
  g_autofree char *notes = gh_battery_life_format_notes (page->life, page->shown);

  gtk_label_set_label (page->answer, named);
  gtk_label_set_label (page->causes, causes);
  gtk_label_set_label (page->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (page->notes), *notes != '\0');
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->life_card),
                             gh_battery_life_figure_new (page->life, page->shown));
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->depths),
                             gh_battery_depths_figure_new (page->life, page->shown));
  gh_chart_view_take_figure (gh_chart_card_get_chart (page->dwells),
                             gh_battery_dwells_figure_new (page->life, page->shown));
  show_envelope (page);
  gh_battery_day_card_show (page->day, page->life, page->shown);
}

static void
list_charts (GhBatteryPage *page, GhChartView *charts[CHARTS])
{
  charts[0] = gh_chart_card_get_chart (page->life_card);
  charts[1] = gh_chart_card_get_chart (page->depths);
  charts[2] = gh_chart_card_get_chart (page->dwells);
  charts[3] = gh_chart_card_get_chart (page->envelope);
  charts[4] = gh_battery_day_card_get_chart (page->day);
}

/* Old numbers look old until the new ones are there. */
static void
dim (GhBatteryPage *page, gboolean old)
{
  GhChartView *charts[CHARTS];

  list_charts (page, charts);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    gh_chart_view_set_dimmed (charts[i], old);
  gtk_widget_set_opacity (page->words, old ? 0.6 : 1.0);
}

/* What is missing for a life to be shown; @button: (nullable): what helps. */
static void
show_missing (GhBatteryPage *page, const char *title, const char *reason, const char *button)
{
  g_autofree char *text = reason != NULL ? g_markup_escape_text (reason, -1) : NULL;

  if (title != NULL)
    adw_status_page_set_title (page->missing, title);
  adw_status_page_set_description (page->missing, text);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (page->solve), button);
  gtk_widget_set_visible (page->solve, button != NULL);
  gtk_widget_set_visible (GTK_WIDGET (page->missing), title != NULL);
}

static const char *
get_car_name (const GhStudy *study, guint vehicle)
{
  const char *name = ((const GhVehicle *) g_ptr_array_index (study->vehicles, vehicle))->name;

  return name != NULL && *name != '\0' ? name : _ ("Car");
}

/* A list that is open, or tells of a choice, stays as it is where it is still right. */
static void
set_names (GtkStringList *list, char **names)
{
  guint there = g_list_model_get_n_items (G_LIST_MODEL (list)), same = 0;

  while (same < there && names[same] != NULL
         && g_str_equal (gtk_string_list_get_string (list, same), names[same]))
    same++;
  if (same < there || names[same] != NULL)
    gtk_string_list_splice (list, same, there - same, (const char *const *) names + same);
}

/* The cars whose cells are known; one alone needs no choice. */
static void
list_cars (GhBatteryPage *page)
{
  const GhStudy *study = gh_document_get_study (page->document);
  guint count = study->vehicles != NULL ? study->vehicles->len : 0, shown, selected = 0;
  g_auto (GStrv) names = g_new0 (char *, count + 1);

  gh_document_find_vehicle (page->document, &shown);
  g_array_set_size (page->cars, 0);
  for (guint i = 0; i < count; i++)
    {
      if (!gh_battery_model_is_known (study, i))
        continue;
      if (i == shown)
        selected = page->cars->len;
      names[page->cars->len] = g_strdup (get_car_name (study, i));
      g_array_append_val (page->cars, i);
    }
  page->updating = TRUE;
  set_names (GTK_STRING_LIST (gtk_drop_down_get_model (page->car)), names);
  if (gtk_drop_down_get_selected (page->car) != selected)
    gtk_drop_down_set_selected (page->car, selected);
  page->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (page->car), page->cars->len > 1);
}

/* Whether something stands in the place of the life, which is then shown. */
static gboolean
show_obstacle (GhBatteryPage *page)
{
  GhBatteryLife *life = gh_document_get_life (page->document);
  g_autofree char *reason = gh_nothing_page_find_reason (page->document);
  g_autofree char *failure = life != NULL && gh_document_is_life_current (page->document)
                                 ? gh_battery_life_format_failure (life)
                                 : NULL;

  gh_nothing_page_show (page->nothing, page->document, reason);
  show_missing (page, NULL, NULL, NULL);
  if (reason != NULL)
    return TRUE;
  if (gh_stores_find (gh_document_get_study (page->document), FIRST_CELL_PATH) < 0)
    show_missing (page, _ ("No Car"),
                  _ ("The years of a battery are shown of a car; this study has none."), NULL);
  else if (page->cars->len == 0)
    show_missing (page, _ ("Choose the Cells of the Car"),
                  _ ("How a battery ages depends on what it is made of. Say which cells the car "
                     "has, and its years are shown here."),
                  _ ("Choose the Cells"));
  else if (gh_document_get_life_failure (page->document) != NULL && page->life == NULL)
    show_missing (page, _ ("Nothing to Show"), gh_document_get_life_failure (page->document),
                  _ ("Calculate Again"));
  else if (failure != NULL)
    show_missing (page, _ ("Nothing to Show"), failure, NULL);
  else
    return FALSE;
  return TRUE;
}

/* The last picture stays, under the reason why there is no new one. @failure: %NULL for none */
static void
show_failure (GhBatteryPage *page, const char *failure)
{
  gtk_label_set_label (page->failure, failure != NULL ? failure : "");
  gtk_widget_set_visible (page->again, failure != NULL);
}

/* The life of the document where it is another than the one that is shown. */
static void
take_life (GhBatteryPage *page)
{
  GhBatteryLife *life = gh_document_get_life (page->document);
  GhStrategy strategy = get_strategy (page);

  /* The plans may have a wall battery that the last life did not know, or the other way round. */
  if (life != NULL && strategy >= gh_battery_life_get_life (life)->count)
    strategy = GH_STRATEGY_V2H;
  if (life == NULL || gh_life_find_failed (gh_battery_life_get_life (life)) != NULL
      || (life == page->life && strategy == page->shown))
    return;
  gh_battery_life_ref (life);
  g_clear_pointer (&page->life, gh_battery_life_unref);
  page->life = life;
  page->shown = strategy;
  show_life (page);
}

static void
offer_strategies (GhBatteryPage *page)
{
  GhResults *results = gh_document_get_results (page->document);

  page->updating = TRUE;
  if (results != NULL)
    gh_strategy_choice_offer (page->strategy, GH_STRATEGY_UNMANAGED,
                              gh_results_count_strategies (results));
  gh_strategy_choice_follow (page->strategy, GH_STRATEGY_UNMANAGED);
  page->updating = FALSE;
}

/* A page that is not seen costs nothing; while it is seen, the years are lived through. */
static void
show (GhBatteryPage *page)
{
  if (page->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;
  list_cars (page);
  offer_strategies (page);
  gh_document_live (page->document);
  gboolean obstacle = show_obstacle (page);
  gtk_widget_set_visible (page->content, !obstacle);
  if (obstacle)
    return;
  take_life (page);
  gtk_widget_set_visible (page->charts, page->life != NULL);
  if (page->life == NULL)
    gtk_label_set_label (page->answer, _ ("Living through the years of the battery…"));
  show_failure (page, gh_document_get_life_failure (page->document));
  dim (page, page->life != NULL && !gh_document_is_life_current (page->document));
}

static void
chosen_cb (GhBatteryPage *page)
{
  gh_settings_set_choice (GH_SETTING_STRATEGY, (int) get_strategy (page));
  if (!page->updating)
    show (page);
}

static void
car_chosen_cb (GhBatteryPage *page)
{
  guint chosen = gtk_drop_down_get_selected (page->car);

  if (!page->updating && page->document != NULL && chosen < page->cars->len)
    gh_document_choose_vehicle (page->document, g_array_index (page->cars, guint, chosen));
}

/* Here or on another page: there is one choice for all. */
static void
follow_strategy (GhBatteryPage *page)
{
  gh_strategy_choice_follow (page->strategy, GH_STRATEGY_UNMANAGED);
}

/* Leads to the row of the cells, or tries once more. */
static void
solve_cb (GhBatteryPage *page)
{
  if (gh_document_get_life_failure (page->document) != NULL)
    {
      gh_document_retry_life (page->document);
      show (page);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (page), "win.show-path", "s", FIRST_CELL_PATH);
}

static void
gh_battery_page_dispose (GObject *object)
{
  GhBatteryPage *page = GH_BATTERY_PAGE (object);

  gh_battery_page_set_document (page, NULL);
  g_clear_pointer (&page->cars, g_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (page), GH_TYPE_BATTERY_PAGE);
  G_OBJECT_CLASS (gh_battery_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, GhBatteryPage, scrolled);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, nothing);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, missing);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, solve);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, content);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, again);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, failure);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, words);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, strategy);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, car);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, horizon);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, answer);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, causes);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, notes);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, charts);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, life_card);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, depths);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, dwells);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, envelope);
  gtk_widget_class_bind_template_child (class, GhBatteryPage, day);
}

static void
gh_battery_page_class_init (GhBatteryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_battery_page_dispose;
  g_type_ensure (GH_TYPE_BATTERY_DAY_CARD);
  g_type_ensure (GH_TYPE_CHART_CARD);
  g_type_ensure (GH_TYPE_COLUMNS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/battery-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, solve_cb);
  gh_tabular_install (widget_class);
}

static void
gh_battery_page_init (GhBatteryPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  page->cars = g_array_new (FALSE, FALSE, sizeof (guint));
  gh_chart_card_add_control (page->envelope, GTK_WIDGET (page->horizon));
  gtk_drop_down_set_selected (page->strategy, GH_STRATEGY_V2H);
  follow_strategy (page);
  g_signal_connect_swapped (page->car, "notify::selected", G_CALLBACK (car_chosen_cb), page);
  g_signal_connect_swapped (page->strategy, "notify::selected", G_CALLBACK (chosen_cb), page);
  gh_settings_follow_choice (GH_SETTING_STRATEGY, page, G_CALLBACK (follow_strategy));
  g_signal_connect_swapped (page->horizon, "notify::selected", G_CALLBACK (show_envelope), page);
  g_signal_connect (page, "map", G_CALLBACK (show), NULL);
  gh_tabular_add_keys (GTK_WIDGET (page), GH_TABULAR (page));
}

/* Nothing of one study is left when another is shown. */
static void
clear (GhBatteryPage *page)
{
  GhChartView *charts[CHARTS];

  list_charts (page, charts);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    gh_chart_view_take_figure (charts[i], NULL);
  gh_battery_day_card_show (page->day, NULL, page->shown);
  gtk_label_set_label (page->answer, "");
  gtk_label_set_label (page->causes, "");
  gtk_widget_set_visible (GTK_WIDGET (page->notes), FALSE);
}

/**
 * gh_battery_page_set_document:
 * @page: the page
 * @document: (nullable): whose battery to show
 *
 * Shows the life of a document's battery and follows it. The years are lived through while the page
 * is seen.
 */
void
gh_battery_page_set_document (GhBatteryPage *page, GhDocument *document)
{
  if (page->document != NULL)
    g_signal_handlers_disconnect_by_data (page->document, page);
  g_clear_pointer (&page->life, gh_battery_life_unref);
  if (page->day != NULL)
    clear (page);
  g_set_object (&page->document, document);
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "lived", G_CALLBACK (show), page);
  g_signal_connect_swapped (document, "edited", G_CALLBACK (show), page);
  show (page);
}

/* The chart that has the keyboard; the years where none has. */
static GhChartView *
find_chart (GhBatteryPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GhChartView *charts[CHARTS];

  list_charts (page, charts);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    if (focus == GTK_WIDGET (charts[i]))
      return charts[i];
  return charts[0];
}

/**
 * gh_battery_page_make_title:
 * @page: a page with a document
 *
 * Returns: (transfer full): what the chart that is saved shows: study, strategy and chart
 */
char *
gh_battery_page_make_title (GhBatteryPage *page)
{
  return g_strdup_printf ("%s, %s, %s", gh_document_get_name (page->document),
                          gh_strategy_get_short_title (get_strategy (page)),
                          gh_tabular_get_name (GH_TABULAR (find_chart (page))));
}

/**
 * gh_battery_page_export:
 * @page: the page
 * @path: of a .png, .svg or .pdf file
 * @error: set when it cannot be written
 *
 * Saves the chart that has the keyboard, or that of the years, as it is on the screen.
 *
 * Returns: whether that was done
 */
gboolean
gh_battery_page_export (GhBatteryPage *page, const char *path, GError **error)
{
  g_autofree char *title = gh_battery_page_make_title (page);

  return gh_chart_view_export (find_chart (page), title, path, error);
}
