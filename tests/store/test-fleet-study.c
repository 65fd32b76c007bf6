/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "fleet-study.h"
#include "record-equal.h"
#include "series-file.h"
#include "site/fleet-profile.h"
#include "study-json.h"

#define VANS "\"energy_kwh\": 20"
#define ARRIVE "\"arrive\": \"18:00\""
#define BATTERY "\"battery_kwh\": 50, \"charger\""
#define LAST "\"fleet\": { \"aggregator_share\": 0.2, \"fee_per_vehicle_month\": 3 }"
#define WITH_PERIODS(list) LAST ", \"periods\": [ " list " ]"
#define WINTER "{ \"name\": \"W\", \"start\": \"2025-01-13T00:00:00Z\", \"steps\": 168"

/* What is found where one text of the study stands in place of another. */
static const struct
{
  const char *old;
  const char *new;
  const char *finding;
} wrong[] = {
  { "\"site\": \"Depot\"", "\"site\": \"Depto\"",
    "$.groups[0].site: no site is called \"Depto\"; did you mean \"Depot\"?" },
  { "\"site\": \"Depot\"", "\"site\": \"Somewhere\"",
    "$.groups[0].site: no site is called \"Somewhere\"" },
  { "\"site\": \"Depot\", ", "", "$.groups[0].site: there are several sites; name one of them" },
  { "\"site\": \"Yard\"", "\"site\": \"Yrad\"",
    "$.vehicles[0].site: no site is called \"Yrad\"; did you mean \"Yard\"?" },
  { "\"battery_kwh\": 50, \"charger\"", "\"charger\"", "$.groups[0]: \"battery_kwh\" is missing" },
  { "\"count\": 2", "\"cuont\": 2", "$.groups[0]: \"count\" is missing" },
  { "\"count\": 2", "\"count\": 200001", "$.groups[0].count: 200001 is above 200000" },
  { "\"count\": 2", "\"count\": 200000", "$.groups: 200001 vehicles; a fleet has at most 200000" },
  { "\"name\": \"Yard\", \"load\": 2", "\"name\": \"Depot\", \"load\": 2",
    "$.sites[1].name: \"Depot\" is the name of another one, too" },
  { "\"name\": \"Vans\"", "\"name\": \"Car\"",
    "$.groups[0].name: \"Car\" is the name of another one, too" },
  { "\"load\": 2", "\"load\": -2", "$.sites[1].load: -2 is below 0" },
  { "\"load\": 2", "\"load\": [1, 2]", "$.sites[1].load: 2 values, the period has 168 steps" },
  { "\"load\": 2, ", "", "$.sites[1]: \"load\" is missing" },
  { "\"load\": 2", "\"load\": 2, \"charge_points\": 1.5",
    "$.sites[1].charge_points: 1.5 is not a whole number" },
  { "\"load\": 2", "\"load\": 2, \"solar\": [ { \"name\": \"Roof\" } ]",
    "$.sites[1].solar[0]: give either the peak power (peak_kw) or a measured power (output_kw)" },
  { "\"import_price\": 0.3", "\"import_price\": 0.3, \"export_scheme\": \"net-metering\"",
    "$.sites[1].tariff.export_scheme: a fleet is planned with net billing only" },
  { "\"import_price\": 0.3",
    "\"import_price\": 0.3, \"demand_charges\": [ { \"tiers\": [ { \"price_per_kw\": 5 } ] } ]",
    "$.sites[1].tariff.demand_charges[0].tiers: a demand charge with tiers is not planned" },
  { "\"import_price\": 0.3",
    "\"import_price\": 0.3, \"demand_charges\": [ { \"price_per_kw\": 5, \"ratchet_share\": 1 } ]",
    "$.sites[1].tariff.demand_charges[0].ratchet_share: of earlier peaks a fleet counts" },
  { "\"import_price\": 0.3", "\"import_price\": 0.3, \"minimum_per_year\": 100",
    "$.sites[1].tariff.minimum_per_year: the least that a bill comes to is not counted" },
  { "\"seed\": 7", "\"seed\": 7, \"load\": 1", "$: \"load\" is no key of a study of this kind" },
  { "\"kind\": \"fleet\"", "\"kind\": \"household\"", "$: \"load\" is missing" },
  { VANS, VANS ", \"arrival_soc\": 0.5",
    "$.groups[0]: both the charge at arriving (arrival_soc) and the energy of a stay (energy_kwh) "
    "are given; keep one" },
  { VANS ", ", "",
    "$.groups[0]: give either the charge at arriving (arrival_soc) or the energy of a stay "
    "(energy_kwh)" },
  { VANS, "\"energy_kwh\": { \"mean\": 20, \"values\": [10] }",
    "$.groups[0].energy_kwh: both a mean and values are given; keep one" },
  { VANS, "\"energy_kwh\": { \"deviation\": 2 }",
    "$.groups[0].energy_kwh: give a number, a mean with a deviation, or values" },
  { VANS, "\"energy_kwh\": { \"values\": [10, 20], \"weights\": [1] }",
    "$.groups[0].energy_kwh.weights: 1 weights for 2 values; each value needs one" },
  { VANS, "\"energy_kwh\": { \"values\": [10, 20], \"weights\": [0, 0] }",
    "$.groups[0].energy_kwh.weights: with weights of 0 nothing can be drawn" },
  { VANS, "\"energy_kwh\": { \"values\": [] }",
    "$.groups[0].energy_kwh.values: give at least one value" },
  { VANS, "\"energy_kwh\": { \"mean\": 20, \"least\": 30 }",
    "$.groups[0].energy_kwh.mean: the mean is not between least and most" },
  { VANS, "\"energy_kwh\": { \"mean\": 20, \"least\": 30, \"most\": 10 }",
    "$.groups[0].energy_kwh.least: the least value is above the greatest, most" },
  { VANS, "\"energy_kwh\": -3",
    "$.groups[0].energy_kwh: -3 is outside of what is possible, 0 to 100000" },
  { VANS, "\"arrival_soc\": { \"values\": [0.5, 1.5] }",
    "$.groups[0].arrival_soc.values[1]: 1.5 is outside of what is possible, 0 to 1" },
  { VANS, "\"arrival_soc\": { \"mean\": 0.5, \"most\": 2 }",
    "$.groups[0].arrival_soc.most: 2 is outside of what is possible, 0 to 1" },
  { BATTERY, "\"battery_kwh\": \"big\", \"charger\"",
    "$.groups[0].battery_kwh: must be a number, not text" },
  { ARRIVE, "\"arrive\": \"25:00\"",
    "$.groups[0].arrive: \"25:00\" is not a time such as \"07:30\"" },
  { ARRIVE, "\"arrive\": { \"values\": [\"17:00\", 3] }",
    "$.groups[0].arrive.values[1]: must be text, not a number" },
  { ARRIVE, "\"arrive\": { \"mean\": \"18:00\", \"least\": \"19:00\" }",
    "$.groups[0].arrive.mean: the mean is not between least and most" },
  { VANS, VANS ", \"soc_min\": 0.9, \"soc_max\": 0.8",
    "$.groups[0].soc_min: 0.9 is above the greatest charge (soc_max), 0.8" },
  { VANS, VANS ", \"soc_max\": 0.8, \"soc_at_leave\": 0.9",
    "$.groups[0].soc_at_leave: 0.9 is not between soc_min and soc_max, 0.1 to 0.8" },
  { "\"charge_kw\": 10", "\"charge_kw\": 10, \"minimum_kw\": 12",
    "$.groups[0].charger.minimum_kw: 12 is above charge_kw, 10" },
  { LAST, WITH_PERIODS (""), "$.periods: leave periods out or give at least one" },
  { LAST, WITH_PERIODS (WINTER ", \"weight\": 20 }"),
    "$.periods: the periods and their weights make 140 days, which is no year" },
  { LAST, WITH_PERIODS (WINTER " }, " WINTER " }"),
    "$.periods[1].name: \"W\" is the name of another one, too" },
};

