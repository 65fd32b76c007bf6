/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules across the attributes of a study. */
#include "site/profile-rules.h"

#include <math.h>

#include "words.h"

#define MINUTES_PER_DAY 1440.0
#define SECONDS_PER_HOUR 3600
/* Rounding of a step that was given in minutes. */
#define STEP_TOLERANCE 1e-6
#define FULL_CIRCLE_DEG 360.0
/* Ten times that is as long as any outage is followed. */
#define MOST_MEAN_HOURS 72.0

/**
 * gh_rule_report:
 * @findings: where to report
 * @path: JSON path of the record
 * @key: (nullable): what is wrong in it; %NULL for the record itself
 * @format: printf format of the sentence
 * @...: its arguments
 *
 * Adds an error.
 */
void
gh_rule_report (GhFindings *findings, const char *path, const char *key, const char *format, ...)
{
  g_autofree char *whole = key != NULL ? g_strconcat (path, ".", key, NULL) : g_strdup (path);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  gh_findings_add (findings, GH_SEVERITY_ERROR, whole, "%s", message);
}

/**
 * gh_study_require_household:
 * @study: a study
 * @findings: gets an error where it is of a fleet
 *
 * For what can be done with households only.
 */
void
gh_study_require_household (const GhStudy *study, GhFindings *findings)
{
  if (study->kind == GH_STUDY_FLEET)
    gh_rule_report (
        findings, "$", "kind",
        _ ("the study is of a fleet; this is told of households only, studies of the kind "
           "“household”"));
}

static void
check_time_zone (GhStudy *study, GhFindings *findings)
{
  if (study->location == NULL || study->location->time_zone == NULL)
    return;
  g_autoptr (GTimeZone) zone = gh_time_zone_find (study->location->time_zone);
  if (zone == NULL)
    gh_rule_report (findings, "$.location", "time_zone",
                    _ ("\"%s\" is no known time zone; write it as in Europe/Berlin"),
                    study->location->time_zone);
}

/* Whole seconds, and whole steps an hour, so that prices and days begin with a step. */
static void
check_step (GhStudy *study, GhFindings *findings)
{
  if (study->period == NULL)
    return;
  double seconds = study->period->step_minutes * 60.0;
  gboolean is_whole = fabs (seconds - round (seconds)) <= STEP_TOLERANCE;
  if (!is_whole || seconds < 1.0 || seconds > SECONDS_PER_HOUR
      || SECONDS_PER_HOUR % (int) round (seconds) != 0)
    gh_rule_report (findings, "$.period", "step_minutes",
                    _ ("%g minutes do not divide an hour into equal steps of whole seconds"),
                    study->period->step_minutes);
}

static void
check_year (GhStudy *study, GhFindings *findings)
{
  if (study->period == NULL)
    return;
  double days = study->period->step_minutes * (double) study->period->steps / MINUTES_PER_DAY;
  if (fabs (gh_years_of_days (days) - 1.0) > 0.0)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.period",
                     _ ("the period of %.6g days is not a year; yearly results are scaled to "
                        "365.25 days"),
                     days);
}

static gboolean
can_discharge (const GhVehicle *vehicle)
{
  return vehicle->charger == NULL || vehicle->charger->discharge_kw > 0.0;
}

static void
check_hourly (GhStudy *study, GhFindings *findings)
{
  gboolean discharges = FALSE;

  if (study->period == NULL || study->period->step_minutes < 60.0)
    return;
  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    discharges |= can_discharge (g_ptr_array_index (study->vehicles, i));
  if (discharges)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.period.step_minutes",
                     _ ("hourly data overstates V2H, because it evens out short peaks of the house "
                        "and the sun; steps of 15 minutes are better"));
}

/* Outages of spread lengths are followed far beyond their mean. */
static void
check_spread (double hours, int spread, const char *path, const char *key, GhFindings *findings)
{
  if (spread == GH_OUTAGES_EXPONENTIAL && hours > MOST_MEAN_HOURS)
    gh_rule_report (findings, path, key,
                    _ ("outages of spread lengths last %g hours on average at most; give longer "
                       "ones as outages of one length"),
                    MOST_MEAN_HOURS);
}

