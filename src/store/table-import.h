/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-table.h"
#include "findings.h"
#include "progress.h"
#include "site/emission-rate.h"

G_BEGIN_DECLS

/* @unit "" when not named; @kind (nullable) what the column is about, as of a #GhImport, with
 * "-marginal-short-run", "-marginal-long-run" or "-average" behind "emissions" where the file
 * tells;
 * @sum of all steps; @mean, @minimum, @maximum NAN when there is no number; @missing steps for
 * which the file has no number, filled or not. */
typedef struct
{
  char *name;
  char *unit;
  const char *kind;
  double sum;
  double mean;
  double minimum;
  double maximum;
  gsize missing;
} GhImportColumn;

/**
 * GhImport:
 * @kind: "load", "solar", "price", "emissions", "weather", "sessions" or "table"
 * @format: (nullable): name of the format that was recognised, %NULL a plain table
 * @rows: rows of numbers in the file
 * @start: ISO 8601, beginning of the first step
 * @end: ISO 8601, end of the last step
 * @start_unix: @start in seconds since 1970-01-01 UTC
 * @count: number of steps, those without a row included
 * @step_seconds: length of a step
 * @looks_like_ends: the times look like ends of steps, and were taken as such
 * @names_offsets: the times name their offset from UTC
 * @typical_year: the table stands for every year
 * @columns: (element-type GhImportColumn): columns of numbers
 * @repairs: (element-type utf8): what was mended or guessed, a sentence each
 * @findings: what could not be mended
 *
 * What a file holds: the preview that is shown before anything is stored.
 */
typedef struct
{
  char *kind;
  const char *format;
  gsize rows;
  char *start;
  char *end;
  gint64 start_unix;
  gsize count;
  int step_seconds;
  gboolean looks_like_ends;
  gboolean names_offsets;
  gboolean typical_year;
  GPtrArray *columns;
  GPtrArray *repairs;
  GhFindings *findings;
} GhImport;

GhImport *gh_import_new (const GhTable *table, const char *as_kind, const GhProgress *progress,
                         GError **error);
GhImport *gh_import_file (const char *path, const char *as_kind, const char *time_zone,
                          const GhProgress *progress, GError **error);
void gh_import_free (GhImport *import);
const char *const *gh_import_get_kinds (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhImport, gh_import_free)
gboolean gh_import_find_rate (const char *kind, GhEmissionRate *rate);
char *gh_import_to_json (const GhImport *import);
char *gh_import_to_text (const GhImport *import);

G_END_DECLS
