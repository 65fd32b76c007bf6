/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cycle-text.h"
#include "market/tariff.h"

#include <string.h>

#include "errors.h"

static GhTimeAxis *
new_axis (const char *start, int step_minutes, gsize steps)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 begin;

  g_assert_true (gh_time_parse_iso (start, &begin));
  return gh_time_axis_new (begin, step_minutes * 60, steps, zone);
}

static GhPriceSpec *
new_period_price (double default_price)
{
  GhPriceSpec *price = g_new0 (GhPriceSpec, 1);

  price->periods = gh_record_new (&gh_period_price_table);
  price->periods->default_price = default_price;
  price->periods->periods = g_ptr_array_new ();
  return price;
}

static void
add_period (GhPriceSpec *price, double worth, const char *days, const char *from, const char *to,
            const char *months)
{
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);

  period->price = worth;
  g_assert_true (gh_days_parse (days, &period->days));
  g_assert_true (gh_months_parse (months, &period->months));
  g_assert_true (gh_clock_parse (from, &period->from));
  g_assert_true (gh_clock_parse (to, &period->to));
  g_ptr_array_add (price->periods->periods, period);
}

static void
fill (const GhPriceSpec *price, const GhTimeAxis *axis, const GArray *holidays, double *values)
{
  g_autoptr (GError) error = NULL;
  gboolean filled
      = gh_tariff_fill_price (price, "$.tariff.import_price", axis, holidays, values, &error);

  g_assert_no_error (error);
  g_assert_true (filled);
}

/* One period at 0.50 over 0.20, one step asked for; weights by hand. 1 January 2024 is a Monday. */
static const struct
{
  const char *start; /* of the step */
  int step_minutes;
  const char *days, *from, *to, *months;
  double expected;
} period_rows[] = {
  { "2024-01-08T16:00:00+01:00", 60, "mon-sun", "17:30", "21:00", "1-12", 0.20 },
  { "2024-01-08T17:00:00+01:00", 60, "mon-sun", "17:30", "21:00", "1-12", 0.35 },
  { "2024-01-08T18:00:00+01:00", 60, "mon-sun", "17:30", "21:00", "1-12", 0.50 },
  { "2024-01-08T21:00:00+01:00", 60, "mon-sun", "17:30", "21:00", "1-12", 0.20 },
  { "2024-01-08T17:00:00+01:00", 60, "mon-sun", "17:07", "21:00", "1-12", 0.465 },
  { "2024-01-08T17:00:00+01:00", 60, "mon-sun", "17:10", "17:25", "1-12", 0.275 },
  { "2024-01-08T17:15:00+01:00", 15, "mon-sun", "17:30", "21:00", "1-12", 0.20 },
  { "2024-01-08T17:30:00+01:00", 15, "mon-sun", "17:30", "21:00", "1-12", 0.50 },
  { "2024-01-08T17:00:00+01:00", 60, "tue-fri", "17:30", "21:00", "1-12", 0.20 },
  { "2024-01-08T17:00:00+01:00", 60, "mon-sun", "17:30", "21:00", "2-12", 0.20 },
  { "2024-01-08T17:00:00+01:00", 60, "mon-sun", "17:30", "21:00", "10-3", 0.35 },
  { "2024-01-06T03:00:00+01:00", 60, "fri", "22:00", "06:00", "1-12", 0.50 },
  { "2024-01-05T03:00:00+01:00", 60, "fri", "22:00", "06:00", "1-12", 0.20 },
  { "2024-01-05T23:00:00+01:00", 60, "fri", "22:00", "06:00", "1-12", 0.50 },
  { "2024-01-01T03:00:00+01:00", 60, "mon-sun", "22:00", "06:00", "12", 0.50 },
  { "2024-01-01T00:00:00+01:00", 1440, "mon-sun", "18:00", "00:00", "1-12", 0.275 },
  { "2024-01-01T00:00:00+01:00", 60, "mon-sun", "00:00", "24:00", "1-12", 0.50 },
};

static void
test_periods (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (period_rows); i++)
    {
      g_autoptr (GhPriceSpec) price = new_period_price (0.20);
      g_autoptr (GhTimeAxis) axis = new_axis (period_rows[i].start, period_rows[i].step_minutes, 1);
      double value;

      add_period (price, 0.50, period_rows[i].days, period_rows[i].from, period_rows[i].to,
                  period_rows[i].months);
      fill (price, axis, NULL, &value);
      g_test_message ("row %u", i);
      g_assert_cmpfloat_with_epsilon (value, period_rows[i].expected, 1e-12);
    }
}

static void
test_first_match_wins (void)
{
  g_autoptr (GhPriceSpec) price = new_period_price (0.20);
  g_autoptr (GhTimeAxis) axis = new_axis ("2024-01-08T00:00:00+01:00", 60, 24);
  double values[24];

  add_period (price, 0.60, "mon", "18:00", "19:00", "1-12");
  add_period (price, 0.40, "mon-sun", "17:00", "21:00", "1-12");
  fill (price, axis, NULL, values);
  g_assert_cmpfloat_with_epsilon (values[16], 0.20, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[17], 0.40, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[18], 0.60, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[19], 0.40, 1e-12);
}