static void
check_outages (GhStudy *study, GhFindings *findings)
{
  const GhResilienceProfile *profile = study->resilience;

  if (profile == NULL)
    return;
  check_spread (profile->outage_hours, profile->outage_spread, "$.resilience", "outage_hours",
                findings);
  for (guint i = 0; profile->further_outages != NULL && i < profile->further_outages->len; i++)
    {
      const GhFurtherOutages *further = g_ptr_array_index (profile->further_outages, i);
      g_autofree char *path = g_strdup_printf ("$.resilience.further_outages[%u]", i);
      check_spread (further->hours, further->spread, path, "hours", findings);
    }
}

/* What the visitor of check_lengths() carries along. */
typedef struct
{
  const GhStudy *study;
  GhFindings *findings;
} Check;

static void
check_series_length (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED,
                     const char *path, gpointer data)
{
  const Check *check = data;
  gsize steps = gh_fleet_count_steps (check->study, gh_fleet_count_periods (check->study));

  if (spec->form != GH_SERIES_VALUES)
    return;
  gsize count = gh_series_get_count (spec->values);
  if (count == steps)
    return;
  if (check->study->periods == NULL)
    gh_rule_report (check->findings, path, NULL, _ ("%zu values, the period has %lld steps"), count,
                    (long long) steps);
  else
    gh_rule_report (check->findings, path, NULL,
                    _ ("%zu values, the periods have %lld steps together"), count,
                    (long long) steps);
}

static void
check_lengths (GhStudy *study, GhFindings *findings)
{
  Check check = { study, findings };

  if (study->period != NULL)
    gh_study_foreach_series (study, check_series_length, &check);
}

static void
check_file_zone (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED, const char *path,
                 gpointer data)
{
  const Check *check = data;

  if (spec->form != GH_SERIES_FILE || spec->file == NULL || spec->file->time_zone == NULL)
    return;
  g_autoptr (GTimeZone) zone = gh_time_zone_find (spec->file->time_zone);
  if (zone == NULL)
    gh_rule_report (check->findings, path, "time_zone",
                    _ ("\"%s\" is no known time zone; write it as in Europe/Berlin"),
                    spec->file->time_zone);
}

static void
check_file_zones (GhStudy *study, GhFindings *findings)
{
  Check check = { study, findings };

  gh_study_foreach_series (study, check_file_zone, &check);
}

static void
report_negative_load (GhFindings *findings, const char *path, double value)
{
  gh_rule_report (findings, path, NULL, _ ("%g is below 0; a house uses power, solar gives it"),
                  value);
}

static void
check_load (GhStudy *study, GhFindings *findings)
{
  const GhSeriesSpec *load = study->load;

  if (load == NULL)
    return;
  if (load->form == GH_SERIES_NUMBER && load->number < 0.0)
    report_negative_load (findings, "$.load", load->number);
  if (load->form == GH_SERIES_SHAPE && load->shape != NULL && load->shape->annual_kwh < 0.0)
    report_negative_load (findings, "$.load.annual_kwh", load->shape->annual_kwh);
  if (load->form != GH_SERIES_VALUES)
    return;
  const double *values = gh_series_get_values (load->values);
  for (gsize t = 0; t < gh_series_get_count (load->values); t++)
    if (values[t] < 0.0)
      {
        g_autofree char *path = g_strdup_printf ("$.load[%zu]", t);
        report_negative_load (findings, path, values[t]);
        return;
      }
}

/* Where 0 and 360 degrees are both given, they are the same direction. */
static gboolean
is_torn_in_north (const GhHorizonPoint *first, const GhHorizonPoint *last)
{
  return last->azimuth_deg - first->azimuth_deg >= FULL_CIRCLE_DEG
         && fabs (last->elevation_deg - first->elevation_deg) > 0.0;
}

static void
check_horizon (const GhSolarArray *array, const char *path, GhFindings *findings)
{
  const GPtrArray *points = array->horizon;
  g_autofree char *whole = g_strconcat (path, ".horizon", NULL);
  double azimuth_deg = -1.0;

  if (points == NULL || points->len == 0)
    return;
  for (guint i = 0; i < points->len; i++)
    {
      const GhHorizonPoint *point = g_ptr_array_index (points, i);
      g_autofree char *key = g_strdup_printf ("horizon[%u]", i);
      if (point->azimuth_deg <= azimuth_deg)
        gh_rule_report (findings, path, key, _ ("the directions have to rise from point to point"));
      azimuth_deg = point->azimuth_deg;
    }
  if (is_torn_in_north (g_ptr_array_index (points, 0), g_ptr_array_index (points, points->len - 1)))
    gh_rule_report (findings, whole, NULL,
                    _ ("0° and 360° are the same direction and need the same height"));
  if (points->len == 1)
    gh_findings_add (findings, GH_SEVERITY_WARNING, whole,
                     _ ("a horizon of one point is as high in every direction"));
}

