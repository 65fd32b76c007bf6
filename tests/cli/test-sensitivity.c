/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that vary inputs: sweep, tornado and break-even. */
#include <math.h>
#include <string.h>

#include "cli-fixture.h"

typedef CliFixture Fixture;

/* A week with dear evenings, a car that drives on working days, and a charger of 1 000. */
#define STUDY                                                                                 \
  "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "              \
  "\"location\": {\"latitude\": 48, \"longitude\": 11, \"time_zone\": \"Europe/Berlin\"}, "   \
  "\"period\": {\"start\": \"2024-01-08T00:00:00+01:00\", \"step_minutes\": 60, "             \
  "\"steps\": 168}, \"load\": 1, \"tariff\": {\"import_price\": {\"default\": 0.2, "          \
  "\"periods\": [{\"price\": 0.5, \"from\": \"17:00\", \"to\": \"21:00\"}]}}, \"vehicles\": " \
  "[{\"name\": \"Car\", \"battery_kwh\": 60, \"trips\": [{\"days\": \"mon-fri\", \"leave\": " \
  "\"08:00\", \"return\": \"16:00\", \"distance_km\": 40}]}], \"finance\": {\"capex\": "      \
  "{\"v2h\": 1000, \"v2g\": 1400}}%s}"

static void
write_study (Fixture *fixture, const char *more)
{
  g_autofree char *text = g_strdup_printf (STUDY, more);

  g_assert_true (g_file_set_contents (fixture->study, text, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (fixture);
  write_study (fixture, "");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_fixture_tear_down (fixture);
}

static JsonObject *
run_json (Fixture *fixture, const char *line, JsonNode **node)
{
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  *node = cli_fixture_parse (fixture->out);
  return json_node_get_object (*node);
}

static JsonObject *
get_item (JsonObject *object, const char *list, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (object, list), index);
}

/* What `compare` says of a strategy. */
static double
compare_npv (Fixture *fixture, guint strategy)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = run_json (fixture, "compare STUDY --format json", &node);

  return json_object_get_double_member (get_item (object, "strategies", strategy), "npv");
}

static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  double npv = compare_npv (fixture, 2);
  JsonObject *object
      = run_json (fixture, "sweep STUDY --input charger-price=0:3000:4 --format json", &node);

  g_assert_cmpstr (json_object_get_string_member (object, "strategy"), ==, "v2h");
  g_assert_cmpfloat (json_object_get_double_member (object, "capture_ratio"), ==, 1.0);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (
        json_object_get_double_member (get_item (object, "points", i), "npv"),
        npv + 1000.0 - 1000.0 * i, 1e-6);
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = run_json (fixture,
                                 "sweep STUDY --input charger-price=0,500 --strategy v2g --input "
                                 "$.vehicles[0].charger.discharge_kw=1:11:3 --format json",
                                 &node);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "points")), ==, 6);
  for (guint row = 0; row < 3; row++)
    {
      JsonObject *free = get_item (object, "points", 2 * row);
      JsonObject *dear = get_item (object, "points", 2 * row + 1);
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (free, "npv") - 500.0,
                                      json_object_get_double_member (dear, "npv"), 1e-6);
      g_assert_cmpfloat (
          json_array_get_double_element (json_object_get_array_member (dear, "values"), 1), ==,
          1.0 + 5.0 * row);
    }
  g_assert_cmpint (cli_fixture_run (fixture, "sweep STUDY --input load --input charger-price"), ==,
                   0);
  g_assert_nonnull (strstr (fixture->out, "Electricity use to the right"));
  g_assert_nonnull (strstr (fixture->out, "perfect foresight"));
}

static void
test_tornado (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = run_json (
      fixture, "tornado STUDY --input discount-rate --input load=0.5:2 --format json", &node);
  double npv = compare_npv (fixture, 2);

  g_assert_cmpfloat (
      json_object_get_double_member (json_object_get_object_member (object, "base"), "npv"), ==,
      npv);
  g_assert_cmpstr (json_object_get_string_member (get_item (object, "inputs", 0), "input"), ==,
                   "load");
  g_assert_cmpfloat (json_object_get_double_member (get_item (object, "inputs", 0), "high"), ==,
                     2.0);
  g_assert_cmpint (cli_fixture_run (fixture, "tornado STUDY"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "moves it most"));
  g_assert_nonnull (strstr (fixture->out, "Price of the charger"));
}

