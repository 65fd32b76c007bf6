/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/lossy-battery.h"

#include <math.h>

#include "fleet/lossy-fleet-private.h"

/* What a kWh that a vehicle lacks counts, beside one that is promised and not there: any promise is
 * kept before any need, as the battery would have it. */
#define MISSING_PRICE 0.05

/* Shares of the progress. */
#define PROMISED_SHARE 0.1
#define HELD_SHARE 0.6

static double
last_of (const double *values, const GhChargerCurve *curve)
{
  return curve->count > 0 ? values[curve->count - 1] : 0.0;
}

/* A charger of the powers of all, at their mean efficiency. */
static void
set_mean_curve (GhChargerCurve *curve, double battery_kw, double ac_kw)
{
  if (!(battery_kw > 0.0))
    return;
  curve->count = 2;
  curve->battery_kw = g_new0 (double, 2);
  curve->ac_kw = g_new0 (double, 2);
  curve->battery_kw[1] = battery_kw;
  curve->ac_kw[1] = ac_kw;
}

static void
add_steps (const GhStore *store, gsize steps, GhStore *sum)
{
  double charge = last_of (store->charge.battery_kw, &store->charge);
  double discharge = last_of (store->discharge.battery_kw, &store->discharge);

  for (gsize t = 0; t < steps; t++)
    {
      sum->lower_kwh[t] += store->lower_kwh[t];
      sum->upper_kwh[t] += store->upper_kwh[t];
      sum->drive_kwh[t] += store->drive_kwh[t];
      sum->plugged[t] |= store->plugged[t];
      if (store->plugged[t])
        {
          sum->charge_cap_kw[t] += charge;
          sum->discharge_cap_kw[t] += discharge;
        }
    }
}

/* Its stores as one battery, as a fleet is often taken for: capacities and energy bounds summed,
 * powers summed over the stores that are plugged in, efficiencies averaged by power at full load.
 * A site of this one store, with nothing else. */
static GhSite *
new_whole_site (const GhSite *site)
{
  GhSite *whole = gh_site_new (site->axis, 1);
  GhStore *sum = &whole->stores[0];
  gsize steps = gh_time_axis_get_count (site->axis);
  double charge_kw = 0.0, charge_ac_kw = 0.0, discharge_kw = 0.0, discharge_ac_kw = 0.0;

  sum->charge_cap_kw = g_new0 (double, steps);
  sum->discharge_cap_kw = g_new0 (double, steps);
  for (gsize t = 0; t < steps; t++)
    sum->plugged[t] = 0;
  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      sum->capacity_kwh += store->capacity_kwh;
      sum->start_kwh += store->start_kwh;
      sum->end_kwh += store->end_kwh;
      charge_kw += last_of (store->charge.battery_kw, &store->charge);
      charge_ac_kw += last_of (store->charge.ac_kw, &store->charge);
      discharge_kw += last_of (store->discharge.battery_kw, &store->discharge);
      discharge_ac_kw += last_of (store->discharge.ac_kw, &store->discharge);
      add_steps (store, steps, sum);
    }
  set_mean_curve (&sum->charge, charge_kw, charge_ac_kw);
  set_mean_curve (&sum->discharge, discharge_kw, discharge_ac_kw);
  return whole;
}

/* The plan as the battery sees it. */
static GhFleetSchedule *
sum_schedule (const GhLossyFleet *whole, const GhFleetSchedule *plan)
{
  GhFleetSchedule *sum = gh_fleet_schedule_new (whole);

  for (gsize t = 0; t < plan->steps; t++)
    {
      sum->power_kw[t] = sum->total_kw[t] = plan->total_kw[t];
      for (guint s = 0; s < plan->stores; s++)
        sum->energy_kwh[t] += plan->energy_kwh[s * plan->steps + t];
    }
  return sum;
}

/**
 * gh_lossy_battery_new:
 * @fleet: a fleet; quicker after gh_lossy_fleet_find_tubes(); has to outlive it
 * @plan: what its stores do by plan; has to outlive it
 *
 * Returns: (transfer full): its stores, each by itself and all as one battery
 */
GhLossyBattery *
gh_lossy_battery_new (const GhLossyFleet *fleet, const GhFleetSchedule *plan)
{
  GhLossyBattery *battery = g_new0 (GhLossyBattery, 1);
  g_autoptr (GhSite) whole = new_whole_site (fleet->site);

  battery->fleet = fleet;
  battery->plan = plan;
  battery->whole = gh_lossy_fleet_new (whole);
  battery->sum = sum_schedule (battery->whole, plan);
  gh_lossy_fleet_find_tubes (battery->whole);
  return battery;
}

/**
 * gh_lossy_battery_free:
 * @battery: (transfer full) (nullable): a battery
 *
 * Frees it.
 */
