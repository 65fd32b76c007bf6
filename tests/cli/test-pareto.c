/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands `pareto` and `variants` as people and programs call them. */
#include <math.h>
#include <string.h>

#include "cli-fixture.h"

/* A day of hours with a rate of its own for each half of it. "%s": name, capex of V2H */
static const char study[]
    = "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"name\":\"%s\","
      "\"currency\":\"EUR\",\"location\":{\"latitude\":48,\"longitude\":11,"
      "\"time_zone\":\"Europe/Berlin\"},\"period\":{\"start\":\"2024-01-08T00:00:00+01:00\","
      "\"step_minutes\":60,\"steps\":24},\"load\":1,\"tariff\":{\"import_price\":{"
      "\"default\":0.12,\"periods\":[{\"price\":0.4,\"from\":\"17:00\",\"to\":\"21:00\"}]}},"
      "\"emissions\":{\"marginal_g_per_kwh\":500},\"vehicles\":[{\"name\":\"Car\","
      "\"battery_kwh\":60}],\"finance\":{\"capex\":{\"v2h\":%s}}}";

static char *
write_study (CliFixture *fixture, const char *file, const char *name, const char *capex)
{
  g_auto (GStrv) parts = g_strsplit (study, "%s", -1);
  g_autofree char *text = g_strconcat (parts[0], name, parts[1], capex, parts[2], NULL);
  char *path = g_build_filename (fixture->directory, file, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static JsonObject *
parse (CliFixture *fixture, JsonNode **node)
{
  *node = cli_fixture_parse (fixture->out);
  return json_node_get_object (*node);
}

/* Two plans: to cover the dear hours from the car, or not to. */
static void
test_pareto (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_study (fixture, "a.json", "House", "3000");
  g_autofree char *line = g_strdup_printf ("pareto %s --strategy v2h --format json", path);
  g_autofree char *table = g_strdup_printf ("pareto %s --strategy v2h --format csv", path);
  g_autofree char *text = g_strdup_printf ("pareto %s --strategy v2h", path);
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  JsonObject *front = parse (fixture, &node);
  JsonArray *points = json_object_get_array_member (front, "points");
  g_assert_cmpuint (json_array_get_length (points), ==, 2);
  JsonObject *clean = json_array_get_object_element (points, 1);
  double added_kg = 0.5 / (0.95 * 0.95) - 0.5, saved = 0.4 - 0.12 / (0.95 * 0.95);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (clean, "abatement_per_tonne"),
                                  saved / added_kg * 1000.0, 1e-6);
  g_assert_true (json_object_get_boolean_member (front, "whole"));
  g_assert_cmpint (cli_fixture_run (fixture, table), ==, 0);
  g_auto (GStrv) lines = g_strsplit (fixture->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "price_per_tonne,cost_per_year,"));
  g_assert_true (g_str_has_prefix (lines[1], "0,"));
  g_assert_cmpint (cli_fixture_run (fixture, text), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "1 present price"));
}

static void
test_usage (CliFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int status;
  } rows[] = { { "pareto", 2 },
               { "pareto %s --points 1", 2 },
               { "pareto %s --points 201", 2 },
               { "pareto %s --strategy best", 2 },
               { "pareto nowhere.json", 1 },
               { "variants %s", 2 },
               { "variants %s nowhere.json", 1 },
               { "variants %s %s --format xml", 2 } };
  g_autofree char *path = write_study (fixture, "a.json", "House", "3000");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) parts = g_strsplit (rows[i].line, "%s", -1);
      g_autofree char *line = g_strjoinv (path, parts);
      g_test_message ("%s", rows[i].line);
      g_assert_cmpint (cli_fixture_run (fixture, line), ==, rows[i].status);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_cmpstr (fixture->err, !=, "");
    }
}

static void
test_variants (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_study (fixture, "a.json", "House", "3000");
  g_autofree char *second = write_study (fixture, "b.json", "Say \\\"dear\\\"", "3500");
  g_autofree char *line = g_strdup_printf ("variants %s %s --format json", first, second);
  g_autofree char *table = g_strdup_printf ("variants %s %s --format csv", first, second);
  g_autofree char *text = g_strdup_printf ("variants %s %s", first, second);
  g_autoptr (JsonNode) node = NULL;
  double npv[2] = { NAN, NAN };

  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  JsonObject *object = parse (fixture, &node);
  JsonArray *differences = json_object_get_array_member (object, "differences");
  JsonArray *results = json_object_get_array_member (object, "results");
  g_assert_cmpuint (json_array_get_length (differences), ==, 1);
  JsonObject *capex = json_array_get_object_element (differences, 0);
  g_assert_cmpstr (json_object_get_string_member (capex, "path"), ==, "$.finance.capex.v2h");
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *row = json_array_get_object_element (results, i);
      JsonArray *values = json_object_get_array_member (row, "values");
      g_assert_cmpuint (json_array_get_length (values), ==, 2);
      if (g_str_equal (json_object_get_string_member (row, "strategy"), "v2h")
          && g_str_equal (json_object_get_string_member (row, "figure"), "npv"))
        for (guint k = 0; k < 2; k++)
          npv[k] = json_array_get_double_element (values, k);
    }
  g_assert_cmpfloat_with_epsilon (npv[0] - npv[1], 500.0, 1e-6);
  g_assert_cmpint (cli_fixture_run (fixture, table), ==, 0);
  g_assert_true (g_str_has_prefix (fixture->out, "what,\"House\",\"Say \"\"dear\"\"\"\n"
                                                 "$.finance.capex.v2h,3000,3500\n"));
  g_assert_cmpint (cli_fixture_run (fixture, text), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "≠ 3500"));
  /* What was found is of one of them. */
  g_autofree char *warning = g_strdup_printf ("%s: warning: $.period", second);
  g_assert_nonnull (strstr (fixture->err, warning));
}

static void
set_up (CliFixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (fixture);
}

static void
tear_down (CliFixture *fixture, gconstpointer data)
{
  cli_fixture_tear_down (fixture);
}

#define ADD(name, func) g_test_add ("/pareto/" name, CliFixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("front", test_pareto);
  ADD ("usage", test_usage);
  ADD ("variants", test_variants);
  return g_test_run ();
}
