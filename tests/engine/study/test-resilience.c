/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What outages from every step of a study come to: sums and shares against counts made here, the
 * same numbers every time, and the line in the net present value. */
#include "study/resilience.h"

#include <math.h>

#include "study/household-money.h"
#include "study/life.h"
#include "study/operation.h"
#include "study/site-builder.h"
#include "two-price-study.h"

/* A week of hours in January, a car on the road on working days from 8 to 18 by the clock. */
#define WEEK                                                                                   \
  "period.steps 168; "                                                                         \
  "tariff.import_price 0.3; vehicles.0.trips.0.days mon-fri; vehicles.0.trips.0.leave 08:00; " \
  "vehicles.0.trips.0.return 18:00; vehicles.0.trips.0.distance_km 40; "

typedef struct
{
  GhStudy *study;
  GhComparison *comparison;
  GhResilience *resilience;
} Fixture;

static void
set_up (Fixture *fixture, const char *edits)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *all = g_strconcat (WEEK, edits, NULL);

  fixture->study = new_two_price_study (all);
  fixture->comparison = compare_study (fixture->study);
  fixture->resilience = gh_resilience_find (fixture->study, fixture->comparison, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture)
{
  gh_resilience_free (fixture->resilience);
  gh_comparison_free (fixture->comparison);
  gh_study_free (fixture->study);
}

/* Shares, means and the curve are those of the hours. */
static void
check_counts (const GhResilience *resilience, const GhResilienceStrategy *result)
{
  gsize count = gh_time_axis_get_count (resilience->axis);
  guint dark = 0, low = 0, half = 0, high = 0;
  double sum = 0.0;

  for (gsize t = 0; t < count; t++)
    {
      sum += result->hours[t];
      dark += result->hours[t] <= 0.0;
      low += result->hours[t] >= result->low_hours;
      half += result->hours[t] >= result->median_hours;
      high += result->hours[t] >= result->high_hours;
      g_assert_cmpfloat (result->hours[t], >=, result->least_hours);
      g_assert_cmpfloat (result->hours[t], <=, resilience->longest_hours);
    }
  g_assert_cmpfloat_with_epsilon (result->mean_hours, sum / (double) count, 1e-9);
  g_assert_cmpfloat_with_epsilon (result->dark_share, dark / (double) count, 1e-12);
  g_assert_cmpuint (low, >=, (guint) ceil (0.9 * (double) count));
  g_assert_cmpuint (half, >=, (guint) ceil (0.5 * (double) count));
  g_assert_cmpuint (high, >=, (guint) ceil (0.1 * (double) count));
  for (gsize h = 1; h < resilience->survival_count; h++)
    {
      guint longer = 0;
      for (gsize t = 0; t < count; t++)
        longer += result->hours[t] >= (double) h - 1e-9;
      g_assert_cmpfloat_with_epsilon (result->survival[h], longer / (double) count, 1e-12);
      g_assert_cmpfloat (result->survival[h], <=, result->survival[h - 1]);
    }
}

