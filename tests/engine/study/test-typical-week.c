/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/typical-week.h"

#include <math.h>

#define HOUR 3600
#define YEAR_HOURS 8760
#define WEEK_HOURS 168

/* From a Wednesday, 1 January 2025, in Berlin: the first whole week begins on the 6th. */
static GhSite *
new_site (gint64 start, gsize hours)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (start, HOUR, hours, zone);

  return gh_site_new (axis, 1);
}

#define NEW_YEAR 1735686000 /* 2025-01-01T00:00:00+01:00 */

static gsize
find_week (const GhSite *site, gsize step)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (site->axis);

  return (gsize) (civil[step].date - gh_date_from_civil (2025, 1, 6)) / 7;
}

static void
check_bounds (const GhSite *site, const GhTypicalWeek *week)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (site->axis);

  g_assert_cmpuint (civil[week->first].weekday, ==, 1);
  g_assert_cmpuint (civil[week->first].minute, ==, 0);
  g_assert_cmpuint (civil[week->last - 1].weekday, ==, 7);
  g_assert_cmpuint (civil[week->last - 1].minute, ==, 23 * 60);
  g_assert_cmpint (civil[week->last - 1].date - civil[week->first].date, ==, 6);
}

/* The load grows from week to week, so that of an odd number of weeks the median is the middle one.
 * By hand: of 2025 the spring has the weeks whose Thursdays are 6 March to 29 May, 13 of them, of
 * which the seventh begins on 14 April; the summer 5 June to 28 August, the seventh from 14 July;
 * the autumn 4 September to 27 November, from 13 October. The winter has 9 January to 27 February
 * and 4 to 25 December, 8 and 4, so the median lies between two: the first of them is taken. */
static void
test_median (void)
{
  static const struct
  {
    GhSeason north, south;
    int month, day;
    guint weeks;
  } expected[] = { { GH_SEASON_WINTER, GH_SEASON_SUMMER, 2, 10, 12 },
                   { GH_SEASON_SPRING, GH_SEASON_AUTUMN, 4, 14, 13 },
                   { GH_SEASON_SUMMER, GH_SEASON_WINTER, 7, 14, 13 },
                   { GH_SEASON_AUTUMN, GH_SEASON_SPRING, 10, 13, 13 } };
  g_autoptr (GhSite) site = new_site (NEW_YEAR, YEAR_HOURS);
  g_autoptr (GhPlan) plan = gh_plan_new (site);

  for (gsize t = 5 * 24; t < YEAR_HOURS; t++)
    site->load_kw[t] = 1.0 + 0.1 * (double) find_week (site, t);
  for (int southern = FALSE; southern <= TRUE; southern++)
    {
      g_autoptr (GArray) weeks = gh_typical_weeks_find (site, plan, southern);
      g_assert_cmpuint (weeks->len, ==, GH_SEASONS);
      for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        {
          GhSeason season = southern ? expected[i].south : expected[i].north;
          const GhTypicalWeek *week = &g_array_index (weeks, GhTypicalWeek, season);
          const GhCivilTime *civil = gh_time_axis_get_civil (site->axis);
          check_bounds (site, week);
          g_assert_cmpint (week->season, ==, season);
          g_assert_cmpuint (week->weeks, ==, expected[i].weeks);
          g_assert_cmpint (civil[week->first].month, ==, expected[i].month);
          g_assert_cmpint (civil[week->first].day, ==, expected[i].day);
        }
    }
}

/* The sums of the week and the medians, by hand; a week of the change to summer time has 167 hours.
 */
static void
test_sums (void)
{
  g_autoptr (GhSite) site = new_site (NEW_YEAR, YEAR_HOURS);
  g_autoptr (GhPlan) plan = gh_plan_new (site);

  for (gsize t = 0; t < YEAR_HOURS; t++)
    {
      site->load_kw[t] = 2.0;
      site->solar_kw[t] = 0.5;
      plan->grid_kw[t] = t % 2 == 0 ? 3.0 : -1.0;
      plan->stores[0].power_kw[t] = t % 4 == 0 ? -2.0 : 5.0;
    }
  g_autoptr (GArray) weeks = gh_typical_weeks_find (site, plan, FALSE);
  const GhTypicalWeek *summer = &g_array_index (weeks, GhTypicalWeek, GH_SEASON_SUMMER);
  g_assert_cmpuint (summer->last - summer->first, ==, WEEK_HOURS);
  g_assert_cmpfloat_with_epsilon (summer->kwh[GH_WEEK_LOAD], 336.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (summer->kwh[GH_WEEK_SOLAR], 84.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (summer->kwh[GH_WEEK_IMPORT], 252.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (summer->kwh[GH_WEEK_DISCHARGED], 84.0, 1e-9);
  for (guint q = 0; q < GH_WEEK_QUANTITIES; q++)
    g_assert_cmpfloat_with_epsilon (summer->median_kwh[q], summer->kwh[q], 1e-9);
}

/* Less than a week from Monday to Sunday has none; exactly one is found. */
static void
test_short (void)
{
  static const struct
  {
    gint64 start;
    gsize hours;
    guint weeks;
  } cases[] = {
    { NEW_YEAR, 24, 0 },
    { NEW_YEAR, 12 * 24 - 1, 0 },
    { NEW_YEAR, 12 * 24, 1 },
    { NEW_YEAR + 5 * 24 * HOUR, WEEK_HOURS, 1 },
    { NEW_YEAR + 5 * 24 * HOUR + HOUR, WEEK_HOURS, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhSite) site = new_site (cases[i].start, cases[i].hours);
      g_autoptr (GhPlan) plan = gh_plan_new (site);
      g_autoptr (GArray) weeks = gh_typical_weeks_find (site, plan, FALSE);
      g_assert_cmpuint (weeks->len, ==, cases[i].weeks);
      for (guint k = 0; k < weeks->len; k++)
        check_bounds (site, &g_array_index (weeks, GhTypicalWeek, k));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typical-week/median", test_median);
  g_test_add_func ("/typical-week/sums", test_sums);
  g_test_add_func ("/typical-week/short", test_short);
  return g_test_run ();
}
