/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fronts against GLPK at their prices and between them, and against one worked out by hand. */
#include "study/pareto.h"

#include <math.h>
#include <string.h>

#include "errors.h"
#include "planning/planner.h"
#include "random-site.h"
#include "study/household.h"
#include "study/site-builder.h"
#include "two-price-study.h"

#define SEEDS 14
#define PRICES 8

/* What the front's plans are of, its end closed from above as well, for a solver that has no equal
 * ends. */
static GhSite *
new_oracle_site (const GhSite *site, GhStrategy strategy)
{
  g_autoptr (GhSite) equal = gh_site_copy (site);
  gboolean is_equal = gh_household_equalise_ends (equal, NULL);
  GhSite *used = gh_planner_apply_strategy (equal, strategy);

  for (guint s = 0; is_equal && s < used->store_count; s++)
    {
      GhStore *store = &used->stores[s];
      gsize last = gh_time_axis_get_count (used->axis) - 1;
      store->upper_kwh[last] = MIN (store->upper_kwh[last], store->end_kwh);
    }
  return used;
}

/* The least cost with priced emissions that GLPK finds, currency over the period. */
static double
solve_oracle (GhSite *site, double price_per_tonne)
{
  const GhPlanOptions options = { GH_STRATEGY_AS_GIVEN, GH_SOLVER_GLPK, 20.0, FALSE };
  g_autoptr (GError) error = NULL;

  site->carbon_price_per_tonne = price_per_tonne;
  g_autoptr (GhPlan) plan = gh_planner_solve (site, &options, NULL, &error);
  g_assert_no_error (error);
  return plan->status == GH_PLAN_OPTIMAL || plan->status == GH_PLAN_WITHIN_GAP ? plan->objective
                                                                               : NAN;
}

static double
value_at (const GhParetoFront *front, guint index, double price_per_tonne)
{
  const GhParetoPoint *point = gh_pareto_front_get (front, index);

  return point->cost_per_year + price_per_tonne / 1000.0 * point->emissions_kg[front->rate];
}

static double
best_at (const GhParetoFront *front, double price_per_tonne)
{
  double best = INFINITY;

  for (guint i = 0; i < front->points->len; i++)
    best = MIN (best, value_at (front, i, price_per_tonne));
  return best;
}

/* Each point costs more and emits less than the one before it, for more a tonne. */
static void
assert_order (const GhParetoFront *front)
{
  for (guint i = 1; i < front->points->len; i++)
    {
      const GhParetoPoint *point = gh_pareto_front_get (front, i), *before = point - 1;
      g_assert_cmpfloat (point->cost_per_year, >, before->cost_per_year);
      g_assert_cmpfloat (point->emissions_kg[front->rate], <, before->emissions_kg[front->rate]);
      g_assert_cmpfloat_with_epsilon (
          point->abatement_per_tonne,
          (point->cost_per_year - before->cost_per_year)
              / (before->emissions_kg[front->rate] - point->emissions_kg[front->rate]) * 1000.0,
          1e-6 * fabs (point->abatement_per_tonne));
      if (i > 1)
        g_assert_cmpfloat (point->abatement_per_tonne, >,
                           before->abatement_per_tonne * (1.0 - 1e-6));
    }
  g_assert_true (isnan (gh_pareto_front_get (front, 0)->abatement_per_tonne));
}

/* By how much a plan may be below the line at most, wherever. */
static double
find_open (const GhParetoFront *front)
{
  double open = 0.0;

  for (guint i = 0; i < front->points->len; i++)
    open = MAX (open, gh_pareto_front_get (front, i)->open_per_year);
  return open;
}

/* No plan is below a point at its price, and none below the line by more than is told. */
static gboolean
check_front (const GhSite *site, const GhParetoFront *front, guint seed)
{
  g_autoptr (GhSite) oracle = new_oracle_site (site, front->strategy);
  double per_year = 1.0 / gh_years_of_days (gh_time_axis_get_days (site->axis));
  guint last = front->points->len - 1;

  for (guint i = 0; i < front->points->len; i++)
    {
      const GhParetoPoint *point = gh_pareto_front_get (front, i);
      double best = solve_oracle (oracle, point->price_per_tonne) * per_year;
      double here = value_at (front, i, point->price_per_tonne);
      if (isnan (best))
        return FALSE;
      if (here < best - 1e-6 * MAX (1.0, fabs (best))
          || here > best + point->gap_per_year + 1e-6 * MAX (1.0, fabs (best)))
        g_error ("seed %u, point %u: %.9f, GLPK %.9f", seed, i, here, best);
    }
  for (int k = 1; k < PRICES && last > 0; k++)
    {
      double high = 2.0 * gh_pareto_front_get (front, last)->abatement_per_tonne;
      double price = high * pow (10.0, 0.5 * (k - PRICES + 1));
      double best = solve_oracle (oracle, price) * per_year;
      if (isnan (best))
        return FALSE;
      if (best_at (front, price) > best + find_open (front) + 1e-6 * MAX (1.0, fabs (best)))
        g_error ("seed %u, at %g: %.9f, GLPK %.9f, open %g", seed, price, best_at (front, price),
                 best, find_open (front));
    }
  return TRUE;
}

