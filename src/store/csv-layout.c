/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-layout.h"

#include <string.h>

#include "errors.h"
#include "words.h"

/* Rows in which the beginning of the table is sought. */
#define HEAD_ROWS 300
/* Rows after the first that are looked at before a table is believed to begin. */
#define LOOKED_ROWS 4
/* Rows in which columns of numbers are told from columns of text: the first and a spread. */
#define KIND_ROWS 400
#define SPREAD_ROWS 400

static const GhCsvCell *
get_cell (const GArray *cells, guint index)
{
  static const GhCsvCell empty = { "", 0 };

  return index < cells->len ? &g_array_index (cells, GhCsvCell, index) : &empty;
}

static void
free_column (gpointer data)
{
  GhCsvColumn *column = data;

  g_free (column->name);
  g_free (column);
}

/* Whether a heading says that bare digits below it are times. */
static gboolean
speaks_of_time (const GhCsvCell *heading)
{
  static const char *const words[] = { "time", "date", "datum", "zeit", "unix", "epoch", "stamp" };
  g_autofree char *text = gh_csv_cell_dup (heading);
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
parse_cell_time (const GArray *cells, guint index, GhCsvTime *time)
{
  const GhCsvCell *cell = get_cell (cells, index);

  return gh_csv_time_parse (cell->text, cell->length, time);
}

/* A column of times of day beside the column of dates, -1 when there is none. */
static int
find_clock (const GArray *cells, guint date)
{
  GhCsvTime time;

  for (guint i = 0; i < cells->len; i++)
    if (i != date && parse_cell_time (cells, i, &time) && time.flags & GH_CSV_HAS_CLOCK
        && !(time.flags & (GH_CSV_HAS_DATE | GH_CSV_COMPACT)))
      return (int) i;
  return -1;
}

/* Looks for the time in one row; @heading tells about bare digits. */
static gboolean
find_time_in_row (const GArray *cells, const GArray *heading, int wanted, int *date, int *clock)
{
  GhCsvTime time;

  for (guint i = 0; i < cells->len; i++)
    {
      if ((wanted >= 0 && (int) i != wanted) || !parse_cell_time (cells, i, &time)
          || !(time.flags & GH_CSV_HAS_DATE))
        continue;
      if (time.flags & GH_CSV_COMPACT && !speaks_of_time (get_cell (heading, i)))
        continue;
      *date = (int) i;
      *clock = time.flags & GH_CSV_HAS_CLOCK ? -1 : find_clock (cells, i);
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_numbers (const GArray *cells, char decimal)
{
  double value;

  for (guint i = 0; i < cells->len; i++)
    if (gh_csv_cell_parse (get_cell (cells, i), decimal, &value) == GH_CSV_NUMBER)
      return TRUE;
  return FALSE;
}

static guint
count_filled (const GArray *cells)
{
  guint filled = 0;

  for (guint i = 0; i < cells->len; i++)
    filled += get_cell (cells, i)->length > 0;
  return filled;
}

/* Whether the rows after @reader have their times where the first one has it. A row of words is
 * the heading of the table: what came before was metadata. A damaged row proves nothing. */
static gboolean
rows_agree (GhCsvReader reader, const GhCsvLayout *layout)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  guint agreed = 0, looked = 0;
  GhCsvTime time;

  for (; looked < LOOKED_ROWS && gh_csv_reader_next (&reader, cells);)
    {
      if (gh_csv_row_is_blank (cells))
        continue;
      looked++;
      if (gh_csv_layout_read_time (layout, cells, &time))
        agreed++;
      else if (count_filled (cells) > 1 && !has_numbers (cells, layout->dialect.decimal))
        return FALSE;
    }
  return looked == 0 || agreed > 0;
}

/* The rows before the table that may be headings. */
typedef struct
{
  GArray *last;   /* just above the table */
  GArray *before; /* above that */
} Headings;

static int
find_name (const GArray *cells, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  g_strstrip (wanted);
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *text = gh_csv_cell_dup (get_cell (cells, i));
      g_autofree char *folded = g_utf8_casefold (text, -1);
      if (strcmp (folded, wanted) == 0)
        return (int) i;
    }
  return -1;
}

/* Walks to the first row of the table; the rows above are left in @headings. */
static gboolean
find_first_row (GhCsvLayout *layout, GhCsvReader *reader, const char *time_column,
                Headings *headings, guint *first_numbers)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  GhCsvReader before = *reader;
  int wanted = -1;

  for (guint row = 0; row < HEAD_ROWS && gh_csv_reader_next (reader, cells); before = *reader)
    {
      if (gh_csv_row_is_blank (cells))
        continue;
      row++;
      if (*first_numbers == 0 && has_numbers (cells, layout->dialect.decimal))
        *first_numbers = reader->line;
      gboolean searched = time_column == NULL || wanted >= 0;
      if (searched
          && find_time_in_row (cells, headings->last, wanted, &layout->date, &layout->clock)
          && rows_agree (*reader, layout))
        {
          layout->data = before;
          return TRUE;
        }
      if (time_column != NULL && find_name (cells, time_column) >= 0)
        wanted = find_name (cells, time_column);
      GArray *oldest = headings->before;
      headings->before = headings->last;
      headings->last = cells;
      cells = oldest;
    }
  return FALSE;
}

