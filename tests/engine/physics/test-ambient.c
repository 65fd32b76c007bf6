/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "physics/ambient.h"

static const gint64 new_year_2023 = 1672531200;

static GhTimeAxis *
make_days (gint64 start, gsize count)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return gh_time_axis_new (start, 86400, count, zone);
}

static void
test_wave (void)
{
  static const struct
  {
    gsize day;
    double celsius;
  } rows[] = { { 200, 22.0 }, { 0, 10.0 + 12.0 * -0.957 }, { 17, -2.0 }, { 109, 10.0 } };
  const GhAmbient ambient = { 283.15, 12.0, 201.0, NULL };
  g_autoptr (GhTimeAxis) axis = make_days (new_year_2023, 366);
  double kelvin[366];

  gh_ambient_fill (&ambient, axis, kelvin);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (kelvin[rows[i].day] - 273.15, rows[i].celsius, 0.1);
  g_assert_cmpfloat_with_epsilon (kelvin[365], kelvin[0], 0.1);
}

/* A period that begins in autumn has the same weather as one that begins at New Year. */
static void
test_start (void)
{
  const GhAmbient ambient = { 283.15, 12.0, 201.0, NULL };
  g_autoptr (GhTimeAxis) year = make_days (new_year_2023, 365);
  g_autoptr (GhTimeAxis) autumn = make_days (new_year_2023 + 280 * 86400, 20);
  double of_year[365], of_autumn[20];

  gh_ambient_fill (&ambient, year, of_year);
  gh_ambient_fill (&ambient, autumn, of_autumn);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpfloat_with_epsilon (of_autumn[i], of_year[280 + i], 1e-9);
}

static void
test_constant_and_series (void)
{
  static const double series[] = { 280.0, 281.0, 279.5 };
  const GhAmbient constant = { 290.0, 0.0, 1.0, NULL }, given = { 290.0, 5.0, 1.0, series };
  g_autoptr (GhTimeAxis) axis = make_days (new_year_2023, 3);
  double kelvin[3];

  gh_ambient_fill (&constant, axis, kelvin);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (kelvin[i], ==, 290.0);
  gh_ambient_fill (&given, axis, kelvin);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (kelvin[i], ==, series[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ambient/wave", test_wave);
  g_test_add_func ("/ambient/start", test_start);
  g_test_add_func ("/ambient/constant-and-series", test_constant_and_series);
  return g_test_run ();
}