static void
check_array (const GhStudy *study, const GhSolarArray *array, const char *path,
             GhFindings *findings)
{
  gboolean has_peak = !isnan (array->peak_kw);

  if (has_peak == (array->output_kw != NULL))
    gh_rule_report (
        findings, path, NULL,
        has_peak ? _ (
            "both the peak power (peak_kw) and a measured power (output_kw) are given; keep one")
                 : _ ("give either the peak power (peak_kw) or a measured power (output_kw)"));
  check_horizon (array, path, findings);
  if (array->output_kw != NULL)
    return;
  if (study->location == NULL)
    gh_rule_report (findings, path, NULL,
                    _ ("panels need location, from which the path of the sun is calculated"));
  if (study->weather == NULL)
    gh_rule_report (
        findings, path, NULL,
        _ ("panels need weather; a calculated sky (\"clear_sky\": true) is the simplest"));
}

static void
check_solar (GhStudy *study, GhFindings *findings)
{
  for (guint i = 0; study->solar != NULL && i < study->solar->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("$.solar[%u]", i);
      check_array (study, g_ptr_array_index (study->solar, i), path, findings);
    }
}

static gboolean
has_weather_series (const GhWeather *weather)
{
  return weather->ghi_w_m2 != NULL || weather->dni_w_m2 != NULL || weather->dhi_w_m2 != NULL
         || weather->temperature_c != NULL || weather->wind_m_s != NULL;
}

static void
check_weather_forms (GhStudy *study, GhFindings *findings)
{
  const GhWeather *weather = study->weather;

  if (weather == NULL)
    return;
  int forms = (weather->clear_sky ? 1 : 0) + (weather->file != NULL) + has_weather_series (weather);
  if (forms != 1)
    gh_rule_report (findings, "$", "weather",
                    forms == 0 ? _ ("give a calculated sky (clear_sky), a weather file (file) or "
                                    "the global irradiance (ghi_w_m2)")
                               : _ ("give only one of a calculated sky (clear_sky), a weather file "
                                    "(file) and measured weather"));
}

static void
check_weather_series (GhStudy *study, GhFindings *findings)
{
  const GhWeather *weather = study->weather;

  if (weather == NULL || !has_weather_series (weather))
    return;
  if (weather->ghi_w_m2 == NULL && weather->dni_w_m2 == NULL && weather->dhi_w_m2 == NULL)
    gh_rule_report (findings, "$", "weather",
                    _ ("measured weather needs the global irradiance (ghi_w_m2), or direct and "
                       "diffuse irradiance (dni_w_m2, dhi_w_m2)"));
  if ((weather->dni_w_m2 == NULL) != (weather->dhi_w_m2 == NULL))
    gh_rule_report (
        findings, "$", "weather",
        _ ("direct and diffuse irradiance (dni_w_m2, dhi_w_m2) must be given together"));
}

static gboolean
is_all_zero (const GhSeriesSpec *spec)
{
  gsize count = spec->form == GH_SERIES_VALUES ? gh_series_get_count (spec->values) : 0;

  if (spec->form == GH_SERIES_NUMBER)
    return !(fabs (spec->number) > 0.0);
  for (gsize t = 0; t < count; t++)
    if (fabs (gh_series_get_values (spec->values)[t]) > 0.0)
      return FALSE;
  return count > 0;
}

static void
warn_of_zero (const GhSeriesSpec *spec, const char *path, GhFindings *findings)
{
  if (spec != NULL && is_all_zero (spec))
    gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                     _ ("emissions of 0 mean a grid without carbon; leave them out if they are "
                        "not known"));
}

