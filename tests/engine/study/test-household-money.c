/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the finance of a study makes of known years of energy, against closed forms. */
#include "study/household-money.h"

#include <math.h>

#include "edit-study.h"
#include "market/investment.h"

/* What each case begins with; 3000 more for V2H than for smart charging. */
#define USUAL                                                                          \
  "finance.lifetime_years 12; finance.discount_rate 0.05; finance.price_growth 0.03; " \
  "finance.export_price_growth -0.02; finance.capex.smart 1000; finance.capex.v2h 4000; "
#define LIFE 12
#define RATE 0.05
#define IMPORT_GROWTH 0.03
#define EXPORT_GROWTH (-0.02)

/* Less is bought by 300 and more is charged by 120, both at import prices; more is sold by 80, and
 * the battery wears by 20. */
#define IMPORT (300.0 - 120.0)
#define EXPORT 80.0
#define WEAR 20.0

typedef struct
{
  const char *name;
  const char *edits;
  double npv;
} Case;

/* Present value of 1 in year 1 that grows from year to year: a geometric sum of @years. */
static double
growing (double rate, double growth, int years)
{
  double ratio = (1.0 + growth) / (1.0 + rate);

  return fabs (rate - growth) < 1e-12 ? years / (1.0 + rate)
                                      : (1.0 - pow (ratio, years)) / (rate - growth);
}

static double
worth_now (double rate, int year)
{
  return pow (1.0 + rate, -year);
}

static double
energy (double rate, double import_growth, double export_growth, int years)
{
  return IMPORT * growing (rate, import_growth, years)
         + EXPORT * growing (rate, export_growth, years);
}

static double
find_npv (const char *edits)
{
  g_autoptr (GhStudy) study = new_good_study ();
  const GhCashFlowYear year
      = { .avoided_import = 300.0, .added_charging = 120.0, .added_export = EXPORT };

  edit_study (study, USUAL);
  edit_study (study, edits);
  GhCashFlowTerms terms
      = gh_household_get_terms (study->finance, GH_STRATEGY_V2H, GH_STRATEGY_SMART);
  terms.first = terms.last = year;
  if (gh_finance_bears_wear (study->finance))
    terms.first.wear = terms.last.wear = WEAR;
  g_autoptr (GhCashFlow) flow = gh_cash_flow_new (&terms);
  return flow->npv;
}

static void
check (const Case *cases, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpfloat_with_epsilon (find_npv (cases[i].edits), cases[i].npv, 1e-8);
    }
}

