/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/shared-program.h"

#include <math.h>

#include "planning/other-ways.h"

/* Columns that cannot move by more are left out, kWh. */
#define LEAST_WIDTH 1e-9

/* What is imported in a step is at most the peak of a demand charge. */
typedef struct
{
  guint charge;
  gsize step;
  guint row;
} PeakRow;

struct _GhSharedProgram
{
  const GhSite *site;
  const GhSharedMeter *meter;
  const GhPlan *known;
  const GPtrArray *others; /* (nullable) (element-type GhPlan) */
  GhWaysStep *ways;        /* (array length=steps*stores), store after store */
  gboolean equal_end;
  GhBandedProgram *banded;
  gsize steps;
  double hours;
  guint *balance;     /* (array length=steps): row of the meter */
  GArray *peak_rows;  /* (element-type PeakRow): step after step */
  guint *peaks;       /* (array length=demand charges): column of each */
  guint *bound;       /* (array length=steps): row of stores that may not export, or GH_NO_ROW */
  guint *first_flow;  /* (array length=steps*stores): first column of the store's power, */
  guint *first_slope; /* its slope among @slopes, */
  guint *flow_count;  /* and how many there are */
  double *least_ac;   /* kWh of AC at the chain's first point */
  GArray *slopes;     /* (element-type double): AC over stored energy, of the flows' columns */
  GhPiecewise scratch;
  GhPiecewise *hulls; /* (array length=stores): of the chain without what a step forbids */
};

static GhWaysStep *
ways_at (const GhSharedProgram *self, guint s, gsize t)
{
  return &self->ways[s * self->steps + t];
}

/* Lower hull of a store's AC energy over stored energy: what lies above it no positive price
 * chooses. Rest is the standby power. */
static void
write_chain (const GhSharedProgram *self, const GhStore *store, GhPiecewise *hull)
{
  GhPiecewise points = { 0 };

  for (guint i = store->discharge.count; i-- > 0;)
    gh_piecewise_append (&points, &(GhPiece){ -store->discharge.battery_kw[i] * self->hours,
                                              -store->discharge.battery_kw[i] * self->hours,
                                              -store->discharge.ac_kw[i] * self->hours, 0.0 });
  gh_piecewise_append (&points, &(GhPiece){ 0.0, 0.0, store->standby_kw * self->hours, 0.0 });
  for (guint i = 0; i < store->charge.count; i++)
    gh_piecewise_append (&points, &(GhPiece){ store->charge.battery_kw[i] * self->hours,
                                              store->charge.battery_kw[i] * self->hours,
                                              store->charge.ac_kw[i] * self->hours, 0.0 });
  gh_piecewise_convex_hull (hull, &points);
  gh_piecewise_clear (&points);
}

/* Whether a step of the known plan is below the reserve, where nothing can be discharged. */
static gboolean
is_below_reserve (const GhSharedProgram *self, guint s, gsize t)
{
  const GhStore *store = &self->site->stores[s];

  return self->known->stores[s].energy_kwh[t] + store->drive_kwh[t]
         < store->reserve_kwh - LEAST_WIDTH;
}

/* Least and greatest energy that a store can add in a step. */
static void
find_reach (const GhSharedProgram *self, guint s, gsize t, double *least, double *most)
{
  const GhSite *site = self->site;
  const GhStore *store = &site->stores[s];
  const GhChargerCurve *charge = &store->charge, *discharge = &store->discharge;
  double most_kw = charge->count > 0 ? charge->battery_kw[charge->count - 1] : 0.0;
  double least_kw = discharge->count > 0 ? discharge->battery_kw[discharge->count - 1] : 0.0;
  double bound = MAX (site->load_kw[t] - site->solar_kw[t], 0.0);

  if (store->charge_cap_kw != NULL)
    most_kw = MIN (most_kw, store->charge_cap_kw[t]);
  if (store->discharge_cap_kw != NULL)
    least_kw = MIN (least_kw, store->discharge_cap_kw[t]);
  if (!store->may_export && discharge->count > 0)
    least_kw
        = bound > discharge->ac_kw[0]
              ? MIN (least_kw, gh_charger_curve_battery_at (
                                   discharge, MIN (bound, discharge->ac_kw[discharge->count - 1])))
              : 0.0;
  if (!store->plugged[t])
    most_kw = least_kw = 0.0;
  *least = is_below_reserve (self, s, t)
               ? 0.0
               : MAX (-least_kw * self->hours, self->hulls[s].pieces[0].from);
  *most = MIN (most_kw * self->hours, self->hulls[s].pieces[self->hulls[s].count - 1].to);
}

