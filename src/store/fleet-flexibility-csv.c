/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What vehicles can promise as tables for a market platform: a dot for decimals, nothing where
 * there is no number. */
#include "fleet-flexibility-csv.h"

#include <math.h>

#include "fleet-csv.h"
#include "json-writer.h"
#include "plan-csv.h"

static const char *const duration_names[GH_FLEET_DURATIONS] = { "15min", "1h", "4h" };

static void
append_number (GString *text, double value)
{
  char buffer[GH_NUMBER_TEXT_SIZE];

  g_string_append_c (text, ',');
  if (isfinite (value))
    g_string_append (text, gh_number_to_text (value, buffer));
}

static void
append_time (GString *text, const GhFleetFlexibility *part, gsize step)
{
  g_autofree char *time = gh_time_format_iso (gh_time_axis_get_time (part->axis, step),
                                              gh_time_axis_get_zone (part->axis));

  g_string_append (text, time);
}

/* Columns of a duration; in the order of append_held(). */
static void
append_held_names (GString *text, const char *duration)
{
  static const char *const names[] = { "up_%s_kw",
                                       "down_%s_kw",
                                       "up_%s_bound_kw",
                                       "down_%s_bound_kw",
                                       "naive_up_%s_kw",
                                       "naive_down_%s_kw",
                                       "naive_up_%s_broken_kwh",
                                       "naive_down_%s_broken_kwh",
                                       "naive_down_%s_missed_kwh" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) around = g_strsplit (names[i], "%s", 2);
      g_string_append_printf (text, ",%s%s%s", around[0], duration, around[1]);
    }
}

static void
append_held (GString *text, const GhFleetHeld *held, gsize step)
{
  const double *const columns[] = { held->up_kw,         held->down_kw,        held->up_bound_kw,
                                    held->down_bound_kw, held->naive_up_kw,    held->naive_down_kw,
                                    held->up_short_kwh,  held->down_short_kwh, held->missed_kwh };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_number (text, columns[i][step]);
}

static char *
make_flexibility (const GhFleetFlexibility *part)
{
  GString *text = g_string_new ("time,planned_kw,room_kw,least_kw,most_kw,least_kwh,most_kwh");
  const GhFlexibilityEnvelope *envelope = part->envelope;
  const double *const columns[] = { part->planned_kw,  part->room_kw,       envelope->least_kw,
                                    envelope->most_kw, envelope->lower_kwh, envelope->upper_kwh };

  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    append_held_names (text, duration_names[d]);
  g_string_append_c (text, '\n');
  for (gsize t = 0; t < envelope->steps; t++)
    {
      append_time (text, part, t);
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        append_number (text, columns[i][t]);
      for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
        append_held (text, &part->held[d], t);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* One row a vehicle and step. */
static char *
make_schedules (const GhFleetFlexibility *part)
{
  GString *text = g_string_new ("time,vehicle,power_kw\n");
  gsize steps = part->envelope->steps;

  for (guint s = 0; s < part->names->len; s++)
    {
      g_auto (GStrv) pieces = g_strsplit (g_ptr_array_index (part->names, s), "\"", -1);
      g_autofree char *doubled = g_strjoinv ("\"\"", pieces);
      for (gsize t = 0; t < steps; t++)
        {
          append_time (text, part, t);
          g_string_append_printf (text, ",\"%s\"", doubled);
          append_number (text, part->commitment->power_kw[s * steps + t]);
          g_string_append_c (text, '\n');
        }
    }
  return g_string_free (text, FALSE);
}

static char *
make_commitment (const GhFleetFlexibility *part)
{
  GString *text = g_string_new ("time,committed_kw,vehicles_kw\n");

  for (gsize t = 0; t < part->envelope->steps; t++)
    {
      append_time (text, part, t);
      append_number (text, part->commitment->profile_kw[t]);
      append_number (text, part->commitment->total_kw[t]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static gboolean
write_table (const char *kind, const char *stem, char *(*make) (const GhFleetFlexibility *),
             const GhFleetFlexibility *part, const char *directory, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s %s.csv", kind, stem);
  g_autofree char *text = make (part);

  return gh_csv_write (directory, name, text, error);
}

/**
 * gh_fleet_flexibility_write_csv:
 * @part: what the vehicles of a site can do in a period
 * @study: its study
 * @directory: where to; made if need be
 * @error: return location; %GH_ERROR_IO
 *
 * Writes "flexibility SITE.csv", a row a step; and where there is a commitment, it beside what the
 * vehicles take as "commitment SITE.csv", and what each of them does as "schedules SITE.csv". A
 * site without a plan has none of them.
 *
 * Returns: %FALSE with @error set
 */
gboolean
gh_fleet_flexibility_write_csv (const GhFleetFlexibility *part, const GhStudy *study,
                                const char *directory, GError **error)
{
  g_autofree char *stem = gh_fleet_csv_make_stem (study, part->site, part->period);

  if (part->reason != NULL)
    return TRUE;
  return write_table ("flexibility", stem, make_flexibility, part, directory, error)
         && (part->commitment == NULL
             || (write_table ("commitment", stem, make_commitment, part, directory, error)
                 && write_table ("schedules", stem, make_schedules, part, directory, error)));
}
