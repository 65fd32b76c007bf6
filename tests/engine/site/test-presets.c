/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/presets.h"

#include "edit-study.h"

/* Every example gives a study without a fault, after any other of its kind, and changes it. */
static void
test_valid (void)
{
  for (GhPresetKind kind = GH_PRESET_CAR; kind <= GH_PRESET_PLACE; kind++)
    {
      g_autoptr (GhStudy) study = new_good_study ();
      g_assert_cmpuint (gh_preset_get_count (kind), >=, 2);
      for (guint round = 0; round < 2; round++)
        for (guint i = 0; i < gh_preset_get_count (kind); i++)
          {
            g_autoptr (GhFindings) findings = gh_findings_new ();
            g_assert_cmpstr (gh_preset_get_name (kind, i), !=, "");
            gh_preset_apply (kind, i, study);
            gh_study_validate (study, findings);
            for (guint f = 0; f < gh_findings_get_count (findings); f++)
              g_test_message ("%s: %s", gh_preset_get_name (kind, i),
                              gh_findings_get (findings, f)->message);
            g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
          }
    }
}

static void
test_values (void)
{
  g_autoptr (GhStudy) study = new_good_study ();
  GhVehicle *car = g_ptr_array_index (study->vehicles, 0);

  gh_preset_apply (GH_PRESET_CAR, 15, study);
  g_assert_cmpstr (car->name, ==, "Volkswagen ID.3 77 kWh");
  g_assert_cmpfloat (car->battery_kwh, ==, 77);
  g_assert_cmpfloat_with_epsilon (car->consumption_kwh_per_km, 0.171, 1e-12);
  gh_preset_apply (GH_PRESET_CHARGER, 3, study);
  g_assert_cmpfloat (g_array_index (car->charger->charge_loss_kw, double, 1), ==, 0.093);
  g_assert_false (gh_record_is_given (&gh_charger_table, car->charger, "charge_efficiency"));
  gh_preset_apply (GH_PRESET_CHARGER, 0, study);
  g_assert_null (car->charger->charge_loss_kw);
  g_assert_cmpfloat (car->charger->discharge_kw, ==, 0);
  gh_preset_apply (GH_PRESET_TARIFF, 2, study);
  g_assert_cmpuint (study->tariff->import_price->periods->periods->len, ==, 2);
  gh_preset_apply (GH_PRESET_TARIFF, 0, study);
  g_assert_null (study->tariff->import_price->periods);
  g_assert_cmpfloat (study->tariff->import_price->series->number, ==, 0.34);
  /* London: midnight stays midnight. */
  gh_preset_apply (GH_PRESET_PLACE, 10, study);
  g_assert_cmpstr (study->location->time_zone, ==, "Europe/London");
  g_assert_cmpint (study->period->start, ==, 1704067200);
}

/* What was applied is found again, until something of it is changed. */
static void
test_find (void)
{
  static const char *const edits[]
      = { "vehicles.0.battery_kwh 12.3",        "vehicles.0.wear_per_kwh 0.9",
          "vehicles.0.charger.charge_kw 1.23",  "tariff.import_price 0.987",
          "vehicles.0.trips.0.distance_km 1.5", "location.latitude 1.5" };

  for (GhPresetKind kind = GH_PRESET_CAR; kind <= GH_PRESET_PLACE; kind++)
    for (guint i = 0; i < gh_preset_get_count (kind); i++)
      {
        g_autoptr (GhStudy) study = new_good_study ();
        gh_preset_apply (kind, i, study);
        g_assert_cmpint (gh_preset_find (kind, study), ==, i);
        edit_study (study, edits[kind]);
        g_assert_cmpint (gh_preset_find (kind, study), ==, -1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/presets/valid", test_valid);
  g_test_add_func ("/presets/values", test_values);
  g_test_add_func ("/presets/find", test_find);
  return g_test_run ();
}