/* A limit on charging, or with the sign -1 on discharging. */
typedef struct
{
  double kw;
  double kw_per_kwh;
  double sign;
} Limit;

static guint
count_limits (const GhStore *store)
{
  return store->charge_limit_count + store->discharge_limit_count;
}

static Limit
get_limit (const GhStore *store, guint i)
{
  gboolean charging = i < store->charge_limit_count;
  const GhPowerLimit *limit = charging ? &store->charge_limits[i]
                                       : &store->discharge_limits[i - store->charge_limit_count];

  return (Limit){ limit->kw, limit->kw_per_kwh, charging ? 1.0 : -1.0 };
}

static void
write_flow (GhSharedProgram *self, guint s, gsize t, guint energy, guint limits)
{
  guint balance = self->balance[t], bound = self->bound[t];
  const GhStore *store = &self->site->stores[s];
  const GhPiecewise *hull = &self->hulls[s];
  gsize at = t * self->site->store_count + s;
  double least, most;

  self->first_slope[at] = self->slopes->len;
  if (!store->plugged[t])
    return;
  find_reach (self, s, t, &least, &most);
  double ac = self->least_ac[at] = gh_piecewise_value (hull, least);
  gh_banded_program_add_to_right_side (self->banded, balance, ac);
  gh_banded_program_add_to_right_side (self->banded, energy, least);
  for (guint i = 0; limits != GH_NO_ROW && i < count_limits (store); i++)
    gh_banded_program_add_to_right_side (self->banded, limits + i,
                                         -get_limit (store, i).sign * least);
  if (store->may_export)
    bound = GH_NO_ROW;
  if (bound != GH_NO_ROW)
    gh_banded_program_add_to_right_side (self->banded, bound, MIN (ac, 0.0));
  for (guint i = 0; i < hull->count; i++)
    {
      const GhPiece *piece = &hull->pieces[i];
      double from = MAX (piece->from, least), to = MIN (piece->to, most);
      if (to - from <= LEAST_WIDTH)
        continue;
      gboolean discharging = from < -LEAST_WIDTH;
      double wear = discharging ? -store->wear_per_kwh * piece->slope : 0.0;
      guint column = gh_banded_program_add_column (self->banded, to - from, wear);
      if (self->flow_count[at]++ == 0)
        self->first_flow[at] = column;
      g_array_append_val (self->slopes, piece->slope);
      gh_banded_program_set_coefficient (self->banded, balance, -piece->slope);
      gh_banded_program_set_coefficient (self->banded, energy, -1.0);
      gh_ways_step_set_flow (ways_at (self, s, t), self->banded);
      if (bound != GH_NO_ROW && discharging)
        gh_banded_program_set_coefficient (self->banded, bound, -piece->slope);
      for (guint k = 0; limits != GH_NO_ROW && k < count_limits (store); k++)
        gh_banded_program_set_coefficient (self->banded, limits + k, get_limit (store, k).sign);
    }
}

/* The least energy to end a step with. Discharging must leave a reserve that driving need not: only
 * where a plan is known to go below it the program may, too. */
static double
least_energy (const GhSharedProgram *self, guint s, gsize t)
{
  const GhStore *store = &self->site->stores[s];
  double lower = store->lower_kwh[t];

  if (store->discharge.count > 0)
    lower = MAX (lower, MIN (store->reserve_kwh, self->known->stores[s].energy_kwh[t]));
  if (t + 1 == self->steps)
    lower = MAX (lower, store->end_kwh);
  return MIN (lower, store->upper_kwh[t]);
}

static double
greatest_energy (const GhSharedProgram *self, guint s, gsize t)
{
  const GhStore *store = &self->site->stores[s];

  if (t + 1 == self->steps && self->equal_end)
    return MAX (least_energy (self, s, t), MIN (store->end_kwh, store->upper_kwh[t]));
  return store->upper_kwh[t];
}

/* The least energy of all ways, from which columns count. */
static double
base_energy (const GhSharedProgram *self, guint s, gsize t)
{
  return gh_ways_step_get_least_kwh (ways_at (self, s, t), s, t, self->others);
}

