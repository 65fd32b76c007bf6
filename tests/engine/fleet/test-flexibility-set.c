/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of fleets without losses against published numbers and against linear programs. */
#include "fleet/flexibility-envelope.h"
#include "fleet/flexibility-set.h"

#include <math.h>

#include "random-devices.h"

static void
choose (guint8 *chosen, gsize steps, guint mask)
{
  for (gsize t = 0; t < steps; t++)
    chosen[t] = (mask >> t & 1) != 0;
}

/* Charge-only vehicles of the worked example: Mukhi, Loho and Abate, section 3. */
static void
test_published (void)
{
  static const double least[3] = { 1.0, 2.0, 8.0 }, most[3] = { 14.0, 12.0, 20.0 };
  static const struct
  {
    gsize from, to;
    double power, need, room;
  } vehicles[] = { { 0, 1, 5, 1, 5 }, { 0, 2, 4, 2, 3 }, { 0, 2, 6, 3, 9 }, { 1, 2, 4, 2, 3 } };
  g_autoptr (GhRandomDevices) fleet = gh_random_devices_new (4, 2, 1.0);

  for (guint i = 0; i < 4; i++)
    gh_random_devices_set_stay (fleet, i, vehicles[i].from, vehicles[i].to, 0.0, vehicles[i].power,
                                0.0, vehicles[i].room, vehicles[i].need);
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  for (guint mask = 1; mask < 4; mask++)
    {
      guint8 chosen[2];
      choose (chosen, 2, mask);
      g_assert_cmpfloat (gh_flexibility_set_get_least_kwh (set, chosen), ==, least[mask - 1]);
      g_assert_cmpfloat (gh_flexibility_set_get_most_kwh (set, chosen), ==, most[mask - 1]);
    }
}

/* Three vehicles that give back, from models.md, section 5. */
static GhRandomDevices *
new_oracle (void)
{
  GhRandomDevices *fleet = gh_random_devices_new (3, 4, 1.0);

  gh_random_devices_set_stay (fleet, 0, 0, 4, -3.0, 3.0, 5.0, 5.0, 1.0);
  gh_random_devices_set_stay (fleet, 1, 0, 3, -2.0, 4.0, 2.0, 6.0, 3.0);
  gh_random_devices_set_stay (fleet, 2, 1, 4, 0.0, 6.0, 3.0, 9.0, 6.0);
  return fleet;
}

/* Least and greatest sum over some steps, by a linear program. */
static double
solve_sum (const GhRandomDevices *fleet, const double *cost, double sign)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  g_auto (GhLinearSolution) solution = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < fleet->count; i++)
    {
      guint first = gh_random_devices_add_device (fleet, i, program);
      for (gsize t = 0; t < fleet->steps; t++)
        gh_linear_program_set_cost (program, first + (guint) t, sign * cost[t] * fleet->hours);
    }
  gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, INFINITY, NULL, &solution, &error);
  g_assert_no_error (error);
  g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
  return sign * solution.objective;
}

static void
check_subsets (const GhRandomDevices *fleet, const GhFlexibilitySet *set)
{
  g_autofree guint8 *chosen = g_new (guint8, fleet->steps);
  g_autofree double *cost = g_new (double, fleet->steps);

  for (guint mask = 0; mask < 1u << fleet->steps; mask++)
    {
      choose (chosen, fleet->steps, mask);
      for (gsize t = 0; t < fleet->steps; t++)
        cost[t] = chosen[t];
      g_assert_cmpfloat_with_epsilon (gh_flexibility_set_get_least_kwh (set, chosen),
                                      solve_sum (fleet, cost, 1.0), 1e-8);
      g_assert_cmpfloat_with_epsilon (gh_flexibility_set_get_most_kwh (set, chosen),
                                      solve_sum (fleet, cost, -1.0), 1e-8);
    }
}

