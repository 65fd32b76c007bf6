/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan-served.h"

#include <math.h>

#include "planning/feasibility.h"
#include "planning/store-problem.h"

/* Powers and energies that are rounding, kW and kWh. */
#define SLACK_KW 1e-7
#define SLACK_KWH 1e-7
/* Chargers stand by with less than what the connection carries by this, kW. */
#define KEPT_KW 1e-9

static double
greatest_ac (const GhChargerCurve *curve)
{
  return curve->count > 0 ? curve->ac_kw[curve->count - 1] : 0.0;
}

/* The least that is imported in a step: every vehicle rests, or gives what its charger can. */
static double
least_import (const GhSite *site, gsize t)
{
  double net = site->load_kw[t] - site->solar_kw[t], given = 0.0, bound = 0.0, idle = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      if (!store->plugged[t])
        continue;
      if (store->discharge.count == 0)
        idle += store->standby_kw;
      else if (store->may_export)
        given += greatest_ac (&store->discharge);
      else
        bound += greatest_ac (&store->discharge);
    }
  return net + idle - given - MIN (bound, MAX (0.0, net));
}

/**
 * gh_fleet_served_explain_limit:
 * @site: a site
 * @reason: (out): the worst step: what is needed from the grid although no vehicle charges, and
 *   what is allowed
 *
 * Looks whether the load alone is more than the connection carries. O(steps stores).
 *
 * Returns: whether it is
 */
gboolean
gh_fleet_served_explain_limit (const GhSite *site, GhReason *reason)
{
  double worst = SLACK_KW;

  *reason = (GhReason){ 0 };
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      double least = least_import (site, t);
      if (least - site->import_limit_kw <= worst)
        continue;
      worst = least - site->import_limit_kw;
      *reason = (GhReason){ GH_REASON_IMPORT_LIMIT, gh_time_axis_get_time (site->axis, t), least,
                            site->import_limit_kw };
    }
  return reason->code != GH_REASON_NONE;
}

/* Notes that a vehicle is short, once for each. */
static void
note_short (GArray *short_stores, guint store, double missing_kwh, const GhReason *reason,
            const char *name, gboolean is_shared)
{
  if (missing_kwh <= SLACK_KWH)
    return;
  for (guint i = 0; i < short_stores->len; i++)
    {
      GhFleetShort *other = &g_array_index (short_stores, GhFleetShort, i);
      if (other->store != store)
        continue;
      other->missing_kwh += missing_kwh;
      return;
    }
  GhFleetShort one = { store, missing_kwh, *reason, is_shared };
  one.reason.store = g_intern_string (name);
  g_array_append_val (short_stores, one);
}

/* One store as if it had the connection alone; where even the load is too much others help. */
static GhSite *
new_view (const GhSite *site, guint s)
{
  GhSite *view = gh_site_copy_for_store (site, s);
  double idle = view->stores[0].standby_kw;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    view->load_kw[t]
        = MIN (view->load_kw[t], site->import_limit_kw + site->solar_kw[t] - idle - KEPT_KW);
  return view;
}

/**
 * gh_fleet_served_relax:
 * @site: a site; demands are lowered in place where they must be
 * @is_unmanaged: whether vehicles charge by the unmanaged rule
 * @short_stores: (element-type GhFleetShort): vehicles are added that cannot be served even alone
 *
 * gh_feasibility_relax() for each vehicle by itself. O(steps stores).
 */
void
gh_fleet_served_relax (GhSite *site, gboolean is_unmanaged, GArray *short_stores)
{
  for (guint s = 0; s < site->store_count; s++)
    {
      g_autoptr (GhSite) view = new_view (site, s);
      GhReason reason = { 0 };
      double missing = 0.0;

      gh_feasibility_relax (view, is_unmanaged && !view->stores[0].is_battery, &reason, &missing);
      gh_feasibility_take_demands (&site->stores[s], view);
      note_short (short_stores, s, missing, &reason, site->stores[s].name, FALSE);
    }
}

/**
 * gh_fleet_served_lower_tops:
 * @site: a site; changed in place
 * @store: a vehicle that no plan was found for
 * @short_stores: (element-type GhFleetShort): it is added where that helps
 *
 * gh_feasibility_lower_tops() for one vehicle.
 *
 * Returns: whether any demand was lowered
 */
