/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times a whole life of a battery, plans with measured chargers against constant efficiencies, and
 * plans with twelve demand charges;
 * prints the limits beside and asserts nothing. Usage: bench-life STUDY.json */
#include <math.h>
#include <stdio.h>

#include "physics/cell.h"
#include "planning/planner.h"
#include "study-json.h"
#include "study/life.h"
#include "study/site-builder.h"

#define REPEATS 5
#define MOST_LIFE_SECONDS 10.0
#define MOST_RATIO 4.0
#define MOST_PEAKS_SECONDS 10.0
#define MONTHS 12
#define PRICE_PER_KW 5.0

static double
seconds_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1e6;
}

static void
set_cell (GhStudy *study, const char *cell, GhWearPricing wear)
{
  GhVehicle *car = g_ptr_array_index (study->vehicles, 0);

  g_free (car->cell);
  car->cell = g_strdup (cell);
  if (car->pack == NULL)
    car->pack = gh_record_new (&gh_pack_table);
  car->pack->wear = wear;
}

/* How often a progress bar moved by a hundredth, and how long it stood at worst. */
typedef struct
{
  guint moves;
  double last;
  gint64 moved;
  double stood;
} Bar;

static gboolean
watch (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  Bar *bar = data;

  bar->stood = MAX (bar->stood, seconds_since (bar->moved));
  if (fraction < bar->last + 0.01)
    return TRUE;
  bar->moves++;
  bar->last = fraction;
  bar->moved = g_get_monotonic_time ();
  return TRUE;
}

static void
time_life (const GhStudy *study, const char *cell, GhWearPricing wear)
{
  g_autoptr (GhStudy) used = gh_study_copy (study);

  set_cell (used, cell, wear);
  g_autoptr (GhSite) site = gh_site_build (used, NULL, NULL);
  gint64 begun = g_get_monotonic_time ();
  Bar bar = { .moved = begun };
  GhProgress progress = { watch, &bar, 0.0, 1.0 };
  g_autoptr (GhLife) life = gh_life_run (used, site, 0, &progress, NULL);
  printf ("  %-18s %-7s %6.2f %6.0f   %3u times, stood %.2f s at worst\n", cell,
          wear == GH_WEAR_AGEING ? "ageing" : "fixed", seconds_since (begun), MOST_LIFE_SECONDS,
          bar.moves, bar.stood);
  if (life == NULL || gh_life_find_failed (life) != NULL)
    printf ("    without a result\n");
}

static GArray *
make_loss (double fixed, double linear, double square)
{
  GArray *loss = g_array_new (FALSE, FALSE, sizeof (double));
  const double numbers[] = { fixed, linear, square };

  return g_array_append_vals (loss, numbers, G_N_ELEMENTS (numbers));
}

static GPtrArray *
make_points (const double (*points)[2], gsize count)
{
  GPtrArray *array = g_ptr_array_new ();

  for (gsize i = 0; i < count; i++)
    {
      GhEfficiencyPoint *point = gh_record_new (&gh_efficiency_point_table);
      point->power_kw = points[i][0];
      point->efficiency = points[i][1];
      g_ptr_array_add (array, point);
    }
  return array;
}

static void
set_quadratic (GhCharger *charger)
{
  charger->charge_loss_kw = make_loss (0.052, 0.044, 0.0019);
  charger->discharge_loss_kw = make_loss (0.036, 0.063, 0.005);
}

static void
set_points (GhCharger *charger)
{
  static const double charge[][2] = { { 0.5, 0.82 }, { 1.0, 0.88 },  { 2.0, 0.92 }, { 3.7, 0.937 },
                                      { 5.5, 0.94 }, { 7.4, 0.938 }, { 11.0, 0.93 } };
  static const double discharge[][2]
      = { { 0.5, 0.78 }, { 1.0, 0.86 }, { 2.0, 0.9 },   { 3.7, 0.915 },
          { 5.5, 0.91 }, { 7.4, 0.9 },  { 11.0, 0.885 } };

  charger->charge_points = make_points (charge, G_N_ELEMENTS (charge));
  charger->discharge_points = make_points (discharge, G_N_ELEMENTS (discharge));
}

