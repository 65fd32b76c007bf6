/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a fleet's plans, what they promise and what they are worth, and the words and
 * tables of it. */
#include "fleet-results.h"

#include <math.h>
#include <string.h>

#include "fleet-promise.h"
#include "fleet-words.h"
#include "fleet-worth.h"
#include "new-fleet-study.h"

static GhFleetResults *
compute (const char *old, const char *new, guint use)
{
  g_autoptr (GhStudy) study = new_fleet_study (old, new);
  g_autoptr (GError) error = NULL;
  GhFleetResults *results = gh_fleet_results_compute (study, NULL, use, NULL, &error);

  g_assert_no_error (error);
  return results;
}

static double
at (const GhFleetSitePlan *plan, GhFleetQuantity quantity, gsize step)
{
  return gh_series_get_values (plan->series[quantity])[step];
}

/* What the meter sees is what all take less what the sun gives, step by step; the vehicles of a
 * group take what the group does, and energy stays between its bounds. */
static void
test_adds_up (void)
{
  g_autoptr (GhFleetResults) results = compute (NULL, NULL, GH_STRATEGY_SMART);
  double hidden = 0.0;

  g_assert_true (gh_fleet_results_get_year (results)->is_planned);
  for (guint site = 0; site < 2; site++)
    {
      const GhFleetSitePlan *plan = gh_fleet_results_get_plan (results, site, 0);
      gsize count = gh_time_axis_get_count (plan->axis);
      g_assert_cmpuint (count, ==, 168);
      g_assert_cmpuint (plan->group_count, ==, 2);
      for (gsize t = 0; t < count; t++)
        {
          double taken = at (plan, GH_FLEET_LOAD, t) - at (plan, GH_FLEET_SOLAR, t);
          for (guint g = 0; g < 2; g++)
            {
              double group = gh_series_get_values (plan->charge_kw[g])[t]
                             + gh_series_get_values (plan->discharge_kw[g])[t];
              double vehicles = 0.0;
              for (guint v = 0; v < plan->vehicles->len; v++)
                {
                  const GhFleetVehicle *vehicle
                      = &g_array_index (plan->vehicles, GhFleetVehicle, v);
                  vehicles += vehicle->group == g ? (double) vehicle->power_kw[t] : 0.0;
                }
              g_assert_cmpfloat_with_epsilon (vehicles, group, 1e-5);
              taken += group;
              hidden += group;
            }
          g_assert_cmpfloat_with_epsilon (at (plan, GH_FLEET_GRID, t), taken, 1e-6);
          g_assert_cmpfloat (at (plan, GH_FLEET_ENERGY, t), <=,
                             at (plan, GH_FLEET_MOST_ENERGY, t) + 1e-6);
          g_assert_cmpfloat (at (plan, GH_FLEET_ENERGY, t), >=,
                             at (plan, GH_FLEET_LEAST_ENERGY, t) - 1e-6);
        }
      g_assert_null (plan->series[GH_FLEET_IMPORT_LIMIT]);
    }
  g_assert_cmpfloat (hidden, >, 100.0);
}

