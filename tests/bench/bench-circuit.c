/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times the circuit of a battery over a year at one minute, and what is taken from it; nothing is
 * asserted. */
#include "physics/circuit-run.h"
#include "physics/state-of-power.h"
#include "physics/taper.h"
#include "random.h"

#include <stdio.h>
#include <sys/resource.h>

#define STEPS 35040
#define REPEATS 5

static double
seconds_since (gint64 begun)
{
  return (double) (g_get_monotonic_time () - begun) / 1e6;
}

/* A share of the quarter hours with power, the others parked. */
static void
fill_power (double share, double *power_kw, double *ambient_k)
{
  GhRandom random;

  gh_random_init (&random, 1);
  for (gsize i = 0; i < STEPS; i++)
    {
      power_kw[i]
          = gh_random_uniform (&random) < share ? 15.0 * gh_random_uniform (&random) - 7.5 : 0.0;
      ambient_k[i] = 273.15 + 20.0 * gh_random_uniform (&random);
    }
}

/* The best of some runs. */
static double
time_year (const GhPack *pack, const GhCircuitPlan *plan, double *flow_kwh)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < REPEATS; i++)
    {
      GhCircuitState state = { 0.5, 0.0, 0.0, 293.15 };
      GhCircuitReport report;
      gint64 begun = g_get_monotonic_time ();
      gh_circuit_run (pack, &state, plan, &report);
      best = MIN (best, seconds_since (begun));
      *flow_kwh = report.charged_kwh + report.discharged_kwh;
      gh_circuit_report_clear (&report);
    }
  return best;
}

static void
print_years (const GhPack *pack)
{
  static const double shares[] = { 1.0, 0.3 };
  g_autofree double *power_kw = g_new (double, STEPS), *ambient_k = g_new (double, STEPS);
  GhCircuitPlan plan = { .count = STEPS,
                         .step_seconds = 900.0,
                         .inner_seconds = 60.0,
                         .power_kw = power_kw,
                         .ambient_k = ambient_k };
  double flow_kwh;

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      fill_power (shares[i], power_kw, ambient_k);
      double seconds = time_year (pack, &plan, &flow_kwh);
      printf ("%-20s %3.0f %% with power %9.1f ms, %.0f kWh\n", pack->cell->id, shares[i] * 100.0,
              seconds * 1e3, flow_kwh);
    }
}

static void
print_others (const GhPack *pack)
{
  GhCircuitState state = { 0.9, 0.0, 0.0, 283.15 };
  GhTaper taper;
  double min_kw, max_kw;
  gint64 begun = g_get_monotonic_time ();

  for (guint i = 0; i < STEPS; i++)
    gh_state_of_power (pack, &state, 900.0, &min_kw, &max_kw);
  printf ("%-20s state of power %9.2f us\n", pack->cell->id, seconds_since (begun) * 1e6 / STEPS);
  begun = g_get_monotonic_time ();
  gh_pack_taper_lines (pack, 283.15, 900.0, 11.0, TRUE, &taper);
  printf ("%-20s taper lines %12.2f ms\n", pack->cell->id, seconds_since (begun) * 1e3);
}

int
main (void)
{
  static const char *const cells[] = { "nmc-kokam-75ah", "lfp-250ah" };
  struct rusage usage;

  printf ("circuit, a year of quarter hours at one minute\n");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      GhPackSpec spec = { gh_cell_find (cells[i]), 60.0, 0.0, 1.0, 1.0, 0.0 };
      g_autoptr (GhPack) pack = gh_pack_new (&spec);
      print_years (pack);
      print_others (pack);
    }
  getrusage (RUSAGE_SELF, &usage);
  printf ("greatest memory of the run: %.1f MiB\n", (double) usage.ru_maxrss / 1024.0);
  return 0;
}
