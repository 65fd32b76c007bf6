/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times plans of fleets over a day of quarter hours, behind a transformer with a demand charge, and
 * tells how good they are and how much faster two cores plan the smallest, and 10,000 where as many
 * are asked for; asserts nothing. Usage: bench-fleet [VEHICLES] */
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "fleet/fleet-plan.h"
#include "memory.h"
#include "planning/plan-checker.h"
#include "random-fleet.h"

#define STEPS 96
#define SEED 8
/* How often one core and two plan in turn: others make runs longer, never shorter. Of a large fleet
 * fewer will do. */
#define TURNS 7
#define LARGE_TURNS 2

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

/* Lets the program have the first @cores of those it had. FALSE where it has not as many. */
static gboolean
hold_to (const cpu_set_t *all, int cores)
{
  cpu_set_t some;
  int chosen = 0;

  CPU_ZERO (&some);
  for (int i = 0; i < CPU_SETSIZE && chosen < cores; i++)
    if (CPU_ISSET (i, all))
      {
        CPU_SET (i, &some);
        chosen++;
      }
  return chosen == cores && sched_setaffinity (0, sizeof some, &some) == 0;
}

/* Whether two plans are the same to the last bit. */
static gboolean
is_same_plan (const GhFleetPlan *a, const GhFleetPlan *b)
{
  gsize size = a->plan->count * sizeof (double);
  gboolean same = memcmp (&a->plan->objective, &b->plan->objective, sizeof (double)) == 0
                  && memcmp (&a->plan->lower_bound, &b->plan->lower_bound, sizeof (double)) == 0;

  for (guint s = 0; s < a->plan->store_count; s++)
    same &= memcmp (a->plan->stores[s].power_kw, b->plan->stores[s].power_kw, size) == 0;
  return same;
}

/* A plan that has one core for itself. */
typedef struct
{
  const GhSite *site;
  const GhFleetPlanOptions *options;
  int core;
} Alone;

static gpointer
plan_alone (gpointer data)
{
  const Alone *alone = data;
  cpu_set_t own;

  CPU_ZERO (&own);
  CPU_SET (alone->core, &own);
  if (sched_setaffinity (0, sizeof own, &own) == 0)
    gh_fleet_plan_free (gh_fleet_plan_new (alone->site, alone->options, NULL, NULL));
  return NULL;
}

/* How long two plans take that have nothing to do with each other, on a core each: cores that share
 * their caches or a processor have no more to give than that. */
static double
time_two_alone (const GhSite *site, const GhFleetPlanOptions *options, const cpu_set_t *all)
{
  Alone alone[2];
  GThread *threads[2];
  double begun = read_clock (CLOCK_MONOTONIC);

  for (int i = 0, core = 0; i < 2; core++)
    if (CPU_ISSET (core, all))
      {
        alone[i] = (Alone){ site, options, core };
        threads[i] = g_thread_new ("alone", plan_alone, &alone[i]);
        i++;
      }
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  return read_clock (CLOCK_MONOTONIC) - begun;
}

/* How much faster two cores plan than one, and how much faster they do two things: the shortest of
 * several runs of each, in turn. */
static void
bench_cores (const char *title, guint vehicles, guint families, GhFleetPlanOptions options,
             int turns)
{
  g_autoptr (GhSite) site = gh_random_fleet_new (SEED, vehicles, STEPS, families);
  g_autoptr (GhFleetPlan) first = NULL;
  double least[2] = { INFINITY, INFINITY }, apart = INFINITY;
  gboolean same = TRUE;
  cpu_set_t all;

  if (sched_getaffinity (0, sizeof all, &all) != 0 || CPU_COUNT (&all) < 2)
    return;
  for (int turn = 0; turn < 2 * turns && hold_to (&all, 1 + turn % 2); turn++)
    {
      double begun = read_clock (CLOCK_MONOTONIC);
      g_autoptr (GhFleetPlan) fleet = gh_fleet_plan_new (site, &options, NULL, NULL);
      least[turn % 2] = MIN (least[turn % 2], read_clock (CLOCK_MONOTONIC) - begun);
      if (first == NULL)
        first = g_steal_pointer (&fleet);
      else
        same &= is_same_plan (first, fleet);
      apart = MIN (apart, time_two_alone (site, &options, &all));
    }
  hold_to (&all, CPU_COUNT (&all));
  printf ("%7u %-20s %8.2f %8.2f %8.2f %8.2f %6s\n", vehicles, title, least[0], least[1],
          least[0] / least[1], 2.0 * least[0] / apart, same ? "yes" : "NO");
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

  /* As the programs do. */
  gh_memory_init ();
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
  printf ("\n%7s %-20s %8s %8s %8s %8s %6s\n", "cars", "shortest wall s", "one core", "two",
          "ratio", "machine", "same");
  bench_cores ("smart", 1000, both, smart, TURNS);
  bench_cores ("valleys", 1000, both, level, TURNS);
  if (argc > 1 && most >= 10000)
    bench_cores ("smart", 10000, both, smart, LARGE_TURNS);
  return 0;
}