static void
test_counts (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.longest_hours 72");
  g_assert_cmpuint (fixture.resilience->survival_count, ==, 73);
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    check_counts (fixture.resilience, &fixture.resilience->strategies[i]);
  const GhResilienceStrategy *smart = &fixture.resilience->strategies[GH_STRATEGY_SMART];
  const GhResilienceStrategy *v2h = &fixture.resilience->strategies[GH_STRATEGY_V2H];
  g_assert_false (smart->is_able);
  g_assert_cmpfloat (smart->dark_share, ==, 1.0);
  g_assert_cmpfloat (smart->unserved_kwh[3], >, 0.0);
  g_assert_true (v2h->is_able);
  /* 10 hours of five days of the seven. */
  g_assert_cmpfloat_with_epsilon (v2h->away_share, 50.0 / 168.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (v2h->dark_share, 50.0 / 168.0, 1e-12);
  /* Monday, 8 January at nine is a working day; in July there is none. */
  g_assert_cmpfloat (v2h->median_map[0][0][9], ==, 0.0);
  g_assert_cmpfloat (v2h->median_map[1][0][9], >, 0.0);
  g_assert_true (isnan (v2h->median_map[0][6][9]));
  g_assert_true (isnan (v2h->season_hours[2]));
  g_assert_cmpfloat_with_epsilon (v2h->season_hours[0], v2h->median_hours, 1e-12);
  tear_down (&fixture);
}

/* A day of outages without the car takes the whole essential load of a day. */
static void
test_unserved (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.essential_share 0.25; resilience.outage_hours 6");
  const GhResilience *resilience = fixture.resilience;
  const GhResilienceStrategy *smart = &resilience->strategies[GH_STRATEGY_SMART];
  double sum = 0.0;

  for (gsize t = 0; t < 168; t++)
    sum += 0.25 * fixture.comparison->site->load_kw[t];
  g_assert_cmpfloat_with_epsilon (resilience->essential_kwh_per_day, sum / 7.0, 1e-9);
  for (guint i = 0; i < resilience->length_count; i++)
    g_assert_cmpfloat_with_epsilon (smart->unserved_kwh[i],
                                    sum / 168.0 * resilience->length_hours[i], 1e-9);
  g_assert_cmpfloat (resilience->length_hours[2], ==, 6.0);
  g_assert_cmpuint (resilience->length_count, ==, 6);
  g_assert_cmpfloat (smart->unserved_kwh_per_year, ==, 0.0);
  tear_down (&fixture);
}

static void
test_series (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.essential_kw 0.4");
  g_assert_cmpfloat_with_epsilon (fixture.resilience->essential_kwh_per_day, 9.6, 1e-9);
  tear_down (&fixture);
}

/* The week with the car away the most is the worst. */
static void
test_worst (void)
{
  Fixture fixture;

  set_up (&fixture, "period.steps 504; vehicles.0.trips.0.from 2024-01-15; "
                    "vehicles.0.trips.0.to 2024-01-21; resilience.longest_hours 24");
  const GhResilienceStrategy *v2h = &fixture.resilience->strategies[GH_STRATEGY_V2H];
  double sum = 0.0;

  for (gsize t = v2h->worst_first; t < v2h->worst_last; t++)
    sum += v2h->hours[t];
  g_assert_cmpuint (v2h->worst_last - v2h->worst_first, ==, 168);
  g_assert_cmpfloat_with_epsilon (v2h->worst_hours, sum / 168.0, 1e-9);
  for (gsize first = 0; first + 168 <= 504; first += 24)
    {
      double other = 0.0;
      for (gsize t = first; t < first + 168; t++)
        other += v2h->hours[t];
      g_assert_cmpfloat (other / 168.0, >=, v2h->worst_hours - 1e-9);
    }
  /* It takes in all five days of trips. */
  g_assert_cmpuint (v2h->worst_first, <=, 168);
  g_assert_cmpuint (v2h->worst_last, >=, 168 + 106);
  tear_down (&fixture);
}

/* Without a value nothing of the money changes; with one the difference of what outages take is a
 * line of its own. */
static void
test_value (void)
{
  Fixture plain, valued;

  set_up (&plain, "resilience.outages_per_year 3; resilience.outage_hours 12");
  set_up (&valued, "resilience.outages_per_year 3; resilience.outage_hours 12; "
                   "resilience.value_of_lost_load_per_kwh 5");
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      const GhCashFlow *before = plain.comparison->results[i].against_smart;
      const GhCashFlow *after = valued.comparison->results[i].against_smart;
      const GhResilienceStrategy *own = &valued.resilience->strategies[i];
      const GhResilienceStrategy *smart = &valued.resilience->strategies[GH_STRATEGY_SMART];
      double served = 3.0 * 5.0 * (smart->unserved_kwh[2] - own->unserved_kwh[2]);
      double worth = 0.0;
      g_assert_cmpfloat (valued.resilience->length_hours[2], ==, 12.0);
      g_assert_cmpfloat_with_epsilon (own->lost_per_year, 15.0 * own->unserved_kwh[2], 1e-9);
      g_assert_cmpfloat_with_epsilon (valued.comparison->results[i].lost_per_year,
                                      own->lost_per_year, 1e-9);
      g_assert_cmpfloat (plain.comparison->results[i].lost_per_year, ==, 0.0);
      for (guint year = 1; year < after->years->len; year++)
        {
          const GhCashFlowRow *row = &g_array_index (after->years, GhCashFlowRow, year);
          g_assert_cmpfloat_with_epsilon (row->served, served, 1e-9);
          g_assert_cmpfloat (g_array_index (before->years, GhCashFlowRow, year).served, ==, 0.0);
          worth += served / pow (1.04, year);
        }
      g_assert_cmpfloat_with_epsilon (after->npv - before->npv, worth, 1e-6);
    }
  g_assert_cmpfloat (valued.comparison->results[GH_STRATEGY_V2H].against_smart->npv, >,
                     plain.comparison->results[GH_STRATEGY_V2H].against_smart->npv + 10.0);
  tear_down (&plain);
  tear_down (&valued);
}

