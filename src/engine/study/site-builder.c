/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/site-builder.h"

#include <math.h>

#include "errors.h"
#include "market/tariff.h"
#include "physics/charger.h"
#include "physics/solar.h"
#include "site/load-shape.h"
#include "site/stays.h"
#include "site/trips.h"
#include "study/tariff-plan.h"
#include "words.h"

#define WATTS_PER_KILOWATT 1000.0
#define WEATHER_SERIES 6

/* Keeps the path of the first file that nobody has read. */
static void
find_unread_file (GhSeriesSpec *spec, const GhAttribute *attribute G_GNUC_UNUSED, const char *path,
                  gpointer data)
{
  char **unread = data;

  if (spec->form == GH_SERIES_FILE && spec->resolved == NULL && *unread == NULL)
    *unread = g_strdup (path);
}

static gboolean
check_files_are_read (GhStudy *study, GError **error)
{
  g_autofree char *unread = NULL;

  gh_study_foreach_series (study, find_unread_file, &unread);
  if (unread == NULL && study->weather != NULL && study->weather->file != NULL)
    unread = g_strdup ("$.weather.file");
  if (unread == NULL)
    return TRUE;
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID, _ ("%s: the file has not been read"), unread);
  return FALSE;
}

static double
limit_or_none (double limit_kw)
{
  return isnan (limit_kw) ? INFINITY : limit_kw;
}

/* A share of what the panels give at most, as feed-in rules have it. */
static double
limit_by_panels (const GhStudy *study)
{
  double peak_kw = 0.0;

  if (isnan (study->connection->export_limit_share))
    return INFINITY;
  for (guint i = 0; study->solar != NULL && i < study->solar->len; i++)
    peak_kw += ((const GhSolarArray *) g_ptr_array_index (study->solar, i))->peak_kw;
  return study->connection->export_limit_share * peak_kw;
}

static void
set_connection (const GhStudy *study, GhSite *site)
{
  if (study->connection != NULL)
    {
      site->import_limit_kw = limit_or_none (study->connection->import_limit_kw);
      site->export_limit_kw
          = MIN (limit_or_none (study->connection->export_limit_kw), limit_by_panels (study));
    }
  if (!study->tariff->may_export)
    site->export_limit_kw = 0.0;
}

/* A load as given, or made from its yearly sum. */
static gboolean
fill_load (const GhStudy *study, GhSite *site, GError **error)
{
  const GArray *holidays = study->holidays;
  gsize count = gh_time_axis_get_count (site->axis);

  if (study->load->form != GH_SERIES_SHAPE)
    return gh_series_fill (study->load, "$.load", count, site->load_kw, error);
  g_free (site->load_kw);
  site->load_kw = gh_load_shape_residential_kw (
      site->axis, holidays != NULL ? (const gint32 *) (gpointer) holidays->data : NULL,
      holidays != NULL ? holidays->len : 0, study->load->shape->annual_kwh,
      study->location != NULL && study->location->latitude < 0.0, (guint64) study->seed);
  return TRUE;
}

/* Measured weather as one number a step; the arrays are the caller's, NULL where not measured. */
static gboolean
fill_weather (const GhWeather *weather, gsize count, double *measured[WEATHER_SERIES],
              GError **error)
{
  const struct
  {
    const GhSeriesSpec *spec;
    const char *path;
  } given[WEATHER_SERIES] = { { weather->ghi_w_m2, "$.weather.ghi_w_m2" },
                              { weather->dni_w_m2, "$.weather.dni_w_m2" },
                              { weather->dhi_w_m2, "$.weather.dhi_w_m2" },
                              { weather->temperature_c, "$.weather.temperature_c" },
                              { weather->wind_m_s, "$.weather.wind_m_s" },
                              { weather->albedo, "$.weather.albedo" } };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].spec != NULL)
      {
        measured[i] = g_new (double, count);
        if (!gh_series_fill (given[i].spec, given[i].path, count, measured[i], error))
          return FALSE;
      }
  return TRUE;
}

/**
 * gh_site_calculate_panels:
 * @study: a study with a place
 * @axis: its time axis
 * @array: panels of it without a measured output
 * @plane_kwh_m2: (out) (optional): light on the panels over the axis; NAN where nobody measured it
 * @progress: (nullable): whom to tell
 * @error: set when the weather lacks something, or the work is stopped
 *
 * Calculates what panels yield from the weather of a study, see gh_solar_output_kw().
 *
 * Returns: (transfer full) (nullable) (array): kW, one number a step
 */
