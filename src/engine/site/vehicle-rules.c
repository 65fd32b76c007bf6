/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules across the attributes of a car or a battery. */
#include "site/profile-rules.h"

#include <math.h>

#include "site/calendar.h"
#include "words.h"

#define MINUTES_PER_DAY 1440
#define NO_INDEX G_MAXUINT

/* One car with its place in the study. */
typedef struct
{
  const GhStudy *study;
  const GhVehicle *vehicle;
  const char *path;
  GhFindings *findings;
} Subject;

/* A trip on the clock of the day on which it begins. */
typedef struct
{
  int leave;
  int back;
  guint index;
} Outing;

static void
check_soc_limits (const Subject *subject)
{
  const GhVehicle *vehicle = subject->vehicle;

  if (vehicle->soc_min > vehicle->soc_max)
    gh_rule_report (subject->findings, subject->path, "soc_min",
                    _ ("%g is above the greatest charge (soc_max), %g"), vehicle->soc_min,
                    vehicle->soc_max);
}

/* An absent state of charge is NAN and within every limit; crossed limits are told once. */
static void
check_within_limits (const Subject *subject, const char *key, double soc)
{
  const GhVehicle *vehicle = subject->vehicle;

  if (vehicle->soc_min > vehicle->soc_max)
    return;
  if (soc < vehicle->soc_min)
    gh_rule_report (subject->findings, subject->path, key,
                    _ ("%g is below the least charge (soc_min), %g"), soc, vehicle->soc_min);
  if (soc > vehicle->soc_max)
    gh_rule_report (subject->findings, subject->path, key,
                    _ ("%g is above the greatest charge (soc_max), %g"), soc, vehicle->soc_max);
}

static void
check_soc_start (const Subject *subject)
{
  check_within_limits (subject, "soc_start", subject->vehicle->soc_start);
}

static void
check_soc_end (const Subject *subject)
{
  check_within_limits (subject, "soc_end", subject->vehicle->soc_end);
}

static void
check_discharge_soc_min (const Subject *subject)
{
  check_within_limits (subject, "discharge_soc_min", subject->vehicle->discharge_soc_min);
}

static void
check_loss_forms (const Subject *subject)
{
  const GhCharger *charger = subject->vehicle->charger;

  if (charger == NULL || (charger->charge_loss_kw == NULL && charger->discharge_loss_kw == NULL))
    return;
  if (gh_record_is_given (&gh_charger_table, charger, "charge_efficiency")
      || gh_record_is_given (&gh_charger_table, charger, "discharge_efficiency"))
    gh_rule_report (subject->findings, subject->path, "charger",
                    _ ("losses are given both as efficiencies and as coefficients; keep one"));
}

/* A table stands in place of the other forms of its direction, with points in order of power. */
static void
check_points (const Subject *subject, const GPtrArray *points, const char *key,
              const char *efficiency, const GArray *losses)
{
  gboolean charging = g_str_has_prefix (key, "charge");
  double battery_kw = 0.0, power_kw = 0.0;

  if (points == NULL || points->len == 0)
    return;
  g_autofree char *path = g_strconcat ("charger.", key, NULL);
  if (losses != NULL
      || gh_record_is_given (&gh_charger_table, subject->vehicle->charger, efficiency))
    gh_rule_report (subject->findings, subject->path, path,
                    _ ("losses are given in more than one form; keep one"));
  for (guint i = 0; i < points->len; i++)
    {
      const GhEfficiencyPoint *point = g_ptr_array_index (points, i);
      double there = charging ? point->power_kw * point->efficiency
                              : point->power_kw / MAX (point->efficiency, 0.01);
      g_autofree char *at = g_strdup_printf ("%s[%u]", path, i);
      if (point->power_kw <= power_kw)
        gh_rule_report (subject->findings, subject->path, at,
                        _ ("the powers have to rise from point to point"));
      else if (there <= battery_kw)
        gh_rule_report (subject->findings, subject->path, at,
                        _ ("at this efficiency more power at the AC side is less at the battery"));
      power_kw = point->power_kw;
      battery_kw = there;
    }
}

