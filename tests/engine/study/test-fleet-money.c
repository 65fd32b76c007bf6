/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/fleet-money.h"

#include <math.h>
#include <string.h>

#include "study-json.h"
#include "study/fleet-answer.h"

/* Two vans that arrive from Monday to Friday at 18:00, having driven 20 kWh, and leave at 06:00; of
 * the first kind one takes part, of the second nobody. The building draws 1 kW. A kWh costs 0.30
 * from 18:00 to midnight and 0.10 at other times. Chargers of 10 kW lose nothing. */
#define VAN(name, more)                                                                            \
  "{\"name\":\"" name "\",\"count\":1,\"days\":\"mon-fri\",\"arrive\":\"18:00\","                  \
  "\"leave\":\"06:00\",\"energy_kwh\":20,\"battery_kwh\":50,\"wear_per_kwh\":0.03,\"charger\":"    \
  "{\"charge_kw\":10,\"discharge_kw\":10,\"charge_efficiency\":1,\"discharge_efficiency\":1}" more \
  "}"

#define WEEKS (365.25 / 7.0)
#define LOAD_WEEK 25.2 /* of the building: 42 h at 0.30 and 126 h at 0.10 */
#define FEE 36.0       /* 3 a month for one vehicle */
#define NEAR (WEEKS * 0.05)

static GhStudy *
new_study (const char *tariff, const char *connection)
{
  g_autoptr (GString) text = g_string_new (
      "{\"format\":\"gridhearth-study\",\"version\":1,\"minor\":0,\"kind\":\"fleet\","
      "\"currency\":\"EUR\",\"period\":{\"start\":\"2025-01-13T00:00:00Z\",\"step_minutes\":60,"
      "\"steps\":168},\"emissions\":{\"marginal_g_per_kwh\":500},"
      "\"groups\":[" VAN ("Managed", "") "," VAN (
          "Free",
          ",\"opt_in_share\":0") "],"
                                 "\"fleet\":{\"aggregator_share\":0.2,\"fee_per_vehicle_month\":3},"
                                 "\"sites\":[{\"name\":\"Depot\",\"load\":1,\"tariff\":{\"import_"
                                 "price\":[");
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;

  for (int t = 0; t < 168; t++)
    g_string_append_printf (text, "%s%s", t > 0 ? "," : "", t % 24 >= 18 ? "0.3" : "0.1");
  g_string_append_printf (text, "]%s}%s}]}", tariff, connection);
  GhStudy *study = gh_study_from_json (text->str, -1, findings, &error);
  g_assert_no_error (error);
  gh_study_validate (study, findings);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  return study;
}

