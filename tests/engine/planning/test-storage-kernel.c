/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernel against a dynamic programme over whole kWh: where all breakpoints are whole numbers an
 * optimum lies on them, convex or not. */
#include "planning/storage-relaxation.h"
#include "planning/storage-search.h"

#include "errors.h"

#include <math.h>
#include <string.h>

#define STEPS 24
/* So many that the values of several steps lie between two that are kept. */
#define LONG_STEPS 2400
#define CAPACITY 12
#define PARTS 4

typedef struct
{
  gsize steps;
  guint first[LONG_STEPS + 1];
  GhPiece stages[LONG_STEPS * PARTS];
  double lower[LONG_STEPS], upper[LONG_STEPS], drive[LONG_STEPS];
  double start, end, reserve;
  guint holding_count;
  double holding_kwh[2], holding_slope[2];
  guint charge_limit_count, discharge_limit_count;
  GhEnergyLimit charge_limits[2], discharge_limits[2];
} Case;

static double
random_price (GRand *rand, gboolean negative)
{
  return g_rand_int_range (rand, negative ? -10 : 1, 40) / 100.0;
}

/* Convex: buying dearer than selling; otherwise anything goes: gaps, jumps, inverted prices. */
static void
draw_stage (GRand *rand, gboolean convex, gboolean plugged, Case *drawn, guint *count)
{
  GhPiece *pieces = drawn->stages;
  double sell = random_price (rand, !convex), more = g_rand_int_range (rand, 0, 20) / 100.0;
  double least = convex ? 0 : g_rand_int_range (rand, 0, 3);
  double most = least + g_rand_int_range (rand, 1, 4);
  double idle = convex ? 0.0 : g_rand_int_range (rand, 0, 3) / 100.0;

  if (plugged && g_rand_boolean (rand))
    pieces[(*count)++] = (GhPiece){ -most, -least, -most * sell, sell };
  if (convex)
    idle = 0.0;
  /* Some steps allow nothing, which a long case would hardly survive. */
  if (least > 0 || convex || *count == 0 || drawn->steps > STEPS)
    pieces[(*count)++] = (GhPiece){ 0, 0, idle, 0 };
  if (!plugged)
    return;
  double buy = convex ? sell + more : random_price (rand, TRUE);
  pieces[(*count)++] = (GhPiece){ least, most, least * buy, buy };
  pieces[*count]
      = (GhPiece){ most, most + 2, most * buy, convex ? buy + more : random_price (rand, TRUE) };
  (*count)++;
}

/* Charging that tapers off near full and discharging that does near empty, with slopes that keep
 * breakpoints whole. */
static void
draw_limits (GRand *rand, Case *drawn)
{
  for (guint i = 0; i < 2; i++)
    {
      gboolean tapers = g_rand_boolean (rand);
      drawn->charge_limits[i]
          = (GhEnergyLimit){ g_rand_int_range (rand, tapers ? 9 : 2, 15), tapers };
      tapers = g_rand_boolean (rand);
      drawn->discharge_limits[i]
          = (GhEnergyLimit){ g_rand_int_range (rand, tapers ? -4 : 1, 5), tapers };
    }
  drawn->charge_limit_count = (guint) g_rand_int_range (rand, 0, 3);
  drawn->discharge_limit_count = (guint) g_rand_int_range (rand, 0, 3);
}

static void
draw_case (guint32 seed, gboolean convex, gsize steps, Case *drawn)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint count = 0;

  drawn->steps = steps > STEPS ? steps : (gsize) g_rand_int_range (rand, 2, (gint32) steps + 1);
  for (gsize t = 0; t < drawn->steps; t++)
    {
      gboolean plugged = g_rand_int_range (rand, 0, 4) > 0;
      drawn->first[t] = count;
      draw_stage (rand, convex, plugged, drawn, &count);
      drawn->lower[t] = g_rand_int_range (rand, 0, 3);
      drawn->upper[t] = CAPACITY - g_rand_int_range (rand, 0, 3);
      drawn->drive[t] = plugged ? 0 : g_rand_int_range (rand, 0, 2);
    }
  drawn->first[drawn->steps] = count;
  drawn->start = g_rand_int_range (rand, 3, 9);
  drawn->end = g_rand_int_range (rand, 3, 7);
  drawn->reserve = convex ? -INFINITY : g_rand_int_range (rand, 0, 5);
  /* To be nearly empty or nearly full costs something, as ageing does. */
  drawn->holding_count = (guint) g_rand_int_range (rand, 0, 3);
  drawn->holding_kwh[0] = g_rand_int_range (rand, 0, 4);
  drawn->holding_kwh[1] = g_rand_int_range (rand, 5, 9);
  drawn->holding_slope[0] = g_rand_int_range (rand, -3, 3) / 100.0;
  drawn->holding_slope[1] = drawn->holding_slope[0] + g_rand_int_range (rand, 1, 5) / 100.0;
  drawn->charge_limit_count = drawn->discharge_limit_count = 0;
  if (g_rand_boolean (rand))
    draw_limits (rand, drawn);
}

