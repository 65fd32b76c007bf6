/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "cli-fixture.h"
#include "fleet-study.h"

/* Writes the fleet with one text in place of another. */
static void
write_study (CliFixture *fixture, const char *old, const char *new)
{
  g_autoptr (GString) text = g_string_new (fleet_study);

  if (old != NULL)
    g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  g_assert_true (g_file_set_contents (fixture->study, text->str, -1, NULL));
}

static void
test_check (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 0);
  write_study (fixture, "\"charge_kw\": 10", "\"charge_kw\": 1");
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 0);
  g_assert_nonnull (strstr (fixture->err, "$.groups[0]: Vans: in 10 of 10 stays"));
  write_study (fixture, "\"site\": \"Depot\"", "\"site\": \"Depto\"");
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "did you mean \"Depot\"?"));
}

/* A connection that is too weak for the building alone is explained: where, when, how much. */
static void
test_weak_connection (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, "\"load\": 2", "\"load\": 2, \"connection\": { \"import_limit_kw\": 1.5 }");
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 1);
  g_assert_nonnull (strstr (
      fixture->err, "error: $.sites[1].connection.import_limit_kw: without any vehicle the site "
                    "takes more than the 1.5 kW of its connection in 168 of 168 steps, 0.50 kW too "
                    "much at 2025-01-13T00:00:00+00:00"));
  g_assert_nonnull (strstr (fixture->out, "cannot be planned"));
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY"), ==, 3);
  g_assert_nonnull (strstr (fixture->err, "Yard: Monday 2025-01-13 00:00"));
  g_assert_nonnull (strstr (fixture->err, "1.50 kW (0.50 kW too much)"));
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY"), ==, 3);
  g_assert_nonnull (strstr (fixture->err, "1.50 kW (0.50 kW too much)"));
}

/* What is charged is told of all vehicles, of those that nobody manages as well. */
static void
test_charged_by_all (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, "\"count\": 2", "\"count\": 2, \"opt_in_share\": 0");
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY"), ==, 0);
  const char *row = strstr (fixture->out, "Charged, kWh");
  g_assert_nonnull (row);
  /* Twice 20 kWh on each of five days of a week. */
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (row + strlen ("Charged, kWh"), NULL),
                                  200.0 * 365.25 / 7.0, 1.0);
}

/* What the least current of chargers costs is told where some have one. */
static void
test_least_currents (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy smart"), ==, 0);
  g_assert_null (strstr (fixture->out, "least current"));
  write_study (fixture, "\"charge_kw\": 10", "\"charge_kw\": 10, \"minimum_current_a\": 6");
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy smart"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "That chargers have a least current costs nothing."));
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy smart --format json"), ==, 0);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_assert_true (json_parser_load_from_data (parser, fixture->out, -1, NULL));
  JsonObject *currents = json_object_get_object_member (
      json_node_get_object (json_parser_get_root (parser)), "least_currents");
  g_assert_cmpfloat (json_object_get_double_member (currents, "least"), ==, 0.0);
  g_assert_cmpfloat (json_object_get_double_member (currents, "most"), <, 0.01);
  g_assert_cmpfloat (json_object_get_double_member (currents, "cost"), <, 0.01);
}

static const char sheet[] = "Kennzeichen;Batterie (kWh);Abfahrt;Ankunft;Energie (kWh)\n"
                            "M-AB 1;77,5;7:30;17.45;20\nM-AB 2;n/a;8:00;18:00;10\n";

static char *
write_sheet (CliFixture *fixture, const char *text)
{
  char *path = g_build_filename (fixture->directory, "sheet.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* What is understood is told, and put into a study. */
static void
test_import (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_sheet (fixture, sheet);
  g_autofree char *fresh = g_build_filename (fixture->directory, "new.json", NULL);
  g_autofree char *tell = g_strdup_printf ("import %s --as vehicles", path);
  g_autofree char *put
      = g_strdup_printf ("%s --into STUDY --site Yard --output %s --charge-kw 22", tell, fresh);
  g_autofree char *plan = g_strdup_printf ("check %s", fresh);
  g_autofree char *nowhere
      = g_strdup_printf ("%s --into STUDY --site Yrad --output %s", tell, fresh);

  write_study (fixture, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (fixture, tell), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *told = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (told, "rows"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (told, "incomplete"), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (told, "columns")), ==, 5);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (told, "problems")), ==, 1);

  g_assert_cmpint (cli_fixture_run (fixture, put), ==, 0);
  g_assert_cmpint (cli_fixture_run (fixture, plan), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "$.vehicles[2].battery_kwh: “n/a” was not understood"));
  g_assert_nonnull (strstr (fixture->err, "1 of 3 vehicles"));
  g_assert_cmpint (cli_fixture_run (fixture, nowhere), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "no site named “Yrad”"));
}

