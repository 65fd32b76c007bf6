/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far fleets with losses reach, and profiles shared out to them, against programs with whole
 * numbers: a charger either charges or discharges. */
#include "fleet/disaggregation.h"
#include "fleet/lossy-battery.h"
#include "fleet/lossy-commitment.h"
#include "fleet/lossy-holdable.h"
#include "errors.h"
#include "planning/linear-program.h"
#include "planning/plan-checker.h"
#include "planning/planner.h"

#include <math.h>

#include "random-site.h"

#define STEPS 8
#define STORES 3

static GhSite *
draw_site (guint32 seed)
{
  GhSite *site = gh_random_site_plain (STEPS, 3600);

  for (guint i = 1; i < STORES; i++)
    gh_random_site_add_store (site, seed * STORES + i, GH_RANDOM_TRIPS);
  return site;
}

/* Adds a store's powers: its AC power in step t is column first + 3 t, less the next one. */
static guint
add_store (GhLinearProgram *program, const GhSite *site, const GhStore *store)
{
  guint first = gh_linear_program_get_columns (program);
  double charge = store->charge.ac_kw[1], discharge = store->discharge.ac_kw[1];
  double in = store->charge.battery_kw[1] / charge;
  double out = store->discharge.battery_kw[1] / discharge, driven = 0.0;
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (guint t = 0; t < STEPS; t++)
    {
      guint there = store->plugged[t], last = t + 1 == STEPS;
      gh_linear_program_add_column (program, 0.0, there * charge, 0.0, GH_LINEAR_CONTINUOUS);
      gh_linear_program_add_column (program, 0.0, there * discharge, 0.0, GH_LINEAR_CONTINUOUS);
      gh_linear_program_add_column (program, 0.0, 1.0, 0.0, GH_LINEAR_BINARY);
      guint row = gh_linear_program_add_row (program, -INFINITY, 0.0);
      gh_linear_program_set_coefficient (program, row, first + 3 * t, 1.0);
      gh_linear_program_set_coefficient (program, row, first + 3 * t + 2, -charge);
      row = gh_linear_program_add_row (program, -INFINITY, discharge);
      gh_linear_program_set_coefficient (program, row, first + 3 * t + 1, 1.0);
      gh_linear_program_set_coefficient (program, row, first + 3 * t + 2, discharge);
      driven += store->drive_kwh[t];
      double least = last ? MAX (store->lower_kwh[t], store->end_kwh) : store->lower_kwh[t];
      row = gh_linear_program_add_row (program, least - store->start_kwh + driven,
                                       store->upper_kwh[t] - store->start_kwh + driven);
      for (guint s = 0; s <= t; s++)
        {
          gh_linear_program_set_coefficient (program, row, first + 3 * s, in * hours);
          gh_linear_program_set_coefficient (program, row, first + 3 * s + 1, -out * hours);
        }
    }
  return first;
}

static double
solve (GhLinearProgram *program)
{
  g_auto (GhLinearSolution) solution = { 0 };
  g_autoptr (GError) error = NULL;

  gh_linear_program_solve (program, GH_LINEAR_DUAL_SIMPLEX, INFINITY, NULL, &solution, &error);
  g_assert_no_error (error);
  return solution.objective;
}

static double
solve_support (const GhSite *site, const double *worth)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (guint i = 0; i < site->store_count; i++)
    {
      guint first = add_store (program, site, &site->stores[i]);
      for (guint t = 0; t < STEPS; t++)
        {
          gh_linear_program_set_cost (program, first + 3 * t, -worth[t] * hours);
          gh_linear_program_set_cost (program, first + 3 * t + 1, worth[t] * hours);
        }
    }
  return -solve (program);
}