static double
holding_cost_at (const Case *drawn, double energy)
{
  double cost = 0.0;

  for (guint i = 0; i < drawn->holding_count; i++)
    {
      double before = i > 0 ? drawn->holding_slope[i - 1] : 0.0;
      cost += (drawn->holding_slope[i] - before) * MAX (0.0, energy - drawn->holding_kwh[i]);
    }
  return cost;
}

static double
stage_cost_at (const Case *drawn, gsize t, double added)
{
  double least = INFINITY;

  for (guint i = drawn->first[t]; i < drawn->first[t + 1]; i++)
    {
      const GhPiece *piece = &drawn->stages[i];
      if (added >= piece->from && added <= piece->to)
        least = MIN (least, piece->value + piece->slope * (added - piece->from));
    }
  return least;
}

/* Whether limits that depend on energy allow to add so much to it. */
static gboolean
is_allowed (const Case *drawn, double energy, double added, double slack)
{
  for (guint i = 0; i < drawn->charge_limit_count; i++)
    if (added > drawn->charge_limits[i].kwh - drawn->charge_limits[i].per_kwh * energy + slack)
      return FALSE;
  for (guint i = 0; i < drawn->discharge_limit_count; i++)
    if (-added
        > drawn->discharge_limits[i].kwh + drawn->discharge_limits[i].per_kwh * energy + slack)
      return FALSE;
  return TRUE;
}

static double
solve_on_grid (const Case *drawn)
{
  double value[CAPACITY + 1], before[CAPACITY + 1];

  for (int e = 0; e <= CAPACITY; e++)
    value[e] = e >= drawn->end && e <= drawn->upper[drawn->steps - 1] ? 0.0 : INFINITY;
  for (gsize t = drawn->steps; t-- > 0;)
    {
      for (int e = 0; e <= CAPACITY; e++)
        {
          before[e] = INFINITY;
          for (int to = 0; to <= CAPACITY; to++)
            {
              double added = to - e + drawn->drive[t];
              if (to < drawn->lower[t] || to > drawn->upper[t]
                  || (added < 0 && e + added < drawn->reserve)
                  || !is_allowed (drawn, e, added, 0.0))
                continue;
              before[e] = MIN (before[e], stage_cost_at (drawn, t, added)
                                              + holding_cost_at (drawn, to) + value[to]);
            }
        }
      memcpy (value, before, sizeof value);
    }
  return value[(int) drawn->start];
}

static GhStorageProblem
describe (const Case *drawn)
{
  return (GhStorageProblem){ .steps = drawn->steps,
                             .stage_first = drawn->first,
                             .stages = drawn->stages,
                             .lower_kwh = drawn->lower,
                             .upper_kwh = drawn->upper,
                             .drive_kwh = drawn->drive,
                             .start_kwh = drawn->start,
                             .end_lower_kwh = drawn->end,
                             .end_upper_kwh = drawn->upper[drawn->steps - 1],
                             .reserve_kwh = drawn->reserve,
                             .holding_count = drawn->holding_count,
                             .holding_kwh = drawn->holding_kwh,
                             .holding_slope = drawn->holding_slope,
                             .charge_limit_count = drawn->charge_limit_count,
                             .discharge_limit_count = drawn->discharge_limit_count,
                             .charge_limits = drawn->charge_limits,
                             .discharge_limits = drawn->discharge_limits,
                             .tolerance = 1e-9 };
}