/* A part of the period and the rest make the whole, which costs what the year says. */
static void
test_range (void)
{
  g_autoptr (GhFleetResults) results = compute (NULL, NULL, GH_STRATEGY_SMART);
  const GhFleetSitePlan *plan = gh_fleet_results_get_plan (results, 0, 0);
  const GhFleetSums *sums = &gh_fleet_results_get_part (results, 0, 0)->sums;
  GhFleetRange first, rest;

  gh_fleet_site_plan_sum (plan, 0, 50, &first);
  gh_fleet_site_plan_sum (plan, 50, 168, &rest);
  g_assert_cmpfloat_with_epsilon (first.cost + rest.cost,
                                  sums->summary.cost_import - sums->summary.cost_export, 1e-9);
  g_assert_cmpfloat_with_epsilon (first.import_kwh + rest.import_kwh, sums->summary.import_kwh,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (first.charged_kwh + rest.charged_kwh,
                                  sums->summary.charged_ac_kwh, 1e-9);
}

/* Behind 12 kW two vans of 10 kW have to wait for each other: a kWh more there has a price. */
static void
test_limit (void)
{
  g_autoptr (GhFleetResults) results = compute (
      "\"load\": 1, \"tariff\"",
      "\"load\": 1, \"connection\": { \"import_limit_kw\": 5.3 }, \"tariff\"", GH_STRATEGY_SMART);
  const GhFleetSitePlan *plan = gh_fleet_results_get_plan (results, 0, 0);
  g_autofree char *gap = gh_fleet_part_tell_gap (results, 0, 0);
  g_autofree char *served = gh_fleet_part_tell_served (gh_fleet_results_get_part (results, 0, 0));

  for (gsize t = 0; t < 168; t++)
    g_assert_cmpfloat (at (plan, GH_FLEET_GRID, t), <=, 5.3 + 1e-6);
  g_assert_cmpfloat (at (plan, GH_FLEET_IMPORT_LIMIT, 0), ==, 5.3);
  g_assert_nonnull (plan->series[GH_FLEET_LIMIT_PRICE]);
  g_assert_nonnull (plan->rounds);
  g_assert_nonnull (strstr (gap, "plan"));
  g_assert_cmpstr (served, ==, "2 vehicles, 2 managed; all get what they need.");
}

/* Vans that arrive empty and leave after an hour: named, with what is missing. */
static void
test_unserved (void)
{
  g_autoptr (GhFleetResults) results
      = compute ("\"leave\": \"06:00\"", "\"leave\": \"19:00\"", GH_STRATEGY_SMART);
  const GhFleetSitePlan *plan = gh_fleet_results_get_plan (results, 0, 0);
  g_autofree char *served = gh_fleet_part_tell_served (gh_fleet_results_get_part (results, 0, 0));

  for (guint v = 0; v < 2; v++)
    {
      const GhFleetVehicle *vehicle = &g_array_index (plan->vehicles, GhFleetVehicle, v);
      g_assert_cmpfloat (vehicle->missing_kwh, >, 1.0);
      g_assert_nonnull (vehicle->reason);
    }
  g_assert_true (g_str_has_prefix (
      served, "2 vehicles, 2 managed; 2 do not get all that they need.\nVans 1 "));
}

/* A load above the connection: the site has a reason in place of a plan, the other one a plan. */
static void
test_no_plan (void)
{
  g_autoptr (GhFleetResults) results = compute (
      "\"load\": 1, \"tariff\"",
      "\"load\": 9, \"connection\": { \"import_limit_kw\": 5 }, \"tariff\"", GH_STRATEGY_SMART);
  g_autofree char *missing = gh_fleet_results_explain_missing (results);

  g_assert_null (gh_fleet_results_get_plan (results, 0, 0));
  g_assert_nonnull (gh_fleet_results_get_plan (results, 1, 0));
  g_assert_true (g_str_has_prefix (missing, "Depot, The period: "));
  g_assert_null (strchr (missing, '\n'));
}

/* Once a gap has been told there is a plan, however bad. */
static gboolean
stop_at_gap (double fraction, const char *message, gpointer data)
{
  gboolean *is_stopped = data;

  (void) fraction;
  *is_stopped = *is_stopped || message != NULL;
  return !*is_stopped;
}

static gboolean
stop_at_once (double fraction, const char *message, gpointer data)
{
  (void) fraction;
  (void) message;
  (void) data;
  return FALSE;
}

/* Stopped in the first site, the only one of which a gap is told: that has the best plan so far. Of
 * the others as many are planned beside it as there are processors: the last says that it was not
 * planned. */
static void
test_stopped (void)
{
  g_autoptr (GhStudy) study
      = new_fleet_study ("\"import_price\": 0.2", "\"import_price\": 0.2, "
                                                  "\"demand_per_kw_month\": 9");
  guint last = 1 + g_get_num_processors ();
  gboolean is_stopped = FALSE;
  GhProgress progress = { stop_at_gap, &is_stopped, 0.0, 1.0 };
  GhProgress never = { stop_at_once, NULL, 0.0, 1.0 };
  g_autoptr (GError) error = NULL;

  while (study->sites->len <= last)
    g_ptr_array_add (study->sites,
                     gh_record_copy (&gh_fleet_site_table, g_ptr_array_index (study->sites, 1)));
  g_autoptr (GhFleetResults) results
      = gh_fleet_results_compute (study, NULL, GH_STRATEGY_SMART, &progress, &error);
  g_assert_no_error (error);
  const GhFleetYear *year = gh_fleet_results_get_year (results);
  g_assert_true (year->is_stopped);
  g_assert_false (year->is_planned);
  g_assert_nonnull (gh_fleet_results_get_plan (results, 0, 0));
  g_assert_null (gh_fleet_results_get_plan (results, last, 0));
  g_autofree char *gap = gh_fleet_part_tell_gap (results, 0, 0);
  g_assert_true (g_str_has_prefix (gap, "Stopped"));
  g_autofree char *missing = gh_fleet_results_explain_missing (results);
  g_assert_true (g_str_has_prefix (missing, "Yard, The period: "));
  /* Before the first plan there is nothing to keep. */
  g_autoptr (GhFleetResults) none
      = gh_fleet_results_compute (study, NULL, GH_STRATEGY_SMART, &never, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
}

static guint
find_row (GhDataTable *table, const char *title)
{
  for (guint i = 0; i < gh_data_table_count_rows (table); i++)
    {
      g_autofree char *cell = gh_data_table_format_cell (table, i, 0, GH_CELL_SHOWN);
      if (g_str_has_prefix (cell, title))
        return i;
    }
  return G_MAXUINT;
}

/* Filling valleys tells how level the load is, not how cheap. */
static void
test_level (void)
{
  g_autoptr (GhFleetResults) results = compute (NULL, NULL, GH_FLEET_VALLEYS);
  const GhFleetSums *sums = &gh_fleet_results_get_part (results, 0, 0)->sums;
  g_autofree char *text = gh_fleet_part_tell_gap (results, 0, 0);

  g_assert_cmpfloat (sums->squares, >, 0.0);
  g_assert_cmpfloat (sums->squares_bound, <=, sums->squares);
  g_assert_nonnull (strstr (text, " % above the least possible"));
}

/* The tables say what the money says, and leave out what there is none of. */
static void
test_worth (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetWorth) worth = gh_fleet_worth_compute (study, NULL, NULL, &error);
  const GhFleetMoney *money = gh_fleet_worth_get_money (worth);

  g_assert_no_error (error);
  g_assert_true (money->has_numbers);
  g_assert_null (gh_fleet_worth_explain_missing (worth));
  g_autoptr (GhDataTable) uses = gh_fleet_worth_make_uses (worth);
  g_assert_cmpuint (gh_data_table_count_columns (uses), ==, 1 + GH_FLEET_USES);
  guint bill = find_row (uses, "Bill a year");
  for (guint use = 0; use < GH_FLEET_USES; use++)
    {
      g_autofree char *cell = gh_data_table_format_cell (uses, bill, use + 1, GH_CELL_PLAIN);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell, NULL),
                                      money->results[use].bill_per_year, 1e-3);
    }
  guint level = find_row (uses, "At most less level");
  g_autofree char *levelled
      = gh_data_table_format_cell (uses, level, GH_FLEET_VALLEYS + 1, GH_CELL_PLAIN);
  double gap = 100.0 * gh_fleet_sums_get_level_gap (&money->uses[GH_FLEET_VALLEYS].year->whole);
  g_assert_cmpfloat (gap, >=, 0.0);
  g_assert_cmpfloat (gap, <=, 100.0 * GH_FLEET_GOOD_GAP * (1.0 + GH_FLEET_GOOD_GAP));
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (levelled, NULL), gap, 1e-3);
  g_assert_true (isnan (gh_fleet_sums_get_level_gap (&money->uses[GH_STRATEGY_SMART].year->whole)));
  /* No emissions, no demand charges, no connection with a price. */
  g_assert_cmpuint (find_row (uses, "CO₂"), ==, G_MAXUINT);
  g_assert_cmpuint (find_row (uses, "Demand"), ==, G_MAXUINT);
  g_assert_cmpuint (find_row (uses, "A stronger"), ==, G_MAXUINT);
  g_autoptr (GhDataTable) groups = gh_fleet_worth_make_groups (worth, GH_STRATEGY_SMART);
  g_assert_cmpuint (gh_data_table_count_rows (groups), ==, 2);
  g_autofree char *vehicles = gh_data_table_format_cell (groups, 0, 1, GH_CELL_PLAIN);
  g_assert_cmpstr (vehicles, ==, "2");
  g_assert_cmpuint (gh_fleet_money_find_best (gh_fleet_worth_get_money (worth)), <=,
                    GH_STRATEGY_V2G);
}

