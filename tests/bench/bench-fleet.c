/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times plans of fleets over a day of quarter hours, behind a transformer with a demand charge, and
 * tells how good they are; asserts nothing. Usage: bench-fleet [VEHICLES] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "fleet/fleet-plan.h"
#include "planning/plan-checker.h"
#include "random-fleet.h"

#define STEPS 96
#define SEED 8

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* The most memory that the program has had so far, MiB. */
static double
get_most_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024.0;
}

static void
bench_fleet (const char *title, guint vehicles, guint families, GhFleetPlanOptions options,
             double limit_seconds)
{
  g_autoptr (GhSite) site = gh_random_fleet_new (SEED, vehicles, STEPS, families);
  double begun = read_clock (CLOCK_MONOTONIC), worked = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  g_autoptr (GhFleetPlan) fleet = gh_fleet_plan_new (site, &options, NULL, NULL);
  double wall = read_clock (CLOCK_MONOTONIC) - begun;
  double cpu = read_clock (CLOCK_PROCESS_CPUTIME_ID) - worked;

  if (fleet == NULL || fleet->plan->grid_kw == NULL)
    {
      printf ("%7u %-20s no plan\n", vehicles, title);
      return;
    }
  double gap = options.fill_valleys
                   ? (fleet->squares - fleet->squares_bound) / fleet->squares
                   : (fleet->plan->objective - fleet->plan->lower_bound) / fleet->plan->objective;
  g_autofree char *limit
      = isnan (limit_seconds) ? g_strdup ("-") : g_strdup_printf ("%.0f", limit_seconds);
  printf ("%7u %-20s %8.2f %8.2f %8s %7u %9.4f %9.2f %8u %6s %8.0f\n", vehicles, title, wall, cpu,
          limit, fleet->rounds->len, 100.0 * gap, 100.0 * options.good_gap,
          fleet->short_stores->len, gh_plan_check (fleet->site, fleet->plan, NULL) ? "yes" : "NO",
          get_most_memory ());
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  const guint both = GH_FLEET_LIMIT | GH_FLEET_DEMAND;
  GhFleetPlanOptions smart = { .strategy = GH_STRATEGY_SMART, .good_gap = 1e-3 };
  GhFleetPlanOptions v2g = { .strategy = GH_STRATEGY_V2G, .good_gap = 1e-3 };
  GhFleetPlanOptions level = { .fill_valleys = TRUE, .good_gap = 1e-3 };
  GhFleetPlanOptions rough = { .strategy = GH_STRATEGY_SMART, .good_gap = 5e-3 };
  guint most = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 10000;

  printf ("%7s %-20s %8s %8s %8s %7s %9s %9s %8s %6s %8s\n", "cars", "a day, 96 steps", "wall s",
          "cpu s", "limit", "rounds", "gap %", "limit", "short", "clean", "MiB");
  bench_fleet ("smart", 1000, both, smart, 5.0);
  bench_fleet ("valleys", 1000, both, level, NAN);
  bench_fleet ("6 A, standby", 1000, both | GH_FLEET_MINIMUM, smart, NAN);
  bench_fleet ("V2G", 1000, both | GH_FLEET_V2G, v2g, NAN);
  if (most >= 10000)
    bench_fleet ("smart", 10000, both, smart, 45.0);
  if (most >= 100000)
    bench_fleet ("smart", 100000, both, rough, 600.0);
  return 0;
}
