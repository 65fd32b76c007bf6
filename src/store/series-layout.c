/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series-layout.h"

#include <math.h>

/* Years after the first that a file is searched for a date. */
#define MOST_YEARS 50
#define DAY 86400
#define HOUR 3600
/* No more comes from the sun, outside the atmosphere. */
#define MOST_W_M2 1420.0
/* Steps of either side between two questions whether to stop. */
#define STEPS_PER_POLL 4096

static gint64
source_end (const GhSeriesSource *source)
{
  return source->start_unix + (gint64) source->count * source->step_seconds;
}

/* Whether the source has every moment from @from for @seconds. */
static gboolean
covers (const GhSeriesSource *source, gint64 from, int seconds)
{
  return from >= source->start_unix && from + seconds <= source_end (source);
}

/* What the last step of the source had in all, which the next piece of it needs again. */
typedef struct
{
  gint64 begin_unix;
  double whole;
} Spread;

/* By how much the number of a step differs in a piece of it. @begin_unix: of the step, where the
 * axis has it; the piece is from @from on. Where the sun is not up, or would have to send more than
 * it does because of twilight or a clock that is off, the number holds. */
static double
find_weight (const GhSeriesSource *source, double value, gint64 begin_unix, gint64 from,
             gint64 until, Spread *spread)
{
  gint64 end = begin_unix + source->step_seconds;

  if (source->spread == GH_SPREAD_EVEN || source->step_seconds > HOUR
      || (from == begin_unix && until == end))
    return 1.0;
  if (spread->begin_unix != begin_unix)
    *spread = (Spread){ begin_unix, gh_sun_spread_whole (source->spread, begin_unix, end,
                                                         source->latitude, source->longitude) };
  if (!(spread->whole * MOST_W_M2 > value * source->step_seconds))
    return 1.0;
  return gh_sun_spread_sum (source->spread, from, until, source->latitude, source->longitude)
         / spread->whole * source->step_seconds / (double) (until - from);
}

/* The mean over a span, steps weighted by their overlap: a coarser step becomes a mean, a finer
 * one holds or follows the sun. NAN where a number is missing. Behind the end comes the beginning.
 * @time: where the axis has @from */
static double
mean_over (const GhSeriesSource *source, gint64 from, gint64 time, int seconds, Spread *spread)
{
  gint64 until = from + seconds;
  double sum = 0.0;

  for (gint64 at = from; at < until;)
    {
      gsize index = (gsize) ((at - source->start_unix) / source->step_seconds);
      gint64 begin = source->start_unix + (gint64) index * source->step_seconds;
      gint64 stop = MIN (begin + source->step_seconds, until);
      double value = source->values[index % source->count];
      if (fabs (value) > 0.0)
        value *= find_weight (source, value, begin - from + time, at - from + time,
                              stop - from + time, spread);
      sum += value * (double) (stop - at);
      at = stop;
    }
  return sum / seconds;
}

/* The same month and day of another year; 28 February stands in for 29 February. */
static gint32
move_day (int month, int day, int year)
{
  int last = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);

  return gh_date_from_civil (year, month, MIN (day, last));
}

static gint32
move_date (const GhCivilTime *civil, int year)
{
  return move_day (civil->month, civil->day, year);
}

/* Days from @date to the nearest day of the week @weekday; @other is the one on the other side. */
static int
days_to_weekday (gint32 date, int weekday, gboolean other)
{
  int days = (weekday - (int) gh_date_get_weekday (date) + 7) % 7;

  days -= days > 3 ? 7 : 0;
  if (other)
    days += days > 0 ? -7 : 7;
  return days;
}

/* How many years after the first the source may have a date. */
static int
count_years (const GhSeriesSource *source)
{
  gint64 years = (gint64) source->count * source->step_seconds / (365 * DAY);

  return (int) MIN (years, MOST_YEARS) + 1;
}

/* The same date and time of UTC in the source. A whole year is followed by itself, so that none of
 * its ends in UTC, which are not those of its own time, is missing. */
