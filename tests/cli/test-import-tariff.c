/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `import --as tariff`: what is printed, what is told, and which of several tariffs. */
#include <string.h>

#include "cli-fixture.h"

static const char rates[]
    = "{\"items\": [{\"name\": \"A\", \"energyratestructure\": [[{\"rate\": 0.5}]]}, "
      "{\"name\": \"B\", \"energyratestructure\": [[{\"rate\": 0.25}]], "
      "\"fueladjustmentsmonthly\": []}]}";
static const char sheet[]
    = "{\"grid_fee\": {\"SLP\": {\"commodity_charge_ct/kWh\": {\"net_price\": 7}}, \"RLM\": "
      "{\"<2500_h/a\": {\"capacity_charge_EUR/kW*a\": {\"LV\": 48}, \"commodity_charge_ct/kWh\": "
      "{\"LV\": 5}}}}, \"power_procurement\": {\"charge\": 8}, \"levies\": {\"a\": 1}, "
      "\"concession_fee\": {\"charge\": 1}, \"taxes\": {\"value_added_tax\": 19, "
      "\"tax_on_electricity\": 2}, \"feed-in_remuneration\": {\"PV\": {\"kWp\": [10], "
      "\"remuneration\": [6]}}}";
static const char dear[] = "{\"energyratestructure\": [[{\"rate\": 5000}]]}";

static const struct
{
  const char *text;
  const char *options;
  int status;
  const char *import_price; /* (nullable): nothing is printed */
  const char *err;          /* (nullable): nothing is told */
} rows[] = {
  { rates, "", 0, "0.5", "there are 2 tariffs; the first is read" },
  { rates, "--rate 1", 0, "0.5", NULL },
  { rates, "--rate 2", 0, "0.25", "fueladjustmentsmonthly" },
  { rates, "--rate 3", 1, NULL, "There are 2 tariffs in the file." },
  { rates, "--rate -1", 1, NULL, "There are 2 tariffs in the file." },
  { sheet, "", 1, NULL,
    "choose one with --rate: 1 Standard load (SLP); 2 Measured load (RLM), <2500 h/a, LV." },
  { sheet, "--rate 1", 0, "0.19", NULL },
  { sheet, "--rate 2", 0, "0.17", "hours of use" },
  { dear, "", 1, NULL, "$.tariff.import_price: 5000 is above 1000" },
  { "Time,Price\n", "", 1, NULL, "This is no tariff" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CliFixture fixture;
      g_autofree char *line = NULL;
      g_test_message ("row %zu", i);
      cli_fixture_set_up (&fixture);
      g_assert_true (g_file_set_contents (fixture.study, rows[i].text, -1, NULL));
      line = g_strdup_printf ("import %s --as tariff %s", fixture.study, rows[i].options);
      g_assert_cmpint (cli_fixture_run (&fixture, line), ==, rows[i].status);
      g_test_message ("%s", fixture.err);
      if (rows[i].import_price != NULL)
        {
          JsonNode *root = cli_fixture_parse (fixture.out);
          JsonObject *tariff = json_node_get_object (root);
          g_assert_cmpfloat_with_epsilon (json_object_get_double_member (tariff, "import_price"),
                                          g_ascii_strtod (rows[i].import_price, NULL), 1e-12);
          json_node_unref (root);
        }
      else
        g_assert_cmpstr (fixture.out, ==, "");
      if (rows[i].err != NULL)
        g_assert_nonnull (strstr (fixture.err, rows[i].err));
      else
        g_assert_cmpstr (fixture.err, ==, "");
      cli_fixture_tear_down (&fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-tariff/rows", test_rows);
  return g_test_run ();
}
