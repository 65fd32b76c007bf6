/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as people have them: every trap in a few lines, then the real files. */
#include <math.h>
#include <string.h>

#include "csv-table.h"
#include "errors.h"
#include "series-spec.h"
#include "time-axis.h"

typedef struct
{
  const char *name;
  const char *text;
  gsize length; /* 0: of @text */
  const char *zone;
  const char *start; /* UTC; NULL: the file must be refused */
  int step;
  const char *values; /* of the first column, blank between them, %g */
  const char *said;   /* part of a repair, a finding or the error; NULL: nothing is said */
} Case;

#define UTF16                                                        \
  "\xff\xfeT\0;\0P\0\n\0"                                            \
  "2\0000\0002\0003\0-\0000\0001\0-\0000\0001\0;\0001\0,\0005\0\n\0" \
  "2\0000\0002\0003\0-\0000\0001\0-\0000\0002\0;\0002\0,\0005\0"

static const Case cases[] = {
  { "iso", "t,P (kW)\n2023-01-01T00:00Z,1\n2023-01-01T01:00Z,2\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1 2", NULL },
  { "bom-crlf", "\xef\xbb\xbft,P\r\n2023-01-01 00:00,1\r\n2023-01-01 00:15,2\r\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 900, "1 2", NULL },
  { "utf-16", UTF16, sizeof UTF16 - 1, NULL, "2023-01-01T00:00:00+00:00", 86400, "1.5 2.5", NULL },
  { "latin-1", "Zeit;M\xe4rz\n01.03.2023 00:00;1,5\n01.03.2023 01:00;2\n", 0, NULL,
    "2023-03-01T00:00:00+00:00", 3600, "1.5 2", "Windows-1252" },
  { "tab", "t\tP\n2023-01-01 00:00\t1.5\n2023-01-01 01:00\t2\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1.5 2", NULL },
  { "bar", "t|P\n2023-01-01 00:00|1.5\n2023-01-01 01:00|2\n", 0, NULL, "2023-01-01T00:00:00+00:00",
    3600, "1.5 2", NULL },
  { "thousands-german", "t;P\n01.01.2023 00:00;1.234,5\n01.01.2023 01:00;2.000\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1234.5 2000", NULL },
  { "thousands-english", "t,P\n2023-01-01 00:00,\"1,234.5\"\n2023-01-01 01:00,\"2,000\"\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1234.5 2000", NULL },
  { "decimal-guessed", "t;P\n01.01.2023 00:00;1,234\n01.01.2023 01:00;2,345\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1.234 2.345", "No number tells" },
  { "title-date-and-clock",
    "Haushalt H0;;\nDatum;Zeit;P [kW]\n01.01.2011;00:15:00;0,109\n"
    "01.01.2011;00:30:00;0,101\n",
    0, NULL, "2011-01-01T00:15:00+00:00", 900, "0.109 0.101", NULL },
  { "two-headings",
    "Datum (MEZ),Auktion\n,\"Preis (EUR/MWh, EUR/tCO2)\"\n"
    "2023-01-01T00:00+01:00,-5\n2023-01-01T01:00+01:00,-1\n",
    0, NULL, "2022-12-31T23:00:00+00:00", 3600, "-5 -1", NULL },
  { "first-heading-empty", ",GC,GG\n2011-07-01 00:00:00,1,0\n2011-07-01 00:30:00,2,0\n", 0, NULL,
    "2011-07-01T00:00:00+00:00", 1800, "1 2", NULL },
  { "no-heading", "2011-07-01 00:00:00,1\n2011-07-01 00:30:00,2\n", 0, NULL,
    "2011-07-01T00:00:00+00:00", 1800, "1 2", NULL },
  { "totals-and-blanks", "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,2\n,\n\nTotals,3\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1 2", "left out" },
  { "missing",
    "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,n/e\n2023-01-01 02:00,-\n"
    "2023-01-01 03:00,4\n",
    0, NULL, "2023-01-01T00:00:00+00:00", 3600, "1 2 3 4", "empty cells" },
  { "9999-is-a-number", "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,9999\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1 9999", NULL },
  { "descending", "t,P\n2023-01-01 02:00,3\n2023-01-01 01:00,2\n2023-01-01 00:00,1\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1 2 3", "turned round" },
  { "gap",
    "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,2\n2023-01-01 02:00,3\n"
    "2023-01-01 04:00,5\n",
    0, NULL, "2023-01-01T00:00:00+00:00", 3600, "1 2 3 4 5",
    "from: 2023-01-01T03:00:00+00:00 (1)" },
  { "long-gap",
    "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,2\n2023-01-01 02:00,3\n"
    "2023-01-01 07:00,5\n",
    0, NULL, "2023-01-01T00:00:00+00:00", 3600, "1 2 3 nan nan nan nan 5",
    "too long to be filled" },
  { "duplicate",
    "t,P\n2023-01-02 05:00,1\n2023-01-02 06:00,2\n2023-01-02 06:00,9\n"
    "2023-01-02 07:00,3\n2023-01-02 08:00,4\n",
    0, NULL, "2023-01-02T05:00:00+00:00", 3600, "1 2 3 4",
    "1 row repeats a time, 2023-01-02T06:00" },
  { "month-first", "t,P\n1/31/23 22:00,1\n1/31/23 23:00,2\n2/1/23 0:00,3\n", 0, NULL,
    "2023-01-31T22:00:00+00:00", 3600, "1 2 3", NULL },
  { "day-first", "t,P\n31/01/2023 22:00,1\n31/01/2023 23:00,2\n01/02/2023 00:00,3\n", 0, NULL,
    "2023-01-31T22:00:00+00:00", 3600, "1 2 3", NULL },
  { "order-by-rows", "t,P\n1/2/23 23:00,1\n1/3/23 0:00,2\n1/3/23 1:00,3\n1/3/23 2:00,4\n", 0, NULL,
    "2023-01-02T23:00:00+00:00", 3600, "1 2 3 4", "order of the rows shows" },
  { "order-unknown", "t,P\n01/02/2023 00:00,1\n01/02/2023 01:00,2\n", 0, NULL,
    "2023-02-01T00:00:00+00:00", 3600, "1 2", "read as day/month/year" },
  { "midnight-24", "t,P\n01.01.2023 23:00,1\n01.01.2023 24:00,2\n02.01.2023 01:00,3\n", 0, NULL,
    "2023-01-01T22:00:00+00:00", 3600, "1 2 3", "ends of the steps" },
  { "hour-ending", "Datetime (he),P\n1/13/2023 1:00,1\n1/13/2023 2:00,2\n", 0, NULL,
    "2023-01-13T00:00:00+00:00", 3600, "1 2", "ends of the steps" },
  { "pvgis", "Latitude:\t45\n\ntime,P,T2m\n20160101:0010,1,3\n20160101:0110,2,3\n\nP: power\n", 0,
    NULL, "2016-01-01T00:10:00+00:00", 3600, "1 2", "left out" },
  { "half-days", "t,P\n1/13/2023 11:00 PM,1\n1/14/2023 12:00 AM,2\n", 0, NULL,
    "2023-01-13T23:00:00+00:00", 3600, "1 2", NULL },
  { "range",
    "MTU (CET/CEST),Price\n13/01/2024 00:00 - 13/01/2024 01:00,1\n"
    "13/01/2024 01:00 - 13/01/2024 02:00,2\n",
    0, NULL, "2024-01-13T00:00:00+00:00", 3600, "1 2", NULL },
  { "unix-seconds", "unix_seconds,P\n1672531200,1\n1672534800,2\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1 2", NULL },
  { "autumn",
    "t,P\n2023-10-29 01:00,1\n2023-10-29 02:00,2\n2023-10-29 02:00,3\n"
    "2023-10-29 03:00,4\n",
    0, "Europe/Berlin", "2023-10-28T23:00:00+00:00", 3600, "1 2 3 4", NULL },
  { "spring",
    "t,P\n2023-03-26 00:00,1\n2023-03-26 01:00,2\n2023-03-26 03:00,3\n"
    "2023-03-26 04:00,4\n",
    0, "Europe/Berlin", "2023-03-25T23:00:00+00:00", 3600, "1 2 3 4", NULL },
  { "standard-time",
    "t,P\n2023-03-26 01:00,1\n2023-03-26 02:00,2\n2023-03-26 03:00,3\n"
    "2023-03-26 04:00,4\n",
    0, "Europe/Berlin", "2023-03-26T00:00:00+00:00", 3600, "1 2 3 4", "standard time" },
  { "wrong-offset",
    "t,P\n2023-02-26T01:00+01:00,1\n2023-02-26T02:00+01:00,2\n"
    "2023-02-26T03:00+00:00,3\n2023-02-26T04:00+01:00,4\n"
    "2023-02-26T05:00+01:00,5\n",
    0, NULL, "2023-02-26T00:00:00+00:00", 3600, "1 2 3 4 5", "was corrected (line 4)" },
  { "autumn-offsets",
    "t,P\n2023-10-29T01:00+02:00,1\n2023-10-29T02:00+02:00,2\n"
    "2023-10-29T02:00+01:00,3\n2023-10-29T03:00+01:00,4\n",
    0, NULL, "2023-10-28T23:00:00+00:00", 3600, "1 2 3 4", NULL },
  { "text-column", "t,zone,P\n2023-01-01 00:00,DE,1\n2023-01-01 01:00,DE,2\n", 0, NULL,
    "2023-01-01T00:00:00+00:00", 3600, "1 2", NULL },
  { "no-time", "P\n1\n2\n3\n", 0, NULL, NULL, 0, NULL, "line 2: a time column is missing" },
  { "empty", "", 0, NULL, NULL, 0, NULL, "line 1" },
  { "bad-number",
    "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,abc\n2023-01-01 02:00,3\n"
    "2023-01-01 03:00,3\n",
    0, NULL, NULL, 0, NULL, "line 3: “abc”" },
  { "bad-time", "t,P\n2023-01-01 00:00,1\n2023-01-xx 01:00,2\n2023-01-01 02:00,3\n", 0, NULL, NULL,
    0, NULL, "line 3: “2023-01-xx 01:00” is no time" },
  { "no-step",
    "t,P\n2023-01-01 00:00,1\n2023-01-01 05:00,2\n2023-01-03 02:00,3\n"
    "2023-01-07 02:00,3\n2023-01-08 02:30,3\n",
    0, NULL, NULL, 0, NULL, "even steps" },
  { "one-row", "t,P\n2023-01-01 00:00,1\n", 0, NULL, NULL, 0, NULL, "one row" },
  { "both-orders", "t,P\n13/01/2023 00:00,1\n01/13/2023 01:00,2\n", 0, NULL, NULL, 0, NULL,
    "line 3: the date has its day" },
  { "no-such-zone", "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,2\n", 0, "Mars/Olympus", NULL, 0,
    NULL, "no time zone" },
};

static char *
join_values (const GhTable *table)
{
  const GhTableColumn *column = g_ptr_array_index (table->columns, 0);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < table->count; i++)
    g_string_append_printf (text, "%s%g", i > 0 ? " " : "", column->values[i]);
  return g_string_free (text, FALSE);
}

