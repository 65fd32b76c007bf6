/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/fleet-profile.h"

#include <math.h>

#include "site/vehicle-rows.h"

#define MINUTES_PER_DAY 1440.0
#define SECONDS_PER_MINUTE 60.0
#define DAYS_PER_YEAR 365.25

static const GhFleetPeriod *
listed_period (const GhStudy *study, guint index)
{
  return g_ptr_array_index (study->periods, index);
}

/**
 * gh_fleet_count_periods:
 * @study: a study of a fleet with a period
 *
 * Returns: how many periods are planned, at least 1
 */
guint
gh_fleet_count_periods (const GhStudy *study)
{
  return study->periods != NULL && study->periods->len > 0 ? study->periods->len : 1;
}

static double
period_days (const GhStudy *study, gint64 steps)
{
  return (double) steps * study->period->step_minutes / MINUTES_PER_DAY;
}

/* How often a period counts that has no weight: what the others leave of the year, shared evenly.
 */
static double
free_weight (const GhStudy *study)
{
  double taken_days = 0.0, free_days = 0.0;

  for (guint i = 0; i < study->periods->len; i++)
    {
      const GhFleetPeriod *period = listed_period (study, i);
      double days = period_days (study, period->steps);
      if (isnan (period->weight))
        free_days += days;
      else
        taken_days += period->weight * days;
    }
  return MAX (0.0, DAYS_PER_YEAR - taken_days) / free_days;
}

/**
 * gh_fleet_get_period:
 * @study: a study of a fleet with a period
 * @index: of a period
 * @period: (out): the period with its weight; it owns nothing
 *
 * Tells when a period begins, how long it is and how often it counts in a year. Where the study
 * lists none it is the period of the study.
 */
void
gh_fleet_get_period (const GhStudy *study, guint index, GhFleetPeriod *period)
{
  if (study->periods == NULL || study->periods->len == 0)
    {
      *period
          = (GhFleetPeriod){ .start = study->period->start,
                             .steps = study->period->steps,
                             .weight = DAYS_PER_YEAR / period_days (study, study->period->steps) };
      return;
    }
  *period = *listed_period (study, index);
  if (isnan (period->weight))
    period->weight = free_weight (study);
}

/**
 * gh_fleet_count_steps:
 * @study: a study of a fleet with a period
 * @before: number of periods
 *
 * Returns: how many steps the first of the periods have together: where the next one begins in
 *   every series of the study
 */
gsize
gh_fleet_count_steps (const GhStudy *study, guint before)
{
  gsize steps = 0;

  for (guint i = 0; i < before; i++)
    {
      GhFleetPeriod period;
      gh_fleet_get_period (study, i, &period);
      steps += (gsize) period.steps;
    }
  return steps;
}

/**
 * gh_fleet_find_site:
 * @study: a study of a fleet
 * @name: (nullable): of a site; %NULL for the only one
 *
 * Returns: its index, %G_MAXUINT where there is none of that name, or several for no name
 */
guint
gh_fleet_find_site (const GhStudy *study, const char *name)
{
  guint count = study->sites != NULL ? study->sites->len : 0;

  for (guint i = 0; name != NULL && i < count; i++)
    if (g_strcmp0 (((const GhFleetSite *) g_ptr_array_index (study->sites, i))->name, name) == 0)
      return i;
  return name == NULL && count == 1 ? 0 : G_MAXUINT;
}

/* Where a period is in the series of the whole study. */
typedef struct
{
  gsize from;
  gsize count;
  gsize whole;
} Slice;

static GhSeries *
cut_series (const GhSeries *series, const Slice *slice)
{
  const double *values = gh_series_get_values (series);

  return gh_series_new_take (g_memdup2 (values + slice->from, slice->count * sizeof (double)),
                             slice->count);
}

/* Series of another length are no series of this study; who fills them tells. */
static void
cut_spec (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED,
          const char *path G_GNUC_UNUSED, gpointer data)
{
  const Slice *slice = data;
  GhSeries **all[] = { &spec->values, &spec->resolved };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (*all[i] != NULL && gh_series_get_count (*all[i]) == slice->whole)
      {
        GhSeries *part = cut_series (*all[i], slice);
        gh_series_unref (*all[i]);
        *all[i] = part;
      }
}

/**
 * gh_fleet_is_in_period:
 * @study: a study of a fleet with a period
 * @stay: of one of its vehicles
 *
 * Returns: whether a part of the stay is in one of the periods
 */
