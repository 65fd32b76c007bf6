/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/banded-program.h"

#include <math.h>

#include "planning/band-matrix.h"

#define MOST_ITERATIONS 120
/* Steps end this share of the way before a bound. */
#define STEP_SHARE 0.9995
/* Rows count as met where they miss by less than this, relative to the right side. */
#define GOOD_INFEASIBILITY 1e-8
/* Iterations without progress after which it ends. */
#define MOST_IDLE 12

struct _GhBandedProgram
{
  GArray *right_side; /* (element-type double) */
  GArray *upper;
  GArray *cost;
  GArray *first; /* (element-type guint): of each column, first entry */
  GArray *rows;  /* (element-type guint) */
  GArray *values;
};

/* One run of the method. Vectors over columns: x and what is left to the upper bound, their
 * multipliers, and the direction of each; over rows: the duals. */
typedef struct
{
  const GhBandedProgram *program;
  guint columns;
  guint rows;
  const double *upper;
  const double *cost;
  const double *right;
  GhBandMatrix matrix;
  double *x, *room, *low, *high;
  double *dx, *droom, *dlow, *dhigh;
  double *dual, *ddual;
  double *row_miss, *bound_miss, *dual_miss;
  double *weight, *pull;
} Method;

/**
 * gh_banded_program_new:
 *
 * Returns: (transfer full): a program without rows and columns
 */
GhBandedProgram *
gh_banded_program_new (void)
{
  GhBandedProgram *program = g_new0 (GhBandedProgram, 1);

  program->right_side = g_array_new (FALSE, FALSE, sizeof (double));
  program->upper = g_array_new (FALSE, FALSE, sizeof (double));
  program->cost = g_array_new (FALSE, FALSE, sizeof (double));
  program->first = g_array_new (FALSE, FALSE, sizeof (guint));
  program->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  program->values = g_array_new (FALSE, FALSE, sizeof (double));
  return program;
}

/**
 * gh_banded_program_free:
 * @program: (transfer full) (nullable): a program
 *
 * Frees it.
 */
void
gh_banded_program_free (GhBandedProgram *program)
{
  if (program == NULL)
    return;
  g_array_unref (program->right_side);
  g_array_unref (program->upper);
  g_array_unref (program->cost);
  g_array_unref (program->first);
  g_array_unref (program->rows);
  g_array_unref (program->values);
  g_free (program);
}

/**
 * gh_banded_program_add_row:
 * @program: a program
 * @right_side: what the row is to come to
 *
 * Returns: its index
 */
guint
gh_banded_program_add_row (GhBandedProgram *program, double right_side)
{
  g_array_append_val (program->right_side, right_side);
  return program->right_side->len - 1;
}

/**
 * gh_banded_program_add_to_right_side:
 * @program: a program
 * @row: a row
 * @amount: how much more it is to come to
 */
void
gh_banded_program_add_to_right_side (GhBandedProgram *program, guint row, double amount)
{
  g_array_index (program->right_side, double, row) += amount;
}

/**
 * gh_banded_program_add_column:
 * @program: a program
 * @upper: greatest value, above 0; the least is 0; %INFINITY for none
 * @cost: of one
 *
 * Returns: its index; its coefficients are set next
 */
guint
gh_banded_program_add_column (GhBandedProgram *program, double upper, double cost)
{
  g_array_append_val (program->upper, upper);
  g_array_append_val (program->cost, cost);
  g_array_append_val (program->first, program->rows->len);
  return program->upper->len - 1;
}

/**
 * gh_banded_program_set_coefficient:
 * @program: a program
 * @row: a row in which the last added column has no coefficient yet
 * @value: its coefficient
 */
void
gh_banded_program_set_coefficient (GhBandedProgram *program, guint row, double value)
{
  g_array_append_val (program->rows, row);
  g_array_append_val (program->values, value);
}

static inline guint
column_begin (const Method *method, guint column)
{
  return g_array_index (method->program->first, guint, column);
}

static inline guint
column_end (const Method *method, guint column)
{
  return column + 1 < method->columns ? column_begin (method, column + 1)
                                      : method->program->rows->len;
}

