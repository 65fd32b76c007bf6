/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet/fleet-plan-master.h"

#include <math.h>

#include "errors.h"
#include "planning/linear-program.h"

#define NO_ROW G_MAXUINT
/* What a kWh beyond a limit costs, as a multiple of the most that one within them can: at first,
 * which is mostly enough, and by how much more where it is not. Much more than needed makes prices
 * that swing wide. */
#define EXCESS_FACTOR 2.0
#define EXCESS_RAISE 5.0
/* After how many solves that do not use it a column is put aside: the solver has fewer to look at,
 * and what is worth using again is found again. */
#define MOST_IDLE 10
/* Knots that are nearer together, as a share of the range, say the same; and of a square so do
 * those between which it bends by no more than this share of the gap that is looked for. */
#define SAME_KNOT 1e-9
#define KNOT_GAP_SHARE 0.4
/* Coefficients that are next to nothing are left out, such as what a charger takes to stand by that
 * hardly does: a basis that rests on one is next to singular. */
#define LEAST_COEFFICIENT 1e-7

/* A knot of a step's cost: the share of it is a column. */
typedef struct
{
  gsize step;
  guint column;
  double kwh;
} Knot;

struct _GhFleetMaster
{
  const GhSite *site;
  const GhFleetMeter *meter;
  GhLinearProgram *program;
  gsize steps;
  guint charges; /* demand charges that count */
  double hours;
  double unit; /* kWh, and money, in one of the program's */
  double same_knot_kwh;
  double excess_cost;
  double most_excess_cost; /* with what a kWh weighs in demand charges */
  guint *balance;          /* (array length=steps): what the meter gives is what vehicles take */
  guint *share;            /* (array length=steps): shares of knots are 1 */
  guint *bound;     /* (array length=steps): discharge of vehicles that may not export, or NO_ROW */
  guint *peak_rows; /* (array length=charges*steps), or NO_ROW */
  guint *peaks;     /* (array length=charges): columns */
  guint *blocks;    /* (array length=blocks): shares of a block's columns are 1 */
  guint *above;     /* (array length=steps): columns of what is beyond a limit */
  guint *below;
  guint *beyond;      /* or NO_ROW */
  GArray *knots;      /* (element-type Knot) */
  GPtrArray *columns; /* (element-type GhFleetColumn): not owned */
  GArray *indices;    /* (element-type guint): their columns of the program */
  GArray *idle;       /* (element-type guint): for how many solves each has not been used */
};

static guint
add_column (GhFleetMaster *self, double least, double cost)
{
  return gh_linear_program_add_column (self->program, least, INFINITY, cost, GH_LINEAR_CONTINUOUS);
}

static void
put (GhFleetMaster *self, guint row, guint column, double value)
{
  if (row != NO_ROW && fabs (value) > LEAST_COEFFICIENT)
    gh_linear_program_set_coefficient (self->program, row, column, value);
}

/* Energies about as large as a vehicle's make the program's numbers near 1. */
static void
choose_unit (GhFleetMaster *self, guint blocks)
{
  double widest = 0.0;

  for (gsize t = 0; t < self->steps; t++)
    {
      double from, to;
      gh_fleet_meter_get_range (self->meter, t, &from, &to);
      widest = MAX (widest, MAX (to, -from));
    }
  self->unit = widest > 0.0 ? exp2 (round (log2 (widest / MAX (blocks, 1)))) : 1.0;
}

/* A square bends by a quarter of the square of the distance of two knots in between. */
static double
find_same_knot (const GhFleetMeter *meter, double hours, double good_gap)
{
  gsize steps = gh_fleet_meter_get_steps (meter);
  double sum = 0.0;

  if (!gh_fleet_meter_is_curved (meter))
    return 0.0;
  for (gsize t = 0; t < steps; t++)
    sum += gh_fleet_meter_get_cost (meter, t, 0.0);
  return sqrt (4.0 * KNOT_GAP_SHARE * good_gap * sum * hours / (double) steps);
}

static gboolean
has_bound (const GhFleetMaster *self, gsize t)
{
  for (guint s = 0; s < self->site->store_count; s++)
    {
      const GhStore *store = &self->site->stores[s];
      if (!store->may_export && store->discharge.count > 0 && store->plugged[t])
        return TRUE;
    }
  return FALSE;
}

static guint
add_row (GhFleetMaster *self, double lower, double upper)
{
  return gh_linear_program_add_row (self->program, lower, upper);
}

