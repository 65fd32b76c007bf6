/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/site-simplify.h"

#include <math.h>

#include "planning/planner.h"
#include "random-site.h"

#define SITES 60

/* A convex site is left alone; any other becomes one that the kernel solves to the last digit. */
static void
test_random (void)
{
  guint changed = 0;

  for (guint seed = 0; seed < SITES; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_new (seed, GH_RANDOM_ALL & ~GH_RANDOM_CARBON);
      g_autoptr (GhSite) simple = gh_site_simplify (site);
      GhPlanOptions options = { GH_STRATEGY_V2G, GH_SOLVER_EXACT, INFINITY, FALSE };
      g_autoptr (GError) error = NULL;
      if (simple == NULL)
        continue;
      changed++;
      g_autoptr (GhSite) again = gh_site_simplify (simple);
      g_assert_null (again);
      g_autoptr (GhPlan) plan = gh_planner_solve (simple, &options, NULL, &error);
      g_assert_no_error (error);
      if (plan->status == GH_PLAN_INFEASIBLE)
        continue;
      g_assert_cmpfloat (fabs (plan->objective - plan->lower_bound), <=,
                         1e-9 * MAX (1.0, fabs (plan->objective)));
    }
  g_assert_cmpuint (changed, >, SITES / 2);
}

static void
test_convex_is_left (void)
{
  for (guint seed = 0; seed < SITES; seed++)
    {
      g_autoptr (GhSite) site
          = gh_random_site_new (seed, GH_RANDOM_SOLAR | GH_RANDOM_TRIPS | GH_RANDOM_WEAR);
      g_autoptr (GhSite) simple = gh_site_simplify (site);
      g_assert_null (simple);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site-simplify/random", test_random);
  g_test_add_func ("/site-simplify/convex-is-left", test_convex_is_left);
  return g_test_run ();
}
