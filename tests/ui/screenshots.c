/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a picture of every page, light and dark, in two sizes, into the folder that is named. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "application.h"
#include "find-widget.h"
#include "window.h"

#define SETTLE_MS 400
#define PLAN_SECONDS 60

static const char *folder;

static void
wait_for_plan (GhWindow *window)
{
  gint64 end = g_get_monotonic_time () + PLAN_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end
         && (!gh_document_is_current (gh_window_get_document (window))
             || gh_document_get_job (gh_window_get_document (window)) != NULL))
    wait_ms (20);
}

static void
save (GtkWidget *window, const char *name)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autofree char *path = g_build_filename (folder, name, NULL);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
      renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s cannot be written", path);
  printf ("%s\n", path);
}

/* A year of hours as a meter writes it. */
static char *
write_table (void)
{
  g_autoptr (GString) text = g_string_new ("Time,Consumption (kWh)\n");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2023, 1, 1, 0, 0, 0.0);
  char *path = g_build_filename (folder, "meter.csv", NULL);

  for (int i = 0; i < 365 * 24; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_add_hours (first, i);
      g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%d %H:%M");
      double day = sin (G_PI * i / 24.0), year = cos (2.0 * G_PI * i / 8760.0);
      if (i % 1000 != 7)
        g_string_append_printf (text, "%s,%.3f\n", stamp, 0.3 + 0.4 * day * day + 0.1 * year);
    }
  if (!g_file_set_contents (path, text->str, -1, NULL))
    g_error ("%s cannot be written", path);
  return path;
}

/* Every step of the guided start. */
static void
take_guide (GhWindow *window, const char *end)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.guide", NULL);
  dialog = find_window ("New Study");
  for (int step = 1; step <= 4; step++)
    {
      g_autofree char *name = g_strdup_printf ("guide-%d-%s.png", step, end);
      wait_ms (SETTLE_MS);
      save (dialog, name);
      if (step < 4)
        g_signal_emit_by_name (find_widget (dialog, GTK_TYPE_BUTTON, "_Next"), "clicked");
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
take_import (GhWindow *window, const char *end)
{
  g_autofree char *path = write_table ();
  g_autofree char *name = g_strdup_printf ("import-%s.png", end);
  GtkWidget *dialog;

  gh_window_import (window, path);
  dialog = find_window ("Measured Numbers");
  wait_ms (3 * SETTLE_MS);
  save (dialog, name);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_remove (path);
}

static void
take_all (GtkApplication *application, int width, int height, gboolean dark)
{
  static const char *const pages[] = { "home", "plan", "compare", "money" };
  GhWindow *window = GH_WINDOW (gh_window_new (ADW_APPLICATION (application)));

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gh_window_open_library (window, NULL);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_plan (window);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *name
          = g_strdup_printf ("%s-%s-%dx%d.png", pages[i], dark ? "dark" : "light", width, height);
      gh_window_show_page (window, pages[i]);
      wait_ms (SETTLE_MS);
      save (GTK_WIDGET (window), name);
    }
  if (width >= 1600)
    {
      take_guide (window, dark ? "dark" : "light");
      take_import (window, dark ? "dark" : "light");
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
activate_cb (GtkApplication *application)
{
  static const int sizes[][2] = { { 1000, 700 }, { 1600, 1000 } };

  g_application_hold (G_APPLICATION (application));
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int dark = 0; dark < 2; dark++)
      take_all (application, sizes[i][0], sizes[i][1], dark);
  g_application_release (G_APPLICATION (application));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc != 2)
    {
      fprintf (stderr, "usage: screenshots DIR\n");
      return 2;
    }
  setlocale (LC_ALL, "");
  folder = argv[1];
  g_mkdir_with_parents (folder, 0755);
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", GH_APPLICATION_ID, "flags",
                              G_APPLICATION_NON_UNIQUE, "resource-base-path",
                              "/io/github/gridhearth/Gridhearth", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
