/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fleets whose numbers are exchanged for others: whatever is valid can be planned in every way, and
 * the checker has nothing against it. */
#include "planning/plan-checker.h"
#include "site/fleet-profile.h"
#include "study-json.h"
#include "study/fleet-flexibility.h"
#include "study/fleet-year.h"

#include <math.h>

#include "exchange-number.h"

#define ROUNDS 240
#define MOST_STEPS 200
#define MOST_VEHICLES 40

static const char small_fleet[]
    = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"fleet\", \"seed\": 7,\n"
      "\"location\": { \"latitude\": 48.1, \"longitude\": 11.6, \"time_zone\": \"Europe/Berlin\" "
      "},\n"
      "\"period\": { \"start\": \"2024-03-30T00:00:00+01:00\", \"step_minutes\": 60, \"steps\": 48 "
      "},\n"
      "\"weather\": { \"clear_sky\": true, \"clearness\": 0.6 },\n"
      "\"emissions\": { \"marginal_g_per_kwh\": 500, \"price_per_tonne\": 30 },\n"
      "\"sites\": [ { \"name\": \"Depot\", \"load\": 5, \"charge_points\": 4,\n"
      "  \"solar\": [ { \"name\": \"Roof\", \"peak_kw\": 30, \"tilt_deg\": 12, \"azimuth_deg\": "
      "180,\n"
      "    \"inverter_kw\": 25 } ],\n"
      "  \"tariff\": { \"import_price\": { \"default\": 0.28, \"periods\": [ { \"price\": 0.42,\n"
      "      \"from\": \"17:00\", \"to\": \"21:00\" }, { \"price\": 0.18, \"from\": \"23:00\",\n"
      "      \"to\": \"05:00\" } ] },\n"
      "    \"export_price\": 0.08, \"store_export_price\": 0.1, \"fixed_per_day\": 0.4,\n"
      "    \"demand_per_kw_month\": 5 },\n"
      "  \"connection\": { \"import_limit_kw\": 40, \"export_limit_kw\": 20 } } ],\n"
      "\"groups\": [ { \"name\": \"Vans\", \"count\": 4, \"days\": \"mon-sun\",\n"
      "    \"arrive\": { \"mean\": \"17:15\", \"deviation\": 40 },\n"
      "    \"leave\": { \"mean\": \"06:40\", \"deviation\": 15 },\n"
      "    \"energy_kwh\": { \"mean\": 27, \"deviation\": 7, \"least\": 8, \"most\": 42 },\n"
      "    \"battery_kwh\": { \"values\": [52, 68], \"weights\": [2, 1] },\n"
      "    \"charger\": { \"charge_kw\": 11, \"discharge_kw\": 10, \"minimum_kw\": 0,\n"
      "      \"standby_w\": 0, \"charge_efficiency\": 0.93, \"discharge_efficiency\": 0.92 },\n"
      "    \"soc_min\": 0.05, \"soc_max\": 0.95, \"discharge_soc_min\": 0.3,\n"
      "    \"wear_per_kwh\": 0.03, \"opt_in_share\": 0.9 },\n"
      "  { \"name\": \"Cars\", \"count\": 2, \"days\": \"mon-fri\", \"arrive\": \"16:20\",\n"
      "    \"leave\": \"07:30\", \"arrival_soc\": { \"mean\": 0.55, \"deviation\": 0.15 },\n"
      "    \"battery_kwh\": 58, \"charge_kw\": { \"values\": [7.4, 11] } } ],\n"
      "\"vehicles\": [ { \"name\": \"Car\", \"battery_kwh\": 50, \"soc_start\": 0.5,\n"
      "    \"trips\": [ { \"days\": \"mon-sun\", \"leave\": \"08:00\", \"return\": \"17:00\",\n"
      "      \"distance_km\": 45, \"soc_at_leave\": 0.5 } ] } ] }\n";