/* What the study asks for, where the terminal does not. */
static void
test_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  write_study (fixture, ", \"what_if\": {\"strategy\": \"v2g\", \"measure\": \"saving\", "
                        "\"inputs\": [{\"input\": \"load\", \"low\": 0.5}, "
                        "{\"input\": \"never\"}]}");
  JsonObject *object = run_json (fixture, "tornado STUDY --format json", &node);
  g_assert_nonnull (strstr (fixture->err, "\"never\" is no input"));
  g_assert_cmpstr (json_object_get_string_member (object, "strategy"), ==, "v2g");
  g_assert_cmpstr (json_object_get_string_member (object, "measure"), ==, "saving");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "inputs")), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (get_item (object, "inputs", 0), "low"), ==,
                     0.5);
}

static void
test_break_even (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  double npv = compare_npv (fixture, 2);
  JsonObject *object
      = run_json (fixture, "break-even STUDY --input charger-price --format json", &node);
  JsonObject *input = get_item (object, "inputs", 0);

  g_assert_cmpfloat_with_epsilon (
      json_object_get_double_member (get_item (input, "roots", 0), "value"), 1000.0 + npv, 0.011);
  g_assert_cmpstr (json_object_get_string_member (get_item (input, "roots", 0), "npv"), ==,
                   "falls");
  g_assert_cmpint (
      cli_fixture_run (fixture, "break-even STUDY --input charger-price --from 1 --to 2"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "pays everywhere"));
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "sweep STUDY --input battery-size=-5,60 --format csv"),
                   ==, 0);
  g_assert_true (g_str_has_prefix (fixture->out,
                                   "battery-size,npv_EUR,saving_EUR_per_year,payback_years,"
                                   "emissions_saved_kg_per_year\n-5,,,,\n60,"));
  g_assert_cmpint (
      cli_fixture_run (fixture, "break-even STUDY --input charger-price=0:1 --format csv"), ==, 0);
  g_assert_true (g_str_has_prefix (
      fixture->out, "input,from,to,npv_from_EUR,npv_to_EUR,root,root_shown,unit,npv\n"
                    "charger-price,0,1,"));
  g_assert_cmpint (cli_fixture_run (fixture, "tornado STUDY --input load --format csv"), ==, 0);
  g_assert_true (g_str_has_prefix (fixture->out, "input,value,shown,unit,npv_EUR,"));
}

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int status;
  } cases[] = { { "sweep STUDY", 0 },
                { "sweep STUDY --input nothing", 2 },
                { "sweep STUDY --input load=1", 0 },
                { "sweep STUDY --input load=2:1", 2 },
                { "sweep STUDY --input load=a:b", 2 },
                { "sweep STUDY --input load=0:1:0", 2 },
                { "sweep STUDY --input load=0:1:2:3", 2 },
                { "sweep STUDY --input load --input load --input load", 2 },
                { "sweep STUDY --input load --measure luck", 2 },
                { "sweep STUDY --input load --against v2g", 2 },
                { "sweep /nowhere.json --input load", 1 },
                { "sweep STUDY --input battery-size=-5,-4", 3 },
                { "tornado", 2 },
                { "break-even STUDY --input load --from 2 --to 1", 2 },
                { "sweep STUDY --input load=0:1:1", 2 },
                { "sweep STUDY --input load=0:1:2.5", 2 },
                { "break-even STUDY --input load --from x", 2 },
                { "break-even STUDY --input load --measure saving", 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (cli_fixture_run (fixture, cases[i].line), ==, cases[i].status);
      if (cases[i].status != 0)
        g_assert_cmpstr (fixture->err, !=, "");
    }
  write_study (fixture, ", \"connection\": {\"import_limit_kw\": 0.5}");
  g_assert_cmpint (cli_fixture_run (fixture, "tornado STUDY"), ==, 3);
  g_assert_nonnull (strstr (fixture->err, "infeasible"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli-sensitivity/sweep", test_sweep);
  ADD ("/cli-sensitivity/table", test_table);
  ADD ("/cli-sensitivity/tornado", test_tornado);
  ADD ("/cli-sensitivity/asked", test_asked);
  ADD ("/cli-sensitivity/break-even", test_break_even);
  ADD ("/cli-sensitivity/csv", test_csv);
  ADD ("/cli-sensitivity/statuses", test_statuses);
  return g_test_run ();
}
