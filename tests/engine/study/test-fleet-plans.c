/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans of a fleet are found once: what is asked for again is told without planning. */
#include "study/fleet-plans.h"

#include "errors.h"
#include "new-fleet-study.h"
#include "study/fleet-flexibility.h"
#include "study/fleet-money.h"
#include "study/fleet-progress.h"

#define PLENTY ((gsize) 1 << 30)

static gboolean
refuse (double fraction, const char *message, gpointer data)
{
  return FALSE;
}

/* Whatever has to be planned fails. */
static const GhProgress nothing_new = { refuse, NULL, 0.0, 1.0 };

static gboolean
sum_powers (const GhFleetPart *part, const GhFleetDepot *depot, const GhFleetPlan *plan,
            gpointer data, GError **error)
{
  double *sum = data;

  g_assert_cmpuint (depot->site->store_count, ==, plan->plan->store_count);
  for (guint s = 0; s < plan->plan->store_count; s++)
    for (gsize t = 0; t < plan->plan->count; t++)
      *sum += plan->plan->stores[s].power_kw[t] * (part->site * 1000.0 + t);
  return TRUE;
}

static GhFleetUseYear *
find (GhFleetPlans *plans, const GhStudy *study, guint use, double *sum)
{
  g_autoptr (GError) error = NULL;
  GhFleetUseYear *year
      = gh_fleet_plans_find_year (plans, study, use, 0, sum_powers, sum, NULL, &error);

  g_assert_no_error (error);
  return year;
}

/* Whether a use can be told with schedules, or at least what it comes to, without planning. */
static gboolean
is_known (GhFleetPlans *plans, const GhStudy *study, guint use, gboolean with_schedules)
{
  double sum = 0.0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetUseYear) year = gh_fleet_plans_find_year (
      plans, study, use, 0, with_schedules ? sum_powers : NULL, &sum, &nothing_new, &error);

  if (year == NULL)
    g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
  return year != NULL;
}

/* The second time the same is told, schedules and sums, and nothing is planned. */
static void
test_once (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, PLENTY);
  double first = 0.0, second = 0.0, alone = 0.0;

  g_assert_false (is_known (plans, study, GH_STRATEGY_SMART, FALSE));
  g_autoptr (GhFleetUseYear) year = find (plans, study, GH_STRATEGY_SMART, &first);
  g_assert_true (is_known (plans, study, GH_STRATEGY_SMART, TRUE));
  g_assert_false (is_known (plans, study, GH_STRATEGY_V2G, FALSE));
  g_assert_false (is_known (plans, study, GH_FLEET_VALLEYS, FALSE));
  g_autoptr (GhFleetUseYear) again = find (plans, study, GH_STRATEGY_SMART, &second);
  g_assert_true (again == year);
  g_assert_cmpfloat (second, ==, first);
  g_assert_cmpfloat (first, >, 0.0);
  /* Three vehicles in 168 steps. */
  g_assert_cmpuint (gh_fleet_plans_get_bytes (plans), ==, 3 * 168 * 66);
  /* Without plans to keep the same comes out. */
  g_autoptr (GhFleetUseYear) unkept = find (NULL, study, GH_STRATEGY_SMART, &alone);
  g_assert_cmpfloat (alone, ==, first);
  g_assert_cmpfloat (unkept->year->whole.objective, ==, year->year->whole.objective);
  g_assert_cmpuint (unkept->groups.count, ==, 2);
  g_assert_cmpfloat (unkept->groups.groups[0].charging, ==, year->groups.groups[0].charging);
}

/* What a year comes to is kept in any case; schedules of the use that was asked for longest ago
 * make room, and without room none are kept. */
static void
test_room (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  const gsize one_use = 3 * 168 * 66;
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, 2 * one_use);
  g_autoptr (GhFleetPlans) none = gh_fleet_plans_new (study, 0);
  double sum = 0.0;
  const guint uses[] = { GH_STRATEGY_SMART, GH_STRATEGY_V2H, GH_STRATEGY_SMART, GH_STRATEGY_V2G };

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    gh_fleet_use_year_unref (find (plans, study, uses[i], &sum));
  g_assert_cmpuint (gh_fleet_plans_get_bytes (plans), ==, 2 * one_use);
  g_assert_true (is_known (plans, study, GH_STRATEGY_SMART, TRUE));
  g_assert_false (is_known (plans, study, GH_STRATEGY_V2H, TRUE));
  g_assert_true (is_known (plans, study, GH_STRATEGY_V2H, FALSE));
  g_assert_true (is_known (plans, study, GH_STRATEGY_V2G, TRUE));
  gh_fleet_use_year_unref (find (none, study, GH_STRATEGY_SMART, &sum));
  g_assert_cmpuint (gh_fleet_plans_get_bytes (none), ==, 0);
  g_assert_true (is_known (none, study, GH_STRATEGY_SMART, FALSE));
  g_assert_false (is_known (none, study, GH_STRATEGY_SMART, TRUE));
}

