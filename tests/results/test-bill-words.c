/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill-words.h"

#include "two-price-study.h"

static GhResults *
compute (const char *edits)
{
  g_autoptr (GhStudy) study = new_two_price_study (edits);
  g_autoptr (GError) error = NULL;
  GhResults *results = gh_results_compute (study, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (gh_results_get_bill (results, GH_STRATEGY_UNMANAGED));
  gh_results_take_bills (results, gh_results_make_bills (results, NULL, &error));
  g_assert_no_error (error);
  return results;
}

/* Every strategy has a bill: the one that the engine makes up of its plan. */
static void
test_bills (void)
{
  static const char *const rows[] = {
    "tariff.fixed_per_day 0.5",
    "tariff.fixed_per_month 12; tariff.tax 0.19; tariff.demand_per_kw_month 3",
    "tariff.energy_tiers.0.tiers.0.up_to_kwh_per_day 20; "
    "tariff.energy_tiers.0.tiers.0.price 0.1; tariff.energy_tiers.0.tiers.1.price 0.4",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GhResults) results = compute (rows[i]);
      for (GhStrategy s = 0; s < GH_COMPARED_STRATEGIES; s++)
        {
          const GhStrategyResult *result = gh_results_get_strategy (results, s);
          const GhBill *bill = gh_results_get_bill (results, s);
          g_autoptr (GhBill) expected
              = gh_tariff_bill_plan (gh_results_get_study (results),
                                     gh_results_get_planned_site (results, s), result->plan, NULL);
          g_assert_cmpuint (bill->items->len, ==, expected->items->len);
          g_assert_cmpfloat_with_epsilon (bill->total, expected->total, 1e-9);
          /* The comparison counts the same money another way. */
          g_assert_cmpfloat_with_epsilon (bill->total, gh_plan_summary_get_bill (&result->summary),
                                          1e-9);
        }
    }
}

/* 24 kWh of the house and none of the car, which keeps what it has. */
static void
test_total (void)
{
  g_autoptr (GhResults) plain = compute ("tariff.import_price 0.3");
  g_autoptr (GhResults) tiered = compute (
      "tariff.energy_tiers.0.tiers.0.up_to_kwh_per_day 20; "
      "tariff.energy_tiers.0.tiers.0.price 0.1; tariff.energy_tiers.0.tiers.1.price 0.4");
  g_autofree char *total = gh_bill_format_total (plain, GH_STRATEGY_UNMANAGED);
  g_autofree char *corrected = gh_bill_format_total (tiered, GH_STRATEGY_UNMANAGED);

  g_assert_cmpstr (total, ==, "On arrival: 7.20\u00a0€ in 1 month.");
  g_assert_cmpstr (
      corrected, ==,
      "On arrival: 3.60\u00a0€ in 1 month. The plan counted 9.60\u00a0€: prices of its "
      "steps do not know where months end.");
}

static void
test_quantity (void)
{
  g_autoptr (GhResults) results
      = compute ("tariff.import_price 0.3; tariff.demand_per_kw_month 3; tariff.fixed_per_day 1");
  static const char *const expected[] = { "24 kWh", "up to 1.0 kW", "" };
  const GhBill *bill = gh_results_get_bill (results, GH_STRATEGY_UNMANAGED);

  g_assert_cmpuint (bill->items->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < bill->items->len; i++)
    {
      g_autofree char *text = gh_bill_format_quantity (g_ptr_array_index (bill->items, i), 1);
      g_assert_cmpstr (text, ==, expected[i]);
    }
}

/* The lines of the real bill, that which differs most first. */
static void
test_check (void)
{
  g_autoptr (GhResults) without = compute ("");
  g_autoptr (GhFindings) findings = gh_findings_new ();

  g_assert_null (gh_results_check_bill (without, GH_STRATEGY_UNMANAGED, findings));
  g_assert_null (gh_bill_check_make_table (without, GH_STRATEGY_UNMANAGED));
  g_autoptr (GhResults) results
      = compute ("tariff.import_price 0.3; tariff.fixed_per_day 1; real_bill.0.month 2024-01-08; "
                 "real_bill.0.item fixed; real_bill.0.amount 1.5; real_bill.1.month 2024-01-31; "
                 "real_bill.1.item energy; real_bill.1.amount 9; real_bill.1.quantity 30");
  g_autoptr (GhBillCheck) check = gh_results_check_bill (results, GH_STRATEGY_UNMANAGED, findings);
  g_assert_cmpfloat_with_epsilon (check->calculated, 8.2, 1e-9);
  g_assert_cmpfloat (check->billed, ==, 10.5);
  g_assert_cmpuint (gh_findings_get_count (findings), ==, 0);
  g_autoptr (GhDataTable) table = gh_bill_check_make_table (results, GH_STRATEGY_UNMANAGED);
  g_autofree char *text = gh_data_table_to_text (table);
  g_assert_cmpstr (text, ==,
                   "Month\tItem\tBilled (€)\tCalculated (€)\tDifference (€)\tBilled quantity\t"
                   "Calculated quantity\tUnit\n"
                   "2024-01\tEnergy\t9\t7.2\t-1.8\t30\t24\tkWh\n"
                   "2024-01\tFixed charge\t1.5\t1\t-0.5\t\t\t\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bill-words/bills", test_bills);
  g_test_add_func ("/bill-words/total", test_total);
  g_test_add_func ("/bill-words/quantity", test_quantity);
  g_test_add_func ("/bill-words/check", test_check);
  return g_test_run ();
}
