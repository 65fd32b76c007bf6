/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the house survives, as text, JSON and CSV. Where one strategy is asked for only that is
 * told; -1 stands for all. */
#include <math.h>

#include "cli.h"
#include "study/outage-weights.h"
#include "words.h"

#define TITLE_WIDTH 50
#define CELL_WIDTH 13
#define PERCENT 100.0

/* Lengths whose survival is printed, hours. */
static const guint told_hours[] = { 1, 2, 4, 8, 12, 24, 48, 72, 120, 168 };

/* A row of the table: one number for each strategy. */
typedef struct
{
  const char *title;
  gsize offset;
  double scale;
  int decimals;
} Row;

#define ROW(title, member, scale, decimals)                                \
  {                                                                        \
    title, G_STRUCT_OFFSET (GhResilienceStrategy, member), scale, decimals \
  }

static const Row rows[] = {
  ROW (N_ ("Nothing plugged in that could help, %"), away_share, PERCENT, 1),
  ROW (N_ ("Share of outages that are dark at once, %"), dark_share, PERCENT, 1),
  ROW (N_ ("Survived for at least, h: nine of ten"), low_hours, 1.0, 1),
  ROW (N_ ("  half of all"), median_hours, 1.0, 1),
  ROW (N_ ("  one of ten"), high_hours, 1.0, 1),
  ROW (N_ ("  on average"), mean_hours, 1.0, 1),
  ROW (N_ ("  in the worst week, on average"), worst_hours, 1.0, 1),
};

static gboolean
is_told (const GhResilience *resilience, guint index, int strategy)
{
  return resilience->strategies[index].is_planned && (strategy < 0 || index == (guint) strategy);
}

static void
append_head (GString *text, const GhResilience *resilience, int strategy, const char *title)
{
  gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    if (is_told (resilience, i, strategy))
      gh_cli_append_padded (text, gh_strategy_get_short_title (resilience->strategies[i].strategy),
                            CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
}

/* @offset: of a number in what was found for each strategy */
static void
append_numbers (GString *text, const GhResilience *resilience, int strategy, const char *title,
                gsize offset, double scale, int decimals)
{
  gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      double value = G_STRUCT_MEMBER (double, &resilience->strategies[i], offset);
      g_autofree char *word
          = isnan (value) ? g_strdup ("–") : g_strdup_printf ("%.*f", decimals, scale * value);
      if (is_told (resilience, i, strategy))
        gh_cli_append_padded (text, word, CELL_WIDTH, TRUE);
    }
  g_string_append_c (text, '\n');
}

static void
append_survival (GString *text, const GhResilience *resilience, int strategy)
{
  append_head (text, resilience, strategy, _ ("Share survived for at least so long, %"));
  for (gsize k = 0; k < G_N_ELEMENTS (told_hours); k++)
    {
      g_autofree char *title = g_strdup_printf (_ ("  %u h"), told_hours[k]);
      if (told_hours[k] >= resilience->survival_count)
        break;
      gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
      for (guint i = 0; i < GH_MOST_COMPARED; i++)
        if (is_told (resilience, i, strategy))
          {
            double share = resilience->strategies[i].survival[told_hours[k]];
            g_autofree char *word = g_strdup_printf ("%.1f", PERCENT * share);
            gh_cli_append_padded (text, word, CELL_WIDTH, TRUE);
          }
      g_string_append_c (text, '\n');
    }
}

static void
append_seasons (GString *text, const GhResilience *resilience, int strategy)
{
  append_head (text, resilience, strategy, _ ("Survived by half for at least, h"));
  for (guint season = 0; season < GH_RESILIENCE_SEASONS; season++)
    {
      g_autofree char *title = g_strconcat ("  ", gh_resilience_season_name (season), NULL);
      append_numbers (
          text, resilience, strategy, title,
          G_STRUCT_OFFSET (GhResilienceStrategy, season_hours) + season * sizeof (double), 1.0, 1);
    }
  for (guint hour = 0; hour < GH_RESILIENCE_HOURS; hour += 3)
    {
      g_autofree char *title = g_strdup_printf (_ ("  from %02u:00 on"), hour);
      append_numbers (text, resilience, strategy, title,
                      G_STRUCT_OFFSET (GhResilienceStrategy, clock_hours) + hour * sizeof (double),
                      1.0, 1);
    }
}