/* Outages of another kind beside are valued with the rest. */
static void
test_further (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.outages_per_year 3; resilience.outage_hours 12; "
                    "resilience.value_of_lost_load_per_kwh 5; "
                    "resilience.further_outages.0.per_year 0.5; "
                    "resilience.further_outages.0.hours 48");
  const GhResilienceStrategy *v2h = &fixture.resilience->strategies[GH_STRATEGY_V2H];
  double kwh = 3.0 * v2h->unserved_kwh[2] + 0.5 * v2h->unserved_kwh[4];
  g_autofree char *words = gh_resilience_tell_value (fixture.resilience, GH_STRATEGY_V2H);

  g_assert_cmpfloat (fixture.resilience->length_hours[4], ==, 48.0);
  g_assert_cmpfloat_with_epsilon (v2h->unserved_kwh_per_year, kwh, 1e-9);
  g_assert_cmpfloat_with_epsilon (fixture.comparison->results[GH_STRATEGY_V2H].lost_per_year,
                                  5.0 * kwh, 1e-9);
  g_assert_true (g_str_has_prefix (words, "3.5 outages a year, 60 hours in all, take "));
  tear_down (&fixture);
}

/* A car that is always there, a house of 1 kW: once the battery is empty everything is missing, so
 * that outages of spread lengths take mean * exp (-survived / mean), the hour in which it runs
 * empty counted as a part. Without a car they take all their hours. */
static void
test_spread (void)
{
  const double mean = 12.0;
  Fixture fixture;
  double sum = 0.0;

  fixture.study = new_two_price_study (
      "resilience.outages_per_year 2; resilience.outage_hours 12; resilience.outage_spread 1; "
      "resilience.essential_share 1; resilience.value_of_lost_load_per_kwh 3");
  fixture.comparison = compare_study (fixture.study);
  fixture.resilience = gh_resilience_find (fixture.study, fixture.comparison, NULL, NULL);
  const GhResilienceStrategy *v2h = &fixture.resilience->strategies[GH_STRATEGY_V2H];
  const GhResilienceStrategy *smart = &fixture.resilience->strategies[GH_STRATEGY_SMART];
  for (gsize t = 0; t < 24; t++)
    {
      double whole = floor (v2h->hours[t]), part = v2h->hours[t] - whole;
      double from = exp (-whole / mean), to = exp (-(whole + 1.0) / mean);
      g_assert_cmpfloat (v2h->hours[t], <, 10.0 * mean - 1.0);
      sum += mean * ((1.0 - part) * (from - to) + to) / 24.0;
    }
  g_assert_cmpfloat_with_epsilon (v2h->unserved_kwh_per_year, 2.0 * sum, 1e-6);
  g_assert_cmpfloat_with_epsilon (smart->unserved_kwh_per_year, 2.0 * mean, 1e-9);
  g_assert_cmpfloat_with_epsilon (fixture.comparison->results[GH_STRATEGY_V2H].lost_per_year,
                                  6.0 * sum, 1e-6);
  tear_down (&fixture);
}

/* A share of what planning brings is not a share of the outages that are survived. */
static void
test_captured (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.outages_per_year 3; resilience.value_of_lost_load_per_kwh 5");
  const GhCashFlow *whole = fixture.comparison->results[GH_STRATEGY_V2H].against_smart;
  g_autoptr (GhCashFlow) half = gh_comparison_new_cash_flow (
      fixture.comparison, fixture.study->finance, GH_STRATEGY_V2H, GH_STRATEGY_SMART, 0.5);
  g_assert_cmpuint (whole->years->len, ==, half->years->len);
  for (guint i = 1; i < whole->years->len; i++)
    {
      const GhCashFlowRow *all = &g_array_index (whole->years, GhCashFlowRow, i);
      const GhCashFlowRow *part = &g_array_index (half->years, GhCashFlowRow, i);
      g_assert_cmpfloat (all->served, >, 0.0);
      g_assert_cmpfloat (part->served, ==, all->served);
      g_assert_cmpfloat_with_epsilon (part->revenue, 0.5 * all->revenue, 1e-9);
    }
  tear_down (&fixture);
}

