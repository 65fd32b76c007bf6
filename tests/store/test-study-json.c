/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "errors.h"
#include "full-study.h"
#include "record-json.h"
#include "study-json.h"

#define HEAD "\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "
#define PERIOD \
  "\"period\": {\"start\": \"2024-01-01T00:00:00Z\", \"step_minutes\": 15, \"steps\": 4}, "
#define TARIFF "\"tariff\": {\"import_price\": 0.3}"
/* A whole study with one more member, or with another load. */
#define WITH(member) "{" HEAD PERIOD "\"load\": 1, " TARIFF ", " member "}"
#define LOAD(load) "{" HEAD PERIOD "\"load\": " load ", " TARIFF "}"
#define PRICE(price) "{" HEAD PERIOD "\"load\": 1, \"tariff\": {\"import_price\": " price "}}"
#define CAR(member) WITH ("\"vehicles\": [{\"name\": \"A\", \"battery_kwh\": 50, " member "}]")
#define TIMES "\"leave\": \"07:00\", \"return\": \"18:00\", \"distance_km\": 9, "
#define TRIP(member) CAR ("\"trips\": [{" TIMES member "}]")

/* What each text is found to be wrong with; the first finding counts. */
static const struct
{
  const char *text;
  const char *finding;
} wrong[] = {
  { "[]", "$: must be an object, not a list" },
  { "3", "$: must be an object, not a number" },
  { "{" PERIOD "\"kind\": \"fleet\", \"version\": 1, \"load\": 1, " TARIFF "}",
    "$: \"format\" is missing" },
  { "{\"format\": \"other\"}", "$.format: \"other\" is not \"gridhearth-study\"" },
  { "{\"format\": \"gridhearth-study\", \"version\": 2}",
    "$.version: version 2 cannot be read; this program reads version 1" },
  { "{" HEAD "\"load\": 1, " TARIFF "}", "$: \"period\" is missing" },
  { "{" HEAD PERIOD TARIFF "}", "$: \"load\" is missing" },
  { "{" HEAD PERIOD "\"load\": 1, \"tariff\": {}}", "$.tariff: \"import_price\" is missing" },
  { WITH ("\"vehicles\": [{\"name\": \"A\"}]"), "$.vehicles[0]: \"battery_kwh\" is missing" },
  { CAR ("\"battery_kw\": 3"),
    "$.vehicles[0]: unknown key \"battery_kw\"; did you mean \"battery_kwh\"?" },
  { WITH ("\"\\u0007zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\": 1"),
    "$: unknown key \"\xef\xbf\xbdzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…\"" },
  { CAR ("\"charger\": {\"charge_kw\": -3}"), "$.vehicles[0].charger.charge_kw: -3 is below 0" },
  { CAR ("\"charger\": {\"charge_kw\": -0.1}"),
    "$.vehicles[0].charger.charge_kw: -0.1 is below 0" },
  { CAR ("\"charger\": {\"charge_kw\": \"3\"}"),
    "$.vehicles[0].charger.charge_kw: must be a number, not text" },
  { CAR ("\"charger\": {\"charge_kw\": null}"),
    "$.vehicles[0].charger.charge_kw: must be a number, not null" },
  { CAR ("\"charger\": {\"charge_kw\": true}"),
    "$.vehicles[0].charger.charge_kw: must be a number, not true or false" },
  { CAR ("\"charger\": {\"charge_kw\": [1]}"),
    "$.vehicles[0].charger.charge_kw: must be a number, not a list" },
  { CAR ("\"charger\": {\"charge_kw\": {}}"),
    "$.vehicles[0].charger.charge_kw: must be a number, not an object" },
  { CAR ("\"soc_max\": 1.5"), "$.vehicles[0].soc_max: 1.5 is above 1" },
  { CAR ("\"charger\": 1"), "$.vehicles[0].charger: must be an object, not a number" },
  { CAR ("\"charger\": {\"export\": \"maybe\"}"),
    "$.vehicles[0].charger.export: \"maybe\" is none of \"allowed\", \"never\"" },
  { CAR ("\"charger\": {\"charge_loss_kw\": [0, 0]}"),
    "$.vehicles[0].charger.charge_loss_kw: must have 3 numbers, not 2" },
  { CAR ("\"charger\": {\"charge_loss_kw\": [0, false, 0]}"),
    "$.vehicles[0].charger.charge_loss_kw[1]: must be a number, not true or false" },
  { CAR ("\"count\": 1.5"), "$.vehicles[0].count: 1.5 is not a whole number" },
  { CAR ("\"trips\": {}"), "$.vehicles[0].trips: must be a list, not an object" },
  { CAR ("\"trips\": [7]"), "$.vehicles[0].trips[0]: must be an object, not a number" },
  { TRIP ("\"leave_\": 1"),
    "$.vehicles[0].trips[0]: unknown key \"leave_\"; did you mean \"leave\"?" },
  { TRIP ("\"days\": \"never\""), "$.vehicles[0].trips[0].days: \"never\" is not a list of days "
                                  "such as \"mon-fri\" or \"sat,sun\"" },
  { TRIP ("\"from\": \"2024-02-30\""), "$.vehicles[0].trips[0].from: \"2024-02-30\" is not a date "
                                       "such as \"2024-12-25\"" },
  { CAR ("\"trips\": [{\"leave\": \"25:00\", \"return\": \"18:00\", \"distance_km\": 9}]"),
    "$.vehicles[0].trips[0].leave: \"25:00\" is not a time such as \"07:30\"" },
  { CAR ("\"trips\": [{\"leave\": 7, \"return\": \"18:00\", \"distance_km\": 9}]"),
    "$.vehicles[0].trips[0].leave: must be text, not a number" },
  { WITH ("\"holidays\": [\"2024-12-25\", 5]"), "$.holidays[1]: must be text, not a number" },
  { WITH ("\"name\": 5"), "$.name: must be text, not a number" },
  { WITH ("\"connection\": {\"import_limit_kw\": -1}"),
    "$.connection.import_limit_kw: -1 is below 0" },
  { "{" HEAD "\"period\": {\"start\": \"2024-01-01\", \"step_minutes\": 15, \"steps\": 4}, "
    "\"load\": 1, " TARIFF "}",
    "$.period.start: \"2024-01-01\" is not a time with offset such as "
    "\"2024-01-01T00:00:00+01:00\"" },
  { "{" HEAD PERIOD "\"load\": 1, \"tariff\": {\"import_price\": 0.3, \"may_export\": 1}}",
    "$.tariff.may_export: must be true or false, not a number" },
  { LOAD ("\"much\""), "$.load: must be a number, a list of numbers or an object, not text" },
  { LOAD ("[1, 2, \"3\", null]"), "$.load[2]: must be a number, not text" },
  { LOAD ("[]"), "$.load: must have at least one number" },
  { LOAD ("{}"), "$.load: \"file\" is missing" },
  { LOAD ("{\"annual_kwh\": 4200, \"shape\": \"office\"}"),
    "$.load.shape: \"office\" is none of \"residential\"" },
  { LOAD ("{\"file\": \"a.csv\", \"year\": \"leap\"}"),
    "$.load.year: \"leap\" is none of \"exact\", \"calendar\", \"weekday\"" },
  { CAR ("\"plugged\": {\"annual_kwh\": 1}"),
    "$.vehicles[0].plugged: only the load can be a yearly sum with a shape" },
  { CAR ("\"plugged\": [1, 2]"), "$.vehicles[0].plugged[1]: 2 is above 1" },
  { PRICE ("true"),
    "$.tariff.import_price: must be a number, a list of numbers or an object, not true or false" },
  { PRICE ("{\"multiply\": 2}"), "$.tariff.import_price: \"series\" is missing" },
  { PRICE ("{\"series\": [1, null]}"),
    "$.tariff.import_price.series[1]: must be a number, not null" },
  { PRICE ("{\"periods\": []}"), "$.tariff.import_price: \"default\" is missing" },
  { PRICE ("{\"default\": 1, \"periods\": [{}]}"),
    "$.tariff.import_price.periods[0]: \"price\" is missing" },
  { PRICE ("{\"default\": 1, \"periods\": [{\"price\": 1, \"months\": \"13\"}]}"),
    "$.tariff.import_price.periods[0].months: \"13\" is not a list of months such as \"10-3\" or "
    "\"6,7\"" },
};