void
gh_lossy_battery_free (GhLossyBattery *battery)
{
  if (battery == NULL)
    return;
  gh_lossy_fleet_free (battery->whole);
  gh_fleet_schedule_free (battery->sum);
  g_free (battery);
}

/* The plan with a deviation all through the duration, which the first of @steps are. */
static double *
new_profile (const GhLossyBattery *battery, gsize steps, gsize step, gsize duration,
             double deviation_kw)
{
  double *profile = g_new (double, steps);

  for (gsize j = 0; j < steps; j++)
    profile[j] = j < duration ? battery->plan->total_kw[step + j] + deviation_kw : NAN;
  return profile;
}

/* The fleet, from the step on, as near to the promise as can be. */
static GhLossyCommitment *
break_promise (const GhLossyBattery *battery, gsize step, gsize duration, double deviation_kw,
               const GhProgress *progress, GError **error)
{
  g_autoptr (GhLossyFleet) part = gh_lossy_fleet_cut (battery->fleet, battery->plan->served,
                                                      battery->plan->energy_kwh, step, duration);
  g_autofree double *profile = new_profile (battery, part->steps, step, duration, deviation_kw);

  return gh_lossy_commitment_new (part, profile, progress, error);
}

/**
 * gh_lossy_battery_promise:
 * @battery: a fleet and its battery
 * @step: first step of the promise
 * @duration: how many steps it is for
 * @up: whether to take more than planned, or less
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Finds what the virtual battery of a fleet with losses would promise from a step on, what the
 * fleet can hold, and what of the promise it would break: see gh_lossy_held_find() for both.
 *
 * Returns: (transfer full) (nullable): the promise; %NULL when stopped
 */
GhLossyPromise *
gh_lossy_battery_promise (const GhLossyBattery *battery, gsize step, gsize duration, gboolean up,
                          const GhProgress *progress, GError **error)
{
  g_autoptr (GhLossyPromise) promise = g_new0 (GhLossyPromise, 1);
  GhProgress promising = gh_progress_part (progress, 0.0, PROMISED_SHARE);
  GhProgress holding = gh_progress_part (progress, PROMISED_SHARE, HELD_SHARE);
  GhProgress breaking = gh_progress_part (progress, HELD_SHARE, 1.0);

  promise->promised
      = gh_lossy_held_find (battery->whole, battery->sum, step, duration, up, &promising, error);
  if (promise->promised == NULL)
    return NULL;
  promise->held
      = gh_lossy_held_find (battery->fleet, battery->plan, step, duration, up, &holding, error);
  if (promise->held == NULL)
    return NULL;
  double deviation = up ? promise->promised->held_kw : -promise->promised->held_kw;
  promise->broken = break_promise (battery, step, duration, deviation, &breaking, error);
  return promise->broken != NULL ? g_steal_pointer (&promise) : NULL;
}

/**
 * gh_lossy_battery_find_missing:
 * @battery: a fleet and its battery
 * @step: first step of a promise
 * @duration: how many steps it is for
 * @promised_kw: how much less than planned was promised
 * @progress: (nullable): told and asked
 * @error: set when stopped
 *
 * Finds which stores would lack how much were a promise downwards kept all the same: as little as
 * can be, all together, of what they have to hold at its end to get what they need later. Where the
 * tube of a store that is served is not known nothing can be told.
 *
 * Returns: (transfer full) (nullable): what each store would lack, kWh in the battery; %NULL when
 *   stopped
 */
double *
gh_lossy_battery_find_missing (const GhLossyBattery *battery, gsize step, gsize duration,
                               double promised_kw, const GhProgress *progress, GError **error)
{
  const GhFleetSchedule *plan = battery->plan;
  g_autoptr (GhLossyFleet) part
      = gh_lossy_fleet_cut (battery->fleet, plan->served, plan->energy_kwh, step, duration);
  g_autofree double *profile = new_profile (battery, part->steps, step, duration, -promised_kw);
  double *missing = g_new0 (double, MAX (1, plan->stores));

  if (part->steps > duration)
    return missing;
  gh_lossy_fleet_soften_ends (part, plan->served, MISSING_PRICE);
  g_autoptr (GhLossyCommitment) kept = gh_lossy_commitment_new (part, profile, progress, error);
  if (kept == NULL)
    {
      g_free (missing);
      return NULL;
    }
  for (guint s = 0; s < plan->stores; s++)
    missing[s] = gh_lossy_fleet_get_missing (part, kept->schedule, s);
  return missing;
}

/**
 * gh_lossy_promise_free:
 * @promise: (transfer full) (nullable): a promise
 *
 * Frees it.
 */
void
gh_lossy_promise_free (GhLossyPromise *promise)
{
  if (promise == NULL)
    return;
  gh_lossy_held_free (promise->promised);
  gh_lossy_held_free (promise->held);
  gh_lossy_commitment_free (promise->broken);
  g_free (promise);
}
