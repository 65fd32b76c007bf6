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
#include "fleet/lossy-commitment.h"
#include "fleet/virtual-battery.h"
#include "memory.h"

#define STEPS 96
#define HOURS 0.25

static double begun, worked;

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
start (void)
{
  begun = read_clock (CLOCK_MONOTONIC);
  worked = read_clock (CLOCK_PROCESS_CPUTIME_ID);
}

static void
tell (const char *what)
{
  printf ("  %-44s %10.4f %10.4f\n", what, read_clock (CLOCK_MONOTONIC) - begun,
          read_clock (CLOCK_PROCESS_CPUTIME_ID) - worked);
  fflush (stdout);
}

/* One vehicle: the axis begins at noon. */
typedef struct
{
  gsize from;
  gsize to;
  double power_kw;
  double capacity_kwh;
  double start_kwh;
  double need_kwh; /* beside that */
} Stay;

static Stay
draw_stay (GRand *rand)
{
  gboolean night = g_rand_int_range (rand, 0, 4) > 0;
  Stay stay = { (gsize) (night ? g_rand_int_range (rand, 16, 40) : g_rand_int_range (rand, 0, 10)),
                (gsize) (night ? g_rand_int_range (rand, 68, 88) : g_rand_int_range (rand, 16, 30)),
                g_rand_boolean (rand) ? 11.0 : 7.4, g_rand_double_range (rand, 30, 90) };

  stay.start_kwh = stay.capacity_kwh * g_rand_double_range (rand, 0.2, 0.7);
  stay.need_kwh = MIN (0.85 * stay.capacity_kwh - stay.start_kwh,
                       0.8 * stay.power_kw * HOURS * (double) (stay.to - stay.from));
  return stay;
}

static void
add_vehicle (GRand *rand, GhFlexibilitySet *set, gboolean gives_back)
{
  double least[STEPS], most[STEPS], lower[STEPS], upper[STEPS], floor[STEPS];
  Stay stay = draw_stay (rand);
  GhFlexibleDevice device = { least, most, lower, upper, floor };
  GhFlexibleFault fault;

  for (gsize t = 0; t < STEPS; t++)
    {
      gboolean there = t >= stay.from && t < stay.to;
      most[t] = there ? stay.power_kw : 0.0;
      least[t] = there && gives_back ? -stay.power_kw : 0.0;
      floor[t] = gives_back ? 0.1 * stay.capacity_kwh - stay.start_kwh : 0.0;
      lower[t] = t + 1 >= stay.to ? stay.need_kwh : floor[t];
      upper[t] = stay.capacity_kwh - stay.start_kwh;
    }
  gh_flexibility_set_add (set, &device, &fault);
}

static void
set_curve (GhChargerCurve *curve, double battery_kw, double ac_kw)
{
  curve->count = 2;
  curve->battery_kw = g_new0 (double, 2);
  curve->ac_kw = g_new0 (double, 2);
  curve->battery_kw[1] = battery_kw;
  curve->ac_kw[1] = ac_kw;
}

