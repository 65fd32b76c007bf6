/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet-results.h"

#include <math.h>

#include "fleet/stored-range.h"

/* @plans: (element-type GhFleetSitePlan): by site, then period; %NULL where there is none */
/* Share of the work that planning is where least currents are priced after it. */
#define PLAN_SHARE 0.6

struct _GhFleetResults
{
  gatomicrefcount references;
  GhStudy *study;
  guint use;
  GhFleetUseYear *planned;
  GhFleetCurrents currents;
  GPtrArray *plans;
};

G_DEFINE_BOXED_TYPE (GhFleetResults, gh_fleet_results, gh_fleet_results_ref, gh_fleet_results_unref)

static void
clear_vehicle (gpointer data)
{
  GhFleetVehicle *vehicle = data;

  g_free (vehicle->name);
  g_free (vehicle->reason);
  g_free (vehicle->power_kw);
  g_free (vehicle->energy_kwh);
  g_free (vehicle->plugged);
}

static void
free_plan (gpointer data)
{
  GhFleetSitePlan *plan = data;

  if (plan == NULL)
    return;
  for (guint i = 0; i < GH_FLEET_QUANTITIES; i++)
    g_clear_pointer (&plan->series[i], gh_series_unref);
  for (guint g = 0; g < plan->group_count; g++)
    {
      gh_series_unref (plan->charge_kw[g]);
      gh_series_unref (plan->discharge_kw[g]);
    }
  gh_series_unref (plan->cost);
  g_free (plan->charge_kw);
  g_free (plan->discharge_kw);
  gh_time_axis_unref (plan->axis);
  g_clear_pointer (&plan->vehicles, g_array_unref);
  g_clear_pointer (&plan->rounds, g_array_unref);
  g_free (plan);
}

static GhSeries *
copy_series (const double *numbers, gsize count)
{
  return numbers != NULL ? gh_series_new_take (g_memdup2 (numbers, count * sizeof (double)), count)
                         : NULL;
}

static float *
copy_floats (const double *numbers, gsize count)
{
  float *copy = g_new (float, count);

  for (gsize t = 0; t < count; t++)
    copy[t] = (float) numbers[t];
  return copy;
}

/* The first less the second; both have @count numbers. */
static GhSeries *
subtract (const double *from, const double *what, gsize count)
{
  double *left = g_new (double, count);

  for (gsize t = 0; t < count; t++)
    left[t] = from[t] - what[t];
  return gh_series_new_take (left, count);
}

static GhSeries *
new_limit (double limit_kw, gsize count)
{
  return isfinite (limit_kw) ? gh_series_new_constant (limit_kw, count) : NULL;
}

/* What the energy of each step costs; that which stores export may have a price of its own. */
static GhSeries *
count_cost (const GhSite *site, const GhPlan *plan)
{
  double hours = gh_time_axis_get_step_hours (site->axis);
  double *cost = g_new (double, plan->count);

  for (gsize t = 0; t < plan->count; t++)
    {
      double sold_kw = MAX (-plan->grid_kw[t], 0.0), of_stores_kw = plan->store_export_kw[t];
      cost[t] = hours
                * (MAX (plan->grid_kw[t], 0.0) * site->import_price[t]
                   - of_stores_kw * site->store_export_price[t]
                   - (sold_kw - of_stores_kw) * site->export_price[t]);
    }
  return gh_series_new_take (cost, plan->count);
}

/* What the meter sees, and at which prices. */
static void
take_meter (GhFleetSitePlan *self, const GhFleetDepot *depot, const GhFleetPlan *result)
{
  const GhSite *site = depot->site;
  gsize count = result->plan->count;
  GhSeries **series = self->series;

  series[GH_FLEET_LOAD] = subtract (site->load_kw, depot->unmanaged_kw, count);
  series[GH_FLEET_SOLAR] = subtract (site->solar_kw, result->plan->curtailed_kw, count);
  series[GH_FLEET_GRID] = copy_series (result->plan->grid_kw, count);
  series[GH_FLEET_IMPORT_LIMIT] = new_limit (site->import_limit_kw, count);
  series[GH_FLEET_EXPORT_LIMIT] = new_limit (-site->export_limit_kw, count);
  series[GH_FLEET_IMPORT_PRICE] = copy_series (site->import_price, count);
  series[GH_FLEET_EXPORT_PRICE] = copy_series (site->export_price, count);
  self->cost = count_cost (site, result->plan);
  series[GH_FLEET_LIMIT_PRICE] = copy_series (result->limit_per_kwh, count);
  series[GH_FLEET_DEMAND_PRICE] = copy_series (result->demand_per_kwh, count);
}

