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
   or by filling the lossy end of a curve first. What one store asks for is written for all. */
static void
choose_binaries (GhSiteWriter *writer)
{
  const GhSite *site = writer->site;

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    writer->any_negative |= gh_site_import_cost (site, t) < 0.0 || site->load_kw[t] < 0.0
                            || gh_site_export_worth (site, t) < 0.0
                            || gh_site_store_export_worth (site, t) < 0.0;
  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      gboolean gap = !starts_at_zero (&store->charge) || !starts_at_zero (&store->discharge);
      gboolean odd = !losses_grow (&store->charge, 1.0) || !losses_grow (&store->discharge, -1.0);
      gboolean burden = gap || writer->any_negative || store->wear_per_kwh < 0.0
                        || store->dwell.count > 0 || upper_limit_falls (site, store);
      writer->order_always |= writer->careful || burden || odd;
      writer->modes_always |= writer->order_always || store->standby_kw > 0.0;
    }
}

/* Energy that discharging must leave although the limits do not ask for it. */
static double
reserve_above (const GhStore *store, gsize t)
{
  return store->reserve_kwh - store->drive_kwh[t] - store->lower_kwh[t];
}

/* Whether stores are paid better than the sun, so that it would pay to sell the sun as theirs. */
static gboolean
resale_pays (const GhSite *site, gsize t)
{
  return site->solar_kw[t] > 0.0
         && gh_site_store_export_worth (site, t) > gh_site_export_worth (site, t);
}

static gboolean
needs_modes (const GhSiteWriter *writer, const GhStore *store, gsize t)
{
  gboolean reserved = store->discharge.count > 0 && reserve_above (store, t) > 0.0;

  return writer->modes_always || reserved || resale_pays (writer->site, t);
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
write_store (GhSiteWriter *writer, gsize t, guint s)
{
  const GhStore *store = &writer->site->stores[s];
  GhStoreColumns *columns = gh_site_writer_at (writer, t, s);
  gboolean moded = needs_modes (writer, store, t);

  write_flow (writer, &store->charge, moded, 0.0, &columns->charge);
  write_flow (writer, &store->discharge, moded, writer->hours * store->wear_per_kwh,
              &columns->discharge);
  if (!moded)
    return;
  columns->idle = add_column (writer, 1.0, 0.0);
  guint row = gh_linear_program_add_row (writer->program, 1.0, 1.0);
  put (writer, row, columns->idle, 1.0);
  put (writer, row, columns->charge.mode, 1.0);
  put (writer, row, columns->discharge.mode, 1.0);
}

/* Stores that may not export discharge at most the net load together. */
static void
write_bound (GhSiteWriter *writer, gsize t)
{
  const GhSite *site = writer->site;
  double most = MAX (0.0, site->load_kw[t] - site->solar_kw[t]);
  guint row = GH_NO_COLUMN;

  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      if (store->may_export || !store->plugged[t] || store->discharge.count == 0)
        continue;
      if (row == GH_NO_COLUMN)
        row = gh_linear_program_add_row (writer->program, -INFINITY, most);
      put_flow (writer, row, &gh_site_writer_at (writer, t, s)->discharge, store->discharge.ac_kw,
                store->discharge.count, 1.0);
    }
}

/* Limits of the battery itself on one direction. */
static void
write_limits (GhSiteWriter *writer, gsize t, guint s, gboolean charging)
{
  const GhStore *store = &writer->site->stores[s];
  const GhStoreColumns *columns = gh_site_writer_at (writer, t, s);
  const GhChargerCurve *curve = charging ? &store->charge : &store->discharge;
  const GhFlowColumns *flow = charging ? &columns->charge : &columns->discharge;
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
        put (writer, row, gh_site_writer_at (writer, t - 1, s)->energy,
             sign * limits[i].kw_per_kwh);
    }
  if (caps == NULL || caps[t] >= curve->battery_kw[curve->count - 1])
    return;
  guint row = gh_linear_program_add_row (writer->program, -INFINITY, caps[t]);
  put_flow (writer, row, flow, curve->battery_kw, curve->count, 1.0);
}

/* What holding energy costs: one column for each kink, the energy above it. */
static void
write_dwell (GhSiteWriter *writer, gsize t, guint s)
{
  const GhDwellCost *dwell = &writer->site->stores[s].dwell;

  for (guint k = 0; k < dwell->count; k++)
    {
      double before = k > 0 ? dwell->per_kwh_hour[k - 1] : 0.0;
      guint above
          = add_column (writer, INFINITY, writer->hours * (dwell->per_kwh_hour[k] - before));
      add_pair (writer, -dwell->from_kwh[k], INFINITY, above, 1.0,
                gh_site_writer_at (writer, t, s)->energy, -1.0);
    }
}

