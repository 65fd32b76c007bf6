/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/site-program.h"

#include "errors.h"
#include "planning/linear-program.h"
#include "words.h"

#include <math.h>

#define NONE G_MAXUINT

/* The columns of one direction of the charger in one step: the curve's first point while the
   mode is on, and one column from 0 to 1 for each line between two points. */
typedef struct
{
  guint mode;
  guint first_segment;
} FlowColumns;

typedef struct
{
  guint import;
  guint solar_export;
  guint store_export;
  guint used_solar;
  guint idle;
  guint energy;
  FlowColumns charge;
  FlowColumns discharge;
} StepColumns;

typedef struct
{
  const GhSite *site;
  const GhStore *store; /* (nullable) */
  GhLinearProgram *program;
  double hours;
  gboolean any_negative; /* a price below zero makes waste pay */
  gboolean careful;      /* write all binaries: a first try made waste that no plan can follow */
  gboolean modes_always; /* energy can be a burden, or idle is no point of the curves */
  gboolean order_always;
  StepColumns *steps;
} Writer;

static guint
add_column (Writer *writer, double upper, double cost)
{
  return gh_linear_program_add_column (writer->program, 0.0, upper, cost, GH_LINEAR_CONTINUOUS);
}

static guint
add_binary (Writer *writer)
{
  return gh_linear_program_add_column (writer->program, 0.0, 1.0, 0.0, GH_LINEAR_BINARY);
}

static void
put (Writer *writer, guint row, guint column, double value)
{
  if (column != NONE)
    gh_linear_program_set_coefficient (writer->program, row, column, value);
}

/* Adds the row lower <= a x + b y <= upper. */
static void
add_pair (Writer *writer, double lower, double upper, guint x, double a, guint y, double b)
{
  guint row = gh_linear_program_add_row (writer->program, lower, upper);

  put (writer, row, x, a);
  put (writer, row, y, b);
}

static double
greatest_ac (const GhChargerCurve *curve)
{
  return curve->count > 0 ? curve->ac_kw[curve->count - 1] : 0.0;
}

static gboolean
starts_at_zero (const GhChargerCurve *curve)
{
  return curve->count == 0 || (curve->battery_kw[0] <= 0.0 && curve->ac_kw[0] <= 0.0);
}

/* Whether the losses grow with power, so that lines are filled in order where waste costs. */
static gboolean
losses_grow (const GhChargerCurve *curve, double sign)
{
  double before = -INFINITY;

  for (guint i = 0; i + 1 < curve->count; i++)
    {
      double slope = sign * (curve->ac_kw[i + 1] - curve->ac_kw[i])
                     / (curve->battery_kw[i + 1] - curve->battery_kw[i]);
      if (slope < before - 1e-12)
        return FALSE;
      before = slope;
    }
  return TRUE;
}

static gboolean
upper_limit_falls (const GhSite *site, const GhStore *store)
{
  double before = store->start_kwh;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      if (store->upper_kwh[t] + store->drive_kwh[t] < before)
        return TRUE;
      before = store->upper_kwh[t];
    }
  return FALSE;
}

/* Decides where a linear program would cheat: energy wasted by charging and discharging at once
   or by filling the lossy end of a curve first. */
static void
choose_binaries (Writer *writer)
{
  const GhSite *site = writer->site;
  const GhStore *store = writer->store;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    writer->any_negative |= gh_site_import_cost (site, t) < 0.0 || site->load_kw[t] < 0.0
                            || gh_site_export_worth (site, t) < 0.0
                            || gh_site_store_export_worth (site, t) < 0.0;
  if (store == NULL)
    return;
  gboolean gap = !starts_at_zero (&store->charge) || !starts_at_zero (&store->discharge);
  gboolean odd = !losses_grow (&store->charge, 1.0) || !losses_grow (&store->discharge, -1.0);
  gboolean burden = gap || writer->any_negative || store->wear_per_kwh < 0.0
                    || store->dwell.count > 0 || upper_limit_falls (site, store);
  writer->order_always = writer->careful || burden || odd;
  writer->modes_always = writer->order_always || store->standby_kw > 0.0;
}

static gboolean
is_plugged (const Writer *writer, gsize t)
{
  return writer->store != NULL && writer->store->plugged[t];
}

/* Energy that discharging must leave although the limits do not ask for it. */
static double
reserve_above (const Writer *writer, gsize t)
{
  const GhStore *store = writer->store;

  return store->reserve_kwh - store->drive_kwh[t] - store->lower_kwh[t];
}