/* What a study of the window or the terminal would say of each part. */
static gboolean
check_part (const GhFleetPart *part, const GhFleetDepot *depot, const GhFleetPlan *plan,
            gpointer data, GError **error)
{
  guint *planned = data;
  g_autoptr (GArray) violations = NULL;

  if (plan->plan->grid_kw == NULL)
    {
      g_assert_nonnull (part->reason);
      return TRUE;
    }
  g_assert_true (isfinite (plan->plan->objective));
  g_assert_cmpfloat (plan->plan->lower_bound, <=,
                     plan->plan->objective + 1e-6 * MAX (1.0, fabs (plan->plan->objective)));
  gboolean kept = gh_plan_check (plan->site, plan->plan, &violations);
  for (guint i = 0; i < violations->len; i++)
    {
      g_autofree char *text = gh_violation_to_text (&g_array_index (violations, GhViolation, i));
      g_test_message ("%s", text);
    }
  g_assert_true (kept);
  (*planned)++;
  return TRUE;
}

static gboolean
is_small (const GhStudy *study)
{
  gint64 vehicles = study->vehicles != NULL ? study->vehicles->len : 0;

  for (guint g = 0; study->groups != NULL && g < study->groups->len; g++)
    vehicles += ((GhFleetGroup *) g_ptr_array_index (study->groups, g))->count;
  return study->period->steps <= MOST_STEPS && vehicles <= MOST_VEHICLES;
}

/* FALSE where the study is not valid. */
static gboolean
plan_text (const GString *text, guint *planned)
{
  static const GhFleetPlanOptions ways[] = {
    { .strategy = GH_STRATEGY_UNMANAGED, .equal_end = TRUE, .good_gap = 1e-3 },
    { .strategy = GH_STRATEGY_SMART, .good_gap = 1e-3 },
    { .strategy = GH_STRATEGY_V2H, .good_gap = 1e-3 },
    { .strategy = GH_STRATEGY_V2G, .good_gap = 1e-3 },
    { .strategy = GH_STRATEGY_SMART, .fill_valleys = TRUE, .good_gap = 1e-3 },
  };
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = gh_study_from_json (text->str, (gssize) text->len, findings, &error);

  if (study != NULL && gh_findings_count_errors (findings) == 0)
    gh_study_validate (study, findings);
  if (study == NULL || gh_findings_count_errors (findings) > 0 || !is_small (study))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GhFleetYear) year
          = gh_fleet_year_new (study, &ways[i], NULL, check_part, planned, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (year);
    }
  return TRUE;
}

/* Standby that is next to nothing beside what is charged once made the solver lose its way. */
static void
test_tiny_standby (void)
{
  g_autoptr (GString) text = g_string_new (small_fleet);
  guint planned = 0;

  g_string_replace (text, "\"standby_w\": 0", "\"standby_w\": 1e-5", 1);
  g_string_replace (text, "\"wear_per_kwh\": 0.03", "\"wear_per_kwh\": 1e-5", 1);
  g_assert_true (plan_text (text, &planned));
  g_assert_cmpuint (planned, ==, 5);
}

/* Cars that give what they charged while others charge: what is cut of the one is missing in the
 * other. */
static void
test_weak_connection (void)
{
  g_autoptr (GString) text = g_string_new (small_fleet);
  guint planned = 0;

  g_string_replace (text, "\"load\": 5", "\"load\": 1", 1);
  g_string_replace (text, "\"import_limit_kw\": 40", "\"import_limit_kw\": 7", 1);
  g_assert_true (plan_text (text, &planned));
  g_assert_cmpuint (planned, ==, 5);
}

static void
test_numbers (void)
{
  guint valid = 0, planned = 0;

  for (guint32 seed = 0; seed < ROUNDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (small_fleet);
      for (int i = g_rand_int_range (rand, 0, 4); i > 0; i--)
        exchange_number (rand, text);
      g_test_message ("%u", seed);
      valid += plan_text (text, &planned);
    }
  g_test_message ("%u of %u were valid, %u parts planned", valid, ROUNDS, planned);
  g_assert_cmpuint (valid, >, ROUNDS / 4);
  g_assert_cmpuint (planned, >, valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/fleet/tiny-standby", test_tiny_standby);
  g_test_add_func ("/fuzz/fleet/weak-connection", test_weak_connection);
  g_test_add_func ("/fuzz/fleet/numbers", test_numbers);
  return g_test_run ();
}
