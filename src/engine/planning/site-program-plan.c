/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the solution of a site's linear program means as a plan. */
#include "planning/site-program-private.h"

#include <math.h>

/* Power at the battery that the solution gives to one direction. */
static double
flow_of (const GhChargerCurve *curve, const GhFlowColumns *flow, const double *values)
{
  if (flow->first_segment == GH_NO_COLUMN)
    return 0.0;
  double kw
      = curve->battery_kw[0] * (flow->mode == GH_NO_COLUMN ? 1.0 : round (values[flow->mode]));
  for (guint i = 0; i + 1 < curve->count; i++)
    kw += values[flow->first_segment + i] * (curve->battery_kw[i + 1] - curve->battery_kw[i]);
  return kw;
}

/* Reads the curve at a power at the battery. */
static double
bus_power (const GhChargerCurve *curve, double battery_kw)
{
  guint i = 0;

  while (i + 2 < curve->count && battery_kw > curve->battery_kw[i + 1])
    i++;
  double share
      = (battery_kw - curve->battery_kw[i]) / (curve->battery_kw[i + 1] - curve->battery_kw[i]);
  return curve->ac_kw[i] + CLAMP (share, 0.0, 1.0) * (curve->ac_kw[i + 1] - curve->ac_kw[i]);
}

/* Whether there is this direction and it is taken. */
static gboolean
flows (const GhFlowColumns *flow, double net_kw, const double *values)
{
  if (flow->first_segment == GH_NO_COLUMN)
    return FALSE;
  return flow->mode == GH_NO_COLUMN ? net_kw > 0.0 : values[flow->mode] > 0.5;
}

/* Takes a store's flow of a step from the solution; where nothing is lost by it a program
   without modes may charge and discharge at once, of which the difference is kept.
   Returns the change of stored energy before driving. */
static double
take_flow (const GhSiteWriter *writer, gsize t, guint s, const double *values, double *power_kw)
{
  const GhStore *store = &writer->site->stores[s];
  const GhStoreColumns *columns = gh_site_writer_at (writer, t, s);

  *power_kw = 0.0;
  if (!store->plugged[t])
    return 0.0;
  double net = flow_of (&store->charge, &columns->charge, values)
               - flow_of (&store->discharge, &columns->discharge, values);
  if (flows (&columns->charge, net, values))
    *power_kw = bus_power (&store->charge, net);
  else if (flows (&columns->discharge, -net, values))
    *power_kw = -bus_power (&store->discharge, -net);
  else
    {
      *power_kw = columns->idle != GH_NO_COLUMN ? store->standby_kw : 0.0;
      return 0.0;
    }
  return writer->hours * net;
}

/* What the stores do in a step. */
typedef struct
{
  double power_kw; /* together */
  double bound_kw; /* discharged by those that may not export */
} StoreFlows;

typedef struct
{
  double grid_kw;
  double used_kw;
  double store_export_kw;
  double cost;
} Settlement;

/* What the meter costs in a step when a given part of the solar power is used; infinite where a
   limit is broken. */
static Settlement
settle (const GhSiteWriter *writer, gsize t, const StoreFlows *flows, double used_kw)
{
  const GhSite *site = writer->site;
  double grid = site->load_kw[t] - used_kw + flows->power_kw;
  double most = MAX (-flows->power_kw, 0.0);
  Settlement result = { grid, used_kw, 0.0, INFINITY };

  if (flows->bound_kw > MAX (0.0, site->load_kw[t] - MAX (0.0, site->solar_kw[t])) + 1e-7)
    return result;
  if (grid > site->import_limit_kw + 1e-7 || grid < -site->export_limit_kw - 1e-7)
    return result;
  double sold = MAX (-grid, 0.0);
  double own = gh_site_export_worth (site, t), stores = gh_site_store_export_worth (site, t);
  result.store_export_kw = stores > own ? MIN (most, sold) : CLAMP (sold - used_kw, 0.0, most);
  result.cost = writer->hours
                * (gh_site_import_cost (site, t) * MAX (grid, 0.0) - stores * result.store_export_kw
                   - own * (sold - result.store_export_kw));
  return result;
}

/* The cost of a step is straight in the solar power used but where export begins, where all
   discharged power is exported and at the limits: the best is one of these. */
static Settlement
settle_best (const GhSiteWriter *writer, gsize t, const StoreFlows *flows)
{
  const GhSite *site = writer->site;
  double solar = MAX (0.0, site->solar_kw[t]), net = site->load_kw[t] + flows->power_kw;
  double places[] = { solar,
                      net,
                      net + MAX (0.0, -flows->power_kw),
                      net + site->export_limit_kw,
                      net - site->import_limit_kw,
                      0.0 };
  Settlement best = settle (writer, t, flows, solar);

  for (guint i = 1; i < G_N_ELEMENTS (places); i++)
    {
      Settlement other = settle (writer, t, flows, CLAMP (places[i], 0.0, solar));
      if (other.cost < best.cost)
        best = other;
    }
  return best;
}

