/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a fleet can promise, for people. */
#include <math.h>

#include "cli.h"
#include "words.h"

#define TITLE_WIDTH 30
#define CELL_WIDTH 26
/* Names that people are shown of vehicles. */
#define MOST_NAMES 10
/* Less than this is rounding. */
#define TINY_KW 1e-6
/* Less than this is shown as nothing, without a sign. */
#define SHOWN_KW 0.05

static const char *const duration_titles[GH_FLEET_DURATIONS]
    = { N_ ("for 15 min"), N_ ("for 1 h"), N_ ("for 4 h") };

static char *
format_time (const GhFleetFlexibility *part, gsize step)
{
  gint64 unix_time = gh_time_axis_get_time (part->axis, step);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, gh_time_axis_get_zone (part->axis));

  return g_date_time_format (local, "%F %H:%M");
}

static int
compare_values (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *values = data;
  gsize one = *(const gsize *) a, other = *(const gsize *) b;
  int order = (values[one] > values[other]) - (values[one] < values[other]);

  return order != 0 ? order : (one > other) - (one < other);
}

/* Steps with a value, from the least to the greatest; equal ones in the order of time. */
static GArray *
rank_steps (const double *values, gsize count)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize t = 0; t < count; t++)
    if (isfinite (values[t]))
      g_array_append_val (steps, t);
  g_array_sort_with_data (steps, compare_values, (gpointer) values);
  return steps;
}

static void
append_cell (GString *text, const GhFleetFlexibility *part, const double *values, gsize step)
{
  g_autofree char *time = format_time (part, step);
  double value = fabs (values[step]) < SHOWN_KW ? 0.0 : values[step];
  g_autofree char *cell = g_strdup_printf ("%.1f, %s", value, time);

  gh_cli_append_padded (text, cell, CELL_WIDTH, TRUE);
}

/* The least, the median and the greatest, each with the first time that it is so. */
static void
append_range (GString *text, const char *title, const GhFleetFlexibility *part,
              const double *values)
{
  g_autoptr (GArray) steps = rank_steps (values, part->envelope->steps);

  g_string_append (text, "    ");
  gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
  if (steps->len == 0)
    {
      g_string_append_printf (text, "  %s\n", _ ("longer than the period"));
      return;
    }
  append_cell (text, part, values, g_array_index (steps, gsize, 0));
  append_cell (text, part, values, g_array_index (steps, gsize, (steps->len - 1) / 2));
  append_cell (text, part, values, g_array_index (steps, gsize, steps->len - 1));
  g_string_append_c (text, '\n');
}

static void
append_head (GString *text, const char *title)
{
  g_string_append (text, "  ");
  gh_cli_append_padded (text, title, TITLE_WIDTH + 2, FALSE);
  gh_cli_append_padded (text, _ ("least, when"), CELL_WIDTH, TRUE);
  gh_cli_append_padded (text, _ ("median"), CELL_WIDTH, TRUE);
  gh_cli_append_padded (text, _ ("greatest"), CELL_WIDTH, TRUE);
  g_string_append_c (text, '\n');
}

static void
append_misses (GString *text, const GArray *misses)
{
  for (guint i = 0; i < MIN (misses->len, MOST_NAMES); i++)
    {
      const GhFleetMissing *missing = &g_array_index (misses, GhFleetMissing, i);
      g_string_append_printf (text, _ ("      %s would lack %.2f kWh\n"), missing->name,
                              missing->kwh);
    }
  if (misses->len > MOST_NAMES)
    g_string_append_printf (text, _ ("      and %u more\n"), misses->len - MOST_NAMES);
}

/* How often the virtual battery promises what is not kept, and the worst of it. */
static void
append_broken (GString *text, const char *format, const GhFleetFlexibility *part,
               const double *short_kwh)
{
  g_autoptr (GArray) steps = rank_steps (short_kwh, part->envelope->steps);
  guint broken = 0;

  for (guint i = 0; i < steps->len; i++)
    broken += short_kwh[g_array_index (steps, gsize, i)] > TINY_KW;
  if (broken == 0)
    return;
  gsize worst = g_array_index (steps, gsize, steps->len - 1);
  g_autofree char *time = format_time (part, worst);
  g_string_append (text, "    ");
  g_string_append_printf (text, format, broken, steps->len, short_kwh[worst], time);
  g_string_append_c (text, '\n');
}

