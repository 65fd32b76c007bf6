/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bill on the Money page, and a real one that it is compared with. */
#include <string.h>

#include "bill-card.h"
#include "bill-check-card.h"
#include "bill-words.h"
#include "chart-view.h"
#include "money-page.h"
#include "stores.h"
#include "tabular.h"
#include "window-fixture.h"

static GtkWidget *
get_card (Fixture *fixture)
{
  return find_below (find (fixture, GH_TYPE_MONEY_PAGE, NULL), GH_TYPE_BILL_CARD, NULL);
}

/* Until there are bills, too. */
static void
wait_for_bill (Fixture *fixture)
{
  wait_for_plan (fixture);
  wait_for_jobs ();
}

static void
open_money (Fixture *fixture)
{
  wait_for_bill (fixture);
  gh_window_show_page (fixture->window, "money");
  wait_ms (50);
}

static const GhBill *
get_bill (Fixture *fixture, GhStrategy strategy)
{
  return gh_results_get_bill (gh_document_get_results (get_document (fixture)), strategy);
}

static void
check_total (Fixture *fixture, GhStrategy strategy)
{
  g_autofree char *total
      = gh_bill_format_total (gh_document_get_results (get_document (fixture)), strategy);

  g_assert_true (gtk_widget_get_mapped (find_below (get_card (fixture), GTK_TYPE_LABEL, total)));
}

/* It begins with how the car is charged today; the table adds up the chart. */
static void
test_bill (Fixture *fixture, gconstpointer data)
{
  open_money (fixture);
  check_total (fixture, GH_STRATEGY_UNMANAGED);
  GtkWidget *chart = find_below (get_card (fixture), GH_TYPE_CHART_VIEW, "Bill");
  const GhBill *bill = get_bill (fixture, GH_STRATEGY_UNMANAGED);
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (chart));
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, bill->months->len + 1);
  g_assert_cmpuint (gh_data_table_count_columns (table), ==, bill->items->len + 2);
  g_autofree char *sum
      = gh_data_table_format_cell (table, bill->months->len, bill->items->len + 1, GH_CELL_PLAIN);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (sum, NULL), bill->total, 1e-3);

  GtkWidget *strategy = find_below (get_card (fixture), GTK_TYPE_DROP_DOWN, "Strategy of the bill");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (strategy), GH_STRATEGY_V2H);
  check_total (fixture, GH_STRATEGY_V2H);
}

/* A wall battery that is still to be bought has a bill, too; the card keeps a choice of its own. */
static void
test_rival (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_money (fixture);
  GtkDropDown *strategy
      = GTK_DROP_DOWN (find_below (get_card (fixture), GTK_TYPE_DROP_DOWN, "Strategy of the bill"));
  GListModel *offered = gtk_drop_down_get_model (strategy);
  g_assert_cmpuint (g_list_model_get_n_items (offered), ==, 4);
  g_autofree char *path = gh_document_add_battery (document, 0);
  gh_document_set_number (document, "$.finance.capex.battery", 3000.0);
  wait_for_bill (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (offered), ==, 5);
  g_assert_cmpuint (gtk_drop_down_get_selected (strategy), ==, GH_STRATEGY_UNMANAGED);
  gtk_drop_down_set_selected (strategy, GH_STRATEGY_BATTERY);
  check_total (fixture, GH_STRATEGY_BATTERY);
  gh_document_set_number (document, "$.finance.capex.battery", 0.0);
  wait_for_bill (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (offered), ==, 4);
  check_total (fixture, GH_STRATEGY_V2H);
}

/* A bill as calculated, but twice the fixed charge of the first month. */
static char *
write_bill (Fixture *fixture)
{
  const GhBill *bill = get_bill (fixture, GH_STRATEGY_UNMANAGED);
  g_autoptr (GString) text = g_string_new ("month,item,amount\nx,y,z\n");

  for (guint m = 0; m < bill->months->len; m++)
    for (guint i = 0; i < bill->items->len; i++)
      {
        const GhMonth *month = &g_array_index (bill->months, GhMonth, m);
        const GhBillItem *item = g_ptr_array_index (bill->items, i);
        double factor = m == 0 && item->kind == GH_BILL_FIXED ? 2.0 : 1.0;
        g_string_append_printf (text, "%04d-%02d,\"%s\",%.4f\n", month->year, month->month,
                                item->name, factor * item->amount[m]);
      }
  return write_in_folder (fixture, "table.csv", text->str);
}

/* It is read from a file that is dropped, shown as it was understood, compared, and taken back. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_money (fixture);
  g_autofree char *path = write_bill (fixture);
  find_below (get_card (fixture), GTK_TYPE_BUTTON, "Compare with a Real Bill…");
  gh_window_show_page (fixture->window, "home");
  gh_window_import (fixture->window, path);
  GtkWidget *dialog = find_window ("Real Bill");
  g_assert_nonnull (dialog);
  settle ();
  find_below (dialog, GTK_TYPE_LABEL,
              "Line 2 is no month such as 2024-01 with an item and an amount; it is left out: "
              "\"x\", \"y\".");
  g_assert_null (gh_document_get_study (document)->real_bill);
  press (find_below (dialog, GTK_TYPE_BUTTON, "_Use"));
  wait_for_bill (fixture);
  wait_ms (50);

  GtkWidget *check = find_below (get_card (fixture), GH_TYPE_BILL_CHECK_CARD, NULL);
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhBillCheck) expected
      = gh_results_check_bill (gh_document_get_results (document), GH_STRATEGY_UNMANAGED, findings);
  g_assert_nonnull (strstr (expected->answer, "nearly all of it is Fixed charge in January"));
  g_assert_true (gtk_widget_get_mapped (find_below (check, GTK_TYPE_LABEL, expected->answer)));
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (check));
  g_autofree char *item = gh_data_table_format_cell (table, 0, 1, GH_CELL_SHOWN);
  g_assert_cmpstr (item, ==, "Fixed charge");

  activate (fixture, "win.undo", NULL);
  wait_for_bill (fixture);
  g_assert_null (gh_document_get_study (document)->real_bill);
  find_below (get_card (fixture), GTK_TYPE_BUTTON, "Compare with a Real Bill…");
  activate (fixture, "win.redo", NULL);
  wait_for_bill (fixture);
  press (find_below (check, GTK_TYPE_BUTTON, "Remove the real bill"));
  wait_for_bill (fixture);
  g_assert_null (gh_document_get_study (document)->real_bill);
}

/* What an edit has made old looks so until the plan is there; what is no bill is refused. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  GhDocument *document = get_document (fixture);

  open_money (fixture);
  g_autofree char *before = gh_bill_format_total (gh_document_get_results (document), 0);
  GtkWidget *items = find_below (get_card (fixture), GTK_TYPE_GRID, "Items of the bill");
  gh_document_set_number (document, "$.tariff.fixed_per_month", 77.0);
  g_assert_cmpfloat (gtk_widget_get_opacity (items), <, 1.0);
  find_below (get_card (fixture), GTK_TYPE_LABEL, before);
  wait_for_bill (fixture);
  wait_ms (50);
  g_assert_cmpfloat (gtk_widget_get_opacity (items), ==, 1.0);
  check_total (fixture, GH_STRATEGY_UNMANAGED);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_YEAR_TEST ("/bill/bill", test_bill);
  ADD_YEAR_TEST ("/bill/rival", test_rival);
  ADD_YEAR_TEST ("/bill/check", test_check);
  ADD_YEAR_TEST ("/bill/stale", test_stale);
  return run_window_tests ();
}
