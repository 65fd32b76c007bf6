/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/rolling.h"

#include <math.h>
#include <string.h>

#include "market-study.h"
#include "planning/plan-checker.h"
#include "study/household.h"
#include "study/operation.h"
#include "study/rolling-plan.h"
#include "study/simple-rule.h"
#include "study/site-builder.h"

#define SEEDS 50

/* A study, its site with equal ends and the plan with perfect foresight. */
typedef struct
{
  GhStudy *study;
  GhSite *site;
  GhPlan *perfect;
  GhStrategy strategy;
} Case;

/* Site and plan of the study. */
static void
prepare (Case *test)
{
  g_autoptr (GError) error = NULL;
  const GhPlanOptions options = { .strategy = test->strategy,
                                  .solver = GH_SOLVER_EXACT,
                                  .time_limit_seconds = INFINITY,
                                  .equal_end = TRUE };

  test->site = gh_site_build (test->study, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (gh_household_equalise_ends (test->site, NULL));
  test->perfect = gh_planner_solve (test->site, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (test->perfect->grid_kw);
}

static void
begin (Case *test, guint64 seed, GhStrategy strategy, const char *edits)
{
  test->study = new_market_study (seed, edits);
  test->strategy = strategy;
  prepare (test);
}

static void
end (Case *test)
{
  gh_plan_free (test->perfect);
  gh_site_free (test->site);
  gh_study_free (test->study);
}

/* Runs it; what was done must keep every rule of what turned out. */
static void
run (const Case *test, GhOperationMode mode, gboolean ignores_later, GhRollingResult *result)
{
  g_autoptr (GhOperation) operation = gh_operation_new_of (test->study);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) violations = NULL;
  const GhRollingTask task = { .study = test->study,
                               .operation = operation,
                               .site = test->site,
                               .strategy = test->strategy,
                               .mode = mode,
                               .perfect = test->perfect,
                               .equal_end = TRUE,
                               .ignores_later = ignores_later };

  gh_rolling_run (&task, result, NULL, &error);
  g_assert_no_error (error);
  gh_plan_check (result->site, result->plan, &violations);
  for (guint i = 0; i < MIN (violations->len, 5); i++)
    {
      g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, i));
      g_test_message ("%s", text);
    }
  g_assert_cmpuint (violations->len, ==, 0);
}

/* A price by the clock, which a contract makes known for all time. */
static void
take_clock_price (GhStudy *study)
{
  GhPeriodPrice *price = gh_record_new (&gh_period_price_table);
  GhPricePeriod *night = gh_record_new (&gh_price_period_table);

  night->price = 0.12;
  night->from = 0;
  night->to = 300;
  price->default_price = 0.35;
  price->periods = g_ptr_array_new ();
  g_ptr_array_add (price->periods, night);
  g_clear_pointer (&study->tariff->import_price->series, gh_series_spec_free);
  study->tariff->import_price->periods = price;
}

/* Who knows everything that comes and looks to the end does what perfect foresight does. */
static void
test_all_known (void)
{
  for (guint64 seed = 1; seed <= 5; seed++)
    for (GhStrategy s = GH_STRATEGY_SMART; s <= GH_STRATEGY_V2G; s++)
      {
        Case test = { .strategy = s };
        GhRollingResult result;
        test.study
            = new_market_study (seed, "operation.load_forecast 2; operation.solar_forecast 2; "
                                      "operation.horizon_hours 500");
        take_clock_price (test.study);
        prepare (&test);
        run (&test, GH_OPERATION_ROLLING, FALSE, &result);
        g_assert_cmpfloat_with_epsilon (result.plan->objective, test.perfect->objective,
                                        1e-6 * fabs (test.perfect->objective) + 1e-6);
        g_assert_cmpuint (result.plans, ==, MARKET_STEPS);
        gh_rolling_result_clear (&result);
        end (&test);
      }
}

/* On fifty studies: what is done costs never less than with perfect foresight, which is the least
 * of all plans, and the rule is better than forecasts on none by more than one percent of the cost.
 * What energy is worth later pays. */