/* What is promised and broken for a duration. */
static void
append_breaks (GString *text, const GhFleetFlexibility *part, guint duration)
{
  const GhFleetHeld *held = &part->held[duration];

  append_broken (text,
                 _ ("The virtual battery promises too much up from %u of %u steps, at most "
                    "%.1f kWh that the vehicles cannot take (%s)."),
                 part, held->up_short_kwh);
  append_broken (text,
                 _ ("It promises too much down from %u of %u steps, at most %.1f kWh that "
                    "the vehicles cannot do without (%s)."),
                 part, held->down_short_kwh);
  if (held->worst == part->envelope->steps)
    return;
  g_autofree char *time = format_time (part, held->worst);
  g_string_append_printf (text,
                          _ ("    Kept all the same, %.1f kWh would be missing in %u vehicles "
                             "(%s):\n"),
                          held->missed_kwh[held->worst], held->missing[held->worst], time);
  append_misses (text, held->misses);
}

static void
append_duration (GString *text, const GhFleetFlexibility *part, guint duration)
{
  const GhFleetHeld *held = &part->held[duration];
  g_autofree char *title = g_strdup_printf (_ ("Held %s, kW"), _ (duration_titles[duration]));

  append_head (text, title);
  append_range (text, _ ("more than the plan"), part, held->up_kw);
  if (!part->is_exact)
    append_range (text, _ ("  proven to be at most"), part, held->up_bound_kw);
  append_range (text, _ ("  virtual battery"), part, held->naive_up_kw);
  append_range (text, _ ("less than the plan"), part, held->down_kw);
  if (!part->is_exact)
    append_range (text, _ ("  proven to be at most"), part, held->down_bound_kw);
  append_range (text, _ ("  virtual battery"), part, held->naive_down_kw);
  append_breaks (text, part, duration);
}

/* What the figures are. */
static void
append_method (GString *text, const GhFleetFlexibility *part)
{
  double minutes = 60.0 * gh_time_axis_get_step_hours (part->axis);

  if (part->is_exact)
    g_string_append (text, _ ("  Every figure is exact: no vehicle loses more by what it does, or "
                              "its losses are counted at the AC bus.\n"));
  else
    {
      g_string_append (
          text, _ ("  Vehicles have losses: the least and most in single steps are those of "
                   "schedules found for each.\n"
                   "  What can be held is what a schedule that was found does; the bound is proven "
                   "and none holds more.\n"
                   "  What the virtual battery breaks is at least that, whatever the vehicles do; "
                   "which vehicles is told of the worst promise downwards.\n"));
      g_string_append_printf (text, _ ("  What can be held is told from every %g minutes on.\n"),
                              minutes * (double) part->sample_steps);
    }
  if (minutes > 60.0 * gh_fleet_duration_hours[0] + TINY_KW)
    g_string_append_printf (text,
                            _ ("  Steps are of %g minutes: shorter durations are held for a "
                               "whole step.\n"),
                            minutes);
}

/* The connection is no part of what vehicles can promise. */
static void
append_room (GString *text, const GhFleetFlexibility *part)
{
  guint beyond = 0;
  gsize least = 0;

  for (gsize t = 0; t < part->envelope->steps; t++)
    {
      beyond += part->envelope->most_kw[t] > part->room_kw[t] + TINY_KW;
      if (part->room_kw[t] < part->room_kw[least])
        least = t;
    }
  if (!isfinite (part->room_kw[least]))
    return;
  g_autofree char *time = format_time (part, least);
  g_string_append_printf (text,
                          _ ("  The connection is not in these figures. It leaves the vehicles "
                             "%.1f kW at least (%s);\n"
                             "  in %u of %zu steps they could take more than it leaves.\n"),
                          part->room_kw[least], time, beyond, part->envelope->steps);
}

