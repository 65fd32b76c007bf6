/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-time.h"
#include "findings.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhCsvClock:
 * @raw: (element-type GhCsvTime): times as written, a row each; turned round when @reversed
 * @flags: of all of them together
 * @with_offset: how many of them name their offset
 * @lines: (element-type guint32): their line numbers, turned round likewise
 * @zone: of times without offset
 * @zone_name: its name, for messages
 * @unix_times: (array) (owned): the outcome, seconds since 1970-01-01 UTC
 * @step_seconds: the commonest difference
 * @reversed: whether the newest row came first
 * @uses_zone: whether rows without offset were read in @zone
 * @repairs: (element-type utf8): gets sentences
 * @findings: gets warnings
 * @progress: (nullable): whom to tell
 *
 * Turns what is written into moments, by the order of the rows where the text leaves a choice.
 */
typedef struct
{
  GArray *raw;
  guint32 flags;
  guint with_offset;
  GArray *lines;
  GTimeZone *zone;
  const char *zone_name;
  gint64 *unix_times;
  int step_seconds;
  gboolean reversed;
  gboolean uses_zone;
  GPtrArray *repairs;
  GhFindings *findings;
  const GhProgress *progress;
} GhCsvClock;

gboolean gh_csv_clock_find_step (GhCsvClock *clock, GError **error);
gboolean gh_csv_clock_run (GhCsvClock *clock, GError **error);

G_END_DECLS