/* Limits of the battery that depend on what it holds when the step begins: one row each, in which
 * flow and energy have their columns. Returns the first. */
static guint
write_limits (GhSharedProgram *self, guint s, gsize t)
{
  const GhStore *store = &self->site->stores[s];
  guint first = GH_NO_ROW;

  for (guint i = 0; store->plugged[t] && i < count_limits (store); i++)
    {
      Limit limit = get_limit (store, i);
      double known = t == 0 ? store->start_kwh : base_energy (self, s, t - 1);
      guint row = gh_banded_program_add_row (
          self->banded, (limit.kw - limit.sign * limit.kw_per_kwh * known) * self->hours);
      gh_banded_program_add_column (self->banded, INFINITY, 0.0);
      gh_banded_program_set_coefficient (self->banded, row, 1.0);
      first = MIN (first, row);
    }
  return first;
}

/* What it costs to hold an energy at the end of a step, and after the last one what it is worth. */
static void
write_holding_cost (const GhSharedProgram *self, const GhStore *store, gboolean last, double lower,
                    double upper, GhPiecewise *cost)
{
  double slopes[MAX (GH_STORE_DWELL_KINKS, GH_STORE_END_KINKS)];

  cost->count = 0;
  gh_piecewise_append (cost, &(GhPiece){ lower, upper, 0.0, 0.0 });
  for (guint k = 0; k < store->dwell.count; k++)
    slopes[k] = store->dwell.per_kwh_hour[k] * self->hours;
  gh_piecewise_add_slopes (cost, store->dwell.from_kwh, slopes, store->dwell.count);
  for (guint k = 0; k < store->end_value.count; k++)
    slopes[k] = -store->end_value.per_kwh[k];
  if (last)
    gh_piecewise_add_slopes (cost, store->end_value.from_kwh, slopes, store->end_value.count);
}

static void
write_energy (GhSharedProgram *self, guint s, gsize t, guint row, guint next, guint next_limits)
{
  const GhStore *store = &self->site->stores[s];
  gboolean last = t + 1 == self->steps;
  double lower = base_energy (self, s, t), upper = greatest_energy (self, s, t);

  gh_banded_program_add_to_right_side (self->banded, row, -store->drive_kwh[t] - lower);
  if (!last)
    gh_banded_program_add_to_right_side (self->banded, next, lower);
  write_holding_cost (self, store, last, lower, upper, &self->scratch);
  for (guint k = 0; k < self->scratch.count; k++)
    {
      const GhPiece *piece = &self->scratch.pieces[k];
      if (piece->to - piece->from <= LEAST_WIDTH)
        continue;
      gh_banded_program_add_column (self->banded, piece->to - piece->from, piece->slope);
      gh_banded_program_set_coefficient (self->banded, row, 1.0);
      gh_ways_step_set_energy (ways_at (self, s, t), self->banded);
      if (!last)
        gh_banded_program_set_coefficient (self->banded, next, -1.0);
      for (guint i = 0; next_limits != GH_NO_ROW && i < count_limits (store); i++)
        {
          Limit limit = get_limit (store, i);
          gh_banded_program_set_coefficient (self->banded, next_limits + i,
                                             limit.sign * limit.kw_per_kwh * self->hours);
        }
    }
}

/* A row where stores that may not export could together. */
static guint
write_bound (GhSharedProgram *self, gsize t)
{
  const GhSite *site = self->site;
  double bound = MAX (site->load_kw[t] - site->solar_kw[t], 0.0), most = 0.0;
  guint count = 0;

  for (guint s = 0; s < site->store_count; s++)
    {
      const GhStore *store = &site->stores[s];
      if (store->may_export || !store->plugged[t] || store->discharge.count == 0)
        continue;
      most += MIN (bound, store->discharge.ac_kw[store->discharge.count - 1]);
      count++;
    }
  if (count < 2 || most <= bound)
    return GH_NO_ROW;
  guint row = gh_banded_program_add_row (self->banded, bound * self->hours);
  gh_banded_program_add_column (self->banded, INFINITY, 0.0);
  gh_banded_program_set_coefficient (self->banded, row, 1.0);
  return row;
}

