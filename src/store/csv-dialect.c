/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv-dialect.h"

#include <math.h>
#include <string.h>

/* Lines looked at from the beginning, and spread over the rest of the text. */
#define FIRST_LINES 400
#define SPREAD_LINES 1200
/* As much of a line is looked at. */
#define LINE_BYTES ((gsize) 65536)
/* A quoted cell that does not end within so many bytes is no quoted cell. */
#define QUOTED_BYTES 4096
/* Cells of a line that are counted when the separator is sought. */
#define COUNTED_CELLS 512

typedef struct
{
  const char *text;
  gsize length;
} Line;

static const char separators[] = { '\t', ';', '|', ',' };

/* Copies where lines begin and end: all of a short text, a spread of a long one. */
static GArray *
sample_lines (const char *text, gsize length)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  const char *end = text + length;
  const char *at = text;
  gsize stride = 0;

  while (at < end && lines->len < FIRST_LINES + SPREAD_LINES)
    {
      const char *stop = at;
      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      Line line = { at, MIN ((gsize) (stop - at), LINE_BYTES) };
      if (line.length > 0)
        g_array_append_val (lines, line);
      at = stop + 1;
      if (lines->len == FIRST_LINES && at < end)
        stride = (gsize) (end - at) / SPREAD_LINES;
      if (at < end && stride > line.length && (gsize) (end - at) > stride)
        {
          const char *jump = memchr (at + stride - line.length, '\n',
                                     (gsize) (end - at) - (stride - line.length));
          at = jump != NULL ? jump + 1 : end;
        }
    }
  return lines;
}

static guint
count_cells (const Line *line, char separator)
{
  gboolean quoted = FALSE;
  guint cells = 1;

  for (gsize i = 0; i < line->length; i++)
    if (line->text[i] == '"')
      quoted = !quoted;
    else if (line->text[i] == separator && !quoted)
      cells++;
  return MIN (cells, COUNTED_CELLS - 1);
}

/* How many lines have the commonest number of cells, one cell not counted. */
static guint
score_separator (const GArray *lines, char separator)
{
  guint counts[COUNTED_CELLS] = { 0 };
  guint best = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      guint cells = count_cells (&g_array_index (lines, Line, i), separator);
      if (cells > 1)
        best = MAX (best, ++counts[cells]);
    }
  return best;
}

/* A decimal comma looks like a separator, so that the rarer separators go first. */
static char
find_separator (const GArray *lines)
{
  guint scores[G_N_ELEMENTS (separators)];
  guint best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      scores[i] = score_separator (lines, separators[i]);
      best = MAX (best, scores[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (best > 0 && scores[i] * 10 >= best * 8)
      return separators[i];
  return ',';
}

typedef struct
{
  guint comma;
  guint point;
  guint perhaps_comma; /* 1,234 */
  guint perhaps_point; /* 1.234 */
} Votes;

static gboolean
is_grouped (const char *text, gsize length, char group)
{
  gsize digits = 0;
  gboolean first = TRUE;

  for (gsize i = 0; i < length; i++)
    if (text[i] != group)
      digits++;
    else if (first ? digits == 0 || digits > 3 : digits != 3)
      return FALSE;
    else
      {
        first = FALSE;
        digits = 0;
      }
  return digits == 3;
}

/* What one number tells about the decimal sign. */
static void
vote (const char *text, gsize length, Votes *votes)
{
  gsize counts[2] = { 0, 0 }; /* point, comma */
  gsize last = 0;

  if (length > 0 && (*text == '-' || *text == '+'))
    {
      text++;
      length--;
    }
  for (gsize i = 0; i < length; i++)
    if (text[i] == '.' || text[i] == ',')
      {
        counts[text[i] == ',']++;
        last = i;
      }
    else if (!g_ascii_isdigit (text[i]))
      return;
  if (counts[0] + counts[1] == 0)
    return;

  gboolean comma = text[last] == ',';
  if (counts[comma] > 1)
    {
      if (counts[!comma] == 0 && is_grouped (text, length, text[last]))
        *(comma ? &votes->point : &votes->comma) += 1;
      return;
    }
  gboolean surely
      = counts[!comma] > 0 || length - last - 1 != 3 || last == 0 || last > 3 || text[0] == '0';
  if (surely)
    *(comma ? &votes->comma : &votes->point) += 1;
  else
    *(comma ? &votes->perhaps_comma : &votes->perhaps_point) += 1;
}

static void
find_decimal (const GArray *lines, GhCsvDialect *dialect)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (GhCsvCell));
  Votes votes = { 0 };

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      GhCsvReader reader;
      gh_csv_reader_init (&reader, line->text, line->length, dialect->separator);
      gh_csv_reader_next (&reader, cells);
      for (guint k = 0; k < cells->len; k++)
        {
          const GhCsvCell *cell = &g_array_index (cells, GhCsvCell, k);
          vote (cell->text, cell->length, &votes);
        }
    }
  dialect->decimal = votes.comma > votes.point ? ',' : '.';
  dialect->decimal_guessed = FALSE;
  if (votes.comma + votes.point > 0)
    return;
  dialect->decimal_guessed = votes.perhaps_comma + votes.perhaps_point > 0;
  if (votes.perhaps_comma > votes.perhaps_point && dialect->separator != ',')
    dialect->decimal = ',';
}

