/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the planning of the sample year against GLPK on the same problem, in one run, and prints
 * the ratios; nothing is asserted. Usage: bench-household STUDY.json [LIMIT_SECONDS] */
#include "planning/linear-program-private.h"
#include "planning/planner.h"
#include "planning/site-program.h"
#include "study-json.h"
#include "study/household.h"
#include "study/site-builder.h"

#include <glpk.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define REPEATS 5

/* What a child process measured. */
typedef struct
{
  double seconds;
  double objective;
  double memory_mib;
} Measure;

typedef struct
{
  const char *name;
  int method; /* of the simplex method; 0 for the interior point method */
  int presolve;
} GlpkMethod;

typedef struct
{
  const GhSite *site;
  const GhLinearProgram *program;
  const GlpkMethod *method;
} Job;

static double
seconds_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1e6;
}

static double
greatest_memory_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024.0;
}

/* Runs a job in a child process, which can be killed whatever it does. FALSE at the limit. */
static gboolean
measure_apart (void (*run) (const Job *job, Measure *measure), const Job *job, double limit,
               Measure *measure)
{
  int ends[2];
  gint64 begun = g_get_monotonic_time ();

  if (pipe (ends) != 0)
    return FALSE;
  fflush (stdout);
  pid_t child = fork ();
  if (child == 0)
    {
      Measure own = { NAN, NAN, NAN };
      run (job, &own);
      _exit (write (ends[1], &own, sizeof own) == sizeof own ? 0 : 1);
    }
  close (ends[1]);
  while (waitpid (child, NULL, WNOHANG) == 0)
    {
      if (seconds_since (begun) > limit)
        kill (child, SIGKILL);
      g_usleep (2000);
    }
  gboolean done = read (ends[0], measure, sizeof *measure) == sizeof *measure;
  close (ends[0]);
  return done && isfinite (measure->objective);
}

static void
run_kernel (const Job *job, Measure *measure)
{
  GhPlanOptions options = { GH_STRATEGY_V2G, GH_SOLVER_EXACT, INFINITY, FALSE };
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GhPlan) plan = gh_planner_solve (job->site, &options, NULL, NULL);

  *measure = (Measure){ seconds_since (begun), plan->objective, greatest_memory_mib () };
}

static int
bound_type (const GhLinearLine *line)
{
  if (isfinite (line->lower) && isfinite (line->upper))
    return line->upper > line->lower ? GLP_DB : GLP_FX;
  return isfinite (line->lower) ? GLP_LO : isfinite (line->upper) ? GLP_UP : GLP_FR;
}

static glp_prob *
load_glpk (const GhLinearProgram *program)
{
  guint count = program->entries->len;
  int *rows = g_new (int, count + 1), *columns = g_new (int, count + 1);
  double *values = g_new (double, count + 1);
  glp_prob *problem = glp_create_prob ();

  glp_add_rows (problem, (int) program->rows->len);
  glp_add_cols (problem, (int) program->columns->len);
  for (guint i = 0; i < program->rows->len; i++)
    {
      const GhLinearLine *row = &g_array_index (program->rows, GhLinearLine, i);
      glp_set_row_bnds (problem, (int) i + 1, bound_type (row), row->lower, row->upper);
    }
  for (guint i = 0; i < program->columns->len; i++)
    {
      const GhLinearLine *column = &g_array_index (program->columns, GhLinearLine, i);
      glp_set_col_bnds (problem, (int) i + 1, bound_type (column), column->lower, column->upper);
      glp_set_obj_coef (problem, (int) i + 1, column->cost);
    }
  for (guint i = 0; i < count; i++)
    {
      const GhLinearEntry *entry = &g_array_index (program->entries, GhLinearEntry, i);
      rows[i + 1] = entry->row;
      columns[i + 1] = entry->column;
      values[i + 1] = entry->value;
    }
  glp_load_matrix (problem, (int) count, rows, columns, values);
  g_free (rows);
  g_free (columns);
  g_free (values);
  return problem;
}

/* The solver's own time, writing and loading the problem not counted. */
static void
run_glpk (const Job *job, Measure *measure)
{
  glp_prob *problem = load_glpk (job->program);
  gint64 begun = g_get_monotonic_time ();

  glp_term_out (GLP_OFF);
  if (job->method->method == 0)
    {
      glp_iptcp options;
      glp_init_iptcp (&options);
      options.msg_lev = GLP_MSG_OFF;
      if (glp_interior (problem, &options) == 0 && glp_ipt_status (problem) == GLP_OPT)
        measure->objective = glp_ipt_obj_val (problem);
    }
  else
    {
      glp_smcp options;
      glp_init_smcp (&options);
      options.msg_lev = GLP_MSG_OFF;
      options.meth = job->method->method;
      options.presolve = job->method->presolve;
      if (!options.presolve)
        glp_scale_prob (problem, GLP_SF_AUTO);
      if (glp_simplex (problem, &options) == 0 && glp_get_status (problem) == GLP_OPT)
        measure->objective = glp_get_obj_val (problem);
    }
  measure->seconds = seconds_since (begun);
  measure->memory_mib = greatest_memory_mib ();
}

