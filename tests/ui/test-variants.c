/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person decides by: a point of the front of cost and emissions, and variants of a study. */
#include <string.h>

#include "chart-view.h"
#include "compare-page.h"
#include "pareto-card.h"
#include "study-list.h"
#include "tabular.h"
#include "variants-window.h"
#include "window-fixture.h"

static GtkWidget *
get_card (Fixture *fixture)
{
  return find_below (find (fixture, GH_TYPE_COMPARE_PAGE, NULL), GH_TYPE_PARETO_CARD, NULL);
}

/* A year that is planned soon: the last of the list is an hour. */
static void
open_compare (Fixture *fixture)
{
  settle ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Step")), 4);
  wait_for_plan (fixture);
  gh_window_show_page (fixture->window, "compare");
  wait_ms (50);
}

static double
get_price (Fixture *fixture)
{
  const GhEmissions *emissions = gh_document_get_study (get_document (fixture))->emissions;

  return emissions != NULL ? emissions->price_per_tonne : 0.0;
}

/* Nothing is planned before it is asked for; the price of a point is one edit, that can be undone,
 * and the front then stands at that point. */
static void
test_front (Fixture *fixture, gconstpointer data)
{
  open_compare (fixture);
  wait_for_jobs ();
  GtkWidget *card = get_card (fixture);
  double before = get_price (fixture);
  g_assert_null (gh_document_get_front (get_document (fixture)));
  press (find_below (card, GTK_TYPE_BUTTON, "_Find the Plans"));
  wait_for_jobs ();
  const GhParetoFront *front = gh_document_get_front (get_document (fixture));
  g_assert_nonnull (front);
  guint last = front->points->len - 1;
  double price = gh_pareto_front_get (front, last)->price_per_tonne;
  g_assert_cmpuint (last, >=, 1);
  g_autoptr (GhDataTable) table = gh_tabular_make_table (GH_TABULAR (card));
  g_assert_cmpuint (gh_data_table_count_rows (table), ==, last + 1);

  GtkWidget *number = find_below (card, GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (number), last + 1.0);
  press (find_below (card, GTK_TYPE_BUTTON, "_Use This Price"));
  g_assert_cmpfloat_with_epsilon (get_price (fixture), price, 1e-9 * price);
  wait_for_plan (fixture);
  wait_for_jobs ();
  front = gh_document_get_front (get_document (fixture));
  g_assert_true (gh_document_is_front_current (get_document (fixture), GH_STRATEGY_V2G));
  g_assert_cmpuint (front->present, ==, front->points->len - 1);
  gh_document_undo (get_document (fixture));
  g_assert_cmpfloat (get_price (fixture), ==, before);
  wait_for_plan (fixture);
  wait_for_jobs ();
}

/* A study without emissions is told what it lacks. */
static void
test_no_emissions (Fixture *fixture, gconstpointer data)
{
  open_compare (fixture);
  gh_document_clear (get_document (fixture), "$.emissions.marginal_g_per_kwh");
  wait_for_plan (fixture);
  GtkWidget *find_button = find_below (get_card (fixture), GTK_TYPE_BUTTON, "_Find the Plans");
  g_assert_false (gtk_widget_get_visible (find_button));
  wait_for_jobs ();
}

static char *
get_row (GhVariantSet *set, guint index)
{
  g_autoptr (GhDataTable) table = gh_variant_set_make_table (set);

  return gh_data_table_format_cell (table, index, 2, GH_CELL_SHOWN);
}

/* A variant is opened; what is changed in it stands beside the study, with what comes of it. */
static void
test_variants (Fixture *fixture, gconstpointer data)
{
  open_compare (fixture);
  gint64 first = gh_document_get_id (get_document (fixture));
  activate (fixture, "win.variant", NULL);
  g_assert_cmpint (gh_document_get_id (get_document (fixture)), !=, first);
  g_assert_true (g_str_has_prefix (gh_document_get_name (get_document (fixture)), "Variant 1: "));
  gh_document_set_number (get_document (fixture), "$.finance.capex.v2h", 4321.0);
  wait_for_plan (fixture);
  activate (fixture, "win.compare-variants", NULL);
  wait_for_jobs ();
  GtkWidget *window = NULL;
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (windows, i);
      if (GH_IS_VARIANTS_WINDOW (toplevel))
        window = toplevel;
    }
  g_assert_nonnull (window);
  g_assert_nonnull (find_below (window, GTK_TYPE_LABEL, "≠ 4321\302\240€"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Both studies of the family are taken, others can be added, and results come in a job. */
static void
test_set (void)
{
  g_autoptr (GhStudyList) list = gh_study_list_new (NULL, NULL);
  gint64 first = gh_study_list_add_sample (list, "detached-house", NULL);
  gint64 other = gh_study_list_add_sample (list, "flat-tariff", NULL);
  gint64 variant = gh_study_list_add_variant (list, first, NULL);
  g_autoptr (GhVariantSet) set = gh_variant_set_new (list);
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_variant_set_choose_family (set, variant, &error));
  g_assert_cmpuint (gh_variant_set_count (set), ==, 2);
  g_assert_true (gh_variant_set_contains (set, first) && gh_variant_set_contains (set, variant));
  g_assert_nonnull (gh_variant_set_get_job (set));
  g_assert_true (gh_variant_set_choose (set, other, TRUE, &error));
  g_assert_cmpuint (gh_variant_set_count (set), ==, 3);
  wait_for_jobs ();
  g_assert_null (gh_variant_set_get_job (set));
  g_assert_null (gh_variant_set_get_failure (set));
  g_autoptr (GPtrArray) rows = gh_variant_set_compare (set);
  g_autofree char *cell = get_row (set, rows->len - 1);
  g_assert_cmpstr (cell, !=, "planning…");
  g_assert_true (gh_variant_set_choose (set, other, FALSE, &error));
  g_assert_false (gh_variant_set_contains (set, other));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_WINDOW_TEST ("/decision/front", test_front);
  ADD_WINDOW_TEST ("/decision/no-emissions", test_no_emissions);
  ADD_WINDOW_TEST ("/decision/variants", test_variants);
  g_test_add_func ("/decision/set", test_set);
  return run_window_tests ();
}