/* How far apart the rows of a column are at most. */
static gsize
find_width (const Method *method)
{
  const guint *rows = (const guint *) method->program->rows->data;
  gsize width = 0;

  for (guint j = 0; j < method->columns; j++)
    for (guint a = column_begin (method, j); a < column_end (method, j); a++)
      for (guint b = a + 1; b < column_end (method, j); b++)
        width = MAX (width, rows[a] > rows[b] ? rows[a] - rows[b] : rows[b] - rows[a]);
  return width;
}

static double *
new_vector (guint count, double value)
{
  double *vector = g_new (double, MAX (count, 1));

  for (guint i = 0; i < count; i++)
    vector[i] = value;
  return vector;
}

static double **
list_vectors (Method *method, guint *over_columns)
{
  double **all[] = { &method->x,      &method->room,  &method->low,        &method->high,
                     &method->dx,     &method->droom, &method->dlow,       &method->dhigh,
                     &method->weight, &method->pull,  &method->bound_miss, &method->dual_miss,
                     &method->dual,   &method->ddual, &method->row_miss };

  *over_columns = 12;
  return g_memdup2 (all, sizeof all);
}

static void
method_init (Method *method, const GhBandedProgram *program)
{
  *method = (Method){ .program = program,
                      .columns = program->upper->len,
                      .rows = program->right_side->len,
                      .upper = (const double *) program->upper->data,
                      .cost = (const double *) program->cost->data,
                      .right = (const double *) program->right_side->data };
  guint over_columns;
  g_autofree double ***vectors = (double ***) list_vectors (method, &over_columns);

  for (guint i = 0; i < over_columns + 3; i++)
    *vectors[i] = new_vector (i < over_columns ? method->columns : method->rows, 0.0);
  gh_band_matrix_init (&method->matrix, method->rows, find_width (method));
}

static void
method_clear (Method *method)
{
  guint over_columns;
  g_autofree double ***vectors = (double ***) list_vectors (method, &over_columns);

  for (guint i = 0; i < over_columns + 3; i++)
    g_free (*vectors[i]);
  gh_band_matrix_clear (&method->matrix);
}

/* In the middle between the bounds, with multipliers of the size of the costs. */
static void
begin_in_the_middle (Method *method)
{
  double greatest = 0.0, typical = 0.0;

  for (guint j = 0; j < method->columns; j++)
    {
      greatest = MAX (greatest, fabs (method->cost[j]));
      if (isfinite (method->upper[j]))
        typical = MAX (typical, method->upper[j]);
    }
  for (guint j = 0; j < method->columns; j++)
    {
      gboolean bounded = isfinite (method->upper[j]);
      method->x[j] = bounded ? 0.5 * method->upper[j] : MAX (1.0, typical);
      method->room[j] = bounded ? 0.5 * method->upper[j] : INFINITY;
      method->low[j] = MAX (method->cost[j], 0.0) + MAX (greatest, 1e-6);
      method->high[j] = bounded ? MAX (-method->cost[j], 0.0) + MAX (greatest, 1e-6) : 0.0;
    }
}

/* What the point misses: rows, upper bounds and dual rows. */
static void
find_misses (Method *method)
{
  const guint *rows = (const guint *) method->program->rows->data;
  const double *values = (const double *) method->program->values->data;

  for (guint i = 0; i < method->rows; i++)
    method->row_miss[i] = method->right[i];
  for (guint j = 0; j < method->columns; j++)
    {
      double dual = method->cost[j] - method->low[j] + method->high[j];
      for (guint k = column_begin (method, j); k < column_end (method, j); k++)
        {
          method->row_miss[rows[k]] -= values[k] * method->x[j];
          dual -= values[k] * method->dual[rows[k]];
        }
      method->dual_miss[j] = dual;
      method->bound_miss[j]
          = isfinite (method->upper[j]) ? method->upper[j] - method->x[j] - method->room[j] : 0.0;
    }
}

/* Mean product of values and multipliers: 0 at the optimum. */
static double
find_complement (const Method *method, double step, double dual_step)
{
  double sum = 0.0;
  guint count = 0;

  for (guint j = 0; j < method->columns; j++)
    {
      sum += (method->x[j] + step * method->dx[j]) * (method->low[j] + dual_step * method->dlow[j]);
      count++;
      if (!isfinite (method->upper[j]))
        continue;
      sum += (method->room[j] + step * method->droom[j])
             * (method->high[j] + dual_step * method->dhigh[j]);
      count++;
    }
  return count > 0 ? sum / count : 0.0;
}

