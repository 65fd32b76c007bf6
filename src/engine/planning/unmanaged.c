/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/unmanaged.h"

#include <math.h>

#include "planning/planner.h"

#define MOST_ROUNDS 100

/* AC power that charges as much as the charger, the connection and the battery take. */
static double
charging_power (const GhSite *site, gsize step, double energy)
{
  const GhStore *store = &site->stores[0];
  double hours = gh_time_axis_get_step_hours (site->axis);
  double room = store->upper_kwh[step] + store->drive_kwh[step] - energy;
  double idle = store->plugged[step] ? store->standby_kw : 0.0;

  if (!store->plugged[step] || store->charge.count == 0 || room <= 1e-9)
    return idle;
  const GhChargerCurve *curve = &store->charge;
  double most = MIN (curve->ac_kw[curve->count - 1],
                     site->import_limit_kw - site->load_kw[step] + site->solar_kw[step]);
  double full = room / hours;
  if (full < curve->battery_kw[curve->count - 1])
    most = full < curve->battery_kw[0] ? -INFINITY
                                       : MIN (most, gh_charger_curve_ac_at (curve, full));
  return most < curve->ac_kw[0] || most <= 0.0 ? idle : most;
}

/* Runs the rule from a start; the arrays may be NULL. Returns the energy at the end. */
static double
run_rule (const GhSite *site, double energy, double *power_kw, double *energy_kwh)
{
  const GhStore *store = &site->stores[0];
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      double idle = store->plugged[t] ? store->standby_kw : 0.0;
      double power = charging_power (site, t, energy);
      if (power > idle)
        energy += gh_charger_curve_battery_at (&store->charge, power) * hours;
      energy -= store->drive_kwh[t];
      if (power_kw != NULL)
        {
          power_kw[t] = power;
          energy_kwh[t] = energy;
        }
    }
  return energy;
}

/**
 * gh_unmanaged_plan:
 * @site: a site with at most one store
 *
 * Charges at full power from plugging in until the battery is at its upper limit, as chargers do
 * that nobody manages. Nothing is optimised: objective and lower bound are the cost of the rule.
 *
 * Returns: (transfer full): the plan; trips that it does not serve are the caller's to find
 */
GhPlan *
gh_unmanaged_plan (const GhSite *site)
{
  GhPlan *plan = gh_plan_new (site);

  if (site->store_count > 0)
    run_rule (site, site->stores[0].start_kwh, plan->stores[0].power_kw,
              plan->stores[0].energy_kwh);
  gh_planner_dispatch (site, plan);
  plan->lower_bound = plan->objective;
  plan->status = GH_PLAN_OPTIMAL;
  plan->solver = "rule";
  return plan;
}

/**
 * gh_unmanaged_find_repeating_level:
 * @site: a site with one store
 * @level_kwh: (out): the energy
 *
 * Finds the energy at which the unmanaged run repeats itself: it ends with what it began with. The
 * run is repeated from a full battery until it settles; that is at once where the car can charge
 * full once in the period.
 *
 * Returns: %FALSE when it does not settle, because more is driven than can be charged
 */
gboolean
gh_unmanaged_find_repeating_level (const GhSite *site, double *level_kwh)
{
  gsize steps = gh_time_axis_get_count (site->axis);
  double level = site->stores[0].upper_kwh[steps - 1];

  for (int round = 0; round < MOST_ROUNDS; round++)
    {
      double end = run_rule (site, level, NULL, NULL);
      if (fabs (end - level) < 1e-9)
        {
          *level_kwh = level;
          return TRUE;
        }
      if (end < site->stores[0].lower_kwh[steps - 1] - 1e-9)
        return FALSE;
      level = end;
    }
  return FALSE;
}
