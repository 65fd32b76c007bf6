/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/plan-checker.h"

#include "words.h"

#include <math.h>

/* kW, kWh, and relative for money. */
#define TOLERANCE 1e-6

typedef struct
{
  const GhSite *site;
  const GhPlan *plan;
  GArray *violations; /* (element-type GhViolation) */
  double hours;
  double cost;
} Checker;

static const char *const sentences[] = {
  [GH_VIOLATION_SHAPE] = N_ ("The plan lacks numbers, or has some that are not finite."),
  [GH_VIOLATION_UNPLUGGED] = N_ ("A store that is not plugged in has %.6g kW."),
  [GH_VIOLATION_POWER] = N_ ("A store's power is %.6g kW off what its charger can do."),
  [GH_VIOLATION_ENERGY] = N_ ("Stored energy is %.6g kWh off what power and driving make it."),
  [GH_VIOLATION_LOWER] = N_ ("Stored energy is %.6g kWh below the least."),
  [GH_VIOLATION_UPPER] = N_ ("Stored energy is %.6g kWh above the greatest."),
  [GH_VIOLATION_END] = N_ ("At the end %.6g kWh are missing."),
  [GH_VIOLATION_BATTERY] = N_ ("The battery takes or gives %.6g kW more than it can."),
  [GH_VIOLATION_RESERVE] = N_ ("Discharging takes %.6g kWh from the reserve."),
  [GH_VIOLATION_EXPORT_RULE]
  = N_ ("A store that may not export discharges %.6g kW above the net load."),
  [GH_VIOLATION_CURTAILED] = N_ ("Curtailed solar power is %.6g kW out of its range."),
  [GH_VIOLATION_GRID] = N_ ("Grid power is %.6g kW off the balance of load, solar and stores."),
  [GH_VIOLATION_IMPORT_LIMIT] = N_ ("Import is %.6g kW above its limit."),
  [GH_VIOLATION_EXPORT_LIMIT] = N_ ("Export is %.6g kW above its limit."),
  [GH_VIOLATION_SPLIT] = N_ ("The stores' part of the export is %.6g kW out of its range."),
  [GH_VIOLATION_OBJECTIVE] = N_ ("The objective is %.6g off what the plan costs."),
  [GH_VIOLATION_BOUND] = N_ ("The lower bound is %.6g off its range."),
};

/* Notes a violation where the amount is above the tolerance, or no number. */
static void
require (Checker *checker, GhViolationCode code, gsize step, double amount, double tolerance)
{
  GhViolation violation = { code, step, amount };

  if (!(amount <= tolerance))
    g_array_append_val (checker->violations, violation);
}

static double
outside (double value, double lower, double upper)
{
  return MAX (MAX (lower - value, value - upper), 0.0);
}

/* Where a charger that has this power at the bus can be: distance of the power from the curve
   and the power at the battery at the nearest point of it. */
static double
distance_to_curve (const GhChargerCurve *curve, double ac_kw, double *battery_kw)
{
  double nearest = INFINITY;

  *battery_kw = 0.0;
  for (guint i = 0; i + 1 < curve->count; i++)
    {
      double from = curve->ac_kw[i], to = curve->ac_kw[i + 1];
      double place = CLAMP (ac_kw, from, to);
      double share = to > from ? (place - from) / (to - from) : 0.0;
      if (fabs (ac_kw - place) < nearest)
        {
          nearest = fabs (ac_kw - place);
          *battery_kw = (1.0 - share) * curve->battery_kw[i] + share * curve->battery_kw[i + 1];
        }
    }
  return nearest;
}

