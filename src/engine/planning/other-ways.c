/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/other-ways.h"

#include <math.h>

/* Energies that differ by less are the same, kWh. */
#define SAME_ENERGY 1e-7

static double
get_added (const GhSite *site, const GhPlan *plan, guint store, gsize step)
{
  const GhStore *used = &site->stores[store];
  const double *energy = plan->stores[store].energy_kwh;

  return energy[step] - (step > 0 ? energy[step - 1] : used->start_kwh) + used->drive_kwh[step];
}

/* Whether a plan does in a step what the program forbids. */
static gboolean
leaves_program (const GhWaysStep *self, const GhSite *site, const GhPlan *plan, guint store,
                gsize step)
{
  return plan->stores[store].energy_kwh[step] < self->lower_kwh - SAME_ENERGY
         || get_added (site, plan, store, step) < -self->take_kwh - SAME_ENERGY;
}

/**
 * gh_ways_find:
 * @steps: (inout) (array): steps of a store, their limits set
 * @site: the site
 * @store: the store
 * @plans: (element-type GhPlan): what it could do
 *
 * Finds where plans do what the program forbids, with one step before and after.
 */
void
gh_ways_find (GhWaysStep *steps, const GhSite *site, guint store, const GPtrArray *plans)
{
  gsize count = gh_time_axis_get_count (site->axis);

  for (guint k = 0; k < plans->len; k++)
    {
      const GhPlan *plan = g_ptr_array_index (plans, k);
      gsize done = 0; /* steps up to which it counts already */
      for (gsize t = 0; t < count; t++)
        {
          if (!leaves_program (&steps[t], site, plan, store, t))
            continue;
          for (gsize u = MAX (done, t > 0 ? t - 1 : 0); u < MIN (t + 2, count); u++)
            if (steps[u].count < GH_MOST_WAYS)
              steps[u].ways[steps[u].count++] = k;
          done = t + 2;
        }
    }
}

/**
 * gh_ways_step_get_least_kwh:
 * @self: a step
 * @store: its store
 * @step: which step it is
 * @plans: (element-type GhPlan): as gh_ways_find() had them
 *
 * Returns: the least energy at its end by the program and the other ways
 */
double
gh_ways_step_get_least_kwh (const GhWaysStep *self, guint store, gsize step, const GPtrArray *plans)
{
  double least = self->lower_kwh;

  for (guint i = 0; i < self->count; i++)
    {
      const GhPlan *plan = g_ptr_array_index (plans, self->ways[i]);
      least = MIN (least, plan->stores[store].energy_kwh[step]);
    }
  return least;
}

/* A row with a slack of its own. */
static guint
add_slack_row (GhBandedProgram *program, double right_side, double slack)
{
  guint row = gh_banded_program_add_row (program, right_side);

  gh_banded_program_add_column (program, INFINITY, 0.0);
  gh_banded_program_set_coefficient (program, row, slack);
  return row;
}

static gboolean
has_way (const GhWaysStep *step, guint way)
{
  for (guint i = 0; i < step->count; i++)
    if (step->ways[i] == way)
      return TRUE;
  return FALSE;
}

/**
 * gh_ways_step_add_rows:
 * @self: (inout): a step
 * @before: (nullable): the one before it
 * @least_kwh: least energy at its end, of which columns count what is above
 * @program: the program
 *
 * Adds the rows that it needs where there are other ways.
 */
void
gh_ways_step_add_rows (GhWaysStep *self, const GhWaysStep *before, double least_kwh,
                       GhBandedProgram *program)
{
  if (self->count == 0)
    return;
  for (guint i = 0; i < self->count; i++)
    self->share_rows[i] = before != NULL && has_way (before, self->ways[i])
                              ? gh_banded_program_add_row (program, 0.0)
                              : GH_NO_ROW;
  self->lower_row = add_slack_row (program, self->lower_kwh - least_kwh, -1.0);
  self->upper_row = add_slack_row (program, self->upper_kwh - least_kwh, 1.0);
  gboolean flows = self->take_kwh + self->add_kwh > SAME_ENERGY;
  self->take_row = flows ? add_slack_row (program, 0.0, -1.0) : GH_NO_ROW;
  self->add_row = flows ? add_slack_row (program, self->take_kwh + self->add_kwh, 1.0) : GH_NO_ROW;
}

static void
set_at (GhBandedProgram *program, guint row, double value)
{
  if (row != GH_NO_ROW)
    gh_banded_program_set_coefficient (program, row, value);
}

/**
 * gh_ways_step_set_flow:
 * @self: a step
 * @program: the program
 *
 * Counts the last added column as energy that the step adds, above the most that it can take.
 */
void
gh_ways_step_set_flow (const GhWaysStep *self, GhBandedProgram *program)
{
  if (self->count == 0)
    return;
  set_at (program, self->take_row, 1.0);
  set_at (program, self->add_row, 1.0);
}

/**
 * gh_ways_step_set_energy:
 * @self: a step
 * @program: the program
 *
 * Counts the last added column as energy at the end of the step, above its least.
 */
void
gh_ways_step_set_energy (const GhWaysStep *self, GhBandedProgram *program)
{
  if (self->count == 0)
    return;
  set_at (program, self->lower_row, 1.0);
  set_at (program, self->upper_row, 1.0);
}

/**
 * gh_ways_step_add_columns:
 * @self: a step
 * @next: (nullable): the one after it
 * @site: the site
 * @store: the store
 * @step: which step it is
 * @plans: (element-type GhPlan): as gh_ways_find() had them
 * @rows: where ways count as well
 * @program: the program
 *
 * Adds a column for each other way: the share of the store that follows it.
 */
void
gh_ways_step_add_columns (GhWaysStep *self, const GhWaysStep *next, const GhSite *site, guint store,
                          gsize step, const GPtrArray *plans, const GhWaysRows *rows,
                          GhBandedProgram *program)
{
  double hours = gh_time_axis_get_step_hours (site->axis);
  const GhStore *used = &site->stores[store];

  for (guint i = 0; i < self->count; i++)
    {
      const GhPlan *plan = g_ptr_array_index (plans, self->ways[i]);
      double ac = plan->stores[store].power_kw[step] * hours;
      double energy = plan->stores[store].energy_kwh[step];
      guint column
          = gh_banded_program_add_column (program, INFINITY, used->wear_per_kwh * MAX (-ac, 0.0));
      if (i == 0)
        self->first_column = column;
      set_at (program, rows->balance, -ac);
      set_at (program, used->may_export ? GH_NO_ROW : rows->bound, MAX (-ac, 0.0));
      set_at (program, rows->energy, -get_added (site, plan, store, step));
      set_at (program, self->share_rows[i], 1.0);
      set_at (program, self->lower_row, self->lower_kwh - energy);
      set_at (program, self->upper_row, self->upper_kwh - energy);
      set_at (program, self->take_row, -self->take_kwh);
      set_at (program, self->add_row, self->add_kwh);
      for (guint j = 0; next != NULL && j < next->count; j++)
        if (next->ways[j] == self->ways[i])
          set_at (program, next->share_rows[j], -1.0);
    }
}