static gboolean
find_sun_moment (const GhSeriesSource *source, gint64 time, int seconds, gint64 *moment)
{
  gint64 span = (gint64) source->count * source->step_seconds;
  gint64 days = time >= 0 ? time / DAY : -((DAY - 1 - time) / DAY);
  int last = count_years (source);
  int year, month, day;

  gh_date_to_civil ((gint32) days, &year, &month, &day);
  for (int later = 0; later <= last + 1; later++)
    {
      /* The year of the data first, the one before it at last. */
      int tried = source->year + (later <= last ? later : -1);
      *moment = (gint64) move_day (month, day, tried) * DAY + (time - days * DAY);
      if (covers (source, *moment, seconds))
        return TRUE;
    }
  *moment = (gint64) move_day (month, day, source->year) * DAY + (time - days * DAY);
  if (span < 365 * DAY || seconds > span)
    return FALSE;
  while (*moment < source->start_unix)
    *moment += span;
  while (*moment >= source->start_unix + span)
    *moment -= span;
  return TRUE;
}

/* Where in the source the numbers for a step of the axis are; FALSE when nowhere. */
static gboolean
find_moment (const GhSeriesSource *source, const GhTimeAxis *axis, gsize index, GhYearRule rule,
             gint64 *moment)
{
  const GhCivilTime *civil = &gh_time_axis_get_civil (axis)[index];
  GTimeZone *zone = gh_time_axis_get_zone (axis);
  int seconds = gh_time_axis_get_step_seconds (axis);
  gint64 time = gh_time_axis_get_time (axis, index);
  int last = count_years (source);
  int tries = rule == GH_YEAR_WEEKDAY ? 2 : 1;

  if (source->follows_sun && rule == GH_YEAR_CALENDAR)
    return find_sun_moment (source, time, seconds, moment);
  for (int other = 0; other < tries; other++)
    for (int later = 0; later <= last + 1; later++)
      {
        /* The year of the data first, the one before it at last. */
        int year = source->year + (later <= last ? later : -1);
        gint32 date = move_date (civil, year);
        if (rule == GH_YEAR_WEEKDAY)
          date += days_to_weekday (date, civil->weekday, other);
        *moment = gh_civil_time_to_unix (zone, date, civil->minute) + (time % 60 + 60) % 60;
        if (covers (source, *moment, seconds))
          return TRUE;
      }
  *moment = gh_civil_time_to_unix (zone, move_date (civil, source->year), civil->minute);
  return FALSE;
}

/**
 * gh_series_lay:
 * @source: measured numbers
 * @axis: where they are to stand
 * @rule: how data of another year are laid on it
 * @values: (out) (array): one number for each step of @axis
 * @missing_unix: (out): with %GH_SERIES_MISSING the first moment without number: of the axis with
 *   %GH_YEAR_EXACT, otherwise of the source
 * @progress: (nullable): whom to tell
 * @error: set with %GH_SERIES_STOPPED
 *
 * Lays measured means on another time axis. %GH_YEAR_CALENDAR takes the same date and wall clock
 * time of the year of the data, %GH_YEAR_WEEKDAY the nearest date with the same weekday. Light of
 * steps up to an hour is spread over shorter ones by the sun as it stands on the axis.
 *
 * Returns: how it went
 */
GhSeriesFit
gh_series_lay (const GhSeriesSource *source, const GhTimeAxis *axis, GhYearRule rule,
               double *values, gint64 *missing_unix, const GhProgress *progress, GError **error)
{
  int seconds = gh_time_axis_get_step_seconds (axis);
  Spread spread = { G_MININT64, 0.0 };

  gsize count = gh_time_axis_get_count (axis);
  gsize looked = 0;

  for (gsize i = 0; i < count; i++)
    {
      gint64 time = gh_time_axis_get_time (axis, i), moment = time;
      if (looked == 0 && !gh_progress_step (progress, (double) i / (double) count, NULL, error))
        return GH_SERIES_STOPPED;
      gboolean there = rule == GH_YEAR_EXACT ? covers (source, moment, seconds)
                                             : find_moment (source, axis, i, rule, &moment);
      values[i] = there ? mean_over (source, moment, time, seconds, &spread) : NAN;
      if (isnan (values[i]))
        {
          *missing_unix = moment;
          return GH_SERIES_MISSING;
        }
      looked += 1 + (gsize) (seconds / source->step_seconds);
      if (looked >= STEPS_PER_POLL)
        looked = 0;
    }
  return GH_SERIES_LAID;
}
