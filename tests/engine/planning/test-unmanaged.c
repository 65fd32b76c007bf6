/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/unmanaged.h"

#include "random-site.h"

#include <math.h>

/* An hour a step; 90 % into a battery of which @room are free; at least 2 kW, at most 10. */
static GhSite *
make_site (gsize steps, double room_kwh)
{
  GhSite *site = gh_random_site_plain (steps, 3600);
  GhStore *store = &site->stores[0];

  gh_random_site_set_efficiency (store, 10.0, 0.9, 0.9);
  store->charge.ac_kw[0] = 2.0;
  store->charge.battery_kw[0] = 1.8;
  store->start_kwh = store->upper_kwh[0] - room_kwh;
  return site;
}

/* Full power until the battery is full; what would be too little for a step of its own is left
 * together with some of the step before. */
static void
test_fills_up (void)
{
  static const struct
  {
    double room, power[4];
  } rows[] = {
    { 0.0, { 0.0, 0.0, 0.0, 0.0 } },
    { 1.0, { 0.0, 0.0, 0.0, 0.0 } }, /* less than 1.8 kWh does not go in */
    { 1.8, { 2.0, 0.0, 0.0, 0.0 } },
    { 4.5, { 5.0, 0.0, 0.0, 0.0 } },
    { 9.0, { 10.0, 0.0, 0.0, 0.0 } },
    { 9.9, { 9.0, 2.0, 0.0, 0.0 } },
    { 18.9, { 10.0, 9.0, 2.0, 0.0 } },
    { 36.9, { 10.0, 10.0, 10.0, 10.0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhSite) site = make_site (4, rows[i].room);
      g_autoptr (GhPlan) plan = gh_unmanaged_plan (site);
      for (gsize t = 0; t < 4; t++)
        g_assert_cmpfloat_with_epsilon (plan->stores[0].power_kw[t], rows[i].power[t], 1e-9);
      g_assert_cmpstr (plan->solver, ==, "rule");
    }
}

static void
test_keeps_to_the_connection (void)
{
  g_autoptr (GhSite) site = make_site (3, 20.0);

  site->import_limit_kw = 6.0;
  site->load_kw[0] = 1.0;
  site->load_kw[1] = 5.0;
  site->load_kw[2] = 5.0;
  site->solar_kw[2] = 2.0;
  g_autoptr (GhPlan) plan = gh_unmanaged_plan (site);
  g_assert_cmpfloat_with_epsilon (plan->stores[0].power_kw[0], 5.0, 1e-9);
  g_assert_cmpfloat (plan->stores[0].power_kw[1], ==, 0.0); /* 1 kW is below the least power */
  g_assert_cmpfloat_with_epsilon (plan->stores[0].power_kw[2], 3.0, 1e-9);
}

static void
test_repeating_level (void)
{
  g_autoptr (GhSite) site = make_site (6, 5.0);
  GhStore *store = &site->stores[0];
  double level = 0.0;

  store->plugged[0] = store->plugged[5] = 0;
  store->drive_kwh[0] = store->drive_kwh[5] = 3.0;
  g_assert_true (gh_unmanaged_find_repeating_levels (site, &level));
  g_assert_cmpfloat_with_epsilon (level, store->upper_kwh[0] - 3.0, 1e-9);
  store->start_kwh = level;
  g_autoptr (GhPlan) plan = gh_unmanaged_plan (site);
  g_assert_cmpfloat_with_epsilon (plan->stores[0].energy_kwh[5], level, 1e-9);
  store->drive_kwh[0] = 60.0;
  g_assert_false (gh_unmanaged_find_repeating_levels (site, &level));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unmanaged/fills-up", test_fills_up);
  g_test_add_func ("/unmanaged/keeps-to-the-connection", test_keeps_to_the_connection);
  g_test_add_func ("/unmanaged/repeating-level", test_repeating_level);
  return g_test_run ();
}
