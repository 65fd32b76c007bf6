/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-prices.h"

#include <math.h>

/* Prices that moved by less, as a share, have been found. */
#define SAME_PRICE 0.01

static void
add (GhBatteryPrices *prices, const GhBatteryModel *model, const GhAgeingState *age)
{
  if (model->wear == GH_WEAR_AGEING)
    prices->batteries[prices->count++] = (GhBatteryPriced){ .model = model, .age = age };
}

/**
 * gh_battery_prices_begin:
 * @prices: (out): the search, which borrows the batteries of the task
 * @task: what is planned
 *
 * Lists the batteries whose ageing is priced.
 */
void
gh_battery_prices_begin (GhBatteryPrices *prices, const GhBatteryTask *task)
{
  prices->count = 0;
  add (prices, task->model, task->age);
  for (guint i = 0; i < task->other_count; i++)
    add (prices, task->others[i].model, &task->others[i].age);
}

static GhStore *
store_of (const GhBatteryPriced *own, GhSite *site)
{
  return &site->stores[own->model->store];
}

/* The price of the first plan. What is expected and where to start is told of the battery that the
 * task is about. */
static void
begin_price (GhBatteryPriced *own, const GhBatteryTask *task, GhSite *site)
{
  gboolean is_of_task = own->model == task->model;

  if (is_of_task && task->start != NULL)
    {
      gh_ageing_price_carry_over (task->start, own->model, store_of (own, site), &own->price);
      return;
    }
  if (is_of_task && task->expected != NULL)
    own->stress = *task->expected;
  else
    gh_ageing_expect_year (own->model, site, &own->stress);
  gh_ageing_price_find (own->model, own->age, &own->stress, store_of (own, site), &own->price);
}

/* Half of the way: prices that overshoot swing no longer. */
static void
meet_half_way (const GhAgeingPrice *before, GhAgeingPrice *price)
{
  price->wear_per_kwh = 0.5 * (price->wear_per_kwh + before->wear_per_kwh);
  if (price->dwell.count != before->dwell.count)
    return;
  for (guint k = 0; k < price->dwell.count; k++)
    price->dwell.per_kwh_hour[k]
        = 0.5 * (price->dwell.per_kwh_hour[k] + before->dwell.per_kwh_hour[k]);
}

static gboolean
is_same (double a, double b)
{
  return fabs (a - b) <= SAME_PRICE * MAX (fabs (a), fabs (b));
}

static double
top_dwell (const GhAgeingPrice *price)
{
  return price->dwell.count > 0 ? price->dwell.per_kwh_hour[price->dwell.count - 1] : 0.0;
}

static gboolean
have_settled (const GhAgeingPrice *before, const GhAgeingPrice *price)
{
  return is_same (before->wear_per_kwh, price->wear_per_kwh)
         && is_same (top_dwell (before), top_dwell (price));
}

/**
 * gh_battery_prices_move:
 * @prices: (inout): a search
 * @task: what is planned
 * @site: (inout): what is planned on; its stores get the prices of the next plan
 * @round: how many plans have been made at prices
 *
 * Finds the prices that follow from the last plan, or from what is expected before there is one.
 *
 * Returns: %FALSE where they are those of the last plan, for all batteries; then nothing changes
 */
gboolean
gh_battery_prices_move (GhBatteryPrices *prices, const GhBatteryTask *task, GhSite *site,
                        guint round)
{
  gboolean settled = round > 0;

  for (guint i = 0; i < prices->count; i++)
    {
      GhBatteryPriced *own = &prices->batteries[i];
      if (round == 0)
        begin_price (own, task, site);
      else
        gh_ageing_price_find (own->model, own->age, &own->stress, store_of (own, site),
                              &own->price);
      if (round > 1)
        meet_half_way (&own->before, &own->price);
      settled = settled && have_settled (&own->before, &own->price);
    }
  for (guint i = 0; !settled && i < prices->count; i++)
    {
      GhBatteryPriced *own = &prices->batteries[i];
      own->before = own->price;
      gh_ageing_price_apply (&own->price, store_of (own, site));
    }
  return !settled;
}

/* What the prices of wear come to that a plan pays for a store. */
static double
find_wear (const GhStore *store, const GhStorePlan *used, gsize count, double hours)
{
  double wear = 0.0;

  for (gsize t = 0; t < count; t++)
    wear += MAX (-used->power_kw[t], 0.0) * store->wear_per_kwh * hours
            + gh_store_get_dwell_cost (store, used->energy_kwh[t], hours);
  return wear;
}

/**
 * gh_battery_prices_measure:
 * @prices: (inout): a search
 * @site: what was planned on
 * @plan: its plan, with powers
 *
 * Measures what the plan does to the batteries.
 *
 * Returns: what the plan costs in a year with the ageing that it really causes, currency
 */
double
gh_battery_prices_measure (GhBatteryPrices *prices, const GhSite *site, const GhPlan *plan)
{
  double hours = gh_time_axis_get_step_hours (site->axis), wear = 0.0, ageing = 0.0;

  for (guint i = 0; i < prices->count; i++)
    {
      GhBatteryPriced *own = &prices->batteries[i];
      const GhStore *store = &site->stores[own->model->store];
      const GhStorePlan *used = &plan->stores[own->model->store];
      GhBatteryResult result = { 0 };
      gh_battery_plan_measure (own->model, own->age, store, used, &result);
      own->stress = result.stress;
      ageing += result.ageing_cost;
      wear += find_wear (store, used, plan->count, hours);
    }
  return (plan->objective - wear) / gh_years_of_days (gh_time_axis_get_days (site->axis)) + ageing;
}

/**
 * gh_battery_prices_keep:
 * @prices: (inout): a search
 *
 * The last plan is the best so far: its prices are those to return to.
 */
void
gh_battery_prices_keep (GhBatteryPrices *prices)
{
  for (guint i = 0; i < prices->count; i++)
    prices->batteries[i].kept = prices->batteries[i].price;
}

/**
 * gh_battery_prices_return:
 * @prices: a search
 * @site: (inout): gets the prices of the plan that is kept
 *
 * Ends the search.
 */
void
gh_battery_prices_return (const GhBatteryPrices *prices, GhSite *site)
{
  for (guint i = 0; i < prices->count; i++)
    gh_ageing_price_apply (&prices->batteries[i].kept, store_of (&prices->batteries[i], site));
}

/**
 * gh_battery_prices_lift:
 * @prices: a search
 * @site: (inout): its batteries wear without any price
 *
 * For a plan that knows no wear.
 */
void
gh_battery_prices_lift (const GhBatteryPrices *prices, GhSite *site)
{
  const GhAgeingPrice nothing = { 0 };

  for (guint i = 0; i < prices->count; i++)
    gh_ageing_price_apply (&nothing, store_of (&prices->batteries[i], site));
}
