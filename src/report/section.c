/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sections of a report share. */
#include "section.h"

#include "words.h"

static char *
format_day (const GhSection *section, gsize step)
{
  const GhCivilTime *civil = &gh_time_axis_get_civil (section->site->axis)[step];
  g_autoptr (GDateTime) day
      = g_date_time_new_utc (civil->year, civil->month, civil->day, 0, 0, 0.0);

  /* Translators: a day, such as 3 Feb 2025. */
  return g_date_time_format (day, _ ("%-d %b %Y"));
}

/**
 * gh_section_format_days:
 * @section: a section
 * @first: a step
 * @last: step after the last, above @first
 *
 * Returns: (transfer full): from which day to which they go, by the wall clock
 */
char *
gh_section_format_days (const GhSection *section, gsize first, gsize last)
{
  g_autofree char *begin = format_day (section, first);
  g_autofree char *end = format_day (section, last - 1);

  return g_strcmp0 (begin, end) == 0 ? g_strdup (begin) : g_strdup_printf ("%s – %s", begin, end);
}

/**
 * gh_section_format_life:
 * @section: a section
 * @years: how many
 *
 * Returns: (transfer full): that these years begin with the period
 */
char *
gh_section_format_life (const GhSection *section, guint years)
{
  g_autofree char *begin = format_day (section, 0);

  return g_strdup_printf (ngettext ("%u year from %s", "%u years from %s", years), years, begin);
}

/**
 * gh_section_add_data_table:
 * @section: a section
 * @caption: what the table shows
 * @table: a table of the window
 *
 * Adds all of a table, its first column as names and the others as numbers.
 */
void
gh_section_add_data_table (const GhSection *section, const GhReportCaption *caption,
                           const GhDataTable *table)
{
  guint count = gh_data_table_count_columns (table);
  g_autofree GhReportColumn *columns = g_new0 (GhReportColumn, count);

  for (guint i = 0; i < count; i++)
    columns[i] = (GhReportColumn){ gh_data_table_get_heading (table, i), i > 0 };
  GhReportTable *added = gh_report_add_table (section->report, caption, columns, count);
  for (gsize row = 0; row < gh_data_table_count_rows (table); row++)
    {
      g_auto (GStrv) cells = g_new0 (char *, count + 1);
      for (guint i = 0; i < count; i++)
        cells[i] = gh_data_table_format_cell (table, row, i, GH_CELL_SHOWN);
      gh_report_table_add_row (added, GH_REPORT_ROW, (const char *const *) cells);
    }
}
