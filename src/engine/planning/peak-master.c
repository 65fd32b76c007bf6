/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/peak-master.h"

#include <math.h>

/* Less of a charge, or of a price of energy, is rounding. */
#define LEAST_SHARE 1e-9

/* Rows of each cut. */
static guint
count_rows (const GhPeakMaster *self)
{
  return self->by_block ? self->blocks->count : 1;
}

/* The highest import that there can be where a charge applies. */
static double
greatest_import (const GhSite *site, const GhDemandCharge *charge)
{
  double store_kw = 0.0, greatest = 0.0;

  for (guint s = 0; s < site->store_count; s++)
    {
      const GhChargerCurve *curve = &site->stores[s].charge;
      store_kw
          += site->stores[s].standby_kw + (curve->count > 0 ? curve->ac_kw[curve->count - 1] : 0.0);
    }
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    if (charge->applies[t])
      greatest = MAX (greatest, site->load_kw[t] + store_kw);
  return MAX (MIN (greatest, site->import_limit_kw), charge->floor_kw);
}

/* The peaks, the cost of each row's part of time, and the energy where one ends and the next
 * begins. */
static void
add_columns (const GhPeakMaster *self, GhLinearProgram *program)
{
  const GhSite *site = self->site;

  for (guint i = 0; i < site->demand_charge_count; i++)
    gh_linear_program_add_column (program, MAX (0.0, site->demand_charges[i].floor_kw),
                                  greatest_import (site, &site->demand_charges[i]),
                                  site->demand_charges[i].price_per_kw, GH_LINEAR_CONTINUOUS);
  for (guint b = 0; b < count_rows (self); b++)
    gh_linear_program_add_column (program, -INFINITY, INFINITY, 1.0, GH_LINEAR_CONTINUOUS);
  for (guint b = 1; b < count_rows (self); b++)
    {
      gsize last = self->blocks->first[b] - 1;
      const GhStore *store = site->store_count > 0 ? &site->stores[0] : NULL;
      gh_linear_program_add_column (program, store != NULL ? store->lower_kwh[last] : 0.0,
                                    store != NULL ? store->upper_kwh[last] : 0.0, 0.0,
                                    GH_LINEAR_CONTINUOUS);
    }
}

/* A block costs at least what it cost in the pass, less what more of its peaks and more energy to
 * begin with are worth, and what more energy at its end takes. */
static void
add_row (const GhPeakMaster *self, GhLinearProgram *program, const GhPeakCut *cut, guint b)
{
  guint peaks = self->site->demand_charge_count, rows = count_rows (self);
  guint row = gh_linear_program_add_row (program, -INFINITY, INFINITY);
  double constant = self->by_block ? cut->blocks[b].cost : cut->cost;

  gh_linear_program_set_coefficient (program, row, peaks + b, 1.0);
  for (guint i = 0; i < peaks; i++)
    {
      if (self->by_block && self->blocks->of_peak[i] != b)
        continue;
      constant += cut->sums[i] * cut->peaks_kw[i];
      if (cut->sums[i] > LEAST_SHARE * self->site->demand_charges[i].price_per_kw)
        gh_linear_program_set_coefficient (program, row, i, cut->sums[i]);
    }
  if (b > 0)
    {
      constant += cut->blocks[b].begin_per_kwh * cut->blocks[b - 1].end_kwh;
      if (fabs (cut->blocks[b].begin_per_kwh) > LEAST_SHARE)
        gh_linear_program_set_coefficient (program, row, peaks + rows + b - 1,
                                           cut->blocks[b].begin_per_kwh);
    }
  if (b + 1 < rows)
    {
      constant -= cut->blocks[b].end_per_kwh * cut->blocks[b].end_kwh;
      if (fabs (cut->blocks[b].end_per_kwh) > LEAST_SHARE)
        gh_linear_program_set_coefficient (program, row, peaks + rows + b,
                                           -cut->blocks[b].end_per_kwh);
    }
  gh_linear_program_set_row_bounds (program, row, constant, INFINITY);
}

/* Sorts the multipliers of rows by peak. */
static double *
read_weights (const GhPeakMaster *self, const double *duals)
{
  guint peaks = self->site->demand_charge_count, rows = count_rows (self);
  double *weights = g_new (double, MAX (1, self->cuts->len * peaks));

  for (guint k = 0; k < self->cuts->len; k++)
    for (guint i = 0; i < peaks; i++)
      weights[k * peaks + i] = duals[k * rows + (self->by_block ? self->blocks->of_peak[i] : 0)];
  return weights;
}

/**
 * gh_peak_master_solve:
 * @self: what is known
 * @peaks_kw: (out caller-allocates) (array length=demand_charge_count): the peaks at which charges
 *   and cost are least as far as the cuts know; not written where there is no solution
 * @weights: (inout) (nullable) (array length=cuts*demand_charge_count): replaced by how much each
 *   cut counts for each peak there
 * @bound: (out): charges and cost there, currency
 * @error: set where the solver fails
 *
 * Solves the linear program over all cuts (Kelley 1960, The cutting-plane method). Where cuts count
 * by block, energies at the blocks' ends are columns beside the peaks, and each block leans on the
 * passes that say most of it (Birge and Louveaux 1988, A multicut algorithm).
 *
 * Returns: %FALSE on error
 */
gboolean
gh_peak_master_solve (const GhPeakMaster *self, double *peaks_kw, double **weights, double *bound,
                      GError **error)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  g_auto (GhLinearSolution) solution = { .values = NULL };

  add_columns (self, program);
  for (guint k = 0; k < self->cuts->len; k++)
    for (guint b = 0; b < count_rows (self); b++)
      add_row (self, program, &g_array_index (self->cuts, GhPeakCut, k), b);
  if (!gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, INFINITY, NULL, &solution, error))
    return FALSE;
  *bound = solution.bound;
  if (solution.values == NULL || solution.duals == NULL)
    return TRUE;
  for (guint i = 0; i < self->site->demand_charge_count; i++)
    peaks_kw[i] = solution.values[i];
  g_free (*weights);
  *weights = read_weights (self, solution.duals);
  return TRUE;
}