static char *
join_said (const GhTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->repairs->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (table->repairs, i));
  for (guint i = 0; i < gh_findings_get_count (table->findings); i++)
    g_string_append_printf (text, "%s\n", gh_findings_get (table->findings, i)->message);
  return g_string_free (text, FALSE);
}

static void
assert_said (const char *all, const char *part)
{
  if (part == NULL)
    g_assert_cmpstr (all, ==, "");
  else if (strstr (all, part) == NULL)
    g_error ("“%s” does not say “%s”", all, part);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  GhTableOptions options = { NULL, c->zone, GH_TABLE_STAMPS_AUTO };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = gh_table_read (
      "x.csv", c->text, c->length > 0 ? c->length : strlen (c->text), &options, NULL, &error);
  gint64 start;

  if (c->start == NULL)
    {
      g_assert_null (table);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "x.csv: "));
      assert_said (error->message, c->said);
      return;
    }
  g_assert_no_error (error);
  g_autofree char *values = join_values (table);
  g_autofree char *said = join_said (table);
  g_assert_cmpstr (values, ==, c->values);
  assert_said (said, c->said);
  g_assert_true (gh_time_parse_iso (c->start, &start));
  g_assert_cmpint (table->start_unix, ==, start);
  g_assert_cmpint (table->step_seconds, ==, c->step);
}

