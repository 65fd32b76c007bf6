/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/ageing-law.h"
#include "random.h"

#include <math.h>

static const GhAgeingLaw *const laws[] = {
  &gh_ageing_law_lfp_250ah,     &gh_ageing_law_lfp_sony_3ah,      &gh_ageing_law_lfp_naumann,
  &gh_ageing_law_lfp_a123,      &gh_ageing_law_nmc_kokam_75ah,    &gh_ageing_law_nmc_sanyo_2ah,
  &gh_ageing_law_nmc811_lg_mj1, &gh_ageing_law_nca_panasonic_3ah, &gh_ageing_law_nmc_75ah_a,
  &gh_ageing_law_nmc_50ah_b1,   &gh_ageing_law_lmo_leaf_66ah,     &gh_ageing_law_lmo_xu,
};

/* A day from 0.9 down to 0.3 and up again at 25 C, as it would be for @days of them. */
static GhAgeingStress
triangles (const GhAgeingLaw *law, double days)
{
  static const double soc[] = { 0.9, 0.6, 0.3, 0.6, 0.9 };
  GhAgeingStress stress;

  gh_ageing_stress_measure (law, soc, 4, 6.0 * 3600.0, NULL, 298.15, &stress);
  stress.days *= days;
  stress.efc *= days;
  return stress;
}

/* A cell that was used for @days. */
static GhAgeingState
aged (const GhAgeingLaw *law, double days)
{
  GhAgeingStress stress = triangles (law, days);
  GhAgeingState state;

  gh_ageing_state_init (law, &state);
  gh_ageing_state_advance (law, &state, &stress);
  return state;
}

/* What every law promises of itself. */
static void
test_data (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    {
      const GhAgeingLaw *law = laws[i];
      GhAgeingState state;

      g_test_message ("%s", law->id);
      g_assert_true (law->title != NULL && law->source != NULL);
      g_assert_cmpfloat (law->capacity_ah, >, 0.0);
      g_assert_cmpfloat (law->temperature_min_k, >=, 253.15);
      g_assert_cmpfloat (law->temperature_max_k, >, law->temperature_min_k);
      g_assert_cmpfloat (law->temperature_max_k, <=, 333.15);
      g_assert_cmpfloat (law->dod_min, <, law->dod_max);
      g_assert_cmpfloat (MIN (law->charge_max_per_hour, law->discharge_max_per_hour), >, 0.0);
      for (guint other = 0; other < i; other++)
        g_assert_cmpstr (laws[other]->id, !=, law->id);
      g_assert_true (gh_ageing_law_has_resistance (law) != (law->resistance_per_loss > 0.0));
      gh_ageing_state_init (law, &state);
      g_assert_cmpfloat (gh_ageing_state_get_soh (law, &state), ==, 1.0);
      g_assert_cmpfloat (gh_ageing_state_get_resistance (law, &state), ==, 1.0);
      state = aged (law, 3650.0);
      g_assert_cmpfloat (gh_ageing_state_get_soh (law, &state), <, 0.99);
      g_assert_cmpfloat (gh_ageing_state_get_soh (law, &state), >, 0.3);
      g_assert_cmpfloat (gh_ageing_state_get_resistance (law, &state), >, 1.0);
    }
}

/* One long step equals many short ones, also from the middle of a life. */
static void
test_virtual_time (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    for (int use = 1; use <= 8; use += 7)
      {
        const GhAgeingLaw *law = laws[i];
        GhAgeingState once = aged (law, use == 1 ? 700.0 : 0.0), often = once;
        GhAgeingStress stress = triangles (law, 1.0);

        /* Eight times a day, that is 4.8 full cycles, wakes what rests below three. */
        stress.efc *= use;
        for (int step = 0; step < 1000; step++)
          gh_ageing_state_advance (law, &often, &stress);
        stress.efc *= 1000.0;
        stress.days *= 1000.0;
        gh_ageing_state_advance (law, &once, &stress);
        for (guint c = 0; c < GH_AGEING_COMPONENTS; c++)
          g_assert_cmpfloat (fabs (once.value[c] - often.value[c]), <=, 1e-12 * once.value[c]);
        if (law == &gh_ageing_law_lfp_sony_3ah)
          g_assert_cmpint (once.value[2] > 0.0, ==, use > 1);
      }
}