/**
 * gh_csv_detect_dialect:
 * @text: (array length=length): UTF-8
 * @length: in bytes
 * @dialect: (out): what the table is written with
 *
 * Looks at up to 1600 lines, the first ones and a spread of the others, for the separator that
 * gives the most lines the same number of cells and for the decimal sign of most numbers.
 */
void
gh_csv_detect_dialect (const char *text, gsize length, GhCsvDialect *dialect)
{
  g_autoptr (GArray) lines = sample_lines (text, length);

  dialect->separator = find_separator (lines);
  find_decimal (lines, dialect);
}

/**
 * gh_csv_reader_init:
 * @reader: (out): at the first row
 * @text: (array length=length): UTF-8, must outlive @reader
 * @length: in bytes
 * @separator: between cells
 *
 * Begins to read rows.
 */
void
gh_csv_reader_init (GhCsvReader *reader, const char *text, gsize length, char separator)
{
  *reader = (GhCsvReader){ text, text + length, 1, 0, separator };
}

/* The closing quote of a cell, or NULL where the quote is part of the text. */
static const char *
find_closing_quote (const GhCsvReader *reader, const char *at)
{
  const char *limit = MIN (reader->end, at + QUOTED_BYTES);

  for (; at < limit; at++)
    {
      if (*at != '"')
        continue;
      if (at + 1 < reader->end && at[1] == '"')
        {
          at++;
          continue;
        }
      const char *next = at + 1;
      while (next < reader->end && *next == ' ')
        next++;
      if (next == reader->end || *next == reader->separator || *next == '\n' || *next == '\r')
        return at;
      return NULL;
    }
  return NULL;
}

/* Reads one cell and stands at what ends it. */
static GhCsvCell
read_cell (GhCsvReader *reader)
{
  const char *at = reader->position;
  const char *closing = NULL;

  while (at < reader->end && *at == ' ')
    at++;
  if (at < reader->end && *at == '"')
    closing = find_closing_quote (reader, at + 1);
  const char *begin = closing != NULL ? at + 1 : at;
  const char *stop = closing != NULL ? closing : at;
  for (const char *c = begin; c < closing; c++)
    reader->next_line += *c == '\n';
  at = closing != NULL ? closing + 1 : at;
  while (at < reader->end && *at != reader->separator && *at != '\n' && *at != '\r')
    at++;
  reader->position = at;
  if (closing == NULL)
    stop = at;
  while (begin < stop && g_ascii_isspace (*begin))
    begin++;
  while (stop > begin && g_ascii_isspace (stop[-1]))
    stop--;
  return (GhCsvCell){ begin, (gsize) (stop - begin) };
}

/**
 * gh_csv_reader_next:
 * @reader: where to read
 * @cells: (element-type GhCsvCell): overwritten by the cells of the row; they point into the text
 *
 * Reads a row, which may extend over several lines inside quotes. Of more cells than
 * %GH_CSV_CELLS_MAX the first are kept.
 *
 * Returns: %FALSE at the end of the text
 */
gboolean
gh_csv_reader_next (GhCsvReader *reader, GArray *cells)
{
  g_array_set_size (cells, 0);
  if (reader->position >= reader->end)
    return FALSE;
  reader->line = reader->next_line;
  for (;;)
    {
      GhCsvCell cell = read_cell (reader);
      if (cells->len < GH_CSV_CELLS_MAX)
        g_array_append_val (cells, cell);
      if (reader->position >= reader->end)
        return TRUE;
      char stop = *reader->position++;
      if (stop == reader->separator)
        continue;
      if (stop == '\r' && reader->position < reader->end && *reader->position == '\n')
        reader->position++;
      reader->next_line++;
      return TRUE;
    }
}

/**
 * gh_csv_row_is_blank:
 * @cells: (element-type GhCsvCell): a row
 *
 * Returns: whether no cell holds anything
 */
gboolean
gh_csv_row_is_blank (const GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, GhCsvCell, i).length > 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_missing (const GhCsvCell *cell)
{
  static const char *const words[] = { "-",   "--",   "n/e",  "n/a", "na",   "n.a.", "nan",
                                       "#nv", "#n/a", "null", "nil", "none", "?",    "k.a." };

  if (cell->length == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == cell->length
        && g_ascii_strncasecmp (words[i], cell->text, cell->length) == 0)
      return TRUE;
  return FALSE;
}

