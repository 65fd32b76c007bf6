/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/calendar.h"

#define SUNDAY 7

/**
 * gh_calendar_is_day:
 * @date: days since 1970-01-01
 * @days: bits, Monday first
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 *
 * Returns: whether a rule with days holds on a date
 */
gboolean
gh_calendar_is_day (gint32 date, guint days, const GArray *holidays)
{
  guint weekday = gh_date_get_weekday (date);

  for (guint i = 0; holidays != NULL && i < holidays->len; i++)
    if (g_array_index (holidays, gint32, i) == date)
      weekday = SUNDAY;
  return (days >> (weekday - 1) & 1) != 0;
}

/**
 * gh_calendar_is_within:
 * @civil: a moment on the wall clock
 * @days: bits, Monday first
 * @months: bits, January first
 * @from: minutes since midnight
 * @to: minutes since midnight; not after @from means the next day
 * @holidays: (nullable) (element-type gint32): dates that count as Sundays
 *
 * Returns: whether the moment lies in hours that begin on such a day of such a month
 */
gboolean
gh_calendar_is_within (const GhCivilTime *civil, guint days, guint months, int from, int to,
                       const GArray *holidays)
{
  gint32 date = civil->date;
  int minute = civil->minute;
  int year, month, day;

  if (to <= from)
    {
      if (minute < to)
        {
          date--;
          minute += 1440;
        }
      to += 1440;
    }
  if (minute < from || minute >= to)
    return FALSE;
  gh_date_to_civil (date, &year, &month, &day);
  return (months >> (month - 1) & 1) != 0 && gh_calendar_is_day (date, days, holidays);
}
