/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles shared out to devices, against linear programs and against the devices' own bounds. */
#include "fleet/disaggregation.h"

#include <math.h>

#include "random-devices.h"

#define STEPS 10

/* Each device keeps its bounds, and they add up to what is said. */
static void
check_powers (const GhRandomDevices *fleet, const GhFlexibilitySet *set,
              const GhDisaggregation *result)
{
  double total[STEPS] = { 0 };

  for (guint i = 0; i < fleet->count; i++)
    {
      guint kind = gh_flexibility_set_get_kind (set, i);
      const double *own = result->power_kw + kind * fleet->steps;
      g_assert_cmpfloat (gh_random_devices_measure_breach (fleet, i, own, result->missed_kwh[kind]),
                         <=, 1e-8);
      for (gsize t = 0; t < fleet->steps; t++)
        total[t] += own[t];
    }
  for (gsize t = 0; t < fleet->steps; t++)
    g_assert_cmpfloat_with_epsilon (total[t], result->total_kw[t], 1e-8);
}

static double
measure_distance (const GhRandomDevices *fleet, const GhDisaggregation *result,
                  const double *profile_kw)
{
  double sum = 0.0;

  for (gsize t = 0; t < fleet->steps; t++)
    sum += fabs (result->total_kw[t] - profile_kw[t]) * fleet->hours;
  return sum;
}

static void
add_walks (const GhRandomDevices *fleet, double *profile_kw)
{
  for (gsize t = 0; t < fleet->steps; t++)
    {
      profile_kw[t] = 0.0;
      for (guint i = 0; i < fleet->count; i++)
        profile_kw[t] += fleet->walk_kw[i * fleet->steps + t];
    }
}

static void
test_feasible (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GhRandomDevices) fleet
          = gh_random_devices_draw (seed, 1 + seed % 20, STEPS, seed % 3 > 0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      double profile[STEPS];
      add_walks (fleet, profile);
      g_autoptr (GhDisaggregation) result = gh_disaggregation_new (set, profile, FALSE, NULL, NULL);
      g_assert_true (gh_disaggregation_is_exact (result));
      g_assert_cmpfloat (measure_distance (fleet, result, profile), <=, 1e-8);
      check_powers (fleet, set, result);
    }
}

/* A vertex has no slack at all. */
static void
test_vertex (void)
{
  for (guint32 seed = 0; seed < 100; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GhRandomDevices) fleet
          = gh_random_devices_draw (seed, 1 + seed % 20, STEPS, seed % 3 > 0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      double cost[STEPS], profile[STEPS];
      for (gsize t = 0; t < STEPS; t++)
        cost[t] = g_rand_double_range (rand, -1.0, 1.0);
      gh_flexibility_set_minimise (set, cost, profile, NULL);
      g_autoptr (GhDisaggregation) result = gh_disaggregation_new (set, profile, FALSE, NULL, NULL);
      g_assert_true (gh_disaggregation_is_exact (result));
      check_powers (fleet, set, result);
    }
}

/* The least that devices differ from a profile; where @missing, what they miss costs a little, so
 * that it is the least of those.
 *
 * Returns: the distance; @missed what they miss */
static double
solve_distance (const GhRandomDevices *fleet, const double *profile_kw, gboolean missing,
                double *missed)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  g_auto (GhLinearSolution) solution = { 0 };
  g_autoptr (GError) error = NULL;
  guint rows[STEPS], misses = 0;

  for (gsize t = 0; t < fleet->steps; t++)
    {
      rows[t] = gh_linear_program_add_row (program, profile_kw[t], profile_kw[t]);
      for (int sign = -1; sign <= 1; sign += 2)
        gh_linear_program_set_coefficient (program, rows[t],
                                           gh_linear_program_add_column (program, 0.0, INFINITY,
                                                                         fleet->hours,
                                                                         GH_LINEAR_CONTINUOUS),
                                           sign);
    }
  misses = gh_linear_program_get_columns (program);
  for (guint i = 0; i < fleet->count; i++)
    gh_linear_program_add_column (program, 0.0, missing ? INFINITY : 0.0, 1e-3,
                                  GH_LINEAR_CONTINUOUS);
  for (guint i = 0; i < fleet->count; i++)
    {
      guint row = gh_linear_program_get_rows (program);
      guint first = gh_random_devices_add_device (fleet, i, program);
      gsize last = i * fleet->steps + fleet->steps - 1;
      for (gsize t = 0; t < fleet->steps; t++)
        {
          gh_linear_program_set_coefficient (program, rows[t], first + (guint) t, 1.0);
          if (fleet->lower_kwh[i * fleet->steps + t] > fleet->floor_kwh[last])
            gh_linear_program_set_coefficient (program, row + (guint) t, misses + i, 1.0);
        }
      guint floor = gh_linear_program_add_row (program, fleet->floor_kwh[last], INFINITY);
      for (gsize t = 0; t < fleet->steps; t++)
        gh_linear_program_set_coefficient (program, floor, first + (guint) t, fleet->hours);
    }
  gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, INFINITY, NULL, &solution, &error);
  g_assert_no_error (error);
  g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
  *missed = 0.0;
  for (guint i = 0; i < fleet->count; i++)
    *missed += solution.values[misses + i];
  return solution.objective - 1e-3 * *missed;
}