static GhStudy *
read_study (const char *text, GhFindings *findings)
{
  g_autoptr (GError) error = NULL;
  GhStudy *study = gh_study_from_json (text, -1, findings, &error);

  g_assert_no_error (error);
  g_assert_nonnull (study);
  return study;
}

static GhStudy *
read_clean (const char *text)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  GhStudy *study = read_study (text, findings);

  for (guint i = 0; i < gh_findings_get_count (findings); i++)
    g_test_message ("%s: %s", gh_findings_get (findings, i)->path,
                    gh_findings_get (findings, i)->message);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
  return study;
}

static void
test_wrong (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GhFindings) findings = gh_findings_new ();
      g_autoptr (GhStudy) study = read_study (wrong[i].text, findings);
      g_test_message ("%s", wrong[i].text);
      g_assert_cmpuint (gh_findings_get_count (findings), >=, 1);
      const GhFinding *finding = gh_findings_get (findings, 0);
      g_autofree char *shown = g_strdup_printf ("%s: %s", finding->path, finding->message);
      g_assert_cmpstr (shown, ==, wrong[i].finding);
      g_assert_cmpint (finding->severity, ==, GH_SEVERITY_ERROR);
    }
}

static void
test_full (void)
{
  g_autoptr (GhStudy) study = read_clean (full_study);
  const GhVehicle *car = g_ptr_array_index (study->vehicles, 0);
  const GhTrip *trip = g_ptr_array_index (car->trips, 0);
  const GhSolarArray *measured = g_ptr_array_index (study->solar, 1);

  g_assert_cmpstr (study->name, ==, "Detached \"house\" \xc3\xa9\xf0\x9f\x9a\x97");
  g_assert_cmpint (study->seed, ==, 7);
  g_assert_cmpint (study->period->start, ==, 1704063600);
  g_assert_cmpuint (study->holidays->len, ==, 2);
  g_assert_cmpuint (gh_series_get_count (study->load->values), ==, 4);
  g_assert_cmpfloat (gh_series_get_values (study->load->values)[3], ==, 3.3333333333333335);
  g_assert_cmpint (measured->output_kw->form, ==, GH_SERIES_FILE);
  g_assert_cmpint (measured->output_kw->file->stamps, ==, GH_STAMPS_END);
  g_assert_cmpint (measured->output_kw->file->year, ==, GH_YEAR_CALENDAR);
  g_assert_true (isnan (study->connection->export_limit_kw));
  g_assert_cmpfloat (study->tariff->import_price->periods->default_price, ==, 0.28);
  g_assert_cmpuint (study->tariff->import_price->periods->periods->len, ==, 2);
  g_assert_cmpfloat (study->tariff->export_price->market->multiply, ==, 1.19);
  g_assert_cmpfloat (study->tariff->store_export_price->series->number, ==, 0.05);
  g_assert_cmpint (car->charger->export, ==, GH_CHARGER_EXPORT_NEVER);
  g_assert_cmpfloat (g_array_index (car->charger->charge_loss_kw, double, 1), ==, 0.093);
  g_assert_cmpint (trip->leave, ==, 450);
  g_assert_cmpuint (trip->days, ==, 0x1f);
  g_assert_true (gh_record_is_given (&gh_vehicle_table, car, "soc_end"));
  car = g_ptr_array_index (study->vehicles, 1);
  g_assert_false (gh_record_is_given (&gh_vehicle_table, car, "soc_end"));
}