static void
check_efficiency_points (const Subject *subject)
{
  const GhCharger *charger = subject->vehicle->charger;

  if (charger == NULL)
    return;
  check_points (subject, charger->charge_points, "charge_points", "charge_efficiency",
                charger->charge_loss_kw);
  check_points (subject, charger->discharge_points, "discharge_points", "discharge_efficiency",
                charger->discharge_loss_kw);
}

/* AC = P + a + b P + c P^2 grows without end, but not below a. */
static void
check_charge_losses (const Subject *subject)
{
  const GhCharger *charger = subject->vehicle->charger;

  if (charger == NULL || charger->charge_loss_kw == NULL || charger->charge_loss_kw->len < 3)
    return;
  double fixed_kw = g_array_index (charger->charge_loss_kw, double, 0);
  if (charger->charge_kw > 0.0 && fixed_kw >= charger->charge_kw)
    gh_rule_report (subject->findings, subject->path, "charger.charge_loss_kw",
                    _ ("%g kW are lost before anything is charged; charge_kw is %g"), fixed_kw,
                    charger->charge_kw);
}

/* The greatest AC power of P - (a + b P + c P^2). */
static double
most_discharge_kw (const GArray *loss_kw)
{
  double a = g_array_index (loss_kw, double, 0);
  double b = g_array_index (loss_kw, double, 1);
  double c = g_array_index (loss_kw, double, 2);

  if (b >= 1.0)
    return 0.0;
  return c > 0.0 ? MAX (0.0, (1.0 - b) * (1.0 - b) / (4.0 * c) - a) : INFINITY;
}

static void
check_discharge_losses (const Subject *subject)
{
  const GhCharger *charger = subject->vehicle->charger;

  if (charger == NULL || charger->discharge_loss_kw == NULL || charger->discharge_loss_kw->len < 3)
    return;
  double most_kw = most_discharge_kw (charger->discharge_loss_kw);
  if (most_kw < charger->discharge_kw)
    gh_rule_report (subject->findings, subject->path, "charger.discharge_loss_kw",
                    _ ("at these losses at most %.3g kW can be discharged; discharge_kw is %g"),
                    most_kw, charger->discharge_kw);
}

/* A direction without power does not heed the minimum. */
static void
check_minimum_power (const Subject *subject)
{
  const GhCharger *charger = subject->vehicle->charger;

  if (charger == NULL)
    return;
  double minimum_kw = gh_charger_get_minimum_kw (charger);
  const char *key
      = minimum_kw > charger->minimum_kw ? "charger.minimum_current_a" : "charger.minimum_kw";
  if (charger->charge_kw > 0.0 && minimum_kw > charger->charge_kw)
    gh_rule_report (subject->findings, subject->path, key, _ ("%g is above charge_kw, %g"),
                    minimum_kw, charger->charge_kw);
  if (charger->discharge_kw > 0.0 && minimum_kw > charger->discharge_kw)
    gh_rule_report (subject->findings, subject->path, key, _ ("%g is above discharge_kw, %g"),
                    minimum_kw, charger->discharge_kw);
}

static void
check_driving_forms (const Subject *subject)
{
  const GhVehicle *vehicle = subject->vehicle;
  gboolean has_trips = vehicle->trips != NULL && vehicle->trips->len > 0;

  if (has_trips && (vehicle->plugged != NULL || vehicle->drive_kw != NULL))
    gh_rule_report (subject->findings, subject->path, "trips",
                    _ ("driving is given both as trips and as plugged or drive_kw; keep one"));
}

static gboolean
is_switch (double value)
{
  return !(fabs (value) > 0.0) || !(fabs (value - 1.0) > 0.0);
}

