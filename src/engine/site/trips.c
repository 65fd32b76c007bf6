/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/trips.h"

#include <math.h>

#include "site/calendar.h"
#include "site/stays.h"

#define MINUTES_PER_DAY 1440

/* A share of a step that is plugged in counts as the whole step from here on: rounding only. */
#define WHOLLY_PLUGGED (1.0 - 1e-9)

/* One trip on the steps of the axis, which is thought to go on before and after the period. */
typedef struct
{
  gint64 first;
  gint64 end;
  gint64 leave_unix;
  double energy_kwh;
  double required_kwh;
} Journey;

/**
 * gh_trip_get_energy_kwh:
 * @vehicle: a car
 * @trip: a trip of it
 *
 * Returns: what the whole trip takes from the battery
 */
double
gh_trip_get_energy_kwh (const GhVehicle *vehicle, const GhTrip *trip)
{
  return isnan (trip->energy_kwh)
             ? trip->distance_km * vehicle->consumption_kwh_per_km * trip->consumption_factor
             : trip->energy_kwh;
}

static gint64
divide_down (gint64 value, gint64 by)
{
  return value / by - (value % by < 0);
}

/* The trip that begins on a date; it returns the next day where it does not return later. */
static Journey
journey_on (const GhVehicle *vehicle, const GhTrip *trip, const GhTimeAxis *axis, gint32 date)
{
  GTimeZone *zone = gh_time_axis_get_zone (axis);
  gint64 step = gh_time_axis_get_step_seconds (axis);
  gint64 start = gh_time_axis_get_start (axis);
  int back = trip->return_ + (trip->return_ <= trip->leave ? MINUTES_PER_DAY : 0);
  gint64 leave = gh_civil_time_to_unix (zone, date, trip->leave) - start;
  gint64 arrive = gh_civil_time_to_unix (zone, date, back) - start;
  Journey journey = { .first = divide_down (leave, step), .leave_unix = leave + start };

  /* Rounded up; a trip in the hour that spring skips lasts no time and still takes its step. */
  journey.end = MAX (journey.first + 1, -divide_down (-arrive, step));
  journey.energy_kwh = gh_trip_get_energy_kwh (vehicle, trip);
  if (isfinite (trip->soc_at_leave))
    journey.required_kwh = trip->soc_at_leave * vehicle->battery_kwh;
  return journey;
}

static gboolean
begins_on (const GhTrip *trip, gint32 date, const GArray *holidays)
{
  if (trip->from != GH_NO_DATE && date < trip->from)
    return FALSE;
  if (trip->to != GH_NO_DATE && date > trip->to)
    return FALSE;
  return gh_calendar_is_day (date, trip->days, holidays);
}

static int
compare_journeys (gconstpointer first, gconstpointer second)
{
  const Journey *a = first, *b = second;

  if (a->first != b->first)
    return a->first < b->first ? -1 : 1;
  if (a->end != b->end)
    return a->end < b->end ? -1 : 1;
  return (a->leave_unix > b->leave_unix) - (a->leave_unix < b->leave_unix);
}

/* Every trip that takes a step of the axis, in the order of time. Trips last up to a day, or 25
 * hours in autumn, so those that began two days before may still be on the way. */
static GArray *
collect_journeys (const GhVehicle *vehicle, const GhTimeAxis *axis, const GArray *holidays)
{
  GArray *journeys = g_array_new (FALSE, FALSE, sizeof (Journey));
  gint64 count = (gint64) gh_time_axis_get_count (axis);
  gint32 first_date = gh_time_axis_get_civil (axis)[0].date - 2;
  gint32 last_date = gh_time_axis_get_civil (axis)[count - 1].date;

  for (guint i = 0; vehicle->trips != NULL && i < vehicle->trips->len; i++)
    {
      const GhTrip *trip = g_ptr_array_index (vehicle->trips, i);
      for (gint32 date = first_date; date <= last_date; date++)
        {
          if (!begins_on (trip, date, holidays))
            continue;
          Journey journey = journey_on (vehicle, trip, axis, date);
          if (journey.first < count && journey.end > 0)
            g_array_append_val (journeys, journey);
        }
    }
  g_array_sort (journeys, compare_journeys);
  return journeys;
}

static void
begin_store (const GhVehicle *vehicle, gsize count, GhStore *store)
{
  for (gsize t = 0; t < count; t++)
    {
      store->lower_kwh[t] = vehicle->soc_min * vehicle->battery_kwh;
      store->upper_kwh[t] = vehicle->soc_max * vehicle->battery_kwh;
      store->drive_kwh[t] = 0.0;
      store->plugged[t] = 1;
    }
  store->away_kwh = 0.0;
  store->away_price_per_kwh
      = vehicle->away_charging != NULL ? vehicle->away_charging->price_per_kwh : 0.0;
  g_array_set_size (store->trips, 0);
}

/* Adds a trip whose drawn energy is in place: charges away, evenly over the way, what the battery
 * cannot hold of the whole trip, the part outside the period included. */
