/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/site.h"

#include <math.h>
#include <string.h>

#define GRAMS_PER_TONNE 1e6

static double *
copy_numbers (const double *values, gsize count)
{
  return values != NULL ? g_memdup2 (values, count * sizeof (double)) : NULL;
}

static void
init_store (GhStore *store, gsize count)
{
  store->lower_kwh = g_new0 (double, count);
  store->upper_kwh = g_new0 (double, count);
  store->drive_kwh = g_new0 (double, count);
  store->plugged = g_new (guint8, count);
  memset (store->plugged, 1, count);
  store->may_export = TRUE;
  store->island_kw = INFINITY;
  store->trips = g_array_new (FALSE, FALSE, sizeof (GhStoreTrip));
}

/**
 * gh_site_new:
 * @axis: its time axis; referenced
 * @store_count: how many stores
 *
 * Returns: (transfer full): a site of zeros without limits, its stores plugged in all the time
 */
GhSite *
gh_site_new (GhTimeAxis *axis, guint store_count)
{
  GhSite *site = g_new0 (GhSite, 1);
  gsize count = gh_time_axis_get_count (axis);

  site->axis = gh_time_axis_ref (axis);
  site->currency = g_strdup ("EUR");
  site->load_kw = g_new0 (double, count);
  site->solar_kw = g_new0 (double, count);
  site->import_price = g_new0 (double, count);
  site->export_price = g_new0 (double, count);
  site->store_export_price = g_new0 (double, count);
  for (guint rate = 0; rate < GH_EMISSION_RATES; rate++)
    site->rates_g_per_kwh[rate] = g_new0 (double, count);
  site->import_limit_kw = INFINITY;
  site->export_limit_kw = INFINITY;
  site->store_count = store_count;
  site->stores = g_new0 (GhStore, MAX (1, store_count));
  for (guint s = 0; s < store_count; s++)
    init_store (&site->stores[s], count);
  return site;
}

/**
 * gh_site_add_stores:
 * @site: a site that is being built
 * @count: how many more
 *
 * Adds stores that are plugged in all the time, behind those that are there.
 */
void
gh_site_add_stores (GhSite *site, guint count)
{
  site->stores = g_renew (GhStore, site->stores, MAX (1, site->store_count + count));
  memset (site->stores + site->store_count, 0, count * sizeof (GhStore));
  for (guint s = 0; s < count; s++)
    init_store (&site->stores[site->store_count + s], gh_time_axis_get_count (site->axis));
  site->store_count += count;
}

static GhChargerCurve
copy_curve (const GhChargerCurve *curve)
{
  return (GhChargerCurve){ curve->count, copy_numbers (curve->battery_kw, curve->count),
                           copy_numbers (curve->ac_kw, curve->count) };
}

static GhStore
copy_store (const GhStore *store, gsize count)
{
  GhStore copy = *store;

  copy.name = g_strdup (store->name);
  copy.lower_kwh = copy_numbers (store->lower_kwh, count);
  copy.upper_kwh = copy_numbers (store->upper_kwh, count);
  copy.drive_kwh = copy_numbers (store->drive_kwh, count);
  copy.plugged = g_memdup2 (store->plugged, count);
  copy.charge = copy_curve (&store->charge);
  copy.discharge = copy_curve (&store->discharge);
  copy.trips = g_array_copy (store->trips);
  copy.charge_cap_kw = copy_numbers (store->charge_cap_kw, count);
  copy.discharge_cap_kw = copy_numbers (store->discharge_cap_kw, count);
  return copy;
}

/* A copy of everything but the stores, for which there is room. */
static GhSite *
copy_meter (const GhSite *site, guint store_count)
{
  gsize count = gh_time_axis_get_count (site->axis);
  GhSite *copy = g_memdup2 (site, sizeof *site);

  copy->axis = gh_time_axis_ref (site->axis);
  copy->currency = g_strdup (site->currency);
  copy->load_kw = copy_numbers (site->load_kw, count);
  copy->solar_kw = copy_numbers (site->solar_kw, count);
  copy->import_price = copy_numbers (site->import_price, count);
  copy->export_price = copy_numbers (site->export_price, count);
  copy->store_export_price = copy_numbers (site->store_export_price, count);
  for (guint rate = 0; rate < GH_EMISSION_RATES; rate++)
    copy->rates_g_per_kwh[rate] = copy_numbers (site->rates_g_per_kwh[rate], count);
  copy->demand_charges
      = g_memdup2 (site->demand_charges, site->demand_charge_count * sizeof (GhDemandCharge));
  for (guint i = 0; i < site->demand_charge_count; i++)
    copy->demand_charges[i].applies = g_memdup2 (site->demand_charges[i].applies, count);
  for (guint i = 0; i < site->surcharge_count; i++)
    copy->surcharges[i]
        = (GhImportSurcharge){ copy_numbers (site->surcharges[i].above_kw, count),
                               copy_numbers (site->surcharges[i].price_per_kwh, count) };
  copy->others_kw = copy_numbers (site->others_kw, count);
  copy->bound_kw = copy_numbers (site->bound_kw, count);
  copy->store_count = store_count;
  copy->stores = g_new0 (GhStore, MAX (1, store_count));
  return copy;
}

