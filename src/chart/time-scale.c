/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "time-scale.h"

#include "time-axis.h"
#include "words.h"

#define MINUTES_PER_DAY 1440
#define SECONDS_PER_DAY 86400.0

/* How far ticks are apart: minutes within a day, or days, or months. */
typedef struct
{
  int minutes;
  int days;
  int months;
  double seconds; /* about */
} Step;

static const Step steps[] = {
  { 15, 0, 0, 900 },           { 30, 0, 0, 1800 },           { 60, 0, 0, 3600 },
  { 120, 0, 0, 7200 },         { 180, 0, 0, 10800 },         { 360, 0, 0, 21600 },
  { 720, 0, 0, 43200 },        { 0, 1, 0, 86400 },           { 0, 2, 0, 172800 },
  { 0, 7, 0, 604800 },         { 0, 0, 1, 30.4 * 86400 },    { 0, 0, 2, 60.9 * 86400 },
  { 0, 0, 3, 91.3 * 86400 },   { 0, 0, 6, 182.6 * 86400 },   { 0, 0, 12, 365.25 * 86400 },
  { 0, 0, 24, 730.5 * 86400 }, { 0, 0, 60, 1826.2 * 86400 },
};

static const Step *
choose_step (double span, guint most_ticks)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && span / steps[i].seconds > most_ticks)
    i++;
  return &steps[i];
}

static char *
format (double time, GTimeZone *zone, const char *pattern)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc ((gint64) time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, pattern);
}

static void
add (GArray *ticks, double time, GTimeZone *zone, const char *pattern)
{
  GhTimeTick tick = { time, format (time, zone, pattern) };

  g_array_append_val (ticks, tick);
}

static void
clear_tick (gpointer data)
{
  g_free (((GhTimeTick *) data)->label);
}

/* Every so many minutes of each day, begun anew at midnight: days of 23 and 25 hours keep round
 * hours. Below, the days. */
static void
add_hours (GhTimeScale *scale, double from, double to, GTimeZone *zone, int minutes)
{
  GhCivilTime civil;

  gh_civil_time_at (zone, (gint64) from, &civil);
  for (gint32 date = civil.date;; date++)
    {
      double midnight = (double) gh_civil_time_to_unix (zone, date, 0);
      if (midnight > to)
        return;
      /* Translators: a day on a time axis; see strftime(3). */
      add (scale->spans, midnight, zone, _ ("%a %-e %b"));
      for (int minute = 0; minute < MINUTES_PER_DAY; minute += minutes)
        {
          double time = (double) gh_civil_time_to_unix (zone, date, minute);
          GhCivilTime there;
          gh_civil_time_at (zone, (gint64) time, &there);
          /* An hour that the clock leaves out has no tick. */
          if (time >= from && time <= to && there.minute == minute)
            add (scale->ticks, time, zone, "%H:%M");
        }
    }
}

/* Every so many days, weeks from Monday; below, the months. */
static void
add_days (GhTimeScale *scale, double from, double to, GTimeZone *zone, int days)
{
  GhCivilTime civil;
  gint32 first;

  gh_civil_time_at (zone, (gint64) from, &civil);
  add (scale->spans, (double) gh_civil_time_to_unix (zone, civil.date - civil.day + 1, 0), zone,
       _ ("%B %Y"));
  first = days == 7 ? civil.date - (civil.weekday - 1) : civil.date;
  for (gint32 date = civil.date;; date++)
    {
      double midnight = (double) gh_civil_time_to_unix (zone, date, 0);
      int year, month, day;
      if (midnight > to)
        return;
      gh_date_to_civil (date, &year, &month, &day);
      if (day == 1 && midnight > from)
        add (scale->spans, midnight, zone, _ ("%B %Y"));
      /* Two days apart begins anew with the month, so that ticks stay when the view moves. */
      gboolean shown = days == 2 ? day % 2 == 1 && day < 31 : (date - first) % days == 0;
      if (shown && midnight >= from)
        add (scale->ticks, midnight, zone, "%-e");
    }
}