static void
test_holidays_are_sundays (void)
{
  g_autoptr (GhPriceSpec) price = new_period_price (0.20);
  g_autoptr (GhTimeAxis) axis = new_axis ("2024-12-23T00:00:00+01:00", 1440, 4);
  g_autoptr (GArray) holidays = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint32 christmas = gh_date_from_civil (2024, 12, 25);
  double values[4];

  g_array_append_val (holidays, christmas);
  add_period (price, 0.10, "sun", "00:00", "24:00", "1-12");
  fill (price, axis, holidays, values);
  for (guint t = 0; t < 4; t++)
    g_assert_cmpfloat_with_epsilon (values[t], t == 2 ? 0.10 : 0.20, 1e-12);
}

/* From 02:00 to 03:00 lasts no time in spring and two hours in autumn. */
static void
test_clock_changes (void)
{
  static const struct
  {
    const char *start;
    gsize steps;
    double sum;
  } rows[] = { { "2024-03-30T00:00:00+01:00", 24, 1.0 },
               { "2024-03-31T00:00:00+01:00", 23, 0.0 },
               { "2024-10-27T00:00:00+02:00", 25, 2.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhPriceSpec) price = new_period_price (0.0);
      g_autoptr (GhTimeAxis) axis = new_axis (rows[i].start, 60, rows[i].steps);
      double values[25], sum = 0.0;

      add_period (price, 1.0, "mon-sun", "02:00", "03:00", "1-12");
      fill (price, axis, NULL, values);
      for (gsize t = 0; t < rows[i].steps; t++)
        sum += values[t];
      g_assert_cmpfloat_with_epsilon (sum, rows[i].sum, 1e-12);
    }
}

static GhSeries *
new_series (double first, double second)
{
  double *values = g_new (double, 2);

  values[0] = first;
  values[1] = second;
  return gh_series_new_take (values, 2);
}

static void
test_series_and_market (void)
{
  g_autoptr (GhTimeAxis) axis = new_axis ("2024-01-08T00:00:00+01:00", 60, 2);
  g_autoptr (GhPriceSpec) plain = g_new0 (GhPriceSpec, 1);
  g_autoptr (GhPriceSpec) market = g_new0 (GhPriceSpec, 1);
  double values[2] = { 9.0, 9.0 };

  fill (NULL, axis, NULL, values);
  g_assert_cmpfloat (values[0] + values[1], ==, 0.0);
  plain->series = gh_series_spec_new_number (0.3);
  fill (plain, axis, NULL, values);
  g_assert_cmpfloat (values[1], ==, 0.3);
  market->market = gh_record_new (&gh_market_price_table);
  market->market->series = gh_series_spec_new_values (new_series (0.10, -0.05));
  market->market->multiply = 1.2;
  market->market->add = 0.2;
  fill (market, axis, NULL, values);
  g_assert_cmpfloat_with_epsilon (values[0], 0.32, 1e-12);
  g_assert_cmpfloat_with_epsilon (values[1], 0.14, 1e-12);
}

static void
test_files (void)
{
  g_autoptr (GhTimeAxis) axis = new_axis ("2024-01-08T00:00:00+01:00", 60, 2);
  g_autoptr (GhPriceSpec) price = g_new0 (GhPriceSpec, 1);
  g_autoptr (GError) error = NULL;
  double values[2];

  price->series = gh_series_spec_new_number (0.0);
  price->series->form = GH_SERIES_FILE;
  g_assert_false (gh_tariff_fill_price (price, "$.here", axis, NULL, values, &error));
  g_assert_true (error->domain == GH_ERROR && strstr (error->message, "$.here") != NULL);
  price->series->resolved = new_series (0.4, 0.5);
  fill (price, axis, NULL, values);
  g_assert_cmpfloat (values[1], ==, 0.5);
}

static void
test_wrong_length (void)
{
  g_autoptr (GhTimeAxis) axis = new_axis ("2024-01-08T00:00:00+01:00", 60, 3);
  g_autoptr (GhPriceSpec) price = g_new0 (GhPriceSpec, 1);
  g_autoptr (GError) error = NULL;
  double values[3];

  price->series = gh_series_spec_new_values (new_series (0.4, 0.5));
  g_assert_false (gh_tariff_fill_price (price, "$.here", axis, NULL, values, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "$.here"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tariff/periods", test_periods);
  g_test_add_func ("/tariff/first-match-wins", test_first_match_wins);
  g_test_add_func ("/tariff/holidays-are-sundays", test_holidays_are_sundays);
  g_test_add_func ("/tariff/clock-changes", test_clock_changes);
  g_test_add_func ("/tariff/series-and-market", test_series_and_market);
  g_test_add_func ("/tariff/files", test_files);
  g_test_add_func ("/tariff/wrong-length", test_wrong_length);
  return g_test_run ();
}
