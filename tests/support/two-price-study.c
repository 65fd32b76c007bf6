/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "two-price-study.h"

#include "study/site-builder.h"

GhStudy *
new_two_price_study (const char *edits)
{
  GhStudy *study = gh_record_new (&gh_study_table);
  g_autoptr (GString) prices = g_string_new ("tariff.import_price [");

  for (int hour = 0; hour < 24; hour++)
    {
      gboolean dear = hour >= 17 && hour < 17 + DEAR_HOURS;
      g_string_append_printf (prices, "%s%g", hour > 0 ? "," : "",
                              dear       ? DEAR
                              : hour < 5 ? CHEAP
                                         : OTHER);
    }
  g_string_append_c (prices, ']');
  edit_study (study,
              "location.latitude 48; location.longitude 11; location.time_zone Europe/Berlin; "
              "period.start 2024-01-08T00:00:00+01:00; period.step_minutes 60; period.steps 24; "
              "load 1; tariff.export_price 0.05; vehicles.0.name Car; vehicles.0.battery_kwh 60; "
              "vehicles.0.charger.charge_efficiency 0.9; "
              "vehicles.0.charger.discharge_efficiency 0.9; finance.lifetime_years 10");
  edit_study (study, prices->str);
  edit_study (study, edits);
  return study;
}

GhComparison *
compare_study (GhStudy *study)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);

  g_assert_no_error (error);
  GhComparison *comparison
      = gh_household_compare (study, site, GH_BATTERY_CHECK, findings, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  return comparison;
}
