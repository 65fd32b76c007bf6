/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-dialect.h"
#include "csv-time.h"
#include "csv-unit.h"
#include "progress.h"

G_BEGIN_DECLS

/* What a column of the file is for. */
typedef enum
{
  GH_CSV_COLUMN_NUMBERS,
  GH_CSV_COLUMN_TEXT,
  GH_CSV_COLUMN_TIME
} GhCsvColumnKind;

typedef struct
{
  char *name;
  GhCsvUnit unit;
  GhCsvColumnKind kind;
} GhCsvColumn;

/**
 * GhCsvLayout:
 * @dialect: how cells and numbers are written
 * @data: stands before the first row of numbers
 * @columns: (element-type GhCsvColumn): every column of the file, in order
 * @date: index of the column with the date, or with date and time
 * @clock: index of the column with the time of day, -1 when it is in @date
 *
 * Where the table is in a text and what its columns are.
 */
typedef struct
{
  GhCsvDialect dialect;
  GhCsvReader data;
  GPtrArray *columns;
  int date;
  int clock;
} GhCsvLayout;

gboolean gh_csv_layout_find (GhCsvLayout *layout, const char *text, gsize length,
                             const char *time_column, const GhProgress *progress, GError **error);
void gh_csv_layout_clear (GhCsvLayout *layout);
gboolean gh_csv_layout_read_time (const GhCsvLayout *layout, const GArray *cells, GhCsvTime *time);

G_END_DECLS
