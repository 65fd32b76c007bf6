/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/typical-week.h"

#include <math.h>

#define DAYS_PER_WEEK 7
#define MONDAY 1

/* A whole week of the period. */
typedef struct
{
  GhSeason season;
  gsize first;
  gsize last;
  double kwh[GH_WEEK_QUANTITIES];
} Week;

/* December to February are winter north of the equator and summer south of it. */
static GhSeason
find_season (guint month, gboolean is_southern)
{
  guint season = month % 12 / 3;

  return (GhSeason) ((season + (is_southern ? 2 : 0)) % GH_SEASONS);
}

static void
add_up (const GhSite *site, const GhPlan *plan, Week *week)
{
  double hours = gh_time_axis_get_step_hours (site->axis);

  for (gsize t = week->first; t < week->last; t++)
    {
      week->kwh[GH_WEEK_LOAD] += hours * site->load_kw[t];
      week->kwh[GH_WEEK_SOLAR] += hours * site->solar_kw[t];
      week->kwh[GH_WEEK_IMPORT] += hours * MAX (0.0, plan->grid_kw[t]);
      for (guint i = 0; i < plan->store_count; i++)
        week->kwh[GH_WEEK_DISCHARGED] += hours * MAX (0.0, -plan->stores[i].power_kw[t]);
    }
}

static gboolean
begins_week (const GhCivilTime *civil, gsize step)
{
  return civil[step].weekday == MONDAY
         && (step == 0 ? civil[step].minute == 0 : civil[step - 1].date != civil[step].date);
}

/* Weeks from Monday to Sunday; a week belongs to the season of its Thursday. */
static GArray *
list_weeks (const GhSite *site, const GhPlan *plan, gboolean is_southern)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (site->axis);
  gsize count = gh_time_axis_get_count (site->axis), first = count;
  GArray *weeks = g_array_new (FALSE, FALSE, sizeof (Week));

  for (gsize t = 0; t <= count; t++)
    {
      gboolean ends = t == count ? civil[count - 1].weekday == DAYS_PER_WEEK
                                       && civil[count - 1].minute * 60
                                                  + gh_time_axis_get_step_seconds (site->axis)
                                              >= 24 * 3600
                                 : begins_week (civil, t);
      if (!ends)
        continue;
      if (first < count)
        {
          Week week = {
            find_season (civil[first + (t - first) / 2].month, is_southern), first, t, { 0 }
          };
          add_up (site, plan, &week);
          g_array_append_val (weeks, week);
        }
      first = t;
    }
  return weeks;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Median and range of a quantity over the weeks of a season. */
static guint
find_median (const GArray *weeks, GhSeason season, GhWeekQuantity quantity, double *median,
             double *range)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < weeks->len; i++)
    {
      const Week *week = &g_array_index (weeks, Week, i);
      if (week->season == season)
        g_array_append_val (values, week->kwh[quantity]);
    }
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_numbers);
  const double *sorted = &g_array_index (values, double, 0);
  *median = 0.5 * (sorted[(values->len - 1) / 2] + sorted[values->len / 2]);
  *range = sorted[values->len - 1] - sorted[0];
  return values->len;
}

static double
find_distance (const Week *week, const double *medians, const double *ranges)
{
  double distance = 0.0;

  for (guint q = 0; q < GH_WEEK_QUANTITIES; q++)
    if (ranges[q] > 0.0)
      distance += fabs (week->kwh[q] - medians[q]) / ranges[q];
  return distance;
}

static gboolean
find_typical (const GArray *weeks, GhSeason season, GhTypicalWeek *typical)
{
  double ranges[GH_WEEK_QUANTITIES], least = INFINITY;

  *typical = (GhTypicalWeek){ .season = season };
  for (guint q = 0; q < GH_WEEK_QUANTITIES; q++)
    typical->weeks = find_median (weeks, season, q, &typical->median_kwh[q], &ranges[q]);
  for (guint i = 0; i < weeks->len; i++)
    {
      const Week *week = &g_array_index (weeks, Week, i);
      if (week->season != season)
        continue;
      double distance = find_distance (week, typical->median_kwh, ranges);
      if (distance >= least)
        continue;
      least = distance;
      typical->first = week->first;
      typical->last = week->last;
      for (guint q = 0; q < GH_WEEK_QUANTITIES; q++)
        typical->kwh[q] = week->kwh[q];
    }
  return typical->weeks > 0;
}

/**
 * gh_typical_weeks_find:
 * @site: a site
 * @plan: a plan of it, with powers
 * @is_southern: whether the place is south of the equator
 *
 * Finds for each season the week from Monday to Sunday that is nearest to the medians of what is
 * used, given by panels, bought and taken from the stores: the sum of the distances, each over the
 * range of the season, is least. Of equally near weeks it is the first. O(steps).
 *
 * Returns: (transfer full) (element-type GhTypicalWeek): in the order of the seasons; those without
 *   a whole week are left out
 */
GArray *
gh_typical_weeks_find (const GhSite *site, const GhPlan *plan, gboolean is_southern)
{
  g_autoptr (GArray) weeks = list_weeks (site, plan, is_southern);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GhTypicalWeek));

  for (GhSeason season = 0; season < GH_SEASONS; season++)
    {
      GhTypicalWeek typical;
      if (find_typical (weeks, season, &typical))
        g_array_append_val (found, typical);
    }
  return found;
}