static void
test_units (void)
{
  static const struct
  {
    const char *heading;
    const char *name;
    const char *target;
    double factor; /* with a step of 15 minutes */
  } rows[] = {
    { "Load (kW)", "kW", "kW", 1.0 },
    { "Leistung [W]", "W", "kW", 1e-3 },
    { "solar_mw", "MW", "kW", 1e3 },
    { "Bezug kWh", "kWh", "kW", 4.0 },
    { "energy (Wh)", "Wh", "kW", 4e-3 },
    { "x (MWh)", "MWh", "kW", 4e3 },
    { "Preis (EUR/MWh, EUR/tCO2)", "EUR/MWh", "currency/kWh", 1e-3 },
    { "DA Price ($/kWh)", "USD/kWh", "currency/kWh", 1.0 },
    { "Arbeitspreis ct/kWh", "ct/kWh", "currency/kWh", 0.01 },
    { "rate (p/kWh)", "p/kWh", "currency/kWh", 0.01 },
    { "price_eur_per_mwh", "EUR/MWh", "currency/kWh", 1e-3 },
    { "Carbon intensity gCO₂eq/kWh (direct)", "g/kWh", "g/kWh", 1.0 },
    { "co2 kg/kWh", "kg/kWh", "g/kWh", 1e3 },
    { "(kg/MWh)", "kg/MWh", "g/kWh", 1.0 },
    { "co2_lb_per_kwh", "lb/kWh", "g/kWh", 453.59237 },
    { "lbs/MWh", "lb/MWh", "g/kWh", 0.45359237 },
    { "GHI (W/m^2)", "W/m2", "W/m2", 1.0 },
    { "T_degC", "degC", "degC", 1.0 },
    { "Wind Speed (m/s)", "m/s", "m/s", 1.0 },
    { "Wspd (km/h)", "km/h", "m/s", 1.0 / 3.6 },
    { "wind_mph", "mph", "m/s", 0.44704 },
    { "Wind [kn]", "kn", "m/s", 0.5144444444444445 },
    { "Dry-bulb (°C)", "degC", "degC", 1.0 },
  };
  GhCsvUnit unit;
  double factor, offset;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (gh_csv_unit_find (rows[i].heading, &unit));
      g_assert_cmpstr (unit.name, ==, rows[i].name);
      g_assert_true (gh_csv_unit_convert (&unit, rows[i].target, 900, &factor, &offset));
      g_assert_cmpfloat_with_epsilon (factor, rows[i].factor, rows[i].factor * 1e-12);
    }
  g_assert_false (gh_csv_unit_find ("GC", &unit));
  g_assert_false (gh_csv_unit_find ("window c", &unit));
  g_assert_true (gh_csv_unit_find ("EUR/MWh", &unit));
  g_assert_false (gh_csv_unit_convert (&unit, "kW", 900, &factor, &offset));
}

