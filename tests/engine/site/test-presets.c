/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/presets.h"

#include <math.h>

#include "physics/cell.h"

#include "edit-study.h"

#define CAR "$.vehicles[0]"
#define BATTERY "$.batteries[0]"

static const char *
store_of (GhPresetKind kind)
{
  return kind == GH_PRESET_TARIFF || kind == GH_PRESET_PLACE ? NULL
         : kind == GH_PRESET_BATTERY                         ? BATTERY
                                                             : CAR;
}

/* A good study with a wall battery. */
static GhStudy *
new_study (void)
{
  GhStudy *study = new_good_study ();

  edit_study (study, "batteries.0.name Wall battery; batteries.0.battery_kwh 8");
  return study;
}

/* Every example gives a study without a fault, after any other of its kind, and changes it. */
static void
test_valid (void)
{
  for (GhPresetKind kind = GH_PRESET_CAR; kind <= GH_PRESET_BATTERY; kind++)
    {
      g_autoptr (GhStudy) study = new_study ();
      g_assert_cmpuint (gh_preset_get_count (kind), >=, 2);
      for (guint round = 0; round < 2; round++)
        for (guint i = 0; i < gh_preset_get_count (kind); i++)
          {
            g_autoptr (GhFindings) findings = gh_findings_new ();
            g_assert_cmpstr (gh_preset_get_name (kind, i), !=, "");
            gh_preset_apply (kind, i, study, store_of (kind));
            gh_study_validate (study, findings);
            for (guint f = 0; f < gh_findings_get_count (findings); f++)
              g_test_message ("%s: %s", gh_preset_get_name (kind, i),
                              gh_findings_get (findings, f)->message);
            g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
          }
    }
}

static void
apply_named (GhPresetKind kind, const char *name, GhStudy *study)
{
  guint index = 0;

  while (!g_str_equal (gh_preset_get_name (kind, index), name))
    g_assert_cmpuint (++index, <, gh_preset_get_count (kind));
  gh_preset_apply (kind, index, study, store_of (kind));
}

static const GhEfficiencyPoint *
point_of (const GPtrArray *points, guint index)
{
  return g_ptr_array_index (points, index);
}

/* Daily cycles between 30 and 90 % at 25 degrees, the first year, replaced at 20 % loss: what the
 * law of the cell makes of it is the price of wear that the example gives. */
static void
test_wear (void)
{
  enum
  {
    HOURS = 365 * 24
  };
  g_autofree double *soc = g_new (double, HOURS + 1);
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *car = g_ptr_array_index (study->vehicles, 0);

  for (guint t = 0; t <= HOURS; t++)
    soc[t] = 0.3 + 0.05 * fabs ((double) (t % 24) - 12.0);
  for (guint i = 0; i < gh_preset_get_count (GH_PRESET_CELL); i++)
    {
      GhAgeingStress stress;
      GhAgeingState fresh;
      gh_preset_apply (GH_PRESET_CELL, i, study, CAR);
      const GhCell *cell = gh_cell_find (car->cell);
      g_assert_nonnull (cell);
      g_assert_cmpstr (cell->name, ==, gh_preset_get_name (GH_PRESET_CELL, i));
      gh_ageing_stress_measure (cell->ageing, soc, HOURS, 3600.0, NULL, 298.15, &stress);
      gh_ageing_state_init (cell->ageing, &fresh);
      double wear = gh_ageing_marginal_cycle_loss (cell->ageing, &fresh, &stress)
                    * study->finance->battery_cost_per_kwh / 0.2;
      g_assert_cmpfloat_with_epsilon (car->wear_per_kwh / wear, 1.0, 0.03);
    }
  g_assert_cmpuint (gh_preset_get_count (GH_PRESET_CELL), ==, gh_cell_get_count ());
}

static void
test_values (void)
{
  g_autoptr (GhStudy) study = new_study ();
  GhVehicle *car = g_ptr_array_index (study->vehicles, 0);

  gh_preset_apply (GH_PRESET_CAR, 15, study, CAR);
  g_assert_cmpstr (car->name, ==, "Volkswagen ID.3 77 kWh");
  g_assert_cmpfloat (car->battery_kwh, ==, 77);
  g_assert_cmpfloat_with_epsilon (car->consumption_kwh_per_km, 0.171, 1e-12);
  apply_named (GH_PRESET_CHARGER, "Bidirectional DC wallbox 10 kW, measured losses", study);
  g_assert_cmpfloat (g_array_index (car->charger->charge_loss_kw, double, 1), ==, 0.093);
  g_assert_false (gh_record_is_given (&gh_charger_table, car->charger, "charge_efficiency"));
  apply_named (GH_PRESET_CHARGER, "Bidirectional DC charger 11 kW, measured at both ends", study);
  g_assert_null (car->charger->charge_loss_kw);
  g_assert_cmpuint (car->charger->charge_points->len, ==, 2);
  g_assert_cmpfloat (point_of (car->charger->discharge_points, 0)->efficiency, ==, 0.6);
  g_assert_false (gh_record_is_given (&gh_charger_table, car->charger, "discharge_efficiency"));
  gh_preset_apply (GH_PRESET_CHARGER, 0, study, CAR);
  g_assert_null (car->charger->charge_loss_kw);
  g_assert_null (car->charger->charge_points);
  g_assert_cmpfloat (car->charger->discharge_kw, ==, 0);
  gh_preset_apply (GH_PRESET_TARIFF, 2, study, NULL);
  g_assert_cmpuint (study->tariff->import_price->periods->periods->len, ==, 2);
  gh_preset_apply (GH_PRESET_TARIFF, 0, study, NULL);
  g_assert_null (study->tariff->import_price->periods);
  g_assert_cmpfloat (study->tariff->import_price->series->number, ==, 0.34);
  /* London: midnight stays midnight. */
  gh_preset_apply (GH_PRESET_PLACE, 10, study, NULL);
  g_assert_cmpstr (study->location->time_zone, ==, "Europe/London");
  g_assert_cmpint (study->period->start, ==, 1704067200);
}

/* What was applied is found again, until something of it is changed. */
static void
test_find (void)
{
  static const char *const edits[]
      = { "vehicles.0.battery_kwh 12.3",         "vehicles.0.wear_per_kwh 0.9",
          "vehicles.0.charger.charge_kw 1.23",   "tariff.import_price 0.987",
          "vehicles.0.trips.0.distance_km 1.5",  "location.latitude 1.5",
          "batteries.0.charger.discharge_kw 1.5" };

  for (GhPresetKind kind = GH_PRESET_CAR; kind <= GH_PRESET_BATTERY; kind++)
    for (guint i = 0; i < gh_preset_get_count (kind); i++)
      {
        g_autoptr (GhStudy) study = new_study ();
        gh_preset_apply (kind, i, study, store_of (kind));
        g_assert_cmpint (gh_preset_find (kind, study, store_of (kind)), ==, i);
        edit_study (study, edits[kind]);
        g_assert_cmpint (gh_preset_find (kind, study, store_of (kind)), ==, -1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/presets/valid", test_valid);
  g_test_add_func ("/presets/values", test_values);
  g_test_add_func ("/presets/wear", test_wear);
  g_test_add_func ("/presets/find", test_find);
  return g_test_run ();
}
