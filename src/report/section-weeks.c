/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan does in a typical week of each season, in the charts of the window. */
#include "number-text.h"
#include "plan-figure.h"
#include "section.h"
#include "study/typical-week.h"
#include "words.h"

/* Two of them fit below the table of weeks on either paper. */
#define FIGURE_HEIGHT 212.0

static const char *
get_season_title (GhSeason season)
{
  static const char *const titles[GH_SEASONS]
      = { N_ ("Winter"), N_ ("Spring"), N_ ("Summer"), N_ ("Autumn") };

  return _ (titles[season]);
}

static gboolean
is_southern (const GhStudy *study)
{
  return study->location != NULL && study->location->latitude < 0.0;
}

static void
add_row (GhReportTable *table, const GhTypicalWeek *week, const char *days)
{
  char *cells[GH_WEEK_QUANTITIES + 4] = { NULL };

  cells[0] = g_strdup (get_season_title (week->season));
  cells[1] = g_strdup (days);
  for (guint q = 0; q < GH_WEEK_QUANTITIES; q++)
    {
      g_autofree char *own = gh_number_format (week->kwh[q], 0);
      g_autofree char *median = gh_number_format (week->median_kwh[q], 0);
      cells[q + 2] = g_strdup_printf ("%s (%s)", own, median);
    }
  cells[GH_WEEK_QUANTITIES + 2] = g_strdup_printf ("%u", week->weeks);
  gh_report_table_add_row (table, GH_REPORT_ROW, (const char *const *) cells);
  for (char **cell = cells; *cell != NULL; cell++)
    g_free (*cell);
}

static void
add_table (const GhSection *section, const GArray *weeks)
{
  const GhReportColumn columns[] = { { _ ("Season"), FALSE },
                                     { _ ("Typical week"), FALSE },
                                     { _ ("Used by the house, kWh"), TRUE },
                                     { _ ("From the panels, kWh"), TRUE },
                                     { _ ("Bought, kWh"), TRUE },
                                     { _ ("From the battery, kWh"), TRUE },
                                     { _ ("Weeks of the season"), TRUE } };
  GhReportCaption caption = { _ ("Typical weeks, with the median of their season in brackets"),
                              _ ("kWh a week"), section->range, section->plan_source };
  GhReportTable *table
      = gh_report_add_table (section->report, &caption, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < weeks->len; i++)
    {
      const GhTypicalWeek *week = &g_array_index (weeks, GhTypicalWeek, i);
      g_autofree char *days = gh_section_format_days (section, week->first, week->last);
      add_row (table, week, days);
    }
}

static void
add_figure (const GhSection *section, gsize first, gsize last, const char *title, const char *days)
{
  GhShownUnit price;
  gh_shown_unit_init_price (&price, section->currency);
  g_autofree char *units = g_strdup_printf ("%%, kW, %s, g/kWh", price.unit);
  GhReportCaption caption = { title, units, days, section->plan_source };
  GhFigure *figure = gh_plan_figure_new (section->results, section->strategy);

  gh_figure_set_view (figure, (double) gh_time_axis_get_time (section->site->axis, first),
                      (double) gh_time_axis_get_time (section->site->axis, last));
  gh_report_take_figure (section->report, &caption, FIGURE_HEIGHT, figure);
}

static void
add_week (const GhSection *section, const GhTypicalWeek *week)
{
  g_autofree char *days = gh_section_format_days (section, week->first, week->last);
  /* Translators: a season, then a strategy. */
  g_autofree char *title
      = g_strdup_printf (_ ("%1$s: a typical week with %2$s"), get_season_title (week->season),
                         gh_strategy_get_short_title (section->strategy));

  add_figure (section, week->first, week->last, title, days);
}

/**
 * gh_section_weeks:
 * @section: what it is made of, with plans of all strategies
 *
 * Adds a typical week per season; of a period without a whole week all of it.
 */
void
gh_section_weeks (const GhSection *section)
{
  const GhPlan *plan = gh_results_get_strategy (section->results, section->strategy)->plan;
  g_autoptr (GArray) weeks
      = gh_typical_weeks_find (section->site, plan, is_southern (section->study));

  if (weeks->len == 0)
    {
      gh_report_add_text (section->report, GH_REPORT_BODY,
                          _ ("The period has no whole week from Monday to Sunday; all of it is "
                             "shown."));
      add_figure (section, 0, gh_time_axis_get_count (section->site->axis), _ ("The plan"),
                  section->range);
      return;
    }
  gh_report_add_text (
      section->report, GH_REPORT_BODY,
      _ ("Of each season the week from Monday to Sunday is shown that is nearest to the medians "
         "of four quantities: what the house uses, what the panels give, what is bought, and what "
         "the battery gives. Distances are measured by the range of the season. The battery "
         "charges above the zero line and discharges below it; dark grey is when the car is "
         "away."));
  add_table (section, weeks);
  for (guint i = 0; i < weeks->len; i++)
    add_week (section, &g_array_index (weeks, GhTypicalWeek, i));
}
