/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `resilience` in its three formats, and the files that it writes. */
#include <math.h>
#include <string.h>

#include "cli-fixture.h"

/* Two weeks of hours at 1 kW; away from 8 to 18 on working days: 10 days of 14. */
static const char study[]
    = "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"name\":\"House\","
      "\"period\":{\"start\":\"2024-01-08T00:00:00Z\",\"step_minutes\":60,\"steps\":336},"
      "\"load\":1,\"tariff\":{\"import_price\":0.3},"
      "\"vehicles\":[{\"name\":\"Car\",\"battery_kwh\":60,\"trips\":[{\"days\":\"mon-fri\","
      "\"leave\":\"08:00\",\"return\":\"18:00\",\"distance_km\":40}]}],"
      "\"resilience\":{\"essential_share\":0.4,\"longest_hours\":96%s}}";

static void
set_up (CliFixture *fixture, gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (study, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], (const char *) data, parts[1], NULL);

  cli_fixture_set_up (fixture);
  g_assert_true (g_file_set_contents (fixture->study, text, -1, NULL));
}

static void
tear_down (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cli_fixture_tear_down (fixture);
}

static int
run (CliFixture *fixture, const char *options)
{
  g_autofree char *line = g_strdup_printf ("resilience %s %s", fixture->study, options);

  return cli_fixture_run (fixture, line);
}

static void
test_json (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (run (fixture, "--format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  JsonArray *strategies = json_object_get_array_member (object, "strategies");

  g_assert_cmpuint (json_array_get_length (strategies), >=, 4);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "essential_kwh_per_day"),
                                  9.6, 1e-9);
  for (guint i = 0; i < json_array_get_length (strategies); i++)
    {
      JsonObject *own = json_array_get_object_element (strategies, i);
      JsonArray *survival = json_object_get_array_member (own, "survival");
      gboolean able = json_object_get_boolean_member (own, "can_power_house");
      g_assert_cmpuint (json_array_get_length (survival), ==, 97);
      double dark = json_object_get_double_member (own, "dark_share");
      g_assert_cmpfloat_with_epsilon (json_object_get_double_member (own, "away_share"),
                                      able ? 100.0 / 336.0 : 1.0, 1e-12);
      g_assert_cmpfloat (dark, >=, able ? 100.0 / 336.0 - 1e-12 : 1.0);
      g_assert_cmpfloat_with_epsilon (json_array_get_double_element (survival, 0), 1.0 - dark,
                                      1e-12);
      g_assert_cmpint (able, ==, i >= 2);
    }
}

static void
test_text (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (run (fixture, "--strategy v2h"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "V2H (house): "));
  g_assert_nonnull (strstr (fixture->out, "The worst week is "));
  g_assert_nonnull (strstr (fixture->out, "Outages are followed for 4 days"));
  g_assert_null (strstr (fixture->out, "V2G (grid)"));
  g_assert_cmpint (run (fixture, ""), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "V2G (grid)"));
  g_assert_nonnull (strstr (fixture->out, "Smart: the house is dark as soon as the grid fails"));
}

/* Every line of the curve falls, and is as many as there are hours. */
static void
test_csv (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  double before = 1.0;

  g_assert_cmpint (run (fixture, "--format csv --strategy v2g --hours 12"), ==, 0);
  g_auto (GStrv) lines = g_strsplit (fixture->out, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "hours,v2g_share");
  g_assert_cmpuint (g_strv_length (lines), ==, 15);
  for (int h = 0; h <= 12; h++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[h + 1], ",", -1);
      double share = g_ascii_strtod (cells[1], NULL);
      g_assert_cmpint (atoi (cells[0]), ==, h);
      g_assert_cmpfloat (share, <=, before);
      before = share;
    }
}

static void
test_files (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *directory = g_build_filename (fixture->directory, "out", NULL);
  g_autofree char *path = g_build_filename (directory, "outages.csv", NULL);
  g_autofree char *options
      = g_strdup_printf ("--strategy v2h --format json --output %s", directory);
  g_autofree char *text = NULL;
  guint dark = 0;

  g_assert_cmpint (run (fixture, options), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 338);
  g_assert_true (g_str_has_prefix (lines[1], "2024-01-08T00:00:00"));
  for (int i = 1; i <= 336; i++)
    dark += g_ascii_strtod (strchr (lines[i], ',') + 1, NULL) <= 0.0;
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *v2h = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (node), "strategies"), 0);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (v2h, "dark_share"), dark / 336.0,
                                  1e-12);
}

/* The value of lost load is in the present value of `compare`, too. */
static void
test_value (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *compare = g_strdup_printf ("compare %s --format json", fixture->study);

  g_assert_cmpint (run (fixture, "--format json --strategy v2h"), ==, 0);
  g_autoptr (JsonNode) resilience = cli_fixture_parse (fixture->out);
  JsonArray *found = json_object_get_array_member (json_node_get_object (resilience), "strategies");
  double lost
      = json_object_get_double_member (json_array_get_object_element (found, 0), "lost_per_year");
  g_assert_cmpint (cli_fixture_run (fixture, compare), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *v2h = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (node), "strategies"), 2);
  JsonObject *year
      = json_array_get_object_element (json_object_get_array_member (v2h, "npv_years"), 1);

  /* Smart charging loses all: 2 outages of 5 hours at 0.4 kW and 10 a kWh. */
  g_assert_cmpfloat (lost, >, 0.0);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (year, "served"), 40.0 - lost,
                                  1e-9);
}

static void
test_usage (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (run (fixture, "--hours 0"), ==, 2);
  g_assert_nonnull (strstr (fixture->err, "--hours takes a number from 1 to 720"));
  g_assert_cmpint (run (fixture, "--hours x"), ==, 2);
  g_assert_cmpint (run (fixture, "--strategy v2x"), ==, 2);
  g_assert_cmpint (run (fixture, "--format xml"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "resilience"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "resilience /nonexistent"), ==, 1);
}

int
main (int argc, char **argv)
{
  static const char value[] = ",\"outages_per_year\":2,\"outage_hours\":5,"
                              "\"value_of_lost_load_per_kwh\":10";

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/resilience/json", CliFixture, "", set_up, test_json, tear_down);
  g_test_add ("/resilience/text", CliFixture, "", set_up, test_text, tear_down);
  g_test_add ("/resilience/csv", CliFixture, "", set_up, test_csv, tear_down);
  g_test_add ("/resilience/files", CliFixture, "", set_up, test_files, tear_down);
  g_test_add ("/resilience/value", CliFixture, value, set_up, test_value, tear_down);
  g_test_add ("/resilience/usage", CliFixture, "", set_up, test_usage, tear_down);
  return g_test_run ();
}
