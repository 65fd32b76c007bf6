/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies whose numbers are exchanged for others: whatever is valid can be compared, and the
 * checker has nothing against its plans. */
#include "planning/plan-checker.h"
#include "study-json.h"
#include "study/household.h"
#include "study/site-builder.h"
#include "study/study-warnings.h"

#include <math.h>

#include "exchange-number.h"

#define ROUNDS 600
#define MOST_STEPS 400

static const char small_study[]
    = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\",\n"
      "  \"location\": { \"latitude\": 48.1, \"longitude\": 11.6, \"elevation_m\": 500,\n"
      "    \"time_zone\": \"Europe/Berlin\" },\n"
      "  \"period\": { \"start\": \"2024-03-30T00:00:00+01:00\", \"step_minutes\": 30,\n"
      "    \"steps\": 96 },\n"
      "  \"load\": { \"annual_kwh\": 4200, \"shape\": \"residential\" },\n"
      "  \"solar\": [ { \"name\": \"Roof\", \"peak_kw\": 8, \"tilt_deg\": 35,\n"
      "    \"azimuth_deg\": 180, \"inverter_kw\": 6, \"losses\": 0.14 } ],\n"
      "  \"weather\": { \"clear_sky\": true, \"clearness\": 0.6 },\n"
      "  \"tariff\": { \"import_price\": { \"default\": 0.28, \"periods\": [ { \"price\": 0.42,\n"
      "      \"from\": \"17:00\", \"to\": \"21:00\" }, { \"price\": 0.18, \"from\": \"23:00\",\n"
      "      \"to\": \"05:00\" } ] },\n"
      "    \"export_price\": 0.08, \"store_export_price\": 0.1, \"fixed_per_day\": 0.4 },\n"
      "  \"emissions\": { \"marginal_g_per_kwh\": 500, \"price_per_tonne\": 30 },\n"
      "  \"connection\": { \"import_limit_kw\": 20, \"export_limit_kw\": 10 },\n"
      "  \"vehicles\": [ { \"name\": \"Car\", \"battery_kwh\": 60, \"soc_min\": 0.1,\n"
      "    \"soc_max\": 0.95, \"soc_start\": 0.5, \"discharge_soc_min\": 0.3,\n"
      "    \"consumption_kwh_per_km\": 0.18, \"trips\": [ { \"days\": \"mon-sun\",\n"
      "      \"leave\": \"08:00\", \"return\": \"17:00\", \"distance_km\": 45,\n"
      "      \"soc_at_leave\": 0.5 } ], \"away_charging\": { \"price_per_kwh\": 0.5 },\n"
      "    \"charger\": { \"charge_kw\": 11, \"discharge_kw\": 9, \"minimum_kw\": 1.4,\n"
      "      \"standby_w\": 12, \"charge_loss_kw\": [0.05, 0.05, 0.003],\n"
      "      \"discharge_loss_kw\": [0.04, 0.06, 0.004] }, \"wear_per_kwh\": 0.02 } ],\n"
      "  \"finance\": { \"capex\": { \"smart\": 500, \"v2h\": 3000, \"v2g\": 3500 },\n"
      "    \"lifetime_years\": 12, \"discount_rate\": 0.04, \"price_growth\": 0.02,\n"
      "    \"maintenance_per_year\": 20, \"salvage\": 100, \"solar_degradation\": 0.005 } }\n";

static void
check_result (const GhSite *site, double level_kwh, const GhStrategyResult *result)
{
  const GhPlan *plan = result->plan;
  g_autoptr (GhSite) equal = gh_site_copy (site);
  g_autoptr (GArray) violations = NULL;

  if (equal->store_count > 0)
    equal->stores[0].start_kwh = equal->stores[0].end_kwh = level_kwh;
  g_autoptr (GhSite) used = gh_planner_site_of_plan (equal, result->strategy, plan);
  gboolean kept = gh_plan_check (used, plan, &violations);
  for (guint i = 0; i < violations->len; i++)
    {
      g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, i));
      g_test_message ("%s: %s", gh_strategy_name (result->strategy), text);
    }
  g_assert_true (kept);
  if (plan->grid_kw != NULL)
    g_assert_true (isfinite (plan->objective));
}

/* FALSE where the study is not valid. */
static gboolean
compare_text (const GString *text)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = gh_study_from_json (text->str, (gssize) text->len, findings, &error);

  if (study != NULL && gh_findings_count_errors (findings) == 0)
    gh_study_validate (study, findings);
  if (study == NULL || gh_findings_count_errors (findings) > 0 || study->period->steps > MOST_STEPS)
    return FALSE;
  gh_study_warn (study, findings);
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GhComparison) comparison
      = gh_household_compare (study, site, GH_BATTERY_CHECK, findings, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    check_result (site, comparison->start_kwh, &comparison->results[i]);
  return TRUE;
}

static void
test_numbers (void)
{
  guint compared = 0;

  for (guint32 seed = 0; seed < ROUNDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (small_study);
      for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
        exchange_number (rand, text);
      g_test_message ("%u", seed);
      compared += compare_text (text);
    }
  g_test_message ("%u of %u were compared", compared, ROUNDS);
  g_assert_cmpuint (compared, >, ROUNDS / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/plan", test_numbers);
  return g_test_run ();
}
