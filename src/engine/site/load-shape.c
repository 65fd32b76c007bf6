/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "site/load-shape.h"

#include <math.h>

#include "random.h"

#define HOURS_PER_YEAR 8766.0
#define MINUTES_PER_DAY 1440
#define SECONDS_PER_DAY 86400.0
#define SATURDAY 6
#define SUNDAY 7
#define SEASON_SWING 0.14
#define COLDEST_DAY 20.0
/* Appliances: on average so many runs a day, of so much of the mean power, for so long. */
#define RUNS_PER_DAY 16
#define LEAST_RUN_MINUTES 6.0
#define MOST_RUN_MINUTES 54.0
#define LEAST_RUN_POWER 0.4
#define MOST_RUN_POWER 1.9

/* A bump that comes back each day: height * exp (sharpness * (cos (2 pi (t - hour) / 24) - 1)). */
typedef struct
{
  double hour;
  double height;
  double sharpness;
} Bump;

typedef struct
{
  double night;
  Bump morning;
  Bump noon;
  Bump evening;
} DayShape;

static const DayShape working_day
    = { 0.33, { 7.3, 0.52, 12.0 }, { 13.0, 0.40, 3.5 }, { 19.3, 0.90, 4.8 } };
static const DayShape saturday
    = { 0.33, { 9.3, 0.52, 8.0 }, { 13.5, 0.55, 4.0 }, { 19.3, 0.75, 4.5 } };
static const DayShape sunday
    = { 0.33, { 9.8, 0.58, 7.0 }, { 12.6, 0.72, 5.0 }, { 19.2, 0.72, 4.5 } };

typedef struct
{
  const GhTimeAxis *axis;
  GHashTable *holidays; /* (owned): local dates */
  double season_sign;
  guint64 seed;
  double *load; /* relative to the year's mean */
} Work;

static double
bump_at (const Bump *bump, double hour)
{
  return bump->height
         * exp (bump->sharpness * (cos (2.0 * G_PI * (hour - bump->hour) / 24.0) - 1.0));
}

static const DayShape *
day_shape (const Work *work, const GhCivilTime *civil)
{
  if (civil->weekday == SUNDAY
      || g_hash_table_contains (work->holidays, GINT_TO_POINTER (civil->date)))
    return &sunday;
  return civil->weekday == SATURDAY ? &saturday : &working_day;
}

static double
season_at (const Work *work, double date)
{
  double angle
      = 2.0 * G_PI * (date - gh_date_from_civil (2000, 1, 1) - COLDEST_DAY) / GH_DAYS_PER_YEAR;

  return 1.0 + work->season_sign * SEASON_SWING * cos (angle);
}

/* What the house draws without the appliances that run now and then. */
static double
smooth_at (const Work *work, const GhCivilTime *civil, double half_step_hours)
{
  const DayShape *shape = day_shape (work, civil);
  double hour = civil->minute / 60.0 + half_step_hours;

  return season_at (work, civil->date + hour / 24.0)
         * (shape->night + bump_at (&shape->morning, hour) + bump_at (&shape->noon, hour)
            + bump_at (&shape->evening, hour));
}

/* Adds a run of an appliance to the steps it touches, so that its energy is the same on any axis.
 */
static void
add_run (Work *work, double begin_unix, double end_unix, double power)
{
  double step = gh_time_axis_get_step_seconds (work->axis);
  double count = (double) gh_time_axis_get_count (work->axis);
  double from = (begin_unix - (double) gh_time_axis_get_start (work->axis)) / step;
  double to = (end_unix - (double) gh_time_axis_get_start (work->axis)) / step;

  from = MAX (from, 0.0);
  to = MIN (to, count);
  for (gsize t = (gsize) from; (double) t < to; t++)
    work->load[t] += power * (MIN (to, (double) t + 1.0) - MAX (from, (double) t));
}

/* A time of the day at which people are up, more likely in the evening: by rejection. */
static double
draw_hour (const DayShape *shape, GhRandom *random)
{
  for (guint i = 0; i < 64; i++)
    {
      double hour = 24.0 * gh_random_uniform (random);
      double use = bump_at (&shape->morning, hour) + bump_at (&shape->noon, hour)
                   + bump_at (&shape->evening, hour);
      if (gh_random_uniform (random) * 1.6 < use)
        return hour;
    }
  return shape->evening.hour;
}

static void
add_runs_of_day (Work *work, const GhCivilTime *civil)
{
  const DayShape *shape = day_shape (work, civil);
  double season = season_at (work, civil->date + 0.5);
  double midnight
      = (double) gh_civil_time_to_unix (gh_time_axis_get_zone (work->axis), civil->date, 0);
  GhRandom random;

  gh_random_init (&random, gh_random_mix (work->seed, (guint64) (gint64) civil->date));
  guint runs = (guint) (RUNS_PER_DAY * (0.5 + gh_random_uniform (&random)));
  for (guint i = 0; i < runs; i++)
    {
      double begin = midnight + 3600.0 * draw_hour (shape, &random);
      double share = gh_random_uniform (&random);
      double minutes = LEAST_RUN_MINUTES + (MOST_RUN_MINUTES - LEAST_RUN_MINUTES) * share * share;
      double power
          = LEAST_RUN_POWER + (MOST_RUN_POWER - LEAST_RUN_POWER) * gh_random_uniform (&random);
      add_run (work, begin, begin + 60.0 * minutes, season * power);
    }
}

