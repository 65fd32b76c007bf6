/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sensitivity.h"

#include <math.h>

#include "battery-study.h"
#include "parallel.h"
#include "study/household-money.h"
#include "study/sensitivity-words.h"
#include "two-price-study.h"

#define DAYS GH_DAYS_PER_YEAR

static const char edits[] = "vehicles.0.wear_per_kwh 0.03; finance.discount_rate 0.05; "
                            "finance.capex.smart 200; finance.capex.v2h 1000; "
                            "finance.capex.v2g 1500; finance.maintenance_per_year 12; "
                            "finance.salvage 100";

static GhSensitivityBase *
new_base (const GhStudy *study, GhStrategy strategy, double capture_ratio)
{
  GhSensitivityQuestion question = { strategy, GH_STRATEGY_SMART, GH_BATTERY_HEED, capture_ratio };
  g_autoptr (GError) error = NULL;
  GhSensitivityBase *base = gh_sensitivity_base_new (study, &question, NULL, &error);

  g_assert_no_error (error);
  return base;
}

static GhSensitivityInput *
find_input (const GhSensitivityBase *base, const char *key)
{
  g_autoptr (GError) error = NULL;
  GhSensitivityInput *input
      = gh_sensitivity_input_new (base->study, base->site, base->question.strategy, key, &error);

  g_assert_no_error (error);
  return input;
}

static GhSweep *
run (const GhSensitivityBase *base, const char *key, const double *values, guint count,
     const char *down_key, const double *rows, guint row_count)
{
  g_autoptr (GhSensitivityInput) input = find_input (base, key);
  g_autoptr (GhSensitivityInput) down = down_key != NULL ? find_input (base, down_key) : NULL;
  g_autoptr (GError) error = NULL;
  GhSweep *sweep = gh_sweep_run (base, input, values, count, down, rows, row_count, NULL, &error);

  g_assert_no_error (error);
  return sweep;
}

static double
npv_at (const GhSweep *sweep, guint column)
{
  return gh_sweep_get (sweep, 0, column)->values[GH_MEASURE_NPV];
}

static double
annuity (double rate, int years)
{
  return (1.0 - pow (1.0 + rate, -years)) / rate;
}

/* What V2H saves a year, worked out by hand as in the test of the household. */
static double
saving_by_hand (void)
{
  return DEAR_HOURS * (DEAR - OTHER / ROUND_TRIP) * DAYS;
}

/* A charger that costs so much more is worth so much less; other rates and lives by their formula.
 */
static void
test_money (void)
{
  static const double prices[] = { 0.0, 1000.0, 1234.5, 9000.0 }, rates[] = { 0.01, 0.12 },
                      lives[] = { 1, 7, 20 };
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2H, 1.0);
  g_autoptr (GhSweep) by_price = run (base, "charger-price", prices, 4, NULL, NULL, 0);
  g_autoptr (GhSweep) by_rate = run (base, "discount-rate", rates, 2, NULL, NULL, 0);
  g_autoptr (GhSweep) by_life = run (base, "lifetime", lives, 3, NULL, NULL, 0);
  double yearly = saving_by_hand () - 0.03 * DEAR_HOURS * DAYS - 12.0;
  double npv = -800.0 + yearly * annuity (0.05, 10) + 100.0 / pow (1.05, 10.0);

  g_assert_cmpfloat_with_epsilon (base->point.values[GH_MEASURE_NPV], npv, 1e-6);
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    g_assert_cmpfloat_with_epsilon (npv_at (by_price, i), npv + 1000.0 - prices[i], 1e-6);
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    g_assert_cmpfloat_with_epsilon (
        npv_at (by_rate, i),
        -800.0 + yearly * annuity (rates[i], 10) + 100.0 / pow (1.0 + rates[i], 10.0), 1e-6);
  for (guint i = 0; i < G_N_ELEMENTS (lives); i++)
    g_assert_cmpfloat_with_epsilon (
        npv_at (by_life, i),
        -800.0 + yearly * annuity (0.05, (int) lives[i]) + 100.0 / pow (1.05, lives[i]), 1e-6);
}