static void
write_step (GhFleetMaster *self, gsize t)
{
  const GhSite *site = self->site;
  double room = MAX (0.0, site->load_kw[t] - site->solar_kw[t]) * self->hours / self->unit;

  self->balance[t] = add_row (self, 0.0, 0.0);
  self->share[t] = add_row (self, 1.0, 1.0);
  self->bound[t] = has_bound (self, t) ? add_row (self, -INFINITY, room) : NO_ROW;
  self->above[t] = add_column (self, 0.0, self->excess_cost);
  self->below[t] = add_column (self, 0.0, self->excess_cost);
  put (self, self->balance[t], self->above[t], 1.0);
  put (self, self->balance[t], self->below[t], -1.0);
  self->beyond[t] = NO_ROW;
  if (self->bound[t] != NO_ROW)
    {
      self->beyond[t] = add_column (self, 0.0, self->excess_cost);
      put (self, self->bound[t], self->beyond[t], -1.0);
    }
}

static void
write_peaks (GhFleetMaster *self)
{
  for (guint i = 0; i < self->charges; i++)
    {
      const GhDemandCharge *charge = &self->site->demand_charges[i];
      double floor = MAX (charge->floor_kw, 0.0) * self->hours;
      self->peaks[i] = add_column (self, floor / self->unit, charge->price_per_kw / self->hours);
      for (gsize t = 0; t < self->steps; t++)
        {
          double from, to;
          gh_fleet_meter_get_range (self->meter, t, &from, &to);
          gboolean counts
              = charge->applies[t] && gh_fleet_meter_get_net_kwh (self->meter, t) + to > floor;
          guint row = counts ? add_row (self, -INFINITY, 0.0) : NO_ROW;
          put (self, row, self->peaks[i], -1.0);
          put (self, row, self->above[t], 1.0);
          self->peak_rows[i * self->steps + t] = row;
        }
    }
}

/**
 * gh_fleet_master_new:
 * @site: the site; must outlive the program
 * @meter: its meter; must outlive the program
 * @blocks: how many blocks of vehicles there are
 * @good_gap: gap, as a share of the cost, that is looked for
 *
 * Writes the program without columns of blocks. Rows are few hundred: the vehicles' energy in each
 * step, room for discharge, peaks of demand charges, and one for each block. O(steps stores).
 *
 * Returns: (transfer full): the program
 */
GhFleetMaster *
gh_fleet_master_new (const GhSite *site, const GhFleetMeter *meter, guint blocks, double good_gap)
{
  GhFleetMaster *self = g_new0 (GhFleetMaster, 1);
  guint charges = gh_fleet_meter_get_charge_count (meter);

  self->site = site;
  self->meter = meter;
  self->charges = charges;
  self->program = gh_linear_program_new ();
  gh_linear_program_set_scaled (self->program);
  self->steps = gh_fleet_meter_get_steps (meter);
  self->hours = gh_time_axis_get_step_hours (site->axis);
  self->same_knot_kwh = find_same_knot (meter, self->hours, good_gap);
  self->excess_cost = gh_fleet_meter_get_steepest (meter);
  self->excess_cost *= EXCESS_FACTOR;
  self->most_excess_cost = EXCESS_RAISE * self->excess_cost;
  for (guint i = 0; i < charges; i++)
    self->most_excess_cost
        += EXCESS_RAISE * EXCESS_FACTOR * site->demand_charges[i].price_per_kw / self->hours;
  choose_unit (self, blocks);
  self->balance = g_new (guint, self->steps);
  self->share = g_new (guint, self->steps);
  self->bound = g_new (guint, self->steps);
  self->above = g_new (guint, self->steps);
  self->below = g_new (guint, self->steps);
  self->beyond = g_new (guint, self->steps);
  self->peak_rows = g_new (guint, MAX (1, charges * self->steps));
  self->peaks = g_new (guint, MAX (1, charges));
  self->blocks = g_new (guint, blocks);
  self->knots = g_array_new (FALSE, FALSE, sizeof (Knot));
  self->columns = g_ptr_array_new ();
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  self->idle = g_array_new (FALSE, TRUE, sizeof (guint));
  for (gsize t = 0; t < self->steps; t++)
    write_step (self, t);
  write_peaks (self);
  for (guint b = 0; b < blocks; b++)
    self->blocks[b] = add_row (self, 1.0, 1.0);
  for (gsize t = 0; t < self->steps; t++)
    {
      g_autoptr (GArray) knots = gh_fleet_meter_get_knots (meter, t);
      for (guint k = 0; k < knots->len; k++)
        gh_fleet_master_add_knot (self, t, g_array_index (knots, double, k));
    }
  return self;
}

/**
 * gh_fleet_master_free:
 * @self: (transfer full) (nullable): a program
 *
 * Frees it.
 */
