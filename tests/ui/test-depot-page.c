/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sites of a fleet: rows of the one that is chosen, and what all have in common. */
#include "window-fixture.h"

#include "entry-page.h"
#include "site/fleet-profile.h"

static void
open_fleet (Fixture *fixture)
{
  wait_for_plan (fixture);
  activate (fixture, "win.new", "depot-vans");
  gh_window_show_page (fixture->window, "depot");
  settle ();
  wait_ms (50);
}

/* Home has the same rows, and waits unseen. */
static GtkWidget *
find_here (Fixture *fixture, GType type, const char *name)
{
  GtkWidget *add = find (fixture, GTK_TYPE_BUTTON, "Add a Site");

  return find_below (gtk_widget_get_ancestor (add, GH_TYPE_ENTRY_PAGE), type, name);
}

/* Until the rows of the site that was shown before are gone, which takes its turns. */
static void
change_sites (Fixture *fixture, const char *button)
{
  press (find_here (fixture, GTK_TYPE_BUTTON, button));
  settle ();
  wait_ms (50);
  settle ();
}

static const GhFleetSite *
get_site (Fixture *fixture, guint index)
{
  return g_ptr_array_index (gh_document_get_study (get_document (fixture))->sites, index);
}

static void
set_spin (Fixture *fixture, const char *name, double value)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_here (fixture, GTK_TYPE_SPIN_BUTTON, name)),
                             value);
}

/* What is behind the connection and what it may carry. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  set_spin (fixture, "Import limit (kW)", 180.0);
  g_assert_cmpfloat (get_site (fixture, 0)->connection->import_limit_kw, ==, 180.0);
  set_spin (fixture, "Charge points", 40.0);
  g_assert_cmpfloat (get_site (fixture, 0)->charge_points, ==, 40.0);
  set_spin (fixture, "Share of the aggregator (%)", 30.0);
  g_assert_cmpfloat_with_epsilon (
      gh_document_get_study (get_document (fixture))->fleet->aggregator_share, 0.3, 1e-12);
  gh_document_undo (get_document (fixture));
  gh_document_undo (get_document (fixture));
  g_assert_cmpfloat (get_site (fixture, 0)->charge_points, ==, 60.0);
}

/* A second site is shown when it is added; its panels are its own. */
static void
test_sites (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  change_sites (fixture, "Add a Site");
  GtkWidget *name = find_here (fixture, GTK_TYPE_ENTRY, "Name of the site");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Site 2");
  gtk_editable_set_text (GTK_EDITABLE (name), "South");
  g_assert_cmpstr (get_site (fixture, 1)->name, ==, "South");
  press (find_here (fixture, GTK_TYPE_BUTTON, "Add Panels"));
  g_assert_cmpuint (get_site (fixture, 1)->solar->len, ==, 1);
  press (find_here (fixture, GTK_TYPE_BUTTON, "Add a Demand Charge"));
  g_assert_cmpuint (get_site (fixture, 1)->tariff->demand_charges->len, ==, 1);
  g_assert_true (get_site (fixture, 0)->tariff->demand_charges == NULL
                 || get_site (fixture, 0)->tariff->demand_charges->len == 0);
  change_sites (fixture, "Remove this Site");
  name = find_here (fixture, GTK_TYPE_ENTRY, "Name of the site");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Depot");
}

/* A finding leads to the row of its site. */
static void
test_path (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  activate (fixture, "win.show-path", "$.sites[0].connection.upgrade_per_kw");
  wait_ms (50);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *spin = find_here (fixture, GTK_TYPE_SPIN_BUTTON, "Upgrade for each kW (€/kW)");
  g_assert_nonnull (focus);
  g_assert_true (focus == spin || gtk_widget_is_ancestor (focus, spin)
                 || gtk_widget_is_ancestor (spin, focus));
}

/* What is told of the period leads to its rows; steps of another length keep the weeks as long. */
static void
test_period_rows (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  const GhStudy *study = gh_document_get_study (get_document (fixture));
  double hours = study->period->step_minutes / 60.0
                 * (double) ((const GhFleetPeriod *) g_ptr_array_index (study->periods, 0))->steps;

  activate (fixture, "win.show-path", "$.period.steps");
  wait_ms (50);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *year = find_here (fixture, GTK_TYPE_SPIN_BUTTON, "Year");
  g_assert_nonnull (focus);
  g_assert_true (focus == year || gtk_widget_is_ancestor (focus, year)
                 || gtk_widget_is_ancestor (year, focus));
  GtkWidget *step = find_here (fixture, GTK_TYPE_DROP_DOWN, "Step");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (step), 0);
  study = gh_document_get_study (get_document (fixture));
  g_assert_cmpfloat_with_epsilon (
      study->period->step_minutes / 60.0
          * (double) ((const GhFleetPeriod *) g_ptr_array_index (study->periods, 0))->steps,
      hours, 1e-9);
  g_assert_true (gh_document_can_undo (get_document (fixture)));
}

/* A site's tariff has tiers, and may come from a file. */
static void
test_tariff_rows (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  g_assert_nonnull (find_here (fixture, GTK_TYPE_BUTTON, "Tariff from a file"));
  activate (fixture, "win.show-path", "$.sites[0].tariff.energy_tiers");
  press (find_here (fixture, GTK_TYPE_BUTTON, "Add Energy Tiers"));
  g_assert_cmpuint (get_site (fixture, 0)->tariff->energy_tiers->len, ==, 1);
}

static void
test_periods (Fixture *fixture, gconstpointer data)
{
  open_fleet (fixture);
  press (find_here (fixture, GTK_TYPE_BUTTON, "Add a Period"));
  const GhStudy *study = gh_document_get_study (get_document (fixture));
  g_assert_cmpuint (study->periods->len, ==, 3);
  const GhFleetPeriod *last = g_ptr_array_index (study->periods, 2);
  g_assert_cmpstr (last->name, ==, "Period 3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/depot-page/rows", test_rows);
  ADD_WINDOW_TEST ("/depot-page/sites", test_sites);
  ADD_WINDOW_TEST ("/depot-page/path", test_path);
  ADD_WINDOW_TEST ("/depot-page/period-rows", test_period_rows);
  ADD_WINDOW_TEST ("/depot-page/tariff-rows", test_tariff_rows);
  ADD_WINDOW_TEST ("/depot-page/periods", test_periods);
  return run_window_tests ();
}
