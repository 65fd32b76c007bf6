/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "csv-dialect.h"
#include "progress.h"

G_BEGIN_DECLS

/**
 * GhCsvRecords:
 * @reader: stands behind the row read last
 * @cells: (element-type GhCsvCell): that row
 * @names: (element-type utf8): headings as written
 * @decimal: point or comma
 * @begin: of the text
 * @polled: where the caller of gh_csv_records_go_on() was asked last whether to stop
 *
 * Walks over the rows of a text whose headings are known by name.
 */
typedef struct
{
  GhCsvReader reader;
  GArray *cells;
  GPtrArray *names;
  char decimal;
  const char *begin;
  const char *polled;
} GhCsvRecords;

void gh_csv_records_init (GhCsvRecords *records, const char *text, gsize length, char separator,
                          char decimal);
void gh_csv_records_clear (GhCsvRecords *records);
gboolean gh_csv_records_next (GhCsvRecords *records);
gboolean gh_csv_records_go_on (GhCsvRecords *records, const GhProgress *progress, GError **error);
gboolean gh_csv_records_seek (GhCsvRecords *records, const char *const *needed, guint rows);
int gh_csv_records_find (const GhCsvRecords *records, const char *name);
int gh_csv_records_find_any (const GhCsvRecords *records, const char *const *names);
gboolean gh_csv_records_number (const GhCsvRecords *records, int column, double *number);
gboolean gh_csv_records_integer (const GhCsvRecords *records, int column, int least, int most,
                                 int *number);
char *gh_csv_records_text (const GhCsvRecords *records, int column);

G_END_DECLS