static gboolean
needs_modes (const Writer *writer, gsize t)
{
  const GhSite *site = writer->site;
  gboolean reserved = writer->store->discharge.count > 0 && reserve_above (writer, t) > 0.0;
  gboolean resale = site->solar_kw[t] > 0.0
                    && gh_site_store_export_worth (site, t) > gh_site_export_worth (site, t);

  return writer->modes_always || reserved || resale;
}

static void
write_flow (Writer *writer, const GhChargerCurve *curve, gboolean moded, double cost_per_kw,
            FlowColumns *flow)
{
  gboolean ordered = writer->order_always && moded;

  if (curve->count < 2)
    return;
  if (moded)
    {
      flow->mode = add_binary (writer);
      gh_linear_program_set_cost (writer->program, flow->mode, cost_per_kw * curve->ac_kw[0]);
    }
  flow->first_segment = gh_linear_program_get_columns (writer->program);
  for (guint i = 0; i + 1 < curve->count; i++)
    add_column (writer, 1.0, cost_per_kw * (curve->ac_kw[i + 1] - curve->ac_kw[i]));
  for (guint i = 0; moded && i + 1 < curve->count; i++)
    add_pair (writer, -INFINITY, 0.0, flow->first_segment + i, 1.0, flow->mode, -1.0);
  for (guint i = 0; ordered && i + 2 < curve->count; i++)
    {
      guint full = add_binary (writer);
      add_pair (writer, 0.0, INFINITY, flow->first_segment + i, 1.0, full, -1.0);
      add_pair (writer, -INFINITY, 0.0, flow->first_segment + i + 1, 1.0, full, -1.0);
    }
}

/* Adds factor times the power of a direction, at the bus or at the battery, to a row. */
static void
put_flow (Writer *writer, guint row, const FlowColumns *flow, const double *kw, guint count,
          double factor)
{
  if (flow->first_segment == NONE)
    return;
  put (writer, row, flow->mode, factor * kw[0]);
  for (guint i = 0; i + 1 < count; i++)
    put (writer, row, flow->first_segment + i, factor * (kw[i + 1] - kw[i]));
}

static void
write_store (Writer *writer, gsize t)
{
  const GhSite *site = writer->site;
  const GhStore *store = writer->store;
  const GhChargerCurve *discharge = &store->discharge;
  StepColumns *step = &writer->steps[t];
  gboolean moded = needs_modes (writer, t);

  write_flow (writer, &store->charge, moded, 0.0, &step->charge);
  write_flow (writer, discharge, moded, writer->hours * store->wear_per_kwh, &step->discharge);
  if (moded)
    {
      step->idle = add_column (writer, 1.0, 0.0);
      guint row = gh_linear_program_add_row (writer->program, 1.0, 1.0);
      put (writer, row, step->idle, 1.0);
      put (writer, row, step->charge.mode, 1.0);
      put (writer, row, step->discharge.mode, 1.0);
    }
  if (!store->may_export && discharge->count > 0)
    {
      double most = MAX (0.0, site->load_kw[t] - site->solar_kw[t]);
      guint row = gh_linear_program_add_row (writer->program, -INFINITY, most);
      put_flow (writer, row, &step->discharge, discharge->ac_kw, discharge->count, 1.0);
    }
}

/* Limits of the battery itself on one direction. */
static void
write_limits (Writer *writer, gsize t, gboolean charging)
{
  const GhStore *store = writer->store;
  const GhChargerCurve *curve = charging ? &store->charge : &store->discharge;
  const FlowColumns *flow = charging ? &writer->steps[t].charge : &writer->steps[t].discharge;
  const GhPowerLimit *limits = charging ? store->charge_limits : store->discharge_limits;
  const double *caps = charging ? store->charge_cap_kw : store->discharge_cap_kw;
  guint count = charging ? store->charge_limit_count : store->discharge_limit_count;
  double sign = charging ? 1.0 : -1.0;

  if (flow->first_segment == NONE)
    return;
  for (guint i = 0; i < count; i++)
    {
      double start = t == 0 ? store->start_kwh : 0.0;
      guint row = gh_linear_program_add_row (writer->program, -INFINITY,
                                             limits[i].kw - sign * limits[i].kw_per_kwh * start);
      put_flow (writer, row, flow, curve->battery_kw, curve->count, 1.0);
      if (t > 0)
        put (writer, row, writer->steps[t - 1].energy, sign * limits[i].kw_per_kwh);
    }
  if (caps == NULL || caps[t] >= curve->battery_kw[curve->count - 1])
    return;
  guint row = gh_linear_program_add_row (writer->program, -INFINITY, caps[t]);
  put_flow (writer, row, flow, curve->battery_kw, curve->count, 1.0);
}

