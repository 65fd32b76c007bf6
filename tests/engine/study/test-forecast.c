/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/forecast.h"

#include "market-study.h"
#include "study/mean-year.h"
#include "study/operation.h"
#include "study/site-builder.h"

#define AHEAD 48

/* A forecast of a study, and a window to write it into. */
typedef struct
{
  GhStudy *study;
  GhSite *site;
  GhForecast *forecast;
  GhSite *window;
} Fixture;

static void
begin (Fixture *fixture, const char *edits)
{
  g_autoptr (GError) error = NULL;

  fixture->study = new_market_study (3, edits);
  fixture->site = gh_site_build (fixture->study, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GhOperation) operation = gh_operation_new_of (fixture->study);
  fixture->forecast = gh_forecast_new (fixture->study, operation, fixture->site, &error);
  g_assert_no_error (error);
  g_autoptr (GhTimeAxis) axis
      = gh_time_axis_new (gh_time_axis_get_start (fixture->site->axis), 3600, AHEAD,
                          gh_time_axis_get_zone (fixture->site->axis));
  fixture->window = gh_site_new_part (fixture->site, axis, 0);
}

static void
end (Fixture *fixture)
{
  gh_forecast_free (fixture->forecast);
  gh_site_free (fixture->window);
  gh_site_free (fixture->site);
  gh_study_free (fixture->study);
}

static void
look (Fixture *fixture, gsize now)
{
  gh_forecast_advance (fixture->forecast, now);
  gh_forecast_fill (fixture->forecast, 0, fixture->window);
}

/* The prices of the next day come at one in the afternoon; after them those of the last day that
 * is known are expected. The first of March 2024 is a Friday. */
static void
test_prices (void)
{
  const struct
  {
    const char *edits;
    gsize now;
    gsize known; /* steps of the period */
  } cases[] = { { "", 24, 48 },
                { "", 24 + 12, 48 },
                { "", 24 + 13, 72 },
                { "", 24 + 23, 72 },
                { "operation.prices_known_at 18:00", 24 + 17, 48 },
                { "operation.prices_known_at 18:00", 24 + 18, 72 },
                { "tariff.import_price 0.3", 24, 24 + AHEAD } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      begin (&fixture, cases[i].edits);
      look (&fixture, cases[i].now);
      const double *real = fixture.site->import_price, *told = fixture.window->import_price;
      for (gsize t = cases[i].now; t < cases[i].now + AHEAD; t++)
        {
          gsize same = t;
          while (same >= cases[i].known)
            same -= 24;
          g_assert_cmpfloat (told[t - cases[i].now], ==, real[same]);
        }
      end (&fixture);
    }
}

/* A working day is expected to be like the last working day, a free day like the last free day, the
 * sun like yesterday; of the present day what has passed counts. */
static void
test_persistence (void)
{
  Fixture fixture;

  begin (&fixture, "");
  gsize monday = 3 * 24;
  look (&fixture, monday + 6);
  for (gsize hour = 6; hour < 24; hour++)
    {
      g_assert_cmpfloat (fixture.window->load_kw[hour - 6], ==, fixture.site->load_kw[hour]);
      g_assert_cmpfloat (fixture.window->solar_kw[hour - 6], ==,
                         fixture.site->solar_kw[monday - 24 + hour]);
    }
  /* Tuesday before six is like the Monday that is going on. */
  for (gsize hour = 0; hour < 6; hour++)
    g_assert_cmpfloat (fixture.window->load_kw[18 + hour], ==,
                       fixture.site->load_kw[monday + hour]);
  gsize saturday = 8 * 24;
  look (&fixture, saturday);
  for (gsize hour = 0; hour < 24; hour++)
    g_assert_cmpfloat (fixture.window->load_kw[hour], ==, fixture.site->load_kw[2 * 24 + hour]);
  end (&fixture);
}

/* What may come as well: the sun as so many days before the last, the house as so many working days
 * before. A mean is one course, and so is what is known. */
