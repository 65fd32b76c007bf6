/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "planning/band-matrix.h"
#include "planning/banded-program-private.h"
#include "planning/sparse-columns.h"

#define MOST_ITERATIONS 120
/* Steps end this share of the way before a bound. */
#define STEP_SHARE 0.9995
/* Rows count as met where they miss by less than this, relative to the right side. */
#define GOOD_INFEASIBILITY 1e-8
/* Iterations without progress after which it ends: near the optimum rounding takes over. */
#define MOST_IDLE 12

/* Where a product of two entries of a column goes in the band. */
typedef struct
{
  gsize entry;
  guint column;
  double value;
} Product;

/* One run of the method. Vectors over columns: x and what is left to the upper bound, their
 * multipliers, and the direction of each; over rows: the duals. A column without a bound has a
 * room of 1 that neither costs nor moves. */
typedef struct
{
  const GhBandedProgram *program;
  guint columns;
  guint rows;
  guint pairs; /* of values and multipliers: columns, and bounds */
  const double *cost;
  const double *right;
  GhSparseColumns entries;
  GhBandMatrix matrix;
  GArray *products;  /* (element-type Product) */
  guint wide;        /* how many wide columns there are */
  gboolean *is_wide; /* (array length=columns) */
  double **spread;   /* of each wide column, what the band makes of it */
  double *border;    /* (array length=wide*wide): factor of the small system beside the band */
  double *bounded;   /* 1 where a column has an upper bound, or 0 */
  double *upper;     /* 0 for none */
  double *x, *room, *low, *high;
  double *dx, *droom, *dlow, *dhigh;
  double *dual, *ddual;
  double *row_miss, *bound_miss, *dual_miss;
  double *weight, *pull, *slope;
  double *inverse_x, *inverse_room; /* dividing is what an iteration would spend its time on */
} Method;

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

static inline guint
wide_column (const Method *method, guint k)
{
  return g_array_index (method->program->wide, guint, k);
}

/* The first row that each row shares a column with: (transfer full). */
static gsize *
find_first (const Method *method)
{
  const guint *rows = (const guint *) method->program->rows->data;
  gsize *first = g_new (gsize, MAX (method->rows, 1));

  for (guint i = 0; i < method->rows; i++)
    first[i] = i;
  for (guint j = 0; j < method->columns; j++)
    {
      guint least = G_MAXUINT;
      for (guint a = column_begin (method, j); !method->is_wide[j] && a < column_end (method, j);
           a++)
        least = MIN (least, rows[a]);
      for (guint a = column_begin (method, j); !method->is_wide[j] && a < column_end (method, j);
           a++)
        first[rows[a]] = MIN (first[rows[a]], least);
    }
  return first;
}

/* What columns weigh in the band, found once: weights change, places do not. */
static void
list_products (Method *method)
{
  const guint *rows = (const guint *) method->program->rows->data;
  const double *values = (const double *) method->program->values->data;

  method->products = g_array_sized_new (FALSE, FALSE, sizeof (Product), 3 * method->columns);
  for (guint j = 0; j < method->columns; j++)
    for (guint a = column_begin (method, j); !method->is_wide[j] && a < column_end (method, j); a++)
      for (guint b = column_begin (method, j); b <= a; b++)
        {
          double *entry
              = gh_band_matrix_at (&method->matrix, MAX (rows[a], rows[b]), MIN (rows[a], rows[b]));
          Product product = { (gsize) (entry - method->matrix.entries), j, values[a] * values[b] };
          g_array_append_val (method->products, product);
        }
}

static double *
new_vector (guint count)
{
  return g_new0 (double, MAX (count, 1));
}

static double **
list_vectors (Method *method, guint *over_columns)
{
  double **all[]
      = { &method->x,         &method->room,         &method->low,        &method->high,
          &method->dx,        &method->droom,        &method->dlow,       &method->dhigh,
          &method->weight,    &method->pull,         &method->bound_miss, &method->dual_miss,
          &method->inverse_x, &method->inverse_room, &method->bounded,    &method->upper,
          &method->slope,     &method->dual,         &method->ddual,      &method->row_miss };

  *over_columns = 17;
  return g_memdup2 (all, sizeof all);
}

