/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a car or wall battery of a site takes, gives and is worth. */
#include "site/site.h"

#include <math.h>

/**
 * gh_store_get_end_value:
 * @store: a store
 * @energy_kwh: what it holds at the end of the last step
 *
 * Returns: what that is worth, currency
 */
double
gh_store_get_end_value (const GhStore *store, double energy_kwh)
{
  const GhEndValue *value = &store->end_value;
  double sum = 0.0;

  for (guint k = 0; k < value->count && energy_kwh > value->from_kwh[k]; k++)
    {
      double to = k + 1 < value->count ? MIN (energy_kwh, value->from_kwh[k + 1]) : energy_kwh;
      sum += value->per_kwh[k] * (to - value->from_kwh[k]);
    }
  return sum;
}

/**
 * gh_store_get_dwell_cost:
 * @store: a store
 * @energy_kwh: what it holds
 * @hours: for how long
 *
 * Returns: what holding it costs in ageing, currency; 0 up to the first kink. O(kinks)
 */
double
gh_store_get_dwell_cost (const GhStore *store, double energy_kwh, double hours)
{
  const GhDwellCost *dwell = &store->dwell;
  double cost = 0.0;

  for (guint k = 0; k < dwell->count && dwell->from_kwh[k] < energy_kwh; k++)
    {
      double to = k + 1 < dwell->count ? MIN (dwell->from_kwh[k + 1], energy_kwh) : energy_kwh;
      cost += dwell->per_kwh_hour[k] * (to - dwell->from_kwh[k]) * hours;
    }
  return cost;
}

/**
 * gh_store_get_most_kw:
 * @store: a store
 * @charging: which direction
 * @step: a step
 * @energy_kwh: what the store holds when it begins
 *
 * Returns: the greatest power that the battery takes or gives in the step by its own limits, kW
 * at the battery, 0 or more; %INFINITY where it has none
 */
double
gh_store_get_most_kw (const GhStore *store, gboolean charging, gsize step, double energy_kwh)
{
  const GhPowerLimit *limits = charging ? store->charge_limits : store->discharge_limits;
  const double *caps = charging ? store->charge_cap_kw : store->discharge_cap_kw;
  guint count = charging ? store->charge_limit_count : store->discharge_limit_count;
  double most = caps != NULL ? caps[step] : INFINITY;

  for (guint i = 0; i < count; i++)
    most = MIN (most, limits[i].kw + (charging ? -1.0 : 1.0) * limits[i].kw_per_kwh * energy_kwh);
  return MAX (most, 0.0);
}

/* Straight lines between points, the ends carried on as they are. */
static double
interpolate (const double *from, const double *to, guint count, double at)
{
  guint i = 1;

  if (count == 0)
    return 0.0;
  if (at <= from[0])
    return to[0];
  if (at >= from[count - 1])
    return to[count - 1];
  while (i < count - 1 && from[i] < at)
    i++;
  double width = from[i] - from[i - 1];
  return width > 0.0 ? to[i - 1] + (to[i] - to[i - 1]) * (at - from[i - 1]) / width : to[i];
}

/**
 * gh_charger_curve_battery_at:
 * @curve: one direction of a charger
 * @ac_kw: power at the AC bus, 0 or more
 *
 * Returns: power at the battery in kW, 0 or more; that of the nearest end outside the curve
 */
double
gh_charger_curve_battery_at (const GhChargerCurve *curve, double ac_kw)
{
  return interpolate (curve->ac_kw, curve->battery_kw, curve->count, ac_kw);
}

/**
 * gh_charger_curve_ac_at:
 * @curve: one direction of a charger
 * @battery_kw: power at the battery, 0 or more
 *
 * Returns: power at the AC bus in kW, 0 or more; that of the nearest end outside the curve
 */
double
gh_charger_curve_ac_at (const GhChargerCurve *curve, double battery_kw)
{
  return interpolate (curve->battery_kw, curve->ac_kw, curve->count, battery_kw);
}

/* Lets a curve begin at an AC power. */
static void
begin_curve_at (GhChargerCurve *curve, double ac_kw)
{
  guint first = 0;

  if (curve->count == 0 || curve->ac_kw[0] >= ac_kw)
    return;
  double battery_kw = gh_charger_curve_battery_at (curve, ac_kw);
  while (first + 1 < curve->count && curve->ac_kw[first + 1] <= ac_kw)
    first++;
  curve->count = first + 1 < curve->count ? curve->count - first : 0;
  for (guint i = 0; i < curve->count; i++)
    {
      curve->ac_kw[i] = curve->ac_kw[first + i];
      curve->battery_kw[i] = curve->battery_kw[first + i];
    }
  if (curve->count > 0)
    {
      curve->ac_kw[0] = ac_kw;
      curve->battery_kw[0] = battery_kw;
    }
}

/**
 * gh_store_begin_flow_above_standby:
 * @store: a store with its curves and standby power set
 *
 * Cuts the curves so that the least flow is the standby power. Otherwise a plan could let a
 * vanishing power flow in every idle hour and never pay for standby.
 */
void
gh_store_begin_flow_above_standby (GhStore *store)
{
  begin_curve_at (&store->charge, store->standby_kw);
  begin_curve_at (&store->discharge, store->standby_kw);
}
