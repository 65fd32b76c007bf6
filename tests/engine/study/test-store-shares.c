/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/store-shares.h"

#include <math.h>

#include "two-price-study.h"

#define DAYS 365.25
#define MOST_CARS 5
/* What V2H saves a year where the cars can cover the house in all dear hours: they begin full and
 * are filled up afterwards. */
#define SAVING (DEAR_HOURS * (DEAR - OTHER / ROUND_TRIP) * DAYS)

/* Cars like the first, which differ in how much they can discharge; 0 ends the list.
 * @shares: of SAVING */
typedef struct
{
  const char *edits;
  double discharge_kw[MOST_CARS];
  gboolean is_exact;
  double shares[MOST_CARS];
} Case;

static const Case cases[] = {
  /* Either could do it alone. */
  { "", { 11.0, 11.0 }, TRUE, { 1.0 / 2, 1.0 / 2 } },
  /* What the second can do alone is a quarter; beside the first it adds nothing. */
  { "", { 11.0, 0.25 }, TRUE, { 7.0 / 8, 1.0 / 8 } },
  /* Each adds what it has, whoever is there. */
  { "", { 0.5, 0.375, 0.125 }, TRUE, { 0.5, 0.375, 0.125 } },
  /* A wall battery that covers a quarter of the house under every strategy has no share. */
  { "batteries.0.name Wall; batteries.0.battery_kwh 60; batteries.0.soc_min 0; "
    "batteries.0.charger.discharge_kw 0.25",
    { 0.375, 0.375 },
    TRUE,
    { 0.375, 0.375 } },
  { "", { 0.5, 0.125, 0.125, 0.125, 0.125 }, FALSE, { 0.5, 0.125, 0.125, 0.125, 0.125 } },
  { "", { 11.0, 11.0, 11.0, 11.0, 11.0 }, FALSE, { 0.2, 0.2, 0.2, 0.2, 0.2 } },
};

static GhStudy *
new_study (const char *edits, const double *discharge_kw, guint *count)
{
  g_autoptr (GString) text = g_string_new (edits);

  for (*count = 0; *count < MOST_CARS && discharge_kw[*count] > 0.0; (*count)++)
    g_string_append_printf (text,
                            "%svehicles.%u.name Car %u; vehicles.%u.battery_kwh 60; "
                            "vehicles.%u.charger.charge_efficiency 0.9; "
                            "vehicles.%u.charger.discharge_efficiency 0.9; "
                            "vehicles.%u.charger.discharge_kw %g",
                            text->len > 0 ? "; " : "", *count, *count, *count, *count, *count,
                            *count, discharge_kw[*count]);
  return new_two_price_study (text->str);
}

static GhStoreShares *
find_shares (GhStudy *study, const GhComparison *comparison, GhStrategy strategy)
{
  g_autoptr (GError) error = NULL;
  GhStoreShares *shares;

  g_assert_true (
      gh_store_shares_find (study, comparison, strategy, GH_BATTERY_CHECK, &shares, NULL, &error));
  g_assert_no_error (error);
  return shares;
}

static void
test_closed_forms (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      guint count;
      double sum = 0.0;
      g_autoptr (GhStudy) study = new_study (cases[k].edits, cases[k].discharge_kw, &count);
      g_autoptr (GhComparison) comparison = compare_study (study);
      g_autoptr (GhStoreShares) shares = find_shares (study, comparison, GH_STRATEGY_V2H);
      g_assert_nonnull (shares);
      g_assert_cmpuint (shares->count, ==, count);
      g_assert_cmpint (shares->is_exact, ==, cases[k].is_exact);
      g_assert_cmpfloat_with_epsilon (shares->saving_per_year,
                                      comparison->results[GH_STRATEGY_V2H].saving_per_year, 1e-9);
      for (guint i = 0; i < count; i++)
        {
          g_test_message ("%zu %u: %g", k, i, shares->shares[i].saving_per_year / SAVING);
          g_assert_cmpuint (shares->shares[i].store, ==, i);
          g_assert_cmpfloat_with_epsilon (shares->shares[i].saving_per_year,
                                          cases[k].shares[i] * SAVING, 1e-4 * SAVING);
          sum += shares->shares[i].saving_per_year;
        }
      g_assert_cmpfloat_with_epsilon (sum, shares->saving_per_year, 1e-6);
    }
}

/* One car that discharges has nobody to share with. */
static void
test_nobody (void)
{
  guint count;
  g_autoptr (GhStudy) study = new_study ("", (const double[MOST_CARS]){ 11.0 }, &count);
  g_autoptr (GhComparison) comparison = compare_study (study);

  g_assert_null (find_shares (study, comparison, GH_STRATEGY_V2G));
}

static gboolean
refuse (double fraction, const char *message, gpointer data)
{
  return FALSE;
}

static void
test_stops (void)
{
  guint count;
  g_autoptr (GhStudy) study = new_study ("", (const double[MOST_CARS]){ 11.0, 11.0 }, &count);
  g_autoptr (GhComparison) comparison = compare_study (study);
  const GhProgress progress = { refuse, NULL };
  g_autoptr (GError) error = NULL;
  GhStoreShares *shares;

  g_assert_false (gh_store_shares_find (study, comparison, GH_STRATEGY_V2H, GH_BATTERY_CHECK,
                                        &shares, &progress, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_STOPPED);
  g_assert_null (shares);
}

/* The game of gloves: a left one and two right ones, of which a pair is worth 1. */
static void
test_gloves (void)
{
  static const double values[] = { 0, 0, 0, 1, 0, 1, 0, 1 };
  double shares[3];

  gh_store_shares_divide (values, 3, shares);
  g_assert_cmpfloat_with_epsilon (shares[0], 2.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (shares[1], 1.0 / 6.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (shares[2], 1.0 / 6.0, 1e-12);
}

/* Adds what each player brings in every order, one after another. */
static void
add_orders (const double *values, guint count, guint there, double weight, double *shares)
{
  guint left = 0;

  for (guint i = 0; i < count; i++)
    left += (there >> i & 1) == 0;
  for (guint i = 0; i < count; i++)
    if ((there >> i & 1) == 0)
      {
        guint with = there | 1u << i;
        shares[i] += weight / left * (values[with] - values[there]);
        add_orders (values, count, with, weight / left, shares);
      }
}

/* Any game, against all orders of its players. */
static void
test_orders (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint count = 1; count <= 5; count++)
    {
      double values[32] = { 0.0 }, shares[5], expected[5] = { 0.0 };
      for (guint k = 1; k < 1u << count; k++)
        values[k] = g_rand_double_range (random, -100.0, 100.0);
      gh_store_shares_divide (values, count, shares);
      add_orders (values, count, 0, 1.0, expected);
      for (guint i = 0; i < count; i++)
        g_assert_cmpfloat_with_epsilon (shares[i], expected[i], 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-shares/closed-forms", test_closed_forms);
  g_test_add_func ("/store-shares/nobody", test_nobody);
  g_test_add_func ("/store-shares/stops", test_stops);
  g_test_add_func ("/store-shares/gloves", test_gloves);
  g_test_add_func ("/store-shares/orders", test_orders);
  return g_test_run ();
}