static void
read_bounds (Method *method)
{
  const double *upper = (const double *) method->program->upper->data;

  method->pairs = method->columns;
  for (guint j = 0; j < method->columns; j++)
    if (isfinite (upper[j]))
      {
        method->bounded[j] = 1.0;
        method->upper[j] = upper[j];
        method->pairs++;
      }
}

static void
method_init (Method *method, const GhBandedProgram *program)
{
  *method = (Method){ .program = program,
                      .columns = program->upper->len,
                      .rows = program->right_side->len,
                      .cost = (const double *) program->cost->data,
                      .right = (const double *) program->right_side->data };
  guint over_columns;
  g_autofree double ***vectors = (double ***) list_vectors (method, &over_columns);

  for (guint i = 0; i < over_columns + 3; i++)
    *vectors[i] = new_vector (i < over_columns ? method->columns : method->rows);
  read_bounds (method);
  method->wide = program->wide->len;
  method->is_wide = g_new0 (gboolean, MAX (method->columns, 1));
  method->spread = g_new0 (double *, method->wide + 1);
  method->border = g_new0 (double, method->wide * method->wide + 1);
  for (guint k = 0; k < method->wide; k++)
    {
      method->is_wide[wide_column (method, k)] = TRUE;
      method->spread[k] = new_vector (method->rows);
    }
  gh_sparse_columns_init (&method->entries, method->columns, (const guint *) program->first->data,
                          (const guint *) program->rows->data,
                          (const double *) program->values->data, program->rows->len);
  gh_band_matrix_init (&method->matrix, find_first (method), method->rows);
  list_products (method);
}

static void
method_clear (Method *method)
{
  guint over_columns;
  g_autofree double ***vectors = (double ***) list_vectors (method, &over_columns);

  for (guint i = 0; i < over_columns + 3; i++)
    g_free (*vectors[i]);
  for (guint k = 0; k < method->wide; k++)
    g_free (method->spread[k]);
  g_free (method->spread);
  g_free (method->is_wide);
  g_free (method->border);
  g_array_unref (method->products);
  gh_sparse_columns_clear (&method->entries);
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
      typical = MAX (typical, method->upper[j]);
    }
  for (guint j = 0; j < method->columns; j++)
    {
      gboolean bounded = method->bounded[j] > 0.0;
      method->x[j] = bounded ? 0.5 * method->upper[j] : MAX (1.0, typical);
      method->room[j] = bounded ? 0.5 * method->upper[j] : 1.0;
      method->low[j] = MAX (method->cost[j], 0.0) + MAX (greatest, 1e-6);
      method->high[j] = bounded ? MAX (-method->cost[j], 0.0) + MAX (greatest, 1e-6) : 0.0;
    }
}

/* What the point misses: rows, upper bounds and dual rows. */
static void
find_misses (Method *method)
{
  memcpy (method->row_miss, method->right, method->rows * sizeof (double));
  gh_sparse_columns_add (&method->entries, -1.0, method->x, method->row_miss);
  gh_sparse_columns_multiply (&method->entries, method->dual, method->slope);
  for (guint j = 0; j < method->columns; j++)
    {
      method->dual_miss[j] = method->cost[j] - method->low[j] + method->high[j] - method->slope[j];
      method->bound_miss[j]
          = method->bounded[j] * (method->upper[j] - method->x[j] - method->room[j]);
    }
}

/* Mean product of values and multipliers, 0 at the optimum, so far along the direction. */
static double
find_complement (const Method *method, double step, double dual_step)
{
  double sum = 0.0, bound_sum = 0.0;

  for (guint j = 0; j < method->columns; j++)
    {
      sum += (method->x[j] + step * method->dx[j]) * (method->low[j] + dual_step * method->dlow[j]);
      bound_sum += (method->room[j] + step * method->droom[j])
                   * (method->high[j] + dual_step * method->dhigh[j]);
    }
  return method->pairs > 0 ? (sum + bound_sum) / method->pairs : 0.0;
}

static double
times_column (const Method *method, guint column, const double *vector)
{
  const guint *rows = (const guint *) method->program->rows->data;
  const double *values = (const double *) method->program->values->data;
  double sum = 0.0;

  for (guint k = column_begin (method, column); k < column_end (method, column); k++)
    sum += values[k] * vector[rows[k]];
  return sum;
}