gboolean
gh_fleet_served_lower_tops (GhSite *site, guint store, GArray *short_stores)
{
  g_autoptr (GhSite) view = gh_site_copy_for_store (site, store);
  GhReason reason = { 0 };
  double missing = 0.0;
  gboolean lowered = gh_feasibility_lower_tops (view, &reason, &missing);

  gh_feasibility_take_demands (&site->stores[store], view);
  note_short (short_stores, store, missing, &reason, site->stores[store].name, FALSE);
  return lowered;
}

/* A power that a direction can have, at most some; 0 where its least is more. */
static double
at_most (const GhChargerCurve *curve, double ac_kw)
{
  return curve->count > 0 && ac_kw >= curve->ac_kw[0] ? MIN (ac_kw, greatest_ac (curve)) : 0.0;
}

/* Takes power off those that charge in a step, or where @sign is -1 discharge, in the order of
 * their numbers, those that are short already first. Whether there was any to take. */
static gboolean
cut_step (const GhSite *site, GhPlan *plan, gsize t, double sign, gboolean bound_only,
          double above_kw, guint8 *is_cut)
{
  gboolean any = FALSE;

  for (int pass = 0; pass < 2; pass++)
    for (guint s = 0; s < site->store_count && above_kw > SLACK_KW; s++)
      {
        const GhStore *store = &site->stores[s];
        double idle = store->plugged[t] ? store->standby_kw : 0.0;
        double *power = &plan->stores[s].power_kw[t], before = sign * *power;

        if (is_cut[s] != (pass == 0) || before <= MAX (sign * idle, 0.0) + SLACK_KW
            || (bound_only && store->may_export))
          continue;
        double left = at_most (sign > 0.0 ? &store->charge : &store->discharge,
                               MAX (0.0, before - above_kw));
        *power = left > 0.0 ? sign * left : idle;
        above_kw -= before - sign * *power;
        is_cut[s] = TRUE;
        any = TRUE;
      }
  return any;
}

/* Keeps a step to the connection and to the rule for those that may not export; whether any power
 * had to be taken off. */
static gboolean
cut_to_limits (const GhSite *site, GhPlan *plan, gsize t, guint8 *is_cut)
{
  double net = site->load_kw[t] - site->solar_kw[t], power = 0.0, bound = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    {
      double own = plan->stores[s].power_kw[t];
      power += own;
      bound += site->stores[s].may_export ? 0.0 : MAX (0.0, -own);
    }
  gboolean any = cut_step (site, plan, t, -1.0, TRUE, bound - MAX (0.0, net), is_cut);
  any |= cut_step (site, plan, t, 1.0, FALSE, net + power - site->import_limit_kw, is_cut);
  any |= cut_step (site, plan, t, -1.0, FALSE, -site->load_kw[t] - power - site->export_limit_kw,
                   is_cut);
  return any;
}

/* Where driving draws more than there is the rest is charged elsewhere; otherwise less is asked
 * for. Returns what is missing. */
static double
lower_demand (GhStore *store, gsize t, double *energy)
{
  double missing = store->lower_kwh[t] - *energy;
  double from_drive = MIN (missing, store->drive_kwh[t]);

  store->drive_kwh[t] -= from_drive;
  *energy += from_drive;
  store->lower_kwh[t] = MIN (store->lower_kwh[t], *energy);
  return missing;
}

/* What a store adds in a step by its plan, as far as its battery lets it. */
static double
follow_step (const GhSite *site, const GhStore *store, gsize t, double power_kw, double energy)
{
  double hours = gh_time_axis_get_step_hours (site->axis);
  double idle = store->plugged[t] ? store->standby_kw : 0.0;
  gboolean charging = power_kw > idle;
  const GhChargerCurve *curve = charging ? &store->charge : &store->discharge;

  if (power_kw >= 0.0 && !charging)
    return 0.0;
  double floor = MAX (store->reserve_kwh, store->lower_kwh[t] + store->drive_kwh[t]);
  double room = charging ? store->upper_kwh[t] + store->drive_kwh[t] - energy : energy - floor;
  double battery = gh_charger_curve_battery_at (curve, fabs (power_kw));
  battery = MIN (battery,
                 MIN (MAX (0.0, room) / hours, gh_store_get_most_kw (store, charging, t, energy)));
  if (battery < curve->battery_kw[0] - SLACK_KW)
    return 0.0;
  battery = MAX (battery, curve->battery_kw[0]);
  return charging ? battery * hours : -battery * hours;
}

