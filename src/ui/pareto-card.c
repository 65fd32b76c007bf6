/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What less carbon costs: the front of cost and emissions, a point of it to be looked at, and its
 * price on emissions to be taken. Nothing is planned before it is asked for. */
#include "pareto-card.h"

#include <math.h>

#include "chart-menu.h"
#include "chart-view.h"
#include "number-text.h"
#include "tabular.h"
#include "words.h"

#define PRICE_PATH "$.emissions.price_per_tonne"
/* Places along the axis of a front, at least, so that the line is smooth. */
#define LEAST_PLACES 120

/* @asked: whether the front of this document is wanted
 * @point: the one that is looked at
 * @showing: while the number of the point follows it rather than the other way */
struct _GhParetoCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkDropDown *strategy;
  GtkLabel *answer;
  GtkButton *find;
  GtkWidget *front;
  GhChartView *chart;
  GhChartMenu *menu;
  GtkLabel *reading;
  GtkSpinButton *number;
  GtkLabel *about;
  GtkWidget *take;

  GhDocument *document; /* (nullable) */
  gboolean asked;
  guint point;
  gboolean showing;
};

static const char *
gh_pareto_card_get_name (GhTabular *tabular G_GNUC_UNUSED)
{
  return _ ("Cost and emissions");
}

/* The front that is shown, or none. */
static const GhParetoFront *
get_front (GhParetoCard *card)
{
  const GhParetoFront *front
      = card->document != NULL ? gh_document_get_front (card->document) : NULL;

  return front != NULL && front->points->len > 0 ? front : NULL;
}

static GhDataTable *
gh_pareto_card_make_table (GhTabular *tabular)
{
  GhParetoCard *card = GH_PARETO_CARD (tabular);
  const GhParetoFront *front = get_front (card);

  return front != NULL ? gh_pareto_make_table (front, gh_document_get_currency (card->document))
                       : NULL;
}

static gboolean
gh_pareto_card_export (GhTabular *tabular, const char *path, GError **error)
{
  return gh_chart_view_export (GH_PARETO_CARD (tabular)->chart, _ ("Cost and emissions"), path,
                               error);
}

static void
gh_pareto_card_tabular_init (GhTabularInterface *interface)
{
  interface->export = gh_pareto_card_export;
  interface->get_name = gh_pareto_card_get_name;
  interface->make_table = gh_pareto_card_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhParetoCard, gh_pareto_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR, gh_pareto_card_tabular_init))

/* Charging on arrival heeds no price. */
static GhStrategy
get_strategy (GhParetoCard *card)
{
  return GH_STRATEGY_SMART + gtk_drop_down_get_selected (card->strategy);
}

/* What a point emits less than the cheapest, kg a year. */
static double
get_less (const GhParetoFront *front, guint point)
{
  return gh_pareto_front_get (front, 0)->emissions_kg[front->rate]
         - gh_pareto_front_get (front, point)->emissions_kg[front->rate];
}

static double
get_more (const GhParetoFront *front, guint point)
{
  return gh_pareto_front_get (front, point)->cost_per_year
         - gh_pareto_front_get (front, 0)->cost_per_year;
}

static guint
find_nearest (const GhParetoFront *front, double less)
{
  guint nearest = 0;

  for (guint i = 1; i < front->points->len; i++)
    if (fabs (get_less (front, i) - less) < fabs (get_less (front, nearest) - less))
      nearest = i;
  return nearest;
}

/* Places along the axis, at round numbers. */
typedef struct
{
  double step;
  guint count;
} Places;

static Places
find_places (const GhParetoFront *front)
{
  double range = get_less (front, front->points->len - 1), width = range / LEAST_PLACES;
  double step = pow (10.0, floor (log10 (width)));

  step *= width >= 5.0 * step ? 5.0 : width >= 2.0 * step ? 2.0 : 1.0;
  return (Places){ step, (guint) ceil (range / step) + 1 };
}

/* The line through the points. */
static GhSeries *
take_line (const GhParetoFront *front, const Places *places)
{
  double *values = g_new (double, places->count);
  guint next = 1;

  for (guint i = 0; i < places->count; i++)
    {
      double less = places->step * i;
      while (next + 1 < front->points->len && get_less (front, next) < less)
        next++;
      double from = get_less (front, next - 1), to = get_less (front, next);
      double part = CLAMP ((less - from) / (to - from), 0.0, 1.0);
      values[i] = get_more (front, next - 1)
                  + part * (get_more (front, next) - get_more (front, next - 1));
    }
  return gh_series_new_take (values, places->count);
}

/* The plans themselves. */
static GhSeries *
take_points (const GhParetoFront *front, const Places *places)
{
  double *values = g_new (double, places->count);

  for (guint i = 0; i < places->count; i++)
    values[i] = NAN;
  for (guint i = 0; i < front->points->len; i++)
    values[(guint) round (get_less (front, i) / places->step)] = get_more (front, i);
  return gh_series_new_take (values, places->count);
}

