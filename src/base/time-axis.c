/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "time-axis.h"

#include <string.h>

#define SECONDS_PER_DAY 86400
/* Years 1 to 9999, what GDateTime can carry. */
#define EARLIEST_UNIX (-G_GINT64_CONSTANT (62135596800))
#define LATEST_UNIX G_GINT64_CONSTANT (253402300799)

struct _GhTimeAxis
{
  gatomicrefcount references;
  gint64 start_unix;
  int step_seconds;
  gsize count;
  GTimeZone *zone;    /* (owned) */
  GhCivilTime *civil; /* (owned) (array length=count) */
};

/* Division towards minus infinity; C rounds towards zero. */
static gint64
divide_down (gint64 value, gint64 by)
{
  gint64 quotient = value / by;

  return quotient - (value % by != 0 && (value < 0) != (by < 0));
}

/**
 * gh_date_from_civil:
 * @year: Gregorian year
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Counts days in the proleptic Gregorian calendar, by eras of 400 years whose
 * years begin in March so that the leap day comes last.
 *
 * Returns: days since 1970-01-01
 */
gint32
gh_date_from_civil (int year, int month, int day)
{
  gint64 shifted = year - (month <= 2);
  gint64 era = divide_down (shifted, 400);
  gint64 year_of_era = shifted - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return (gint32) (era * 146097 + day_of_era - 719468);
}

/**
 * gh_date_to_civil:
 * @date: days since 1970-01-01
 * @year: (out): Gregorian year
 * @month: (out): 1 to 12
 * @day: (out): 1 to 31
 *
 * The inverse of gh_date_from_civil().
 */
void
gh_date_to_civil (gint32 date, int *year, int *month, int *day)
{
  gint64 shifted = (gint64) date + 719468;
  gint64 era = divide_down (shifted, 146097);
  gint64 day_of_era = shifted - era * 146097;
  gint64 year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 month_from_march = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * month_from_march + 2) / 5 + 1);
  *month = (int) (month_from_march + (month_from_march < 10 ? 3 : -9));
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

/**
 * gh_date_get_weekday:
 * @date: days since 1970-01-01, a Thursday
 *
 * Returns: 1 Monday to 7 Sunday
 */
guint
gh_date_get_weekday (gint32 date)
{
  return (guint) (((gint64) date + 3) - divide_down ((gint64) date + 3, 7) * 7) + 1;
}

/**
 * gh_date_parse:
 * @text: such as "2024-12-25"
 * @date: (out): days since 1970-01-01
 *
 * Returns: %FALSE when @text is no date of the calendar
 */
gboolean
gh_date_parse (const char *text, gint32 *date)
{
  static const char pattern[] = "dddd-dd-dd";

  if (strlen (text) != strlen (pattern))
    return FALSE;
  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != '-')
      return FALSE;

  int year = (int) g_ascii_strtoll (text, NULL, 10);
  int month = (int) g_ascii_strtoll (text + 5, NULL, 10);
  int day = (int) g_ascii_strtoll (text + 8, NULL, 10);
  if (year < 1 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  *date = gh_date_from_civil (year, month, day);
  return TRUE;
}

/* GLib forgets a zone with its last reference, and reads its file anew for every example of a town
 * that a study is compared with. Zones are few, and stay. */
static GTimeZone *
find_kept_zone (const char *name)
{
  static GMutex lock;
  static GHashTable *zones;
  GTimeZone *zone;

  g_mutex_lock (&lock);
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  zone = g_hash_table_lookup (zones, name);
  if (zone == NULL && (zone = g_time_zone_new_identifier (name)) != NULL)
    g_hash_table_insert (zones, g_strdup (name), zone);
  g_mutex_unlock (&lock);
  return zone != NULL ? g_time_zone_ref (zone) : NULL;
}

/**
 * gh_time_zone_find:
 * @name: (nullable): an identifier such as "Europe/Berlin"; %NULL for none
 *
 * Finds a time zone by a name that nobody has checked. GLib opens whatever file the name leads
 * to and complains about one that is no time zone, so that only names of zones are handed on.
 *
 * Returns: (transfer full) (nullable): the zone; %NULL when there is none of that name
 */
GTimeZone *
gh_time_zone_find (const char *name)
{
  if (name == NULL || *name == '/' || strcmp (name, "leapseconds") == 0)
    return NULL;
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("/_+-:", *at) == NULL)
      return NULL;
  return find_kept_zone (name);
}

/**
 * gh_civil_time_at:
 * @zone: time zone
 * @unix_time: seconds since 1970-01-01 UTC
 * @civil: (out): what the wall clock shows
 *
 * Reads the wall clock.
 */
