/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/break-even.h"

#include <math.h>

#include "study/sensitivity-words.h"
#include "two-price-study.h"

#define DAYS GH_DAYS_PER_YEAR

static GhSensitivityBase *
new_base (const char *edits)
{
  GhSensitivityQuestion question = { GH_STRATEGY_V2H, GH_STRATEGY_SMART, GH_BATTERY_HEED, 1.0 };
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GError) error = NULL;
  GhSensitivityBase *base = gh_sensitivity_base_new (study, &question, NULL, &error);

  g_assert_no_error (error);
  return base;
}

/* Searches one input; NAN for the range that is usual. */
static GPtrArray *
search (const GhSensitivityBase *base, const char *key, double from, double to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSensitivityInput) input
      = gh_sensitivity_input_new (base->study, base->site, GH_STRATEGY_V2H, key, &error);
  g_autoptr (GArray) spans = gh_input_spans_new ();

  g_assert_no_error (error);
  GhInputSpan wide = gh_break_even_find_range (base, input);
  gh_input_spans_add (spans, input, isnan (from) ? wide.low : from, isnan (to) ? wide.high : to);
  gh_sensitivity_input_unref (wide.input);
  GPtrArray *searches = gh_break_even_run (base, spans, NULL, &error);
  g_assert_no_error (error);
  return searches;
}

static double
annuity (double rate, int years)
{
  return (1.0 - pow (1.0 + rate, -years)) / rate;
}

static double
saving_by_hand (void)
{
  return DEAR_HOURS * (DEAR - OTHER / ROUND_TRIP) * DAYS;
}

/* A charger may cost what it is worth: its price and the net present value together. */
static void
test_charger_price (void)
{
  static const char *const edits[]
      = { "finance.capex.v2h 1000", "finance.capex.v2h 100; finance.capex.smart 90",
          "finance.capex.v2h 90000", "load 1" };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GhSensitivityBase) base = new_base (edits[i]);
      g_autoptr (GPtrArray) searches = search (base, "charger-price", NAN, NAN);
      const GhBreakEven *even = g_ptr_array_index (searches, 0);
      const GhRoot *root = &g_array_index (even->roots, GhRoot, 0);
      g_autofree char *sentence = gh_break_even_format (even, base);
      g_assert_cmpuint (even->roots->len, ==, 1);
      g_assert_cmpfloat_with_epsilon (
          root->value, even->input->value + base->point.values[GH_MEASURE_NPV], 0.011);
      g_assert_false (root->rises);
      g_assert_nonnull (strstr (sentence, "pays up to"));
    }
}

/* With prices p' = m + f (p - m) the saving is linear in f as long as the same hours pay. */
static void
test_price_spread (void)
{
  g_autoptr (GhSensitivityBase) base
      = new_base ("finance.capex.v2h 1800; finance.discount_rate 0.05");
  g_autoptr (GPtrArray) searches = search (base, "price-spread", 0.5, 2.0);
  const GhBreakEven *even = g_ptr_array_index (searches, 0);
  double middle = (4 * DEAR + 15 * OTHER + 5 * CHEAP) / 24.0;
  double needed = 1800.0 / (annuity (0.05, 10) * DEAR_HOURS * DAYS);
  double constant = middle * (1.0 - 1.0 / ROUND_TRIP);
  double slope = (DEAR - middle) - (OTHER - middle) / ROUND_TRIP;

  g_assert_cmpuint (even->roots->len, ==, 1);
  const GhRoot *root = &g_array_index (even->roots, GhRoot, 0);
  g_assert_true (root->rises);
  g_assert_cmpfloat_with_epsilon (root->value, (needed - constant) / slope, even->tolerance);
}

/* Cheaper to buy, dear to keep, worth something at the end: it pays at low and at high rates. */
static double
npv_of_rate (double rate, double yearly)
{
  return 100.0 - yearly * annuity (rate, 10) + 301.0 / pow (1.0 + rate, 10.0);
}

static double
bisect (double low, double high, double yearly)
{
  gboolean rising = npv_of_rate (high, yearly) > 0.0;

  for (int i = 0; i < 100; i++)
    {
      double middle = 0.5 * (low + high);
      if ((npv_of_rate (middle, yearly) > 0.0) == rising)
        high = middle;
      else
        low = middle;
    }
  return low;
}

