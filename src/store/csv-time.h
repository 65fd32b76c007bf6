/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GH_CSV_NO_OFFSET G_MININT32

/* What a cell of time tells. */
enum
{
  GH_CSV_HAS_DATE = 1 << 0,
  GH_CSV_HAS_CLOCK = 1 << 1,
  GH_CSV_EITHER_ORDER = 1 << 2, /* month and day may be exchanged: 3/4/2023 */
  GH_CSV_COMPACT = 1 << 3,      /* bare digits; a number unless the heading speaks of time */
  GH_CSV_MIDNIGHT_24 = 1 << 4   /* 24:00 */
};

/**
 * GhCsvTime:
 * @year: Gregorian year
 * @month: 1 to 12; the first number of the date with %GH_CSV_EITHER_ORDER
 * @day: 1 to 31; the second number with %GH_CSV_EITHER_ORDER
 * @flags: what is known
 * @second: since local midnight, 0 to 86400
 * @offset: seconds that local time is ahead of UTC, %GH_CSV_NO_OFFSET when not named
 *
 * A time as written.
 */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
  guint32 flags;
  gint32 second;
  gint32 offset;
} GhCsvTime;

gboolean gh_csv_time_parse (const char *text, gsize length, GhCsvTime *time);
gboolean gh_csv_time_join (const GhCsvTime *date, const GhCsvTime *clock, GhCsvTime *time);
gint64 gh_csv_time_to_local (const GhCsvTime *time);
gint64 gh_csv_time_to_unix (const GhCsvTime *time, GTimeZone *zone, gboolean *naive);

G_END_DECLS