static void
add_months (GhTimeScale *scale, double from, double to, GTimeZone *zone, int months)
{
  GhCivilTime civil;
  int first_year;

  gh_civil_time_at (zone, (gint64) from, &civil);
  first_year = civil.year;
  for (int month = 0;; month++)
    {
      int year = first_year + month / 12;
      double time
          = (double) gh_civil_time_to_unix (zone, gh_date_from_civil (year, month % 12 + 1, 1), 0);
      if (time > to)
        return;
      if (month % 12 == 0 && months < 12)
        add (scale->spans, time, zone, "%Y");
      if (time >= from && (year * 12 + month % 12) % months == 0)
        add (scale->ticks, time, zone, months < 12 ? "%b" : "%Y");
    }
}

/**
 * gh_time_scale_init:
 * @scale: (out): the labels; clear with gh_time_scale_clear()
 * @from: beginning of the visible part, unix seconds
 * @to: its end
 * @zone: whose wall clock counts
 * @most_ticks: about so many ticks at most
 *
 * Chooses ticks that change from quarter hours to hours, days, weeks, months and years.
 */
void
gh_time_scale_init (GhTimeScale *scale, double from, double to, GTimeZone *zone, guint most_ticks)
{
  const Step *step = choose_step (to - from, MAX (most_ticks, 1));

  scale->ticks = g_array_new (FALSE, FALSE, sizeof (GhTimeTick));
  scale->spans = g_array_new (FALSE, FALSE, sizeof (GhTimeTick));
  g_array_set_clear_func (scale->ticks, clear_tick);
  g_array_set_clear_func (scale->spans, clear_tick);
  if (!(to > from))
    return;
  if (step->minutes > 0)
    add_hours (scale, from, to, zone, step->minutes);
  else if (step->days > 0)
    add_days (scale, from, to, zone, step->days);
  else
    add_months (scale, from, to, zone, step->months);
}

/**
 * gh_time_scale_clear:
 * @scale: a scale
 *
 * Frees its labels.
 */
void
gh_time_scale_clear (GhTimeScale *scale)
{
  g_clear_pointer (&scale->ticks, g_array_unref);
  g_clear_pointer (&scale->spans, g_array_unref);
}

/**
 * gh_time_scale_format_moment:
 * @time: unix seconds
 * @zone: whose wall clock counts
 *
 * Returns: (transfer full): day and time in the user's language
 */
char *
gh_time_scale_format_moment (double time, GTimeZone *zone)
{
  /* Translators: a moment; see strftime(3). */
  return format (time, zone, _ ("%a %-e %b %Y, %H:%M"));
}

/**
 * gh_time_scale_format_month:
 * @time: unix seconds
 * @zone: whose wall clock counts
 * @with_year: whether the year is told as well
 *
 * Returns: (transfer full): the month, short, in the user's language
 */
char *
gh_time_scale_format_month (double time, GTimeZone *zone, gboolean with_year)
{
  /* Translators: a month of a year; see strftime(3). */
  return format (time, zone, with_year ? _ ("%b %Y") : "%b");
}

/**
 * gh_time_scale_format_day:
 * @time: unix seconds
 * @zone: whose wall clock counts
 *
 * Returns: (transfer full): the day with its weekday, in the user's language
 */
char *
gh_time_scale_format_day (double time, GTimeZone *zone)
{
  /* Translators: a day with its weekday; see strftime(3). */
  return format (time, zone, _ ("%a %-e %b %Y"));
}

/**
 * gh_time_scale_format_range:
 * @from: unix seconds
 * @to: unix seconds, the end itself not included
 * @zone: whose wall clock counts
 *
 * Returns: (transfer full): the days from the one to the other, or the day with hours where it is
 *   less than one
 */
char *
gh_time_scale_format_range (double from, double to, GTimeZone *zone)
{
  gboolean short_range = to - from < 0.99 * SECONDS_PER_DAY;
  /* Translators: a day; see strftime(3). */
  const char *pattern = short_range ? _ ("%a %-e %b %Y, %H:%M") : _ ("%-e %b %Y");
  g_autofree char *begin = format (from, zone, pattern);
  g_autofree char *end
      = format (short_range ? to : to - 1.0, zone, short_range ? "%H:%M" : pattern);

  return g_str_equal (begin, end) ? g_steal_pointer (&begin)
                                  : g_strdup_printf ("%s – %s", begin, end);
}
