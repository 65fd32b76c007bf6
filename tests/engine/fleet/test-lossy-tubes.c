/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From which energies stores can go on, against linear programs that ask for the least and the
 * greatest, and what is cut out of a fleet by them, by hand. */
#include "fleet/lossy-fleet-private.h"
#include "planning/linear-program.h"

#include <math.h>

#include "random-site.h"

#define STEPS 8
#define SEEDS 20

/* Writes what a store can do from a step to the end; column 0 is its energy before that step,
 * which nothing but the rest limits before the first one. */
static GhLinearProgram *
write_rest (const GhStore *store, guint from, double cost)
{
  GhLinearProgram *program = gh_linear_program_new ();
  double in = store->charge.battery_kw[1] / store->charge.ac_kw[1];
  double out = store->discharge.battery_kw[1] / store->discharge.ac_kw[1], driven = 0.0;
  double lower = from > 0 ? store->lower_kwh[from - 1] : -INFINITY;
  double upper = from > 0 ? store->upper_kwh[from - 1] : INFINITY;

  gh_linear_program_add_column (program, lower, upper, cost, GH_LINEAR_CONTINUOUS);
  for (guint t = from; t < STEPS; t++)
    {
      guint there = store->plugged[t], taken = 1 + 2 * (t - from);
      double least
          = t + 1 == STEPS ? MAX (store->lower_kwh[t], store->end_kwh) : store->lower_kwh[t];
      gh_linear_program_add_column (program, 0.0, there * store->charge.ac_kw[1], 0.0,
                                    GH_LINEAR_CONTINUOUS);
      gh_linear_program_add_column (program, 0.0, there * store->discharge.ac_kw[1], 0.0,
                                    GH_LINEAR_CONTINUOUS);
      driven += store->drive_kwh[t];
      guint row = gh_linear_program_add_row (program, least + driven, store->upper_kwh[t] + driven);
      gh_linear_program_set_coefficient (program, row, 0, 1.0);
      for (guint column = 1; column <= taken; column += 2)
        {
          gh_linear_program_set_coefficient (program, row, column, in);
          gh_linear_program_set_coefficient (program, row, column + 1, -out);
        }
    }
  return program;
}

static GhLinearStatus
find_energy (const GhStore *store, guint from, double cost, double *energy_kwh)
{
  g_autoptr (GhLinearProgram) program = write_rest (store, from, cost);
  g_auto (GhLinearSolution) solution = { .values = NULL };
  g_autoptr (GError) error = NULL;

  gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, 0.0, NULL, &solution, &error);
  g_assert_no_error (error);
  if (solution.status == GH_LINEAR_OPTIMAL)
    *energy_kwh = solution.values[0];
  return solution.status;
}

/* Stores that drive and are away: the ends of the tube are those of the programs, step by step. */
static void
test_ends (void)
{
  guint checked = 0;

  for (guint32 seed = 0; seed < SEEDS; seed++)
    {
      g_autoptr (GhSite) site = gh_random_site_plain (STEPS, 3600);
      gh_random_site_add_store (site, seed, GH_RANDOM_TRIPS);
      g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
      gh_lossy_fleet_find_tubes (fleet);
      for (guint s = 0; s < site->store_count; s++)
        for (guint t = 0; t < STEPS && fleet->has_tube[s]; t++)
          {
            double least = NAN, most = NAN;
            g_assert_cmpint (find_energy (&fleet->site->stores[s], t, 1.0, &least), ==,
                             GH_LINEAR_OPTIMAL);
            find_energy (&fleet->site->stores[s], t, -1.0, &most);
            g_assert_cmpfloat_with_epsilon (fleet->least_kwh[s * (STEPS + 1) + t], least, 1e-7);
            g_assert_cmpfloat_with_epsilon (fleet->most_kwh[s * (STEPS + 1) + t], most, 1e-7);
            checked++;
          }
    }
  g_assert_cmpuint (checked, >=, SEEDS * STEPS);
}

/* Two stores of 10 kWh, 3 kW and 90 %, 5 kWh at both ends. One hour before the end 2.3 kWh are
 * needed, two hours before it nothing is. */
