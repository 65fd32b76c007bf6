/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/site-program.h"

#include "errors.h"
#include "planning/site-program-private.h"
#include "words.h"

#include <math.h>
static guint
add_column (GhSiteWriter *writer, double upper, double cost)
{
  return gh_linear_program_add_column (writer->program, 0.0, upper, cost, GH_LINEAR_CONTINUOUS);
}

static guint
add_binary (GhSiteWriter *writer)
{
  return gh_linear_program_add_column (writer->program, 0.0, 1.0, 0.0, GH_LINEAR_BINARY);
}

static void
put (GhSiteWriter *writer, guint row, guint column, double value)
{
  if (column != GH_NO_COLUMN)
    gh_linear_program_set_coefficient (writer->program, row, column, value);
}

/* Adds the row lower <= a x + b y <= upper. */
static void
add_pair (GhSiteWriter *writer, double lower, double upper, guint x, double a, guint y, double b)
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
choose_binaries (GhSiteWriter *writer)
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

/**
 * gh_site_writer_is_plugged:
 * @writer: a program being written
 * @t: a step
 *
 * Returns: whether there is a store and power can flow
 */
gboolean
gh_site_writer_is_plugged (const GhSiteWriter *writer, gsize t)
{
  return writer->store != NULL && writer->store->plugged[t];
}

/* Energy that discharging must leave although the limits do not ask for it. */
static double
reserve_above (const GhSiteWriter *writer, gsize t)
{
  const GhStore *store = writer->store;

  return store->reserve_kwh - store->drive_kwh[t] - store->lower_kwh[t];
}

static gboolean
needs_modes (const GhSiteWriter *writer, gsize t)
{
  const GhSite *site = writer->site;
  gboolean reserved = writer->store->discharge.count > 0 && reserve_above (writer, t) > 0.0;
  gboolean resale = site->solar_kw[t] > 0.0
                    && gh_site_store_export_worth (site, t) > gh_site_export_worth (site, t);

  return writer->modes_always || reserved || resale;
}

static void
write_flow (GhSiteWriter *writer, const GhChargerCurve *curve, gboolean moded, double cost_per_kw,
            GhFlowColumns *flow)
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
put_flow (GhSiteWriter *writer, guint row, const GhFlowColumns *flow, const double *kw, guint count,
          double factor)
{
  if (flow->first_segment == GH_NO_COLUMN)
    return;
  put (writer, row, flow->mode, factor * kw[0]);
  for (guint i = 0; i + 1 < count; i++)
    put (writer, row, flow->first_segment + i, factor * (kw[i + 1] - kw[i]));
}

static void
write_store (GhSiteWriter *writer, gsize t)
{
  const GhSite *site = writer->site;
  const GhStore *store = writer->store;
  const GhChargerCurve *discharge = &store->discharge;
  GhSiteColumns *step = &writer->steps[t];
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
write_limits (GhSiteWriter *writer, gsize t, gboolean charging)
{
  const GhStore *store = writer->store;
  const GhChargerCurve *curve = charging ? &store->charge : &store->discharge;
  const GhFlowColumns *flow = charging ? &writer->steps[t].charge : &writer->steps[t].discharge;
  const GhPowerLimit *limits = charging ? store->charge_limits : store->discharge_limits;
  const double *caps = charging ? store->charge_cap_kw : store->discharge_cap_kw;
  guint count = charging ? store->charge_limit_count : store->discharge_limit_count;
  double sign = charging ? 1.0 : -1.0;

  if (flow->first_segment == GH_NO_COLUMN)
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
write_dwell (GhSiteWriter *writer, gsize t)
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
write_energy (GhSiteWriter *writer, gsize t)
{
  const GhStore *store = writer->store;
  GhSiteColumns *step = &writer->steps[t];
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
  if (step->discharge.mode != GH_NO_COLUMN && reserve_above (writer, t) > 0.0)
    add_pair (writer, store->lower_kwh[t], INFINITY, step->energy, 1.0, step->discharge.mode,
              -reserve_above (writer, t));
  write_limits (writer, t, TRUE);
  write_limits (writer, t, FALSE);
  write_dwell (writer, t);
}

/* Import and export at once pay where a sold kWh earns more than a bought one costs. */
static void
write_exclusion (GhSiteWriter *writer, gsize t, double most_import, double most_export)
{
  const GhSite *site = writer->site;
  GhSiteColumns *step = &writer->steps[t];
  double cost = gh_site_import_cost (site, t);
  gboolean solar_pays = step->solar_export != GH_NO_COLUMN && gh_site_export_worth (site, t) > cost;
  gboolean store_pays
      = step->store_export != GH_NO_COLUMN && gh_site_store_export_worth (site, t) > cost;

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
write_exports (GhSiteWriter *writer, gsize t, double most_solar, double most_store)
{
  const GhSite *site = writer->site;
  const GhStore *store = writer->store;
  GhSiteColumns *step = &writer->steps[t];
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
write_step (GhSiteWriter *writer, gsize t)
{
  const GhSite *site = writer->site;
  const GhStore *store = writer->store;
  GhSiteColumns *step = &writer->steps[t];
  gboolean plugged = gh_site_writer_is_plugged (writer, t);
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

/* The highest import of each demand charge. */
static void
write_peaks (GhSiteWriter *writer)
{
  const GhSite *site = writer->site;

  writer->first_peak = gh_linear_program_get_columns (writer->program);
  for (guint i = 0; i < site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &site->demand_charges[i];
      guint peak
          = gh_linear_program_add_column (writer->program, MAX (charge->floor_kw, 0.0), INFINITY,
                                          charge->price_per_kw, GH_LINEAR_CONTINUOUS);
      for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
        if (charge->applies[t])
          add_pair (writer, -INFINITY, 0.0, writer->steps[t].import, 1.0, peak, -1.0);
    }
}

static void
write_program (GhSiteWriter *writer)
{
  gsize count = gh_time_axis_get_count (writer->site->axis);
  GhSiteColumns nothing = { GH_NO_COLUMN,
                            GH_NO_COLUMN,
                            GH_NO_COLUMN,
                            GH_NO_COLUMN,
                            GH_NO_COLUMN,
                            GH_NO_COLUMN,
                            { GH_NO_COLUMN, GH_NO_COLUMN },
                            { GH_NO_COLUMN, GH_NO_COLUMN } };

  choose_binaries (writer);
  for (gsize t = 0; t < count; t++)
    {
      writer->steps[t] = nothing;
      write_step (writer, t);
    }
  write_peaks (writer);
}

static GhSiteWriter
begin_program (const GhSite *site, gboolean careful, GhLinearProgram *program, GhSiteColumns *steps)
{
  GhSiteWriter writer = { .site = site,
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
  g_autofree GhSiteColumns *steps = g_new0 (GhSiteColumns, MAX (count, 1));
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
  g_autofree GhSiteColumns *steps = g_new0 (GhSiteColumns, MAX (count, 1));
  GhSiteWriter writer = begin_program (site, careful, program, steps);
  g_auto (GhLinearSolution) solution = { .values = NULL };

  if (!gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, time_limit_seconds, progress,
                                &solution, error))
    return FALSE;
  *plan = gh_plan_new (site);
  if (!gh_site_writer_conclude (&writer, &solution, *plan))
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
