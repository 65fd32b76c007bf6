/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/ageing-law.h"
#include "random.h"

#include <math.h>

#define assert_near(value, expected, relative) \
  g_assert_cmpfloat_with_epsilon ((value) / (expected), 1.0, (relative))

/* Half an hour of rest, a deep discharge, a pause, and a small cycle on the way up. */
static const double day[] = { 0.9, 0.9, 0.6, 0.3, 0.3, 0.5, 0.4, 0.9 };

static void
test_whole (void)
{
  static const double temperature_k[] = { 290.0, 291.0, 292.0, 299.0, 294.0, 295.0, 281.0 };
  GhAgeingStress stress;

  gh_ageing_stress_measure (&gh_ageing_law_nca_panasonic_3ah, day, 7, 1800.0, temperature_k, NAN,
                            &stress);
  g_assert_cmpfloat_with_epsilon (stress.days, 7.0 / 48.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (stress.efc, 0.7, 1e-15);
  g_assert_cmpfloat_with_epsilon (stress.mean_soc, 3.9 / 7.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (stress.mean_temperature_k, 2042.0 / 7.0, 1e-12);
  g_assert_cmpfloat (stress.temperature_min_k, <, 281.5);
  g_assert_cmpfloat (stress.temperature_max_k, >, 298.5);
  g_assert_cmpfloat_with_epsilon (stress.charge_max_per_hour, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (stress.discharge_max_per_hour, 0.6, 1e-12);
}

/* Halves of 0.6 down and up, a full cycle of 0.1: rates are means over equivalent full cycles. */
static void
test_cycles (void)
{
  GhAgeingStress stress;
  double dod = (0.6 * 0.6 + 0.1 * 0.1) / 0.7;

  gh_ageing_stress_measure (&gh_ageing_law_nca_panasonic_3ah, day, 7, 1800.0, NULL, 298.15,
                            &stress);
  assert_near (stress.dod, dod, 1e-12);
  /* Down at 0.6 1/h without the pauses; up 0.8 in three half hours; 0.1 within one. */
  assert_near (stress.c_rate, (0.3 * 0.6 + 0.3 * 0.8 / 1.5 + 0.1 * 0.2) / 0.7, 1e-12);
  assert_near (stress.rates[1].rate, 2.0 * (1.86e-6 + 4.74e-11 * stress.c_rate + 1.77e-4 * dod),
               1e-9);
}

/* Two days of one speed in one window are the two apart, each by its throughput; and by its length
 * for what time does. */
static void
test_windows (void)
{
  static const double both[] = { 0.8, 0.6, 0.4, 0.6, 0.8, 0.8, 0.6, 0.8 };
  const GhAgeingLaw *law = &gh_ageing_law_lfp_250ah;
  GhAgeingStress first, second, together;

  gh_ageing_stress_measure (law, both, 4, 3600.0, NULL, 303.15, &first);
  gh_ageing_stress_measure (law, both + 4, 3, 3600.0, NULL, 303.15, &second);
  gh_ageing_stress_measure (law, both, 7, 3600.0, NULL, 303.15, &together);
  assert_near (together.rates[0].rate,
               (4.0 * first.rates[0].rate + 3.0 * second.rates[0].rate) / 7.0, 1e-12);
  assert_near (together.rates[1].rate,
               (0.4 * first.rates[1].rate + 0.2 * second.rates[1].rate) / 0.6, 1e-12);
}

/* Rates are averaged, not taken at an average. */
static void
test_mean_of_rates (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_nmc_kokam_75ah;
  double soc[] = { 0.9, 0.9, 0.9 }, temperature_k[] = { 283.15, 313.15 };
  GhAgeingStress cold, warm, both, middle;

  gh_ageing_stress_measure (law, soc, 1, 3600.0, NULL, 283.15, &cold);
  gh_ageing_stress_measure (law, soc, 1, 3600.0, NULL, 313.15, &warm);
  gh_ageing_stress_measure (law, soc, 1, 3600.0, NULL, 298.15, &middle);
  gh_ageing_stress_measure (law, soc, 2, 3600.0, temperature_k, NAN, &both);
  assert_near (both.rates[0].rate, 0.5 * (cold.rates[0].rate + warm.rates[0].rate), 1e-12);
  g_assert_cmpfloat (both.rates[0].rate, >, 1.2 * middle.rates[0].rate);
}

/* The temperature of a cycle: two values 5 K around the mean are met exactly, a wave closely. */
static void
test_warm_cycles (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_nmc_kokam_75ah;
  double soc[49], two[48], wave[48], mean = 0.0;
  GhAgeingStress low, high, stress;

  for (int i = 0; i <= 48; i++)
    soc[i] = 0.9 - 0.6 * i / 48.0;
  gh_ageing_stress_measure (law, soc, 48, 1800.0, NULL, 293.15, &low);
  gh_ageing_stress_measure (law, soc, 48, 1800.0, NULL, 303.15, &high);
  for (int i = 0; i < 48; i++)
    {
      GhAgeingStress part;

      two[i] = i % 3 == 0 || i % 6 == 1 ? 293.15 : 303.15;
      wave[i] = 298.15 + 5.0 * sin (2.0 * G_PI * (i + 0.5) / 48.0);
      gh_ageing_stress_measure (law, soc, 48, 1800.0, NULL, wave[i], &part);
      mean += part.rates[1].rate / 48.0;
    }
  gh_ageing_stress_measure (law, soc, 48, 1800.0, two, NAN, &stress);
  assert_near (stress.rates[1].rate, 0.5 * (low.rates[1].rate + high.rates[1].rate), 1e-9);
  gh_ageing_stress_measure (law, soc, 48, 1800.0, wave, NAN, &stress);
  assert_near (stress.rates[1].rate, mean, 1e-3);
  for (int i = 0; i < 48; i++)
    wave[i] = 303.15;
  gh_ageing_stress_measure (law, soc, 48, 1800.0, wave, NAN, &stress);
  assert_near (stress.rates[1].rate, high.rates[1].rate, 1e-12);
}

/* Rounding in the sums does not make a temperature that stays the same vary, or a number vanish. */
static void
test_steady_temperature (void)
{
  const GhAgeingLaw *law = &gh_ageing_law_nmc_kokam_75ah;
  double soc[2001], temperature_k[2000];
  GhAgeingStress constant, stress;

  for (int i = 0; i <= 2000; i++)
    soc[i] = i % 2 == 0 ? 0.8 : 0.4;
  for (int i = 0; i < 2000; i++)
    temperature_k[i] = i < 2 ? 253.15 : 301.37;
  gh_ageing_stress_measure (law, soc + 2, 1998, 3600.0, NULL, 301.37, &constant);
  gh_ageing_stress_measure (law, soc, 2000, 3600.0, temperature_k, NAN, &stress);
  assert_near (stress.rates[1].rate, constant.rates[1].rate, 1e-2);
}

/* The voltage of the Sanyo cell over its state of charge, where its rate shows it. */
static void
test_voltage (void)
{
  static const double rows[][2] = { { 0.0, 3.331 },
                                    { 0.004318577, 3.338007094 },
                                    { 0.008637153, 3.345014187 },
                                    { 0.026779514, 3.37917149 },
                                    { 0.208203125, 3.586357962 },
                                    { 0.988324653, 4.152541142 },
                                    { 0.998220486, 4.160649189 },
                                    { 1.0, 4.162 } };
  const GhAgeingLaw *law = &gh_ageing_law_nmc_sanyo_2ah;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double soc[] = { rows[i][0], rows[i][0] };
      GhAgeingStress stress;

      gh_ageing_stress_measure (law, soc, 1, 3600.0, NULL, 298.15, &stress);
      assert_near (stress.rates[0].rate,
                   (7.543 * rows[i][1] - 23.75) * 1e6 * exp (-6976.0 / 298.15), 1e-7);
    }
}

/* Schmalstieg's cycle term takes the root mean square of the voltage over the cycle, by trapezoids
 * of its square: here 0.208203125 to 0.026779514 and back, in one step each. */
static void
test_rms_voltage (void)
{
  static const double soc[] = { 0.208203125, 0.026779514, 0.208203125 };
  double v = sqrt (0.5 * (3.37917149 * 3.37917149 + 3.586357962 * 3.586357962));
  double dod = soc[0] - soc[1];
  GhAgeingStress stress;

  gh_ageing_stress_measure (&gh_ageing_law_nmc_sanyo_2ah, soc, 2, 3600.0, NULL, 298.15, &stress);
  assert_near (stress.rates[1].rate, 7.348e-3 * (v - 3.667) * (v - 3.667) + 7.6e-4 + 4.081e-3 * dod,
               1e-9);
  assert_near (stress.rates[3].rate,
               2.153e-4 * (v - 3.725) * (v - 3.725) - 1.521e-5 + 2.798e-4 * dod, 1e-9);
}

/* A cell that only rests has no cycles, and no C-rate. */
static void
test_rest (void)
{
  static const double soc[] = { 0.5, 0.5, 0.5 };
  GhAgeingStress stress;

  gh_ageing_stress_measure (&gh_ageing_law_lmo_xu, soc, 2, 900.0, NULL, 298.15, &stress);
  g_assert_cmpfloat (stress.efc + stress.dod + stress.c_rate + stress.rates[1].rate, ==, 0.0);
  assert_near (stress.rates[0].rate, 4.14e-10, 1e-12);
}

/* Finer steps over the same way change the cycles' rates by nothing, and those of time a little. */
static void
test_finer_steps (void)
{
  GhRandom random;
  double coarse[97], fine[961];
  GhAgeingStress by_quarters, by_tenths;
  const GhAgeingLaw *law = &gh_ageing_law_nmc_75ah_a;

  gh_random_init (&random, 3);
  for (int i = 0; i <= 96; i++)
    coarse[i] = 0.45 + 0.1 * gh_random_uniform (&random);
  for (int i = 0; i <= 960; i++)
    {
      int from = MIN (i / 10, 95);

      fine[i] = coarse[from] + (coarse[from + 1] - coarse[from]) * (i - 10 * from) / 10.0;
    }
  gh_ageing_stress_measure (law, coarse, 96, 900.0, NULL, 298.15, &by_quarters);
  gh_ageing_stress_measure (law, fine, 960, 90.0, NULL, 298.15, &by_tenths);
  assert_near (by_tenths.efc, by_quarters.efc, 1e-12);
  assert_near (by_tenths.rates[1].rate, by_quarters.rates[1].rate, 1e-9);
  assert_near (by_tenths.rates[0].rate, by_quarters.rates[0].rate, 1e-2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ageing-stress/whole", test_whole);
  g_test_add_func ("/ageing-stress/cycles", test_cycles);
  g_test_add_func ("/ageing-stress/windows", test_windows);
  g_test_add_func ("/ageing-stress/mean-of-rates", test_mean_of_rates);
  g_test_add_func ("/ageing-stress/warm-cycles", test_warm_cycles);
  g_test_add_func ("/ageing-stress/steady-temperature", test_steady_temperature);
  g_test_add_func ("/ageing-stress/voltage", test_voltage);
  g_test_add_func ("/ageing-stress/rms-voltage", test_rms_voltage);
  g_test_add_func ("/ageing-stress/rest", test_rest);
  g_test_add_func ("/ageing-stress/finer-steps", test_finer_steps);
  return g_test_run ();
}