/* Energies of managed vehicles; @result has the demands that could be met. */
static void
take_energies (GhFleetSitePlan *self, const GhFleetPlan *result)
{
  gsize count = result->plan->count;
  double *energy = g_new0 (double, count);
  double *least = g_new0 (double, count), *most = g_new0 (double, count);

  for (guint s = 0; s < result->site->store_count; s++)
    {
      gh_stored_range_add (result->site, &result->site->stores[s], least, most);
      for (gsize t = 0; t < count; t++)
        energy[t] += result->plan->stores[s].energy_kwh[t];
    }
  self->series[GH_FLEET_ENERGY] = gh_series_new_take (energy, count);
  self->series[GH_FLEET_LEAST_ENERGY] = gh_series_new_take (least, count);
  self->series[GH_FLEET_MOST_ENERGY] = gh_series_new_take (most, count);
}

static guint
find_group (const GhStudy *study, const GhFleetEntry *entry)
{
  guint described = study->groups != NULL ? study->groups->len : 0;

  return entry->group != G_MAXUINT ? entry->group : described;
}

/* What groups take and give; those that nobody manages only take. */
static void
take_groups (GhFleetSitePlan *self, const GhStudy *study, const GhFleetDepot *depot,
             const GhPlan *plan)
{
  gsize count = plan->count;
  guint groups = self->group_count = gh_fleet_groups_count (study);
  g_autofree double *charge = g_new0 (double, groups *count + 1);
  g_autofree double *discharge = g_new0 (double, groups *count + 1);
  gsize described = study->groups != NULL ? study->groups->len : 0;

  for (gsize k = 0; k < described * count; k++)
    charge[k] = depot->group_unmanaged_kw[k];
  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      gsize first = find_group (study, entry) * count;
      for (gsize t = 0; entry->store != G_MAXUINT && t < count; t++)
        {
          double power = plan->stores[entry->store].power_kw[t];
          charge[first + t] += MAX (power, 0.0);
          discharge[first + t] += MIN (power, 0.0);
        }
    }
  self->charge_kw = g_new (GhSeries *, groups);
  self->discharge_kw = g_new (GhSeries *, groups);
  for (guint g = 0; g < groups; g++)
    {
      self->charge_kw[g] = copy_series (charge + g * count, count);
      self->discharge_kw[g] = copy_series (discharge + g * count, count);
    }
}

static void
take_schedule (GhFleetVehicle *vehicle, const GhStore *store, const GhStorePlan *used, gsize count)
{
  vehicle->is_managed = TRUE;
  vehicle->capacity_kwh = store->capacity_kwh;
  vehicle->power_kw = copy_floats (used->power_kw, count);
  vehicle->energy_kwh = copy_floats (used->energy_kwh, count);
  vehicle->plugged = g_memdup2 (store->plugged, count);
}

