/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws against numbers that were printed elsewhere: runs of NREL's BLAST-Lite (commit bae8c71),
 * and closed forms worked out by hand. */
#include "physics/ageing-law.h"

#include <math.h>

#define KELVIN 273.15
#define DAY 86400.0

static GhAgeingState
new_state (const GhAgeingLaw *law)
{
  GhAgeingState state;

  gh_ageing_state_init (law, &state);
  return state;
}

#define assert_near(value, expected, relative) \
  g_assert_cmpfloat_with_epsilon ((value) / (expected), 1.0, (relative))

static void
test_potential (void)
{
  static const double rows[][2]
      = { { 0.0, 0.6843540587 }, { 0.1, 0.2332475963 }, { 0.2, 0.1805205329 },
          { 0.3, 0.1488473341 }, { 0.5, 0.1233036767 }, { 0.6, 0.1188695893 },
          { 0.8, 0.0942627174 }, { 0.9, 0.0881845099 }, { 1.0, 0.0863823132 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_near (gh_graphite_potential_v (rows[i][0]), rows[i][1], 1e-9);
}

static void
rest (const GhAgeingLaw *law, GhAgeingState *state, double days, double soc, double celsius,
      GhAgeingStress *stress)
{
  double socs[2] = { soc, soc };

  gh_ageing_stress_measure (law, socs, 1, days * DAY, NULL, celsius + KELVIN, stress);
  gh_ageing_state_advance (law, state, stress);
}

/* (A) A year at rest, at a state of charge of 0.8 and 25 C. */
static void
test_rest (void)
{
  static const struct
  {
    const GhAgeingLaw *law;
    double soh, rate, resistance;
  } rows[] = { { &gh_ageing_law_lfp_250ah, 0.9844175554, 6.996318066e-4, 0.0 },
               { &gh_ageing_law_nmc_kokam_75ah, 0.9638833591, 4.395100383e-3, 1.399677532 },
               { &gh_ageing_law_nmc_sanyo_2ah, 0.9645473135, 4.245506417e-4, 1.072898874 },
               { &gh_ageing_law_nca_panasonic_3ah, 0.9456160351, 2.652020768e-3, 0.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const GhAgeingLaw *law = rows[i].law;
      GhAgeingState state = new_state (law);
      GhAgeingStress stress;

      rest (law, &state, 365.0, 0.8, 25.0, &stress);
      assert_near (stress.rates[0].rate, rows[i].rate, 1e-9);
      assert_near (gh_ageing_state_get_soh (law, &state), rows[i].soh, 1e-9);
      g_assert_cmpint (gh_ageing_law_has_resistance (law), ==, rows[i].resistance > 0.0);
      if (rows[i].resistance > 0.0)
        assert_near (gh_ageing_state_get_resistance (law, &state), rows[i].resistance, 1e-9);
    }
}

/* A day from 0.9 down to 0.3 and up again. */
static void
fill_triangle (double soc[25])
{
  for (int i = 0; i <= 24; i++)
    soc[i] = i <= 12 ? 0.9 - 0.05 * i : 0.3 + 0.05 * (i - 12);
}

/* Rates of laws of which no run was printed, for the same day at two temperatures: worked out from
 * BLAST-Lite's formulas in another program, with hourly trapezoids and 0.05 1/h. */
static void
test_other_rates (void)
{
  static const struct
  {
    const GhAgeingLaw *law;
    guint component;
    gsize parameter;
    double at_25, at_35, tolerance;
  } rows[] = {
    { &gh_ageing_law_lfp_sony_3ah, 0, 2, 0.3485422226, 0.5081370819, 1e-9 },
    { &gh_ageing_law_lfp_sony_3ah, 0, 1, 0.4634299775, 0.4886143017, 1e-9 },
    { &gh_ageing_law_lfp_sony_3ah, 1, 0, 1.08800449e-05, 1.08800449e-05, 1e-8 },
    /* Averaged over the cycle rather than over hours. */
    { &gh_ageing_law_lfp_sony_3ah, 2, 2, 0.0484746269, 0.0484746269, 5e-3 },
    { &gh_ageing_law_lfp_sony_3ah, 4, 0, 0.0018513354, 0.0018513354, 1e-8 },
    { &gh_ageing_law_nmc_75ah_a, 0, 0, 0.0020648625, 0.004673725914, 1e-8 },
    { &gh_ageing_law_nmc_75ah_a, 1, 0, 0.4829070708, 0.5770556546, 1e-9 },
    { &gh_ageing_law_nmc_50ah_b1, 0, 0, 0.1222881104, 0.2083682435, 1e-9 },
    { &gh_ageing_law_nmc_50ah_b1, 1, 0, 0.2333367086, 0.2441568189, 1e-9 },
    { &gh_ageing_law_lmo_leaf_66ah, 0, 0, 0.00411295965, 0.009284179166, 1e-9 },
  };
  double soc[25];

  fill_triangle (soc);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int warm = 0; warm <= 1; warm++)
      {
        GhAgeingStress stress;

        gh_ageing_stress_measure (rows[i].law, soc, 24, 3600.0, NULL, warm ? 308.15 : 298.15,
                                  &stress);
        const GhAgeingRates *rates = &stress.rates[rows[i].component];
        const double values[] = { rates->rate, rates->exponent, rates->limit };
        assert_near (values[rows[i].parameter], warm ? rows[i].at_35 : rows[i].at_25,
                     rows[i].tolerance);
      }
}

/* (E) A year half full, then a year nearly full; and ten years half full. */
static void
test_two_rests (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_lfp_250ah;
  GhAgeingState state = new_state (law), decade = new_state (law);
  GhAgeingStress stress;

  rest (law, &state, 365.0, 0.5, 25.0, &stress);
  assert_near (stress.rates[0].rate, 4.946233097e-4, 1e-9);
  rest (law, &state, 365.0, 0.9, 25.0, &stress);
  assert_near (stress.rates[0].rate, 7.522959657e-4, 1e-9);
  assert_near (gh_ageing_state_get_soh (law, &state), 0.9796236557, 1e-9);
  rest (law, &decade, 3650.0, 0.5, 25.0, &stress);
  assert_near (gh_ageing_state_get_soh (law, &decade), 0.9630137, 1e-7);
}

/* Use of one depth and rate, and nothing else. */
static void
use (const GhAgeingLaw *law, GhAgeingState *state, double efc, double dod, double soc,
     double c_rate, double celsius)
{
  double step = dod / c_rate * 3600.0;
  double socs[3] = { soc + dod / 2, soc - dod / 2, soc + dod / 2 };
  GhAgeingStress stress;

  gh_ageing_stress_measure (law, socs, 2, step, NULL, celsius + KELVIN, &stress);
  g_assert_cmpfloat_with_epsilon (stress.c_rate, c_rate, 1e-12);
  stress.efc = efc;
  stress.days = 0.0;
  gh_ageing_state_advance (law, state, &stress);
}

/* Naumann's closed form, section 1.4 of the models. */
static void
test_naumann (void)
{
  static const double rows[][4] = { { 365.0, 0.5, 25.0, 0.0425157592 },
                                    { 3650.0, 0.5, 25.0, 0.1344466355 },
                                    { 365.0, 1.0, 25.0, 0.0677313636 } };
  static const double cycles[][3] = { { 1.0, 1.0, 0.0683437975 }, { 0.8, 0.5, 0.0457300162 } };
  const GhAgeingLaw *law = &gh_ageing_law_lfp_naumann;
  GhAgeingState state = new_state (law);
  GhAgeingStress stress;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhAgeingState rested = new_state (law);

      rest (law, &rested, rows[i][0], rows[i][1], rows[i][2], &stress);
      assert_near (1.0 - gh_ageing_state_get_soh (law, &rested), rows[i][3], 1e-8);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cycles); i++)
    {
      GhAgeingState used = new_state (law);

      use (law, &used, 1000.0, cycles[i][0], 0.5, cycles[i][1], 25.0);
      assert_near (1.0 - gh_ageing_state_get_soh (law, &used), cycles[i][2], 1e-8);
    }
  rest (law, &state, 365.0, 0.5, 25.0, &stress);
  assert_near (gh_ageing_state_get_resistance (law, &state) - 1.0, 0.0168264483, 1e-8);
  rest (law, &state, 365.0, 0.9, 40.0, &stress);
  assert_near (1.0 - gh_ageing_state_get_soh (law, &state), 0.0881042398, 1e-8);
}