static void
test_bracket (void)
{
  double perfect = 0.0, rolling = 0.0, rule = 0.0, blind = 0.0;

  for (guint64 seed = 1; seed <= SEEDS; seed++)
    {
      Case test;
      GhRollingResult forecasts, simple, without;
      begin (&test, seed, seed % 2 ? GH_STRATEGY_V2H : GH_STRATEGY_V2G, "");
      run (&test, GH_OPERATION_ROLLING, FALSE, &forecasts);
      run (&test, GH_OPERATION_ROLLING, TRUE, &without);
      run (&test, GH_OPERATION_RULE, FALSE, &simple);
      double scale = fabs (test.perfect->objective);
      g_assert_cmpfloat (forecasts.plan->objective, >=,
                         test.perfect->objective - 1e-6 * (1.0 + scale));
      g_assert_cmpfloat (simple.plan->objective, >=, forecasts.plan->objective - 0.01 * scale);
      g_assert_cmpfloat (forecasts.plan->unserved_kwh, <, 1e-6);
      perfect += test.perfect->objective;
      rolling += forecasts.plan->objective;
      rule += simple.plan->objective;
      blind += without.plan->objective;
      gh_rolling_result_clear (&forecasts);
      gh_rolling_result_clear (&without);
      gh_rolling_result_clear (&simple);
      end (&test);
    }
  g_test_message ("perfect %.2f, from forecasts %.2f, without a worth of later energy %.2f, by the "
                  "rule %.2f",
                  perfect, rolling, blind, rule);
  g_assert_cmpfloat (rolling, <, blind);
  /* Plans for the last day alone lose a quarter. */
  g_assert_cmpfloat (rolling - perfect, <, 0.2 * (rule - perfect));
}

/* Chargers that are not convex, limits of the connection, demand charges: what is done keeps every
 * rule, whichever way it is run. */