/* A price of its own for every hour, as a market's. */
static void
set_market_prices (GhSite *site)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      double hour = floor ((double) t * hours);
      site->import_price[t] = 0.30 + 0.08 * sin ((hour - 14.0) * G_PI / 12.0)
                              + 0.06 * sin (1.7 * hour) + 0.04 * sin (0.37 * hour);
    }
}

static double
time_charger (const GhStudy *study, gboolean market, void (*set) (GhCharger *), const char *name,
              double constant)
{
  g_autoptr (GhStudy) used = gh_study_copy (study);
  GhVehicle *car = g_ptr_array_index (used->vehicles, 0);
  GhPlanOptions options = { GH_STRATEGY_V2G, GH_SOLVER_EXACT, INFINITY, FALSE };
  double least = INFINITY;

  if (set != NULL)
    set (car->charger);
  g_autoptr (GhSite) site = gh_site_build (used, NULL, NULL);
  if (market)
    set_market_prices (site);
  for (int i = 0; i < REPEATS; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
      least = MIN (least, seconds_since (begun));
      if (i + 1 == REPEATS)
        printf ("  %-26s %6.3f %6.2f %6.0f   gap %.1e of %.2f\n", name, least,
                constant > 0.0 ? least / constant : 1.0, MOST_RATIO,
                plan->objective - plan->lower_bound, plan->objective);
    }
  return least;
}

/* A charge for the highest import of each twelfth of the period. */
static void
add_demand_charges (GhSite *site)
{
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree guint8 *applies = g_new (guint8, count);

  for (gsize m = 0; m < MONTHS; m++)
    {
      for (gsize t = 0; t < count; t++)
        applies[t] = t * MONTHS / count == m;
      gh_site_add_demand_charge (site, PRICE_PER_KW, 0.0, applies);
    }
}

static void
time_peaks (const GhStudy *study, gboolean market, void (*set) (GhCharger *), const char *name)
{
  g_autoptr (GhStudy) used = gh_study_copy (study);
  GhVehicle *car = g_ptr_array_index (used->vehicles, 0);
  GhPlanOptions options = { GH_STRATEGY_V2G, GH_SOLVER_EXACT, INFINITY, FALSE };

  if (set != NULL)
    set (car->charger);
  g_autoptr (GhSite) site = gh_site_build (used, NULL, NULL);
  if (market)
    set_market_prices (site);
  add_demand_charges (site);
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, NULL);
  printf ("  %-22s %-12s %6.2f %6.0f   gap %.1e of %.2f\n", name,
          market ? "every hour" : "three prices", seconds_since (begun), MOST_PEAKS_SECONDS,
          plan->objective - plan->lower_bound, plan->objective);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 2 || !gh_study_load (argv[1], findings, &study, &error)
      || gh_findings_count_errors (findings) > 0)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "no valid study");
      return 1;
    }
  printf ("life of 15 years, four strategies, each year planned anew:\n"
          "  %-18s %-7s %6s %6s   %s\n",
          "cell", "wear", "s", "limit", "progress bar moved");
  time_life (study, "lfp-250ah", GH_WEAR_FIXED);
  time_life (study, "lfp-250ah", GH_WEAR_AGEING);
  time_life (study, "nmc-kokam-75ah", GH_WEAR_AGEING);
  for (int market = 0; market < 2; market++)
    {
      printf ("V2G year of the sample by charger, %s:\n  %-26s %6s %6s %6s\n",
              market ? "a price for every hour" : "three prices", "", "s", "ratio", "limit");
      double constant = time_charger (study, market, NULL, "constant efficiencies", 0.0);
      time_charger (study, market, set_quadratic, "quadratic losses", constant);
      time_charger (study, market, set_points, "tables of seven points", constant);
    }
  printf ("V2G year of the sample with twelve demand charges:\n  %-22s %-12s %6s %6s\n", "", "",
          "s", "limit");
  for (int market = 0; market < 2; market++)
    {
      time_peaks (study, market, NULL, "constant efficiencies");
      time_peaks (study, market, set_quadratic, "quadratic losses");
    }
  return 0;
}
