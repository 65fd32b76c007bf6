/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-table.h"

#include <math.h>
#include <string.h>

#include "csv-clock.h"
#include "csv-grid.h"
#include "csv-layout.h"
#include "errors.h"
#include "series-spec.h"
#include "text-decoding.h"
#include "time-axis.h"
#include "words.h"

/* Text between two questions whether to stop. */
#define BYTES_PER_POLL ((gsize) 1 << 18)
/* How much of the work has been done when all rows have been read. */
#define ROWS_READ 0.75
/* Lines after the table that are taken for totals and legends. */
#define FOOTER_LINES 40

/* Everything that is needed while one file is read. */
typedef struct
{
  const GhTableOptions *options;
  GhProgress rows;   /* part of the progress that reading takes */
  GhProgress laying; /* and what comes after it */
  GhCsvLayout layout;
  GhTable *table;
  GArray *times;     /* (element-type GhCsvTime) */
  guint32 flags;     /* of all of them */
  guint with_offset; /* how many name it */
  GArray *lines;     /* (element-type guint32) */
  GPtrArray *values; /* (element-type GArray of double): one a column of the table */
  GArray *source;    /* (element-type guint): column of the file for each of these */
  guint footer_line; /* first line after the table, 0 none so far */
  guint footer_lines;
  char *footer_text;
} Reading;

static void
free_column (gpointer data)
{
  GhTableColumn *column = data;

  g_free (column->name);
  g_free (column->unit);
  g_free (column->values);
  g_free (column);
}

/**
 * gh_table_new:
 *
 * Returns: (transfer full): a table without columns and steps
 */
GhTable *
gh_table_new (void)
{
  GhTable *table = g_new0 (GhTable, 1);

  table->latitude = table->longitude = NAN;
  table->uses_zone = TRUE;
  table->columns = g_ptr_array_new_with_free_func (free_column);
  table->repairs = g_ptr_array_new_with_free_func (g_free);
  table->findings = gh_findings_new ();
  return table;
}

/**
 * gh_table_free:
 * @table: (transfer full) (nullable): a table
 *
 * Frees a table with its numbers.
 */
void
gh_table_free (GhTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->repairs);
  gh_findings_free (table->findings);
  g_clear_pointer (&table->zone, g_time_zone_unref);
  g_free (table->sha256);
  g_free (table);
}

/**
 * gh_table_add_column:
 * @table: a table
 * @name: a heading
 * @unit: of its numbers
 *
 * Adds a column, still without numbers.
 *
 * Returns: (transfer none): the column
 */
GhTableColumn *
gh_table_add_column (GhTable *table, const char *name, const GhCsvUnit *unit)
{
  GhTableColumn *column = g_new0 (GhTableColumn, 1);

  column->name = g_strdup (name);
  column->unit = g_strdup (unit->name);
  column->meaning = *unit;
  g_ptr_array_add (table->columns, column);
  return column;
}

static void
unref_array (gpointer array)
{
  g_array_unref (array);
}

/* Makes a column of the table for each column of numbers of the file. */
static gboolean
open_columns (Reading *reading, GError **error)
{
  const GPtrArray *columns = reading->layout.columns;

  for (guint i = 0; i < columns->len; i++)
    {
      const GhCsvColumn *from = g_ptr_array_index (columns, i);
      if (from->kind != GH_CSV_COLUMN_NUMBERS)
        continue;
      gh_table_add_column (reading->table, from->name, &from->unit);
      g_ptr_array_add (reading->values, g_array_new (FALSE, FALSE, sizeof (double)));
      g_array_append_val (reading->source, i);
    }
  if (reading->table->columns->len > 0)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("line %u: no column beside the times holds numbers."),
               reading->layout.data.next_line);
  return FALSE;
}