static void
test_rules_are_kept (void)
{
  static const char *const edits[] = {
    "vehicles.0.charger.minimum_kw 1.4; vehicles.0.charger.standby_w 10",
    "vehicles.0.charger.charge_loss_kw [0.05,0.04,0.003]; "
    "vehicles.0.charger.discharge_loss_kw [0.04,0.06,0.005]",
    "connection.import_limit_kw 9; connection.export_limit_kw 3",
    "tariff.demand_per_kw_month 8",
    "vehicles.0.discharge_soc_min 0.4; vehicles.0.soc_max 0.8",
    "operation.early_departure_probability 0.5; operation.early_departure_minutes 400; "
    "operation.plug_in_probability 0.4; vehicles.0.trips.0.soc_at_leave 0.9",
    "vehicles.0.trips.0.distance_km 180; operation.plug_in_probability 0.6",
    "operation.replan_minutes 180; operation.horizon_hours 12",
    "tariff.may_export 0",
    "emissions.marginal_g_per_kwh 500; emissions.price_per_tonne 100",
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    for (GhStrategy s = GH_STRATEGY_UNMANAGED; s <= GH_STRATEGY_V2G; s++)
      for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
        {
          Case test;
          GhRollingResult result;
          begin (&test, 7 + i, s, edits[i]);
          run (&test, mode, FALSE, &result);
          gh_rolling_result_clear (&result);
          end (&test);
        }
}

static void
test_same_numbers (void)
{
  Case test;
  GhRollingResult first, second;

  begin (&test, 11, GH_STRATEGY_V2H, "operation.plug_in_probability 0.7");
  run (&test, GH_OPERATION_ROLLING, FALSE, &first);
  run (&test, GH_OPERATION_ROLLING, FALSE, &second);
  g_assert_cmpmem (first.plan->grid_kw, MARKET_STEPS * sizeof (double), second.plan->grid_kw,
                   MARKET_STEPS * sizeof (double));
  g_assert_cmpuint (first.surprises.missed_plug_ins, ==, second.surprises.missed_plug_ins);
  g_assert_cmpuint (first.surprises.missed_plug_ins, >, 0);
  gh_rolling_result_clear (&first);
  gh_rolling_result_clear (&second);
  end (&test);
}

/* What is not told is not used: other numbers after a moment change nothing before it. The changed
 * days are none of the last ones, which the time before the period is thought to have been like. */
static void
test_no_foresight (void)
{
  Case test, other;
  GhRollingResult first, second;
  gsize moment = 3 * 24 + 13; /* from then on the prices of the next day are known */

  begin (&test, 12, GH_STRATEGY_V2H, "operation.horizon_hours 30");
  begin (&other, 12, GH_STRATEGY_V2H, "operation.horizon_hours 30");
  /* Tomorrow's prices are published at one, so that only those of later days may differ. */
  for (gsize t = moment; t < moment + 48; t++)
    {
      other.site->load_kw[t] += 1.0;
      other.site->solar_kw[t] *= 0.5;
    }
  run (&test, GH_OPERATION_ROLLING, TRUE, &first);
  run (&other, GH_OPERATION_ROLLING, TRUE, &second);
  g_assert_cmpmem (first.plan->grid_kw, moment * sizeof (double), second.plan->grid_kw,
                   moment * sizeof (double));
  g_assert_cmpint (
      memcmp (first.plan->grid_kw, second.plan->grid_kw, MARKET_STEPS * sizeof (double)), !=, 0);
  gh_rolling_result_clear (&first);
  gh_rolling_result_clear (&second);
  end (&test);
  end (&other);
}

/* The car always leaves seven hours early, at half past twelve in the night. Twelve trips on
 * working days, the first of them known to be on the way from the start. */
static void
test_early_departures (void)
{
  Case test;
  GhRollingResult result;

  begin (&test, 13, GH_STRATEGY_SMART,
         "operation.early_departure_probability 1; operation.early_departure_minutes 420; "
         "vehicles.0.trips.0.distance_km 150; vehicles.0.away_charging.price_per_kwh 0.9");
  run (&test, GH_OPERATION_ROLLING, FALSE, &result);
  const GhStore *real = &result.site->stores[0], *planned = &test.site->stores[0];
  g_assert_cmpuint (result.surprises.early_departures, ==, planned->trips->len);
  g_assert_cmpuint (result.surprises.missed_plug_ins, ==, 0);
  for (guint i = 0; i < planned->trips->len; i++)
    {
      const GhStoreTrip *trip = &g_array_index (planned->trips, GhStoreTrip, i);
      for (gsize t = trip->first - 7; t < trip->first; t++)
        g_assert_cmpint (real->plugged[t], ==, 0);
      if (i > 0)
        g_assert_cmpint (real->plugged[trip->first - 8], ==, 1);
    }
  /* What was driven and what was charged on the way is what the trips take. */
  double driven = 0.0, asked = 0.0;
  for (gsize t = 0; t < MARKET_STEPS; t++)
    {
      driven += real->drive_kwh[t];
      asked += planned->drive_kwh[t];
    }
  g_assert_cmpfloat_with_epsilon (driven + result.missing_kwh, asked, 1e-9);
  g_assert_cmpfloat_with_epsilon (real->away_kwh, result.missing_kwh, 1e-9);
  g_assert_cmpfloat (real->away_price_per_kwh, ==, 0.9);
  gh_rolling_result_clear (&result);
  end (&test);
}

/* A car that nobody ever plugs in charges until its first trip and never again: the battery lasts
 * as long as it does, the rest is charged on the way at the price of the dearest hour. */
static void
test_never_plugged_in (void)
{
  Case test;
  GhRollingResult result;
  double dearest = 0.0, asked = 0.0;

  begin (&test, 14, GH_STRATEGY_V2H, "operation.plug_in_probability 0");
  run (&test, GH_OPERATION_ROLLING, FALSE, &result);
  const GhStore *real = &result.site->stores[0];
  g_assert_cmpuint (result.surprises.missed_plug_ins, ==, real->trips->len);
  gsize first = g_array_index (real->trips, GhStoreTrip, 0).first;
  double left = result.plan->stores[0].energy_kwh[first - 1];
  for (gsize t = first; t < MARKET_STEPS; t++)
    {
      g_assert_cmpfloat (result.plan->stores[0].power_kw[t], ==, 0.0);
      asked += test.site->stores[0].drive_kwh[t];
    }
  for (gsize t = 0; t < MARKET_STEPS; t++)
    dearest = MAX (dearest, test.site->import_price[t]);
  /* 0.1 of 40 kWh must stay. */
  g_assert_cmpfloat_with_epsilon (result.missing_kwh, asked - (left - 4.0), 1e-9);
  g_assert_cmpfloat (real->away_price_per_kwh, ==, dearest);
  gh_rolling_result_clear (&result);
  end (&test);
}

/* The rule by hand: of the hours plugged in, the lowest quarter is cheap; a stored kWh counts as
 * its price with the loss of charging. */
static void
test_rule (void)
{
  static const double prices[] = { 0.5, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8 };
  g_autoptr (GhStudy) study = new_market_study (1, "");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      site->import_price[i] = prices[i];
      site->stores[0].plugged[i] = 1;
    }
  g_assert_cmpfloat_with_epsilon (gh_simple_rule_find_worth (site, 0, 0, 8), 0.2 / 0.95, 1e-12);
  site->stores[0].plugged[1] = site->stores[0].plugged[2] = 0;
  g_assert_cmpfloat_with_epsilon (gh_simple_rule_find_worth (site, 0, 0, 8), 0.4 / 0.95, 1e-12);
  g_assert_cmpfloat_with_epsilon (gh_simple_rule_find_worth (site, 0, 7, 8), 0.8 / 0.95, 1e-12);
}

