/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/linear-program-private.h"

#include "errors.h"
#include "words.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>

G_STATIC_ASSERT (GH_LINEAR_BASIC == GLP_BS);
G_STATIC_ASSERT (GH_LINEAR_AT_LOWER == GLP_NL);
G_STATIC_ASSERT (GH_LINEAR_AT_UPPER == GLP_NU);

/* A slice of simplex iterations should last about this long: it begins with factorising the basis,
 * which takes half a second on a year of quarter hours, and ends with asking whether to go on. */
#define SLICE_SECONDS 2.0
/* How often the caller is asked, microseconds. */
#define POLL_INTERVAL 20000
#define LEAST_SLICE 100
/* Rows and columns, times iterations, that are far less work than that: a small program's first
 * slice is its last. The weights by which iterations choose are lost at the end of each. */
#define FIRST_SLICE_WORK 2000000
/* Iterations are about as many as rows and columns, some times as many where it is hard. */
#define MOST_ITERATIONS_PER_LINE 100
#define LEAST_LINES 50
/* Relative; below it two solutions count as equally good. */
#define INTEGER_GAP 1e-9

/* One solve; everything a callback or the jump out of a bad call needs. */
typedef struct
{
  GhLinearProgram *program;
  GhLinearSolution *solution;
  const GhProgress *progress;
  GError **error;
  glp_prob *problem;
  int method;
  gboolean stopped;
  gboolean succeeded;
  gint64 begun;
  gint64 deadline;
  gint64 polled;
  double bound;
  int *rows; /* the coefficients as the solver reads them; here because a jump frees nothing */
  int *columns;
  double *values;
  char message[200];
  jmp_buf escape;
} Solve;

static void
free_environment (gpointer data G_GNUC_UNUSED)
{
  glp_free_env ();
}

static GPrivate environment_key = G_PRIVATE_INIT (free_environment);
static GMutex environment_lock;

/* Keeps the solver's words, which it prints even with terminal output off, for the error. */
static int
on_output (void *info, const char *text)
{
  Solve *solve = info;

  if (solve->message[0] == '\0')
    {
      g_strlcpy (solve->message, text, sizeof solve->message);
      g_strdelimit (solve->message, "\n", ' ');
      g_strchomp (solve->message);
    }
  return 1;
}

static void
on_bad_call (void *info)
{
  longjmp (((Solve *) info)->escape, 1);
}

static int
bound_type (const GhLinearLine *line)
{
  gboolean below = isfinite (line->lower), above = isfinite (line->upper);

  if (below && above)
    return line->upper > line->lower ? GLP_DB : GLP_FX;
  return below ? GLP_LO : above ? GLP_UP : GLP_FR;
}

/* A column that is held at nothing, and is in no basis, has coefficients that nothing needs. */
static gboolean
is_put_aside (const Solve *solve, const GhLinearEntry *entry)
{
  const GArray *columns = solve->program->columns;

  if (entry->column < 1 || (guint) entry->column > columns->len)
    return FALSE;
  const GhLinearLine *line = &g_array_index (columns, GhLinearLine, entry->column - 1);
  return !(line->lower < 0.0) && !(line->upper > 0.0) && line->basis != GH_LINEAR_BASIC;
}

/* The solver keeps duplicates out only by aborting, which the caller turns into an error. */
static void
load_entries (Solve *solve)
{
  const GArray *entries = solve->program->entries;
  gsize count = entries->len + (gsize) 1;
  int loaded = 0;
  int *rows = solve->rows = g_new (int, count);
  int *columns = solve->columns = g_new (int, count);
  double *values = solve->values = g_new (double, count);

  for (guint i = 0; i < entries->len; i++)
    {
      const GhLinearEntry *entry = &g_array_index (entries, GhLinearEntry, i);
      if (is_put_aside (solve, entry))
        continue;
      loaded++;
      rows[loaded] = entry->row;
      columns[loaded] = entry->column;
      values[loaded] = entry->value;
    }
  glp_load_matrix (solve->problem, loaded, rows, columns, values);
}

