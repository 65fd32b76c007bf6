/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The energies from which a store can go on to the end, against plans from each of them. */
#include "planning/storage-tube.h"
#include "planning/store-problem.h"

#include <math.h>

#include "random-site.h"

#define NEAR_KWH 1e-7
#define APART_KWH 1e-3

/* Whether there is a plan from a step on that begins with an energy. */
static gboolean
can_go_on (const GhSite *site, gsize step, double energy_kwh)
{
  gsize count = gh_time_axis_get_count (site->axis);
  g_autofree GhPowerPrice *prices = g_new0 (GhPowerPrice, count);
  GhStoreProblem stated;
  GhStorageSolution solution;

  if (step == count)
    return TRUE;
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (gh_time_axis_get_time (site->axis, step),
                                                  gh_time_axis_get_step_seconds (site->axis),
                                                  count - step, gh_time_axis_get_zone (site->axis));
  g_autoptr (GhSite) part = gh_site_new_part (site, axis, step);
  part->stores[0].start_kwh = energy_kwh;
  gh_store_problem_init (&stated, part, &part->stores[0], prices, FALSE);
  gh_storage_kernel_solve (&stated.problem, &solution, NULL, NULL);
  gboolean feasible = solution.feasible;
  gh_storage_solution_clear (&solution);
  gh_store_problem_clear (&stated);
  return feasible;
}

static void
check_step (const GhSite *site, gsize step, double least, double most)
{
  const GhStore *store = &site->stores[0];
  double inside = MIN (NEAR_KWH, (most - least) / 2.0);

  g_assert_true (can_go_on (site, step, least + inside));
  g_assert_true (can_go_on (site, step, 0.5 * (least + most)));
  g_assert_true (can_go_on (site, step, most - inside));
  if (step == 0 || step == gh_time_axis_get_count (site->axis))
    return;
  g_assert_true (least == store->lower_kwh[step - 1] || !can_go_on (site, step, least - APART_KWH));
  g_assert_true (most == store->upper_kwh[step - 1] || !can_go_on (site, step, most + APART_KWH));
}

/* Tubes of random stores are neither too narrow nor too wide. */
static void
test_random (void)
{
  guint found = 0, with_minimum = 0;

  for (guint32 seed = 0; seed < 300; seed++)
    {
      guint families = seed % 3 == 0 ? GH_RANDOM_ALL & ~GH_RANDOM_LIMITS
                                     : GH_RANDOM_CONVEX & ~GH_RANDOM_LIMITS;
      g_autoptr (GhSite) site = gh_random_site_new (seed, families);
      gsize count = gh_time_axis_get_count (site->axis);
      g_autofree GhPowerPrice *prices = g_new0 (GhPowerPrice, count);
      g_autofree double *least = g_new (double, count + 1);
      g_autofree double *most = g_new (double, count + 1);
      GhStoreProblem stated;
      gh_store_problem_init (&stated, site, &site->stores[0], prices, FALSE);
      if (gh_storage_tube_find (&stated.problem, least, most))
        {
          for (gsize t = 0; t <= count; t += 1 + count / 12)
            check_step (site, t, least[t], most[t]);
          found++;
          with_minimum += site->stores[0].charge.battery_kw[0] > 0.0;
        }
      gh_store_problem_clear (&stated);
    }
  g_assert_cmpuint (found, >, 150);
  g_assert_cmpuint (with_minimum, >, 10);
}

/* A charger that takes 4 kW or nothing, and a battery that has to hold 8 to 9 kWh in the end: 1 kWh
 * is as good as 5, and 3 is of no use. */
static void
test_gap (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (2, 3600);
  GhStore *store = &site->stores[0];
  GhPowerPrice prices[2] = { { 0 } };
  double least[3], most[3];
  GhStoreProblem stated;

  gh_random_site_set_efficiency (store, 4.0, 1.0, 1.0);
  store->charge.battery_kw[0] = store->charge.ac_kw[0] = 4.0;
  store->discharge.count = 0;
  store->capacity_kwh = 20.0;
  for (gsize t = 0; t < 2; t++)
    store->upper_kwh[t] = 20.0;
  store->upper_kwh[1] = 9.0;
  store->end_kwh = 8.0;
  gh_store_problem_init (&stated, site, store, prices, FALSE);
  g_assert_false (gh_storage_tube_find (&stated.problem, least, most));
  gh_store_problem_clear (&stated);
  g_assert_true (can_go_on (site, 0, 0.5));
  g_assert_true (can_go_on (site, 0, 4.5));
  g_assert_false (can_go_on (site, 0, 3.0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storage-tube/random", test_random);
  g_test_add_func ("/storage-tube/gap", test_gap);
  return g_test_run ();
}