/* One row for each demand charge that the step can count for. */
static void
write_peak_rows (GhSharedProgram *self, gsize t)
{
  guint count;
  const GhPiece *pieces = gh_shared_meter_get_pieces (self->meter, t, &count);
  double net = gh_shared_meter_get_net_kwh (self->meter, t);
  double most = net + pieces[count - 1].to, known = MAX (0.0, net + pieces[0].from);

  for (guint i = 0; i < self->site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &self->site->demand_charges[i];
      double floor = MAX (charge->floor_kw, 0.0) * self->hours;
      if (!charge->applies[t] || most <= floor)
        continue;
      PeakRow peak = { i, t, gh_banded_program_add_row (self->banded, floor - known) };
      gh_banded_program_add_column (self->banded, INFINITY, 0.0);
      gh_banded_program_set_coefficient (self->banded, peak.row, 1.0);
      g_array_append_val (self->peak_rows, peak);
    }
}

/* How much of each peak is above its floor. */
static void
write_peaks (GhSharedProgram *self)
{
  for (guint i = 0; i < self->site->demand_charge_count; i++)
    {
      self->peaks[i] = gh_banded_program_add_wide_column (
          self->banded, INFINITY, self->site->demand_charges[i].price_per_kw);
      for (guint k = 0; k < self->peak_rows->len; k++)
        {
          const PeakRow *peak = &g_array_index (self->peak_rows, PeakRow, k);
          if (peak->charge == i)
            gh_banded_program_set_coefficient (self->banded, peak->row, -self->hours);
        }
    }
}

/* @first_peak: first of the step's rows in peak_rows */
static void
write_meter (GhSharedProgram *self, gsize t, guint *first_peak)
{
  guint count, balance = self->balance[t];
  const GhPiece *pieces = gh_shared_meter_get_pieces (self->meter, t, &count);
  double net = gh_shared_meter_get_net_kwh (self->meter, t);

  gh_banded_program_add_to_right_side (self->banded, balance, -pieces[0].from);
  for (guint i = 0; i < count; i++)
    {
      if (pieces[i].to - pieces[i].from <= LEAST_WIDTH)
        continue;
      gh_banded_program_add_column (self->banded, pieces[i].to - pieces[i].from, pieces[i].slope);
      gh_banded_program_set_coefficient (self->banded, balance, 1.0);
      for (guint k = *first_peak; pieces[i].from >= -net - LEAST_WIDTH && k < self->peak_rows->len
                                  && g_array_index (self->peak_rows, PeakRow, k).step == t;
           k++)
        gh_banded_program_set_coefficient (self->banded,
                                           g_array_index (self->peak_rows, PeakRow, k).row, 1.0);
    }
  while (*first_peak < self->peak_rows->len
         && g_array_index (self->peak_rows, PeakRow, *first_peak).step == t)
    (*first_peak)++;
}

/* Looks where stores have other ways than what the known plan allows. */
static void
find_ways (GhSharedProgram *self)
{
  for (guint s = 0; s < self->site->store_count; s++)
    {
      for (gsize t = 0; t < self->steps; t++)
        {
          GhWaysStep *here = ways_at (self, s, t);
          double least;
          find_reach (self, s, t, &least, &here->add_kwh);
          here->take_kwh = -least;
          here->lower_kwh = least_energy (self, s, t);
          here->upper_kwh = greatest_energy (self, s, t);
        }
      if (self->others != NULL && self->site->stores[s].discharge.count > 0)
        gh_ways_find (ways_at (self, s, 0), self->site, s, self->others);
    }
}

static void
write_ways (GhSharedProgram *self, guint s, gsize t, guint energy)
{
  const GhWaysRows rows = { self->balance[t], self->bound[t], energy };

  gh_ways_step_add_columns (ways_at (self, s, t),
                            t + 1 < self->steps ? ways_at (self, s, t + 1) : NULL, self->site, s, t,
                            self->others, &rows, self->banded);
}

