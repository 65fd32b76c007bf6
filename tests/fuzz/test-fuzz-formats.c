/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged files of every format are read or refused with a sentence; they never crash or hang. Two
 * thousand mutations of each family; the real files too where they are there. */
#include <math.h>
#include <string.h>

#include "errors.h"
#include "file-limits.h"
#include "formats/format.h"
#include "mutate-text.h"

#define MUTATIONS 2000
/* Of each real file, which is up to a megabyte; GRIDHEARTH_FUZZ_FIXTURES sets another number. */
#define FIXTURE_MUTATIONS 2
#define SEEDS 5

typedef struct
{
  const char *name;
  const char *seeds[SEEDS];
} Family;

static const Family families[] = {
  { "espi",
    { "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:e='http://naesb.org/espi'><entry>"
      "<link rel='self' href='/ReadingType/1'/><content><e:ReadingType><e:flowDirection>19"
      "</e:flowDirection><e:powerOfTenMultiplier>3</e:powerOfTenMultiplier><e:uom>72</e:uom>"
      "</e:ReadingType></content></entry><entry><link rel='up' "
      "href='/MeterReading/1/IntervalBlock'/>"
      "<content><e:IntervalBlock><e:IntervalReading><e:cost>3</e:cost><e:timePeriod><e:duration>900"
      "</e:duration><e:start>1700000000</e:start></e:timePeriod><e:value>12</e:value>"
      "</e:IntervalReading><e:IntervalReading><e:timePeriod><e:duration>3600</e:duration><e:start>"
      "1700000900</e:start></e:timePeriod><e:value>-4</e:value></e:IntervalReading>"
      "</e:IntervalBlock></content></entry></feed>" } },
  { "entsoe",
    { "<Publication_MarketDocument xmlns='urn:x'><TimeSeries><currency_Unit.name>EUR"
      "</currency_Unit.name><price_Measure_Unit.name>MWH</price_Measure_Unit.name><curveType>A03"
      "</curveType><Period><timeInterval><start>2023-01-01T23:00Z</start><end>2023-01-02T23:00Z</"
      "end>"
      "</timeInterval><resolution>PT60M</resolution><Point><position>1</position><price.amount>10"
      "</price.amount></Point><Point><position>5</position><price.amount>-2</price.amount></Point>"
      "</Period></TimeSeries></Publication_MarketDocument>",
      "<Acknowledgement_MarketDocument><Reason><code>999</code><text>No data</text></Reason>"
      "</Acknowledgement_MarketDocument>" } },
  { "json",
    { "{\"results\":[{\"value_inc_vat\":1,\"value_exc_vat\":1,\"valid_from\":\"2023-03-26T01:00Z\","
      "\"valid_to\":\"2023-03-26T01:30Z\"},{\"value_inc_vat\":2,\"value_exc_vat\":1,\"valid_from\":"
      "\"2023-03-26T00:00Z\",\"valid_to\":null}]}",
      "{\"multiAreaEntries\":[{\"deliveryStart\":\"2023-01-01T23:00:00Z\",\"deliveryEnd\":"
      "\"2023-01-02T00:00:00Z\",\"entryPerArea\":{\"NO1\":10.5,\"DK1\":20}},{\"deliveryStart\":"
      "\"2023-01-02T00:00:00Z\",\"deliveryEnd\":\"2023-01-02T01:00:00Z\",\"entryPerArea\":"
      "{\"NO1\":11.5}}],\"currency\":\"EUR\"}",
      "{\"unix_seconds\":[1672527600,1672528500,1672529400],\"price\":[1,null,3],\"unit\":"
      "\"EUR / MWh\",\"production_types\":[{\"name\":\"Solar\",\"data\":[5,6.5]}]}",
      "{\"data\":[{\"point_time\":\"2023-07-01T00:00:00+00:00\",\"value\":870.5},{\"point_time\":"
      "\"2023-07-01T00:05:00+00:00\",\"value\":870}],\"meta\":{\"signal_type\":\"co2_moer\","
      "\"units\":\"lbs_co2_per_mwh\"}}",
      "{\"outputs\":{\"hourly\":[{\"time\":\"20160101:0010\",\"H_sun\":1,\"T2m\":2,\"G(i)\":3},"
      "{\"time\":\"20160101:0110\",\"H_sun\":1,\"T2m\":2,\"G(i)\":3}]}}" } },
  { "weather",
    { "LOCATION,X,-,DEU,Y,1,48.0,11.5,1.0,500\nDATA PERIODS,1,1,Data,Sunday, 1/ 1,12/31\n"
      "1990,1,1,1,60,?9,1.5,1,80,100000,0,0,300,10,8,5,0,0,0,0,90,2.5\n"
      "1991,2,1,2,60,?9,1.5,1,80,100000,0,0,300,10,8,5,0,0,0,0,90,2.5\n",
      "723170,\"X\",NC,-5.0,36.1,-79.95,273\nDate (MM/DD/YYYY),Time (HH:MM),DNI (W/m^2),"
      "DHI (W/m^2),Dry-bulb (C)\n01/31/1988,23:00,8,5,1\n01/31/1988,24:00,8,5,2\n",
      "Latitude,Longitude,Time Zone\n-12,130,9.5\nYear,Month,Day,Hour,Minute,DNI,DHI,Temperature\n"
      "2012,1,1,0,30,7,8,5\n2012,1,1,1,30,7,8,6\n",
      "Latitude (decimal degrees):\t45\nLongitude (decimal degrees):\t8\n\ntime,G(i),H_sun,T2m\n"
      "20160101:0010,0.0,1,3.44\n20160101:0110,0.0,1,2.94\n\nG(i): irradiance\n",
      "\"Lat (deg N):\",39.73\n\"Long (deg W):\",105.18\n\nMonth,Day,Hour,Beam Irradiance (W/m^2),"
      "Diffuse Irradiance (W/m^2),Cell Temperature (C)\n2,28,23,8,5,20\n3,1,0,8,5,20\n"
      "\"Totals\",,,1,2,3\n" } },
  { "emissions",
    { "a,b\n1,2\ntimestamp,timestamp_local,srmer_co2e\n2025-01-01 00:00,2024-12-31 22:00,500\n"
      "2025-01-01 01:00,2024-12-31 23:00,510\n",
      "Month,Timestamp,CA,FL\n1,0,1.11,2\n1,1,1.2,3\n",
      "point_time,value\n2023-07-01T00:00:00+00:00,870.5\n2023-07-01T00:05:00+00:00,871\n" } },
  { "entsoe-csv",
    { "\"MTU (CET/CEST)\",\"Area\",\"Sequence\",\"Day-ahead Price (EUR/MWh)\"\n"
      "\"29/10/2023 01:00 - 29/10/2023 02:00\",\"DE\",\"Sequence 1\",\"1\"\n"
      "\"29/10/2023 02:00 - 29/10/2023 03:00\",\"DE\",\"Sequence 2\",\"n/e\"\n"
      "\"29/10/2023 02:00 - 29/10/2023 03:00\",\"DE\",\"Sequence 1\",\"3\"\n" } },
  { "sessions",
    { "{\"_items\":[{\"connectionTime\":\"Wed, 05 Sep 2018 11:10:00 GMT\",\"disconnectTime\":"
      "\"Wed, 05 Sep 2018 13:10:00 GMT\",\"kWhDelivered\":6},{\"connectionTime\":"
      "\"Wed, 05 Sep 2018 11:30:00 GMT\",\"disconnectTime\":\"Wed, 05 Sep 2018 11:35:00 GMT\","
      "\"doneChargingTime\":null,\"kWhDelivered\":1}]}",
      ",timestamp,event_start,event_time,energy,station_charging_capacity,average_charging_power\n"
      "0,2021-09-17 00:00:00,0,8,7.4,11,3.7\n1,2021-09-17 02:00:00,8,2,-5.0,0,0\n",
      "Beginn;Ende;Energie (kWh)\n28.02.2023 22:07;01.03.2023 06:37;\"1.340,5\"\n"
      "1/3/2023 18:00;3/1/2023 18:10;0,0\nSumme;;20\n" } },
};

