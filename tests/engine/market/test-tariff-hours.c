/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cycle-text.h"
#include "market/tariff-hours.h"

#include <math.h>

#include "time-axis.h"

#define WORKING GH_HOURS_WORKING_DAYS
#define WEEKEND GH_HOURS_WEEKEND

static gpointer
new_part (const char *name)
{
  return gh_record_new (gh_attribute_table_find (&gh_study_table, name, NULL)->table);
}

/* Two days of 2024, which begins on a Monday, in Berlin. */
static GhStudy *
new_study (const char *start)
{
  GhStudy *study = gh_record_new (&gh_study_table);

  study->location = new_part ("location");
  g_free (study->location->time_zone);
  study->location->time_zone = g_strdup ("Europe/Berlin");
  study->period = new_part ("period");
  g_assert_true (gh_time_parse_iso (start, &study->period->start));
  study->period->step_minutes = 60;
  study->period->steps = 48;
  study->tariff = gh_record_new (&gh_tariff_table);
  study->tariff->import_price = g_new0 (GhPriceSpec, 1);
  return study;
}

static void
set_period (GhPriceSpec *price, double other, double worth, const char *days, const char *from,
            const char *to, const char *months)
{
  GhPricePeriod *period = gh_record_new (&gh_price_period_table);

  price->periods = gh_record_new (&gh_period_price_table);
  price->periods->default_price = other;
  price->periods->periods = g_ptr_array_new ();
  period->price = worth;
  g_assert_true (gh_days_parse (days, &period->days));
  g_assert_true (gh_months_parse (months, &period->months));
  g_assert_true (gh_clock_parse (from, &period->from));
  g_assert_true (gh_clock_parse (to, &period->to));
  g_ptr_array_add (price->periods->periods, period);
}

static void
init (GhTariffHours *hours, const GhStudy *study, GhTariffQuantity quantity, guint tier)
{
  g_autoptr (GError) error = NULL;
  gboolean done = gh_tariff_hours_init (hours, study, quantity, tier, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* 0.50 over 0.20; the month from 1 on; means by hand. January 2024 has eight days of weekend. */
static const struct
{
  const char *days, *from, *to, *months, *holiday;
  GhHoursDays kind;
  int month, hour;
  double expected;
} rows[] = {
  { "mon-fri", "17:00", "21:00", "1-12", NULL, WORKING, 1, 16, 0.20 },
  { "mon-fri", "17:00", "21:00", "1-12", NULL, WORKING, 1, 17, 0.50 },
  { "mon-fri", "17:00", "21:00", "1-12", NULL, WORKING, 12, 20, 0.50 },
  { "mon-fri", "17:00", "21:00", "1-12", NULL, WORKING, 1, 21, 0.20 },
  { "mon-fri", "17:00", "21:00", "1-12", NULL, WEEKEND, 1, 17, 0.20 },
  { "mon-sun", "17:30", "21:00", "10-3", NULL, WORKING, 3, 17, 0.35 },
  { "mon-sun", "17:30", "21:00", "10-3", NULL, WORKING, 4, 17, 0.20 },
  { "mon-sun", "17:15", "21:00", "1-12", NULL, WEEKEND, 6, 17, 0.425 },
  /* Saturdays begin at the price of Friday night, Sundays do not. */
  { "fri", "22:00", "06:00", "1-12", NULL, WEEKEND, 1, 3, 0.35 },
  /* Four Fridays among 23 working days. */
  { "fri", "22:00", "06:00", "1-12", NULL, WORKING, 1, 23, 0.20 + 0.30 * 4 / 23 },
  { "fri", "22:00", "06:00", "1-12", NULL, WORKING, 1, 3, 0.20 },
  /* A Monday that is a holiday counts as a Sunday, and is the ninth of such days. */
  { "mon", "08:00", "12:00", "1-12", NULL, WORKING, 1, 8, 0.20 + 0.30 * 5 / 23 },
  { "mon", "08:00", "12:00", "1-12", "2024-01-01", WORKING, 1, 8, 0.20 + 0.30 * 4 / 22 },
  { "sun", "08:00", "12:00", "1-12", "2024-01-01", WEEKEND, 1, 8, 0.20 + 0.30 * 5 / 9 },
  { "sun", "08:00", "12:00", "1-12", NULL, WEEKEND, 1, 8, 0.35 },
};

static void
test_clock (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhStudy) study = new_study ("2024-05-14T00:00:00+02:00");
      GhTariffHours hours;
      gint32 holiday;
      g_test_message ("row %zu", i);
      set_period (study->tariff->import_price, 0.20, 0.50, rows[i].days, rows[i].from, rows[i].to,
                  rows[i].months);
      if (rows[i].holiday != NULL)
        {
          g_assert_true (gh_date_parse (rows[i].holiday, &holiday));
          study->holidays = g_array_new (FALSE, FALSE, sizeof (gint32));
          g_array_append_val (study->holidays, holiday);
        }
      study->tariff->tax = 0.1;
      init (&hours, study, GH_HOURS_IMPORT, 0);
      g_assert_cmpfloat_with_epsilon (hours.mean[rows[i].kind][rows[i].month - 1][rows[i].hour],
                                      1.1 * rows[i].expected, 1e-9);
    }
}