/* Rows stand step by step, the meter's first, so that a column reaches at most one step ahead. */
static void
write_program (GhSharedProgram *self)
{
  const GhSite *site = self->site;
  guint stores = site->store_count;
  g_autofree guint *energy = g_new (guint, (self->steps + 1) * stores);
  g_autofree guint *limits = g_new (guint, (self->steps + 1) * stores);

  for (gsize t = 0; t < self->steps; t++)
    {
      self->balance[t] = gh_banded_program_add_row (self->banded, 0.0);
      self->bound[t] = write_bound (self, t);
      write_peak_rows (self, t);
      for (guint s = 0; s < stores; s++)
        {
          limits[t * stores + s] = write_limits (self, s, t);
          energy[t * stores + s]
              = gh_banded_program_add_row (self->banded, t == 0 ? site->stores[s].start_kwh : 0.0);
          gh_ways_step_add_rows (ways_at (self, s, t), t > 0 ? ways_at (self, s, t - 1) : NULL,
                                 base_energy (self, s, t), self->banded);
        }
    }
  for (guint s = 0; s < stores; s++)
    limits[self->steps * stores + s] = GH_NO_ROW;
  guint first_peak = 0;
  for (gsize t = 0; t < self->steps; t++)
    {
      write_meter (self, t, &first_peak);
      for (guint s = 0; s < stores; s++)
        {
          gsize at = t * stores + s;
          write_flow (self, s, t, energy[at], limits[at]);
          write_energy (self, s, t, energy[at], energy[at + stores], limits[at + stores]);
          write_ways (self, s, t, energy[at]);
        }
    }
  write_peaks (self);
}

/**
 * gh_shared_program_new:
 * @site: a site of several stores; must outlive the program
 * @meter: its meter; must outlive the program
 * @known: a plan that is known; must outlive the program
 * @others: (nullable) (element-type GhPlan): what stores may do in shares where it is not allowed
 *   beside @known; must outlive the program
 * @equal_end: whether the end energy is to be met exactly rather than at least
 *
 * Writes what all stores and the meter do as one linear program. Minimum powers and standby are
 * smoothed: the program says what a kWh is worth when, not what can be done. Stores may go below a
 * reserve where @known does. O(steps stores).
 *
 * Returns: (transfer full): the program
 */
GhSharedProgram *
gh_shared_program_new (const GhSite *site, const GhSharedMeter *meter, const GhPlan *known,
                       const GPtrArray *others, gboolean equal_end)
{
  GhSharedProgram *self = g_new0 (GhSharedProgram, 1);

  self->site = site;
  self->meter = meter;
  self->known = known;
  self->equal_end = equal_end;
  self->banded = gh_banded_program_new ();
  self->steps = gh_time_axis_get_count (site->axis);
  self->hours = gh_time_axis_get_step_hours (site->axis);
  self->balance = g_new (guint, self->steps);
  self->bound = g_new (guint, self->steps);
  self->peaks = g_new (guint, MAX (1, site->demand_charge_count));
  self->peak_rows = g_array_new (FALSE, FALSE, sizeof (PeakRow));
  self->first_flow = g_new (guint, self->steps * site->store_count);
  self->first_slope = g_new0 (guint, self->steps * site->store_count);
  self->slopes = g_array_new (FALSE, FALSE, sizeof (double));
  self->flow_count = g_new0 (guint, self->steps * site->store_count);
  self->least_ac = g_new0 (double, self->steps * site->store_count);
  self->others = others;
  self->ways = g_new0 (GhWaysStep, self->steps * site->store_count);
  self->hulls = g_new0 (GhPiecewise, site->store_count);
  for (guint s = 0; s < site->store_count; s++)
    write_chain (self, &site->stores[s], &self->hulls[s]);
  find_ways (self);
  write_program (self);
  return self;
}

/**
 * gh_shared_program_free:
 * @program: (transfer full) (nullable): a program
 *
 * Frees it.
 */
void
gh_shared_program_free (GhSharedProgram *program)
{
  if (program == NULL)
    return;
  for (guint s = 0; s < program->site->store_count; s++)
    gh_piecewise_clear (&program->hulls[s]);
  g_free (program->hulls);
  gh_piecewise_clear (&program->scratch);
  g_free (program->balance);
  g_free (program->bound);
  g_free (program->peaks);
  g_array_unref (program->peak_rows);
  g_free (program->first_flow);
  g_free (program->first_slope);
  g_free (program->flow_count);
  g_array_unref (program->slopes);
  g_free (program->least_ac);
  g_free (program->ways);
  gh_banded_program_free (program->banded);
  g_free (program);
}

/**
 * gh_shared_program_get_banded:
 * @program: a program
 *
 * Returns: (transfer none): it, to be solved
 */