/* Of what the plans bring a share; what is bought costs the same. */
static void
test_capture_ratio (void)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2H, 0.8);
  double yearly = 0.8 * (saving_by_hand () - 0.03 * DEAR_HOURS * DAYS) - 12.0;
  g_autofree char *basis = gh_sensitivity_format_basis (base);

  g_assert_cmpfloat_with_epsilon (base->point.values[GH_MEASURE_NPV],
                                  -800.0 + yearly * annuity (0.05, 10) + 100.0 / pow (1.05, 10.0),
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (base->point.values[GH_MEASURE_SAVING], 0.8 * saving_by_hand (),
                                  1e-6);
  g_assert_nonnull (strstr (basis, "80 %"));
  g_autoptr (GhSensitivityBase) whole = new_base (study, GH_STRATEGY_V2H, 1.0);
  g_autofree char *foresight = gh_sensitivity_format_basis (whole);
  g_assert_nonnull (strstr (foresight, "perfect foresight"));
}

/* What is measured outside of a share multiplies nothing, and is told. */
static void
test_no_share (void)
{
  static const struct
  {
    double ratio, counted;
    const char *told;
  } cases[] = { { 3.1, 1.0, "forecasts cost “Smart” more than “V2H (house)”" },
                { -0.5, 0.0, "“V2H (house)” saves nothing over “Smart”" } };
  g_autoptr (GhStudy) study = new_two_price_study (edits);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2H, cases[i].ratio);
      g_autofree char *basis = gh_sensitivity_format_basis (base);
      g_assert_cmpfloat_with_epsilon (base->point.values[GH_MEASURE_SAVING],
                                      cases[i].counted * saving_by_hand (), 1e-6);
      g_assert_nonnull (strstr (basis, cases[i].told));
    }
}

/* A point is what a comparison of the changed study says. */
static void
test_points_are_comparisons (void)
{
  static const struct
  {
    const char *key;
    double value;
    const char *edit;
  } cases[] = { { "$.vehicles[0].wear_per_kwh", 0.2, "vehicles.0.wear_per_kwh 0.2" },
                { "discharge-power", 0.4, "vehicles.0.charger.discharge_kw 0.4" },
                { "load", 2.0, "load 2" },
                { "battery-size", 3.0, "vehicles.0.battery_kwh 3" },
                { "$.finance.solar_degradation", 0.03, "finance.solar_degradation 0.03" },
                { "solar-size", 2.0, "solar.0.output_kw 1" } };
  static const char panels[] = "; solar.0.output_kw 0.5; solar.0.name Roof; "
                               "finance.solar_degradation 0.01; emissions.marginal_g_per_kwh 400";
  g_autofree char *all = g_strconcat (edits, panels, NULL);
  g_autoptr (GhStudy) study = new_two_price_study (all);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2G, 1.0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *changed_edits = g_strconcat (all, "; ", cases[i].edit, NULL);
      g_autoptr (GhStudy) changed = new_two_price_study (changed_edits);
      g_autoptr (GhComparison) comparison = compare_study (changed);
      g_autoptr (GhSweep) sweep = run (base, cases[i].key, &cases[i].value, 1, NULL, NULL, 0);
      const GhStrategyResult *v2g = &comparison->results[GH_STRATEGY_V2G];
      const GhSensitivityPoint *point = gh_sweep_get (sweep, 0, 0);
      g_assert_cmpfloat (point->values[GH_MEASURE_NPV], ==, v2g->against_smart->npv);
      g_assert_cmpfloat (point->values[GH_MEASURE_SAVING], ==, v2g->saving_per_year);
      g_assert_cmpmem (&point->values[GH_MEASURE_PAYBACK], sizeof (double),
                       &v2g->against_smart->payback_years, sizeof (double));
      g_assert_cmpfloat_with_epsilon (
          point->values[GH_MEASURE_EMISSIONS],
          (comparison->results[1].summary.emissions_kg[0] - v2g->summary.emissions_kg[0]) * DAYS,
          1e-6);
      g_assert_cmpfloat (point->values[GH_MEASURE_NPV], !=, base->point.values[GH_MEASURE_NPV]);
    }
}