/* The day before the axis may reach into it. */
static void
add_runs (Work *work)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (work->axis);
  gsize count = gh_time_axis_get_count (work->axis);
  GhCivilTime day = civil[0];

  day.date--;
  day.weekday = (guint8) gh_date_get_weekday (day.date);
  for (; day.date <= civil[count - 1].date; day.date++)
    {
      day.weekday = (guint8) gh_date_get_weekday (day.date);
      add_runs_of_day (work, &day);
    }
}

static void
add_smooth (Work *work)
{
  const GhCivilTime *civil = gh_time_axis_get_civil (work->axis);
  double half = gh_time_axis_get_step_hours (work->axis) / 2.0;

  for (gsize t = 0; t < gh_time_axis_get_count (work->axis); t++)
    work->load[t] += smooth_at (work, &civil[t], half);
}

/* What runs of appliances add on average, relative to the year's mean. */
static double
expected_runs (void)
{
  double runs = RUNS_PER_DAY - 0.5; /* rounding down */
  double minutes = LEAST_RUN_MINUTES + (MOST_RUN_MINUTES - LEAST_RUN_MINUTES) / 3.0;

  return runs * minutes / MINUTES_PER_DAY * 0.5 * (LEAST_RUN_POWER + MOST_RUN_POWER);
}

/* The mean of the formula over the year that begins with an axis, by hours. */
static double
formula_mean (const Work *work)
{
  GTimeZone *zone = gh_time_axis_get_zone (work->axis);
  double sum = 0.0;

  for (guint hour = 0; hour < (guint) HOURS_PER_YEAR; hour++)
    {
      GhCivilTime civil;
      gh_civil_time_at (zone, gh_time_axis_get_start (work->axis) + (gint64) hour * 3600, &civil);
      sum += smooth_at (work, &civil, 0.5);
    }
  return sum / HOURS_PER_YEAR + expected_runs ();
}

/* The mean over the whole years the axis has; of less than a year, what a year would have. */
static double
whole_year_mean (const Work *work)
{
  double days = gh_time_axis_get_days (work->axis), sum = 0.0;
  double years = floor ((days + 1.0) / GH_DAYS_PER_YEAR);
  double steps
      = years * GH_DAYS_PER_YEAR * SECONDS_PER_DAY / gh_time_axis_get_step_seconds (work->axis);
  gsize count = gh_time_axis_get_count (work->axis);

  if (years < 1.0)
    return formula_mean (work);
  if (fabs (days - years * GH_DAYS_PER_YEAR) > 1.0)
    count = MIN (count, (gsize) floor (steps));
  for (gsize t = 0; t < count; t++)
    sum += work->load[t];
  return sum / (double) count;
}

/* A period that is one year has its own hours, so that the sum given for a year is its sum. */
static double
hours_of_a_year (const GhTimeAxis *axis)
{
  double days = gh_time_axis_get_days (axis);

  return fabs (gh_years_of_days (days) - 1.0) > 0.0 ? HOURS_PER_YEAR : 24.0 * days;
}

/**
 * gh_load_shape_residential_kw:
 * @axis: the time axis
 * @holidays: (nullable) (array length=holiday_count): days since 1970-01-01 that count as Sundays
 * @holiday_count: their number
 * @annual_kwh: consumption of a year, 0 or more
 * @southern_hemisphere: whether June is in winter
 * @seed: what the runs of appliances are drawn from
 *
 * The load of a household of which only the consumption of a year is known: a formula of
 * Gridhearth's own, set by eye to what is usual in Europe, neither a measurement nor a standard
 * profile. It is the season, 1 + 0.14 cos (2 pi (d - 20) / 365.25) with d days since the year
 * began, times the sum of a night level and of a bump in the morning, at noon and in the evening,
 * other ones on working days, Saturdays and Sundays; and runs of appliances: 8 to 23 a
 * day at random times when people are up, 6 to 54 minutes of 0.4 to 1.9 times the mean power. Each
 * day draws from a seed of its own and a run's energy is shared among the steps it touches, so
 * that a longer step shows the same house with lower spikes, and a day is the same on any axis but
 * for the scale. About 0.4 times the mean by night and 2 times in the evening.
 *
 * Scale: an axis of 365 or 366 days has exactly @annual_kwh. Otherwise the mean power over the
 * whole years of the axis, counted from its beginning, is exactly @annual_kwh / 8766 h; an axis
 * within a day of whole years is taken whole. An axis shorter than a year gets the formula's share
 * of its season, scaled by the formula's mean over a year, which is right on average over the seeds
 * to 0.2 %.
 *
 * Returns: (transfer full) (array): kW, one number a step, above 0 where @annual_kwh is
 */
double *
gh_load_shape_residential_kw (const GhTimeAxis *axis, const gint32 *holidays, gsize holiday_count,
                              double annual_kwh, gboolean southern_hemisphere, guint64 seed)
{
  g_autoptr (GHashTable) dates = g_hash_table_new (NULL, NULL);
  gsize count = gh_time_axis_get_count (axis);
  Work work = { .axis = axis,
                .holidays = dates,
                .season_sign = southern_hemisphere ? -1.0 : 1.0,
                .seed = seed,
                .load = g_new0 (double, count) };

  for (gsize i = 0; i < holiday_count; i++)
    g_hash_table_add (dates, GINT_TO_POINTER (holidays[i]));
  add_smooth (&work);
  add_runs (&work);
  double scale = annual_kwh / hours_of_a_year (axis) / whole_year_mean (&work);
  for (gsize t = 0; t < count; t++)
    work.load[t] *= scale;
  return work.load;
}