/* The same with losses of a tenth each way. */
static void
fill_store (GRand *rand, GhStore *store)
{
  Stay stay = draw_stay (rand);

  store->name = g_strdup ("Car");
  store->capacity_kwh = stay.capacity_kwh;
  store->start_kwh = stay.start_kwh;
  store->end_kwh = stay.start_kwh + stay.need_kwh;
  set_curve (&store->charge, 0.9 * stay.power_kw, stay.power_kw);
  set_curve (&store->discharge, stay.power_kw / 0.9, stay.power_kw);
  for (gsize t = 0; t < STEPS; t++)
    {
      store->plugged[t] = t >= stay.from && t < stay.to;
      store->lower_kwh[t] = 0.1 * stay.capacity_kwh;
      store->upper_kwh[t] = stay.capacity_kwh;
    }
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

/* A vertex has no slack anywhere; half way between two there is some; tilted, it may be too much.
 */
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
  tell_profile ("disaggregation, tilted", set, other);
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
bench_battery (const GhFlexibilitySet *set)
{
  g_autofree double *plan = g_new (double, gh_flexibility_set_get_kind_count (set) * STEPS);
  double cost[STEPS], promised = 0.0, missed = 0.0;
  guint missing = 0;

  for (gsize t = 0; t < STEPS; t++)
    cost[t] = 0.2 + 0.1 * sin ((double) t / 8.0);
  gh_flexibility_set_minimise (set, cost, NULL, plan);
  start ();
  g_autoptr (GhBatteryPromises) promises
      = gh_virtual_battery_promise (set, plan, STEPS / 24, NULL, NULL);
  tell ("virtual battery's promises for an hour");
  for (gsize t = 0; t + promises->duration <= STEPS; t++)
    {
      promised += promises->up_short_kwh[t] + promises->down_short_kwh[t];
      missed = MAX (missed, promises->missed_kwh[t]);
      missing = MAX (missing, promises->missing[t]);
    }
  printf ("    %g kWh of them short over all steps; at most %g kWh of needs missed, %u vehicles\n",
          promised, missed, missing);
}

static void
bench_lossy (guint count)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (1704110400, 900, STEPS, zone);
  g_autoptr (GhSite) site = gh_site_new (axis, count);
  double worth[STEPS];

  printf ("%u vehicles that give back, %-23s %10s %10s\n", count, "with losses", "wall s", "cpu s");
  for (guint s = 0; s < count; s++)
    fill_store (rand, &site->stores[s]);
  start ();
  g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
  tell ("fleet");
  for (gsize t = 0; t < STEPS; t++)
    worth[t] = -0.2 - 0.1 * sin ((double) t / 8.0) - 0.05 * sin ((double) t * 1.7);
  start ();
  g_autoptr (GhFleetSupport) support = gh_lossy_fleet_find_support (fleet, worth, NULL, NULL);
  tell ("support function");
  printf ("    gap %g\n", support->bound - support->worth);
  /* Smoothed, so that it is no schedule of any direction. */
  double *total = support->schedule->total_kw;
  for (gsize t = 1; t < STEPS; t++)
    total[t] = 0.5 * (total[t - 1] + total[t]);
  start ();
  g_autoptr (GhLossyCommitment) committed = gh_lossy_commitment_new (fleet, total, NULL, NULL);
  tell ("disaggregation of a profile");
  printf ("    differs by %g kWh, at least %g kWh, %u rounds\n", committed->deviation_kwh,
          committed->bound_kwh, committed->rounds);
}

static void
bench_fleet (guint count, gboolean gives_back)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GhFlexibilitySet) set = gh_flexibility_set_new (STEPS, HOURS);
  struct rusage usage;

  printf ("%u vehicles that %-25s %10s %10s\n", count, gives_back ? "give back" : "only charge",
          "wall s", "cpu s");
  start ();
  for (guint i = 0; i < count; i++)
    add_vehicle (rand, set, gives_back);
  tell ("set");
  start ();
  g_autoptr (GhFlexibilityEnvelope) envelope = gh_flexibility_envelope_of_set (set);
  tell ("power and energy envelope");
  bench_profiles (set);
  bench_held (set);
  bench_battery (set);
  getrusage (RUSAGE_SELF, &usage);
  printf ("  greatest memory so far: %ld MiB\n", usage.ru_maxrss / 1024);
}

int
main (int argc, char **argv)
{
  static const guint usual[] = { 1000, 10000 };
  int count = argc > 1 ? argc - 1 : (int) G_N_ELEMENTS (usual);

  /* As the programs do. */
  gh_memory_init ();
  for (int i = 0; i < count; i++)
    {
      guint vehicles = argc > 1 ? (guint) atoi (argv[i + 1]) : usual[i];
      bench_fleet (vehicles, FALSE);
      bench_fleet (vehicles, TRUE);
      bench_lossy (vehicles);
    }
  return 0;
}
