/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "physics/sun-spread.h"
#include "progress.h"
#include "series-spec.h"
#include "time-axis.h"

G_BEGIN_DECLS

/**
 * GhSeriesSource:
 * @values: (array length=count): means over steps, NAN where there is none
 * @count: number of steps
 * @start_unix: beginning of the first step, seconds since 1970-01-01 UTC
 * @step_seconds: length of a step
 * @year: local year in which it was measured
 * @follows_sun: another year gets the numbers of the same date and time of UTC, so that noon stays
 *   noon whenever clocks change; a whole year follows itself
 * @spread: how its means are laid on shorter steps
 * @latitude: where the sun shines, degrees north; of no matter for %GH_SPREAD_EVEN
 * @longitude: degrees east
 *
 * Measured numbers on their own time axis.
 */
typedef struct
{
  const double *values;
  gsize count;
  gint64 start_unix;
  int step_seconds;
  int year;
  gboolean follows_sun;
  GhSunSpread spread;
  double latitude;
  double longitude;
} GhSeriesSource;

/* How laying numbers on an axis went. */
typedef enum
{
  GH_SERIES_LAID,
  GH_SERIES_MISSING, /* a number is */
  GH_SERIES_STOPPED
} GhSeriesFit;

GhSeriesFit gh_series_lay (const GhSeriesSource *source, const GhTimeAxis *axis, GhYearRule rule,
                           double *values, gint64 *missing_unix, const GhProgress *progress,
                           GError **error);

G_END_DECLS
