/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export.h"

#include <stdio.h>
#include <string.h>

/* Half of the paper is black. */
static void
draw_half (cairo_t *cr, double width, double height, gpointer data)
{
  (*(guint *) data)++;
  cairo_rectangle (cr, 0, 0, width / 2.0, height);
  cairo_fill (cr);
}

static void
test_export (void)
{
  static const struct
  {
    const char *name;
    const char *magic;
    const char *title; /* (nullable): how the file says what it shows */
  } cases[] = { { "a.png", "\211PNG", NULL },
                { "a.SVG", "<?xml", "<title>House &amp; &lt;car&gt;</title>" },
                { "a.pdf", "%PDF", "/Title (House & <car>)" } };
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  GhExportFormat format;
  guint drawn = 0;
  gsize size;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autofree char *bytes = NULL;
      g_assert_true (gh_export_format_of_path (path, &format));
      g_assert_true (
          gh_chart_export (draw_half, &drawn, 600, 300, format, "House & <car>", path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      g_assert_true (g_str_has_prefix (bytes, cases[i].magic));
      if (cases[i].title != NULL)
        g_assert_nonnull (memmem (bytes, size, cases[i].title, strlen (cases[i].title)));
      g_assert_cmpint (remove (path), ==, 0);
    }
  g_assert_cmpuint (drawn, ==, 3);
  g_assert_false (gh_export_format_of_path ("a.txt", &format));
  g_assert_false (gh_chart_export (draw_half, &drawn, 600, 300, GH_EXPORT_PNG, NULL,
                                   "/proc/nothing/a.png", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (remove (folder), ==, 0);
}

/* A picture of pixels is twice as fine as the screen, and what was drawn is where it was drawn. */
static void
test_pixels (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gridhearth-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.png", NULL);
  guint drawn = 0;

  g_assert_true (gh_chart_export (draw_half, &drawn, 60, 30, GH_EXPORT_PNG, NULL, path, NULL));
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 120);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 60);
  cairo_surface_destroy (surface);
  g_assert_cmpint (remove (path), ==, 0);
  g_assert_cmpint (remove (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/formats", test_export);
  g_test_add_func ("/export/pixels", test_pixels);
  return g_test_run ();
}
