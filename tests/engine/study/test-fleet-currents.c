/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What least currents cost a fleet, by hand. */
#include "study/fleet-currents.h"

#include "errors.h"
#include "new-fleet-study.h"

#define NIGHT "\"arrive\": \"18:00\", \"leave\": \"06:00\""
#define DAY "\"arrive\": \"06:00\", \"leave\": \"18:00\""
#define WEEKS_A_YEAR (365.25 / 7.0)
#define CENT 0.01

/* Two vans of which each needs 20 kWh by day, while panels leave 3 kW for which nobody pays, with
 * chargers of a least current. */
static GhStudy *
new_study (double minimum_current_a)
{
  GhStudy *study = new_fleet_study (NIGHT, DAY);
  GhFleetSite *depot = g_ptr_array_index (study->sites, 0);
  g_autoptr (GhStudy) sunny = new_fleet_study (
      "\"load\": 1,", "\"load\": 1, \"solar\": [ { \"output_kw\": 4, \"peak_kw\": 4 } ],");

  g_clear_pointer (&depot->solar, g_ptr_array_unref);
  depot->solar = g_steal_pointer (&((GhFleetSite *) g_ptr_array_index (sunny->sites, 0))->solar);
  GhCharger *charger = ((GhFleetGroup *) g_ptr_array_index (study->groups, 0))->charger;
  charger->minimum_current_a = minimum_current_a;
  charger->phases = 3;
  return study;
}

static gboolean
price (GhFleetCurrents *currents, GhFleetPlans *plans, const GhStudy *study, guint use,
       const GhProgress *progress)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFleetUseYear) year
      = gh_fleet_plans_find_year (plans, study, use, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  gboolean done
      = gh_fleet_currents_price (currents, plans, study, use, year->year, progress, &error);
  if (!done)
    g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
  return done;
}

static gboolean
refuse (double fraction, const char *message, gpointer data)
{
  return FALSE;
}

/* Without a least current panels give 36 of the 40 kWh of a day. With 6 A on three phases, 4.14 kW,
 * each van charges for four hours at most, so that panels give 3 kW for eight: 12 kWh more are
 * bought on each of five days. */
static void
test_panels (void)
{
  g_autoptr (GhStudy) study = new_study (6.0);
  g_autoptr (GhFleetPlans) plans = gh_fleet_plans_new (study, GH_FLEET_PLANS_BYTES);
  const GhProgress nothing_new = { refuse, NULL, 0.0, 1.0 };
  double cost = 5.0 * 12.0 * 0.2 * WEEKS_A_YEAR;
  GhFleetCurrents currents, again;

  g_assert_true (gh_fleet_has_least_current (study));
  g_assert_true (price (&currents, plans, study, GH_STRATEGY_SMART, NULL));
  g_assert_true (currents.is_known);
  g_assert_cmpfloat (currents.least, <=, cost + CENT);
  g_assert_cmpfloat (currents.most, >=, cost - CENT);
  g_assert_cmpfloat_with_epsilon (currents.cost, cost, 0.05 * cost);
  /* Known now, and the study is as it was. */
  g_assert_true (price (&again, plans, study, GH_STRATEGY_SMART, &nothing_new));
  g_assert_cmpfloat (again.cost, ==, currents.cost);
  g_assert_true (gh_fleet_has_least_current (study));
}

/* At one price all day, at night, it makes no difference when and how fast vans charge. */
static void
test_costs_nothing (void)
{
  g_autoptr (GhStudy) study
      = new_fleet_study ("\"charge_kw\": 10", "\"charge_kw\": 10, \"minimum_current_a\": 6");
  GhFleetCurrents currents;

  g_assert_true (price (&currents, NULL, study, GH_STRATEGY_SMART, NULL));
  g_assert_true (currents.is_known);
  g_assert_cmpfloat (currents.most, <, CENT);
}

/* Nothing is told of fleets without least currents, nor where least cost is not looked for, nor
 * where it was stopped. */
static void
test_unknown (void)
{
  g_autoptr (GhStudy) none = new_study (0.0), some = new_study (6.0);
  const GhProgress stopped = { refuse, NULL, 0.0, 1.0 };
  GhFleetCurrents currents;

  g_assert_false (gh_fleet_has_least_current (none));
  g_assert_true (price (&currents, NULL, none, GH_STRATEGY_SMART, NULL));
  g_assert_false (currents.is_known);
  g_assert_true (price (&currents, NULL, some, GH_STRATEGY_UNMANAGED, NULL));
  g_assert_false (currents.is_known);
  g_assert_true (price (&currents, NULL, some, GH_FLEET_VALLEYS, NULL));
  g_assert_false (currents.is_known);
  g_assert_false (price (&currents, NULL, some, GH_STRATEGY_SMART, &stopped));
  g_assert_false (currents.is_known);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-currents/panels", test_panels);
  g_test_add_func ("/fleet-currents/costs-nothing", test_costs_nothing);
  g_test_add_func ("/fleet-currents/unknown", test_unknown);
  return g_test_run ();
}