/* Grants go towards what is paid, the tax counted, of V2H alone or of both. */
static void
test_grants (void)
{
  double years = energy (RATE, IMPORT_GROWTH, EXPORT_GROWTH, LIFE) - WEAR * growing (RATE, 0, LIFE);
  const Case cases[] = {
    { "none", "", years - 3000 },
    { "share", "finance.grant.share 0.25", years - 3000 + 0.25 * 4000 },
    { "amount", "finance.grant.amount 600", years - 3000 + 600 },
    { "both", "finance.grant.share 0.1; finance.grant.amount 600",
      years - 3000 + 0.1 * 4000 + 600 },
    { "capped", "finance.grant.share 0.25; finance.grant.amount 600; finance.grant.most 1200",
      years - 3000 + 1200 },
    { "no more than is paid", "finance.grant.amount 9000", years - 3000 + 4000 },
    { "share for any charger", "finance.grant.share 0.25; finance.grant.scope 1",
      years - 3000 + 0.25 * (4000 - 1000) },
    { "amount for any charger", "finance.grant.amount 600; finance.grant.scope 1", years - 3000 },
    { "of what is paid with tax",
      "finance.grant.share 0.25; finance.vat_rate 0.19; finance.capex_vat 1",
      years - 3000 * 1.19 + 0.25 * 4000 * 1.19 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* The tax is in the prices of equipment and upkeep or on top of them, and comes back or not. */
static void
test_vat (void)
{
  double years = energy (RATE, IMPORT_GROWTH, EXPORT_GROWTH, LIFE) - WEAR * growing (RATE, 0, LIFE);
  double upkeep = 50 * growing (RATE, 0, LIFE);
  const Case cases[] = {
    { "in prices", "finance.maintenance_per_year 50; finance.vat_rate 0.19",
      years - 3000 - upkeep },
    { "in prices, reclaimed",
      "finance.maintenance_per_year 50; finance.vat_rate 0.19; finance.vat_reclaimed 1",
      years - (3000 + upkeep) / 1.19 },
    { "on top", "finance.maintenance_per_year 50; finance.vat_rate 0.19; finance.capex_vat 1",
      years - (3000 + upkeep) * 1.19 },
    { "on top, reclaimed",
      "finance.maintenance_per_year 50; finance.vat_rate 0.19; finance.capex_vat 1; "
      "finance.vat_reclaimed 1",
      years - 3000 - upkeep },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Real rates with inflation are the same rates without it on years that are paid for at the prices
 * of the first: (1 + r)(1 + i) discounts, (1 + g)(1 + i) raises from year 2 on, so that one
 * (1 + i) is left. Nominal ones leave inflation to what is no energy. */
static void
test_rates (void)
{
  double fisher = 1.05 * 1.02 - 1.0;
  const Case cases[] = {
    { "real", "finance.rates 1; finance.inflation 0.02",
      (energy (RATE, IMPORT_GROWTH, EXPORT_GROWTH, LIFE) - WEAR * growing (RATE, 0, LIFE)) / 1.02
          - 3000 },
    { "nominal", "finance.inflation 0.02",
      energy (RATE, IMPORT_GROWTH, EXPORT_GROWTH, LIFE) - WEAR * growing (RATE, 0.02, LIFE)
          - 3000 },
    { "nominal as real",
      "finance.discount_rate 0.071; finance.price_growth 0.0506; "
      "finance.export_price_growth -0.0004; finance.inflation 0.02",
      energy (fisher, 1.03 * 1.02 - 1.0, 0.98 * 1.02 - 1.0, LIFE)
          - WEAR * growing (fisher, 0.02, LIFE) - 3000 },
    { "salvage", "finance.rates 1; finance.inflation 0.02; finance.salvage 500",
      (energy (RATE, IMPORT_GROWTH, EXPORT_GROWTH, LIFE) - WEAR * growing (RATE, 0, LIFE)
       + 500 * worth_now (RATE, LIFE))
              / 1.02
          - 3000 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Import and export prices grow each at its own rate; at that of the discount every year counts
 * the same. */
static void
test_growth (void)
{
  double wear = WEAR * growing (RATE, 0, LIFE);
  const Case cases[] = {
    { "none", "finance.price_growth 0; finance.export_price_growth 0",
      (IMPORT + EXPORT) * (1.0 - worth_now (RATE, LIFE)) / RATE - wear - 3000 },
    { "import only", "finance.price_growth 0.05; finance.export_price_growth 0",
      IMPORT * LIFE / 1.05 + EXPORT * (1.0 - worth_now (RATE, LIFE)) / RATE - wear - 3000 },
    { "export only", "finance.price_growth 0; finance.export_price_growth 0.05",
      IMPORT * (1.0 - worth_now (RATE, LIFE)) / RATE + EXPORT * LIFE / 1.05 - wear - 3000 },
    { "apart", "finance.price_growth 0.04; finance.export_price_growth -0.1",
      IMPORT * (1.0 - pow (1.04 / 1.05, LIFE)) / 0.01
          + EXPORT * (1.0 - pow (0.9 / 1.05, LIFE)) / 0.15 - wear - 3000 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Another car comes at the end of each lease but for one that ends with the charger: after 3, 6 and
 * 9 years or after 4 and 8 of 12. Wear is the lessor's unless the lease says otherwise. */
static void
test_leases (void)
{
  double twelve = energy (RATE, IMPORT_GROWTH, EXPORT_GROWTH, 12) - 3000;
  double ten = energy (RATE, IMPORT_GROWTH, EXPORT_GROWTH, 10) - 3000;
  double threes = worth_now (RATE, 3) + worth_now (RATE, 6) + worth_now (RATE, 9);
  double fours = worth_now (RATE, 4) + worth_now (RATE, 8);
  const Case cases[] = {
    { "3 of 12", "finance.lease.years 3; finance.lease.change_cost 200", twelve - 200 * threes },
    { "4 of 12", "finance.lease.years 4; finance.lease.change_cost 200", twelve - 200 * fours },
    { "3 of 10", "finance.lifetime_years 10; finance.lease.years 3; finance.lease.change_cost 200",
      ten - 200 * threes },
    { "4 of 10", "finance.lifetime_years 10; finance.lease.years 4; finance.lease.change_cost 200",
      ten - 200 * fours },
    { "charger bought anew",
      "finance.lease.years 4; finance.lease.change_cost 200; finance.lease.charger 1",
      twelve - (200 + 4000) * fours },
    { "with tax",
      "finance.lease.years 3; finance.lease.change_cost 200; finance.vat_rate 0.19; "
      "finance.capex_vat 1",
      twelve - 0.19 * 3000 - 200 * 1.19 * threes },
    { "dearer by inflation",
      "finance.lease.years 4; finance.lease.change_cost 200; finance.inflation 0.02",
      twelve - 200 * (pow (1.02, 3) * worth_now (RATE, 4) + pow (1.02, 7) * worth_now (RATE, 8)) },
    { "dearer lease", "finance.lease.years 3; finance.lease.extra_per_year 30",
      twelve - 30 * growing (RATE, 0, 12) },
    { "wear of the driver", "finance.lease.years 4; finance.lease.wear 1",
      twelve - WEAR * growing (RATE, 0, 12) },
  };

  check (cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/household-money/grants", test_grants);
  g_test_add_func ("/household-money/vat", test_vat);
  g_test_add_func ("/household-money/rates", test_rates);
  g_test_add_func ("/household-money/growth", test_growth);
  g_test_add_func ("/household-money/leases", test_leases);
  return g_test_run ();
}