static GhStudy *
read_text (const char *text, GhFindings *findings)
{
  g_autoptr (GError) error = NULL;
  GhStudy *study = gh_study_from_json (text, -1, findings, &error);

  g_assert_no_error (error);
  if (gh_findings_count_errors (findings) == 0)
    gh_study_validate (study, findings);
  return study;
}

/* Whether one of the findings begins so. */
static gboolean
has_finding (const GhFindings *findings, const char *begin)
{
  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    {
      const GhFinding *finding = gh_findings_get (findings, i);
      g_autofree char *line = g_strdup_printf ("%s: %s", finding->path, finding->message);
      if (g_str_has_prefix (line, begin))
        return TRUE;
      g_test_message ("%s", line);
    }
  return FALSE;
}

static void
test_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GString) text = g_string_new (fleet_study);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_assert_cmpuint (g_string_replace (text, wrong[i].old, wrong[i].new, 0), ==, 1);
      g_autoptr (GhStudy) study = read_text (text->str, findings);
      g_assert_nonnull (study);
      g_test_message ("%s", wrong[i].new);
      g_assert_true (has_finding (findings, wrong[i].finding));
    }
}

/* Rules look at whatever could be read. */
static void
test_incomplete (void)
{
  static const char *const members[]
      = { "\"sites\": []",
          "\"sites\": [{}], \"groups\": [{}], \"vehicles\": [{}], \"periods\": [{}], \"fleet\": {}",
          "\"sites\": [{ \"tariff\": {} }, {}], \"groups\": [{ \"arrive\": {}, \"leave\": 3, "
          "\"battery_kwh\": { \"weights\": [] }, \"arrival_soc\": [] }]",
          "\"period\": {}, \"periods\": [{ \"weight\": 1 }], \"sites\": 3, \"groups\": [{}]",
          "\"period\": {}, \"sites\": [{ \"solar\": [{}], \"load\": [1] }]" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{ \"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"fleet\", %s }",
          members[i]);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GhStudy) study = gh_study_from_json (text, -1, findings, NULL);
      g_assert_nonnull (study);
      gh_study_validate (study, findings);
      g_assert_cmpuint (gh_findings_count_errors (findings), >, 0);
    }
}

