/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhTimeTick:
 * @time: where it is, unix seconds
 * @label: (owned): "06:00", "12", "Mar"
 */
typedef struct
{
  double time;
  char *label;
} GhTimeTick;

/**
 * GhTimeScale:
 * @ticks: (element-type GhTimeTick): the upper row of labels with its lines
 * @spans: (element-type GhTimeTick): the lower row: what begins there, such as a day or a year; the
 *   first may be before the visible part
 *
 * The labels of a part of time, by the wall clock of a zone.
 */
typedef struct
{
  GArray *ticks;
  GArray *spans;
} GhTimeScale;

void gh_time_scale_init (GhTimeScale *scale, double from, double to, GTimeZone *zone,
                         guint most_ticks);
void gh_time_scale_clear (GhTimeScale *scale);
char *gh_time_scale_format_moment (double time, GTimeZone *zone);
char *gh_time_scale_format_month (double time, GTimeZone *zone, gboolean with_year);
char *gh_time_scale_format_day (double time, GTimeZone *zone);
char *gh_time_scale_format_range (double from, double to, GTimeZone *zone);

G_END_DECLS
