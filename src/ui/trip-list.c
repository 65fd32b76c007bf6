/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trips of a car as rows that open, and the week they make with the tariff. */
#include "trip-list.h"

#include <math.h>
#include <string.h>

#include "attribute-row.h"
#include "calendar-text.h"
#include "chart-style.h"
#include "hours-rows.h"
#include "number-text.h"
#include "record-list.h"
#include "stores.h"
#include "week-strip.h"
#include "words.h"

#define DAYS 7
#define MINUTES_PER_DAY 1440

/* The subject of a list is the id of its car. */
static GhVehicle *
get_car (const GhStudy *study, guint subject)
{
  g_autofree char *path = gh_stores_format_id (subject);

  return (GhVehicle *) gh_stores_look_up (study, path);
}

/* %NULL where there are none, or the car has just been removed. */
static GPtrArray *
get_trips (GhDocument *document, guint subject)
{
  const GhVehicle *car = get_car (gh_document_get_study (document), subject);

  return car != NULL ? car->trips : NULL;
}

static void
show_trip (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  const GhTrip *trip = g_ptr_array_index (get_trips (document, subject), index);
  g_autofree char *days = gh_days_to_text (trip->days);
  g_autofree char *leave = gh_clock_to_text (trip->leave);
  g_autofree char *back = gh_clock_to_text (trip->return_);
  gboolean is_energy = !isnan (trip->energy_kwh);
  g_autofree char *amount = gh_number_format (is_energy ? trip->energy_kwh : trip->distance_km, 0);
  g_autofree char *title = g_strdup_printf ("%s, %s – %s", days, leave, back);
  g_autofree char *subtitle = g_strdup_printf (is_energy ? _ ("%s kWh") : _ ("%s km"), amount);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (row, subtitle);
}

static void
remove_trip (GhStudy *study, guint subject, guint index)
{
  GhVehicle *car = get_car (study, subject);

  gh_record_free (&gh_trip_table, g_ptr_array_index (car->trips, index));
  g_ptr_array_remove_index (car->trips, index);
}

static void
fill_trip_row (AdwExpanderRow *row, GhDocument *document, guint subject, guint index)
{
  static const struct
  {
    const char *name;
    GtkWidget *(*new_row) (GhDocument *document, const char *path);
  } rows[] = { { "days", gh_days_row_new },
               { "leave", gh_clock_row_new },
               { "return", gh_clock_row_new },
               { "distance_km", gh_attribute_row_new },
               { "energy_kwh", gh_attribute_row_new },
               { "soc_at_leave", gh_attribute_row_new } };

  const GhTrip *trip = g_ptr_array_index (get_trips (document, subject), index);
  g_autofree char *car = gh_stores_format_id (subject);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* People know their distances; an energy comes from elsewhere. */
      if (strcmp (rows[i].name, "energy_kwh") == 0 && isnan (trip->energy_kwh))
        continue;
      g_autofree char *path = g_strdup_printf ("%s.trips[%u].%s", car, index, rows[i].name);
      adw_expander_row_add_row (row, rows[i].new_row (document, path));
    }
}

static void
add_trip (GhStudy *study, guint subject)
{
  GhVehicle *car = get_car (study, subject);
  GhTrip *trip = gh_record_new (&gh_trip_table);
  guint index;

  trip->leave = 8 * 60;
  trip->return_ = 17 * 60;
  trip->distance_km = 30;
  for (const char *const *name = (const char *const[]){ "leave", "return", "distance_km", NULL };
       *name != NULL; name++)
    if (gh_attribute_table_find (&gh_trip_table, *name, &index) != NULL)
      gh_record_set_given (&gh_trip_table, trip, index);
  if (car->trips == NULL)
    car->trips = g_ptr_array_new ();
  g_ptr_array_add (car->trips, trip);
  if (gh_attribute_table_find (&gh_vehicle_table, "trips", &index) != NULL)
    gh_record_set_given (&gh_vehicle_table, car, index);
}

static guint
count_trips (GhDocument *document, guint subject)
{
  GPtrArray *trips = get_trips (document, subject);

  return trips != NULL ? trips->len : 0;
}