/* At one price there is nothing to win by discharging, and the rule does not. */
static void
test_flat_price (void)
{
  for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
    {
      Case test;
      GhRollingResult result;
      begin (&test, 15, GH_STRATEGY_V2G, "tariff.import_price 0.3; solar.0.output_kw 0");
      run (&test, mode, FALSE, &result);
      for (gsize t = 0; t < MARKET_STEPS; t++)
        g_assert_cmpfloat (result.plan->stores[0].power_kw[t], >=, 0.0);
      g_assert_cmpfloat_with_epsilon (result.plan->objective, test.perfect->objective, 1e-6);
      gh_rolling_result_clear (&result);
      end (&test);
    }
}

static gboolean
stop (double fraction G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, gpointer data)
{
  return ++*(guint *) data < 30;
}

static void
test_stop (void)
{
  Case test;
  GhRollingResult result;
  guint asked = 0;
  const GhProgress progress = { stop, &asked, 0.0, 1.0 };
  g_autoptr (GError) error = NULL;

  begin (&test, 16, GH_STRATEGY_V2H, "");
  g_autoptr (GhOperation) operation = gh_operation_new_of (test.study);
  const GhRollingTask task = { test.study,           operation,    test.site, test.strategy,
                               GH_OPERATION_ROLLING, test.perfect, TRUE,      FALSE };
  g_assert_false (gh_rolling_run (&task, &result, &progress, &error));
  g_assert_nonnull (error);
  gh_rolling_result_clear (&result);
  end (&test);
}

/* Two cars and a wall battery: what is done keeps every rule, among them that V2H gives no more
 * than the house needs, all together. The cars differ, so that one charges while another gives. */
static void
test_several_stores (void)
{
  static const char stores[]
      = "vehicles.1.name Second; vehicles.1.battery_kwh 30; vehicles.1.charger.charge_kw 7; "
        "batteries.0.name Wall; batteries.0.battery_kwh 8; batteries.0.charger.export never";

  for (GhOperationMode mode = GH_OPERATION_ROLLING; mode <= GH_OPERATION_RULE; mode++)
    {
      Case test;
      GhRollingResult result;
      begin (&test, 3, GH_STRATEGY_V2H, stores);
      g_assert_cmpuint (test.site->store_count, ==, 3);
      run (&test, mode, FALSE, &result);
      g_assert_cmpfloat (result.plan->objective, >=,
                         test.perfect->lower_bound - 1e-3 * fabs (test.perfect->objective));
      gh_rolling_result_clear (&result);
      end (&test);
    }
}

