/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vehicles at their charge points: stays on the steps of an axis, and what is driven between. */
#include "site/stays.h"

#include <math.h>
#include <string.h>

static gint64
divide_down (gint64 value, gint64 by)
{
  return value / by - (value % by < 0);
}

/**
 * gh_stay_first_step:
 * @axis: the time axis
 * @arrive: when a vehicle is plugged in, unix seconds
 *
 * Returns: the first step in which it is plugged in from begin to end; below 0 before the axis
 */
gint64
gh_stay_first_step (const GhTimeAxis *axis, gint64 arrive)
{
  return -divide_down (gh_time_axis_get_start (axis) - arrive,
                       gh_time_axis_get_step_seconds (axis));
}

/**
 * gh_stay_end_step:
 * @axis: the time axis
 * @leave: when a vehicle leaves, unix seconds
 *
 * Returns: the step after the last in which it is plugged in from begin to end
 */
gint64
gh_stay_end_step (const GhTimeAxis *axis, gint64 leave)
{
  return divide_down (leave - gh_time_axis_get_start (axis), gh_time_axis_get_step_seconds (axis));
}

/**
 * gh_stay_row_init:
 * @self: (out): a row of stays; owns nothing
 * @axis: the time axis
 * @stays: (element-type GhFleetStay): emptied, to be filled
 *
 * Begins with the stays of a vehicle.
 */
void
gh_stay_row_init (GhStayRow *self, const GhTimeAxis *axis, GArray *stays)
{
  *self = (GhStayRow){ stays, (gint64) gh_time_axis_get_count (axis), G_MININT64, 0.0 };
  g_array_set_size (stays, 0);
}

/**
 * gh_stay_row_add:
 * @self: a row of stays
 * @stay: the next one in the order of time
 *
 * Adds a stay. Between two stays there is at least one step away: a vehicle that arrives before it
 * leaves stays on until it leaves. Where no whole step is left of a stay, what was driven before it
 * is wanted in the next one. Stays without a step on the axis are counted and not kept.
 */
void
gh_stay_row_add (GhStayRow *self, GhFleetStay stay)
{
  if (self->busy_until > G_MININT64)
    stay.first = MAX (stay.first, self->busy_until + 1);
  stay.energy_kwh += self->owed_kwh;
  self->owed_kwh = stay.end <= stay.first ? stay.energy_kwh : 0.0;
  if (stay.end <= stay.first)
    return;
  self->busy_until = stay.end;
  if (stay.end > 0 && stay.first < self->count)
    g_array_append_val (self->stays, stay);
}

static int
compare_stays (gconstpointer first, gconstpointer second)
{
  const GhVehicleStay *a = *(const GhVehicleStay *const *) first;
  const GhVehicleStay *b = *(const GhVehicleStay *const *) second;

  return (a->arrive > b->arrive) - (a->arrive < b->arrive);
}

/**
 * gh_stays_of_vehicle:
 * @vehicle: a vehicle with stays of a log, in any order
 * @axis: the time axis
 * @stays: (element-type GhFleetStay): set to those that have a step on the axis
 *
 * Lays the stays of a vehicle on an axis, see gh_stay_row_add(). A step only partly plugged in is
 * away. O(n log n).
 */
void
gh_stays_of_vehicle (const GhVehicle *vehicle, const GhTimeAxis *axis, GArray *stays)
{
  guint count = vehicle->stays != NULL ? vehicle->stays->len : 0;
  g_autofree const GhVehicleStay **sorted = g_new (const GhVehicleStay *, count + 1);
  GhStayRow row;

  gh_stay_row_init (&row, axis, stays);
  if (count == 0)
    return;
  memcpy (sorted, vehicle->stays->pdata, count * sizeof *sorted);
  qsort (sorted, count, sizeof *sorted, compare_stays);
  for (guint i = 0; i < count; i++)
    {
      const GhVehicleStay *stay = sorted[i];
      double soc = isnan (stay->soc_at_leave) ? vehicle->soc_max : stay->soc_at_leave;
      gh_stay_row_add (&row, (GhFleetStay){ .first = gh_stay_first_step (axis, stay->arrive),
                                            .end = gh_stay_end_step (axis, stay->leave),
                                            .energy_kwh = stay->energy_kwh,
                                            .required_kwh = soc * vehicle->battery_kwh });
    }
}

/* What is driven between two stays: evenly over the steps away. */
static void
add_trip (const GhTimeAxis *axis, gsize from, gsize to, double energy_kwh, double required_kwh,
          GhStore *store)
{
  GhStoreTrip trip = { .first = from,
                       .end = to,
                       .leave_unix = gh_time_axis_get_time (axis, from),
                       .energy_kwh = energy_kwh,
                       .required_kwh = required_kwh };

  if (to <= from)
    return;
  for (gsize t = from; t < to; t++)
    store->drive_kwh[t] = energy_kwh / (double) (to - from);
  if (from > 0)
    store->lower_kwh[from - 1] = MAX (store->lower_kwh[from - 1], required_kwh);
  g_array_append_val (store->trips, trip);
}

/**
 * gh_stays_lay:
 * @stays: (element-type GhFleetStay): when a vehicle is plugged in, in the order of time
 * @axis: the time axis
 * @store: (inout): its store, with limits and without trips; gets plugged steps, driving and trips
 *
 * Plugs a store in during its stays; between them it is away. What it drives before a stay that
 * begins on the axis is drawn on the axis, all of it, even where it left before; what it drives
 * after its last stay belongs to the next period. It has to be as full as asked for when it leaves.
 */
void
gh_stays_lay (const GArray *stays, const GhTimeAxis *axis, GhStore *store)
{
  gint64 count = (gint64) gh_time_axis_get_count (axis);
  double required_kwh = 0.0;
  gint64 away_from = 0;

  memset (store->plugged, 0, (gsize) count);
  for (guint i = 0; i < stays->len; i++)
    {
      const GhFleetStay *stay = &g_array_index (stays, GhFleetStay, i);
      gint64 first = MAX (0, stay->first), end = MIN (count, stay->end);
      if (stay->first > 0)
        add_trip (axis, (gsize) away_from, (gsize) first, stay->energy_kwh, required_kwh, store);
      memset (store->plugged + first, 1, (gsize) (end - first));
      away_from = end;
      required_kwh = stay->required_kwh;
    }
  if (away_from < count)
    add_trip (axis, (gsize) away_from, (gsize) count, 0.0, required_kwh, store);
}
