/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times what a fleet can promise: vehicles that stay for a night or a working day, 96 quarter
 * hours, no two of them equal. Asserts nothing. Usage: bench-flexibility [VEHICLES...] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "fleet/disaggregation.h"
#include "fleet/flexibility-envelope.h"
#include "fleet/holdable-power.h"

#define STEPS 96
#define HOURS 0.25

static double begun;

static double
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
start (void)
{
  begun = read_clock ();
}

static void
tell (const char *what)
{
  printf ("  %-44s %10.4f\n", what, read_clock () - begun);
  fflush (stdout);
}

/* The axis begins at noon. */
static void
add_vehicle (GRand *rand, GhFlexibilitySet *set, gboolean gives_back)
{
  double least[STEPS], most[STEPS], lower[STEPS], upper[STEPS], floor[STEPS];
  gboolean night = g_rand_int_range (rand, 0, 4) > 0;
  gsize from = (gsize) (night ? g_rand_int_range (rand, 16, 40) : g_rand_int_range (rand, 0, 10));
  gsize to = (gsize) (night ? g_rand_int_range (rand, 68, 88) : g_rand_int_range (rand, 16, 30));
  double power = g_rand_boolean (rand) ? 11.0 : 7.4, capacity = g_rand_double_range (rand, 30, 90);
  double start_kwh = capacity * g_rand_double_range (rand, 0.2, 0.7);
  double need = MIN (0.85 * capacity - start_kwh, 0.9 * power * HOURS * (double) (to - from));
  GhFlexibleDevice device = { least, most, lower, upper, floor };
  GhFlexibleFault fault;

  for (gsize t = 0; t < STEPS; t++)
    {
      gboolean there = t >= from && t < to;
      most[t] = there ? power : 0.0;
      least[t] = there && gives_back ? -power : 0.0;
      floor[t] = gives_back ? 0.1 * capacity - start_kwh : 0.0;
      lower[t] = t + 1 >= to ? need : floor[t];
      upper[t] = capacity - start_kwh;
    }
  gh_flexibility_set_add (set, &device, &fault);
}

static void
tell_profile (const char *what, const GhFlexibilitySet *set, const double *profile_kw)
{
  start ();
  g_autoptr (GhDisaggregation) result = gh_disaggregation_new (set, profile_kw, FALSE, NULL, NULL);
  tell (what);
  printf ("    above what it can take by %g kWh, below what it must by %g kWh\n", result->over_kwh,
          result->under_kwh);
}

/* A vertex has no slack anywhere; half way between two there is some; and one that is too much. */
static void
bench_profiles (const GhFlexibilitySet *set)
{
  double cost[STEPS], one[STEPS], other[STEPS];

  for (gsize t = 0; t < STEPS; t++)
    cost[t] = 0.2 + 0.1 * sin ((double) t / 8.0) + 0.05 * sin ((double) t * 1.7);
  start ();
  gh_flexibility_set_minimise (set, cost, one, NULL);
  tell ("cheapest power (support function)");
  for (gsize t = 0; t < STEPS; t++)
    cost[t] = cos ((double) t / 5.0);
  gh_flexibility_set_minimise (set, cost, other, NULL);
  tell_profile ("disaggregation of a vertex", set, one);
  for (gsize t = 0; t < STEPS; t++)
    other[t] = 0.5 * (one[t] + other[t]);
  tell_profile ("disaggregation, inside", set, other);
  for (gsize t = 0; t < STEPS; t++)
    other[t] *= t < STEPS / 2 ? 1.2 : 0.8;
  tell_profile ("disaggregation, not feasible", set, other);
}

static void
bench_held (const GhFlexibilitySet *set)
{
  static const gsize durations[] = { 1, 4, 16 };
  g_autofree double *plan = g_new (double, gh_flexibility_set_get_kind_count (set) * STEPS);
  double cost[STEPS];

  for (gsize t = 0; t < STEPS; t++)
    cost[t] = 0.2 + 0.1 * sin ((double) t / 8.0);
  gh_flexibility_set_minimise (set, cost, NULL, plan);
  for (gsize i = 0; i < G_N_ELEMENTS (durations); i++)
    {
      g_autofree char *title
          = g_strdup_printf ("held for %g h, up and down, every step", durations[i] * HOURS);
      start ();
      g_autoptr (GhHoldablePower) held
          = gh_holdable_power_find (set, plan, durations[i], NULL, NULL);
      tell (title);
    }
}

static void
bench_fleet (guint count, gboolean gives_back)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GhFlexibilitySet) set = gh_flexibility_set_new (STEPS, HOURS);
  struct rusage usage;

  printf ("%u vehicles that %s\n", count, gives_back ? "give back" : "only charge");
  start ();
  for (guint i = 0; i < count; i++)
    add_vehicle (rand, set, gives_back);
  tell ("set");
  start ();
  g_autoptr (GhFlexibilityEnvelope) envelope = gh_flexibility_envelope_of_set (set);
  tell ("power and energy envelope");
  bench_profiles (set);
  bench_held (set);
  getrusage (RUSAGE_SELF, &usage);
  printf ("  greatest memory so far: %ld MiB\n", usage.ru_maxrss / 1024);
}

int
main (int argc, char **argv)
{
  static const guint usual[] = { 1000, 10000 };
  int count = argc > 1 ? argc - 1 : (int) G_N_ELEMENTS (usual);

  for (int i = 0; i < count; i++)
    for (int gives_back = 0; gives_back < 2; gives_back++)
      bench_fleet (argc > 1 ? (guint) atoi (argv[i + 1]) : usual[i], gives_back);
  return 0;
}