/* The same bytes again, whichever form a spread has. */
static void
test_round_trip (void)
{
  static const char *const forms[]
      = { "20", "{ \"mean\": 20, \"deviation\": 4, \"least\": 1, \"most\": 30 }",
          "{ \"values\": [ 10, 20.5 ], \"weights\": [ 1, 3 ] }" };
  static const char *const clocks[]
      = { "\"18:00\"", "{ \"mean\": \"18:00\", \"deviation\": 20, \"least\": \"17:00\" }",
          "{ \"values\": [ \"17:00\", \"18:30\" ] }" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GString) text = g_string_new (fleet_study);
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *need = g_strconcat ("\"energy_kwh\": ", forms[i], NULL);
      g_autofree char *arrive = g_strconcat ("\"arrive\": ", clocks[i], NULL);
      g_string_replace (text, VANS, need, 0);
      g_string_replace (text, ARRIVE, arrive, 0);
      g_autoptr (GhStudy) study = read_text (text->str, findings);
      g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
      g_autofree char *once = gh_study_to_json (study, &error);
      g_assert_no_error (error);
      g_autoptr (GhStudy) again = read_text (once, findings);
      g_autofree char *twice = gh_study_to_json (again, &error);
      g_assert_cmpstr (once, ==, twice);
      g_assert_true (gh_record_equal (&gh_study_table, study, again));
      g_assert_null (strstr (once, "\"load\": 1,\n  \"tariff\""));
    }
}