/* Days of any shape, from -20 to 60 C and to 4 C: wear only grows, and stays a number. */
static void
test_random_lives (void)
{
  GhRandom random;

  gh_random_init (&random, 11);
  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    for (int life = 0; life < 20; life++)
      {
        const GhAgeingLaw *law = laws[i];
        GhAgeingState state;
        double soh = 1.0, resistance = 1.0;

        gh_ageing_state_init (law, &state);
        for (int window = 0; window < 100; window++)
          {
            double soc[97], temperature_k[96];
            double reach = gh_random_uniform (&random);
            double centre_k = 253.15 + 80.0 * gh_random_uniform (&random);
            double days = pow (10.0, 4.0 * gh_random_uniform (&random) - 1.0);
            GhAgeingStress stress;

            for (int s = 0; s <= 96; s++)
              soc[s] = s > 0 && gh_random_uniform (&random) < 0.5
                           ? soc[s - 1]
                           : 0.5 + reach * (gh_random_uniform (&random) - 0.5);
            for (int s = 0; s < 96; s++)
              temperature_k[s]
                  = CLAMP (centre_k + 20.0 * (gh_random_uniform (&random) - 0.5), 253.15, 333.15);
            gh_ageing_stress_measure (law, soc, 96, 900.0, temperature_k, NAN, &stress);
            stress.efc *= days;
            stress.days *= days;
            gh_ageing_state_advance (law, &state, &stress);
            double now = gh_ageing_state_get_soh (law, &state);
            double grown = gh_ageing_state_get_resistance (law, &state);
            g_assert_true (isfinite (now) && isfinite (grown));
            g_assert_cmpfloat (now, <=, soh);
            g_assert_cmpfloat (now, >=, 0.0);
            g_assert_cmpfloat (grown, >=, resistance);
            soh = now;
            resistance = grown;
          }
      }
}

/* Where a curve has no more to give, or no stress to go on, the cell stays as it is. */
static void
test_limits (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_lfp_sony_3ah;
  GhAgeingStress stress = triangles (law, 365.0);
  GhAgeingState state, before;

  gh_ageing_state_init (law, &state);
  stress.days = 1e9;
  gh_ageing_state_advance (law, &state, &stress);
  g_assert_cmpfloat_with_epsilon (state.value[0], stress.rates[0].limit, 1e-12);
  before = state;
  stress.rates[0].limit *= 0.5;
  stress.efc = 0.0;
  gh_ageing_state_advance (law, &state, &stress);
  g_assert_cmpfloat (state.value[0], ==, before.value[0]);
  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    {
      GhAgeingStress nothing = triangles (laws[i], 0.0), extreme = triangles (laws[i], 1e300);
      GhAgeingState still = aged (laws[i], 1000.0), broken = still;

      before = still;
      gh_ageing_state_advance (laws[i], &still, &nothing);
      for (guint c = 0; c < GH_AGEING_COMPONENTS; c++)
        g_assert_cmpfloat (still.value[c], ==, before.value[c]);
      gh_ageing_state_advance (laws[i], &broken, &extreme);
      g_assert_cmpfloat_with_epsilon (gh_ageing_state_get_soh (laws[i], &broken), 0.0, 0.7);
      g_assert_true (isfinite (gh_ageing_state_get_resistance (laws[i], &broken)));
    }
}

/* The scarcer of lithium and active material limits Kokam's cell, and its resistance follows. */
static void
test_material (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_nmc_kokam_75ah;
  GhAgeingState state = { { 0.1, 0.05, 0.0, 0.02, 0.03 } };

  g_assert_cmpfloat_with_epsilon (gh_ageing_state_get_soh (law, &state), 0.85, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_ageing_state_get_resistance (law, &state), 1.05, 1e-12);
  state.value[2] = 0.51;
  g_assert_cmpfloat_with_epsilon (gh_ageing_state_get_soh (law, &state), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_ageing_state_get_resistance (law, &state), 2.1, 1e-12);
}

/* What a kWh out of the battery costs in the first year of such days, at a price of the battery
 * that is gone with 20 % of capacity: 1.81 ct at 128 a kWh (Kokam) and 1.52 ct at 81 (LFP), worked
 * out from BLAST-Lite's runs, whose throughput and C-rate are up to 2 % less. */
