/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a fleet can promise as JSON: every step. */
#include "cli.h"

static void
write_misses (GhJsonWriter *writer, const GArray *misses)
{
  gh_json_writer_begin_array (writer, "vehicles");
  for (guint i = 0; i < misses->len; i++)
    {
      const GhFleetMissing *missing = &g_array_index (misses, GhFleetMissing, i);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "name", missing->name);
      gh_json_writer_number (writer, "missing_kwh", missing->kwh);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_held (GhJsonWriter *writer, const GhFleetFlexibility *part, guint duration)
{
  const GhFleetHeld *held = &part->held[duration];
  gsize steps = part->envelope->steps;

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_number (writer, "hours", gh_fleet_duration_hours[duration]);
  gh_json_writer_integer (writer, "steps", (gint64) held->steps);
  gh_json_writer_numbers (writer, "up_kw", held->up_kw, steps);
  gh_json_writer_numbers (writer, "down_kw", held->down_kw, steps);
  gh_json_writer_numbers (writer, "up_bound_kw", held->up_bound_kw, steps);
  gh_json_writer_numbers (writer, "down_bound_kw", held->down_bound_kw, steps);
  gh_json_writer_begin_object (writer, "virtual_battery");
  gh_json_writer_numbers (writer, "up_kw", held->naive_up_kw, steps);
  gh_json_writer_numbers (writer, "down_kw", held->naive_down_kw, steps);
  gh_json_writer_numbers (writer, "up_broken_kwh", held->up_short_kwh, steps);
  gh_json_writer_numbers (writer, "down_broken_kwh", held->down_short_kwh, steps);
  gh_json_writer_numbers (writer, "down_missed_kwh", held->missed_kwh, steps);
  if (held->worst < steps)
    {
      gh_json_writer_begin_object (writer, "worst");
      gh_json_writer_integer (writer, "step", (gint64) held->worst);
      gh_json_writer_number (writer, "missing_kwh", held->missed_kwh[held->worst]);
      write_misses (writer, held->misses);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static void
write_commitment (GhJsonWriter *writer, const GhFleetFlexibility *part)
{
  const GhFleetCommitment *own = part->commitment;
  gsize steps = part->envelope->steps;

  gh_json_writer_begin_object (writer, "commitment");
  gh_json_writer_boolean (writer, "kept", own->is_kept);
  gh_json_writer_number (writer, "not_taken_kwh", own->over_kwh);
  gh_json_writer_number (writer, "beyond_kwh", own->under_kwh);
  gh_json_writer_number (writer, "least_deviation_kwh", own->bound_kwh);
  if (!own->is_kept)
    gh_json_writer_integer (writer, "first_step", (gint64) own->first);
  gh_json_writer_numbers (writer, "committed_kw", own->profile_kw, steps);
  gh_json_writer_numbers (writer, "vehicles_kw", own->total_kw, steps);
  write_misses (writer, own->misses);
  gh_json_writer_end (writer);
}

static void
write_figures (GhJsonWriter *writer, const GhFleetFlexibility *part)
{
  const GhFlexibilityEnvelope *envelope = part->envelope;

  gh_json_writer_boolean (writer, "exact", part->is_exact);
  gh_json_writer_integer (writer, "held_every_steps", (gint64) part->sample_steps);
  gh_json_writer_integer (writer, "managed", part->names->len);
  gh_json_writer_begin_array (writer, "left_out");
  for (guint i = 0; i < part->left_out->len; i++)
    gh_json_writer_text (writer, NULL, g_ptr_array_index (part->left_out, i));
  gh_json_writer_end (writer);
  gh_json_writer_numbers (writer, "planned_kw", part->planned_kw, envelope->steps);
  gh_json_writer_numbers (writer, "room_kw", part->room_kw, envelope->steps);
  gh_json_writer_numbers (writer, "least_kw", envelope->least_kw, envelope->steps);
  gh_json_writer_numbers (writer, "most_kw", envelope->most_kw, envelope->steps);
  gh_json_writer_numbers (writer, "least_kwh", envelope->lower_kwh, envelope->steps);
  gh_json_writer_numbers (writer, "most_kwh", envelope->upper_kwh, envelope->steps);
  gh_json_writer_begin_array (writer, "held");
  for (guint d = 0; d < GH_FLEET_DURATIONS; d++)
    write_held (writer, part, d);
  gh_json_writer_end (writer);
  if (part->commitment != NULL)
    write_commitment (writer, part);
}

static void
write_part (GhJsonWriter *writer, const GhFleetFlexibility *part, const GhStudy *study)
{
  const GhFleetSite *site = g_ptr_array_index (study->sites, part->site);
  g_autofree char *start = gh_time_format_iso (gh_time_axis_get_start (part->axis),
                                               gh_time_axis_get_zone (part->axis));
  GhFleetPeriod period;

  gh_fleet_get_period (study, part->period, &period);
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "site", site->name);
  if (period.name != NULL)
    gh_json_writer_text (writer, "period", period.name);
  gh_json_writer_text (writer, "status", gh_plan_status_name (part->status));
  gh_json_writer_text (writer, "start", start);
  gh_json_writer_number (writer, "step_minutes", 60.0 * gh_time_axis_get_step_hours (part->axis));
  if (part->reason != NULL)
    gh_json_writer_text (writer, "reason", part->reason);
  else
    write_figures (writer, part);
  gh_json_writer_end (writer);
}

/**
 * gh_flexibility_to_json:
 * @parts: (element-type GhFleetFlexibility): what vehicles can promise
 * @study: its study
 * @strategy: of the plans
 * @findings: to be listed
 *
 * Returns: (transfer full): it as one JSON object, with every step
 */
char *
gh_flexibility_to_json (const GPtrArray *parts, const GhStudy *study, GhStrategy strategy,
                        const GhFindings *findings)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_strategy_name (strategy));
  gh_json_writer_begin_array (writer, "parts");
  for (guint i = 0; i < parts->len; i++)
    write_part (writer, g_ptr_array_index (parts, i), study);
  gh_json_writer_end (writer);
  gh_json_write_left_out (writer, study);
  gh_findings_write_json (findings, writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
