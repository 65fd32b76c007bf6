/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"

typedef CliFixture Fixture;

/* A house of 1 kW in January 2024, tiers at 300 kWh, 10 EUR a month, 19 % tax. By hand: energy
 * 300 x 0.1 + 444 x 0.4 = 207.60, fixed 10, tax 41.344. */
#define STUDY                                                                               \
  "{\"format\": \"gridhearth-study\", \"version\": 1, \"kind\": \"household\", "            \
  "\"location\": {\"latitude\": 48, \"longitude\": 11, \"time_zone\": \"Europe/Berlin\"}, " \
  "\"period\": {\"start\": \"2024-01-01T00:00:00+01:00\", \"step_minutes\": 60, "           \
  "\"steps\": 744}, \"load\": 1, \"tariff\": {\"import_price\": 0.3, \"energy_tiers\": "    \
  "[{\"tiers\": [{\"up_to_kwh\": 300, \"price\": 0.1}, {\"price\": 0.4}]}], "               \
  "\"fixed_per_month\": 10, \"tax\": 0.19}}"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cli_fixture_set_up (fixture);
  g_assert_true (g_file_set_contents (fixture->study, STUDY, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_fixture_tear_down (fixture);
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "bill STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  JsonArray *items = json_object_get_array_member (object, "items");
  static const struct
  {
    const char *kind;
    const char *name;
    double amount;
  } expected[] = { { "energy", "Energy, tier 1 at 0.1", 30.0 },
                   { "energy", "Energy, tier 2 at 0.4", 177.6 },
                   { "fixed", "Fixed charge", 10.0 },
                   { "tax", "Tax", 41.344 } };

  g_assert_cmpuint (json_array_get_length (items), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      JsonArray *amounts = json_object_get_array_member (item, "amounts");
      g_assert_cmpstr (json_object_get_string_member (item, "kind"), ==, expected[i].kind);
      g_assert_cmpstr (json_object_get_string_member (item, "name"), ==, expected[i].name);
      g_assert_cmpuint (json_array_get_length (amounts), ==, 1);
      g_assert_cmpfloat_with_epsilon (json_array_get_double_element (amounts, 0),
                                      expected[i].amount, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "total"), 258.944, 1e-9);
  /* The plan counts all 744 kWh at the tier in which the month ends. */
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "planned_total"),
                                  (744 * 0.4 + 10) * 1.19, 1e-9);
}

static void
test_real (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "real.csv", NULL);
  g_autofree char *line = g_strdup_printf ("bill STUDY --real %s", path);

  g_assert_true (g_file_set_contents (
      path, "month,item,amount\n2024-01,energy,200\n2024-01,tax,41.34\n", -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_assert_nonnull (
      strstr (fixture->out, ", 3.2 %, above the real one; nearly all of it is Energy (+7.60"));
  g_assert_nonnull (strstr (fixture->out, "258.94"));
  g_assert_nonnull (strstr (fixture->err, "the real bill has no \"Fixed charge\" in 1 month, 10.00 "
                                          "as calculated; it is not compared"));
  g_assert_true (g_file_set_contents (path, "a,b\n1,2\n", -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 1);
  g_assert_cmpstr (fixture->err, !=, "");
}

/* What is printed to put real numbers into is the bill itself, and one changed number is found. */
static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "template.csv", NULL);
  g_autofree char *line = g_strdup_printf ("bill STUDY --real %s", path);

  g_assert_cmpint (cli_fixture_run (fixture, "bill STUDY --format csv"), ==, 0);
  g_assert_cmpstr (fixture->out, ==,
                   "month,item,amount,quantity\n"
                   "2024-01,\"Energy, tier 1 at 0.1\",30.00,300.000\n"
                   "2024-01,\"Energy, tier 2 at 0.4\",177.60,444.000\n"
                   "2024-01,\"Fixed charge\",10.00,\n"
                   "2024-01,\"Tax\",41.34,\n");
  g_assert_true (g_file_set_contents (path, fixture->out, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "The calculated bill is the real one, item by item."));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *printed = NULL;
  g_assert_true (g_file_get_contents (path, &printed, NULL, NULL));
  g_string_assign (text, printed);
  g_string_replace (text, "177.60,444.000", "200.00,500.000", 1);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, line), ==, 0);
  g_assert_nonnull (
      strstr (fixture->out, "nearly all of it is Energy, tier 2 at 40.00\u00a0ct/kWh ("));
  g_assert_nonnull (strstr (fixture->out,
                            "Energy, tier 2 at 40.00\u00a0ct/kWh: It is the quantity rather than "
                            "the price: 444 against 500 kWh."));
}

/* A bill that is kept in the study is compared with, unless another one is named. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) study = g_string_new (STUDY);

  g_string_replace (study, "\"load\": 1,",
                    "\"load\": 1, \"real_bill\": [{\"month\": \"2024-01-01\", \"item\": "
                    "\"total\", \"amount\": 250}],",
                    1);
  g_assert_true (g_file_set_contents (fixture->study, study->str, -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "bill STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  g_assert_cmpfloat (json_object_get_double_member (object, "billed"), ==, 250.0);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "calculated"), 258.944,
                                  1e-9);
}

static void
test_plan_states_the_difference (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "plan STUDY --format json"), ==, 0);
  g_autoptr (JsonNode) node = cli_fixture_parse (fixture->out);
  JsonObject *object = json_node_get_object (node);
  JsonObject *cost = json_object_get_object_member (object, "cost");

  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, "bill"), 258.944, 1e-9);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (cost, "bill_difference"),
                                  258.944 - (744 * 0.4 + 10) * 1.19, 1e-9);
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (cli_fixture_run (fixture, "bill"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "bill STUDY --strategy never"), ==, 2);
  g_assert_cmpint (cli_fixture_run (fixture, "bill /nowhere.json"), ==, 1);
}

/* A tariff from elsewhere is printed as a study has it, and what is lost told. */
static void
test_tariff (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->study,
                                      "{\"energyratestructure\": [[{\"rate\": 0.5}]], "
                                      "\"flatdemandstructure\": [[{\"rate\": 9}]], "
                                      "\"flatdemandunit\": \"kVA\"}",
                                      -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "import STUDY --as tariff"), ==, 0);
  g_assert_cmpstr (fixture->out, ==, "{\n  \"import_price\": 0.5\n}\n");
  g_assert_nonnull (strstr (fixture->err, "kVA"));
  g_assert_true (g_file_set_contents (fixture->study, "{}", -1, NULL));
  g_assert_cmpint (cli_fixture_run (fixture, "import STUDY --as tariff"), ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli-bill/json", test_json);
  ADD ("/cli-bill/real", test_real);
  ADD ("/cli-bill/template", test_template);
  ADD ("/cli-bill/kept", test_kept);
  ADD ("/cli-bill/plan-states-the-difference", test_plan_states_the_difference);
  ADD ("/cli-bill/usage", test_usage);
  ADD ("/cli-bill/tariff", test_tariff);
  return g_test_run ();
}