static void
load_problem (Solve *solve)
{
  const GArray *rows = solve->program->rows, *columns = solve->program->columns;

  solve->problem = glp_create_prob ();
  if (rows->len > 0)
    glp_add_rows (solve->problem, (int) rows->len);
  if (columns->len > 0)
    glp_add_cols (solve->problem, (int) columns->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const GhLinearLine *row = &g_array_index (rows, GhLinearLine, i);
      glp_set_row_bnds (solve->problem, (int) i + 1, bound_type (row), row->lower, row->upper);
      glp_set_row_stat (solve->problem, (int) i + 1, row->basis);
    }
  for (guint i = 0; i < columns->len; i++)
    {
      const GhLinearLine *column = &g_array_index (columns, GhLinearLine, i);
      int j = (int) i + 1;
      if (column->kind == GH_LINEAR_BINARY)
        glp_set_col_kind (solve->problem, j, GLP_BV);
      glp_set_col_bnds (solve->problem, j, bound_type (column), column->lower, column->upper);
      glp_set_obj_coef (solve->problem, j, column->cost);
      glp_set_col_stat (solve->problem, j, column->basis);
    }
  load_entries (solve);
  if (!solve->program->is_scaled)
    glp_scale_prob (solve->problem, GLP_SF_AUTO);
}

static void
keep_basis (Solve *solve)
{
  const GArray *rows = solve->program->rows, *columns = solve->program->columns;

  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, GhLinearLine, i).basis = glp_get_row_stat (solve->problem, (int) i + 1);
  for (guint i = 0; i < columns->len; i++)
    g_array_index (columns, GhLinearLine, i).basis = glp_get_col_stat (solve->problem, (int) i + 1);
}

static int
milliseconds_left (const Solve *solve)
{
  gint64 left = (solve->deadline - g_get_monotonic_time ()) / 1000;

  return (int) CLAMP (left, 1, G_MAXINT / 2);
}

static gboolean
poll (Solve *solve, const char *message)
{
  gint64 now = g_get_monotonic_time ();
  double share = (double) (now - solve->begun) / (double) (now - solve->begun + 1000000);

  solve->polled = now;
  if (gh_progress_step (solve->progress, share, message, solve->error))
    return TRUE;
  solve->stopped = TRUE;
  return FALSE;
}

/* Runs the simplex method to its end in slices, each long enough to be worth its start, and no
   longer than @most_iterations. Returns the solver's code: 0, GLP_ETMLIM, GLP_EITLIM, or a failure;
   stopped says so in the solve. */
static int
run_slices (Solve *solve, int method, int most_iterations)
{
  int lines = glp_get_num_rows (solve->problem) + glp_get_num_cols (solve->problem);
  int slice = MAX (LEAST_SLICE, FIRST_SLICE_WORK / MAX (lines, 1));
  int begun = glp_get_it_cnt (solve->problem);

  while (poll (solve, _ ("Solving the linear program")))
    {
      glp_smcp options;
      gint64 before = g_get_monotonic_time ();

      if (before >= solve->deadline)
        return GLP_ETMLIM;
      glp_init_smcp (&options);
      options.msg_lev = GLP_MSG_OFF;
      options.meth = method;
      options.it_lim = slice;
      options.tm_lim = milliseconds_left (solve);
      int code = glp_simplex (solve->problem, &options);
      if (code != GLP_EITLIM || glp_get_it_cnt (solve->problem) - begun > most_iterations)
        return code;
      double spent = (double) (g_get_monotonic_time () - before) * 1e-6;
      if (spent < 0.5 * SLICE_SECONDS)
        slice = MIN (slice * 2, 1 << 24);
      else if (spent > 2.0 * SLICE_SECONDS)
        slice = MAX (slice / 2, LEAST_SLICE);
    }
  return GLP_ESTOP;
}

/* A basis that became singular, or a dual method that gave up, deserves a fresh start; so does one
 * that goes round in circles, which it does where scaling has made much of coefficients that are
 * next to nothing. */
static int
run_simplex (Solve *solve)
{
  gint64 lines = (gint64) solve->program->rows->len + solve->program->columns->len;
  int code
      = run_slices (solve, solve->method,
                    (int) MIN (MOST_ITERATIONS_PER_LINE * (lines + LEAST_LINES), G_MAXINT / 2));
  int status = glp_get_status (solve->problem);

  if (solve->stopped || code == GLP_ETMLIM)
    return code;
  if (code == 0 && status != GLP_UNDEF && status != GLP_INFEAS && status != GLP_FEAS)
    return 0;
  if (code == GLP_EITLIM)
    glp_unscale_prob (solve->problem);
  glp_adv_basis (solve->problem, 0);
  return run_slices (solve, GLP_PRIMAL, G_MAXINT);
}

