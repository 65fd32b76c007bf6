/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be filled with measured numbers, and what makes room for it. */
#include "series-slots.h"

#include <math.h>

#include "edit-study.h"
#include "record-path.h"
#include "site/fleet-profile.h"

static GhStudy *
new_study (const char *edits)
{
  GhStudy *study = new_good_study ();

  edit_study (study, edits);
  return study;
}

static void
test_list (void)
{
  static const struct
  {
    const char *edits;
    const char *kind;
    const char *paths;
  } cases[] = {
    { "", "load", "$.load $.resilience.essential_kw" },
    { "", "solar", "$.solar[0].output_kw" },
    { "solar.0.peak_kw 5; solar.1.peak_kw 3", "solar",
      "$.solar[0].output_kw $.solar[1].output_kw" },
    { "", "price",
      "$.tariff.import_price $.tariff.export_price $.tariff.store_export_price "
      "$.tariff.export_price_later" },
    { "", "table",
      "$.vehicles[0].plugged $.vehicles[0].drive_kw $.vehicles[0].pack.ambient_c "
      "$.operation.load_forecast_kw $.operation.solar_forecast_kw" },
    { "", "nothing", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study (cases[i].edits);
      g_auto (GStrv) paths = gh_series_slots_list (study, cases[i].kind);
      g_autofree char *joined = g_strjoinv (" ", paths);
      g_assert_cmpstr (joined, ==, cases[i].paths);
      for (char **path = paths; *path != NULL; path++)
        {
          g_assert_nonnull (gh_series_slot_find_attribute (*path));
          g_assert_cmpstr (gh_series_slot_get_kind (*path), ==, cases[i].kind);
        }
    }
  g_assert_null (gh_series_slot_find_attribute ("$.name"));
  g_assert_null (gh_series_slot_find_attribute ("$.solar[0].peak_kw"));
  g_assert_null (gh_series_slot_find_attribute ("$.solar.output_kw"));
}

static guint
count_errors (GhStudy *study)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();

  gh_study_validate (study, findings);
  return gh_findings_count_errors (findings);
}