static void
test_round_trip (void)
{
  g_autoptr (GhStudy) study = read_clean (full_study);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = gh_study_to_json (study, &error);
  g_assert_no_error (error);
  g_autoptr (GhStudy) again = read_clean (first);
  g_autofree char *second = gh_study_to_json (again, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "\"start\": \"2024-01-01T00:00:00+01:00\""));
  g_assert_nonnull (strstr (first, "\"load\": [0.25, 1, 0.1, 3.3333333333333335]"));
  g_assert_nonnull (strstr (first, "\"export_limit_kw\": null"));
  g_assert_null (strstr (first, "\"discharge_soc_min\": 0.1"));
}

/* What a file gave becomes a list of numbers; what is not finite is refused. */
static void
test_resolved (void)
{
  g_autoptr (GhStudy) study = read_clean (LOAD ("{\"file\": \"a.csv\"}"));
  g_autoptr (GError) error = NULL;

  study->load->resolved = gh_series_new_constant (0.5, 3);
  g_autofree char *text = gh_study_to_json (study, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "\"load\": [0.5, 0.5, 0.5]"));
  g_clear_pointer (&study->load->resolved, gh_series_unref);
  study->load->resolved = gh_series_new_constant (NAN, 3);
  g_assert_null (gh_study_to_json (study, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "\"load\" has a number that is not finite.");
}