void
gh_civil_time_at (GTimeZone *zone, gint64 unix_time, GhCivilTime *civil)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_time);
  gint32 offset = g_time_zone_get_offset (zone, interval);
  gint64 local = unix_time + offset;
  int year, month, day;

  civil->date = (gint32) divide_down (local, SECONDS_PER_DAY);
  civil->offset_seconds = offset;
  civil->minute = (guint16) ((local - (gint64) civil->date * SECONDS_PER_DAY) / 60);
  gh_date_to_civil (civil->date, &year, &month, &day);
  civil->year = (gint16) year;
  civil->month = (guint8) month;
  civil->day = (guint8) day;
  civil->weekday = (guint8) gh_date_get_weekday (civil->date);
}

/**
 * gh_civil_time_to_unix:
 * @zone: time zone
 * @date: local date, days since 1970-01-01
 * @minute: minutes since local midnight; 1440 and more is the next day
 *
 * Finds when the wall clock shows a time. An hour that is skipped in spring is
 * moved past the gap, of an hour that is repeated in autumn the first is meant.
 *
 * Returns: seconds since 1970-01-01 UTC
 */
gint64
gh_civil_time_to_unix (GTimeZone *zone, gint32 date, int minute)
{
  gint64 local = (gint64) date * SECONDS_PER_DAY + (gint64) minute * 60;
  gint64 adjusted = local;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_DAYLIGHT, &adjusted);

  return adjusted - g_time_zone_get_offset (zone, interval);
}

/**
 * gh_time_parse_iso:
 * @text: ISO 8601 with offset or Z, such as "2024-01-01T00:00:00+01:00"
 * @unix_time: (out): seconds since 1970-01-01 UTC
 *
 * Returns: %FALSE when @text is no such time or has no offset
 */
gboolean
gh_time_parse_iso (const char *text, gint64 *unix_time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, NULL);

  if (moment == NULL)
    return FALSE;
  *unix_time = g_date_time_to_unix (moment);
  return *unix_time >= EARLIEST_UNIX && *unix_time <= LATEST_UNIX;
}

/**
 * gh_time_format_iso:
 * @unix_time: seconds since 1970-01-01 UTC
 * @zone: the time zone to show it in
 *
 * Returns: (transfer full): such as "2024-01-01T00:00:00+01:00"
 */
char *
gh_time_format_iso (gint64 unix_time, GTimeZone *zone)
{
  GhCivilTime civil;

  gh_civil_time_at (zone, unix_time, &civil);
  int second = (int) (unix_time - divide_down (unix_time, 60) * 60);
  int offset = ABS (civil.offset_seconds) / 60;
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", civil.year, civil.month,
                          civil.day, civil.minute / 60, civil.minute % 60, second,
                          civil.offset_seconds < 0 ? '-' : '+', offset / 60, offset % 60);
}

/**
 * gh_time_axis_new:
 * @start_unix: seconds since 1970-01-01 UTC of the first step's beginning
 * @step_seconds: length of a step, above 0
 * @count: number of steps, above 0
 * @zone: time zone of wall clock rules; referenced
 *
 * Lays out an axis and reads the wall clock at each step: O(count).
 *
 * Returns: (transfer full): the axis
 */
GhTimeAxis *
gh_time_axis_new (gint64 start_unix, int step_seconds, gsize count, GTimeZone *zone)
{
  g_return_val_if_fail (step_seconds > 0 && count > 0 && zone != NULL, NULL);

  GhTimeAxis *axis = g_new0 (GhTimeAxis, 1);
  g_atomic_ref_count_init (&axis->references);
  axis->start_unix = start_unix;
  axis->step_seconds = step_seconds;
  axis->count = count;
  axis->zone = g_time_zone_ref (zone);
  axis->civil = g_new (GhCivilTime, count);
  for (gsize i = 0; i < count; i++)
    gh_civil_time_at (zone, gh_time_axis_get_time (axis, i), &axis->civil[i]);
  return axis;
}

/**
 * gh_time_axis_ref:
 * @axis: an axis
 *
 * Returns: (transfer full): @axis with one more reference
 */
GhTimeAxis *
gh_time_axis_ref (GhTimeAxis *axis)
{
  g_atomic_ref_count_inc (&axis->references);
  return axis;
}

/**
 * gh_time_axis_unref:
 * @axis: (transfer full) (nullable): an axis
 *
 * Gives one reference back.
 */
void
gh_time_axis_unref (GhTimeAxis *axis)
{
  if (axis == NULL || !g_atomic_ref_count_dec (&axis->references))
    return;
  g_time_zone_unref (axis->zone);
  g_free (axis->civil);
  g_free (axis);
}

/**
 * gh_time_axis_get_start:
 * @axis: an axis
 *
 * Returns: when the first step begins, seconds since 1970-01-01 UTC
 */