/* Money alone does not change plans; what plans read does, wherever it stands. */
static void
test_what_is_planned_again (void)
{
  static const struct
  {
    const char *edit;
    gboolean alike;
  } cases[] = { { "finance.capex.v2h 5000", TRUE },
                { "finance.discount_rate 0.2", TRUE },
                { "finance.price_growth 0.2", TRUE },
                { "finance.maintenance_per_year 99", TRUE },
                { "finance.salvage 99", TRUE },
                { "finance.lifetime_years 20", TRUE },
                { "finance.solar_degradation 0.1", TRUE },
                { "finance.battery_cost_per_kwh 300", TRUE },
                { "solar.0.output_kw 1; solar.0.name A; finance.lifetime_years 20", FALSE },
                { "solar.0.output_kw 1; solar.0.name A; finance.solar_degradation 0.1", FALSE },
                { "vehicles.0.pack.soh 1; finance.battery_cost_per_kwh 300", FALSE },
                { "vehicles.0.pack.soh 1; finance.end_of_life_soh 0.5", FALSE },
                { "vehicles.0.wear_per_kwh 0.4", FALSE },
                { "tariff.fixed_per_day 1", FALSE },
                { "load 2", FALSE },
                { "seed 2", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Everything but the last edit is in both. */
      g_autofree char *begin = g_strdup (cases[i].edit);
      char *last = strrchr (begin, ';');
      g_autoptr (GhStudy) changed = new_two_price_study (cases[i].edit);
      if (last != NULL)
        *last = '\0';
      g_autoptr (GhStudy) plain = new_two_price_study (last != NULL ? begin : "load 1");
      g_assert_cmpint (gh_household_plans_alike (plain, changed), ==, cases[i].alike);
      g_assert_true (gh_household_plans_alike (plain, plain));
    }
}

static void
test_table (void)
{
  static const double prices[] = { 500.0, 1500.0 }, powers[] = { 0.0, 0.5, 5.0 };
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2H, 1.0);
  g_autoptr (GhSweep) table = run (base, "discharge-power", powers, 3, "charger-price", prices, 2);
  g_autoptr (GhSweep) by_power = run (base, "discharge-power", powers, 3, NULL, NULL, 0);

  g_assert_cmpuint (table->row_count, ==, 2);
  for (guint row = 0; row < 2; row++)
    for (guint column = 0; column < 3; column++)
      g_assert_cmpfloat_with_epsilon (gh_sweep_get (table, row, column)->values[GH_MEASURE_NPV],
                                      npv_at (by_power, column) + 1000.0 - prices[row], 1e-9);
}

static GhTornado *
blow (GhSensitivityBase *base)
{
  g_autoptr (GArray) spans
      = gh_input_spans_of_study (base->study, base->site, base->question.strategy, NULL);
  g_autoptr (GError) error = NULL;
  GhTornado *tornado = gh_tornado_run (base, spans, GH_MEASURE_NPV, NULL, &error);

  g_assert_no_error (error);
  return tornado;
}