static void
write_energy (GhSiteWriter *writer, gsize t, guint s)
{
  const GhStore *store = &writer->site->stores[s];
  GhStoreColumns *columns = gh_site_writer_at (writer, t, s);
  gboolean last = t + 1 == gh_time_axis_get_count (writer->site->axis);
  double lower = last ? MAX (store->lower_kwh[t], store->end_kwh) : store->lower_kwh[t];
  double known = (t == 0 ? store->start_kwh : 0.0) - store->drive_kwh[t];

  columns->energy = gh_linear_program_add_column (writer->program, lower, store->upper_kwh[t], 0.0,
                                                  GH_LINEAR_CONTINUOUS);
  guint row = gh_linear_program_add_row (writer->program, known, known);
  put (writer, row, columns->energy, 1.0);
  if (t > 0)
    put (writer, row, gh_site_writer_at (writer, t - 1, s)->energy, -1.0);
  put_flow (writer, row, &columns->charge, store->charge.battery_kw, store->charge.count,
            -writer->hours);
  put_flow (writer, row, &columns->discharge, store->discharge.battery_kw, store->discharge.count,
            writer->hours);
  if (columns->discharge.mode != GH_NO_COLUMN && reserve_above (store, t) > 0.0)
    add_pair (writer, store->lower_kwh[t], INFINITY, columns->energy, 1.0, columns->discharge.mode,
              -reserve_above (store, t));
  write_limits (writer, t, s, TRUE);
  write_limits (writer, t, s, FALSE);
  write_dwell (writer, t, s);
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

/* Adds what stores discharge, and where @net takes off what they charge and stand by with, to a
 * row.
 */
static void
put_stores (GhSiteWriter *writer, guint row, gsize t, gboolean exporting_only, gboolean net,
            double factor)
{
  for (guint s = 0; s < writer->site->store_count; s++)
    {
      const GhStore *store = &writer->site->stores[s];
      const GhStoreColumns *columns = gh_site_writer_at (writer, t, s);
      if (!store->plugged[t])
        continue;
      if (!exporting_only || store->may_export)
        put_flow (writer, row, &columns->discharge, store->discharge.ac_kw, store->discharge.count,
                  factor);
      if (!net)
        continue;
      put_flow (writer, row, &columns->charge, store->charge.ac_kw, store->charge.count, -factor);
      put (writer, row, columns->idle, -factor * store->standby_kw);
    }
}

/* What stores are paid for is what they give together: where that pays better than the sun, what
 * one charges while another discharges must not be sold. */
static void
write_net_export (GhSiteWriter *writer, gsize t, double most_store, double most_charge)
{
  guint giving = add_binary (writer), paid = writer->steps[t].store_export;

  add_pair (writer, -INFINITY, 0.0, paid, 1.0, giving, -most_store);
  guint row = gh_linear_program_add_row (writer->program, -INFINITY, most_store + most_charge);
  put (writer, row, paid, 1.0);
  put (writer, row, giving, most_store + most_charge);
  put_stores (writer, row, t, FALSE, TRUE, -1.0);
}

static void
write_exports (GhSiteWriter *writer, gsize t, double most_solar, double most_store,
               double most_charge)
{
  const GhSite *site = writer->site;
  GhSiteColumns *step = &writer->steps[t];
  double hours = writer->hours;

  if (most_solar > 0.0)
    {
      step->used_solar = add_column (writer, most_solar, 0.0);
      step->solar_export = add_column (writer, most_solar, -hours * gh_site_export_worth (site, t));
      add_pair (writer, 0.0, INFINITY, step->used_solar, 1.0, step->solar_export, -1.0);
    }
  if (most_store > 0.0)
    {
      step->store_export
          = add_column (writer, most_store, -hours * gh_site_store_export_worth (site, t));
      guint row = gh_linear_program_add_row (writer->program, 0.0, INFINITY);
      put_stores (writer, row, t, TRUE, FALSE, 1.0);
      put (writer, row, step->store_export, -1.0);
      if (site->store_count > 1 && resale_pays (site, t))
        write_net_export (writer, t, most_store, most_charge);
    }
  if (isfinite (site->export_limit_kw))
    add_pair (writer, -INFINITY, site->export_limit_kw, step->solar_export, 1.0, step->store_export,
              1.0);
}

/* What flows in a step besides the grid. */
static void
write_balance (GhSiteWriter *writer, gsize t)
{
  const GhSite *site = writer->site;
  const GhSiteColumns *step = &writer->steps[t];
  guint row = gh_linear_program_add_row (writer->program, site->load_kw[t], site->load_kw[t]);

  put (writer, row, step->import, 1.0);
  put (writer, row, step->solar_export, -1.0);
  put (writer, row, step->store_export, -1.0);
  put (writer, row, step->used_solar, 1.0);
  put_stores (writer, row, t, FALSE, TRUE, 1.0);
}

static void
write_step (GhSiteWriter *writer, gsize t)
{
  const GhSite *site = writer->site;
  GhSiteColumns *step = &writer->steps[t];
  double most_solar = MAX (0.0, site->solar_kw[t]);
  double most_store = 0.0, most_charge = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      if (!store->plugged[t])
        continue;
      most_store += store->may_export ? greatest_ac (&store->discharge) : 0.0;
      most_charge += greatest_ac (&store->charge) + store->standby_kw;
      write_store (writer, t, s);
    }
  write_bound (writer, t);
  double most_import = MIN (MAX (0.0, site->load_kw[t]) + most_charge, site->import_limit_kw);
  step->import = add_column (writer, most_import, writer->hours * gh_site_import_cost (site, t));
  write_exports (writer, t, most_solar, most_store, most_charge);
  write_exclusion (writer, t, most_import, MIN (most_solar + most_store, site->export_limit_kw));
  write_balance (writer, t);
  for (guint s = 0; s < site->store_count; s++)
    write_energy (writer, t, s);
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
  GhSiteColumns nothing = { GH_NO_COLUMN, GH_NO_COLUMN, GH_NO_COLUMN, GH_NO_COLUMN };
  GhStoreColumns no_store = {
    GH_NO_COLUMN, GH_NO_COLUMN, { GH_NO_COLUMN, GH_NO_COLUMN }, { GH_NO_COLUMN, GH_NO_COLUMN }
  };

  choose_binaries (writer);
  for (gsize t = 0; t < count; t++)
    {
      writer->steps[t] = nothing;
      for (guint s = 0; s < writer->site->store_count; s++)
        *gh_site_writer_at (writer, t, s) = no_store;
      write_step (writer, t);
    }
  write_peaks (writer);
}