static void
test_newer (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = read_study (WITH ("\"minor\": 3, \"colour\": \"red\""), findings);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gh_study_to_json (study, &error);

  g_assert_cmpuint (gh_findings_get_count (findings), ==, 1);
  g_assert_cmpint (gh_findings_get (findings, 0)->severity, ==, GH_SEVERITY_WARNING);
  g_assert_true (
      g_str_has_prefix (gh_findings_get (findings, 0)->message, "unknown key \"colour\""));
  g_assert_nonnull (strstr (text, "\"minor\": 0"));
}

/* An integer beyond 64 bits is a number like others, not -1. */
static void
test_large_numbers (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = read_study (LOAD ("[99999999999999999999, 1E2, -0]"), findings);

  if (gh_findings_get_count (findings) > 0)
    g_assert_true (g_str_has_prefix (gh_findings_get (findings, 0)->message, "1e+20 is above"));
  else
    g_assert_cmpfloat (gh_series_get_values (study->load->values)[0], ==, 1e20);
}

/* So many that it would not end within the time of a test if each were compared with all. */
static void
test_many_findings (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GString) text = g_string_new ("{" HEAD PERIOD TARIFF ", \"load\": 1");

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (text, ", \"key %d\": 0", i);
  g_string_append (text, "}");
  g_autoptr (GhStudy) study = read_study (text->str, findings);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 1001);
  g_assert_cmpstr (gh_findings_get (findings, 1000)->message, ==,
                   "there are more findings, which are not shown");
}

