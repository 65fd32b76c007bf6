/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli.h"
#include "fleet-words.h"
#include "words.h"

#define TITLE_WIDTH 36
/* Names that people are shown of those that are not served. */
#define MOST_NAMES 10

static const GhFleetSite *
get_site (const GhStudy *study, guint site)
{
  return g_ptr_array_index (study->sites, site);
}

static const char *
get_period_name (const GhStudy *study, guint index)
{
  GhFleetPeriod period;

  gh_fleet_get_period (study, index, &period);
  return period.name != NULL ? period.name : _ ("The period");
}

static void
append_line (GString *text, const char *title, double value, const char *unit)
{
  g_string_append (text, "  ");
  gh_cli_append_padded (text, title, TITLE_WIDTH, FALSE);
  g_string_append_printf (text, " %14.2f %s\n", value, unit);
}

static void
append_given (GString *text, const char *title, double value, const char *unit)
{
  if (fabs (value) >= 0.005)
    append_line (text, title, value, unit);
}

/* A year of a site or of all. */
static void
append_sums (GString *text, const GhFleetSums *sums, const char *currency)
{
  const GhPlanSummary *summary = &sums->summary;

  append_line (text, _ ("Operating cost"), sums->objective, currency);
  append_line (text, _ ("No plan is below"), sums->lower_bound, currency);
  append_line (text, _ ("Import"), summary->cost_import, currency);
  append_given (text, _ ("Export (earned)"), summary->cost_export, currency);
  append_given (text, _ ("Fixed charge"), summary->cost_fixed, currency);
  append_given (text, _ ("Demand"), summary->cost_demand, currency);
  append_given (text, _ ("Wear of the batteries"), summary->cost_wear, currency);
  append_given (text, _ ("Charging away"), summary->cost_away, currency);
  append_given (text, _ ("Price on emissions"), summary->cost_carbon, currency);
  append_given (text, _ ("Penalty for what is missing"), summary->cost_unserved, currency);
  append_line (text, _ ("Import"), summary->import_kwh, "kWh");
  append_given (text, _ ("Export"), summary->export_kwh, "kWh");
  append_line (text, _ ("Load, vehicles not counted"), summary->load_kwh - sums->unmanaged_kwh,
               "kWh");
  append_given (text, _ ("Vehicles that nobody manages"), sums->unmanaged_kwh, "kWh");
  append_given (text, _ ("Solar"), summary->solar_kwh, "kWh");
  append_line (text, _ ("Charged"), summary->charged_ac_kwh, "kWh");
  append_given (text, _ ("Discharged"), summary->discharged_ac_kwh, "kWh");
  append_line (text, _ ("Highest import"), sums->peak_kw, "kW");
  for (GhEmissionRate rate = 0; rate < GH_EMISSION_RATES; rate++)
    append_given (text, gh_emission_rate_get_phrase (rate), summary->emissions_kg[rate], "kg");
}

static void
append_unserved (GString *text, const GhFleetPart *part)
{
  for (guint i = 0; i < MIN (part->unserved->len, MOST_NAMES); i++)
    {
      const GhFleetUnserved *unserved = &g_array_index (part->unserved, GhFleetUnserved, i);
      g_string_append_printf (text, _ ("    %s lacks %.2f kWh: %s\n"), unserved->name,
                              unserved->missing_kwh, unserved->reason);
    }
  if (part->unserved->len > MOST_NAMES)
    g_string_append_printf (text, _ ("    and %u more\n"), part->unserved->len - MOST_NAMES);
}