/* A Friday and a Saturday of May; every other cell has no number. */
static void
test_series (void)
{
  g_autoptr (GhStudy) study = new_study ("2024-05-17T00:00:00+02:00");
  double *values = g_new (double, 48);
  GhTariffHours hours;
  guint given = 0;

  for (int i = 0; i < 48; i++)
    values[i] = i;
  study->tariff->import_price->series = g_new0 (GhSeriesSpec, 1);
  study->tariff->import_price->series->form = GH_SERIES_VALUES;
  study->tariff->import_price->series->values = gh_series_new_take (values, 48);
  init (&hours, study, GH_HOURS_IMPORT, 0);
  g_assert_cmpfloat (hours.mean[WORKING][4][7], ==, 7.0);
  g_assert_cmpfloat (hours.mean[WEEKEND][4][7], ==, 31.0);
  for (guint i = 0; i < 2 * 12 * 24; i++)
    given += !isnan ((&hours.mean[0][0][0])[i]);
  g_assert_cmpuint (given, ==, 48);
}

/* Steps of six hours stand for each of their hours. */
static void
test_long_steps (void)
{
  g_autoptr (GhStudy) study = new_study ("2024-05-17T00:00:00+02:00");
  double *values = g_new (double, 4);
  GhTariffHours hours;

  study->period->step_minutes = 360;
  study->period->steps = 4;
  for (int i = 0; i < 4; i++)
    values[i] = i;
  study->tariff->export_price = g_new0 (GhPriceSpec, 1);
  study->tariff->export_price->series = g_new0 (GhSeriesSpec, 1);
  study->tariff->export_price->series->form = GH_SERIES_VALUES;
  study->tariff->export_price->series->values = gh_series_new_take (values, 4);
  study->tariff->import_price->series = gh_series_spec_new_number (0.3);
  init (&hours, study, GH_HOURS_EXPORT, 0);
  for (int hour = 0; hour < 24; hour++)
    g_assert_cmpfloat (hours.mean[WORKING][4][hour], ==, hour / 6);
  init (&hours, study, GH_HOURS_IMPORT, 0);
  g_assert_cmpfloat (hours.mean[WEEKEND][0][0], ==, 0.3);
}

static GhTimeWindow *
new_window (const char *days, const char *from, const char *to, const char *months)
{
  GhTimeWindow *window = gh_record_new (&gh_time_window_table);

  g_assert_true (gh_days_parse (days, &window->days));
  g_assert_true (gh_months_parse (months, &window->months));
  g_assert_true (gh_clock_parse (from, &window->from));
  g_assert_true (gh_clock_parse (to, &window->to));
  return window;
}

static void
add_tier (GhEnergyTiers *tiers, double up_to_kwh, double price)
{
  GhEnergyTier *tier = gh_record_new (&gh_energy_tier_table);

  tier->up_to_kwh = up_to_kwh;
  tier->price = price;
  g_ptr_array_add (tiers->tiers, tier);
}

/* Two tiers in the morning, one price else; a tier that there is not is the last. */
static void
test_tiers (void)
{
  static const double expected[] = { 0.1, 0.4, 0.4 };
  g_autoptr (GhStudy) study = new_study ("2024-05-17T00:00:00+02:00");
  GhEnergyTiers *tiers = gh_record_new (&gh_energy_tiers_table);
  GhTariffHours hours;

  study->tariff->import_price->series = gh_series_spec_new_number (0.3);
  g_assert_cmpuint (gh_tariff_count_tiers (study->tariff), ==, 1);
  tiers->windows = g_ptr_array_new ();
  g_ptr_array_add (tiers->windows, new_window ("sat", "06:00", "09:30", "2"));
  tiers->tiers = g_ptr_array_new ();
  add_tier (tiers, 100.0, 0.1);
  add_tier (tiers, NAN, 0.4);
  study->tariff->energy_tiers = g_ptr_array_new ();
  g_ptr_array_add (study->tariff->energy_tiers, tiers);
  g_assert_cmpuint (gh_tariff_count_tiers (study->tariff), ==, 2);
  for (guint tier = 0; tier < G_N_ELEMENTS (expected); tier++)
    {
      init (&hours, study, GH_HOURS_IMPORT, tier);
      /* February 2024 has four Saturdays and four Sundays. */
      g_assert_cmpfloat_with_epsilon (hours.mean[WEEKEND][1][6], 0.5 * (expected[tier] + 0.3),
                                      1e-12);
      g_assert_cmpfloat_with_epsilon (hours.mean[WEEKEND][1][9], 0.25 * expected[tier] + 0.75 * 0.3,
                                      1e-12);
      g_assert_cmpfloat (hours.mean[WORKING][1][6], ==, 0.3);
    }
}