/**
 * gh_site_copy:
 * @site: a site
 *
 * Returns: (transfer full): a copy that shares nothing but the time axis
 */
GhSite *
gh_site_copy (const GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);
  GhSite *copy = copy_meter (site, site->store_count);

  for (guint s = 0; s < site->store_count; s++)
    copy->stores[s] = copy_store (&site->stores[s], count);
  return copy;
}

/**
 * gh_site_copy_for_store:
 * @site: a site of several stores
 * @store: which one
 *
 * Returns: (transfer full): a copy that has this store alone, with room for what the others do:
 *   its others_kw are 0, its bound_kw the net load
 */
GhSite *
gh_site_copy_for_store (const GhSite *site, guint store)
{
  gsize count = gh_time_axis_get_count (site->axis);
  GhSite *copy = copy_meter (site, 1);

  copy->stores[0] = copy_store (&site->stores[store], count);
  copy->others_kw = g_new0 (double, count);
  copy->bound_kw = g_new (double, count);
  for (gsize t = 0; t < count; t++)
    copy->bound_kw[t] = MAX (site->load_kw[t] - site->solar_kw[t], 0.0);
  return copy;
}

/* A part of the numbers of each step. */
static double *
copy_part (const double *values, gsize from, gsize count)
{
  return values != NULL ? copy_numbers (values + from, count) : NULL;
}

static GhStore
copy_store_part (const GhStore *store, gsize from, gsize count)
{
  GhStore copy = *store;

  copy.name = g_strdup (store->name);
  copy.lower_kwh = copy_part (store->lower_kwh, from, count);
  copy.upper_kwh = copy_part (store->upper_kwh, from, count);
  copy.drive_kwh = copy_part (store->drive_kwh, from, count);
  copy.plugged = g_memdup2 (store->plugged + from, count);
  copy.charge = copy_curve (&store->charge);
  copy.discharge = copy_curve (&store->discharge);
  copy.trips = g_array_new (FALSE, FALSE, sizeof (GhStoreTrip));
  copy.charge_cap_kw = copy_part (store->charge_cap_kw, from, count);
  copy.discharge_cap_kw = copy_part (store->discharge_cap_kw, from, count);
  copy.away_kwh = 0.0;
  return copy;
}

/**
 * gh_site_new_part:
 * @site: a site
 * @axis: the axis of the part; referenced
 * @from: step of @site at which it begins
 *
 * Cuts a stretch of time out of a site, to be planned by itself: without trips and fixed charges,
 * demand charges and surcharges, and with the stores' start and end as they are.
 *
 * Returns: (transfer full): the part
 */
GhSite *
gh_site_new_part (const GhSite *site, GhTimeAxis *axis, gsize from)
{
  gsize count = gh_time_axis_get_count (axis);
  GhSite *part = g_memdup2 (site, sizeof *site);

  part->axis = gh_time_axis_ref (axis);
  part->currency = g_strdup (site->currency);
  part->load_kw = copy_part (site->load_kw, from, count);
  part->solar_kw = copy_part (site->solar_kw, from, count);
  part->import_price = copy_part (site->import_price, from, count);
  part->export_price = copy_part (site->export_price, from, count);
  part->store_export_price = copy_part (site->store_export_price, from, count);
  for (guint rate = 0; rate < GH_EMISSION_RATES; rate++)
    part->rates_g_per_kwh[rate] = copy_part (site->rates_g_per_kwh[rate], from, count);
  part->fixed_per_day = part->fixed_per_month = 0.0;
  part->demand_charges = NULL;
  part->demand_charge_count = part->surcharge_count = 0;
  part->others_kw = copy_part (site->others_kw, from, count);
  part->bound_kw = copy_part (site->bound_kw, from, count);
  part->stores = g_new0 (GhStore, MAX (1, site->store_count));
  for (guint s = 0; s < site->store_count; s++)
    part->stores[s] = copy_store_part (&site->stores[s], from, count);
  return part;
}