static void
writer_init (GhSiteWriter *writer, const GhSite *site, gboolean careful, GhLinearProgram *program)
{
  gsize count = MAX (gh_time_axis_get_count (site->axis), 1);

  *writer = (GhSiteWriter){ .site = site,
                            .program = program,
                            .careful = careful,
                            .steps = g_new0 (GhSiteColumns, count),
                            .stores = g_new0 (GhStoreColumns, count * MAX (site->store_count, 1)),
                            .hours = gh_time_axis_get_step_hours (site->axis) };
  write_program (writer);
}

static void
writer_clear (GhSiteWriter *writer)
{
  g_free (writer->steps);
  g_free (writer->stores);
}

/**
 * gh_site_program_new:
 * @site: a site
 *
 * Writes the linear program of a site without solving it, as gh_site_program_solve() tries it
 * first: to be timed, or given to another solver. O(steps).
 *
 * Returns: (transfer full): the program
 */
GhLinearProgram *
gh_site_program_new (const GhSite *site)
{
  GhLinearProgram *program = gh_linear_program_new ();
  GhSiteWriter writer;

  writer_init (&writer, site, FALSE, program);
  writer_clear (&writer);
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
  g_auto (GhLinearSolution) solution = { .values = NULL };
  GhSiteWriter writer;

  writer_init (&writer, site, careful, program);
  gboolean done = gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, time_limit_seconds,
                                           progress, &solution, error);
  if (done)
    *plan = gh_plan_new (site);
  if (done && !gh_site_writer_conclude (&writer, &solution, *plan))
    g_clear_pointer (plan, gh_plan_free);
  writer_clear (&writer);
  return done;
}

/**
 * gh_site_program_solve:
 * @site: a site
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
  GhPlan *plan = NULL;
  for (int careful = 0; careful < 2 && plan == NULL; careful++)
    if (!attempt (site, careful, time_limit_seconds, progress, &plan, error))
      return NULL;
  if (plan == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                         _ ("The solution of the linear program is no plan."));
  return plan;
}