/* A number or a time alone is written alone. */
static void
test_shorthand (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = read_text (fleet_study, findings);
  g_autofree char *text = gh_study_to_json (study, NULL);
  const GhFleetGroup *group = g_ptr_array_index (study->groups, 0);

  g_assert_cmpfloat (group->energy_kwh->mean, ==, 20.0);
  g_assert_cmpint (group->arrive->mean, ==, 18 * 60);
  g_assert_nonnull (strstr (text, "\"energy_kwh\": 20,"));
  g_assert_nonnull (strstr (text, "\"arrive\": \"18:00\","));
}

/* Weights that are left out share what is left of the year. */
static void
test_weights (void)
{
  g_autoptr (GString) text = g_string_new (fleet_study);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhFleetPeriod period;

  g_string_replace (text, LAST,
                    WITH_PERIODS (WINTER ", \"weight\": 26 }, { \"name\": \"S\", \"start\": "
                                         "\"2025-07-14T00:00:00Z\", \"steps\": 24 }"),
                    0);
  g_autoptr (GhStudy) study = read_text (text->str, findings);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
  g_assert_cmpuint (gh_fleet_count_periods (study), ==, 2);
  gh_fleet_get_period (study, 1, &period);
  g_assert_cmpfloat_with_epsilon (period.weight, 365.25 - 26 * 7, 1e-9);
  g_assert_cmpuint (gh_fleet_count_steps (study, 1), ==, 168);
  g_assert_cmpuint (gh_fleet_count_steps (study, 2), ==, 192);
}

/* Without periods the period stands for a year. */
static void
test_only_period (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = read_text (fleet_study, findings);
  GhFleetPeriod period;

  gh_fleet_get_period (study, 0, &period);
  g_assert_cmpfloat_with_epsilon (period.weight, 365.25 / 7.0, 1e-9);
  g_assert_null (period.name);
}

/* A file is laid on each period, one after the other, and a site in a period has its part. */
static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-fleet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "load.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("Time,Load (kW)\n");
  g_autoptr (GString) text = g_string_new (fleet_study);
  g_autoptr (GhFindings) findings = gh_findings_new ();

  for (int hour = 0; hour < 72; hour++)
    g_string_append_printf (csv, "2025-01-%02d %02d:00,%d\n", 13 + hour / 24, hour % 24, hour);
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  g_string_replace (text, "\"load\": 2",
                    "\"load\": { \"file\": \"load.csv\", \"column\": \"Load (kW)\" }", 0);
  g_string_replace (
      text, LAST,
      WITH_PERIODS ("{ \"name\": \"A\", \"start\": \"2025-01-15T00:00:00Z\", \"steps\": "
                    "2 }, { \"name\": \"B\", \"start\": \"2025-01-13T05:00:00Z\", "
                    "\"steps\": 3 }"),
      0);
  g_autoptr (GhStudy) study = read_text (text->str, findings);
  g_assert_true (gh_study_resolve_series (study, folder, findings, NULL, NULL));
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 0);
  g_autoptr (GhStudy) view = gh_fleet_new_view (study, 1, 1);
  g_assert_cmpuint (gh_series_get_count (view->load->resolved), ==, 3);
  for (guint t = 0; t < 3; t++)
    g_assert_cmpfloat (gh_series_get_values (view->load->resolved)[t], ==, 5.0 + t);
  g_assert_cmpint (view->period->steps, ==, 3);
  g_assert_cmpuint (view->vehicles->len, ==, 1);
  g_assert_cmpint (g_remove (path) | g_rmdir (folder), ==, 0);
}

/* What only households can do says so. */
static void
test_household_only (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = read_text (fleet_study, findings);

  gh_study_require_household (study, findings);
  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 1);
}