static void
append_part (GString *text, const GhFleetPart *part, const GhStudy *study)
{
  const GhFleetSums *sums = &part->sums;

  g_string_append_printf (text, _ ("  %s, %.6g times a year: "),
                          get_period_name (study, part->period), part->weight);
  if (part->reason != NULL)
    {
      g_string_append_printf (text, _ ("cannot be planned: %s\n"), part->reason);
      return;
    }
  if (isfinite (sums->lower_bound))
    g_string_append_printf (text, _ ("%.2f %s, at most %.2f above the best plan, peak %.1f kW\n"),
                            sums->objective, study->currency,
                            MAX (0.0, sums->objective - sums->lower_bound), sums->peak_kw);
  else
    /* Translators: money with its currency, then a power. */
    g_string_append_printf (text,
                            _ ("%.2f %s, how far above the best plan is not known, peak %.1f kW\n"),
                            sums->objective, study->currency, sums->peak_kw);
  if (part->status == GH_PLAN_TIME_LIMIT)
    g_string_append_printf (text, "    %s\n", _ ("Stopped: this is the best plan so far."));
  g_string_append_printf (text, _ ("    vehicles: %u, managed: %u, not served in full: %u\n"),
                          part->vehicles, part->managed, part->unserved->len);
  append_unserved (text, part);
}

/**
 * gh_fleet_to_text:
 * @year: a fleet over a year
 * @currents: what least currents cost in it
 * @study: its study
 *
 * Returns: (transfer full): what it comes to, for people
 */
char *
gh_fleet_to_text (const GhFleetYear *year, const GhFleetCurrents *currents, const GhStudy *study)
{
  g_autofree char *told = gh_fleet_currents_tell (currents, study->currency);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n",
                          year->strategy == GH_STRATEGY_AS_GIVEN
                              ? _ ("The chargers as given")
                              : gh_strategy_title (year->strategy));
  for (guint s = 0; s < study->sites->len; s++)
    {
      g_string_append_printf (text, "\n%s\n", get_site (study, s)->name);
      for (guint i = 0; i < year->parts->len; i++)
        {
          const GhFleetPart *part = &g_array_index (year->parts, GhFleetPart, i);
          if (part->site == s)
            append_part (text, part, study);
        }
      if (study->sites->len > 1 && year->is_planned)
        append_sums (text, &year->sites[s], study->currency);
    }
  if (year->is_planned)
    {
      g_string_append_printf (text, "\n%s\n", _ ("A year of all sites"));
      append_sums (text, &year->whole, study->currency);
      if (told != NULL)
        g_string_append_printf (text, "\n%s\n", told);
    }
  gh_cli_append_left_out (text, study);
  return g_string_free (text, FALSE);
}

/**
 * gh_json_write_fleet_emissions:
 * @writer: inside an object
 * @emissions_kg: (array fixed-size=3): by #GhEmissionRate
 *
 * Writes them as one member.
 */
void
gh_json_write_fleet_emissions (GhJsonWriter *writer, const double *emissions_kg)
{
  static const char *const rates[GH_EMISSION_RATES]
      = { "marginal", "long_run_marginal", "average" };

  gh_json_writer_begin_object (writer, "emissions_kg");
  for (guint rate = 0; rate < GH_EMISSION_RATES; rate++)
    gh_json_writer_number (writer, rates[rate], emissions_kg[rate]);
  gh_json_writer_end (writer);
}

/**
 * gh_json_write_fleet_sums:
 * @writer: inside an object
 * @sums: what plans come to
 *
 * Writes their members. Where valleys are filled no least cost is looked for: the gap is that of
 * the squares of the load.
 */
void
gh_json_write_fleet_sums (GhJsonWriter *writer, const GhFleetSums *sums)
{
  gboolean fills = sums->squares > 0.0;

  gh_json_writer_number (writer, "objective", sums->objective);
  gh_json_writer_number (writer, "lower_bound", fills ? NAN : sums->lower_bound);
  gh_json_writer_number (writer, "gap",
                         fills ? NAN : MAX (0.0, sums->objective - sums->lower_bound));
  if (fills)
    {
      gh_json_writer_number (writer, "squares_kw2h", sums->squares);
      gh_json_writer_number (writer, "squares_lower_bound", sums->squares_bound);
      gh_json_writer_number (writer, "squares_gap", gh_fleet_sums_get_level_gap (sums));
    }
  gh_json_write_cost (writer, &sums->summary);
  gh_json_write_energy (writer, &sums->summary);
  gh_json_writer_number (writer, "unmanaged_kwh", sums->unmanaged_kwh);
  gh_json_write_fleet_emissions (writer, sums->summary.emissions_kg);
  gh_json_writer_number (writer, "peak_kw", sums->peak_kw);
}