static void
factorise (Method *method)
{
  const guint *rows = (const guint *) method->program->rows->data;
  const double *values = (const double *) method->program->values->data;

  gh_band_matrix_zero (&method->matrix);
  for (guint j = 0; j < method->columns; j++)
    {
      double curvature = method->low[j] / method->x[j];
      if (isfinite (method->upper[j]))
        curvature += method->high[j] / method->room[j];
      method->weight[j] = 1.0 / curvature;
      for (guint a = column_begin (method, j); a < column_end (method, j); a++)
        for (guint b = column_begin (method, j); b <= a; b++)
          *gh_band_matrix_at (&method->matrix, MAX (rows[a], rows[b]), MIN (rows[a], rows[b]))
              += method->weight[j] * values[a] * values[b];
    }
  gh_band_matrix_factorise (&method->matrix);
}

/* The direction to products of @target, less what the direction before makes of them where it is
 * corrected. */
static void
find_direction (Method *method, double target, gboolean corrected)
{
  const guint *rows = (const guint *) method->program->rows->data;
  const double *values = (const double *) method->program->values->data;

  for (guint i = 0; i < method->rows; i++)
    method->ddual[i] = method->row_miss[i];
  for (guint j = 0; j < method->columns; j++)
    {
      gboolean bounded = isfinite (method->upper[j]);
      double low = target - method->x[j] * method->low[j];
      double high = bounded ? target - method->room[j] * method->high[j] : 0.0;
      if (corrected)
        {
          low -= method->dx[j] * method->dlow[j];
          high -= bounded ? method->droom[j] * method->dhigh[j] : 0.0;
        }
      /* Kept where the direction of the multipliers will stand. */
      method->dlow[j] = low;
      method->dhigh[j] = high;
      method->pull[j] = method->dual_miss[j] - low / method->x[j];
      if (bounded)
        method->pull[j] += (high - method->high[j] * method->bound_miss[j]) / method->room[j];
      for (guint k = column_begin (method, j); k < column_end (method, j); k++)
        method->ddual[rows[k]] += values[k] * method->weight[j] * method->pull[j];
    }
  gh_band_matrix_solve (&method->matrix, method->ddual);
  for (guint j = 0; j < method->columns; j++)
    {
      double slope = -method->pull[j];
      for (guint k = column_begin (method, j); k < column_end (method, j); k++)
        slope += values[k] * method->ddual[rows[k]];
      double dx = method->dx[j] = method->weight[j] * slope;
      method->dlow[j] = (method->dlow[j] - method->low[j] * dx) / method->x[j];
      if (!isfinite (method->upper[j]))
        continue;
      method->droom[j] = method->bound_miss[j] - dx;
      method->dhigh[j] = (method->dhigh[j] - method->high[j] * method->droom[j]) / method->room[j];
    }
}

static double
longest_step (const double *from, const double *by, const double *upper, guint count)
{
  double longest = 1.0 / STEP_SHARE;

  for (guint j = 0; j < count; j++)
    if (by[j] < 0.0 && isfinite (upper[j]) && from[j] < -by[j] * longest)
      longest = -from[j] / by[j];
  return longest;
}

static void
find_steps (const Method *method, double *step, double *dual_step)
{
  /* x and its multiplier have no upper bound to look at. */
  double longest = 1.0 / STEP_SHARE, dual_longest = 1.0 / STEP_SHARE;

  for (guint j = 0; j < method->columns; j++)
    {
      if (method->dx[j] < 0.0)
        longest = MIN (longest, -method->x[j] / method->dx[j]);
      if (method->dlow[j] < 0.0)
        dual_longest = MIN (dual_longest, -method->low[j] / method->dlow[j]);
    }
  longest
      = MIN (longest, longest_step (method->room, method->droom, method->upper, method->columns));
  dual_longest = MIN (dual_longest,
                      longest_step (method->high, method->dhigh, method->upper, method->columns));
  *step = MIN (1.0, STEP_SHARE * longest);
  *dual_step = MIN (1.0, STEP_SHARE * dual_longest);
}

