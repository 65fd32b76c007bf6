/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/life.h"

#include <math.h>

#include "battery-study.h"
#include "errors.h"
#include "study/site-builder.h"

#define CONSTANT_20 "vehicles.0.pack.ambient_mean_c 20; vehicles.0.pack.ambient_swing_c 0; "

static GhLife *
live (const char *edits)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = new_battery_study (edits);
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);

  g_assert_no_error (error);
  GhLife *life = gh_life_run (study, site, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (life);
  return life;
}

static const GhLifeYear *
year_of (const GhLife *life, int strategy, guint index)
{
  return &g_array_index (life->strategies[strategy].years, GhLifeYear, index);
}

typedef struct
{
  const char *name;
  const char *edits;
  int years;
  gboolean wears_out;
} LifeCase;

static const LifeCase life_cases[] = {
  { "plain", CONSTANT_20 "finance.lifetime_years 4", 4, FALSE },
  { "priced", CONSTANT_20 "vehicles.0.pack.wear 1; finance.lifetime_years 3", 3, FALSE },
  { "one-year", "finance.lifetime_years 1", 1, FALSE },
  { "no-pack", "finance.lifetime_years 2", 2, FALSE },
  { "used", CONSTANT_20 "vehicles.0.pack.soh 0.8; finance.lifetime_years 3", 3, FALSE },
  { "replaced", CONSTANT_20 "finance.end_of_life_soh 0.98; finance.lifetime_years 8", 8, TRUE },
  { "worn-out-before", CONSTANT_20 "vehicles.0.pack.soh 0.6; finance.lifetime_years 3", 3, TRUE },
  { "kept-to-nothing",
    "vehicles.0.cell nmc-kokam-75ah; weather.temperature_c 80; finance.end_of_life_soh 0; "
    "finance.lifetime_years 4",
    4, TRUE },
  { "too-far",
    "vehicles.0.trips.0.distance_km 800; vehicles.0.cell lfp-sony-3ah; finance.lifetime_years 2", 2,
    FALSE },
  { "for-nothing",
    "finance.battery_cost_per_kwh 0; vehicles.0.pack.wear 1; finance.lifetime_years 2", 2, FALSE },
  { "no-discharging", "vehicles.0.charger.discharge_kw 0; finance.lifetime_years 2", 2, FALSE },
};

/* A year begins with what the last one left or with a new battery; its causes are its loss. */
static void
assert_year (const GhLife *life, int s, guint i)
{
  const GhLifeYear *year = year_of (life, s, i);
  double lost = year->soh_begin - year->soh_end;
  double causes = year->loss_time + year->loss_driving + year->loss_grid;

  g_assert_cmpint (year->year, ==, (int) i + 1);
  g_assert_cmpfloat (lost, >=, 0.0);
  g_assert_cmpfloat_with_epsilon (causes, lost, 1e-12);
  g_assert_cmpfloat (year->loss_time, >=, 0.0);
  if (s < 2)
    g_assert_true (year->loss_grid == 0.0);
  if (i > 0)
    {
      const GhLifeYear *before = year_of (life, s, i - 1);
      g_assert_true (year->soh_begin == (before->is_replaced ? 1.0 : before->soh_end));
    }
  g_assert_true (isfinite (year->bill) && isfinite (year->efc) && isfinite (year->mean_soc)
                 && isfinite (year->resistance) && isfinite (year->wear_per_kwh)
                 && isfinite (year->shortfall_kwh) && isfinite (year->use.cycles));
  g_assert_cmpfloat (year->resistance, >=, 1.0);
  g_assert_true (
      year->is_checked
      == (i == 0 || i + 1 == (guint) life->years || (int) i + 1 == (life->years + 1) / 2));
}

static void
test_years (gconstpointer data)
{
  const LifeCase *tested = data;
  g_autoptr (GhLife) life = live (tested->edits);

  g_assert_cmpint (life->years, ==, tested->years);
  g_assert_null (gh_life_find_failed (life));
  for (int s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      const GhLifeStrategy *strategy = &life->strategies[s];
      guint replaced = 0;
      g_assert_cmpint ((int) strategy->strategy, ==, s);
      g_assert_cmpuint (strategy->years->len, ==, (guint) tested->years);
      for (guint i = 0; i < strategy->years->len; i++)
        {
          assert_year (life, s, i);
          replaced += year_of (life, s, i)->is_replaced;
        }
      g_assert_cmpuint (strategy->replacements, ==, replaced);
      g_assert_true (isnan (strategy->end_of_life_year) == (replaced == 0));
      if (replaced > 0)
        {
          g_assert_cmpfloat (strategy->end_of_life_year, >=, 0.0);
          g_assert_cmpfloat (strategy->end_of_life_year, <=, tested->years);
        }
      if (s == 0)
        g_assert_true ((replaced > 0) == tested->wears_out);
      g_assert_true (isfinite (strategy->against_smart->npv));
      g_assert_true (isfinite (strategy->against_unmanaged->npv));
    }
  g_assert_true (life->strategies[1].against_smart->npv == 0.0);
}