static void
clear_store (GhStore *store)
{
  g_free (store->name);
  g_free (store->lower_kwh);
  g_free (store->upper_kwh);
  g_free (store->drive_kwh);
  g_free (store->plugged);
  g_free (store->charge.battery_kw);
  g_free (store->charge.ac_kw);
  g_free (store->discharge.battery_kw);
  g_free (store->discharge.ac_kw);
  g_array_unref (store->trips);
  g_free (store->charge_cap_kw);
  g_free (store->discharge_cap_kw);
}

/**
 * gh_site_free:
 * @site: (transfer full) (nullable): a site
 *
 * Frees it with its stores.
 */
void
gh_site_free (GhSite *site)
{
  if (site == NULL)
    return;
  for (guint s = 0; s < site->store_count; s++)
    clear_store (&site->stores[s]);
  g_free (site->stores);
  gh_site_clear_demand_charges (site);
  for (guint i = 0; i < site->surcharge_count; i++)
    {
      g_free (site->surcharges[i].above_kw);
      g_free (site->surcharges[i].price_per_kwh);
    }
  gh_time_axis_unref (site->axis);
  g_free (site->currency);
  g_free (site->load_kw);
  g_free (site->solar_kw);
  g_free (site->import_price);
  g_free (site->export_price);
  g_free (site->store_export_price);
  for (guint rate = 0; rate < GH_EMISSION_RATES; rate++)
    g_free (site->rates_g_per_kwh[rate]);
  g_free (site->others_kw);
  g_free (site->bound_kw);
  g_free (site);
}

/**
 * gh_site_get_fixed_cost:
 * @site: a site
 * @from: first step
 * @to: step after the last
 *
 * Returns: what the contract costs between the steps whatever flows, currency
 */
double
gh_site_get_fixed_cost (const GhSite *site, gsize from, gsize to)
{
  double days = (double) (to - from) * gh_time_axis_get_step_hours (site->axis) / 24.0;
  double cost = site->fixed_per_day * days;

  if (site->fixed_per_month > 0.0)
    cost += site->fixed_per_month * gh_time_axis_count_months (site->axis, from, to);
  return cost;
}

/**
 * gh_site_add_demand_charge:
 * @site: a site that is being built
 * @price_per_kw: currency per kW of the highest import
 * @floor_kw: the least that is charged
 * @applies: (array length=steps): 1 in the steps where it applies; copied
 *
 * Adds a demand charge of one billing month.
 */
void
gh_site_add_demand_charge (GhSite *site, double price_per_kw, double floor_kw,
                           const guint8 *applies)
{
  guint count = site->demand_charge_count++;

  site->demand_charges = g_renew (GhDemandCharge, site->demand_charges, count + 1);
  site->demand_charges[count]
      = (GhDemandCharge){ price_per_kw, floor_kw,
                          g_memdup2 (applies, gh_time_axis_get_count (site->axis)) };
}

/**
 * gh_site_clear_demand_charges:
 * @site: a site that is being built
 *
 * Takes all demand charges away.
 */
void
gh_site_clear_demand_charges (GhSite *site)
{
  for (guint i = 0; i < site->demand_charge_count; i++)
    g_free (site->demand_charges[i].applies);
  g_clear_pointer (&site->demand_charges, g_free);
  site->demand_charge_count = 0;
}

/**
 * gh_site_add_surcharge:
 * @site: a site that is being built, with fewer than #GH_SITE_SURCHARGES
 *
 * Adds a surcharge that surcharges nothing yet.
 *
 * Returns: (transfer none): it
 */
GhImportSurcharge *
gh_site_add_surcharge (GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);
  GhImportSurcharge *surcharge = &site->surcharges[site->surcharge_count++];

  surcharge->above_kw = g_new (double, count);
  surcharge->price_per_kwh = g_new0 (double, count);
  for (gsize t = 0; t < count; t++)
    surcharge->above_kw[t] = INFINITY;
  return surcharge;
}