/* Whether the row just above the table holds units and the one above that the names. */
static gboolean
has_two_headings (const Headings *headings, const GhCsvLayout *layout)
{
  guint units = 0, filled = count_filled (headings->last);

  if (headings->before->len < 2 || headings->last->len < 2
      || count_filled (headings->before) < filled
      || has_numbers (headings->before, layout->dialect.decimal))
    return FALSE;
  for (guint i = 0; i < headings->last->len; i++)
    {
      g_autofree char *text = gh_csv_cell_dup (get_cell (headings->last, i));
      GhCsvUnit unit;
      units += gh_csv_unit_find (text, &unit) || gh_csv_unit_parse (text, &unit);
    }
  guint date = (guint) layout->date;
  if (get_cell (headings->last, date)->length == 0 && get_cell (headings->before, date)->length > 0)
    return filled > 0;
  return units > 0 && units + 2 >= filled && headings->before->len == headings->last->len
         && count_filled (headings->before) == headings->before->len && units * 2 >= filled;
}

/* The name of a column from one or two headings, made unique; @names counts those of one heading.
 */
static char *
name_column (const Headings *headings, gboolean two, guint index, GHashTable *names)
{
  const GhCsvCell *cell = get_cell (two ? headings->before : headings->last, index);
  g_autofree char *base = NULL;

  if (cell->length == 0)
    cell = get_cell (headings->last, index);
  base = cell->length > 0 ? gh_csv_cell_dup (cell) : g_strdup_printf (_ ("column %u"), index + 1);
  g_autofree char *name = g_strdup (base);
  guint copies = GPOINTER_TO_UINT (g_hash_table_lookup (names, base));
  while (g_hash_table_contains (names, name))
    {
      g_free (name);
      name = g_strdup_printf ("%s (%u)", base, ++copies);
    }
  g_hash_table_insert (names, g_strdup (base), GUINT_TO_POINTER (MAX (copies, 1)));
  if (copies > 1)
    g_hash_table_insert (names, g_strdup (name), GUINT_TO_POINTER (1));
  return g_steal_pointer (&name);
}

static void
name_columns (GhCsvLayout *layout, const Headings *headings, guint count)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean two = has_two_headings (headings, layout);

  for (guint i = 0; i < count; i++)
    {
      GhCsvColumn *column = g_new0 (GhCsvColumn, 1);
      g_autofree char *below = gh_csv_cell_dup (get_cell (headings->last, i));
      column->name = name_column (headings, two, i, names);
      if (!two
          || !(gh_csv_unit_find (below, &column->unit) || gh_csv_unit_parse (below, &column->unit)))
        gh_csv_unit_find (column->name, &column->unit);
      if ((int) i == layout->date || (int) i == layout->clock)
        column->kind = GH_CSV_COLUMN_TIME;
      g_ptr_array_add (layout->columns, column);
    }
}