/* The two readings of how resistance depends on the state of charge: square and cube. */
static void
test_sony_resistance (void)
{
  GhAgeingState published = new_state (&gh_ageing_law_lfp_naumann);
  GhAgeingState refitted = new_state (&gh_ageing_law_lfp_sony_3ah);
  GhAgeingStress stress;

  rest (&gh_ageing_law_lfp_naumann, &published, 365.0, 0.8, 25.0, &stress);
  rest (&gh_ageing_law_lfp_sony_3ah, &refitted, 365.0, 0.8, 25.0, &stress);
  assert_near (gh_ageing_state_get_resistance (&gh_ageing_law_lfp_naumann, &published) - 1.0,
               0.01353614, 1e-6);
  assert_near (gh_ageing_state_get_resistance (&gh_ageing_law_lfp_sony_3ah, &refitted) - 1.0,
               0.01583935, 1e-6);
}

/* 2000 Ah through Wang's cell, charge and discharge together, without its rest. */
static void
test_wang (void)
{
  static const double rows[][3] = { { 0.5, 25.0, 0.06225807 },
                                    { 2.0, 25.0, 0.05339392 },
                                    { 0.5, 60.0, 0.23673857 },
                                    { 2.0, 60.0, 0.19830852 } };
  const GhAgeingLaw *law = &gh_ageing_law_lfp_a123;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GhAgeingState state = new_state (law);

      use (law, &state, 2000.0 / 4.6, 0.8, 0.5, rows[i][0], rows[i][1]);
      assert_near (1.0 - gh_ageing_state_get_soh (law, &state), rows[i][2], 1e-6);
    }
}

