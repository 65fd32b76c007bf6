/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, months and times of the day in the user's language. */
#include "calendar-text.h"

#define DAYS 7
#define MONTHS 12
#define DAY_SECONDS 86400
/* 1970-01-05 was a Monday. */
#define SOME_MONDAY 4
#define SOME_YEAR 2001

/**
 * gh_day_name:
 * @weekday: 0 Monday to 6 Sunday
 * @whole: "Monday" rather than "Mon"
 *
 * Returns: (transfer full): the day in the user's language
 */
char *
gh_day_name (guint weekday, gboolean whole)
{
  g_autoptr (GDateTime) day
      = g_date_time_new_from_unix_utc ((gint64) (SOME_MONDAY + weekday) * DAY_SECONDS);

  return g_date_time_format (day, whole ? "%A" : "%a");
}

/**
 * gh_month_name:
 * @month: 0 January to 11 December
 * @whole: "January" rather than "Jan"
 *
 * Returns: (transfer full): the month in the user's language, as it stands alone
 */
char *
gh_month_name (guint month, gboolean whole)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (SOME_YEAR, (int) month + 1, 1, 0, 0, 0.0);

  return g_date_time_format (day, whole ? "%OB" : "%Ob");
}

/* "Mon–Fri, Sun". @first: where the round begins */
static char *
list_runs (guint bits, guint count, guint first, char *(*name) (guint index, gboolean whole))
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    {
      guint last = i;
      if ((bits >> (first + i) % count & 1) == 0)
        continue;
      while (last + 1 < count && (bits >> (first + last + 1) % count & 1) != 0)
        last++;
      g_autofree char *begin = name ((first + i) % count, FALSE);
      g_autofree char *end = name ((first + last) % count, FALSE);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", begin);
      if (last > i)
        g_string_append_printf (text, "–%s", end);
      i = last;
    }
  return g_string_free (text, FALSE);
}

/**
 * gh_days_to_text:
 * @days: bits, Monday first
 *
 * Returns: (transfer full): such as "Mon–Fri, Sun"
 */
char *
gh_days_to_text (guint days)
{
  return list_runs (days, DAYS, 0, gh_day_name);
}

/**
 * gh_months_to_text:
 * @months: bits, January first
 *
 * Returns: (transfer full): such as "Oct–Mar, Jul"; a run may go over the end of the year
 */
char *
gh_months_to_text (guint months)
{
  guint first = 0;

  /* Not in the midst of a run, unless all are in it. */
  if ((months & 1) != 0 && (months >> (MONTHS - 1) & 1) != 0)
    while (first < MONTHS && (months >> (MONTHS - 1 - first) & 1) != 0)
      first++;
  return list_runs (months, MONTHS, (MONTHS - first) % MONTHS, gh_month_name);
}

/**
 * gh_clock_to_text:
 * @minute: since midnight
 *
 * Returns: (transfer full): such as "7:30"
 */
char *
gh_clock_to_text (int minute)
{
  return g_strdup_printf ("%d:%02d", minute / 60, minute % 60);
}