double *
gh_site_calculate_panels (const GhStudy *study, const GhTimeAxis *axis, const GhSolarArray *array,
                          double *plane_kwh_m2, const GhProgress *progress, GError **error)
{
  gsize count = gh_time_axis_get_count (axis);
  double *measured[WEATHER_SERIES] = { NULL };
  double *output_kw = NULL;

  if (study->weather == NULL || fill_weather (study->weather, count, measured, error))
    {
      GhWeatherValues values
          = { measured[0], measured[1], measured[2], measured[3], measured[4], measured[5] };
      output_kw = gh_solar_output_kw (axis, study->location, study->weather, array,
                                      (guint64) study->seed, &values, progress, error);
      if (plane_kwh_m2 != NULL)
        *plane_kwh_m2
            = output_kw != NULL && (measured[0] != NULL || measured[1] != NULL)
                  ? gh_solar_plane_kwh_m2 (axis, study->location, study->weather, array, &values)
                  : NAN;
    }
  for (guint i = 0; i < G_N_ELEMENTS (measured); i++)
    g_free (measured[i]);
  return output_kw;
}

static double *
read_panels (const GhSolarArray *array, guint index, gsize count, GError **error)
{
  g_autofree char *path = g_strdup_printf ("$.solar[%u].output_kw", index);
  g_autofree double *output_kw = g_new (double, count);

  if (!gh_series_fill (array->output_kw, path, count, output_kw, error))
    return NULL;
  return g_steal_pointer (&output_kw);
}

static gboolean
add_solar (const GhStudy *study, GhSite *site, const GhProgress *progress, GError **error)
{
  gsize count = gh_time_axis_get_count (site->axis);
  guint arrays = study->solar != NULL ? study->solar->len : 0;

  for (guint i = 0; i < arrays; i++)
    {
      const GhSolarArray *array = g_ptr_array_index (study->solar, i);
      GhProgress part = gh_progress_part (progress, (double) i / arrays, (i + 1.0) / arrays);
      g_autofree double *output_kw
          = array->output_kw != NULL
                ? read_panels (array, i, count, error)
                : gh_site_calculate_panels (study, site->axis, array, NULL, &part, error);
      if (output_kw == NULL)
        return FALSE;
      for (gsize t = 0; t < count; t++)
        site->solar_kw[t] += output_kw[t];
    }
  return TRUE;
}

/* A series that may be absent; the values stay 0 then. */
static gboolean
fill_given (const GhSeriesSpec *spec, const char *path, gsize count, double *values, GError **error)
{
  return spec == NULL || gh_series_fill (spec, path, count, values, error);
}

static gboolean
fill_emissions (const GhStudy *study, GhSite *site, GError **error)
{
  const GhEmissions *emissions = study->emissions;
  gsize count = gh_time_axis_get_count (site->axis);

  if (emissions == NULL)
    return TRUE;
  site->carbon_price_per_tonne = emissions->price_per_tonne;
  site->planned_rate = (GhEmissionRate) emissions->plan_on;
  return fill_given (emissions->marginal_g_per_kwh, "$.emissions.marginal_g_per_kwh", count,
                     site->rates_g_per_kwh[GH_RATE_SHORT_RUN], error)
         && fill_given (emissions->long_run_marginal_g_per_kwh,
                        "$.emissions.long_run_marginal_g_per_kwh", count,
                        site->rates_g_per_kwh[GH_RATE_LONG_RUN], error)
         && fill_given (emissions->average_g_per_kwh, "$.emissions.average_g_per_kwh", count,
                        site->rates_g_per_kwh[GH_RATE_AVERAGE], error);
}