static GhFleetMoney *
count_money (const GhStudy *study)
{
  g_autoptr (GError) error = NULL;
  GhFleetMoney *money = gh_fleet_money_new (study, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (money->has_numbers);
  return money;
}

/* On arrival both charge 100 kWh a week at 0.30; managed, the first does at 0.10. With discharging
 * it covers 11 kW down to 1 kW of two hours, all of the 1 kW of four, five times a week. */
static void
test_bills (void)
{
  g_autoptr (GhStudy) study = new_study ("", "");
  g_autoptr (GhFleetMoney) money = count_money (study);
  const double weeks[] = { 60.0, 40.0, 40.0 - 24.0, 40.0 - 24.0 };

  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      const GhStrategyResult *result = &money->results[i];
      g_assert_cmpfloat_with_epsilon (result->bill_per_year, (weeks[i] + LOAD_WEEK) * WEEKS, NEAR);
      g_assert_cmpfloat_with_epsilon (result->saving_per_year, (40.0 - weeks[i]) * WEEKS, NEAR);
      g_assert_cmpfloat_with_epsilon (money->uses[i].share_per_year,
                                      0.2 * (60.0 - weeks[i]) * WEEKS, NEAR);
      g_assert_cmpfloat_with_epsilon (money->uses[i].fee_per_year, i > 0 ? FEE : 0.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (gh_fleet_money_get_building_bill (money, i),
                                      LOAD_WEEK * WEEKS, NEAR);
    }
  g_assert_cmpfloat_with_epsilon (money->results[GH_STRATEGY_V2G].summary.cost_wear, 3.6 * WEEKS,
                                  NEAR);
  g_assert_true (g_str_has_prefix (money->answer, "V2H pays: it saves"));
  g_assert_nonnull (strstr (money->answer, "the vehicles cover the building"));
  g_assert_null (money->upgrade);
  g_assert_null (money->accuracy);
}

/* The best plans of a use cost something between what was found less the gap and what was found:
 * where two such ranges meet, nobody knows which is the cheaper use. */
static void
test_apart (void)
{
  const struct
  {
    double cost, gap, other_cost, other_gap;
    gboolean are_apart;
  } cases[] = {
    { 100.0, 0.0, 101.0, 0.0, TRUE },   { 100.0, 0.0, 100.0, 0.0, FALSE },
    { 100.0, 5.0, 101.0, 0.0, TRUE },   { 100.0, 0.0, 101.0, 5.0, FALSE },
    { 100.0, 5.0, 90.0, 0.0, TRUE },    { 100.0, 15.0, 90.0, 0.0, FALSE },
    { 100.0, 9.0, 100.0, 0.0, FALSE },  { -100.0, 5.0, -98.0, 1.0, TRUE },
    { -100.0, 5.0, -98.0, 3.0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (gh_fleet_money_are_apart (cases[i].cost, cases[i].gap, cases[i].other_cost,
                                               cases[i].other_gap)
                     == cases[i].are_apart);
      g_assert_true (gh_fleet_money_are_apart (cases[i].other_cost, cases[i].other_gap,
                                               cases[i].cost, cases[i].gap)
                     == cases[i].are_apart);
    }
}

/* Says everything anew. */
static void
tell_all (GhFleetMoney *money)
{
  g_autofree GhFinance *finance = gh_record_new (&gh_finance_table);
  char **const told[] = { &money->answer, &money->accuracy,   &money->upgrade,
                          &money->gains,  &money->aggregator, &money->money };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_clear_pointer (told[i], g_free);
  gh_fleet_answer_all (money, finance);
}

/* The sentence about accuracy if the plans of V2H may be cheaper by @gap, with which it might be
 * worth @most_npv. */
static char *
tell_accuracy (GhFleetMoney *money, double gap, double most_npv)
{
  GhFleetSums *sums = &money->uses[GH_STRATEGY_V2H].planned->year->whole;

  sums->lower_bound = sums->objective - gap;
  money->uses[GH_STRATEGY_V2H].most_npv = most_npv;
  tell_all (money);
  return g_strdup (money->accuracy);
}

/* V2H that is known to be cheaper stays so whatever its gap; where it costs more, a gap may turn
 * that around: this is told, and whether the answer hangs on it. */
static void
test_accuracy (void)
{
  g_autoptr (GhStudy) study = new_study ("", "");
  g_autoptr (GhFleetMoney) money = count_money (study);
  double *cost = &money->uses[GH_STRATEGY_V2H].planned->year->whole.objective;
  double npv = money->results[GH_STRATEGY_V2H].against_smart->npv;
  g_autofree char *cheaper = tell_accuracy (money, 1000.0, npv + 10000.0);

  g_assert_cmpfloat (npv, >, 0.0);
  g_assert_null (cheaper);
  *cost = money->uses[GH_STRATEGY_SMART].year->whole.objective + 50.0;
  g_autofree char *close = tell_accuracy (money, 40.0, npv);
  g_assert_null (close);
  g_autofree char *unsure = tell_accuracy (money, 109.0, -1.0);
  g_assert_true (
      g_str_has_prefix (unsure, "What V2H (building) costs to run cannot be told apart"));
  g_assert_nonnull (strstr (unsure, "109"));
  g_assert_true (g_str_has_suffix (unsure, "Whether it pays is not certain."));
  g_autofree char *sure = tell_accuracy (money, 109.0, npv + 900.0);
  g_assert_true (g_str_has_suffix (sure, "Whether it pays does not hang on that."));
}

/* Where V2H and V2G do not pay, and save less than their plans may be off, nothing is told as a
 * saving, and who gains and what the aggregator gets is told of smart charging alone. */
static void
test_not_worth_it (void)
{
  g_autoptr (GhStudy) study = new_study ("", "");
  g_autoptr (GhFleetMoney) money = count_money (study);
  GhFleetSums *sums = &money->uses[GH_STRATEGY_V2H].planned->year->whole;

  g_assert_cmpuint (gh_fleet_money_find_best (money), !=, GH_STRATEGY_SMART);
  for (guint use = GH_STRATEGY_V2H; use <= GH_STRATEGY_V2G; use++)
    {
      money->results[use].against_smart->npv = use == GH_STRATEGY_V2H ? -1000.0 : -2000.0;
      money->results[use].saving_per_year = 50.0;
    }
  sums->objective = money->uses[GH_STRATEGY_SMART].year->whole.objective - 50.0;
  sums->lower_bound = sums->objective;
  tell_all (money);
  g_assert_nonnull (strstr (money->answer, "it saves 50"));
  sums->objective += 50.0;
  sums->lower_bound = sums->objective - 109.0;
  tell_all (money);
  g_assert_cmpuint (gh_fleet_money_find_best (money), ==, GH_STRATEGY_SMART);
  g_assert_nonnull (strstr (money->answer, "it saves next to nothing over smart charging"));
  g_assert_true (g_str_has_prefix (money->gains, "Under smart charging these gain a year over "));
  g_assert_null (strstr (money->gains, "V2H"));
  g_assert_null (strstr (money->aggregator, "V2H"));
}

/* The one that takes part has all of the gain and all of the fees. */
static void
test_groups (void)
{
  g_autoptr (GhStudy) study = new_study ("", "");
  g_autoptr (GhFleetMoney) money = count_money (study);
  const GhFleetGroupYear *v2h = &money->uses[GH_STRATEGY_V2H].groups->groups[0];
  double smart_gain = 0.8 * 20.0 * WEEKS - FEE;

  g_assert_cmpuint (gh_fleet_groups_count (study), ==, 2);
  g_assert_cmpfloat_with_epsilon (
      gh_fleet_money_get_group_gain (money, GH_STRATEGY_SMART, GH_STRATEGY_UNMANAGED, 0),
      smart_gain, NEAR);
  g_assert_cmpfloat_with_epsilon (
      gh_fleet_money_get_group_gain (money, GH_STRATEGY_V2H, GH_STRATEGY_SMART, 0),
      (0.8 * 24.0 - 3.6) * WEEKS, NEAR);
  for (guint use = 0; use < GH_FLEET_USES; use++)
    g_assert_cmpfloat_with_epsilon (
        gh_fleet_money_get_group_gain (money, use, GH_STRATEGY_UNMANAGED, 1), 0.0, 1e-6);
  g_assert_cmpuint (v2h->vehicles, ==, 1);
  g_assert_cmpuint (v2h->managed, ==, 1);
  g_assert_cmpuint (money->uses[GH_STRATEGY_V2H].groups->groups[1].managed, ==, 0);
  g_assert_cmpfloat_with_epsilon (v2h->discharged_kwh, 120.0 * WEEKS, 5.0 * NEAR);
  g_assert_cmpfloat_with_epsilon (v2h->revenue, 36.0 * WEEKS, NEAR);
  g_assert_cmpfloat_with_epsilon (v2h->wear, 3.6 * WEEKS, NEAR);
  /* 100 kWh a week, whatever goes back and forth. */
  g_assert_cmpfloat_with_epsilon (v2h->emissions_kg[GH_RATE_SHORT_RUN], 50.0 * WEEKS, 1e-3);
  g_assert_cmpfloat_with_epsilon (
      money->uses[GH_STRATEGY_SMART].groups->groups[1].emissions_kg[GH_RATE_SHORT_RUN],
      50.0 * WEEKS, 1e-3);
  g_assert_nonnull (strstr (money->gains, "Managed ("));
  g_assert_null (strstr (money->gains, "Free"));
}

/* The parts of groups and building make the whole of what the fleet pays. */
static void
test_sums (void)
{
  g_autoptr (GhStudy) study = new_study (",\"demand_per_kw_month\":9", "");
  g_autoptr (GhFleetMoney) money = count_money (study);
  const GhFleetUse *unmanaged = &money->uses[GH_STRATEGY_UNMANAGED];
  double demand = money->results[GH_STRATEGY_UNMANAGED].summary.cost_demand;

  /* 21 kW at the peak, of which each van draws 10. */
  g_assert_cmpfloat_with_epsilon (demand, 21.0 * 9.0 * 12.0, 0.02 * demand);
  for (guint g = 0; g < 2; g++)
    g_assert_cmpfloat_with_epsilon (unmanaged->groups->groups[g].demand, demand * 10.0 / 21.0,
                                    1e-6);
  for (guint use = 0; use < GH_FLEET_USES; use++)
    {
      double building = gh_fleet_money_get_building_bill (money, use);
      double saved = gh_fleet_money_get_building_bill (money, GH_STRATEGY_UNMANAGED) - building;
      double sum = building;
      if (money->uses[use].share_per_year > 0.0)
        sum += 0.2 * saved;
      for (guint g = 0; g < 2; g++)
        sum += gh_fleet_money_get_group_cost (money, use, g);
      g_assert_cmpfloat_with_epsilon (sum, gh_fleet_money_get_net_cost (money, use), 1e-6);
    }
}

/* Behind 15 kW, charging on arrival needs 6 kW more, which managed charging does not. */
static void
test_upgrade (void)
{
  g_autoptr (GhStudy) study
      = new_study ("", ",\"connection\":{\"import_limit_kw\":15,\"upgrade_per_kw\":100}");
  g_autoptr (GhFleetMoney) money = count_money (study);
  double annuity = (1.0 - pow (1.04, -15.0)) / 0.04;
  double gain = 0.8 * 20.0 * WEEKS - FEE;

  g_assert_cmpfloat_with_epsilon (money->upgrades[0].unmanaged_kw, 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (money->upgrades[0].needed_kw, 6.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (money->uses[GH_STRATEGY_UNMANAGED].upgrade_cost, 600.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (money->uses[GH_STRATEGY_UNMANAGED].year->whole.peak_kw, 21.0,
                                  1e-9);
  g_assert_cmpfloat (money->uses[GH_STRATEGY_SMART].year->whole.peak_kw, <=, 15.0 + 1e-6);
  g_assert_cmpfloat (money->uses[GH_STRATEGY_SMART].upgrade_cost, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (money->results[GH_STRATEGY_SMART].against_unmanaged->npv,
                                  600.0 + annuity * gain, annuity * NEAR);
  g_assert_nonnull (strstr (money->upgrade, "avoids an upgrade of 6 kW worth 600"));
}

/* An upgrade without a price is not bought: charging on arrival stays within the limit. */
static void
test_unpriced_upgrade (void)
{
  g_autoptr (GhStudy) study = new_study ("", ",\"connection\":{\"import_limit_kw\":15}");
  g_autoptr (GhFleetMoney) money = count_money (study);

  g_assert_cmpfloat_with_epsilon (money->upgrades[0].needed_kw, 6.0, 1e-9);
  g_assert_cmpfloat (money->uses[GH_STRATEGY_UNMANAGED].upgrade_cost, ==, 0.0);
  g_assert_cmpfloat (money->uses[GH_STRATEGY_UNMANAGED].year->whole.peak_kw, <=, 15.0 + 1e-6);
  g_assert_nonnull (strstr (money->upgrade, "for which the study states no price"));
}

static void
test_wide_connection (void)
{
  g_autoptr (GhStudy) study
      = new_study ("", ",\"connection\":{\"import_limit_kw\":30,\"upgrade_per_kw\":100}");
  g_autoptr (GhFleetMoney) money = count_money (study);

  g_assert_cmpfloat (money->upgrades[0].needed_kw, ==, 0.0);
  g_assert_nonnull (strstr (money->upgrade, "avoids no upgrade"));
}

/* Not even the building can be carried: there is nothing to compare, and nothing is made up. */
static void
test_no_plan (void)
{
  g_autoptr (GhStudy) study = new_study ("", ",\"connection\":{\"import_limit_kw\":0.5}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetMoney) money = gh_fleet_money_new (study, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (money->has_numbers);
  g_assert_null (money->answer);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-money/bills", test_bills);
  g_test_add_func ("/fleet-money/apart", test_apart);
  g_test_add_func ("/fleet-money/accuracy", test_accuracy);
  g_test_add_func ("/fleet-money/not-worth-it", test_not_worth_it);
  g_test_add_func ("/fleet-money/groups", test_groups);
  g_test_add_func ("/fleet-money/sums", test_sums);
  g_test_add_func ("/fleet-money/upgrade", test_upgrade);
  g_test_add_func ("/fleet-money/unpriced-upgrade", test_unpriced_upgrade);
  g_test_add_func ("/fleet-money/wide-connection", test_wide_connection);
  g_test_add_func ("/fleet-money/no-plan", test_no_plan);
  return g_test_run ();
}
