/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/study-warnings.h"

#include <math.h>
#include <string.h>

#include "words.h"

#define SECONDS_PER_HOUR 3600
#define SECONDS_PER_DAY 86400
#define DAYS_PER_YEAR 365.25
/* Beyond these the models behind a study have not been compared with measurements. */
#define HIGHEST_SKY_M 3500.0
#define POLAR_CIRCLE_DEG 66.56
#define MOST_C_RATE 2.0
#define LEAST_HOUSE_KWH 1000.0
#define MOST_HOUSE_KWH 15000.0

/* Years of the data that belong together, and what was measured coarsely. */
typedef struct
{
  const GhStudy *study;
  GhFindings *findings;
  const GhSeriesSpec *price; /* (nullable): the first price that has a year */
} Look;

static gboolean
is_price (const char *path)
{
  return g_str_has_prefix (path, "$.tariff.");
}

static gboolean
is_sun (const char *path)
{
  return g_str_has_prefix (path, "$.solar") || g_str_has_prefix (path, "$.weather");
}

static void
find_price (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED, const char *path,
            gpointer data)
{
  Look *look = data;

  if (look->price == NULL && spec->data_year != 0 && is_price (path))
    look->price = spec;
}

/* Cheap hours and sunny hours are the same ones only in the same year. */
static void
compare_year (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED, const char *path,
              gpointer data)
{
  Look *look = data;

  if (look->price == NULL || spec->data_year == 0 || !is_sun (path)
      || spec->data_year == look->price->data_year)
    return;
  gh_findings_add (look->findings, GH_SEVERITY_WARNING, path,
                   _ ("the sun is that of %d, the prices are those of %d: sunny hours and cheap "
                      "hours do not belong together"),
                   spec->data_year, look->price->data_year);
}

static void
look_at_step (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED, const char *path,
              gpointer data)
{
  Look *look = data;
  gboolean is_power = g_str_equal (path, "$.load") || g_str_has_suffix (path, ".output_kw");

  if (!is_power || spec->data_step_seconds < SECONDS_PER_HOUR
      || look->study->period->step_minutes >= 60.0)
    return;
  gh_findings_add (look->findings, GH_SEVERITY_WARNING, path,
                   _ ("measured in steps of %d minutes, which even out short peaks: V2H is "
                      "overstated against data of 15 minutes"),
                   spec->data_step_seconds / 60);
}

static gboolean
has_calculated_panels (const GhStudy *study)
{
  for (guint i = 0; study->solar != NULL && i < study->solar->len; i++)
    if (((const GhSolarArray *) g_ptr_array_index (study->solar, i))->output_kw == NULL)
      return TRUE;
  return FALSE;
}

static void
look_at_place (const GhStudy *study, GhFindings *findings)
{
  const GhLocation *location = study->location;

  if (location == NULL || !has_calculated_panels (study))
    return;
  if (location->elevation_m > HIGHEST_SKY_M)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.location.elevation_m",
                     _ ("%g m is above the range of the sky model, which ends at %g m"),
                     location->elevation_m, HIGHEST_SKY_M);
  if (fabs (location->latitude) > POLAR_CIRCLE_DEG)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.location.latitude",
                     _ ("beyond the polar circle, out of the range of the sky model: the yield of "
                        "the panels is uncertain"));
}

static void
look_at_load (const GhStudy *study, GhFindings *findings)
{
  if (study->load->form != GH_SERIES_SHAPE)
    return;
  double annual = study->load->shape->annual_kwh;
  if (annual < LEAST_HOUSE_KWH || annual > MOST_HOUSE_KWH)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.load.annual_kwh",
                     _ ("the residential shape is made for %g to %g kWh a year; %g is outside"),
                     LEAST_HOUSE_KWH, MOST_HOUSE_KWH, annual);
}

static void
look_at_vehicle (const GhVehicle *vehicle, const char *path, GhFindings *findings)
{
  const GhCharger *charger = vehicle->charger;
  double most_kw = charger != NULL ? MAX (charger->charge_kw, charger->discharge_kw) : 0.0;

  if (most_kw > MOST_C_RATE * vehicle->battery_kwh)
    gh_findings_add (findings, GH_SEVERITY_WARNING, path,
                     _ ("%g kW for a battery of %g kWh is above %g C, out of the range in which a "
                        "constant efficiency and price of wear hold"),
                     most_kw, vehicle->battery_kwh, MOST_C_RATE);
}

/* Plans heed the packs of cars, and keep the warranty of the first of them.
 * @is_first: of the cars that describe one */
static void
look_at_pack (const GhPackProfile *pack, const char *path, gboolean is_car, gboolean is_first,
              GhFindings *findings)
{
  g_autofree char *own = g_strconcat (path, ".pack", NULL);
  g_autofree char *keep = g_strconcat (own, ".warranty.keep", NULL);

  if (!is_car)
    gh_findings_add (findings, GH_SEVERITY_WARNING, own,
                     _ ("only the cells of cars are heeded: what is said of the pack has no effect "
                        "here, the price of wear has"));
  else if (!is_first && pack->warranty != NULL && pack->warranty->keep)
    gh_findings_add (findings, GH_SEVERITY_WARNING, keep,
                     _ ("the plans that are compared keep the warranty of the first car whose pack "
                        "is described; of this one they heed the limits and price the wear"));
}

static void
look_at_stores (const GPtrArray *list, const char *key, GhFindings *findings)
{
  gboolean are_cars = strcmp (key, "vehicles") == 0, is_first = TRUE;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("$.%s[%u]", key, i);
      g_autofree char *charger = g_strconcat (path, ".charger", NULL);
      const GhVehicle *store = g_ptr_array_index (list, i);
      look_at_vehicle (store, charger, findings);
      if (store->pack == NULL)
        continue;
      look_at_pack (store->pack, path, are_cars, is_first, findings);
      is_first = FALSE;
    }
}

/* Every year of the net present value is paid for export as the one that is planned. */
static void
look_at_export_end (const GhStudy *study, GhFindings *findings)
{
  const GhPeriod *period = study->period;
  gint32 until = study->tariff->export_price_until;

  if (study->finance == NULL || until == GH_NO_DATE)
    return;
  double end = (double) period->start / SECONDS_PER_DAY
               + (double) period->steps * period->step_minutes * 60.0 / SECONDS_PER_DAY;
  if (until >= end && until < end + study->finance->lifetime_years * DAYS_PER_YEAR)
    gh_findings_add (findings, GH_SEVERITY_WARNING, "$.tariff.export_price_until",
                     _ ("the export price ends after the year that is planned: the net present "
                        "value pays it in all years"));
}

/**
 * gh_study_warn:
 * @study: a valid study whose files have been read
 * @findings: gets warnings
 *
 * Tells what a person should know before believing the results: prices and sun of different years,
 * power measured too coarsely to show peaks, and whatever lies outside the range of a model.
 */
void
gh_study_warn (GhStudy *study, GhFindings *findings)
{
  Look look = { .study = study, .findings = findings };

  gh_study_foreach_series (study, find_price, &look);
  gh_study_foreach_series (study, compare_year, &look);
  gh_study_foreach_series (study, look_at_step, &look);
  look_at_place (study, findings);
  look_at_load (study, findings);
  look_at_export_end (study, findings);
  look_at_stores (study->vehicles, "vehicles", findings);
  look_at_stores (study->batteries, "batteries", findings);
}
