/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attributes.h"
#include "cycle-text.h"
#include "site/calendar.h"

#define ALL_DAYS "mon-sun"
#define ALL_YEAR "1-12"

/* 2024-12-25 is a Wednesday, 2024-12-26 a Thursday; both are holidays. */
static GArray *
new_holidays (void)
{
  GArray *holidays = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint32 dates[] = { gh_date_from_civil (2024, 12, 25), gh_date_from_civil (2024, 12, 26) };

  g_array_append_vals (holidays, dates, G_N_ELEMENTS (dates));
  return holidays;
}

static void
test_days (void)
{
  static const struct
  {
    const char *date, *days;
    gboolean plain, with_holidays;
  } rows[] = {
    { "2024-12-24", "tue", TRUE, TRUE },      { "2024-12-25", "wed", TRUE, FALSE },
    { "2024-12-25", "sun", FALSE, TRUE },     { "2024-12-25", "sat", FALSE, FALSE },
    { "2024-12-26", "mon-fri", TRUE, FALSE }, { "2024-12-26", ALL_DAYS, TRUE, TRUE },
    { "2024-12-27", "fri", TRUE, TRUE },      { "2024-12-29", "sun", TRUE, TRUE },
    { "2024-12-29", "mon", FALSE, FALSE },
  };
  g_autoptr (GArray) holidays = new_holidays ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint32 date;
      guint days;
      g_assert_true (gh_date_parse (rows[i].date, &date));
      g_assert_true (gh_days_parse (rows[i].days, &days));
      g_assert_cmpint (gh_calendar_is_day (date, days, NULL), ==, rows[i].plain);
      g_assert_cmpint (gh_calendar_is_day (date, days, holidays), ==, rows[i].with_holidays);
    }
}

/* Wraps belong to the day, the month and the holiday on which they begin. */
static const struct
{
  const char *moment, *days, *months, *from, *to;
  gboolean is_within;
} hours[] = {
  { "2024-06-03T17:00:00+02:00", "mon", ALL_YEAR, "17:00", "21:00", TRUE },
  { "2024-06-03T16:59:00+02:00", "mon", ALL_YEAR, "17:00", "21:00", FALSE },
  { "2024-06-03T20:59:00+02:00", "mon", ALL_YEAR, "17:00", "21:00", TRUE },
  { "2024-06-03T21:00:00+02:00", "mon", ALL_YEAR, "17:00", "21:00", FALSE },
  { "2024-06-04T18:00:00+02:00", "mon", ALL_YEAR, "17:00", "21:00", FALSE },
  { "2024-06-03T00:00:00+02:00", "mon", ALL_YEAR, "00:00", "24:00", TRUE },
  { "2024-06-03T23:59:00+02:00", "mon", ALL_YEAR, "00:00", "24:00", TRUE },
  { "2024-06-04T00:00:00+02:00", "mon", ALL_YEAR, "00:00", "24:00", FALSE },
  { "2024-06-03T22:00:00+02:00", "mon", ALL_YEAR, "22:00", "06:00", TRUE },
  { "2024-06-04T05:59:00+02:00", "mon", ALL_YEAR, "22:00", "06:00", TRUE },
  { "2024-06-04T06:00:00+02:00", "mon", ALL_YEAR, "22:00", "06:00", FALSE },
  { "2024-06-03T05:59:00+02:00", "mon", ALL_YEAR, "22:00", "06:00", FALSE },
  { "2024-06-04T22:00:00+02:00", "mon", ALL_YEAR, "22:00", "06:00", FALSE },
  { "2024-06-03T23:30:00+02:00", "mon", ALL_YEAR, "22:00", "00:00", TRUE },
  { "2024-06-04T00:00:00+02:00", "mon", ALL_YEAR, "22:00", "00:00", FALSE },
  { "2024-06-03T03:00:00+02:00", "mon", ALL_YEAR, "07:00", "07:00", FALSE },
  { "2024-06-04T03:00:00+02:00", "mon", ALL_YEAR, "07:00", "07:00", TRUE },
  { "2024-10-01T03:00:00+02:00", ALL_DAYS, "10-3", "22:00", "06:00", FALSE },
  { "2024-10-01T22:00:00+02:00", ALL_DAYS, "10-3", "22:00", "06:00", TRUE },
  { "2024-04-01T03:00:00+02:00", ALL_DAYS, "10-3", "22:00", "06:00", TRUE },
  { "2024-04-01T12:00:00+02:00", ALL_DAYS, "10-3", "00:00", "24:00", FALSE },
  { "2025-01-01T03:00:00+01:00", ALL_DAYS, "12", "22:00", "06:00", TRUE },
  { "2024-02-29T12:00:00+01:00", "thu", "2", "00:00", "24:00", TRUE },
  { "2024-12-25T12:00:00+01:00", "wed", ALL_YEAR, "00:00", "24:00", FALSE },
  { "2024-12-25T12:00:00+01:00", "sun", ALL_YEAR, "00:00", "24:00", TRUE },
  { "2024-12-27T03:00:00+01:00", "sun", ALL_YEAR, "22:00", "06:00", TRUE },
  { "2024-12-25T03:00:00+01:00", "tue", ALL_YEAR, "22:00", "06:00", TRUE },
};

static void
test_hours (void)
{
  g_autoptr (GTimeZone) zone = gh_time_zone_find ("Europe/Berlin");
  g_autoptr (GArray) holidays = new_holidays ();

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      GhCivilTime civil;
      gint64 moment;
      guint days, months;
      int from, to;
      g_assert_true (gh_time_parse_iso (hours[i].moment, &moment));
      g_assert_true (gh_days_parse (hours[i].days, &days));
      g_assert_true (gh_months_parse (hours[i].months, &months));
      g_assert_true (gh_clock_parse (hours[i].from, &from));
      g_assert_true (gh_clock_parse (hours[i].to, &to));
      gh_civil_time_at (zone, moment, &civil);
      g_test_message ("%s %s %s", hours[i].moment, hours[i].from, hours[i].to);
      g_assert_cmpint (gh_calendar_is_within (&civil, days, months, from, to, holidays), ==,
                       hours[i].is_within);
    }
}

/* Any hours and those they leave out share out the whole week. */
static void
test_complement (void)
{
  for (int from = 0; from < 1440; from += 97)
    for (int to = 0; to < 1440; to += 61)
      for (int minute = 0; from != to && minute < 1440; minute += 13)
        {
          GhCivilTime civil = { .date = 19900, .minute = (guint16) minute };
          gboolean inside = gh_calendar_is_within (&civil, 0x7f, 0xfff, from, to, NULL);
          gboolean outside = gh_calendar_is_within (&civil, 0x7f, 0xfff, to, from, NULL);
          g_assert_cmpint (inside + outside, ==, 1);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/days", test_days);
  g_test_add_func ("/calendar/hours", test_hours);
  g_test_add_func ("/calendar/complement", test_complement);
  return g_test_run ();
}
