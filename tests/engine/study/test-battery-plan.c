/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/battery-plan.h"

#include <math.h>

#include "battery-study.h"
#include "planning/plan-checker.h"
#include "study/plan-summary.h"

/* Cells that bear less than the charger does and the house takes. */
#define WEAK                                                               \
  "vehicles.0.battery_kwh 8; vehicles.0.trips.0.distance_km 10; load 20; " \
  "vehicles.0.charger.charge_kw 22; vehicles.0.charger.discharge_kw 22; "  \
  "vehicles.0.trips.0.return 20:45; "                                      \
  "weather.temperature_c -10"
#define AGEING "vehicles.0.pack.wear 1; "

/* The plan keeps every rule of the site that it was made for, its sum of costs included. */
static void
assert_clean (const GhBatteryResult *result, const GhPlan *plan, GhStrategy strategy)
{
  g_autoptr (GhSite) used = gh_planner_site_of_plan (result->site, strategy, plan);
  g_autoptr (GArray) violations = NULL;

  if (gh_plan_check (used, plan, &violations))
    return;
  g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, 0));
  g_error ("%s", text);
}

static void
assert_same_plan (const GhPlan *a, const GhPlan *b)
{
  gsize size = a->count * sizeof (double);

  g_assert_cmpmem (a->stores[0].power_kw, size, b->stores[0].power_kw, size);
  g_assert_cmpmem (a->stores[0].energy_kwh, size, b->stores[0].energy_kwh, size);
  g_assert_true (a->objective == b->objective);
}

/* A battery that is stronger than the charger, and a warranty that nobody uses up, change nothing
 * at all. */
static void
test_limits_that_never_bind (void)
{
  static const char *const edits[]
      = { "", "vehicles.0.pack.soh 1",
          "vehicles.0.pack.warranty.keep 1; vehicles.0.pack.warranty.hours 90000; "
          "vehicles.0.pack.warranty.kwh 1e6; vehicles.0.pack.warranty.cycles 1e5" };
  BatteryCase plain;

  open_battery_case (&plain, "");
  for (int s = GH_STRATEGY_UNMANAGED; s <= GH_STRATEGY_V2G; s++)
    {
      GhPlanOptions options = { (GhStrategy) s, GH_SOLVER_EXACT, 60.0, FALSE };
      g_autoptr (GhPlan) expected = gh_planner_solve (plain.site, &options, NULL, NULL);
      for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
        {
          BatteryCase battery;
          GhBatteryResult result;
          open_battery_case (&battery, edits[i]);
          g_autoptr (GhPlan) plan = plan_battery (&battery, (GhStrategy) s, TRUE, &result);
          assert_same_plan (plan, expected);
          g_assert_true (fabs (result.limits_cost) < 1e-9);
          g_assert_true (result.warranty_price == 0.0);
          g_assert_cmpuint (result.check_rounds, ==, 0);
          gh_battery_result_clear (&result);
          close_battery_case (&battery);
        }
    }
  close_battery_case (&plain);
}

/* A pack too weak for the charger: heeding its limits costs money and leaves next to nothing short;
 * what does not heed them falls short, and still is a plan of its site. */
static void
test_weak (void)
{
  static const GhStrategy strategies[]
      = { GH_STRATEGY_UNMANAGED, GH_STRATEGY_SMART, GH_STRATEGY_V2G };

  for (gsize s = 0; s < G_N_ELEMENTS (strategies); s++)
    {
      double careless_kwh = 0.0;
      for (int heeding = 0; heeding < 2; heeding++)
        {
          BatteryCase battery;
          GhBatteryResult result;
          open_battery_case (&battery, heeding ? WEAK "; vehicles.0.pack.soh 1" : WEAK);
          g_autoptr (GhPlan) plan = plan_battery (&battery, strategies[s], TRUE, &result);
          assert_clean (&result, plan, strategies[s]);
          g_assert_true (result.is_checked);
          if (!heeding)
            {
              careless_kwh = result.shortfall_kwh;
              g_assert_cmpfloat (careless_kwh, >, 1.0);
              g_assert_true (result.limits_cost == 0.0 && result.check_rounds == 0);
            }
          else
            g_assert_cmpfloat (result.shortfall_kwh, <, 0.05 * careless_kwh);
          if (result.check_rounds == 0)
            g_assert_cmpfloat (result.first_shortfall_kwh, ==, result.shortfall_kwh);
          if (heeding && strategies[s] == GH_STRATEGY_V2G)
            g_assert_cmpfloat (result.limits_cost, >, 0.01);
          gh_battery_result_clear (&result);
          close_battery_case (&battery);
        }
    }
}