static void
test_courses (void)
{
  static const char *const single[] = { "operation.load_forecast 1; operation.solar_forecast 1",
                                        "operation.load_forecast 2; operation.solar_forecast 2" };
  Fixture fixture;
  gsize tuesday = 11 * 24;

  begin (&fixture, "");
  g_assert_cmpuint (gh_forecast_count_courses (fixture.forecast), ==, GH_FORECAST_COURSES);
  gh_forecast_advance (fixture.forecast, tuesday);
  for (guint course = 0; course < GH_FORECAST_COURSES; course++)
    {
      /* Monday, and of the week before Friday to Monday; the Friday before that was the first. */
      static const gsize working[GH_FORECAST_COURSES] = { 10, 7, 6, 5, 4, 3, 0 };
      gh_forecast_fill (fixture.forecast, course, fixture.window);
      for (gsize hour = 0; hour < 24; hour++)
        {
          g_assert_cmpfloat (fixture.window->solar_kw[hour], ==,
                             fixture.site->solar_kw[(10 - course) * 24 + hour]);
          g_assert_cmpfloat (fixture.window->load_kw[hour], ==,
                             fixture.site->load_kw[working[course] * 24 + hour]);
        }
    }
  end (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    {
      begin (&fixture, single[i]);
      g_assert_cmpuint (gh_forecast_count_courses (fixture.forecast), ==, 1);
      end (&fixture);
    }
}

/* A holiday counts as a free day. */
static void
test_holiday (void)
{
  Fixture fixture;

  begin (&fixture, "holidays 2024-03-06");
  gsize holiday = 5 * 24;
  look (&fixture, holiday);
  for (gsize hour = 0; hour < 24; hour++)
    g_assert_cmpfloat (fixture.window->load_kw[hour], ==, fixture.site->load_kw[2 * 24 + hour]);
  end (&fixture);
}

/* Seventeen days of which thirteen are working days: fewer than four weeks, so that each mean has
 * all of the kind, those of before the period taken from its end. */
static void
test_seasonal (void)
{
  Fixture fixture;
  double load = 0.0, solar = 0.0;

  begin (&fixture, "operation.load_forecast 1; operation.solar_forecast 1");
  look (&fixture, 0);
  for (gsize day = 0; day < MARKET_DAYS; day++)
    {
      load += day % 7 == 1 || day % 7 == 2 ? 0.0 : fixture.site->load_kw[24 * day + 12] / 11.0;
      solar += fixture.site->solar_kw[24 * day + 12] / MARKET_DAYS;
    }
  g_assert_cmpfloat_with_epsilon (fixture.window->load_kw[12], load, 1e-12);
  g_assert_cmpfloat_with_epsilon (fixture.window->solar_kw[12], solar, 1e-12);
  end (&fixture);
}

static void
test_given (void)
{
  Fixture fixture;

  begin (&fixture, "operation.load_forecast 2; operation.solar_forecast_kw 1.25");
  look (&fixture, 30);
  for (gsize i = 0; i < AHEAD; i++)
    {
      g_assert_cmpfloat (fixture.window->load_kw[i], ==, fixture.site->load_kw[30 + i]);
      g_assert_cmpfloat (fixture.window->solar_kw[i], ==, 1.25);
    }
  end (&fixture);
}

/* The usual year keeps what each month comes to and has the same day over and over. */
static void
test_mean_year (void)
{
  Fixture fixture;
  double real = 0.0, mean = 0.0;

  begin (&fixture, "");
  g_autoptr (GhSite) usual = gh_forecast_new_mean_year (fixture.forecast);
  for (gsize t = 0; t < MARKET_STEPS; t++)
    {
      real += fixture.site->load_kw[t];
      mean += usual->load_kw[t];
    }
  g_assert_cmpfloat_with_epsilon (real, mean, 1e-9);
  for (gsize hour = 0; hour < 24; hour++)
    {
      g_assert_cmpfloat (usual->solar_kw[hour], ==, usual->solar_kw[24 * 11 + hour]);
      g_assert_cmpfloat (usual->load_kw[hour], ==, usual->load_kw[24 * 11 + hour]);
      g_assert_cmpfloat (usual->load_kw[hour], !=, usual->load_kw[24 + hour]);
    }
  end (&fixture);
}

/* In the night in which summer time begins a day has 23 hours: the slots follow the clock. */
static void
test_clock_change (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GhTimeAxis) axis = gh_time_axis_new (1711753200, 3600, 71, zone); /* 30 March 2024 */
  GhDaySlots *slots = gh_day_slots_new (axis, NULL);

  g_assert_cmpuint (slots->day_end[0], ==, 24);
  g_assert_cmpuint (slots->day_end[24], ==, 47);
  g_assert_cmpuint (slots->slot[26], ==, 3);
  g_assert_cmpuint (slots->slot[46], ==, 23);
  g_assert_true (slots->is_free[46]);
  g_assert_false (slots->is_free[47]);
  gh_day_slots_free (slots);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/prices", test_prices);
  g_test_add_func ("/forecast/persistence", test_persistence);
  g_test_add_func ("/forecast/courses", test_courses);
  g_test_add_func ("/forecast/holiday", test_holiday);
  g_test_add_func ("/forecast/seasonal", test_seasonal);
  g_test_add_func ("/forecast/given", test_given);
  g_test_add_func ("/forecast/mean-year", test_mean_year);
  g_test_add_func ("/forecast/clock-change", test_clock_change);
  return g_test_run ();
}
