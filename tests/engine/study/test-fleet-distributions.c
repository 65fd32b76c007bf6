/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the vehicles of a fleet are like, of one whose numbers are all exact. */
#include "study/fleet-distributions.h"

#include <math.h>

#include "fleet-study.h"
#include "study-json.h"

static GhStudy *
read_study (const char *text)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhStudy *study = gh_study_from_json (text, -1, findings, NULL);

  g_assert_nonnull (study);
  return study;
}

static double
share_at (const GhHistogram *histogram, double value)
{
  return histogram->shares[(guint) floor ((value - histogram->first) / histogram->step + 1e-9)];
}

/* Two vans come at 18:00 on working days, with 20 kWh, and leave at 6:00; the car is always there.
 */
static void
test_exact (void)
{
  g_autoptr (GhStudy) study = read_study (fleet_study);
  g_autoptr (GhFleetDistributions) all = gh_fleet_distributions_new (study, NULL, NULL);
  double sum = 0.0;

  g_assert_cmpint (all->vehicles, ==, 3);
  g_assert_cmpuint (all->drawn, ==, 3);
  g_assert_cmpfloat_with_epsilon (share_at (&all->arrive, 18.0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (share_at (&all->leave, 6.0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (share_at (&all->energy_kwh, 20.0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (share_at (&all->battery_kwh, 50.0), 1.0, 1e-12);
  /* The car's charger is the usual one. */
  g_assert_cmpfloat_with_epsilon (share_at (&all->charge_kw, 10.0), 2.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (share_at (&all->charge_kw, 11.0), 1.0 / 3.0, 1e-12);
  for (guint i = 0; i < all->charge_kw.count; i++)
    sum += all->charge_kw.shares[i];
  g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-12);
  /* Tuesday at 17 and at 18, Saturday at 5 and at 6. */
  g_assert_cmpfloat_with_epsilon (all->plugged[1][17], 1.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[1][18], 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[5][5], 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[5][6], 1.0 / 3.0, 1e-12);
  /* Nobody comes on Saturday evening or leaves on Monday morning. */
  g_assert_cmpfloat_with_epsilon (all->plugged[5][20], 1.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[6][12], 1.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[0][5], 1.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[0][20], 1.0, 1e-12);
}

/* A trip of a single vehicle is an absence. */
static void
test_trips (void)
{
  g_autoptr (GhStudy) study = read_study (
      "{ \"format\": \"gridhearth-study\", \"version\": 1, \"minor\": 0, \"kind\": \"fleet\","
      "\"name\": \"Fleet\","
      "\"period\": { \"start\": \"2025-01-13T00:00:00Z\", \"step_minutes\": 60, \"steps\": 168 },"
      "\"sites\": [ { \"name\": \"A\", \"load\": 1, \"tariff\": { \"import_price\": 0.2 } } ],"
      "\"vehicles\": [ { \"name\": \"Van\", \"battery_kwh\": 52, \"count\": 3,"
      "  \"consumption_kwh_per_km\": 0.2, \"trips\": [ { \"days\": \"mon-fri\", \"leave\":"
      "  \"08:00\", \"return\": \"17:00\", \"distance_km\": 80 } ] } ] }");
  g_autoptr (GhFleetDistributions) all = gh_fleet_distributions_new (study, NULL, NULL);

  g_assert_cmpint (all->vehicles, ==, 3);
  g_assert_cmpfloat_with_epsilon (share_at (&all->arrive, 17.0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (share_at (&all->leave, 8.0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (share_at (&all->energy_kwh, 16.0), 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[0][8], 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (all->plugged[6][8], 1.0, 1e-12);
}

/* Of a group of a hundred thousand a part is drawn, which stands for all. */
static void
test_many (void)
{
  g_autoptr (GhStudy) study = read_study (fleet_study);
  GhFleetGroup *group = g_ptr_array_index (study->groups, 0);

  group->count = 100000;
  g_autoptr (GhFleetDistributions) all = gh_fleet_distributions_new (study, NULL, NULL);
  g_assert_cmpint (all->vehicles, ==, 100001);
  g_assert_cmpuint (all->drawn, <, 10000);
  g_assert_cmpfloat_with_epsilon (share_at (&all->charge_kw, 10.0), 100000.0 / 100001.0, 1e-12);
}

static gboolean
stop (double fraction, const char *message, gpointer data)
{
  return FALSE;
}

static void
test_stop (void)
{
  g_autoptr (GhStudy) study = read_study (fleet_study);
  GhProgress progress = { .func = stop };
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_fleet_distributions_new (study, &progress, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-distributions/exact", test_exact);
  g_test_add_func ("/fleet-distributions/trips", test_trips);
  g_test_add_func ("/fleet-distributions/many", test_many);
  g_test_add_func ("/fleet-distributions/stop", test_stop);
  return g_test_run ();
}