static void
take_vehicles (GhFleetSitePlan *self, const GhStudy *study, const GhFleetPart *part,
               const GhFleetDepot *depot, const GhPlan *plan)
{
  g_autoptr (GHashTable) unserved = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < part->unserved->len; i++)
    {
      GhFleetUnserved *one = &g_array_index (part->unserved, GhFleetUnserved, i);
      g_hash_table_insert (unserved, one->name, one);
    }
  self->vehicles = g_array_sized_new (FALSE, TRUE, sizeof (GhFleetVehicle), depot->entries->len);
  g_array_set_clear_func (self->vehicles, clear_vehicle);
  for (guint i = 0; i < depot->entries->len; i++)
    {
      const GhFleetEntry *entry = &g_array_index (depot->entries, GhFleetEntry, i);
      const GhFleetUnserved *lacks = g_hash_table_lookup (unserved, entry->name);
      GhFleetVehicle vehicle
          = { .name = g_strdup (entry->name), .group = find_group (study, entry) };
      gh_fleet_entry_count (depot, plan, entry, &vehicle.money);
      if (lacks != NULL)
        {
          vehicle.missing_kwh = lacks->missing_kwh;
          vehicle.reason = g_strdup (lacks->reason);
        }
      if (entry->store != G_MAXUINT)
        take_schedule (&vehicle, &depot->site->stores[entry->store], &plan->stores[entry->store],
                       plan->count);
      g_array_append_val (self->vehicles, vehicle);
    }
}

static gboolean
take_part (const GhFleetPart *part, const GhFleetDepot *depot, const GhFleetPlan *result,
           gpointer data, GError **error G_GNUC_UNUSED)
{
  GhFleetResults *results = data;
  GhFleetSitePlan *self = NULL;

  if (result->plan->grid_kw != NULL)
    {
      self = g_new0 (GhFleetSitePlan, 1);
      self->axis = gh_time_axis_ref (depot->site->axis);
      take_meter (self, depot, result);
      take_energies (self, result);
      take_groups (self, results->study, depot, result->plan);
      take_vehicles (self, results->study, part, depot, result->plan);
      self->rounds = result->rounds != NULL ? g_array_ref (result->rounds) : NULL;
    }
  g_ptr_array_add (results->plans, self);
  return TRUE;
}

/**
 * gh_fleet_results_compute:
 * @study: a valid study of a fleet whose files have been read; copied
 * @plans: (nullable): the plans there are of it, which are not looked for again
 * @use: below %GH_FLEET_USES
 * @progress: (nullable): polled; told the gap while it closes
 * @error: set when a site cannot be built, or when stopped before the first plan
 *
 * Plans a fleet in one way of using it and keeps what every vehicle does, and finds what least
 * currents of chargers cost. Stopped, it keeps the best plans so far, see #GhFleetYear.
 *
 * Returns: (transfer full) (nullable): the results
 */
GhFleetResults *
gh_fleet_results_compute (const GhStudy *study, GhFleetPlans *plans, guint use,
                          const GhProgress *progress, GError **error)
{
  g_autoptr (GhFleetResults) results = g_new0 (GhFleetResults, 1);
  double share = gh_fleet_has_least_current (study) ? PLAN_SHARE : 1.0;
  GhProgress planning = gh_progress_part (progress, 0.0, share);
  GhProgress pricing = gh_progress_part (progress, share, 1.0);

  g_atomic_ref_count_init (&results->references);
  results->study = gh_study_branch (study);
  results->use = use;
  results->plans = g_ptr_array_new_with_free_func (free_plan);
  results->planned = gh_fleet_plans_find_year (plans, results->study, use, 0, take_part, results,
                                               &planning, error);
  if (results->planned == NULL)
    return NULL;
  /* Stopped here, there is a plan nevertheless. */
  gh_fleet_currents_price (&results->currents, plans, results->study, use, results->planned->year,
                           &pricing, NULL);
  return g_steal_pointer (&results);
}

/**
 * gh_fleet_results_ref:
 * @results: results
 *
 * Returns: (transfer full): @results
 */
GhFleetResults *
gh_fleet_results_ref (GhFleetResults *results)
{
  g_atomic_ref_count_inc (&results->references);
  return results;
}

/**
 * gh_fleet_results_unref:
 * @results: (transfer full) (nullable): results
 *
 * Frees them with the last reference.
 */
void
gh_fleet_results_unref (GhFleetResults *results)
{
  if (results == NULL || !g_atomic_ref_count_dec (&results->references))
    return;
  gh_fleet_use_year_unref (results->planned);
  g_ptr_array_unref (results->plans);
  gh_study_free (results->study);
  g_free (results);
}

/**
 * gh_fleet_results_get_study:
 * @results: results
 *
 * Returns: (transfer none): the study as it was planned
 */