/* A new battery's first year is compared with that of another new one: what house and grid take in
 * it is what they took in the first year, although smart charging's battery is older then. */
static void
test_causes_after_replacement (void)
{
  g_autoptr (GhLife) life
      = live (CONSTANT_20 "finance.end_of_life_soh 0.98; finance.lifetime_years 8");
  const GhLifeYear *first = year_of (life, 3, 0);
  guint compared = 0;

  for (guint i = 1; i < 8; i++)
    {
      const GhLifeYear *year = year_of (life, 3, i);
      if (!year_of (life, 3, i - 1)->is_replaced)
        continue;
      g_assert_cmpfloat_with_epsilon (year->loss_grid, first->loss_grid,
                                      0.25 * fabs (first->loss_grid) + 1e-4);
      g_assert_cmpfloat_with_epsilon (year->loss_time, first->loss_time, 0.1 * first->loss_time);
      compared++;
    }
  g_assert_cmpuint (compared, >, 0);
}

/* A car that stands: the loss is that of time, k t^0.526, whatever the length of the steps. */
static void
test_standing (void)
{
  g_autoptr (GhLife) life
      = live (CONSTANT_20 "vehicles.0.trips.0.distance_km 0; vehicles.0.soc_start 0.8; "
                          "vehicles.0.soc_max 0.8; finance.lifetime_years 6; "
                          "vehicles.0.charger.discharge_kw 0");
  double rate = 8.37e4 * exp ((-5.21e3 - 3.56e3 * gh_graphite_potential_v (0.8)) / 293.15);

  for (guint i = 0; i < 6; i++)
    {
      const GhLifeYear *year = year_of (life, 0, i);
      g_assert_cmpfloat_with_epsilon (1.0 - year->soh_end, rate * pow (365.25 * (i + 1), 0.526),
                                      1e-6);
      g_assert_cmpfloat_with_epsilon (year->loss_driving, 0.0, 1e-6);
    }
}

/* Present value from the years as a person would count it: what smart charging pays more, less the
 * capacity that goes beyond its, at 60 * 100 / 0.3 for all of it. */
static void
test_money (void)
{
  g_autoptr (GhLife) life
      = live (CONSTANT_20 "finance.lifetime_years 3; finance.discount_rate 0.05; "
                          "finance.price_growth 0.1; finance.capex.smart 100; "
                          "finance.capex.v2g 1000; finance.maintenance_per_year 10; "
                          "finance.salvage 50; tariff.fixed_per_day 0.3");
  double expected = -900.0;

  for (guint i = 0; i < 3; i++)
    {
      const GhLifeYear *used = year_of (life, 3, i), *base = year_of (life, 1, i);
      double wear = (used->soh_begin - used->soh_end - base->soh_begin + base->soh_end) * 20000.0;
      double net = base->bill - used->bill - wear - 10.0 + (i == 2 ? 50.0 : 0.0);
      expected += net / pow (1.05, i + 1);
      g_assert_cmpfloat (wear, >, 0.0);
      g_assert_cmpfloat_with_epsilon (
          used->bill, used->import_house + used->import_charging - used->export + 0.3 * 365.25,
          1e-6);
    }
  g_assert_cmpfloat_with_epsilon (life->strategies[3].against_smart->npv, expected, 1e-6);
  /* Prices grow, and with them the bill of charging without a plan. */
  g_assert_cmpfloat_with_epsilon ((year_of (life, 0, 1)->bill - 0.3 * 365.25)
                                      / (year_of (life, 0, 0)->bill - 0.3 * 365.25),
                                  1.1, 0.005);
}

/* When a warranty ends: hours of the years, one after the other. */
static void
test_warranty_year (void)
{
  g_autoptr (GhLife) plain = live ("finance.lifetime_years 4");
  double first = year_of (plain, 3, 0)->use.hours, second = year_of (plain, 3, 1)->use.hours;
  g_autofree char *edits
      = g_strdup_printf ("finance.lifetime_years 4; vehicles.0.pack.limit_power 0; "
                         "vehicles.0.pack.warranty.hours %.6f; vehicles.0.pack.warranty.years 3",
                         first + 0.25 * second);
  g_autoptr (GhLife) life = live (edits);

  g_assert_cmpfloat (first, >, 100.0);
  g_assert_true (isnan (plain->strategies[3].warranty_year));
  g_assert_true (isnan (life->strategies[1].warranty_year));
  g_assert_cmpfloat_with_epsilon (life->strategies[3].warranty_year, 1.25, 1e-6);
  /* It has ended before. */
  g_autofree char *shorter = g_strdup_printf ("%s; vehicles.0.pack.warranty.years 1.1", edits);
  g_autoptr (GhLife) other = live (shorter);
  g_assert_true (isnan (other->strategies[3].warranty_year));
}