/* Colder nights than the mean are found by the circuit alone; the plan that is kept falls no
 * shorter than the first one did. */
static void
test_rounds (void)
{
  g_autoptr (GString) edits = g_string_new (WEAK "; vehicles.0.pack.ambient_c [");
  BatteryCase battery;
  GhBatteryResult result, first;

  for (int step = 0; step < WEEK_STEPS; step++)
    g_string_append_printf (edits, "%d,", step / 96 % 2 == 0 ? 30 : -30);
  open_battery_case (&battery, edits->str);
  g_autoptr (GhPlan) plan = plan_battery (&battery, GH_STRATEGY_V2G, TRUE, &result);
  assert_clean (&result, plan, GH_STRATEGY_V2G);
  g_assert_cmpuint (result.check_rounds, >, 0);
  g_assert_cmpuint (result.check_rounds, <=, GH_BATTERY_CHECK_ROUNDS);
  g_assert_cmpfloat (result.limits_cost, >, -1e-6);
  /* What is told of the time before is that of the first plan, which knew no colder nights. */
  g_assert_cmpfloat (result.shortfall_kwh, <, result.first_shortfall_kwh);
  battery.model->limit_power = FALSE;
  g_autoptr (GhPlan) careless = plan_battery (&battery, GH_STRATEGY_V2G, TRUE, &first);
  g_assert_cmpfloat (result.shortfall_kwh, <, first.shortfall_kwh);
  gh_battery_result_clear (&first);
  gh_battery_result_clear (&result);
  close_battery_case (&battery);
}

/* Prices that were found with the plan come out of the plan again, and the plan is no worse than
 * that which knows no wear. */
