/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the storage kernel against itself at several lengths, in one run. Prints a table of times,
 * ratios and memory; nothing is asserted. */
#include "planning/storage-kernel.h"

#include <math.h>
#include <stdio.h>
#include <sys/resource.h>

#define STEPS_PER_DAY 96
#define CAPACITY_KWH 60.0
#define CHARGER_KWH 2.75

typedef struct
{
  guint *first;
  GhPiece *stages;
  double *lower, *upper, *drive;
} Year;

/* A car away on working hours, a price that swings by day and drifts by week, a load with an
 * evening peak; with @convex false a minimum power, standby and a night in which selling pays more.
 */
static Year
make_year (gsize steps, gboolean convex)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  Year year = { g_new (guint, steps + 1), g_new (GhPiece, 4 * steps), g_new0 (double, steps),
                g_new (double, steps), g_new0 (double, steps) };
  guint count = 0;

  for (gsize t = 0; t < steps; t++)
    {
      double hour = (double) (t % STEPS_PER_DAY) / 4.0;
      double buy
          = 0.25 + 0.08 * sin ((hour - 13.0) / 24.0 * 2.0 * G_PI) + 0.06 * g_rand_double (rand);
      double sell = convex || hour > 5.0 ? 0.4 * buy : buy + 0.02;
      double net = (0.2 + 0.6 * g_rand_double (rand)) / 4.0;
      gboolean away = hour >= 8.0 && hour < 17.0 && (t / STEPS_PER_DAY) % 7 < 5;
      double least = convex ? 0.0 : 0.35;

      year.first[t] = count;
      year.upper[t] = CAPACITY_KWH;
      year.drive[t] = away ? 0.25 : 0.0;
      if (away)
        {
          year.stages[count++] = (GhPiece){ 0.0, 0.0, net * buy, 0.0 };
          continue;
        }
      double kink = -MAX (net, least) / 0.95;
      year.stages[count++]
          = (GhPiece){ -CHARGER_KWH, kink, 0.95 * sell * (-CHARGER_KWH - kink), 0.95 * sell };
      if (convex)
        year.stages[count++] = (GhPiece){ kink, 0.0, 0.0, 0.95 * buy };
      else
        year.stages[count++] = (GhPiece){ 0.0, 0.0, net * buy + 0.005 * buy, 0.0 };
      year.stages[count++]
          = (GhPiece){ least, CHARGER_KWH, (net + least / 0.95) * buy, buy / 0.95 };
    }
  year.first[steps] = count;
  return year;
}

static void
free_year (Year *year)
{
  g_free (year->first);
  g_free (year->stages);
  g_free (year->lower);
  g_free (year->upper);
  g_free (year->drive);
}

static double
time_year (gsize steps, gboolean convex, double *pieces, double *gap)
{
  Year year = make_year (steps, convex);
  GhStorageProblem problem = { .steps = steps,
                               .stage_first = year.first,
                               .stages = year.stages,
                               .lower_kwh = year.lower,
                               .upper_kwh = year.upper,
                               .drive_kwh = year.drive,
                               .start_kwh = 30.0,
                               .end_lower_kwh = 30.0,
                               .end_upper_kwh = CAPACITY_KWH,
                               .reserve_kwh = -INFINITY,
                               .tolerance = 1e-4 };
  GhStorageSolution solution;
  gint64 begun = g_get_monotonic_time ();

  gh_storage_kernel_solve (&problem, &solution, NULL, NULL);
  double seconds = (double) (g_get_monotonic_time () - begun) / 1e6;
  *pieces = solution.pieces_mean;
  *gap = solution.feasible ? (solution.objective - solution.lower_bound) / fabs (solution.objective)
                           : NAN;
  gh_storage_solution_clear (&solution);
  free_year (&year);
  return seconds;
}

int
main (void)
{
  static const struct
  {
    const char *name;
    gsize steps;
    gboolean convex;
  } rows[] = { { "convex, a week", 7 * STEPS_PER_DAY, TRUE },
               { "convex, a year", 35040, TRUE },
               { "convex, ten years", 350400, TRUE },
               { "not convex, a week", 7 * STEPS_PER_DAY, FALSE },
               { "not convex, a year", 35040, FALSE } };
  struct rusage usage;
  double pieces, gap;

  printf ("%-22s %9s %9s %12s %8s %10s\n", "storage kernel", "steps", "ms", "us per step", "pieces",
          "gap");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double seconds = time_year (rows[i].steps, rows[i].convex, &pieces, &gap);
      printf ("%-22s %9zu %9.1f %12.3f %8.0f %10.1e\n", rows[i].name, rows[i].steps, seconds * 1e3,
              seconds * 1e6 / (double) rows[i].steps, pieces, gap);
    }
  getrusage (RUSAGE_SELF, &usage);
  printf ("greatest memory of the run: %.1f MiB\n", (double) usage.ru_maxrss / 1024.0);
  return 0;
}