/* Its rest, worked out by hand: (0.019 50^0.823 + 0.5195) (3.258e-9 25^5.087 + 0.295) 12^0.8 %. */
static void
test_goebel (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_lfp_a123;
  GhAgeingState state = new_state (law);
  GhAgeingStress stress;
  double expected = (0.019 * exp (0.823 * log (50.0)) + 0.5195)
                    * (3.258e-9 * exp (5.087 * log (25.0)) + 0.295) * exp (0.8 * log (12.0)) / 100;

  rest (law, &state, 12.0 * 30.5, 0.5, 25.0, &stress);
  assert_near (1.0 - gh_ageing_state_get_soh (law, &state), expected, 1e-12);
}

/* Xu's law, section 1.6: rates of depth, charge and temperature, and two lives. */
static void
test_xu (void)
{
  static const double depths[][2] = { { 0.1, 3.1177955e-6 },
                                      { 0.2, 5.2478630e-6 },
                                      { 0.5, 1.33107614e-5 },
                                      { 0.8, 2.97976532e-5 },
                                      { 1.0, 5.88235294e-5 } };
  const GhAgeingLaw *law = &gh_ageing_law_lmo_xu;
  GhAgeingState year = new_state (law), cycled = new_state (law);
  GhAgeingStress base, high, warm, hot;

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      GhAgeingState state = new_state (law);

      use (law, &state, depths[i][0], depths[i][0], 0.5, 1.0, 25.0);
      assert_near (state.value[1], depths[i][1], 1e-7);
    }
  rest (law, &year, 365.0, 0.5, 25.0, &base);
  assert_near (year.value[0], 0.013055904, 1e-7);
  assert_near (1.0 - gh_ageing_state_get_soh (law, &year), 0.0578788513, 1e-8);
  rest (law, &year, 1.0, 0.8, 25.0, &high);
  assert_near (high.rates[0].rate / base.rates[0].rate, 1.366154693, 1e-9);
  rest (law, &year, 1.0, 0.5, 35.0, &warm);
  assert_near (warm.rates[0].rate / base.rates[0].rate, 1.955236098, 1e-9);
  rest (law, &year, 1.0, 0.5, 45.0, &hot);
  assert_near (hot.rates[0].rate / base.rates[0].rate, 3.665157422, 1e-9);
  use (law, &cycled, 3000.0 * 0.8, 0.8, 0.5, 1.0, 25.0);
  assert_near (cycled.value[1], 0.0893929597, 1e-8);
  assert_near (1.0 - gh_ageing_state_get_soh (law, &cycled), 0.1380956530, 1e-8);
}