static void
take_step (Method *method, double step, double dual_step)
{
  for (guint j = 0; j < method->columns; j++)
    {
      method->x[j] += step * method->dx[j];
      method->low[j] += dual_step * method->dlow[j];
      if (!isfinite (method->upper[j]))
        continue;
      method->room[j] += step * method->droom[j];
      method->high[j] += dual_step * method->dhigh[j];
    }
  for (guint i = 0; i < method->rows; i++)
    method->dual[i] += dual_step * method->ddual[i];
}

/* Says where the point is. */
static void
describe (const Method *method, GhBandedSolution *solution)
{
  double greatest = 1.0, miss = 0.0;

  solution->objective = solution->dual_objective = 0.0;
  for (guint j = 0; j < method->columns; j++)
    {
      solution->objective += method->cost[j] * method->x[j];
      if (isfinite (method->upper[j]))
        solution->dual_objective -= method->upper[j] * method->high[j];
    }
  for (guint i = 0; i < method->rows; i++)
    {
      solution->dual_objective += method->right[i] * method->dual[i];
      greatest = MAX (greatest, fabs (method->right[i]));
      miss = MAX (miss, fabs (method->row_miss[i]));
    }
  solution->infeasibility = miss / greatest;
}

static double
gap_of (const GhBandedSolution *solution)
{
  double scale = MAX (1.0, MAX (fabs (solution->objective), fabs (solution->dual_objective)));

  return MAX (fabs (solution->objective - solution->dual_objective) / scale,
              solution->infeasibility > GOOD_INFEASIBILITY ? solution->infeasibility : 0.0);
}

/* One iteration: a direction straight to the optimum tells how far it can be gone, and the second
 * one is bent to stay in the middle. */
static void
iterate (Method *method)
{
  double step, dual_step;

  factorise (method);
  find_direction (method, 0.0, FALSE);
  find_steps (method, &step, &dual_step);
  double before = 0.0, ahead = find_complement (method, step, dual_step);
  for (guint j = 0; j < method->columns; j++)
    before += method->x[j] * method->low[j]
              + (isfinite (method->upper[j]) ? method->room[j] * method->high[j] : 0.0);
  guint count = method->columns;
  for (guint j = 0; j < method->columns; j++)
    count += isfinite (method->upper[j]);
  before /= count;
  double share = ahead / before;
  find_direction (method, share * share * share * before, TRUE);
  find_steps (method, &step, &dual_step);
  take_step (method, step, dual_step);
}

/**
 * gh_banded_program_solve:
 * @program: a program that has a solution
 * @good_gap: relative gap between primal and dual objective at which it ends
 * @solution: (out): where it came to; clear with gh_banded_solution_clear()
 * @progress: (nullable): polled once an iteration
 * @error: set when stopped
 *
 * Mehrotra's predictor-corrector method (SIAM Journal on Optimization 1992) for columns with upper
 * bounds; the equations of each direction are a band, factorised by Cholesky. O(rows width^2 +
 * entries) an iteration, of which there are a few dozen, however many rows there are. Of a program
 * without a solution it returns a point that misses rows.
 *
 * Returns: %FALSE when stopped
 */
gboolean
gh_banded_program_solve (const GhBandedProgram *program, double good_gap,
                         GhBandedSolution *solution, const GhProgress *progress, GError **error)
{
  Method method;
  double best = INFINITY;
  guint idle = 0;
  gboolean going = TRUE;

  *solution = (GhBandedSolution){ 0 };
  method_init (&method, program);
  begin_in_the_middle (&method);
  for (guint i = 0; i < MOST_ITERATIONS && idle < MOST_IDLE; i++)
    {
      find_misses (&method);
      describe (&method, solution);
      solution->iterations = i;
      double gap = gap_of (solution);
      if (gap <= good_gap)
        break;
      idle = gap < 0.9 * best ? 0 : idle + 1;
      best = MIN (best, gap);
      going = gh_progress_step (progress, (double) i / MOST_ITERATIONS, NULL, error);
      if (!going)
        break;
      iterate (&method);
    }
  solution->values = g_steal_pointer (&method.x);
  solution->duals = g_steal_pointer (&method.dual);
  method_clear (&method);
  return going;
}

/**
 * gh_banded_solution_clear:
 * @solution: a solution
 *
 * Frees its vectors.
 */
void
gh_banded_solution_clear (GhBandedSolution *solution)
{
  g_clear_pointer (&solution->values, g_free);
  g_clear_pointer (&solution->duals, g_free);
}