const GhStudy *
gh_fleet_results_get_study (const GhFleetResults *results)
{
  return results->study;
}

/**
 * gh_fleet_results_get_use:
 * @results: results
 *
 * Returns: how the fleet is used, below %GH_FLEET_USES
 */
guint
gh_fleet_results_get_use (const GhFleetResults *results)
{
  return results->use;
}

/**
 * gh_fleet_results_get_currents:
 * @results: results
 *
 * Returns: (transfer none): what least currents of chargers cost in a year
 */
const GhFleetCurrents *
gh_fleet_results_get_currents (const GhFleetResults *results)
{
  return &results->currents;
}

/**
 * gh_fleet_results_get_year:
 * @results: results
 *
 * Returns: (transfer none): what all of it comes to
 */
const GhFleetYear *
gh_fleet_results_get_year (const GhFleetResults *results)
{
  return results->planned->year;
}

static guint
find_part (const GhFleetResults *results, guint site, guint period)
{
  return site * gh_fleet_count_periods (results->study) + period;
}

/**
 * gh_fleet_results_get_part:
 * @results: results
 * @site: index of a site
 * @period: index of a period
 *
 * Returns: (transfer none): what the site comes to in the period, or why it has no plan
 */
const GhFleetPart *
gh_fleet_results_get_part (const GhFleetResults *results, guint site, guint period)
{
  return &g_array_index (results->planned->year->parts, GhFleetPart,
                         find_part (results, site, period));
}

/**
 * gh_fleet_results_get_plan:
 * @results: results
 * @site: index of a site
 * @period: index of a period
 *
 * Returns: (transfer none) (nullable): the plan of the site in the period, where there is one
 */
const GhFleetSitePlan *
gh_fleet_results_get_plan (const GhFleetResults *results, guint site, guint period)
{
  guint index = find_part (results, site, period);

  return index < results->plans->len ? g_ptr_array_index (results->plans, index) : NULL;
}

/**
 * gh_fleet_vehicle_make_series:
 * @vehicle: a vehicle that is managed
 * @steps: of its period
 * @is_power: its power in kW, or else its state of charge as a fraction
 *
 * Returns: (transfer full): one number a step
 */
GhSeries *
gh_fleet_vehicle_make_series (const GhFleetVehicle *vehicle, gsize steps, gboolean is_power)
{
  double *numbers = g_new (double, steps);

  for (gsize t = 0; t < steps; t++)
    numbers[t] = is_power ? vehicle->power_kw[t]
                          : MAX (vehicle->energy_kwh[t], 0.0f) / vehicle->capacity_kwh;
  return gh_series_new_take (numbers, steps);
}

static double
sum_range (const GhSeries *series, gsize from, gsize to, double hours)
{
  const double *numbers = gh_series_get_values (series);
  double sum = 0.0;

  for (gsize t = from; t < to; t++)
    sum += numbers[t] * hours;
  return sum;
}

/**
 * gh_fleet_site_plan_sum:
 * @plan: what was planned
 * @from: first step
 * @to: step after the last
 * @range: (out): what they come to
 *
 * Sums a part of the period up. O(groups x steps).
 */
void
gh_fleet_site_plan_sum (const GhFleetSitePlan *plan, gsize from, gsize to, GhFleetRange *range)
{
  const double *grid = gh_series_get_values (plan->series[GH_FLEET_GRID]);
  const double *cost = gh_series_get_values (plan->cost);
  double hours = gh_time_axis_get_step_hours (plan->axis);

  *range = (GhFleetRange){ 0 };
  for (gsize t = from; t < to; t++)
    {
      range->import_kwh += MAX (grid[t], 0.0) * hours;
      range->export_kwh += MAX (-grid[t], 0.0) * hours;
      range->cost += cost[t];
    }
  for (guint g = 0; g < plan->group_count; g++)
    {
      range->charged_kwh += sum_range (plan->charge_kw[g], from, to, hours);
      range->discharged_kwh -= sum_range (plan->discharge_kw[g], from, to, hours);
    }
}