/* Whatever is filled, the study stays one that can be planned, and the series is found there. */
static void
test_fill (void)
{
  static const struct
  {
    const char *edits;
    const char *path;
  } cases[] = {
    { "", "$.load" },
    { "", "$.solar[0].output_kw" },
    { "solar.0.peak_kw 5", "$.solar[0].output_kw" },
    { "weather.clear_sky 1; solar.0.peak_kw 5; solar.1.peak_kw 3", "$.solar[1].output_kw" },
    { "", "$.tariff.import_price" },
    { "", "$.tariff.store_export_price" },
    { "", "$.emissions.average_g_per_kwh" },
    { "weather.clear_sky 1", "$.weather.ghi_w_m2" },
    { "", "$.vehicles[0].drive_kw" },
    { "", "$.vehicles[0].plugged" },
    { "", "$.vehicles[0].pack.ambient_c" },
    { "vehicles.0.pack.ambient_c 3", "$.vehicles[0].pack.ambient_c" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study (cases[i].edits);
      g_test_message ("%s", cases[i].path);
      g_assert_true (
          gh_series_slot_fill (study, cases[i].path, gh_series_spec_new_number (1.0), 1.0, 0.0));
      const GhSeriesSpec *there = gh_series_slot_get (study, cases[i].path);
      g_assert_nonnull (there);
      g_assert_cmpfloat (there->number, ==, 1.0);
      g_assert_cmpuint (count_errors (study), ==, 0);
    }
}

static void
test_market (void)
{
  g_autoptr (GhStudy) study = new_study ("");

  g_assert_true (gh_series_slot_fill (study, "$.tariff.import_price",
                                      gh_series_spec_new_number (0.1), 1.19, 0.2));
  const GhMarketPrice *market = study->tariff->import_price->market;
  g_assert_nonnull (market);
  g_assert_cmpfloat (market->multiply, ==, 1.19);
  g_assert_cmpfloat (market->add, ==, 0.2);
  g_assert_cmpfloat (gh_series_slot_get (study, "$.tariff.import_price")->number, ==, 0.1);
  g_assert_true (gh_series_slot_fill (study, "$.tariff.import_price",
                                      gh_series_spec_new_number (0.3), 1.0, 0.0));
  g_assert_null (study->tariff->import_price->market);
  g_assert_false (
      gh_series_slot_fill (study, "$.solar[7].output_kw", gh_series_spec_new_number (1), 1.0, 0.0));
  g_assert_false (
      gh_series_slot_fill (study, "$.currency", gh_series_spec_new_number (1), 1.0, 0.0));
}

static void
test_words (void)
{
  g_autoptr (GhStudy) study = new_study ("currency SEK; solar.0.peak_kw 5; solar.0.name South");
  g_autofree char *solar = gh_series_slot_format_title (study, "$.solar[0].output_kw");
  g_autofree char *load = gh_series_slot_format_title (study, "$.load");
  g_auto (GStrv) prices = gh_series_slot_list_units (study, "$.tariff.export_price");
  g_auto (GStrv) none = gh_series_slot_list_units (study, "$.vehicles[0].plugged");
  g_autofree char *joined = g_strjoinv (" ", prices);

  g_assert_cmpstr (solar, ==, "South: Measured power");
  g_assert_cmpstr (load, ==, "Electricity use");
  g_assert_cmpstr (joined, ==, "SEK/kWh ct/kWh SEK/MWh");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

/* Measured numbers in words, and what takes their place, with which the study can be planned. */
static void
test_measured (void)
{
  static const struct
  {
    const char *path;
    double low, high; /* in turn */
    double multiply, add;
    const char *words;
    const char *after; /* path of a number */
    double number;
  } cases[] = {
    { "$.load", 0.4, 0.6, 1, 0, "4383 kWh a year, from meter.csv, 12 gaps filled", NULL, 4383 },
    { "$.tariff.import_price", 0.1, 0.2, 1.2, 0.2,
      "Mean 38.00\302\240ct/kWh, from meter.csv, 12 gaps filled", "$.tariff.import_price", 0.38 },
    { "$.emissions.marginal_g_per_kwh", 300, 500, 1, 0,
      "Mean 400\302\240g/kWh, from meter.csv, 12 gaps filled", "$.emissions.marginal_g_per_kwh",
      400 },
    { "$.solar[0].output_kw", 0, 4.96, 1, 0, "21740 kWh a year, from meter.csv, 12 gaps filled",
      NULL, NAN },
    { "$.weather.ghi_w_m2", 0, 800, 1, 0, "Mean 400\302\240W/m", NULL, NAN },
    { "$.vehicles[0].pack.ambient_c", 5, 15, 1, 0, "Mean 10.0\302\240°C, from meter.csv", NULL,
      NAN },
    { "$.vehicles[0].plugged", 0, 1, 1, 0, "50 % of the time, from meter.csv", NULL, NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhStudy) study = new_study ("currency EUR; weather.clear_sky 1");
      gsize count = (gsize) study->period->steps;
      double *values = g_new (double, count);
      GhSeriesSpec *spec = g_new0 (GhSeriesSpec, 1);
      for (gsize t = 0; t < count; t++)
        values[t] = t % 2 == 0 ? cases[i].low : cases[i].high;
      spec->form = GH_SERIES_FILE;
      spec->file = gh_record_new (&gh_series_file_table);
      spec->file->file = g_strdup ("meter.csv");
      spec->resolved = gh_series_new_take (values, count);
      spec->data_filled = 12;
      gh_series_slot_fill (study, cases[i].path, spec, cases[i].multiply, cases[i].add);
      g_autofree char *words = gh_series_slot_describe (study, cases[i].path);
      g_test_message ("%s: %s", cases[i].path, words);
      g_assert_true (g_str_has_prefix (words, cases[i].words));
      gh_series_slot_simplify (study, cases[i].path);
      g_assert_null (gh_series_slot_get_numbers (study, cases[i].path));
      g_assert_cmpuint (count_errors (study), ==, 0);
      if (cases[i].after != NULL)
        g_assert_cmpfloat_with_epsilon (gh_series_slot_get (study, cases[i].after)->number,
                                        cases[i].number, 1e-9);
      else if (i == 0)
        g_assert_cmpfloat (gh_load_sum_year_kwh (study, "$.load"), ==, cases[i].number);
      else if (i == 3)
        g_assert_cmpfloat (((GhSolarArray *) study->solar->pdata[0])->peak_kw, ==, 5.0);
    }
}

/* Two sites, one of them with panels. */
static GhStudy *
new_fleet (void)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  study->kind = GH_STUDY_FLEET;
  study->sites = g_ptr_array_new ();
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (study->sites, gh_record_new (&gh_fleet_site_table));
  GhFleetSite *second = g_ptr_array_index (study->sites, 1);
  second->name = g_strdup ("Yard");
  second->solar = g_ptr_array_new ();
  g_ptr_array_add (second->solar, gh_record_new (&gh_solar_array_table));
  ((GhSolarArray *) g_ptr_array_index (second->solar, 0))->peak_kw = 5.0;
  return study;
}

/* Of a fleet each site has what a household has once. */
static void
test_fleet (void)
{
  g_autoptr (GhStudy) study = new_fleet ();
  g_auto (GStrv) loads = gh_series_slots_list (study, "load");
  g_auto (GStrv) panels = gh_series_slots_list (study, "solar");
  g_autofree char *load = g_strjoinv (" ", loads), *solar = g_strjoinv (" ", panels);
  g_autofree char *title = gh_series_slot_format_title (study, "$.sites[1].load");
  const GhFleetSite *first = g_ptr_array_index (study->sites, 0);
  const GhFleetSite *second = g_ptr_array_index (study->sites, 1);

  g_assert_cmpstr (load, ==, "$.sites[0].load $.sites[1].load");
  g_assert_cmpstr (solar, ==, "$.sites[0].solar[0].output_kw $.sites[1].solar[0].output_kw");
  g_assert_cmpstr (title, ==, "Yard: Electricity use");
  g_assert_cmpstr (gh_series_slot_get_kind ("$.sites[0].tariff.import_price"), ==, "price");
  g_assert_null (gh_series_slot_find_attribute ("$.sites[0].emissions.average_g_per_kwh"));
  g_assert_true (gh_series_slot_fill (study, "$.sites[1].solar[0].output_kw",
                                      gh_series_spec_new_number (2.0), 1.0, 0.0));
  g_assert_true (isnan (((GhSolarArray *) second->solar->pdata[0])->peak_kw));
  g_assert_true (gh_series_slot_fill (study, "$.sites[0].solar[0].output_kw",
                                      gh_series_spec_new_number (1.0), 1.0, 0.0));
  g_assert_cmpuint (first->solar->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series-slots/list", test_list);
  g_test_add_func ("/series-slots/fill", test_fill);
  g_test_add_func ("/series-slots/fleet", test_fleet);
  g_test_add_func ("/series-slots/market", test_market);
  g_test_add_func ("/series-slots/words", test_words);
  g_test_add_func ("/series-slots/measured", test_measured);
  return g_test_run ();
}
