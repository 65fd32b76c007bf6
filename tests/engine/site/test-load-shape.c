/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/load-shape.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static GhTimeAxis *
new_axis (const char *start, int step_seconds, double days)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 begin;

  g_assert_true (gh_time_parse_iso (start, &begin));
  return gh_time_axis_new (begin, step_seconds, (gsize) (days * 86400.0 / step_seconds), zone);
}

static double
mean_of (const double *load_kw, gsize count)
{
  double sum = 0.0;

  for (gsize t = 0; t < count; t++)
    {
      g_assert_true (isfinite (load_kw[t]) && load_kw[t] > 0.0);
      sum += load_kw[t];
    }
  return sum / (double) count;
}

/* Over whole years the mean power is exact, whatever the step, the zone's clock and the seed. */
static void
test_annual_energy (void)
{
  static const struct
  {
    const char *start;
    int step_seconds;
    double days;
    gsize counted_days; /* 0: all */
  } cases[] = {
    { "2023-01-01T00:00:00+01:00", 900, 365, 0 },     { "2023-01-01T00:00:00+01:00", 3600, 365, 0 },
    { "2024-01-01T00:00:00+01:00", 900, 366, 0 },     { "2023-07-01T00:00:00+02:00", 1800, 366, 0 },
    { "2021-01-01T00:00:00+01:00", 3600, 1461, 0 },   { "2024-01-01T00:00:00+01:00", 900, 365, 0 },
    { "2022-03-05T00:00:00+01:00", 21600, 500, 365 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhTimeAxis) axis = new_axis (cases[i].start, cases[i].step_seconds, cases[i].days);
      g_autofree double *load_kw = gh_load_shape_residential_kw (axis, NULL, 0, 4200.0, FALSE, i);
      gsize count = gh_time_axis_get_count (axis);
      if (cases[i].counted_days > 0) /* 365.25 days are a whole number of these steps */
        count = 1461;
      double hours = cases[i].days == 365 || cases[i].days == 366 ? 24.0 * cases[i].days : 8766.0;
      g_assert_cmpfloat_with_epsilon (mean_of (load_kw, count) * hours, 4200.0, 1e-8);
    }
}

/* Less than a year has its season's share. */
static void
test_part_of_a_year (void)
{
  g_autoptr (GhTimeAxis) year = new_axis ("2023-01-01T00:00:00+01:00", 900, 365);
  g_autoptr (GhTimeAxis) week = new_axis ("2023-01-16T00:00:00+01:00", 900, 7);
  g_autofree double *year_kw = gh_load_shape_residential_kw (year, NULL, 0, 4200.0, FALSE, 1);
  g_autofree double *week_kw = gh_load_shape_residential_kw (week, NULL, 0, 4200.0, FALSE, 1);
  double scale = week_kw[0] / year_kw[15 * 96];

  g_assert_cmpfloat_with_epsilon (scale, 1.0, 0.02);
  for (gsize t = 0; t < 7 * 96; t++)
    g_assert_cmpfloat_with_epsilon (week_kw[t], scale * year_kw[15 * 96 + t], 1e-9);
  g_assert_cmpfloat (mean_of (week_kw, 7 * 96), >, 1.05 * 4200.0 / 8766.0);
}

/* Hours of the wall clock, relative to the mean. */
static void
test_day (void)
{
  g_autoptr (GhTimeAxis) axis = new_axis ("2023-01-01T00:00:00+01:00", 900, 365);
  g_autofree double *load_kw = gh_load_shape_residential_kw (axis, NULL, 0, 8766.0, FALSE, 1);
  const GhCivilTime *civil = gh_time_axis_get_civil (axis);
  double hours[24] = { 0 };

  for (gsize t = 0; t < gh_time_axis_get_count (axis); t++)
    hours[civil[t].minute / 60] += load_kw[t] / (365.0 * 4.0);
  for (guint hour = 0; hour < 24; hour++)
    g_test_message ("%02u:00 %.2f", hour, hours[hour]);
  g_assert_cmpfloat_with_epsilon (hours[3], 0.4, 0.06);
  g_assert_cmpfloat_with_epsilon (MAX (hours[18], hours[19]), 2.0, 0.2);
  g_assert_cmpfloat (hours[7], >, hours[5] * 1.2); /* a peak in the morning */
  g_assert_cmpfloat (hours[7], >, hours[9]);
}

