/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tariff-file.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "errors.h"
#include "market/bill.h"

/* 2023 begins on a Sunday. */
#define HOURS 8760
static const int month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

static char *
fixture_path (const char *name)
{
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");

  return folder != NULL ? g_build_filename (folder, "prices", name, NULL) : NULL;
}

/* The rate as JSON, whatever it is wrapped in. */
static JsonObject *
load_raw (const char *path, JsonParser **parser)
{
  g_autoptr (GError) error = NULL;

  *parser = json_parser_new ();
  json_parser_load_from_file (*parser, path, &error);
  g_assert_no_error (error);
  JsonNode *root = json_parser_get_root (*parser);
  if (JSON_NODE_HOLDS_VALUE (root))
    {
      g_autofree char *inner = g_strdup (json_node_get_string (root));
      json_parser_load_from_data (*parser, inner, -1, &error);
      g_assert_no_error (error);
      root = json_parser_get_root (*parser);
    }
  JsonObject *object = json_node_get_object (root);
  if (json_object_has_member (object, "items"))
    object = json_array_get_object_element (json_object_get_array_member (object, "items"), 0);
  return object;
}

static int
scheduled (JsonObject *rate, const char *key, int month, int hour)
{
  JsonArray *months = json_object_get_array_member (rate, key);

  return (int) json_array_get_double_element (json_array_get_array_element (months, month), hour);
}

/* So much of something at the prices of tiers; ends are multiplied by @scale. */
static double
pay (JsonArray *tiers, double amount, double scale)
{
  double begin = 0.0, cost = 0.0;

  for (guint i = 0; i < json_array_get_length (tiers); i++)
    {
      JsonObject *tier = json_array_get_object_element (tiers, i);
      double end = json_object_has_member (tier, "max")
                       ? json_object_get_double_member (tier, "max") * scale
                       : 1e38;
      if (amount > begin)
        cost += (fmin (amount, end) - begin) * json_object_get_double_member (tier, "rate");
      begin = end;
    }
  return cost;
}

/* A month of a constant load by a loop of its own over days and hours. */
static double
month_by_hand (JsonObject *rate, int month, int first_day, double kw)
{
  double kwh[16] = { 0 }, cost = 0.0;
  gboolean demanded[16] = { FALSE };
  JsonArray *energy = json_object_get_array_member (rate, "energyratestructure");
  JsonObject *tier = json_array_get_object_element (json_array_get_array_element (energy, 0), 0);
  gboolean per_kw = strcmp (json_object_get_string_member (tier, "unit"), "kWh/kW") == 0;
  gboolean has_demand = json_object_has_member (rate, "demandratestructure");

  for (int day = first_day; day < first_day + month_days[month]; day++)
    for (int hour = 0; hour < 24; hour++)
      {
        /* Day 0 is a Sunday, day 6 a Saturday. */
        gboolean weekend = day % 7 == 0 || day % 7 == 6;
        kwh[scheduled (rate, weekend ? "energyweekendschedule" : "energyweekdayschedule", month,
                       hour)]
            += kw;
        if (has_demand)
          demanded[scheduled (rate, weekend ? "demandweekendschedule" : "demandweekdayschedule",
                              month, hour)]
              = TRUE;
      }
  for (guint p = 0; p < json_array_get_length (energy); p++)
    cost += pay (json_array_get_array_element (energy, p), kwh[p], per_kw ? kw : 1.0);
  for (guint p = 0; p < 16; p++)
    if (demanded[p])
      cost += pay (json_array_get_array_element (
                       json_object_get_array_member (rate, "demandratestructure"), p),
                   kw, 1.0);
  if (json_object_has_member (rate, "flatdemandstructure"))
    {
      int p = (int) json_array_get_double_element (
          json_object_get_array_member (rate, "flatdemandmonths"), month);
      cost += pay (json_array_get_array_element (
                       json_object_get_array_member (rate, "flatdemandstructure"), p),
                   kw, 1.0);
    }
  if (json_object_has_member (rate, "fixedmonthlycharge"))
    cost += json_object_get_double_member (rate, "fixedmonthlycharge");
  return cost;
}

static void
check_fixture (const char *name, double kw)
{
  g_autofree char *path = fixture_path (name);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Phoenix");
  g_autoptr (GhTimeAxis) axis = NULL;
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  double grid_kw[HOURS];
  const GhMeter meter = { .grid_kw = grid_kw };
  gint64 start;
  int first_day = 0;

  g_assert_true (gh_time_parse_iso ("2023-01-01T00:00:00-07:00", &start));
  axis = gh_time_axis_new (start, 3600, HOURS, zone);
  for (guint t = 0; t < HOURS; t++)
    grid_kw[t] = kw;
  g_autoptr (GhTariffFile) file = gh_tariff_file_load (path, &error);
  g_assert_no_error (error);
  const GhTariffOffer *offer = g_ptr_array_index (file->offers, 0);
  g_assert_cmpuint (gh_findings_count_errors (offer->findings), ==, 0);
  g_autoptr (GhBill) bill = gh_bill_new (offer->tariff, axis, NULL, "USD", &meter, &error);
  g_assert_no_error (error);
  JsonObject *rate = load_raw (path, &parser);
  for (int month = 0; month < 12; month++)
    {
      g_test_message ("%s, %g kW, month %d", name, kw, month + 1);
      g_assert_cmpfloat_with_epsilon (gh_bill_get_month_total (bill, (guint) month),
                                      month_by_hand (rate, month, first_day, kw), 1e-6);
      first_day += month_days[month];
    }
}