/* The words and tables of what can be promised. */
static void
test_promise (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (NULL, NULL);
  GhFleetQuestion question = { GH_STRATEGY_SMART, 0, 0, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetPromise) promise
      = gh_fleet_promise_compute (study, NULL, &question, NULL, &error);
  const GhFleetFlexibility *part = gh_fleet_promise_get (promise);
  g_autofree double *profile = g_memdup2 (part->planned_kw, 168 * sizeof (double));

  g_assert_no_error (error);
  g_assert_true (gh_fleet_promise_answers (promise, &question));
  g_assert_null (gh_fleet_promise_tell_commitment (promise));
  g_autofree char *text = gh_fleet_promise_tell (promise);
  g_assert_nonnull (strstr (text, "1 hour"));
  g_assert_null (strstr (text, "the connection"));
  g_autoptr (GhDataTable) broken = gh_fleet_promise_make_broken (promise);
  g_assert_cmpuint (gh_data_table_count_rows (broken), ==, GH_FLEET_DURATIONS);
  /* The plan itself can be kept; twice of it cannot. */
  question.profile_kw = profile;
  g_assert_false (gh_fleet_promise_answers (promise, &question));
  g_autoptr (GhFleetPromise) kept = gh_fleet_promise_compute (study, NULL, &question, NULL, &error);
  g_assert_true (gh_fleet_promise_get (kept)->commitment->is_kept);
  g_assert_true (gh_fleet_promise_answers (kept, &question));
  for (gsize t = 0; t < 168; t++)
    profile[t] *= 2.0;
  g_assert_false (gh_fleet_promise_answers (kept, &question));
  g_autoptr (GhFleetPromise) gone = gh_fleet_promise_compute (study, NULL, &question, NULL, &error);
  g_autofree char *told = gh_fleet_promise_tell_commitment (gone);
  g_assert_true (g_str_has_prefix (told, "The profile cannot be kept"));
}

