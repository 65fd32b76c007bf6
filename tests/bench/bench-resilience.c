/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times outages from every step of a year under every strategy; prints the limit beside and asserts
 * nothing. Usage: bench-resilience STUDY.json */
#include <stdio.h>
#include <time.h>

#include "study-json.h"
#include "study/resilience.h"
#include "study/site-builder.h"

#define REPEATS 5
#define MOST_SECONDS 1.0

/* Processor time of all threads, which neighbours disturb less than the clock on the wall. */
static double
processor_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static void
time_outages (const GhStudy *study, const GhComparison *comparison, const char *name)
{
  double least = G_MAXDOUBLE, wall = G_MAXDOUBLE, median = 0.0;

  for (int run = 0; run < REPEATS; run++)
    {
      gint64 begun = g_get_monotonic_time ();
      double before = processor_seconds ();
      g_autoptr (GhResilience) found = gh_resilience_find (study, comparison, NULL, NULL);
      least = MIN (least, processor_seconds () - before);
      wall = MIN (wall, (double) (g_get_monotonic_time () - begun) / 1e6);
      median = found->strategies[GH_STRATEGY_V2H].median_hours;
    }
  printf ("  %-44s %9.3f %9.3f %6.1f   V2H: half survive %.1f h\n", name, least, wall, MOST_SECONDS,
          median);
}

/* What the outages of one strategy cost together, and each by itself. */
static void
time_survival (const GhComparison *comparison)
{
  const GhSite *planned = gh_comparison_get_planned (comparison, GH_STRATEGY_V2H);
  g_autoptr (GhSite) site = gh_planner_apply_strategy (planned, GH_STRATEGY_V2H);
  gsize count = gh_time_axis_get_count (site->axis);
  const double *energy_kwh = comparison->results[GH_STRATEGY_V2H].plan->stores[0].energy_kwh;
  g_autofree double *essential_kw = g_new (double, count), *hours = g_new (double, count);
  double stored;
  guint8 stays;
  GhIslandState state = { &stored, &stays };
  GhIsland island = { .site = site,
                      .essential_kw = essential_kw,
                      .solar_helps = TRUE,
                      .car_stays = TRUE,
                      .use_reserve = TRUE,
                      .longest_steps = 672 };

  for (gsize t = 0; t < count; t++)
    essential_kw[t] = 0.5 * site->load_kw[t];
  double before = processor_seconds ();
  gh_island_pool_survive (&island, energy_kwh, hours, NULL, NULL);
  printf ("  survival of V2H, the car stays, together     %9.3f\n", processor_seconds () - before);
  before = processor_seconds ();
  for (gsize t = 0; t < count; t++)
    hours[t] = gh_island_survive (&island, &energy_kwh, t, &state);
  printf ("  the same, one outage after the other         %9.3f\n", processor_seconds () - before);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2 || !gh_study_load (argv[1], findings, &study, &error))
    {
      fprintf (stderr, "usage: bench-resilience STUDY.json\n");
      return 2;
    }
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  g_autoptr (GhComparison) comparison
      = gh_household_compare (study, site, GH_BATTERY_IGNORE, findings, NULL, &error);
  study->resilience = gh_record_new (&gh_resilience_table);
  printf ("outages from %zu steps, all strategies         cpu s    wall s  limit\n",
          gh_time_axis_get_count (site->axis));
  time_outages (study, comparison, "as by default");
  study->resilience->car_stays = TRUE;
  time_outages (study, comparison, "the car stays");
  study->resilience->outage_hours = 168.0;
  time_outages (study, comparison, "and outages of a week are counted");
  time_survival (comparison);
  return 0;
}
