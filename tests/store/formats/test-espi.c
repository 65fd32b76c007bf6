/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Green Button feeds. */
#include "read-text.h"

#define LINK(rel, path) "<link rel='" rel "' href='/U/1/" path "'/>"
#define TYPE(id, uom, power, flow)                                                                \
  "<entry>" LINK ("self", "ReadingType/" id) "<content><e:ReadingType><e:accumulationBehaviour>4" \
                                             "</e:accumulationBehaviour><e:commodity>1</"         \
                                             "e:commodity><e:flowDirection>" flow                 \
                                             "</e:flowDirection><e:powerOfTenMultiplier>" power   \
                                             "</e:powerOfTenMultiplier><e:uom>" uom               \
                                             "</e:uom></e:ReadingType></content></entry>"
#define METER(id, type)                       \
  "<entry>" LINK ("self", "MeterReading/" id) \
      LINK ("related", "ReadingType/" type) "<content><e:MeterReading/></content></entry>"
#define READING(start, duration, value)                                           \
  "<e:IntervalReading><e:cost>250000</e:cost><e:timePeriod><e:duration>" duration \
  "</e:duration><e:start>" start "</e:start></e:timePeriod><e:value>" value       \
  "</e:value></e:IntervalReading>"
#define BLOCK(id, readings)                                                                  \
  "<entry>" LINK ("up",                                                                      \
                  "MeterReading/" id "/IntervalBlock") "<content><e:IntervalBlock>" readings \
                                                       "</e:IntervalBlock></content></entry>"
#define FEED(entries) \
  "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:e='http://naesb.org/espi'>" entries "</feed>"
#define ZONE                                                               \
  "<entry><content><e:LocalTimeParameters><e:tzOffset>-28800</e:tzOffset>" \
  "</e:LocalTimeParameters></content></entry>"

/* Unsorted, import and export with different powers of ten, a gas meter that is left out. */
static const char two_ways[] = FEED (
    ZONE TYPE ("a", "72", "3", "1") TYPE ("b", "72", "-3", "19") TYPE ("c", "42", "0", "1")
        METER ("1", "a") METER ("2", "b") METER ("3", "c")
            BLOCK ("1", READING ("1700003600", "1800", "3") READING ("1700001800", "1800", "2")
                            READING ("1700000000", "1800", "1"))
                BLOCK ("2", READING ("1700000000", "1800", "500") READING (
                                "1700001800", "1800", "250") READING ("1700003600", "1800", "0"))
                    BLOCK ("3", READING ("1700000000", "1800", "77")));

static void
test_two_ways (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (two_ways, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (table->kind, ==, "load");
  g_assert_cmpint (table->start_unix, ==, 1700000000);
  g_assert_cmpint (table->step_seconds, ==, 1800);
  g_assert_cmpuint (table->count, ==, 3);
  const GhTableColumn *import = get_column (table, "Import");
  const GhTableColumn *fed_in = get_column (table, "Export");
  g_assert_cmpstr (import->unit, ==, "Wh");
  g_assert_cmpstr (fed_in->kind, ==, "solar");
  g_assert_cmpfloat (import->values[0], ==, 1000.0);
  g_assert_cmpfloat (import->values[2], ==, 3000.0);
  g_assert_cmpfloat_with_epsilon (fed_in->values[0], 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_column (table, "Cost")->values[1], 2.5, 1e-12);
  g_assert_true (is_told (table, "1 block was left out"));
  g_assert_false (is_told (table, "does not tell the unit"));
}

/* Hours and a day of one meter: the energy of the day is spread over its hours. */
static void
test_lengths (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (
      FEED (TYPE ("a", "72", "0", "1") BLOCK ("1", READING ("1700006400", "3600", "5")
                                                       READING ("1700010000", "86400", "240"))),
      NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->count, ==, 25);
  g_assert_cmpfloat (get_column (table, "Import")->values[0], ==, 5.0);
  g_assert_cmpfloat (get_column (table, "Import")->values[24], ==, 10.0);
}

/* The same reading in two blocks counts once; without type it is told what was assumed. */
static void
test_repeated (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table
      = read_text (FEED (BLOCK ("1", READING ("1700000000", "900", "4")) BLOCK (
                       "1", READING ("1700000000", "900", "4") READING ("1700000900", "900", "6"))),
                   NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->rows, ==, 2);
  g_assert_true (is_told (table, "stands in the file twice"));
  g_assert_true (is_told (table, "does not tell the unit"));
}

static void
test_refused (void)
{
  assert_refused (FEED (TYPE ("a", "72", "0", "1")), "without readings");
  assert_refused (FEED (BLOCK ("1", READING ("soon", "900", "4"))), "no start");
  assert_refused (FEED (BLOCK ("1", READING ("1700000000", "900", "nan"))), "no value");
  assert_refused ("<feed><entry>", "damaged");
  assert_refused ("<rss/>", "neither Green Button");
  assert_refused ("<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><feed>&c;</feed>",
                  "document type definition");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/espi/two-ways", test_two_ways);
  g_test_add_func ("/espi/lengths", test_lengths);
  g_test_add_func ("/espi/repeated", test_repeated);
  g_test_add_func ("/espi/refused", test_refused);
  return g_test_run ();
}
