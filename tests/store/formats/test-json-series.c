/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of services about prices, meters and emissions. */
#include "read-text.h"

static const struct
{
  const char *text;
  const char *kind;
  const char *column;
  const char *unit;
  const char *about; /* kind of the column */
  gint64 start;
  int step;
  gsize count;
  double first;
  double last;
  const char *told; /* NULL: nothing */
} cases[] = {
  /* Newest first, with rates for other payment. */
  { "{\"count\":3,\"next\":null,\"results\":["
    "{\"value_exc_vat\":20,\"value_inc_vat\":21,\"valid_from\":\"2023-03-26T01:00:00Z\","
    "\"valid_to\":\"2023-03-26T01:30:00Z\",\"payment_method\":null},"
    "{\"value_exc_vat\":-1,\"value_inc_vat\":-1.05,\"valid_from\":\"2023-03-26T00:30:00Z\","
    "\"valid_to\":\"2023-03-26T01:00:00Z\",\"payment_method\":null},"
    "{\"value_exc_vat\":9,\"value_inc_vat\":9,\"valid_from\":\"2023-03-26T00:30:00Z\","
    "\"valid_to\":\"2023-03-26T01:00:00Z\",\"payment_method\":\"NON_DIRECT_DEBIT\"}]}",
    "price", "value_inc_vat", "p/kWh", "price", 1679790600, 1800, 2, -1.05, 21.0,
    "1 rate for other payment" },
  /* A cheap night: 6 hours, then 18, the last open. */
  { "{\"results\":[{\"value_exc_vat\":1,\"value_inc_vat\":9,"
    "\"valid_from\":\"2023-03-01T00:00:00Z\",\"valid_to\":\"2023-03-01T06:00:00Z\"},"
    "{\"value_exc_vat\":1,\"value_inc_vat\":30,\"valid_from\":\"2023-03-01T06:00:00Z\","
    "\"valid_to\":\"2023-03-02T00:00:00Z\"},{\"value_exc_vat\":1,\"value_inc_vat\":9,"
    "\"valid_from\":\"2023-03-02T00:00:00Z\",\"valid_to\":null}]}",
    "price", "value_inc_vat", "p/kWh", "price", 1677628800, 21600, 5, 9.0, 9.0, NULL },
  { "{\"results\":[{\"consumption\":0.063,\"interval_start\":\"2023-05-19T00:30:00+01:00\","
    "\"interval_end\":\"2023-05-19T01:00:00+01:00\"},{\"consumption\":0.071,"
    "\"interval_start\":\"2023-05-19T00:00:00+01:00\","
    "\"interval_end\":\"2023-05-19T00:30:00+01:00\"}]}",
    "load", "consumption", "kWh", "load", 1684450800, 1800, 2, 0.071, 0.063, NULL },
  { "{\"data\":{\"viewer\":{\"homes\":[{\"currentSubscription\":{\"priceInfo\":{\"today\":["
    "{\"total\":0.3,\"energy\":0.2,\"tax\":0.1,\"startsAt\":\"2023-05-19T00:00:00.000+02:00\","
    "\"currency\":\"SEK\"},{\"total\":0.4,\"energy\":0.3,\"tax\":0.1,"
    "\"startsAt\":\"2023-05-19T01:00:00.000+02:00\",\"currency\":\"SEK\"}],\"tomorrow\":["
    "{\"total\":0.5,\"energy\":0.4,\"tax\":0.1,\"startsAt\":\"2023-05-19T02:00:00.000+02:00\","
    "\"currency\":\"SEK\"}]}}}]}}}",
    "price", "total", "SEK/kWh", "price", 1684447200, 3600, 3, 0.3, 0.5, NULL },
  { "{\"multiAreaEntries\":[{\"deliveryStart\":\"2023-01-01T23:00:00Z\","
    "\"deliveryEnd\":\"2023-01-02T00:00:00Z\",\"entryPerArea\":{\"NO1\":10.5,\"DK1\":20}},"
    "{\"deliveryStart\":\"2023-01-02T00:00:00Z\",\"deliveryEnd\":\"2023-01-02T01:00:00Z\","
    "\"entryPerArea\":{\"NO1\":11.5}}],\"currency\":\"EUR\"}",
    "price", "NO1", "EUR/MWh", "price", 1672614000, 3600, 2, 10.5, 11.5, "“DK1” has empty" },
  { "{\"object\":\"list\",\"data\":[{\"start_timestamp\":1672527600000,"
    "\"end_timestamp\":1672531200000,\"marketprice\":-5.17,\"unit\":\"Eur/MWh\"},"
    "{\"start_timestamp\":1672531200000,\"end_timestamp\":1672534800000,\"marketprice\":2,"
    "\"unit\":\"Eur/MWh\"}]}",
    "price", "marketprice", "EUR/MWh", "price", 1672527600, 3600, 2, -5.17, 2.0, NULL },
  { "{\"license_info\":\"x\",\"unix_seconds\":[1672527600,1672528500,1672529400],"
    "\"price\":[1,null,3],\"unit\":\"EUR / MWh\",\"deprecated\":false}",
    "price", "price", "EUR/MWh", "price", 1672527600, 900, 3, 1.0, 3.0, "empty cell" },
  { "{\"unix_seconds\":[1672527600,1672528500],\"production_types\":[{\"name\":\"Solar\","
    "\"data\":[5,6.5]},{\"name\":\"Load\",\"data\":[50,60]}]}",
    NULL, "Solar", "MW", NULL, 1672527600, 900, 2, 5.0, 6.5, NULL },
  { "{\"data\":[{\"point_time\":\"2023-07-01T00:00:00+00:00\",\"value\":870.5},"
    "{\"point_time\":\"2023-07-01T00:05:00+00:00\",\"value\":870}],\"meta\":{"
    "\"region\":\"CAISO_NORTH\",\"signal_type\":\"co2_moer\",\"units\":\"lbs_co2_per_mwh\"}}",
    "emissions", "value", "lb/MWh", "emissions-marginal-short-run", 1688169600, 300, 2, 870.5,
    870.0, NULL },
  { "{\"data\":[{\"generated_at\":\"2023-07-01T00:00:00+00:00\",\"forecast\":["
    "{\"point_time\":\"2023-07-01T00:00:00+00:00\",\"value\":1},"
    "{\"point_time\":\"2023-07-01T00:05:00+00:00\",\"value\":2}]}],"
    "\"meta\":{\"signal_type\":\"co2_aoer\"}}",
    "emissions", "value", "lb/MWh", "emissions-average", 1688169600, 300, 2, 1.0, 2.0,
    "does not tell the unit" },
  { "{\"data\":[{\"from\":\"2018-01-20T12:00Z\",\"to\":\"2018-01-20T12:30Z\",\"intensity\":{"
    "\"forecast\":266,\"actual\":263,\"index\":\"moderate\"}},{\"from\":\"2018-01-20T12:30Z\","
    "\"to\":\"2018-01-20T13:00Z\",\"intensity\":{\"forecast\":270,\"actual\":null}}]}",
    "emissions", "intensity/forecast", "g/kWh", "emissions-average", 1516449600, 1800, 2, 266.0,
    270.0, "steps that stay without number" },
  { "{\"zone\":\"DE\",\"forecast\":[{\"carbonIntensity\":300,\"datetime\":"
    "\"2023-01-01T00:00:00.000Z\"},{\"carbonIntensity\":310,\"datetime\":"
    "\"2023-01-01T01:00:00.000Z\"}]}",
    "emissions", "carbonIntensity", "g/kWh", "emissions-average", 1672531200, 3600, 2, 300.0, 310.0,
    NULL },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhTable) table = read_text (cases[i].text, NULL, &error);
      g_test_message ("case %u", i);
      g_assert_no_error (error);
      const GhTableColumn *column = get_column (table, cases[i].column);
      g_assert_cmpstr (table->kind, ==, cases[i].kind);
      g_assert_cmpstr (column->unit, ==, cases[i].unit);
      g_assert_cmpstr (column->kind, ==, cases[i].about);
      g_assert_cmpint (table->start_unix, ==, cases[i].start);
      g_assert_cmpint (table->step_seconds, ==, cases[i].step);
      g_assert_cmpuint (table->count, ==, cases[i].count);
      g_assert_cmpfloat (column->values[0], ==, cases[i].first);
      g_assert_cmpfloat (column->values[table->count - 1], ==, cases[i].last);
      if (cases[i].told != NULL)
        g_assert_true (is_told (table, cases[i].told));
      else
        g_assert_cmpuint (table->repairs->len + gh_findings_get_count (table->findings), ==, 0);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *told;
  } refused[] = {
    { "{\"items\":[{\"label\":\"x\",\"energyratestructure\":[]}]}", "OpenEI" },
    { "\"{\\\"items\\\":[{\\\"label\\\":\\\"x\\\"}]}\"", "OpenEI" },
    { "{\"a\":1}", "of no kind that can be read" },
    { "{\"a\":1,}", "Line 1, column 8" },
    { "{\"results\":[{\"consumption\":1,\"interval_start\":\"soon\"}]}", "record 1" },
    { "{\"results\":[{\"consumption\":1,\"interval_start\":\"2023-01-01T00:00Z\"}]}", "one value" },
    { "{\"data\":[{\"point_time\":\"2023-01-01T00:00Z\",\"value\":1}],\"meta\":{"
      "\"signal_type\":\"health_damage\"}}",
      "no emission" },
    { "{\"unix_seconds\":[\"x\"],\"price\":[1]}", "record 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i].text, refused[i].told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-series/cases", test_cases);
  g_test_add_func ("/json-series/refused", test_refused);
  return g_test_run ();
}
