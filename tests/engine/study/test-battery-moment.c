/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-moment.h"

#include <math.h>

#include "physics/circuit-run.h"
#include "physics/state-of-power.h"
#include "study/ageing-price.h"
#include "two-price-study.h"

#define QUARTER 900.0
/* Quarter hours. */
#define REST 4

/* Ten days of quarter hours with a commuter's car, whose battery is as @pack says. */
typedef struct
{
  GhStudy *study;
  GhComparison *comparison;
  GhBatteryModel *model;
  GhAgeingState age;
  const GhStore *store;
  const GhStorePlan *plan;
} Case;

static void
set_up (Case *test, const char *pack, GhStrategy strategy)
{
  g_autofree char *edits
      = g_strconcat ("period.step_minutes 15; period.steps 960; tariff.import_price 0.3; "
                     "tariff.export_price 0.32; vehicles.0.trips.0.days mon-fri; "
                     "vehicles.0.trips.0.leave 07:30; vehicles.0.trips.0.return 17:45; "
                     "vehicles.0.trips.0.distance_km 120; ",
                     pack, NULL);
  g_autoptr (GError) error = NULL;

  test->study = new_two_price_study (edits);
  test->comparison = compare_study (test->study);
  const GhSite *site = gh_comparison_get_planned (test->comparison, strategy);
  gh_battery_model_new (test->study, site, 0, &test->model, &error);
  g_assert_no_error (error);
  gh_ageing_find_start (test->model, site, &test->age);
  test->store = &site->stores[0];
  test->plan = &test->comparison->results[strategy].plan->stores[0];
}

static void
tear_down (Case *test)
{
  gh_battery_model_free (test->model);
  gh_comparison_free (test->comparison);
  gh_study_free (test->study);
}

/* The circuit run from the very beginning to the end of a step, its charge kept to the plan's. */
static GhCircuitState
run_all (const Case *test, const GhPack *pack, gsize step)
{
  g_autofree double *power_kw = g_new (double, step + 1);
  GhCircuitState state = { .soc = gh_pack_get_soc (pack, test->store->start_kwh),
                           .temperature_k = test->model->temperature_k[0] };
  GhCircuitPlan run = { .count = step + 1,
                        .step_seconds = QUARTER,
                        .inner_seconds = 60.0,
                        .power_kw = power_kw,
                        .ambient_k = test->model->ambient_k,
                        .energy_kwh = test->plan->energy_kwh,
                        .correct_every = 1 };
  GhCircuitReport report;

  for (gsize t = 0; t <= step; t++)
    power_kw[t] = (test->plan->energy_kwh[t]
                   - (t > 0 ? test->plan->energy_kwh[t - 1] : test->store->start_kwh))
                  / 0.25;
  gh_circuit_run (pack, &state, &run, &report);
  gh_circuit_report_clear (&report);
  return state;
}

/* The last day tells all that the whole past would: branches to a millivolt of a pack of 400 V,
 * temperature to a tenth of a kelvin, powers to a hundredth. */
static void
check_moment (const Case *test, const GhPack *pack, gsize step)
{
  static const double horizons[GH_BATTERY_HORIZONS] = { 10.0, 30.0, 300.0, QUARTER };
  GhCircuitState state = run_all (test, pack, step);
  GhBatteryMoment moment;

  gh_battery_moment (test->model, &test->age, test->store, test->plan, step, &moment);
  g_assert_cmpfloat_with_epsilon (moment.soc,
                                  test->plan->energy_kwh[step] / test->store->capacity_kwh, 1e-12);
  g_assert_cmpfloat_with_epsilon (moment.soh, test->model->start_soh, 1e-12);
  g_assert_cmpfloat_with_epsilon (moment.temperature_k, state.temperature_k, 0.1);
  g_assert_cmpfloat_with_epsilon (moment.v1_v, state.v1_v, 0.02 * fabs (state.v1_v) + 1e-3);
  g_assert_cmpfloat_with_epsilon (moment.v2_v, state.v2_v, 0.02 * fabs (state.v2_v) + 1e-3);
  for (guint i = 0; i < GH_BATTERY_HORIZONS; i++)
    {
      double min_kw, max_kw;
      gh_state_of_power (pack, &state, horizons[i], &min_kw, &max_kw);
      g_assert_cmpfloat (moment.powers[i].seconds, ==, horizons[i]);
      g_assert_cmpfloat_with_epsilon (moment.powers[i].charge_kw, max_kw, 0.01 * max_kw + 1e-9);
      g_assert_cmpfloat_with_epsilon (moment.powers[i].discharge_kw, -min_kw,
                                      -0.01 * min_kw + 1e-9);
      /* Longer is never more. */
      if (i > 0)
        {
          g_assert_cmpfloat (moment.powers[i].charge_kw, <=, moment.powers[i - 1].charge_kw);
          g_assert_cmpfloat (moment.powers[i].discharge_kw, <=, moment.powers[i - 1].discharge_kw);
        }
    }
}

static void
test_against_full_run (gconstpointer data)
{
  Case test;

  set_up (&test, data, GH_STRATEGY_V2G);
  g_autoptr (GhPack) pack = gh_battery_model_new_pack (
      test.model, test.model->start_soh,
      gh_ageing_state_get_resistance (test.model->cell->ageing, &test.age));
  gboolean any_moved = FALSE;
  for (gsize step = 0; step < 960; step += 37)
    {
      check_moment (&test, pack, step);
      any_moved = any_moved || fabs (test.plan->power_kw[step]) > 1.0;
    }
  check_moment (&test, pack, 959);
  g_assert_true (any_moved);
  tear_down (&test);
}

/* After an hour's rest nothing is left in the branches. Right after power flowed they are against
 * more of the same. */
static void
test_branches (void)
{
  Case test;
  GhBatteryMoment moved, rested;
  guint found = 0;

  set_up (&test, "vehicles.0.cell nmc-kokam-75ah", GH_STRATEGY_UNMANAGED);
  const double *kwh = test.plan->energy_kwh;
  for (gsize t = 1; t + REST < 960; t++)
    {
      double by = kwh[t] - kwh[t - 1];
      gboolean rests = fabs (by) > 1.0;
      for (gsize i = 1; i <= REST; i++)
        rests = rests && fabs (kwh[t + i] - kwh[t]) < 1e-9;
      if (!rests)
        continue;
      found++;
      gh_battery_moment (test.model, &test.age, test.store, test.plan, t, &moved);
      gh_battery_moment (test.model, &test.age, test.store, test.plan, t + REST, &rested);
      g_assert_cmpfloat (moved.v1_v * by, <, -0.1);
      g_assert_cmpfloat (fabs (rested.v1_v) + fabs (rested.v2_v), <, 1e-6);
      g_assert_cmpfloat_with_epsilon (moved.soc, rested.soc, 1e-9);
      if (by > 0.0)
        g_assert_cmpfloat (moved.powers[2].charge_kw, <=, rested.powers[2].charge_kw + 0.1);
    }
  g_assert_cmpuint (found, >, 0);
  tear_down (&test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/battery-moment/new", "vehicles.0.cell nmc-kokam-75ah",
                        test_against_full_run);
  g_test_add_data_func ("/battery-moment/old-and-cold",
                        "vehicles.0.cell lfp-250ah; vehicles.0.pack.soh 0.85; "
                        "vehicles.0.pack.ambient_mean_c 0",
                        test_against_full_run);
  g_test_add_func ("/battery-moment/branches", test_branches);
  return g_test_run ();
}
