/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "cli-fixture.h"

#define STUDY(steps, trip)                                                                        \
  "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"name\":\"Test\","      \
  "\"period\":{\"start\":\"2025-01-06T00:00:00+01:00\",\"step_minutes\":60,\"steps\":" steps "}," \
  "\"location\":{\"latitude\":48,\"longitude\":11,\"time_zone\":\"Europe/Berlin\"},"              \
  "\"load\":0.8,\"solar\":[{\"name\":\"Roof\",\"output_kw\":0.5}],"                               \
  "\"tariff\":{\"import_price\":{\"default\":0.2,\"periods\":[{\"price\":0.5,\"from\":\"17:00\"," \
  "\"to\":\"21:00\"}]},\"export_price\":0.08,\"fixed_per_day\":0.35},"                            \
  "\"vehicles\":[{\"name\":\"Car \\\"A\\\"\",\"battery_kwh\":60,\"consumption_kwh_per_km\":0.18," \
  "\"trips\":[" trip                                                                              \
  "],\"charger\":{\"charge_kw\":11,\"discharge_kw\":11},\"wear_per_kwh\":0.01}]}"

#define GOOD    \
  STUDY ("168", \
         "{\"days\":\"mon-fri\",\"leave\":\"08:00\",\"return\":\"17:00\",\"distance_km\":40}")
#define HOPELESS                                                                                \
  STUDY ("24", "{\"days\":\"mon\",\"leave\":\"01:00\",\"return\":\"17:00\",\"distance_km\":40," \
               "\"soc_at_leave\":1}")

typedef CliFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (fixture);
  g_assert_true (g_file_set_contents (fixture->study, GOOD, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_fixture_tear_down (fixture);
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, ""), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "fly"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "plan"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY extra"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy best"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --time-limit 0"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --format xml"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY --no-such"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "samples no-such"), ==, 2);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpint (cli_fixture_run (fixture, "--help"), ==, 0);
  g_assert_cmpint (cli_fixture_run (fixture, "plan --help"), ==, 0);
  g_assert_cmpint (cli_fixture_run (fixture, "--version"), ==, 0);
}

static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (cli_fixture_run (fixture, "plan /nowhere/absent.json"), ==, 1);
  g_assert_true (g_file_set_contents (fixture->study, "{\"format\":\"gridhearth-study\",\"lod\":1}",
                                      -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --format json"), ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_nonnull (strstr (fixture->err, "error: $"));
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY --format json"), ==, 1);
  node = cli_fixture_parse (fixture->out);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (node), "findings")),
                    >, 0);
}

/* Where nothing can be written it is told before anything is calculated. */
static void
test_no_place (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = { "plan", "compare", "resilience", "life", "flexibility" };
  g_autofree char *report = g_strdup_printf ("report STUDY --output %s", fixture->directory);
  g_autofree char *absent
      = g_strdup_printf ("report STUDY --output %s/no/r.pdf", fixture->directory);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line
          = g_strdup_printf ("%s STUDY --output %s/deep", commands[i], fixture->study);
      g_assert_cmpint (cli_fixture_run (fixture, line), ==, 1);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_nonnull (strstr (fixture->err, "is no folder"));
    }
  g_assert_cmpint (cli_fixture_run (fixture, report), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "cannot be written: it is a folder"));
  g_assert_cmpint (cli_fixture_run (fixture, absent), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "there is no folder"));
}

/* Nobody is told 0 kg where the study says nothing of emissions. */
static void
test_no_emissions (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY"), ==, 0);
  g_assert_null (strstr (fixture->out, "Carbon"));
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY"), ==, 0);
  g_assert_null (strstr (fixture->out, "long-run"));
  g_assert_false (g_regex_match_simple ("At average rates, kg +0", fixture->out, 0, 0));
  g_assert_true (g_regex_match_simple ("At average rates, kg +- +- +- +-", fixture->out, 0, 0));
}

