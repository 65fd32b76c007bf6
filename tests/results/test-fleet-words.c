/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan of a fleet in words, in both languages: its gap, its vehicles, its periods. */
#include "fleet-words.h"

#include <string.h>

#include "german.h"
#include "new-fleet-study.h"
#include "words.h"

static GhFleetResults *
compute (const char *old, const char *new, guint use)
{
  g_autoptr (GhStudy) study = new_fleet_study (old, new);
  g_autoptr (GError) error = NULL;

  GhFleetResults *results = gh_fleet_results_compute (study, NULL, use, NULL, &error);
  g_assert_no_error (error);
  return results;
}

/* The part as it is, with a gap of some share of what it costs. */
static char *
tell_gap (GhFleetResults *results, double share)
{
  const GhFleetYear *year = gh_fleet_results_get_year (results);
  GhFleetPart *part = &g_array_index (year->parts, GhFleetPart, 0);

  part->sums.lower_bound = (1.0 - share) * part->sums.objective;
  return gh_fleet_part_tell_gap (results, 0, 0);
}

static void
test_gap (void)
{
  g_autoptr (GhFleetResults) smart = compute (NULL, NULL, GH_STRATEGY_SMART);
  g_autoptr (GhFleetResults) arrival = compute (NULL, NULL, GH_STRATEGY_UNMANAGED);
  g_autofree char *none = tell_gap (smart, 0.0);
  g_autofree char *small = tell_gap (smart, 0.004);
  g_autofree char *large = tell_gap (smart, 0.25);
  g_autofree char *rule = gh_fleet_part_tell_gap (arrival, 0, 0);

  g_assert_cmpstr (none, ==, "No plan is cheaper.");
  g_assert_cmpstr (small, ==, "The plan is at most 0.40 % above the best possible one.");
  g_assert_cmpstr (large, ==, "The plan is at most 25 % above the best possible one.");
  g_assert_cmpstr (rule, ==, "Every vehicle charges when it arrives; nothing is chosen.");
}

/* One period has no name of its own; of several each tells how often it counts. */
static void
test_periods (void)
{
  g_autoptr (GhFleetResults) one = compute (NULL, NULL, GH_STRATEGY_UNMANAGED);
  g_autoptr (GhFleetResults) two = compute (
      "\"vehicles\"",
      "\"periods\": [ { \"name\": \"Winter\", \"start\": \"2025-01-13T00:00:00Z\", \"steps\": 168, "
      "\"weight\": 20 }, { \"name\": \"Summer\", \"start\": \"2025-07-14T00:00:00Z\", \"steps\": "
      "168, \"weight\": 32.5 } ],\n\"vehicles\"",
      GH_STRATEGY_UNMANAGED);
  g_autofree char *only = gh_fleet_period_format_name (gh_fleet_results_get_study (one), 0);
  g_autofree char *second = gh_fleet_period_format_name (gh_fleet_results_get_study (two), 1);

  g_assert_cmpstr (only, ==, "The period");
  g_assert_cmpstr (second, ==, "Summer (32.5 times a year)");
  g_assert_cmpstr (gh_fleet_site_get_name (gh_fleet_results_get_study (two), 1), ==, "Yard");
}

/* What least currents cost: nothing, at most something, between two sums, or not known. */
static void
test_currents (void)
{
  const GhFleetCurrents unknown = { FALSE, 0.0, 0.0, 0.0 }, free = { TRUE, 0.1, 0.0, 0.2 },
                        most = { TRUE, 100.0, 0.0, 231.6 }, both = { TRUE, 626.0, 600.0, 640.0 };
  g_autofree char *of_free = gh_fleet_currents_tell (&free, "EUR");
  g_autofree char *of_most = gh_fleet_currents_tell (&most, "EUR");
  g_autofree char *of_both = gh_fleet_currents_tell (&both, "EUR");

  g_assert_null (gh_fleet_currents_tell (&unknown, "EUR"));
  g_assert_cmpstr (of_free, ==, "That chargers have a least current costs nothing.");
  g_assert_cmpstr (of_most, ==,
                   "That chargers have a least current costs at most 232\u00a0€ a year.");
  g_assert_cmpstr (of_both, ==,
                   "That chargers have a least current costs 600\u00a0€ to 640\u00a0€ a year.");
}

/* In a process of its own, since a language is chosen once. */
static void
test_german (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  if (!german_begin ())
    return;
  gh_words_init ();
  g_autoptr (GhFleetResults) smart = compute (NULL, NULL, GH_STRATEGY_SMART);
  g_autofree char *gap = tell_gap (smart, 0.004);
  g_autofree char *served = gh_fleet_part_tell_served (gh_fleet_results_get_part (smart, 0, 0));
  g_assert_nonnull (strstr (gap, "0,40"));
  g_assert_null (strstr (gap, "best possible"));
  g_assert_true (g_str_has_prefix (served, "2 Fahrzeuge"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-words/gap", test_gap);
  g_test_add_func ("/fleet-words/periods", test_periods);
  g_test_add_func ("/fleet-words/currents", test_currents);
  g_test_add_func ("/fleet-words/german", test_german);
  return g_test_run ();
}