static void
add_trip (const GhVehicle *vehicle, GhStoreTrip trip, double whole_kwh, GhStore *store)
{
  double span_kwh = (vehicle->soc_max - vehicle->soc_min) * vehicle->battery_kwh;
  gboolean is_excessive = vehicle->away_charging != NULL && whole_kwh > span_kwh;
  double kept = is_excessive ? MAX (0.0, span_kwh) / whole_kwh : 1.0;

  for (gsize t = trip.first; t < trip.end; t++)
    {
      trip.away_kwh += store->drive_kwh[t] * (1.0 - kept);
      store->drive_kwh[t] *= kept;
      trip.energy_kwh += store->drive_kwh[t];
    }
  if (trip.first > 0)
    store->lower_kwh[trip.first - 1] = MAX (store->lower_kwh[trip.first - 1], trip.required_kwh);
  store->away_kwh += trip.away_kwh;
  g_array_append_val (store->trips, trip);
}

/* Writes trips between which the car is never plugged in as one. */
static void
write_group (const GhVehicle *vehicle, const Journey *journeys, guint journey_count, gsize count,
             GhStore *store)
{
  GhStoreTrip trip
      = { .first = (gsize) MAX (0, journeys[0].first), .leave_unix = journeys[0].leave_unix };
  double whole_kwh = 0.0;

  for (guint i = 0; i < journey_count; i++)
    {
      const Journey *journey = &journeys[i];
      gsize end = (gsize) MIN ((gint64) count, journey->end);
      double each_kwh = journey->energy_kwh / (double) (journey->end - journey->first);
      for (gsize t = (gsize) MAX (0, journey->first); t < end; t++)
        {
          store->plugged[t] = 0;
          store->drive_kwh[t] += each_kwh;
        }
      whole_kwh += journey->energy_kwh;
      trip.end = MAX (trip.end, end);
      trip.leave_unix = MIN (trip.leave_unix, journey->leave_unix);
      trip.required_kwh = MAX (trip.required_kwh, journey->required_kwh);
    }
  add_trip (vehicle, trip, whole_kwh, store);
}

/**
 * gh_trips_expand:
 * @vehicle: a car with trips, or without
 * @axis: the time axis
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 * @store: (inout): limits, driving, plugged steps, trips and away charging are written
 *
 * Lays the trips of a car on the axis. A step partly away is away, and the energy of a trip is
 * drawn evenly over its away steps; of a trip that begins before the axis or ends after it, the
 * steps on the axis count with their share. `soc_at_leave` is a lower limit at the end of the last
 * plugged step before the trip; a trip under way at the start has none.
 *
 * Trips that overlap, or between which no whole step is plugged in, are one trip: from the first
 * leaving to the last return, the energies added, the greatest `soc_at_leave` counting before it.
 *
 * With away charging, what a trip needs beyond `soc_max - soc_min` of the battery is charged on
 * the way and taken off the driving; without it the whole stays and no plan will serve it.
 */
void
gh_trips_expand (const GhVehicle *vehicle, const GhTimeAxis *axis, const GArray *holidays,
                 GhStore *store)
{
  gsize count = gh_time_axis_get_count (axis);
  g_autoptr (GArray) journeys = collect_journeys (vehicle, axis, holidays);

  begin_store (vehicle, count, store);
  for (guint begin = 0, next = 0; begin < journeys->len; begin = next)
    {
      const Journey *all = (const Journey *) (gpointer) journeys->data;
      gint64 end = all[begin].end;
      for (next = begin + 1; next < journeys->len && all[next].first <= end; next++)
        end = MAX (end, all[next].end);
      write_group (vehicle, all + begin, next - begin, count, store);
    }
}

/**
 * gh_trips_take_series:
 * @vehicle: a car
 * @axis: the time axis
 * @plugged: (nullable) (array): 1 while plugged in, one a step; %NULL for always
 * @drive_kw: (nullable) (array): drawn from the battery by driving, one a step; %NULL for nothing
 * @store: (inout): limits, driving, plugged steps, trips and away charging are written
 *
 * Takes what was measured instead of trips. A step plugged in only partly is away. Each run of
 * away steps is a trip, charged away as in gh_trips_expand(); driving in plugged steps is drawn
 * as it is.
 */
void
gh_trips_take_series (const GhVehicle *vehicle, const GhTimeAxis *axis, const double *plugged,
                      const double *drive_kw, GhStore *store)
{
  gsize count = gh_time_axis_get_count (axis);
  double hours = gh_time_axis_get_step_hours (axis);

  begin_store (vehicle, count, store);
  for (gsize t = 0; t < count; t++)
    {
      store->plugged[t] = plugged == NULL || plugged[t] >= WHOLLY_PLUGGED;
      store->drive_kwh[t] = drive_kw != NULL ? drive_kw[t] * hours : 0.0;
    }
  for (gsize first = 0, end = 0; first < count; first = end)
    {
      double whole_kwh = 0.0;
      for (end = first; end < count && !store->plugged[end]; end++)
        whole_kwh += store->drive_kwh[end];
      GhStoreTrip trip
          = { .first = first, .end = end, .leave_unix = gh_time_axis_get_time (axis, first) };
      if (end > first)
        add_trip (vehicle, trip, whole_kwh, store);
      else
        end++;
    }
}

/**
 * gh_trips_take_stays:
 * @vehicle: a vehicle with stays of a log
 * @axis: the time axis
 * @stays: (element-type GhFleetStay): those of gh_stays_of_vehicle(), or what is left of them
 * @store: (inout): limits, driving, plugged steps and trips are written
 *
 * Takes the stays of a log instead of trips, see gh_stays_lay().
 */
void
gh_trips_take_stays (const GhVehicle *vehicle, const GhTimeAxis *axis, const GArray *stays,
                     GhStore *store)
{
  begin_store (vehicle, gh_time_axis_get_count (axis), store);
  gh_stays_lay (stays, axis, store);
}