static void
draw_profile (GRand *rand, const GhRandomDevices *fleet, double *profile_kw)
{
  add_walks (fleet, profile_kw);
  for (gsize t = 0; t < fleet->steps; t++)
    if (g_rand_int_range (rand, 0, 3) == 0)
      profile_kw[t] += g_rand_double_range (rand, -12.0, 12.0);
}

/* The named steps prove what is said. */
static void
check_proofs (const GhFlexibilitySet *set, const GhDisaggregation *result, const double *profile_kw)
{
  double over = 0.0, under = 0.0;

  for (gsize t = 0; t < result->steps; t++)
    {
      double energy = profile_kw[t] * gh_flexibility_set_get_step_hours (set);
      over += result->over[t] ? energy : 0.0;
      under += result->under[t] ? energy : 0.0;
    }
  over -= gh_flexibility_set_get_most_kwh (set, result->over);
  under = gh_flexibility_set_get_least_kwh (set, result->under) - under;
  g_assert_cmpfloat_with_epsilon (over, result->over_kwh, 1e-7);
  g_assert_cmpfloat_with_epsilon (under, result->under_kwh, 1e-7);
}

static void
test_infeasible (void)
{
  guint broken = 0, both = 0;

  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GhRandomDevices) fleet
          = gh_random_devices_draw (seed, 1 + seed % 8, STEPS, seed % 3 > 0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      double profile[STEPS], missed;
      draw_profile (rand, fleet, profile);
      g_autoptr (GhDisaggregation) result = gh_disaggregation_new (set, profile, FALSE, NULL, NULL);
      double distance = measure_distance (fleet, result, profile);
      g_assert_cmpfloat_with_epsilon (distance, solve_distance (fleet, profile, FALSE, &missed),
                                      1e-7);
      g_assert_cmpfloat_with_epsilon (distance, result->over_kwh + result->under_kwh, 1e-7);
      check_powers (fleet, set, result);
      check_proofs (set, result, profile);
      broken += !gh_disaggregation_is_exact (result);
      both += result->over_kwh > 0.0 && result->under_kwh > 0.0;
    }
  g_assert_cmpuint (broken, >, 100);
  g_assert_cmpuint (both, >, 20);
}

/* Vehicles that need something once: what they miss together is the least. */
static void
test_missed (void)
{
  guint found = 0;

  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GhRandomDevices) fleet = gh_random_devices_new (1 + seed % 6, STEPS, 0.5);
      double profile[STEPS], least, missed = 0.0;
      for (guint i = 0; i < fleet->count; i++)
        {
          gsize from = (gsize) g_rand_int_range (rand, 0, STEPS - 3);
          gsize to = (gsize) g_rand_int_range (rand, (gint32) from + 2, STEPS + 1);
          double power = g_rand_double_range (rand, 2.0, 6.0);
          gh_random_devices_set_stay (fleet, i, from, to, -power, power, 2.0, 6.0,
                                      g_rand_double_range (rand, 0.5, 2.0));
        }
      for (gsize t = 0; t < STEPS; t++)
        profile[t] = g_rand_double_range (rand, -6.0, 5.0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      g_autoptr (GhDisaggregation) result = gh_disaggregation_new (set, profile, TRUE, NULL, NULL);
      double distance = solve_distance (fleet, profile, TRUE, &least);
      for (guint k = 0; k < gh_flexibility_set_get_kind_count (set); k++)
        missed += result->missed_kwh[k] * gh_flexibility_set_get_members (set, k);
      g_assert_cmpfloat_with_epsilon (measure_distance (fleet, result, profile), distance, 1e-7);
      g_assert_cmpfloat_with_epsilon (missed, least, 1e-6);
      check_powers (fleet, set, result);
      found += missed > 0.0;
    }
  g_assert_cmpuint (found, >, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disaggregation/feasible", test_feasible);
  g_test_add_func ("/disaggregation/vertex", test_vertex);
  g_test_add_func ("/disaggregation/infeasible", test_infeasible);
  g_test_add_func ("/disaggregation/missed", test_missed);
  return g_test_run ();
}