/**
 * gh_demand_charge_get_peak_kw:
 * @charge: a demand charge
 * @grid_kw: (array length=count): power of the grid, import above 0
 * @count: number of steps
 *
 * Returns: what it is charged for: the highest import where it applies, at least its floor
 */
double
gh_demand_charge_get_peak_kw (const GhDemandCharge *charge, const double *grid_kw, gsize count)
{
  double peak = MAX (0.0, charge->floor_kw);

  for (gsize t = 0; t < count; t++)
    if (charge->applies[t])
      peak = MAX (peak, grid_kw[t]);
  return peak;
}

/**
 * gh_site_get_demand_cost:
 * @site: a site
 * @grid_kw: (array length=steps): power of the grid, import above 0
 *
 * Returns: what all demand charges come to, currency. O(charges * steps)
 */
double
gh_site_get_demand_cost (const GhSite *site, const double *grid_kw)
{
  gsize count = gh_time_axis_get_count (site->axis);
  double cost = 0.0;

  for (guint i = 0; i < site->demand_charge_count; i++)
    cost += site->demand_charges[i].price_per_kw
            * gh_demand_charge_get_peak_kw (&site->demand_charges[i], grid_kw, count);
  return cost;
}

/**
 * gh_site_has_rate:
 * @site: a site
 * @rate: a kind of rates of emissions
 *
 * Returns: whether they are known: above or below 0 at any time. O(steps)
 */
gboolean
gh_site_has_rate (const GhSite *site, GhEmissionRate rate)
{
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    if (fabs (site->rates_g_per_kwh[rate][t]) > 0.0)
      return TRUE;
  return FALSE;
}

/**
 * gh_site_find_marginal_rate:
 * @site: a site
 *
 * Returns: the marginal rates that are known, short-run before long-run; %GH_EMISSION_RATES where
 *   none are
 */
GhEmissionRate
gh_site_find_marginal_rate (const GhSite *site)
{
  if (gh_site_has_rate (site, GH_RATE_SHORT_RUN))
    return GH_RATE_SHORT_RUN;
  return gh_site_has_rate (site, GH_RATE_LONG_RUN) ? GH_RATE_LONG_RUN : GH_EMISSION_RATES;
}

/**
 * gh_site_plan_on_marginal:
 * @site: a site
 *
 * Average rates tell nothing about what a plan changes; what marginal ones would have made of it
 * is told beside it.
 *
 * Returns: (transfer full) (nullable): the same site with its carbon price on marginal rates;
 * %NULL where it is there already, and where there is no price or are no such rates
 */
GhSite *
gh_site_plan_on_marginal (const GhSite *site)
{
  GhEmissionRate rate = gh_site_find_marginal_rate (site);

  if (site->planned_rate != GH_RATE_AVERAGE || !(site->carbon_price_per_tonne > 0.0)
      || rate == GH_EMISSION_RATES)
    return NULL;
  GhSite *copy = gh_site_copy (site);
  copy->planned_rate = rate;
  return copy;
}

static double
carbon_per_kwh (const GhSite *site, gsize step)
{
  return site->rates_g_per_kwh[site->planned_rate][step] * site->carbon_price_per_tonne
         / GRAMS_PER_TONNE;
}

/* Export displaces what one more kWh would have caused; no average tells that. */
static double
displaced_per_kwh (const GhSite *site, gsize step)
{
  return site->planned_rate == GH_RATE_AVERAGE ? 0.0 : carbon_per_kwh (site, step);
}

/**
 * gh_site_import_cost:
 * @site: a site
 * @step: a step
 *
 * Returns: what an imported kWh costs the plan: price and carbon price, currency per kWh
 */
double
gh_site_import_cost (const GhSite *site, gsize step)
{
  return site->import_price[step] + carbon_per_kwh (site, step);
}

/**
 * gh_site_export_worth:
 * @site: a site
 * @step: a step
 *
 * Returns: what an exported kWh of solar earns the plan: price and carbon price, currency per
 * kWh; at average rates export displaces nothing
 */
double
gh_site_export_worth (const GhSite *site, gsize step)
{
  return site->export_price[step] + displaced_per_kwh (site, step);
}

/**
 * gh_site_store_export_worth:
 * @site: a site
 * @step: a step
 *
 * Returns: what an exported kWh of a store earns the plan, currency per kWh
 */
double
gh_site_store_export_worth (const GhSite *site, gsize step)
{
  return site->store_export_price[step] + displaced_per_kwh (site, step);
}