/* Trips, or what was measured or logged in their place. */
static gboolean
fill_driving (const GhStudy *study, const GhVehicle *vehicle, const char *path,
              const GhTimeAxis *axis, GhStore *store, GError **error)
{
  gsize count = gh_time_axis_get_count (axis);
  g_autofree double *plugged = NULL;
  g_autofree double *drive_kw = NULL;
  g_autofree char *plugged_path = g_strconcat (path, ".plugged", NULL);
  g_autofree char *drive_path = g_strconcat (path, ".drive_kw", NULL);

  if (vehicle->stays != NULL && vehicle->stays->len > 0)
    {
      g_autoptr (GArray) stays = g_array_new (FALSE, FALSE, sizeof (GhFleetStay));
      gh_stays_of_vehicle (vehicle, axis, stays);
      gh_trips_take_stays (vehicle, axis, stays, store);
      return TRUE;
    }
  if (vehicle->plugged == NULL && vehicle->drive_kw == NULL)
    {
      gh_trips_expand (vehicle, axis, study->holidays, store);
      return TRUE;
    }
  if (vehicle->plugged != NULL)
    plugged = g_new (double, count);
  if (vehicle->drive_kw != NULL)
    drive_kw = g_new (double, count);
  if (!fill_given (vehicle->plugged, plugged_path, count, plugged, error)
      || !fill_given (vehicle->drive_kw, drive_path, count, drive_kw, error))
    return FALSE;
  gh_trips_take_series (vehicle, axis, plugged, drive_kw, store);
  return TRUE;
}

/* Capacity, states of charge and trips of a battery that has so much of its capacity left. */
static gboolean
fill_energies (const GhStudy *study, const GhVehicle *vehicle, double soh, const char *path,
               const GhTimeAxis *axis, GhStore *store, GError **error)
{
  GhVehicle aged = *vehicle;
  double soc_end = isnan (vehicle->soc_end) ? vehicle->soc_start : vehicle->soc_end;
  double reserve
      = isnan (vehicle->discharge_soc_min) ? vehicle->soc_min : vehicle->discharge_soc_min;

  aged.battery_kwh *= soh;
  store->capacity_kwh = aged.battery_kwh;
  store->start_kwh = vehicle->soc_start * aged.battery_kwh;
  store->end_kwh = soc_end * aged.battery_kwh;
  store->reserve_kwh = reserve * aged.battery_kwh;
  store->least_kwh = vehicle->soc_min * aged.battery_kwh;
  return fill_driving (study, &aged, path, axis, store, error);
}

static gboolean
build_store (const GhStudy *study, const GhVehicle *vehicle, const char *path,
             const GhTimeAxis *axis, GhStore *store, GError **error)
{
  const GhCharger *charger = vehicle->charger;
  double soh = vehicle->pack != NULL ? vehicle->pack->soh : 1.0;

  store->name = g_strdup (vehicle->name);
  store->wear_per_kwh = vehicle->wear_per_kwh;
  store->may_export = charger == NULL || charger->export == GH_CHARGER_EXPORT_ALLOWED;
  store->forms_island = charger == NULL || charger->island;
  store->island_kw = charger != NULL ? limit_or_none (charger->island_kw) : INFINITY;
  store->standby_kw = charger != NULL ? charger->standby_w / WATTS_PER_KILOWATT : 0.0;
  store->charge = gh_charger_new_curve (charger, TRUE);
  store->discharge = gh_charger_new_curve (charger, FALSE);
  gh_store_begin_flow_above_standby (store);
  return fill_energies (study, vehicle, soh, path, axis, store, error);
}

/* How many stores a list makes. */
static guint
count_stores (const GPtrArray *vehicles)
{
  guint stores = 0;

  for (guint i = 0; vehicles != NULL && i < vehicles->len; i++)
    stores += (guint) ((const GhVehicle *) g_ptr_array_index (vehicles, i))->count;
  return stores;
}

/* Charts and tables tell stores apart by their names: the second of two that are called the same
 * gets a number. */
static void
make_names_unique (GhSite *site)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint s = 0; s < site->store_count; s++)
    {
      char *own = site->stores[s].name;
      char *name = g_strdup (own);
      for (guint number = 2; own != NULL && g_hash_table_contains (taken, name); number++)
        {
          g_free (name);
          name = g_strdup_printf ("%s %u", own, number);
        }
      g_free (own);
      site->stores[s].name = name;
      if (name != NULL)
        g_hash_table_add (taken, name);
    }
}

/* Several of a kind are numbered. */
static void
name_store (const GhVehicle *vehicle, guint which, GhStore *store)
{
  if (vehicle->count < 2)
    return;
  g_free (store->name);
  store->name = g_strdup_printf ("%s %u", vehicle->name, which + 1);
}