static void
test_hopeless (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_assert_true (g_file_set_contents (fixture->study, HOPELESS, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy smart --format json"), ==, 3);
  g_assert_cmpstr (fixture->err, !=, "");
  node = cli_fixture_parse (fixture->out);
  object = json_node_get_object (node);
  g_assert_true (json_object_has_member (object, "reason"));
}

static void
check_balance (JsonObject *plan)
{
  JsonObject *energy = json_object_get_object_member (plan, "energy_kwh");
  double in = json_object_get_double_member (energy, "import")
              + json_object_get_double_member (energy, "solar")
              - json_object_get_double_member (energy, "solar_curtailed")
              + json_object_get_double_member (energy, "discharged_ac");
  double out = json_object_get_double_member (energy, "export")
               + json_object_get_double_member (energy, "load")
               + json_object_get_double_member (energy, "charged_ac");

  g_assert_cmpfloat_with_epsilon (in, out, 1e-6);
}

static void
test_plan (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "status", "solver",       "objective", "lower_bound", "gap",
                                      "cost",   "emissions_kg", "stores",    "findings" };
  static const char *const strategies[] = { "unmanaged", "smart", "v2h", "v2g" };

  for (guint i = 0; i < G_N_ELEMENTS (strategies); i++)
    {
      g_autofree char *line
          = g_strdup_printf ("plan STUDY --format json --verify --strategy %s", strategies[i]);
      g_autofree char *first = NULL;
      g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
      g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
      JsonObject *plan = json_node_get_object (node);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        g_assert_true (json_object_has_member (plan, keys[k]));
      g_assert_cmpstr (json_object_get_string_member (plan, "strategy"), ==, strategies[i]);
      g_assert_true (json_object_get_boolean_member (plan, "verified"));
      g_assert_false (json_object_has_member (plan, "solve_seconds"));
      check_balance (plan);
      first = g_steal_pointer (&fixture->out);
      g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
      g_assert_cmpstr (first, ==, fixture->out);
    }
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --format json --timing"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "\"solve_seconds\""));
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "bill_per_year",
                                      "saving_per_year",
                                      "self_consumption",
                                      "self_sufficiency",
                                      "npv",
                                      "npv_against_unmanaged",
                                      "irr",
                                      "irr_status",
                                      "payback_years",
                                      "discounted_payback_years",
                                      "npv_years" };

  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  JsonArray *strategies = json_object_get_array_member (object, "strategies");

  g_assert_cmpstr (json_object_get_string_member (object, "baseline"), ==, "smart");
  g_assert_cmpstr (json_object_get_string_member (object, "answer"), !=, "");
  g_assert_true (json_object_has_member (object, "carbon"));
  g_assert_cmpuint (json_array_get_length (strategies), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      JsonObject *plan = json_array_get_object_element (strategies, i);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        g_assert_true (json_object_has_member (plan, keys[k]));
      g_assert_false (json_object_has_member (plan, "solve_seconds"));
      check_balance (plan);
    }
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "Smart charging"));
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "plan.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy v2g --output DIR"), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (
      lines[0], ==,
      "time,load_kw,solar_kw,curtailed_kw,grid_kw,import_price,export_price,marginal_g_per_kwh,"
      "\"Car \"\"A\"\".power_kw\",\"Car \"\"A\"\".energy_kwh\",\"Car \"\"A\"\".plugged\","
      "\"Car \"\"A\"\".value_per_kwh\"");
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 168 + 1);
  g_assert_true (g_str_has_prefix (lines[1], "2025-01-06T00:00:00+01:00,"));
  for (guint i = 1; i <= 168; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      double n[12];
      g_assert_cmpuint (g_strv_length (cells), ==, 12);
      for (guint k = 1; k < 12; k++)
        n[k] = g_ascii_strtod (cells[k], NULL);
      g_assert_cmpfloat_with_epsilon (n[1] - n[2] + n[3] + n[8], n[4], 1e-9);
    }
}

#define SEVERAL                                                                                   \
  "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"name\":\"Test\","      \
  "\"period\":{\"start\":\"2025-01-06T00:00:00+01:00\",\"step_minutes\":60,\"steps\":48},"        \
  "\"location\":{\"latitude\":48,\"longitude\":11,\"time_zone\":\"Europe/Berlin\"},\"load\":0.8," \
  "\"tariff\":{\"import_price\":{\"default\":0.2,\"periods\":[{\"price\":0.5,\"from\":\"17:00\"," \
  "\"to\":\"21:00\"}]},\"export_price\":0.08},"                                                   \
  "\"vehicles\":[{\"name\":\"Car\",\"battery_kwh\":60},{\"name\":\"Car\",\"battery_kwh\":30,"     \
  "\"wear_per_kwh\":0.05}],\"batteries\":[{\"name\":\"Wall\",\"battery_kwh\":5}]}"