static void
test_tornado (void)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2H, 1.0);
  g_autoptr (GhTornado) tornado = blow (base);
  double before = INFINITY;

  g_assert_cmpuint (tornado->swings->len, >=, 6);
  for (guint i = 0; i < tornado->swings->len; i++)
    {
      const GhSwing *swing = &g_array_index (tornado->swings, GhSwing, i);
      double ends[] = { swing->low, swing->high };
      g_autoptr (GhSweep) sweep = run (base, swing->input->key, ends, 2, NULL, NULL, 0);
      g_assert_cmpfloat (swing->at_low.values[GH_MEASURE_NPV], ==, npv_at (sweep, 0));
      g_assert_cmpfloat (swing->at_high.values[GH_MEASURE_NPV], ==, npv_at (sweep, 1));
      g_assert_cmpfloat (gh_swing_get_span (swing, GH_MEASURE_NPV), <=, before);
      before = gh_swing_get_span (swing, GH_MEASURE_NPV);
    }
  g_autofree char *answer = gh_tornado_format_answer (tornado);
  const GhSwing *widest = &g_array_index (tornado->swings, GhSwing, 0);
  g_assert_nonnull (strstr (answer, widest->input->title));
}

/* What a study asks for is varied, in its ranges; what it asks for in vain is told. */
static void
test_asked (void)
{
  g_autofree char *all = g_strconcat (edits,
                                      "; what_if.inputs.0.input charger-price; "
                                      "what_if.inputs.0.low 100; what_if.inputs.0.high 400; "
                                      "what_if.inputs.1.input solar-size; "
                                      "what_if.inputs.2.input $.finance.salvage",
                                      NULL);
  g_autoptr (GhStudy) study = new_two_price_study (all);
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) spans = gh_input_spans_of_study (study, site, GH_STRATEGY_V2H, problems);

  g_assert_cmpuint (spans->len, ==, 2);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpfloat (g_array_index (spans, GhInputSpan, 0).low, ==, 100.0);
  g_assert_cmpfloat (g_array_index (spans, GhInputSpan, 0).high, ==, 400.0);
  g_assert_cmpfloat (g_array_index (spans, GhInputSpan, 1).low, ==, 80.0);
}

/* What cannot be planned is told with its reason, and does not keep the others. */
static void
test_infeasible (void)
{
  static const double sizes[] = { 60.0, 5.0, -1.0 };
  g_autofree char *all = g_strconcat (edits,
                                      "; vehicles.0.trips.0.days mon-sun; "
                                      "vehicles.0.trips.0.leave 08:00; "
                                      "vehicles.0.trips.0.return 16:00; "
                                      "vehicles.0.trips.0.distance_km 100",
                                      NULL);
  g_autoptr (GhStudy) study = new_two_price_study (all);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2H, 1.0);
  g_autoptr (GhSweep) sweep = run (base, "battery-size", sizes, 3, NULL, NULL, 0);

  g_assert_null (gh_sweep_get (sweep, 0, 0)->problem);
  g_assert_false (isnan (npv_at (sweep, 0)));
  g_assert_nonnull (strstr (gh_sweep_get (sweep, 0, 1)->problem, "the trip needs"));
  g_assert_nonnull (strstr (gh_sweep_get (sweep, 0, 2)->problem, "is not between"));
  g_assert_true (isnan (npv_at (sweep, 1)) && isnan (npv_at (sweep, 2)));

  edit_study (study, "vehicles.0.battery_kwh 5");
  g_autoptr (GhSensitivityBase) none = new_base (study, GH_STRATEGY_V2H, 1.0);
  g_assert_nonnull (none->point.problem);
}

typedef struct
{
  GhSensitivityBase *base;
  GhTornado *tornado;
} Alone;

static gboolean
blow_alone (gpointer data, const GhProgress *progress G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  Alone *alone = data;

  alone->tornado = blow (alone->base);
  return TRUE;
}