static void
test_fixed_point (void)
{
  /* Where the plan jumps between two prices there is none that it leads back to. */
  static const struct
  {
    const char *cell;
    gboolean settles;
  } cells[] = { { "lfp-250ah", TRUE },
                { "nmc-kokam-75ah", TRUE },
                { "nca-panasonic-3ah", FALSE },
                { "nmc811-lg-mj1", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      BatteryCase battery;
      GhBatteryResult result;
      GhAgeingPrice again;
      GhPlanSummary summary;
      g_autofree char *edits = g_strdup_printf (
          AGEING "vehicles.0.cell %s; weather.temperature_c 20; tariff.export_price 0.15",
          cells[i].cell);
      open_battery_case (&battery, edits);
      g_autoptr (GhPlan) plan = plan_battery (&battery, GH_STRATEGY_V2G, TRUE, &result);
      assert_clean (&result, plan, GH_STRATEGY_V2G);
      g_assert_true (result.is_priced);
      gh_ageing_price_find (battery.model, &battery.age, &result.stress, &result.site->stores[0],
                            &again);
      if (cells[i].settles)
        g_assert_cmpfloat_with_epsilon (again.wear_per_kwh, result.price.wear_per_kwh,
                                        0.01 * result.price.wear_per_kwh);
      gh_plan_summarise (result.site, plan, &summary);
      double operating = plan->objective - summary.cost_wear;
      g_assert_cmpfloat (operating * WEEKS_PER_YEAR + result.ageing_cost, <=,
                         result.unpriced_objective * WEEKS_PER_YEAR + result.unpriced_ageing_cost
                             + 0.01);
      g_assert_cmpfloat (operating, >=, result.unpriced_objective - 1e-6);
      g_assert_cmpfloat_with_epsilon (
          result.ageing_cost, result.loss * gh_battery_model_get_loss_cost (battery.model), 1e-9);
      gh_plan_summary_clear (&summary);
      gh_battery_result_clear (&result);
      close_battery_case (&battery);
    }
}

/* What is measured of a plan that can be counted by hand: 2 kWh AC out in each of 8 steps, 0.9. */
static void
test_use (void)
{
  BatteryCase battery;
  GhBatteryResult result = { 0 };
  double power[WEEK_STEPS] = { 0.0 }, energy[WEEK_STEPS];

  open_battery_case (&battery, "vehicles.0.pack.soh 0.5; vehicles.0.trips.0.distance_km 0; "
                               "vehicles.0.soc_start 1");
  GhStorePlan plan = { .power_kw = power, .energy_kwh = energy };
  for (int step = 0; step < WEEK_STEPS; step++)
    {
      power[step] = step < 8 ? -8.0 : 0.0;
      energy[step] = (step > 0 ? energy[step - 1] : 30.0) + 0.25 * power[step] / 0.9;
    }
  gh_battery_plan_measure (battery.model, &battery.age, &battery.site->stores[0], &plan, &result);
  g_assert_cmpfloat_with_epsilon (result.use.kwh, 16.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.use.hours, 2.0, 1e-9);
  /* Cycles of the new battery, as ageing counts them: half of an equivalent cycle is the way down.
   */
  g_assert_cmpfloat_with_epsilon (result.use.cycles, 16.0 / 0.9 / 60.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.stress.efc, 0.5 * result.use.cycles * WEEKS_PER_YEAR,
                                  1e-9);
  close_battery_case (&battery);
}

typedef struct
{
  const char *name;
  const char *edits;
  double kwh, hours, cycles; /* in a year */
  gboolean is_one_stretch;   /* nowhere to change over from one plan to another */
} WarrantyCase;

static const WarrantyCase warranty_cases[] = {
  { "kwh", "vehicles.0.pack.warranty.kwh 6000", 750, NAN, NAN },
  { "hours", "vehicles.0.pack.warranty.hours 4000", NAN, 500, NAN },
  { "cycles", "vehicles.0.pack.warranty.cycles 400", NAN, NAN, 50 },
  { "two", "vehicles.0.pack.warranty.hours 4000; vehicles.0.pack.warranty.kwh 4000", 500, 500,
    NAN },
  { "none-allowed", "vehicles.0.pack.warranty.kwh 0", 0, NAN, NAN },
  { "dear-export",
    "vehicles.0.pack.warranty.kwh 20000; tariff.export_price 0.05; tariff.store_export_price 1.5; "
    "tariff.import_price 0.1",
    2500, NAN, NAN, TRUE },
  { "priced", AGEING "vehicles.0.pack.warranty.kwh 4000", 500, NAN, NAN },
  { "weak", WEAK "; vehicles.0.pack.warranty.hours 1600", NAN, 200, NAN },
};

/* The share is kept and made use of, as far as whole days go into a week of it, and the price for
 * that is no part of what the plan costs. */
static void
test_warranty (gconstpointer data)
{
  const WarrantyCase *tested = data;
  BatteryCase battery;
  GhBatteryResult result, free;
  GhPlanSummary summary;
  g_autofree char *edits = g_strconcat ("vehicles.0.pack.warranty.keep 1; ", tested->edits, NULL);

  open_battery_case (&battery, edits);
  double fixed = battery.site->stores[0].wear_per_kwh;
  g_autoptr (GhPlan) plan = plan_battery (&battery, GH_STRATEGY_V2G, TRUE, &result);
  assert_clean (&result, plan, GH_STRATEGY_V2G);
  g_assert_cmpfloat (result.warranty_price, >, 0.0);
  const double used[] = { result.use.kwh, result.use.hours, result.use.cycles };
  const double allowed[] = { tested->kwh, tested->hours, tested->cycles };
  double share = 0.0;
  for (int i = 0; i < 3; i++)
    if (!isnan (allowed[i]))
      {
        g_assert_cmpfloat (used[i] * WEEKS_PER_YEAR, <=, allowed[i] * (1.0 + 1e-9));
        share = MAX (share, allowed[i] > 0.0 ? used[i] * WEEKS_PER_YEAR / allowed[i] : 1.0);
      }
  if (!tested->is_one_stretch)
    g_assert_cmpfloat (share, >, 0.7);
  gh_plan_summarise (result.site, plan, &summary);
  if (!result.is_priced)
    g_assert_cmpfloat_with_epsilon (summary.cost_wear, fixed * result.use.kwh, 1e-9);
  g_assert_cmpfloat (plan->lower_bound, <=, plan->objective);
  battery.model->warranty.keep = FALSE;
  g_autoptr (GhPlan) other = plan_battery (&battery, GH_STRATEGY_V2G, TRUE, &free);
  if (!result.is_priced)
    g_assert_cmpfloat (plan->objective, >=, other->objective - 1e-6);
  if (strstr (tested->edits, WEAK) == NULL)
    g_assert_cmpfloat_with_epsilon (result.limits_cost, 0.0, 1e-9);
  g_assert_true (result.site->stores[0].wear_per_kwh == result.price.wear_per_kwh);
  gh_plan_summary_clear (&summary);
  gh_battery_result_clear (&free);
  gh_battery_result_clear (&result);
  close_battery_case (&battery);
}

/* Where nothing is discharged no price helps, and none is asked. */
static void
test_warranty_that_driving_uses_up (void)
{
  BatteryCase battery;
  GhBatteryResult result;

  open_battery_case (&battery, "vehicles.0.pack.warranty.keep 1; "
                               "vehicles.0.pack.warranty.cycles 10");
  for (int s = GH_STRATEGY_UNMANAGED; s <= GH_STRATEGY_V2G; s++)
    {
      g_autoptr (GhPlan) plan = plan_battery (&battery, (GhStrategy) s, TRUE, &result);
      assert_clean (&result, plan, (GhStrategy) s);
      g_assert_cmpfloat (result.use.kwh, ==, 0.0);
      g_assert_true ((result.warranty_price > 0.0) == (s > GH_STRATEGY_SMART));
      gh_battery_result_clear (&result);
    }
  close_battery_case (&battery);
}

typedef struct
{
  const char *name;
  const char *edits;
  GhPlanStatus status;
} OddCase;

static const OddCase odd_cases[] = {
  { "no-discharging", AGEING "vehicles.0.charger.discharge_kw 0", GH_PLAN_OPTIMAL },
  { "battery-for-nothing", AGEING "finance.battery_cost_per_kwh 0", GH_PLAN_OPTIMAL },
  { "cold", AGEING "weather.temperature_c -40", GH_PLAN_OPTIMAL },
  { "hot", AGEING "weather.temperature_c 80; vehicles.0.cell nmc-kokam-75ah", GH_PLAN_OPTIMAL },
  { "half-gone", AGEING "vehicles.0.pack.soh 0.3", GH_PLAN_OPTIMAL },
  { "too-far", AGEING "vehicles.0.trips.0.distance_km 800; vehicles.0.cell lfp-sony-3ah",
    GH_PLAN_RELAXED },
  { "too-little-power", AGEING "connection.import_limit_kw 0.5", GH_PLAN_INFEASIBLE },
};

static gboolean
is_number (double value)
{
  return isfinite (value);
}

static void
test_odd (gconstpointer data)
{
  const OddCase *tested = data;

  for (int s = GH_STRATEGY_UNMANAGED; s <= GH_STRATEGY_V2G; s++)
    {
      BatteryCase battery;
      GhBatteryResult result;
      open_battery_case (&battery, tested->edits);
      g_autoptr (GhPlan) plan = plan_battery (&battery, (GhStrategy) s, TRUE, &result);
      if (tested->status == GH_PLAN_OPTIMAL)
        g_assert_cmpint (plan->status, <=, GH_PLAN_WITHIN_GAP);
      else
        g_assert_cmpint (plan->status, ==, tested->status);
      if (plan->status != GH_PLAN_INFEASIBLE)
        {
          assert_clean (&result, plan, (GhStrategy) s);
          g_assert_true (
              is_number (plan->objective) && is_number (result.loss)
              && is_number (result.ageing_cost) && is_number (result.shortfall_kwh)
              && is_number (result.limits_cost) && is_number (result.report.voltage_min_v)
              && is_number (result.unpriced_objective) && is_number (result.unpriced_ageing_cost)
              && is_number (result.price.wear_per_kwh));
          g_assert_cmpfloat (result.loss, >=, 0.0);
        }
      gh_battery_result_clear (&result);
      close_battery_case (&battery);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/battery-plan/limits-that-never-bind", test_limits_that_never_bind);
  g_test_add_func ("/battery-plan/weak", test_weak);
  g_test_add_func ("/battery-plan/rounds", test_rounds);
  g_test_add_func ("/battery-plan/fixed-point", test_fixed_point);
  g_test_add_func ("/battery-plan/use", test_use);
  for (gsize i = 0; i < G_N_ELEMENTS (warranty_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/battery-plan/warranty/", warranty_cases[i].name, NULL);
      g_test_add_data_func (path, &warranty_cases[i], test_warranty);
    }
  g_test_add_func ("/battery-plan/warranty/driving", test_warranty_that_driving_uses_up);
  for (gsize i = 0; i < G_N_ELEMENTS (odd_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/battery-plan/odd/", odd_cases[i].name, NULL);
      g_test_add_data_func (path, &odd_cases[i], test_odd);
    }
  return g_test_run ();
}
