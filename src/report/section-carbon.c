/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plans mean for the climate, by each kind of rates that is known. */
#include "comparison-figure.h"
#include "comparison-rows.h"
#include "number-text.h"
#include "section.h"
#include "words.h"

#define FIGURE_HEIGHT 130.0

static void
add_rate (const GhSection *section, GhReportTable *table, GhEmissionRate rate)
{
  GhComparisonRow row = GH_ROW_MARGINAL + rate;
  char *cells[GH_MOST_COMPARED + 2] = { NULL };

  cells[0] = g_strdup (gh_emission_rate_get_title (rate));
  for (GhStrategy s = 0; s < gh_results_count_strategies (section->results); s++)
    cells[s + 1] = gh_number_format (gh_comparison_row_get_value (row, section->results, s), 0);
  gh_report_table_add_row (table, GH_REPORT_ROW, (const char *const *) cells);
  for (char **cell = cells; *cell != NULL; cell++)
    g_free (*cell);
}

static void
add_table (const GhSection *section)
{
  guint count = gh_results_count_strategies (section->results);
  GhReportColumn columns[GH_MOST_COMPARED + 1] = { { _ ("Kind of rates"), FALSE } };
  GhReportCaption caption = { _ ("CO₂ a year by strategy"), "kg", section->range, section->source };

  for (GhStrategy s = 0; s < count; s++)
    columns[s + 1] = (GhReportColumn){ gh_strategy_get_short_title (s), TRUE };
  GhReportTable *table = gh_report_add_table (section->report, &caption, columns, count + 1);
  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    if (gh_site_has_rate (section->site, rate))
      add_rate (section, table, rate);
}

static void
add_figure (const GhSection *section, GhEmissionRate rate)
{
  GhComparisonRow row = GH_ROW_MARGINAL + rate;
  GhReportCaption caption
      = { gh_comparison_row_get_month_title (row), "kg", section->range, section->source };

  gh_report_take_figure (section->report, &caption, FIGURE_HEIGHT,
                         gh_comparison_figure_new (row, section->results));
}

/**
 * gh_section_carbon:
 * @section: what it is made of, with plans of all strategies
 *
 * Adds emissions by each kind of rates, the rule that decides whether storing cuts them, and the
 * months by the kind that is planned on, or else the first that is known.
 */
void
gh_section_carbon (const GhSection *section)
{
  const GhComparison *comparison = gh_results_get_comparison (section->results);
  guint known = 0;

  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    known += gh_site_has_rate (section->site, rate);
  if (known == 0)
    {
      gh_report_add_text (section->report, GH_REPORT_BODY,
                          _ ("The study has no rates of emissions, so nothing is said about "
                             "carbon."));
      return;
    }
  gh_report_add_text (section->report, GH_REPORT_BODY, comparison->carbon);
  gh_report_add_text (section->report, GH_REPORT_BODY,
                      _ ("Marginal rates say what one more kWh causes, in today's power stations "
                         "(short run) or once others have been built for it (long run); average "
                         "rates share out what all kWh cause. They answer different questions and "
                         "are never mixed. Export earns the marginal rate and nothing at average "
                         "rates."));
  add_table (section);
  for (guint i = 0; i < GH_EMISSION_RATES; i++)
    {
      GhEmissionRate rate = (section->site->planned_rate + i) % GH_EMISSION_RATES;
      if (!gh_site_has_rate (section->site, rate))
        continue;
      add_figure (section, rate);
      return;
    }
}
