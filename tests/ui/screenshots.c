/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a picture of every page, light and dark, in two sizes, into the folder that is named. */
#include <adwaita.h>
#include <locale.h>
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
