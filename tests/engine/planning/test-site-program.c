/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planning/linear-program.h"
#include "planning/plan-checker.h"
#include "planning/planner.h"
#include "planning/site-program.h"
#include "random-site.h"

#include <math.h>

/* A day whose optima were found by two solvers of others, HiGHS LP and MILP. */
static const double day_price[] = { .10, .09, .08, .08, .09, .12, .20, .28, .24, .18, .14, .12,
                                    .10, .10, .12, .18, .28, .38, .40, .34, .26, .20, .15, .12 };
static const double day_load[] = { .4, .4, .3, .3, .4,  .6,  1.2, 1.5, 1.0, .8,  .7,  .7,
                                   .8, .7, .7, .9, 1.6, 2.4, 2.8, 2.5, 2.0, 1.5, 1.0, .6 };

static void
assert_clean (const GhSite *site, const GhPlan *plan)
{
  g_autoptr (GArray) violations = NULL;

  if (gh_plan_check (site, plan, &violations))
    return;
  g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, 0));
  g_test_message ("%s", text);
  g_test_fail ();
}

/* The linear program and the storage kernel find the published optimum. */
static void
assert_optimum (const GhSite *site, double expected)
{
  const GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_EXACT, INFINITY, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPlan) linear = gh_site_program_solve (site, 0.0, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GhPlan) exact = gh_planner_solve (site, &options, NULL, &error);
  g_assert_no_error (error);
  const GhPlan *plans[] = { linear, exact };

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_assert_cmpint (plans[i]->status, ==, GH_PLAN_OPTIMAL);
      g_assert_cmpfloat_with_epsilon (plans[i]->objective, expected, 1e-6);
      g_assert_cmpfloat_with_epsilon (plans[i]->lower_bound, expected, 1e-6);
      assert_clean (site, plans[i]);
    }
}

static GhSite *
make_day (gboolean loaded, double sell_share)
{
  GhSite *site = gh_random_site_plain (24, 3600);

  for (gsize t = 0; t < 24; t++)
    {
      site->load_kw[t] = loaded ? day_load[t] : 0.0;
      site->import_price[t] = day_price[t];
      site->export_price[t] = sell_share * day_price[t];
      site->store_export_price[t] = site->export_price[t];
    }
  return site;
}

static void
test_sell_equals_buy (void)
{
  g_autoptr (GhSite) site = make_day (FALSE, 1.0);

  assert_optimum (site, -3.119333333);
}

static void
test_sell_half (void)
{
  g_autoptr (GhSite) site = make_day (FALSE, 0.5);

  assert_optimum (site, -0.573285185);
}

static void
test_house_only (void)
{
  g_autoptr (GhSite) limited = make_day (TRUE, 0.0);
  limited->export_limit_kw = 0.0;
  assert_optimum (limited, 3.672933333);

  g_autoptr (GhSite) ruled = make_day (TRUE, 0.0);
  ruled->stores[0].may_export = FALSE;
  assert_optimum (ruled, 3.672933333);
}

static void
test_flat_export (void)
{
  g_autoptr (GhSite) site = make_day (TRUE, 0.0);

  for (gsize t = 0; t < 24; t++)
    site->export_price[t] = site->store_export_price[t] = 0.05;
  assert_optimum (site, 3.672933333);
}

static void
test_negative_hours (void)
{
  g_autoptr (GhSite) site = make_day (FALSE, 1.0);

  for (gsize t = 12; t < 15; t++)
    site->import_price[t] = site->export_price[t] = site->store_export_price[t] = -0.10;
  assert_optimum (site, -4.979333333);
}

static void
test_negative_gap (void)
{
  static const double prices[] = { 0.2, -0.1, -0.1, 0.3 };
  g_autoptr (GhSite) site = gh_random_site_plain (4, 3600);
  GhStore *store = &site->stores[0];

  for (gsize t = 0; t < 4; t++)
    {
      site->import_price[t] = site->export_price[t] = site->store_export_price[t] = prices[t];
      store->upper_kwh[t] = 2.0;
    }
  store->capacity_kwh = 2.0;
  store->start_kwh = store->end_kwh = 0.0;
  assert_optimum (site, -0.762222222);
}