static void
check_emissions (GhStudy *study, GhFindings *findings)
{
  const GhEmissions *emissions = study->emissions;

  if (emissions == NULL)
    return;
  const GhSeriesSpec *const rates[GH_EMISSION_RATES]
      = { emissions->marginal_g_per_kwh, emissions->long_run_marginal_g_per_kwh,
          emissions->average_g_per_kwh };
  for (guint i = 0; i < GH_EMISSION_RATES; i++)
    {
      g_autofree char *path = g_strconcat ("$.emissions.", gh_emission_rate_keys[i], NULL);
      warn_of_zero (rates[i], path, findings);
    }
  if (emissions->price_per_tonne > 0.0 && rates[emissions->plan_on] == NULL)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.emissions.plan_on",
                     _ ("the price on emissions has nothing to be put on: the emissions that the "
                        "plan counts by (%s) are not given"),
                     gh_emission_rate_words[emissions->plan_on]);
}

/* What stands behind one household's meter. */
static void
check_finance (GhStudy *study, GhFindings *findings)
{
  const GhFinance *finance = study->finance;

  if (finance == NULL)
    return;
  if (finance->vat_reclaimed && !(finance->vat_rate > 0.0))
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.finance.vat_reclaimed",
                     _ ("there is no VAT to reclaim: its rate is 0"));
  if (finance->grant != NULL && finance->grant->most < finance->grant->amount)
    gh_rule_report (findings, "$.finance.grant", "most",
                    _ ("%g is below the fixed amount of %g, which is part of the grant"),
                    finance->grant->most, finance->grant->amount);
}

static void
check_store_count (GhStudy *study, GhFindings *findings)
{
  const GPtrArray *lists[] = { study->vehicles, study->batteries };
  gint64 stores = 0;

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; lists[k] != NULL && i < lists[k]->len; i++)
      {
        const GhVehicle *vehicle = g_ptr_array_index (lists[k], i);
        stores += vehicle->count;
        if (stores <= GH_MOST_STORES)
          continue;
        g_autofree char *path = g_strdup_printf ("$.%s[%u]", k == 0 ? "vehicles" : "batteries", i);
        gh_rule_report (findings, path, "count",
                        _ ("a household has at most %d cars and wall batteries together"),
                        GH_MOST_STORES);
        return;
      }
}

static void
check_list (const GhStudy *study, const GPtrArray *list, const char *key, GhFindings *findings)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("$.%s[%u]", key, i);
      gh_vehicle_validate (study, g_ptr_array_index (list, i), path, findings);
    }
}

static void
check_vehicles (GhStudy *study, GhFindings *findings)
{
  check_list (study, study->vehicles, "vehicles", findings);
  check_list (study, study->batteries, "batteries", findings);
}

#define HOUSEHOLD GH_RULES_OF_HOUSEHOLD
#define BOTH (GH_RULES_OF_HOUSEHOLD | GH_RULES_OF_FLEET)
#define METER (GH_RULES_OF_HOUSEHOLD | GH_RULES_OF_SITE)

static const struct
{
  void (*check) (GhStudy *study, GhFindings *findings);
  guint of;
} rules[] = {
  { check_time_zone, BOTH },     { check_step, BOTH },           { check_year, HOUSEHOLD },
  { check_hourly, HOUSEHOLD },   { check_outages, HOUSEHOLD },   { check_lengths, BOTH },
  { check_file_zones, BOTH },    { check_load, METER },          { check_solar, METER },
  { check_weather_forms, BOTH }, { check_weather_series, BOTH }, { gh_tariff_validate, METER },
  { check_emissions, BOTH },     { check_finance, BOTH },        { check_store_count, HOUSEHOLD },
  { check_vehicles, HOUSEHOLD },
};

/**
 * gh_rules_run:
 * @study: a study
 * @of: what it is
 * @findings: where to report
 *
 * Checks the rules of one kind of study.
 */
void
gh_rules_run (GhStudy *study, GhRulesOf of, GhFindings *findings)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((rules[i].of & of) != 0)
      rules[i].check (study, findings);
}

/**
 * gh_study_validate:
 * @study: a study whose attributes are within their own ranges; it may be incomplete
 * @findings: where to report what is wrong or worth knowing
 *
 * Checks the rules that concern more than one attribute.
 * What is missing altogether is left to who read the study. Nothing is changed.
 */
void
gh_study_validate (GhStudy *study, GhFindings *findings)
{
  if (study->kind == GH_STUDY_FLEET)
    gh_fleet_validate (study, findings);
  else
    gh_rules_run (study, GH_RULES_OF_HOUSEHOLD, findings);
}
