/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times a tornado of the usual inputs, the search for their break-evens and a table of two, and a
 * front of cost and emissions without and with demand charges, and prints the limit beside, with
 * wear at a fixed price and by the ageing of the cell; asserts nothing. Usage: bench-sensitivity
 * STUDY.json */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "study-json.h"
#include "study/break-even.h"
#include "study/pareto.h"
#include "study/site-builder.h"

#define MOST_TORNADO_SECONDS 20.0
#define TABLE_VALUES 5
#define MOST_FRONT_SECONDS 10.0
#define DEMAND_PER_KW_MONTH 6.0
#define PRICE_PER_TONNE 80.0

/* Both clocks: the machine may be busy with other things. */
typedef struct
{
  gint64 begun;
  clock_t used;
} Watch;

static Watch
begin (void)
{
  return (Watch){ g_get_monotonic_time (), clock () };
}

static void
tell (const Watch *watch, const char *what, guint count)
{
  printf ("  %-34s %4u %8.2f %8.2f", what, count,
          (double) (g_get_monotonic_time () - watch->begun) / 1e6,
          (double) (clock () - watch->used) / CLOCKS_PER_SEC);
}

static void
time_all (const GhStudy *study)
{
  GhSensitivityQuestion question = { GH_STRATEGY_V2H, GH_STRATEGY_SMART, GH_BATTERY_HEED, 1.0 };
  Watch watch = begin ();
  g_autoptr (GhSensitivityBase) base = gh_sensitivity_base_new (study, &question, NULL, NULL);
  g_autoptr (GArray) spans = NULL, wide = gh_input_spans_new ();

  tell (&watch, "the study as it is", 1);
  putchar ('\n');
  spans = gh_input_spans_of_study (base->study, base->site, question.strategy, NULL);
  watch = begin ();
  g_autoptr (GhTornado) tornado = gh_tornado_run (base, spans, GH_MEASURE_NPV, NULL, NULL);
  tell (&watch, "tornado, inputs", spans->len);
  printf (" %8.0f\n", MOST_TORNADO_SECONDS);
  for (guint i = 0; i < spans->len; i++)
    {
      GhInputSpan span
          = gh_break_even_find_range (base, g_array_index (spans, GhInputSpan, i).input);
      g_array_append_val (wide, span);
    }
  watch = begin ();
  g_autoptr (GPtrArray) searches = gh_break_even_run (base, wide, NULL, NULL);
  tell (&watch, "break-even, inputs", searches->len);
  putchar ('\n');
  GhInputSpan *across = &g_array_index (spans, GhInputSpan, 1);
  GhInputSpan *down = &g_array_index (spans, GhInputSpan, 0);
  g_autofree double *columns = gh_sweep_new_values (across->low, across->high, TABLE_VALUES);
  g_autofree double *rows = gh_sweep_new_values (down->low, down->high, TABLE_VALUES);
  watch = begin ();
  g_autoptr (GhSweep) sweep = gh_sweep_run (base, across->input, columns, TABLE_VALUES, down->input,
                                            rows, TABLE_VALUES, NULL, NULL);
  tell (&watch, "table of two inputs, cells", sweep->column_count * sweep->row_count);
  putchar ('\n');
}

/* The cell that the study names. */
static void
price_ageing (GhStudy *study)
{
  GhVehicle *vehicle = g_ptr_array_index (study->vehicles, 0);

  vehicle->pack = gh_record_new (&gh_pack_table);
  vehicle->pack->wear = GH_WEAR_AGEING;
}

/* Rates of every hour, which differ by hour and season, as smooth as they are made up. */
static void
fill_rates (GhSite *site)
{
  double *rates = g_renew (double, site->rates_g_per_kwh[site->planned_rate],
                           gh_time_axis_get_count (site->axis));

  site->rates_g_per_kwh[site->planned_rate] = rates;
  for (gsize t = 0; t < gh_time_axis_get_count (site->axis); t++)
    {
      double hour = floor ((double) t * gh_time_axis_get_step_hours (site->axis));
      double day = floor (hour / 24.0);
      rates[t] = 420.0 + 110.0 * sin (G_PI * (hour - 9.0) / 12.0)
                 + 70.0 * cos (G_PI * (hour - 6.0) / 6.0) + 60.0 * cos (G_PI * day / 182.5)
                 + 40.0 * sin (1.7 * day);
    }
}

static void
time_front (GhStudy *study, double demand_per_kw_month)
{
  study->tariff->demand_per_kw_month = demand_per_kw_month;
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
  fill_rates (site);
  site->carbon_price_per_tonne = PRICE_PER_TONNE;
  Watch watch = begin ();
  g_autoptr (GhParetoFront) front
      = gh_pareto_find (study, site, GH_STRATEGY_V2H, GH_PARETO_POINTS, NULL, NULL);
  tell (&watch, demand_per_kw_month > 0.0 ? "front, demand charges, points" : "front, points",
        front->points->len);
  printf (" %8.0f\n", MOST_FRONT_SECONDS);
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
  printf ("inputs of the sample year varied, V2H over smart charging, %u processors:\n"
          "  %-34s %4s %8s %8s %8s\n",
          g_get_num_processors (), "", "", "s", "cpu s", "limit s");
  time_all (study);
  time_front (study, 0.0);
  time_front (study, DEMAND_PER_KW_MONTH);
  study->tariff->demand_per_kw_month = 0.0;
  puts ("  wear by the ageing of the cell");
  price_ageing (study);
  time_all (study);
  return 0;
}