static void
append_unserved (GString *text, const GhResilience *resilience, int strategy)
{
  append_head (text, resilience, strategy, _ ("Essential energy that an outage takes, kWh"));
  for (guint k = 0; k < resilience->length_count; k++)
    {
      g_autofree char *title = g_strdup_printf (_ ("  of %g h"), resilience->length_hours[k]);
      append_numbers (text, resilience, strategy, title,
                      G_STRUCT_OFFSET (GhResilienceStrategy, unserved_kwh) + k * sizeof (double),
                      1.0, 2);
    }
  if (gh_outages_get_hours_per_year (resilience->profile) > 0.0)
    append_numbers (text, resilience, strategy, _ ("  all outages of a year"),
                    G_STRUCT_OFFSET (GhResilienceStrategy, unserved_kwh_per_year), 1.0, 2);
  if (resilience->profile->value_of_lost_load_per_kwh > 0.0)
    {
      g_autofree char *title
          = g_strdup_printf (_ ("  their value a year, %s"), resilience->currency);
      append_numbers (text, resilience, strategy, title,
                      G_STRUCT_OFFSET (GhResilienceStrategy, lost_per_year), 1.0, 2);
    }
}

static void
append_sentences (GString *text, const GhResilience *resilience, int strategy)
{
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    {
      if (!is_told (resilience, i, strategy))
        continue;
      g_autofree char *answer = gh_resilience_answer (resilience, (GhStrategy) i);
      g_autofree char *worst = gh_resilience_tell_worst (resilience, (GhStrategy) i);
      g_string_append_printf (text, "%s%s%s\n", answer, worst != NULL ? " " : "",
                              worst != NULL ? worst : "");
    }
}

/**
 * gh_resilience_to_text:
 * @resilience: what was found
 * @study: the study it is of
 * @strategy: one of the compared, -1 for all
 *
 * Returns: (transfer full): sentences and tables for people
 */