/* What is run from forecasts has outages of its own: their value is in its money, by just that. */
static void
test_run (void)
{
  g_autoptr (GError) error = NULL;
  Fixture plain, valued;

  set_up (&plain, "operation.early_departure_probability 0.2");
  set_up (&valued, "operation.early_departure_probability 0.2; "
                   "resilience.outages_per_year 3; resilience.value_of_lost_load_per_kwh 5");
  g_autoptr (GhBracket) before = gh_bracket_compute (plain.study, plain.comparison, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GhBracket) after = gh_bracket_compute (valued.study, valued.comparison, NULL, &error);
  g_assert_no_error (error);
  for (GhOperationMode mode = GH_OPERATION_ROLLING; mode < GH_OPERATION_MODES; mode++)
    for (guint s = 0; s < GH_COMPARED_STRATEGIES; s++)
      {
        const GhOperationResult *smart = &after->results[mode][GH_STRATEGY_SMART];
        const GhOperationResult *own = &after->results[mode][s];
        const GhCashFlow *flow = own->against_smart;
        double served = smart->lost_per_year - own->lost_per_year, worth = 0.0;
        for (guint year = 1; year < flow->years->len; year++)
          {
            g_assert_cmpfloat_with_epsilon (g_array_index (flow->years, GhCashFlowRow, year).served,
                                            served, 1e-9);
            worth += served / pow (1.04, year);
          }
        g_assert_cmpfloat_with_epsilon (flow->npv - before->results[mode][s].against_smart->npv,
                                        worth, 1e-6);
        g_assert_cmpfloat (own->lost_per_year, >, 0.0);
        g_assert_cmpfloat (own->lost_per_year, <=, smart->lost_per_year);
        g_assert_cmpfloat (before->results[mode][s].lost_per_year, ==, 0.0);
      }
  g_assert_cmpfloat (after->results[GH_OPERATION_ROLLING][GH_STRATEGY_V2H].lost_per_year, <,
                     after->results[GH_OPERATION_ROLLING][GH_STRATEGY_SMART].lost_per_year);
  tear_down (&plain);
  tear_down (&valued);
}

#define RARE                                                               \
  "resilience.value_of_lost_load_per_kwh 5; resilience.use_reserve true; " \
  "resilience.outages_per_year 3"

static void
set_up_day (Fixture *fixture, const char *edits)
{
  fixture->study = new_two_price_study (edits);
  fixture->comparison = compare_study (fixture->study);
  fixture->resilience = gh_resilience_find (fixture->study, fixture->comparison, NULL, NULL);
}

/* A wall battery that is bought instead of V2H helps in outages under that strategy and no
 * other, and their value is in its money. Without one the strategy has no outages. */
