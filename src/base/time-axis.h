/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Yearly figures are those of so many days, whatever the period. */
#define GH_DAYS_PER_YEAR 365.25

/**
 * GhCivilTime:
 * @date: days since 1970-01-01 of the local calendar
 * @offset_seconds: local time minus UTC
 * @year: local year
 * @minute: minutes since local midnight, 0 to 1439
 * @month: 1 to 12
 * @day: 1 to 31
 * @weekday: 1 Monday to 7 Sunday
 *
 * A moment on the wall clock.
 */
typedef struct
{
  gint32 date;
  gint32 offset_seconds;
  gint16 year;
  guint16 minute;
  guint8 month;
  guint8 day;
  guint8 weekday;
} GhCivilTime;

/**
 * GhMonth:
 * @year: local year
 * @month: 1 to 12
 * @first: first step that begins in it
 * @last: step after the last
 *
 * The part of a time axis that lies in one month of the wall clock.
 */
typedef struct
{
  int year;
  int month;
  gsize first;
  gsize last;
} GhMonth;

/**
 * GhTimeAxis:
 *
 * A UTC start, a step in seconds and a count, with the time zone in which wall
 * clock rules are read. A value holds from its stamp to the next. Immutable,
 * shared by reference, thread-safe.
 */
typedef struct _GhTimeAxis GhTimeAxis;

GhTimeAxis *gh_time_axis_new (gint64 start_unix, int step_seconds, gsize count, GTimeZone *zone);
GhTimeAxis *gh_time_axis_ref (GhTimeAxis *axis);
void gh_time_axis_unref (GhTimeAxis *axis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTimeAxis, gh_time_axis_unref)

gint64 gh_time_axis_get_start (const GhTimeAxis *axis);
int gh_time_axis_get_step_seconds (const GhTimeAxis *axis);
double gh_time_axis_get_step_hours (const GhTimeAxis *axis);
gsize gh_time_axis_get_count (const GhTimeAxis *axis);
GTimeZone *gh_time_axis_get_zone (const GhTimeAxis *axis);
gint64 gh_time_axis_get_time (const GhTimeAxis *axis, gsize index);
double gh_time_axis_get_days (const GhTimeAxis *axis);
double gh_years_of_days (double days);
const GhCivilTime *gh_time_axis_get_civil (const GhTimeAxis *axis);
GArray *gh_time_axis_find_months (const GhTimeAxis *axis);
double gh_time_axis_count_months (const GhTimeAxis *axis, gsize from, gsize to);

GTimeZone *gh_time_zone_find (const char *name);
void gh_civil_time_at (GTimeZone *zone, gint64 unix_time, GhCivilTime *civil);
gint64 gh_civil_time_to_unix (GTimeZone *zone, gint32 date, int minute);
gint32 gh_date_from_civil (int year, int month, int day);
void gh_date_to_civil (gint32 date, int *year, int *month, int *day);
guint gh_date_get_weekday (gint32 date);
gboolean gh_date_parse (const char *text, gint32 *date);
gboolean gh_time_parse_iso (const char *text, gint64 *unix_time);
char *gh_time_format_iso (gint64 unix_time, GTimeZone *zone);

G_END_DECLS