/* What holding energy costs: one column for each kink, the energy above it. */
static void
write_dwell (Writer *writer, gsize t)
{
  const GhDwellCost *dwell = &writer->store->dwell;

  for (guint k = 0; k < dwell->count; k++)
    {
      double before = k > 0 ? dwell->per_kwh_hour[k - 1] : 0.0;
      guint above
          = add_column (writer, INFINITY, writer->hours * (dwell->per_kwh_hour[k] - before));
      add_pair (writer, -dwell->from_kwh[k], INFINITY, above, 1.0, writer->steps[t].energy, -1.0);
    }
}

static void
write_energy (Writer *writer, gsize t)
{
  const GhStore *store = writer->store;
  StepColumns *step = &writer->steps[t];
  gboolean last = t + 1 == gh_time_axis_get_count (writer->site->axis);
  double lower = last ? MAX (store->lower_kwh[t], store->end_kwh) : store->lower_kwh[t];
  double known = (t == 0 ? store->start_kwh : 0.0) - store->drive_kwh[t];

  step->energy = gh_linear_program_add_column (writer->program, lower, store->upper_kwh[t], 0.0,
                                               GH_LINEAR_CONTINUOUS);
  guint row = gh_linear_program_add_row (writer->program, known, known);
  put (writer, row, step->energy, 1.0);
  if (t > 0)
    put (writer, row, writer->steps[t - 1].energy, -1.0);
  put_flow (writer, row, &step->charge, store->charge.battery_kw, store->charge.count,
            -writer->hours);
  put_flow (writer, row, &step->discharge, store->discharge.battery_kw, store->discharge.count,
            writer->hours);
  if (step->discharge.mode != NONE && reserve_above (writer, t) > 0.0)
    add_pair (writer, store->lower_kwh[t], INFINITY, step->energy, 1.0, step->discharge.mode,
              -reserve_above (writer, t));
  write_limits (writer, t, TRUE);
  write_limits (writer, t, FALSE);
  write_dwell (writer, t);
}

/* Import and export at once pay where a sold kWh earns more than a bought one costs. */
static void
write_exclusion (Writer *writer, gsize t, double most_import, double most_export)
{
  const GhSite *site = writer->site;
  StepColumns *step = &writer->steps[t];
  double cost = gh_site_import_cost (site, t);
  gboolean solar_pays = step->solar_export != NONE && gh_site_export_worth (site, t) > cost;
  gboolean store_pays = step->store_export != NONE && gh_site_store_export_worth (site, t) > cost;

  if (!solar_pays && !store_pays)
    return;
  guint importing = add_binary (writer);
  add_pair (writer, -INFINITY, 0.0, step->import, 1.0, importing, -most_import);
  guint row = gh_linear_program_add_row (writer->program, -INFINITY, most_export);
  put (writer, row, step->solar_export, 1.0);
  put (writer, row, step->store_export, 1.0);
  put (writer, row, importing, most_export);
}

static void
write_exports (Writer *writer, gsize t, double most_solar, double most_store)
{
  const GhSite *site = writer->site;
  const GhStore *store = writer->store;
  StepColumns *step = &writer->steps[t];
  double hours = writer->hours;

  if (most_solar > 0.0)
    {
      step->used_solar = add_column (writer, most_solar, 0.0);
      step->solar_export = add_column (writer, most_solar, -hours * gh_site_export_worth (site, t));
      add_pair (writer, 0.0, INFINITY, step->used_solar, 1.0, step->solar_export, -1.0);
    }
  if (most_store > 0.0 && store->may_export)
    {
      step->store_export
          = add_column (writer, most_store, -hours * gh_site_store_export_worth (site, t));
      guint row = gh_linear_program_add_row (writer->program, 0.0, INFINITY);
      put_flow (writer, row, &step->discharge, store->discharge.ac_kw, store->discharge.count, 1.0);
      put (writer, row, step->store_export, -1.0);
    }
  if (isfinite (site->export_limit_kw))
    add_pair (writer, -INFINITY, site->export_limit_kw, step->solar_export, 1.0, step->store_export,
              1.0);
}