static void
take_values (Solve *solve)
{
  GhLinearSolution *solution = solve->solution;
  guint columns = solve->program->columns->len, rows = solve->program->rows->len;

  solution->values = g_new0 (double, MAX (columns, 1));
  solution->duals = g_new0 (double, MAX (rows, 1));
  solution->objective = glp_get_obj_val (solve->problem);
  for (guint i = 0; i < columns; i++)
    solution->values[i] = glp_get_col_prim (solve->problem, (int) i + 1);
  for (guint i = 0; i < rows; i++)
    solution->duals[i] = glp_get_row_dual (solve->problem, (int) i + 1);
}

static void
fail (Solve *solve, int code)
{
  if (!solve->stopped)
    g_set_error (solve->error, GH_ERROR, GH_ERROR_FAILED, _ ("The solver gave up (code %d)."),
                 code);
}

/* The end of the continuous program. Returns whether it was solved to optimality. */
static gboolean
conclude_simplex (Solve *solve, int code)
{
  GhLinearSolution *solution = solve->solution;
  int status = glp_get_status (solve->problem);

  solve->succeeded = TRUE;
  if (code == GLP_ETMLIM)
    solution->status = GH_LINEAR_TIME_LIMIT;
  else if (code == 0 && status == GLP_NOFEAS)
    {
      solution->status = GH_LINEAR_INFEASIBLE;
      solution->bound = INFINITY;
    }
  else if (code == 0 && status == GLP_UNBND)
    solution->status = GH_LINEAR_UNBOUNDED;
  else if (code == 0 && status == GLP_OPT)
    {
      solution->status = GH_LINEAR_OPTIMAL;
      solution->bound = glp_get_obj_val (solve->problem);
      keep_basis (solve);
      return TRUE;
    }
  else
    {
      solve->succeeded = FALSE;
      fail (solve, code);
    }
  return FALSE;
}

static void
on_branch (glp_tree *tree, void *info)
{
  Solve *solve = info;
  gint64 now = g_get_monotonic_time ();

  if (now - solve->polled < 5000)
    return;
  int node = glp_ios_best_node (tree);
  if (node != 0)
    solve->bound = MAX (solve->bound, glp_ios_node_bound (tree, node));
  if (!poll (solve, _ ("Solving the mixed-integer program")) || now >= solve->deadline)
    glp_ios_terminate (tree);
}

/* Holds the binary columns at their values and solves the rest once more: the values are then
   free of the integer tolerance, and the rows have duals. */
static void
polish_integers (Solve *solve)
{
  const GArray *columns = solve->program->columns;
  GhLinearSolution *solution = solve->solution;

  solution->values = g_new0 (double, columns->len);
  solution->objective = glp_mip_obj_val (solve->problem);
  for (guint i = 0; i < columns->len; i++)
    solution->values[i] = glp_mip_col_val (solve->problem, (int) i + 1);
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, GhLinearLine, i).kind == GH_LINEAR_BINARY)
      {
        double value = round (solution->values[i]);
        glp_set_col_bnds (solve->problem, (int) i + 1, GLP_FX, value, value);
      }
  if (solve->deadline - g_get_monotonic_time () < 100000)
    solve->deadline = g_get_monotonic_time () + 100000;
  if (run_simplex (solve) != 0 || glp_get_status (solve->problem) != GLP_OPT)
    return;
  g_free (solution->values);
  take_values (solve);
}

static void
conclude_integers (Solve *solve, int code)
{
  GhLinearSolution *solution = solve->solution;
  int status = glp_mip_status (solve->problem);
  gboolean ended = code == 0 || code == GLP_EMIPGAP;

  if (solve->stopped || (!ended && code != GLP_ETMLIM && code != GLP_ESTOP))
    {
      solve->succeeded = FALSE;
      fail (solve, code);
      return;
    }
  solution->bound = solve->bound;
  solution->status = !ended                                     ? GH_LINEAR_TIME_LIMIT
                     : status == GLP_OPT || code == GLP_EMIPGAP ? GH_LINEAR_OPTIMAL
                                                                : GH_LINEAR_INFEASIBLE;
  if (solution->status == GH_LINEAR_INFEASIBLE)
    solution->bound = INFINITY;
  if (status == GLP_OPT || status == GLP_FEAS)
    polish_integers (solve);
  if (solution->status == GH_LINEAR_OPTIMAL)
    solution->bound = solution->objective - INTEGER_GAP * (1.0 + fabs (solution->objective));
  if (solve->stopped)
    solve->succeeded = FALSE;
}