void
gh_fleet_master_free (GhFleetMaster *self)
{
  if (self == NULL)
    return;
  gh_linear_program_free (self->program);
  g_free (self->balance);
  g_free (self->share);
  g_free (self->bound);
  g_free (self->above);
  g_free (self->below);
  g_free (self->beyond);
  g_free (self->peak_rows);
  g_free (self->peaks);
  g_free (self->blocks);
  g_array_unref (self->knots);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->indices);
  g_array_unref (self->idle);
  g_free (self);
}

/**
 * gh_fleet_master_add_knot:
 * @self: a program
 * @step: a step
 * @taken_kwh: AC energy
 *
 * Lets the step cost what it costs there, and what is straight between that and other knots.
 */
void
gh_fleet_master_add_knot (GhFleetMaster *self, gsize step, double taken_kwh)
{
  double from, to, cost = gh_fleet_meter_get_cost (self->meter, step, taken_kwh);
  double import = MAX (0.0, gh_fleet_meter_get_net_kwh (self->meter, step) + taken_kwh);

  gh_fleet_meter_get_range (self->meter, step, &from, &to);
  for (guint k = 0; k < self->knots->len; k++)
    {
      const Knot *other = &g_array_index (self->knots, Knot, k);
      if (other->step == step
          && fabs (other->kwh - taken_kwh) <= MAX (SAME_KNOT * (to - from), self->same_knot_kwh))
        return;
    }
  Knot knot = { step, add_column (self, 0.0, cost / self->unit), taken_kwh };
  put (self, self->balance[step], knot.column, taken_kwh / self->unit);
  put (self, self->share[step], knot.column, 1.0);
  for (guint i = 0; i < self->charges; i++)
    put (self, self->peak_rows[i * self->steps + step], knot.column, import / self->unit);
  g_array_append_val (self->knots, knot);
}

/**
 * gh_fleet_master_add_column:
 * @self: a program
 * @column: what a block can do; must outlive the program
 *
 * Adds it to the mixture.
 */
void
gh_fleet_master_add_column (GhFleetMaster *self, const GhFleetColumn *column)
{
  guint index = add_column (self, 0.0, column->cost / self->unit);

  put (self, self->blocks[column->block], index, 1.0);
  for (gsize t = 0; t < self->steps; t++)
    {
      put (self, self->balance[t], index, -column->taken_kwh[t] / self->unit);
      if (self->bound[t] != NO_ROW && column->discharged_kwh != NULL)
        put (self, self->bound[t], index, column->discharged_kwh[t] / self->unit);
    }
  g_ptr_array_add (self->columns, (gpointer) column);
  g_array_append_val (self->indices, index);
  g_array_set_size (self->idle, self->indices->len);
}

/**
 * gh_fleet_master_raise_excess:
 * @self: a program
 *
 * Makes going beyond a limit dearer: what a limit is worth can be more than energy costs, as where
 * keeping to it raises the peak of a demand charge at another time.
 *
 * Returns: whether it did
 */
gboolean
gh_fleet_master_raise_excess (GhFleetMaster *self)
{
  if (self->excess_cost >= self->most_excess_cost)
    return FALSE;
  self->excess_cost = MIN (EXCESS_RAISE * self->excess_cost, self->most_excess_cost);
  for (gsize t = 0; t < self->steps; t++)
    {
      gh_linear_program_set_cost (self->program, self->above[t], self->excess_cost);
      gh_linear_program_set_cost (self->program, self->below[t], self->excess_cost);
      if (self->beyond[t] != NO_ROW)
        gh_linear_program_set_cost (self->program, self->beyond[t], self->excess_cost);
    }
  return TRUE;
}

/* Weights of import: of a charge no more can be taken than it costs. */
static void
read_peaks (const GhFleetMaster *self, const double *duals, GhFleetDuals *read)
{
  for (guint i = 0; i < self->charges; i++)
    {
      const GhDemandCharge *charge = &self->site->demand_charges[i];
      const guint *rows = &self->peak_rows[i * self->steps];
      double sum = 0.0;
      for (gsize t = 0; t < self->steps; t++)
        sum += rows[t] != NO_ROW ? MAX (-duals[rows[t]], 0.0) * self->hours : 0.0;
      double share = sum > charge->price_per_kw ? charge->price_per_kw / sum : 1.0;
      for (gsize t = 0; t < self->steps; t++)
        if (rows[t] != NO_ROW)
          read->prices[t].import_per_kwh += share * MAX (-duals[rows[t]], 0.0);
      read->floor_cost += (charge->price_per_kw - share * sum) * MAX (charge->floor_kw, 0.0);
    }
}