static void
test_oracle (void)
{
  /* By the mask of steps: 1, 2, 12, 3, 13, 23, 123, 4, ... */
  static const struct
  {
    guint mask;
    double least, most;
  } sums[] = { { 1, -5, 7 },  { 2, -5, 13 }, { 4, -5, 13 }, { 8, -3, 9 },   { 3, -6, 17 },
               { 5, -6, 20 }, { 6, -6, 23 }, { 7, 1, 20 },  { 11, -3, 23 }, { 15, 10, 20 } };
  static const double cost[4] = { 0.3, 0.1, 0.4, 0.2 }, cheapest[4] = { -1, 13, -5, 3 };
  g_autoptr (GhRandomDevices) fleet = new_oracle ();
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  double total[4];

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      guint8 chosen[4];
      choose (chosen, 4, sums[i].mask);
      g_assert_cmpfloat (gh_flexibility_set_get_least_kwh (set, chosen), ==, sums[i].least);
      g_assert_cmpfloat (gh_flexibility_set_get_most_kwh (set, chosen), ==, sums[i].most);
    }
  check_subsets (fleet, set);
  g_assert_cmpfloat_with_epsilon (gh_flexibility_set_minimise (set, cost, total, NULL), -0.4,
                                  1e-12);
  for (gsize t = 0; t < 4; t++)
    g_assert_cmpfloat_with_epsilon (total[t], cheapest[t], 1e-12);
}

static void
test_subsets (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GhRandomDevices) fleet
          = gh_random_devices_draw (seed, 1 + seed % 4, 5, seed % 2 == 0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      check_subsets (fleet, set);
    }
}

/* The cheapest power is the linear program's, and devices that take part in it keep their bounds.
 */
static void
check_direction (const GhRandomDevices *fleet, const GhFlexibilitySet *set, const double *cost)
{
  guint kinds = gh_flexibility_set_get_kind_count (set);
  g_autofree double *total = g_new (double, fleet->steps);
  g_autofree double *power = g_new (double, kinds * fleet->steps);
  double least = gh_flexibility_set_minimise (set, cost, total, power);

  g_assert_cmpfloat_with_epsilon (least, solve_sum (fleet, cost, 1.0), 1e-8);
  g_assert_cmpfloat_with_epsilon (gh_flexibility_set_get_support (set, cost),
                                  solve_sum (fleet, cost, -1.0), 1e-8);
  for (gsize t = 0; t < fleet->steps; t++)
    least -= cost[t] * total[t] * fleet->hours;
  g_assert_cmpfloat_with_epsilon (least, 0.0, 1e-9);
  for (guint i = 0; i < fleet->count; i++)
    {
      const double *own = power + gh_flexibility_set_get_kind (set, i) * fleet->steps;
      g_assert_cmpfloat (gh_random_devices_measure_breach (fleet, i, own, 0.0), <=, 1e-9);
      for (gsize t = 0; t < fleet->steps; t++)
        total[t] -= own[t];
    }
  for (gsize t = 0; t < fleet->steps; t++)
    g_assert_cmpfloat_with_epsilon (total[t], 0.0, 1e-9);
}

static void
test_directions (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GhRandomDevices) fleet
          = gh_random_devices_draw (seed, 2 + seed % 5, 12, seed % 3 > 0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      double cost[12];
      /* Some of them equal, some nothing. */
      for (gsize t = 0; t < fleet->steps; t++)
        cost[t] = g_rand_boolean (rand) ? g_rand_double_range (rand, -1.0, 1.0)
                                        : g_rand_int_range (rand, -1, 2) / 2.0;
      check_direction (fleet, set, cost);
    }
}

/* Single steps and beginnings of the time are sets of steps, too. */
static void
test_envelope (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GhRandomDevices) fleet
          = gh_random_devices_draw (seed, 1 + seed % 6, 9, seed % 3 > 0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      g_autoptr (GhFlexibilityEnvelope) envelope = gh_flexibility_envelope_of_set (set);
      guint8 one[9] = { 0 }, begun[9] = { 0 };
      for (gsize t = 0; t < 9; t++)
        {
          one[t] = begun[t] = 1;
          g_assert_cmpfloat_with_epsilon (envelope->least_kw[t] * fleet->hours,
                                          gh_flexibility_set_get_least_kwh (set, one), 1e-9);
          g_assert_cmpfloat_with_epsilon (envelope->most_kw[t] * fleet->hours,
                                          gh_flexibility_set_get_most_kwh (set, one), 1e-9);
          g_assert_cmpfloat_with_epsilon (envelope->lower_kwh[t],
                                          gh_flexibility_set_get_least_kwh (set, begun), 1e-9);
          g_assert_cmpfloat_with_epsilon (envelope->upper_kwh[t],
                                          gh_flexibility_set_get_most_kwh (set, begun), 1e-9);
          one[t] = 0;
        }
    }
}

