/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `flexibility` on a fleet of a day, and the files that it reads and writes. */
#include <string.h>

#include "cli-fixture.h"

#define STEPS 48

static const char study[]
    = "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"fleet\",\"name\":\"Depot\","
      "\"period\":{\"start\":\"2025-01-13T12:00:00Z\",\"step_minutes\":30,\"steps\":48},"
      "\"sites\":[{\"name\":\"North\",\"load\":5,\"tariff\":{\"import_price\":0.3}}],"
      "\"groups\":[{\"name\":\"Van\",\"count\":6,\"arrive\":{\"mean\":\"17:00\",\"deviation\":40},"
      "\"leave\":\"07:00\",\"energy_kwh\":{\"mean\":20,\"deviation\":5},\"battery_kwh\":60}]}";

static void
set_up (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cli_fixture_set_up (fixture);
  g_assert_true (g_file_set_contents (fixture->study, study, -1, NULL));
}

static void
tear_down (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  cli_fixture_tear_down (fixture);
}

static JsonObject *
get_part (JsonNode *node)
{
  return json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (node), "parts"), 0);
}

/* Writes what the vehicles take by plan, and in one step something more, as commit.csv. */
static char *
write_profile (CliFixture *fixture, double more_kw)
{
  char *path = g_build_filename (fixture->directory, "commit.csv", NULL);
  g_autoptr (GString) text = g_string_new ("time,power_kw\n");

  g_assert_cmpint (cli_fixture_run (fixture, "flexibility STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonArray *planned = json_object_get_array_member (get_part (node), "planned_kw");
  g_assert_cmpuint (json_array_get_length (planned), ==, STEPS);
  for (guint t = 0; t < STEPS; t++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      double kw = json_array_get_double_element (planned, t) + (t == 5 ? more_kw : 0.0);
      guint minute = 12 * 60 + 30 * t;
      g_string_append_printf (text, "2025-01-%02uT%02u:%02u:00Z,%s\n", 13 + minute / 1440,
                              minute % 1440 / 60, minute % 60,
                              g_ascii_dtostr (number, sizeof number, kw));
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static void
test_text (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (cli_fixture_run (fixture, "flexibility STUDY"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "North: managed vehicles: 6"));
  g_assert_nonnull (strstr (fixture->out, "Every figure is exact"));
  g_assert_nonnull (strstr (fixture->out, "Held for 4 h, kW"));
  g_assert_nonnull (strstr (fixture->out, "virtual battery"));
  g_assert_cmpint (cli_fixture_run (fixture, "flexibility STUDY --site South"), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "South"));
  g_assert_cmpint (cli_fixture_run (fixture, "flexibility STUDY --strategy v2h"), ==, 2);
}

/* What is held is no more than what the virtual battery promises, and lies in the envelope. */
static void
test_json (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (cli_fixture_run (fixture, "flexibility STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *part = get_part (node);
  JsonObject *held = json_array_get_object_element (json_object_get_array_member (part, "held"), 1);
  JsonObject *naive = json_object_get_object_member (held, "virtual_battery");
  double most = 0.0;

  g_assert_true (json_object_get_boolean_member (part, "exact"));
  for (guint t = 0; t + 2 <= STEPS; t++)
    {
      double up = json_array_get_double_element (json_object_get_array_member (held, "up_kw"), t);
      g_assert_cmpfloat (
          up, <=,
          json_array_get_double_element (json_object_get_array_member (naive, "up_kw"), t) + 1e-6);
      g_assert_cmpfloat (
          up, <=,
          json_array_get_double_element (json_object_get_array_member (part, "most_kw"), t) + 1e-6);
      most = MAX (most, up);
    }
  g_assert_cmpfloat (most, >, 11.0);
}

static void
test_commit (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *kept = write_profile (fixture, 0.0);
  g_autofree char *line = g_strdup_printf ("flexibility STUDY --commit %s --output DIR", kept);
  g_autofree char *path = g_build_filename (fixture->directory, "schedules 1 North.csv", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "The committed profile can be kept"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) rows = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), ==, 6 * STEPS + 2);
  g_assert_true (g_str_has_prefix (rows[1], "2025-01-13T12:00:00"));
  g_free (write_profile (fixture, 1000.0));
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 3);
  g_assert_nonnull (strstr (fixture->out, "is not kept, first at 2025-01-13 14:30"));
  g_assert_nonnull (strstr (fixture->out, "500.00 kWh of it the vehicles do not take"));
  g_assert_true (g_file_set_contents (kept,
                                      "time,power_kw\n2025-01-13T12:00:00Z,1\n"
                                      "2025-01-13T12:30:00Z,1\n",
                                      -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "there is no power for 2025-01-13T13:00:00"));
}

static void
test_household (CliFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (cli_fixture_run (fixture, "samples detached-house"), ==, 0);
  g_assert_true (g_file_set_contents (fixture->study, fixture->out, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "flexibility STUDY"), ==, 1);
  g_assert_nonnull (strstr (fixture->err, "household"));
}

#define ADD(path, func) \
  g_test_add ("/cli/flexibility/" path, CliFixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text", test_text);
  ADD ("json", test_json);
  ADD ("commit", test_commit);
  ADD ("household", test_household);
  return g_test_run ();
}