/* The same numbers in one thread, in which a task among others runs, as in many. */
static void
test_threads (void)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2G, 1.0);
  g_autoptr (GhTornado) many = blow (base);
  Alone alone = { base, NULL };
  gpointer tasks[] = { &alone };

  g_assert_true (gh_parallel_run (blow_alone, tasks, 1, NULL, NULL));
  g_autoptr (GhTornado) one = alone.tornado;
  g_assert_cmpuint (one->swings->len, ==, many->swings->len);
  for (guint i = 0; i < one->swings->len; i++)
    {
      const GhSwing *a = &g_array_index (one->swings, GhSwing, i);
      const GhSwing *b = &g_array_index (many->swings, GhSwing, i);
      g_assert_cmpstr (a->input->key, ==, b->input->key);
      g_assert_cmpmem (a->at_low.values, sizeof a->at_low.values, b->at_low.values,
                       sizeof b->at_low.values);
      g_assert_cmpmem (a->at_high.values, sizeof a->at_high.values, b->at_high.values,
                       sizeof b->at_high.values);
    }
}

static gboolean
stop_later (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  guint *calls = data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  return (*calls)-- > 0;
}

static void
test_stops (void)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2G, 1.0);
  g_autoptr (GArray) spans
      = gh_input_spans_of_study (base->study, base->site, GH_STRATEGY_V2G, NULL);

  for (guint i = 0; i < 2; i++)
    {
      guint calls = i;
      GhProgress progress = { stop_later, &calls, 0.0, 1.0 };
      g_autoptr (GError) error = NULL;
      g_assert_null (gh_tornado_run (base, spans, GH_MEASURE_NPV, &progress, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
    }
}

/* What was found for the study is where its neighbours begin: an input that moves nothing comes to
 * the same plans and takes one round, also where it is planned anew. */
static void
test_ageing_begins_at_base (void)
{
  g_autoptr (GhStudy) study
      = new_battery_study ("vehicles.0.pack.wear 1; finance.capex.v2h 1000; "
                           "finance.solar_degradation 0.01; solar.0.output_kw 0.5; "
                           "solar.0.name Roof");
  g_autoptr (GhSensitivityBase) base = new_base (study, GH_STRATEGY_V2H, 1.0);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  const guint both = 1u << GH_STRATEGY_SMART | 1u << GH_STRATEGY_V2H;
  const GhStrategyResult *first = &base->comparison->results[GH_STRATEGY_V2H];
  g_autoptr (GhComparison) again = gh_household_compare_some (
      base->study, base->site, GH_BATTERY_HEED, both, base->comparison, findings, NULL, &error);

  g_assert_no_error (error);
  const GhStrategyResult *second = &again->results[GH_STRATEGY_V2H];
  g_assert_cmpuint (first->battery->price_rounds, >, 1);
  g_assert_cmpuint (second->battery->price_rounds, ==, 1);
  g_assert_cmpfloat_with_epsilon (second->plan->objective, first->plan->objective, 1e-9);
  g_assert_cmpfloat_with_epsilon (second->last_year->cost_wear, first->last_year->cost_wear, 1e-9);
  /* Planned anew, since it is another study. */
  static const double values[] = { 1.0 + 1e-9 };
  g_autoptr (GhSweep) sweep = run (base, "load", values, 1, NULL, NULL, 0);
  g_assert_cmpfloat_with_epsilon (npv_at (sweep, 0), base->point.values[GH_MEASURE_NPV], 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sensitivity/money", test_money);
  g_test_add_func ("/sensitivity/capture-ratio", test_capture_ratio);
  g_test_add_func ("/sensitivity/no-share", test_no_share);
  g_test_add_func ("/sensitivity/points-are-comparisons", test_points_are_comparisons);
  g_test_add_func ("/sensitivity/what-is-planned-again", test_what_is_planned_again);
  g_test_add_func ("/sensitivity/table", test_table);
  g_test_add_func ("/sensitivity/tornado", test_tornado);
  g_test_add_func ("/sensitivity/asked", test_asked);
  g_test_add_func ("/sensitivity/infeasible", test_infeasible);
  g_test_add_func ("/sensitivity/threads", test_threads);
  g_test_add_func ("/sensitivity/stops", test_stops);
  g_test_add_func ("/sensitivity/ageing-begins-at-base", test_ageing_begins_at_base);
  return g_test_run ();
}