static void
check_path (const Case *drawn, const GhStorageSolution *solution)
{
  double energy = drawn->start, cost = 0.0;

  for (gsize t = 0; t < drawn->steps; t++)
    {
      double added = solution->stored_kwh[t];
      if (added < -1e-9)
        g_assert_cmpfloat (energy + added, >=, drawn->reserve - 1e-6);
      g_assert_true (is_allowed (drawn, energy, added, 1e-7));
      energy += added - drawn->drive[t];
      cost += stage_cost_at (drawn, t, fabs (added) < 1e-9 ? 0.0 : added);
      cost += holding_cost_at (drawn, energy);
      g_assert_cmpfloat_with_epsilon (energy, solution->energy_kwh[t], 1e-7);
      g_assert_cmpfloat (energy, >=, drawn->lower[t] - 1e-7);
      g_assert_cmpfloat (energy, <=, drawn->upper[t] + 1e-7);
    }
  g_assert_cmpfloat (energy, >=, drawn->end - 1e-7);
  g_assert_cmpfloat_with_epsilon (cost, solution->objective, 1e-7);
}

/* Whether there is a plan; both the kernel's and that of the search, which looks where the
 * relaxation leaves something, have to be as good as the grid's. */
static gboolean
check_against_grid (guint32 seed, const Case *drawn, gboolean searched, double tolerance)
{
  GhStorageSolution solution;
  GhStorageProblem problem = describe (drawn);
  double expected = solve_on_grid (drawn);

  if (searched)
    g_assert_true (gh_storage_search (&problem, 0.0, &solution, NULL, NULL));
  else
    g_assert_true (gh_storage_kernel_solve (&problem, &solution, NULL, NULL));
  gboolean feasible = solution.feasible;
  if (feasible != isfinite (expected)
      || (feasible && fabs (solution.objective - expected) > tolerance))
    g_error ("seed %u: %s %d %.9f (bound %.9f), grid %.9f", seed, searched ? "search" : "kernel",
             feasible, solution.objective, solution.lower_bound, expected);
  if (feasible)
    {
      check_path (drawn, &solution);
      g_assert_cmpfloat (solution.lower_bound, <=, expected + 1e-9);
      g_assert_cmpfloat (solution.lower_bound, >=, expected - 10.0 * tolerance);
    }
  gh_storage_solution_clear (&solution);
  return feasible;
}

static void
test_against_grid (gconstpointer data)
{
  g_autofree Case *drawn = g_new0 (Case, 1);
  guint feasible = 0;

  for (guint32 seed = 1; seed <= 3000; seed++)
    {
      draw_case (seed, GPOINTER_TO_INT (data), STEPS, drawn);
      feasible += check_against_grid (seed, drawn, FALSE, 1e-7);
      check_against_grid (seed, drawn, TRUE, 1e-7);
    }
  g_assert_cmpuint (feasible, >, 500);
}

static void
test_long_against_grid (gconstpointer data)
{
  g_autofree Case *drawn = g_new0 (Case, 1);
  guint feasible = 0;

  for (guint32 seed = 1; seed <= 5; seed++)
    {
      draw_case (seed, GPOINTER_TO_INT (data), LONG_STEPS, drawn);
      feasible += check_against_grid (seed, drawn, FALSE, 1e-5);
      check_against_grid (seed, drawn, TRUE, 1e-5 * MAX (10.0, fabs (solve_on_grid (drawn))));
    }
  g_assert_cmpuint (feasible, >, 3);
}