static void
add_marks (GhParetoCard *card, GhFigure *figure, const GhParetoFront *front)
{
  if (card->point != front->present)
    gh_figure_add_mark (figure, get_less (front, front->present), _ ("now"));
  if (card->point != front->knee && front->knee > 0 && front->knee != front->present)
    gh_figure_add_mark (figure, get_less (front, front->knee), _ ("knee"));
  gh_figure_add_mark (figure, get_less (front, card->point), _ ("chosen"));
}

static GhFigure *
new_figure (GhParetoCard *card, const GhParetoFront *front)
{
  Places places = find_places (front);
  GhFigure *figure
      = gh_figure_new_numbers (_ ("Less CO₂ a year"), "kg", 0.0, places.step, places.count);
  g_autoptr (GhSeries) line = take_line (front, &places);
  g_autoptr (GhSeries) points = take_points (front, &places);

  gh_figure_add_panel (figure, &(GhPanelOptions){ .title = _ ("More cost a year"),
                                                  .unit = gh_currency_symbol (
                                                      gh_document_get_currency (card->document)),
                                                  .has_zero = TRUE,
                                                  .minimum = NAN,
                                                  .maximum = NAN });
  gh_figure_add_layer (figure, 0,
                       &(GhLayerOptions){ .kind = GH_LAYER_LINE,
                                          .role = GH_COLOUR_CARBON,
                                          .name = _ ("Line through them"),
                                          .series = line });
  gh_figure_add_layer (
      figure, 0,
      &(GhLayerOptions){
          .kind = GH_LAYER_POINTS, .role = GH_COLOUR_CAR, .name = _ ("Plans"), .series = points });
  add_marks (card, figure, front);
  gh_figure_set_cursor (figure, places.step * round (get_less (front, card->point) / places.step));
  return figure;
}

static void
cursor_moved_cb (GhParetoCard *card)
{
  g_autofree char *text = gh_chart_view_format_cursor (card->chart);

  gtk_label_set_markup (card->reading, text);
}

/* What a point is, in words. */
static char *
describe_point (GhParetoCard *card, const GhParetoFront *front)
{
  const GhParetoPoint *point = gh_pareto_front_get (front, card->point);
  const char *currency = gh_document_get_currency (card->document);
  g_autofree char *less = gh_number_format (get_less (front, card->point), 0);
  g_autofree char *more = gh_money_format (get_more (front, card->point), currency, 2);
  g_autofree char *bill = gh_money_format (point->bill_per_year, currency, 2);
  g_autofree char *price = gh_money_format (point->price_per_tonne, currency, 0);
  g_autofree char *cycles = gh_number_format (point->full_cycles, 0);

  return g_strdup_printf (_ ("%s kg of CO₂ a year less than the cheapest plan for %s a year more. "
                             "The bill is %s a year, with %s full cycles of the battery. The plan "
                             "is the cheapest at a price of %s a tonne."),
                          less, more, bill, cycles, price);
}

static void
show_point (GhParetoCard *card, const GhParetoFront *front)
{
  g_autofree char *about = describe_point (card, front);

  card->showing = TRUE;
  gtk_spin_button_set_range (card->number, 1.0, front->points->len);
  gtk_spin_button_set_value (card->number, card->point + 1.0);
  card->showing = FALSE;
  gtk_label_set_label (card->about, about);
  gh_chart_view_take_figure (card->chart, front->points->len > 1 ? new_figure (card, front) : NULL);
  gtk_widget_set_sensitive (
      card->take, card->point != front->present
                      && gh_document_is_front_current (card->document, get_strategy (card)));
  cursor_moved_cb (card);
}

static void
choose_point (GhParetoCard *card, guint point)
{
  const GhParetoFront *front = get_front (card);

  if (front == NULL || point >= front->points->len || front->points->len < 2)
    return;
  card->point = point;
  show_point (card, front);
}

static void
number_changed_cb (GhParetoCard *card)
{
  if (!card->showing)
    choose_point (card, (guint) gtk_spin_button_get_value_as_int (card->number) - 1);
}

/* The point that is nearest to the cursor. */
static void
choose_at_cursor (GhParetoCard *card)
{
  const GhParetoFront *front = get_front (card);
  GhFigure *figure = gh_chart_view_get_figure (card->chart);

  if (front != NULL && figure != NULL)
    choose_point (card, find_nearest (front, gh_figure_get_cursor (figure)));
}

static gboolean
chart_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
              gpointer data)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  choose_at_cursor (data);
  return GDK_EVENT_STOP;
}

