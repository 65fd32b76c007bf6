/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/local-control.h"

#include <math.h>

#include "random-site.h"

/* One step of a house with a car of 40 kWh that charges and discharges with 7 kW at 90 %. */
static GhSite *
new_site (double load_kw, double solar_kw)
{
  GhSite *site = gh_random_site_plain (1, 3600);
  GhStore *store = &site->stores[0];

  site->load_kw[0] = load_kw;
  site->solar_kw[0] = solar_kw;
  site->import_price[0] = 0.3;
  site->export_price[0] = site->store_export_price[0] = 0.1;
  gh_random_site_set_efficiency (store, 7.0, 0.9, 0.9);
  store->capacity_kwh = 40.0;
  store->lower_kwh[0] = 4.0;
  store->upper_kwh[0] = 40.0;
  store->reserve_kwh = 8.0;
  store->may_export = FALSE;
  return site;
}

/* What is done by hand: the price that a stored kWh must beat is 0.27 discharging (0.3 times 90 %),
 * 0.333 charging from the grid, 0.111 charging from the sun. */
static void
test_cases (void)
{
  const struct
  {
    const char *what;
    double load_kw, solar_kw, before_kwh, least_kwh, planned_kwh, worth, added_kwh;
  } cases[] = {
    { "follows a load above the forecast", 3.0, 0.0, 20, 0, -1.0 / 0.9, 0.2, -3.0 / 0.9 },
    { "follows a load below it", 0.5, 0.0, 20, 0, -1.0 / 0.9, 0.2, -0.5 / 0.9 },
    { "stops where the sun serves the house", 1.0, 1.5, 20, 0, -1.0 / 0.9, 0.1, 0.0 },
    { "keeps what is worth more later", 3.0, 0.0, 20, 0, 0.0, 0.28, 0.0 },
    { "stores the real surplus", 0.5, 3.5, 20, 0, 1.0, 0.2, 3.0 * 0.9 },
    { "leaves surplus that earns more", 0.5, 3.5, 20, 0, 1.0, 0.05, 0.0 },
    { "keeps a planned power that is worth its price", 1.0, 0.0, 20, 0, 2.5, 0.3 / 0.9, 2.5 },
    { "ends at the battery's top", 0.5, 0.0, 39, 0, 6.3, 0.5, 1.0 },
    { "leaves the reserve", 5.0, 0.0, 9, 0, -5.0, 0.0, -1.0 },
    { "charges for trips to come", 1.0, 0.0, 20, 23, 0.0, 0.0, 3.0 },
    { "as far as it can", 1.0, 0.0, 20, 39, 0.0, 0.0, 6.3 },
    { "follows the plan where worth is not known", 3.0, 0.0, 20, 0, -1.0, NAN, -1.0 },
    { "but never above the net load", 0.45, 0.0, 20, 0, -1.0, NAN, -0.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhSite) site = new_site (cases[i].load_kw, cases[i].solar_kw);
      GhPiecewise stage = { 0 }, scratch = { 0 };
      const GhControlTask task = { .site = site,
                                   .before_kwh = cases[i].before_kwh,
                                   .least_kwh = cases[i].least_kwh,
                                   .most_kwh = INFINITY,
                                   .planned_kwh = cases[i].planned_kwh,
                                   .worth_per_kwh = cases[i].worth };
      double added = gh_local_control_choose (&task, &stage, &scratch);
      if (fabs (added - cases[i].added_kwh) > 1e-9)
        {
          g_test_message ("%s: %.6f and not %.6f", cases[i].what, added, cases[i].added_kwh);
          g_test_fail ();
        }
      gh_piecewise_clear (&stage);
      gh_piecewise_clear (&scratch);
    }
}

static void
test_unplugged (void)
{
  g_autoptr (GhSite) site = new_site (3.0, 0.0);
  GhPiecewise stage = { 0 }, scratch = { 0 };
  const GhControlTask task = { .site = site,
                               .before_kwh = 20.0,
                               .least_kwh = 30.0,
                               .most_kwh = INFINITY,
                               .planned_kwh = -3.0,
                               .worth_per_kwh = 0.0 };

  site->stores[0].plugged[0] = 0;
  g_assert_cmpfloat (gh_local_control_choose (&task, &stage, &scratch), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/local-control/cases", test_cases);
  g_test_add_func ("/local-control/unplugged", test_unplugged);
  return g_test_run ();
}