typedef struct
{
  guint numbers;
  guint texts;
} Tally;

static void
tally_row (const GhCsvLayout *layout, const GArray *cells, GArray *tallies)
{
  GhCsvTime time;
  double value;

  if (!gh_csv_layout_read_time (layout, cells, &time))
    return;
  for (guint i = 0; i < MIN (cells->len, tallies->len); i++)
    {
      GhCsvContent content
          = gh_csv_cell_parse (get_cell (cells, i), layout->dialect.decimal, &value);
      g_array_index (tallies, Tally, i).numbers += content == GH_CSV_NUMBER;
      g_array_index (tallies, Tally, i).texts += content == GH_CSV_TEXT;
    }
}

/* Columns of text are left out, and columns without heading in which there is nothing. */
static void
tell_kinds (GhCsvLayout *layout)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  g_autoptr (GArray) tallies = g_array_new (FALSE, TRUE, sizeof (Tally));
  GhCsvReader reader = layout->data;

  g_array_set_size (tallies, layout->columns->len);
  for (guint i = 0; i < KIND_ROWS && gh_csv_reader_next (&reader, cells); i++)
    tally_row (layout, cells, tallies);
  gsize stride = (gsize) (reader.end - reader.position) / SPREAD_ROWS;
  for (guint i = 0; i < SPREAD_ROWS && stride > 0; i++)
    {
      const char *jump = (gsize) (reader.end - reader.position) > stride
                             ? memchr (reader.position + stride, '\n',
                                       (gsize) (reader.end - reader.position) - stride)
                             : NULL;
      if (jump == NULL)
        break;
      reader.position = jump + 1;
      if (gh_csv_reader_next (&reader, cells))
        tally_row (layout, cells, tallies);
    }
  for (guint i = 0; i < tallies->len; i++)
    {
      GhCsvColumn *column = g_ptr_array_index (layout->columns, i);
      const Tally *tally = &g_array_index (tallies, Tally, i);
      if (column->kind == GH_CSV_COLUMN_NUMBERS && tally->texts > tally->numbers)
        column->kind = GH_CSV_COLUMN_TEXT;
    }
}

/* Takes off the last columns, down to the last that has a heading or anything in its first rows. */
static void
drop_empty_tail (GhCsvLayout *layout, const Headings *headings)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  GhCsvReader reader = layout->data;
  guint used = 0;

  for (guint i = 0; i < layout->columns->len; i++)
    if (get_cell (headings->last, i)->length > 0 || get_cell (headings->before, i)->length > 0)
      used = i + 1;
  for (guint row = 0; row < KIND_ROWS && gh_csv_reader_next (&reader, cells); row++)
    for (guint i = used; i < MIN (cells->len, layout->columns->len); i++)
      if (get_cell (cells, i)->length > 0)
        used = i + 1;
  g_ptr_array_set_size (layout->columns, (int) used);
}

static void
describe_columns (GhCsvLayout *layout, Headings *headings)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  GhCsvReader reader = layout->data;

  /* A title such as "Household H0;;" or a row of metadata has fewer filled cells than the table. */
  gh_csv_reader_next (&reader, cells);
  while (gh_csv_row_is_blank (cells) && gh_csv_reader_next (&reader, cells))
    continue;
  if (headings->last->len < 2)
    {
      g_array_set_size (headings->last, 0);
      g_array_set_size (headings->before, 0);
    }
  guint count = MAX (cells->len, headings->last->len);
  name_columns (layout, headings, count);
  drop_empty_tail (layout, headings);
  tell_kinds (layout);
}