/* What is to be said where there is no front. */
static char *
describe_lack (GhParetoCard *card)
{
  GhResults *results = gh_document_get_results (card->document);
  const char *failure = gh_document_get_front_failure (card->document);

  if (results != NULL && !gh_pareto_is_possible (gh_results_get_site (results)))
    return g_strdup (_ ("The study has no emissions of the kind that its plans count by. They are "
                        "filled in on Home, below Carbon."));
  if (failure != NULL)
    return g_strdup (failure);
  if (!card->asked)
    return g_strdup (_ ("Twenty plans, each the cheapest at a price on emissions, tell what a "
                        "tonne less costs from the first to the last."));
  if (gh_document_is_front_current (card->document, get_strategy (card)))
    return g_strdup (_ ("Nothing can be planned."));
  return g_strdup (_ ("Finding what less carbon costs…"));
}

static gboolean
can_ask (GhParetoCard *card)
{
  GhResults *results = gh_document_get_results (card->document);

  return results != NULL && gh_pareto_is_possible (gh_results_get_site (results))
         && (!card->asked || gh_document_get_front_failure (card->document) != NULL);
}

/* Shows what there is, and asks for what is wanted and missing. A card that is not seen costs
 * nothing. */
static void
show (GhParetoCard *card)
{
  if (card->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (card)))
    return;
  if (card->asked)
    gh_document_find_front (card->document, get_strategy (card));
  const GhParetoFront *front = get_front (card);
  gboolean current = gh_document_is_front_current (card->document, get_strategy (card));
  gboolean found = front != NULL && card->asked, shown = found && front->points->len > 1;
  g_autofree char *text = current && found
                              ? gh_pareto_answer (front, gh_document_get_currency (card->document))
                              : describe_lack (card);

  gtk_label_set_label (card->answer, text);
  gtk_widget_set_visible (GTK_WIDGET (card->find), can_ask (card));
  gtk_widget_set_visible (card->front, shown);
  gh_chart_view_set_dimmed (card->chart, !current);
  gtk_widget_set_sensitive (card->take, FALSE);
  if (current && shown)
    show_point (card, front);
}

/* A new front is looked at where its knee is, and stays where it was chosen after that. */
static void
found_cb (GhParetoCard *card)
{
  const GhParetoFront *front = get_front (card);

  if (front != NULL && card->point >= front->points->len)
    card->point = front->knee;
  show (card);
}

static void
find_cb (GhParetoCard *card)
{
  card->asked = TRUE;
  card->point = G_MAXUINT;
  gh_document_retry_front (card->document);
  gh_document_find_front (card->document, get_strategy (card));
  found_cb (card);
}

static void
strategy_chosen_cb (GhParetoCard *card)
{
  card->point = G_MAXUINT;
  if (card->document != NULL)
    show (card);
}

/* One edit; the plans follow, and the front with the point that is then the present one. */
static void
take_cb (GhParetoCard *card)
{
  const GhParetoFront *front = get_front (card);

  if (front != NULL && card->point < front->points->len)
    gh_document_set_number (card->document, PRICE_PATH,
                            gh_pareto_front_get (front, card->point)->price_per_tonne);
}

static void
gh_pareto_card_dispose (GObject *object)
{
  gh_pareto_card_set_document (GH_PARETO_CARD (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_PARETO_CARD);
  G_OBJECT_CLASS (gh_pareto_card_parent_class)->dispose (object);
}

static void
gh_pareto_card_class_init (GhParetoCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_pareto_card_dispose;
  g_type_ensure (GH_TYPE_CHART_MENU);
  g_type_ensure (GH_TYPE_CHART_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gridhearth/Gridhearth/pareto-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, box);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, strategy);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, answer);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, find);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, front);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, chart);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, menu);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, reading);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, number);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, about);
  gtk_widget_class_bind_template_child (widget_class, GhParetoCard, take);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, strategy_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gh_tabular_install (widget_class);
}

static void
gh_pareto_card_init (GhParetoCard *card)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (card));
  gh_chart_view_set_name (card->chart, _ ("Cost and emissions"));
  gh_chart_menu_set_target (card->menu, GH_TABULAR (card));
  g_signal_connect (card, "map", G_CALLBACK (show), NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (choose_at_cursor), card);
  gtk_widget_add_controller (GTK_WIDGET (card->chart), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (chart_key_cb), card);
  gtk_widget_add_controller (GTK_WIDGET (card->chart), keys);
}

/**
 * gh_pareto_card_set_document:
 * @card: a card
 * @document: (nullable): whose front to show
 *
 * Shows and follows a document; its front is found when a person asks for it.
 */
void
gh_pareto_card_set_document (GhParetoCard *card, GhDocument *document)
{
  if (card->document != NULL)
    g_signal_handlers_disconnect_by_data (card->document, card);
  g_set_object (&card->document, document);
  card->asked = document != NULL && gh_document_get_front (document) != NULL;
  card->point = G_MAXUINT;
  if (document == NULL)
    return;
  g_signal_connect_swapped (document, "edited", G_CALLBACK (show), card);
  g_signal_connect_swapped (document, "planned", G_CALLBACK (show), card);
  g_signal_connect_swapped (document, "lived", G_CALLBACK (show), card);
  g_signal_connect_swapped (document, "front-found", G_CALLBACK (found_cb), card);
  found_cb (card);
}
