/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Emissions in CSV, with times and as the hours of a year. */
#include "read-text.h"

/* The hours of a year, the first column numbered from 0. */
static char *
write_hours (const char *heading, const char *rest, int hours)
{
  GString *text = g_string_new (heading);

  for (int i = 0; i < hours; i++)
    g_string_append_printf (text, "%d%s\n", i, rest);
  return g_string_free (text, FALSE);
}

static void
test_hours (void)
{
  g_autofree char *text = write_hours (",srmer_co2e,lrmer_co2e,lrmer_co2_c,total_cost_enduse\n",
                                       ",1.5,2.5,2,40", 8760);
  GhTableOptions options = { NULL, "America/Denver", 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (text, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->count, ==, 8760);
  g_assert_true (table->typical_year);
  /* 2001-01-01 of Denver's standard time. */
  g_assert_cmpint (table->start_unix, ==, 978307200 + 7 * 3600);
  g_assert_cmpstr (get_column (table, "srmer_co2e")->kind, ==, "emissions-marginal-short-run");
  g_assert_cmpstr (get_column (table, "lrmer_co2e")->kind, ==, "emissions-marginal-long-run");
  g_assert_cmpstr (get_column (table, "lrmer_co2_c")->kind, ==, "table");
  g_assert_cmpstr (get_column (table, "lrmer_co2e")->unit, ==, "kg/MWh");
  g_assert_cmpstr (get_column (table, "total_cost_enduse")->unit, ==, "USD/MWh");
  g_assert_cmpfloat (get_column (table, "lrmer_co2e")->values[8759], ==, 2.5);
  g_assert_true (is_told (table, "hours of a year in standard time of America/Denver"));
}

static void
test_avert (void)
{
  g_autofree char *text = g_strdup ("\xef\xbb\xbfMonth,Timestamp,CA,FL\n");
  GString *rows = g_string_new (text);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 8784; i++)
    g_string_append_printf (rows, "1,%d,0.5,%d\n", i, i);
  g_autoptr (GhTable) table = read_text (rows->str, NULL, &error);
  g_string_free (rows, TRUE);
  g_assert_no_error (error);
  g_assert_cmpuint (table->columns->len, ==, 2);
  g_assert_cmpstr (get_column (table, "FL")->unit, ==, "lb/kWh");
  g_assert_cmpfloat (get_column (table, "FL")->values[8783], ==, 8783.0);
  g_assert_cmpint (table->start_unix, ==, 946684800);
  g_assert_true (is_told (table, "does not tell the unit"));
}

static const struct
{
  const char *text;
  const char *format;
  const char *column;
  const char *unit;
  const char *about;
  gint64 start;
  double first;
} timed[] = {
  { "Region,p1\nMid-case,2025\ntimestamp,timestamp_local,srmer_co2e,aer_load_co2e\n"
    "2025-01-01 00:00,2024-12-31 22:00,500,300\n2025-01-01 01:00,2024-12-31 23:00,510,310\n",
    "NREL Cambium", "aer_load_co2e", "kg/MWh", "emissions-average", 1735707600, 300.0 },
  { "point_time,value\n2023-07-01T00:00:00+00:00,870.5\n2023-07-01T00:05:00+00:00,871\n",
    "WattTime", "value", "lb/MWh", "emissions", 1688169600, 870.5 },
  { "Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),"
    "Carbon intensity gCO₂eq/kWh (Life cycle),Carbon-free energy percentage (CFE%)\n"
    "2023-01-01 00:00:00,Germany,Germany,DE,300.5,350,40\n"
    "2023-01-01 01:00:00,Germany,Germany,DE,301,351,41\n",
    "Electricity Maps", "Carbon intensity gCO₂eq/kWh (Life cycle)", "g/kWh", "emissions-average",
    1672531200, 350.0 },
};

static void
test_timed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (timed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhTable) table = read_text (timed[i].text, NULL, &error);
      g_assert_no_error (error);
      const GhTableColumn *column = get_column (table, timed[i].column);
      g_assert_cmpstr (table->format, ==, timed[i].format);
      g_assert_cmpstr (table->kind, ==, "emissions");
      g_assert_cmpstr (column->unit, ==, timed[i].unit);
      g_assert_cmpstr (column->kind, ==, timed[i].about);
      g_assert_cmpint (table->start_unix, ==, timed[i].start);
      g_assert_cmpfloat (column->values[0], ==, timed[i].first);
    }
}

static void
test_refused (void)
{
  g_autofree char *short_year = write_hours (",srmer_co2e\n", ",1", 100);
  g_autofree char *words = write_hours (",srmer_co2e\n", ",high", 8760);

  assert_refused (short_year, "its 100 rows are not the hours of a year");
  assert_refused (words, "line 2: the column “srmer_co2e”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/emissions-csv/hours", test_hours);
  g_test_add_func ("/emissions-csv/avert", test_avert);
  g_test_add_func ("/emissions-csv/timed", test_timed);
  g_test_add_func ("/emissions-csv/refused", test_refused);
  return g_test_run ();
}