static void
test_demand (void)
{
  g_autoptr (GhStudy) study = new_study ("2024-05-17T00:00:00+02:00");
  GhDemandRule *timed = gh_record_new (&gh_demand_rule_table);
  GhDemandRule *always = gh_record_new (&gh_demand_rule_table);
  GhTariffHours hours;

  study->tariff->import_price->series = gh_series_spec_new_number (0.3);
  study->tariff->demand_per_kw_month = 1.0;
  study->tariff->demand_charges = g_ptr_array_new ();
  g_ptr_array_add (study->tariff->demand_charges, timed);
  g_ptr_array_add (study->tariff->demand_charges, always);
  timed->price_per_kw = 20.0;
  timed->windows = g_ptr_array_new ();
  g_ptr_array_add (timed->windows, new_window ("mon-fri", "16:00", "21:00", "6-9"));
  always->price_per_kw = 4.0;
  study->tariff->tax = 0.5;
  init (&hours, study, GH_HOURS_DEMAND, 0);
  g_assert_cmpfloat (hours.mean[WORKING][5][16], ==, 1.5 * 25.0);
  g_assert_cmpfloat (hours.mean[WORKING][5][15], ==, 1.5 * 5.0);
  g_assert_cmpfloat (hours.mean[WEEKEND][5][16], ==, 1.5 * 5.0);
  g_assert_true (hours.demanded[WORKING][8][20]);
  g_assert_false (hours.demanded[WORKING][8][21]);
  g_assert_false (hours.demanded[WORKING][9][20]);
  g_assert_false (hours.demanded[WEEKEND][8][20]);
  init (&hours, study, GH_HOURS_IMPORT, 0);
  g_assert_true (hours.demanded[WORKING][5][16]);
}

/* What a car earns: a price of its own, or that of the panels, which changes in the year. */
static void
test_export (void)
{
  g_autoptr (GhStudy) study = new_study ("2024-05-17T00:00:00+02:00");
  GhTariffHours hours;

  study->tariff->import_price->series = gh_series_spec_new_number (0.3);
  study->tariff->export_price = g_new0 (GhPriceSpec, 1);
  study->tariff->export_price->series = gh_series_spec_new_number (0.08);
  study->tariff->tax = 0.5;
  g_assert_true (gh_date_parse ("2024-07-01", &study->tariff->export_price_until));
  for (guint i = 0; i < 2; i++)
    {
      init (&hours, study, GH_HOURS_EXPORT, 0);
      g_assert_cmpfloat_with_epsilon (hours.mean[WORKING][5][12], 0.08, 1e-12);
      g_assert_cmpfloat (hours.mean[WORKING][6][12], ==, 0.0);
      init (&hours, study, GH_HOURS_STORE_EXPORT, 0);
      g_assert_cmpfloat_with_epsilon (hours.mean[WORKING][6][12], i == 0 ? 0.0 : 0.2, 1e-12);
      if (i > 0)
        break;
      study->tariff->store_export_price = g_new0 (GhPriceSpec, 1);
      study->tariff->store_export_price->series = gh_series_spec_new_number (0.2);
    }
}

/* A file that was not read has no prices. */
static void
test_unread (void)
{
  g_autoptr (GhStudy) study = new_study ("2024-05-17T00:00:00+02:00");
  g_autoptr (GError) error = NULL;
  GhTariffHours hours;

  study->tariff->import_price->series = g_new0 (GhSeriesSpec, 1);
  study->tariff->import_price->series->form = GH_SERIES_FILE;
  g_assert_false (gh_tariff_hours_init (&hours, study, GH_HOURS_IMPORT, 0, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tariff-hours/clock", test_clock);
  g_test_add_func ("/tariff-hours/series", test_series);
  g_test_add_func ("/tariff-hours/long-steps", test_long_steps);
  g_test_add_func ("/tariff-hours/tiers", test_tiers);
  g_test_add_func ("/tariff-hours/demand", test_demand);
  g_test_add_func ("/tariff-hours/export", test_export);
  g_test_add_func ("/tariff-hours/unread", test_unread);
  return g_test_run ();
}