/* Fronts of few points leave more open, which has to be told. */
static void
check_seeds (guint first, guint families)
{
  g_autoptr (GhStudy) study = new_two_price_study ("");
  guint checked = 0, bent = 0;

  for (guint seed = first; seed < first + SEEDS; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_new (seed, families);
      g_autoptr (GError) error = NULL;
      if (!gh_pareto_is_possible (site))
        continue;
      g_autoptr (GhParetoFront) front
          = gh_pareto_find (study, site, GH_STRATEGY_V2G, seed % 2 == 0 ? 4 : 12, NULL, &error);
      g_assert_no_error (error);
      if (front->points->len == 0 || !check_front (site, front, seed))
        continue;
      g_assert_cmpuint (front->points->len, <=, seed % 2 == 0 ? 4 : 12);
      assert_order (front);
      checked++;
      bent += front->points->len > 2;
    }
  g_test_message ("%u fronts, %u of them with a bend", checked, bent);
  g_assert_cmpuint (checked, >, SEEDS / 4);
  g_assert_cmpuint (bent, >, checked / 4);
}

static void
test_convex (void)
{
  check_seeds (5000, GH_RANDOM_CONVEX & ~GH_RANDOM_BATTERY);
}

/* With all that makes steps not convex: what is found is on the hull. */
static void
test_not_convex (void)
{
  check_seeds (6000, GH_RANDOM_ALL & ~GH_RANDOM_BATTERY);
}

static GhParetoFront *
find_front (const char *edits, guint most, GError **error)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);

  return gh_pareto_find (study, site, GH_STRATEGY_V2H, most, NULL, error);
}

/* The same rate all day: covering the dear hours from the car costs its losses. All of it pays up
 * to the price at which they are worth the difference of prices, and nothing of it above. */
