/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedules of a fleet with losses that are mixed, against what two equal stores of 10 kWh, 3 kW
 * and 90 % each way can do by hand, 5 kWh at both ends of four hours. */
#include "fleet/lossy-ways.h"

#include <math.h>

#include "random-site.h"

#define STEPS 4
#define STORES 2
#define NEAR 1e-6

static GhLossyFleet *
new_fleet (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (STEPS, 3600);

  gh_random_site_add_store (site, 1, GH_RANDOM_NONE);
  for (guint s = 0; s < STORES; s++)
    {
      GhStore *store = &site->stores[s];
      gh_random_site_set_efficiency (store, 3.0, 0.9, 0.9);
      store->capacity_kwh = 10.0;
      store->start_kwh = store->end_kwh = 5.0;
      store->reserve_kwh = store->least_kwh = store->standby_kw = 0.0;
      for (gsize t = 0; t < STEPS; t++)
        {
          store->plugged[t] = 1;
          store->lower_kwh[t] = store->drive_kwh[t] = 0.0;
          store->upper_kwh[t] = 10.0;
        }
    }
  return gh_lossy_fleet_new (site);
}

static void
begin (GhLossyWays *ways, const GhLossyFleet *fleet, double first_kw)
{
  gh_lossy_ways_init (ways, fleet, 1, 6.0);
  gh_lossy_ways_add_step (ways, first_kw, first_kw);
  for (gsize t = 1; t < STEPS; t++)
    gh_lossy_ways_add_step (ways, -INFINITY, INFINITY);
  gh_lossy_ways_add_groups (ways);
}

static double
ask (GhLossyWays *ways, const double *worth)
{
  g_autoptr (GError) error = NULL;
  double farthest = NAN;

  gh_lossy_ways_ask (ways, g_memdup2 (worth, STEPS * sizeof *worth), &farthest, NULL, &error);
  g_assert_no_error (error);
  return farthest;
}

/* Full power in the first hour, each way, and in the last; 5 kWh in two hours, of which 4.5 come
 * out and which two hours bring back; nothing where all that is given has to be taken again. */
static void
test_farthest (void)
{
  static const struct
  {
    double worth[STEPS];
    double each;
  } cases[] = { { { 1.0, 0.0, 0.0, 0.0 }, 3.0 },
                { { -1.0, 0.0, 0.0, 0.0 }, 3.0 },
                { { 0.0, 0.0, 0.0, -1.0 }, 3.0 },
                { { -1.0, -1.0, 0.0, 0.0 }, 4.5 },
                { { -1.0, -1.0, -1.0, -1.0 }, 0.0 } };
  g_autoptr (GhLossyFleet) fleet = new_fleet ();
  GhLossyWays ways;

  begin (&ways, fleet, 0.0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (ask (&ways, cases[i].worth), STORES * cases[i].each, NEAR);
  g_assert_cmpuint (ways.ways->len, ==, STORES * G_N_ELEMENTS (cases));
  gh_lossy_ways_clear (&ways);
}

/* What each store holds follows from its powers, within its battery, and back to what it needs. */
static void
assert_possible (const GhFleetSchedule *schedule)
{
  for (guint s = 0; s < STORES; s++)
    {
      double energy = 5.0;
      for (gsize t = 0; t < STEPS; t++)
        {
          double power = schedule->power_kw[s * STEPS + t];
          g_assert_cmpfloat (fabs (power), <=, 3.0 + NEAR);
          energy += power > 0.0 ? 0.9 * power : power / 0.9;
          g_assert_cmpfloat_with_epsilon (schedule->energy_kwh[s * STEPS + t], energy, NEAR);
          g_assert_cmpfloat (energy, >=, -NEAR);
          g_assert_cmpfloat (energy, <=, 10.0 + NEAR);
        }
      g_assert_cmpfloat (energy, >=, 5.0 - NEAR);
    }
}

static void
mix (GhLossyWays *ways)
{
  static const double up[STEPS] = { 1.0, 0.0, 0.0, 0.0 }, down[STEPS] = { -1.0, 0.0, 0.0, 0.0 };
  g_auto (GhLinearSolution) solution = { .values = NULL };
  g_autoptr (GError) error = NULL;

  ask (ways, up);
  ask (ways, down);
  gh_lossy_ways_solve (ways, &solution, &error);
  g_assert_no_error (error);
  gh_lossy_ways_mix (ways, NULL, &error);
  g_assert_no_error (error);
}

/* Between 6 kW and -6 kW any power of the first hour is a mixture, which all together have. */
static void
test_mixture (void)
{
  static const double powers[] = { 6.0, 3.0, 0.0, -4.5 };
  g_autoptr (GhLossyFleet) fleet = new_fleet ();

  for (guint i = 0; i < G_N_ELEMENTS (powers); i++)
    {
      GhLossyWays ways;
      begin (&ways, fleet, powers[i]);
      mix (&ways);
      g_assert_cmpfloat_with_epsilon (ways.schedule->total_kw[0], powers[i], NEAR);
      assert_possible (ways.schedule);
      gh_lossy_ways_clear (&ways);
    }
}

/* No mixture of what charges in the first hour gives there. */
static void
test_no_mixture (void)
{
  static const double up[STEPS] = { 1.0, 0.0, 0.0, 0.0 };
  g_autoptr (GhLossyFleet) fleet = new_fleet ();
  g_auto (GhLinearSolution) solution = { .values = NULL };
  g_autoptr (GError) error = NULL;
  GhLossyWays ways;

  begin (&ways, fleet, -3.0);
  ask (&ways, up);
  g_assert_false (gh_lossy_ways_solve (&ways, &solution, &error));
  g_assert_nonnull (error);
  gh_lossy_ways_clear (&ways);
}

/* In turns the stores reach any profile that they can have, and come as near as they can to one
 * that asks for 1 kW more than both. */
static void
test_turns (void)
{
  static const struct
  {
    double first;
    double missed;
  } cases[] = { { 6.0, 0.0 }, { -6.0, 0.0 }, { 1.0, 0.0 }, { 7.0, 1.0 } };
  g_autoptr (GhLossyFleet) fleet = new_fleet ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double profile[STEPS] = { cases[i].first, NAN, NAN, NAN };
      g_autoptr (GError) error = NULL;
      double deviation = NAN;
      GhLossyWays ways;
      begin (&ways, fleet, 3.0);
      mix (&ways);
      gh_lossy_ways_take_turns (&ways, profile, 1e-9, &deviation, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (deviation, cases[i].missed, NEAR);
      g_assert_cmpfloat_with_epsilon (fabs (ways.schedule->total_kw[0] - cases[i].first), deviation,
                                      NEAR);
      assert_possible (ways.schedule);
      gh_lossy_ways_clear (&ways);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lossy-ways/farthest", test_farthest);
  g_test_add_func ("/lossy-ways/mixture", test_mixture);
  g_test_add_func ("/lossy-ways/no-mixture", test_no_mixture);
  g_test_add_func ("/lossy-ways/turns", test_turns);
  return g_test_run ();
}
