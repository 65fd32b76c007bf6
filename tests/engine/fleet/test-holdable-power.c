/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Powers that a fleet can hold, against linear programs. */
#include "fleet/holdable-power.h"

#include <math.h>

#include "errors.h"
#include "random-devices.h"

#define STEPS 8

/* The greatest deviation from the walks over some steps; before them each device keeps to its own
 * walk. */
static double
solve_deviation (const GhRandomDevices *fleet, gsize from, gsize duration, double sign)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  g_auto (GhLinearSolution) solution = { 0 };
  g_autoptr (GError) error = NULL;
  guint deviation
      = gh_linear_program_add_column (program, 0.0, INFINITY, -1.0, GH_LINEAR_CONTINUOUS);
  guint rows[STEPS];

  for (gsize j = 0; j < duration; j++)
    {
      double planned = 0.0;
      for (guint i = 0; i < fleet->count; i++)
        planned += fleet->walk_kw[i * fleet->steps + from + j];
      rows[j] = gh_linear_program_add_row (program, planned, planned);
      gh_linear_program_set_coefficient (program, rows[j], deviation, -sign);
    }
  for (guint i = 0; i < fleet->count; i++)
    {
      guint first = gh_random_devices_add_device (fleet, i, program);
      for (gsize t = 0; t < from; t++)
        {
          double walk = fleet->walk_kw[i * fleet->steps + t];
          gh_linear_program_set_column_bounds (program, first + (guint) t, walk, walk);
        }
      for (gsize j = 0; j < duration; j++)
        gh_linear_program_set_coefficient (program, rows[j], first + (guint) (from + j), 1.0);
    }
  gh_linear_program_solve (program, GH_LINEAR_PRIMAL_SIMPLEX, INFINITY, NULL, &solution, &error);
  g_assert_no_error (error);
  g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
  return -solution.objective;
}

static void
check_fleet (const GhRandomDevices *fleet, gsize duration, guint *positive)
{
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhHoldablePower) held
      = gh_holdable_power_find (set, fleet->walk_kw, duration, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gh_flexibility_set_get_kind_count (set), ==, fleet->count);
  for (gsize t = 0; t + duration <= fleet->steps; t++)
    {
      g_assert_cmpfloat_with_epsilon (held->up_kw[t], solve_deviation (fleet, t, duration, 1.0),
                                      1e-6);
      g_assert_cmpfloat_with_epsilon (held->down_kw[t], solve_deviation (fleet, t, duration, -1.0),
                                      1e-6);
      *positive += (held->up_kw[t] > 0.0) + (held->down_kw[t] > 0.0);
    }
  for (gsize t = fleet->steps - duration + 1; t < fleet->steps; t++)
    g_assert_true (isnan (held->up_kw[t]) && isnan (held->down_kw[t]));
}

static void
test_random (void)
{
  guint positive = 0;

  for (guint32 seed = 0; seed < 60; seed++)
    for (gsize duration = 1; duration <= 4; duration++)
      {
        g_autoptr (GhRandomDevices) fleet
            = gh_random_devices_draw (seed, 1 + seed % 12, STEPS, seed % 3 > 0);
        check_fleet (fleet, duration, &positive);
      }
  g_assert_cmpuint (positive, >, 500);
}

/* Two vehicles with 4 kWh of room, 3 kW, there one after the other and idle by plan: 3 kW can be
 * held for an hour of either; over both at most 3 kW as well, as the second takes over; but not
 * over the hour in which nobody is there. */
static void
test_by_hand (void)
{
  g_autoptr (GhRandomDevices) fleet = gh_random_devices_new (2, 4, 1.0);
  g_autoptr (GError) error = NULL;

  gh_random_devices_set_stay (fleet, 0, 0, 1, -3.0, 3.0, 2.0, 4.0, 0.0);
  gh_random_devices_set_stay (fleet, 1, 1, 3, -3.0, 3.0, 2.0, 4.0, 0.0);
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  g_autoptr (GhHoldablePower) hour = gh_holdable_power_find (set, fleet->walk_kw, 1, NULL, &error);
  g_autoptr (GhHoldablePower) two = gh_holdable_power_find (set, fleet->walk_kw, 2, NULL, &error);
  static const double up[3] = { 3.0, 2.0, 0.0 };

  g_assert_no_error (error);
  for (gsize t = 0; t < 4; t++)
    g_assert_cmpfloat_with_epsilon (hour->up_kw[t], t < 3 ? 3.0 : 0.0, 1e-9);
  for (gsize t = 0; t < 3; t++)
    g_assert_cmpfloat_with_epsilon (two->up_kw[t], up[t], 1e-9);
  /* What the second gives it cannot get back where it leaves. */
  g_assert_cmpfloat_with_epsilon (hour->down_kw[1], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (hour->down_kw[2], 0.0, 1e-9);
}

static void
test_foreign_plan (void)
{
  g_autoptr (GhRandomDevices) fleet = gh_random_devices_draw (1, 2, STEPS, TRUE);
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  g_autoptr (GError) error = NULL;

  fleet->walk_kw[STEPS - 1] = 1000.0;
  g_assert_null (gh_holdable_power_find (set, fleet->walk_kw, 2, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holdable-power/random", test_random);
  g_test_add_func ("/holdable-power/by-hand", test_by_hand);
  g_test_add_func ("/holdable-power/foreign-plan", test_foreign_plan);
  return g_test_run ();
}
