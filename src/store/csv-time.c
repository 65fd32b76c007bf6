/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-time.h"

#include <string.h>

#include "time-axis.h"

/* Times of day and dates of measured series; beyond, a number is just a number. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2199
#define FIRST_EPOCH G_GINT64_CONSTANT (300000000)
#define LAST_EPOCH G_GINT64_CONSTANT (4200000000)

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static gboolean
is_at (const Cursor *cursor, char c)
{
  return cursor->at < cursor->end && *cursor->at == c;
}

static gboolean
take (Cursor *cursor, char c)
{
  if (!is_at (cursor, c))
    return FALSE;
  cursor->at++;
  return TRUE;
}

static void
skip_blanks (Cursor *cursor)
{
  while (is_at (cursor, ' '))
    cursor->at++;
}

static gboolean
take_word (Cursor *cursor, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (cursor->end - cursor->at) < length
      || g_ascii_strncasecmp (cursor->at, word, length) != 0)
    return FALSE;
  cursor->at += length;
  return TRUE;
}

/* Reads up to 14 digits; returns how many. */
static int
take_digits (Cursor *cursor, gint64 *value)
{
  int count = 0;

  for (*value = 0; cursor->at < cursor->end && g_ascii_isdigit (*cursor->at) && count < 15; count++)
    *value = *value * 10 + (*cursor->at++ - '0');
  return count;
}