/* Equal devices are of one kind, and count. */
static void
test_kinds (void)
{
  g_autoptr (GhRandomDevices) fleet = gh_random_devices_new (5, 4, 1.0);
  guint8 chosen[4] = { 0, 1, 0, 0 };

  for (guint i = 0; i < 5; i++)
    gh_random_devices_set_stay (fleet, i, 1, 3, 0.0, i == 3 ? 4.0 : 3.0, 0.0, 5.0, 2.0);
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  g_assert_cmpuint (gh_flexibility_set_get_kind_count (set), ==, 2);
  g_assert_cmpuint (gh_flexibility_set_get_device_count (set), ==, 5);
  g_assert_cmpuint (gh_flexibility_set_get_kind (set, 4), ==, 0);
  g_assert_cmpuint (gh_flexibility_set_get_kind (set, 3), ==, 1);
  g_assert_cmpuint (gh_flexibility_set_get_members (set, 0), ==, 4);
  g_assert_cmpfloat (gh_flexibility_set_get_most_kwh (set, chosen), ==, 16.0);
}

/* What cannot be is told with its step and what is missing. */
static void
test_impossible (void)
{
  g_autoptr (GhRandomDevices) fleet = gh_random_devices_new (1, 4, 0.5);
  GhFlexibleDevice device
      = { fleet->least_kw, fleet->most_kw, fleet->lower_kwh, fleet->upper_kwh, NULL };
  g_autoptr (GhFlexibilitySet) set = gh_flexibility_set_new (4, 0.5);
  GhFlexibleFault fault;

  /* Two half hours of 3 kW for 4.5 kWh. */
  gh_random_devices_set_stay (fleet, 0, 1, 3, 0.0, 3.0, 0.0, 9.0, 4.5);
  g_assert_false (gh_flexibility_set_add (set, &device, &fault));
  g_assert_cmpuint (fault.step, ==, 2);
  g_assert_cmpfloat (fault.kwh, ==, 1.5);
  /* Something that is needed before it comes. */
  gh_random_devices_set_stay (fleet, 0, 1, 3, 0.0, 3.0, 0.0, 9.0, 1.0);
  fleet->lower_kwh[0] = 0.25;
  g_assert_false (gh_flexibility_set_add (set, &device, &fault));
  g_assert_cmpuint (fault.step, ==, 0);
  g_assert_cmpfloat (fault.kwh, ==, 0.25);
  /* One that never comes and needs something. */
  gh_random_devices_set_stay (fleet, 0, 4, 4, 0.0, 3.0, 0.0, 9.0, 1.0);
  g_assert_false (gh_flexibility_set_add (set, &device, &fault));
  g_assert_cmpuint (fault.step, ==, 3);
  g_assert_cmpuint (gh_flexibility_set_get_device_count (set), ==, 0);
  /* One that never comes and needs nothing. */
  fleet->lower_kwh[3] = 0.0;
  g_assert_true (gh_flexibility_set_add (set, &device, &fault));
  g_assert_cmpfloat (gh_flexibility_set_get_support (set, fleet->upper_kwh), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flexibility-set/published", test_published);
  g_test_add_func ("/flexibility-set/oracle", test_oracle);
  g_test_add_func ("/flexibility-set/subsets", test_subsets);
  g_test_add_func ("/flexibility-set/directions", test_directions);
  g_test_add_func ("/flexibility-set/envelope", test_envelope);
  g_test_add_func ("/flexibility-set/kinds", test_kinds);
  g_test_add_func ("/flexibility-set/impossible", test_impossible);
  return g_test_run ();
}
