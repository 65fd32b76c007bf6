/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the battery over the years, as far as its cells are known. */
#include "battery-figure.h"
#include "battery-words.h"
#include "cell-words.h"
#include "comparison-words.h"
#include "section.h"
#include "words.h"

#define FIGURE_HEIGHT 125.0

static void
add_cell (const GhSection *section)
{
  const GhCell *cell = gh_battery_life_get_life (section->life)->cell;
  g_autofree char *evidence = gh_cell_describe_evidence (cell);

  gh_report_take_text (section->report, GH_REPORT_NOTE,
                       g_strdup_printf (_ ("Cell: %1$s. %2$s"), _ (cell->name), evidence));
}

static void
add_years (const GhSection *section)
{
  g_autoptr (GhDataTable) table = gh_battery_life_make_table (section->life, section->strategy);
  guint years = (guint) gh_battery_life_get_life (section->life)->years;
  g_autofree char *range = gh_section_format_life (section, years);
  g_autofree char *title = g_strdup_printf (_ ("Life of the battery with %s"),
                                            gh_strategy_get_short_title (section->strategy));
  GhReportCaption caption = { gh_data_table_get_title (table), _ ("in the head of each column"),
                              range, section->source };

  gh_section_add_data_table (section, &caption, table);
  caption.title = title;
  caption.unit = "%";
  gh_report_take_figure (section->report, &caption, FIGURE_HEIGHT,
                         gh_battery_life_figure_new (section->life, section->strategy));
}

static void
add_life (const GhSection *section)
{
  g_autofree char *answer = gh_battery_life_format_answer (section->life, section->strategy);
  g_autofree char *causes = gh_battery_life_format_causes (section->life, section->strategy);
  g_autofree char *notes = gh_battery_life_format_notes (section->life, section->strategy);
  g_autofree char *money = gh_battery_life_format_money (section->life, section->strategy);
  /* Elsewhere they are those of runs. */
  const char *basis = gh_results_get_money_mode (section->results) != GH_OPERATION_PERFECT
                          ? _ ("Net present values of the battery's life are those of plans that "
                               "know the whole year in advance.")
                          : "";

  gh_report_take_text (section->report, GH_REPORT_BODY, g_strdup_printf ("%s %s", answer, causes));
  if (money != NULL)
    gh_report_take_text (section->report, GH_REPORT_BODY,
                         g_strdup_printf ("%s: %s.%s%s",
                                          gh_strategy_get_short_title (section->strategy), money,
                                          *basis != '\0' ? " " : "", basis));
  gh_report_add_lines (section->report, GH_REPORT_BULLET, notes);
  add_years (section);
  add_cell (section);
}

/**
 * gh_section_battery:
 * @section: what it is made of, with plans of all strategies
 *
 * Adds the life of the battery, or why nothing is known of it.
 */
void
gh_section_battery (const GhSection *section)
{
  g_autofree char *limits = gh_comparison_format_battery (section->results);

  if (section->life != NULL)
    add_life (section);
  else if (section->life_failure != NULL)
    gh_report_add_text (section->report, GH_REPORT_BODY, section->life_failure);
  else
    gh_report_add_text (section->report, GH_REPORT_BODY,
                        _ ("The study names no cell of the catalogue for the car, so nothing is "
                           "known of how its battery ages; wear is counted at its price per kWh "
                           "alone."));
  gh_report_add_lines (section->report, GH_REPORT_BODY, limits);
}