static void
test_import_usage (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_sheet (fixture, "a,b,c\n1,2,3\n");
  g_autofree char *alone = g_strdup_printf ("import %s --as vehicles --into STUDY", path);
  g_autofree char *other = g_strdup_printf ("import %s --battery-kwh 50", path);
  g_autofree char *wrong = g_strdup_printf ("import %s --as vehicles", path);

  write_study (fixture, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (fixture, alone), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, other), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, wrong), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "no column was recognised"));
  g_assert_cmpint (cli_fixture_run (fixture, "import /nonexistent --as vehicles"), ==, 1);
  g_assert_cmpint (cli_fixture_run (fixture, "import STUDY --as moon"), ==, 2);
  g_assert_nonnull (strstr (fixture->err, "sessions, table, tariff, vehicles"));
}

/* Incomplete vehicles stop the plan until a person says that it may go on without them. */
static void
test_incomplete (CliFixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "plan STUDY", "compare STUDY", "flexibility STUDY" };

  write_study (fixture, "\"battery_kwh\": 50, \"site\": \"Yard\"",
               "\"battery_kwh\": \"n/a\", \"site\": \"Yard\"");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *without = g_strconcat (commands[i], " --leave-out-incomplete", NULL);
      g_autofree char *json = g_strconcat (without, " --format json", NULL);
      g_assert_cmpint (cli_fixture_run (fixture, commands[i]), ==, 1);
      g_assert_nonnull (
          strstr (fixture->err, "error: $.vehicles[0].battery_kwh: “n/a” was not understood"));
      g_assert_cmpint (cli_fixture_run (fixture, without), ==, 0);
      g_assert_nonnull (strstr (fixture->out,
                                "Without 1 of 1 vehicles, which is incomplete:\n  Car "
                                "(vehicles[0]): battery_kwh: “n/a” was not understood\n"));
      g_assert_cmpint (cli_fixture_run (fixture, json), ==, 0);
      g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
      JsonArray *left_out
          = json_object_get_array_member (json_node_get_object (node), "incomplete");
      JsonObject *first = json_array_get_object_element (left_out, 0);
      g_assert_cmpuint (json_array_get_length (left_out), ==, 1);
      g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Car");
    }
  write_study (fixture, "\"fee_per_vehicle_month\": 3",
               "\"fee_per_vehicle_month\": 3, \"leave_out_incomplete\": true");
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY"), ==, 0);
}

/* The year is the sum of its periods by their weights. */
static void
test_plan (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy smart --verify --format json"),
                   ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *root = json_node_get_object (node);
  JsonObject *year = json_object_get_object_member (root, "year");
  JsonArray *sites = json_object_get_array_member (root, "sites");
  double sum = 0.0;

  g_assert_cmpuint (json_array_get_length (sites), ==, 2);
  for (guint s = 0; s < 2; s++)
    {
      JsonObject *site = json_array_get_object_element (sites, s);
      JsonArray *periods = json_object_get_array_member (site, "periods");
      JsonObject *period = json_array_get_object_element (periods, 0);
      g_assert_cmpuint (json_array_get_length (periods), ==, 1);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (period, "unserved")),
                        ==, 0);
      sum += json_object_get_double_member (period, "weight")
             * json_object_get_double_member (period, "objective");
    }
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (year, "objective"), sum, 1e-6);
  g_assert_cmpfloat (json_object_get_double_member (year, "lower_bound"), <=, sum + 1e-6);
}

static char *
read_file (CliFixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static guint
count_lines (const char *text)
{
  guint lines = 0;

  for (const char *c = text; *c != '\0'; c++)
    lines += *c == '\n';
  return lines;
}

static void
test_output (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, "\"count\": 2", "\"count\": 3, \"opt_in_share\": 0.5");
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy unmanaged --output DIR"), ==,
                   0);
  g_autofree char *vehicles = read_file (fixture, "vehicles.csv");
  g_autofree char *plan = read_file (fixture, "plan 1 Depot.csv");
  g_autofree char *schedule = read_file (fixture, "schedules/2 Yard/00001 Car.csv");
  g_assert_cmpuint (count_lines (vehicles), ==, 5);
  g_assert_cmpuint (count_lines (plan), ==, 169);
  g_assert_cmpuint (count_lines (schedule), ==, 169);
  g_assert_nonnull (strstr (vehicles, "\"Depot\",\"\",\"Vans\",\"Vans 3\","));
}

/* At one price all charging costs the same: the vans of the group lose the fee of the aggregator,
 * of each 36 a year, and nothing is shared. */
