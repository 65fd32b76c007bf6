/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tariff on Home: demand charges and energy tiers as rows within rows. */
#include <math.h>

#include "window-fixture.h"

static const GhTariff *
get_tariff (Fixture *fixture)
{
  return gh_document_get_study (get_document (fixture))->tariff;
}

static void
set_spin (Fixture *fixture, const char *label, double value)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, label)), value);
  settle ();
}

static void
expect_no_errors (Fixture *fixture)
{
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (get_document (fixture))),
                    ==, 0);
}

static void
test_demand (Fixture *fixture, gconstpointer data)
{
  settle ();
  press (find (fixture, GTK_TYPE_BUTTON, "Add a Demand Charge"));
  const GhDemandRule *rule = g_ptr_array_index (get_tariff (fixture)->demand_charges, 0);
  g_assert_null (rule->windows);
  set_spin (fixture, "Share of earlier peaks (%)", 80.0);
  rule = g_ptr_array_index (get_tariff (fixture)->demand_charges, 0);
  g_assert_cmpfloat_with_epsilon (rule->ratchet_share, 0.8, 1e-12);

  press (find (fixture, GTK_TYPE_BUTTON, "Add Hours"));
  rule = g_ptr_array_index (get_tariff (fixture)->demand_charges, 0);
  const GhTimeWindow *window = g_ptr_array_index (rule->windows, 0);
  g_assert_cmpint (window->from, ==, 17 * 60);
  GtkWidget *months = find (fixture, GTK_TYPE_ENTRY, "Months");
  gtk_editable_set_text (GTK_EDITABLE (months), "13");
  g_assert_true (gtk_widget_has_css_class (months, "error"));
  gtk_editable_set_text (GTK_EDITABLE (months), "6-9");
  g_assert_false (gtk_widget_has_css_class (months, "error"));
  rule = g_ptr_array_index (get_tariff (fixture)->demand_charges, 0);
  window = g_ptr_array_index (rule->windows, 0);
  g_assert_cmpuint (window->months, ==, 0x1e0);
  gh_document_undo (get_document (fixture));
  settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (months)), !=, "6-9");
  expect_no_errors (fixture);
  press (find (fixture, GTK_TYPE_BUTTON, "Remove this demand charge"));
  g_assert_null (get_tariff (fixture)->demand_charges);
}

/* Tiers begin at the price of a kWh and stay valid while more are added. */
static void
test_tiers (Fixture *fixture, gconstpointer data)
{
  settle ();
  press (find (fixture, GTK_TYPE_BUTTON, "Add Energy Tiers"));
  expect_no_errors (fixture);
  for (guint i = 0; i < 3; i++)
    {
      press (find (fixture, GTK_TYPE_BUTTON, "Add a Tier"));
      settle ();
      expect_no_errors (fixture);
    }
  const GhEnergyTiers *tiers = g_ptr_array_index (get_tariff (fixture)->energy_tiers, 0);
  g_assert_cmpuint (tiers->tiers->len, ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      const GhEnergyTier *tier = g_ptr_array_index (tiers->tiers, i);
      g_assert_cmpfloat (tier->up_to_kwh, ==, 100.0 * (1 << i));
    }
  const GhEnergyTier *last = g_ptr_array_index (tiers->tiers, 3);
  g_assert_true (isnan (last->up_to_kwh));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/tariff-rows/demand", test_demand);
  ADD_WINDOW_TEST ("/tariff-rows/tiers", test_tiers);
  return run_window_tests ();
}
