/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cells of a row that are looked at. */
#define GH_CSV_CELLS_MAX 16384

/* A cell: bytes inside the text, blanks and quotes around it taken off, not terminated. */
typedef struct
{
  const char *text;
  gsize length;
} GhCsvCell;

/**
 * GhCsvDialect:
 * @separator: between cells: tab, semicolon, bar or comma
 * @decimal: point or comma
 * @decimal_guessed: whether every number could be read either way ("1.234")
 */
typedef struct
{
  char separator;
  char decimal;
  gboolean decimal_guessed;
} GhCsvDialect;

/**
 * GhCsvReader:
 * @position: where the next row begins
 * @end: behind the last byte
 * @next_line: line number of @position, 1 the first
 * @line: line number of the row read last
 * @separator: between cells
 *
 * Walks over the rows of a text; copied to look ahead.
 */
typedef struct
{
  const char *position;
  const char *end;
  guint next_line;
  guint line;
  char separator;
} GhCsvReader;

typedef enum
{
  GH_CSV_NUMBER,
  GH_CSV_MISSING,
  GH_CSV_TEXT
} GhCsvContent;

void gh_csv_detect_dialect (const char *text, gsize length, GhCsvDialect *dialect);
void gh_csv_reader_init (GhCsvReader *reader, const char *text, gsize length, char separator);
gboolean gh_csv_reader_next (GhCsvReader *reader, GArray *cells);
gboolean gh_csv_row_is_blank (const GArray *cells);
GhCsvContent gh_csv_cell_parse (const GhCsvCell *cell, char decimal, double *value);
char *gh_csv_cell_dup (const GhCsvCell *cell);

G_END_DECLS
