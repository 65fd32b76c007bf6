/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day-ahead prices of ENTSO-E. */
#include "read-text.h"

#define POINT(position, price) \
  "<Point><position>" position "</position><price.amount>" price "</price.amount></Point>"
#define PERIOD(start, end, resolution, points)              \
  "<Period><timeInterval><start>" start "</start><end>" end \
  "</end></timeInterval><resolution>" resolution "</resolution>" points "</Period>"
#define SERIES(currency, curve, sequence, period)                                      \
  "<TimeSeries><out_Domain.mRID codingScheme='A01'>10Y1001A1001A82H</out_Domain.mRID>" \
  "<currency_Unit.name>" currency "</currency_Unit.name>"                              \
  "<price_Measure_Unit.name>MWH</price_Measure_Unit.name><curveType>" curve            \
  "</curveType>" sequence period "</TimeSeries>"
#define SEQUENCE(n)                                                \
  "<classificationSequence_AttributeInstanceComponent.position>" n \
  "</classificationSequence_AttributeInstanceComponent.position>"
#define DOCUMENT(series)                                                                    \
  "<?xml version='1.0' encoding='UTF-8'?><Publication_MarketDocument "                      \
  "xmlns='urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3'><type>A44</type>" series \
  "</Publication_MarketDocument>"

static GhTable *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  GhTable *table = read_text (text, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (table->kind, ==, "price");
  return table;
}

/* The day on which clocks go forward has 23 hours; a curve of type A03 leaves repetitions out. */
static void
test_curve (void)
{
  g_autoptr (GhTable) table = read_good (
      DOCUMENT (SERIES ("EUR", "A03", "",
                        PERIOD ("2023-03-25T23:00Z", "2023-03-26T22:00Z", "PT60M",
                                POINT ("1", "10") POINT ("4", "-5.5") POINT ("21", "7")))));
  const double *values = get_column (table, "price.amount")->values;

  g_assert_cmpuint (table->count, ==, 23);
  g_assert_cmpint (table->step_seconds, ==, 3600);
  g_assert_cmpint (table->start_unix, ==, 1679785200);
  for (guint i = 0; i < 23; i++)
    g_assert_cmpfloat (values[i], ==, i < 3 ? 10.0 : i < 20 ? -5.5 : 7.0);
  g_assert_cmpstr (get_column (table, "price.amount")->unit, ==, "EUR/MWh");
  g_assert_true (is_told (table, "20 prices that the file leaves out"));
}

/* With A01 a missing point is a gap, which is filled on a straight line and told. */
static void
test_gap (void)
{
  g_autoptr (GhTable) table
      = read_good (DOCUMENT (SERIES ("EUR", "A01", "",
                                     PERIOD ("2023-01-01T23:00Z", "2023-01-02T03:00Z", "PT60M",
                                             POINT ("1", "1") POINT ("2", "2") POINT ("4", "4")))));

  g_assert_cmpfloat (get_column (table, NULL)->values[2], ==, 3.0);
  g_assert_true (is_told (table, "Gaps filled"));
}

/* Of two auctions the first counts, whatever their resolution; hours become quarter hours where the
 * file has both. */
static void
test_sequences (void)
{
  g_autoptr (GhTable) table = read_good (DOCUMENT (
      SERIES ("EUR", "A01", SEQUENCE ("2"),
              PERIOD ("2025-09-30T22:00Z", "2025-09-30T23:00Z", "PT15M",
                      POINT ("1", "91") POINT ("2", "92") POINT ("3", "93") POINT ("4", "94")))
          SERIES ("EUR", "A01", SEQUENCE ("1"),
                  PERIOD ("2025-09-30T22:00Z", "2025-09-30T23:00Z", "PT60M", POINT ("1", "50")))
              SERIES ("EUR", "A01", SEQUENCE ("1"),
                      PERIOD ("2025-09-30T23:00Z", "2025-09-30T23:30Z", "PT15M",
                              POINT ("1", "1") POINT ("2", "2")))));
  const double *values = get_column (table, NULL)->values;

  g_assert_cmpint (table->step_seconds, ==, 900);
  g_assert_cmpuint (table->count, ==, 6);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (values[i], ==, 50.0);
  g_assert_cmpfloat (values[5], ==, 2.0);
  g_assert_true (is_told (table, "4 prices of later auctions"));
}

#define HOUR(points) PERIOD ("2023-01-01T23:00Z", "2023-01-02T00:00Z", "PT60M", points)

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *told;
  } cases[] = {
    { "<Acknowledgement_MarketDocument><Reason><code>999</code><text>No matching data found"
      "</text></Reason></Acknowledgement_MarketDocument>",
      "No matching data found (code 999)" },
    { DOCUMENT (""), "holds no values" },
    { DOCUMENT (SERIES ("EUR", "A02", "", HOUR (POINT ("1", "1")))), "curve type" },
    { DOCUMENT (SERIES ("EUR", "A01", "", HOUR (POINT ("2", "1")))), "outside its period" },
    { DOCUMENT (SERIES ("EUR", "A01", "", HOUR (POINT ("1", "cheap")))), "no price" },
    { DOCUMENT (SERIES ("EUR", "A01", "", HOUR (POINT ("1", "1")))
                    SERIES ("GBP", "A01", "", HOUR (POINT ("1", "1")))),
      "different currencies" },
    { DOCUMENT (SERIES ("EUR", "A01", "",
                        PERIOD ("2023-01-01T23:00Z", "2023-01-01T22:00Z", "PT60M", ""))),
      "no sensible beginning" },
    { DOCUMENT (
          SERIES ("EUR", "A01", "", PERIOD ("2023-01-01T23:00Z", "2023-01-02T00:00Z", "P1M", ""))),
      "resolution" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, cases[i].told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entsoe/curve", test_curve);
  g_test_add_func ("/entsoe/gap", test_gap);
  g_test_add_func ("/entsoe/sequences", test_sequences);
  g_test_add_func ("/entsoe/refused", test_refused);
  return g_test_run ();
}
