/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "battery-study.h"

#include "study/site-builder.h"

/**
 * new_battery_study:
 * @edits: changes, as edit_study() takes them
 *
 * Returns: (transfer full): a week of quarter hours in January with a house of 1 kW, a price for
 *   each hour that is dear in the evening, and a car of 60 kWh of a known cell that drives 40 km on
 *   working days
 */
GhStudy *
new_battery_study (const char *edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  g_autoptr (GString) prices = g_string_new ("tariff.import_price [");

  for (int step = 0; step < WEEK_STEPS; step++)
    {
      int hour = step / 4 % 24;
      g_string_append_printf (prices, "%s%g", step > 0 ? "," : "",
                              hour >= 17 && hour < 21 ? 0.4
                              : hour < 5              ? 0.1
                                                      : 0.2);
    }
  g_string_append_c (prices, ']');
  edit_study (study,
              "location.latitude 48; location.longitude 11; location.time_zone Europe/Berlin; "
              "period.start 2024-01-08T00:00:00+01:00; period.step_minutes 15; period.steps 672; "
              "load 1; tariff.export_price 0.05; vehicles.0.name Car; vehicles.0.battery_kwh 60; "
              "vehicles.0.cell lfp-250ah; vehicles.0.consumption_kwh_per_km 0.2; "
              "vehicles.0.charger.charge_kw 11; vehicles.0.charger.discharge_kw 11; "
              "vehicles.0.charger.charge_efficiency 0.9; "
              "vehicles.0.charger.discharge_efficiency 0.9; vehicles.0.trips.0.days mon-fri; "
              "vehicles.0.trips.0.leave 08:00; vehicles.0.trips.0.return 17:00; "
              "vehicles.0.trips.0.distance_km 40");
  edit_study (study, prices->str);
  edit_study (study, edits);
  return study;
}

/**
 * open_battery_case:
 * @battery: (out): close with close_battery_case()
 * @edits: changes of new_battery_study()
 *
 * Builds a site and its battery.
 */
void
open_battery_case (BatteryCase *battery, const char *edits)
{
  g_autoptr (GError) error = NULL;

  battery->study = new_battery_study (edits);
  battery->site = gh_site_build (battery->study, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (gh_battery_model_new (battery->study, battery->site, 0, &battery->model, &error));
  g_assert_no_error (error);
  g_assert_nonnull (battery->model);
  gh_ageing_find_start (battery->model, battery->site, &battery->age);
}

/**
 * plan_battery:
 * @battery: a case
 * @strategy: how to plan
 * @check: whether to run the plan on the circuit
 * @result: (out): clear with gh_battery_result_clear()
 *
 * Returns: (transfer full): the plan
 */
GhPlan *
plan_battery (const BatteryCase *battery, GhStrategy strategy, gboolean check,
              GhBatteryResult *result)
{
  g_autoptr (GError) error = NULL;
  GhBatteryTask task = { .model = battery->model,
                         .age = &battery->age,
                         .site = battery->site,
                         .options = { strategy, GH_SOLVER_EXACT, 60.0, FALSE },
                         .most_price_rounds = GH_BATTERY_PRICE_ROUNDS,
                         .check = check,
                         .explain = check };
  GhPlan *plan = gh_battery_plan_solve (&task, result, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (plan);
  return plan;
}

/**
 * close_battery_case:
 * @battery: a case
 *
 * Frees what it holds.
 */
void
close_battery_case (BatteryCase *battery)
{
  gh_battery_model_free (battery->model);
  gh_site_free (battery->site);
  gh_study_free (battery->study);
}