static void
test_rival (void)
{
  Fixture fixture, without;

  set_up_day (&without, RARE);
  set_up_day (&fixture, RARE "; batteries.0.name Wall; batteries.0.battery_kwh 8; "
                             "batteries.0.soc_min 0; batteries.0.discharge_soc_min 0.5; "
                             "finance.capex.battery 300");
  const GhResilienceStrategy *found = fixture.resilience->strategies;
  const GhResilienceStrategy *wall = &found[GH_STRATEGY_BATTERY];
  const GhStrategyResult *rival = &fixture.comparison->results[GH_STRATEGY_BATTERY];

  g_assert_false (without.resilience->strategies[GH_STRATEGY_BATTERY].is_planned);
  g_assert_true (wall->is_planned && wall->is_able);
  check_counts (fixture.resilience, wall);
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    g_assert_cmpmem (found[i].hours, 24 * sizeof (double), without.resilience->strategies[i].hours,
                     24 * sizeof (double));
  g_assert_false (found[GH_STRATEGY_SMART].is_able);
  g_assert_cmpfloat (wall->away_share, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (rival->lost_per_year, wall->lost_per_year, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      g_array_index (rival->against_smart->years, GhCashFlowRow, 1).served,
      found[GH_STRATEGY_SMART].lost_per_year - wall->lost_per_year, 1e-9);
  g_assert_cmpfloat (wall->lost_per_year, <, found[GH_STRATEGY_SMART].lost_per_year - 1.0);
  tear_down (&fixture);
  tear_down (&without);
}

/* The years of a life have the same line. */
static void
test_life (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = new_two_price_study (
      WEEK "vehicles.0.cell nmc-kokam-75ah; finance.lifetime_years 2; "
           "resilience.outages_per_year 2; resilience.value_of_lost_load_per_kwh 4");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  g_autoptr (GhLife) life = gh_life_run (study, site, 0, NULL, &error);

  g_assert_no_error (error);
  for (guint year = 0; year < 2; year++)
    {
      const GhLifeYear *smart
          = &g_array_index (life->strategies[GH_STRATEGY_SMART].years, GhLifeYear, year);
      const GhLifeYear *v2h
          = &g_array_index (life->strategies[GH_STRATEGY_V2H].years, GhLifeYear, year);
      const GhCashFlowRow *row = &g_array_index (
          life->strategies[GH_STRATEGY_V2H].against_smart->years, GhCashFlowRow, year + 1);
      g_assert_cmpfloat (smart->lost, >, v2h->lost);
      g_assert_cmpfloat_with_epsilon (row->served, smart->lost - v2h->lost, 1e-9);
    }
}

/* The same study, the same numbers, to the last digit. */
static void
test_deterministic (void)
{
  Fixture first, second;

  set_up (&first, "period.steps 2400");
  set_up (&second, "period.steps 2400");
  for (guint i = 0; i < GH_COMPARED_STRATEGIES; i++)
    {
      const GhResilienceStrategy *a = &first.resilience->strategies[i];
      const GhResilienceStrategy *b = &second.resilience->strategies[i];
      g_assert_cmpmem (a->hours, 2400 * sizeof (double), b->hours, 2400 * sizeof (double));
      g_assert_cmpmem (a->unserved_kwh, sizeof a->unserved_kwh, b->unserved_kwh,
                       sizeof b->unserved_kwh);
    }
  tear_down (&first);
  tear_down (&second);
}

static gboolean
stop (double fraction, const char *message G_GNUC_UNUSED, gpointer data)
{
  guint *asked = data;

  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  return ++*asked < 2;
}

static void
test_stop (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  guint asked = 0;
  GhProgress progress = { stop, &asked, 0.0, 1.0 };

  set_up (&fixture, "resilience.outage_hours 720");
  g_assert_null (gh_resilience_find (fixture.study, fixture.comparison, &progress, &error));
  g_assert_nonnull (error);
  tear_down (&fixture);
}

/* Every sentence is there and names what it is about. */
static void
test_words (void)
{
  Fixture fixture;

  set_up (&fixture, "resilience.outages_per_year 2; resilience.value_of_lost_load_per_kwh 3");
  const GhResilience *resilience = fixture.resilience;
  g_autofree char *smart = gh_resilience_answer (resilience, GH_STRATEGY_SMART);
  g_autofree char *v2h = gh_resilience_answer (resilience, GH_STRATEGY_V2H);
  g_autofree char *why = gh_resilience_explain (resilience, GH_STRATEGY_V2H);
  g_autofree char *worst = gh_resilience_tell_worst (resilience, GH_STRATEGY_V2H);
  g_autofree char *value = gh_resilience_tell_value (resilience, GH_STRATEGY_V2H);
  g_autofree char *assumed = gh_resilience_assume (resilience);

  g_assert_cmpstr (smart, ==,
                   "Smart: the house is dark as soon as the grid fails, because nothing can power "
                   "it.");
  g_assert_null (gh_resilience_tell_worst (resilience, GH_STRATEGY_SMART));
  g_assert_true (g_str_has_prefix (v2h, "V2H (house): an outage at a random moment is survived for "
                                        "at least "));
  g_assert_true (g_str_has_prefix (why, "For 30 % of the time nothing that could power the house "
                                        "is plugged in; an outage then leaves it in the dark at "
                                        "once. One outage of ten is survived for at least "));
  g_assert_true (g_str_has_prefix (worst, "The worst week is 8 Jan 2024 to 14 Jan 2024: "));
  g_assert_true (g_str_has_prefix (value, "2 outages a year of 4 hours take "));
  g_assert_nonnull (strstr (value, "€ a year"));
  g_assert_true (g_str_has_prefix (assumed, "The house cannot do without "));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resilience/counts", test_counts);
  g_test_add_func ("/resilience/unserved", test_unserved);
  g_test_add_func ("/resilience/series", test_series);
  g_test_add_func ("/resilience/worst", test_worst);
  g_test_add_func ("/resilience/value", test_value);
  g_test_add_func ("/resilience/further", test_further);
  g_test_add_func ("/resilience/spread", test_spread);
  g_test_add_func ("/resilience/captured", test_captured);
  g_test_add_func ("/resilience/run", test_run);
  g_test_add_func ("/resilience/rival", test_rival);
  g_test_add_func ("/resilience/life", test_life);
  g_test_add_func ("/resilience/deterministic", test_deterministic);
  g_test_add_func ("/resilience/stop", test_stop);
  g_test_add_func ("/resilience/words", test_words);
  return g_test_run ();
}