/* A house that takes less than was expected: what one car was to give and the house does not need
 * is not there for the other to store. */
static void
test_less_load (void)
{
  Case test = { .strategy = GH_STRATEGY_V2H };
  GhRollingResult result;
  double given = 0.0, passed_on = 0.0;

  test.study = new_market_study (
      5, "vehicles.1.name Second; vehicles.1.battery_kwh 30; vehicles.1.charger.charge_kw 7; "
         "operation.load_forecast_kw 3; solar.0.output_kw 0");
  take_clock_price (test.study);
  prepare (&test);
  run (&test, GH_OPERATION_ROLLING, FALSE, &result);
  const double *first = result.plan->stores[0].power_kw, *second = result.plan->stores[1].power_kw;
  for (gsize t = 0; t < MARKET_STEPS; t++)
    {
      given += MAX (0.0, -first[t]) + MAX (0.0, -second[t]);
      if (first[t] * second[t] < 0.0)
        passed_on += MIN (fabs (first[t]), fabs (second[t]));
    }
  g_assert_cmpfloat (given, >, 100.0);
  g_assert_cmpfloat (passed_on, <, 1e-6);
  gh_rolling_result_clear (&result);
  end (&test);
}

/* On fifty studies of two cars, or of a car and a wall battery: rolling never costs less than any
 * plan must, the rule is better on none by more than one percent, and of what perfect foresight
 * saves over the rule most comes true. */
static void
test_several_bracket (void)
{
  static const char *const edits[]
      = { "vehicles.1.name Second; vehicles.1.battery_kwh 30; vehicles.1.charger.charge_kw 7",
          "batteries.0.name Wall; batteries.0.battery_kwh 8" };
  double perfect = 0.0, rolling = 0.0, rule = 0.0;

  for (guint64 seed = 1; seed <= SEEDS; seed++)
    {
      Case test;
      GhRollingResult forecasts, simple;
      begin (&test, seed, GH_STRATEGY_SMART + (GhStrategy) (seed / 2 % 3), edits[seed % 2]);
      run (&test, GH_OPERATION_ROLLING, FALSE, &forecasts);
      run (&test, GH_OPERATION_RULE, FALSE, &simple);
      double scale = fabs (test.perfect->objective);
      g_assert_cmpfloat (forecasts.plan->objective, >=,
                         test.perfect->lower_bound - 1e-6 * (1.0 + scale));
      g_assert_cmpfloat (simple.plan->objective, >=, forecasts.plan->objective - 0.01 * scale);
      g_assert_cmpfloat (forecasts.plan->unserved_kwh, <, 1e-6);
      perfect += test.perfect->objective;
      rolling += forecasts.plan->objective;
      rule += simple.plan->objective;
      gh_rolling_result_clear (&forecasts);
      gh_rolling_result_clear (&simple);
      end (&test);
    }
  g_test_message ("perfect %.2f, from forecasts %.2f, by the rule %.2f", perfect, rolling, rule);
  /* Plans for the last day alone lose more than a quarter. */
  g_assert_cmpfloat (rolling - perfect, <, 0.24 * (rule - perfect));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rolling/all-known", test_all_known);
  g_test_add_func ("/rolling/bracket", test_bracket);
  g_test_add_func ("/rolling/rules-are-kept", test_rules_are_kept);
  g_test_add_func ("/rolling/same-numbers", test_same_numbers);
  g_test_add_func ("/rolling/no-foresight", test_no_foresight);
  g_test_add_func ("/rolling/early-departures", test_early_departures);
  g_test_add_func ("/rolling/never-plugged-in", test_never_plugged_in);
  g_test_add_func ("/rolling/rule", test_rule);
  g_test_add_func ("/rolling/flat-price", test_flat_price);
  g_test_add_func ("/rolling/stop", test_stop);
  g_test_add_func ("/rolling/several-stores", test_several_stores);
  g_test_add_func ("/rolling/less-load", test_less_load);
  g_test_add_func ("/rolling/several-bracket", test_several_bracket);
  return g_test_run ();
}
