/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "progress.h"
#include "csv-unit.h"

G_BEGIN_DECLS

/* Numbers that a table may have: 512 MiB. */
#define GH_TABLE_NUMBERS_MAX 67108864

/* Tell from the file whether times are beginnings or ends. */
#define GH_TABLE_STAMPS_AUTO (-1)

/**
 * GhTableOptions:
 * @time_column: (nullable): heading of the column of times; %NULL for the first that holds times
 * @time_zone: (nullable): of times that name no offset; %NULL for UTC
 * @stamps: a #GhStamps or %GH_TABLE_STAMPS_AUTO
 *
 * What the file cannot tell about itself. %NULL stands for {NULL, NULL, GH_TABLE_STAMPS_AUTO}.
 */
typedef struct
{
  const char *time_column;
  const char *time_zone;
  int stamps;
} GhTableOptions;

/* What a column of emissions is about, beside "emissions" where the file does not tell: what one
 * kWh more would cause, with the plants there are or with those that would be built, or all kWh. */
#define GH_KIND_EMISSIONS_SHORT_RUN "emissions-marginal-short-run"
#define GH_KIND_EMISSIONS_LONG_RUN "emissions-marginal-long-run"
#define GH_KIND_EMISSIONS_AVERAGE "emissions-average"

/**
 * GhTableColumn:
 * @name: its heading
 * @unit: as the heading names it, "" when it does not
 * @meaning: the same for computing
 * @kind: (nullable): what the format says it is about, as of a #GhImport; %NULL to guess
 * @values: (array): one number a step, NAN where there is none
 * @missing: steps for which the file has no number; those of short gaps are filled in @values
 */
typedef struct
{
  char *name;
  char *unit;
  GhCsvUnit meaning;
  const char *kind;
  double *values;
  gsize missing;
} GhTableColumn;

/**
 * GhTable:
 * @format: (nullable): name of the format it was recognised as, %NULL a plain table
 * @kind: (nullable): what the format says it is about, as of a #GhImport
 * @sha256: (nullable): of the bytes of the file, in hexadecimal
 * @follows_sun: the rows keep standard time and belong to the sun, not to clocks: laid on another
 *   year by date and true time
 * @latitude: degrees, where it was measured; NAN when the file does not tell
 * @longitude: degrees east, likewise
 * @typical_year: a year put together from several, which is no year of the calendar
 * @columns: (element-type GhTableColumn): columns of numbers
 * @start_unix: beginning of the first step, seconds since 1970-01-01 UTC
 * @step_seconds: length of a step
 * @count: number of steps, without gaps
 * @rows: rows of numbers in the file
 * @zone: in which the times of the file are written
 * @looks_like_ends: the times look like ends of steps, whatever they were taken for
 * @stamps_matter: the format leaves open what they are, see gh_table_set_stamps()
 * @stamps_are_ends: they were taken for ends
 * @stamps_repair: (nullable): which of @repairs tells that this was guessed
 * @names_offsets: the times name their offset from UTC, so that no zone has to be known
 * @uses_zone: the numbers stand elsewhere with another @time_zone of #GhTableOptions, or may
 * @repairs: (element-type utf8): one sentence for everything that was mended
 * @findings: what could not be mended; the path is "$", "$.columns" where one column is meant
 *
 * A measured table on an even time axis.
 */
typedef struct
{
  const char *format;
  const char *kind;
  char *sha256;
  gboolean follows_sun;
  gboolean typical_year;
  double latitude;
  double longitude;
  GPtrArray *columns;
  gint64 start_unix;
  int step_seconds;
  gsize count;
  gsize rows;
  GTimeZone *zone;
  gboolean looks_like_ends;
  gboolean stamps_matter;
  gboolean stamps_are_ends;
  const char *stamps_repair;
  gboolean names_offsets;
  gboolean uses_zone;
  GPtrArray *repairs;
  GhFindings *findings;
} GhTable;

GhTable *gh_table_new (void);
GhTableColumn *gh_table_add_column (GhTable *table, const char *name, const GhCsvUnit *unit);
GhTable *gh_table_read (const char *path_for_messages, const char *data, gsize length,
                        const GhTableOptions *options, const GhProgress *progress, GError **error);
GhTable *gh_table_read_text (const char *text, gsize length, const GhTableOptions *options,
                             const GhProgress *progress, GError **error);
void gh_table_set_stamps (GhTable *table, int stamps);
void gh_table_prepend_repairs (GhTable *table, const GPtrArray *repairs);
void gh_table_free (GhTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTable, gh_table_free)
const GhTableColumn *gh_table_find_column (const GhTable *table, const char *name);
char *gh_table_list_columns (const GhTable *table);

G_END_DECLS