/* Hours of the histogram are a year; cycles by depth are those of the year. */
static void
test_histograms (void)
{
  g_autoptr (GhLife) life = live ("finance.lifetime_years 1");

  for (int s = 0; s < GH_COMPARED_STRATEGIES; s++)
    {
      double hours = 0.0, cycles = 0.0, most = 0.0;
      for (int i = 0; i < GH_LIFE_DWELLS; i++)
        hours += life->strategies[s].dwells[i];
      for (int i = 0; i < GH_LIFE_DEPTHS; i++)
        {
          cycles += life->strategies[s].depths[i] * i / GH_LIFE_DEPTHS;
          most += life->strategies[s].depths[i] * (i + 1.0) / GH_LIFE_DEPTHS;
        }
      g_assert_cmpfloat_with_epsilon (hours, 365.25 * 24.0, 1e-6);
      g_assert_cmpfloat (year_of (life, s, 0)->efc, >=, cycles - 1e-9);
      g_assert_cmpfloat (year_of (life, s, 0)->efc, <=, most * 1.02);
    }
}

static void
test_failures (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study = new_battery_study ("vehicles.0.cell none");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);

  g_assert_null (gh_life_run (study, site, 0, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED);
  g_autoptr (GhLife) life = live ("connection.import_limit_kw 0.5; finance.lifetime_years 2");
  const GhLifeStrategy *failed = gh_life_find_failed (life);
  g_assert_nonnull (failed);
  g_assert_cmpint (failed->reason.code, ==, GH_REASON_IMPORT_LIMIT);
  g_assert_cmpuint (failed->years->len, ==, 0);
  g_assert_null (failed->against_smart);
}

typedef struct
{
  guint calls;
  guint stop_at;
  double last;
} Watch;

static gboolean
watch (double fraction, const char *message, gpointer data)
{
  Watch *seen = data;

  g_assert_cmpfloat (fraction, >=, seen->last - 1e-12);
  g_assert_cmpfloat (fraction, <=, 1.0);
  seen->last = fraction;
  return ++seen->calls != seen->stop_at;
}