/* What is stopped is not taken for finished. */
static void
test_stopped (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, PLENTY);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      gh_fleet_plans_find_part (plans, study, GH_STRATEGY_SMART, 0, 0, &nothing_new, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
  g_assert_cmpuint (gh_fleet_plans_get_bytes (plans), ==, 0);
  g_assert_false (is_known (plans, study, GH_STRATEGY_SMART, FALSE));
}

/* A part that was planned within a year is there alone, and one that was planned alone is there
 * again, with the plan that a year has. */
static void
test_part (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, PLENTY);
  g_autoptr (GError) error = NULL;
  double sum = 0.0;
  g_autoptr (GhFleetPlanned) alone
      = gh_fleet_plans_find_part (plans, study, GH_STRATEGY_SMART, 1, 0, NULL, &error);
  g_autoptr (GhFleetPlanned) again
      = gh_fleet_plans_find_part (plans, study, GH_STRATEGY_SMART, 1, 0, &nothing_new, &error);

  g_assert_no_error (error);
  g_assert_true (alone == again);
  g_autoptr (GhFleetUseYear) year = find (plans, study, GH_STRATEGY_SMART, &sum);
  g_assert_cmpfloat (g_array_index (year->year->parts, GhFleetPart, 1).sums.objective, ==,
                     alone->plan->plan->objective);
  g_autoptr (GhFleetPlanned) within
      = gh_fleet_plans_find_part (plans, study, GH_STRATEGY_SMART, 0, 0, &nothing_new, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (within->depot->site->store_count, ==, 2);
  g_assert_cmpuint (gh_fleet_plans_get_bytes (plans), ==, 3 * 168 * 66);
}

/* What V2G is planned to be does not depend on whether smart charging was looked at before, and
 * costs no more. */
static void
test_begins_from_smart (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, PLENTY);
  double sum = 0.0, own_sum = 0.0;
  g_autoptr (GhFleetUseYear) smart = find (plans, study, GH_STRATEGY_SMART, &sum);
  g_autoptr (GhFleetUseYear) after = find (plans, study, GH_STRATEGY_V2G, &sum);
  g_autoptr (GhFleetUseYear) alone = find (NULL, study, GH_STRATEGY_V2G, &own_sum);

  g_assert_cmpfloat (after->year->whole.objective, ==, alone->year->whole.objective);
  g_assert_cmpfloat (after->year->whole.objective, <=, smart->year->whole.objective + 1e-9);
}

/* Money and what can be promised rest on the plans there are. */
static void
test_users (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, PLENTY);
  g_autoptr (GError) error = NULL;
  const GhFleetQuestion question = { GH_STRATEGY_V2G, 0, 0, NULL };
  g_autoptr (GhFleetMoney) money = gh_fleet_money_new (study, plans, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint use = 0; use < GH_FLEET_USES; use++)
    g_assert_true (is_known (plans, study, use, TRUE));
  g_autoptr (GhFleetMoney) again = gh_fleet_money_new (study, plans, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint use = 0; use < GH_FLEET_USES; use++)
    g_assert_true (again->uses[use].planned == money->uses[use].planned);
  g_autoptr (GPtrArray) promised
      = gh_fleet_flexibility_find (study, plans, &question, NULL, &error);
  g_autoptr (GPtrArray) without = gh_fleet_flexibility_find (study, NULL, &question, NULL, &error);
  g_assert_no_error (error);
  const GhFleetFlexibility *one = g_ptr_array_index (promised, 0);
  const GhFleetFlexibility *other = g_ptr_array_index (without, 0);
  for (gsize t = 0; t < 168; t++)
    {
      g_assert_cmpfloat (one->planned_kw[t], ==, other->planned_kw[t]);
      g_assert_cmpfloat (one->held[0].up_kw[t], ==, other->held[0].up_kw[t]);
    }
}

/* Which studies have the same plans: what is paid for equipment does not count, prices do. A site
 * without its limit is planned by itself, unless it has none. */
static void
test_same (void)
{
  const char *const load = "\"load\": 1,";
  const struct
  {
    const char *old, *new;
    gboolean is_same;
  } cases[] = {
    { "\"aggregator_share\": 0.2", "\"aggregator_share\": 0.3", TRUE },
    { "\"seed\": 7", "\"seed\": 7, \"finance\": { \"capex\": { \"v2g\": 900 } }", TRUE },
    { "\"seed\": 7", "\"seed\": 8", FALSE },
    { "\"import_price\": 0.3", "\"import_price\": 0.31", FALSE },
    { "\"load\": 2,", "\"load\": 2.5,", FALSE },
    { load, "\"load\": 1, \"connection\": { \"import_limit_kw\": 30 },", FALSE },
  };
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, PLENTY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) other = new_fleet_study (cases[i].old, cases[i].new);
      g_assert_true (gh_fleet_plans_are_of (plans, other) == cases[i].is_same);
    }
  g_autoptr (GhStudy) free_kw
      = new_fleet_study (load, "\"load\": 1, \"connection\": { \"import_limit_kw\": 30 },");
  g_autoptr (GhStudy) priced = new_fleet_study (
      load, "\"load\": 1, \"connection\": { \"import_limit_kw\": 30, \"upgrade_per_kw\": 100 },");
  g_assert_true (gh_fleet_plans_are_same (free_kw, priced));
}