/* A power may be idle, charging or discharging; the stored energy tells which. */
static void
check_flow (Checker *checker, const GhStore *store, gsize t, double power_kw, double stored_kwh)
{
  double charge_kw, discharge_kw;
  double off[] = { fabs (power_kw - store->standby_kw),
                   distance_to_curve (&store->charge, power_kw, &charge_kw),
                   distance_to_curve (&store->discharge, -power_kw, &discharge_kw) };
  double stores[] = { 0.0, checker->hours * charge_kw, -checker->hours * discharge_kw };
  double power_off = INFINITY, energy_off = INFINITY;

  if (!store->plugged[t])
    {
      require (checker, GH_VIOLATION_UNPLUGGED, t, fabs (power_kw), TOLERANCE);
      require (checker, GH_VIOLATION_ENERGY, t, fabs (stored_kwh), TOLERANCE);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    {
      power_off = MIN (power_off, off[i]);
      if (off[i] <= TOLERANCE)
        energy_off = MIN (energy_off, fabs (stored_kwh - stores[i]));
    }
  if (power_off > TOLERANCE)
    require (checker, GH_VIOLATION_POWER, t, power_off, TOLERANCE);
  else
    require (checker, GH_VIOLATION_ENERGY, t, energy_off, TOLERANCE);
}

/* By how much a battery power is above the limits of the battery itself, kW. */
static double
above_limits (const GhStore *store, gsize t, double before, double battery_kw)
{
  double above = 0.0;

  for (guint i = 0; battery_kw > 0.0 && i < store->charge_limit_count; i++)
    above = MAX (above, battery_kw - store->charge_limits[i].kw
                            + store->charge_limits[i].kw_per_kwh * before);
  for (guint i = 0; battery_kw < 0.0 && i < store->discharge_limit_count; i++)
    above = MAX (above, -battery_kw - store->discharge_limits[i].kw
                            - store->discharge_limits[i].kw_per_kwh * before);
  if (store->charge_cap_kw != NULL)
    above = MAX (above, battery_kw - store->charge_cap_kw[t]);
  if (store->discharge_cap_kw != NULL)
    above = MAX (above, -battery_kw - store->discharge_cap_kw[t]);
  return above;
}

static void
check_store (Checker *checker, const GhStore *store, const GhStorePlan *plan)
{
  gsize count = checker->plan->count;
  double before = store->start_kwh;

  for (gsize t = 0; t < count; t++)
    {
      double after = plan->energy_kwh[t];
      double stored = after - before + store->drive_kwh[t];

      check_flow (checker, store, t, plan->power_kw[t], stored);
      require (checker, GH_VIOLATION_LOWER, t, store->lower_kwh[t] - after, TOLERANCE);
      require (checker, GH_VIOLATION_UPPER, t, after - store->upper_kwh[t], TOLERANCE);
      if (plan->power_kw[t] < -TOLERANCE || stored < -TOLERANCE)
        require (checker, GH_VIOLATION_RESERVE, t, store->reserve_kwh - (before + stored),
                 TOLERANCE);
      require (checker, GH_VIOLATION_BATTERY, t,
               above_limits (store, t, before, stored / checker->hours), TOLERANCE);
      checker->cost += checker->hours * store->wear_per_kwh * MAX (0.0, -plan->power_kw[t]);
      for (guint k = 0; k < store->dwell.count; k++)
        checker->cost
            += checker->hours * MAX (0.0, after - store->dwell.from_kwh[k])
               * (store->dwell.per_kwh_hour[k] - (k > 0 ? store->dwell.per_kwh_hour[k - 1] : 0.0));
      before = after;
    }
  require (checker, GH_VIOLATION_END, count, store->end_kwh - before, TOLERANCE);
  checker->cost += store->away_kwh * store->away_price_per_kwh;
  for (guint k = 0; k < store->end_value.count; k++)
    checker->cost
        -= MAX (0.0, before - store->end_value.from_kwh[k])
           * (store->end_value.per_kwh[k] - (k > 0 ? store->end_value.per_kwh[k - 1] : 0.0));
}

/* What the stores do together in a step. */
typedef struct
{
  double power_kw;
  double bound_kw;      /* discharged by stores that may not export */
  double exportable_kw; /* discharged by the others */
} Together;

static Together
add_stores (const Checker *checker, gsize t)
{
  Together sum = { 0.0, 0.0, 0.0 };

  for (guint i = 0; i < checker->site->store_count; i++)
    {
      double power = checker->plan->stores[i].power_kw[t];
      double discharged = MAX (0.0, -power);
      sum.power_kw += power;
      if (checker->site->stores[i].may_export)
        sum.exportable_kw += discharged;
      else
        sum.bound_kw += discharged;
    }
  return sum;
}

static void
check_meter (Checker *checker, gsize t)
{
  const GhSite *site = checker->site;
  const GhPlan *plan = checker->plan;
  Together stores = add_stores (checker, t);
  double load = site->load_kw[t], solar = MAX (0.0, site->solar_kw[t]);
  double grid = plan->grid_kw[t], used = solar - plan->curtailed_kw[t];
  double sold = MAX (0.0, -grid), paid = plan->store_export_kw[t];

  require (checker, GH_VIOLATION_CURTAILED, t, outside (used, 0.0, solar), TOLERANCE);
  require (checker, GH_VIOLATION_GRID, t, fabs (grid - (load - used + stores.power_kw)), TOLERANCE);
  require (checker, GH_VIOLATION_IMPORT_LIMIT, t, grid - site->import_limit_kw, TOLERANCE);
  require (checker, GH_VIOLATION_EXPORT_LIMIT, t, -grid - site->export_limit_kw, TOLERANCE);
  require (checker, GH_VIOLATION_EXPORT_RULE, t, stores.bound_kw - MAX (0.0, load - solar),
           stores.bound_kw > 0.0 ? TOLERANCE : INFINITY);
  require (checker, GH_VIOLATION_SPLIT, t,
           outside (paid, MAX (0.0, sold - used), MIN (sold, stores.exportable_kw)), TOLERANCE);

  double carbon
      = site->rates_g_per_kwh[site->planned_rate][t] * site->carbon_price_per_tonne * 1e-6;
  double displaced = site->planned_rate == GH_RATE_AVERAGE ? 0.0 : carbon;
  checker->cost += checker->hours
                   * ((site->import_price[t] + carbon) * MAX (0.0, grid)
                      - (site->store_export_price[t] + displaced) * paid
                      - (site->export_price[t] + displaced) * (sold - paid));
}

/* Demand charges: the highest import of each. */
static void
add_demand (Checker *checker)
{
  for (guint i = 0; i < checker->site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &checker->site->demand_charges[i];
      double peak = MAX (charge->floor_kw, 0.0);

      for (gsize t = 0; t < checker->plan->count; t++)
        peak = MAX (peak, charge->applies[t] ? checker->plan->grid_kw[t] : 0.0);
      checker->cost += charge->price_per_kw * peak;
    }
}

static gboolean
all_finite (const double *values, gsize count)
{
  if (values == NULL)
    return FALSE;
  for (gsize t = 0; t < count; t++)
    if (!isfinite (values[t]))
      return FALSE;
  return TRUE;
}

static gboolean
has_shape (const Checker *checker)
{
  const GhPlan *plan = checker->plan;
  gsize count = plan->count;

  if (count != gh_time_axis_get_count (checker->site->axis)
      || plan->store_count != checker->site->store_count || !isfinite (plan->objective)
      || !all_finite (plan->grid_kw, count) || !all_finite (plan->curtailed_kw, count)
      || !all_finite (plan->store_export_kw, count))
    return FALSE;
  for (guint i = 0; i < plan->store_count; i++)
    if (!all_finite (plan->stores[i].power_kw, count)
        || !all_finite (plan->stores[i].energy_kwh, count))
      return FALSE;
  return TRUE;
}

static void
check_money (Checker *checker)
{
  const GhPlan *plan = checker->plan;
  double tolerance = TOLERANCE * (1.0 + fabs (plan->objective));
  double gap = plan->objective - plan->lower_bound;
  double cost = checker->cost + GH_UNSERVED_PENALTY_PER_KWH * plan->unserved_kwh;

  require (checker, GH_VIOLATION_OBJECTIVE, plan->count, fabs (plan->objective - cost), tolerance);
  require (checker, GH_VIOLATION_BOUND, plan->count,
           plan->status == GH_PLAN_OPTIMAL ? fabs (gap) : MAX (0.0, -gap), tolerance);
}

static void
check_all (Checker *checker)
{
  const GhPlan *plan = checker->plan;
  gboolean excused = plan->status == GH_PLAN_INFEASIBLE || plan->status == GH_PLAN_TIME_LIMIT;

  if (plan->grid_kw == NULL && excused)
    return;
  if (!has_shape (checker))
    {
      require (checker, GH_VIOLATION_SHAPE, plan->count, INFINITY, 0.0);
      return;
    }
  for (guint i = 0; i < plan->store_count; i++)
    check_store (checker, &checker->site->stores[i], &plan->stores[i]);
  for (gsize t = 0; t < plan->count; t++)
    check_meter (checker, t);
  add_demand (checker);
  check_money (checker);
}

/**
 * gh_plan_check:
 * @site: what was planned
 * @plan: a plan of any solver
 * @violations: (out) (optional) (transfer full) (element-type GhViolation): what is wrong
 *
 * Recomputes a plan from its powers and energies and compares it with every rule of the site.
 * Shares no code with any solver. A plan without arrays passes where its status says so.
 *
 * Returns: %TRUE if nothing is wrong
 */
gboolean
gh_plan_check (const GhSite *site, const GhPlan *plan, GArray **violations)
{
  Checker checker = { .site = site, .plan = plan };

  checker.violations = g_array_new (FALSE, FALSE, sizeof (GhViolation));
  checker.hours = gh_time_axis_get_step_hours (site->axis);
  check_all (&checker);
  gboolean clean = checker.violations->len == 0;
  if (violations != NULL)
    *violations = checker.violations;
  else
    g_array_unref (checker.violations);
  return clean;
}

/**
 * gh_violation_to_text:
 * @violation: one violation
 *
 * Returns: (transfer full): a sentence with the step and the amount
 */
char *
gh_violation_to_text (const GhViolation *violation)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *what = g_strdup_printf (_ (sentences[violation->code]), violation->amount);
#pragma GCC diagnostic pop

  return g_strdup_printf (_ ("Step %zu: %s"), violation->step, what);
}