static const GhRecordListKind kind = {
  .count = count_trips,
  .fill_row = fill_trip_row,
  .show_row = show_trip,
  .add = add_trip,
  .remove = remove_trip,
  .empty = N_ ("The car never leaves. Add a trip to let it drive."),
  .add_label = N_ ("Add a Trip"),
  .adding = N_ ("Adding a trip"),
  .remove_label = N_ ("Remove this trip"),
  .removing = N_ ("Removing a trip"),
};

/**
 * gh_trip_list_new:
 * @document: what is edited
 * @store: path of a car
 *
 * Returns: (transfer floating): its trips, to be opened, added and removed
 */
GtkWidget *
gh_trip_list_new (GhDocument *document, const char *store)
{
  return gh_record_list_new_about (document, &kind, gh_stores_get_id (store));
}

/* The price in each quarter of an hour of a plain week in January, by the rules of the tariff. */
static double
price_at (const GhPeriodPrice *price, guint weekday, int minute)
{
  for (guint i = 0; price->periods != NULL && i < price->periods->len; i++)
    {
      const GhPricePeriod *period = g_ptr_array_index (price->periods, i);
      gboolean wraps = period->to <= period->from;
      gboolean before = wraps && minute < period->to;
      guint begun = before ? (weekday + DAYS - 1) % DAYS : weekday;
      gboolean inside = wraps ? minute >= period->from || before
                              : minute >= period->from && minute < period->to;
      if (inside && (period->days >> begun & 1) != 0)
        return period->price;
    }
  return price->default_price;
}

static void
add_prices (GhWeekStrip *strip, const GhPriceSpec *spec)
{
  double least = INFINITY, greatest = -INFINITY;

  if (spec == NULL || spec->periods == NULL)
    return;
  for (int minute = 0; minute < DAYS * MINUTES_PER_DAY; minute += 15)
    {
      double price
          = price_at (spec->periods, (guint) (minute / MINUTES_PER_DAY), minute % MINUTES_PER_DAY);
      least = MIN (least, price);
      greatest = MAX (greatest, price);
    }
  for (int minute = 0; minute < DAYS * MINUTES_PER_DAY; minute += 15)
    {
      guint day = (guint) (minute / MINUTES_PER_DAY);
      double price = price_at (spec->periods, day, minute % MINUTES_PER_DAY);
      int from = minute % MINUTES_PER_DAY;
      gh_week_strip_add_price (strip, day, from, from + 15,
                               greatest > least ? (price - least) / (greatest - least) : 0.5);
    }
}

static void
draw_week (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GhDocument *document = data;
  GhFigureStyle style = gh_chart_style_of (GTK_WIDGET (area), FALSE);
  guint subject = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "car"));
  GPtrArray *trips = get_trips (document, subject);
  const GhTariff *tariff = gh_document_get_study (document)->tariff;
  GhWeekStrip strip;

  gh_week_strip_init (&strip);
  add_prices (&strip, tariff != NULL ? tariff->import_price : NULL);
  for (guint i = 0; trips != NULL && i < trips->len; i++)
    {
      const GhTrip *trip = g_ptr_array_index (trips, i);
      gh_week_strip_add_trip (&strip, trip->days, trip->leave, trip->return_);
    }
  gh_week_strip_draw (&strip, cr, width, height, &style);
  gh_week_strip_clear (&strip);
}

/**
 * gh_week_view_new:
 * @document: whose week to show
 * @store: path of a car
 *
 * Returns: (transfer floating): seven bars of a day with trips and prices
 */
GtkWidget *
gh_week_view_new (GhDocument *document, const char *store)
{
  GtkWidget *area
      = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);

  g_object_set_data (G_OBJECT (area), "car", GUINT_TO_POINTER (gh_stores_get_id (store)));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 210);
  gtk_widget_set_margin_bottom (area, 12);
  gtk_widget_set_size_request (area, 320, -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_week, g_object_ref (document),
                                  g_object_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The week: when the car is away and what electricity costs"),
                                  -1);
  gh_chart_style_follow (area);
  g_signal_connect_object (document, "edited", G_CALLBACK (gtk_widget_queue_draw), area,
                           G_CONNECT_SWAPPED);
  return area;
}