static gboolean
is_date (int year, int month, int day)
{
  return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1
         && day <= g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

static gboolean
set_date (GhCsvTime *time, gint64 year, gint64 month, gint64 day)
{
  if (month > 31 || day > 31 || year > 9999 || !is_date ((int) year, (int) month, (int) day))
    return FALSE;
  time->year = (gint16) year;
  time->month = (guint8) month;
  time->day = (guint8) day;
  time->flags |= GH_CSV_HAS_DATE;
  return TRUE;
}

/* 3/4/2023: which is the month is decided by the whole column. */
static gboolean
set_either (GhCsvTime *time, gint64 first, gint64 second, gint64 year)
{
  gboolean month_first, day_first;

  if (first > 31 || second > 31 || year > 9999)
    return FALSE;
  month_first = is_date ((int) year, (int) first, (int) second);
  day_first = is_date ((int) year, (int) second, (int) first);
  time->year = (gint16) year;
  time->month = (guint8) first;
  time->day = (guint8) second;
  time->flags |= GH_CSV_HAS_DATE | GH_CSV_EITHER_ORDER;
  return month_first || day_first;
}

static gboolean
set_clock (GhCsvTime *time, gint64 hour, gint64 minute, gint64 second)
{
  if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
    return FALSE;
  time->second = (gint32) (hour * 3600 + minute * 60 + second);
  time->flags |= GH_CSV_HAS_CLOCK | (hour == 24 ? GH_CSV_MIDNIGHT_24 : 0);
  return TRUE;
}

static gboolean
set_epoch (GhCsvTime *time, gint64 seconds)
{
  int year, month, day;

  if (seconds < FIRST_EPOCH || seconds > LAST_EPOCH)
    return FALSE;
  gh_date_to_civil ((gint32) (seconds / 86400), &year, &month, &day);
  time->second = (gint32) (seconds % 86400);
  time->offset = 0;
  time->flags |= GH_CSV_HAS_CLOCK | GH_CSV_COMPACT;
  return set_date (time, year, month, day);
}

/* 20230131, 202301312345, 20230131234500, Unix seconds and milliseconds. */
static gboolean
set_compact (GhCsvTime *time, int digits, gint64 value)
{
  gint64 clock = 0;

  time->flags |= GH_CSV_COMPACT;
  if (digits == 10)
    return set_epoch (time, value);
  if (digits == 13)
    return set_epoch (time, value / 1000);
  if (digits == 12)
    value *= 100;
  if (digits >= 12)
    {
      clock = value % 1000000;
      value /= 1000000;
    }
  if (digits >= 12 && !set_clock (time, clock / 10000, clock / 100 % 100, clock % 100))
    return FALSE;
  return set_date (time, value / 10000, value / 100 % 100, value % 100);
}

static gint64
whole_year (int digits, gint64 year)
{
  if (digits > 2)
    return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/* Reads a date; stands behind it. @compact tells that it was bare digits. */
static gboolean
take_date (Cursor *cursor, GhCsvTime *time)
{
  gint64 a, b, c;
  int first = take_digits (cursor, &a);

  if (first == 8 || first == 10 || first == 12 || first == 13 || first == 14)
    return set_compact (time, first, a);
  char separator = cursor->at < cursor->end ? *cursor->at : '\0';
  if ((separator != '-' && separator != '/' && separator != '.') || !take (cursor, separator))
    return FALSE;
  int second = take_digits (cursor, &b);
  if (second < 1 || second > 2 || !take (cursor, separator))
    return FALSE;
  int third = take_digits (cursor, &c);
  if (first == 4)
    return third >= 1 && third <= 2 && set_date (time, a, b, c);
  if (first < 1 || first > 2 || (third != 2 && third != 4))
    return FALSE;
  c = whole_year (third, c);
  return separator == '.' ? set_date (time, c, b, a) : set_either (time, a, b, c);
}

/* AM and PM: 12 AM is midnight. */
static gboolean
take_half_day (Cursor *cursor, gint64 *hour)
{
  Cursor ahead = *cursor;
  gboolean afternoon;

  skip_blanks (&ahead);
  if (take_word (&ahead, "am") || take_word (&ahead, "a.m."))
    afternoon = FALSE;
  else if (take_word (&ahead, "pm") || take_word (&ahead, "p.m."))
    afternoon = TRUE;
  else
    return TRUE;
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (afternoon ? 12 : 0);
  *cursor = ahead;
  return TRUE;
}

static gboolean
take_clock (Cursor *cursor, GhCsvTime *time)
{
  gint64 hour, minute = 0, second = 0, fraction;
  int digits = take_digits (cursor, &hour);

  if (digits == 4)
    {
      minute = hour % 100;
      hour /= 100;
    }
  else if (digits < 1 || digits > 2)
    return FALSE;
  else if (take (cursor, ':'))
    {
      if (take_digits (cursor, &minute) != 2)
        return FALSE;
      if (take (cursor, ':') && take_digits (cursor, &second) != 2)
        return FALSE;
      if (is_at (cursor, '.') && take (cursor, '.') && take_digits (cursor, &fraction) < 1)
        return FALSE;
    }
  else
    {
      Cursor ahead = *cursor;
      skip_blanks (&ahead);
      if (!take_word (&ahead, "am") && !take_word (&ahead, "pm"))
        return FALSE;
    }
  return take_half_day (cursor, &hour) && set_clock (time, hour, minute, second);
}

static gboolean
take_zone_name (Cursor *cursor, GhCsvTime *time)
{
  static const struct
  {
    const char *name;
    int hours;
  } zones[] = { { "UTC", 0 },  { "GMT", 0 }, { "CEST", 2 }, { "CET", 1 },
                { "MESZ", 2 }, { "MEZ", 1 }, { "Z", 0 } };
  Cursor ahead = *cursor;

  skip_blanks (&ahead);
  gboolean bracket = take (&ahead, '(');
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (take_word (&ahead, zones[i].name))
      {
        if (bracket && !take (&ahead, ')'))
          return FALSE;
        time->offset = zones[i].hours * 3600;
        *cursor = ahead;
        return TRUE;
      }
  return FALSE;
}

/* Z, +01:00, +0100, +01, (CET); nothing is fine too. */
static gboolean
take_offset (Cursor *cursor, GhCsvTime *time)
{
  Cursor ahead = *cursor;
  gint64 hour, minute = 0;

  if (take_zone_name (cursor, time))
    return TRUE;
  if (!is_at (&ahead, '+') && !is_at (&ahead, '-'))
    skip_blanks (&ahead);
  gboolean negative = is_at (&ahead, '-');
  if (!take (&ahead, '+') && !take (&ahead, '-'))
    return TRUE;
  int digits = take_digits (&ahead, &hour);
  if (digits == 4)
    {
      minute = hour % 100;
      hour /= 100;
    }
  else if (digits != 2)
    return TRUE;
  else if (take (&ahead, ':') && take_digits (&ahead, &minute) != 2)
    return TRUE;
  if (hour > 15 || minute > 59)
    return FALSE;
  time->offset = (gint32) (hour * 3600 + minute * 60) * (negative ? -1 : 1);
  *cursor = ahead;
  return TRUE;
}

/* One time; what follows it is left. */
static gboolean
take_time (Cursor *cursor, GhCsvTime *time)
{
  Cursor ahead = *cursor;
  gint64 digits_value;
  int digits = take_digits (&ahead, &digits_value);

  *time = (GhCsvTime){ .offset = GH_CSV_NO_OFFSET };
  if (digits >= 1 && digits <= 2 && (is_at (&ahead, ':') || is_at (&ahead, ' ')))
    return take_clock (cursor, time);
  if (!take_date (cursor, time))
    return FALSE;
  ahead = *cursor;
  gboolean joined = take (&ahead, 'T') || take (&ahead, ':') || take (&ahead, ',');
  gsize blanks = (gsize) (ahead.at - cursor->at);
  skip_blanks (&ahead);
  if (!joined && ahead.at == cursor->at + blanks)
    return TRUE;
  if (ahead.at >= ahead.end || !g_ascii_isdigit (*ahead.at))
    return TRUE;
  if (!take_clock (&ahead, time))
    return FALSE;
  time->flags &= ~(guint32) GH_CSV_COMPACT;
  *cursor = ahead;
  return take_offset (cursor, time);
}

/**
 * gh_csv_time_parse:
 * @text: (array length=length): a cell
 * @length: in bytes
 * @time: (out): what it tells
 *
 * Reads a date, a time of day or both: ISO 8601 with or without offset, `31.01.2023 14:00`,
 * `1/31/23 2:00 PM`, `20230131:1400`, 24:00, Unix seconds, and of a range `a - b` the beginning.
 *
 * Returns: %FALSE when this is no time
 */
gboolean
gh_csv_time_parse (const char *text, gsize length, GhCsvTime *time)
{
  Cursor cursor = { text, text + length };
  GhCsvTime until;

  if (length < 4 || length > 80 || !g_ascii_isdigit (*text) || !take_time (&cursor, time))
    return FALSE;
  skip_blanks (&cursor);
  if (cursor.at == cursor.end)
    return TRUE;
  if (!take (&cursor, '-') && !take_word (&cursor, "\xe2\x80\x93") && !take_word (&cursor, "to ")
      && !take (&cursor, '/'))
    return FALSE;
  skip_blanks (&cursor);
  if (!take_time (&cursor, &until))
    return FALSE;
  skip_blanks (&cursor);
  return cursor.at == cursor.end;
}

/**
 * gh_csv_time_join:
 * @date: from a column of dates
 * @clock: from a column of times of day
 * @time: (out): both
 *
 * Returns: %FALSE when either is not what it should be
 */
gboolean
gh_csv_time_join (const GhCsvTime *date, const GhCsvTime *clock, GhCsvTime *time)
{
  if (!(date->flags & GH_CSV_HAS_DATE) || !(clock->flags & GH_CSV_HAS_CLOCK))
    return FALSE;
  *time = *date;
  time->second = clock->second;
  time->offset = clock->offset;
  time->flags = (date->flags & GH_CSV_EITHER_ORDER) | GH_CSV_HAS_DATE | GH_CSV_HAS_CLOCK
                | (clock->flags & GH_CSV_MIDNIGHT_24);
  return TRUE;
}

/**
 * gh_csv_time_to_local:
 * @time: a time with a date whose order is decided
 *
 * Returns: seconds since 1970-01-01 on the wall clock, as if days had 24 hours
 */
gint64
gh_csv_time_to_local (const GhCsvTime *time)
{
  return (gint64) gh_date_from_civil (time->year, time->month, time->day) * 86400 + time->second;
}

/**
 * gh_csv_time_to_unix:
 * @time: with date and clock
 * @zone: of times that name no offset
 * @naive: (out): set to %TRUE where it names none; left alone otherwise
 *
 * Returns: the moment that the text names, seconds since 1970-01-01 UTC
 */
gint64
gh_csv_time_to_unix (const GhCsvTime *time, GTimeZone *zone, gboolean *naive)
{
  gint64 local = gh_csv_time_to_local (time);

  if (time->offset != GH_CSV_NO_OFFSET)
    return local - time->offset;
  *naive = TRUE;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &local);
  return local - g_time_zone_get_offset (zone, interval);
}