/* Of a file nothing is known yet; resampled, its steps may be plugged in only partly. */
static void
check_plugged (const Subject *subject)
{
  const GhSeriesSpec *plugged = subject->vehicle->plugged;

  if (plugged == NULL)
    return;
  if (plugged->form == GH_SERIES_NUMBER && !is_switch (plugged->number))
    gh_rule_report (subject->findings, subject->path, "plugged", _ ("%g is neither 0 nor 1"),
                    plugged->number);
  if (plugged->form != GH_SERIES_VALUES)
    return;
  const double *values = gh_series_get_values (plugged->values);
  for (gsize t = 0; t < gh_series_get_count (plugged->values); t++)
    if (!is_switch (values[t]))
      {
        g_autofree char *key = g_strdup_printf ("plugged[%zu]", t);
        gh_rule_report (subject->findings, subject->path, key, _ ("%g is neither 0 nor 1"),
                        values[t]);
        return;
      }
}

/* The last minute of a trip, counted from midnight of the day on which it begins. */
static int
minute_back (const GhTrip *trip)
{
  return trip->return_ + (trip->return_ <= trip->leave ? MINUTES_PER_DAY : 0);
}

/* Leaving at 24:00 and returning at 00:00 is the same moment, too. */
static gboolean
takes_no_time (const GhTrip *trip)
{
  return trip->leave == trip->return_ || minute_back (trip) == trip->leave;
}

/* Of most trips nothing is told, and their paths are not made. @name: (nullable): of an attribute
 */
static char *
format_trip_key (guint index, const char *name)
{
  return name != NULL ? g_strdup_printf ("trips[%u].%s", index, name)
                      : g_strdup_printf ("trips[%u]", index);
}

static void
report_trip (const Subject *subject, guint index, const char *name, const char *message)
{
  g_autofree char *key = format_trip_key (index, name);

  gh_rule_report (subject->findings, subject->path, key, "%s", message);
}

static void
check_way (const Subject *subject, const GhTrip *trip, guint index)
{
  gboolean has_distance = gh_record_is_given (&gh_trip_table, trip, "distance_km");
  gboolean has_energy = !isnan (trip->energy_kwh);

  if (has_distance && has_energy)
    report_trip (subject, index, NULL,
                 _ ("both the distance (distance_km) and the energy (energy_kwh) are given; "
                    "keep one"));
  else if (!has_energy && !has_distance && !(trip->distance_km > 0.0))
    report_trip (subject, index, NULL,
                 _ ("give either the distance (distance_km) or the energy (energy_kwh)"));
}

static void
check_charge_at_leaving (const Subject *subject, const GhTrip *trip, guint index)
{
  if (!(trip->soc_at_leave > subject->vehicle->soc_max))
    return;
  g_autofree char *key = format_trip_key (index, "soc_at_leave");
  gh_rule_report (subject->findings, subject->path, key,
                  _ ("%g is above the greatest charge (soc_max), %g"), trip->soc_at_leave,
                  subject->vehicle->soc_max);
}

static void
check_trip (const Subject *subject, const GhTrip *trip, guint index)
{
  if (takes_no_time (trip))
    report_trip (subject, index, "return", _ ("the car is back when it leaves"));
  check_way (subject, trip, index);
  if (trip->from != GH_NO_DATE && trip->to != GH_NO_DATE && trip->from > trip->to)
    report_trip (subject, index, "from", _ ("the first day is after the last, to"));
  check_charge_at_leaving (subject, trip, index);
}

static void
check_trips (const Subject *subject)
{
  const GPtrArray *trips = subject->vehicle->trips;

  for (guint i = 0; trips != NULL && i < trips->len; i++)
    check_trip (subject, g_ptr_array_index (trips, i), i);
}

/* The bit of the weekday that a date counts as. */
static guint
day_of (gint32 date, const GArray *holidays)
{
  guint sunday = 1u << 6;

  return gh_calendar_is_day (date, sunday, holidays) ? sunday
                                                     : 1u << (gh_date_get_weekday (date) - 1);
}

static int
compare_outings (gconstpointer first, gconstpointer second)
{
  const Outing *a = first, *b = second;

  if (a->leave != b->leave)
    return a->leave < b->leave ? -1 : 1;
  return (a->index > b->index) - (a->index < b->index);
}