char *
gh_resilience_to_text (const GhResilience *resilience, const GhStudy *study, int strategy)
{
  GString *text = g_string_new (NULL);
  g_autofree char *assumed = gh_resilience_assume (resilience);

  if (study->name != NULL)
    g_string_append_printf (text, "%s\n\n", study->name);
  append_sentences (text, resilience, strategy);
  g_string_append_printf (text, "\n%s\n\n", assumed);
  append_head (text, resilience, strategy, _ ("Outages from every moment of the period"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    append_numbers (text, resilience, strategy, _ (rows[i].title), rows[i].offset, rows[i].scale,
                    rows[i].decimals);
  g_string_append_c (text, '\n');
  append_survival (text, resilience, strategy);
  g_string_append_c (text, '\n');
  append_seasons (text, resilience, strategy);
  g_string_append_c (text, '\n');
  append_unserved (text, resilience, strategy);
  return g_string_free (text, FALSE);
}

static void
write_worst (GhJsonWriter *writer, const GhResilience *resilience,
             const GhResilienceStrategy *result)
{
  GTimeZone *zone = gh_time_axis_get_zone (resilience->axis);
  gint64 from = gh_time_axis_get_time (resilience->axis, result->worst_first);
  gint64 to = gh_time_axis_get_time (resilience->axis, result->worst_last - 1)
              + gh_time_axis_get_step_seconds (resilience->axis);
  g_autofree char *first = gh_time_format_iso (from, zone);
  g_autofree char *last = gh_time_format_iso (to, zone);

  gh_json_writer_begin_object (writer, "worst_week");
  gh_json_writer_text (writer, "start", first);
  gh_json_writer_text (writer, "end", last);
  gh_json_writer_number (writer, "mean_hours", result->worst_hours);
  gh_json_writer_end (writer);
}

/* Medians and low quantiles: by kind of day, then by month, one number an hour. */
static void
write_map (GhJsonWriter *writer, const char *key,
           const double map[GH_RESILIENCE_DAYS][GH_RESILIENCE_MONTHS][GH_RESILIENCE_HOURS])
{
  static const char *const days[GH_RESILIENCE_DAYS] = { "working_days", "weekends" };

  gh_json_writer_begin_object (writer, key);
  for (guint day = 0; day < GH_RESILIENCE_DAYS; day++)
    {
      gh_json_writer_begin_array (writer, days[day]);
      for (guint month = 0; month < GH_RESILIENCE_MONTHS; month++)
        gh_json_writer_numbers (writer, NULL, map[day][month], GH_RESILIENCE_HOURS);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_strategy (GhJsonWriter *writer, const GhResilience *resilience,
                const GhResilienceStrategy *result)
{
  g_autofree char *answer = gh_resilience_answer (resilience, result->strategy);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_strategy_name (result->strategy));
  gh_json_writer_text (writer, "answer", answer);
  gh_json_writer_boolean (writer, "can_power_house", result->is_able);
  gh_json_writer_number (writer, "away_share", result->away_share);
  gh_json_writer_number (writer, "dark_share", result->dark_share);
  gh_json_writer_number (writer, "mean_hours", result->mean_hours);
  gh_json_writer_number (writer, "least_hours", result->least_hours);
  gh_json_writer_number (writer, "hours_nine_of_ten", result->low_hours);
  gh_json_writer_number (writer, "median_hours", result->median_hours);
  gh_json_writer_number (writer, "hours_one_of_ten", result->high_hours);
  gh_json_writer_numbers (writer, "survival", result->survival, resilience->survival_count);
  gh_json_writer_numbers (writer, "season_median_hours", result->season_hours,
                          GH_RESILIENCE_SEASONS);
  gh_json_writer_numbers (writer, "clock_median_hours", result->clock_hours, GH_RESILIENCE_HOURS);
  write_map (writer, "median_hours_by_month", result->median_map);
  write_map (writer, "nine_of_ten_hours_by_month", result->low_map);
  write_worst (writer, resilience, result);
  gh_json_writer_numbers (writer, "unserved_kwh", result->unserved_kwh, resilience->length_count);
  gh_json_writer_number (writer, "unserved_kwh_per_year", result->unserved_kwh_per_year);
  gh_json_writer_number (writer, "lost_per_year", result->lost_per_year);
  gh_json_writer_end (writer);
}

/**
 * gh_resilience_to_json:
 * @resilience: what was found
 * @findings: to be listed
 * @strategy: one of the compared, -1 for all
 *
 * Returns: (transfer full): one JSON object
 */
char *
gh_resilience_to_json (const GhResilience *resilience, const GhFindings *findings, int strategy)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autofree char *assumed = gh_resilience_assume (resilience);

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "assumed", assumed);
  gh_json_writer_number (writer, "essential_kwh_per_day", resilience->essential_kwh_per_day);
  gh_json_writer_number (writer, "longest_hours", resilience->longest_hours);
  gh_json_writer_numbers (writer, "length_hours", resilience->length_hours,
                          resilience->length_count);
  gh_json_writer_number (writer, "outages_per_year",
                         gh_outages_count_per_year (resilience->profile));
  gh_json_writer_number (writer, "outage_hours_per_year",
                         gh_outages_get_hours_per_year (resilience->profile));
  gh_json_writer_begin_array (writer, "strategies");
  for (guint i = 0; i < GH_MOST_COMPARED; i++)
    if (is_told (resilience, i, strategy))
      write_strategy (writer, resilience, &resilience->strategies[i]);
  gh_json_writer_end (writer);
  gh_findings_write_json (findings, writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