const GhBandedProgram *
gh_shared_program_get_banded (const GhSharedProgram *program)
{
  return program->banded;
}

/**
 * gh_shared_program_count_ways:
 * @program: a program
 * @solution: its solution
 * @use: (out caller-allocates) (array fixed-size=GH_MOST_WAYS): of each of the other ways, the sum
 *   of its shares over steps and stores
 *
 * Tells which other ways serve the program most. O(steps stores).
 */
void
gh_shared_program_count_ways (const GhSharedProgram *program, const GhBandedSolution *solution,
                              double *use)
{
  for (guint i = 0; i < GH_MOST_WAYS; i++)
    use[i] = 0.0;
  for (gsize at = 0; at < program->steps * program->site->store_count; at++)
    {
      const GhWaysStep *ways = &program->ways[at];
      for (guint i = 0; i < ways->count; i++)
        use[ways->ways[i]] += solution->values[ways->first_column + i];
    }
}

/* What import weighs in demand charges: duals of the rows of peaks, of which no more can be taken
 * than a peak costs. Returns what the floors of the peaks cost beside that. */
static double
read_peaks (const GhSharedProgram *program, const GhBandedSolution *solution, GhPowerPrice *prices,
            double *peaks_kw)
{
  double floor_cost = 0.0;

  for (guint i = 0; i < program->site->demand_charge_count; i++)
    {
      const GhDemandCharge *charge = &program->site->demand_charges[i];
      double sum = 0.0;
      for (guint k = 0; k < program->peak_rows->len; k++)
        {
          const PeakRow *peak = &g_array_index (program->peak_rows, PeakRow, k);
          if (peak->charge == i)
            sum += MAX (-solution->duals[peak->row], 0.0) * program->hours;
        }
      double share = sum > charge->price_per_kw ? charge->price_per_kw / sum : 1.0;
      for (guint k = 0; k < program->peak_rows->len; k++)
        {
          const PeakRow *peak = &g_array_index (program->peak_rows, PeakRow, k);
          if (peak->charge == i)
            prices[peak->step].import_per_kwh += share * MAX (-solution->duals[peak->row], 0.0);
        }
      peaks_kw[i] = MAX (charge->floor_kw, 0.0) + solution->values[program->peaks[i]];
      floor_cost += (charge->price_per_kw - share * sum) * MAX (charge->floor_kw, 0.0);
    }
  return floor_cost;
}

/**
 * gh_shared_program_read:
 * @program: a program
 * @solution: its solution
 * @plan: (inout): a plan of the site, whose stores' powers are set; not their energies
 * @prices: (out caller-allocates) (array length=steps): what a kWh costs the stores: at the meter,
 *   and for those that may not export as their share of the room for that; and what import weighs
 * @peaks_kw: (out caller-allocates) (array length=demand charges): the peak of each
 *
 * O(columns).
 *
 * Returns: what demand charges cost at least beside what import weighs in them, currency
 */
double
gh_shared_program_read (const GhSharedProgram *program, const GhBandedSolution *solution,
                        GhPlan *plan, GhPowerPrice *prices, double *peaks_kw)
{
  guint stores = program->site->store_count;

  for (gsize t = 0; t < program->steps; t++)
    {
      guint bound = program->bound[t];
      prices[t].import_per_kwh = 0.0;
      prices[t].per_kwh = solution->duals[program->balance[t]];
      prices[t].discharge_per_kwh = bound != GH_NO_ROW ? MAX (-solution->duals[bound], 0.0) : 0.0;
      for (guint s = 0; s < stores; s++)
        {
          gsize at = t * stores + s;
          double ac = program->least_ac[at];
          for (guint i = 0; i < program->flow_count[at]; i++)
            ac += solution->values[program->first_flow[at] + i]
                  * g_array_index (program->slopes, double, program->first_slope[at] + i);
          plan->stores[s].power_kw[t] = ac / program->hours;
          const GhWaysStep *ways = ways_at (program, s, t);
          for (guint i = 0; i < ways->count; i++)
            {
              const GhPlan *other = g_ptr_array_index (program->others, ways->ways[i]);
              plan->stores[s].power_kw[t]
                  += solution->values[ways->first_column + i] * other->stores[s].power_kw[t];
            }
        }
    }
  return read_peaks (program, solution, prices, peaks_kw);
}