/* Bytes of a sign between thousands at @text, 0 for none: the other of point and comma, an
 * apostrophe, a blank, a no-break or a narrow no-break blank. Three digits must follow. */
static gsize
group_length (const char *text, gsize length, char decimal)
{
  gsize width = 0;

  if (*text == (decimal == '.' ? ',' : '.') || *text == '\'' || *text == ' ')
    width = 1;
  else if (length > 2 && memcmp (text, "\xc2\xa0", 2) == 0)
    width = 2;
  else if (length > 3
           && (memcmp (text, "\xe2\x80\xaf", 3) == 0 || memcmp (text, "\xe2\x80\x99", 3) == 0))
    width = 3;
  if (width == 0 || length < width + 3)
    return 0;
  for (gsize i = 0; i < 3; i++)
    if (!g_ascii_isdigit (text[width + i]))
      return 0;
  if (length > width + 3 && g_ascii_isdigit (text[width + 3]))
    return 0;
  return width;
}

/* Writes the number as g_ascii_strtod() wants it. */
static gboolean
normalise (const GhCsvCell *cell, char decimal, char *buffer, gsize size)
{
  const char *at = cell->text;
  const char *end = at + cell->length;
  gsize used = 0;
  gboolean fraction = FALSE;

  if (end - at > 3 && memcmp (at, "\xe2\x88\x92", 3) == 0) /* minus sign */
    {
      buffer[used++] = '-';
      at += 3;
    }
  while (at < end)
    {
      gsize group = used > 0 && !fraction && g_ascii_isdigit (buffer[used - 1])
                        ? group_length (at, (gsize) (end - at), decimal)
                        : 0;
      if (used + 1 >= size)
        return FALSE;
      if (group > 0)
        {
          at += group;
          continue;
        }
      if (*at == decimal && !fraction)
        {
          fraction = TRUE;
          buffer[used++] = '.';
        }
      else if (g_ascii_isdigit (*at) || *at == '-' || *at == '+' || *at == 'e' || *at == 'E')
        {
          fraction = fraction || *at == 'e' || *at == 'E';
          buffer[used++] = *at;
        }
      else
        return FALSE;
      at++;
    }
  buffer[used] = '\0';
  return used > 0;
}

/* Plain decimals of at most 15 digits are exact as a quotient of two whole numbers. */
static gboolean
parse_plain (const GhCsvCell *cell, char decimal, double *value)
{
  static const double powers[]
      = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
  gsize at = cell->length > 0 && cell->text[0] == '-';
  gboolean negative = at == 1;
  gsize digits = 0, places = 0;
  gint64 mantissa = 0;
  gboolean fraction = FALSE;

  for (; at < cell->length; at++)
    if (g_ascii_isdigit (cell->text[at]) && digits < 15)
      {
        mantissa = mantissa * 10 + (cell->text[at] - '0');
        digits++;
        places += fraction;
      }
    else if (cell->text[at] == decimal && !fraction)
      fraction = TRUE;
    else
      return FALSE;
  if (digits == 0)
    return FALSE;
  *value = (double) mantissa / powers[places];
  if (negative)
    *value = -*value;
  return TRUE;
}

/**
 * gh_csv_cell_parse:
 * @cell: a cell
 * @decimal: point or comma
 * @value: (out): the number, NAN for a missing one
 *
 * Reads a number with or without thousands separators. The locale plays no part.
 *
 * Returns: what the cell holds
 */
GhCsvContent
gh_csv_cell_parse (const GhCsvCell *cell, char decimal, double *value)
{
  char buffer[64];
  char *stop;

  if (parse_plain (cell, decimal, value))
    return GH_CSV_NUMBER;
  *value = NAN;
  if (is_missing (cell))
    return GH_CSV_MISSING;
  if (!normalise (cell, decimal, buffer, sizeof buffer))
    return GH_CSV_TEXT;
  double number = g_ascii_strtod (buffer, &stop);
  if (*stop != '\0' || stop == buffer || !isfinite (number))
    return GH_CSV_TEXT;
  *value = number;
  return GH_CSV_NUMBER;
}

/**
 * gh_csv_cell_dup:
 * @cell: a cell
 *
 * Returns: (transfer full): its text, doubled quotes made single and line breaks made blanks
 */
char *
gh_csv_cell_dup (const GhCsvCell *cell)
{
  GString *text = g_string_sized_new (cell->length);

  for (gsize i = 0; i < cell->length; i++)
    {
      if (cell->text[i] == '"' && i + 1 < cell->length && cell->text[i + 1] == '"')
        i++;
      g_string_append_c (text, g_ascii_iscntrl (cell->text[i]) ? ' ' : cell->text[i]);
    }
  return g_string_free (text, FALSE);
}