static void
test_compare (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *root = json_node_get_object (node);
  JsonArray *strategies = json_object_get_array_member (root, "strategies");
  JsonArray *groups = json_object_get_array_member (root, "groups");
  JsonObject *smart = json_array_get_object_element (strategies, 1);
  JsonObject *vans = json_array_get_object_element (groups, 0);
  JsonObject *own
      = json_array_get_object_element (json_object_get_array_member (vans, "strategies"), 1);

  g_assert_cmpstr (json_object_get_string_member (root, "baseline"), ==, "smart");
  g_assert_cmpuint (json_array_get_length (strategies), ==, 5);
  g_assert_cmpuint (json_array_get_length (groups), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (smart, "strategy"), ==, "smart");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (smart, "npv"), 0.0, 1e-6);
  g_assert_true (json_object_has_member (smart, "npv_against_unmanaged"));
  g_assert_true (json_object_has_member (smart, "irr_status"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (smart, "npv_years")), ==,
                    16);
  g_assert_cmpint (json_object_get_int_member (vans, "vehicles"), ==, 2);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (own, "aggregator"), 72.0, 0.01);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (own, "gain_against_unmanaged"),
                                  -72.0, 0.01);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (groups, 1), "name"), ==,
      "Single vehicles");
}

static void
test_compare_output (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, NULL, NULL);
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --output DIR"), ==, 0);
  g_autofree char *groups = read_file (fixture, "groups.csv");
  g_autofree char *vehicles = read_file (fixture, "v2g/vehicles.csv");
  g_autofree char *plan = read_file (fixture, "valley-filling/plan 1 Depot.csv");
  g_assert_cmpuint (count_lines (groups), ==, 11);
  g_assert_cmpuint (count_lines (vehicles), ==, 4);
  g_assert_cmpuint (count_lines (plan), ==, 169);
  g_assert_nonnull (strstr (groups, "\n\"Vans\",smart,2,2,0,"));
  g_assert_nonnull (strstr (fixture->out, "Bill a year"));
  g_assert_nonnull (strstr (fixture->out, "Vans: 2 vehicles"));
  g_assert_nonnull (strstr (fixture->out, "does not pay here: it saves"));
  g_assert_null (strstr (fixture->out, "at long-run marginal rates"));
}

/* Two vans of which the connection charges only one: the other is named, and the status says so. */
static void
test_unserved (CliFixture *fixture, gconstpointer data)
{
  write_study (fixture, "\"name\": \"Depot\", \"load\": 1",
               "\"name\": \"Depot\", \"load\": 1, \"connection\": { \"import_limit_kw\": 3 }");
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy unmanaged"), ==, 3);
  g_assert_nonnull (strstr (fixture->out, "Vans 2 lacks"));
  g_assert_nonnull (strstr (fixture->err, "relaxed: Depot: vehicles not served in full:"));
}

/* What is for households only is told. */
static void
test_household_only (CliFixture *fixture, gconstpointer data)
{
  static const char *const lines[]
      = { "plan STUDY --solver glpk", "plan STUDY --vehicle Car", "plan STUDY --operation rule" };

  write_study (fixture, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpint (cli_fixture_run (fixture, lines[i]), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --shares"), ==, 2);
  g_assert_nonnull (strstr (fixture->err, "are for households"));
  g_assert_cmpint (cli_fixture_run (fixture, "sweep STUDY"), ==, 1);
  g_assert_nonnull (
      strstr (fixture->err, "$.kind: the study is of a fleet; this is told of households only"));
}

/* The sample is what it says it is. */
static void
test_sample (CliFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "samples depot-vans"), ==, 0);
  g_assert_true (g_file_set_contents (fixture->study, fixture->out, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 0);
  g_assert_cmpstr (fixture->err, ==, "");
}

#define ADD(name, test) \
  g_test_add ("/fleet/" name, CliFixture, NULL, fixture_set_up, test, fixture_tear_down)

static void
fixture_set_up (CliFixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (fixture);
}

static void
fixture_tear_down (CliFixture *fixture, gconstpointer data)
{
  cli_fixture_tear_down (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("check", test_check);
  ADD ("weak-connection", test_weak_connection);
  ADD ("charged-by-all", test_charged_by_all);
  ADD ("least-currents", test_least_currents);
  ADD ("import", test_import);
  ADD ("import-usage", test_import_usage);
  ADD ("incomplete", test_incomplete);
  ADD ("plan", test_plan);
  ADD ("output", test_output);
  ADD ("compare", test_compare);
  ADD ("compare-output", test_compare_output);
  ADD ("unserved", test_unserved);
  ADD ("household-only", test_household_only);
  ADD ("sample", test_sample);
  return g_test_run ();
}