static GhLossyFleet *
new_pair (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (STEPS, 3600);

  gh_random_site_add_store (site, 1, GH_RANDOM_NONE);
  for (guint s = 0; s < 2; s++)
    {
      GhStore *store = &site->stores[s];
      gh_random_site_set_efficiency (store, 3.0, 0.9, 0.9);
      store->capacity_kwh = 10.0;
      store->start_kwh = store->end_kwh = 5.0;
      store->reserve_kwh = store->least_kwh = store->standby_kw = 0.0;
      for (gsize t = 0; t < STEPS; t++)
        {
          store->plugged[t] = 1;
          store->lower_kwh[t] = store->drive_kwh[t] = 0.0;
          store->upper_kwh[t] = 10.0;
        }
    }
  return gh_lossy_fleet_new (site);
}

static void
test_by_hand (void)
{
  g_autoptr (GhLossyFleet) fleet = new_pair ();

  gh_lossy_fleet_find_tubes (fleet);
  for (guint s = 0; s < 2; s++)
    {
      const double *least = fleet->least_kwh + s * (STEPS + 1);
      g_assert_true (fleet->has_tube[s]);
      g_assert_cmpfloat_with_epsilon (least[STEPS], 5.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (least[STEPS - 1], 5.0 - 2.7, 1e-9);
      g_assert_cmpfloat_with_epsilon (least[STEPS - 2], 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (fleet->most_kwh[s * (STEPS + 1) + STEPS], 10.0, 1e-9);
    }
}

/* Without tubes the part goes to the end of the time; with them it is as long as asked for, and
 * ends where the rest can go on. Who is left out neither holds nor needs anything. */
static void
test_cut (void)
{
  g_autoptr (GhLossyFleet) fleet = new_pair ();
  const guint8 served[] = { 1, 0 };
  double energy[2 * STEPS];

  for (guint i = 0; i < G_N_ELEMENTS (energy); i++)
    energy[i] = 4.0 + 0.25 * i;
  g_autoptr (GhLossyFleet) whole = gh_lossy_fleet_cut (fleet, served, energy, 5, 2);
  g_assert_cmpuint (whole->steps, ==, 3);
  gh_lossy_fleet_find_tubes (fleet);
  g_autoptr (GhLossyFleet) part = gh_lossy_fleet_cut (fleet, served, energy, 5, 2);
  const GhStore *stores = part->site->stores;
  g_assert_cmpuint (part->steps, ==, 2);
  g_assert_cmpint (gh_time_axis_get_time (part->site->axis, 0), ==,
                   gh_time_axis_get_time (fleet->site->axis, 5));
  g_assert_cmpfloat (stores[0].start_kwh, ==, energy[4]);
  g_assert_cmpfloat_with_epsilon (stores[0].end_kwh, 2.3, 1e-9);
  g_assert_cmpfloat (stores[1].start_kwh, ==, 0.0);
  g_assert_cmpfloat (stores[1].end_kwh, ==, 0.0);
  g_assert_false (stores[1].plugged[0]);
}

/* What is missing at a softened end is told; nobody misses what it does not need. */
static void
test_missing (void)
{
  g_autoptr (GhLossyFleet) fleet = new_pair ();
  const guint8 served[] = { 1, 1 };
  double energy[2 * STEPS] = { 0.0 };

  gh_lossy_fleet_find_tubes (fleet);
  g_autoptr (GhLossyFleet) part = gh_lossy_fleet_cut (fleet, served, energy, 5, 2);
  g_autoptr (GhFleetSchedule) schedule = gh_fleet_schedule_new (part);
  schedule->energy_kwh[1] = 1.8;
  schedule->energy_kwh[3] = 9.0;
  g_assert_cmpfloat (gh_lossy_fleet_get_missing (part, schedule, 0), ==, 0.0);
  gh_lossy_fleet_soften_ends (part, served, 7.0);
  g_assert_cmpfloat (part->site->stores[0].end_kwh, ==, part->site->stores[0].least_kwh);
  g_assert_cmpfloat (part->site->stores[0].end_value.per_kwh[0], ==, 7.0);
  g_assert_cmpfloat_with_epsilon (gh_lossy_fleet_get_missing (part, schedule, 0), 0.5, 1e-9);
  g_assert_cmpfloat (gh_lossy_fleet_get_missing (part, schedule, 1), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lossy-tubes/ends", test_ends);
  g_test_add_func ("/lossy-tubes/by-hand", test_by_hand);
  g_test_add_func ("/lossy-tubes/cut", test_cut);
  g_test_add_func ("/lossy-tubes/missing", test_missing);
  return g_test_run ();
}