static void
read_duals (const GhFleetMaster *self, const double *duals, GhFleetDuals *read)
{
  *read = (GhFleetDuals){ g_new0 (GhPowerPrice, self->steps), 0.0 };
  for (gsize t = 0; t < self->steps; t++)
    {
      read->prices[t].per_kwh = duals[self->balance[t]];
      if (self->bound[t] != NO_ROW)
        read->prices[t].discharge_per_kwh = MAX (-duals[self->bound[t]], 0.0);
    }
  read_peaks (self, duals, read);
}

/* Sums up what is beyond limits. */
static void
read_excess (const GhFleetMaster *self, const double *values, GhFleetMixture *mixture)
{
  double sum = 0.0;

  for (gsize t = 0; t < self->steps; t++)
    {
      mixture->excess_kwh[t] = values[self->above[t]] * self->unit;
      sum += values[self->above[t]] + values[self->below[t]];
      if (self->beyond[t] != NO_ROW)
        sum += values[self->beyond[t]];
    }
  mixture->total_excess_kwh = sum * self->unit;
}

/* Of a curved cost the knots say too much: it is counted as it is. */
static double
count_curved (const GhFleetMaster *self, const GhFleetMixture *mixture)
{
  double cost = self->excess_cost * mixture->total_excess_kwh;

  for (gsize t = 0; t < self->steps; t++)
    cost
        += gh_fleet_meter_get_cost (self->meter, t, mixture->taken_kwh[t] - mixture->excess_kwh[t]);
  return cost;
}

static void
read_mixture (const GhFleetMaster *self, const GhLinearSolution *solution, GhFleetMixture *mixture)
{
  mixture->excess_kwh = g_new0 (double, self->steps);
  mixture->taken_kwh = g_new0 (double, self->steps);
  mixture->count = self->columns->len;
  mixture->weights = g_new0 (double, MAX (1, self->columns->len));
  mixture->peaks_kw = g_new0 (double, MAX (1, self->charges));
  for (guint i = 0; i < self->charges; i++)
    mixture->peaks_kw[i] = solution->values[self->peaks[i]] * self->unit / self->hours;
  for (guint c = 0; c < self->columns->len; c++)
    {
      const GhFleetColumn *column = g_ptr_array_index (self->columns, c);
      mixture->weights[c] = MAX (0.0, solution->values[g_array_index (self->indices, guint, c)]);
      for (gsize t = 0; t < self->steps && mixture->weights[c] > 0.0; t++)
        mixture->taken_kwh[t] += mixture->weights[c] * column->taken_kwh[t];
    }
  read_excess (self, solution->values, mixture);
  mixture->objective = gh_fleet_meter_is_curved (self->meter) ? count_curved (self, mixture)
                                                              : solution->objective * self->unit;
  read_duals (self, solution->duals, &mixture->duals);
}

/* Puts columns aside that have not been used for long. */
static void
put_aside (GhFleetMaster *self, const GhFleetMixture *mixture)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      guint *idle = &g_array_index (self->idle, guint, c);
      *idle = mixture->weights[c] > 0.0 ? 0 : *idle + 1;
      if (*idle == MOST_IDLE)
        gh_linear_program_set_column_bounds (self->program, g_array_index (self->indices, guint, c),
                                             0.0, 0.0);
    }
}

/**
 * gh_fleet_master_solve:
 * @self: a program with a column for each block at least
 * @mixture: (out): the best mixture; clear with gh_fleet_mixture_clear()
 * @progress: (nullable): polled
 * @error: set when stopped or where the solver fails
 *
 * Solves it on from the last basis.
 *
 * Returns: %FALSE on error; @mixture is then cleared
 */
gboolean
gh_fleet_master_solve (GhFleetMaster *self, GhFleetMixture *mixture, const GhProgress *progress,
                       GError **error)
{
  g_auto (GhLinearSolution) solution = { .values = NULL };

  *mixture = (GhFleetMixture){ 0 };
  if (!gh_linear_program_solve (self->program, GH_LINEAR_PRIMAL_SIMPLEX, INFINITY, progress,
                                &solution, error))
    return FALSE;
  if (solution.status != GH_LINEAR_OPTIMAL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                           "the program that mixes the vehicles' plans has no solution");
      return FALSE;
    }
  read_mixture (self, &solution, mixture);
  put_aside (self, mixture);
  return TRUE;
}

/**
 * gh_fleet_mixture_clear:
 * @mixture: a mixture
 *
 * Frees its memory.
 */
void
gh_fleet_mixture_clear (GhFleetMixture *mixture)
{
  g_clear_pointer (&mixture->excess_kwh, g_free);
  g_clear_pointer (&mixture->taken_kwh, g_free);
  g_clear_pointer (&mixture->weights, g_free);
  g_clear_pointer (&mixture->peaks_kw, g_free);
  g_clear_pointer (&mixture->duals.prices, g_free);
}
