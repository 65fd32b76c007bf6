/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal program tells of batteries: cells, life, and a plan on the circuit. */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "cli-fixture.h"

/* A week of quarter hours, with a cell, a capacity, more members of the car, the connection and a
 * life of 3 years. */
#define STUDY(cell, kwh, car, import)                                                             \
  "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"name\":\"Test\","      \
  "\"period\":{\"start\":\"2025-01-06T00:00:00+01:00\",\"step_minutes\":15,\"steps\":672},"       \
  "\"location\":{\"latitude\":48,\"longitude\":11,\"time_zone\":\"Europe/Berlin\"},\"load\":0.8," \
  "\"connection\":{\"import_limit_kw\":" import "},"                                              \
  "\"tariff\":{\"import_price\":{\"default\":0.2,\"periods\":[{\"price\":0.5,\"from\":\"17:00\"," \
  "\"to\":\"21:00\"}]},\"export_price\":0.08,\"fixed_per_day\":0.35},"                            \
  "\"finance\":{\"lifetime_years\":3},"                                                           \
  "\"vehicles\":[{\"name\":\"Car\",\"battery_kwh\":" kwh ",\"cell\":\"" cell "\"" car             \
  ",\"consumption_kwh_per_km\":0.18,\"trips\":[{\"days\":\"mon-fri\",\"leave\":\"08:00\","        \
  "\"return\":\"17:00\",\"distance_km\":40}],"                                                    \
  "\"charger\":{\"charge_kw\":11,\"discharge_kw\":11},\"wear_per_kwh\":0.01}]}"
#define PACK                                                                  \
  ",\"pack\":{\"wear\":\"ageing\",\"warranty\":{\"hours\":4000,\"kwh\":2000," \
  "\"years\":8,\"keep\":true}}"

typedef CliFixture Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_fixture_tear_down (fixture);
}

static void
write_study (Fixture *fixture, const char *study)
{
  g_assert_true (g_file_set_contents (fixture->study, study, -1, NULL));
}

static JsonObject *
get_battery (JsonNode *node)
{
  return json_object_get_object_member (json_node_get_object (node), "battery");
}

/* Every table and every other group of numbers says how far it can be trusted, and by whom. */
static void
test_cells (Fixture *fixture, gconstpointer data)
{
  static const char *const groups[] = { "limits", "ocv_v",  "r0_ohm",        "r1_ohm", "tau1_s",
                                        "r2_ohm", "tau2_s", "heat_capacity", "ageing" };

  g_assert_cmpint (cli_fixture_run (fixture, "cells --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonArray *cells = json_object_get_array_member (json_node_get_object (node), "cells");
  g_assert_cmpuint (json_array_get_length (cells), >=, 8);
  g_assert_cmpint (cli_fixture_run (fixture, "cells"), ==, 0);
  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      JsonObject *cell = json_array_get_object_element (cells, i);
      g_assert_nonnull (strstr (fixture->out, json_object_get_string_member (cell, "id")));
      for (gsize k = 0; k < G_N_ELEMENTS (groups); k++)
        {
          JsonObject *group = json_object_get_object_member (cell, groups[k]);
          const char *origin = json_object_get_string_member (group, "origin");
          g_assert_true (g_str_equal (origin, "measured") || g_str_equal (origin, "borrowed")
                         || g_str_equal (origin, "assumed"));
          g_assert_cmpuint (strlen (json_object_get_string_member (group, "source")), >, 3);
        }
    }
}

static void
test_plan (Fixture *fixture, gconstpointer data)
{
  static const char *const numbers[] = { "soh_loss_per_year",
                                         "ageing_cost_per_year",
                                         "mean_soc",
                                         "full_cycles_per_year",
                                         "wear_per_kwh",
                                         "price_rounds",
                                         "objective_without_wear_price",
                                         "ageing_cost_without_wear_price",
                                         "warranty_price_per_kwh" };

  write_study (fixture, STUDY ("lfp-250ah", "60", PACK, "30"));
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy v2g --format json --verify"),
                   ==, 0);
  g_autofree char *first = g_strdup (fixture->out);
  g_autoptr (JsonNode) node = cli_fixture_parse (first);
  JsonObject *battery = get_battery (node);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpfloat (json_object_get_double_member (battery, numbers[i]), >, 0.0);
  JsonObject *use = json_object_get_object_member (battery, "warranty_use");
  g_assert_cmpfloat (json_object_get_double_member (use, "kwh"), >, 0.0);
  g_assert_cmpfloat (json_object_get_double_member (use, "kwh"), <=, 250.0 * 7.0 / 365.25);
  JsonObject *circuit = json_object_get_object_member (battery, "circuit");
  g_assert_cmpfloat (json_object_get_double_member (circuit, "voltage_min_v"), >, 100.0);
  g_assert_cmpfloat (json_object_get_double_member (circuit, "shortfall_kwh"), <, 0.1);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy v2g --format json --verify"),
                   ==, 0);
  g_assert_cmpstr (fixture->out, ==, first);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy v2g"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "on the circuit"));
}