static char *
join_row (const GArray *cells)
{
  const GhCsvCell *cell = &g_array_index (cells, GhCsvCell, 0);
  GhCsvCell head = { cell->text, MIN (cell->length, 40) };
  g_autofree char *text = gh_csv_cell_dup (&head);

  return g_utf8_make_valid (text, -1);
}

/* A row without a time: below the table it is a total or a legend. */
static void
note_footer (Reading *reading, const GArray *cells, guint line)
{
  if (reading->footer_lines++ > 0)
    return;
  reading->footer_line = line;
  reading->footer_text = join_row (cells);
}

static gboolean
set_footer_error (const Reading *reading, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("line %u: “%s” is no time."),
               reading->footer_line, reading->footer_text);
  return FALSE;
}

static gboolean
read_numbers (Reading *reading, const GArray *cells, guint line, GError **error)
{
  static const GhCsvCell empty = { "", 0 };

  for (guint i = 0; i < reading->source->len; i++)
    {
      guint at = g_array_index (reading->source, guint, i);
      const GhCsvCell *cell = at < cells->len ? &g_array_index (cells, GhCsvCell, at) : &empty;
      double value;
      if (gh_csv_cell_parse (cell, reading->layout.dialect.decimal, &value) == GH_CSV_TEXT)
        {
          const GhTableColumn *column = g_ptr_array_index (reading->table->columns, i);
          GhCsvCell head = { cell->text, MIN (cell->length, 40) };
          g_autofree char *text = gh_csv_cell_dup (&head);
          g_autofree char *valid = g_utf8_make_valid (text, -1);
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                       _ ("line %u: “%s” in the column “%s” is not a number."), line, valid,
                       column->name);
          return FALSE;
        }
      g_array_append_val ((GArray *) g_ptr_array_index (reading->values, i), value);
    }
  return TRUE;
}

/* Whether one more row is too much for the memory. */
static gboolean
check_size (const Reading *reading, guint line, GError **error)
{
  if ((gsize) reading->times->len * reading->values->len < GH_TABLE_NUMBERS_MAX)
    return TRUE;
  g_set_error (
      error, GH_ERROR, GH_ERROR_INVALID,
      _ ("line %u: the table has more than %d million numbers; take out columns or years."), line,
      GH_TABLE_NUMBERS_MAX / 1000000);
  return FALSE;
}

static gboolean
read_row (Reading *reading, const GArray *cells, guint line, GError **error)
{
  GhCsvTime time;
  guint32 at = line;

  if (gh_csv_row_is_blank (cells))
    return TRUE;
  if (!gh_csv_layout_read_time (&reading->layout, cells, &time))
    {
      note_footer (reading, cells, line);
      return TRUE;
    }
  if (reading->footer_lines > 0)
    return set_footer_error (reading, error);
  if (!check_size (reading, line, error))
    return FALSE;
  reading->flags |= time.flags;
  reading->with_offset += time.offset != GH_CSV_NO_OFFSET;
  g_array_append_val (reading->times, time);
  g_array_append_val (reading->lines, at);
  return read_numbers (reading, cells, line, error);
}

static gboolean
read_rows (Reading *reading, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  GhCsvReader reader = reading->layout.data;
  const char *begin = reader.position, *poll = begin;
  double whole = (double) (reader.end - begin) + 1.0;

  while (gh_csv_reader_next (&reader, cells))
    {
      if (reader.position >= poll)
        {
          double fraction = (double) (reader.position - begin) / whole;
          if (!gh_progress_step (&reading->rows, fraction, NULL, error))
            return FALSE;
          poll = reader.position + BYTES_PER_POLL;
        }
      if (!read_row (reading, cells, reader.line, error))
        return FALSE;
    }
  if (reading->footer_lines > FOOTER_LINES)
    return set_footer_error (reading, error);
  if (reading->footer_lines > 0)
    g_ptr_array_add (
        reading->table->repairs,
        g_strdup_printf (ngettext ("%u line below the table was left out, line %u (“%s”).",
                                   "%u lines below the table were left out, from "
                                   "line %u (“%s”).",
                                   reading->footer_lines),
                         reading->footer_lines, reading->footer_line, reading->footer_text));
  return TRUE;
}

