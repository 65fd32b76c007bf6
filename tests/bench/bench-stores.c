/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times plans of several stores over a year of quarter hours, and tells how good they are; asserts
 * nothing. Usage: bench-stores STUDY.json */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "planning/planner.h"
#include "study-json.h"
#include "study/site-builder.h"

#define LIMIT_SECONDS 30.0
#define LIMIT_GAP 0.5
#define PATIENT_GAP 0.1
#define STEP_MINUTES 15
#define STEPS 35040
#define DEMAND_PER_KW_MONTH 8.0

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
bench_strategy (const GhSite *site, GhStrategy strategy, gboolean patient)
{
  const GhPlanOptions options = { .strategy = strategy,
                                  .solver = GH_SOLVER_EXACT,
                                  .time_limit_seconds = INFINITY,
                                  .patient = patient };
  double begun = read_clock (CLOCK_MONOTONIC), worked = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);

  if (plan == NULL || plan->grid_kw == NULL)
    {
      printf ("  %-10s no plan\n", gh_strategy_name (strategy));
      return;
    }
  printf ("  %-10s %-8s %8.2f %8.2f %8.0f %12.2f %10.2e %8.1f\n", gh_strategy_name (strategy),
          patient ? "patient" : "usual", read_clock (CLOCK_MONOTONIC) - begun,
          read_clock (CLOCK_PROCESS_CPUTIME_ID) - worked, LIMIT_SECONDS, plan->objective,
          100.0 * (plan->objective - plan->lower_bound) / fabs (plan->objective),
          patient ? PATIENT_GAP : LIMIT_GAP);
}

static void
bench_study (GhStudy *study, const char *title)
{
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);

  if (site == NULL)
    return;
  printf ("%-21s %8s %8s %8s %12s %10s %8s\n", title, "wall s", "cpu s", "limit", "cost", "gap %",
          "limit");
  for (GhStrategy s = GH_STRATEGY_SMART; s <= GH_STRATEGY_V2G; s++)
    for (int patient = 0; patient < 2; patient++)
      bench_strategy (site, s, patient);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;

  if (argc != 2 || !gh_study_load (argv[1], findings, &study, NULL))
    {
      fprintf (stderr, "usage: bench-stores STUDY.json\n");
      return 2;
    }
  study->period->step_minutes = STEP_MINUTES;
  study->period->steps = STEPS;
  bench_study (study, "quarter hours");
  study->tariff->demand_per_kw_month = DEMAND_PER_KW_MONTH;
  bench_study (study, "demand charge");
  return 0;
}