gint64
gh_time_axis_get_start (const GhTimeAxis *axis)
{
  return axis->start_unix;
}

/**
 * gh_time_axis_get_step_seconds:
 * @axis: an axis
 *
 * Returns: the length of a step in seconds
 */
int
gh_time_axis_get_step_seconds (const GhTimeAxis *axis)
{
  return axis->step_seconds;
}

/**
 * gh_time_axis_get_step_hours:
 * @axis: an axis
 *
 * Returns: the length of a step in hours, which turns kW into kWh
 */
double
gh_time_axis_get_step_hours (const GhTimeAxis *axis)
{
  return axis->step_seconds / 3600.0;
}

/**
 * gh_time_axis_get_count:
 * @axis: an axis
 *
 * Returns: the number of steps
 */
gsize
gh_time_axis_get_count (const GhTimeAxis *axis)
{
  return axis->count;
}

/**
 * gh_time_axis_get_zone:
 * @axis: an axis
 *
 * Returns: (transfer none): the time zone of wall clock rules
 */
GTimeZone *
gh_time_axis_get_zone (const GhTimeAxis *axis)
{
  return axis->zone;
}

/**
 * gh_time_axis_get_time:
 * @axis: an axis
 * @index: a step, or the count for the end of the last step
 *
 * Returns: when the step begins, seconds since 1970-01-01 UTC
 */
gint64
gh_time_axis_get_time (const GhTimeAxis *axis, gsize index)
{
  return axis->start_unix + (gint64) index * axis->step_seconds;
}

/**
 * gh_years_of_days:
 * @days: length of a period
 *
 * How many years a period counts as, when yearly figures are made of it: 1 for 365 and for 366
 * days, otherwise years of 365.25 days.
 *
 * Returns: years
 */
double
gh_years_of_days (double days)
{
  return days >= 365.0 - 0.01 && days <= 366.0 + 0.01 ? 1.0 : days / GH_DAYS_PER_YEAR;
}

/**
 * gh_time_axis_get_days:
 * @axis: an axis
 *
 * Returns: the length of the whole axis in days of 24 hours
 */
double
gh_time_axis_get_days (const GhTimeAxis *axis)
{
  return (double) axis->count * axis->step_seconds / SECONDS_PER_DAY;
}

/**
 * gh_time_axis_get_civil:
 * @axis: an axis
 *
 * Returns: (transfer none) (array): the wall clock at the beginning of each step
 */
const GhCivilTime *
gh_time_axis_get_civil (const GhTimeAxis *axis)
{
  return axis->civil;
}

/**
 * gh_time_axis_find_months:
 * @axis: an axis
 *
 * Divides the axis by the months of its wall clock; the first and the last may be parts of one.
 *
 * Returns: (transfer full) (element-type GhMonth): in order, without gaps
 */
GArray *
gh_time_axis_find_months (const GhTimeAxis *axis)
{
  GArray *months = g_array_new (FALSE, FALSE, sizeof (GhMonth));

  for (gsize i = 0; i < axis->count; i++)
    {
      const GhCivilTime *civil = &axis->civil[i];
      GhMonth month = { civil->year, civil->month, i, i + 1 };
      GhMonth *last = months->len > 0 ? &g_array_index (months, GhMonth, months->len - 1) : NULL;
      if (last != NULL && last->year == month.year && last->month == month.month)
        last->last = i + 1;
      else
        g_array_append_val (months, month);
    }
  return months;
}

/* Length of a month of the wall clock, with the hour that a clock change takes or adds. */
static double
month_seconds (const GhTimeAxis *axis, int year, int month)
{
  int next_year = month < 12 ? year : year + 1, next_month = month < 12 ? month + 1 : 1;
  gint64 begin = gh_civil_time_to_unix (axis->zone, gh_date_from_civil (year, month, 1), 0);
  gint64 end = gh_civil_time_to_unix (axis->zone, gh_date_from_civil (next_year, next_month, 1), 0);

  return (double) (end - begin);
}

/**
 * gh_time_axis_count_months:
 * @axis: an axis
 * @from: first step
 * @to: step after the last
 *
 * Counts months of the wall clock, for what is paid by the month: a part of a month counts by its
 * share of that month's time.
 *
 * Returns: the number of months between the steps
 */
double
gh_time_axis_count_months (const GhTimeAxis *axis, gsize from, gsize to)
{
  double months = 0.0;

  for (gsize t = from; t < to;)
    {
      const GhCivilTime *civil = &axis->civil[t];
      gsize first = t;
      while (t < to && axis->civil[t].month == civil->month && axis->civil[t].year == civil->year)
        t++;
      months += (double) (t - first) * axis->step_seconds
                / month_seconds (axis, civil->year, civil->month);
    }
  return months;
}
