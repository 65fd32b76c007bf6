/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fleet's virtual battery promises and would break. */
#include "fleet/virtual-battery.h"

#include <math.h>

#include "random-devices.h"

#define STEPS 8

/* The first two hours one vehicle is there that can take or give 6 kWh, the next two one that can
 * take 2; it may give 10, but needs all but 2 of it. By plan they do nothing. */
static GhRandomDevices *
new_two (void)
{
  GhRandomDevices *fleet = gh_random_devices_new (2, 4, 1.0);

  gh_random_devices_set_stay (fleet, 0, 0, 2, -4.0, 4.0, 6.0, 6.0, -6.0);
  gh_random_devices_set_stay (fleet, 1, 2, 4, -4.0, 4.0, 10.0, 2.0, -2.0);
  return fleet;
}

/* The battery has 8 kWh of room over all four hours and promises 2 kW. The vehicles can hold 1 kW:
 * the first takes the 4 kWh of its hours, of the 4 kWh after that the second takes 2. */
static void
test_two (void)
{
  g_autoptr (GhRandomDevices) fleet = new_two ();
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhBatteryPromises) promises
      = gh_virtual_battery_promise (set, fleet->walk_kw, 4, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (promises->promised->up_kw[0], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->kept->up_kw[0], 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->up_short_kwh[0], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->promised->down_kw[0], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->kept->down_kw[0], 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->down_short_kwh[0], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->missed_kwh[0], 2.0, 1e-9);
  g_assert_cmpuint (promises->missing[0], ==, 1);
  g_assert_cmpfloat (promises->left_short_kwh[0], ==, 0.0);
  g_assert_true (isnan (promises->up_short_kwh[1]));
  g_autofree double *missed = gh_virtual_battery_name_missing (set, fleet->walk_kw, promises, 0);
  g_assert_cmpfloat (missed[gh_flexibility_set_get_kind (set, 0)], ==, 0.0);
  g_assert_cmpfloat_with_epsilon (missed[gh_flexibility_set_get_kind (set, 1)], 2.0, 1e-9);
}

/* Where each hour's vehicles are asked alone there is nothing to borrow from another. */
static void
test_kept (void)
{
  g_autoptr (GhRandomDevices) fleet = new_two ();
  g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhBatteryPromises) promises
      = gh_virtual_battery_promise (set, fleet->walk_kw, 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (promises->promised->up_kw[0], 4.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->kept->up_kw[0], 4.0, 1e-9);
  g_assert_cmpfloat (promises->up_short_kwh[0], ==, 0.0);
  /* By plan the first left with all its room, which the battery gives to the second. */
  g_assert_cmpfloat_with_epsilon (promises->promised->up_kw[3], 4.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->kept->up_kw[3], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (promises->up_short_kwh[3], 2.0, 1e-9);
}

static void
check_step (const GhBatteryPromises *promises, gsize t, double hours, guint *broken)
{
  double up = promises->promised->up_kw[t] - promises->kept->up_kw[t];
  double down = promises->promised->down_kw[t] - promises->kept->down_kw[t];

  g_assert_cmpfloat (up, >=, -1e-7);
  g_assert_cmpfloat (down, >=, -1e-7);
  /* Some set of steps allows no more than what is kept. */
  g_assert_cmpfloat (promises->up_short_kwh[t], >=, up * hours - 1e-7);
  g_assert_cmpfloat (promises->down_short_kwh[t], >=, down * hours - 1e-7);
  g_assert_cmpfloat (promises->up_short_kwh[t], <=,
                     up * hours * (double) promises->duration + 1e-7);
  g_assert_cmpfloat (promises->down_short_kwh[t], <=,
                     down * hours * (double) promises->duration + 1e-7);
  /* What is not short any more is missed by somebody. */
  g_assert_cmpfloat (promises->missed_kwh[t] + promises->left_short_kwh[t], >=,
                     promises->down_short_kwh[t] - 1e-5);
  g_assert_cmpint (promises->missing[t] > 0, ==, promises->missed_kwh[t] > 0.0);
  *broken += (up > 1e-6) + (down > 1e-6);
}

/* Never less than the fleet can hold, and short where it is more. */
static void
test_random (void)
{
  guint broken = 0;

  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GhRandomDevices) fleet
          = gh_random_devices_draw (seed, 2 + seed % 12, STEPS, seed % 3 > 0);
      g_autoptr (GhFlexibilitySet) set = gh_random_devices_new_set (fleet);
      g_autoptr (GError) error = NULL;
      gsize duration = 1 + seed % 4;
      g_autoptr (GhBatteryPromises) promises
          = gh_virtual_battery_promise (set, fleet->walk_kw, duration, NULL, &error);
      g_assert_no_error (error);
      for (gsize t = 0; t + duration <= STEPS; t++)
        check_step (promises, t, fleet->hours, &broken);
    }
  g_assert_cmpuint (broken, >, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/virtual-battery/two", test_two);
  g_test_add_func ("/virtual-battery/kept", test_kept);
  g_test_add_func ("/virtual-battery/random", test_random);
  return g_test_run ();
}