static const char *const scraps[]
    = { "\"",      "\n",   ";",      ",",       "{",       "}",      "[",    "]",
        "<a>",     "</e:", "&amp;",  "&x;",     "<!--",    "]]>",    "null", "1e308",
        "-1",      "0",    "999999", "\xff",    "é",       "2199",   ":",    "9223372036854775807",
        "<Point>", "T",    "Z",      "1e-308",  "PT15M",   "P1D",    "true", "-9223372036854775808",
        "24:00",   "29",   "<entry", "\"x\":1", "\\ud800", "Totals", "\r\n", "DATA PERIODS" };

static void
read_damaged (GRand *random, GString *text, const char *family, guint number)
{
  static const char *const zones[] = { NULL, "Europe/Berlin", "Australia/Sydney" };
  GhTableOptions options
      = { NULL, zones[g_rand_int_range (random, 0, 3)], g_rand_int_range (random, -1, 2) };
  g_autoptr (GError) error = NULL;

  mutate_text (random, text, scraps, G_N_ELEMENTS (scraps));
  /* The copy has no terminating zero: reading past the end shows. */
  g_autofree char *data = g_memdup2 (text->str, text->len);
  begin_file (family, number);
  g_autoptr (GhTable) table = gh_format_read ("x", data, text->len, &options, NULL, &error);
  end_file ();
  g_assert_true ((table == NULL) == (error != NULL));
  if (table == NULL)
    {
      g_assert_cmpint (error->domain, ==, (gint) GH_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_cmpuint (table->count, >, 0);
  g_assert_cmpint (table->step_seconds, >, 0);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const GhTableColumn *column = g_ptr_array_index (table->columns, c);
      for (gsize i = 0; i < table->count; i++)
        g_assert_false (isinf (column->values[i]));
    }
}

static void
test_family (gconstpointer data)
{
  const Family *family = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);
  guint seeds = 0;

  while (seeds < SEEDS && family->seeds[seeds] != NULL)
    seeds++;
  for (guint i = 0; i < MUTATIONS; i++)
    {
      GString *text = g_string_new (family->seeds[i % seeds]);
      read_damaged (random, text, family->name, i);
      g_string_free (text, TRUE);
    }
}

static void
damage_file (GRand *random, const char *path, guint times)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < times; i++)
    {
      GString *text = g_string_new_len (bytes, (gssize) length);
      read_damaged (random, text, path, i);
      g_string_free (text, TRUE);
    }
}

static void
test_fixtures (void)
{
  static const char *const folders[]
      = { "load", "prices", "carbon", "vehicles", "weather", "ugly", "battery", "ageing" };
  const char *root = g_getenv ("GRIDHEARTH_FIXTURES");
  const char *wanted = g_getenv ("GRIDHEARTH_FUZZ_FIXTURES");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint times = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : FIXTURE_MUTATIONS;

  if (root == NULL)
    {
      g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (root, folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          damage_file (random, path, times);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  limit_memory ();
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/formats/%s", families[i].name);
      g_test_add_data_func (path, &families[i], test_family);
    }
  g_test_add_func ("/fuzz/formats/fixtures", test_fixtures);
  return g_test_run ();
}
