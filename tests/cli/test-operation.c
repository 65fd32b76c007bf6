/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes true of a plan, from the terminal. */
#include <math.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli-fixture.h"

typedef CliFixture Fixture;

/* Three weeks of hours: nights at 0.10 and evenings at 0.40 by the clock, a car that drives on
 * working days. */
#define STUDY                                                                                    \
  "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", \"seed\": 5, "    \
  "\"location\": {\"latitude\": 48, \"longitude\": 11, \"time_zone\": \"Europe/Berlin\"}, "      \
  "\"period\": {\"start\": \"2024-01-01T00:00:00+01:00\", \"step_minutes\": 60, "                \
  "\"steps\": 504}, \"load\": {\"annual_kwh\": 4000, \"shape\": \"residential\"}, "              \
  "\"tariff\": {\"import_price\": {\"default\": 0.3, \"periods\": [{\"price\": 0.1, \"from\": "  \
  "\"00:00\", \"to\": \"05:00\"}, {\"price\": 0.4, \"from\": \"17:00\", \"to\": \"21:00\"}]}}, " \
  "\"vehicles\": [{\"name\": \"Car\", \"battery_kwh\": 50, \"trips\": [{\"days\": \"mon-fri\", " \
  "\"leave\": \"07:30\", \"return\": \"16:30\", \"distance_km\": 60}]}], "                       \
  "\"operation\": {%s}}"

static void
write_study (Fixture *fixture, const char *operation)
{
  g_auto (GStrv) parts = g_strsplit (STUDY, "%s", 2);
  g_autofree char *text = g_strconcat (parts[0], operation, parts[1], NULL);

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

static double
number (JsonObject *object, const char *name)
{
  return json_object_get_double_member (object, name);
}

static JsonObject *
find_strategy (JsonNode *node, guint index)
{
  return json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (node), "strategies"), index);
}

/* The bracket stands beside what is told without it, which stays the same to the byte. */
static void
test_bracket (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) plain = cli_fixture_parse (fixture->out);
  g_assert_null (strstr (fixture->out, "\"operation\""));
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --bracket --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  for (guint s = 0; s < 4; s++)
    {
      JsonObject *without = find_strategy (plain, s), *with = find_strategy (node, s);
      JsonObject *operation = json_object_get_object_member (with, "operation");
      JsonObject *rolling = json_object_get_object_member (operation, "rolling");
      JsonObject *rule = json_object_get_object_member (operation, "rule");
      g_assert_cmpfloat (number (with, "objective"), ==, number (without, "objective"));
      g_assert_cmpfloat (number (rolling, "objective"), >=, number (with, "objective") - 1e-6);
      g_assert_cmpfloat (number (rule, "objective"), >=, number (rolling, "objective") - 0.5);
      g_assert_cmpint (json_object_get_int_member (rolling, "plans"), ==, s > 0 ? 504 : 0);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (rolling, "npv_years")),
                        ==, 16);
      if (s == 2)
        {
          double share = number (operation, "capture_ratio");
          g_assert_cmpfloat (share, >, 0.5);
          g_assert_cmpfloat (share, <=, 1.0 + 1e-9);
          g_assert_cmpstr (json_object_get_string_member (operation, "capture"), ==, "share");
          g_assert_cmpfloat (number (operation, "counted_ratio"), ==, MIN (share, 1.0));
        }
      if (s == 0)
        {
          g_assert_cmpstr (json_object_get_string_member (operation, "capture"), ==, "none");
          g_assert_cmpfloat (number (operation, "counted_ratio"), ==, 1.0);
        }
    }
  g_assert_nonnull (
      strstr (json_object_get_string_member (json_node_get_object (node), "operation_answer"),
              "forecasts"));
}

/* What is varied counts the share that comes true, the same as the bracket tells. */
static void
test_varied (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --bracket --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *v2h = find_strategy (node, 2);
  double share = number (json_object_get_object_member (v2h, "operation"), "capture_ratio");
  g_assert_cmpint (cli_fixture_run (fixture, "tornado STUDY --bracket --input charger-price "
                                             "--measure saving --format json"),
                   ==, 0);
  g_autoptr (JsonNode) tornado = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (tornado);
  g_assert_cmpfloat_with_epsilon (number (object, "capture_ratio"), share, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      number (json_object_get_object_member (object, "base"), "saving_per_year"),
      share * number (v2h, "saving_per_year"), 1e-6);
  g_assert_cmpint (
      cli_fixture_run (fixture, "sweep STUDY --bracket --input charger-price=0:3000:2"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "of what that brings is counted"));
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --bracket"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "A simple rule"));
  g_assert_nonnull (strstr (fixture->out, "Perfect foresight"));
  g_assert_nonnull (strstr (fixture->out, "With forecasts as in practice, V2"));
}

/* One strategy, checked, with every step as it was run. */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "rolling", "rule" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *line
          = g_strdup_printf ("plan STUDY --strategy v2h --operation %s --verify --format json "
                             "--output %s",
                             words[i], fixture->directory);
      g_autofree char *path = g_build_filename (fixture->directory, "plan.csv", NULL);
      g_autofree char *csv = NULL;
      g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
      g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
      JsonObject *object = json_node_get_object (node);
      g_assert_cmpstr (json_object_get_string_member (object, "solver"), ==, words[i]);
      g_assert_true (json_object_get_boolean_member (object, "verified"));
      g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
      g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 506);
      g_remove (path);
    }
}

static void
test_surprises (Fixture *fixture, gconstpointer data)
{
  write_study (fixture, "\"plug_in_probability\": 0.5, \"early_departure_probability\": 0.5");
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy smart --operation rolling"), ==,
                   0);
  g_assert_nonnull (strstr (fixture->out, "The car left early "));
  g_autofree char *first = g_strdup (fixture->out);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy smart --operation rolling"), ==,
                   0);
  g_assert_cmpstr (first, ==, fixture->out);
}

/* What cannot be is told with its path, and a wrong word as wrong usage. */
static void
test_mistakes (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --operation sometimes"), ==, 2);
  write_study (fixture, "\"plug_in_probability\": 1.5");
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --bracket"), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "$.operation.plug_in_probability"));
  write_study (fixture, "\"load_forecast\": \"oracle\"");
  g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --bracket"), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "$.operation.load_forecast"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/operation/bracket", test_bracket);
  ADD ("/operation/varied", test_varied);
  ADD ("/operation/text", test_text);
  ADD ("/operation/plan", test_plan);
  ADD ("/operation/surprises", test_surprises);
  ADD ("/operation/mistakes", test_mistakes);
  return g_test_run ();
}
