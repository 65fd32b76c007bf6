/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reasons.h"

#include "time-axis.h"
#include "words.h"

static const char *const weekdays[]
    = { N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
        N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday") };

static char *
format_moment (gint64 time, GTimeZone *zone)
{
  GhCivilTime civil;

  gh_civil_time_at (zone, time, &civil);
  /* Translators: weekday, year, month, day, hour, minute. */
  return g_strdup_printf (_ ("%s %04d-%02d-%02d %02d:%02d"), _ (weekdays[civil.weekday - 1]),
                          civil.year, civil.month, civil.day, civil.minute / 60, civil.minute % 60);
}

static char *
format_what (const GhReason *reason, const char *moment)
{
  switch (reason->code)
    {
    case GH_REASON_TRIP_ENERGY:
      return g_strdup_printf (
          _ ("%s: the trip needs %.1f kWh, %.1f kWh can be in the battery by then "
             "(%.1f kWh are missing)."),
          moment, reason->needed, reason->available, reason->needed - reason->available);
    case GH_REASON_END_ENERGY:
      return g_strdup_printf (
          _ ("%s: the period has to end with %.1f kWh in the battery, %.1f kWh can "
             "be there (%.1f kWh are missing)."),
          moment, reason->needed, reason->available, reason->needed - reason->available);
    case GH_REASON_IMPORT_LIMIT:
      return g_strdup_printf (
          _ ("%s: the building needs %.2f kW from the grid, the connection allows "
             "%.2f kW (%.2f kW too much)."),
          moment, reason->needed, reason->available, reason->needed - reason->available);
    case GH_REASON_NO_CHOICE:
      return g_strdup_printf (
          _ ("%s: no charging or discharging power keeps every limit from here to "
             "the end of the period."),
          moment);
    default:
      return g_strdup ("");
    }
}

/**
 * gh_reason_format:
 * @reason: a reason
 * @zone: time zone in which moments are named
 *
 * The one place that puts reasons into words.
 *
 * Returns: (transfer full): one sentence in the user's language; empty for none
 */
char *
gh_reason_format (const GhReason *reason, GTimeZone *zone)
{
  g_autofree char *moment = format_moment (reason->time, zone);
  g_autofree char *what = format_what (reason, moment);

  if (reason->store == NULL)
    return g_steal_pointer (&what);
  /* Translators: name of a car or battery, and what is the matter with it. */
  return g_strdup_printf (_ ("%s: %s"), reason->store, what);
}