/* The trips that begin on a date, in the order of leaving. */
static void
collect_outings (const GPtrArray *trips, gint32 date, guint day, GArray *outings)
{
  g_array_set_size (outings, 0);
  for (guint i = 0; i < trips->len; i++)
    {
      const GhTrip *trip = g_ptr_array_index (trips, i);
      Outing outing = { trip->leave, minute_back (trip), i };
      gboolean has_begun = trip->from == GH_NO_DATE || date >= trip->from;
      gboolean has_ended = trip->to != GH_NO_DATE && date > trip->to;
      if (has_begun && !has_ended && (trip->days & day) != 0 && trip->leave >= 0
          && !takes_no_time (trip))
        g_array_append_val (outings, outing);
    }
  g_array_sort (outings, compare_outings);
}

static void
report_overlap (const Subject *subject, gint32 date, guint index, guint earlier)
{
  g_autofree char *key = g_strdup_printf ("trips[%u]", index);
  int year, month, day;

  gh_date_to_civil (date, &year, &month, &day);
  gh_rule_report (subject->findings, subject->path, key,
                  _ ("the car leaves on %04d-%02d-%02d before it is back from trip %u (trips[%u])"),
                  year, month, day, earlier + 1, earlier);
}

/* The local dates on which trips of the period may begin. */
static void
find_dates (const GhStudy *study, gint32 *first, gint32 *last)
{
  const char *name = study->location != NULL ? study->location->time_zone : NULL;
  g_autoptr (GTimeZone) zone = gh_time_zone_find (name);
  gint64 seconds = (gint64) (study->period->step_minutes * 60.0 * (double) study->period->steps);
  GhCivilTime civil;

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  gh_civil_time_at (zone, study->period->start, &civil);
  *first = civil.date - 1;
  gh_civil_time_at (zone, study->period->start + MAX (0, seconds - 1), &civil);
  *last = civil.date;
}

/* Whether two trips would meet if both began on every day. A trip never meets itself: it is back
 * within a day. */
static gboolean
can_meet (const GPtrArray *trips)
{
  for (guint i = 0; i < trips->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const GhTrip *one = g_ptr_array_index (trips, i), *other = g_ptr_array_index (trips, k);
        int length = minute_back (one) - one->leave;
        int after = (other->leave - one->leave + 2 * MINUTES_PER_DAY) % MINUTES_PER_DAY;
        if (after < length || after + minute_back (other) - other->leave > MINUTES_PER_DAY)
          return TRUE;
      }
  return FALSE;
}

/* Day by day, since dates and holidays decide which trips meet; the first meeting is told. */
static void
check_overlaps (const Subject *subject)
{
  const GPtrArray *trips = subject->vehicle->trips;
  g_autoptr (GArray) outings = g_array_new (FALSE, FALSE, sizeof (Outing));
  gint64 busy_until = G_MININT;
  guint busy = NO_INDEX;
  gint32 first, last;

  if (trips == NULL || subject->study->period == NULL || !can_meet (trips))
    return;
  find_dates (subject->study, &first, &last);
  for (gint32 date = first; date <= last; date++, busy_until -= MINUTES_PER_DAY)
    {
      collect_outings (trips, date, day_of (date, subject->study->holidays), outings);
      for (guint i = 0; i < outings->len; i++)
        {
          const Outing *outing = &g_array_index (outings, Outing, i);
          if (outing->leave < busy_until)
            {
              report_overlap (subject, date, outing->index, busy);
              return;
            }
          busy_until = outing->back;
          busy = outing->index;
        }
    }
}

static void (*const rules[]) (const Subject *subject) = {
  check_soc_limits,    check_soc_start,         check_soc_end,       check_discharge_soc_min,
  check_loss_forms,    check_efficiency_points, check_charge_losses, check_discharge_losses,
  check_minimum_power, check_driving_forms,     check_plugged,       check_trips,
  check_overlaps,
};

/**
 * gh_vehicle_validate:
 * @study: the study it is of
 * @vehicle: a car or a battery
 * @path: its JSON path
 * @findings: where to report
 *
 * Checks one car by every rule across its attributes.
 */
void
gh_vehicle_validate (const GhStudy *study, const GhVehicle *vehicle, const char *path,
                     GhFindings *findings)
{
  Subject subject = { study, vehicle, path, findings };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    rules[i](&subject);
}