static void
write_step (Writer *writer, gsize t)
{
  const GhSite *site = writer->site;
  const GhStore *store = writer->store;
  StepColumns *step = &writer->steps[t];
  gboolean plugged = is_plugged (writer, t);
  double most_solar = MAX (0.0, site->solar_kw[t]);
  double most_store = plugged ? greatest_ac (&store->discharge) : 0.0;
  double most_import = MAX (0.0, site->load_kw[t]);

  if (plugged)
    {
      most_import += greatest_ac (&store->charge) + store->standby_kw;
      write_store (writer, t);
    }
  most_import = MIN (most_import, site->import_limit_kw);
  step->import = add_column (writer, most_import, writer->hours * gh_site_import_cost (site, t));
  write_exports (writer, t, most_solar, most_store);
  write_exclusion (writer, t, most_import, MIN (most_solar + most_store, site->export_limit_kw));
  guint row = gh_linear_program_add_row (writer->program, site->load_kw[t], site->load_kw[t]);
  put (writer, row, step->import, 1.0);
  put (writer, row, step->solar_export, -1.0);
  put (writer, row, step->store_export, -1.0);
  put (writer, row, step->used_solar, 1.0);
  if (plugged)
    {
      put (writer, row, step->idle, -store->standby_kw);
      put_flow (writer, row, &step->charge, store->charge.ac_kw, store->charge.count, -1.0);
      put_flow (writer, row, &step->discharge, store->discharge.ac_kw, store->discharge.count, 1.0);
    }
  if (store != NULL)
    write_energy (writer, t);
}

static void
write_program (Writer *writer)
{
  gsize count = gh_time_axis_get_count (writer->site->axis);
  StepColumns nothing = { NONE, NONE, NONE, NONE, NONE, NONE, { NONE, NONE }, { NONE, NONE } };

  choose_binaries (writer);
  for (gsize t = 0; t < count; t++)
    {
      writer->steps[t] = nothing;
      write_step (writer, t);
    }
}