/* Whether a schedule falls short of what is asked for. */
static gboolean
is_short (const GhStore *store, const GhStorePlan *plan, gsize count)
{
  for (gsize t = 0; t < count; t++)
    if (plan->energy_kwh[t] < store->lower_kwh[t] - SLACK_KWH)
      return TRUE;
  return plan->energy_kwh[count - 1] < store->end_kwh - SLACK_KWH;
}

/* Follows the powers of a plan, lowers what they do not serve, and writes what comes of it. */
static void
follow (GhSite *site, guint s, GhStorePlan *plan, GArray *short_stores)
{
  GhStore *store = &site->stores[s];
  gsize count = gh_time_axis_get_count (site->axis);
  double energy = store->start_kwh, missing = 0.0;
  GhReason reason = { 0 };

  for (gsize t = 0; t < count; t++)
    {
      double stored = follow_step (site, store, t, plan->power_kw[t], energy);
      energy += stored - store->drive_kwh[t];
      if (energy < store->lower_kwh[t] - SLACK_KWH)
        {
          if (reason.code == GH_REASON_NONE)
            reason = (GhReason){ GH_REASON_TRIP_ENERGY,
                                 gh_time_axis_get_time (site->axis, MIN (t + 1, count)),
                                 store->lower_kwh[t], energy };
          missing += lower_demand (store, t, &energy);
        }
      plan->energy_kwh[t] = energy;
      plan->power_kw[t] = gh_store_problem_get_power_kw (site, store, FALSE, t, stored);
    }
  if (energy < store->end_kwh - SLACK_KWH)
    {
      if (reason.code == GH_REASON_NONE)
        reason = (GhReason){ GH_REASON_END_ENERGY, gh_time_axis_get_time (site->axis, count),
                             store->end_kwh, energy };
      missing += store->end_kwh - energy;
      store->end_kwh = energy;
    }
  note_short (short_stores, s, missing, &reason, store->name, TRUE);
}

/**
 * gh_fleet_served_cut:
 * @site: a site; demands are lowered in place where the plan does not meet them
 * @plan: (inout): powers of all stores; those beyond the connection are cut
 * @short_stores: (element-type GhFleetShort): vehicles that fall short by that are added
 *
 * Keeps a plan to the limits of the connection: vehicles that charge while it carries too much
 * charge less, as few of them as that needs, and fall short by what they would have got. What they
 * would have given from that later is not there either, and cut again from those that took it,
 * until all limits are kept; powers only fall by it. O(steps stores) each time, which is seldom
 * more than one.
 */
void
gh_fleet_served_cut (GhSite *site, GhPlan *plan, GArray *short_stores)
{
  g_autofree guint8 *is_cut = g_new0 (guint8, MAX (1, site->store_count));
  gboolean any = TRUE;

  for (gsize pass = 0; pass < plan->count && any; pass++)
    {
      any = FALSE;
      for (gsize t = 0; t < plan->count; t++)
        any |= cut_to_limits (site, plan, t, is_cut);
      for (guint s = 0; s < site->store_count; s++)
        if (is_cut[s] || is_short (&site->stores[s], &plan->stores[s], plan->count))
          follow (site, s, &plan->stores[s], short_stores);
    }
}

/**
 * gh_fleet_served_sum:
 * @short_stores: (element-type GhFleetShort): vehicles that are short
 *
 * Returns: what all of them miss, kWh
 */
double
gh_fleet_served_sum (const GArray *short_stores)
{
  double sum = 0.0;

  for (guint i = 0; i < short_stores->len; i++)
    sum += g_array_index (short_stores, GhFleetShort, i).missing_kwh;
  return sum;
}