/* Every store keeps to its charger, its battery and its trips. */
static void
check_schedule (const GhSite *site, const GhFleetSchedule *schedule)
{
  g_autoptr (GhPlan) plan = gh_plan_new (site);
  g_autoptr (GArray) violations = NULL;

  for (guint s = 0; s < schedule->stores; s++)
    for (gsize t = 0; t < schedule->steps; t++)
      {
        plan->stores[s].power_kw[t] = schedule->power_kw[s * schedule->steps + t];
        plan->stores[s].energy_kwh[t] = schedule->energy_kwh[s * schedule->steps + t];
      }
  gh_planner_dispatch (site, plan);
  plan->status = GH_PLAN_WITHIN_GAP;
  plan->lower_bound = plan->objective;
  if (!gh_plan_check (site, plan, &violations))
    {
      g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, 0));
      g_test_message ("%s", text);
      g_test_fail ();
    }
}

static gboolean
are_served (const GhFleetSchedule *schedule)
{
  for (guint s = 0; s < schedule->stores; s++)
    if (!schedule->served[s])
      return FALSE;
  return TRUE;
}

static void
test_support (void)
{
  guint found = 0;

  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GhSite) site = draw_site (seed);
      g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      double worth[STEPS];
      /* Paid for taking in some steps: there it pays to lose energy. */
      for (gsize t = 0; t < STEPS; t++)
        worth[t] = g_rand_double_range (rand, -1.0, seed % 2 == 0 ? 0.0 : 1.0);
      g_autoptr (GhFleetSupport) support = gh_lossy_fleet_find_support (fleet, worth, NULL, &error);
      g_assert_no_error (error);
      if (!are_served (support->schedule))
        continue;
      g_assert_cmpfloat_with_epsilon (support->worth, support->bound, 1e-6);
      g_assert_cmpfloat_with_epsilon (support->worth, solve_support (site, worth), 1e-6);
      check_schedule (site, support->schedule);
      double sum = 0.0;
      for (gsize t = 0; t < STEPS; t++)
        sum += worth[t] * support->schedule->total_kw[t];
      g_assert_cmpfloat_with_epsilon (sum, support->worth, 1e-6);
      found++;
    }
  g_assert_cmpuint (found, >, 20);
}

/* What the whole numbers' program can do in each step, and up to it. */
static void
test_envelope (void)
{
  guint found = 0;

  for (guint32 seed = 0; seed < 2; seed++)
    {
      g_autoptr (GhSite) site = draw_site (seed);
      g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
      g_autoptr (GError) error = NULL;
      double one[STEPS] = { 0 }, begun[STEPS] = { 0 };
      g_autoptr (GhFleetSupport) any = gh_lossy_fleet_find_support (fleet, one, NULL, &error);
      if (seed % 2 == 0)
        gh_lossy_fleet_find_tubes (fleet);
      g_autoptr (GhFlexibilityEnvelope) envelope
          = gh_lossy_fleet_find_envelope (fleet, NULL, NULL, &error);
      g_assert_no_error (error);
      for (gsize t = 0; t < STEPS && are_served (any->schedule); t++, found++)
        {
          one[t] = begun[t] = 1.0;
          g_assert_cmpfloat_with_epsilon (envelope->most_kw[t], solve_support (site, one), 1e-6);
          if (t < STEPS / 2)
            g_assert_cmpfloat_with_epsilon (envelope->upper_kwh[t], solve_support (site, begun),
                                            1e-6);
          one[t] = -1.0;
          g_assert_cmpfloat_with_epsilon (envelope->least_kw[t], -solve_support (site, one), 1e-6);
          one[t] = 0.0;
          g_assert_cmpfloat (envelope->lower_kwh[t], <=, envelope->upper_kwh[t] + 1e-9);
        }
    }
  g_assert_cmpuint (found, >, STEPS);
}

/* A car that needs more than it can get is told and left out; the others count. */
static void
test_impossible (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (STEPS, 3600);
  double worth[STEPS] = { 1.0 };

  gh_random_site_add_store (site, 1, GH_RANDOM_NONE);
  gh_random_site_set_efficiency (&site->stores[1], 1.0, 0.9, 0.9);
  site->stores[1].lower_kwh[0] = site->stores[1].start_kwh + 1.0;
  site->stores[1].upper_kwh[0] = site->stores[1].start_kwh + 2.0;
  g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
  g_autoptr (GhFleetSupport) support = gh_lossy_fleet_find_support (fleet, worth, NULL, NULL);
  g_assert_true (support->schedule->served[0]);
  g_assert_false (support->schedule->served[1]);
  g_assert_cmpfloat_with_epsilon (support->worth, 3.0, 1e-9);
  g_autoptr (GhLossyCommitment) committed
      = gh_lossy_commitment_new (fleet, support->schedule->total_kw, NULL, NULL);
  g_assert_false (committed->schedule->served[1]);
  g_assert_cmpfloat (committed->deviation_kwh, <=, 1e-3);
}

