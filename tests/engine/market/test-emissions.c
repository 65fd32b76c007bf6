/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/emissions.h"

#include <glib.h>
#include <math.h>

/* Cambium's long-run marginal rates of CAMXc, 1 January, g per kWh
 * (NREL OpenStudio-HPXML, StdScen20 MidCase). */
static const double first_of_january[24]
    = { 164.3, 170.7, 171.1, 177.3, 171.8, 159,   149.4, 136.9, 84.4,  79.5,  78.1, 80,
        82,    84.2,  79.3,  85.5,  116.7, 135.2, 132.4, 133,   135.5, 135.3, 147,  153.3 };

static void
test_totals (void)
{
  const double grid[] = { 2.0, -4.0, 0.0, 1.0 };
  const double marginal[] = { 300.0, 500.0, 900.0, 100.0 };
  const double average[] = { 200.0, 250.0, 900.0, 80.0 };
  const struct
  {
    const double *g_per_kwh;
    GhEmissionRate rate;
    double kg;
  } sums[] = { { marginal, GH_RATE_SHORT_RUN, 0.25 * (600.0 - 2000.0 + 100.0) / 1000.0 },
               { marginal, GH_RATE_LONG_RUN, 0.25 * (600.0 - 2000.0 + 100.0) / 1000.0 },
               { average, GH_RATE_AVERAGE, 0.25 * (400.0 + 80.0) / 1000.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_assert_cmpfloat_with_epsilon (
          gh_emissions_sum_kg (grid, sums[i].g_per_kwh, sums[i].rate, 0.25, 4), sums[i].kg, 1e-15);
      g_assert_true (gh_emissions_sum_kg (grid, sums[i].g_per_kwh, sums[i].rate, 0.25, 0) == 0.0);
    }
}

typedef struct
{
  const char *name;
  double charge, discharge, ratio, tolerance;
} RatioCase;

/* By hand; the second is a measured 3.6 kW wallbox. */
static const RatioCase ratio_cases[] = {
  { "nine-tenths", .9, .9, 1.234568, 5e-7 },  { "measured-wallbox", .8947, .909, 1.22957, 5e-5 },
  { "without-losses", 1.0, 1.0, 1.0, 1e-15 }, { "no-charging", 0.0, .9, NAN, 0.0 },
  { "no-discharging", .9, NAN, NAN, 0.0 },
};

static void
test_ratio (gconstpointer data)
{
  const RatioCase *at = data;
  double ratio = gh_emissions_break_even_ratio (at->charge, at->discharge);

  if (isnan (at->ratio))
    g_assert_true (isnan (ratio));
  else
    g_assert_cmpfloat_with_epsilon (ratio, at->ratio, at->tolerance);
}

/* Charge at the lowest rate of the day, discharge at the highest. */
static void
test_january (void)
{
  double power[24] = { 0 };

  power[10] = 10.0;
  power[3] = -8.1;
  GhEmissionArbitrage result = gh_emissions_evaluate_store (power, first_of_january, 24, .9, .9);
  g_assert_cmpfloat_with_epsilon (result.charging_g_per_kwh, 78.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.discharging_g_per_kwh, 177.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.net_g_per_kwh, 80.8802, 5e-5);
  g_assert_true (result.cuts_emissions);
  /* What the meter saves is the net rate times what is delivered. */
  double kg = gh_emissions_sum_kg (power, first_of_january, GH_RATE_LONG_RUN, 1.0, 24);
  g_assert_cmpfloat_with_epsilon (kg, -result.net_g_per_kwh * 8.1 / 1000.0, 1e-12);
}

static void
test_weighted_means (void)
{
  const double power[] = { 1.0, 3.0, -2.0, -6.0, 0.0 };
  const double rate[] = { 400.0, 200.0, 100.0, 300.0, 1e6 };
  GhEmissionArbitrage result = gh_emissions_evaluate_store (power, rate, 5, 1.0, 0.8);

  g_assert_cmpfloat_with_epsilon (result.charging_g_per_kwh, 250.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.discharging_g_per_kwh, 250.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.needed_ratio, 1.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.net_g_per_kwh, -62.5, 1e-12);
  g_assert_false (result.cuts_emissions);
}

/* Exactly at the ratio nothing is won, and that is no cut. */
static void
test_break_even (void)
{
  const double power[] = { 2.0, -1.0 };
  const double rate[] = { 100.0, 200.0 };
  GhEmissionArbitrage result = gh_emissions_evaluate_store (power, rate, 2, 0.5, 1.0);

  g_assert_true (result.net_g_per_kwh == 0.0);
  g_assert_false (result.cuts_emissions);
}

static void
test_one_direction (void)
{
  const double charge_only[] = { 2.0, 1.0 };
  const double rate[] = { 100.0, 200.0 };
  GhEmissionArbitrage result = gh_emissions_evaluate_store (charge_only, rate, 2, .9, .9);

  g_assert_true (isnan (result.discharging_g_per_kwh));
  g_assert_true (isnan (result.net_g_per_kwh));
  g_assert_false (result.cuts_emissions);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ratio_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/emissions/ratio/", ratio_cases[i].name, NULL);
      g_test_add_data_func (path, &ratio_cases[i], test_ratio);
    }
  g_test_add_func ("/emissions/totals", test_totals);
  g_test_add_func ("/emissions/january", test_january);
  g_test_add_func ("/emissions/weighted-means", test_weighted_means);
  g_test_add_func ("/emissions/break-even", test_break_even);
  g_test_add_func ("/emissions/one-direction", test_one_direction);
  return g_test_run ();
}
