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

/* The lines of headings, name and unit. */
#define HEADINGS 2

/* One line of what stands over a column: its name, or its unit. */
static char *
get_heading (const GhDataTable *table, guint column, gsize line)
{
  const char *heading = gh_data_table_get_heading (table, column);
  const char *unit = strstr (heading, " (");

  if (line == 0)
    return unit != NULL ? g_strndup (heading, (gsize) (unit - heading)) : g_strdup (heading);
  return unit != NULL ? g_strndup (unit + 2, strlen (unit) - 3) : g_strdup ("");
}

static char *
get_cell (const GhDataTable *table, gsize line, guint column)
{
  return line < HEADINGS
             ? get_heading (table, column, line)
             : gh_data_table_format_cell (table, line - HEADINGS, column, GH_CELL_SHOWN);
}

static int
find_width (const GhDataTable *table, guint column)
{
  int width = 0;

  for (gsize line = 0; line < HEADINGS + gh_data_table_count_rows (table); line++)
    {
      g_autofree char *cell = get_cell (table, line, column);
      width = MAX (width, width_of (cell));
    }
  return width;
}

/**
 * gh_cli_table_to_text:
 * @table: a table
 *
 * Returns: (transfer full): a line for each row below those of names and units, the first column to
 *   the left and the others to the right
 */
char *
gh_cli_table_to_text (const GhDataTable *table)
{
  GString *text = g_string_new (NULL);
  guint columns = gh_data_table_count_columns (table);
  g_autofree int *widths = g_new (int, columns);

  for (guint column = 0; column < columns; column++)
    widths[column] = find_width (table, column);
  for (gsize line = 0; line < HEADINGS + gh_data_table_count_rows (table); line++)
    {
      for (guint column = 0; column < columns; column++)
        {
          g_autofree char *cell = get_cell (table, line, column);
          int blank = widths[column] - width_of (cell);
          g_string_append_printf (text, "%*s%s", column > 0 ? GAP + blank : 0, "", cell);
          if (column == 0)
            g_string_append_printf (text, "%*s", blank, "");
        }
      while (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
