/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one day of a plan does to the cells, minute by minute; the day can be chosen. */
#include "battery-day-card.h"

#include "battery-figure.h"
#include "chart-card.h"
#include "time-scale.h"
#include "words.h"

struct _GhBatteryDayCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GhChartCard *chart;
  GtkWidget *before;
  GtkWidget *after;
  GtkMenuButton *day;
  GtkCalendar *calendar;

  GhBatteryLife *life; /* (nullable) */
  GhStrategy strategy;
  GArray *days; /* (nullable) (element-type GhBatteryDay) */
  guint shown;
  gboolean chosen; /* by a person */
  gboolean following;
};

G_DEFINE_FINAL_TYPE (GhBatteryDayCard, gh_battery_day_card, GTK_TYPE_WIDGET)

static const GhBatteryDay *
get_day (GhBatteryDayCard *card, guint index)
{
  return &g_array_index (card->days, GhBatteryDay, index);
}

/* The button says which day it is, the calendar has it selected. */
static void
follow_day (GhBatteryDayCard *card, const GhBatteryDay *day)
{
  const GhTimeAxis *axis = gh_results_get_site (gh_battery_life_get_results (card->life))->axis;
  g_autofree char *text = gh_time_scale_format_day (
      (double) gh_time_axis_get_time (axis, day->first), gh_time_axis_get_zone (axis));
  int year, month, of_month;

  gh_date_to_civil (day->date, &year, &month, &of_month);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (year, month, of_month, 0, 0, 0.0);
  gtk_menu_button_set_label (card->day, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->day), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Day"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  card->following = TRUE;
  gtk_calendar_select_day (card->calendar, moment);
  card->following = FALSE;
  gtk_widget_set_sensitive (card->before, card->shown > 0);
  gtk_widget_set_sensitive (card->after, card->shown + 1 < card->days->len);
}

static void
show_day (GhBatteryDayCard *card, guint index)
{
  const GhBatteryDay *day = get_day (card, index);
  g_autoptr (GhBatteryTrace) trace = gh_battery_life_trace (card->life, card->strategy, day);

  card->shown = index;
  gh_chart_view_take_figure (gh_chart_card_get_chart (card->chart),
                             trace != NULL ? gh_battery_trace_figure_new (trace) : NULL);
  follow_day (card, day);
}

static void
choose (GhBatteryDayCard *card, guint index)
{
  card->chosen = TRUE;
  show_day (card, index);
}

static void
before_cb (GhBatteryDayCard *card)
{
  choose (card, card->shown - 1);
}

static void
after_cb (GhBatteryDayCard *card)
{
  choose (card, card->shown + 1);
}

static void
busiest_cb (GhBatteryDayCard *card)
{
  card->chosen = FALSE;
  show_day (card, gh_battery_life_find_busiest (card->life, card->strategy, card->days));
}

/* A day outside of the period leads to the nearest within. */
static guint
find_date (GhBatteryDayCard *card, gint32 date)
{
  gint32 first = get_day (card, 0)->date;

  return (guint) CLAMP (date - first, 0, (gint32) card->days->len - 1);
}

static void
calendar_cb (GhBatteryDayCard *card)
{
  g_autoptr (GDateTime) moment = gtk_calendar_get_date (card->calendar);

  if (card->following || card->days == NULL)
    return;
  choose (card, find_date (card, gh_date_from_civil (g_date_time_get_year (moment),
                                                     g_date_time_get_month (moment),
                                                     g_date_time_get_day_of_month (moment))));
}

static void
forget (GhBatteryDayCard *card)
{
  g_clear_pointer (&card->life, gh_battery_life_unref);
  g_clear_pointer (&card->days, g_array_unref);
}

static void
gh_battery_day_card_dispose (GObject *object)
{
  forget (GH_BATTERY_DAY_CARD (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_BATTERY_DAY_CARD);
  G_OBJECT_CLASS (gh_battery_day_card_parent_class)->dispose (object);
}

static void
gh_battery_day_card_class_init (GhBatteryDayCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_battery_day_card_dispose;
  g_type_ensure (GH_TYPE_CHART_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/battery-day-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBatteryDayCard, box);
  gtk_widget_class_bind_template_child (widget_class, GhBatteryDayCard, chart);
  gtk_widget_class_bind_template_child (widget_class, GhBatteryDayCard, before);
  gtk_widget_class_bind_template_child (widget_class, GhBatteryDayCard, after);
  gtk_widget_class_bind_template_child (widget_class, GhBatteryDayCard, day);
  gtk_widget_class_bind_template_child (widget_class, GhBatteryDayCard, calendar);
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_cb);
  gtk_widget_class_bind_template_callback (widget_class, busiest_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_cb);
}

static void
gh_battery_day_card_init (GhBatteryDayCard *card)
{
  gtk_widget_init_template (GTK_WIDGET (card));
}

/**
 * gh_battery_day_card_show:
 * @card: a card
 * @life: (nullable): whose days to show
 * @strategy: one of the compared
 *
 * Shows the day that was chosen, or the one on which most flows; nothing without a life.
 */
void
gh_battery_day_card_show (GhBatteryDayCard *card, GhBatteryLife *life, GhStrategy strategy)
{
  gint32 date = card->days != NULL ? get_day (card, card->shown)->date : 0;

  forget (card);
  card->strategy = strategy;
  if (life == NULL)
    {
      card->chosen = FALSE;
      gh_chart_view_take_figure (gh_chart_card_get_chart (card->chart), NULL);
      return;
    }
  card->life = gh_battery_life_ref (life);
  card->days = gh_battery_life_find_days (life);
  show_day (card, card->chosen ? find_date (card, date)
                               : gh_battery_life_find_busiest (life, strategy, card->days));
}

/**
 * gh_battery_day_card_get_chart:
 * @card: a card
 *
 * Returns: (transfer none): its chart
 */
GhChartView *
gh_battery_day_card_get_chart (GhBatteryDayCard *card)
{
  return gh_chart_card_get_chart (card->chart);
}