static gboolean
note_message (double fraction, const char *message, gpointer data)
{
  if (message != NULL)
    g_ptr_array_add (data, g_strdup (message));
  return TRUE;
}

/* What is told while something is planned says of which site, period and use it is. */
static void
test_progress (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (
      "\"steps\": 168 }", "\"steps\": 168 }, \"periods\": [ { \"name\": \"winter\", \"start\": "
                          "\"2025-01-13T00:00:00Z\", \"steps\": 168, \"weight\": 52 } ]");
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_free);
  const GhProgress progress = { note_message, messages, 0.0, 1.0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetUseYear) year
      = gh_fleet_plans_find_year (NULL, study, GH_STRATEGY_V2G, 0, NULL, NULL, &progress, &error);
  const GhFleetPlanOptions options = { .strategy = GH_STRATEGY_V2G };
  g_auto (GhFleetProgress) named = { 0 };
  const char *const titles[] = { "Depot, winter, Smart", "Yard, winter, Smart",
                                 "Depot, winter, V2G (grid)", "Yard, winter, V2G (grid)" };

  /* Parts are planned side by side: of quick ones nothing may be told. */
  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (messages, i), " · ", -1);
      for (guint k = 0; parts[k] != NULL; k++)
        {
          guint title = 0;
          while (title < G_N_ELEMENTS (titles) && !g_str_has_prefix (parts[k], titles[title]))
            title++;
          g_assert_cmpuint (title, <, G_N_ELEMENTS (titles));
        }
    }
  g_ptr_array_set_size (messages, 0);
  g_autoptr (GhFleetPlanned) part
      = gh_fleet_plans_find_part (NULL, study, GH_STRATEGY_SMART, 1, 0, &progress, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (messages, 0), "Yard, winter, Smart: "));
  g_ptr_array_set_size (messages, 0);
  /* Chargers as the study has them are no use that has a name. */
  g_autoptr (GhFleetPlanned) given
      = gh_fleet_plans_find_part (NULL, study, GH_STRATEGY_AS_GIVEN, 1, 0, &progress, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (messages, 0), "Yard, winter: "));
  g_ptr_array_set_size (messages, 0);
  gh_fleet_progress_init (&named, study, &options, 0, 0, &progress);
  g_assert_true (gh_progress_step (&named.outer, 0.0, NULL, &error));
  g_assert_true (gh_progress_step (&named.outer, 0.1, "nearly", &error));
  g_assert_true (gh_progress_step (&named.outer, 0.2, NULL, &error));
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (messages, 0), ==, "Depot, winter, V2G (grid)");
  g_assert_cmpstr (g_ptr_array_index (messages, 1), ==, "Depot, winter, V2G (grid): nearly");
}

static void
test_unlimited (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (
      "\"load\": 1,", "\"load\": 1, \"connection\": { \"import_limit_kw\": 12 },");
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, PLENTY);
  g_autoptr (GError) error = NULL;
  double sum = 0.0;
  g_autoptr (GhFleetUseYear) within = find (plans, study, GH_STRATEGY_UNMANAGED, &sum);
  g_autoptr (GhFleetUseYear) second = gh_fleet_plans_find_year (
      plans, study, GH_STRATEGY_UNMANAGED, 2, NULL, NULL, &nothing_new, &error);

  /* The second site has no limit. */
  g_assert_no_error (error);
  g_assert_true (second == within);
  g_autoptr (GhFleetUseYear) beyond
      = gh_fleet_plans_find_year (plans, study, GH_STRATEGY_UNMANAGED, 3, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (within->year->sites[0].peak_kw, 12.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (beyond->year->sites[0].peak_kw, 21.0, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-plans/once", test_once);
  g_test_add_func ("/fleet-plans/room", test_room);
  g_test_add_func ("/fleet-plans/stopped", test_stopped);
  g_test_add_func ("/fleet-plans/part", test_part);
  g_test_add_func ("/fleet-plans/begins-from-smart", test_begins_from_smart);
  g_test_add_func ("/fleet-plans/users", test_users);
  g_test_add_func ("/fleet-plans/same", test_same);
  g_test_add_func ("/fleet-plans/progress", test_progress);
  g_test_add_func ("/fleet-plans/unlimited", test_unlimited);
  return g_test_run ();
}