static double
solve_distance (const GhSite *site, const double *profile)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (guint t = 0; t < STEPS; t++)
    {
      guint row = gh_linear_program_add_row (program, profile[t], profile[t]);
      for (int sign = -1; sign <= 1; sign += 2)
        gh_linear_program_set_coefficient (
            program, row,
            gh_linear_program_add_column (program, 0.0, INFINITY, hours, GH_LINEAR_CONTINUOUS),
            sign);
    }
  for (guint i = 0; i < site->store_count; i++)
    {
      guint first = add_store (program, site, &site->stores[i]);
      for (guint t = 0; t < STEPS; t++)
        {
          gh_linear_program_set_coefficient (program, t, first + 3 * t, 1.0);
          gh_linear_program_set_coefficient (program, t, first + 3 * t + 1, -1.0);
        }
    }
  return solve (program);
}

/* The least distance lies between the bound and what the schedule has, which is near both. */
static void
test_commitment (void)
{
  double least = 0.0, found = 0.0, bounds = 0.0;

  for (guint32 seed = 0; seed < 16; seed++)
    {
      g_autoptr (GhSite) site = draw_site (seed);
      g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      double profile[STEPS];
      for (gsize t = 0; t < STEPS; t++)
        profile[t] = g_rand_double_range (rand, -8.0, 12.0);
      g_autoptr (GhLossyCommitment) committed
          = gh_lossy_commitment_new (fleet, profile, NULL, &error);
      g_assert_no_error (error);
      if (!are_served (committed->schedule))
        continue;
      double distance = solve_distance (site, profile);
      check_schedule (site, committed->schedule);
      g_assert_cmpfloat (committed->bound_kwh, <=, distance + 1e-6);
      g_assert_cmpfloat (committed->deviation_kwh, >=, distance - 1e-6);
      double sum = 0.0;
      for (gsize t = 0; t < STEPS; t++)
        sum += fabs (committed->schedule->total_kw[t] - profile[t]);
      g_assert_cmpfloat_with_epsilon (sum, committed->deviation_kwh, 1e-9);
      least += distance;
      found += committed->deviation_kwh;
      bounds += committed->bound_kwh;
      g_test_message ("%u: %g <= %g <= %g, %u rounds", seed, committed->bound_kwh, distance,
                      committed->deviation_kwh, committed->rounds);
    }
  g_test_message ("%g <= %g <= %g", bounds, least, found);
  g_assert_cmpfloat (found, <=, 1.1 * least);
  g_assert_cmpfloat (bounds, >=, 0.9 * least);
}

/* Without losses the flow says the same. */
static void
test_lossless (void)
{
  for (guint32 seed = 0; seed < 10; seed++)
    {
      g_autoptr (GhSite) site = draw_site (seed);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GhFlexibilitySet) set = gh_flexibility_set_new (STEPS, 1.0);
      double profile[STEPS];
      GhFlexibleFault fault;
      for (guint i = 0; i < STORES; i++)
        {
          GhStore *store = &site->stores[i];
          double power = store->charge.ac_kw[1], lower[STEPS], upper[STEPS], least[STEPS];
          double most[STEPS], driven = -store->start_kwh;
          gh_random_site_set_efficiency (store, power, 1.0, 1.0);
          for (gsize t = 0; t < STEPS; t++)
            {
              driven += store->drive_kwh[t];
              lower[t] = driven + store->lower_kwh[t];
              upper[t] = driven + store->upper_kwh[t];
              most[t] = store->plugged[t] * power;
              least[t] = -most[t];
            }
          lower[STEPS - 1] = driven + MAX (store->lower_kwh[STEPS - 1], store->end_kwh);
          GhFlexibleDevice device = { least, most, lower, upper, NULL };
          gh_flexibility_set_add (set, &device, &fault);
        }
      for (gsize t = 0; t < STEPS; t++)
        profile[t] = g_rand_double_range (rand, -8.0, 12.0);
      g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
      g_autoptr (GhLossyCommitment) committed
          = gh_lossy_commitment_new (fleet, profile, NULL, NULL);
      g_autoptr (GhDisaggregation) shared = gh_disaggregation_new (set, profile, FALSE, NULL, NULL);
      double distance = shared->over_kwh + shared->under_kwh;
      if (!are_served (committed->schedule))
        continue;
      g_assert_cmpfloat_with_epsilon (committed->bound_kwh, distance, 1e-3);
      g_assert_cmpfloat_with_epsilon (committed->deviation_kwh, distance, 1e-3);
    }
}

