/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a spread by itself: what it shows, what it hands over, and what it refuses. */
#include "find-widget.h"

#include <adwaita.h>

#include "site/fleet-profile.h"
#include "spread-form.h"
#include "spread-text.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *form;
  char *taken;
  gboolean refuses;
} Fixture;

static gboolean
apply (const char *text, gpointer data, GError **error)
{
  Fixture *fixture = data;

  if (fixture->refuses)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "not today");
      return FALSE;
    }
  g_free (fixture->taken);
  fixture->taken = g_strdup (text);
  return TRUE;
}

/* The form on a text of an attribute of groups. */
static void
open_form (Fixture *fixture, const char *name, const char *text, guint rows)
{
  const GhAttribute *attribute = gh_attribute_table_find (&gh_fleet_group_table, name, NULL);
  gpointer spread = gh_spread_parse (attribute, text, "EUR", NULL);

  g_assert_nonnull (spread);
  gh_spread_form_open (GH_SPREAD_FORM (fixture->form), attribute, spread, "EUR", rows, apply,
                       fixture);
  gh_record_free (attribute->table, spread);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->window = gtk_window_new ();
  fixture->form = gh_spread_form_new ();
  gtk_box_append (GTK_BOX (box), fixture->form);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->taken);
}

static GtkWidget *
get_entry (Fixture *fixture, const char *label)
{
  GtkWidget *found = find_widget (fixture->form, GTK_TYPE_LABEL, label);

  g_assert_nonnull (found);
  return gtk_label_get_mnemonic_widget (GTK_LABEL (found));
}

static void
set_entry (Fixture *fixture, const char *label, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (fixture, label)), text);
}

static void
press_apply (Fixture *fixture)
{
  g_signal_emit_by_name (find_widget (fixture->form, GTK_TYPE_BUTTON, "_Apply"), "clicked");
}

static void
test_normal (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, "arrive", "17:15 ± 40 min (14:30–20:30)", 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (fixture, "Earliest"))), ==,
                   "14:30");
  set_entry (fixture, "Mean", "18:10");
  press_apply (fixture);
  g_assert_cmpstr (fixture->taken, ==, "18:10 ± 40 (14:30–20:30)");
}

/* What cannot be read is not handed over, and the reason is told. */
static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, "arrive", "17:15 ± 40 min (14:30–20:30)", 1);
  set_entry (fixture, "Mean", "19:99");
  g_assert_nonnull (
      find_widget (fixture->form, GTK_TYPE_LABEL, "\"19:99\" is no time of the day, such as 7:30"));
  press_apply (fixture);
  g_assert_null (fixture->taken);
}

/* Who takes it may refuse, too. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  fixture->refuses = TRUE;
  open_form (fixture, "arrive", "17:15", 1);
  press_apply (fixture);
  g_assert_nonnull (find_widget (fixture->form, GTK_TYPE_LABEL, "not today"));
}

/* One of several values, for several rows. */
static void
test_values (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, "battery_kwh", "52; 68 (2:1)", 3);
  g_assert_false (gtk_widget_get_visible (get_entry (fixture, "Mean (kWh)")));
  g_assert_true (gtk_widget_get_visible (get_entry (fixture, "Values (kWh)")));
  set_entry (fixture, "Weights", "1:3");
  press_apply (fixture);
  g_assert_cmpstr (fixture->taken, ==, "52; 68 (1:3)");
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD_TEST ("/spread-form/normal", test_normal);
  ADD_TEST ("/spread-form/wrong", test_wrong);
  ADD_TEST ("/spread-form/refused", test_refused);
  ADD_TEST ("/spread-form/values", test_values);
  return g_test_run ();
}