/* Power at the battery that the solution gives to one direction. */
static double
flow_of (const GhChargerCurve *curve, const FlowColumns *flow, const double *values)
{
  if (flow->first_segment == NONE)
    return 0.0;
  double kw = curve->battery_kw[0] * (flow->mode == NONE ? 1.0 : round (values[flow->mode]));
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
flows (const FlowColumns *flow, double net_kw, const double *values)
{
  if (flow->first_segment == NONE)
    return FALSE;
  return flow->mode == NONE ? net_kw > 0.0 : values[flow->mode] > 0.5;
}

/* Takes the store's flow of a step from the solution; where nothing is lost by it a program
   without modes may charge and discharge at once, of which the difference is kept.
   Returns the change of stored energy before driving. */
static double
take_flow (const Writer *writer, gsize t, const double *values, double *power_kw)
{
  const GhStore *store = writer->store;
  const StepColumns *step = &writer->steps[t];

  *power_kw = 0.0;
  if (!is_plugged (writer, t))
    return 0.0;
  double net = flow_of (&store->charge, &step->charge, values)
               - flow_of (&store->discharge, &step->discharge, values);
  if (flows (&step->charge, net, values))
    *power_kw = bus_power (&store->charge, net);
  else if (flows (&step->discharge, -net, values))
    *power_kw = -bus_power (&store->discharge, -net);
  else
    {
      *power_kw = step->idle != NONE ? store->standby_kw : 0.0;
      return 0.0;
    }
  return writer->hours * net;
}

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
settle (const Writer *writer, gsize t, double power_kw, double used_kw)
{
  const GhSite *site = writer->site;
  double grid = site->load_kw[t] - used_kw + power_kw;
  double most = power_kw < 0.0 ? -power_kw : 0.0;
  Settlement result = { grid, used_kw, 0.0, INFINITY };

  if (writer->store != NULL && !writer->store->may_export
      && most > MAX (0.0, site->load_kw[t] - MAX (0.0, site->solar_kw[t])) + 1e-7)
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
settle_best (const Writer *writer, gsize t, double power_kw)
{
  const GhSite *site = writer->site;
  double solar = MAX (0.0, site->solar_kw[t]), net = site->load_kw[t] + power_kw;
  double places[] = { solar,
                      net,
                      net + MAX (0.0, -power_kw),
                      net + site->export_limit_kw,
                      net - site->import_limit_kw,
                      0.0 };
  Settlement best = settle (writer, t, power_kw, solar);

  for (guint i = 1; i < G_N_ELEMENTS (places); i++)
    {
      Settlement other = settle (writer, t, power_kw, CLAMP (places[i], 0.0, solar));
      if (other.cost < best.cost)
        best = other;
    }
  return best;
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
    }
}

static void
fill_plan (const Writer *writer, const double *values, GhPlan *plan)
{
  const GhStore *store = writer->store;
  double energy = store != NULL ? store->start_kwh : 0.0;
  double cost = store != NULL ? store->away_kwh * store->away_price_per_kwh : 0.0;

  for (gsize t = 0; t < plan->count; t++)
    {
      double power = 0.0;
      if (store != NULL)
        {
          energy += take_flow (writer, t, values, &power) - store->drive_kwh[t];
          plan->stores[0].power_kw[t] = power;
          plan->stores[0].energy_kwh[t] = energy;
          cost += writer->hours * store->wear_per_kwh * MAX (0.0, -power)
                  + gh_store_get_dwell_cost (store, energy, writer->hours);
        }
      Settlement best = settle_best (writer, t, power);
      plan->grid_kw[t] = best.grid_kw;
      plan->curtailed_kw[t] = MAX (0.0, writer->site->solar_kw[t]) - best.used_kw;
      plan->store_export_kw[t] = best.store_export_kw;
      cost += best.cost;
    }
  plan->objective = cost;
}

/* Puts the solution into a plan; FALSE where the plan does not cost what the solver says. */
static gboolean
conclude (const Writer *writer, const GhLinearSolution *solution, GhPlan *plan)
{
  const GhStore *store = writer->store;
  double away = store != NULL ? store->away_kwh * store->away_price_per_kwh : 0.0;

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

static Writer
begin_program (const GhSite *site, gboolean careful, GhLinearProgram *program, StepColumns *steps)
{
  Writer writer = { .site = site,
                    .program = program,
                    .careful = careful,
                    .steps = steps,
                    .store = site->store_count > 0 ? &site->stores[0] : NULL,
                    .hours = gh_time_axis_get_step_hours (site->axis) };

  write_program (&writer);
  return writer;
}

/**
 * gh_site_program_new:
 * @site: a site with one store or none
 *
 * Writes the linear program of a site without solving it, as gh_site_program_solve() tries it
 * first: to be timed, or given to another solver. O(steps).
 *
 * Returns: (transfer full): the program
 */
GhLinearProgram *
gh_site_program_new (const GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree StepColumns *steps = g_new0 (StepColumns, MAX (count, 1));
  GhLinearProgram *program = gh_linear_program_new ();

  begin_program (site, FALSE, program, steps);
  return program;
}

/* Writes and solves the program once. FALSE on error; without a plan where no plan follows from
   the solution: a program with few binaries may waste energy that is worth nothing by charging
   and discharging at once. */
static gboolean
attempt (const GhSite *site, gboolean careful, double time_limit_seconds,
         const GhProgress *progress, GhPlan **plan, GError **error)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree StepColumns *steps = g_new0 (StepColumns, MAX (count, 1));
  Writer writer = begin_program (site, careful, program, steps);
  g_auto (GhLinearSolution) solution = { .values = NULL };

  if (!gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, time_limit_seconds, progress,
                                &solution, error))
    return FALSE;
  *plan = gh_plan_new (site);
  if (!conclude (&writer, &solution, *plan))
    g_clear_pointer (plan, gh_plan_free);
  return TRUE;
}

/**
 * gh_site_program_solve:
 * @site: a site with one store or none
 * @time_limit_seconds: how long it may take, 0 or %INFINITY for no limit
 * @progress: (nullable): whom to tell and ask
 * @error: set where the call cannot be carried out
 *
 * Plans by a linear program, with binary columns only where waste could pay or a flow has a
 * minimum. Slow, and written apart from the storage kernel, whose oracle it is. The time limit
 * holds for each of at most two programs.
 *
 * Returns: (transfer full) (nullable): a plan; without arrays where there is none
 */
GhPlan *
gh_site_program_solve (const GhSite *site, double time_limit_seconds, const GhProgress *progress,
                       GError **error)
{
  if (site->store_count > 1)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_UNSUPPORTED,
                           _ ("Only sites with one store can be planned at once."));
      return NULL;
    }
  GhPlan *plan = NULL;
  for (int careful = 0; careful < 2 && plan == NULL; careful++)
    if (!attempt (site, careful, time_limit_seconds, progress, &plan, error))
      return NULL;
  if (plan == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                         _ ("The solution of the linear program is no plan."));
  return plan;
}