/* Of several cars and batteries each is told by a name of its own. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Car", "Car 2", "Wall" };
  g_autofree char *path = g_build_filename (fixture->directory, "plan.csv", NULL);
  g_autofree char *text = NULL;
  double charged = 0.0, given = 0.0;

  g_assert_true (g_file_set_contents (fixture->study, SEVERAL, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy v2h --verify --format json "
                                             "--output DIR"),
                   ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *plan = json_node_get_object (node);
  JsonArray *stores = json_object_get_array_member (plan, "stores");
  check_balance (plan);
  g_assert_cmpuint (json_array_get_length (stores), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonObject *store = json_array_get_object_element (stores, i);
      g_assert_cmpstr (json_object_get_string_member (store, "name"), ==, names[i]);
      charged += json_object_get_double_member (store, "charged_ac_kwh");
      given += json_object_get_double_member (store, "discharged_ac_kwh");
    }
  JsonObject *energy = json_object_get_object_member (plan, "energy_kwh");
  g_assert_cmpfloat_with_epsilon (charged, json_object_get_double_member (energy, "charged_ac"),
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (given, json_object_get_double_member (energy, "discharged_ac"),
                                  1e-6);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *column = g_strdup_printf (",\"%s.power_kw\",", names[i]);
      g_assert_nonnull (strstr (text, column));
    }
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY"), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *heading = g_strdup_printf ("\n%s\n  Charged, kWh", names[i]);
      g_assert_nonnull (strstr (fixture->out, heading));
    }
}

/* What each of two cars saves adds up to what V2H saves; one car shares with nobody. */
static void
test_shares (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --shares --format json"), ==, 0);
  g_autoptr (JsonNode) alone = cli_fixture_parse (fixture->out);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (json_node_get_object (alone), "shares")),
      ==, 0);
  g_assert_true (g_file_set_contents (fixture->study, SEVERAL, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --shares --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  JsonArray *list = json_object_get_array_member (object, "shares");
  JsonArray *plans = json_object_get_array_member (object, "strategies");

  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  for (guint k = 0; k < 2; k++)
    {
      JsonObject *own = json_array_get_object_element (list, k);
      JsonObject *plan = json_array_get_object_element (plans, 2 + k);
      JsonArray *stores = json_object_get_array_member (own, "stores");
      double sum = 0.0;
      g_assert_cmpstr (json_object_get_string_member (own, "strategy"), ==,
                       json_object_get_string_member (plan, "strategy"));
      g_assert_cmpstr (json_object_get_string_member (own, "method"), ==, "shapley");
      g_assert_cmpuint (json_array_get_length (stores), ==, 2);
      for (guint i = 0; i < 2; i++)
        sum += json_object_get_double_member (json_array_get_object_element (stores, i),
                                              "saving_per_year");
      g_assert_cmpfloat_with_epsilon (sum, json_object_get_double_member (plan, "saving_per_year"),
                                      1e-6);
    }
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --shares"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "Shapley values"));
}

#define PRICED "\"finance\":{\"capex\":{\"battery\":3000}},\"vehicles\""

/* The wall battery that could be bought has its row and its plan among the tables, and is run like
 * the others. */
static void
test_rival (Fixture *fixture, gconstpointer data)
{
  g_autofree char *table = g_build_filename (fixture->directory, "comparison.csv", NULL);
  g_autofree char *plan = g_build_filename (fixture->directory, "plan-battery.csv", NULL);
  g_auto (GStrv) parts = g_strsplit (SEVERAL, "\"vehicles\"", 2);
  g_autofree char *study = g_strconcat (parts[0], PRICED, parts[1], NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->study, study, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --bracket --format json --output DIR"),
                   ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  JsonArray *strategies = json_object_get_array_member (object, "strategies");
  g_assert_cmpuint (json_array_get_length (strategies), ==, 5);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (strategies, 4), "strategy"), ==,
      "battery");
  g_assert_cmpstr (json_object_get_string_member (object, "operation_rival"), !=, "");
  g_assert_true (g_file_get_contents (table, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\nbattery,"));
  g_assert_true (g_file_test (plan, G_FILE_TEST_EXISTS));
}

static double
bill_total (Fixture *fixture, const char *strategy)
{
  g_autofree char *line = g_strdup_printf ("bill STUDY --format json --strategy %s", strategy);

  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  return json_object_get_double_member (json_node_get_object (node), "total");
}

static double
plan_objective (Fixture *fixture, const char *strategy)
{
  g_autofree char *line
      = g_strdup_printf ("plan STUDY --verify --format json --strategy %s", strategy);

  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  return json_object_get_double_member (json_node_get_object (node), "objective");
}

/* A strategy is about chargers: a plan has the wall battery that the study describes, whatever it
 * costs, and tells where that is not how strategies are compared. Where there is none to be bought
 * the strategy that buys it is an error with a reason. */
static void
test_plan_rival (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (SEVERAL, "\"vehicles\"", 2);
  g_autofree char *study = g_strconcat (parts[0], PRICED, parts[1], NULL);
  static const char *const strategies[] = { "unmanaged", "smart", "v2h", "v2g" };
  double there[G_N_ELEMENTS (strategies)];

  g_assert_true (g_file_set_contents (fixture->study, SEVERAL, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy battery"), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "finance.capex.battery"));
  for (gsize i = 0; i < G_N_ELEMENTS (strategies); i++)
    there[i] = plan_objective (fixture, strategies[i]);
  g_assert_null (strstr (fixture->err, "capex.battery"));
  g_assert_true (g_file_set_contents (fixture->study, study, -1, NULL));
  g_assert_cmpfloat (plan_objective (fixture, "battery"), ==, there[1]);
  g_assert_null (strstr (fixture->err, "capex.battery"));
  for (gsize i = 0; i < G_N_ELEMENTS (strategies); i++)
    {
      g_assert_cmpfloat (plan_objective (fixture, strategies[i]), ==, there[i]);
      g_assert_nonnull (strstr (fixture->err, "warning: $.finance.capex.battery: "));
    }
}

/* Bill and outages are those of the strategies as they are compared: the wall battery is in use
 * where it is bought. */
static void
test_rival_everywhere (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[]
      = { "bill STUDY --strategy battery", "resilience STUDY --strategy battery",
          "report STUDY --strategy battery --csv DIR" };
  g_auto (GStrv) parts = g_strsplit (SEVERAL, "\"vehicles\"", 2);
  g_autofree char *study = g_strconcat (parts[0], PRICED, parts[1], NULL);
  g_auto (GStrv) batteries = g_strsplit (SEVERAL, ",\"batteries\"", 2);
  g_autofree char *alone = g_strconcat (batteries[0], "}", NULL);

  g_assert_true (g_file_set_contents (fixture->study, SEVERAL, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_cmpint (cli_fixture_run (fixture, lines[i]), ==, 1);
      g_assert_nonnull (strstr (fixture->err, "finance.capex.battery"));
    }
  double with = bill_total (fixture, "smart");
  g_assert_true (g_file_set_contents (fixture->study, alone, -1, NULL));
  double without = bill_total (fixture, "smart");
  g_assert_true (g_file_set_contents (fixture->study, study, -1, NULL));
  g_assert_cmpfloat_with_epsilon (bill_total (fixture, "battery"), with, 1e-6);
  g_assert_cmpfloat_with_epsilon (bill_total (fixture, "smart"), without, 1e-6);
  g_assert_cmpfloat (with, <, without - 0.01);
  g_assert_cmpint (cli_fixture_run (fixture, "resilience STUDY --format csv"), ==, 0);
  g_assert_true (g_str_has_prefix (
      fixture->out, "hours,unmanaged_share,smart_share,v2h_share,v2g_share,battery_share\n0,0,0,"));
  g_assert_cmpint (cli_fixture_run (fixture, "resilience STUDY --strategy battery --format csv"),
                   ==, 0);
  g_assert_true (g_str_has_prefix (fixture->out, "hours,battery_share\n"));
}

/* Quarter hours of wall clocks in Berlin, from midnight on, numbered from 1: an hour is left out,
 * or comes twice. */
static void
write_quarters (const char *path, const char *date, int skipped, int repeated)
{
  g_autoptr (GString) text = g_string_new ("Time,Load (kW)\n");
  int number = 1;

  for (int hour = 0; hour < 24; hour++)
    for (int again = hour == repeated ? 0 : 1; again < 2 && hour != skipped; again++)
      for (int minute = 0; minute < 60; minute += 15, number++)
        g_string_append_printf (text, "%s %02d:%02d,%d\n", date, hour, minute, number);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

/* The day on which clocks change has 92 or 100 quarter hours in the file and in the plan. */
static void
test_clock_changes (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *date;
    const char *start;
    int skipped;
    int repeated;
    int steps;
  } days[] = { { "2025-03-30", "2025-03-30T00:00:00+01:00", 2, -1, 92 },
               { "2025-10-26", "2025-10-26T00:00:00+02:00", -1, 2, 100 } };

  for (gsize d = 0; d < G_N_ELEMENTS (days); d++)
    {
      g_autofree char *load = g_build_filename (fixture->directory, "load.csv", NULL);
      g_autofree char *path = g_build_filename (fixture->directory, "plan.csv", NULL);
      g_autofree char *text = NULL;
      g_autofree char *study = g_strdup_printf (
          "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"period\":"
          "{\"start\":\"%s\",\"step_minutes\":15,\"steps\":%d},\"location\":{\"latitude\":48,"
          "\"longitude\":11,\"time_zone\":\"Europe/Berlin\"},\"load\":{\"file\":\"load.csv\","
          "\"time_zone\":\"Europe/Berlin\"},\"tariff\":{\"import_price\":0.3}}",
          days[d].start, days[d].steps);

      write_quarters (load, days[d].date, days[d].skipped, days[d].repeated);
      g_assert_true (g_file_set_contents (fixture->study, study, -1, NULL));
      g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --output DIR"), ==, 0);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 1 + (guint) days[d].steps + 1);
      for (int i = 1; i <= days[d].steps; i++)
        {
          g_assert_true (g_str_has_prefix (lines[i], days[d].date));
          g_assert_cmpfloat (g_ascii_strtod (strchr (lines[i], ',') + 1, NULL), ==, i);
        }
    }
}

static void
test_output_fails (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --output /dev/null/x"), ==, 1);
  g_assert_cmpstr (fixture->err, !=, "");
}

/* The schema beside the samples is the one that the attribute tables make. */
static void
test_schema_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "gridhearth-study.schema.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cli_fixture_run (fixture, "schema"), ==, 0);
  g_assert_cmpstr (fixture->out, ==, text);
}

static void
test_schema_samples (Fixture *fixture, gconstpointer data)
{
  static const char *const samples[]
      = { "depot-vans", "detached-house", "flat-tariff", "two-cars" };

  g_assert_cmpint (cli_fixture_run (fixture, "schema"), ==, 0);
  json_node_unref (cli_fixture_parse (fixture->out));
  g_assert_cmpint (cli_fixture_run (fixture, "samples"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    g_assert_nonnull (strstr (fixture->out, samples[i]));
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *line = g_strdup_printf ("samples %s", samples[i]);
      g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
      json_node_unref (cli_fixture_parse (fixture->out));
      g_assert_true (g_file_set_contents (fixture->study, fixture->out, -1, NULL));
      g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 0);
    }
}

/* Two weeks of the house with two cars and a wall battery: each strategy has a plan that keeps
 * every rule. */
static void
test_two_cars (Fixture *fixture, gconstpointer data)
{
  static const char *const strategies[] = { "unmanaged", "smart", "v2h", "v2g" };
  double before = INFINITY;

  g_assert_cmpint (cli_fixture_run (fixture, "samples two-cars"), ==, 0);
  g_autoptr (GString) study = g_string_new (fixture->out);
  g_assert_cmpuint (g_string_replace (study, "\"steps\": 17520", "\"steps\": 672", 0), ==, 1);
  g_assert_true (g_file_set_contents (fixture->study, study->str, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (strategies); i++)
    {
      g_autofree char *line
          = g_strdup_printf ("plan STUDY --verify --format json --strategy %s", strategies[i]);
      g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
      g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
      JsonObject *plan = json_node_get_object (node);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (plan, "stores")), ==,
                        3);
      check_balance (plan);
      /* Who may do more pays no more. */
      g_assert_cmpfloat (json_object_get_double_member (plan, "objective"), <=,
                         before + 1e-6 * fabs (before));
      before = json_object_get_double_member (plan, "objective");
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("GRIDHEARTH_CLI") == NULL)
    {
      g_printerr ("GRIDHEARTH_CLI is not set\n");
      return 77;
    }
#define ADD(name, test) g_test_add ("/cli/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("usage", test_usage);
  ADD ("invalid", test_invalid);
  ADD ("no-place", test_no_place);
  ADD ("no-emissions", test_no_emissions);
  ADD ("hopeless", test_hopeless);
  ADD ("plan", test_plan);
  ADD ("compare", test_compare);
  ADD ("csv", test_csv);
  ADD ("several", test_several);
  ADD ("shares", test_shares);
  ADD ("rival", test_rival);
  ADD ("plan-rival", test_plan_rival);
  ADD ("rival-everywhere", test_rival_everywhere);
  ADD ("clock-changes", test_clock_changes);
  ADD ("output-fails", test_output_fails);
  ADD ("schema-samples", test_schema_samples);
  ADD ("schema-file", test_schema_file);
  ADD ("two-cars", test_two_cars);
  return g_test_run ();
}
