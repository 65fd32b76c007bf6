/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cost of cycles by their depth, as a linear program would plan with it (Xu, Zhao, Zheng,
 * Litvinov and Kirschen, "Factoring the cycle aging cost of batteries"): the store is cut into
 * segments of depth, each with its price of discharging, deeper ones dearer. The program fills and
 * empties the cheapest segments first, and what it pays is what rainflow counting finds. */
#include "physics/rainflow.h"
#include "planning/linear-program.h"
#include "random.h"

#include <math.h>

#define SEGMENTS 10
#define MOST_STEPS 16
#define EFFICIENCY 0.95

/* Share of a battery's life that a cycle of that depth takes. */
static double
wear_of_depth (double dod)
{
  return 5.24e-4 * pow (dod, 2.03);
}

/* Price of a kWh discharged out of segment @j of @count, for a battery of @price and @kwh. */
static double
segment_price (double price, double kwh, int count, int j)
{
  return price / (EFFICIENCY * kwh) * count
         * (wear_of_depth ((j + 1.0) / count) - wear_of_depth ((double) j / count));
}

static void
test_prices (void)
{
  static const double quarters[] = { 0.039683, 0.122385, 0.207048, 0.292778 };

  g_assert_cmpfloat_with_epsilon (segment_price (300000.0, 1000.0, 1, 0), 0.165474, 5e-7);
  for (int j = 0; j < 4; j++)
    g_assert_cmpfloat_with_epsilon (segment_price (300000.0, 1000.0, 4, j), quarters[j], 5e-7);
}

/* Wear by the straight lines that the segments make of it. */
static double
wear_by_lines (double dod)
{
  double wear = 0.0;

  for (int j = 0; j < SEGMENTS; j++)
    wear += (wear_of_depth ((j + 1.0) / SEGMENTS) - wear_of_depth ((double) j / SEGMENTS))
            * CLAMP (dod * SEGMENTS - j, 0.0, 1.0);
  return wear;
}

/* Every cycle is paid once, when it discharges: full ones, and the halves that go down. */
static double
rainflow_wear (const double *soc, gsize count)
{
  g_autoptr (GArray) cycles = gh_rainflow_count (soc, count);
  double wear = 0.0;

  for (guint i = 0; i < cycles->len; i++)
    {
      const GhCycle *cycle = &g_array_index (cycles, GhCycle, i);

      if (cycle->count > 0.75 || soc[cycle->last] < soc[cycle->first])
        wear += wear_by_lines (cycle->range);
    }
  return wear;
}

/* One step of the program, for a battery of 1 kWh that costs 1: every segment has its energy after
 * the step (columns from @energy on), and all together charge or discharge what the series does.
 * Returns the columns of energy after the step. */
static guint
add_step (GhLinearProgram *program, guint energy, double change)
{
  double power = change > 0.0 ? change / EFFICIENCY : -change * EFFICIENCY;
  double into = change > 0.0 ? EFFICIENCY : -1.0 / EFFICIENCY;
  guint total = gh_linear_program_add_row (program, power, power);
  guint next = gh_linear_program_get_columns (program);

  for (int j = 0; j < SEGMENTS; j++)
    gh_linear_program_add_column (program, 0.0, 1.0 / SEGMENTS, 0.0, GH_LINEAR_CONTINUOUS);
  for (int j = 0; j < SEGMENTS; j++)
    {
      double price = change > 0.0 ? 0.0 : segment_price (1.0, 1.0, SEGMENTS, j);
      guint column
          = gh_linear_program_add_column (program, 0.0, INFINITY, price, GH_LINEAR_CONTINUOUS);
      guint balance = gh_linear_program_add_row (program, 0.0, 0.0);

      gh_linear_program_set_coefficient (program, total, column, 1.0);
      gh_linear_program_set_coefficient (program, balance, next + j, 1.0);
      gh_linear_program_set_coefficient (program, balance, energy + j, -1.0);
      gh_linear_program_set_coefficient (program, balance, column, -into);
    }
  return next;
}

static double
program_wear (const double *soc, gsize count)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  g_auto (GhLinearSolution) solution = { .values = NULL };
  g_autoptr (GError) error = NULL;
  double full = 1.0 / SEGMENTS;
  guint energy = 0;

  for (int j = 0; j < SEGMENTS; j++)
    gh_linear_program_add_column (program, full, full, 0.0, GH_LINEAR_CONTINUOUS);
  for (gsize i = 1; i < count; i++)
    energy = add_step (program, energy, soc[i] - soc[i - 1]);
  gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &solution, &error);
  g_assert_no_error (error);
  g_assert_cmpint (solution.status, ==, GH_LINEAR_OPTIMAL);
  return solution.objective;
}

static void
test_example (void)
{
  static const double soc[] = { 1, 0.6, 0.8, 0.3, 0.5, 0.4, 0.9, 0.2, 1 };

  g_assert_cmpfloat_with_epsilon (rainflow_wear (soc, G_N_ELEMENTS (soc)), 5.437559498956e-4,
                                  1e-15);
  g_assert_cmpfloat_with_epsilon (program_wear (soc, G_N_ELEMENTS (soc)), 5.437559498956e-4, 1e-12);
}

static void
test_random (void)
{
  GhRandom random;

  gh_random_init (&random, 18);
  for (int run = 0; run < 200; run++)
    {
      double soc[MOST_STEPS + 1] = { 1.0 };
      gsize count = 3 + (gsize) (gh_random_uniform (&random) * (MOST_STEPS - 2));

      for (gsize i = 1; i < count; i++)
        soc[i] = gh_random_uniform (&random);
      double wear = rainflow_wear (soc, count);
      g_assert_cmpfloat (wear, >, 0.0);
      g_assert_cmpfloat_with_epsilon (program_wear (soc, count) / wear, 1.0, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cycle-depth/prices", test_prices);
  g_test_add_func ("/cycle-depth/example", test_example);
  g_test_add_func ("/cycle-depth/random", test_random);
  return g_test_run ();
}