/* A profile that is nobody's own. */
static void
check_many (guint count, guint families)
{
  g_autoptr (GhSite) site = gh_random_site_plain (STEPS, 3600);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  double worth[STEPS], profile[STEPS];

  for (guint i = 1; i < count; i++)
    gh_random_site_add_store (site, i, families);
  for (gsize t = 0; t < STEPS; t++)
    worth[t] = g_rand_double_range (rand, -1.0, 0.0);
  g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
  g_autoptr (GhFleetSupport) support = gh_lossy_fleet_find_support (fleet, worth, NULL, &error);
  g_assert_no_error (error);
  for (gsize t = 0; t < STEPS; t++)
    profile[t] = 0.5 * support->schedule->total_kw[t] + count * (t == 0 ? 15.0 : 1.0);
  g_autoptr (GhLossyCommitment) committed = gh_lossy_commitment_new (fleet, profile, NULL, &error);
  g_assert_no_error (error);
  check_schedule (site, committed->schedule);
  g_assert_cmpfloat (committed->bound_kwh, >, 1.0);
  g_assert_cmpfloat (committed->deviation_kwh, >=, committed->bound_kwh - 1e-9);
  g_assert_cmpfloat (committed->deviation_kwh, <=, 1.01 * committed->bound_kwh);
  /* The proof: what the profile is worth beyond the farthest that the fleet can be. */
  g_autoptr (GhFleetSupport) proof
      = gh_lossy_fleet_find_support (fleet, committed->worth, NULL, &error);
  double asked = 0.0;
  for (gsize t = 0; t < STEPS; t++)
    asked += committed->worth[t] * profile[t];
  g_assert_cmpfloat_with_epsilon (asked - proof->bound, committed->bound_kwh,
                                  1e-9 * committed->bound_kwh + 1e-6);
}

/* More stores than groups. */
static void
test_many (void)
{
  check_many (60, GH_RANDOM_TRIPS | GH_RANDOM_LOSSES);
}

/* So many that worths are found for a sample first, whose bound is none of theirs. */
static void
test_sampled (void)
{
  check_many (1000, GH_RANDOM_NONE);
}

/* The greatest deviation from a plan, by a program over the steps from one on. */
static double
solve_held (const GhSite *site, const GhFleetSchedule *plan, gsize step, gsize duration,
            double sign)
{
  g_autoptr (GhLinearProgram) program = gh_linear_program_new ();
  guint deviation
      = gh_linear_program_add_column (program, 0.0, INFINITY, -1.0, GH_LINEAR_CONTINUOUS);

  for (gsize j = 0; j < duration; j++)
    {
      double planned = plan->total_kw[step + j];
      guint row = gh_linear_program_add_row (program, planned, planned);
      gh_linear_program_set_coefficient (program, row, deviation, -sign);
    }
  for (guint i = 0; i < site->store_count; i++)
    {
      guint first = add_store (program, site, &site->stores[i]);
      for (guint t = 0; t < STEPS; t++)
        {
          double power = plan->power_kw[i * STEPS + t];
          if (t < step)
            {
              gh_linear_program_set_column_bounds (program, first + 3 * t, MAX (power, 0.0),
                                                   MAX (power, 0.0));
              gh_linear_program_set_column_bounds (program, first + 3 * t + 1, MAX (-power, 0.0),
                                                   MAX (-power, 0.0));
            }
          else if (t < step + duration)
            {
              gh_linear_program_set_coefficient (program, t - (guint) step, first + 3 * t, 1.0);
              gh_linear_program_set_coefficient (program, t - (guint) step, first + 3 * t + 1,
                                                 -1.0);
            }
        }
    }
  return -solve (program);
}

