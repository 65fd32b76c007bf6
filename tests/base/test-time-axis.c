/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "time-axis.h"

static void
test_days_of_clock_changes (void)
{
  static const struct
  {
    const char *start;
    const char *zone;
    gint32 day, month, year;
    guint quarter_hours;
  } rows[] = {
    { "2024-03-01T00:00:00+01:00", "Europe/Berlin", 31, 3, 2024, 92 },
    { "2024-10-01T00:00:00+02:00", "Europe/Berlin", 27, 10, 2024, 100 },
    { "2024-02-01T00:00:00+01:00", "Europe/Berlin", 29, 2, 2024, 96 },
    { "2024-04-01T00:00:00+11:00", "Australia/Sydney", 7, 4, 2024, 100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 start;
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      g_assert_true (gh_time_parse_iso (rows[i].start, &start));
      g_autoptr (GhTimeAxis) axis = gh_time_axis_new (start, 900, 96 * 32, zone);
      gint32 date = gh_date_from_civil (rows[i].year, rows[i].month, rows[i].day);
      guint found = 0;
      for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
        found += gh_time_axis_get_civil (axis)[t].date == date;
      g_assert_cmpuint (found, ==, rows[i].quarter_hours);
    }
}

/* Every day of two centuries there and back, against GLib's own calendar. */
static void
test_dates (void)
{
  for (gint32 date = gh_date_from_civil (1900, 1, 1); date < gh_date_from_civil (2100, 1, 1);
       date++)
    {
      int year, month, day;
      GDate expected;
      gh_date_to_civil (date, &year, &month, &day);
      g_assert_cmpint (gh_date_from_civil (year, month, day), ==, date);
      g_date_clear (&expected, 1);
      g_date_set_dmy (&expected, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      g_assert_true (g_date_valid (&expected));
      g_assert_cmpuint (gh_date_get_weekday (date), ==, g_date_get_weekday (&expected));
    }
  g_assert_cmpint (gh_date_from_civil (1970, 1, 1), ==, 0);
}

static void
test_date_text (void)
{
  gint32 date;

  g_assert_true (gh_date_parse ("2024-02-29", &date));
  g_assert_cmpint (date, ==, gh_date_from_civil (2024, 2, 29));
  g_assert_false (gh_date_parse ("2023-02-29", &date));
  g_assert_false (gh_date_parse ("2024-2-29", &date));
  g_assert_false (gh_date_parse ("29.02.2024", &date));
  g_assert_false (gh_date_parse ("", &date));
}

static void
test_gap_and_repeat (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint32 spring = gh_date_from_civil (2024, 3, 31), autumn = gh_date_from_civil (2024, 10, 27);
  GhCivilTime civil;

  gh_civil_time_at (zone, gh_civil_time_to_unix (zone, spring, 150), &civil);
  g_assert_cmpint (civil.date, ==, spring);
  g_assert_cmpint (civil.minute, >=, 180);
  gh_civil_time_at (zone, gh_civil_time_to_unix (zone, autumn, 150), &civil);
  g_assert_cmpint (civil.minute, ==, 150);
  g_assert_cmpint (civil.offset_seconds, ==, 7200);
  gh_civil_time_at (zone, gh_civil_time_to_unix (zone, autumn, 1440 + 30), &civil);
  g_assert_cmpint (civil.date, ==, autumn + 1);
  g_assert_cmpint (civil.minute, ==, 30);
}

static void
test_iso (void)
{
  static const char *const texts[] = { "2024-01-01T00:00:00+01:00", "2024-07-01T12:30:15+02:00" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 time;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (gh_time_parse_iso (texts[i], &time));
      g_autofree char *text = gh_time_format_iso (time, zone);
      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_false (gh_time_parse_iso ("2024-01-01T00:00:00", &time));
  g_assert_false (gh_time_parse_iso ("yesterday", &time));
}

/* From any moment to the wall clock and back: the same moment, or the first of a repeated hour. */
static void
test_clock_round_trip (void)
{
  static const struct
  {
    const char *zone;
    guint repeated;
  } rows[] = {
    { "UTC", 0 },          { "Europe/Berlin", 4 },       { "America/St_Johns", 4 },
    { "Asia/Kolkata", 0 }, { "Australia/Lord_Howe", 2 }, { "America/Santiago", 4 },
  };
  gint64 start = (gint64) gh_date_from_civil (2024, 1, 1) * 86400;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = gh_time_zone_find (rows[i].zone);
      guint repeated = 0;
      for (gint64 time = start; time < start + 366 * 86400; time += 900)
        {
          GhCivilTime civil, again;
          gh_civil_time_at (zone, time, &civil);
          gint64 back = gh_civil_time_to_unix (zone, civil.date, civil.minute);
          g_assert_cmpint (back, <=, time);
          repeated += back < time;
          gh_civil_time_at (zone, back, &again);
          g_assert_cmpint (again.date, ==, civil.date);
          g_assert_cmpint (again.minute, ==, civil.minute);
        }
      g_assert_cmpuint (repeated, ==, rows[i].repeated);
    }
}

/* Of names that lead GLib to other files, nothing may be heard. */
static void
test_zone_names (void)
{
  static const char *const good[] = { "UTC", "Europe/Berlin", "Etc/GMT+5", "+01:00" };
  static const char *const wrong[] = {
    "",          "Mars/Phobos",   "Europe", "leapseconds", "/etc/passwd", "../../../etc/passwd",
    "tzdata.zi", "Europe/Berlin "
  };

  g_assert_null (gh_time_zone_find (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GTimeZone) zone = gh_time_zone_find (good[i]);
      g_assert_nonnull (zone);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (gh_time_zone_find (wrong[i]));
}

static void
test_axis (void)
{
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (1704063600, 900, 35136, zone);
  g_autoptr (GhTimeAxis) same = gh_time_axis_ref (axis);

  g_assert_cmpfloat (gh_time_axis_get_days (same), ==, 366.0);
  g_assert_cmpfloat (gh_time_axis_get_step_hours (axis), ==, 0.25);
  g_assert_true (gh_time_axis_get_zone (axis) == zone);
  g_assert_cmpint (gh_time_axis_get_time (axis, 35136), ==, 1704063600 + 366 * 86400);
  const GhCivilTime *last = &gh_time_axis_get_civil (axis)[35135];
  g_assert_cmpint (last->year, ==, 2024);
  g_assert_cmpuint (last->month, ==, 12);
  g_assert_cmpuint (last->day, ==, 31);
  g_assert_cmpuint (last->weekday, ==, 2);
  g_assert_cmpuint (last->minute, ==, 1425);
}

/* Months by the wall clock: whole years, clock changes in March and October, parts of months, and
 * a step that begins in one and ends in the next. */
static void
test_months (void)
{
  static const struct
  {
    const char *zone;
    gint64 start;
    int step_seconds;
    gsize count;
    guint months;
    int year, month;    /* of the last */
    gsize first, steps; /* of the first and of the one before the last */
  } rows[] = {
    { "Europe/Berlin", 1735686000, 900, 35040, 12, 2025, 12, 31 * 96, 30 * 96 },
    { "Europe/Berlin", 1738364400, 900, 35040, 12, 2026, 1, 28 * 96, 31 * 96 },
    { "Europe/Berlin", 1711321200, 3600, 8 * 24 + 7, 2, 2024, 4, 7 * 24 - 1, 7 * 24 - 1 },
    { "UTC", 1735689600 - 1800, 3600, 3, 2, 2025, 1, 1, 1 },
    { "UTC", 1735689600, 900, 1, 1, 2025, 1, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = gh_time_zone_find (rows[i].zone);
      g_autoptr (GhTimeAxis) axis
          = gh_time_axis_new (rows[i].start, rows[i].step_seconds, rows[i].count, zone);
      g_autoptr (GArray) months = gh_time_axis_find_months (axis);
      g_assert_cmpuint (months->len, ==, rows[i].months);
      gsize next = 0;
      for (guint m = 0; m < months->len; m++)
        {
          const GhMonth *month = &g_array_index (months, GhMonth, m);
          g_assert_cmpuint (month->first, ==, next);
          g_assert_cmpuint (month->last, >, month->first);
          next = month->last;
        }
      g_assert_cmpuint (next, ==, rows[i].count);
      const GhMonth *last = &g_array_index (months, GhMonth, months->len - 1);
      g_assert_cmpint (last->year, ==, rows[i].year);
      g_assert_cmpint (last->month, ==, rows[i].month);
      g_assert_cmpuint (g_array_index (months, GhMonth, 0).last, ==, rows[i].first);
      if (months->len > 1)
        g_assert_cmpuint (last[-1].last - last[-1].first, ==, rows[i].steps);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-axis/clock-changes", test_days_of_clock_changes);
  g_test_add_func ("/time-axis/dates", test_dates);
  g_test_add_func ("/time-axis/date-text", test_date_text);
  g_test_add_func ("/time-axis/gap-and-repeat", test_gap_and_repeat);
  g_test_add_func ("/time-axis/iso", test_iso);
  g_test_add_func ("/time-axis/clock-round-trip", test_clock_round_trip);
  g_test_add_func ("/time-axis/zone-names", test_zone_names);
  g_test_add_func ("/time-axis/axis", test_axis);
  g_test_add_func ("/time-axis/months", test_months);
  return g_test_run ();
}