/* The small system that wide columns make beside the band, and its Cholesky factor. */
static void
factorise_border (Method *method)
{
  const guint *rows = (const guint *) method->program->rows->data;
  const double *values = (const double *) method->program->values->data;
  guint n = method->wide;

  for (guint k = 0; k < n; k++)
    {
      guint column = wide_column (method, k);
      memset (method->spread[k], 0, method->rows * sizeof (double));
      for (guint e = column_begin (method, column); e < column_end (method, column); e++)
        method->spread[k][rows[e]] = values[e];
      gh_band_matrix_solve (&method->matrix, method->spread[k]);
    }
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i <= k; i++)
      {
        double value = times_column (method, wide_column (method, k), method->spread[i]);
        if (i == k)
          value += 1.0 / method->weight[wide_column (method, k)];
        for (guint m = 0; m < i; m++)
          value -= method->border[k * n + m] * method->border[i * n + m];
        method->border[k * n + i]
            = i == k ? sqrt (MAX (value, 1e-300)) : value / method->border[i * n + i];
      }
}

static void
factorise (Method *method)
{
  const Product *products = (const Product *) method->products->data;
  double *entries = method->matrix.entries;

  for (guint j = 0; j < method->columns; j++)
    {
      method->inverse_x[j] = 1.0 / method->x[j];
      method->inverse_room[j] = 1.0 / method->room[j];
      method->weight[j]
          = 1.0
            / (method->low[j] * method->inverse_x[j] + method->high[j] * method->inverse_room[j]);
    }
  gh_band_matrix_zero (&method->matrix);
  for (guint p = 0; p < method->products->len; p++)
    entries[products[p].entry] += method->weight[products[p].column] * products[p].value;
  gh_band_matrix_factorise (&method->matrix);
  factorise_border (method);
}

/* Solves for the duals' direction: the band alone, corrected by what the wide columns add to it
 * (Sherman, Morrison and Woodbury). */
static void
solve_system (const Method *method, double *vector)
{
  g_autofree double *shares = g_new0 (double, method->wide + 1);

  gh_band_matrix_solve (&method->matrix, vector);
  for (guint k = 0; k < method->wide; k++)
    {
      shares[k] = times_column (method, wide_column (method, k), vector);
      for (guint i = 0; i < k; i++)
        shares[k] -= method->border[k * method->wide + i] * shares[i];
      shares[k] /= method->border[k * method->wide + k];
    }
  for (guint k = method->wide; k-- > 0;)
    {
      for (guint i = k + 1; i < method->wide; i++)
        shares[k] -= method->border[i * method->wide + k] * shares[i];
      shares[k] /= method->border[k * method->wide + k];
      for (guint row = 0; row < method->rows; row++)
        vector[row] -= shares[k] * method->spread[k][row];
    }
}

/* How far values and multipliers are from products of @target, less what the direction before
 * makes of them, @bent times; kept where the direction of the multipliers will stand. */
static void
find_pull (Method *method, double target, double bent)
{
  for (guint j = 0; j < method->columns; j++)
    {
      double low = target - method->x[j] * method->low[j] - bent * method->dx[j] * method->dlow[j];
      double high = method->bounded[j] * target - method->room[j] * method->high[j]
                    - bent * method->droom[j] * method->dhigh[j];
      method->dlow[j] = low;
      method->dhigh[j] = high;
      method->pull[j]
          = method->dual_miss[j] - low * method->inverse_x[j]
            + (high - method->high[j] * method->bound_miss[j]) * method->inverse_room[j];
      method->slope[j] = method->weight[j] * method->pull[j];
    }
}

/* The direction to products of @target, less what the direction before makes of them, @bent
 * times. */