/* What is promised can be held, what cannot is never promised. */
static void
test_held (void)
{
  double least = 0.0, promised = 0.0;

  for (guint32 seed = 0; seed < 12; seed++)
    {
      g_autoptr (GhSite) site = draw_site (seed);
      g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      double worth[STEPS], sign = seed % 2 == 0 ? 1.0 : -1.0;
      gsize step = seed % 3, duration = 1 + seed % 4;
      for (gsize t = 0; t < STEPS; t++)
        worth[t] = g_rand_double_range (rand, -1.0, -0.2);
      g_autoptr (GhFleetSupport) support = gh_lossy_fleet_find_support (fleet, worth, NULL, &error);
      if (!are_served (support->schedule))
        continue;
      if (seed % 4 < 2)
        gh_lossy_fleet_find_tubes (fleet);
      g_autoptr (GhLossyHeld) held
          = gh_lossy_held_find (fleet, support->schedule, step, duration, sign > 0.0, NULL, &error);
      g_assert_no_error (error);
      double most = solve_held (site, support->schedule, step, duration, sign);
      g_test_message ("%u: %g <= %g <= %g", seed, held->held_kw, most, held->bound_kw);
      g_assert_cmpfloat (held->held_kw, <=, most + 1e-6);
      g_assert_cmpfloat (held->bound_kw, >=, most - 1e-3);
      for (gsize j = 0; j < duration; j++)
        g_assert_cmpfloat (
            sign * (held->schedule->total_kw[j] - support->schedule->total_kw[step + j]), >=,
            held->held_kw - 1e-9);
      least += most;
      promised += held->held_kw;
    }
  g_assert_cmpfloat (promised, >=, 0.9 * least);
}

/* Two cars of 10 kWh that hold 5 and have to hold them when they leave, 3 kW and 90 % each way: one
 * is there for the first half of the time, one for the second. By plan they rest. */