/* A pack that cannot follow its charger breaks no rule of a plan that heeds no limits. */
static void
test_plan_without_pack (Fixture *fixture, gconstpointer data)
{
  write_study (fixture, STUDY ("lfp-250ah", "8", "", "30"));
  g_assert_cmpint (
      cli_fixture_run (fixture, "plan STUDY --strategy unmanaged --format json --verify"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *circuit = json_object_get_object_member (get_battery (node), "circuit");
  g_assert_cmpfloat (json_object_get_double_member (circuit, "shortfall_kwh"), >, 0.1);
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "unmanaged", "smart", "v2h", "v2g" };
  g_autofree char *csv_path = g_build_filename (fixture->directory, "life.csv", NULL);
  g_autofree char *csv = NULL;

  write_study (fixture, STUDY ("nmc-kokam-75ah", "60", "", "30"));
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --format json --output DIR"), ==, 0);
  g_autofree char *first = g_strdup (fixture->out);
  g_autoptr (JsonNode) node = cli_fixture_parse (first);
  JsonArray *strategies = json_object_get_array_member (json_node_get_object (node), "strategies");
  g_assert_cmpuint (json_array_get_length (strategies), ==, 4);
  for (guint s = 0; s < 4; s++)
    {
      JsonObject *strategy = json_array_get_object_element (strategies, s);
      JsonArray *years = json_object_get_array_member (strategy, "years");
      g_assert_cmpstr (json_object_get_string_member (strategy, "strategy"), ==, names[s]);
      g_assert_cmpuint (json_array_get_length (years), ==, 3);
      for (guint i = 0; i < 3; i++)
        {
          JsonObject *year = json_array_get_object_element (years, i);
          double lost = json_object_get_double_member (year, "soh_begin")
                        - json_object_get_double_member (year, "soh_end");
          double causes = json_object_get_double_member (year, "loss_time")
                          + json_object_get_double_member (year, "loss_driving")
                          + json_object_get_double_member (year, "loss_grid");
          g_assert_cmpfloat (lost, >, 0.0);
          g_assert_cmpfloat (fabs (lost - causes), <, 1e-12);
        }
    }
  g_assert_true (g_file_get_contents (csv_path, &csv, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 4 * 3 + 1);
  g_assert_true (g_str_has_prefix (lines[0], "strategy,year,soh_begin,"));
  g_assert_true (g_str_has_prefix (lines[12], "v2g,3,"));
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --format json"), ==, 0);
  g_assert_cmpstr (fixture->out, ==, first);
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY"), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "year 3"));
  g_assert_null (strstr (fixture->out, "nan"));
}

static char *
replace (const char *study, const char *part, const char *by)
{
  g_auto (GStrv) around = g_strsplit (study, part, 2);

  g_assert_cmpuint (g_strv_length (around), ==, 2);
  return g_strjoinv (by, around);
}

/* The wear in the net present value of each year is what the year takes more than that of smart
 * charging, at what a battery that is at its end after a fifth costs; in JSON, as text and as CSV.
 */
static void
test_degradation (Fixture *fixture, gconstpointer data)
{
  const double loss_cost = 60.0 * 100.0 / 0.2;
  g_autofree char *csv_path = g_build_filename (fixture->directory, "life.csv", NULL);
  g_autofree char *csv = NULL;
  g_autofree char *priced
      = replace (STUDY ("nmc-kokam-75ah", "60", PACK, "30"), "\"lifetime_years\":3",
                 "\"lifetime_years\":3,\"battery_cost_per_kwh\":100,\"end_of_life_soh\":0.8");

  write_study (fixture, priced);
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --format json --output DIR"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonArray *strategies = json_object_get_array_member (json_node_get_object (node), "strategies");
  JsonArray *smart
      = json_object_get_array_member (json_array_get_object_element (strategies, 1), "years");
  g_assert_true (g_file_get_contents (csv_path, &csv, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (csv, "\n", -1);
  g_assert_true (g_str_has_suffix (lines[0], ",degradation"));
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY"), ==, 0);
  const char *table = strstr (fixture->out, "Battery wear over smart, EUR");
  g_assert_nonnull (table);
  for (guint s = 0; s < 4; s++)
    {
      JsonObject *strategy = json_array_get_object_element (strategies, s);
      JsonArray *years = json_object_get_array_member (strategy, "years");
      JsonArray *flows = json_object_get_array_member (strategy, "npv_years");
      double npv = 0.0;
      g_assert_cmpuint (json_array_get_length (flows), ==, 4);
      for (guint i = 0; i < 4; i++)
        npv += json_object_get_double_member (json_array_get_object_element (flows, i),
                                              "discounted");
      g_assert_cmpfloat (fabs (npv - json_object_get_double_member (strategy, "npv")), <, 1e-6);
      for (guint i = 0; i < 3; i++)
        {
          JsonObject *own = json_array_get_object_element (years, i);
          JsonObject *base = json_array_get_object_element (smart, i);
          double lost = json_object_get_double_member (own, "soh_begin")
                        - json_object_get_double_member (own, "soh_end")
                        - json_object_get_double_member (base, "soh_begin")
                        + json_object_get_double_member (base, "soh_end");
          double told = json_object_get_double_member (json_array_get_object_element (flows, i + 1),
                                                       "degradation");
          g_autofree char *shown = g_strdup_printf (" %.2f", told);
          g_assert_cmpfloat (fabs (told - lost * loss_cost), <, 1e-6);
          g_assert_cmpfloat (
              fabs (told - g_ascii_strtod (strrchr (lines[1 + 3 * s + i], ',') + 1, NULL)), <,
              1e-6);
          g_assert_nonnull (strstr (table, shown));
        }
    }
}

/* What a comparison tells of the battery: how wear is counted, and what its limits cost, where
 * there is something to tell. */
static void
test_compare (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *study;
    gboolean has_wear, has_limits;
  } cases[] = { { STUDY ("lfp-250ah", "60", "", "30"), FALSE, FALSE },
                { STUDY ("lfp-250ah", "60", PACK, "30"), TRUE, FALSE },
                { STUDY ("lfp-250ah", "10", ",\"pack\":{}", "30"), FALSE, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* Selling is worth while, so that the charger's power is made use of. */
      g_autofree char *study
          = replace (cases[i].study, "\"export_price\":0.08", "\"export_price\":0.35");
      write_study (fixture, study);
      g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY"), ==, 0);
      g_assert_cmpint (strstr (fixture->out, "in the first year, in every year") != NULL, ==,
                       cases[i].has_wear);
      g_assert_cmpint (strstr (fixture->out, "\nV2G (grid): keeping within what the battery can")
                           != NULL,
                       ==, cases[i].has_limits);
      g_assert_cmpint (cli_fixture_run (fixture, "compare STUDY --format json"), ==, 0);
      g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
      JsonObject *object = json_node_get_object (node);
      g_assert_cmpint (*json_object_get_string_member (object, "wear") != '\0', ==,
                       cases[i].has_wear);
      JsonArray *strategies = json_object_get_array_member (object, "strategies");
      JsonObject *circuit = json_object_get_object_member (
          json_object_get_object_member (json_array_get_object_element (strategies, 3), "battery"),
          "circuit");
      g_assert_cmpint (json_object_get_double_member (circuit, "limits_cost") > 1e-6, ==,
                       cases[i].has_limits);
      g_assert_cmpfloat (json_object_get_double_member (circuit, "first_shortfall_kwh"), >=,
                         json_object_get_double_member (circuit, "shortfall_kwh"));
    }
}

/* What a study's car drives by itself is told where its warranty bears less. */
static void
test_warranty (Fixture *fixture, gconstpointer data)
{
  write_study (fixture,
               STUDY ("lfp-250ah", "60", ",\"pack\":{\"warranty\":{\"cycles\":100}}", "30"));
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 0);
  g_assert_nonnull (strstr (fixture->err, "warning: $.vehicles[0].pack.warranty.cycles: driving "
                                          "alone takes 31 full cycles a year"));
  write_study (fixture,
               STUDY ("lfp-250ah", "60", ",\"pack\":{\"warranty\":{\"cycles\":1000}}", "30"));
  g_assert_cmpint (cli_fixture_run (fixture, "check STUDY"), ==, 0);
  g_assert_null (strstr (fixture->err, "warranty"));
}

/* 1 for what is not valid, 2 for wrong usage, 3 where there is no plan. */
static void
test_exits (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[]
      = { "life",        "life STUDY STUDY",   "life STUDY --format xml",
          "cells STUDY", "cells --format csv", "life STUDY --best" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_cmpint (cli_fixture_run (fixture, wrong[i]), ==, 2);
      g_assert_cmpstr (fixture->out, ==, "");
    }
  g_assert_cmpint (cli_fixture_run (fixture, "life /nowhere/absent.json"), ==, 1);
  write_study (fixture, STUDY ("no-such-cell", "60", "", "30"));
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY"), ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpuint (strlen (fixture->err), >, 10);
  write_study (fixture, STUDY ("lfp-250ah", "60", PACK, "0.5"));
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY"), ==, 3);
  g_assert_nonnull (strstr (fixture->err, "infeasible"));
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --format json"), ==, 3);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  g_assert_nonnull (node);
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --strategy v2g --format json"), ==, 3);
}

/* The car is chosen by its name. */
static void
test_vehicle (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (STUDY ("lfp-250ah", "60", "", "20"), "\"vehicles\":[", 2);
  g_autofree char *study = g_strconcat (
      parts[0], "\"vehicles\":[{\"name\":\"Other\",\"battery_kwh\":30},", parts[1], NULL);

  write_study (fixture, study);
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --vehicle Other"), !=, 0);
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --vehicle Nobody"), !=, 0);
  g_assert_nonnull (strstr (fixture->err, "no car named"));
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --vehicle Car --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "vehicle"), ==,
                   "Car");
  g_autofree char *named = g_strdup (fixture->out);
  g_assert_cmpint (cli_fixture_run (fixture, "life STUDY --format json"), ==, 0);
  g_assert_cmpstr (fixture->out, ==, named);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/battery/cells", Fixture, NULL, set_up, test_cells, tear_down);
  g_test_add ("/battery/plan", Fixture, NULL, set_up, test_plan, tear_down);
  g_test_add ("/battery/plan-without-pack", Fixture, NULL, set_up, test_plan_without_pack,
              tear_down);
  g_test_add ("/battery/life", Fixture, NULL, set_up, test_life, tear_down);
  g_test_add ("/battery/vehicle", Fixture, NULL, set_up, test_vehicle, tear_down);
  g_test_add ("/battery/degradation", Fixture, NULL, set_up, test_degradation, tear_down);
  g_test_add ("/battery/compare", Fixture, NULL, set_up, test_compare, tear_down);
  g_test_add ("/battery/warranty", Fixture, NULL, set_up, test_warranty, tear_down);
  g_test_add ("/battery/exits", Fixture, NULL, set_up, test_exits, tear_down);
  return g_test_run ();
}