static gboolean
build_stores (const GhStudy *study, const GPtrArray *vehicles, const char *list, GhSite *site,
              guint *next, const GhProgress *progress, GError **error)
{
  for (guint i = 0; vehicles != NULL && i < vehicles->len; i++)
    {
      const GhVehicle *vehicle = g_ptr_array_index (vehicles, i);
      g_autofree char *path = g_strdup_printf ("$.%s[%u]", list, i);
      for (guint k = 0; k < vehicle->count; k++)
        {
          GhStore *store = &site->stores[*next];
          if (!gh_progress_step (progress, 0.5 + 0.5 * *next / site->store_count, NULL, error)
              || !build_store (study, vehicle, path, site->axis, store, error))
            return FALSE;
          name_store (vehicle, k, store);
          store->is_battery = vehicles == study->batteries;
          (*next)++;
        }
    }
  return TRUE;
}

static gboolean
fill_site (const GhStudy *study, GhSite *site, const GhProgress *progress, GError **error)
{
  GhProgress solar = gh_progress_part (progress, 0.1, 0.3);
  guint next = 0;

  if (study->currency != NULL)
    {
      g_free (site->currency);
      site->currency = g_strdup (study->currency);
    }
  set_connection (study, site);
  return gh_progress_step (progress, 0.0, _ ("Laying the study on the period"), error)
         && fill_load (study, site, error) && gh_progress_step (progress, 0.1, NULL, error)
         && add_solar (study, site, &solar, error) && gh_progress_step (progress, 0.3, NULL, error)
         && gh_tariff_fill_site (study, site, error)
         && gh_progress_step (progress, 0.4, NULL, error) && fill_emissions (study, site, error)
         && build_stores (study, study->vehicles, "vehicles", site, &next, progress, error)
         && build_stores (study, study->batteries, "batteries", site, &next, progress, error)
         && gh_progress_step (progress, 1.0, NULL, error);
}

/**
 * gh_site_build:
 * @study: a valid study whose files have been read
 * @progress: (nullable): polled
 * @error: set when a file has not been read, when the study asks for what cannot be built yet,
 *   or when stopped
 *
 * Turns what a person edits into numbers on the time axis. Stores are the vehicles, then the
 * batteries, each in the order of the study and as often as it says, under names of their own.
 *
 * Returns: (transfer full) (nullable): the site, %NULL on error
 */
GhSite *
gh_site_build (GhStudy *study, const GhProgress *progress, GError **error)
{
  guint stores = count_stores (study->vehicles) + count_stores (study->batteries);

  if (!check_files_are_read (study, error))
    return NULL;
  g_autoptr (GhTimeAxis) axis = gh_study_new_axis (study);
  g_autoptr (GhSite) site = gh_site_new (axis, stores);
  if (!fill_site (study, site, progress, error))
    return NULL;
  make_names_unique (site);
  return g_steal_pointer (&site);
}

/**
 * gh_site_find_store:
 * @study: a study
 * @vehicle: index of a car of it
 *
 * Returns: which store of the sites built from it the car is, the first where it stands for several
 */
guint
gh_site_find_store (const GhStudy *study, guint vehicle)
{
  guint store = 0;

  for (guint i = 0; i < vehicle; i++)
    store += (guint) ((const GhVehicle *) g_ptr_array_index (study->vehicles, i))->count;
  return store;
}

/**
 * gh_site_age_battery:
 * @study: the study that the site was built from
 * @site: (inout): the site
 * @vehicle: index of a car
 * @soh: capacity that its battery has left
 * @error: set when a series does not fit
 *
 * Lets the battery of a car hold less: limits in states of charge, trips and what has to be charged
 * on the way follow. O(steps).
 *
 * Returns: %FALSE on error
 */
gboolean
gh_site_age_battery (const GhStudy *study, GhSite *site, guint vehicle, double soh, GError **error)
{
  g_autofree char *path = g_strdup_printf ("$.vehicles[%u]", vehicle);

  return fill_energies (study, g_ptr_array_index (study->vehicles, vehicle), soh, path, site->axis,
                        &site->stores[gh_site_find_store (study, vehicle)], error);
}

/**
 * gh_site_scale_solar:
 * @site: (inout): a site
 * @factor: what its solar power is multiplied by, 0 or more
 *
 * Lets the panels give more or less, as they do with age.
 */
void
gh_site_scale_solar (GhSite *site, double factor)
{
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    site->solar_kw[t] *= factor;
}