/* Progress never goes back, and whoever wants to stop can. */
static void
test_progress (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study
      = new_battery_study ("vehicles.0.pack.wear 1; finance.lifetime_years 40");
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  Watch seen = { 0 }, stopper = { .stop_at = 2 };
  GhProgress progress = { watch, &seen, 0.0, 1.0 };
  g_autoptr (GhLife) life = gh_life_run (study, site, 0, &progress, &error);

  g_assert_no_error (error);
  g_assert_nonnull (life);
  g_assert_cmpuint (seen.calls, >, 2);
  progress.data = &stopper;
  g_assert_null (gh_life_run (study, site, 0, &progress, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
}

/* Two roofs that the load always uses up give less each year, and it is bought in their place. */
static void
test_panels_age (void)
{
  g_autoptr (GhLife) life = live (
      "solar.0.name East; solar.0.output_kw 0.1; solar.1.name West; solar.1.output_kw 0.2; load 2; "
      "tariff.import_price 0.3; tariff.export_price 0; finance.price_growth 0; "
      "finance.solar_degradation 0.05; finance.lifetime_years 4");

  for (guint i = 0; i < 4; i++)
    {
      double bought_kw = 2.0 - 0.3 * pow (0.95, i);
      g_assert_cmpfloat_with_epsilon (year_of (life, 0, i)->import_house,
                                      bought_kw * 0.3 * 24.0 * 365.25, 1e-6);
    }
}

/* Whose battery it is does not depend on where the car stands in the study. */
static void
test_second_car (void)
{
  static const char *const others[] = { "vehicles.0", "vehicles.1" };
  GhLife *lives[2] = { NULL, NULL };

  for (guint own = 0; own < 2; own++)
    {
      g_autoptr (GError) error = NULL;
      /* The other has a little battery and wears out dearly, so that both are told apart. */
      g_autofree char *edits = g_strdup_printf (
          "vehicles.1.name Second; vehicles.1.consumption_kwh_per_km 0.2; "
          "vehicles.1.charger.charge_kw 11; vehicles.1.charger.discharge_kw 11; "
          "vehicles.1.charger.charge_efficiency 0.9; vehicles.1.charger.discharge_efficiency 0.9; "
          "vehicles.1.trips.0.days mon-fri; vehicles.1.trips.0.leave 08:00; "
          "vehicles.1.trips.0.return 17:00; %1$s.trips.0.distance_km 10; %1$s.cell null; "
          "%1$s.battery_kwh 30; %1$s.wear_per_kwh 0.05; %2$s.cell lfp-250ah; "
          "%2$s.trips.0.distance_km 40; %2$s.battery_kwh 60; %2$s.pack.limit_power 1; "
          "finance.lifetime_years 2",
          others[1 - own], others[own]);
      g_autoptr (GhStudy) study = new_battery_study (edits);
      g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
      g_assert_no_error (error);
      lives[own] = gh_life_run (study, site, own, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (lives[own]->vehicle, ==, own);
      g_assert_null (gh_life_run (study, site, 1 - own, NULL, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_UNSUPPORTED);
    }
  for (int s = 0; s < GH_COMPARED_STRATEGIES; s++)
    for (guint i = 0; i < 2; i++)
      {
        const GhLifeYear *a = year_of (lives[0], s, i), *b = year_of (lives[1], s, i);
        g_test_message ("%d %u: %g %g, %g %g", s, i, a->bill, b->bill, a->efc, b->efc);
        g_assert_cmpfloat_with_epsilon (a->bill, b->bill, 0.005 * fabs (a->bill));
        g_assert_cmpfloat_with_epsilon (a->efc, b->efc, 0.05 * a->efc);
        g_assert_cmpfloat_with_epsilon (a->soh_end, b->soh_end, 1e-3);
      }
  gh_life_free (lives[0]);
  gh_life_free (lives[1]);
}

/* A wall battery that could be bought is in use under its own strategy alone, in which the car's
 * battery is as with smart charging; what it wears counts. */
static void
test_rival (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudy) study
      = new_battery_study ("batteries.0.name Wall; batteries.0.battery_kwh 5; "
                           "batteries.0.charger.charge_kw 5; batteries.0.charger.discharge_kw 5; "
                           "batteries.0.wear_per_kwh 0.03; finance.capex.battery 900; "
                           "finance.lifetime_years 1; finance.price_growth 0; load 0.5");
  g_autoptr (GhStudy) alone
      = new_battery_study ("finance.lifetime_years 1; finance.price_growth 0; load 0.5");
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhSite) site = gh_site_build (study, NULL, &error);
  g_autoptr (GhSite) other = gh_site_build (alone, NULL, &error);
  g_autoptr (GhLife) life = gh_life_run (study, site, 0, NULL, &error);
  g_autoptr (GhLife) without = gh_life_run (alone, other, 0, NULL, &error);
  g_autoptr (GhComparison) comparison
      = gh_household_compare (study, site, GH_BATTERY_CHECK, findings, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (without->count, ==, GH_COMPARED_STRATEGIES);
  g_assert_cmpuint (life->count, ==, GH_MOST_COMPARED);
  for (int s = 0; s < GH_COMPARED_STRATEGIES; s++)
    g_assert_cmpfloat_with_epsilon (year_of (life, s, 0)->bill, year_of (without, s, 0)->bill,
                                    1e-6);
  const GhCashFlow *flow = life->strategies[GH_STRATEGY_BATTERY].against_smart;
  const GhCashFlow *first = comparison->results[GH_STRATEGY_BATTERY].against_smart;
  double wear = g_array_index (first->years, GhCashFlowRow, 1).degradation;
  g_assert_cmpfloat (wear, >, 1.0);
  g_assert_cmpfloat_with_epsilon (g_array_index (flow->years, GhCashFlowRow, 1).degradation, wear,
                                  0.02 * wear);
  g_assert_cmpfloat_with_epsilon (flow->npv, first->npv, 0.02 * fabs (first->npv));
  g_assert_cmpfloat_with_epsilon (year_of (life, GH_STRATEGY_BATTERY, 0)->efc,
                                  year_of (life, GH_STRATEGY_SMART, 0)->efc, 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (life_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/life/years/", life_cases[i].name, NULL);
      g_test_add_data_func (path, &life_cases[i], test_years);
    }
  g_test_add_func ("/life/standing", test_standing);
  g_test_add_func ("/life/money", test_money);
  g_test_add_func ("/life/warranty-year", test_warranty_year);
  g_test_add_func ("/life/histograms", test_histograms);
  g_test_add_func ("/life/failures", test_failures);
  g_test_add_func ("/life/progress", test_progress);
  g_test_add_func ("/life/causes-after-replacement", test_causes_after_replacement);
  g_test_add_func ("/life/panels-age", test_panels_age);
  g_test_add_func ("/life/second-car", test_second_car);
  g_test_add_func ("/life/rival", test_rival);
  return g_test_run ();
}
