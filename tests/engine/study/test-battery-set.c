/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several cars whose packs differ: each is heeded, whichever is named first. */
#include "study/battery-set.h"

#include <math.h>

#include "battery-study.h"
#include "study/household.h"
#include "study/site-builder.h"

#define CAR(place, name, kwh)                                                                 \
  "vehicles." place ".name " name "; vehicles." place ".battery_kwh " kwh "; vehicles." place \
  ".cell lfp-250ah; vehicles." place ".consumption_kwh_per_km 0.2; "                          \
  "vehicles." place ".charger.charge_kw 22; vehicles." place ".charger.discharge_kw 22; "     \
  "vehicles." place ".charger.charge_efficiency 0.9; "                                        \
  "vehicles." place ".charger.discharge_efficiency 0.9; vehicles." place ".trips.0.days "     \
  "mon-fri; vehicles." place ".trips.0.leave 08:00; vehicles." place ".trips.0.return "       \
  "20:45; vehicles." place ".trips.0.distance_km 10; "
/* Cells in the cold that bear less than the charger does and the house takes, and enough of them.
 */
#define COLD "load 45; weather.temperature_c -10; "
#define STRONG(place) CAR (place, "Strong", "90")
#define WEAK(place) CAR (place, "Weak", "8")

static GhComparison *
compare (const char *edits)
{
  g_autoptr (GhStudy) study = new_battery_study (edits);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);

  g_assert_no_error (error);
  GhComparison *comparison
      = gh_household_compare (study, site, GH_BATTERY_HEED, findings, NULL, &error);
  g_assert_no_error (error);
  return comparison;
}

/* What a store of the plan of V2G gives, kWh. */
static double
given_kwh (const GhComparison *comparison, guint store)
{
  return comparison->results[GH_STRATEGY_V2G].summary.discharged_kwh[store];
}

/* The most that it gives at once, kW. */
static double
most_given_kw (const GhComparison *comparison, guint store)
{
  const GhPlan *plan = comparison->results[GH_STRATEGY_V2G].plan;
  double most = 0.0;

  for (gsize t = 0; t < plan->count; t++)
    most = MAX (most, -plan->stores[store].power_kw[t]);
  return most;
}

/* The car looked at closely comes first, then those that describe their packs; without a pack or
 * a known cell a car is none of them. */
static void
test_find (void)
{
  g_autoptr (GhStudy) study = new_battery_study (
      STRONG ("0") WEAK ("1") CAR ("2", "Plain", "40")
          CAR ("3", "Unknown",
               "40") "vehicles.1.pack.soh 0.9; vehicles.0.pack.soh 1; vehicles.3.pack.soh 1; "
                     "vehicles.3.cell null");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, NULL);
  const guint expected[][4] = { { 2, 0, 1 }, { 2, 1, 0 }, { 3, 2, 0, 1 }, { 0 } };

  for (guint first = 0; first < G_N_ELEMENTS (expected); first++)
    {
      g_auto (GhBatterySet) set = { 0 };
      g_assert_true (gh_battery_set_find (study, site, first, &set, NULL));
      g_assert_cmpuint (set.count, ==, expected[first][0]);
      for (guint i = 0; i < set.count; i++)
        g_assert_cmpuint (set.batteries[i].model->vehicle, ==, expected[first][i + 1]);
    }
}

/* The weak pack gives less at once where it is heeded, second as first, and that costs something. A
 * pack that is not described is taken to do what the charger does. */
static void
test_limits (void)
{
  g_autoptr (GhComparison) careless
      = compare (STRONG ("0") WEAK ("1") COLD "vehicles.0.pack.soh 1");
  g_autoptr (GhComparison) second
      = compare (STRONG ("0") WEAK ("1") COLD "vehicles.0.pack.soh 1; vehicles.1.pack.soh 1");
  g_autoptr (GhComparison) first
      = compare (WEAK ("0") STRONG ("1") COLD "vehicles.0.pack.soh 1; vehicles.1.pack.soh 1");
  const GhSite *planned = gh_comparison_get_planned (second, GH_STRATEGY_V2G);
  double bill = second->results[GH_STRATEGY_V2G].bill_per_year;

  g_assert_cmpuint (
      gh_comparison_get_planned (careless, GH_STRATEGY_V2G)->stores[1].discharge_limit_count, ==,
      0);
  g_assert_cmpuint (planned->stores[1].discharge_limit_count, >, 0);
  g_assert_cmpfloat (most_given_kw (second, 1), <, 0.9 * most_given_kw (careless, 1));
  g_assert_cmpfloat (bill, >, careless->results[GH_STRATEGY_V2G].bill_per_year + 1.0);
  g_assert_cmpfloat (second->results[GH_STRATEGY_V2G].battery->limits_cost, >, 0.01);
  g_assert_cmpfloat_with_epsilon (bill, first->results[GH_STRATEGY_V2G].bill_per_year, 1e-3 * bill);
  g_assert_cmpfloat_with_epsilon (given_kwh (second, 1), given_kwh (first, 0),
                                  0.05 * given_kwh (first, 0));
}

/* The ageing of the second car is priced as that of the first: that keeps it from cycles that do
 * not pay, and what the year comes to is the same whichever is named first. */
static void
test_ageing (void)
{
  static const char both[] = CAR ("0", "One", "10")
      CAR ("1", "Other", "10") "load 20; vehicles.0.pack.soh 1; finance.battery_cost_per_kwh 200; ";
  g_autofree char *edits = g_strconcat (both, "vehicles.1.pack.wear 1", NULL);
  g_autofree char *other_edits
      = g_strconcat (both, "vehicles.1.pack.soh 1; vehicles.0.pack.wear 1", NULL);
  g_autofree char *none = g_strconcat (both, "vehicles.1.pack.soh 1", NULL);
  g_autoptr (GhComparison) careless = compare (none);
  g_autoptr (GhComparison) second = compare (edits);
  g_autoptr (GhComparison) first = compare (other_edits);
  const GhStrategyResult *v2g = &second->results[GH_STRATEGY_V2G];
  const GhSite *planned = gh_comparison_get_planned (second, GH_STRATEGY_V2G);
  const GhStrategyResult *other = &first->results[GH_STRATEGY_V2G];

  g_assert_false (v2g->battery->is_priced);
  g_assert_cmpfloat (planned->stores[0].wear_per_kwh, ==, 0.0);
  g_assert_cmpfloat (planned->stores[1].wear_per_kwh, >, 0.0);
  g_assert_cmpfloat (given_kwh (second, 1), <, given_kwh (careless, 1));
  g_assert_cmpfloat (v2g->summary.cost_wear, >, 0.0);
  /* The one that is not priced ages, too. */
  g_assert_cmpfloat_with_epsilon (v2g->bill_per_year + v2g->battery->others_ageing_cost,
                                  other->bill_per_year + other->battery->ageing_cost,
                                  1e-3 * other->bill_per_year);
  g_assert_cmpfloat (v2g->battery->unpriced_ageing_cost, >,
                     v2g->battery->ageing_cost + v2g->battery->others_ageing_cost);
  g_assert_nonnull (second->wear);
  g_assert_null (careless->wear);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/battery-set/find", test_find);
  g_test_add_func ("/battery-set/limits", test_limits);
  g_test_add_func ("/battery-set/ageing", test_ageing);
  return g_test_run ();
}