/* A row with what cannot be taken is read, told and written as it was typed. */
static void
test_unread (void)
{
  g_autoptr (GString) text = g_string_new (fleet_study);
  g_autoptr (GhFindings) reading = gh_findings_new ();
  g_autoptr (GhFindings) rules = gh_findings_new ();
  g_autoptr (GhFindings) again = gh_findings_new ();

  g_string_replace (
      text, "{ \"name\": \"Car\", \"battery_kwh\": 50,",
      "{ \"name\": \"Car\", \"battery_kwh\": \"n/a\", \"soc_min\": -2, \"charger\": { "
      "\"charge_kw\": null, \"export\": \"maybe\" }, \"trips\": [ { \"leave\": "
      "\"25:00\", \"distance_km\": 10 } ], \"stays\": 7,",
      0);
  g_autoptr (GhStudy) study = gh_study_from_json (text->str, -1, reading, NULL);
  g_assert_cmpuint (gh_findings_get_count (reading), ==, 0);
  const GhVehicle *vehicle = g_ptr_array_index (study->vehicles, 0);
  static const char *const kept[][2]
      = { { "battery_kwh", "n/a" },     { "soc_min", "-2" }, { "trips[0].leave", "25:00" },
          { "trips[0].return", "" },    { "stays", "7" },    { "charger.charge_kw", "null" },
          { "charger.export", "maybe" } };
  g_assert_cmpuint (vehicle->unread->len, ==, G_N_ELEMENTS (kept));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const GhUnreadCell *cell = g_ptr_array_index (vehicle->unread, i);
      g_assert_cmpstr (cell->column, ==, kept[i][0]);
      g_assert_cmpstr (cell->text, ==, kept[i][1]);
    }
  gh_study_validate (study, rules);
  g_assert_cmpuint (gh_findings_count_errors (rules), ==, 6);
  g_assert_cmpstr (gh_findings_get (rules, 0)->path, ==, "$.vehicles[0].battery_kwh");
  g_assert_cmpstr (gh_findings_get (rules, 1)->message, ==, "-2 is below 0");
  g_assert_cmpstr (gh_findings_get (rules, 3)->message, ==, "it is missing");

  g_autofree char *written = gh_study_to_json (study, NULL);
  g_autoptr (GhStudy) read = gh_study_from_json (written, -1, again, NULL);
  g_assert_cmpuint (gh_findings_get_count (again), ==, 0);
  g_assert_true (gh_record_equal (&gh_study_table, study, read));
}

/* A household keeps nothing: what is wrong there is told where it is read. */
static void
test_household_row (void)
{
  static const char house[]
      = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", \"period\": "
        "{ "
        "\"start\": \"2025-01-13T00:00:00Z\", \"step_minutes\": 60, \"steps\": 24 }, \"load\": 1, "
        "\"tariff\": { \"import_price\": 0.2 }, \"vehicles\": [ { \"name\": \"A\", "
        "\"battery_kwh\": "
        "\"n/a\", \"stays\": [] } ] }";
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = gh_study_from_json (house, -1, findings, NULL);

  g_assert_cmpuint (gh_findings_count_errors (findings), ==, 2);
  g_assert_cmpstr (gh_findings_get (findings, 0)->message, ==, "must be a number, not text");
  g_assert_cmpstr (gh_findings_get (findings, 1)->message, ==,
                   "\"stays\" is no key of a study of this kind");
  g_assert_null (((const GhVehicle *) g_ptr_array_index (study->vehicles, 0))->unread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fleet-study/wrong", test_wrong);
  g_test_add_func ("/fleet-study/incomplete", test_incomplete);
  g_test_add_func ("/fleet-study/round-trip", test_round_trip);
  g_test_add_func ("/fleet-study/unread", test_unread);
  g_test_add_func ("/fleet-study/household-row", test_household_row);
  g_test_add_func ("/fleet-study/shorthand", test_shorthand);
  g_test_add_func ("/fleet-study/weights", test_weights);
  g_test_add_func ("/fleet-study/only-period", test_only_period);
  g_test_add_func ("/fleet-study/files", test_files);
  g_test_add_func ("/fleet-study/household-only", test_household_only);
  return g_test_run ();
}