/* Two vans of 10 kW each behind 13 kW, of which the building takes one. */
static void
test_room (void)
{
  g_autoptr (GhStudy) study = new_fleet_study (
      "\"load\": 1,", "\"load\": 1, \"connection\": { \"import_limit_kw\": 13 },");
  GhFleetQuestion question = { GH_STRATEGY_SMART, 0, 0, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetPromise) promise
      = gh_fleet_promise_compute (study, NULL, &question, NULL, &error);
  gsize best = 0;

  g_assert_no_error (error);
  const GhFleetFlexibility *part = gh_fleet_promise_get (promise);
  const double *up_kw = part->held[1].up_kw;
  for (gsize t = 1; t < 168; t++)
    best = up_kw[t] > up_kw[best] ? t : best;
  g_autofree char *text = gh_fleet_promise_tell (promise);
  g_autofree char *room = g_strdup_printf (" Of the former the connection lets through %.0f kW.",
                                           12.0 - part->planned_kw[best]);
  g_assert_cmpfloat (up_kw[best], >, 12.0 - part->planned_kw[best]);
  g_assert_true (g_str_has_suffix (text, room));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-results/adds-up", test_adds_up);
  g_test_add_func ("/fleet-results/range", test_range);
  g_test_add_func ("/fleet-results/limit", test_limit);
  g_test_add_func ("/fleet-results/room", test_room);
  g_test_add_func ("/fleet-results/unserved", test_unserved);
  g_test_add_func ("/fleet-results/no-plan", test_no_plan);
  g_test_add_func ("/fleet-results/stopped", test_stopped);
  g_test_add_func ("/fleet-results/level", test_level);
  g_test_add_func ("/fleet-worth/tables", test_worth);
  g_test_add_func ("/fleet-promise/words", test_promise);
  return g_test_run ();
}