static void
set_no_time_error (const char *time_column, guint line, gsize rows, GError **error)
{
  if (time_column != NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                 _ ("line %u: there is no column of times with the heading “%s”."), MAX (line, 1),
                 time_column);
  else if (line > 0)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
                 _ ("line %u: a time column is missing; the table has %zu"
                    " rows, but no column holds dates with times."),
                 line, rows);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID,
                         _ ("line 1: there is no table with a time column."));
}

static gboolean
count_rows (GhCsvReader reader, guint first_line, const GhProgress *progress, gsize *rows,
            GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  const char *begin = reader.position;

  *rows = 0;
  while (gh_csv_reader_next (&reader, cells))
    {
      double fraction = (double) (reader.position - begin) / (double) (reader.end - begin);
      if (reader.line % GH_PROGRESS_INTERVAL == 0
          && !gh_progress_step (progress, fraction, NULL, error))
        return FALSE;
      *rows += reader.line >= first_line && !gh_csv_row_is_blank (cells);
    }
  return TRUE;
}

static gboolean
check_width (const GhCsvLayout *layout, GError **error)
{
  if (layout->columns->len < GH_CSV_CELLS_MAX)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID,
               _ ("line %u: the table has more columns than %d, which is the most that is read."),
               layout->data.next_line, GH_CSV_CELLS_MAX - 1);
  return FALSE;
}

/**
 * gh_csv_layout_find:
 * @layout: (out): to be cleared with gh_csv_layout_clear() whatever is returned
 * @text: (array length=length): UTF-8; must outlive @layout
 * @length: in bytes
 * @time_column: (nullable): heading of the column of times; %NULL for the first that holds times
 * @progress: (nullable): whom to tell
 * @error: set to %GH_ERROR_INVALID, with a line number, when there is no table with times, or to
 *   %GH_ERROR_STOPPED
 *
 * Finds the table below titles and metadata, its one or two headings, its column of times, and
 * which columns hold numbers.
 *
 * Returns: whether there is a table
 */
gboolean
gh_csv_layout_find (GhCsvLayout *layout, const char *text, gsize length, const char *time_column,
                    const GhProgress *progress, GError **error)
{
  GhCsvReader reader;
  Headings headings;
  guint first_numbers = 0;
  gsize rows;

  *layout = (GhCsvLayout){ .columns = g_ptr_array_new_with_free_func (free_column), .clock = -1 };
  gh_csv_detect_dialect (text, length, &layout->dialect);
  gh_csv_reader_init (&reader, text, length, layout->dialect.separator);
  GhCsvReader start = reader;
  headings.last = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  headings.before = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  gboolean found = find_first_row (layout, &reader, time_column, &headings, &first_numbers);
  if (found)
    describe_columns (layout, &headings);
  else if (count_rows (start, first_numbers, progress, &rows, error))
    set_no_time_error (time_column, first_numbers, rows, error);
  g_array_unref (headings.last);
  g_array_unref (headings.before);
  return found && check_width (layout, error);
}

/**
 * gh_csv_layout_clear:
 * @layout: filled by gh_csv_layout_find()
 *
 * Frees what it holds.
 */
void
gh_csv_layout_clear (GhCsvLayout *layout)
{
  g_clear_pointer (&layout->columns, g_ptr_array_unref);
}

/**
 * gh_csv_layout_read_time:
 * @layout: where the times are
 * @cells: (element-type GhCsvCell): a row
 * @time: (out): its time; a date alone is the beginning of the day
 *
 * Returns: %FALSE when the row has no time
 */
gboolean
gh_csv_layout_read_time (const GhCsvLayout *layout, const GArray *cells, GhCsvTime *time)
{
  GhCsvTime date, clock;

  if (!parse_cell_time (cells, (guint) layout->date, &date) || !(date.flags & GH_CSV_HAS_DATE))
    return FALSE;
  *time = date;
  if (layout->clock < 0)
    return TRUE;
  return parse_cell_time (cells, (guint) layout->clock, &clock)
         && gh_csv_time_join (&date, &clock, time);
}
