/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charging sessions laid on quarter hours. */
#include "read-text.h"

/* 2018-09-05T11:10:00Z, two cars: 6 kWh in an hour of charging, plugged for two; and 1 kWh within
 * five minutes of one quarter hour. */
static const char acn[]
    = "{\"_meta\":{},\"_items\":[{\"connectionTime\":\"Wed, 05 Sep 2018 11:10:00 GMT\","
      "\"disconnectTime\":\"Wed, 05 Sep 2018 13:10:00 GMT\","
      "\"doneChargingTime\":\"Wed, 05 Sep 2018 12:10:00 GMT\",\"kWhDelivered\":6,"
      "\"timezone\":\"America/Los_Angeles\",\"userInputs\":null},"
      "{\"connectionTime\":\"Wed, 05 Sep 2018 11:30:00 GMT\","
      "\"disconnectTime\":\"Wed, 05 Sep 2018 11:35:00 GMT\",\"doneChargingTime\":null,"
      "\"kWhDelivered\":1}]}";

static double
sum (const GhTable *table, const char *name)
{
  const GhTableColumn *column = get_column (table, name);
  double total = 0.0;

  for (gsize i = 0; i < table->count; i++)
    total += column->values[i];
  return total;
}

static void
test_acn (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (acn, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (table->kind, ==, "sessions");
  g_assert_cmpuint (table->rows, ==, 2);
  g_assert_cmpint (table->start_unix, ==, 1536145200); /* 11:00 */
  g_assert_cmpuint (table->count, ==, 9);              /* to 13:15 */
  const double *charged = get_column (table, "charged")->values;
  const double *plugged = get_column (table, "plugged")->values;
  const double wanted[] = { 0.5, 1.5, 2.5, 1.5, 1.0, 0.0, 0.0, 0.0, 0.0 };
  for (guint i = 0; i < 9; i++)
    g_assert_cmpfloat_with_epsilon (charged[i], wanted[i], 1e-9);
  g_assert_cmpfloat_with_epsilon (plugged[0], 1.0 / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plugged[2], 4.0 / 3.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (plugged[8], 2.0 / 3.0, 1e-9);
  g_assert_true (is_told (table, "2 sessions charge 7.000 kWh"));
}

static void
test_simbev (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table
      = read_text (",timestamp,event_start,event_time,location,use_case,soc_start,soc_end,energy,"
                   "station_charging_capacity,average_charging_power\n"
                   "0,2021-09-17 00:00:00,0,8,home,home,0.5,0.6,7.4,11,3.7\n"
                   "1,2021-09-17 02:00:00,8,2,driving,,0.6,0.5,-5.0,0,0\n"
                   "2,2021-09-17 02:30:00,10,2,work,work,0.5,0.5,0,0,0\n",
                   NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (table->start_unix, ==, 1631836800);
  g_assert_cmpuint (table->count, ==, 12);
  g_assert_cmpuint (table->rows, ==, 3);
  g_assert_false (table->names_offsets);
  g_assert_cmpfloat_with_epsilon (get_column (table, "charged")->values[0], 0.925, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_column (table, "driven")->values[9], 2.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum (table, "plugged"), 8.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (sum (table, "charged"), 7.4, 1e-9);
}

/* A wallbox on a German clock, with decimal commas and a total below. */
static void
test_log (void)
{
  GhTableOptions options = { NULL, "Europe/Berlin", 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table
      = read_text ("Nr;Beginn;Ende;Energie (Wh);RFID\n"
                   "1;28.02.2023 22:07;01.03.2023 06:37;\"12.340,5\";Auto\n"
                   "2;01.03.2023 18:00;01.03.2023 18:10;0,0;Auto\n"
                   "3;02.03.2023 18:00;02.03.2023 21:15;8000,0;Gast\nSumme;;;20340,5;\n",
                   &options, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (table->rows, ==, 3);
  g_assert_cmpint (table->start_unix, ==, 1677618000); /* 22:00 in Berlin */
  g_assert_cmpfloat_with_epsilon (sum (table, "charged"), 20.3405, 1e-9);
  g_assert_cmpint (gh_findings_get_count (table->findings), ==, 0);
}

/* What a meter counts in even intervals is no session. */
static void
test_meter (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTable) table = read_text (
      "Consumption (kWh),Start,End\n0.1,2023-05-19T00:00+01:00,2023-05-19T00:30+01:00\n"
      "0.2,2023-05-19T00:30+01:00,2023-05-19T01:00+01:00\n"
      "0.3,2023-05-19T01:00+01:00,2023-05-19T01:30+01:00\n",
      NULL, &error);

  g_assert_no_error (error);
  g_assert_null (table->format);
  g_assert_cmpuint (table->count, ==, 3);
}

static void
test_refused (void)
{
  assert_refused ("start,end,kwh\n2023-01-01 10:00,2023-01-01 12:00,1\n"
                  "2023-01-02 10:00,2023-01-02 09:00,1\n",
                  "line 3: the session ends before it begins");
  assert_refused ("start,end,kwh\n2023-01-01 10:00,2023-01-01 12:00,1\n"
                  "2023-01-02 10:00,2023-01-02 11:00,much\n",
                  "line 3: the energy");
  assert_refused ("start,end,kwh\n1/31/2023 10:00,1/31/2023 12:00,1\n"
                  "31/1/2023 10:00,31/1/2023 11:00,1\n",
                  "different places");
  assert_refused ("{\"_items\":[{\"connectionTime\":\"Wed, 35 Sep 2018 11:10:00 GMT\","
                  "\"kWhDelivered\":6}]}",
                  "record 1");
  assert_refused ("{\"_items\":[{\"connectionTime\":\"Wed, 05 Sep 1970 11:10:00 GMT\","
                  "\"disconnectTime\":\"Wed, 05 Sep 2190 11:10:00 GMT\",\"kWhDelivered\":6}]}",
                  "fifty years");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sessions/acn", test_acn);
  g_test_add_func ("/sessions/simbev", test_simbev);
  g_test_add_func ("/sessions/log", test_log);
  g_test_add_func ("/sessions/meter", test_meter);
  g_test_add_func ("/sessions/refused", test_refused);
  return g_test_run ();
}