static gboolean
stop_at_once (double fraction, const char *message, gpointer data)
{
  return FALSE;
}

static void
test_stop (void)
{
  const char *text = "t,P\n2023-01-01 00:00,1\n2023-01-01 01:00,2\n";
  GhProgress progress = { stop_at_once, NULL, 0.0, 1.0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_table_read ("x", text, strlen (text), NULL, &progress, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
}

static GhTable *
read_fixture (const char *name, const char *zone)
{
  const char *folder = g_getenv ("GRIDHEARTH_FIXTURES");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  GhTableOptions options = { NULL, zone, GH_TABLE_STAMPS_AUTO };
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (path == NULL || !g_file_get_contents (path, &data, &length, NULL))
    {
      g_test_skip ("GRIDHEARTH_FIXTURES does not name the folder of real files");
      return NULL;
    }
  GhTable *table = gh_table_read (name, data, length, &options, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static double
sum_first (const GhTable *table, guint *negative, double *least)
{
  const GhTableColumn *column = g_ptr_array_index (table->columns, 0);
  double sum = 0.0;

  *negative = 0;
  *least = INFINITY;
  for (gsize i = 0; i < table->count; i++)
    {
      sum += column->values[i];
      *negative += column->values[i] < 0.0;
      *least = MIN (*least, column->values[i]);
    }
  return sum;
}

typedef struct
{
  const char *file;
  const char *zone;
  gsize count;
  int step;
  const char *unit;
  double sum; /* of the first column */
  double within;
  const char *said;
} Real;

/* The mean of the German prices is 95.17545. */
static const Real real_files[] = {
  { "prices/de_lu_dayahead_2023_energycharts.csv", NULL, 8760, 3600, "EUR/MWh", 833736.96, 0.01,
    "1350, 6509–6510" },
  { "load/vdew_h0_15min_semicolon_decimalcomma.csv", "Europe/Berlin", 35040, 900, "kW",
    997.829 * 4.0, 0.001, "ends of the steps" },
  { "load/vdew_h0_15min_semicolon_decimalcomma.csv", NULL, 35040, 900, "kW", 997.829 * 4.0, 0.001,
    "clock changes" },
  { "load/ausgrid_cust12_2011-2012_30min.csv", NULL, 17568, 1800, "", 11876.738, 0.001, NULL },
  { "load/ausgrid_cust12_2011-2012_30min.csv", "Australia/Sydney", 17568, 1800, "", 11876.738,
    0.001, "standard time" },
  { "load/pv_50hertz_2024_15min_energycharts.csv", NULL, 35136, 900, "MW", 72932761.5, 0.1,
    "25931–25938" },
};

static void
test_real (gconstpointer data)
{
  const Real *real = data;
  g_autoptr (GhTable) table = read_fixture (real->file, real->zone);
  guint negative;
  double least;

  if (table == NULL)
    return;
  const GhTableColumn *column = g_ptr_array_index (table->columns, 0);
  g_autofree char *said = join_said (table);
  g_assert_cmpuint (table->count, ==, real->count);
  g_assert_cmpuint (table->rows, ==, real->count);
  g_assert_cmpint (table->step_seconds, ==, real->step);
  g_assert_cmpstr (column->unit, ==, real->unit);
  g_assert_cmpuint (column->missing, ==, 0);
  g_assert_cmpuint (gh_findings_get_count (table->findings), ==, 0);
  g_assert_cmpfloat_with_epsilon (sum_first (table, &negative, &least), real->sum, real->within);
  assert_said (said, real->said);
  if (real == &real_files[0])
    {
      g_assert_cmpuint (negative, ==, 301);
      g_assert_cmpfloat (least, ==, -500.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv-table/%s", cases[i].name);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/csv-table/units", test_units);
  g_test_add_func ("/csv-table/stop", test_stop);
  for (guint i = 0; i < G_N_ELEMENTS (real_files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv-table/real-%u", i);
      g_test_add_data_func (path, &real_files[i], test_real);
    }
  return g_test_run ();
}
