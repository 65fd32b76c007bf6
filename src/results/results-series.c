/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What results hold step by step and month by month, made when first asked for. */
#include <math.h>

#include "results-private.h"

/* @used: (nullable): of the store that is meant */
static const double *
find_numbers (const GhSite *site, const GhPlan *plan, const GhStorePlan *used, GhQuantity quantity)
{
  switch (quantity)
    {
    case GH_QUANTITY_SOC:
      return used != NULL ? used->energy_kwh : NULL;
    case GH_QUANTITY_LOAD:
      return site->load_kw;
    case GH_QUANTITY_SOLAR:
      return site->solar_kw;
    case GH_QUANTITY_CAR:
      return used != NULL ? used->power_kw : NULL;
    case GH_QUANTITY_GRID:
      return plan->grid_kw;
    case GH_QUANTITY_IMPORT_PRICE:
      return site->import_price;
    case GH_QUANTITY_EXPORT_PRICE:
      return site->export_price;
    case GH_QUANTITY_EMISSIONS:
    case GH_QUANTITY_EMISSIONS_LONG_RUN:
    case GH_QUANTITY_EMISSIONS_AVERAGE:
      return site->rates_g_per_kwh[quantity - GH_QUANTITY_EMISSIONS];
    case GH_QUANTITY_VALUE:
      return used != NULL ? used->value_per_kwh : NULL;
    default:
      return NULL;
    }
}

static GhSeries *
make_series (const GhResults *results, GhStrategy strategy, guint store, GhQuantity quantity)
{
  const GhSite *site = results->comparison->site;
  const GhPlan *plan = results->comparison->results[strategy].plan;
  const GhStorePlan *used = store < plan->store_count ? &plan->stores[store] : NULL;
  const double *numbers
      = plan->status != GH_PLAN_INFEASIBLE ? find_numbers (site, plan, used, quantity) : NULL;
  gsize count = gh_time_axis_get_count (site->axis);

  if (numbers == NULL)
    return gh_series_new_constant (NAN, count);

  double *copy = g_memdup2 (numbers, count * sizeof (double));
  /* An empty battery may be below 0 by rounding, for which a map would have two sides. */
  for (gsize t = 0; quantity == GH_QUANTITY_SOC && t < count; t++)
    copy[t] = MAX (copy[t], 0.0) / site->stores[store].capacity_kwh;
  for (gsize t = 0; quantity == GH_QUANTITY_SOLAR && t < count; t++)
    copy[t] -= plan->curtailed_kw[t];
  return gh_series_new_take (copy, count);
}

static gpointer
key_of (GhStrategy strategy, guint store, GhQuantity quantity)
{
  return GUINT_TO_POINTER ((store * GH_MOST_COMPARED + (guint) strategy) * GH_QUANTITIES
                           + (guint) quantity);
}

/**
 * gh_quantity_is_of_store:
 * @quantity: what a chart shows
 *
 * Returns: whether each car and wall battery has its own, rather than the site
 */
gboolean
gh_quantity_is_of_store (GhQuantity quantity)
{
  return quantity == GH_QUANTITY_SOC || quantity == GH_QUANTITY_CAR
         || quantity == GH_QUANTITY_VALUE;
}

/**
 * gh_results_get_store_series:
 * @results: results; to be called in one thread only
 * @strategy: one of the compared
 * @store: index of a car or wall battery of the site
 * @quantity: what to show of it
 *
 * Returns: (transfer none): one number a step, NAN where there is none; made when first asked for
 */
GhSeries *
gh_results_get_store_series (GhResults *results, GhStrategy strategy, guint store,
                             GhQuantity quantity)
{
  gpointer key = key_of (strategy, store, quantity);
  GhSeries *series = g_hash_table_lookup (results->series, key);

  if (series == NULL)
    {
      series = make_series (results, strategy, store, quantity);
      g_hash_table_insert (results->series, key, series);
    }
  return series;
}

/**
 * gh_results_get_series:
 * @results: results; to be called in one thread only
 * @strategy: one of the compared
 * @quantity: what to show; of the first car or battery where each has its own
 *
 * Returns: (transfer none): one number a step, NAN where there is none; made when first asked for
 */
GhSeries *
gh_results_get_series (GhResults *results, GhStrategy strategy, GhQuantity quantity)
{
  return gh_results_get_store_series (results, strategy, 0, quantity);
}

/**
 * gh_results_get_months:
 * @results: results; to be called in one thread only
 *
 * Returns: (transfer none) (element-type GhMonth): the months of the period
 */
const GArray *
gh_results_get_months (GhResults *results)
{
  if (results->months == NULL)
    results->months = gh_time_axis_find_months (results->comparison->site->axis);
  return results->months;
}

/**
 * gh_results_get_month_sums:
 * @results: results; to be called in one thread only
 * @strategy: one of the compared, with a plan
 *
 * Returns: (transfer none) (array): what the plan comes to in each of the months; made when first
 *   asked for, in O(steps)
 */
const GhPlanSummary *
gh_results_get_month_sums (GhResults *results, GhStrategy strategy)
{
  const GArray *months = gh_results_get_months (results);
  const GhPlan *plan = results->comparison->results[strategy].plan;

  g_return_val_if_fail (plan->status != GH_PLAN_INFEASIBLE, NULL);
  if (results->sums[strategy] != NULL)
    return results->sums[strategy];
  results->sums[strategy] = g_new (GhPlanSummary, months->len);
  for (guint i = 0; i < months->len; i++)
    {
      const GhMonth *month = &g_array_index (months, GhMonth, i);
      gh_plan_summarise_range (gh_results_get_planned_site (results, strategy), plan, month->first,
                               month->last, &results->sums[strategy][i]);
    }
  return results->sums[strategy];
}

/* The battery is the same whatever is done with it, but for its limits and prices. */
static void
look_for_battery (GhResults *results)
{
  const GhSite *site = results->comparison->site;

  if (results->has_looked)
    return;
  results->has_looked = TRUE;
  /* Where this fails the study could not have been planned. */
  if (gh_battery_model_new (results->study, site, 0, &results->battery, NULL)
      && results->battery != NULL)
    gh_ageing_find_start (results->battery, site, &results->age);
}

/**
 * gh_results_read_battery:
 * @results: results; to be called in one thread only
 * @strategy: one of the compared
 * @step: a step of its plan
 * @moment: (out): the battery at the end of the step
 *
 * Reads the dashboard of the first car's battery.
 *
 * Returns: %FALSE where its cells are not known, or there is no plan
 */
gboolean
gh_results_read_battery (GhResults *results, GhStrategy strategy, gsize step,
                         GhBatteryMoment *moment)
{
  const GhPlan *plan = results->comparison->results[strategy].plan;

  look_for_battery (results);
  if (results->battery == NULL || plan->store_count == 0 || plan->status == GH_PLAN_INFEASIBLE)
    return FALSE;
  gh_battery_moment (results->battery, &results->age,
                     &gh_results_get_planned_site (results, strategy)->stores[0], &plan->stores[0],
                     step, moment);
  return TRUE;
}