static void
test_cycle_price (void)
{
  static const struct
  {
    const GhAgeingLaw *law;
    double price, cost;
  } rows[] = { { &gh_ageing_law_nmc_kokam_75ah, 128.0, 0.0181 },
               { &gh_ageing_law_lfp_250ah, 81.0, 0.0152 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhAgeingStress year = triangles (rows[i].law, 365.0);
      GhAgeingState state = aged (rows[i].law, 0.0);
      double loss = gh_ageing_marginal_cycle_loss (rows[i].law, &state, &year);

      g_assert_cmpfloat_with_epsilon (loss * rows[i].price / 0.2 / rows[i].cost, 1.0, 0.02);
    }
}

/* Written out for LFP: [k ((y / k)^(1 / p) + dx)^p - y] / dx, which falls with age. */
static void
test_marginal_cycle (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_lfp_250ah;
  GhAgeingStress year = triangles (law, 365.0), rest = triangles (law, 365.0);
  double last = INFINITY;

  for (int years = 0; years < 10; years++)
    {
      GhAgeingState state = aged (law, 365.0 * years);
      double k = year.rates[1].rate, y = state.value[1];
      double expected = (k * pow (pow (y / k, 1.0 / 0.828) + 219.0, 0.828) - y) / 219.0;
      double loss = gh_ageing_marginal_cycle_loss (law, &state, &year);

      g_assert_cmpfloat_with_epsilon (loss / expected, 1.0, 1e-9);
      g_assert_cmpfloat (loss, <, last);
      last = loss;
      rest.efc = 0.0;
      g_assert_cmpfloat (gh_ageing_marginal_cycle_loss (law, &state, &rest), ==, 0.0);
    }
}

/* Capacity that the calendar takes in a year, without use. */
static double
calendar_loss (const GhAgeingLaw *law, const GhAgeingState *state, const GhAgeingStress *year)
{
  GhAgeingStress resting = *year;
  GhAgeingState after = *state;

  resting.efc = 0.0;
  gh_ageing_state_advance (law, &after, &resting);
  return gh_ageing_state_get_soh (law, state) - gh_ageing_state_get_soh (law, &after);
}

/* Twelve months, each at its state of charge and temperature. */
static void
measure_months (const GhAgeingLaw *law, double shift, GhAgeingStress *year)
{
  double soc[13], temperature_k[12];

  for (int month = 0; month <= 12; month++)
    soc[month] = 0.5 + 0.2 * sin (month) + shift;
  for (int month = 0; month < 12; month++)
    temperature_k[month] = 288.15 + 10.0 * sin (0.5 * month);
  gh_ageing_stress_measure (law, soc, 12, 365.0 / 12.0 * 86400.0, temperature_k, NAN, year);
  year->efc = 0.0;
}

/* The prices of the days of a year, added up. */
static double
priced_loss (const GhAgeingLaw *law, const GhAgeingState *state, const GhAgeingStress *year,
             double shift)
{
  double sum = 0.0;

  for (int month = 0; month < 12; month++)
    for (int end = month; end <= month + 1; end++)
      sum += 0.5 * 365.0 / 12.0
             * gh_ageing_marginal_calendar_loss (law, state, year, 0.5 + 0.2 * sin (end) + shift,
                                                 288.15 + 10.0 * sin (0.5 * month));
  return sum;
}

/* The prices add up to the loss of the year they were taken from, and to that of a neighbouring one
 * to first order: half the way off, a quarter of the error. */
static void
test_marginal_calendar (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (laws); i++)
    for (int years = 0; years <= 5; years += 5)
      {
        const GhAgeingLaw *law = laws[i];
        GhAgeingState state = aged (law, 365.0 * years);
        GhAgeingStress year, far, near;

        measure_months (law, 0.0, &year);
        measure_months (law, 0.02, &near);
        measure_months (law, 0.04, &far);
        double loss = calendar_loss (law, &state, &year);
        double near_loss = calendar_loss (law, &state, &near);
        double far_loss = calendar_loss (law, &state, &far);
        double near_error = priced_loss (law, &state, &year, 0.02) - near_loss;
        double far_error = priced_loss (law, &state, &year, 0.04) - far_loss;

        g_test_message ("%s %d: %g, %g for %g", law->id, years, loss, far_error, far_loss - loss);
        g_assert_cmpfloat_with_epsilon (priced_loss (law, &state, &year, 0.0) / loss, 1.0, 1e-7);
        g_assert_cmpfloat (fabs (far_error), <=, 0.2 * fabs (far_loss - loss));
        g_assert_cmpfloat (fabs (near_error), <=, 0.3 * fabs (far_error) + 1e-9);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ageing-law/data", test_data);
  g_test_add_func ("/ageing-law/virtual-time", test_virtual_time);
  g_test_add_func ("/ageing-law/random-lives", test_random_lives);
  g_test_add_func ("/ageing-law/limits", test_limits);
  g_test_add_func ("/ageing-law/material", test_material);
  g_test_add_func ("/ageing-law/cycle-price", test_cycle_price);
  g_test_add_func ("/ageing-law/marginal-cycle", test_marginal_cycle);
  g_test_add_func ("/ageing-law/marginal-calendar", test_marginal_calendar);
  return g_test_run ();
}
