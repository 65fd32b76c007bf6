/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/period.h"

#include <math.h>

#include "site/fleet-profile.h"

#define SECONDS_PER_MINUTE 60.0

static GTimeZone *
find_zone (const GhStudy *study)
{
  GTimeZone *zone = gh_time_zone_find (study->location != NULL ? study->location->time_zone : NULL);

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

static gint64
step_seconds (const GhPeriod *period)
{
  return MAX (1, (gint64) round (period->step_minutes * SECONDS_PER_MINUTE));
}

/* The same day and minute of another year; the last of February for a leap day. */
static gint64
move_to_year (GTimeZone *zone, const GhCivilTime *civil, int year)
{
  int old, month, day;

  gh_date_to_civil (civil->date, &old, &month, &day);
  gint32 date = MIN (gh_date_from_civil (year, month, day),
                     gh_date_from_civil (year + month / 12, month % 12 + 1, 1) - 1);
  return gh_civil_time_to_unix (zone, date, civil->minute);
}

/* How many years of the calendar a period lasts; 0 where it is no whole number. */
static int
count_years (const GhPeriod *period, GTimeZone *zone, const GhCivilTime *begin, int year)
{
  gint64 end = period->start + period->steps * step_seconds (period);
  GhCivilTime civil;
  int last, month, day;

  gh_civil_time_at (zone, end, &civil);
  gh_date_to_civil (civil.date, &last, &month, &day);
  return last > year && move_to_year (zone, begin, last) == end ? last - year : 0;
}

static int
get_year (GTimeZone *zone, gint64 moment)
{
  GhCivilTime civil;
  int year, month, day;

  gh_civil_time_at (zone, moment, &civil);
  gh_date_to_civil (civil.date, &year, &month, &day);
  return year;
}

/* The representative periods of a fleet. */
static guint
count_periods (const GhStudy *study)
{
  return study->periods != NULL ? study->periods->len : 0;
}

/**
 * gh_period_get_year:
 * @study: a study
 *
 * Returns: the year in which its period begins, or the first of those that stand for the year of a
 *   fleet, by the wall clock of its place; 0 without a period
 */
int
gh_period_get_year (const GhStudy *study)
{
  g_autoptr (GTimeZone) zone = find_zone (study);

  if (study->period == NULL)
    return 0;
  if (count_periods (study) > 0)
    return get_year (zone, ((const GhFleetPeriod *) g_ptr_array_index (study->periods, 0))->start);
  return get_year (zone, study->period->start);
}

static void
move_period (GTimeZone *zone, GhPeriod *period, int by)
{
  int before = get_year (zone, period->start);
  GhCivilTime begin;

  gh_civil_time_at (zone, period->start, &begin);
  int years = count_years (period, zone, &begin, before);
  period->start = move_to_year (zone, &begin, before + by);
  if (years > 0)
    period->steps = (move_to_year (zone, &begin, before + by + years) - period->start)
                    / step_seconds (period);
}

/**
 * gh_period_set_year:
 * @study: (inout): a study
 * @year: in which its period is to begin
 *
 * Lets the period begin on the same day and minute of another year, and the representative periods
 * of a fleet as many years later. A period of whole years stays one, with the leap days of the new
 * ones; another keeps its length. Nothing else is changed: series of numbers that no longer fit
 * are left as they are, for validation to tell.
 */
void
gh_period_set_year (GhStudy *study, int year)
{
  g_autoptr (GTimeZone) zone = find_zone (study);
  int by = year - gh_period_get_year (study);

  if (study->period == NULL)
    return;
  move_period (zone, study->period, by);
  for (guint i = 0; i < count_periods (study); i++)
    {
      GhFleetPeriod *period = g_ptr_array_index (study->periods, i);
      GhCivilTime begin;
      gh_civil_time_at (zone, period->start, &begin);
      period->start = move_to_year (zone, &begin, get_year (zone, period->start) + by);
    }
}

/* As many steps of another length as last as long, to the nearest. */
static gint64
divide (gint64 steps, double before, double now)
{
  return MAX (1, (gint64) round ((double) steps * before / now));
}

/**
 * gh_period_set_step:
 * @study: (inout): a study
 * @step_minutes: length of a step
 *
 * Divides the period, and those of a fleet, into steps of another length; each lasts as long as
 * before, to the nearest step.
 */
void
gh_period_set_step (GhStudy *study, double step_minutes)
{
  GhPeriod *period = study->period;

  if (period == NULL)
    return;
  period->steps = divide (period->steps, period->step_minutes, step_minutes);
  for (guint i = 0; i < count_periods (study); i++)
    {
      GhFleetPeriod *own = g_ptr_array_index (study->periods, i);
      own->steps = divide (own->steps, period->step_minutes, step_minutes);
    }
  period->step_minutes = step_minutes;
}