static void
write_part (GhJsonWriter *writer, const GhFleetPart *part, const GhStudy *study)
{
  GhFleetPeriod period;

  gh_fleet_get_period (study, part->period, &period);
  gh_json_writer_begin_object (writer, NULL);
  if (period.name != NULL)
    gh_json_writer_text (writer, "name", period.name);
  gh_json_writer_number (writer, "weight", part->weight);
  gh_json_writer_text (writer, "status", gh_plan_status_name (part->status));
  if (part->reason != NULL)
    gh_json_writer_text (writer, "reason", part->reason);
  else
    gh_json_write_fleet_sums (writer, &part->sums);
  gh_json_writer_integer (writer, "vehicles", part->vehicles);
  gh_json_writer_integer (writer, "managed", part->managed);
  gh_json_writer_integer (writer, "stays", part->stays);
  gh_json_writer_integer (writer, "short_stays", part->short_stays);
  gh_json_writer_begin_array (writer, "unserved");
  for (guint i = 0; i < part->unserved->len; i++)
    {
      const GhFleetUnserved *unserved = &g_array_index (part->unserved, GhFleetUnserved, i);
      gh_json_writer_begin_object (writer, NULL);
      gh_json_writer_text (writer, "name", unserved->name);
      gh_json_writer_number (writer, "missing_kwh", unserved->missing_kwh);
      gh_json_writer_text (writer, "reason", unserved->reason);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
  gh_json_writer_end (writer);
}

static void
write_site (GhJsonWriter *writer, const GhFleetYear *year, const GhStudy *study, guint site)
{
  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "name", get_site (study, site)->name);
  gh_json_writer_begin_array (writer, "periods");
  for (guint i = 0; i < year->parts->len; i++)
    {
      const GhFleetPart *part = &g_array_index (year->parts, GhFleetPart, i);
      if (part->site == site)
        write_part (writer, part, study);
    }
  gh_json_writer_end (writer);
  if (year->is_planned)
    {
      gh_json_writer_begin_object (writer, "year");
      gh_json_write_fleet_sums (writer, &year->sites[site]);
      gh_json_writer_end (writer);
    }
  gh_json_writer_end (writer);
}

static void
write_currents (GhJsonWriter *writer, const GhFleetCurrents *currents)
{
  gh_json_writer_begin_object (writer, "least_currents");
  gh_json_writer_number (writer, "cost", currents->cost);
  gh_json_writer_number (writer, "least", currents->least);
  gh_json_writer_number (writer, "most", currents->most);
  gh_json_writer_end (writer);
}

/**
 * gh_fleet_to_json:
 * @year: a fleet over a year
 * @currents: what least currents cost in it
 * @study: its study
 * @findings: to be listed
 *
 * Returns: (transfer full): what it comes to, as one JSON object
 */
char *
gh_fleet_to_json (const GhFleetYear *year, const GhFleetCurrents *currents, const GhStudy *study,
                  const GhFindings *findings)
{
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();

  gh_json_writer_begin_object (writer, NULL);
  gh_json_writer_text (writer, "strategy", gh_strategy_name (year->strategy));
  if (year->is_planned)
    {
      gh_json_writer_begin_object (writer, "year");
      gh_json_write_fleet_sums (writer, &year->whole);
      gh_json_writer_end (writer);
    }
  if (currents->is_known)
    write_currents (writer, currents);
  gh_json_writer_begin_array (writer, "sites");
  for (guint s = 0; s < study->sites->len; s++)
    write_site (writer, year, study, s);
  gh_json_writer_end (writer);
  gh_json_write_left_out (writer, study);
  gh_findings_write_json (findings, writer);
  gh_json_writer_end (writer);
  return gh_json_writer_finish (writer);
}