/* The optimum of 24 hours with sell = buy and no load, found by an LP and a MILP of others. */
static void
test_oracle_sell_equals_buy (void)
{
  static const double price[24] = { .10, .09, .08, .08, .09, .12, .20, .28, .24, .18, .14, .12,
                                    .10, .10, .12, .18, .28, .38, .40, .34, .26, .20, .15, .12 };
  static const struct
  {
    gboolean negative_noon;
    double objective;
  } cases[] = { { FALSE, -3.119333333 }, { TRUE, -4.979333333 } };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      GhPiece stages[48];
      guint first[25];
      double zero[24] = { 0 }, full[24];
      for (guint t = 0; t < 24; t++)
        {
          double p = cases[c].negative_noon && t >= 12 && t <= 14 ? -0.10 : price[t];
          first[t] = 2 * t;
          stages[2 * t] = (GhPiece){ -3 / 0.9, 0, -3 * p, 0.9 * p };
          stages[2 * t + 1] = (GhPiece){ 0, 2.7, 0, p / 0.9 };
          full[t] = 10;
        }
      first[24] = 48;
      GhStorageProblem problem = { .steps = 24,
                                   .stage_first = first,
                                   .stages = stages,
                                   .lower_kwh = zero,
                                   .upper_kwh = full,
                                   .drive_kwh = zero,
                                   .start_kwh = 5,
                                   .end_lower_kwh = 5,
                                   .end_upper_kwh = 10,
                                   .reserve_kwh = -INFINITY,
                                   .tolerance = 1e-9 };
      GhStorageSolution solution;
      g_assert_true (gh_storage_kernel_solve (&problem, &solution, NULL, NULL));
      g_assert_cmpfloat_with_epsilon (solution.objective, cases[c].objective, 1e-8);
      gh_storage_solution_clear (&solution);
    }
}

/* The value of a stored kWh is what the objective gains from one more. */
static void
test_marginal_value (void)
{
  g_autofree Case *drawn = g_new0 (Case, 1), *rest = g_new (Case, 1);
  guint compared = 0;

  for (guint32 seed = 1; seed <= 200; seed++)
    {
      GhStorageSolution solution, richer;
      draw_case (seed, TRUE, STEPS, drawn);
      if (drawn->steps < 4)
        continue;
      GhStorageProblem problem = describe (drawn);
      g_assert_true (gh_storage_kernel_solve (&problem, &solution, NULL, NULL));
      if (solution.feasible)
        {
          /* The rest of the horizon after step 1, begun with a little more. */
          *rest = *drawn;
          rest->start = solution.energy_kwh[1];
          GhStorageProblem tail = describe (rest);
          tail.steps -= 2;
          tail.stage_first += 2;
          tail.lower_kwh += 2;
          tail.upper_kwh += 2;
          tail.drive_kwh += 2;
          g_assert_true (gh_storage_kernel_solve (&tail, &richer, NULL, NULL));
          double base = richer.objective;
          gh_storage_solution_clear (&richer);
          tail.start_kwh += 1e-4;
          g_assert_true (gh_storage_kernel_solve (&tail, &richer, NULL, NULL));
          if (richer.feasible)
            {
              g_assert_cmpfloat_with_epsilon ((base - richer.objective) / 1e-4,
                                              solution.value_per_kwh[1], 1e-5);
              compared++;
            }
          gh_storage_solution_clear (&richer);
        }
      gh_storage_solution_clear (&solution);
    }
  g_assert_cmpuint (compared, >, 50);
}

/* A reserve is nothing to what only charges: not even more pieces of the value. */
static void
test_reserve_without_discharging (void)
{
  GhPiece stages[STEPS];
  guint first[STEPS + 1];
  double zero[STEPS] = { 0 }, drive[STEPS], full[STEPS];

  for (guint t = 0; t < STEPS; t++)
    {
      double price = 0.2 + 0.013 * (t * 7 % 11);
      first[t] = t;
      stages[t] = (GhPiece){ 0, 2.3, 0, price };
      full[t] = 10;
      drive[t] = t % 6 == 5 ? 2.1 : 0.0;
    }
  first[STEPS] = STEPS;
  GhStorageProblem problem = { .steps = STEPS,
                               .stage_first = first,
                               .stages = stages,
                               .lower_kwh = zero,
                               .upper_kwh = full,
                               .drive_kwh = drive,
                               .start_kwh = 5,
                               .end_lower_kwh = 5,
                               .end_upper_kwh = 10,
                               .reserve_kwh = -INFINITY,
                               .tolerance = 1e-9 };
  GhStorageSolution free, bound;
  g_assert_true (gh_storage_kernel_solve (&problem, &free, NULL, NULL));
  problem.reserve_kwh = 3.7;
  g_assert_true (gh_storage_kernel_solve (&problem, &bound, NULL, NULL));
  g_assert_cmpfloat (bound.objective, ==, free.objective);
  g_assert_cmpfloat (bound.pieces_mean, ==, free.pieces_mean);
  gh_storage_solution_clear (&free);
  gh_storage_solution_clear (&bound);
}

/* The relaxation's bound holds, and no plan that costs as little as the best is lost where the
 * problem is narrowed to that. */