static void
append_names (GString *text, const char *title, const GPtrArray *names)
{
  if (names->len == 0)
    return;
  g_string_append_printf (text, "  %s", title);
  for (guint i = 0; i < MIN (names->len, MOST_NAMES); i++)
    g_string_append_printf (text, "%s %s", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (names, i));
  if (names->len > MOST_NAMES)
    g_string_append_printf (text, _ (" and %u more"), names->len - MOST_NAMES);
  g_string_append_c (text, '\n');
}

static void
append_commitment (GString *text, const GhFleetFlexibility *part)
{
  const GhFleetCommitment *own = part->commitment;

  if (own->is_kept)
    {
      g_string_append_printf (text,
                              _ ("  The committed profile can be kept; the schedules differ "
                                 "from it by %.2f kWh.\n"),
                              own->over_kwh + own->under_kwh);
      return;
    }
  g_autofree char *time = format_time (part, own->first);
  g_string_append_printf (text,
                          _ ("  The committed profile is not kept, first at %s:\n"
                             "    %.2f kWh of it the vehicles do not take, %.2f kWh they take "
                             "beyond it.\n"),
                          time, own->over_kwh, own->under_kwh);
  if (part->is_exact)
    g_string_append (text, _ ("    No schedules come nearer to it.\n"));
  else
    g_string_append_printf (text, _ ("    No schedules come nearer to it than %.2f kWh.\n"),
                            own->bound_kwh);
  if (own->misses->len > 0)
    g_string_append_printf (text,
                            _ ("    Kept at the vehicles' expense, %u of them would have "
                               "less than they need:\n"),
                            own->misses->len);
  append_misses (text, own->misses);
}

static void
append_envelope (GString *text, const GhFleetFlexibility *part)
{
  const GhFlexibilityEnvelope *envelope = part->envelope;
  gsize last = envelope->steps - 1;

  append_head (text, _ ("In single steps, kW"));
  append_range (text, _ ("by plan"), part, part->planned_kw);
  append_range (text, _ ("least"), part, envelope->least_kw);
  append_range (text, _ ("most"), part, envelope->most_kw);
  g_string_append_printf (text, _ ("  Energy taken by the end: %.1f to %.1f kWh\n"),
                          envelope->lower_kwh[last], envelope->upper_kwh[last]);
}

static void
append_part (GString *text, const GhFleetFlexibility *part, const GhStudy *study)
{
  const GhFleetSite *site = g_ptr_array_index (study->sites, part->site);
  GhFleetPeriod period;

  gh_fleet_get_period (study, part->period, &period);
  g_string_append_printf (text, "\n%s%s%s: ", site->name, period.name != NULL ? ", " : "",
                          period.name != NULL ? period.name : "");
  if (part->reason != NULL)
    {
      g_string_append_printf (text, _ ("cannot be planned: %s\n"), part->reason);
      return;
    }
  g_string_append_printf (text, _ ("managed vehicles: %u\n"), part->names->len);
  append_names (text, _ ("Left out, since they cannot do what they need:"), part->left_out);
  append_method (text, part);
  append_room (text, part);
  append_envelope (text, part);
  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    append_duration (text, part, d);
  if (part->commitment != NULL)
    append_commitment (text, part);
}

/**
 * gh_flexibility_to_text:
 * @parts: (element-type GhFleetFlexibility): what vehicles can promise
 * @study: its study
 * @strategy: of the plans
 *
 * Returns: (transfer full): it for people: of the steps the least, median and greatest
 */
char *
gh_flexibility_to_text (const GPtrArray *parts, const GhStudy *study, GhStrategy strategy)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("What the vehicles can promise beside the plan: %s\n"),
                          gh_strategy_title (strategy));
  for (guint i = 0; i < parts->len; i++)
    append_part (text, g_ptr_array_index (parts, i), study);
  gh_cli_append_left_out (text, study);
  return g_string_free (text, FALSE);
}