static void
compare_with_glpk (const GhSite *site, double limit)
{
  static const GlpkMethod methods[] = { { "dual simplex, presolved", GLP_DUALP, GLP_ON },
                                        { "primal simplex, presolved", GLP_PRIMAL, GLP_ON },
                                        { "dual simplex", GLP_DUALP, GLP_OFF },
                                        { "interior point", 0, GLP_OFF } };
  g_autoptr (GhSite) used = gh_planner_apply_strategy (site, GH_STRATEGY_V2G);
  g_autoptr (GhLinearProgram) program = gh_site_program_new (used);
  Job job = { .site = site, .program = program };
  Measure kernel = { INFINITY, NAN, NAN }, glpk;
  double away = site->stores[0].away_kwh * site->stores[0].away_price_per_kwh;

  for (int i = 0; i < REPEATS; i++)
    {
      Measure once;
      if (measure_apart (run_kernel, &job, limit, &once) && once.seconds < kernel.seconds)
        kernel = once;
    }
  printf ("V2G year of the sample, %zu steps: %u columns, %u rows as a linear program\n",
          gh_time_axis_get_count (site->axis), gh_linear_program_get_columns (program),
          gh_linear_program_get_rows (program));
  printf ("  %-28s %9s %8s %16s %10s\n", "method", "seconds", "ratio", "objective", "MiB");
  printf ("  %-28s %9.3f %8.1f %16.6f %10.1f\n", "storage kernel", kernel.seconds, 1.0,
          kernel.objective, kernel.memory_mib);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      job.method = &methods[i];
      if (measure_apart (run_glpk, &job, limit, &glpk))
        printf ("  GLPK %-23s %9.3f %8.1f %16.6f %10.1f\n", methods[i].name, glpk.seconds,
                glpk.seconds / kernel.seconds, glpk.objective + away, glpk.memory_mib);
      else
        printf ("  GLPK %-23s no answer within %.0f s: ratio above %.0f\n", methods[i].name, limit,
                limit / kernel.seconds);
      fflush (stdout);
    }
}

/* The same car with a charger that loses power as real ones do, and nights in which selling pays
 * more than buying costs. */
static void
time_not_convex (GhStudy *study)
{
  static const double charge_loss[] = { 0.050, 0.043, 0.003 };
  static const double discharge_loss[] = { 0.036, 0.063, 0.005 };
  GhVehicle *car = g_ptr_array_index (study->vehicles, 0);
  GhCharger *charger = car->charger;
  GhPlanOptions options = { GH_STRATEGY_V2G, GH_SOLVER_EXACT, INFINITY, FALSE };

  charger->minimum_kw = 1.4;
  charger->standby_w = 15.0;
  charger->charge_loss_kw = g_array_new (FALSE, FALSE, sizeof (double));
  charger->discharge_loss_kw = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_vals (charger->charge_loss_kw, charge_loss, G_N_ELEMENTS (charge_loss));
  g_array_append_vals (charger->discharge_loss_kw, discharge_loss, G_N_ELEMENTS (discharge_loss));
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    if (gh_time_axis_get_civil (site->axis)[t].minute < 5 * 60)
      site->store_export_price[t] = site->import_price[t] + 0.02;
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
  printf ("year with losses by power, minimum power, standby, export above import at night:\n"
          "  storage kernel %.3f s, gap %.1e of %.2f %s\n",
          seconds_since (begun), plan->objective - plan->lower_bound, plan->objective,
          site->currency);
}

static void
time_comparison (const GhStudy *study, const GhSite *site)
{
  double least = INFINITY;

  for (int i = 0; i < REPEATS; i++)
    {
      g_autoptr (GhFindings) findings = gh_findings_new ();
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GhComparison) comparison
          = gh_household_compare (study, site, GH_BATTERY_HEED, findings, NULL, NULL);
      least = MIN (least, seconds_since (begun));
      if (comparison == NULL)
        exit (1);
    }
  printf ("comparison of the sample year, four strategies, planned for new and for aged panels:\n"
          "  %.3f s\n",
          least);
}

typedef struct
{
  gint64 asked;
  gint64 begun;
  double after;
} Stopper;

static gboolean
stop_after (double fraction G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, gpointer data)
{
  Stopper *stopper = data;
  gint64 wanted = stopper->begun + (gint64) (stopper->after * 1e6);

  if (g_get_monotonic_time () < wanted)
    return TRUE;
  stopper->asked = wanted;
  return FALSE;
}

/* How long a caller who wants to stop waits at worst, over moments spread over the planning. */
static void
time_stopping (const GhSite *site, GhSolver solver, const char *name, double longest)
{
  double worst = 0.0;

  for (int i = 0; i < 20; i++)
    {
      GhPlanOptions options = { GH_STRATEGY_V2G, solver, INFINITY, FALSE };
      Stopper stopper = { 0, g_get_monotonic_time (), longest * (i + 0.5) / 20.0 };
      GhProgress progress = { stop_after, &stopper, 0.0, 1.0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, &progress, &error);
      if (plan == NULL)
        worst = MAX (worst, seconds_since (stopper.asked));
    }
  printf ("  %-28s %6.1f ms at worst of 20\n", name, worst * 1e3);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autoptr (GError) error = NULL;
  double limit = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 120.0;

  if (argc < 2 || !gh_study_load (argv[1], findings, &study, &error)
      || gh_findings_count_errors (findings) > 0)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "no valid study");
      return 1;
    }
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  compare_with_glpk (site, limit);
  time_comparison (study, site);
  printf ("time from wanting to stop to having stopped:\n");
  time_stopping (site, GH_SOLVER_EXACT, "storage kernel", 0.15);
  time_stopping (site, GH_SOLVER_GLPK, "GLPK", 10.0);
  time_not_convex (study);
  return 0;
}