static gboolean
heading_says_end (const Reading *reading)
{
  const GhCsvColumn *column
      = g_ptr_array_index (reading->layout.columns, (guint) reading->layout.date);
  g_autofree char *lower = g_utf8_strdown (column->name, -1);

  return strstr (lower, "(he)") != NULL || strstr (lower, "hour ending") != NULL
         || strstr (lower, "period end") != NULL || strstr (lower, "interval end") != NULL;
}

/* Whether the times are ends of steps: the heading says so, 24:00 stands among them, or the first
 * is a step after midnight and the last is midnight. */
static gboolean
looks_like_ends (const Reading *reading, int step)
{
  const GArray *times = reading->times;
  gint32 first = g_array_index (times, GhCsvTime, 0).second;
  gint32 last = g_array_index (times, GhCsvTime, times->len - 1).second;

  return heading_says_end (reading) || reading->flags & GH_CSV_MIDNIGHT_24
         || (step < 86400 && first == step && last % 86400 == 0);
}

/* The zone to show times in: that of the file's offsets, where it has one. */
static GTimeZone *
zone_to_show (const Reading *reading, GTimeZone *zone)
{
  gint32 offset = g_array_index (reading->times, GhCsvTime, 0).offset;

  return offset == GH_CSV_NO_OFFSET || reading->options->time_zone != NULL
             ? g_time_zone_ref (zone)
             : g_time_zone_new_offset (offset);
}

static gboolean
reverse (double *values, guint count, const GhProgress *progress, GError **error)
{
  for (guint i = 0, k = count - 1; i < k; i++, k--)
    {
      if (!gh_progress_count (progress, i, count / 2, error))
        return FALSE;
      double value = values[i];
      values[i] = values[k];
      values[k] = value;
    }
  return TRUE;
}

/* What the times as written tell beside moments; they are many and not needed any more. */
static void
note_times (Reading *reading, GhCsvClock *clock)
{
  GhTable *table = reading->table;

  table->rows = reading->times->len;
  table->zone = zone_to_show (reading, clock->zone);
  table->names_offsets = g_array_index (reading->times, GhCsvTime, 0).offset != GH_CSV_NO_OFFSET;
  table->uses_zone = clock->uses_zone;
  table->looks_like_ends = looks_like_ends (reading, clock->step_seconds);
  clock->raw = NULL;
  g_clear_pointer (&reading->times, g_array_unref);
}