static void
test_relaxation (void)
{
  g_autofree Case *drawn = g_new0 (Case, 1);
  guint narrower = 0;

  for (guint32 seed = 1; seed <= 1000; seed++)
    {
      GhStorageSolution relaxed, solution;
      draw_case (seed, FALSE, STEPS, drawn);
      GhStorageProblem problem = describe (drawn);
      double expected = solve_on_grid (drawn);
      g_autoptr (GhStorageRelaxation) relaxation
          = gh_storage_relaxation_new (&problem, &relaxed, NULL, NULL);
      if (relaxed.feasible)
        {
          g_assert_cmpfloat (relaxed.lower_bound, <=, expected + 1e-9);
          g_assert_cmpfloat (relaxed.objective, >=, expected - 1e-9);
          GhStorageProblem narrowed
              = *gh_storage_relaxation_narrow (relaxation, expected + 1e-6, NULL, NULL);
          narrowed.bound_first = NULL;
          g_assert_true (gh_storage_kernel_solve (&narrowed, &solution, NULL, NULL));
          g_assert_true (solution.feasible);
          g_assert_cmpfloat_with_epsilon (solution.objective, expected, 1e-7);
          for (gsize t = 0; t < drawn->steps; t++)
            narrower += narrowed.upper_kwh[t] - narrowed.lower_kwh[t]
                        < 0.5 * (drawn->upper[t] - drawn->lower[t]);
          gh_storage_solution_clear (&solution);
        }
      gh_storage_solution_clear (&relaxed);
    }
  g_assert_cmpuint (narrower, >, 1000);
}

static gboolean
stop_later (double fraction, const char *message, gpointer data)
{
  guint *left = data;

  if (*left == 0)
    return FALSE;
  (*left)--;
  return TRUE;
}

/* Long enough for every place that asks: stopped there, it says so once and does no more. */
static void
test_stops (void)
{
  const gsize steps = 150 * 150;
  g_autofree double *zero = g_new0 (double, steps), *ten = g_new (double, steps);
  g_autofree guint *first = g_new (guint, steps + 1);
  g_autofree GhPiece *stages = g_new (GhPiece, steps);
  GhStorageProblem problem = { .steps = steps,
                               .stage_first = first,
                               .stages = stages,
                               .lower_kwh = zero,
                               .upper_kwh = ten,
                               .drive_kwh = zero,
                               .end_upper_kwh = 10.0,
                               .reserve_kwh = -INFINITY };
  guint stopped = 0;

  for (gsize t = 0; t < steps; t++)
    {
      ten[t] = 10.0;
      first[t] = (guint) t;
      stages[t] = (GhPiece){ -1.0, 1.0, -0.3, 0.3 };
    }
  first[steps] = (guint) steps;
  for (gboolean done = FALSE; !done; stopped++)
    {
      guint left = stopped;
      GhProgress progress = { stop_later, &left, 0.0, 1.0 };
      GhStorageSolution solution;
      g_autoptr (GError) error = NULL;
      done = gh_storage_search (&problem, 0.0, &solution, &progress, &error);
      if (!done)
        g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
      gh_storage_solution_clear (&solution);
    }
  g_assert_cmpuint (stopped, >, 2 * steps / 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/storage-kernel/convex-equals-grid", GINT_TO_POINTER (TRUE),
                        test_against_grid);
  g_test_add_data_func ("/storage-kernel/not-convex-equals-grid", GINT_TO_POINTER (FALSE),
                        test_against_grid);
  g_test_add_data_func ("/storage-kernel/long-convex-equals-grid", GINT_TO_POINTER (TRUE),
                        test_long_against_grid);
  g_test_add_data_func ("/storage-kernel/long-not-convex-equals-grid", GINT_TO_POINTER (FALSE),
                        test_long_against_grid);
  g_test_add_func ("/storage-kernel/oracle-sell-equals-buy", test_oracle_sell_equals_buy);
  g_test_add_func ("/storage-kernel/marginal-value", test_marginal_value);
  g_test_add_func ("/storage-kernel/reserve-without-discharging", test_reserve_without_discharging);
  g_test_add_func ("/storage-kernel/relaxation", test_relaxation);
  g_test_add_func ("/storage-kernel/stops", test_stops);
  return g_test_run ();
}