static void
test_no_store (void)
{
  g_autoptr (GhSite) full = make_day (TRUE, 0.0);
  guint stores = full->store_count;
  g_autoptr (GError) error = NULL;

  full->store_count = 0;
  g_autoptr (GhPlan) plan = gh_site_program_solve (full, 0.0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (plan->objective, 6.226, 1e-9);
  assert_clean (full, plan);
  full->store_count = stores;
}

/* Storing solar power is of no use where the stores' export earns more than the sun's only by
   passing power through them at once. */
static void
test_no_pass_through (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (1, 3600);

  site->solar_kw[0] = 3.0;
  site->import_price[0] = 0.5;
  site->store_export_price[0] = 0.4;
  assert_optimum (site, 0.0);
}

static void
test_infeasible (void)
{
  g_autoptr (GhSite) site = make_day (TRUE, 0.0);
  g_autoptr (GError) error = NULL;

  site->stores[0].lower_kwh[0] = 9.0;
  g_autoptr (GhPlan) plan = gh_site_program_solve (site, 0.0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plan->status, ==, GH_PLAN_INFEASIBLE);
  g_assert_null (plan->grid_kw);
  g_assert_true (gh_plan_check (site, plan, NULL));
}

/* A family alone and all together; the checker must find nothing. */
static void
solve_random (guint families, guint32 from, guint32 to)
{
  guint feasible = 0;

  for (guint32 seed = from; seed < to; seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhSite) site = gh_random_site_new (seed, families);
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (GhPlan) plan = gh_site_program_solve (site, 20.0, NULL, &error);
      g_test_message ("seed %u families %x: %s status %d objective %.9g, %.3f s", seed, families,
                      plan ? plan->solver : "error", plan ? (int) plan->status : -1,
                      plan ? plan->objective : NAN,
                      (double) (g_get_monotonic_time () - begun) * 1e-6);
      g_assert_no_error (error);
      g_assert_cmpint (plan->status, !=, GH_PLAN_TIME_LIMIT);
      feasible += plan->status == GH_PLAN_OPTIMAL;
      assert_clean (site, plan);
    }
  g_assert_cmpuint (10 * feasible, >=, 6 * (to - from));
}

static void
test_random_convex (void)
{
  solve_random (GH_RANDOM_CONVEX, 0, 40);
}

static void
test_random_families (void)
{
  for (guint bit = 1; bit < GH_RANDOM_ALL; bit <<= 1)
    solve_random (bit, 100, 104);
}

static void
test_random_all (void)
{
  solve_random (GH_RANDOM_ALL, 1000, 1040);
}

/* Sites on which a program with few binaries wasted worthless energy in ways no plan can. */
static void
test_worthless_energy (void)
{
  solve_random (GH_RANDOM_CONVEX | GH_RANDOM_STORE_PRICE, 2092, 2093);
  solve_random (GH_RANDOM_CONVEX | GH_RANDOM_STORE_PRICE, 2179, 2180);
}

static GhSite *
make_large (gsize count)
{
  GhSite *site = gh_random_site_plain (count, 900);
  GhStore *store = &site->stores[0];

  for (gsize t = 0; t < count; t++)
    {
      site->load_kw[t] = 1.0 + sin ((double) t * 0.7);
      site->import_price[t] = 0.2 + 0.15 * sin ((double) t * 0.37) + 0.05 * cos ((double) t * 1.9);
      site->export_price[t] = site->store_export_price[t] = site->import_price[t] + 0.01;
    }
  store->charge.battery_kw[0] = 1.2;
  store->charge.ac_kw[0] = 1.4;
  store->standby_kw = 0.02;
  return site;
}

static void
test_time_limit (void)
{
  g_autoptr (GhSite) site = make_large (3000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPlan) plan = gh_site_program_solve (site, 0.3, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (plan->status, ==, GH_PLAN_TIME_LIMIT);
  assert_clean (site, plan);
}

static gboolean
stop_soon (double fraction G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, gpointer data)
{
  return ++*(guint *) data < 4;
}

static void
test_stop (void)
{
  g_autoptr (GhSite) site = make_large (3000);
  g_autoptr (GError) error = NULL;
  guint calls = 0;
  GhProgress progress = { stop_soon, &calls, 0.0, 1.0 };

  g_assert_null (gh_site_program_solve (site, 0.0, &progress, &error));
  g_assert_cmpuint (calls, ==, 4);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site-program/sell-equals-buy", test_sell_equals_buy);
  g_test_add_func ("/site-program/sell-half", test_sell_half);
  g_test_add_func ("/site-program/house-only", test_house_only);
  g_test_add_func ("/site-program/flat-export", test_flat_export);
  g_test_add_func ("/site-program/negative-hours", test_negative_hours);
  g_test_add_func ("/site-program/negative-gap", test_negative_gap);
  g_test_add_func ("/site-program/no-store", test_no_store);
  g_test_add_func ("/site-program/no-pass-through", test_no_pass_through);
  g_test_add_func ("/site-program/infeasible", test_infeasible);
  g_test_add_func ("/site-program/random-convex", test_random_convex);
  g_test_add_func ("/site-program/random-families", test_random_families);
  g_test_add_func ("/site-program/random-all", test_random_all);
  g_test_add_func ("/site-program/worthless-energy", test_worthless_energy);
  g_test_add_func ("/site-program/time-limit", test_time_limit);
  g_test_add_func ("/site-program/stop", test_stop);
  return g_test_run ();
}