static void
run_integers (Solve *solve)
{
  glp_iocp options;

  glp_init_iocp (&options);
  options.msg_lev = GLP_MSG_OFF;
  options.br_tech = GLP_BR_DTH;
  options.bt_tech = GLP_BT_BLB;
  options.gmi_cuts = GLP_ON;
  options.mir_cuts = GLP_ON;
  options.tol_obj = INTEGER_GAP;
  options.mip_gap = INTEGER_GAP;
  options.tm_lim = milliseconds_left (solve);
  options.cb_func = on_branch;
  options.cb_info = solve;
  solve->solution->integer = TRUE;
  solve->bound = solve->solution->bound;
  conclude_integers (solve, glp_intopt (solve->problem, &options));
}

static void
run_guarded (Solve *solve)
{
  load_problem (solve);
  if (conclude_simplex (solve, run_simplex (solve)))
    {
      if (solve->program->has_binaries)
        run_integers (solve);
      else
        take_values (solve);
    }
}

/* After a bad call every pointer of the thread's environment is dead; none is kept anywhere. */
static gboolean
guard (Solve *solve)
{
  g_private_set (&environment_key, &environment_key);
  glp_term_out (GLP_OFF);
  glp_term_hook (on_output, solve);
  glp_error_hook (on_bad_call, solve);
  if (setjmp (solve->escape) != 0)
    {
      glp_free_env ();
      if (solve->error != NULL)
        g_clear_error (solve->error);
      g_set_error (solve->error, GH_ERROR, GH_ERROR_FAILED,
                   _ ("The solver refused the program: %s"), solve->message);
      gh_linear_solution_clear (solve->solution);
      return FALSE;
    }
  run_guarded (solve);
  glp_delete_prob (solve->problem);
  glp_error_hook (NULL, NULL);
  glp_term_hook (NULL, NULL);
  if (!solve->succeeded)
    gh_linear_solution_clear (solve->solution);
  return solve->succeeded;
}

/* A library built without thread-local storage may be used by one thread at a time. */
static gboolean
run_alone (Solve *solve)
{
  if (glp_config ("TLS") != NULL)
    return guard (solve);
  g_mutex_lock (&environment_lock);
  gboolean succeeded = guard (solve);
  g_mutex_unlock (&environment_lock);
  return succeeded;
}

static gboolean
bounds_cross (const GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (!(g_array_index (lines, GhLinearLine, i).lower
          <= g_array_index (lines, GhLinearLine, i).upper))
      return TRUE;
  return FALSE;
}

static gboolean
run (Solve *solve)
{
  GhLinearProgram *program = solve->program;

  *solve->solution = (GhLinearSolution){ .status = GH_LINEAR_INFEASIBLE,
                                         .objective = INFINITY,
                                         .bound = -INFINITY };
  if (bounds_cross (program->columns) || bounds_cross (program->rows))
    {
      solve->solution->bound = INFINITY;
      return TRUE;
    }
  gboolean succeeded = run_alone (solve);
  g_free (solve->rows);
  g_free (solve->columns);
  g_free (solve->values);
  return succeeded;
}

/* What the caller and the thread that solves share; the last of both frees it. */
typedef struct
{
  int references; /* atomic */
  GMutex lock;
  GCond changed;
  GhLinearProgram *program; /* (owned): the thread's own */
  GhLinearMethod method;
  gint64 deadline;
  gboolean cancelled;
  gboolean done;
  double share;
  const char *message; /* static */
  gboolean succeeded;
  GhLinearSolution solution;
  GError *error;
} Work;

static void
work_unref (Work *work)
{
  if (!g_atomic_int_dec_and_test (&work->references))
    return;
  gh_linear_program_free (work->program);
  gh_linear_solution_clear (&work->solution);
  g_clear_error (&work->error);
  g_mutex_clear (&work->lock);
  g_cond_clear (&work->changed);
  g_free (work);
}