static void
test_several (void)
{
  g_autofree char *edits
      = g_strdup_printf ("finance.capex.smart 1100; finance.capex.v2h 1000; finance.salvage 301; "
                         "finance.maintenance_per_year %.17g",
                         saving_by_hand () + 40.0);
  g_autoptr (GhSensitivityBase) base = new_base (edits);
  g_autoptr (GPtrArray) searches = search (base, "discount-rate", 1e-6, 0.8);
  const GhBreakEven *even = g_ptr_array_index (searches, 0);
  g_autofree char *sentence = gh_break_even_format (even, base);

  g_assert_cmpuint (even->roots->len, ==, 2);
  const GhRoot *roots = (const GhRoot *) (gpointer) even->roots->data;
  g_assert_false (roots[0].rises);
  g_assert_true (roots[1].rises);
  g_assert_cmpfloat_with_epsilon (roots[0].value, bisect (1e-6, 0.08, 40.0), even->tolerance);
  g_assert_cmpfloat_with_epsilon (roots[1].value, bisect (0.08, 0.8, 40.0), even->tolerance);
  g_assert_nonnull (strstr (sentence, "turns 2 times"));
}

/* Both rates between two of the nine values that are looked at first. Over two years, with q = 1 +
 * r, the net present value is c0 + c1/q + c2/q^2, here 1e6 (q - 1.21)(q - 1.23)/q^2: cheaper to
 * buy, dear to keep, and worth something at the end, which is in the second year beside the upkeep.
 */
static void
test_close_pair (void)
{
  g_autofree char *edits = g_strdup_printf (
      "finance.lifetime_years 2; finance.capex.smart 2e6; finance.capex.v2h 1e6; "
      "finance.salvage %.17g; finance.maintenance_per_year %.17g",
      1488.3e3 + 2440e3, saving_by_hand () + 2440e3);
  g_autoptr (GhSensitivityBase) base = new_base (edits);
  g_autoptr (GPtrArray) searches = search (base, "discount-rate", 0.0, 0.8);
  const GhBreakEven *even = g_ptr_array_index (searches, 0);

  g_assert_cmpuint (even->roots->len, ==, 2);
  const GhRoot *roots = (const GhRoot *) (gpointer) even->roots->data;
  g_assert_false (roots[0].rises);
  g_assert_true (roots[1].rises);
  g_assert_cmpfloat_with_epsilon (roots[0].value, 0.21, even->tolerance);
  g_assert_cmpfloat_with_epsilon (roots[1].value, 0.23, even->tolerance);
}

/* Without a root it is told what it is worth at both ends. */
static void
test_none (void)
{
  static const struct
  {
    const char *edits, *key;
    double from, to;
    const char *words;
  } cases[] = { { "load 1", "discount-rate", 0.0, 0.2, "pays everywhere" },
                { "finance.capex.v2h 90000", "discount-rate", 0.0, 0.2, "pays nowhere" },
                { "load 1", "$.finance.end_of_life_soh", 0.2, 0.9, "makes no difference" },
                { "load 1", "battery-size", -9.0, -1.0, "nothing can be told" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhSensitivityBase) base = new_base (cases[i].edits);
      g_autoptr (GPtrArray) searches = search (base, cases[i].key, cases[i].from, cases[i].to);
      const GhBreakEven *even = g_ptr_array_index (searches, 0);
      g_autofree char *sentence = gh_break_even_format (even, base);
      g_assert_cmpuint (even->roots->len, ==, 0);
      g_assert_nonnull (strstr (sentence, cases[i].words));
    }
}

/* Below what the trips need nothing can be told; above it the root is found all the same. */
static void
test_partly_infeasible (void)
{
  g_autoptr (GhSensitivityBase) base
      = new_base ("vehicles.0.trips.0.days mon-sun; vehicles.0.trips.0.leave 05:00; "
                  "vehicles.0.trips.0.return 16:00; vehicles.0.trips.0.distance_km 100; "
                  "vehicles.0.charger.charge_kw 11; finance.capex.v2h 100");
  g_autoptr (GPtrArray) searches = search (base, "battery-size", 10.0, 90.0);
  const GhBreakEven *even = g_ptr_array_index (searches, 0);

  g_assert_cmpuint (even->problems, >, 0);
  g_assert_nonnull (even->at_from.problem);
  g_assert_null (even->at_to.problem);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/break-even/charger-price", test_charger_price);
  g_test_add_func ("/break-even/price-spread", test_price_spread);
  g_test_add_func ("/break-even/several", test_several);
  g_test_add_func ("/break-even/close-pair", test_close_pair);
  g_test_add_func ("/break-even/none", test_none);
  g_test_add_func ("/break-even/partly-infeasible", test_partly_infeasible);
  return g_test_run ();
}
