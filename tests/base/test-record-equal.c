/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that say the same, and every single edit that makes them say something else. */
#include "record-equal.h"

#include "edit-study.h"

/* Everything that a study can hold. */
static const char *const whole
    = "name House; currency EUR; holidays 2024-12-25; solar.0.peak_kw 5; weather.clear_sky 1; "
      "emissions.marginal_g_per_kwh [1,2,3]; vehicles.0.charger.charge_loss_kw [0.1,0.2,0.3]";

static const char *const edits[] = {
  "name Home",
  "currency SEK",
  "holidays 2024-12-26",
  "seed 7",
  "location null",
  "location.latitude 12",
  "period.start 2024-01-02T00:00:00+01:00",
  "load 0.6",
  "load [1,2]",
  "solar.1.peak_kw 5",
  "solar.0.tilt_deg 20",
  "weather.clear_sky 0",
  "emissions.marginal_g_per_kwh [1,2,4]",
  "emissions.marginal_g_per_kwh [1,2]",
  "tariff.import_price 0.4",
  "tariff.may_export 0",
  "vehicles.0.trips.0.days mon-sat",
  "vehicles.0.trips.0.leave 07:31",
  "vehicles.0.charger.charge_loss_kw [0.1,0.2,0.4]",
  "vehicles.0.soc_end 0.6",
  "vehicles.1.name Second",
};

static GhStudy *
new_study (void)
{
  GhStudy *study = new_good_study ();

  edit_study (study, whole);
  return study;
}

static void
test_studies (void)
{
  g_autoptr (GhStudy) study = new_study ();
  g_autoptr (GhStudy) same = new_study ();
  g_autoptr (GhStudy) copy = gh_study_copy (study);

  g_assert_true (gh_record_equal (&gh_study_table, study, same));
  g_assert_true (gh_record_equal (&gh_study_table, study, copy));
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GhStudy) other = new_study ();
      edit_study (other, edits[i]);
      g_test_message ("%s", edits[i]);
      g_assert_false (gh_record_equal (&gh_study_table, study, other));
      g_assert_false (gh_record_equal (&gh_study_table, other, study));
    }
}

/* What was given is what was defaulted, and nothing is only nothing. */
static void
test_given (void)
{
  g_autoptr (GhStudy) study = new_study ();
  g_autoptr (GhStudy) other = new_study ();

  edit_study (other, "seed 1");
  g_assert_true (gh_record_equal (&gh_study_table, study, other));
  g_assert_true (gh_record_equal (&gh_study_table, NULL, NULL));
  g_assert_false (gh_record_equal (&gh_study_table, study, NULL));
}

static void
test_prices (void)
{
  g_autoptr (GhStudy) study = new_study ();
  const GhPriceSpec *price = study->tariff->import_price;
  g_autoptr (GhPriceSpec) copy = gh_price_spec_copy (price);
  g_autoptr (GhPriceSpec) market = g_new0 (GhPriceSpec, 1);

  market->market = gh_record_new (&gh_market_price_table);
  market->market->series = gh_series_spec_copy (price->series);
  g_autoptr (GhPriceSpec) taxed = gh_price_spec_copy (market);
  taxed->market->multiply = 1.19;
  g_assert_true (gh_price_spec_equal (price, copy));
  g_assert_false (gh_price_spec_equal (price, market));
  g_assert_false (gh_price_spec_equal (market, taxed));
  g_assert_false (gh_price_spec_equal (market, NULL));
  g_assert_true (gh_price_spec_equal (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-equal/studies", test_studies);
  g_test_add_func ("/record-equal/given", test_given);
  g_test_add_func ("/record-equal/prices", test_prices);
  return g_test_run ();
}
