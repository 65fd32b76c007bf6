/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels on Home: their rows, and the horizon as points that are added, edited and removed. */
#include "window-fixture.h"

static const GhSolarArray *
get_array (Fixture *fixture, guint index)
{
  return g_ptr_array_index (gh_document_get_study (get_document (fixture))->solar, index);
}

static void
undo (Fixture *fixture)
{
  gh_document_undo (get_document (fixture));
  settle ();
}

/* Numbers are edited in the unit that is shown. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkWidget *spin = find (fixture, GTK_TYPE_SPIN_BUTTON, "Temperature coefficient (%/K)");
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), -0.37, 1e-9);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), -0.29);
  g_assert_cmpfloat_with_epsilon (get_array (fixture, 0)->temperature_coefficient_per_k, -0.0029,
                                  1e-12);
  spin = find (fixture, GTK_TYPE_SPIN_BUTTON, "Efficiency of the inverter (%)");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 97.5);
  g_assert_cmpfloat_with_epsilon (get_array (fixture, 0)->inverter_efficiency, 0.975, 1e-12);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Mounting")),
                              GH_MOUNTING_ROOF);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, GTK_TYPE_DROP_DOWN, "Glass")),
                              GH_GLASS_COATED);
  g_assert_cmpint (get_array (fixture, 0)->mounting, ==, GH_MOUNTING_ROOF);
  g_assert_cmpint (get_array (fixture, 0)->glass, ==, GH_GLASS_COATED);
}

static void
test_horizon (Fixture *fixture, gconstpointer data)
{
  settle ();
  find (fixture, GTK_TYPE_LABEL, "Nothing shades these panels.");
  GtkWidget *add = find (fixture, GTK_TYPE_BUTTON, "Add a Point of the Horizon");
  press (add);
  find (fixture, GTK_TYPE_LABEL, "Towards 90°: 10° high");
  press (add);
  find (fixture, GTK_TYPE_LABEL, "Towards 120°: 10° high");
  find (fixture, GTK_TYPE_LABEL, "2 points");
  g_assert_cmpuint (get_array (fixture, 0)->horizon->len, ==, 2);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (get_document (fixture))),
                    ==, 0);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "Height (°)")),
                             25.0);
  find (fixture, GTK_TYPE_LABEL, "Towards 90°: 25° high");
  undo (fixture);
  undo (fixture);
  g_assert_cmpuint (get_array (fixture, 0)->horizon->len, ==, 1);
  press (find (fixture, GTK_TYPE_BUTTON, "Remove this point of the horizon"));
  g_assert_null (get_array (fixture, 0)->horizon);
  find (fixture, GTK_TYPE_LABEL, "Nothing shades these panels.");
}

/* Points up to the north close the circle without an error; panels that go take theirs along. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  settle ();
  GtkWidget *add = find (fixture, GTK_TYPE_BUTTON, "Add a Point of the Horizon");
  for (guint i = 0; i < 14; i++)
    press (add);
  g_assert_cmpuint (get_array (fixture, 0)->horizon->len, ==, 14);
  g_assert_cmpuint (gh_findings_count_errors (gh_document_get_findings (get_document (fixture))),
                    ==, 0);
  press (find (fixture, GTK_TYPE_BUTTON, "Remove these panels"));
  settle ();
  g_assert_cmpuint (gh_document_get_study (get_document (fixture))->solar->len, ==, 0);
  undo (fixture);
  find (fixture, GTK_TYPE_LABEL, "14 points");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_WINDOW_TEST ("/solar-rows/rows", test_rows);
  ADD_WINDOW_TEST ("/solar-rows/horizon", test_horizon);
  ADD_WINDOW_TEST ("/solar-rows/many", test_many);
  return run_window_tests ();
}
