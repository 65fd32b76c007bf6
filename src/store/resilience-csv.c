/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a house survives outages as tables for programs. */
#include "resilience-csv.h"

#include "json-writer.h"
#include "plan-csv.h"

static gboolean
is_told (const GhResilience *resilience, guint index, int strategy)
{
  return resilience->strategies[index].is_planned && (strategy < 0 || index == (guint) strategy);
}

static GString *
begin_csv (const GhResilience *resilience, int strategy, const char *first, const char *unit)
{
  GString *text = g_string_new (first);

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    if (is_told (resilience, i, strategy))
      g_string_append_printf (text, ",%s_%s", gh_strategy_name (resilience->strategies[i].strategy),
                              unit);
  g_string_append_c (text, '\n');
  return text;
}

static void
append_csv (GString *text, double value)
{
  char buffer[GH_NUMBER_TEXT_SIZE];

  g_string_append_printf (text, ",%s", gh_number_to_text (value, buffer));
}

static GString *
new_survival_csv (const GhResilience *resilience, int strategy)
{
  GString *text = begin_csv (resilience, strategy, "hours", "share");

  for (gsize h = 0; h < resilience->survival_count; h++)
    {
      g_string_append_printf (text, "%zu", h);
      for (guint i = 0; i < GH_MOST_COMPARED; i++)
        if (is_told (resilience, i, strategy))
          append_csv (text, resilience->strategies[i].survival[h]);
      g_string_append_c (text, '\n');
    }
  return text;
}

/**
 * gh_resilience_to_csv:
 * @resilience: what was found
 * @strategy: one of the compared, -1 for all
 *
 * Returns: (transfer full): the share of the outages that are survived for at least so many hours,
 *   a column a strategy
 */
char *
gh_resilience_to_csv (const GhResilience *resilience, int strategy)
{
  return g_string_free (new_survival_csv (resilience, strategy), FALSE);
}

static GString *
new_outages_csv (const GhResilience *resilience, int strategy)
{
  GString *text = begin_csv (resilience, strategy, "time", "hours");

  for (gsize t = 0; t < gh_time_axis_get_count (resilience->axis); t++)
    {
      g_autofree char *time = gh_time_format_iso (gh_time_axis_get_time (resilience->axis, t),
                                                  gh_time_axis_get_zone (resilience->axis));
      g_string_append (text, time);
      for (guint i = 0; i < GH_MOST_COMPARED; i++)
        if (is_told (resilience, i, strategy))
          append_csv (text, resilience->strategies[i].hours[t]);
      g_string_append_c (text, '\n');
    }
  return text;
}

/* The worst seven days in a row of each strategy. */
static GString *
new_worst_csv (const GhResilience *resilience, int strategy)
{
  GString *text
      = g_string_new ("strategy,from,until,mean_hours_survived,least_hours_of_the_period\n");
  GTimeZone *zone = gh_time_axis_get_zone (resilience->axis);

  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      const GhResilienceStrategy *result = &resilience->strategies[i];
      if (!is_told (resilience, i, strategy))
        continue;
      g_autofree char *from = gh_time_format_iso (
          gh_time_axis_get_time (resilience->axis, result->worst_first), zone);
      g_autofree char *until
          = gh_time_format_iso (gh_time_axis_get_time (resilience->axis, result->worst_last), zone);
      g_string_append_printf (text, "%s,%s,%s", gh_strategy_name (result->strategy), from, until);
      append_csv (text, result->worst_hours);
      append_csv (text, result->least_hours);
      g_string_append_c (text, '\n');
    }
  return text;
}

/**
 * gh_resilience_write_csv:
 * @resilience: what was found
 * @directory: where to; made if need be
 * @strategy: one of the compared, -1 for all
 * @error: return location; %GH_ERROR_IO
 *
 * Writes survival.csv, as gh_resilience_to_csv() makes it; outages.csv: the hours that an outage
 * from each step is survived, a column a strategy; and worst-weeks.csv: when they are and how long
 * outages in them are survived on average.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_resilience_write_csv (const GhResilience *resilience, const char *directory, int strategy,
                         GError **error)
{
  g_autoptr (GString) survival = new_survival_csv (resilience, strategy);
  g_autoptr (GString) outages = new_outages_csv (resilience, strategy);
  g_autoptr (GString) worst = new_worst_csv (resilience, strategy);

  return gh_csv_write (directory, "survival.csv", survival->str, error)
         && gh_csv_write (directory, "outages.csv", outages->str, error)
         && gh_csv_write (directory, "worst-weeks.csv", worst->str, error);
}