static void
test_load (void)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhStudy) study = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, "study.json", NULL);
  g_autofree char *text = g_strconcat ("\xef\xbb\xbf", full_study, NULL);

  g_assert_false (gh_study_load (path, findings, &study, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (gh_study_load (path, findings, &study, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
  g_clear_pointer (&study, gh_study_free);
  g_assert_true (g_file_set_contents (path, "{\"a\": 1,}", -1, NULL));
  g_assert_false (gh_study_load (path, findings, &study, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_null (study);
  g_clear_error (&error);
  g_assert_cmpint (truncate (path, GH_STUDY_BYTES_MAX + 1), ==, 0);
  g_assert_false (gh_study_load (path, findings, &study, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_true (g_str_has_suffix (error->message, "is larger than 256 MiB."));
  g_unlink (path);
  g_rmdir (directory);
}

/* A record with what the study's tables leave out: no limits, and null everywhere. */
typedef struct
{
  GhRecord record;
  gint64 whole;
  char *text;
  int clock;
  gint32 date;
  double number;
} Odd;

static const GhAttribute odd_attributes[] = {
  { .name = "whole",
    .kind = GH_KIND_INTEGER,
    .offset = G_STRUCT_OFFSET (Odd, whole),
    .minimum = -INFINITY,
    .maximum = INFINITY },
  { .name = "text",
    .kind = GH_KIND_TEXT,
    .nullable = TRUE,
    .offset = G_STRUCT_OFFSET (Odd, text),
    .default_number = NAN },
  { .name = "clock",
    .kind = GH_KIND_CLOCK,
    .nullable = TRUE,
    .offset = G_STRUCT_OFFSET (Odd, clock),
    .default_number = NAN },
  { .name = "date",
    .kind = GH_KIND_DATE,
    .nullable = TRUE,
    .offset = G_STRUCT_OFFSET (Odd, date),
    .default_number = NAN },
  { .name = "number",
    .kind = GH_KIND_NUMBER,
    .nullable = TRUE,
    .offset = G_STRUCT_OFFSET (Odd, number),
    .default_number = NAN,
    .minimum = -INFINITY,
    .maximum = INFINITY },
};
static const GhAttributeTable odd_table = {
  .name = "odd",
  .size = sizeof (Odd),
  .attributes = odd_attributes,
  .count = G_N_ELEMENTS (odd_attributes),
};

/* Reads a record and tells the first finding, or writes it again. */
static char *
read_odd (const char *text)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GString) path = g_string_new ("$");
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GhJsonWriter) writer = gh_json_writer_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  GhRecordReader reader = { .findings = findings, .path = path };
  gpointer record = gh_record_new_from_node (&reader, &odd_table, node);

  gh_json_writer_begin_object (writer, NULL);
  g_assert_true (gh_record_write_members (writer, &odd_table, record, utc, NULL, NULL));
  gh_json_writer_end (writer);
  gh_record_free (&odd_table, record);
  if (gh_findings_get_count (findings) > 0)
    return g_strdup (gh_findings_get (findings, 0)->message);
  return gh_json_writer_finish (writer);
}

static void
test_odd_record (void)
{
  static const char *const cases[][2] = {
    { "{\"whole\": 1e300}", "1e+300 is too large" },
    { "{\"whole\": -7.25}", "-7.25 is not a whole number" },
    { "{\"whole\": 1e3}", "{\n  \"whole\": 1000\n}\n" },
    { "{\"whole\": 9007199254740993}", "{\n  \"whole\": 9007199254740993\n}\n" },
    { "{\"number\": null, \"date\": null}", "{\n  \"date\": null,\n  \"number\": null\n}\n" },
    { "{\"clock\": null, \"text\": null}", "{\n  \"text\": null,\n  \"clock\": null\n}\n" },
    { "{\"text\": \"\\u0001\\t\\n\\\"\\\\\"}", "{\n  \"text\": \"\\u0001\\t\\n\\\"\\\\\"\n}\n" },
    { "{}", "{}\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = read_odd (cases[i][0]);
      g_assert_cmpstr (result, ==, cases[i][1]);
    }
}

static void
test_number_text (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = { { 0.1, "0.1" },
                { -0.0, "0" },
                { 1e20, "1e+20" },
                { 100000, "100000" },
                { 5e-324, "5e-324" },
                { 1.0 / 3, "0.3333333333333333" },
                { 0.1 + 0.2, "0.30000000000000004" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char buffer[GH_NUMBER_TEXT_SIZE];
      g_assert_cmpstr (gh_number_to_text (cases[i].number, buffer), ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study-json/wrong", test_wrong);
  g_test_add_func ("/study-json/full", test_full);
  g_test_add_func ("/study-json/round-trip", test_round_trip);
  g_test_add_func ("/study-json/resolved", test_resolved);
  g_test_add_func ("/study-json/newer", test_newer);
  g_test_add_func ("/study-json/large-numbers", test_large_numbers);
  g_test_add_func ("/study-json/many-findings", test_many_findings);
  g_test_add_func ("/study-json/load", test_load);
  g_test_add_func ("/study-json/odd-record", test_odd_record);
  g_test_add_func ("/study-json/number-text", test_number_text);
  return g_test_run ();
}
