/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans that do what a program of several stores forbids, as shares that it may choose. */
#include "planning/other-ways.h"

#include <math.h>

#include "random-site.h"

#define STEPS 8
#define RESERVE_KWH 4.0
#define FULL_KWH 8.0

/* A store that rests at the reserve but for a dip to 1 kWh that begins with the step. */
static GhPlan *
new_dip (const GhSite *site, gsize from, gsize to)
{
  GhPlan *plan = gh_plan_new (site);

  for (gsize t = 0; t < STEPS; t++)
    plan->stores[0].energy_kwh[t] = t >= from && t < to ? 1.0 : RESERVE_KWH;
  return plan;
}

static GhSite *
new_site (void)
{
  GhSite *site = gh_random_site_plain (STEPS, 3600);

  site->stores[0].start_kwh = RESERVE_KWH;
  return site;
}

static void
forbid_below_reserve (GhWaysStep *steps)
{
  for (gsize t = 0; t < STEPS; t++)
    steps[t] = (GhWaysStep){
      .lower_kwh = RESERVE_KWH, .upper_kwh = FULL_KWH, .take_kwh = 10.0, .add_kwh = 10.0
    };
}

/* A way counts where it leaves what the program allows, with a step before and after; a step counts
 * no more of them than it has room for. */
static void
test_find (void)
{
  static const struct
  {
    gsize from, to;
    const char *counted;
  } cases[] = { { 3, 5, "00111100" },
                { 0, 1, "11000000" },
                { 7, 8, "00000011" },
                { 2, 2, "00000000" },
                { 0, 8, "11111111" } };
  g_autoptr (GhSite) site = new_site ();
  GhWaysStep steps[STEPS];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_plan_free);
      for (guint k = 0; k < GH_MOST_WAYS + 2; k++)
        g_ptr_array_add (plans, new_dip (site, cases[i].from, cases[i].to));
      forbid_below_reserve (steps);
      gh_ways_find (steps, site, 0, plans);
      for (gsize t = 0; t < STEPS; t++)
        {
          gboolean dips = t >= cases[i].from && t < cases[i].to;
          g_assert_cmpuint (steps[t].count, ==, cases[i].counted[t] == '1' ? GH_MOST_WAYS : 0);
          for (guint k = 0; k < steps[t].count; k++)
            g_assert_cmpuint (steps[t].ways[k], ==, k);
          g_assert_cmpfloat (gh_ways_step_get_least_kwh (&steps[t], 0, t, plans), ==,
                             dips ? 1.0 : RESERVE_KWH);
        }
    }
}

/* Taking more from the store in a step than the program lets it is another way as well. */
static void
test_find_flow (void)
{
  g_autoptr (GhSite) site = new_site ();
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) gh_plan_free);
  GhWaysStep steps[STEPS];

  g_ptr_array_add (plans, new_dip (site, 3, 5));
  forbid_below_reserve (steps);
  for (gsize t = 0; t < STEPS; t++)
    {
      steps[t].lower_kwh = 0.0;
      steps[t].take_kwh = t == 3 ? 2.0 : 10.0;
    }
  gh_ways_find (steps, site, 0, plans);
  for (gsize t = 0; t < STEPS; t++)
    g_assert_cmpuint (steps[t].count, ==, t >= 2 && t <= 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/other-ways/find", test_find);
  g_test_add_func ("/other-ways/find-flow", test_find_flow);
  return g_test_run ();
}
