/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three kinds of rates of emissions side by side, held against sums over the measured files that
 * are made here, line by line. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "cli-fixture.h"

#define HOURS 8760
#define CAMBIUM "carbon/cambium23_west_connect_north_2025_hourly.csv"
#define AVERT "carbon/avert2023_co2_lb_per_kwh_hourly_17regions.csv"
#define GRAMS_PER_POUND 453.59237

/* "%s" stands for the folder of the files, three times, and for what the plan counts by. */
static const char study[]
    = "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\","
      "\"location\":{\"latitude\":40,\"longitude\":-105,\"time_zone\":\"UTC\"},"
      "\"period\":{\"start\":\"2023-01-01T00:00:00Z\",\"step_minutes\":60,\"steps\":8760},"
      "\"load\":1.5,\"tariff\":{\"import_price\":0.2,\"export_price\":0.1},"
      "\"emissions\":{\"marginal_g_per_kwh\":{\"file\":\"%s/" AVERT "\",\"column\":\"RM\","
      "\"year\":\"calendar\",\"time_zone\":\"UTC\"},"
      "\"long_run_marginal_g_per_kwh\":{\"file\":\"%s/" CAMBIUM "\","
      "\"column\":\"lrmer_co2e\",\"year\":\"calendar\",\"time_zone\":\"UTC\"},"
      "\"average_g_per_kwh\":{\"file\":\"%s/" CAMBIUM "\",\"column\":\"lrmer_co2_c\","
      "\"unit\":\"kg/MWh\",\"year\":\"calendar\",\"time_zone\":\"UTC\"},"
      "\"price_per_tonne\":400,\"plan_on\":\"%s\"},"
      "\"vehicles\":[{\"name\":\"Car\",\"battery_kwh\":60,\"consumption_kwh_per_km\":0.2,"
      "\"trips\":[{\"days\":\"mon-fri\",\"leave\":\"08:00\",\"return\":\"17:00\","
      "\"distance_km\":40}]}]}";

/* Numbers below a heading of a table of commas, one a line. */
static void
read_column (const char *path, const char *name, double factor, double *values)
{
  g_autofree char *text = NULL;
  guint column = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) heads = g_strsplit (g_strstrip (lines[0]), ",", -1);
  while (strcmp (heads[column], name) != 0)
    column++;
  for (guint i = 0; i < HOURS; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i + 1], ",", -1);
      values[i] = factor * g_ascii_strtod (cells[column], NULL);
    }
}

static double
number_at (JsonObject *plan, const char *group, const char *name)
{
  return json_object_get_double_member (json_object_get_object_member (plan, group), name);
}

static void
write_study (CliFixture *fixture, const char *plan_on)
{
  const char *fixtures = g_getenv ("GRIDHEARTH_FIXTURES");
  g_auto (GStrv) parts = g_strsplit (study, "%s", -1);
  g_autofree char *text = g_strconcat (parts[0], fixtures, parts[1], fixtures, parts[2], fixtures,
                                       parts[3], plan_on, parts[4], NULL);

  g_assert_true (g_file_set_contents (fixture->study, text, -1, NULL));
}

/* Import less export at marginal rates, import alone at average ones. */
static void
check_sums (CliFixture *fixture, JsonObject *plan, double *const rates[3])
{
  static const char *const names[] = { "marginal", "long_run_marginal", "average" };
  const char *strategy = json_object_get_string_member (plan, "strategy");
  g_autofree char *file = g_strdup_printf ("plan-%s.csv", strategy);
  g_autofree char *path = g_build_filename (fixture->directory, "out", file, NULL);
  g_autofree double *grid_kw = g_new (double, HOURS);

  read_column (path, "grid_kw", 1.0, grid_kw);
  for (guint rate = 0; rate < 3; rate++)
    {
      double grams = 0.0;
      for (guint t = 0; t < HOURS; t++)
        grams += (rate == 2 ? MAX (grid_kw[t], 0.0) : grid_kw[t]) * rates[rate][t];
      g_test_message ("%s, %s: %.3f kg", strategy, names[rate], grams / 1000.0);
      g_assert_cmpfloat_with_epsilon (number_at (plan, "emissions_kg", names[rate]), grams / 1000.0,
                                      0.01);
    }
}

static void
test_rates (CliFixture *fixture, gconstpointer data)
{
  const char *plan_on = data, *fixtures = g_getenv ("GRIDHEARTH_FIXTURES");
  gboolean average = strcmp (plan_on, "average") == 0;
  double *rates[3];

  if (fixtures == NULL)
    {
      g_test_skip ("the measured files are not there");
      return;
    }
  g_autofree char *cambium = g_build_filename (fixtures, CAMBIUM, NULL);
  g_autofree char *avert = g_build_filename (fixtures, AVERT, NULL);
  for (guint i = 0; i < 3; i++)
    rates[i] = g_new (double, HOURS);
  read_column (avert, "RM", GRAMS_PER_POUND, rates[0]);
  read_column (cambium, "lrmer_co2e", 1.0, rates[1]);
  read_column (cambium, "lrmer_co2_c", 1.0, rates[2]);
  write_study (fixture, plan_on);
  g_autofree char *line = g_strdup_printf ("compare %s --format json --output %s/out",
                                           fixture->study, fixture->directory);
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  JsonArray *strategies = json_object_get_array_member (object, "strategies");
  for (guint i = 0; i < 4; i++)
    {
      JsonObject *plan = json_array_get_object_element (strategies, i);
      const char *planned = average ? "average" : "marginal";
      check_sums (fixture, plan, rates);
      g_assert_cmpfloat_with_epsilon (number_at (plan, "cost", "carbon"),
                                      0.4 * number_at (plan, "emissions_kg", planned), 1e-4);
      g_assert_cmpint (json_object_has_member (plan, "emissions_kg_if_planned_on_marginal"), ==,
                       average);
      if (average && i > 0)
        g_assert_cmpfloat (number_at (plan, "emissions_kg_if_planned_on_marginal", "marginal"), <,
                           number_at (plan, "emissions_kg", "marginal"));
    }
  const char *carbon = json_object_get_string_member (object, "carbon");
  g_test_message ("%s", carbon);
  g_assert_true (g_str_has_prefix (carbon, average ? "At average rates" : "At short-run marginal"));
  g_assert_nonnull (strstr (carbon, "At long-run marginal rates the same plan"));
  g_assert_cmpint (strstr (carbon, "Planned on short-run marginal rates instead") != NULL, ==,
                   average);
  for (guint i = 0; i < 3; i++)
    g_free (rates[i]);
}

/* One plan by itself says the same in words. */
static void
test_words (CliFixture *fixture, gconstpointer data)
{
  if (g_getenv ("GRIDHEARTH_FIXTURES") == NULL)
    {
      g_test_skip ("the measured files are not there");
      return;
    }
  write_study (fixture, "average");
  g_autofree char *line = g_strdup_printf ("plan %s --strategy v2g", fixture->study);
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "At short-run marginal rates"));
  g_assert_nonnull (strstr (fixture->out, "At long-run marginal rates"));
  g_assert_nonnull (strstr (fixture->out, "At average rates"));
  g_assert_nonnull (strstr (fixture->out, "Planned on average rates. Planned on short-run "
                                          "marginal rates instead, house and car would"));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/carbon/short-run", CliFixture, "short-run-marginal", set_up, test_rates, tear_down);
  g_test_add ("/carbon/average", CliFixture, "average", set_up, test_rates, tear_down);
  g_test_add ("/carbon/words", CliFixture, NULL, set_up, test_words, tear_down);
  return g_test_run ();
}