static void
test_battery (void)
{
  g_autoptr (GhSite) site = gh_random_site_plain (STEPS, 3600);
  g_autoptr (GError) error = NULL;
  double worth[STEPS];

  gh_random_site_add_store (site, 1, GH_RANDOM_NONE);
  for (guint s = 0; s < 2; s++)
    {
      GhStore *store = &site->stores[s];
      gh_random_site_set_efficiency (store, 3.0, 0.9, 0.9);
      store->capacity_kwh = 10.0;
      store->start_kwh = store->end_kwh = 5.0;
      for (gsize t = 0; t < STEPS; t++)
        {
          gboolean there = (t < STEPS / 2) == (s == 0);
          store->plugged[t] = there;
          store->lower_kwh[t] = there ? 0.0 : 5.0;
          store->upper_kwh[t] = there ? 10.0 : 5.0;
        }
      store->lower_kwh[STEPS / 2 - 1] = store->upper_kwh[STEPS / 2 - 1] = 5.0;
    }
  for (gsize t = 0; t < STEPS; t++)
    worth[t] = -1.0;
  g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
  g_autoptr (GhFleetSupport) idle = gh_lossy_fleet_find_support (fleet, worth, NULL, &error);
  g_assert_cmpfloat_with_epsilon (idle->worth, 0.0, 1e-9);
  g_autoptr (GhLossyBattery) battery = gh_lossy_battery_new (fleet, idle->schedule);
  g_autoptr (GhLossyPromise) promise
      = gh_lossy_battery_promise (battery, STEPS / 2 - 2, 2, TRUE, NULL, &error);
  g_assert_no_error (error);
  /* For the last two steps of the first car's stay, at whose end both hold 5 kWh exactly. */
  g_assert_cmpfloat_with_epsilon (promise->held->held_kw, 0.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (promise->promised->held_kw, 0.0, 1e-6);
  /* A battery to which the second car's whole capacity counts. */
  site->stores[1].upper_kwh[STEPS / 2 - 1] = site->stores[1].capacity_kwh;
  g_clear_pointer (&promise, gh_lossy_promise_free);
  g_clear_pointer (&battery, gh_lossy_battery_free);
  g_clear_pointer (&fleet, gh_lossy_fleet_free);
  fleet = gh_lossy_fleet_new (site);
  gh_lossy_fleet_find_tubes (fleet);
  battery = gh_lossy_battery_new (fleet, idle->schedule);
  promise = gh_lossy_battery_promise (battery, STEPS / 2 - 2, 2, TRUE, NULL, &error);
  g_assert_no_error (error);
  /* Room of the car that is not there: 5 kWh, which 5 / 0.9 kWh of AC fill in two hours. The first
   * car takes its 2.78 kWh in the first hour, of which 2.5 are stored, and has to be back at 5 kWh
   * after the second: 2.25 kWh come out where 2.78 should go in. To rest would break 5.56 kWh. */
  g_assert_cmpfloat_with_epsilon (promise->promised->held_kw, 2.5 / 0.9, 1e-3);
  g_assert_cmpfloat_with_epsilon (promise->held->held_kw, 0.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (promise->broken->deviation_kwh, 2.5 / 0.9 + 2.25, 1e-3);
  g_assert_cmpfloat (promise->broken->bound_kwh, <=, promise->broken->deviation_kwh + 1e-9);
  g_assert_cmpfloat (promise->broken->bound_kwh, >, 4.5);
  /* And one to which its 5 kWh count as well, though it is not there to give them: 4.5 kWh of AC in
   * two hours, for which the first car would leave empty. */
  site->stores[1].lower_kwh[STEPS / 2 - 1] = 0.0;
  g_clear_pointer (&promise, gh_lossy_promise_free);
  g_clear_pointer (&battery, gh_lossy_battery_free);
  g_clear_pointer (&fleet, gh_lossy_fleet_free);
  fleet = gh_lossy_fleet_new (site);
  gh_lossy_fleet_find_tubes (fleet);
  battery = gh_lossy_battery_new (fleet, idle->schedule);
  promise = gh_lossy_battery_promise (battery, STEPS / 2 - 2, 2, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (promise->promised->held_kw, 2.25, 1e-3);
  g_assert_cmpfloat_with_epsilon (promise->held->held_kw, 0.0, 1e-6);
  g_autofree double *missing = gh_lossy_battery_find_missing (
      battery, STEPS / 2 - 2, 2, promise->promised->held_kw, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (missing[0], 5.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (missing[1], 0.0, 1e-9);
}

/* Stops when asked for the n-th time. */
static gboolean
stop_later (double fraction, const char *message, gpointer data)
{
  guint *left = data;

  return (*left)-- > 0;
}

static void
test_stop (void)
{
  g_autoptr (GhSite) site = draw_site (0);
  g_autoptr (GhLossyFleet) fleet = gh_lossy_fleet_new (site);
  double profile[STEPS] = { 3.0, -4.0, 2.0 };

  for (guint asked = 0; asked < 12; asked += 3)
    {
      guint left = asked;
      GhProgress progress = { stop_later, &left, 0.0, 1.0 };
      g_autoptr (GError) error = NULL;
      g_assert_null (gh_lossy_commitment_new (fleet, profile, &progress, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lossy-fleet/support", test_support);
  g_test_add_func ("/lossy-fleet/envelope", test_envelope);
  g_test_add_func ("/lossy-fleet/impossible", test_impossible);
  g_test_add_func ("/lossy-fleet/commitment", test_commitment);
  g_test_add_func ("/lossy-fleet/lossless", test_lossless);
  g_test_add_func ("/lossy-fleet/many", test_many);
  g_test_add_func ("/lossy-fleet/sampled", test_sampled);
  g_test_add_func ("/lossy-fleet/held", test_held);
  g_test_add_func ("/lossy-fleet/battery", test_battery);
  g_test_add_func ("/lossy-fleet/stop", test_stop);
  return g_test_run ();
}
