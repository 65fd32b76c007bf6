/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times a year run from forecasts, and tells what it costs beside perfect foresight, with load, sun
 * or both known, without a worth of later energy, and by the simple rule; asserts nothing. Usage:
 * bench-rolling STUDY.json... */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "series-file.h"
#include "study-json.h"
#include "study/household.h"
#include "study/operation.h"
#include "study/site-builder.h"

#define MOST_SECONDS 10.0

/* Of this thread: others work on the machine as well. */
static double
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
run (const GhRollingTask *task, double *seconds)
{
  GhRollingResult result;
  double begun = read_clock ();

  if (!gh_rolling_run (task, &result, NULL, NULL))
    return NAN;
  *seconds = read_clock () - begun;
  double cost = result.plan->objective;
  gh_rolling_result_clear (&result);
  return cost;
}

/* What it costs where a forecast of load or of sun is right. */
static double
run_knowing (GhRollingTask task, gboolean load, gboolean solar)
{
  g_autoptr (GhOperation) operation = gh_operation_new_of (task.study);
  double seconds;

  if (load)
    operation->load_forecast = GH_FORECAST_PERFECT;
  if (solar)
    operation->solar_forecast = GH_FORECAST_PERFECT;
  task.operation = operation;
  return run (&task, &seconds);
}

static void
bench_strategy (const GhStudy *study, const GhSite *site, GhStrategy strategy)
{
  g_autoptr (GhOperation) operation = gh_operation_new_of (study);
  const GhPlanOptions options = { .strategy = strategy,
                                  .solver = GH_SOLVER_EXACT,
                                  .time_limit_seconds = INFINITY,
                                  .equal_end = TRUE };
  g_autoptr (GhPlan) perfect = gh_planner_solve (site, &options, NULL, NULL);
  GhRollingTask task = { .study = study,
                         .operation = operation,
                         .site = site,
                         .strategy = strategy,
                         .mode = GH_OPERATION_ROLLING,
                         .perfect = perfect,
                         .equal_end = TRUE };
  double seconds = NAN, other = NAN;

  if (perfect == NULL || perfect->grid_kw == NULL)
    return;
  double known = run_knowing (task, TRUE, TRUE);
  double load = run_knowing (task, TRUE, FALSE), solar = run_knowing (task, FALSE, TRUE);
  double rolling = run (&task, &seconds);
  task.ignores_later = TRUE;
  double blind = run (&task, &other);
  task.mode = GH_OPERATION_RULE;
  double rule = run (&task, &other);
  printf ("  %-6s %6.2f %6.0f %10.2f %10.2f %10.2f %10.2f %10.2f %10.2f %10.2f\n",
          gh_strategy_name (strategy), seconds, MOST_SECONDS, perfect->objective, known, load,
          solar, rolling, blind, rule);
  fflush (stdout);
}

static void
bench_study (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autoptr (GhSite) site = NULL;

  if (gh_study_load (path, findings, &study, &error) && gh_findings_count_errors (findings) == 0)
    {
      g_autofree char *folder = g_path_get_dirname (path);
      if (gh_study_resolve_series (study, folder, findings, NULL, &error))
        site = gh_site_build (study, NULL, &error);
    }
  if (site == NULL || !gh_household_equalise_ends (site, NULL))
    {
      printf ("%s cannot be run\n", path);
      return;
    }
  printf ("%s, run from forecasts:\n  %-6s %6s %6s %10s %10s %10s %10s %10s %10s %10s\n", path, "",
          "cpu s", "limit", "perfect", "both known", "load known", "sun known", "forecasts",
          "no worth", "rule");
  for (GhStrategy s = GH_STRATEGY_SMART; s < GH_COMPARED_STRATEGIES; s++)
    bench_strategy (study, site, s);
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    bench_study (argv[i]);
  return 0;
}
