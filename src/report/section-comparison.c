/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strategies side by side, row by row as the window shows them. */
#include "comparison-figure.h"
#include "comparison-rows.h"
#include "section.h"
#include "share-words.h"
#include "words.h"

#define FIGURE_HEIGHT 104.0

static char *
format_value (const GhSection *section, GhComparisonRow row, GhStrategy strategy)
{
  char *text = gh_comparison_row_format (row, section->results, strategy);

  if (!gh_comparison_row_is_best (row, section->results, strategy))
    return text;
  char *marked = g_strconcat ("✓ ", text, NULL);
  g_free (text);
  return marked;
}

static void
add_table (const GhSection *section)
{
  GhReportColumn columns[GH_MOST_COMPARED + 1] = { { "", FALSE } };
  guint count = gh_results_count_strategies (section->results);
  GhReportCaption caption
      = { gh_comparison_get_title (), _ ("beside each number"), section->range, section->source };

  for (GhStrategy s = 0; s < count; s++)
    columns[s + 1] = (GhReportColumn){ gh_strategy_get_short_title (s), TRUE };
  GhReportTable *table = gh_report_add_table (section->report, &caption, columns, count + 1);
  const char *group = NULL;
  for (GhComparisonRow row = 0; row < gh_comparison_count_rows (section->results); row++)
    {
      const char *cells[GH_MOST_COMPARED + 1];
      g_auto (GStrv) values = g_new0 (char *, GH_MOST_COMPARED + 1);
      group = gh_comparison_row_get_group (row) != NULL ? gh_comparison_row_get_group (row) : group;
      if (!gh_comparison_row_is_shown (row, section->results))
        continue;
      /* A group of which nothing is shown has no title. */
      if (group != NULL)
        gh_report_table_add_group (table, g_steal_pointer (&group));
      cells[0] = gh_comparison_row_get_title (row);
      for (GhStrategy s = 0; s < count; s++)
        cells[s + 1] = values[s] = format_value (section, row, s);
      gh_report_table_add_row (table, GH_REPORT_ROW, cells);
    }
}

/* What each of several cars brings, where there are several. */
static void
add_shares (const GhSection *section)
{
  /* As its other headings; the window writes titles large. */
  const char *title = _ ("What each car brings of the saving");
  GhReportCaption caption
      = { title, _ ("at the head of each column"), section->range, section->source };

  if (section->shares == NULL)
    return;
  g_autoptr (GhDataTable) table = gh_share_words_make_table (section->shares, section->site);
  gh_report_add_heading (section->report, title);
  gh_report_take_text (section->report, GH_REPORT_BODY,
                       gh_share_words_explain (section->shares, section->site));
  if (table != NULL)
    gh_section_add_data_table (section, &caption, table);
}

/**
 * gh_section_comparison:
 * @section: what it is made of, with plans of all strategies
 *
 * Adds the bill by month, the table of all strategies, what its rows mean, and what each of several
 * cars brings of the saving.
 */
void
gh_section_comparison (const GhSection *section)
{
  GhReportCaption caption = { gh_comparison_row_get_month_title (GH_ROW_BILL), section->symbol,
                              section->range, section->source };

  gh_report_add_text (section->report, GH_REPORT_BODY,
                      _ ("Every strategy has the same house, sun, prices and trips, and begins and "
                         "ends with the same energy in the battery. ✓ marks the best of a row."));
  if (gh_results_get_rival (section->results) != NULL)
    gh_report_add_text (section->report, GH_REPORT_BODY, gh_results_get_rival (section->results));
  gh_report_take_figure (section->report, &caption, FIGURE_HEIGHT,
                         gh_comparison_figure_new (GH_ROW_BILL, section->results));
  add_table (section);
  for (GhComparisonRow row = 0; row < gh_comparison_count_rows (section->results); row++)
    if (gh_comparison_row_is_shown (row, section->results)
        && gh_comparison_row_get_meaning (row) != NULL)
      gh_report_take_text (section->report, GH_REPORT_NOTE,
                           g_strdup_printf ("%s: %s", gh_comparison_row_get_title (row),
                                            gh_comparison_row_get_meaning (row)));
  add_shares (section);
}
