/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gstdio.h>

#include "settings.h"
#include "site/period.h"
#include "slices.h"
#include "study-list.h"

#define WAIT_SECONDS 120
#define DAY_STEPS 96
#define HOUR_MINUTES 60.0
#define MONTH_START 1740783600 /* 2025-03-01 in Berlin */
/* With a clock change in it. */
#define MONTH_STEPS (31 * DAY_STEPS - 4)

static AdwApplication *application;

GhWindow *
new_window (void)
{
  return GH_WINDOW (gh_window_new (application));
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, gh_slices_count_pending () > 0))
    ;
}

void
open_window (Fixture *fixture)
{
  fixture->window = new_window ();
  g_assert_true (gh_window_open_library (fixture->window, fixture->library));
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

void
wait_for_jobs (void)
{
  g_main_context_iteration (NULL, FALSE);
  /* Asleep in between: workers give way to whoever is busy. */
  while (g_list_model_get_n_items (gh_job_get_running ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

void
close_window (Fixture *fixture)
{
  GtkWindow *window = GTK_WINDOW (g_object_ref (fixture->window));

  gtk_window_destroy (window);
  wait_ms (50);
  g_assert_finalize_object (window);
  wait_for_jobs ();
}

void
shorten_study (GhStudy *study, gpointer data G_GNUC_UNUSED)
{
  study->period->start = MONTH_START;
  study->period->steps = MONTH_STEPS;
}

static void
widen_steps (GhStudy *study, gpointer data G_GNUC_UNUSED)
{
  gh_period_set_step (study, HOUR_MINUTES);
}

/* The study of the first start, edited. */
static void
write_study (const char *path, GhEditFunc edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhStudyList) samples = gh_study_list_new (NULL, &error);
  g_autoptr (GhStudy) study = gh_study_list_load (
      samples, gh_study_list_add_sample (samples, "detached-house", &error), &error);
  g_autoptr (GhStudyList) library = gh_study_list_new (path, &error);

  g_assert_no_error (error);
  edit (study, NULL);
  g_assert_cmpint (gh_study_list_add (library, study, &error), >, 0);
  g_assert_no_error (error);
}

static void
make_folder (Fixture *fixture)
{
  fixture->folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  fixture->library = g_build_filename (fixture->folder, "library.db", NULL);
  gh_settings_set_choice (GH_SETTING_LAST_PAGE, 0);
}

void
set_up_first_start (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  make_folder (fixture);
  open_window (fixture);
}

void
set_up_window (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  make_folder (fixture);
  write_study (fixture->library, shorten_study);
  open_window (fixture);
}

void
set_up_year (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  make_folder (fixture);
  write_study (fixture->library, widen_steps);
  open_window (fixture);
}

void
tear_down_window (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (fixture->window != NULL)
    close_window (fixture);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->library);
}

GhDocument *
get_document (Fixture *fixture)
{
  return gh_window_get_document (fixture->window);
}

void
wait_for_plan (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!gh_document_is_current (get_document (fixture))
         || gh_document_get_job (get_document (fixture)) != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  settle ();
}

/* Opens the rows below @widget one by one until what is looked for is there, as a person would. */
static GtkWidget *
find_behind (GtkWidget *widget, GType type, const char *name)
{
  GtkWidget *found = NULL;

  if (ADW_IS_EXPANDER_ROW (widget) && !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (widget)))
    {
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
      found = find_widget (widget, type, name);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_behind (child, type, name);
  return found;
}

GtkWidget *
find_below (GtkWidget *root, GType type, const char *name)
{
  GtkWidget *widget = find_widget (root, type, name);

  if (widget == NULL)
    widget = find_behind (root, type, name);
  g_test_message ("%s", name);
  g_assert_nonnull (widget);
  return widget;
}

void
open_rows (GtkWidget *widget)
{
  if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    open_rows (child);
}

GtkWidget *
find (Fixture *fixture, GType type, const char *name)
{
  return find_below (GTK_WIDGET (fixture->window), type, name);
}

void
press (GtkWidget *button)
{
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
activate (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action,
                                             target != NULL ? "s" : NULL, target));
}

char *
write_in_folder (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
activate_cb (GApplication *self, gpointer data)
{
  g_application_hold (self);
  /* Nothing is looked at while it moves. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  *(int *) data = g_test_run ();
  g_application_release (self);
}

int
run_window_tests (void)
{
  int result = 1;

  application = g_object_new (ADW_TYPE_APPLICATION, "application-id",
                              "io.github.gridhearth.Gridhearth", "flags", G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/io/github/gridhearth/Gridhearth", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &result);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (application);
  return result;
}