/* A constant load under real tariffs: 1 kW, and loads that reach every tier. */
static void
test_fixtures (void)
{
  static const char *const names[] = { "urdbv7.json", "urdb_539f6a23ec4f024411ec8beb.json" };

  if (g_getenv ("GRIDHEARTH_FIXTURES") == NULL)
    {
      g_test_skip ("no fixtures beside the project");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      check_fixture (names[i], 1.0);
      check_fixture (names[i], 0.1);
      check_fixture (names[i], 250.0);
    }
}

static GhTariffFile *
read_rates (const char *text)
{
  g_autoptr (GError) error = NULL;
  GhTariffFile *file = gh_tariff_file_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return file;
}

/* What a rate becomes, by what is in it; findings after it. */
static const struct
{
  const char *rate;
  const char *expected;
} rows[] = {
  { "{\"energyratestructure\": [[{\"rate\": 0.125, \"adj\": 0.25}]]}", "{\"import_price\":0.375}" },
  { "{\"items\": [{\"energyratestructure\": [[{\"rate\": 0.25, \"sell\": 0.0625}]]}]}",
    "{\"import_price\":0.25,\"export_price\":0.0625}" },
  { "{\"energyratestructure\": [[{\"rate\": 0.25, \"max\": 9, \"unit\": \"kWh daily\"}, "
    "{\"rate\": 0.5}]], \"fixedchargefirstmeter\": 0.5, \"fixedchargeunits\": \"$/day\"}",
    "{\"import_price\":0.25,\"energy_tiers\":[{\"name\":\"Energyofperiod0\",\"tiers\":[{\"up_to_"
    "kwh_per_day\":9,\"price\":0.25},{\"price\":0.5}]}],\"fixed_per_day\":0.5}" },
  { "{\"energyratestructure\": [[{\"rate\": 0.5}]], \"fixedchargefirstmeter\": 24, "
    "\"fixedchargeunits\": \"$/year\", \"mincharge\": 30, \"minchargeunits\": \"$/month\", "
    "\"dgrules\": \"Net Metering\"}",
    "{\"import_price\":0.5,\"export_scheme\":\"net-metering\",\"fixed_per_month\":2,\"minimum_per_"
    "month\":30}" },
  { "{\"energyratestructure\": [[{\"rate\": 0.5}]], \"flatdemandstructure\": [[{\"rate\": 4}]], "
    "\"lookbackpercent\": 80, \"lookbackrange\": 6}",
    "{\"import_price\":0.5,\"demand_charges\":[{\"name\":\"Demandofseason0\",\"price_per_kw\":4,"
    "\"ratchet_share\":0.8,\"lookback_months\":6}]}" },
  { "{\"energyratestructure\": [[{\"rate\": 0.5}]], \"flatdemandstructure\": [[{\"rate\": 4}]], "
    "\"flatdemandunit\": \"hp\"}",
    "{\"import_price\":0.5}$.flatdemandstructure:demandin\"hp\"cannotbetoldinastudy;itisleftout" },
  { "{\"energyratestructure\": [[{\"rate\": 0.5}]], \"dgrules\": \"Ask us\"}",
    "{\"import_price\":0.5}$.dgrules:therule\"Askus\"isnotknown;eachkWhistakenatitsprice" },
  { "{\"energyratestructure\": [[{\"rate\": 0.5}], [{\"rate\": 0.6}]]}",
    "{\"import_price\":0}$.energyweekdayschedule:mustbe12monthsof24hourswithnumbersofrates,from0on"
    "$.energyratestructure:thereisnopriceofenergy;itistakenas0" },
  { "{\"energyratestructure\": [[{\"rate\": 0.5, \"max\": 5, \"unit\": \"kWh/kW daily\"}, "
    "{\"rate\": 1}]]}",
    "{\"import_price\":0.5,\"energy_tiers\":[{\"name\":\"Energyofperiod0\",\"tiers\":[{\"price\":0."
    "5},{\"price\":1}]}]}$.energyratestructure:tiersin\"kWh/kWdaily\"cannotbetoldinastudy" },
};

static char *
without_blanks (const char *text)
{
  GString *all = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      g_string_append_c (all, *text);
  return g_string_free (all, FALSE);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhTariffFile) file = read_rates (rows[i].rate);
      const GhTariffOffer *offer = g_ptr_array_index (file->offers, 0);
      g_autofree char *json = gh_tariff_to_json (offer->tariff, NULL);
      g_autoptr (GString) all = g_string_new (json);
      for (guint k = 0; k < gh_findings_get_count (offer->findings); k++)
        g_string_append_printf (all, "%s: %s", gh_findings_get (offer->findings, k)->path,
                                gh_findings_get (offer->findings, k)->message);
      g_autofree char *told = without_blanks (all->str);
      g_assert_cmpstr (told, ==, rows[i].expected);
    }
}

static void
test_refused (void)
{
  static const char *const wrong[] = { "",
                                       "[]",
                                       "{}",
                                       "\"x\"",
                                       "{\"items\": []}",
                                       "{\"items\": [3]}",
                                       "{\"rate\": 0x10}",
                                       "\"\\\"a\\\"\"" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (gh_tariff_file_read (wrong[i], strlen (wrong[i]), &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/urdb/fixtures", test_fixtures);
  g_test_add_func ("/urdb/rows", test_rows);
  g_test_add_func ("/urdb/refused", test_refused);
  return g_test_run ();
}
