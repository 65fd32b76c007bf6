/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/period.h"

#include <math.h>

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

/**
 * gh_period_get_year:
 * @study: a study
 *
 * Returns: the year in which its period begins, by the wall clock of its place; 0 without a period
 */
int
gh_period_get_year (const GhStudy *study)
{
  g_autoptr (GTimeZone) zone = find_zone (study);
  GhCivilTime civil;
  int year, month, day;

  if (study->period == NULL)
    return 0;
  gh_civil_time_at (zone, study->period->start, &civil);
  gh_date_to_civil (civil.date, &year, &month, &day);
  return year;
}

/**
 * gh_period_set_year:
 * @study: (inout): a study
 * @year: in which its period is to begin
 *
 * Lets the period begin on the same day and minute of another year. A period of whole years stays
 * one, with the leap days of the new ones; another keeps its length. Nothing else is changed:
 * series of numbers that no longer fit are left as they are, for validation to tell.
 */
void
gh_period_set_year (GhStudy *study, int year)
{
  g_autoptr (GTimeZone) zone = find_zone (study);
  GhPeriod *period = study->period;
  GhCivilTime begin;

  if (period == NULL)
    return;
  gh_civil_time_at (zone, period->start, &begin);
  int years = count_years (period, zone, &begin, gh_period_get_year (study));
  period->start = move_to_year (zone, &begin, year);
  if (years > 0)
    period->steps
        = (move_to_year (zone, &begin, year + years) - period->start) / step_seconds (period);
}

/**
 * gh_period_set_step:
 * @study: (inout): a study
 * @step_minutes: length of a step
 *
 * Divides the period into steps of another length; it lasts as long as before, to the nearest step.
 */
void
gh_period_set_step (GhStudy *study, double step_minutes)
{
  GhPeriod *period = study->period;

  if (period == NULL)
    return;
  period->steps
      = MAX (1, (gint64) round ((double) period->steps * period->step_minutes / step_minutes));
  period->step_minutes = step_minutes;
}
