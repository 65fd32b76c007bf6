/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table as columns for people. */
#include <string.h>

#include "cli.h"

/* Blanks between two columns. */
#define GAP 2

static int
width_of (const char *text)
{
  return (int) g_utf8_strlen (text, -1);
}

/* A table to be printed. @headings: lines of them: names, and units where these are below */
typedef struct
{
  const GhDataTable *table;
  gsize headings;
} Print;

/* One line of what stands over a column. */
static char *
get_heading (const Print *print, guint column, gsize line)
{
  const char *heading = gh_data_table_get_heading (print->table, column);
  const char *unit = print->headings > 1 ? strstr (heading, " (") : NULL;

  if (line == 0)
    return unit != NULL ? g_strndup (heading, (gsize) (unit - heading)) : g_strdup (heading);
  return unit != NULL ? g_strndup (unit + 2, strlen (unit) - 3) : g_strdup ("");
}

static char *
get_cell (const Print *print, gsize line, guint column)
{
  return line < print->headings ? get_heading (print, column, line)
                                : gh_data_table_format_cell (print->table, line - print->headings,
                                                             column, GH_CELL_SHOWN);
}

static gsize
count_lines (const Print *print)
{
  return print->headings + gh_data_table_count_rows (print->table);
}

static int
find_width (const Print *print, guint column)
{
  int width = 0;

  for (gsize line = 0; line < count_lines (print); line++)
    {
      g_autofree char *cell = get_cell (print, line, column);
      width = MAX (width, width_of (cell));
    }
  return width;
}

static void
append_line (GString *text, const Print *print, gsize line, const int *widths)
{
  for (guint column = 0; column < gh_data_table_count_columns (print->table); column++)
    {
      g_autofree char *cell = get_cell (print, line, column);
      int blank = widths[column] - width_of (cell);
      g_string_append_printf (text, "%*s%s", column > 0 ? GAP + blank : 0, "", cell);
      if (column == 0)
        g_string_append_printf (text, "%*s", blank, "");
    }
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, '\n');
}

/**
 * gh_cli_table_to_text:
 * @table: a table
 * @units_below: whether units stand in a line of their own below the names of the columns
 *
 * Returns: (transfer full): a line for each row below the headings, the first column to the left
 *   and the others to the right
 */
char *
gh_cli_table_to_text (const GhDataTable *table, gboolean units_below)
{
  const Print print = { table, units_below ? 2 : 1 };
  GString *text = g_string_new (NULL);
  guint columns = gh_data_table_count_columns (table);
  g_autofree int *widths = g_new (int, columns);

  for (guint column = 0; column < columns; column++)
    widths[column] = find_width (&print, column);
  for (gsize line = 0; line < count_lines (&print); line++)
    append_line (text, &print, line, widths);
  return g_string_free (text, FALSE);
}
