/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/csv-records.h"

#include <math.h>
#include <string.h>

/* Text between two questions whether to stop. */
#define BYTES_PER_POLL 65536

/**
 * gh_csv_records_init:
 * @records: (out): to be cleared with gh_csv_records_clear()
 * @text: (array length=length): UTF-8; must outlive @records
 * @length: in bytes
 * @separator: between cells
 * @decimal: point or comma
 *
 * Stands before the first row.
 */
void
gh_csv_records_init (GhCsvRecords *records, const char *text, gsize length, char separator,
                     char decimal)
{
  gh_csv_reader_init (&records->reader, text, length, separator);
  records->cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  records->names = g_ptr_array_new_with_free_func (g_free);
  records->decimal = decimal;
  records->begin = records->polled = text;
}

/**
 * gh_csv_records_clear:
 * @records: filled by gh_csv_records_init()
 *
 * Frees what it holds.
 */
void
gh_csv_records_clear (GhCsvRecords *records)
{
  g_clear_pointer (&records->cells, g_array_unref);
  g_clear_pointer (&records->names, g_ptr_array_unref);
}

/**
 * gh_csv_records_next:
 * @records: a walk
 *
 * Goes on to the next row that is not blank.
 *
 * Returns: %FALSE behind the last
 */
gboolean
gh_csv_records_next (GhCsvRecords *records)
{
  while (gh_csv_reader_next (&records->reader, records->cells))
    if (!gh_csv_row_is_blank (records->cells))
      return TRUE;
  return FALSE;
}

/**
 * gh_csv_records_go_on:
 * @records: a walk
 * @progress: (nullable): whom to tell how much of the text lies behind
 * @error: set to %GH_ERROR_STOPPED when the callback asks to stop
 *
 * Stands in the loop over the rows; asks now and then.
 *
 * Returns: %FALSE when the work has to stop
 */
gboolean
gh_csv_records_go_on (GhCsvRecords *records, const GhProgress *progress, GError **error)
{
  const GhCsvReader *reader = &records->reader;

  if (reader->position < records->polled)
    return TRUE;
  records->polled = reader->position + BYTES_PER_POLL;
  return gh_progress_step (progress,
                           (double) (reader->position - records->begin)
                               / (double) (reader->end - records->begin),
                           NULL, error);
}

static void
take_names (GhCsvRecords *records)
{
  g_ptr_array_set_size (records->names, 0);
  for (guint i = 0; i < records->cells->len; i++)
    g_ptr_array_add (records->names, gh_csv_records_text (records, (int) i));
}

/**
 * gh_csv_records_seek:
 * @records: a walk
 * @needed: (array zero-terminated=1): headings, small and capital letters alike
 * @rows: how many rows may be looked at
 *
 * Goes on to the row that has all of the headings, and keeps its cells as headings.
 *
 * Returns: whether there is one
 */
gboolean
gh_csv_records_seek (GhCsvRecords *records, const char *const *needed, guint rows)
{
  for (guint row = 0; row < rows && gh_csv_records_next (records); row++)
    {
      guint found = 0;
      take_names (records);
      while (needed[found] != NULL && gh_csv_records_find (records, needed[found]) >= 0)
        found++;
      if (needed[found] == NULL)
        return TRUE;
    }
  g_ptr_array_set_size (records->names, 0);
  return FALSE;
}

/**
 * gh_csv_records_find:
 * @records: a walk with headings
 * @name: a heading, small and capital letters alike
 *
 * Returns: the number of the column, -1 when there is none
 */
int
gh_csv_records_find (const GhCsvRecords *records, const char *name)
{
  for (guint i = 0; i < records->names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (records->names, i), name) == 0)
      return (int) i;
  return -1;
}

/**
 * gh_csv_records_find_any:
 * @records: a walk with headings
 * @names: (array zero-terminated=1): headings, best first
 *
 * Returns: the number of the first of them that there is, -1 when there is none
 */
int
gh_csv_records_find_any (const GhCsvRecords *records, const char *const *names)
{
  for (; *names != NULL; names++)
    if (gh_csv_records_find (records, *names) >= 0)
      return gh_csv_records_find (records, *names);
  return -1;
}

/**
 * gh_csv_records_number:
 * @records: a walk
 * @column: number of a column, or -1
 * @number: (out): NAN when the cell is empty or says that it is missing
 *
 * Returns: %FALSE when there is a text
 */
gboolean
gh_csv_records_number (const GhCsvRecords *records, int column, double *number)
{
  *number = NAN;
  if (column < 0 || (guint) column >= records->cells->len)
    return TRUE;
  return gh_csv_cell_parse (&g_array_index (records->cells, GhCsvCell, column), records->decimal,
                            number)
         != GH_CSV_TEXT;
}

/**
 * gh_csv_records_integer:
 * @records: a walk
 * @column: number of a column
 * @least: the least it may be
 * @most: the most it may be
 * @number: (out): the number
 *
 * Returns: whether there is a whole number in that range
 */
gboolean
gh_csv_records_integer (const GhCsvRecords *records, int column, int least, int most, int *number)
{
  double value;

  if (!gh_csv_records_number (records, column, &value) || !(value >= least && value <= most))
    return FALSE;
  *number = (int) value;
  return fabs (value - *number) < 1e-9;
}

/**
 * gh_csv_records_text:
 * @records: a walk
 * @column: number of a column
 *
 * Returns: (transfer full): the cell, "" when there is none
 */
char *
gh_csv_records_text (const GhCsvRecords *records, int column)
{
  return column >= 0 && (guint) column < records->cells->len
             ? gh_csv_cell_dup (&g_array_index (records->cells, GhCsvCell, column))
             : g_strdup ("");
}