static gboolean
take_numbers (Reading *reading, gboolean reversed, const GhProgress *progress, GError **error)
{
  guint count = reading->table->columns->len;

  for (guint i = 0; i < count; i++)
    {
      GhTableColumn *column = g_ptr_array_index (reading->table->columns, i);
      GhProgress part = gh_progress_part (progress, i / (double) count, (i + 1) / (double) count);
      column->values
          = (double *) (gpointer) g_array_steal (g_ptr_array_index (reading->values, i), NULL);
      if (reversed && !reverse (column->values, (guint) reading->table->rows, &part, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
lay_on_clock (Reading *reading, GhCsvClock *clock, GError **error)
{
  GhProgress running = gh_progress_part (&reading->laying, 0.0, 0.4);
  GhProgress taking = gh_progress_part (&reading->laying, 0.4, 0.5);
  GhProgress laying = gh_progress_part (&reading->laying, 0.5, 1.0);

  clock->progress = &running;
  if (!gh_csv_clock_run (clock, error))
    return FALSE;
  note_times (reading, clock);
  clock->progress = &laying;
  if (!take_numbers (reading, clock->reversed, &taking, error)
      || !gh_csv_grid_lay (reading->table, clock, error))
    return FALSE;
  reading->table->stamps_matter = TRUE;
  gh_table_set_stamps (reading->table, reading->options->stamps);
  return TRUE;
}

static gboolean
lay_rows (Reading *reading, GError **error)
{
  GhTable *table = reading->table;
  const char *zone_name = reading->options->time_zone;
  g_autoptr (GTimeZone) zone = gh_time_zone_find (zone_name != NULL ? zone_name : "UTC");

  if (zone == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("there is no time zone “%s”."), zone_name);
      return FALSE;
    }
  GhCsvClock clock = { .raw = reading->times,
                       .flags = reading->flags,
                       .with_offset = reading->with_offset,
                       .lines = reading->lines,
                       .zone = zone,
                       .zone_name = zone_name != NULL ? zone_name : "UTC",
                       .repairs = table->repairs,
                       .findings = table->findings };
  gboolean good = lay_on_clock (reading, &clock, error);
  g_free (clock.unix_times);
  return good;
}

static gboolean
read_text (Reading *reading, const char *text, gsize length, GError **error)
{
  const char *time_column = reading->options->time_column;

  if (!gh_csv_layout_find (&reading->layout, text, length, time_column, &reading->rows, error)
      || !open_columns (reading, error) || !read_rows (reading, error))
    return FALSE;
  if (reading->layout.dialect.decimal_guessed)
    g_ptr_array_add (reading->table->repairs,
                     g_strdup_printf (_ ("No number tells whether “%c” stands before decimals; it "
                                         "was taken to."),
                                      reading->layout.dialect.decimal));
  return lay_rows (reading, error);
}

static void
reading_clear (Reading *reading)
{
  gh_csv_layout_clear (&reading->layout);
  g_clear_pointer (&reading->times, g_array_unref);
  g_array_unref (reading->lines);
  g_array_unref (reading->source);
  g_ptr_array_unref (reading->values);
  g_free (reading->footer_text);
}

/**
 * gh_table_set_stamps:
 * @table: a table, of which this changes something only where its format leaves it open
 * @stamps: a #GhStamps, or %GH_TABLE_STAMPS_AUTO for what its times look like
 *
 * Takes the times for beginnings or ends of steps, whatever they were taken for before.
 */
void
gh_table_set_stamps (GhTable *table, int stamps)
{
  gboolean guessed = stamps == GH_TABLE_STAMPS_AUTO && table->looks_like_ends;
  gboolean ends = stamps == GH_STAMPS_END || guessed;

  if (!table->stamps_matter)
    return;
  table->start_unix += table->stamps_are_ends ? table->step_seconds : 0;
  table->start_unix -= ends ? table->step_seconds : 0;
  table->stamps_are_ends = ends;
  if (table->stamps_repair != NULL && !guessed)
    {
      g_ptr_array_remove (table->repairs, (gpointer) table->stamps_repair);
      table->stamps_repair = NULL;
    }
  else if (table->stamps_repair == NULL && guessed)
    {
      char *repair = g_strdup (_ ("The times look like the ends of the steps and were taken as "
                                  "such."));
      g_ptr_array_add (table->repairs, repair);
      table->stamps_repair = repair;
    }
}

/**
 * gh_table_read_text:
 * @text: (array length=length): UTF-8 without byte-order mark
 * @length: in bytes
 * @options: (nullable): what the file cannot tell about itself
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with the number of the first bad line, or %GH_ERROR_STOPPED
 *
 * Does what gh_table_read() does, with a text that has been decoded.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_table_read_text (const char *text, gsize length, const GhTableOptions *options,
                    const GhProgress *progress, GError **error)
{
  static const GhTableOptions defaults = { NULL, NULL, GH_TABLE_STAMPS_AUTO };
  g_autoptr (GhTable) table = gh_table_new ();
  Reading reading = { .options = options != NULL ? options : &defaults,
                      .rows = gh_progress_part (progress, 0.0, ROWS_READ),
                      .laying = gh_progress_part (progress, ROWS_READ, 1.0),
                      .table = table,
                      .times = g_array_new (FALSE, FALSE, sizeof (GhCsvTime)),
                      .lines = g_array_new (FALSE, FALSE, sizeof (guint32)),
                      .values = g_ptr_array_new_with_free_func (unref_array),
                      .source = g_array_new (FALSE, FALSE, sizeof (guint)) };

  gboolean good = read_text (&reading, text, length, error);
  reading_clear (&reading);
  return good ? g_steal_pointer (&table) : NULL;
}

/**
 * gh_table_read:
 * @path_for_messages: what to call the file in messages
 * @data: (array length=length): its bytes
 * @length: how many
 * @options: (nullable): what the file cannot tell about itself
 * @progress: (nullable): whom to tell
 * @error: %GH_ERROR_INVALID with the number of the first bad line, or %GH_ERROR_STOPPED
 *
 * Reads a table of numbers with a column of times from any CSV dialect and lays it on an even
 * time axis. Gaps of up to three hours are filled on a straight line; everything that was mended
 * or guessed is in the repairs. Takes time in proportion to @length, and n log n only for n rows
 * that are out of order. Takes memory of 8 bytes a number and up to 40 a row beside @data.
 *
 * Returns: (transfer full) (nullable): the table
 */
GhTable *
gh_table_read (const char *path_for_messages, const char *data, gsize length,
               const GhTableOptions *options, const GhProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) repairs = g_ptr_array_new_with_free_func (g_free);
  GhProgress decoding = gh_progress_part (progress, 0.0, 0.1);
  GhProgress reading = gh_progress_part (progress, 0.1, 1.0);
  g_autofree char *owned = NULL;
  GhTable *table = NULL;

  const char *text = gh_text_decode (data, length, &length, &owned, repairs, &decoding, error);
  if (text != NULL)
    table = gh_table_read_text (text, length, options, &reading, error);
  if (table != NULL)
    gh_table_prepend_repairs (table, repairs);
  else if (error != NULL && !g_error_matches (*error, GH_ERROR, GH_ERROR_STOPPED))
    g_prefix_error (error, "%s: ", path_for_messages);
  return table;
}

/**
 * gh_table_prepend_repairs:
 * @table: a table
 * @repairs: (element-type utf8): sentences about what was done before it was read
 *
 * Puts them before those of the table.
 */
void
gh_table_prepend_repairs (GhTable *table, const GPtrArray *repairs)
{
  for (guint i = 0; i < repairs->len; i++)
    g_ptr_array_insert (table->repairs, (gint) i, g_strdup (g_ptr_array_index (repairs, i)));
}

/**
 * gh_table_find_column:
 * @table: a table
 * @name: (nullable): a heading, capitals and blanks around it do not count; %NULL for the first
 *
 * Returns: (transfer none) (nullable): the column
 */
const GhTableColumn *
gh_table_find_column (const GhTable *table, const char *name)
{
  if (name == NULL)
    return table->columns->len > 0 ? g_ptr_array_index (table->columns, 0) : NULL;

  g_autofree char *wanted = g_utf8_casefold (name, -1);
  const GhTableColumn *close = NULL;
  g_strstrip (wanted);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const GhTableColumn *column = g_ptr_array_index (table->columns, i);
      g_autofree char *folded = g_utf8_casefold (column->name, -1);
      if (strcmp (column->name, name) == 0)
        return column;
      if (close == NULL && strcmp (folded, wanted) == 0)
        close = column;
    }
  return close;
}

/**
 * gh_table_list_columns:
 * @table: a table
 *
 * Returns: (transfer full): the headings of its first columns, for a message
 */
char *
gh_table_list_columns (const GhTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (table->columns->len, 12); i++)
    {
      const GhTableColumn *column = g_ptr_array_index (table->columns, i);
      g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "", column->name);
    }
  if (table->columns->len > 12)
    g_string_append (text, ", …");
  return g_string_free (text, FALSE);
}