/* The same energy in longer steps, with lower peaks. */
static void
test_steps (void)
{
  g_autoptr (GhTimeAxis) quarters = new_axis ("2023-01-01T00:00:00+01:00", 900, 365);
  g_autoptr (GhTimeAxis) hours = new_axis ("2023-01-01T00:00:00+01:00", 3600, 365);
  g_autofree double *quarters_kw
      = gh_load_shape_residential_kw (quarters, NULL, 0, 8766.0, FALSE, 4);
  g_autofree double *hours_kw = gh_load_shape_residential_kw (hours, NULL, 0, 8766.0, FALSE, 4);
  double most_quarter = 0.0, most_hour = 0.0, roughness[2] = { 0.0, 0.0 };

  for (gsize t = 0; t < 8760; t++)
    {
      double sum = 0.0;
      for (gsize q = 4 * t; q < 4 * t + 4; q++)
        {
          sum += quarters_kw[q] / 4.0;
          most_quarter = MAX (most_quarter, quarters_kw[q]);
          roughness[0] += (quarters_kw[q] - 1.0) * (quarters_kw[q] - 1.0) / 35040.0;
        }
      most_hour = MAX (most_hour, hours_kw[t]);
      roughness[1] += (hours_kw[t] - 1.0) * (hours_kw[t] - 1.0) / 8760.0;
      g_assert_cmpfloat_with_epsilon (hours_kw[t], sum, 0.02);
    }
  g_test_message ("greatest quarter %.2f, hour %.2f; deviation %.2f, %.2f", most_quarter, most_hour,
                  sqrt (roughness[0]), sqrt (roughness[1]));
  g_assert_cmpfloat (most_quarter, >, 1.2 * most_hour);
  g_assert_cmpfloat (roughness[0], >, 1.15 * roughness[1]);
}

static void
test_seasons (void)
{
  g_autoptr (GhTimeAxis) axis = new_axis ("2023-01-01T00:00:00+01:00", 3600, 365);

  for (guint southern = 0; southern < 2; southern++)
    {
      g_autofree double *load_kw
          = gh_load_shape_residential_kw (axis, NULL, 0, 4200.0, southern != 0, 1);
      double january = mean_of (load_kw, 31 * 24);
      double july = mean_of (load_kw + 181 * 24, 31 * 24);
      double ratio = southern ? july / january : january / july;
      g_assert_cmpfloat_with_epsilon (ratio, 1.14 / 0.86, 0.1);
    }
}

/* A holiday on a Wednesday is drawn like a Sunday, and no other day changes but by the scale. */
static void
test_holidays (void)
{
  gint32 holiday = gh_date_from_civil (2023, 3, 8);
  g_autoptr (GhTimeAxis) axis = new_axis ("2023-03-06T00:00:00+01:00", 900, 7);
  g_autofree double *plain = gh_load_shape_residential_kw (axis, NULL, 0, 4200.0, FALSE, 1);
  g_autofree double *with = gh_load_shape_residential_kw (axis, &holiday, 1, 4200.0, FALSE, 1);
  double scale = with[0] / plain[0];

  for (gsize t = 0; t < 7 * 96; t++)
    if (t / 96 != 2 && t / 96 != 3) /* a run may reach past midnight */
      g_assert_cmpfloat_with_epsilon (with[t], scale * plain[t], 1e-12);
  g_assert_cmpfloat (mean_of (with + 2 * 96 + 36, 24), >, mean_of (plain + 2 * 96 + 36, 24));
  g_assert_cmpfloat_with_epsilon (scale, 1.0, 0.01);
}

static void
test_seeds (void)
{
  g_autoptr (GhTimeAxis) axis = new_axis ("2023-01-01T00:00:00+01:00", 900, 30);
  g_autofree double *one = gh_load_shape_residential_kw (axis, NULL, 0, 4200.0, FALSE, 1);
  g_autofree double *same = gh_load_shape_residential_kw (axis, NULL, 0, 4200.0, FALSE, 1);
  g_autofree double *other = gh_load_shape_residential_kw (axis, NULL, 0, 4200.0, FALSE, 2);
  g_autofree double *none = gh_load_shape_residential_kw (axis, NULL, 0, 0.0, FALSE, 1);

  g_assert_true (memcmp (one, same, 2880 * sizeof (double)) == 0);
  g_assert_true (memcmp (one, other, 2880 * sizeof (double)) != 0);
  g_assert_cmpfloat (none[100], <=, 0.0);
}

/* The scale of less than a year is right on average: months of many seeds against their years. */
static void
test_formula_mean (void)
{
  g_autoptr (GhTimeAxis) year = new_axis ("2023-01-01T00:00:00+01:00", 3600, 365);
  g_autoptr (GhTimeAxis) month = new_axis ("2023-01-01T00:00:00+01:00", 3600, 31);
  double ratio = 0.0;

  for (guint64 seed = 0; seed < 40; seed++)
    {
      g_autofree double *year_kw = gh_load_shape_residential_kw (year, NULL, 0, 1.0, FALSE, seed);
      g_autofree double *month_kw = gh_load_shape_residential_kw (month, NULL, 0, 1.0, FALSE, seed);
      ratio += month_kw[7] / year_kw[7] / 40.0;
    }
  g_test_message ("part of a year against the whole: %+.3f %%", 100.0 * (ratio - 1.0));
  g_assert_cmpfloat_with_epsilon (ratio, 1.0, 0.003);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load-shape/annual-energy", test_annual_energy);
  g_test_add_func ("/load-shape/part-of-a-year", test_part_of_a_year);
  g_test_add_func ("/load-shape/day", test_day);
  g_test_add_func ("/load-shape/steps", test_steps);
  g_test_add_func ("/load-shape/seasons", test_seasons);
  g_test_add_func ("/load-shape/holidays", test_holidays);
  g_test_add_func ("/load-shape/seeds", test_seeds);
  g_test_add_func ("/load-shape/formula-mean", test_formula_mean);
  return g_test_run ();
}