gboolean
gh_fleet_is_in_period (const GhStudy *study, const GhVehicleStay *stay)
{
  double step_seconds = study->period->step_minutes * SECONDS_PER_MINUTE;

  for (guint i = 0; i < gh_fleet_count_periods (study); i++)
    {
      gboolean is_listed = study->periods != NULL && study->periods->len > 0;
      gint64 start = is_listed ? listed_period (study, i)->start : study->period->start;
      gint64 steps = is_listed ? listed_period (study, i)->steps : study->period->steps;
      if (stay->arrive < start + (gint64) ((double) steps * step_seconds) && stay->leave > start)
        return TRUE;
    }
  return FALSE;
}

/**
 * gh_fleet_leaves_out_incomplete:
 * @study: a study of a fleet
 *
 * Returns: whether it is planned without the vehicles that gh_fleet_find_incomplete_rows() finds
 */
gboolean
gh_fleet_leaves_out_incomplete (const GhStudy *study)
{
  return study->fleet != NULL && study->fleet->leave_out_incomplete;
}

/* The vehicles of a site that are described one by one, those that are left out aside. */
static GPtrArray *
list_vehicles (const GhStudy *study, guint site)
{
  GPtrArray *vehicles = g_ptr_array_new ();
  g_autoptr (GhRowFaults) faults
      = gh_fleet_leaves_out_incomplete (study) ? gh_fleet_find_incomplete_rows (study) : NULL;

  for (guint i = 0; study->vehicles != NULL && i < study->vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (study->vehicles, i);
      if (gh_fleet_find_site (study, vehicle->site) == site
          && (faults == NULL || !gh_row_faults_is_incomplete (faults, i)))
        g_ptr_array_add (vehicles, (gpointer) vehicle);
    }
  return vehicles;
}

/* @vehicles: (nullable): those of the site */
static GhStudy *
view_site (const GhStudy *study, guint site, GPtrArray *vehicles)
{
  const GhFleetSite *depot = g_ptr_array_index (study->sites, site);
  GhStudy view = *study;

  view.kind = GH_STUDY_HOUSEHOLD;
  view.load = depot->load;
  view.solar = depot->solar;
  view.tariff = depot->tariff;
  view.connection = depot->connection;
  view.vehicles = vehicles;
  view.periods = view.sites = view.groups = NULL;
  view.fleet = NULL;
  return gh_study_copy (&view);
}

/**
 * gh_fleet_new_meter_view:
 * @study: a study of a fleet
 * @site: index of a site
 *
 * Shows a site as gh_fleet_new_site_view() does, without any vehicles.
 *
 * Returns: (transfer full): a study
 */
GhStudy *
gh_fleet_new_meter_view (const GhStudy *study, guint site)
{
  return view_site (study, site, NULL);
}

/**
 * gh_fleet_new_site_view:
 * @study: a study of a fleet
 * @site: index of a site
 *
 * Shows a site as a household: its load, panels, tariff, connection and the vehicles that are
 * described one by one, in the weather, emissions and holidays of the study. Groups are not in it,
 * nor are incomplete vehicles that are left out. Paths of what is wrong with it are those of a
 * household, and its series are those of all periods.
 *
 * Returns: (transfer full): a study
 */
GhStudy *
gh_fleet_new_site_view (const GhStudy *study, guint site)
{
  g_autoptr (GPtrArray) vehicles = list_vehicles (study, site);

  return view_site (study, site, vehicles);
}

/**
 * gh_fleet_new_view:
 * @study: a study of a fleet with a period
 * @site: index of a site
 * @period: index of a period
 *
 * Shows a site in a period as gh_fleet_new_site_view() does, with the part of each series that is
 * the period's.
 *
 * Returns: (transfer full): a study
 */
GhStudy *
gh_fleet_new_view (const GhStudy *study, guint site, guint period)
{
  GhStudy *view = gh_fleet_new_site_view (study, site);
  Slice slice = { .from = gh_fleet_count_steps (study, period),
                  .whole = gh_fleet_count_steps (study, gh_fleet_count_periods (study)) };
  GhFleetPeriod span;

  gh_fleet_get_period (study, period, &span);
  slice.count = (gsize) span.steps;
  view->period->start = span.start;
  view->period->steps = span.steps;
  gh_study_foreach_series (view, cut_spec, &slice);
  return view;
}