static double
cycle_rate (const GhAgeingLaw *law, guint component, double dod, double c_rate, double celsius)
{
  double soc[] = { 0.5 + dod / 2, 0.5 - dod / 2, 0.5 + dod / 2 };
  GhAgeingStress stress;

  gh_ageing_stress_measure (law, soc, 2, dod / c_rate * 3600.0, NULL, celsius + KELVIN, &stress);
  return stress.rates[component].rate;
}

/* Where a fit would make no sense it is held: resistance that shrinks, wear of use below that of
 * rest, a root of degrees below zero, cycles that heal. */
static void
test_held (void)
{
  const GhAgeingLaw *wang = &gh_ageing_law_lfp_a123;
  double soc[] = { 0.5, 0.5 };
  GhAgeingStress freezing, colder;

  g_assert_cmpfloat (cycle_rate (&gh_ageing_law_nmc_sanyo_2ah, 3, 0.01, 0.5, 25.0), ==, 0.0);
  g_assert_cmpfloat (cycle_rate (&gh_ageing_law_nmc_sanyo_2ah, 3, 0.1, 0.5, 25.0), >, 0.0);
  g_assert_cmpfloat (cycle_rate (&gh_ageing_law_lfp_naumann, 3, 0.8, 2.0, 25.0), ==, 0.0);
  g_assert_cmpfloat (cycle_rate (&gh_ageing_law_lfp_naumann, 3, 0.8, 1.0, 25.0), >, 0.0);
  assert_near (cycle_rate (wang, 1, 0.8, 0.1, 25.0), cycle_rate (wang, 1, 0.8, 0.5, 25.0), 1e-12);
  g_assert_cmpfloat (cycle_rate (&gh_ageing_law_nmc_kokam_75ah, 2, 1.0, 0.5, -40.0), ==, 0.01);
  gh_ageing_stress_measure (wang, soc, 1, DAY, NULL, KELVIN, &freezing);
  gh_ageing_stress_measure (wang, soc, 1, DAY, NULL, KELVIN - 10.0, &colder);
  assert_near (colder.rates[0].rate, freezing.rates[0].rate, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ageing-laws/potential", test_potential);
  g_test_add_func ("/ageing-laws/rest", test_rest);
  g_test_add_func ("/ageing-laws/other-rates", test_other_rates);
  g_test_add_func ("/ageing-laws/two-rests", test_two_rests);
  g_test_add_func ("/ageing-laws/naumann", test_naumann);
  g_test_add_func ("/ageing-laws/sony-resistance", test_sony_resistance);
  g_test_add_func ("/ageing-laws/wang", test_wang);
  g_test_add_func ("/ageing-laws/goebel", test_goebel);
  g_test_add_func ("/ageing-laws/xu", test_xu);
  g_test_add_func ("/ageing-laws/held", test_held);
  return g_test_run ();
}