static gboolean
note_progress (double fraction, const char *message, gpointer data)
{
  Work *work = data;

  g_mutex_lock (&work->lock);
  work->share = fraction;
  work->message = message;
  gboolean going = !work->cancelled;
  g_mutex_unlock (&work->lock);
  return going;
}

static gpointer
work_in_thread (gpointer data)
{
  Work *work = data;
  GhProgress progress = { note_progress, work, 0.0, 1.0 };
  Solve solve = { .program = work->program,
                  .solution = &work->solution,
                  .progress = &progress,
                  .error = &work->error,
                  .method = work->method == GH_LINEAR_PRIMAL_SIMPLEX ? GLP_PRIMAL : GLP_DUALP,
                  .begun = g_get_monotonic_time (),
                  .deadline = work->deadline };

  solve.polled = solve.begun;
  gboolean succeeded = run (&solve);
  g_mutex_lock (&work->lock);
  work->succeeded = succeeded;
  work->done = TRUE;
  g_cond_signal (&work->changed);
  g_mutex_unlock (&work->lock);
  work_unref (work);
  return NULL;
}

/* Waits for the thread, asking the caller now and then; FALSE where the caller has enough. */
static gboolean
wait_for (Work *work, const GhProgress *progress, GError **error)
{
  gboolean going = TRUE;

  g_mutex_lock (&work->lock);
  while (!work->done && going)
    {
      double share = work->share;
      const char *message = work->message;
      g_mutex_unlock (&work->lock);
      going = gh_progress_step (progress, share, message, error);
      g_mutex_lock (&work->lock);
      if (!work->done && going)
        g_cond_wait_until (&work->changed, &work->lock, g_get_monotonic_time () + POLL_INTERVAL);
    }
  work->cancelled = !going;
  g_mutex_unlock (&work->lock);
  return going;
}

/* The basis that the thread left is where the next solve begins. */
static gboolean
take_over (Work *work, GhLinearProgram *program, GhLinearSolution *solution, GError **error)
{
  GhLinearProgram swap = *program;

  *program = *work->program;
  *work->program = swap;
  if (!work->succeeded)
    {
      g_propagate_error (error, g_steal_pointer (&work->error));
      return FALSE;
    }
  *solution = work->solution;
  work->solution = (GhLinearSolution){ .values = NULL };
  return TRUE;
}

/**
 * gh_linear_program_solve:
 * @program: a program; its basis is updated
 * @method: the simplex method to begin with; the other one is tried where it gives up
 * @time_limit_seconds: how long it may take, 0 or %INFINITY for no limit
 * @progress: (nullable): whom to tell and ask, in the calling thread
 * @solution: (out caller-allocates): what came out, to be cleared
 * @error: set where the call cannot be carried out, %GH_ERROR_STOPPED where it was stopped
 *
 * Minimises the program, by branch and cut where it has binary columns. Reaching the time limit
 * is a status and never reported as optimal; integer programs may then have values and a bound.
 *
 * The solver works on a copy in a thread of its own, since it cannot be interrupted everywhere: a
 * caller who stops gets back at once, and the thread ends by itself when it next looks up.
 *
 * Returns: %FALSE on error; @solution then has no arrays
 */
gboolean
gh_linear_program_solve (GhLinearProgram *program, GhLinearMethod method, double time_limit_seconds,
                         const GhProgress *progress, GhLinearSolution *solution, GError **error)
{
  double limit = time_limit_seconds > 0.0 ? MIN (time_limit_seconds, 1e6) : 1e6;
  Work *work = g_new0 (Work, 1);

  *solution = (GhLinearSolution){ .values = NULL };
  work->references = 2;
  g_mutex_init (&work->lock);
  g_cond_init (&work->changed);
  work->program = gh_linear_program_copy (program);
  work->method = method;
  work->deadline = g_get_monotonic_time () + (gint64) (limit * 1e6);
  g_thread_unref (g_thread_new ("linear-program", work_in_thread, work));
  gboolean succeeded
      = wait_for (work, progress, error) && take_over (work, program, solution, error);
  work_unref (work);
  return succeeded;
}