static void
test_by_hand (void)
{
  g_autoptr (GhParetoFront) front = find_front ("emissions.marginal_g_per_kwh 500", 20, NULL);
  double added_kg = 0.5 / ROUND_TRIP - 0.5, saved = DEAR - OTHER / ROUND_TRIP;
  double days = GH_DAYS_PER_YEAR;

  g_assert_cmpuint (front->points->len, ==, 2);
  const GhParetoPoint *cheap = gh_pareto_front_get (front, 0), *clean = cheap + 1;
  g_assert_cmpfloat_with_epsilon (clean->abatement_per_tonne, saved / added_kg * 1000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (cheap->emissions_kg[0] - clean->emissions_kg[0],
                                  DEAR_HOURS * added_kg * days, 1e-6);
  g_assert_cmpfloat_with_epsilon (clean->cost_per_year - cheap->cost_per_year,
                                  DEAR_HOURS * saved * days, 1e-6);
  g_assert_cmpfloat_with_epsilon (clean->bill_per_year - cheap->bill_per_year,
                                  DEAR_HOURS * saved * days, 1e-6);
  g_assert_cmpfloat_with_epsilon (cheap->discharged_kwh, DEAR_HOURS * days, 1e-6);
  g_assert_cmpfloat_with_epsilon (cheap->full_cycles, DEAR_HOURS / 0.9 / 60.0 * days, 1e-6);
  g_assert_cmpfloat_with_epsilon (clean->discharged_kwh, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (find_open (front), 0.0, 1e-6);
  g_assert_true (front->is_whole);
  g_assert_cmpuint (front->present, ==, 0);
  g_autofree char *answer = gh_pareto_answer (front, "EUR");
  g_test_message ("%s", answer);
  g_assert_true (g_str_has_suffix (answer, "No plan lies below the line through these points."));
}

/* The study's own price is one of the points, or stands at the plan that it makes. */
static void
test_present (void)
{
  static const struct
  {
    const char *edits;
    guint present;
  } rows[] = {
    { "emissions.marginal_g_per_kwh 500; emissions.price_per_tonne 0", 0 },
    { "emissions.marginal_g_per_kwh 500; emissions.price_per_tonne 100", 0 },
    { "emissions.marginal_g_per_kwh 500; emissions.price_per_tonne 9000", 1 },
    { "emissions.marginal_g_per_kwh 500; emissions.price_per_tonne 99999999", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhParetoFront) front = find_front (rows[i].edits, 20, NULL);
      g_assert_cmpuint (front->points->len, ==, 2);
      g_assert_cmpuint (front->present, ==, rows[i].present);
    }
}

/* Prices that follow from the month's end are others in each plan: nothing is claimed then. */
static void
test_not_bounded (void)
{
  g_autoptr (GhParetoFront) plain = find_front ("emissions.marginal_g_per_kwh 500", 20, NULL);
  g_autoptr (GhParetoFront) tiers
      = find_front ("emissions.marginal_g_per_kwh 500; tariff.minimum_per_month 900", 20, NULL);
  g_autofree char *answer = gh_pareto_answer (tiers, "EUR");

  g_assert_true (plain->is_bounded);
  g_assert_false (tiers->is_bounded);
  g_assert_false (tiers->is_whole);
  g_assert_null (strstr (answer, "No plan lies"));
}

/* Asked twice, the same to the last digit, though threads end in any order. */
static void
test_same_again (void)
{
  static const char edits[] = "emissions.marginal_g_per_kwh [400,300,310,320,330,350,600,650,500,"
                              "410,380,300,250,240,260,330,480,620,700,680,560,530,470,420]; "
                              "solar.0.output_kw 0.5; solar.0.name Roof";
  g_autoptr (GhParetoFront) first = find_front (edits, 12, NULL);
  g_autoptr (GhParetoFront) second = find_front (edits, 12, NULL);

  g_assert_cmpuint (first->points->len, ==, second->points->len);
  g_assert_cmpuint (first->points->len, >, 2);
  for (guint i = 0; i < first->points->len; i++)
    {
      const GhParetoPoint *a = gh_pareto_front_get (first, i), *b = gh_pareto_front_get (second, i);
      g_assert_true (a->price_per_tonne == b->price_per_tonne
                     && a->cost_per_year == b->cost_per_year
                     && a->emissions_kg[0] == b->emissions_kg[0]);
    }
  g_assert_cmpuint (first->knee, ==, second->knee);
}

static gboolean
stop_at_once (double fraction G_GNUC_UNUSED, const char *message G_GNUC_UNUSED,
              gpointer data G_GNUC_UNUSED)
{
  return FALSE;
}

static void
test_failures (void)
{
  g_autoptr (GError) none = NULL, stopped = NULL, error = NULL;
  const GhProgress stop = { stop_at_once, NULL, 0.0, 1.0 };

  g_assert_null (find_front ("", 20, &none));
  g_assert_error (none, GH_ERROR, GH_ERROR_INVALID);
  g_autoptr (GhStudy) study = new_two_price_study ("emissions.marginal_g_per_kwh 500");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
  g_assert_null (gh_pareto_find (study, site, GH_STRATEGY_V2H, 20, &stop, &stopped));
  g_assert_error (stopped, GH_ERROR, GH_ERROR_STOPPED);
  g_autoptr (GhParetoFront) front
      = find_front ("emissions.marginal_g_per_kwh 500; connection.import_limit_kw 0.5; "
                    "vehicles.0.charger.discharge_kw 0",
                    20, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (front->points->len, ==, 0);
  g_assert_cmpint (front->reason.code, !=, GH_REASON_NONE);
}

/* A car that may only charge, at one rate, changes nothing. */
static void
test_nothing_to_cut (void)
{
  g_autoptr (GhStudy) study = new_two_price_study ("emissions.marginal_g_per_kwh 500");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
  g_autoptr (GhParetoFront) front = gh_pareto_find (study, site, GH_STRATEGY_SMART, 20, NULL, NULL);
  g_autofree char *answer = gh_pareto_answer (front, "EUR");

  g_assert_cmpuint (front->points->len, ==, 1);
  g_assert_true (g_str_has_prefix (answer, "At short-run marginal rates there is next to nothing"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pareto/by-hand", test_by_hand);
  g_test_add_func ("/pareto/present", test_present);
  g_test_add_func ("/pareto/convex", test_convex);
  g_test_add_func ("/pareto/not-convex", test_not_convex);
  g_test_add_func ("/pareto/not-bounded", test_not_bounded);
  g_test_add_func ("/pareto/same-again", test_same_again);
  g_test_add_func ("/pareto/failures", test_failures);
  g_test_add_func ("/pareto/nothing-to-cut", test_nothing_to_cut);
  return g_test_run ();
}