/* The solution's own use of solar power where that imports less. */
static Settlement
settle_as_solved (const GhSiteWriter *writer, gsize t, const double *values,
                  const StoreFlows *flows, const Settlement *best)
{
  const GhSiteColumns *step = &writer->steps[t];
  double solar = MAX (0.0, writer->site->solar_kw[t]);
  double used = step->used_solar != GH_NO_COLUMN ? values[step->used_solar] : 0.0;
  Settlement solved = settle (writer, t, flows, CLAMP (used, 0.0, solar));

  return isfinite (solved.cost) && solved.grid_kw < best->grid_kw ? solved : *best;
}

static void
drop_arrays (GhPlan *plan)
{
  g_clear_pointer (&plan->grid_kw, g_free);
  g_clear_pointer (&plan->curtailed_kw, g_free);
  g_clear_pointer (&plan->store_export_kw, g_free);
  for (guint i = 0; i < plan->store_count; i++)
    {
      g_clear_pointer (&plan->stores[i].power_kw, g_free);
      g_clear_pointer (&plan->stores[i].energy_kwh, g_free);
      g_clear_pointer (&plan->stores[i].value_per_kwh, g_free);
      g_clear_pointer (&plan->stores[i].dual_per_kwh, g_free);
    }
}

static double
away_cost (const GhSite *site)
{
  double cost = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    cost += site->stores[s].away_kwh * site->stores[s].away_price_per_kwh;
  return cost;
}

/* Writes what the stores do in a step into the plan. Returns what that costs them. */
static double
fill_stores (const GhSiteWriter *writer, gsize t, const double *values, GhPlan *plan,
             StoreFlows *flows)
{
  const GhSite *site = writer->site;
  double cost = 0.0;

  *flows = (StoreFlows){ 0.0, 0.0 };
  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      double before = t > 0 ? plan->stores[s].energy_kwh[t - 1] : store->start_kwh;
      double *power = &plan->stores[s].power_kw[t], *energy = &plan->stores[s].energy_kwh[t];
      *energy = before + take_flow (writer, t, s, values, power) - store->drive_kwh[t];
      flows->power_kw += *power;
      flows->bound_kw += store->may_export ? 0.0 : MAX (0.0, -*power);
      cost += writer->hours * store->wear_per_kwh * MAX (0.0, -*power)
              + gh_store_get_dwell_cost (store, *energy, writer->hours);
    }
  return cost;
}

static void
fill_plan (const GhSiteWriter *writer, const double *values, GhPlan *plan)
{
  double cost = away_cost (writer->site);

  for (gsize t = 0; t < plan->count; t++)
    {
      StoreFlows flows;
      cost += fill_stores (writer, t, values, plan, &flows);
      Settlement best = settle_best (writer, t, &flows);
      /* A peak can make it better to curtail less than the step alone asks for. */
      if (writer->site->demand_charge_count > 0)
        best = settle_as_solved (writer, t, values, &flows, &best);
      plan->grid_kw[t] = best.grid_kw;
      plan->curtailed_kw[t] = MAX (0.0, writer->site->solar_kw[t]) - best.used_kw;
      plan->store_export_kw[t] = best.store_export_kw;
      cost += best.cost;
    }
  plan->objective = cost + gh_site_get_demand_cost (writer->site, plan->grid_kw);
}

/**
 * gh_site_writer_conclude:
 * @writer: a written program
 * @solution: its solution
 * @plan: (out): a plan of the site, filled
 *
 * Puts the solution of a program into a plan.
 *
 * Returns: %FALSE where the plan does not cost what the solver says
 */
gboolean
gh_site_writer_conclude (const GhSiteWriter *writer, const GhLinearSolution *solution, GhPlan *plan)
{
  double away = away_cost (writer->site);

  plan->solver = solution->integer ? "glpk-mip" : "glpk-lp";
  plan->objective = INFINITY;
  plan->lower_bound = solution->bound + away;
  plan->status = solution->status == GH_LINEAR_OPTIMAL      ? GH_PLAN_OPTIMAL
                 : solution->status == GH_LINEAR_TIME_LIMIT ? GH_PLAN_TIME_LIMIT
                                                            : GH_PLAN_INFEASIBLE;
  if (solution->values == NULL)
    {
      drop_arrays (plan);
      return TRUE;
    }
  fill_plan (writer, solution->values, plan);
  double expected = solution->objective + away;
  plan->lower_bound = MIN (plan->lower_bound, plan->objective);
  return fabs (plan->objective - expected) <= 1e-6 * (1.0 + fabs (expected));
}
