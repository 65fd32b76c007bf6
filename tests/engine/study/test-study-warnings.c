/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit-study.h"
#include "study/study-warnings.h"

/* A series as it is after its file has been read. */
static void
pretend_read (GhSeriesSpec *spec, int year, int step_minutes)
{
  spec->form = GH_SERIES_FILE;
  spec->data_year = year;
  spec->data_step_seconds = step_minutes * 60;
}

static void
assert_warns (GhStudy *study, const char *expected)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  gh_study_warn (study, findings);
  if (expected == NULL)
    {
      g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
      return;
    }
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 1);
  const GhFinding *finding = gh_findings_get (findings, 0);
  g_autofree char *shown = g_strdup_printf ("%s: %s", finding->path, finding->message);
  g_assert_cmpint (finding->severity, ==, GH_SEVERITY_WARNING);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *edits;
    const char *expected;
  } rows[] = {
    { "", NULL },
    { "location.elevation_m 4000; location.latitude 70", NULL }, /* nothing is calculated there */
    { "solar.0.output_kw 1; location.elevation_m 4000", NULL },
    { "solar.0.peak_kw 5; location.elevation_m 3500; location.latitude 66", NULL },
    { "solar.0.peak_kw 5; location.elevation_m 4000",
      "$.location.elevation_m: 4000 m is above the range of the sky model, which ends at 3500 m" },
    { "solar.0.peak_kw 5; location.latitude -70",
      "$.location.latitude: beyond the polar circle, out of the range of the sky model: the yield "
      "of the panels is uncertain" },
    { "tariff.export_price_until 1990-01-01", NULL }, /* in the year that is planned, or before */
    { "tariff.export_price_until 2090-01-01", NULL }, /* after all years */
    { "finance.lifetime_years 100; tariff.export_price_until 2090-01-01",
      "$.tariff.export_price_until: the export price ends after the year that is planned: the net "
      "present value pays it in all years" },
    { "vehicles.0.battery_kwh 6", NULL },
    { "vehicles.0.battery_kwh 5",
      "$.vehicles[0].charger: 11 kW for a battery of 5 kWh is above 2 C, out of the range in which "
      "a constant efficiency and price of wear hold" },
    { "batteries.0.name Wall; batteries.0.battery_kwh 5; batteries.0.charger.charge_kw 11",
      "$.batteries[0].charger: 11 kW for a battery of 5 kWh is above 2 C, out of the range in "
      "which a constant efficiency and price of wear hold" },
    { "vehicles.0.pack.soh 0.9; vehicles.1.name Second; vehicles.1.battery_kwh 40", NULL },
    { "vehicles.0.pack.soh 0.9; vehicles.1.name Second; vehicles.1.battery_kwh 40; "
      "vehicles.1.pack.soh 0.9",
      NULL },
    { "vehicles.1.name Second; vehicles.1.battery_kwh 40; vehicles.1.pack.warranty.keep 1", NULL },
    { "vehicles.0.pack.soh 0.9; vehicles.1.name Second; vehicles.1.battery_kwh 40; "
      "vehicles.1.pack.warranty.keep 1",
      "$.vehicles[1].pack.warranty.keep: the plans that are compared keep the warranty of the "
      "first car whose pack is described; of this one they heed the limits and price the wear" },
    { "batteries.0.name Wall; batteries.0.battery_kwh 10; batteries.0.pack.soh 0.9",
      "$.batteries[0].pack: only the cells of cars are heeded: what is said of the pack has no "
      "effect here, the price of wear has" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_good_study ();
      edit_study (study, rows[i].edits);
      assert_warns (study, rows[i].expected);
    }
}

static void
test_load_shape (void)
{
  g_autoptr (GhStudy) study = new_good_study ();

  study->load->form = GH_SERIES_SHAPE;
  study->load->shape = gh_record_new (&gh_load_shape_table);
  study->load->shape->annual_kwh = 4200.0;
  assert_warns (study, NULL);
  study->load->shape->annual_kwh = 40000.0;
  assert_warns (study, "$.load.annual_kwh: the residential shape is made for 1000 to 15000 kWh a "
                       "year; 40000 is outside");
}

static void
test_years (void)
{
  g_autoptr (GhStudy) study = new_good_study ();
  GhSeriesSpec *price = study->tariff->import_price->series;

  edit_study (study, "solar.0.output_kw 1");
  GhSeriesSpec *sun = ((GhSolarArray *) g_ptr_array_index (study->solar, 0))->output_kw;
  pretend_read (sun, 2024, 15);
  pretend_read (study->load, 2011, 15);
  assert_warns (study, NULL);
  pretend_read (price, 2024, 60);
  assert_warns (study, NULL);
  pretend_read (price, 2023, 60);
  assert_warns (study, "$.solar[0].output_kw: the sun is that of 2024, the prices are those of "
                       "2023: sunny hours and cheap hours do not belong together");
}

static void
test_coarse_power (void)
{
  g_autoptr (GhStudy) study = new_good_study ();

  pretend_read (study->load, 2024, 30);
  assert_warns (study, NULL);
  pretend_read (study->load, 2024, 60);
  assert_warns (study, "$.load: measured in steps of 60 minutes, which even out short peaks: V2H "
                       "is overstated against data of 15 minutes");
  edit_study (study, "period.step_minutes 60"); /* which is warned of already */
  assert_warns (study, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study-warnings/ranges", test_ranges);
  g_test_add_func ("/study-warnings/load-shape", test_load_shape);
  g_test_add_func ("/study-warnings/years", test_years);
  g_test_add_func ("/study-warnings/coarse-power", test_coarse_power);
  return g_test_run ();
}