static void
find_direction (Method *method, double target, double bent)
{
  find_pull (method, target, bent);
  memcpy (method->ddual, method->row_miss, method->rows * sizeof (double));
  gh_sparse_columns_add (&method->entries, 1.0, method->slope, method->ddual);
  solve_system (method, method->ddual);
  gh_sparse_columns_multiply (&method->entries, method->ddual, method->slope);
  for (guint j = 0; j < method->columns; j++)
    {
      double dx = method->weight[j] * (method->slope[j] - method->pull[j]);
      double droom = method->bounded[j] * (method->bound_miss[j] - dx);
      method->dx[j] = dx;
      method->droom[j] = droom;
      method->dlow[j] = (method->dlow[j] - method->low[j] * dx) * method->inverse_x[j];
      method->dhigh[j] = (method->dhigh[j] - method->high[j] * droom) * method->inverse_room[j];
    }
}

/* How far two vectors can go until one is 0, at most a little beyond their whole direction. */
static double
find_step (const double *a, const double *da, const double *b, const double *db, guint count)
{
  double longest = 1.0 / STEP_SHARE;

  for (guint j = 0; j < count; j++)
    {
      if (a[j] < -da[j] * longest)
        longest = -a[j] / da[j];
      if (b[j] < -db[j] * longest)
        longest = -b[j] / db[j];
    }
  return MIN (1.0, STEP_SHARE * longest);
}

static void
find_steps (const Method *method, double *step, double *dual_step)
{
  *step = find_step (method->x, method->dx, method->room, method->droom, method->columns);
  *dual_step = find_step (method->low, method->dlow, method->high, method->dhigh, method->columns);
}

static void
take_step (Method *method, double step, double dual_step)
{
  for (guint j = 0; j < method->columns; j++)
    {
      method->x[j] += step * method->dx[j];
      method->room[j] += step * method->droom[j];
      method->low[j] += dual_step * method->dlow[j];
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

static void
keep_point (const Method *method, GhBandedSolution *solution)
{
  memcpy (solution->values, method->x, method->columns * sizeof (double));
  memcpy (solution->duals, method->dual, method->rows * sizeof (double));
}

static double
gap_of (const GhBandedSolution *solution)
{
  double scale = MAX (1.0, MAX (fabs (solution->objective), fabs (solution->dual_objective)));
  double gap = fabs (solution->objective - solution->dual_objective) / scale;

  if (!isfinite (gap) || !isfinite (solution->infeasibility))
    return INFINITY;
  return MAX (gap, solution->infeasibility > GOOD_INFEASIBILITY ? solution->infeasibility : 0.0);
}

/* One iteration: a direction straight to the optimum tells how far it can be gone, and the second
 * one is bent to stay in the middle. */
static void
iterate (Method *method)
{
  double step, dual_step;

  factorise (method);
  find_direction (method, 0.0, 0.0);
  find_steps (method, &step, &dual_step);
  double ahead = find_complement (method, step, dual_step);
  double before = find_complement (method, 0.0, 0.0), share = ahead / before;
  find_direction (method, share * share * share * before, 1.0);
  find_steps (method, &step, &dual_step);
  take_step (method, step, dual_step);
}

/**
 * gh_banded_program_solve:
 * @program: a program that has a solution
 * @good_gap: relative gap between primal and dual objective at which it ends
 * @solution: (out): the best point it came to; clear with gh_banded_solution_clear()
 * @progress: (nullable): polled once an iteration
 * @error: set when stopped
 *
 * Mehrotra's predictor-corrector method (SIAM Journal on Optimization 1992) for columns with upper
 * bounds; the equations of each direction are a band, factorised by Cholesky, and a border of the
 * wide columns. O(rows (width^2 + wide width) + entries) an iteration, of which there are a few
 * dozen, however many rows there are. Of a program
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
  solution->values = new_vector (method.columns);
  solution->duals = new_vector (method.rows);
  for (guint i = 0; going && i < MOST_ITERATIONS && idle < MOST_IDLE && best > good_gap; i++)
    {
      GhBandedSolution here = *solution;
      find_misses (&method);
      describe (&method, &here);
      here.iterations = i;
      double gap = gap_of (&here);
      idle = gap < 0.9 * best ? 0 : idle + 1;
      if (gap < best)
        {
          best = gap;
          *solution = here;
          keep_point (&method, solution);
        }
      going = gh_progress_step (progress, (double) i / MOST_ITERATIONS, NULL, error);
      if (going && best > good_gap)
        iterate (&method);
    }
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
